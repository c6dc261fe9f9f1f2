"""What follows a table: notes, the legend of the signs, two signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.traffic_light import LIGHT_NAMES, Light
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame
from app.reports.pdf.signs import sign_width
from app.reports.pdf.text import Line, Run, Style, bind, first_baseline
from app.reports.sheets import Letterhead

LINES_KEPT = 2
"""Lines of notes that go with the signatures where notes run over a page."""

Legend = Sequence[tuple[Light, str]]
"""Signs with their words, in the order in which they are explained."""

LEGEND_TITLE = "Chú giải:"


@dataclass(frozen=True, slots=True)
class _Mark:
    """A sign or a line at ``x`` from the left edge of the text."""

    x: float
    light: Light | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class _NoteLine:
    """One line under the table; ``drop`` is the space over it."""

    marks: tuple[_Mark, ...]
    drop: float


class Closing:
    """Notes, legend and signatures of one sheet.

    Attributes:
        height: points needed under the table for all of it.
    """

    def __init__(
        self,
        document: Document,
        width: float,
        notes: Sequence[str],
        letterhead: Letterhead,
        *,
        legend: Legend = (),
    ) -> None:
        """``legend``: signs with their words, () for a sheet whose header names them."""
        self._document = document
        self._measures = document.layout.closing
        self._width = width
        self._titles = letterhead.signatures
        self._names = ("", letterhead.signer_name.strip())
        self._lines = [*self._note_lines(notes)]
        if legend:
            self._lines += self._legend_lines(legend)

    @property
    def height(self) -> float:
        """Points needed under the table for all of it."""
        return sum(map(self._line_height, self._lines)) + self._signature_height()

    def write(self, frame: SheetFrame, top: float) -> None:
        """Write everything from ``top`` down; begins pages where notes run over the last one."""
        y = top
        last = len(self._lines) - LINES_KEPT
        for place, line in enumerate(self._lines):
            needed = self._line_height(line)
            if place == last:
                needed = self._height_from(last)
            if y + needed > frame.bottom and y > frame.top:
                frame.end_page()
                frame.begin_page()
                y = frame.top
            y = self._write_line(line, frame.left, y)
        self._write_signatures(frame, y)

    def _height_from(self, place: int) -> float:
        return sum(map(self._line_height, self._lines[place:])) + self._signature_height()

    # Notes and legend

    def _line_height(self, line: _NoteLine) -> float:
        return line.drop + self._measures.notes_leading

    def _note_lines(self, notes: Sequence[str]) -> Iterator[_NoteLine]:
        style = Style(Face.ITALIC, self._measures.notes_size)
        drop = self._measures.notes_drop
        for note in notes:
            for line in self._document.typesetter.lines((Run(bind(note), style),), self._width):
                yield _NoteLine((_Mark(0.0, line=line),), drop)
                drop = 0.0

    def _legend_lines(self, legend: Legend) -> Iterator[_NoteLine]:
        measures = self._measures
        signs = self._document.layout.signs
        setter = self._document.typesetter
        scale = measures.notes_size / self._document.layout.table.size
        title = setter.line(Run(LEGEND_TITLE, Style(Face.BOLD_ITALIC, measures.notes_size)))
        marks = [_Mark(0.0, line=title)]
        x = title.width + measures.legend_gap
        drop = measures.legend_drop if self._lines else measures.notes_drop
        for light, said in legend:
            words = setter.line(Run(said, Style(Face.UPRIGHT, measures.notes_size)))
            sign = sign_width(light, signs, scale) + signs.gap
            if x + sign + words.width > self._width:
                yield _NoteLine(tuple(marks), drop)
                marks, x, drop = [], title.width + measures.legend_gap, 0.0
            marks += [_Mark(x, light=light), _Mark(x + sign, line=words)]
            x += sign + words.width + measures.legend_gap
        yield _NoteLine(tuple(marks), drop)

    def _write_line(self, line: _NoteLine, left: float, top: float) -> float:
        size = self._measures.notes_size
        scale = size / self._document.layout.table.size
        baseline = top + line.drop + first_baseline(size, self._measures.notes_leading)
        for mark in line.marks:
            if mark.line is not None:
                self._document.line(mark.line, left + mark.x, baseline)
            if mark.light is not None:
                foot = baseline - self._document.layout.signs.lift
                self._document.sign(mark.light, left + mark.x, foot, scale)
        return top + self._line_height(line)

    # Signatures

    def _title_lines(self, title: str) -> tuple[Line, ...]:
        style = Style(Face.BOLD, self._measures.signature_size)
        width = self._width * self._measures.signature_width
        return self._document.typesetter.lines((Run(title.upper(), style),), width) if title else ()

    def _signature_height(self) -> float:
        lines = max(len(self._title_lines(title)) for title in self._titles)
        if not lines:
            return 0.0
        measures = self._measures
        titles = measures.signature_drop + (lines - 1) * measures.signature_leading
        return titles + measures.signature_room

    def _write_signatures(self, frame: SheetFrame, top: float) -> None:
        measures = self._measures
        places = (measures.signature_left, measures.signature_right)
        foot = top + self._signature_height() - measures.signature_name_lift
        for title, name, share in zip(self._titles, self._names, places, strict=True):
            middle = frame.left + share * frame.width
            lines = self._title_lines(title)
            for place, line in enumerate(lines):
                baseline = top + measures.signature_drop + place * measures.signature_leading
                self._document.centred(line, middle, baseline)
            if lines and name:
                style = Style(Face.BOLD, measures.signature_size)
                line = self._document.typesetter.line(Run(name, style))
                self._document.centred(line, middle, foot)


def task_legend(soon_days: int) -> Legend:
    """Return the signs of tasks with their words; ``soon_days`` is N."""
    return [(light, _legend_words(light, soon_days)) for light in Light]


def _legend_words(light: Light, soon_days: int) -> str:
    name = LIGHT_NAMES[light].lower()
    if light is Light.DUE_SOON:
        return f"{name} (còn 0–{soon_days} ngày)"
    return f"{name}, thời hạn" if light is Light.UNKNOWN else name
