"""The four faces of the sheets: Times New Roman, or Liberation Serif 2, which has its widths.

A face is taken only if its own table of letters (cmap) holds every Vietnamese letter: Liberation
Serif 1 lacks U+1EA0 to U+1EF9 and would print boxes.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from app.domain.errors import TienDoError
from app.reports.pdf.layout import RESOURCES

FAMILY_NAME = "TienDoSerif"

FACE_FILES = (
    ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"),
    (
        "Times_New_Roman.ttf",
        "Times_New_Roman_Bold.ttf",
        "Times_New_Roman_Italic.ttf",
        "Times_New_Roman_Bold_Italic.ttf",
    ),
    (
        "LiberationSerif-Regular.ttf",
        "LiberationSerif-Bold.ttf",
        "LiberationSerif-Italic.ttf",
        "LiberationSerif-BoldItalic.ttf",
    ),
)
"""Names of the four faces, in the order of `Face`, best family first."""

SPARE_FILES = (
    *("simsun.ttc", "msyh.ttc", "msgothic.ttc", "malgun.ttf", "seguisym.ttf"),
    *("DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "DejaVuSans.ttf"),
)
"""Fonts of Windows and Linux with letters that Times New Roman lacks, Chinese first."""

SPARE_FOLDERS = ("/usr/share/fonts/truetype/droid", "/usr/share/fonts/truetype/dejavu")

UNIX_FOLDERS = (
    "/usr/share/fonts/truetype/msttcorefonts",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/liberation-serif",
    "/usr/share/fonts/liberation",
)

VIETNAMESE_LETTERS = frozenset(
    unicodedata.normalize("NFC", letter + tone)
    for vowel in "aăâeêioôơuưy"
    for letter in (vowel, vowel.upper())
    for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
) | frozenset("đĐ")
NEEDED_LETTERS = VIETNAMESE_LETTERS | frozenset("–…“”·%()?")
LAST_LETTER = 0xFFFF
"""reportlab writes letters beyond it wrongly into the table that makes a text searchable."""


class FontsMissingError(TienDoError):
    """No font with all Vietnamese letters was found, so no sheet can be drawn."""

    def __init__(self) -> None:
        super().__init__(
            "Chưa lập được tệp PDF vì máy không có phông Times New Roman đủ chữ tiếng Việt. "
            "Hãy cài vào máy phông Times New Roman hoặc Liberation Serif (bản 2 trở lên): nhấp đúp "
            "từng tệp phông rồi bấm Cài đặt. Sau đó in lại."
        )


class Face(IntEnum):
    """The four faces of the one family."""

    UPRIGHT = 0
    BOLD = 1
    ITALIC = 2
    BOLD_ITALIC = 3


class SpareFonts:
    """Fonts for letters that the four faces lack: Chinese names, signs; opened when one is met.

    A spare font is numbered behind the four faces; it has one face for all of them.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._waiting = [folder / file for file in SPARE_FILES for folder in folders]
        self._opened: list[TTFont] = []
        self._letters: list[frozenset[str]] = []
        self._known: dict[str, int | None] = {}

    def face_of(self, letter: str) -> int | None:
        """Return the number of the font that has a letter, None where no font on hand has it."""
        if letter not in self._known:
            self._known[letter] = self._search(letter)
        return self._known[letter]

    def font(self, face: int) -> TTFont:
        """Return a font by its number."""
        return self._opened[face - len(Face)]

    def _search(self, letter: str) -> int | None:
        if ord(letter) > LAST_LETTER:
            return None
        for place, letters in enumerate(self._letters):
            if letter in letters:
                return len(Face) + place
        while self._waiting:
            if self._open(self._waiting.pop(0)) and letter in self._letters[-1]:
                return len(Face) + len(self._letters) - 1
        return None

    def _open(self, path: Path) -> bool:
        if not path.is_file():
            return False
        try:
            name = f"{FAMILY_NAME}-Spare{len(self._opened)}"
            font = TTFont(name, str(path), asciiReadable=False)
        except (TTFError, OSError):
            return False
        pdfmetrics.registerFont(font)
        self._opened.append(font)
        self._letters.append(_letters_of(font))
        return True


@dataclass(frozen=True, slots=True)
class FontFamily:
    """Four registered faces.

    Attributes:
        fonts: the faces as reportlab holds them, in the order of `Face`.
        widths: for each face, code point → width in thousandths of the type size.
        letters: characters that all four faces have.
        plain: matches a text that can be drawn as it stands: no missing letter, no control
            character and no combining mark in it.
        spares: fonts for letters that the faces lack.
    """

    fonts: tuple[TTFont, ...]
    widths: tuple[Mapping[int, float], ...]
    letters: frozenset[str]
    plain: re.Pattern[str]
    spares: SpareFonts

    def font(self, face: int) -> TTFont:
        """Return a face, or a spare font by its number."""
        return self.fonts[face] if face < len(self.fonts) else self.spares.font(face)

    def widths_of(self, face: int) -> Mapping[int, float]:
        """Return code point → width in thousandths of the type size."""
        if face < len(self.widths):
            return self.widths[face]
        found: Mapping[int, float] = self.spares.font(face).face.charWidths
        return found


def missing_fonts() -> str | None:
    """Return the sentence for the user when no usable font is found, else None."""
    try:
        load_family()
    except FontsMissingError as error:
        return str(error)
    return None


@lru_cache(maxsize=1)
def load_family() -> FontFamily:
    """Return the faces of this machine, found and registered once.

    Raises:
        FontsMissingError: no folder holds four faces with all Vietnamese letters.
    """
    return find_family(font_folders())


def font_folders() -> Iterator[Path]:
    """Return where fonts may lie: Windows', the program's own, Linux'."""
    if windows := os.environ.get("WINDIR"):
        yield Path(windows) / "Fonts"
    if local := os.environ.get("LOCALAPPDATA"):
        yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    yield RESOURCES / "fonts"
    yield from map(Path, UNIX_FOLDERS)


def find_family(folders: Iterable[Path]) -> FontFamily:
    """Register the first complete family of ``folders`` and return it; see `load_family`."""
    places = tuple(folders)
    for files in FACE_FILES:
        for folder in places:
            fonts = _open_faces([folder / file for file in files])
            if fonts is not None:
                return _register(fonts, SpareFonts([*places, *map(Path, SPARE_FOLDERS)]))
    raise FontsMissingError


def _open_faces(paths: list[Path]) -> list[TTFont] | None:
    if not all(path.is_file() for path in paths):
        return None
    fonts = []
    for face, path in zip(Face, paths, strict=True):
        try:
            # Letters in order of use keep nearly every text in one subset of 255 letters.
            font = TTFont(_face_name(face), str(path), asciiReadable=False)
        except (TTFError, OSError):
            return None
        if not _letters_of(font) >= NEEDED_LETTERS:
            return None
        fonts.append(font)
    return fonts


def _face_name(face: Face) -> str:
    return f"{FAMILY_NAME}-{face.name.title()}"


def _letters_of(font: TTFont) -> frozenset[str]:
    # Glyph 0 is the box for "missing", even where the table names it.
    glyphs: dict[int, int] = font.face.charToGlyph
    return frozenset(chr(code) for code, glyph in glyphs.items() if glyph and code <= LAST_LETTER)


def _register(fonts: list[TTFont], spares: SpareFonts) -> FontFamily:
    for face, font in zip(Face, fonts, strict=True):
        pdfmetrics.registerFont(font)
        addMapping(
            FAMILY_NAME,
            1 if face in (Face.BOLD, Face.BOLD_ITALIC) else 0,
            1 if face in (Face.ITALIC, Face.BOLD_ITALIC) else 0,
            font.fontName,
        )
    letters = frozenset.intersection(*map(_letters_of, fonts))
    return FontFamily(
        fonts=tuple(fonts),
        widths=tuple(font.face.charWidths for font in fonts),
        letters=letters,
        plain=re.compile(f"[{''.join(re.escape(c) for c in sorted(letters) if _is_plain(c))}]*"),
        spares=spares,
    )


def _is_plain(character: str) -> bool:
    # Mn: marks that NFC may still join to a letter; Cf: soft hyphens, joiners, directions.
    category = unicodedata.category(character)
    return category[0] not in "CMZ" or character in " \u00a0"
