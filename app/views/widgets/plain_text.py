"""Text that comes from documents and people: never markup, always wrapped, to be copied."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.views import theme
from app.views.language import told
from app.views.theme import FontRole

Tone = Literal["text", "text2", "text3"]


_ONE_LINE = 1 << 20
"""Pixels in which any paragraph stands in one line."""


class PlainText(QLabel):
    """Wrapped plain text that can be selected; as narrow as its place asks for.

    A label that can be selected lays its text out as a whole document, which would take half of
    the time until a detail is on show. So a label becomes one when the mouse comes over it.
    """

    _hint: QSize | None = None
    """How large it asked to be before: a document would ask for another width under the mouse."""

    def __init__(
        self,
        text: str = "",
        role: FontRole = FontRole.BODY,
        tone: Tone = "text",
        parent: QWidget | None = None,
        *,
        strong: bool = False,
    ) -> None:
        """Show text in a font of the type scale and a tone of the theme."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setFont(theme.font(role, strong=strong))
        self.setProperty("tone", tone)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._hint = None
        super().setText(told(text))

    def sizeHint(self) -> QSize:
        return super().sizeHint() if self._hint is None else self._hint

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        if not self.textInteractionFlags() & selectable:
            self._hint = super().sizeHint()
            self.setTextInteractionFlags(selectable)

    def minimumSizeHint(self) -> QSize:
        # One word without blanks must not push the panel wider than its pane. The usual hint would
        # wrap every word to find that width out.
        height = self.heightForWidth(_ONE_LINE) if self.text() else -1
        return QSize(24, super().minimumSizeHint().height() if height < 0 else height)
