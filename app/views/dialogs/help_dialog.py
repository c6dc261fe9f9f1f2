"""The help of the page in front, beside the window: it stays open while one works."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from app.views import help_pages, theme
from app.views.dialogs.room import resize_within
from app.views.language import tr
from app.views.theme import FontRole

_SIZE = (560, 620)
_LINE_HEIGHT = 125
"""Percent: text that is read, not scanned."""


class HelpDialog(QDialog):
    """Shows a page of help; Esc or F1 closes it."""

    def __init__(self, page: str, actions: Sequence[QAction], parent: QWidget) -> None:
        """Show the help of a page.

        Args:
            page: name of the page of the window ("tasks").
            actions: every action, for the list of keys.
            parent: the window.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Hướng dẫn"))
        resize_within(self, *_SIZE)
        self._actions = actions
        self.text = QTextBrowser(self)
        self.text.setProperty("flat", True)
        self.text.setOpenExternalLinks(False)
        self.text.setAccessibleName(tr("Hướng dẫn"))
        self.text.setFont(theme.font(FontRole.BODY))
        self.text.document().setDocumentMargin(16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.text)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.close)
        self.show_page(page)

    def show_page(self, page: str) -> None:
        """Show the help of another page."""
        self.text.setMarkdown(help_pages.whole(page, self._actions))
        self._space_out()
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
        self.text.setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def _space_out(self) -> None:
        """Give headings and lines their room: Markdown sets them tight."""
        block = self.text.document().begin()
        while block.isValid():
            form, cursor = block.blockFormat(), QTextCursor(block)
            proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
            form.setLineHeight(_LINE_HEIGHT, proportional.value)
            heading = form.headingLevel()
            form.setTopMargin(0 if heading == 1 else 14 if heading else 2)
            form.setBottomMargin(6 if heading else 3)
            cursor.setBlockFormat(form)
            if heading:
                letters = QTextCharFormat()
                letters.setFont(theme.font(FontRole.PAGE_TITLE if heading == 1 else
                                           FontRole.OBJECT_TITLE))  # fmt: skip
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(letters)
            block = block.next()
