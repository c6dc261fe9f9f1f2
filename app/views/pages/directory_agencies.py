"""Tab Cơ quan: names, kinds, other spellings, members, and what became of agencies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.domain import formats
from app.domain.office import Office, OfficeAgency
from app.domain.phrases import capital
from app.domain.records import AGENCY_KIND_NAMES
from app.domain.terms import span_words
from app.domain.text import fold_words
from app.views.language import tr
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole

if TYPE_CHECKING:
    from app.views.dialogs.agency_dialogs import AgencyDialog, AliasDialog, ReplacementDialog
    from app.views.dialogs.member_dialogs import ListDialog, MembersDialog
    from app.views.prompts import Prompts
    from app.views.session import Session

_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Row:
    """An agency with what the table and the search say of it."""

    agency: OfficeAgency
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    tasks: int
    words: str

    @property
    def span(self) -> str:
        """Between which days it has this name."""
        return span_words(self.agency.first, self.agency.last)


class AgenciesTab(DirectoryTab):
    """Agencies of the day, and on request those of other days."""

    title = tr("Cơ quan")

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(session, prompts, parent)
        self.table: RecordTable[_Row] = RecordTable(
            tr("Cơ quan"), _COLUMNS, lambda row: row.agency.id, several=True
        )
        self.filter = QLineEdit()
        self.filter.setProperty("compact", True)
        self.filter.setPlaceholderText(tr("Lọc tên, cách gọi, không cần dấu"))
        self.filter.setAccessibleName(tr("Lọc cơ quan"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(250)
        self.filter.setMinimumWidth(100)
        self.all_days = QCheckBox(tr("Cả tên của thời gian khác"))
        self.add_button = self.tool(tr("Thêm cơ quan…"), "plus", self.add)
        self.lay_out(self.table, [self.all_days, self.filter, self.add_button])
        self.filter.textChanged.connect(self._show_rows)
        self.filter.returnPressed.connect(self.focus_table)
        self.all_days.toggled.connect(self._show_rows)
        self.table.rows_chosen.connect(self._show_panel)
        self.table.activated_at.connect(self.edit)

    def refresh(self, view: OfficeView) -> None:
        del view
        self._show_rows()
        self._show_panel()

    def focus_table(self) -> None:
        self.table.setFocus()

    # ---- What is done

    def add(self) -> None:
        """Ask for a new agency."""
        from app.services import agencies  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.agency_dialogs import AgencyDialog  # noqa: PLC0415 - on demand

        if self.view is None or self.view.refusal:
            return
        dialog: AgencyDialog = AgencyDialog(self.view.office, None, self)
        self.open_dialog(dialog, lambda: self.run(agencies.add, dialog.entry))

    def edit(self) -> None:
        """Ask for a correction of the selected agency."""
        from app.services import agencies  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.agency_dialogs import AgencyDialog  # noqa: PLC0415 - on demand

        agency = self._chosen()
        if agency is None or self.view is None:
            return
        dialog: AgencyDialog = AgencyDialog(self.view.office, agency, self)
        self.open_dialog(dialog, lambda: self.run(agencies.edit, agency.id, dialog.entry))

    def edit_aliases(self) -> None:
        """Ask for the spellings of the selected agency."""
        from app.services import agencies  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.agency_dialogs import AliasDialog  # noqa: PLC0415 - on demand

        agency = self._chosen()
        if agency is None or self.view is None:
            return
        dialog: AliasDialog = AliasDialog(self.view.office, agency, self)
        self.open_dialog(dialog, lambda: self.run(agencies.set_aliases, agency.id, dialog.texts))

    def replace(self) -> None:
        """Ask what stands in the place of the selected agencies from a day on."""
        from app.services import agencies  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.agency_dialogs import ReplacementDialog  # noqa: PLC0415 - on demand

        view, chosen = self.view, [row.agency for row in self.table.all_chosen]
        if not chosen or view is None or view.refusal:
            return
        dialog: ReplacementDialog = ReplacementDialog(view.office, view.today, chosen, self)
        self.open_dialog(dialog, lambda: self.run(agencies.replace, dialog.replacement))

    def edit_members(self) -> None:
        """Ask who belongs to the selected collective."""
        from app.services import members  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.member_dialogs import MembersDialog  # noqa: PLC0415 - on demand

        agency, view = self._chosen(), self.view
        if agency is None or view is None:
            return
        dialog: MembersDialog = MembersDialog(view.office, view.today, agency, self)
        self.open_dialog(
            dialog,
            lambda: self.run(members.set_members, agency.id, dialog.member_ids, dialog.from_day),
        )

    def import_members(self) -> None:
        """Ask for a list of who belongs to the selected collective."""
        from app.services import members  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.member_dialogs import ListDialog  # noqa: PLC0415 - on demand

        agency, view = self._chosen(), self.view
        if agency is None or view is None:
            return
        dialog: ListDialog = ListDialog(view.office, view.today, agency, self.prompts, self)
        self.open_dialog(
            dialog,
            lambda: self.run(members.add_listed, agency.id, dialog.names, dialog.from_day),
        )

    def _chosen(self) -> OfficeAgency | None:
        row = self.table.chosen
        return row.agency if row and self.view and not self.view.refusal else None

    # ---- What is shown

    def _show_rows(self) -> None:
        view = self.view
        if view is None:
            return
        counts = Counter(ref.lead_id for ref in view.index.tasks)
        every = self.all_days.isChecked()
        wanted = fold_words(self.filter.text())
        rows = [
            row
            for agency in view.office.agencies
            if every or agency.holds(view.day)
            for row in [_row(view, agency, counts[agency.id])]
            if all(word in row.words for word in wanted)
        ]
        words = tr("{rows} cơ quan", rows=len(rows))
        self.summary.setText(words if rows else tr("Không có cơ quan nào khớp, thử ít chữ hơn"))
        self.table.show_records(rows)

    def _show_panel(self) -> None:
        view, row = self.view, self.table.chosen
        if view is None:
            return
        if row is None:
            self.panel.start(tr("Chưa chọn cơ quan"), tr("Xóa ô lọc để thấy mọi cơ quan."))
            self.panel.finish()
            return
        if len(self.table.all_chosen) > 1:
            self._show_several(view)
            return
        agency = row.agency
        self.panel.start(agency.name, _kind_words(row))
        if row.span:
            self.panel.text(capital(row.span), FontRole.SECOND, "text2")
        self._offer(agency, view.refusal)
        self._show_members(row)
        self._show_names(view.office, row)
        if agency.note:
            self.panel.section(tr("Ghi chú"))
            self.panel.text(agency.note, FontRole.SECOND, "text2")
        self.panel.finish()

    def _offer(self, agency: OfficeAgency, refusal: str) -> None:
        if agency.collective:
            button = self.panel.button
            button(tr("Thành viên…"), "users", self.edit_members, primary=True, refusal=refusal)
            button(tr("Nhập danh sách thành viên…"), "upload", self.import_members, refusal=refusal)
        own = not agency.collective
        self.panel.button(tr("Sửa…"), "edit", self.edit, primary=own, refusal=refusal)
        self.panel.button(tr("Cách gọi khác…"), "columns", self.edit_aliases, refusal=refusal)
        if agency.successor_id is None:
            self.panel.button(
                tr("Đổi tên, sáp nhập…"), "arrow-right", self.replace, refusal=refusal
            )

    def _show_several(self, view: OfficeView) -> None:
        rows = self.table.all_chosen
        self.panel.start(tr("Đã chọn {rows} cơ quan", rows=len(rows)))
        self.panel.text("\n".join(row.agency.name for row in rows), tone="text2")
        words, refusal = tr("Sáp nhập…"), view.refusal
        self.panel.button(words, "arrow-right", self.replace, primary=True, refusal=refusal)
        self.panel.finish()

    def _show_names(self, office: Office, row: _Row) -> None:
        agency = row.agency
        if row.aliases:
            self.panel.section(tr("Cách gọi khác"))
            self.panel.text("\n".join(row.aliases), tone="text2")
        before = [each for each in office.agencies if each.successor_id == agency.id]
        heir = office.agency(agency.successor_id) if agency.successor_id else None
        if before or heir:
            self.panel.section(tr("Tên gọi theo thời gian"))
        for each in before:
            self.panel.pair(each.name, span_words(each.first, each.last))
        if heir is not None:
            self.panel.pair(tr("Nay là {name}", name=heir.name), span_words(heir.first, heir.last))

    def _show_members(self, row: _Row) -> None:
        if not row.agency.collective:
            return
        self.panel.section(tr("Thành viên ({members})", members=len(row.members)))
        if not row.members:
            words = tr("Chưa có thành viên. Thêm để giao việc chung tới từng cơ quan.")
            self.panel.text(words, FontRole.SECOND, "text2")
            return
        shown = list(row.members[:_MOST_SHOWN])
        if len(row.members) > _MOST_SHOWN:
            shown.append(tr("và {members} cơ quan khác", members=len(row.members) - _MOST_SHOWN))
        self.panel.text("\n".join(shown), tone="text2")


def _row(view: OfficeView, agency: OfficeAgency, tasks: int) -> _Row:
    office = view.office
    own = (agency.name, agency.short_name)
    spelt = [a.text for a in office.aliases if a.agency_id == agency.id]
    members = [
        member.name
        for each in office.members
        if each.collective_id == agency.id and each.holds(view.day)
        if (member := office.agency(each.member_id)) is not None
    ]
    return _Row(
        agency=agency,
        aliases=tuple(text for text in spelt if text not in own),
        members=tuple(members),
        tasks=tasks,
        words=" ".join(fold_words(" ".join((*own, *spelt)))),
    )


def _kind_words(row: _Row) -> str:
    agency = row.agency
    return tr("Tên gọi chung") if agency.collective else AGENCY_KIND_NAMES[agency.kind]


def _members_words(row: _Row) -> str:
    return formats.number(len(row.members)) if row.agency.collective else ""


_COLUMNS: tuple[Column[_Row], ...] = (
    Column(tr("Tên cơ quan"), lambda row: row.agency.name, share=5),
    Column(tr("Tên gọi gọn"), lambda row: row.agency.short_name, share=3),
    Column(tr("Loại"), _kind_words, share=4),
    Column(tr("Cách gọi khác"), lambda row: formats.count(len(row.aliases)), right=True),
    Column(tr("Thành viên"), _members_words, right=True),
    Column(tr("Nhiệm vụ"), lambda row: formats.count(row.tasks), right=True),
)
