"""Text that comes from documents and people: never markup, always wrapped, to be copied."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.views import theme
from app.views.theme import FontRole

Tone = Literal["text", "text2", "text3"]


class PlainText(QLabel):
    """Wrapped plain text that can be selected; as narrow as its place asks for."""

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
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        # One word without blanks must not push the panel wider than its pane.
        return QSize(24, super().minimumSizeHint().height())
