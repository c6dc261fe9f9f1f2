"""Words into lines: our own breaking with the widths of the font, so that no letter is ever lost.

A paragraph is a tuple of runs (a text in one face and size each). Lines break at spaces; a word
wider than its cell breaks after a hyphen or slash, and where that does not help, between letters.
U+00A0 holds words together as long as they fit into one line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from app.domain.formats import NBSP
from app.domain.text import nfc
from app.reports.pdf.fonts import FontFamily
from app.reports.pdf.stand_ins import spelt, stand_in


class Style(NamedTuple):
    """One face (or spare font, by its number) at one size in points."""

    face: int
    size: float


class Run(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: Style


class Piece(NamedTuple):
    """Part of a line in one style, ``x`` points right of the line's beginning."""

    x: float
    text: str
    style: Style


class Line(NamedTuple):
    """One line of a paragraph; ``width`` in points."""

    pieces: tuple[Piece, ...]
    width: float


class Word(NamedTuple):
    """A word, or the part of one that is in one style."""

    text: str
    style: Style
    width: float


Chunk = tuple[Word, ...]
"""Words with no space between them: they stand on one line."""

Paragraph = tuple[Run, ...]

DESCENT = 0.216
"""From the baseline to the foot of a line, as a share of the type size (Times New Roman)."""

_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_AFTER_HYPHEN = re.compile(r"[^-/]*[-/]+|[^-/]+")
_LETTER_WITH_MARKS = re.compile(r".[\u0300-\u036f]*", re.DOTALL)
_UNBREAKABLE_SPACES = "\u00a0\u2007\u202f"

_UNITS = (
    "tỷ|tỉ|triệu|nghìn|ngàn|đồng|USD|ha|km|km2|km²|m|m2|m²|m3|m³|tấn|tạ|kg|MW|kWh|lượt|người|hộ|"
    "ngày|tháng|năm|giờ|điểm|xã|phường|thôn|dự án|nhiệm vụ"
)
_BOUND = re.compile(
    r"(?:(?<=\bngày)|(?<=\btháng)|(?<=\bquý)|(?<=\bsố)|(?<=\bkhu vực)) (?=\d|[IVX]+\b)"
    rf"|(?<=\d) (?=(?:{_UNITS})\b)"
    r"|(?<=\btỷ|\btỉ) (?=đồng\b)|(?<=\btriệu) (?=đồng\b)|(?<=\bnghìn) (?=đồng\b)",
    re.IGNORECASE,
)


def bind(text: str) -> str:
    """Return ``text`` with U+00A0 where a line must not end: ``ngày 05/3/2026``, ``14 ngày``."""
    return _BOUND.sub(NBSP, text)


def bind_all(text: str) -> str:
    """Return ``text`` with every space unbreakable: for locators."""
    return text.replace(" ", NBSP)


def first_baseline(size: float, leading: float) -> float:
    """Return how far under the top of a paragraph its first baseline lies, in points."""
    return leading - DESCENT * size


class Typesetter:
    """Breaks the texts of one document; keeps the widths and breaks that it has worked out."""

    def __init__(self, family: FontFamily, *, slack: float = 0.0) -> None:
        """``slack``: how many points a line may be longer than the width asked for."""
        self.family = family
        self._slack = slack
        self._letters: dict[str, str] = {}
        self._widths: dict[Style, dict[str, float]] = {}
        self._broken: dict[tuple[Paragraph, float], tuple[Line, ...]] = {}

    def width(self, text: str, style: Style) -> float:
        """Return the width of a clean text in points."""
        known = self._known_widths(style)
        if text in known or self.family.plain.fullmatch(text):
            return self._word_width(text, style, known)
        parts = self._in_fonts((Run(text, style),))
        known[text] = sum(
            self._word_width(part, own, self._known_widths(own)) for part, own in parts
        )
        return known[text]

    def clean(self, text: str) -> str:
        r"""Return ``text`` as it can be drawn: NFC, lines ended by ``\n`` alone, letters we have.

        Control characters and invisible format characters go; a tab becomes a space; a picture or
        a letter that no font has becomes words, so that the reader sees that something stood there.
        """
        if self.family.plain.fullmatch(text):
            return text
        known = self._letters
        drawn = "".join(
            known.get(letter) or self._drawable(letter)
            for letter in _LINE_ENDS.sub("\n", nfc(text))
        )
        return spelt(drawn)

    def line(self, *runs: Run) -> Line:
        """Return ``runs`` as one line, however long."""
        return self.lines(runs, float("inf"))[0]

    def lines(self, runs: Paragraph, width: float) -> tuple[Line, ...]:
        """Break ``runs`` into lines of at most ``width`` points; one empty line for no words."""
        key = (runs, width)
        found = self._broken.get(key)
        if found is None:
            broken = [
                line
                for paragraph in self._paragraphs(runs)
                for line in self._fill(paragraph, width + self._slack)
            ]
            found = self._broken[key] = tuple(broken) or (Line((), 0.0),)
        return found

    def _drawable(self, letter: str) -> str:
        drawable = self._letters[letter] = self._work_out_drawable(letter)
        return drawable

    def _work_out_drawable(self, letter: str) -> str:
        family = self.family
        category = unicodedata.category(letter)
        if letter in "\n\t":
            return letter if letter == "\n" else " "
        if letter in _UNBREAKABLE_SPACES:
            return NBSP
        if category == "Zs":
            return " "
        if category in ("Cc", "Cf") or unicodedata.name(letter, "").startswith(
            "VARIATION SELECTOR"
        ):
            return ""
        return letter if letter in family.letters else self._replacement(letter)

    def _replacement(self, letter: str) -> str:
        """Return what stands for a letter that our faces lack: the like of it, itself, words."""
        family = self.family
        alike = unicodedata.normalize("NFKC", letter)
        if family.letters.issuperset(alike):
            return alike
        has_font = family.spares.face_of(letter) is not None
        return letter if has_font else stand_in(letter, family.letters)

    def _known_widths(self, style: Style) -> dict[str, float]:
        return self._widths.setdefault(style, {})

    def _word_width(self, word: str, style: Style, known: dict[str, float]) -> float:
        width = known.get(word)
        if width is None:
            letters = self.family.widths_of(style.face)
            thousandths = sum([letters[ord(letter)] for letter in word])
            width = known[word] = thousandths * style.size / 1000
        return width

    def _paragraphs(self, runs: Paragraph) -> list[list[Chunk]]:
        paragraphs: list[list[Chunk]] = [[]]
        joined = False
        for text, style in self._in_fonts(runs):
            known = self._known_widths(style)
            for number, part in enumerate(text.split("\n")):
                if number:
                    paragraphs.append([])
                    joined = False
                chunks = paragraphs[-1]
                for place, word in enumerate(part.split(" ")):
                    joined = joined and place == 0
                    if not word:
                        continue
                    made = Word(word, style, self._word_width(word, style, known))
                    if joined:
                        chunks[-1] = (*chunks[-1], made)
                    else:
                        chunks.append((made,))
                    joined = True
        return paragraphs

    def _in_fonts(self, runs: Paragraph) -> Iterator[Run]:
        """Return clean runs, parted where a letter stands in a spare font alone."""
        family = self.family
        for text, style in runs:
            if family.plain.fullmatch(text):
                yield Run(text, style)
                continue
            for face, part in groupby(self.clean(text), self._spare_of):
                letters = "".join(part)
                yield Run(letters, style if face is None else Style(face, style.size))

    def _spare_of(self, letter: str) -> int | None:
        family = self.family
        if letter in family.letters or letter in "\n \u00a0":
            return None
        return family.spares.face_of(letter)

    def _fill(self, chunks: list[Chunk], limit: float) -> Iterator[Line]:
        """Fill lines greedily."""
        waiting = chunks[::-1]
        line: list[Chunk] = []
        used = 0.0
        while waiting:
            chunk = waiting.pop()
            width = chunk[0].width if len(chunk) == 1 else sum(word.width for word in chunk)
            if width > limit and (smaller := self._split(chunk, limit)):
                waiting.extend(reversed(smaller))
                continue
            space = self.width(" ", line[-1][-1].style) if line else 0.0
            if used + space + width > limit and line:
                yield self._joined(line)
                line, used, space = [], 0.0, 0.0
            line.append(chunk)
            used += space + width
        if line:
            yield self._joined(line)

    def _split(self, chunk: Chunk, limit: float) -> list[Chunk]:
        """Return a chunk that is too wide in smaller ones, or nothing if it is a single letter."""
        if len(chunk) > 1:
            return [(word,) for word in chunk]
        text, style, _ = chunk[0]
        parts = text.split(NBSP) if NBSP in text else list(self._fragments(text, style, limit))
        if len(parts) < 2:
            return []
        return [(Word(part, style, self.width(part, style)),) for part in parts if part]

    def _fragments(self, word: str, style: Style, limit: float) -> Iterator[str]:
        units: list[str] = []
        for unit in _AFTER_HYPHEN.findall(word):
            fits = self.width(unit, style) <= limit
            units.extend([unit] if fits else _LETTER_WITH_MARKS.findall(unit))
        fragment = ""
        used = 0.0
        for unit in units:
            width = self.width(unit, style)
            if fragment and used + width > limit:
                yield fragment
                fragment, used = "", 0.0
            fragment += unit
            used += width
        yield fragment

    def _joined(self, chunks: list[Chunk]) -> Line:
        """Return a line of chunks with a space between them, words of one style in one piece."""
        pieces: list[Piece] = []
        words: list[str] = []
        style = chunks[0][0].style
        space = self.width(" ", style)
        begin = x = 0.0
        for number, chunk in enumerate(chunks):
            if number:
                x += space
            for place, word in enumerate(chunk):
                if word.style != style:
                    # The space stays with the words before it, so that copied text keeps it.
                    before = " ".join(words) + ("" if place else " ")
                    pieces.append(Piece(begin, before, style))
                    begin, words, style = x, [], word.style
                    space = self.width(" ", style)
                if place and words:
                    words[-1] += word.text
                else:
                    words.append(word.text)
                x += word.width
        pieces.append(Piece(begin, " ".join(words), style))
        return Line(tuple(pieces), x)
