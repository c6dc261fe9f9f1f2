"""What stands on a page of a PDF, as PDFium tells it: words, ruled lines, pictures.

The only module that talks to PDFium. Coordinates are points from the top left corner of the page as
it is shown, so that y grows downwards.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

# A hyphen at the end of a line is told as one of two signs that stand for no letter.
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_HYPHEN = str.maketrans({"\x02": "-", "\ufffe": "-"})
_RAISED_NUMBER = re.compile(r"(?<=\D)\d{1,3}$")
_THIN = 2.5  # points: a filled box that narrow is a line
_SHORTEST_RULE = 4.0
_BOLD = 600
_OTHER_LINE = 0.6  # of the size
_RAISED = 0.15  # of the size: how far above the line the number of a footnote stands
_NAME_LENGTH = 128
_DEEPEST = 6  # forms inside forms
_MOST_OBJECTS = 50_000  # of one page: beyond it is a drawing, not a table
_LARGE_PICTURE = 0.5  # of the page: a scan


@dataclass(slots=True)
class Word:
    """A word and where it stands; `base` is the line that letters stand on."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line: from ``start`` to ``end`` at ``at`` (a y for level lines, an x for upright)."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """Everything on a page that reading needs."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    scanned: bool = False  # one picture covers most of the page
    unreadable: int = 0  # letters that the file's fonts give no meaning to


def read_page(page: pdfium.PdfPage) -> PageContent:
    """Return the content of an opened page."""
    turn = _Turn(page)
    content = PageContent(turn.width, turn.height)
    text = page.get_textpage()
    try:
        content.words = list(_words(text, turn))
    finally:
        text.close()
    content.unreadable = sum(
        letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff"
        for word in content.words
        for letter in word.text
        if len(word.text) > 1
    )
    _read_drawings(page, turn, content)
    return content


class _Turn:
    """From the coordinates of the file to those of the page as it is shown."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, bottom, right, top = page.get_cropbox()
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self._quarters = page.get_rotation() // 90 % 4
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self._quarters % 2 else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the file stands on the page."""
        if self._quarters == 0:
            return x - self._left, self._top - y
        if self._quarters == 1:
            return y - self._bottom, x - self._left
        if self._quarters == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Return (x0, y0, x1, y1) with y0 above y1."""
        if self._quarters == 0:
            return left - self._left, self._top - top, right - self._left, self._top - bottom
        (xa, ya), (xb, yb) = self.point(left, bottom), self.point(right, top)
        return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


# --- words -------------------------------------------------------------------------------------


def _words(page: pdfium.PdfTextPage, turn: _Turn) -> Iterator[Word]:
    reader = _Letters(page, turn)
    for found in _WORD.finditer(reader.text):
        first, end = found.span()
        while first < end:
            last, word = _word(reader, first, end - 1)
            yield word
            first = last + 1


def _word(reader: _Letters, first: int, last: int) -> tuple[int, Word]:
    """Return a word, and its last letter: PDFium runs words together that stand on two lines."""
    x0, _, x1, _ = reader.box(first)
    base, size = reader.base(first), reader.size(first)
    text = reader.text[first : last + 1]
    if last > first:
        end_base = reader.base(last)
        if abs(end_base - base) > _OTHER_LINE * size:
            last = reader.last_on_line(first, last, base, size)
            text, end_base = reader.text[first : last + 1], reader.base(last)
        x1 = reader.box(last)[2]
        raised = _RAISED_NUMBER.search(text) if base - end_base > _RAISED * size else None
        text = text[: raised.start()] if raised else text  # without the number of a footnote
    bold, italic = reader.face(first)
    text = text.translate(_HYPHEN)
    return last, Word(text, x0, max(x1, x0 + 0.1), base, max(size, 0.1), bold, italic)


class _Letters:
    """PDFium's text of a page, letter by letter."""

    def __init__(self, page: pdfium.PdfTextPage, turn: _Turn) -> None:
        self._page = page.raw
        self._turn = turn
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = pdfium_c.FS_RECTF()
        self._matrix = pdfium_c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_NAME_LENGTH)
        self._flags = ctypes.c_int()
        self._faces: dict[bytes, tuple[bool, bool]] = {}
        count = page.count_chars()
        text = page.get_text_range() if count else ""
        if len(text) != count:  # letters beyond the basic plane, or left out by PDFium
            codes = (pdfium_c.FPDFText_GetUnicode(self._page, n) for n in range(count))
            text = "".join(chr(code) if 0 < code < 0xD800 else "\ufffd" for code in codes)
        self.text = text

    def box(self, place: int) -> tuple[float, float, float, float]:
        pdfium_c.FPDFText_GetLooseCharBox(self._page, place, self._box)
        box = self._box
        return self._turn.box(box.left, box.bottom, box.right, box.top)

    def base(self, place: int) -> float:
        pdfium_c.FPDFText_GetCharOrigin(self._page, place, self._x, self._y)
        return self._turn.point(self._x.value, self._y.value)[1]

    def last_on_line(self, first: int, last: int, base: float, size: float) -> int:
        """Return the last letter before the line changes."""
        far = _OTHER_LINE * size
        return next(
            (n - 1 for n in range(first + 1, last + 1) if abs(self.base(n) - base) > far), last
        )

    def size(self, place: int) -> float:
        """Return the size of a letter's type (the box of a letter depends on its font too)."""
        size = pdfium_c.FPDFText_GetFontSize(self._page, place)
        if not pdfium_c.FPDFText_GetMatrix(self._page, place, self._matrix):
            return float(size)
        return float(size) * math.hypot(self._matrix.c, self._matrix.d)

    def face(self, place: int) -> tuple[bool, bool]:
        """Return whether a letter is bold and italic, by the name of its font and its weight."""
        length = pdfium_c.FPDFText_GetFontInfo(
            self._page, place, self._name, _NAME_LENGTH, self._flags
        )
        name = self._name.value if 0 < length <= _NAME_LENGTH else b""
        face = self._faces.get(name)
        if face is None:
            shown = name.lower()
            bold = b"bold" in shown or b"-bd" in shown or b"black" in shown
            bold = bold or pdfium_c.FPDFText_GetFontWeight(self._page, place) >= _BOLD
            face = self._faces[name] = bold, b"italic" in shown or b"oblique" in shown
        return face


# --- ruled lines and pictures ------------------------------------------------------------------


def _read_drawings(page: pdfium.PdfPage, turn: _Turn, content: PageContent) -> None:
    kinds = [pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE]
    area = max(turn.width * turn.height, 1.0)
    for n, drawn in enumerate(page.get_objects(filter=kinds, max_depth=_DEEPEST)):
        if n > _MOST_OBJECTS:
            break
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = turn.box(*drawn.get_bounds())
            content.scanned = content.scanned or (x1 - x0) * (y1 - y0) > _LARGE_PICTURE * area
        else:
            _read_path(drawn, turn, content)


def _read_path(path: pdfium.PdfObject, turn: _Turn, content: PageContent) -> None:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, filled, stroked)
    if not filled.value and not stroked.value:
        return
    for points in _outlines(path):
        if len(points) < 2:
            continue
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, y0, x1, y1 = turn.box(min(xs), min(ys), max(xs), max(ys))
        if min(x1 - x0, y1 - y0) <= _THIN:
            _add_rule(x0, y0, x1, y1, content)
        elif stroked.value:
            shown = [turn.point(x, y) for x, y in points]
            for (xa, ya), (xb, yb) in pairwise(shown):
                if min(abs(xa - xb), abs(ya - yb)) <= _THIN:
                    _add_rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), content)


def _add_rule(x0: float, y0: float, x1: float, y1: float, content: PageContent) -> None:
    if x1 - x0 >= max(y1 - y0, _SHORTEST_RULE):
        content.level.append(Rule((y0 + y1) / 2, x0, x1))
    elif y1 - y0 >= _SHORTEST_RULE:
        content.upright.append(Rule((x0 + x1) / 2, y0, y1))


def _outlines(path: pdfium.PdfObject) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each part of a path, in the coordinates of the file."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for n in range(min(pdfium_c.FPDFPath_CountSegments(path), 2000)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, n)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(matrix.on_point(x.value, y.value))
        if pdfium_c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points
