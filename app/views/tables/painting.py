"""What every delegate needs: a line of text that ends in an ellipsis, an icon in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from app.views import icons
from app.views import theme as themes
from app.views.language import told
from app.views.tables.hits import hit_ranges
from app.views.theme import FontRole

LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

_IN_ONE_LINE = Qt.TextFlag.TextSingleLine

_known_hits = lru_cache(maxsize=1024)(hit_ranges)


@lru_cache(maxsize=16)
def one_line(align: Qt.AlignmentFlag) -> int:
    """Return the flags of a line: putting two flags together costs as much as a short word."""
    return int(align | _IN_ONE_LINE)


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
    words = told(text)
    shown = themes.metrics(role).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(themes.font(role))
    painter.setPen(QColor(colour))
    painter.drawText(room, one_line(align), shown)


def paint_marks(
    painter: QPainter, room: QRect, text: str, role: FontRole, words: Sequence[str]
) -> None:
    """Paint the grounds of the words found in a line; one that is cut off marks the ellipsis."""
    places = _known_hits(text, tuple(words))
    if not places:
        return
    metrics = themes.metrics(role)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    whole = len(shown) if shown == text else len(shown) - 1
    top = room.center().y() - metrics.height() // 2
    for start, length in places:
        first, last = start, start + length
        if last > whole:
            first, last = min(first, whole), len(shown)
        left = room.left() + metrics.horizontalAdvance(shown[:first])
        width = metrics.horizontalAdvance(shown[first:last])
        mark = QRect(left - 1, top, width + 2, metrics.height() + 1)
        painter.fillRect(mark, QColor(themes.current().mark))


def paint_icon(painter: QPainter, left_middle: QPoint, name: str, token: str, size: int) -> None:
    """Paint an icon with the middle of its left edge at a point."""
    drawn = icons.pixmap(name, token, size, painter.device().devicePixelRatio())
    painter.drawPixmap(left_middle - QPoint(0, size // 2), drawn)
