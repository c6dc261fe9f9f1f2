"""Letters to several agencies at once: to whom, and as what files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from app.domain.sheet_options import FORMAT_NAMES, FileFormat
from app.views import theme
from app.views.dialogs.office_form import OfficeForm
from app.views.language import tr

if TYPE_CHECKING:
    from app.services.letter_folder import Addressee, LetterBatch

_LEAST_ROWS, _ROWS = 3, 10
_KINDS = (FileFormat.DOCX, FileFormat.PDF)


class LettersDialog(OfficeForm):
    """Everybody who is overdue is ticked; `batch` holds the answer after it was accepted."""

    undone_by = ""

    def __init__(self, addressees: Sequence[Addressee], parent: QWidget | None = None) -> None:
        """Offer those that something presses."""
        super().__init__(tr("Công văn đôn đốc nhiều cơ quan"), tr("Chọn thư mục…"), parent)
        self.batch: LetterBatch | None = None
        self.list = QListWidget()
        rows = min(max(len(addressees), _LEAST_ROWS), _ROWS)
        self.list.setFixedHeight(rows * theme.compact_height() + 8)
        for each in addressees:
            self._offer(each)
        self.kinds = {kind: QCheckBox(FORMAT_NAMES[kind]) for kind in _KINDS}
        self.add_row(tr("Gửi"), self.list)
        self.add_row(tr("Loại tệp"), self._kind_row(), stretched=False)
        note = tr("Đánh dấu bằng phím cách. Mỗi cơ quan một công văn, số và ngày để trống.")
        self.lay_out_form(tr("Cơ quan có nhiệm vụ quá hạn, sắp đến hạn"), note)
        self.list.itemChanged.connect(self._judge)
        for box in self.kinds.values():
            box.toggled.connect(self._judge)
        self.list.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if there is one."""
        from app.services.letter_folder import LetterBatch  # noqa: PLC0415 - opened late

        if self.accept_button.isEnabled():
            self.batch = LetterBatch(self._ticked(), self._wanted())
            self.accept()

    def _offer(self, each: Addressee) -> None:
        counts = [
            *([tr("{overdue} quá hạn", overdue=each.overdue)] if each.overdue else []),
            *([tr("{due_soon} sắp đến hạn", due_soon=each.due_soon)] if each.due_soon else []),
        ]
        item = QListWidgetItem(f"{each.name} · {', '.join(counts)}")
        item.setData(Qt.ItemDataRole.UserRole, each.id)
        item.setSizeHint(QSize(0, theme.compact_height()))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if each.overdue else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _kind_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        for box in self.kinds.values():
            box.setChecked(True)
            layout.addWidget(box)
        return row

    def _ticked(self) -> list[int]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _wanted(self) -> list[FileFormat]:
        return [kind for kind, box in self.kinds.items() if box.isChecked()]

    def _judge(self) -> None:
        letters, kinds = len(self._ticked()), len(self._wanted())
        self.accept_button.setEnabled(bool(letters and kinds))
        if not letters:
            self.outcome.show_nothing(tr("Chưa chọn cơ quan nào."))
        elif not kinds:
            self.outcome.show_nothing(tr("Chưa chọn loại tệp."))
        else:
            words = tr(
                "Sẽ lập {letters} công văn, {letters2} tệp trong một thư mục.",
                letters=letters,
                letters2=letters * kinds,
            )
            self.outcome.show_nothing(words)
