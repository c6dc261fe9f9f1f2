"""A card: a surface with a line around it, a title, and at the right a link or a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.views import theme as themes
from app.views.theme import FontRole
from app.views.widgets.labels import label

PADDING = 12
_RADIUS = 6.0


def link_button(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button that looks like a link."""
    button = QPushButton(text, parent)
    button.setProperty("link", True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return button


class Card(QWidget):
    """A card; its content goes into `body`, from edge to edge."""

    link_clicked = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Show a title and no link."""
        super().__init__(parent)
        self._title = label(title, FontRole.STRONG, "text")
        self._aside = label("", FontRole.BODY, "text2")
        self._aside.setContentsMargins(0, 0, 4, 0)
        self._aside.hide()
        self._link = link_button("", self)
        self._link.clicked.connect(self.link_clicked)
        self._link.hide()
        self._title.setMinimumHeight(max(22, themes.line_height(FontRole.STRONG) + 4))
        head = QHBoxLayout()
        head.setContentsMargins(PADDING, 7, PADDING - 4, 6)
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._aside)
        head.addWidget(self._link)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(self.body, 1)
        # A card is never higher than what it holds can use.
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinAndMaxSize)
        self.setAccessibleName(title)

    @property
    def link(self) -> QPushButton:
        """The link at the right."""
        return self._link

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_link(self, text: str) -> None:
        """Show a link, or none for ""."""
        self._link.setText(text)
        self._link.setVisible(bool(text))

    def set_aside(self, text: str) -> None:
        """Show words at the right that are no link, or none for ""."""
        self._aside.setText(text)
        self._aside.setVisible(bool(text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.surface))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        painter.end()
