"""The line around something that scrolls while it has the keyboard: else Tab seems to vanish."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.views import theme

_WIDTH = 2


class FocusFrame(QWidget):
    """Lies over a widget as a line along its edges, and lets the mouse through."""

    def __init__(self, over: QWidget) -> None:
        """Follow the focus of a widget, over which it lies from then on."""
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        over.installEventFilter(self)

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.FocusIn and isinstance(over, QWidget):
            self.setGeometry(over.rect())
            self.raise_()
            self.show()
        elif kind is QEvent.Type.FocusOut:
            self.hide()
        elif kind is QEvent.Type.Resize and isinstance(over, QWidget):
            self.setGeometry(over.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        accent, whole = QColor(theme.current().accent), self.rect()
        for edge in (
            QRect(0, 0, whole.width(), _WIDTH),
            QRect(0, whole.height() - _WIDTH, whole.width(), _WIDTH),
            QRect(0, 0, _WIDTH, whole.height()),
            QRect(whole.width() - _WIDTH, 0, _WIDTH, whole.height()),
        ):
            painter.fillRect(edge, accent)
        painter.end()
