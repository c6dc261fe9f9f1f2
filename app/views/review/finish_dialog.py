"""The last look before a review is written: everything that will be new, changed or ended."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.review import Decision, ReviewDraft
from app.views import icons, theme
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.room import resize_within
from app.views.language import tr
from app.views.review.preview import preview, written_words
from app.views.theme import FontRole
from app.views.widgets.labels import label
from app.views.widgets.side_panel import SidePanel

_SIZE = QSize(760, 540)
_MOST_LINES = 200
UNDONE = tr("Ghi một lần; hoàn tác được cả lần ghi bằng Ctrl+Z")


class FinishDialog(QDialog):
    """Accepted where the person wants it written."""

    def __init__(self, draft: ReviewDraft, parent: QWidget | None = None) -> None:
        """Show what would be written."""
        super().__init__(parent)
        self.setWindowTitle(tr("Ghi vào sổ"))
        resize_within(self, _SIZE.width(), _SIZE.height())
        offer_help(self)
        self.panel = SidePanel(tr("Những gì sẽ được ghi"))
        self.accept_button = QPushButton(written_words(draft))
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.accept)
        cancel = QPushButton(tr("Xem lại"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self._fill(draft)
        foot = _Foot()
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("undo", "text2", 16, self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addWidget(label(UNDONE, FontRole.BODY, "text2"), 1)
        row.addWidget(self.accept_button)
        row.addWidget(cancel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.panel, 1)
        whole.addWidget(foot)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self)
        shortcut.activated.connect(self.accept_button.click)
        self.accept_button.setFocus()

    def _fill(self, draft: ReviewDraft) -> None:
        document = draft.document
        name = document.short_title or document.title
        self.panel.start(name, draft.document_words)
        parts = preview(draft)
        for part in parts:
            self.panel.section(part.heading)
            shown = part.lines[:_MOST_LINES]
            more = len(part.lines) - len(shown)
            words = "\n".join((*shown, *((tr("… và {more} mục nữa", more=more),) if more else ())))
            self.panel.text(words, FontRole.SECOND, "text2")
        if not parts:
            self.panel.text(tr("Không có gì mới: sổ giữ nguyên như đang có."))
        skipped = sum(item.decision is Decision.SKIPPED for item in draft.items if item.counted)
        if skipped:
            self.panel.section(tr("Bỏ qua, không ghi ({skipped})", skipped=skipped))
        self.panel.finish()


class _Foot(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.header))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        painter.end()
