"""No program file is shipped without the licence of what is in it."""

from __future__ import annotations

import pytest

from tools.installer import licences
from tools.installer.licences import Part, Table

QT = Part("Qt", "LGPL", ("LGPL-3.txt",), (), "")
ZLIB = Part("zlib", "zlib licence", ("zlib.txt",), (), "As it is.")
SMALL = Table(
    {"Qt": QT, "zlib": ZLIB},
    [("_internal/qt/zip*.dll", ("Qt", "zlib")), ("_internal/qt/*", ("Qt",))],
    {b"inflate 1.": ("zlib",)},
)


@pytest.fixture
def program(tmp_path):
    """Give a program's folder with every text and nothing wrong."""
    (tmp_path / "licences").mkdir()
    for text in ("LGPL-3.txt", "zlib.txt"):
        (tmp_path / "licences" / text).touch()
    folder = tmp_path / "_internal" / "qt" / "plugins"
    folder.mkdir(parents=True)
    (folder / "Window.DLL").write_bytes(b"...")
    (folder.parent / "zipped.dll").write_bytes(b"..inflate 1.3.1..")
    (tmp_path / "note.txt").write_bytes(b"inflate 1.3.1")
    return tmp_path


def test_what_is_listed_has_no_faults(program):
    assert licences.faults(program, SMALL) == []


def test_a_file_without_an_entry_is_told(program):
    (program / "_internal" / "new.pyd").touch()
    (told,) = licences.faults(program, SMALL)
    assert told.startswith("_internal/new.pyd: ")


def test_a_part_that_a_file_betrays_must_be_listed(program):
    (program / "_internal" / "qt" / "Core.dll").write_bytes(b"MZ inflate 1.2.13 Mark Adler")
    (told,) = licences.faults(program, SMALL)
    assert told == "_internal/qt/Core.dll: holds zlib (inflate 1.), which is not listed"


def test_a_text_that_is_not_there_is_told(program):
    (program / "licences" / "zlib.txt").unlink()
    assert licences.faults(program, SMALL) == ["zlib: the text zlib.txt is missing"]


def test_the_folder_tells_what_is_in_which_file():
    said = licences.read_me(SMALL, "Head\n")
    assert said.startswith("Head\n\nQt: LGPL\n  texts: LGPL-3.txt\n")
    assert (
        "zlib: zlib licence\n  texts: zlib.txt\n  in: _internal\\qt\\zip*.dll\n  As it is." in said
    )


def test_every_text_of_ours_is_named_and_there():
    table = licences.read_table()
    named = {text for part in table.parts.values() for text in part.texts}
    ours = {file.name for file in licences.TEXTS.iterdir()} - {licences.READ_ME}
    assert ours <= named
    made = {"Python.txt", "Liberation Serif.txt"}  # the build copies them
    brought = {t for part in table.parts.values() if part.packages for t in part.texts}
    assert named - ours <= made | brought
    for part in table.parts.values():
        heads = tuple(f"{package} " for package in part.packages)
        assert all(text in ours or text.startswith((*heads, *made)) for text in part.texts), part


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("expat.txt", "Thai Open Source Software Center"),
        ("libmpdec.txt", "Stefan Krah"),
        ("LGPL-2.1.txt", "Version 2.1, February 1999"),
        ("SQLite.txt", "public domain"),
        ("XZ Utils.txt", "liblzma is in the public domain"),
        ("zlib.txt", "Jean-loup Gailly"),
        ("libyaml.txt", "Kirill Simonov"),
        ("Python parts.txt", "Mersenne Twister"),
        ("Qt parts.txt", "D3D12 Memory Allocator"),
        ("Qt parts.txt", "BLAKE2"),
        ("Qt parts.txt", "TinyCBOR"),
        ("Qt parts.txt", "FREETYPE PROJECT"),
        ("Qt parts.txt", "HarfBuzz"),
        ("Qt parts.txt", "PNG Reference Library"),
        ("Qt parts.txt", "Independent JPEG Group"),
        ("Qt parts.txt", "PCRE2"),
        ("Qt parts.txt", "Wintab"),
    ],
)
def test_the_texts_are_texts(text, words):
    content = (licences.TEXTS / text).read_text("utf-8")
    assert words.casefold() in content.casefold()
    assert len(content.splitlines()) > 5


@pytest.mark.parametrize("text", ["Taskflow.txt", "expat.txt", "libmpdec.txt", "libyaml.txt"])
def test_a_short_text_says_whose_it_is(text):
    content = (licences.TEXTS / text).read_text("utf-8")
    assert "Copyright (c)" in content
    assert "<" not in content


def test_what_must_be_said_of_freetype_and_jpeg_is_said():
    said = licences.read_me(licences.read_table(), "")
    assert "The FreeType Project" in said
    assert "work of the Independent JPEG Group" in said


def test_a_file_may_not_name_a_part_that_is_not_described(tmp_path):
    table = tmp_path / "parts.toml"
    table.write_text('parts = {}\nsigns = {}\nfiles = [{pattern = "*", parts = ["x"]}]\n', "utf-8")
    with pytest.raises(KeyError):
        licences.read_table(table)
