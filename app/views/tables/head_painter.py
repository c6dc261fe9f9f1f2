"""Paints a head row across the whole width of the table."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from app.domain import formats
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.tables.painting import paint_icon, paint_text
from app.views.tables.row_heads import Head
from app.views.theme import FontRole, Theme
from app.views.widgets.signs import SIGN, paint_sign
from app.views.widgets.tag import SUGGESTED, paint_tag, tag_width

_CHEVRON = 16
_LEFT = 8
_TITLE_LEFT = 30
_RIGHT = 12
_GAP = 8
_SIGN_GAP = 4
_SIGNS_GAP = 12
_LEAST_NOTE = 60


class HeadPainter:
    """Paints heads; signs that find no room are left out, the pressing ones last."""

    def paint(
        self, painter: QPainter, whole: QRect, head: Head, theme: Theme, *, folded: bool
    ) -> None:
        """Paint a head row into the width of the table."""
        painter.fillRect(whole, QColor(theme.subtle))
        name = "chevron-right" if folded else "chevron-down"
        middle = whole.center().y()
        paint_icon(painter, QPoint(_LEFT, middle), name, "text2", _CHEVRON)

        room = whole.adjusted(_TITLE_LEFT, 0, -_RIGHT, -1)
        room.setRight(self._paint_count(painter, room, head, theme))
        role = FontRole.STRONG if head.counted else FontRole.BODY
        title_width = themes.metrics(role).horizontalAdvance(head.title)
        taken = title_width + (tag_width(SUGGESTED) + _GAP if head.suggested else 0)
        if head.counted:
            room.setRight(paint_signs(painter, room, taken, head.tally, theme))
        shown = min(title_width, room.width())
        paint_text(painter, room, head.title, role, theme.text if head.counted else theme.text3)
        left = room.left() + shown + _GAP
        if head.suggested and left + tag_width(SUGGESTED) < room.right():
            paint_tag(painter, QPointF(left, middle), SUGGESTED, theme, dashed=True)
            left += tag_width(SUGGESTED) + _GAP
        if head.note and room.right() - left > _LEAST_NOTE:
            colour = theme.text2 if head.counted else theme.text3
            paint_text(
                painter,
                room.adjusted(left - room.left(), 0, 0, 0),
                head.note,
                FontRole.BODY,
                colour,
            )

    def _paint_count(self, painter: QPainter, room: QRect, head: Head, theme: Theme) -> int:
        """Paint the count at the right; return how far the rest may reach."""
        width = themes.metrics(FontRole.BODY).horizontalAdvance(head.count_words)
        place = room.adjusted(room.width() - width, 0, 1, 0)
        colour = theme.text2 if head.counted else theme.text3
        paint_text(painter, place, head.count_words, FontRole.BODY, colour)
        return place.left() - _SIGNS_GAP


def paint_signs(
    painter: QPainter, room: QRect, title_width: int, tally: Tally, theme: Theme
) -> int:
    """Paint signs with counts right to left; return how far the rest may reach."""
    lights = [light for light in Light if tally[light]]
    if sum(_sign_width(tally[light]) for light in lights) + title_width > room.width():
        lights = [light for light in lights if light in (Light.DUE_SOON, Light.OVERDUE)]
    right = room.right()
    for light in reversed(lights):
        width = _sign_width(tally[light])
        if right - width < room.left() + min(title_width, room.width() // 2):
            break
        left = right - width + _SIGNS_GAP
        sign = QRectF(left, room.center().y() - SIGN / 2, SIGN, SIGN)
        paint_sign(painter, sign, light, theme)
        text = room.adjusted(left + SIGN + _SIGN_GAP - room.left(), 0, 0, 0)
        paint_text(painter, text, formats.number(tally[light]), FontRole.BODY, theme.text2)
        right -= width
    return right


def _sign_width(count: int) -> int:
    digits = themes.metrics(FontRole.BODY).horizontalAdvance(formats.number(count))
    return _SIGNS_GAP + SIGN + _SIGN_GAP + digits
