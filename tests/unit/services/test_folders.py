"""A folder for new files: the one that was named while it is empty, else another beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services import folders

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_or_empty_folder_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "họp 2026-11-21"
    assert folders.fresh(folder) == folder
    folder.mkdir()
    assert folders.fresh(folder) == folder


def test_a_folder_that_holds_files_stays_as_it_is(tmp_path: Path) -> None:
    folder, second = tmp_path / "họp 2026-11-21", tmp_path / "họp 2026-11-21 (2)"
    folder.mkdir()
    (folder / "x.docx").touch()
    assert folders.fresh(folder) == second
    second.write_text("a file of that name", "utf-8")
    assert folders.fresh(folder) == tmp_path / "họp 2026-11-21 (3)"
