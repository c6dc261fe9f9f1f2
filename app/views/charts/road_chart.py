"""The road of an indicator: what was reached, this year's target, where documents want to be."""

from __future__ import annotations

import html
import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import formats
from app.domain.axis import level_ticks
from app.domain.road import Road, RoadPoint, Stop
from app.views import theme as themes
from app.views.language import told, tr
from app.views.theme import FontRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_HEIGHT = 220
_AXIS_HEIGHT = 36
_MARGIN = 0.28
"""Share of the height that stays free above and below the points, for their labels."""
_LABEL_GAP = 10
_NEAR = 24
"""Pixels from a point at which it is told in full."""
_EDGE_YEARS = 0.45
_PLAN_ANCHOR = 0.85
_STYLES = (
    ("accent", Qt.PenStyle.DashLine),
    ("text2", Qt.PenStyle.DotLine),
    ("text3", Qt.PenStyle.DashDotLine),
)
"""Colour and line of the first goal, the second, and all others: they differ without colour too."""


class _Look(NamedTuple):
    """How a label looks: colour, which share of it lies at the point, and how far off in pixels."""

    colour: str
    anchor: tuple[float, float]
    off: tuple[float, float]
    with_source: bool = True


class RoadChart(QWidget):
    """The chart; it only shows, so the wheel scrolls the panel and the keyboard passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._road, self._scale = Road(), 1
        self._plot = pg.PlotWidget()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.getViewBox().setDefaultPadding(0)
        self._plot.getPlotItem().layout.setContentsMargins(0, 8, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setFixedHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        themes.on_change(self._draw)

    @property
    def road(self) -> Road:
        """The road on show."""
        return self._road

    def show_road(self, road: Road) -> None:
        """Show another road."""
        self._road = road
        spoken = "; ".join(
            tr(
                "năm {year}: {said} ({replace})",
                year=point.year,
                said=point.said,
                replace=", ".join(_lines_of(point)),
            )
            for point in road.points
        )
        self.setAccessibleName(
            tr(
                "Biểu đồ lộ trình, đơn vị {unit}. {spoken}",
                unit=road.unit or tr("không ghi"),
                spoken=spoken,
            )
        )
        self._draw()

    def redraw(self, scale: int = 1) -> None:
        """Draw it again, with the colours in force now; ``scale``: how much finer the device is."""
        self._scale = scale
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(360, _HEIGHT)

    def words_at(self, place: QPoint) -> str:
        """Return the level near a place of this widget with who says so; "" for none."""
        scene = self._plot.mapToScene(self._plot.mapFrom(self, place))
        found = []
        for point in self._road.points:
            at = self._plot.getViewBox().mapViewToScene(QPointF(point.year, point.value))
            off = math.hypot(at.x() - scene.x(), at.y() - scene.y())
            source = point.source.replace("\n", ", ")
            found.append(
                (
                    off,
                    tr(
                        "Năm {year}: {words} {unit} ({source})",
                        year=point.year,
                        words=point.words,
                        unit=self._road.unit,
                        source=source,
                    ),
                )
            )
        off, words = min(found, default=(math.inf, ""))
        return words if off <= _NEAR else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._draw()  # labels take their room in pixels

    # ---- Drawing

    def _draw(self) -> None:
        theme = themes.current()
        self._plot.clear()
        self._plot.setBackground(theme.surface)
        self._dress_axes()
        if not self._road.points:
            return
        values = [point.value for point in self._road.points]
        low, high = _span(values)
        ticks = [tick for tick in level_ticks(low, high) if low <= tick <= high]
        self._plot.setYRange(low, high)
        self._label_levels(ticks)
        first, per_year = self._fit_years()
        self._label_years(per_year)
        for tick in ticks:  # up to the last year: labels stand beyond
            pen = pg.mkPen(theme.line, width=self._scale)
            line = pg.PlotDataItem([first, self._road.years[-1]], [tick, tick], pen=pen)
            line.setZValue(-10)
            self._plot.addItem(line)
        self._draw_ways()
        self._draw_points()

    def _fit_years(self) -> tuple[float, float]:
        """Leave room for the labels at both ends, whose width is in pixels.

        Returns:
            Where the plot begins, and how many pixels a year takes.
        """
        years = self._road.years
        goals = self._road.of(Stop.GOAL)
        axis: float = max(
            themes.metrics(FontRole.SMALL).horizontalAdvance(text) for text in self._ticks
        )
        room = max(self.width() - axis - 12, 160)
        label: float = max((_label_width(point) for point in goals), default=0) + 2 * _LABEL_GAP
        first = min(self._road.points, key=lambda point: point.year)
        left = _label_width(first) * (_PLAN_ANCHOR if first.stop is Stop.PLAN else 0.5)
        label, left = min(label, room * 0.42), min(left + 4, room * 0.2)
        span = max(years[-1] - years[0], 1)
        per_year = (room - label - left) / span
        right = label if goals else per_year * _EDGE_YEARS
        begin = years[0] - left / per_year
        self._plot.setXRange(begin, years[-1] + right / per_year)
        return begin, per_year

    def _draw_ways(self) -> None:
        """Draw lines from what was reached over this year's target to every goal."""
        theme, goals = themes.current(), self._road.of(Stop.GOAL)
        plan = self._road.of(Stop.PLAN)[:1]
        until_now = [*self._road.of(Stop.RESULT), *plan]
        for start, end in pairwise(until_now):
            solid = end.stop is Stop.RESULT
            style = Qt.PenStyle.SolidLine if solid else Qt.PenStyle.DashLine
            colour = theme.text if solid else theme.accent
            self._way(start, end, colour, style)
        if until_now:
            for place, goal in enumerate(goals):
                colour, style = _STYLES[min(place, len(_STYLES) - 1)]
                self._way(until_now[-1], goal, theme.token(colour), style)

    def _way(self, start: RoadPoint, end: RoadPoint, colour: str, style: Qt.PenStyle) -> None:
        pen = pg.mkPen(colour, width=2 * self._scale, style=style)
        line = pg.PlotDataItem(
            [start.year, end.year], [start.value, end.value], pen=pen, antialias=True
        )
        self._plot.addItem(line)

    def _draw_points(self) -> None:
        theme = themes.current()
        goals = self._road.of(Stop.GOAL)
        for point in self._road.of(Stop.PAST):
            self._point(point, "o", theme.surface, theme.text3)
            self._label(point, _Look(theme.text3, (0.5, 1.0), (0, -6), with_source=False))
        rising = _rises(self._road)
        for point in self._road.of(Stop.RESULT):
            self._point(point, "o", theme.text, theme.text)
            # Under a road that rises there is room, above one that falls.
            anchor = (0.5, 0.0) if rising else (0.5, 1.0)
            self._label(point, _Look(theme.text, anchor, (0, 6 if rising else -6)))
        # Levels of one year on one side, over each other: the result's label is on the other side.
        plans = sorted(self._road.of(Stop.PLAN), key=lambda point: point.value, reverse=not rising)
        away = 6.0
        for place, point in enumerate(plans):
            self._point(point, "d", theme.surface, theme.accent, 12)
            if place < 2:
                # To the left: the lines to the goals leave at the right.
                anchor = (_PLAN_ANCHOR, 1.0 if rising else 0.0)
                outermost = plans[min(1, len(plans) - 1)]
                off = (0.0, -away if rising else away)
                away += self._label(point, _Look(theme.accent, anchor, off), outermost.value)
        heights = self._spread(goals)
        for place, point in enumerate(goals):
            colour = theme.token(_STYLES[min(place, len(_STYLES) - 1)][0])
            self._point(point, "d", colour, colour, 12)
            self._label(point, _Look(colour, (0.0, 0.5), (_LABEL_GAP, 0)), heights[place])

    def _point(self, point: RoadPoint, symbol: str, fill: str, edge: str, size: int = 9) -> None:
        self._plot.addItem(
            pg.ScatterPlotItem(
                [point.year],
                [point.value],
                symbol=symbol,
                size=size,
                brush=pg.mkBrush(fill),
                pen=pg.mkPen(edge, width=2),
                antialias=True,
            )
        )

    def _label(self, point: RoadPoint, look: _Look, height: float | None = None) -> float:
        """Write figure and source beside a point, or at another height where labels would meet.

        Returns:
            How high the label is, in pixels.
        """
        source = _source(point) if look.with_source else []
        centred = look.anchor[0] > 0
        label = pg.TextItem(html=_label_html(point.words, source, look.colour, centred=centred))
        text = label.textItem
        text.document().setDocumentMargin(0)
        text.setTextWidth(math.ceil(text.document().idealWidth()))
        size = text.boundingRect().size()
        # An anchor is a share of the label: outside of it, it keeps the label off the point.
        (right, down), (x, y) = look.off, look.anchor
        label.setAnchor((x - right / size.width(), y - down / size.height()))
        label.setPos(point.year, point.value if height is None else height)
        self._plot.addItem(label, ignoreBounds=True)
        return float(size.height())

    def _spread(self, goals: Sequence[RoadPoint]) -> list[float]:
        """Return heights for the labels of the goals at which none covers another."""
        if not goals:
            return []
        low, high = self._plot.getViewBox().viewRange()[1]
        pixels = _HEIGHT - _AXIS_HEIGHT  # the view has its height only once it was shown
        order = sorted(range(len(goals)), key=lambda place: goals[place].value)
        heights = [goal.value for goal in goals]
        for below, above in pairwise(order):
            lines = (_lines(goals[below]) + _lines(goals[above])) / 2
            least = (lines * themes.line_height(FontRole.SMALL) + 4) * (high - low) / pixels
            heights[above] = max(heights[above], heights[below] + least)
        return heights

    def _dress_axes(self) -> None:
        theme = themes.current()
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(pg.mkPen(theme.text3))
            axis.setTickFont(themes.font(FontRole.SMALL))
            axis.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=True)
            axis.setTickPen(pg.mkPen(None))

    def _label_levels(self, ticks: Sequence[float]) -> None:
        self._ticks = [formats.number(tick) for tick in ticks] or [""]
        self._plot.getAxis("left").setTicks([list(zip(ticks, self._ticks, strict=False))])

    def _label_years(self, per_year: float) -> None:
        """Name every year, or where there is no room only those that have a point.

        Two that would still touch stand as one label between their places.
        """
        years = self._road.years
        least = themes.metrics(FontRole.SMALL).horizontalAdvance("2026") + 8
        named = range(years[0], years[-1] + 1) if per_year >= least else years
        ticks: list[tuple[float, str]] = []
        for year in named:
            if ticks and (year - ticks[-1][0]) * per_year < least:
                last, words = ticks.pop()
                ticks.append(((last + year) / 2, f"{words}  {year}"))
            else:
                ticks.append((year, str(year)))
        self._plot.getAxis("bottom").setTicks([ticks])


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    margin = (high - low) * _MARGIN or abs(high) * 0.1 or 1.0
    return low - margin, high + margin


def _rises(road: Road) -> bool:
    points = [point for point in road.points if point.stop is not Stop.PAST]
    return not points or points[-1].value >= points[0].value


def _lines(point: RoadPoint) -> int:
    return 1 + point.source.count("\n") + 1


def _label_width(point: RoadPoint) -> int:
    figure = themes.metrics(FontRole.STRONG).horizontalAdvance(told(point.words))
    if point.stop is Stop.PAST:
        return figure
    small = themes.metrics(FontRole.SMALL)
    return max([figure, *(small.horizontalAdvance(line) for line in _source(point))])


def _source(point: RoadPoint) -> list[str]:
    return [tr("kế hoạch")] if point.stop is Stop.PLAN else _lines_of(point)


def _lines_of(point: RoadPoint) -> list[str]:
    return told(point.source).split("\n")


def _label_html(figure_words: str, source: Sequence[str], colour: str, *, centred: bool) -> str:
    theme = themes.current()
    small = themes.font(FontRole.SMALL)
    figure = themes.font(FontRole.SECOND)
    align = "center" if centred else "left"
    families = ",".join(f"'{family}'" for family in figure.families())
    lines = "".join(f"<br>{html.escape(line)}" for line in source)
    return (
        f'<div style="font-family:{families};text-align:{align};">'
        f'<span style="color:{colour};font-size:{figure.pixelSize()}px;font-weight:600;">'
        f"{html.escape(figure_words)}</span>"
        f'<span style="color:{theme.text2};font-size:{small.pixelSize()}px;">{lines}</span></div>'
    )
