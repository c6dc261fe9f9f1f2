"""A program that lost a file of its own is found out."""

from __future__ import annotations

import shutil
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app import paths, self_test, shipped

FOLDERS = ("resources", "db/catalogue", "db/migrations")
LOST = (
    *("resources/help/tasks.md", "resources/help/en/tasks.md", "resources/translations/en.json"),
    *("resources/icons/save.svg", "resources/styles/dark/chevron-up.svg"),
    *("resources/sheets/layout.toml", "db/catalogue/links.yaml", "db/migrations/env.py"),
    "db/catalogue/NQTU-2023/tasks.yaml",
)


def without_setup(_folder: str, names: list[str]) -> set[str]:
    return {"installer", "__pycache__"} & set(names)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what is shipped, with its list."""
    root = tmp_path_factory.mktemp("program")
    for folder in FOLDERS:
        shutil.copytree(paths.program_folder() / folder, root / folder, ignore=without_setup)
    files = sorted(file for file in root.rglob("*") if file.is_file())
    entries = [(str(file), file.relative_to(root).parent.as_posix()) for file in files]
    (root / shipped.LIST).write_text(shipped.listing(entries), "utf-8")
    return root


def test_a_whole_program_has_no_faults(program):
    assert shipped.faults(program, packed=True) == []
    assert shipped.faults(paths.program_folder(), packed=False) == []


@pytest.mark.parametrize("name", LOST)
def test_a_lost_file_is_named(program, name):
    aside = program / "aside"
    (program / name).rename(aside)
    try:
        assert f"thiếu {name}" in shipped.faults(program, packed=True)
    finally:
        aside.rename(program / name)


def test_a_file_that_was_cut_short_is_named(program):
    file = program / "db" / "catalogue" / "officials.yaml"
    whole = file.read_bytes()
    file.write_bytes(whole[:100])
    try:
        assert shipped.faults(program, packed=True) == ["db/catalogue/officials.yaml đã bị sửa"]
    finally:
        file.write_bytes(whole)


@pytest.mark.parametrize("words", ["", "{", "[]", "{}"])
def test_english_texts_must_be_readable(program, words):
    file = program / shipped.TRANSLATIONS
    whole = file.read_bytes()
    file.write_text(words, "utf-8")
    try:
        faults = shipped.faults(program, packed=True)
        assert f"không đọc được {shipped.TRANSLATIONS}" in faults
    finally:
        file.write_bytes(whole)


def test_the_packed_program_must_have_the_list(program):
    aside = program / "aside"
    (program / shipped.LIST).rename(aside)
    try:
        assert shipped.faults(program, packed=True) == [f"thiếu {shipped.LIST}"]
        assert shipped.faults(program, packed=False) == []
    finally:
        aside.rename(program / shipped.LIST)


@pytest.mark.parametrize("folder", shipped.HELP_FOLDERS)
def test_every_page_of_help_is_looked_for(folder):
    files = (paths.program_folder() / folder).glob("*.md")
    assert {file.stem for file in files} == set(shipped.HELP_PAGES)


def test_every_document_is_looked_for():
    folders = {entry.name for entry in paths.catalogue().iterdir() if entry.is_dir()}
    assert folders == set(shipped.DOCUMENTS)


def report(
    step: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[str]]:
    monkeypatch.setattr(self_test, "_STEPS", (("thử", step),))
    code = self_test.run_self_test()
    return code, capsys.readouterr().out.splitlines()


def test_an_error_that_qt_would_swallow_fails_the_step(monkeypatch, capsys):
    def slot(_bench: object) -> None:
        error = FileNotFoundError("start.md")
        sys.excepthook(type(error), error, None)  # as Qt does for a slot

    before = sys.excepthook, threading.excepthook
    code, lines = report(slot, monkeypatch, capsys)
    assert code == 1
    assert lines[1] == "LỖI  thử: SelfTestError: FileNotFoundError: start.md"
    assert (sys.excepthook, threading.excepthook) == before


def test_an_error_in_a_thread_fails_the_step(monkeypatch, capsys):
    def work() -> None:
        raise ValueError("x")

    def begin(_bench: object) -> None:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()

    code, lines = report(begin, monkeypatch, capsys)
    assert code == 1
    assert lines[1] == "LỖI  thử: SelfTestError: ValueError: x"


def test_a_program_without_a_document_fails_the_self_test(program, monkeypatch, capsys):
    monkeypatch.setattr(paths, "program_folder", lambda: program)
    folder = program / "db" / "catalogue" / "NQTU-2023"
    aside = program / "aside"
    folder.rename(aside)
    try:
        code, lines = report(self_test._look_through, monkeypatch, capsys)
    finally:
        aside.rename(folder)
    assert code == 1
    assert "thiếu db/catalogue/NQTU-2023/document.yaml" in lines[1]


def test_a_picture_without_a_page_is_blank(tmp_path):
    blank, page = tmp_path / "blank.png", tmp_path / "page.png"
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#202020"))
    for x in range(100):  # the list of pages at the left, which every window has
        picture.setPixelColor(x, 150, QColor(x, x, x))
    assert picture.save(str(blank))
    for x in range(150, 250):
        picture.setPixelColor(x, 150, QColor(x, x, x))
    assert picture.save(str(page))
    assert self_test.blank_pictures([blank, page, tmp_path / "sheet.pdf"]) == ["blank.png"]
