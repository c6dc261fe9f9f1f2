"""Reviews that are not finished: to go on with, or to drop."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.review import ReviewEntry
from app.views import theme
from app.views.language import tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText


class UnderWay(QWidget):
    """One entry a review; hidden where there is none."""

    go_on_asked = Signal(int)
    """A review is to be gone on with: its number."""
    drop_asked = Signal(object)
    """A `ReviewEntry` is to be thrown away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__(parent)
        self.entries: Sequence[ReviewEntry] = ()
        self._rows: list[QWidget] = []
        self._title = label("", FontRole.STRONG)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 12, 10)
        self._column.setSpacing(8)
        self._column.addWidget(self._title)
        self.setAccessibleName(tr("Văn bản đang đối chiếu"))
        self.hide()

    def show_entries(self, entries: Sequence[ReviewEntry], refusal: str = "") -> None:
        """Show reviews.

        Args:
            entries: the one saved last first.
            refusal: why none can be gone on with now, "" if it can.
        """
        self.entries = entries
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(entry, refusal) for entry in entries]
        for row in self._rows:
            self._column.addWidget(row)
        self._title.setText(tr("Đang đối chiếu ({entries})", entries=len(entries)))
        self.setVisible(bool(entries))

    def buttons(self) -> list[QPushButton]:
        """Return the buttons, entry by entry: go on, drop."""
        return [button for row in self._rows for button in row.findChildren(QPushButton)]

    def _row(self, entry: ReviewEntry, refusal: str) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(PlainText(entry.title or entry.file_name))
        done = tr(
            "{done}/{total} đã đối chiếu, {saved_at}",
            done=entry.done,
            total=entry.total,
            saved_at=formats.moment(entry.saved_at),
        )
        words.addWidget(PlainText(done, FontRole.SECOND, "text2"))
        line.addLayout(words, 1)
        for name, told in (
            (tr("Tiếp tục"), partial(self.go_on_asked.emit, entry.id)),
            (tr("Bỏ…"), partial(self.drop_asked.emit, entry)),
        ):
            button = QPushButton(name)
            button.setProperty("compact", True)
            button.setAccessibleName(f"{name.rstrip('…')}: {entry.title or entry.file_name}")
            button.setEnabled(not refusal)
            button.setToolTip(safe_tip(refusal))
            button.clicked.connect(told)
            line.addWidget(button)
        return row

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.doubt))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))
        painter.end()
