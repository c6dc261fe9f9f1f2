"""A light as sign and words on its tint; the two outlined lights wear a border instead."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.traffic_light import LIGHT_NAMES, Light
from app.views import theme as themes
from app.views.language import told
from app.views.theme import FontRole, Theme
from app.views.widgets.signs import SIGN, paint_sign

_PADDING = 8
_GAP = 6
_RADIUS = 4.0


def badge_height() -> int:
    """Return the height of a badge (24 at usual letters)."""
    return max(24, themes.line_height(FontRole.BODY) + 6)


def badge_width(words: str) -> int:
    """Return the width in which sign and words stand in full."""
    text = themes.metrics(FontRole.STRONG).horizontalAdvance(told(words))
    return 2 * _PADDING + SIGN + _GAP + text


def paint_badge(painter: QPainter, rect: QRectF, light: Light, words: str, theme: Theme) -> None:
    """Paint a badge into ``rect``; words that do not fit end in an ellipsis."""
    colours = theme.lights[light]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(colours.tint))
    if colours.outlined:
        painter.setPen(QPen(QColor(colours.sign), 1))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
    top = rect.top() + (rect.height() - SIGN) / 2
    paint_sign(painter, QRectF(rect.left() + _PADDING, top, SIGN, SIGN), light, theme)
    room = rect.adjusted(_PADDING + SIGN + _GAP, 0, -_PADDING / 2, 0)
    shown = themes.metrics(FontRole.STRONG).elidedText(
        told(words), Qt.TextElideMode.ElideRight, int(room.width())
    )
    painter.setFont(themes.font(FontRole.STRONG))
    painter.setPen(QColor(colours.text))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class LightBadge(QWidget):
    """A badge on its own, as at the head of the detail panel."""

    def __init__(
        self, light: Light = Light.UNKNOWN, words: str = "", parent: QWidget | None = None
    ) -> None:
        """Show a light; without words its long name."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_light(light, words)

    def show_light(self, light: Light, words: str = "") -> None:
        """Show another light."""
        self._light = light
        self._words = told(words or LIGHT_NAMES[light])
        self.setAccessibleName(self._words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self._words), badge_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _PADDING + SIGN, badge_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self._light, self._words, themes.current())
        painter.end()
