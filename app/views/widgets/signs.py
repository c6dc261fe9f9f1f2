"""The signs of the seven lights as shapes: a font may lack a glyph, and grey paper lacks colour.

Every sign is drawn in a square of 16 units and scaled to the rectangle that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.domain.traffic_light import Light

if TYPE_CHECKING:
    from app.views.theme import Theme

SIGN = 14
"""Usual side of a sign beside text of the body size, in logical pixels."""

_UNITS = 16.0
_RADIUS = 5.75


def paint_sign(painter: QPainter, rect: QRectF, light: Light, theme: Theme) -> None:
    """Paint the sign of a light, as large as fits and in the middle of ``rect``."""
    paint_sign_in(painter, rect, light, QColor(theme.lights[light].sign))


def paint_sign_in(painter: QPainter, rect: QRectF, light: Light, colour: QColor) -> None:
    """Paint the sign of a light in any colour, as `paint_sign` does."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if light is Light.OVERDUE:
        _paint_square(painter, rect.center(), side * 2 * _RADIUS / _UNITS, colour)
    else:
        painter.translate(rect.center())
        painter.scale(side / _UNITS, side / _UNITS)
        _paint_shape(painter, light, colour)
    painter.restore()


def _paint_square(painter: QPainter, centre: QPointF, side: float, colour: QColor) -> None:
    # On whole device pixels: a blurred edge would make the reddest sign the softest one.
    ratio = painter.device().devicePixelRatio()
    edge = max(1, round(side * ratio)) / ratio
    left = round((centre.x() - edge / 2) * ratio) / ratio
    top = round((centre.y() - edge / 2) * ratio) / ratio
    painter.fillRect(QRectF(left, top, edge, edge), colour)


def _paint_shape(painter: QPainter, light: Light, colour: QColor) -> None:
    pen = QPen(colour, 2.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    path = QPainterPath()
    match light:
        case Light.DONE_IN_TIME:
            pen.setWidthF(2.4)
            _line(path, (-5.4, 0.6), (-1.7, 4.2), (5.4, -4.0))
        case Light.DONE_LATE:
            _line(path, (-6.9, 0.6), (-4.0, 3.6), (1.6, -3.6))
            _line(path, (5.6, -4.8), (5.6, 0.8))
            _dot(painter, QPointF(5.6, 4.4), colour)
        case Light.STOPPED:
            _line(path, (-4.6, 0.0), (4.6, 0.0))
        case Light.UNKNOWN:
            path.addEllipse(QPointF(0, 0), _RADIUS - 1, _RADIUS - 1)
        case Light.IN_TIME:
            pen = QPen(Qt.PenStyle.NoPen)
            path.addEllipse(QPointF(0, 0), _RADIUS, _RADIUS)
            painter.setBrush(colour)
        case _:
            # Two units of the triangle are its own round edge.
            pen.setWidthF(1.2)
            path.moveTo(0, -5.0)
            path.lineTo(5.8, 4.6)
            path.lineTo(-5.8, 4.6)
            path.closeSubpath()
            painter.setBrush(colour)
    painter.setPen(pen)
    painter.drawPath(path)


def _line(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _dot(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(centre, 1.3, 1.3)
    painter.restore()
