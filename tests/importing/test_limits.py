"""What a hostile or very large file may cost: time, memory, and never a connection."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hand_made import (
    bomb,
    old_office,
    paragraph,
    pdf,
    pdf_bomb,
    picture,
    row,
    scan,
    sheet_file,
    table,
    word_file,
)

ROOT = Path(__file__).resolve().parents[2]
MOST_SECONDS = 10
MOST_MEGABYTES = 500

# Each file is read in a process of its own, which cannot open a connection and is ended by the
# system if it takes more than it may.
READ = """
import json, resource, socket, sys, time
from pathlib import Path

def refuse(*args, **kwargs):
    raise AssertionError("the network was asked")

socket.socket = socket.create_connection = socket.getaddrinfo = refuse
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
from app.importing.files import DocumentRefusedError, read_blocks
start = time.process_time()
try:
    source, blocks = read_blocks(Path(sys.argv[1]))
    outcome = "read", len(blocks)
except DocumentRefusedError as error:
    outcome = "refused", str(error)
used = time.process_time() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
sys.stdout.write(json.dumps([*outcome, used, peak]))
"""

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the system's limits are asked by Unix calls"
)


def read_apart(path: Path) -> tuple[str, str | int, float]:
    """Read a file in its own process, return outcome and seconds; fail if it took much memory."""
    result = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", READ, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, result.stderr
    kind, what, seconds, megabytes = json.loads(result.stdout)
    assert megabytes < MOST_MEGABYTES
    return kind, what, seconds


def cut_off(path: Path) -> Path:
    word_file(path, paragraph("Giao Sở Nội vụ") * 50_000)
    path.write_bytes(path.read_bytes()[:-5000])
    return path


def empty(path: Path) -> Path:
    path.touch()
    return path


def entity(path: Path) -> Path:
    text = '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/secret">]>'
    return word_file(path, "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", head=text)


REFUSED: dict[str, Callable[[Path], Path]] = {
    "cut.docx": cut_off,
    "bomb.docx": bomb,
    "bomb.pdf": lambda path: pdf_bomb(path, 400),
    "entity.docx": entity,
    "locked.pdf": lambda path: pdf(path, [["a"]], password="x"),  # noqa: S106
    "locked.docx": lambda path: old_office(path, "EncryptedPackage"),
    "empty.docx": empty,
    "picture.pdf": picture,
    "old.doc": lambda path: old_office(path, "WordDocument"),
    "scan.pdf": lambda path: scan(path, pages=100),
    "stamped.docx": lambda path: word_file(path, paragraph("TỐI MẬT") + paragraph("Việc")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_quick_small_and_silent(tmp_path: Path, name: str) -> None:
    kind, _, seconds = read_apart(REFUSED[name](tmp_path / name))
    assert kind == "refused"
    assert seconds < MOST_SECONDS


LARGE: dict[str, Callable[[Path], Path]] = {
    "pages.pdf": lambda path: pdf(path, [["Giao Sở Nội vụ lập kế hoạch năm 2026."] * 30] * 500),
    "long.docx": lambda path: word_file(path, paragraph("Giao Sở Nội vụ lập kế hoạch ") * 15_000),
    "cell.docx": lambda path: word_file(path, table(row("1", "x" * (1 << 20)))),
    "cell.xlsx": lambda path: sheet_file(
        path, f'<row r="1"><c t="inlineStr"><is><t>{"x" * (1 << 20)}</t></is></c></row>'
    ),
    "linked.docx": lambda path: word_file(path, paragraph("Mẫu lấy từ địa chỉ ngoài")),
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files_are_read(tmp_path: Path, name: str) -> None:
    kind, blocks, _ = read_apart(LARGE[name](tmp_path / name))
    assert kind == "read"
    assert blocks
