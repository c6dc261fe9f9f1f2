"""One chart on a page of its own: the series that the screen shows, drawn as vectors.

Lines differ by their dashes and points by their shape, for a copy without colour; the table under
the chart has every figure.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from app.domain import formats
from app.domain.axis import level_ticks
from app.domain.indicator_series import IndicatorSeries, SeriesPoint, runs_of
from app.reports.pdf.fonts import Face, FontFamily, load_family
from app.reports.pdf.layout import MM

_MARGIN = 22 * MM
_CHART_HEIGHT = 92 * MM
_TITLE, _BODY, _SMALL = 14.0, 12.0, 11.0
_ROW = 6.2 * MM
_FIRST_COLUMN = 24 * MM
_MOST_COLUMN = 34 * MM
_DOT = 2.2
_LINE = _SMALL + 2
"""From one level to the next where two are written at one place, in points."""
_GREY = 0.72


def series_pdf(series: IndicatorSeries, name: str, foot: str) -> bytes:
    """Return a page with a chart and its table.

    Args:
        series: what is drawn.
        name: of the indicator, over the chart.
        foot: one line at the foot, as of when the figures are.

    Raises:
        FontsMissingError: no font can print Vietnamese here.
    """
    family = load_family()
    data = io.BytesIO()
    width, height = landscape(A4)
    canvas = Canvas(data, pagesize=(width, height))
    canvas.setTitle(name)
    page = _Page(canvas, family)
    top = height - _MARGIN
    page.text(_MARGIN, top, name, Face.BOLD, _TITLE)
    unit = f" (đơn vị: {series.unit})" if series.unit else ""
    page.text(_MARGIN, top - 18, f"{series.title}{unit}", Face.ITALIC, _BODY)
    chart = _Chart(page, series, (_MARGIN + 40, top - 40 - _CHART_HEIGHT, width - 2 * _MARGIN - 60))
    chart.draw()
    _draw_table(page, series, top - 40 - _CHART_HEIGHT - 24 * MM)
    page.text(_MARGIN, _MARGIN / 2, foot, Face.UPRIGHT, 9)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


class _Page:
    """Writes texts with the faces of the sheets."""

    def __init__(self, canvas: Canvas, family: FontFamily) -> None:
        self.canvas, self._family = canvas, family

    def text(  # noqa: PLR0913 - what a text consists of
        self, x: float, y: float, words: str, face: Face, size: float, *, side: str = "left"
    ) -> None:
        """Write one line; ``side`` says which end of it stands at ``x``."""
        self.canvas.setFont(self._family.fonts[face].fontName, size)
        draw = {
            "left": self.canvas.drawString,
            "right": self.canvas.drawRightString,
            "centre": self.canvas.drawCentredString,
        }[side]
        draw(x, y, words)


class _Chart:
    """Lines over places, in a frame whose lower left corner and width are given."""

    def __init__(
        self, page: _Page, series: IndicatorSeries, place: tuple[float, float, float]
    ) -> None:
        self._page, self._series = page, series
        self._left, self._bottom, self._width = place
        lines = (*series.results, *series.line_before, *series.plan)
        values = [self._signed(point.value) for point in lines]
        low, high = min(values), max(values)
        if not series.downward and 0 < low < 0.7 * high:
            low = 0.0
        margin = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
        self._low, self._high = (low if low == 0 else low - margin), high + margin

    def draw(self) -> None:
        """Draw axis, lines, points and the names of the lines."""
        self._draw_axis()
        series = self._series
        self._line(series.line_before, (1, 3), filled=False)
        if len(series.plan) == 1:
            self._across(series.plan[0])
        else:
            self._line(series.plan, (5, 3), filled=False)
            self._name_plan()
        self._line(series.results, (), filled=True)
        for point in series.results:
            x, y = self._at(point)
            self._page.text(x, y + 5, point.words, Face.BOLD, _SMALL, side="centre")
        self._draw_names()

    def _name_plan(self) -> None:
        """Write the levels under their points; those of the last place, often near, beside them."""
        places: dict[int, list[SeriesPoint]] = {}
        for point in sorted(self._series.plan, key=lambda each: -self._at(each)[1]):
            places.setdefault(point.at, []).append(point)
        for at, points in places.items():
            below = self._at(points[-1])[1] - 14  # documents may ask for several levels in one year
            free = float("inf")
            for line, point in enumerate(points):
                x, y = self._at(point)
                if at == self._series.last:
                    free = min(free, y - 4)
                    self._page.text(x + 6, free, point.words, Face.ITALIC, _SMALL)
                    free -= _LINE
                else:
                    level = below - line * _LINE
                    self._page.text(x, level, point.words, Face.ITALIC, _SMALL, side="centre")

    def _draw_axis(self) -> None:
        canvas, series = self._page.canvas, self._series
        canvas.setLineWidth(0.4)
        for tick in level_ticks(self._low, self._high):
            if not self._low <= tick <= self._high:
                continue
            y = self._y(tick)
            canvas.setStrokeGray(_GREY)
            canvas.line(self._left, y, self._left + self._width, y)
            level = formats.number(abs(tick) if series.downward else tick)
            self._page.text(self._left - 6, y - 4, level, Face.UPRIGHT, _SMALL, side="right")
        canvas.setStrokeGray(0)
        named = {p.at: p.label for p in (*series.results, *series.line_before, *series.plan)}
        for at, label in named.items():
            x = self._x(at)
            self._page.text(x, self._bottom - 14, label, Face.UPRIGHT, _SMALL, side="centre")

    def _line(
        self, points: Sequence[SeriesPoint], dashes: tuple[int, ...], *, filled: bool
    ) -> None:
        canvas = self._page.canvas
        canvas.setLineWidth(1.4 if filled else 1.0)
        canvas.setDash([float(each) for each in dashes])
        for run in runs_of(points):
            for one, other in pairwise(run):
                canvas.line(*self._at(one), *self._at(other))
        canvas.setDash()
        canvas.setFillGray(0 if filled else 1)
        for point in points:
            canvas.circle(*self._at(point), _DOT, stroke=1, fill=1)
        canvas.setFillGray(0)

    def _across(self, plan: SeriesPoint) -> None:
        canvas = self._page.canvas
        y = self._y(self._signed(plan.value))
        canvas.setLineWidth(1.0)
        canvas.setDash([5, 3])
        canvas.line(self._left, y, self._left + self._width, y)
        canvas.setDash()
        words = f"{self._series.plan_name}: {plan.words}"
        self._page.text(self._left + 4, y + 4, words, Face.ITALIC, _SMALL)

    def _draw_names(self) -> None:
        names = [(f"●—  {self._series.results_name}", self._series.results)]
        names += [(f"○···  {self._series.before_name}", self._series.line_before)]
        names += [(f"---  {self._series.plan_name}", self._series.plan)]
        said = "      ".join(
            words.split("  ", 1)[1] + _MARKS[words[0]] for words, points in names if points
        )
        self._page.text(self._left, self._bottom - 32, said, Face.UPRIGHT, _SMALL)

    def _signed(self, value: float) -> float:
        return -value if self._series.downward else value

    def _at(self, point: SeriesPoint) -> tuple[float, float]:
        return self._x(point.at), self._y(self._signed(point.value))

    def _x(self, at: float) -> float:
        span = max(self._series.last - self._series.first, 1)
        inner = self._width * 0.92
        return self._left + self._width * 0.04 + inner * (at - self._series.first) / span

    def _y(self, value: float) -> float:
        return self._bottom + _CHART_HEIGHT * (value - self._low) / (self._high - self._low)


_MARKS = {"●": ": nét liền", "○": ": nét chấm", "-": ": nét đứt"}
"""What each line looks like, in words: a font may lack its sign."""


def _draw_table(page: _Page, series: IndicatorSeries, top: float) -> None:
    """Draw the figures as a table that lies: places across, lines down."""
    rows = list(zip(*series.table(), strict=True))
    room = landscape(A4)[0] - 2 * _MARGIN - 2 * _FIRST_COLUMN
    width = min(_MOST_COLUMN, room / max(len(rows[0]) - 1, 1))
    canvas = page.canvas
    canvas.setLineWidth(0.5)
    right = _MARGIN + 2 * _FIRST_COLUMN + width * (len(rows[0]) - 1)
    for number, row in enumerate(rows):
        y = top - number * _ROW
        face = Face.BOLD if number == 0 else Face.UPRIGHT
        page.text(_MARGIN + 3, y + 4, row[0], face, _SMALL)
        for column, words in enumerate(row[1:]):
            x = _MARGIN + 2 * _FIRST_COLUMN + width * (column + 1) - 4
            page.text(x, y + 4, words, face, _SMALL, side="right")
        canvas.line(_MARGIN, y, right, y)
    canvas.line(_MARGIN, top + _ROW, right, top + _ROW)
