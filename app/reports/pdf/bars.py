"""Bars of lights, drawn as vectors: each light has a pattern of its own, for a copy without colour.

All bars share one scale. The order is that of urgency, so that the worse is darker and stands left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain import formats
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.reports.leader import AgencyBar
from app.reports.pdf.clipping import clipped
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame
from app.reports.pdf.layout import BarMeasures, Colour
from app.reports.pdf.signs import sign_width
from app.reports.pdf.text import Run, Style

ORDER = (
    *(Light.OVERDUE, Light.DUE_SOON, Light.IN_TIME, Light.UNKNOWN),
    *(Light.DONE_LATE, Light.DONE_IN_TIME, Light.STOPPED),
)
_CHIP = 1.2
_OUTLINE = "0 G 0.5 w"
_WHITE: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Box:
    """A rectangle in points from the lower left corner of the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def path(self) -> str:
        return f"{self.x:.2f} {self.y:.2f} {self.width:.2f} {self.height:.2f} re"


class BarChart:
    """Bars of agencies under each other, and what their patterns mean.

    Attributes:
        height: of bars and legend together, in points.
    """

    def __init__(self, frame: SheetFrame, bars: Sequence[AgencyBar]) -> None:
        self._frame = frame
        self._document = frame.document
        self._measures = frame.document.layout.bars
        self._bars = bars
        self._number = Style(Face.BOLD, self._measures.number_size)
        self._plain = Style(Face.UPRIGHT, self._measures.number_size)
        self._shown = [light for light in ORDER if light is not Light.STOPPED] + [
            Light.STOPPED for _ in range(any(bar.tally.stopped for bar in bars))
        ]
        self._scale = self._fit_scale()
        measures = self._measures
        self.height = len(bars) * (measures.height + measures.gap) + measures.legend_leading * len(
            self._legend_lines()
        )

    def draw(self, top: float) -> None:
        """Draw everything with its upper edge here."""
        y = top
        for bar in self._bars:
            self._draw_bar(bar, y)
            y += self._measures.height + self._measures.gap
        for line in self._legend_lines():
            self._draw_legend(line, y)
            y += self._measures.legend_leading

    # Bars

    def _fit_scale(self) -> float:
        """Return points for one task, so that the longest bar leaves room for its words."""
        room = self._frame.width - self._measures.label
        scale = room / max((bar.tally.total for bar in self._bars), default=1)
        for _ in range(3):  # a smaller scale can hide one more number, which then stands behind
            scale = min(
                (
                    (room - self._end_width(bar, scale)) / max(bar.tally.total, 1)
                    for bar in self._bars
                ),
                default=scale,
            )
        return scale

    def _end_width(self, bar: AgencyBar, scale: float) -> float:
        """Return the width of the total, and of the counts that do not fit into their segments."""
        width = self._width(formats.number(bar.tally.total), self._number) + self._measures.end_gap
        hidden = self._hidden(bar, scale)
        return width + sum(self._hidden_width(bar.tally[light], light) for light in hidden)

    def _hidden(self, bar: AgencyBar, scale: float) -> list[Light]:
        return [
            light
            for light in self._shown
            if bar.tally[light] and not self._fits(bar.tally[light], scale)
        ]

    def _hidden_width(self, count: int, light: Light) -> float:
        signs = self._document.layout.signs
        words = self._width(formats.number(count), self._plain)
        return sign_width(light, signs) + words + self._measures.end_gap

    def _fits(self, count: int, scale: float) -> bool:
        words = self._width(formats.number(count), self._number)
        return words + 2 * _CHIP <= count * scale

    def _width(self, words: str, style: Style) -> float:
        return self._document.typesetter.width(words, style)

    def _draw_bar(self, bar: AgencyBar, top: float) -> None:
        measures, document = self._measures, self._document
        label = Style(Face.UPRIGHT, measures.label_size)
        room = measures.label - measures.label_gap
        (line,) = clipped(document.typesetter, bar.name, label, room, 1)
        baseline = top + measures.height / 2 + measures.label_size * 0.33
        document.line(line, self._frame.left, baseline)
        x = self._frame.left + measures.label
        for light in self._shown:
            if count := bar.tally[light]:
                self._draw_segment(light, count, x, top)
                x += count * self._scale
        self._draw_end(bar, x + measures.end_gap / 2, baseline)

    def _draw_end(self, bar: AgencyBar, x: float, baseline: float) -> None:
        """Write the total; a count that its segment is too short for follows beside its sign."""
        document, gap = self._document, self._measures.end_gap
        total = document.typesetter.line(Run(formats.number(bar.tally.total), self._number))
        document.line(total, x, baseline)
        x += total.width + gap
        for light in self._hidden(bar, self._scale):
            count = bar.tally[light]
            document.sign(light, x, baseline)
            words = document.typesetter.line(Run(formats.number(count), self._plain))
            width = sign_width(light, document.layout.signs)
            document.line(words, x + width + 1.5, baseline)
            x += self._hidden_width(count, light)

    def _draw_segment(self, light: Light, count: int, x: float, top: float) -> None:
        document, height = self._document, self._measures.height
        box = _Box(x, document.height - top - height, count * self._scale, height)
        document.under(_pattern(light, box, self._measures))
        if not self._fits(count, self._scale):
            return
        line = document.typesetter.line(Run(formats.number(count), self._number))
        middle = x + box.width / 2
        chip = _Box(
            middle - line.width / 2 - _CHIP, box.y + 1.4, line.width + 2 * _CHIP, height - 2.8
        )
        document.under(f"1 g {chip.path} f")
        document.centred(line, middle, top + height / 2 + self._measures.number_size * 0.33)

    # Legend

    def _legend_lines(self) -> list[list[tuple[float, Light]]]:
        """Return where each pattern stands, in as many lines as are needed."""
        lines: list[list[tuple[float, Light]]] = [[]]
        x = 0.0
        for light in self._shown:
            width = self._legend_width(light)
            if x + width > self._frame.width and lines[-1]:
                lines.append([])
                x = 0.0
            lines[-1].append((x, light))
            x += width + self._measures.legend_gap
        return lines

    def _legend_width(self, light: Light) -> float:
        measures = self._measures
        style = Style(Face.UPRIGHT, measures.legend_size)
        words = self._width(LIGHT_NAMES[light].lower(), style)
        return measures.swatch + measures.swatch_gap + words

    def _draw_legend(self, line: Sequence[tuple[float, Light]], top: float) -> None:
        measures, document = self._measures, self._document
        style = Style(Face.UPRIGHT, measures.legend_size)
        baseline = top + measures.legend_leading - 4
        for x, light in line:
            left = self._frame.left + x
            low = document.height - baseline - 1
            box = _Box(left, low, measures.swatch, measures.legend_size * 0.8)
            document.under(_pattern(light, box, measures))
            words = document.typesetter.line(Run(LIGHT_NAMES[light].lower(), style))
            document.line(words, left + measures.swatch + measures.swatch_gap, baseline)


def _pattern(light: Light, box: _Box, measures: BarMeasures) -> str:
    fill = {
        Light.OVERDUE: measures.overdue,
        Light.DUE_SOON: measures.due_soon,
        Light.IN_TIME: measures.in_time,
        Light.DONE_LATE: measures.done,
        Light.DONE_IN_TIME: measures.done,
    }.get(light, _WHITE)
    strokes = " ".join(_strokes(light, box, measures))
    inks = {
        Light.DUE_SOON: measures.due_soon_ink,
        Light.IN_TIME: measures.in_time_ink,
        Light.DONE_LATE: measures.done_ink,
    }
    ink = f"{_rgb(inks.get(light))} RG {measures.hatch_line:.2f} w"
    hatch = f"q {box.path} W n {ink} {strokes} S Q " if strokes else ""
    return f"{_rgb(fill)} rg {box.path} f {hatch}{_OUTLINE} {box.path} S"


def _strokes(light: Light, box: _Box, measures: BarMeasures) -> Iterator[str]:
    match light:
        case Light.DUE_SOON:
            yield from _diagonals(box, measures.crossed_step, 1)
            yield from _diagonals(box, measures.crossed_step, -1)
        case Light.IN_TIME:
            yield from _diagonals(box, measures.diagonal_step, 1)
        case Light.UNKNOWN:
            yield from _dots(box, measures.dot_step)
        case Light.DONE_LATE:
            for place in _steps(box.width, measures.upright_step):
                x = box.x + place
                yield f"{x:.2f} {box.y:.2f} m {x:.2f} {box.y + box.height:.2f} l"
        case Light.STOPPED:
            for place in _steps(box.height, measures.upright_step):
                y = box.y + place
                yield f"{box.x:.2f} {y:.2f} m {box.x + box.width:.2f} {y:.2f} l"


def _diagonals(box: _Box, step: float, slope: int) -> Iterator[str]:
    low, high = box.y, box.y + box.height
    if slope < 0:
        low, high = high, low
    for place in _steps(box.width + box.height, step):
        x = box.x + place
        yield f"{x - box.height:.2f} {low:.2f} m {x:.2f} {high:.2f} l"


def _dots(box: _Box, step: float) -> Iterator[str]:
    for row, y in enumerate(_steps(box.height, step / 1.6)):
        shift = step / 2 if row % 2 else 0.0
        for x in _steps(box.width, step):
            left, low = box.x + x - shift, box.y + y
            yield f"{left:.2f} {low:.2f} m {left + 0.6:.2f} {low:.2f} l"


def _steps(length: float, step: float) -> Iterator[float]:
    place = step / 2
    while place < length:
        yield place
        place += step


def _rgb(colour: Colour | None) -> str:
    return " ".join(f"{part:.3f}" for part in colour or (0.0, 0.0, 0.0))
