"""Faces are chosen by what letters they hold, and their absence is told in a sentence."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from app.domain.errors import TienDoError
from app.reports.pdf import fonts
from app.reports.pdf.fonts import Face, FontsMissingError, find_family, load_family, missing_fonts


def test_this_machine_has_a_family_with_every_vietnamese_letter():
    family = load_family()
    assert missing_fonts() is None
    assert family.letters >= fonts.VIETNAMESE_LETTERS
    assert {chr(code) for code in range(0x1EA0, 0x1EFA)} <= family.letters
    assert len(family.fonts) == len(Face)


def test_the_letters_asked_for_are_the_134_and_the_bare_vowels():
    marked = {c for c in fonts.VIETNAMESE_LETTERS if unicodedata.normalize("NFD", c) != c}
    assert len(marked | {"đ", "Đ"}) == 134
    assert len(fonts.VIETNAMESE_LETTERS) == 134 + 12


def test_no_font_is_a_sentence_for_the_user(monkeypatch, tmp_path):
    monkeypatch.setattr(fonts, "font_folders", lambda: iter([tmp_path]))
    load_family.cache_clear()
    try:
        sentence = missing_fonts()
    finally:
        load_family.cache_clear()
    assert sentence is not None
    assert "Times New Roman" in sentence
    assert sentence.endswith(".")
    assert issubclass(FontsMissingError, TienDoError)


def test_an_incomplete_or_broken_family_is_passed_over(tmp_path):
    for name in fonts.FACE_FILES[0]:
        (tmp_path / name).write_bytes(b"no font")
    with pytest.raises(FontsMissingError):
        find_family([tmp_path])
    good = Path(load_family().fonts[0].face.filename).parent
    assert find_family([tmp_path, good]).letters == load_family().letters


def test_a_face_without_vietnamese_letters_is_refused(monkeypatch):
    monkeypatch.setattr(fonts, "NEEDED_LETTERS", fonts.NEEDED_LETTERS | {"中"})
    with pytest.raises(FontsMissingError):
        find_family(fonts.font_folders())


def test_windows_folders_come_first(monkeypatch):
    monkeypatch.setenv("WINDIR", "C:/Windows")
    monkeypatch.setenv("LOCALAPPDATA", "C:/Users/x/AppData/Local")
    folders = list(fonts.font_folders())
    assert folders[0] == Path("C:/Windows/Fonts")
    assert folders[1] == Path("C:/Users/x/AppData/Local/Microsoft/Windows/Fonts")
    assert folders[2].parts[-2:] == ("resources", "fonts")
    assert fonts.FACE_FILES[0][0] == "times.ttf"
