"""The proofs of a task: names and sizes; a double click or Enter opens a read-only copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain import formats
from app.views import icons, theme
from app.views.language import tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.plain_text import PlainText

if TYPE_CHECKING:
    from app.domain.task_detail import EvidenceRecord

HINT = tr("Nhấp đúp hoặc bấm Enter để mở bản sao chỉ đọc.")


class EvidenceList(QWidget):
    """A list of files, the newest first."""

    open_asked = Signal(object)  # EvidenceRecord

    def __init__(self, records: Sequence[EvidenceRecord], parent: QWidget | None = None) -> None:
        """Show files."""
        super().__init__(parent)
        self._records = records
        self.list = QListWidget(self)
        self.list.setAccessibleName(tr("Minh chứng"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(16, 16))
        for record in records:
            item = QListWidgetItem(record.name)
            item.setIcon(icons.icon("paperclip", "text2", 16))
            item.setToolTip(safe_tip(_about(record)))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _about(record))
            item.setSizeHint(QSize(0, theme.row_height()))
            self.list.addItem(item)
        self.list.setFixedHeight(theme.row_height() * max(1, len(records)) + 4)
        self.list.itemActivated.connect(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 16)
        whole.setSpacing(8)
        whole.addWidget(self.list)
        for record in records[:1]:
            whole.addWidget(
                PlainText(tr("Mới nhất: {about}", about=_about(record)), FontRole.SECOND, "text3")
            )
        whole.addWidget(PlainText(HINT, FontRole.SECOND, "text3"))
        whole.addStretch(1)

    def _open(self, item: QListWidgetItem) -> None:
        self.open_asked.emit(self._records[self.list.row(item)])


def _about(record: EvidenceRecord) -> str:
    added = tr(
        "{added_by} thêm lúc {added_at}",
        added_by=record.added_by,
        added_at=formats.moment(record.added_at),
    )
    return f"{formats.file_size(record.size)}, {added}"
