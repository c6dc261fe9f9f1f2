"""Readers fed with spoilt input: never a crash, a hang, much memory, or an error without words.

Good inputs are spoilt by chance (bytes flipped, cut, doubled, numbers made huge, parts of a zip
exchanged and packed again) and given to whatever reads them. A reader returns, or refuses in words
of its own. Each batch runs in a child with a limit of memory, each case with a limit of time.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import signal
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from app import cli
from app.domain.clipboard_table import read_cells
from app.domain.errors import TienDoError
from app.domain.typed_number import Notation, doubtful, notation_of, printed, read_number
from app.importing.files import read_blocks
from app.services.evidence import safe_name
from app.settings import MachineSettings
from app.views.tables.html_cells import cells_of
from db import catalogue_reader, instance_lock, register_file, side_log
from tests import office_documents
from tests.durability.trials import Figures

COUNTS = {
    "documents": 12_000,
    "catalogue files": 8_000,
    "machine settings": 20_000,
    "command lines": 10_000,
    "file names": 20_000,
    "pasted cells": 10_000,
    "register headers and logs": 20_000,
}
"""How the hundred thousand cases are spread."""

_BATCH = 250
_MOST_SECONDS = 20
_MOST_BYTES = 2 << 30
_HERE = Path(__file__).parents[1]

Case = Callable[[Path, random.Random], None]


def run(folder: Path, seed: int, share: int = 1) -> list[Figures]:
    """Feed every reader; ``share`` 20 means a twentieth of the cases."""
    seeds = _seeds(folder / "seeds")
    cases: dict[str, Case] = {
        "documents": lambda place, chance: _document(seeds, place, chance),
        "catalogue files": _catalogue,
        "machine settings": _settings,
        "command lines": _command_line,
        "file names": _file_name,
        "pasted cells": _pasted,
        "register headers and logs": _register,
    }
    return [
        _run_kind(folder, name, case, -(-COUNTS[name] // share), seed)
        for name, case in cases.items()
    ]


def _run_kind(folder: Path, name: str, case: Case, count: int, seed: int) -> Figures:
    figures = Figures(f"spoilt {name}")
    for first in range(0, count, _BATCH):
        numbers = range(first, min(first + _BATCH, count))
        place = folder / "case"
        place.mkdir()
        told = _in_child(lambda: _batch(name, case, place, numbers, seed))  # noqa: B023 - at once
        shutil.rmtree(place)
        figures.runs += len(numbers)
        lines = told.splitlines()
        if not lines or not lines[-1].startswith("refused "):
            lines.append(f"ended early in the batch from {first}")
        else:
            figures.count("refused in words", int(lines.pop().removeprefix("refused ")))
        figures.failures += lines
    return figures


def _batch(name: str, case: Case, place: Path, numbers: range, seed: int) -> list[str]:
    wrong, refused = [], 0
    for number in numbers:
        signal.alarm(_MOST_SECONDS)
        try:
            case(place, random.Random(f"{seed} {name} {number}"))
        except TienDoError:
            refused += 1
        except BaseException as error:  # noqa: BLE001 - any other is what is looked for
            wrong.append(f"case {number}: {type(error).__name__}: {str(error)[:120]!r}")
        signal.alarm(0)
    return [*wrong, f"refused {refused}"]


def _in_child(work: Callable[[], list[str]]) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _limit()
        lines = work()
        with os.fdopen(writing, "wb") as out:
            out.write("\n".join(lines).encode("utf-8", "replace"))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        text = told.read().decode()
    os.waitpid(child, 0)
    return text


def _limit() -> None:
    import resource  # noqa: PLC0415 - where there is fork there is this

    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))

    def late(_number: int, _frame: object) -> None:
        raise TimeoutError("too slow")

    signal.signal(signal.SIGALRM, late)


# ---- spoiling


_PIECES = (
    b"",
    b"\0",
    b"\xff\xfe",
    b"<",
    b"&x;",
    b"]]>",
    b"99999999999",
    b"-1",
    b"=1+1",
    b"../" * 9,
)


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with some places of them spoilt."""
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((0, 1, 4, 64, 1000)))
        match chance.randrange(5):
            case 0:
                piece = chance.choice(_PIECES)
            case 1:
                piece = chance.randbytes(to - at)
            case 2:
                piece = data[at:to] * 2
            case 3:
                piece = bytes(byte ^ (1 << chance.randrange(8)) for byte in data[at:to])
            case _:
                piece = b""
        data = data[:at] + piece + data[to:]
    return data


def _spoilt_zip(data: bytes, chance: random.Random) -> bytes:
    """Return an archive that is whole again, with one of its parts spoilt."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, spoilt(content, chance) if name == chosen else content)
    return out.getvalue()


# ---- what is read


def _seeds(folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    plan = folder / "plan.docx"
    office_documents.plan(plan, rows=4, paragraphs=3)
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["TT", "Nội dung", "Chủ trì"], [1, "Lập kế hoạch", "Sở Tài chính"], ["=1+1", 2, 3]):
        book.active.append(row)
    book.save(folder / "book.xlsx")
    shutil.copyfile(_HERE / "importing" / "files" / "printed-plan.pdf", folder / "plan.pdf")
    text = _HERE / "importing" / "labels" / "tune" / "cv-don-doc.txt"
    shutil.copyfile(text, folder / "letter.txt")
    return {file.suffix: file.read_bytes() for file in folder.iterdir()}


def _document(seeds: dict[str, bytes], place: Path, chance: random.Random) -> None:
    ending = chance.choice(sorted(seeds))
    data = seeds[ending]
    if ending in (".docx", ".xlsx") and chance.random() < 0.7:
        data = _spoilt_zip(data, chance)
    else:
        data = spoilt(data, chance)
    file = place / f"spoilt{ending}"
    file.write_bytes(data)
    read_blocks(file)


def _catalogue(place: Path, chance: random.Random) -> None:
    good = _HERE.parent / "db" / "catalogue"
    folder = place / "catalogue"
    if not folder.exists():
        from tests import small_catalogue  # noqa: PLC0415 - for this reader only

        small_catalogue.write(folder)
    assert good.is_dir()
    file = chance.choice(sorted(folder.rglob("*.yaml")))
    kept = file.read_bytes()
    file.write_bytes(spoilt(kept, chance))
    try:
        catalogue_reader.read(folder)
    finally:
        file.write_bytes(kept)


def _settings(place: Path, chance: random.Random) -> None:
    os.environ["TIENDO_DATA"] = str(place)
    good = json.dumps({"theme": "dark", "window": "AdnQ", "panes": [1, 2], "backup_place": "E:/"})
    (place / "machine.json").write_bytes(spoilt(good.encode(), chance))
    settings = MachineSettings()
    for key in ("theme", "window", "panes", "backup_place"):
        settings.get(key)


_WORDS = (
    *("list", "complete", "report", "check", "backup", "restore", "init", "--register", "--as-of"),
    *("--by", "agency", "--pdf", "--on", "2026-02-30", "31/12", "--json", "tracking", "", "\ud800"),
)


def _command_line(_place: Path, chance: random.Random) -> None:
    words = [chance.choice(_WORDS) for _ in range(chance.randrange(1, 6))]
    odd = spoilt(b"2026-03-06", chance).decode("utf-8", "surrogateescape")
    words.insert(chance.randrange(len(words) + 1), odd)
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        code: object = 0
        try:
            cli.parser().parse_args(words)
        except SystemExit as ended:
            code = ended.code
        assert code in (0, 2)


def _file_name(place: Path, chance: random.Random) -> None:
    odd = [chr(chance.choice((*range(1, 0x250), 0x202E, 0xFEFF, 0x1F600))) for _ in range(12)]
    parts = ["..", "C:", "\\\\srv", "con", "a" * 300, ".", "/", "\\", "x.exe ", *odd]
    name = "".join(chance.choice(parts) for _ in range(chance.randrange(1, 9)))
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not set(safe) & set('<>:"/\\|?*\0')
    assert (place / safe).resolve().parent == place.resolve()
    assert len(safe.encode("utf-16-le")) // 2 <= 140


_COPIED = (
    '155.000\t14,97\r\n"Thu ngân sách\nnăm 2026"\t-1,5 điểm %\r\n=1+1\t2,5 – 3\r\n',
    (
        "<table><tr><td rowspan=2 colspan=2>155.000</td><td>&lt;b&gt; 14,97</td></tr>"
        "<tr><td x:num='20874.5'>20.874,5<br>&nbsp;</td></tr></table>"
    ),
)
_MOST_CELLS = 3_000_000


def _pasted(_place: Path, chance: random.Random) -> None:
    text, html = (
        spoilt(words.encode() * chance.randrange(1, 30), chance).decode("utf-8", "replace")
        for words in _COPIED
    )
    tables = read_cells(text), cells_of(html), read_cells(html), cells_of(text)
    for rows in tables:
        cells = [cell for row in rows for cell in row]
        assert len(cells) < _MOST_CELLS
        notation = notation_of(cells) or Notation.VIETNAMESE
        for cell in cells[:200]:
            doubtful(cell)
            if (number := read_number(cell, notation)) is not None:
                printed(number, cell)


def _register(place: Path, chance: random.Random) -> None:
    path = place / "sổ.tiendo"
    head = bytearray(b"SQLite format 3\0" + bytes(84))
    head[16:18] = (4096).to_bytes(2, "big")
    head[18:20] = b"\x02\x02"
    head[68:72] = register_file.APPLICATION_ID.to_bytes(4, "big")
    path.write_bytes(spoilt(bytes(head) + bytes(4096), chance))
    log = (0x377F0682).to_bytes(4, "big") + (3007000).to_bytes(4, "big") + chance.randbytes(200)
    Path(f"{path}-wal").write_bytes(spoilt(log, chance))
    side_log.mark_on(chance.randbytes(4096))
    note = json.dumps({"machine": "a", "user": "b", "since": "c"}).encode()
    instance_lock.note_of(path).write_bytes(spoilt(note, chance))
    with instance_lock.note_of(path).open("rb") as file:
        instance_lock._read(file)
    register_file.check(path)
