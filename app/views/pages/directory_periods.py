"""Tab Kỳ báo cáo: periods with their closing days, chốt số liệu, opening again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.reporting_periods import PERIOD_KIND_NAMES, PeriodRecord, closing_refusal
from app.views.language import tr
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole

if TYPE_CHECKING:
    from app.views.dialogs.period_dialogs import ClosingDayDialog, PeriodDialog, ReopenDialog
    from app.views.prompts import Prompts
    from app.views.session import Session

_CLOSE = tr("Chốt số liệu")


class PeriodsTab(DirectoryTab):
    """Reporting periods; a closed one keeps its figures until a person opens it again."""

    title = tr("Kỳ báo cáo")

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(session, prompts, parent)
        self.table: RecordTable[PeriodRecord] = RecordTable(
            tr("Kỳ báo cáo"), _COLUMNS, lambda period: period.id
        )
        self.add_button = self.tool(tr("Thêm kỳ…"), "plus", self.add)
        self.lay_out(self.table, [self.add_button])
        self.table.rows_chosen.connect(self._show_panel)

    def refresh(self, view: OfficeView) -> None:
        closed = sum(period.closing is not None for period in view.periods)
        count = len(view.periods)
        words = (
            tr("{count} kỳ báo cáo, {closed} kỳ đã chốt số liệu", count=count, closed=closed)
            if count
            else tr("Chưa có kỳ nào")
        )
        self.summary.setText(words)
        self.table.show_records(view.periods)
        self._show_panel()

    def focus_table(self) -> None:
        self.table.setFocus()

    def add(self) -> None:
        """Ask for a period and add it."""
        from app.services import closing  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.period_dialogs import PeriodDialog  # noqa: PLC0415 - on demand

        if self.view is None or self.view.refusal:
            return
        dialog: PeriodDialog = PeriodDialog(self.view.periods, self.view.today, self)
        self.open_dialog(dialog, lambda: self.run(closing.add, dialog.period))

    def close_period(self) -> None:
        """Close the selected period, after a question: what is kept then does not change."""
        from app.services import closing  # noqa: PLC0415 - the ORM is for writing only

        period = self.table.chosen
        if self.view is None or period is None or self._close_refusal(period):
            return
        day = formats.date_in_text(period.closes_on)
        question = tr(
            "Chốt số liệu {name}, tính đến hết ngày {day}?\n\nTừ nay số liệu và biểu của "
            "ngày này giữ nguyên như bây giờ, kể cả khi có người nhập thêm hoặc sửa sau này.",
            name=period.name,
            day=day,
        )
        if self.prompts.ask(self, _CLOSE, question, _CLOSE):
            self.run(closing.close, period.id)

    def reopen(self) -> None:
        """Ask for the reason and open the selected period again."""
        from app.services import closing  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.period_dialogs import ReopenDialog  # noqa: PLC0415 - on demand

        view, period = self.view, self.table.chosen
        if view is None or period is None or view.refusal or period.closing is None:
            return
        dialog: ReopenDialog = ReopenDialog(period, self)
        self.open_dialog(dialog, lambda: self.run(closing.reopen, period.id, dialog.reason))

    def move_day(self) -> None:
        """Ask for another closing day of the selected period."""
        from app.services import closing  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.period_dialogs import ClosingDayDialog  # noqa: PLC0415 - on demand

        view, period = self.view, self.table.chosen
        if view is None or period is None or view.refusal or period.closing is not None:
            return
        dialog: ClosingDayDialog = ClosingDayDialog(period, self)
        self.open_dialog(dialog, lambda: self.run(closing.move_closing_day, period.id, dialog.day))

    def remove(self) -> None:
        """Take the selected period away; one that was closed once stays."""
        from app.services import closing  # noqa: PLC0415 - the ORM is for writing only

        period = self.table.chosen
        if self.view is not None and not self.view.refusal and period and not period.closings:
            self.run(closing.remove, period.id)

    def show_day(self) -> None:
        """Show the register as of the closing day of the selected period."""
        if (period := self.table.chosen) is not None:
            self.session.set_as_of(min(period.closes_on, self.session.today))

    def _close_refusal(self, period: PeriodRecord) -> str:
        if self.view is None:
            return ""
        return self.view.refusal or closing_refusal(period, self.view.today) or ""

    def _show_panel(self) -> None:
        view, period = self.view, self.table.chosen
        if view is None:
            return
        if period is None:
            self.panel.start(tr("Chốt số liệu"))
            self.panel.text(
                tr(
                    "Thêm kỳ báo cáo (tháng, quý, 6 tháng, năm hoặc kỳ họp), đến hôm sau ngày chốt "
                    "thì chốt số liệu: biểu của ngày ấy in lại lúc nào cũng như cũ."
                ),
                tone="text2",
            )
            self.panel.finish()
            return
        self.panel.start(period.name, PERIOD_KIND_NAMES[period.kind])
        if period.closing is None:
            refusal = self._close_refusal(period)
            self.panel.button(_CLOSE, "lock", self.close_period, primary=True, refusal=refusal)
            if refusal and not view.refusal:
                self.panel.text(refusal, FontRole.SECOND, "text2")
            self.panel.button(tr("Đổi ngày chốt…"), "edit", self.move_day, refusal=view.refusal)
            if not period.closings:
                self.panel.button(tr("Bỏ kỳ này"), "close", self.remove, refusal=view.refusal)
        else:
            self.panel.button(tr("Xem số liệu ngày chốt"), "search", self.show_day, primary=True)
            self.panel.button(tr("Mở lại…"), "undo", self.reopen, refusal=view.refusal)
        self.panel.section(tr("Số liệu"))
        if period.begins_on is not None:
            self.panel.pair(tr("Từ ngày"), formats.date_in_table(period.begins_on))
        self.panel.pair(tr("Đến hết ngày"), formats.date_in_table(period.closes_on))
        self._show_closings(period)
        self.panel.finish()

    def _show_closings(self, period: PeriodRecord) -> None:
        if not period.closings:
            return
        self.panel.section(tr("Các lần chốt"))
        for closing in reversed(period.closings):
            self.panel.pair(formats.moment(closing.closed_at), closing.closed_by)
            self.panel.text(
                tr(
                    "{tasks} nhiệm vụ · vân tay {fingerprint}",
                    tasks=formats.number(closing.tasks),
                    fingerprint=closing.fingerprint,
                ),
                FontRole.SECOND,
                "text2",
            )
            if closing.reopened_at is not None:
                words = tr(
                    "Mở lại lúc {reopened_at}, {reopened_by}",
                    reopened_at=formats.moment(closing.reopened_at),
                    reopened_by=closing.reopened_by,
                )
                self.panel.text(f"{words}: {closing.reason}", FontRole.SECOND)


def _who(period: PeriodRecord) -> str:
    return period.closing.closed_by if period.closing else ""


_COLUMNS: tuple[Column[PeriodRecord], ...] = (
    Column(tr("Kỳ"), lambda period: period.name, share=2),
    Column(
        tr("Số liệu từ"),
        lambda period: formats.date_in_table(period.begins_on) if period.begins_on else "",
    ),
    Column(tr("Ngày chốt"), lambda period: formats.date_in_table(period.closes_on)),
    Column(tr("Tình trạng"), lambda period: period.state_words, share=2),
    Column(tr("Người chốt"), _who),
)
