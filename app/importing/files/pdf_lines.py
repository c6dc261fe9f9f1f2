"""Words of a PDF page into lines, and lines into paragraphs as they were before they were broken.

A line was broken by the width of its column if the first word of the next line had no room left in
it; where it had, somebody ended the line on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from app.importing.files.columns import Piece
from app.importing.files.pdf_page import Word
from app.importing.markers import split_marker

_SAME_LINE = 0.45  # of the letters' size: raised numbers and small differences of fonts
_SMALL = 0.8  # of the line's size: a raised number of a footnote
_GAP = 1.3  # of the size: wider than a blank of a justified line
_INDENT = 9.0  # points
_ROOM = 2.0  # points that a word may stick out of a full line
_WIDE_PITCH = 1.35  # of the usual distance of lines: space between paragraphs
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


@dataclass
class Paragraph:
    """Lines that are one text."""

    lines: list[Line]
    centred: bool = False
    text_x: float = field(default=0.0)  # where the text begins after a marker

    @property
    def text(self) -> str:
        """The lines joined again; a number that a narrow column broke becomes whole."""
        text = self.lines[0].text
        for before, line in pairwise(self.lines):
            text += line.text if _breaks_word(before, line) else f" {line.text}"
        return text


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
    words = sorted(words, key=lambda one: one.x0)
    size = max(word.size for word in words)
    kept = [
        word for word in words if word.size >= _SMALL * size or not word.text.strip("()*").isdigit()
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
    in_sentence = line.text[0].islower() and not before.text.endswith(_SENTENCE_END)
    if paragraph.centred or centred:
        same = before.bold == line.bold and before.text.isupper() == line.text.isupper()
        return same and in_sentence and (centred or not _fits(before, line, column))
    marker, rest = split_marker(line.text)
    if _fits(before, line, column) or (before.bold != line.bold and not in_sentence):
        return False
    if marker and not (in_sentence or (marker == "-" and rest[:1].islower())):
        return False
    if before.page == line.page and _stands_apart(before, line, column) and not in_sentence:
        return False
    set_in = line.x0 > before.x0 + _INDENT and abs(line.x0 - paragraph.text_x) > _INDENT
    return not set_in or (in_sentence and len(paragraph.lines) == 1)


def _fits(before: Line, line: Line, column: Column) -> bool:
    """Return whether the line's first word would have had room at the end of the one before."""
    first = line.words[0]
    blank = before.size * 0.2
    return before.x1 + blank + (first.x1 - first.x0) < column.right - _ROOM


def _stands_apart(before: Line, line: Line, column: Column) -> bool:
    return column.pitch > 0 and line.base - before.base > _WIDE_PITCH * column.pitch


def _breaks_word(before: Line, line: Line) -> bool:
    """Return whether a narrow column broke inside a word: "15/01/202" + "6", "ST" + "T"."""
    if len(before.words) > 1:
        return False
    end, start = before.text, line.words[0].text
    number = end[-1].isdigit() and "/" in end and start.isdigit() and len(start) < 4
    return number or (len(line.words) == 1 and len(end + start) < 4 and (end + start).isupper())


def usual_pitch(lines: Sequence[Line]) -> float:
    """Return the usual distance between lines that follow each other on a page, 0 if unknown."""
    steps = [
        b.base - a.base
        for a, b in pairwise(lines)
        if a.page == b.page and 0 < b.base - a.base < 3 * a.size
    ]
    if len(steps) < 3:
        return 0.0
    steps.sort()
    return steps[len(steps) // 4]  # distances inside paragraphs are the smaller ones


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
