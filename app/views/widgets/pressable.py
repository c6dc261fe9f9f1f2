"""What tiles and rows share: pressed by mouse, Enter or Space, with a ring for the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.views import theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


class Pressable(QAbstractButton):
    """A button that paints itself; screen readers meet it as a button with a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Take the focus by Tab and by click."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._ring = False

    @property
    def hot(self) -> bool:
        """Whether the mouse is over it, so that the ground is tinted."""
        return self.isEnabled() and (self.underMouse() or self.isDown())

    @property
    def ring(self) -> bool:
        """Whether the keyboard brought the focus here last."""
        return self._ring

    def paint_ring(self, painter: QPainter, radius: float, inset: float = 0) -> None:
        """Paint the focus ring if the keyboard brought the focus here."""
        if not (self._ring and self.hasFocus()):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = 1 + inset
        rect = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(rect, radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)
