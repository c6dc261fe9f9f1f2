"""A small line in a cell: how a figure went through the year, its last point marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app.views.theme import Theme

_MOST_WIDTH = 96
_MARGIN = 7
_DOT = 2.5


def paint_trend(painter: QPainter, room: QRect, values: Sequence[float], theme: Theme) -> None:
    """Paint a line over evenly spaced values; a single value is its dot."""
    width = min(room.width() - 2 * _MARGIN, _MOST_WIDTH)
    height = room.height() - 2 * _MARGIN
    if width <= 0 or height <= 0 or not values:
        return
    low, high = min(values), max(values)
    span = high - low or 1.0
    step = width / max(len(values) - 1, 1)
    bottom = room.bottom() - _MARGIN
    points = [
        QPointF(
            room.left() + _MARGIN + place * step,
            bottom - height * ((value - low) / span if high > low else 0.5),
        )
        for place, value in enumerate(values)
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.accent), 1.5))
    painter.drawPolyline(QPolygonF(points))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawEllipse(points[-1], _DOT, _DOT)
    painter.restore()
