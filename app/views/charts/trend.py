"""Tasks completed so far, month by month: a filled line whose last value is written out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain import formats
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import tr
from app.views.theme import FontRole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_MOST_STEPS = 4
_HEADROOM = 1.1
"""Share of the highest value that the axis reaches at least, so that its label has room."""


class TrendChart(QWidget):
    """The chart; it only shows, so the wheel scrolls the page and the keyboard passes by."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._points: tuple[tuple[dt.date, int], ...] = ()
        self._plot = pg.PlotWidget()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.getViewBox().setDefaultPadding(0)
        # Half a line above the highest tick, so that its words are not cut.
        self._plot.getPlotItem().layout.setContentsMargins(0, 8, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self._draw()
        themes.on_change(self._draw)

    @property
    def points(self) -> tuple[tuple[dt.date, int], ...]:
        """The months on show."""
        return self._points

    def show_points(self, points: Sequence[tuple[dt.date, int]]) -> None:
        """Show how many tasks were completed by each day.

        Args:
            points: day and count, in order; one for every month.
        """
        self._points = tuple(points)
        spoken = ", ".join(
            tr("tháng {month}: {count}", month=day.month, count=count)
            for day, count in self._points
        )
        self.setAccessibleName(tr("Biểu đồ nhiệm vụ hoàn thành lũy kế. {spoken}", spoken=spoken))
        self._draw()

    def _draw(self) -> None:
        theme = themes.current()
        self._plot.clear()
        self._plot.setBackground(theme.surface)
        self._dress_axes()
        if not self._points:
            return
        counts = [count for _day, count in self._points]
        ticks = integer_ticks(max(counts))
        for tick in ticks:
            line = pg.InfiniteLine(tick, angle=0, pen=pg.mkPen(theme.line, width=1))
            line.setZValue(-10)
            self._plot.addItem(line)
        self._plot.setXRange(-0.35, len(counts) - 0.35)
        # A little beyond the ends, or the outermost lines would be cut in half.
        self._plot.setYRange(-0.01 * ticks[-1], 1.02 * ticks[-1])
        self._label_axes(ticks)
        self._draw_line(counts)

    def _draw_line(self, counts: list[int]) -> None:
        theme = themes.current()
        colours = theme.lights[Light.DONE_IN_TIME]
        last = len(counts) - 1
        self._plot.addItem(
            pg.PlotDataItem(
                list(range(len(counts))),
                counts,
                pen=pg.mkPen(colours.text, width=2),
                fillLevel=0,
                brush=pg.mkBrush(colours.tint),
                symbol="o",
                symbolSize=[8 if place == last else 5 for place in range(len(counts))],
                symbolBrush=colours.text,
                symbolPen=None,
                antialias=True,
            )
        )
        label = pg.TextItem(formats.number(counts[last]), color=colours.text, anchor=(0.5, 1.15))
        label.setFont(themes.font(FontRole.SECOND, strong=True))
        label.setPos(last, counts[last])
        self._plot.addItem(label, ignoreBounds=True)

    def _dress_axes(self) -> None:
        theme = themes.current()
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(None)
            axis.setTextPen(pg.mkPen(theme.text3))
            axis.setTickFont(themes.font(FontRole.SMALL))
            axis.setStyle(tickLength=0, tickTextOffset=6, autoExpandTextSpace=True)
            axis.setTickPen(pg.mkPen(None))

    def _label_axes(self, ticks: list[int]) -> None:
        self._plot.getAxis("left").setTicks([[(tick, formats.number(tick)) for tick in ticks]])
        months = [day.month for day, _count in self._points]
        names = [
            tr("Th{month}", month=month) if place == 0 else str(month)
            for place, month in enumerate(months)
        ]
        axis = self._plot.getAxis("bottom")
        # "Th1" stands a little before the axis in a narrow chart: no reason to leave it out.
        axis.setStyle(hideOverlappingLabels=False)
        axis.setTicks([list(enumerate(names))])


def integer_ticks(highest: int) -> list[int]:
    """Return whole numbers for an axis from 0 to above ``highest``, in steps of 1, 2 or 5."""
    goal = max(1.0, highest * _HEADROOM)
    power = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * power
            if goal / step <= _MOST_STEPS:
                return list(range(0, step * math.ceil(goal / step) + 1, step))
        power *= 10
