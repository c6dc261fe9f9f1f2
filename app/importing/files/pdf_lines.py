"""Words of a PDF page into lines, and lines into paragraphs as they were before they were broken.

A line was broken by the width of its column if the first word of the next line had no room left in
it; where it had, somebody ended the line on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from app.domain.text import fold
from app.importing import signers
from app.importing.files.columns import Piece
from app.importing.files.pdf_page import Word
from app.importing.markers import split_marker

_SAME_LINE = 0.45  # of the letters' size: raised numbers and small differences of fonts
_SMALL = 0.8  # of the line's size: a raised number of a footnote
_RAISED = 0.15  # of the line's size
_GAP = 1.3  # of the size: wider than a blank of a justified line
_INDENT = 9.0  # points
_ROOM = 2.0  # points that a word may stick out of a full line
_WIDE_PITCH = 1.2  # of the usual distance of lines: space between paragraphs
_ATTACHED = ("(Kèm theo", "(kèm theo", "(Ban hành kèm theo")  # under the title of an appendix
_CUT_WORD = re.compile(r"\w[-/]$")
_SENTENCE_END = (".", ";", ":", "!", "?", "…", "”", '"', ")", "/")


@dataclass
class Line:
    """One line of print."""

    words: list[Word]
    page: int

    @cached_property
    def base(self) -> float:
        """The y that the letters stand on."""
        return median(word.base for word in self.words)

    @cached_property
    def size(self) -> float:
        """The height of its letters."""
        return median(word.size for word in self.words)

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @cached_property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def italic(self) -> bool:
        """Whether all of it is italic."""
        return all(word.italic for word in self.words)

    @cached_property
    def pieces(self) -> list[Piece]:
        """Its words in groups with wide gaps between them."""
        gaps = [b.x0 - a.x1 for a, b in pairwise(self.words)]
        # The blanks of a justified line are all wide: a gap is wider than its neighbours too.
        usual = sorted(gaps)[len(gaps) // 4] if len(gaps) > 2 else 0.0
        groups = [[self.words[0]]]
        for gap, word in zip(gaps, self.words[1:], strict=True):
            if gap > _GAP * self.size and gap > 2.2 * usual:
                groups.append([])
            groups[-1].append(word)
        return [
            Piece(
                group[0].x0,
                group[-1].x1,
                " ".join(word.text for word in group),
                all(word.bold for word in group),
            )
            for group in groups
        ]


@dataclass(slots=True)
class Column:
    """The space that lines were broken to fit: a page's text, or a cell."""

    left: float
    right: float
    pitch: float = 0.0  # usual distance of lines; 0: not known
    middle: float = 0.0  # of the page, to tell centred lines; 0: do not
    set_in: bool = False  # paragraphs begin set in from the left
    spaced: bool = False  # paragraphs have space between them


@dataclass
class Paragraph:
    """Lines that are one text."""

    lines: list[Line]
    centred: bool = False
    text_x: float = field(default=0.0)  # where the text begins after a marker

    @property
    def text(self) -> str:
        """The lines joined again; a number that a narrow column broke becomes whole."""
        pieces = [self.lines[0].text]
        for before, line in pairwise(self.lines):
            pieces += [line.text] if _breaks_word(before, line) else [" ", line.text]
        return "".join(pieces)


def lines_of(words: Sequence[Word], page: int) -> list[Line]:
    """Return the words in lines from top to bottom, each from left to right."""
    groups: list[list[Word]] = []
    base = size = 0.0  # of the line under way: its first word's
    for word in sorted(words, key=lambda one: one.base):
        if not groups or word.base - base > _SAME_LINE * max(word.size, size):
            groups.append([])
            base, size = word.base, word.size
        groups[-1].append(word)
    return [Line(_without_raised(group), page) for group in groups]


def _without_raised(words: list[Word]) -> list[Word]:
    """Return the words from left to right without the raised numbers of footnotes."""
    words = sorted(words, key=lambda one: one.x0)
    base = median(word.base for word in words)
    size = max(word.size for word in words)
    kept = [
        word
        for word in words
        if word.size >= _SMALL * size
        or base - word.base < _RAISED * size
        or not word.text.strip("()*").isdigit()
    ]
    return kept or words


def is_centred(line: Line, column: Column) -> bool:
    """Return whether a line stands in the middle, away from both sides."""
    if not column.middle:
        return False
    off = abs((line.x0 + line.x1) / 2 - column.middle)
    return off < 8 and line.x0 > column.left + 20 and line.x1 < column.right - 20


def add_line(paragraphs: list[Paragraph], line: Line, column: Column) -> None:
    """Add a line to the last paragraph if it goes on with it, else begin a new one."""
    centred = is_centred(line, column)
    if paragraphs and _goes_on(paragraphs[-1], line, column, centred=centred):
        paragraphs[-1].lines.append(line)
        return
    marked = bool(split_marker(line.text)[0]) and len(line.words) > 1
    text_x = line.words[1].x0 if marked else 0.0
    paragraphs.append(Paragraph([line], centred, text_x))


def _goes_on(paragraph: Paragraph, line: Line, column: Column, *, centred: bool) -> bool:
    before = paragraph.lines[-1]
    marker, rest = split_marker(line.text)
    lower = rest[:1].islower() if marker == "-" else line.text[0].islower() and not marker
    in_sentence = lower and not before.text.endswith(_SENTENCE_END)
    under_text = abs(line.x0 - paragraph.text_x) <= _INDENT  # of a point whose number hangs out
    if paragraph.centred or (centred and not under_text):
        same = before.bold == line.bold and before.text.isupper() == line.text.isupper()
        return same and in_sentence and (centred or not _fits(before, line, column))
    if before.text.isupper() and not in_sentence and signers.is_signed(fold(before.text)):
        return False  # "PHÓ CHỦ TỊCH", and below it the name
    broken = not _fits(before, line, column) and (before.bold == line.bold or in_sentence)
    if not broken or line.text.startswith(_ATTACHED):
        return False
    if in_sentence or _inside(before, line, column):
        return True
    begins = bool(marker) or (not under_text and _begins(paragraph, line, column))
    return not begins and not _stand_apart(before, line, column, lower=lower)


def _begins(paragraph: Paragraph, line: Line, column: Column) -> bool:
    """Return whether a line begins a paragraph by where it begins: it is set in."""
    before = paragraph.lines[-1]
    # Where first lines are set in, a line that is set in as far begins the next paragraph.
    first = len(paragraph.lines) == 1 and before.x0 > column.left + _INDENT
    return line.x0 > before.x0 + (-_INDENT if first else _INDENT)


def _inside(before: Line, line: Line, column: Column) -> bool:
    """Return whether what looks like a point is the middle of a sentence: "Chỉ thị số | 01/ CT"."""
    if before.text.endswith(_SENTENCE_END) or line.x0 > column.left + _INDENT:
        return False
    close = column.spaced and not _stand_apart(before, line, column, lower=True)
    close = close and before.page == line.page
    return close or column.set_in or before.text.endswith((" số", " năm"))


def _fits(before: Line, line: Line, column: Column) -> bool:
    """Return whether the line's first word would have had room at the end of the one before."""
    first = line.words[0]
    blank = before.size * 0.2
    return before.x1 + blank + (first.x1 - first.x0) < column.right - _ROOM


def _stand_apart(before: Line, line: Line, column: Column, *, lower: bool) -> bool:
    """Return whether space, or the end of a page, parts two lines into two paragraphs."""
    if before.page == line.page:
        return column.pitch > 0 and line.base - before.base > _WIDE_PITCH * column.pitch
    # Nothing but the full stop tells paragraphs apart that a page parts and that are not set in.
    return not column.set_in and not lower and before.text.endswith((".", ";", ":"))


def _breaks_word(before: Line, line: Line) -> bool:
    """Return whether a narrow column broke inside a word: "15/01/202" + "6", "ST" + "T"."""
    if _CUT_WORD.search(before.text):  # "Nghị quyết số 12-" + "NQ/TU", "xã/" + "phường"
        return True
    if len(before.words) > 1:
        return False
    end, start = before.text, line.words[0].text
    number = end[-1].isdigit() and "/" in end and start.isdigit() and len(start) < 4
    return number or (len(line.words) == 1 and len(end + start) < 4 and (end + start).isupper())


def begins_set_in(lines: Sequence[Line], left: float) -> bool:
    """Return whether paragraphs begin set in: then a number at the edge is inside a sentence."""
    set_in = sum(left + _INDENT < line.x0 < left + 8 * _INDENT for line in lines)
    marked = sum(line.x0 <= left + _INDENT and bool(split_marker(line.text)[0]) for line in lines)
    return set_in > 2 * marked


def usual_pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance between lines that follow each other on a page, 0 if unknown."""
    steps = _steps(lines)
    return steps[len(steps) // 4] if len(steps) > 2 else 0.0  # the smaller are inside paragraphs


def is_spaced(lines: Sequence[Line]) -> bool:
    """Return whether there is space between paragraphs: some lines stand further apart."""
    pitch = usual_pitch(lines)
    steps = _steps(lines)
    return sum(step > _WIDE_PITCH * pitch for step in steps) > 0.1 * len(steps)


def _steps(lines: Sequence[Line]) -> list[float]:
    steps = (b.base - a.base for a, b in pairwise(lines) if a.page == b.page)
    return sorted(step for step in steps if 0 < step < 3 * lines[0].size)


def cell_text(words: Sequence[Word], left: float, right: float) -> tuple[str, bool]:
    """Return the text of a cell, a line break between its paragraphs, and whether it is bold."""
    if not words:
        return "", False
    lines = lines_of(words, 0)
    # The text reaches as far to the right as the padding on the left lets it.
    padding = max(min(line.x0 for line in lines) - left, 0.0)
    column = Column(left, right - min(padding, 8.0))
    paragraphs: list[Paragraph] = []
    for line in lines:
        add_line(paragraphs, line, column)
    return "\n".join(p.text for p in paragraphs), all(line.bold for line in lines)
