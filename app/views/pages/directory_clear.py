"""Tab 6 rõ: which of người, việc, thời gian, trách nhiệm, sản phẩm, thẩm quyền tasks lack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain import formats, locator
from app.domain.errors import TienDoError
from app.domain.phrases import joined, small
from app.domain.records import TaskRow
from app.domain.six_clear import CLEAR_NAMES, WHAT_IS_ASKED, Clear, Unclear, counts, of_documents
from app.views.language import tr
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole
from app.views.widgets.filter_box import FilterBox

if TYPE_CHECKING:
    from app.views.prompts import Prompts
    from app.views.session import Session


@dataclass(frozen=True, slots=True)
class _Row:
    """A task that lacks something, in words."""

    task_id: int
    place: str
    title: str
    lead: str
    unclear: Unclear


class ClearTab(DirectoryTab):
    """A list to fix: Enter or a double click opens the task to be edited."""

    title = tr("6 rõ")

    edit_asked = Signal(int)
    """A task is to be edited: its id."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(session, prompts, parent)
        self._all: Sequence[Unclear] = ()
        self.documents = FilterBox(tr("Văn bản"), self)
        self.kinds = FilterBox(tr("Còn thiếu"), self)
        for box in (self.documents, self.kinds):
            box.setFixedWidth(190)
            box.key_chosen.connect(lambda _key: self._show_rows())
        self.table: RecordTable[_Row] = RecordTable(
            tr("Nhiệm vụ chưa đủ 6 rõ"), _COLUMNS, lambda row: row.task_id
        )
        self.lay_out(self.table, [self.documents, self.kinds])
        self.table.rows_chosen.connect(self._show_panel)
        self.table.activated_at.connect(lambda _index: self.edit())

    def refresh(self, view: OfficeView) -> None:
        """Read what is missing now."""
        from app.services import six_clear  # noqa: PLC0415 - a register is open

        try:
            self._all = self.session.read(six_clear.load_unclear, view.index)
        except TienDoError as error:
            self.session.failed.emit(error)
            return
        lacking = [each for each in self._all if each.missing]
        names = view.index.directory.documents
        groups = of_documents(lacking)
        self.documents.offer(
            [(key, names[key].short_title, len(groups[key])) for key in names if key in groups]
        )
        self._show_rows()

    def focus_table(self) -> None:
        """Put the keyboard into the list."""
        self.table.setFocus()

    def edit(self) -> None:
        """Ask for the selected task to be edited."""
        row = self.table.chosen
        if row is not None and self.view is not None and not self.view.refusal:
            self.edit_asked.emit(row.task_id)

    def _show_rows(self) -> None:
        from app.services import reading  # noqa: PLC0415 - a register is open

        view = self.view
        if view is None:
            return
        document = self.documents.key
        of_document = [each for each in self._all if document in (None, each.document_id)]
        lacking = [each for each in of_document if each.missing]
        self.kinds.offer(
            [
                (place, CLEAR_NAMES[kind], counts(lacking)[kind])
                for place, kind in enumerate(Clear)
                if counts(lacking)[kind]
            ]
        )
        kind = None if self.kinds.key is None else list(Clear)[self.kinds.key]
        shown = [each for each in lacking if kind is None or kind in each.missing]
        clear = len(of_document) - len(lacking)
        self.summary.setText(
            tr(
                "{clear} trong {of_document} nhiệm vụ đã đủ 6 rõ",
                clear=formats.number(clear),
                of_document=formats.number(len(of_document)),
            )
        )
        try:
            texts = self.session.read(reading.load_rows, [e.task_id for e in shown], view.day)
        except TienDoError as error:
            self.session.failed.emit(error)
            return
        leads = {ref.id: ref.lead_id for ref in view.index.tasks}
        self.table.show_records(
            [_row(view, each, texts[each.task_id], leads[each.task_id]) for each in shown]
        )
        self._show_panel()

    def _show_panel(self) -> None:
        row, view = self.table.chosen, self.view
        if view is None:
            return
        if row is None:
            self.panel.start(tr("Mọi nhiệm vụ đã đủ 6 rõ"), tr("Không còn mục nào phải bổ sung."))
        else:
            self.panel.start(row.title, row.place)
            self.panel.button(tr("Sửa nhiệm vụ…"), "edit", self.edit, primary=True,
                              refusal=view.refusal)  # fmt: skip
            self.panel.section(tr("Còn thiếu"))
            for each in row.unclear.missing:
                self.panel.pair(CLEAR_NAMES[each], tr("cần {asked}", asked=WHAT_IS_ASKED[each]))
        self.panel.section(tr("Theo văn bản"))
        names = view.index.directory.documents
        for key, group in of_documents(self._all).items():
            lacking = {kind: count for kind, count in counts(group).items() if count}
            words = joined(", ", (small(CLEAR_NAMES[k]) + f" {n}" for k, n in lacking.items()))
            self.panel.pair(
                names[key].short_title,
                tr("thiếu {words}", words=words) if words else tr("đã đủ 6 rõ"),
            )
        self.panel.text(
            tr("Sửa thời hạn bằng Gia hạn (Ctrl+G), giao lãnh đạo ở Phân công phụ trách."),
            FontRole.SECOND,
            "text2",
        )
        self.panel.finish()


def _row(view: OfficeView, unclear: Unclear, texts: TaskRow, lead_id: int) -> _Row:
    names = view.index.directory
    code, lead = names.documents[unclear.document_id].code, names.agencies.get(lead_id)
    return _Row(
        unclear.task_id,
        f"{code} · {locator.short(texts.locator)}",
        texts.short_title or texts.title,
        lead.short_name if lead else formats.NONE_SIGN,
        unclear,
    )


_COLUMNS: Sequence[Column[_Row]] = (
    Column(tr("Nhiệm vụ"), lambda row: row.title, share=4),
    Column(tr("Văn bản, vị trí"), lambda row: row.place),
    Column(tr("Chủ trì"), lambda row: row.lead),
    Column(tr("Còn thiếu"), lambda row: row.unclear.words, share=3),
)
