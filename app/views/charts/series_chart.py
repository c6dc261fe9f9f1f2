"""Figures of an indicator over months or years: results, the year before, and the plan."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import formats
from app.domain.axis import level_ticks
from app.domain.indicator_series import IndicatorSeries, SeriesPoint, runs_of
from app.views import theme as themes
from app.views.language import told, tr
from app.views.theme import FontRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

_HEIGHT = 190
_MARGIN = 0.15
_BEFORE, _AFTER = 0.4, 0.6
"""Room before the first and behind the last place, in places."""
_BETWEEN_LABELS = 3
_BESIDE = 8
_NEAR = 24
"""Pixels from a point at which its figure is told."""


class SeriesChart(QWidget):
    """The chart; it only shows, so the wheel scrolls the panel and the keyboard passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._series = IndicatorSeries("", "", 0, 0)
        self._scale = 1
        self._plot = pg.PlotWidget()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.getViewBox().setDefaultPadding(0)
        self._plot.getPlotItem().layout.setContentsMargins(0, 8, _BESIDE, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self.setFixedHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        themes.on_change(self._draw)

    @property
    def series(self) -> IndicatorSeries:
        """The series on show."""
        return self._series

    def show_series(self, series: IndicatorSeries) -> None:
        """Show another series."""
        self._series = series
        spoken = "; ".join(f"{told(each.label)}: {told(each.words)}" for each in series.results)
        self.setAccessibleName(
            tr(
                "{title}, đơn vị {unit}. {spoken}",
                title=series.title,
                unit=series.unit or tr("không ghi"),
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._lines():
            self._label_places()

    def words_at(self, place: QPoint) -> str:
        """Return the figures near a place of this widget, with their names; "" for none."""
        if not self._lines():
            return ""
        view = self._plot.getViewBox()
        inside = self._plot.mapFrom(self, place)
        scene = self._plot.mapToScene(inside)
        nearest: list[tuple[float, str]] = []
        for name, points in self._lines():
            for point in points:
                at = view.mapViewToScene(QPointF(point.at, self._height(point.value)))
                off = math.hypot(at.x() - scene.x(), at.y() - scene.y())
                nearest.append(
                    (off, ", ".join((told(name), f"{told(point.label)}: {told(point.words)}")))
                )
        off, words = min(nearest)
        unit = f" {told(self._series.unit)}" if self._series.unit else ""
        return f"{words}{unit}" if off <= _NEAR else ""

    # ---- Drawing

    def _lines(self) -> list[tuple[str, Sequence[SeriesPoint]]]:
        series = self._series
        named = [
            (series.results_name, series.results),
            (series.before_name, series.line_before),
            (series.plan_name, series.plan),
        ]
        return [(name, points) for name, points in named if points]

    def _height(self, value: float) -> float:
        return -value if self._series.downward else value

    def _draw(self) -> None:
        theme, series = themes.current(), self._series
        self._plot.clear()
        self._plot.setBackground(theme.surface)
        self._dress_axes()
        values = [self._height(p.value) for _name, points in self._lines() for p in points]
        if not values:
            return
        low, high = self._span(values)
        self._plot.setYRange(low, high)
        self._plot.setXRange(series.first - _BEFORE, series.last + _AFTER)
        ticks = [tick for tick in level_ticks(low, high) if low <= tick <= high]
        names = [formats.number(abs(tick) if series.downward else tick) for tick in ticks]
        self._plot.getAxis("left").setTicks([list(zip(ticks, names, strict=True))])
        self._label_places()
        for tick in ticks:
            self._line([(series.first, tick), (series.last, tick)], theme.line, width=1)
        if series.plan and len(series.plan) == 1:
            level = self._height(series.plan[0].value)
            across = [(series.first, level), (series.last, level)]
            self._line(across, theme.accent, style=Qt.PenStyle.DashLine)
            self._note(
                series.first, level, f"{told(series.plan_name)}: {told(series.plan[0].words)}"
            )
        elif series.plan:
            self._points_of(series.plan, theme.accent, Qt.PenStyle.DashLine, "d")
        self._points_of(series.line_before, theme.text3, Qt.PenStyle.DotLine, "o")
        self._points_of(series.results, theme.text, Qt.PenStyle.SolidLine, "o")
        for run in runs_of(series.results):
            last = run[-1]
            self._note(last.at, self._height(last.value), last.words, above=True)

    def _span(self, values: Sequence[float]) -> tuple[float, float]:
        low, high = min(values), max(values)
        if not self._series.downward and 0 < low < 0.7 * high:
            low = 0.0  # what adds up begins at nothing
        margin = (high - low) * _MARGIN or abs(high) * 0.1 or 1.0
        return (low if low == 0 else low - margin), high + margin * 1.6

    def _points_of(
        self, points: Sequence[SeriesPoint], colour: str, style: Qt.PenStyle, symbol: str
    ) -> None:
        if not points:
            return
        places = [(point.at, self._height(point.value)) for point in points]
        for run in runs_of(points):
            self._line([(each.at, self._height(each.value)) for each in run], colour, style=style)
        self._plot.addItem(
            pg.ScatterPlotItem(
                [at for at, _ in places],
                [value for _, value in places],
                symbol=symbol,
                size=8,
                brush=pg.mkBrush(colour),
                pen=pg.mkPen(colour),
                antialias=True,
            )
        )

    def _line(
        self,
        places: Sequence[tuple[float, float]],
        colour: str,
        *,
        width: int = 2,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        line = pg.PlotDataItem(
            [at for at, _ in places],
            [value for _, value in places],
            pen=pg.mkPen(colour, width=width * self._scale, style=style),
            antialias=True,
        )
        line.setZValue(-10 if width == 1 else 0)
        self._plot.addItem(line)

    def _note(self, at: float, value: float, words: str, *, above: bool = False) -> None:
        theme = themes.current()
        text = pg.TextItem(told(words), color=theme.text if above else theme.accent)
        text.setFont(themes.font(FontRole.SMALL))
        text.setAnchor((-0.15, 0.4) if above else (0.0, 1.0))
        text.setPos(at, value)
        self._plot.addItem(text, ignoreBounds=True)

    def _label_places(self) -> None:
        series = self._series
        labels = {p.at: told(p.label) for _name, points in self._lines() for p in points}
        if series.last == 12 and series.first == 1:
            labels = {month: tr("T{number}", number=month) for month in range(1, 13)}
        shown = sorted(labels.items())
        self._plot.getAxis("bottom").setTicks([shown[:: self._step_of(labels.values())]])

    def _step_of(self, labels: Iterable[str]) -> int:
        """Return of how many labels one is shown, so that none touches the next."""
        metrics, series = themes.metrics(FontRole.SMALL), self._series
        widest = max(map(metrics.horizontalAdvance, labels), default=0) + _BETWEEN_LABELS
        room = self.width() - self._plot.getAxis("left").width() - _BESIDE
        share = room / (series.last - series.first + _BEFORE + _AFTER)
        return max(1, math.ceil(widest / share)) if share > 0 else 1

    def _dress_axes(self) -> None:
        theme = themes.current()
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(pg.mkPen(theme.text3))
            axis.setTickFont(themes.font(FontRole.SMALL))
            axis.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=True)
            axis.setTickPen(pg.mkPen(None))
