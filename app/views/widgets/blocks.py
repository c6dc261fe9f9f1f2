"""Painted grounds of the detail panel: a quotation, a note with a warning, a share of a hundred."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.tables.painting import paint_icon
from app.views.theme import FontRole

_EDGE = 3
_ICON = 16
_BAR = QSize(120, 6)


class Quotation(QWidget):
    """Lines on a quiet ground with an edge at the left: what a document says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty; lines go into `body`."""
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(_EDGE + 10, 8, 10, 8)
        self.body.setSpacing(4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.subtle))
        painter.fillRect(0, 0, _EDGE, self.height(), QColor(theme.line_strong))
        painter.end()


class WarningNote(QWidget):
    """Lines on the ground of a doubt, with the sign of a warning."""

    def __init__(self, parent: QWidget | None = None, *, icon: str = "warning") -> None:
        """Start empty; lines go into `body`."""
        super().__init__(parent)
        self._icon = icon
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(10 + _ICON + 8, 8, 10, 8)
        self.body.setSpacing(2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.lights[Light.DUE_SOON].sign), 1))
        painter.setBrush(QColor(theme.doubt))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        middle = 8 + themes.line_height(FontRole.BODY) // 2
        paint_icon(painter, QPoint(10, middle), self._icon, "text2", _ICON)
        painter.end()


class PercentBar(QWidget):
    """A share of a hundred; its number stands beside it."""

    def __init__(self, percent: int, parent: QWidget | None = None) -> None:
        """Show a percentage, 0 to 100."""
        super().__init__(parent)
        self._percent = min(max(percent, 0), 100)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return _BAR

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        done = QRectF(0, 0, whole.width() * self._percent / 100, whole.height())
        for rect, colour in ((whole, theme.line), (done, theme.accent)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, 3, 3)
        painter.end()


class Dot(QWidget):
    """The dot before an update."""

    def __init__(self, *, quiet: bool = False, parent: QWidget | None = None) -> None:
        """Paint in the accent colour, or grey for an update that was taken back."""
        super().__init__(parent)
        self._quiet = quiet
        self.setFixedSize(8, themes.line_height(FontRole.BODY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.field_border if self._quiet else theme.accent))
        painter.drawEllipse(QRectF(0, self.height() / 2 - 4, 8, 8))
        painter.end()
