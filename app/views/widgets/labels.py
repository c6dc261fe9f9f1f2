"""Labels of the type scale whose colour follows the theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.views import theme
from app.views.language import told
from app.views.theme import FontRole


def label(
    text: str,
    role: FontRole = FontRole.BODY,
    tone: Literal["text", "text2", "text3"] = "text",
    parent: QWidget | None = None,
) -> QLabel:
    """Return a label for plain text (never markup: titles come from documents)."""
    result = QLabel(parent)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(told(text))
    result.setFont(theme.font(role))
    if tone != "text":
        result.setProperty("tone", tone)
    return result


def wrapped_label(role: FontRole) -> QLabel:
    """Return a label for plain text of any length, which can be selected and copied."""
    result = label("", role)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    result.setWordWrap(True)
    return result


class Sentence(QWidget):
    """A grey sentence in the middle of a card that has nothing to show, in up to three lines.

    A wrapping label would make the heights of the whole page depend on its width.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        """Show a sentence."""
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.say(text)

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text

    def say(self, text: str) -> None:
        """Show another sentence."""
        self._text = told(text)
        self.setAccessibleName(self._text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 3 * theme.line_height(FontRole.BODY) + 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(QColor(theme.current().text3))
        room = QRect(self.rect()).adjusted(12, 0, -12, -6)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._text)
        painter.end()
