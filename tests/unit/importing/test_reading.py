from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.importing.files import ReadingCancelledError, read_blocks
from app.importing.files.watch import Watch
from tests.hand_made import paragraph, pdf, sheet_file, word_file

PAGES = 60


@pytest.fixture(params=["docx", "pdf", "xlsx", "txt"])
def long_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"a.{request.param}"
    if request.param == "docx":
        return word_file(path, paragraph("Giao Sở Nội vụ lập kế hoạch") * 3000)
    if request.param == "pdf":
        return pdf(path, [["Giao Sở Nội vụ", "lập kế hoạch"]] * PAGES)
    if request.param == "xlsx":
        return sheet_file(
            path, "".join(f'<row r="{n}"><c><v>1</v></c></row>' for n in range(1, 900))
        )
    path.write_text("Giao Sở Nội vụ lập kế hoạch.\n\n" * 900, "utf-8")
    return path


def test_progress_runs_to_its_end(long_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.importing.files.watch._BETWEEN_REPORTS", 0.0)
    seen: list[tuple[int, int]] = []
    read_blocks(long_file, lambda done, total: seen.append((done, total)))
    assert len(seen) > 3
    assert all(0 <= done <= total for done, total in seen)
    assert seen[-1][0] == seen[-1][1]
    parts = [done / total for done, total in seen]
    assert parts == sorted(parts)


def test_cancel_ends_the_reading(long_file: Path) -> None:
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with pytest.raises(ReadingCancelledError, match="Đã dừng"):
        read_blocks(long_file, cancelled=cancelled)
    assert asked == 3


def test_nobody_is_told_too_often() -> None:
    seen: list[int] = []
    watch = Watch(lambda done, _total: seen.append(done), None)
    for n in range(10_000):
        watch.step(n, 10_000)
    assert len(seen) < 1000


def test_what_is_known_of_a_file(tmp_path: Path) -> None:
    path = pdf(tmp_path / "Kế hoạch 15.pdf", [["Một"], ["Hai"]])
    source, blocks = read_blocks(path)
    assert (source.file_name, source.format, source.pages) == ("Kế hoạch 15.pdf", "pdf", 2)
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert isinstance(blocks, tuple)
