"""Dialogs of collective agencies: who belongs from which day, and lists that are pasted or read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from app.domain.errors import InputRefusedError
from app.domain.name_list import pasted_rows
from app.domain.office import Office, OfficeAgency
from app.domain.text import fold
from app.views import theme
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.office_form import OfficeForm
from app.views.dialogs.term_dialog import day_or_nothing
from app.views.language import tr
from app.views.theme import FontRole

if TYPE_CHECKING:
    from app.services.members import ListedName
    from app.views.prompts import Prompts

_XLSX = (tr("Tệp Excel"), "*.xlsx")
_LINES = 4
_ROWS = 7
_FROM_THE_BEGINNING = tr("Từ đầu")
_EMPTY_DAY = tr("Để trống ngày nếu áp dụng từ đầu.")


class MembersDialog(OfficeForm):
    """Who belongs to a collective, to tick; `member_ids` and `from_day` hold the answer."""

    def __init__(
        self,
        office: Office,
        today: dt.date,
        collective: OfficeAgency,
        parent: QWidget | None = None,
    ) -> None:
        """Tick those who belong today."""
        from app.services import members  # noqa: PLC0415 - opened late

        super().__init__(tr("Thành viên"), tr("Ghi"), parent)
        self.member_ids: list[int] = []
        self.from_day: dt.date | None = today
        self._there = set(members.members_on(office, collective.id, today))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Gõ để lọc, không cần dấu"))
        self.list = QListWidget()
        self.list.setFixedHeight(_ROWS * theme.compact_height() + 8)
        for agency in office.agencies:
            if agency.holds(today) and not agency.collective:
                self._offer(agency)
        self.day = day_or_nothing(today, today)
        self.day.setPlaceholderText(_FROM_THE_BEGINNING)
        self.add_row(tr("Tìm"), self.filter)
        self.add_row(tr("Cơ quan"), self.list)
        self.add_row(tr("Từ ngày"), self.day, stretched=False)
        self.lay_out_form(
            collective.name, tr("Đánh dấu bằng phím cách. {empty_day}", empty_day=_EMPTY_DAY)
        )
        self.filter.textChanged.connect(self._show_matching)
        self.list.itemChanged.connect(self._judge)
        self.day.day_changed.connect(self._judge)
        self.filter.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if something changed."""
        if self.accept_button.isEnabled():
            self.member_ids, self.from_day = self._ticked(), self.day.day
            self.accept()

    def _offer(self, agency: OfficeAgency) -> None:
        item = QListWidgetItem(agency.name)
        item.setData(Qt.ItemDataRole.UserRole, agency.id)
        item.setSizeHint(QSize(0, theme.compact_height()))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = agency.id in self._there
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _ticked(self) -> list[int]:
        return [
            item.data(Qt.ItemDataRole.UserRole)
            for item in self._items()
            if item.checkState() is Qt.CheckState.Checked
        ]

    def _show_matching(self, words: str) -> None:
        for item in self._items():
            item.setHidden(fold(words) not in fold(item.text()))

    def _judge(self) -> None:
        wrong = bool(self.day.text()) and self.day.day is None
        self.day.show_wrong(wrong=wrong)
        self.show_refusal(NO_DATE if wrong else "")
        ticked = set(self._ticked())
        added, dropped = len(ticked - self._there), len(self._there - ticked)
        if not added and not dropped:
            self.accept_button.setEnabled(False)
            self.outcome.show_nothing(tr("Đang có {ticked} thành viên.", ticked=len(ticked)))
            return
        self.outcome.show_nothing(
            tr(
                "Thêm {added}, bớt {dropped}; còn {ticked} thành viên. "
                "Danh sách và biểu của ngày trước giữ thành viên cũ.",
                added=added,
                dropped=dropped,
                ticked=len(ticked),
            )
        )


class ListDialog(OfficeForm):
    """A list of members that is pasted or read from a file; `names` and `from_day` hold it."""

    def __init__(
        self,
        office: Office,
        today: dt.date,
        collective: OfficeAgency,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        """Ask for a list and show what it means before anything is written."""
        super().__init__(tr("Nhập danh sách thành viên"), tr("Thêm thành viên"), parent)
        self._office, self._collective, self._prompts = office, collective, prompts
        self.names: list[str] = []
        self.from_day: dt.date | None = None
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_LINES * theme.line_height(FontRole.BODY) + 14)
        self.text.setPlaceholderText(tr("Dán cột tên từ Excel hoặc Word, mỗi dòng một cơ quan"))
        self.file_button = QPushButton(tr("Lấy từ tệp Excel…"))
        self.file_button.setAutoDefault(False)
        self.preview = QListWidget()
        self.preview.setFixedHeight(_LINES * theme.compact_height() + 8)
        self.day = day_or_nothing(None, today)
        self.day.setPlaceholderText(_FROM_THE_BEGINNING)
        file_row = QWidget()
        row = QHBoxLayout(file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.file_button)
        row.addStretch()
        self.add_row(tr("Danh sách"), self.text)
        self.add_row("", file_row)
        self.add_row(tr("Xem trước"), self.preview)
        self.add_row(tr("Từ ngày"), self.day, stretched=False)
        self.lay_out_form(
            collective.name,
            tr("Chưa ghi gì cho đến khi bấm Thêm. {empty_day}", empty_day=_EMPTY_DAY),
        )
        self.text.textChanged.connect(self._judge)
        self.file_button.clicked.connect(self._read_file)
        self.day.day_changed.connect(self._judge)
        self.text.setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the list if it names anybody."""
        if self.accept_button.isEnabled():
            self.names = [each.name for each in self._listed()]
            self.from_day = self.day.day
            self.accept()

    def _listed(self) -> list[ListedName]:
        from app.services import members  # noqa: PLC0415 - opened late

        rows = pasted_rows(self.text.toPlainText())
        return members.listed(self._office, self._collective, rows)

    def _read_file(self) -> None:
        from app.services import members  # noqa: PLC0415 - opened late

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = self._prompts.open_path(self, tr("Chọn danh sách"), Path(folder), [_XLSX])
        if path is None:
            return
        try:
            rows = members.rows_of_workbook(path)
        except InputRefusedError as error:
            self._prompts.tell(self, tr("Chưa đọc được danh sách"), str(error))
            return
        self.text.setPlainText("\n".join("\t".join(cells) for cells in rows if any(cells)))

    def _judge(self) -> None:
        found = self._listed()
        self.preview.clear()
        for each in found:
            words = tr("đã có trong sổ") if each.agency else tr("sẽ thêm vào sổ")
            item = QListWidgetItem(f"{each.agency.name if each.agency else each.name}: {words}")
            item.setSizeHint(QSize(0, theme.compact_height()))
            self.preview.addItem(item)
        wrong = bool(self.day.text()) and self.day.day is None
        self.day.show_wrong(wrong=wrong)
        self.show_refusal(NO_DATE if wrong else "")
        if not found:
            self.accept_button.setEnabled(False)
            self.outcome.show_nothing(tr("Dán danh sách hoặc chọn tệp để xem trước."))
            return
        new = sum(each.agency is None for each in found)
        self.outcome.show_nothing(
            tr(
                "Danh sách có {found} cơ quan: {found2} đã có trong sổ, {new} sẽ thêm mới.",
                found=len(found),
                found2=len(found) - new,
                new=new,
            )
        )
