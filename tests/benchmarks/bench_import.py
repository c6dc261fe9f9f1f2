"""A document of 40 pages: from the file to proposals, and to the review beside a register."""

from __future__ import annotations

import datetime as dt
import tempfile
import textwrap
import time
from pathlib import Path

from app.domain.review import KnownNames
from app.domain.text import fold
from app.importing.files import read_blocks
from app.importing.names import Names
from app.importing.propose import propose
from app.services.importing import names as register_names
from app.services.importing.drafting import draft_of
from app.services.importing.matching import matched
from app.services.register import create_register, open_register
from tests.benchmarks.timing import print_table
from tests.hand_made import paragraph, pdf, word_file
from tests.imported import BODY, FOOT, HEAD
from tests.office_documents import plan

TODAY = dt.date(2026, 11, 21)
_PRINTED = Path(__file__).parents[1] / "importing" / "files" / "printed-plan.pdf"
_RUNS = 3
_MOST_MS = 1000


def prose(path: Path, times: int) -> Path:
    """Write a directive of numbered points, about three points a thousand letters."""
    body = "".join(
        paragraph(line.replace("quy hoạch", f"quy hoạch đợt {n}"))
        for n in range(times)
        for line in BODY.splitlines()
        if line
    )
    head, foot = (
        "".join(paragraph(line) for line in text.splitlines() if line) for text in (HEAD, FOOT)
    )
    return word_file(path, f"{head}{body}{foot}")


def _printed_page(number: int) -> list[str]:
    """Return 36 lines, without accents: the font of the PDF that tests write has none."""
    lines = [part for line in BODY.splitlines() for part in textwrap.wrap(fold(line), 84)]
    return [line.replace("quy hoach", f"quy hoach dot {number}") for line in (lines * 3)[:36]]


def best_ms(path: Path, names: Names) -> tuple[float, float]:
    """Return processor time of reading and of proposing, in ms: the best of three."""
    found = []
    for _ in range(_RUNS):
        start = time.process_time()
        source, blocks = read_blocks(path)
        between = time.process_time()
        propose(source, blocks, names)
        found.append((between - start, time.process_time() - between))
    reading, proposing = min(found, key=sum)
    return 1000 * reading, 1000 * proposing


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan(folder / "40-trang-bang.docx", rows=360, paragraphs=120)
        files = [
            folder / "40-trang-bang.docx",
            prose(folder / "40-trang-loi-van.docx", times=125),
            pdf(folder / "40-trang.pdf", [_printed_page(n) for n in range(40)]),
            _PRINTED,
        ]
        create_register(folder / "so.tiendo")
        register = open_register(folder / "so.tiendo")
        rows = []
        with register.reading() as connection:
            known = register_names.reading_names(connection, TODAY)
            spellings: KnownNames = register_names.known_names(connection, TODAY)
            for path in files:
                reading, proposing = best_ms(path, known)
                source, blocks = read_blocks(path)
                found = propose(source, blocks, known)
                letters = sum(len(block.text) for block in blocks)
                start = time.process_time()
                matched(connection, draft_of(found, spellings), TODAY)
                matching = 1000 * (time.process_time() - start)
                rows.append((
                    path.name, source.pages or round(letters / 2200), len(found.tasks),
                    f"{reading:.0f}", f"{proposing:.0f}", f"{reading + proposing:.0f}",
                    f"{matching:.0f}",
                ))  # fmt: skip
        register.close()
        heads = ("file", "pages", "tasks", "read", "propose", "proposals after ms", "match ms")
        print_table(f"From a file to proposals (limit {_MOST_MS} ms)", heads, rows)


if __name__ == "__main__":
    main()
