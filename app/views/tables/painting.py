"""What every delegate needs: a line of text that ends in an ellipsis, an icon in the middle."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from app.views import icons
from app.views import theme as themes
from app.views.theme import FontRole

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def paint_text(  # noqa: PLR0913 - what a line of text consists of
    painter: QPainter,
    room: QRect,
    text: str,
    role: FontRole,
    colour: str,
    *,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint one line, cut with an ellipsis where ``room`` is too narrow."""
    if not text or room.width() <= 0:
        return
    shown = themes.metrics(role).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(themes.font(role))
    painter.setPen(QColor(colour))
    painter.drawText(room, align | Qt.TextFlag.TextSingleLine, shown)


def paint_icon(painter: QPainter, left_middle: QPoint, name: str, token: str, size: int) -> None:
    """Paint an icon with the middle of its left edge at a point."""
    drawn = icons.pixmap(name, token, size, painter.device().devicePixelRatio())
    painter.drawPixmap(left_middle - QPoint(0, size // 2), drawn)
