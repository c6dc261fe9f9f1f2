"""Tab Lãnh đạo: terms of office in the order of precedence, and the agencies of each."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.office import PortfolioRecord, TermRecord
from app.domain.phrases import capital
from app.domain.terms import span_words
from app.views.language import tr
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole

if TYPE_CHECKING:
    from app.views.dialogs.term_dialog import LeavingDialog, PromotionDialog, TermDialog
    from app.views.prompts import Prompts
    from app.views.session import Session

_NOT_KNOWN = tr("chưa ghi")


@dataclass(frozen=True, slots=True)
class _Row:
    """A term with what the leader has on the day."""

    term: TermRecord
    held: tuple[PortfolioRecord, ...]
    tasks: int
    in_office: bool


class OfficialsTab(DirectoryTab):
    """Leaders; what changes in the middle of a year is changed from a day."""

    title = tr("Lãnh đạo")

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(session, prompts, parent)
        self.table: RecordTable[_Row] = RecordTable(
            tr("Lãnh đạo"), _COLUMNS, lambda row: row.term.id
        )
        self.add_button = self.tool(tr("Thêm lãnh đạo…"), "plus", self.add)
        self.lay_out(self.table, [self.add_button])
        self.table.rows_chosen.connect(self._show_panel)
        self.table.activated_at.connect(self.edit)

    def refresh(self, view: OfficeView) -> None:
        rows = [_row(view, term) for term in view.office.terms]
        gone = sum(not row.in_office for row in rows)
        words = tr("{rows} lãnh đạo đang giữ chức vụ", rows=len(rows) - gone)
        past = tr(", {gone} chức vụ của thời gian khác", gone=gone) if gone else ""
        self.summary.setText(
            tr(
                "{words} ngày {day}{past}",
                words=words,
                day=formats.date_in_text(view.day),
                past=past,
            )
        )
        self.table.show_records(rows)
        self._show_panel()

    def focus_table(self) -> None:
        self.table.setFocus()

    # ---- What is done

    def add(self) -> None:
        """Ask for a new leader."""
        from app.services import officials  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.term_dialog import TermDialog  # noqa: PLC0415 - on demand

        if self.view is None or self.view.refusal:
            return
        dialog: TermDialog = TermDialog(self.view.office, self.view.today, None, self)
        self.open_dialog(dialog, lambda: self.run(officials.add, dialog.entry))

    def edit(self) -> None:
        """Ask for a correction of the selected term."""
        from app.services import officials  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.term_dialog import TermDialog  # noqa: PLC0415 - on demand

        term = self._chosen()
        if term is None or self.view is None:
            return
        dialog: TermDialog = TermDialog(self.view.office, self.view.today, term, self)
        self.open_dialog(dialog, lambda: self.run(officials.edit, term.id, dialog.entry))

    def promote(self) -> None:
        """Ask for another position from a day."""
        from app.services import officials  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.term_dialog import PromotionDialog  # noqa: PLC0415 - on demand

        term = self._chosen()
        if term is None or self.view is None:
            return
        dialog: PromotionDialog = PromotionDialog(self.view.office, self.view.today, term, self)
        self.open_dialog(dialog, lambda: self.run(officials.promote, term.id, dialog.entry))

    def leave(self) -> None:
        """Ask for the last day in office, and who takes over."""
        from app.services import officials  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.term_dialog import LeavingDialog  # noqa: PLC0415 - on demand

        term = self._chosen()
        if term is None or self.view is None:
            return
        dialog: LeavingDialog = LeavingDialog(self.view.office, self.view.today, term, self)
        self.open_dialog(
            dialog,
            lambda: self.run(officials.leave, term.id, dialog.last_day, dialog.successor),
        )

    def rank(self, step: int) -> None:
        """Move the selected leader in the order of precedence."""
        from app.services import officials  # noqa: PLC0415 - the ORM is for writing only

        if (term := self._chosen()) is not None:
            self.run(officials.move, term.id, step)

    def _chosen(self) -> TermRecord | None:
        row = self.table.chosen
        return row.term if row and self.view and not self.view.refusal else None

    # ---- What is shown

    def _show_panel(self) -> None:
        view, row = self.view, self.table.chosen
        if view is None:
            return
        if row is None:
            self.panel.start(tr("Chưa có lãnh đạo nào"), tr("Bấm Thêm lãnh đạo để bắt đầu."))
            self.panel.finish()
            return
        term, refusal = row.term, view.refusal
        self.panel.start(term.name, term.position)
        spoken = span_words(term.first, term.last)
        known = capital(spoken) if spoken else tr("Chưa ghi thời gian giữ chức vụ")
        self.panel.text(known, FontRole.SECOND, "text2")
        self.panel.button(tr("Sửa…"), "edit", self.edit, primary=True, refusal=refusal)
        if term.last is None or term.last > view.today:
            self.panel.button(tr("Đổi chức vụ…"), "flag", self.promote, refusal=refusal)
            self.panel.button(tr("Thôi giữ chức vụ…"), "minus", self.leave, refusal=refusal)
        self.panel.begin_row()
        self.panel.button(tr("Lên"), "chevron-up", lambda: self.rank(-1), refusal=refusal)
        self.panel.button(tr("Xuống"), "chevron-down", lambda: self.rank(1), refusal=refusal)
        self.panel.end_row()
        self._show_held(view, row)
        self.panel.finish()

    def _show_held(self, view: OfficeView, row: _Row) -> None:
        self.panel.section(tr("Cơ quan phụ trách"))
        if not row.held:
            words = tr("Chưa phụ trách cơ quan nào. Giao ở thẻ Phân công phụ trách.")
            self.panel.text(
                words if row.in_office else tr("Không giữ chức vụ vào ngày này."),
                FontRole.SECOND,
                "text2",
            )
        for portfolio in row.held:
            agency = view.office.agency(portfolio.agency_id)
            mark = "" if portfolio.confirmed else tr(" (gợi ý)")
            words = span_words(portfolio.first, portfolio.last)
            self.panel.pair(f"{agency.name if agency else ''}{mark}", words)


def _row(view: OfficeView, term: TermRecord) -> _Row:
    office, day = view.office, view.day
    in_office = term.holds(day)
    held = tuple(
        portfolio
        for portfolio in office.portfolios
        if in_office and portfolio.holds(day)
        if office.term_on(portfolio.official_id, day) == term
    )
    counts = Counter(ref.leader_id for ref in view.index.tasks)
    return _Row(term, held, counts[term.id], in_office)


def _day(day: dt.date | None) -> str:
    return formats.date_in_table(day) if day is not None else _NOT_KNOWN


def _held_words(row: _Row) -> str:
    suggested = sum(not portfolio.confirmed for portfolio in row.held)
    count = formats.count(len(row.held))
    return (
        tr("{count} ({suggested} gợi ý)", count=count, suggested=suggested) if suggested else count
    )


def _last_words(row: _Row) -> str:
    return formats.date_in_table(row.term.last) if row.term.last else ""


_COLUMNS: tuple[Column[_Row], ...] = (
    Column(tr("Họ và tên"), lambda row: row.term.name, share=2),
    Column(tr("Chức vụ"), lambda row: row.term.position, share=3),
    Column(tr("Từ ngày"), lambda row: _day(row.term.first)),
    Column(tr("Đến ngày"), _last_words),
    Column(tr("Cơ quan phụ trách"), _held_words, right=True),
    Column(tr("Nhiệm vụ"), lambda row: formats.count(row.tasks), right=True),
)
