"""What is done with indicators: results entered or read from a file, a judging target chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from app.views.language import tr
from app.views.tips import safe_tip

if TYPE_CHECKING:
    from app.background.jobs import Job
    from app.domain.indicators import TargetRecord
    from app.domain.result_report import ReportTable
    from app.views.pages.indicators_page import IndicatorsPage
    from app.views.prompts import Prompts
    from app.views.session import Session

_REPORTS = ((tr("Báo cáo Excel, Word, PDF"), "*.xlsx *.docx *.pdf *.txt"),)
PAST = tr("Đang xem ngày đã qua: chỉ xem, không ghi")


class IndicatorActs(QObject):
    """Opens the dialogs of the page Chỉ tiêu and runs what they were filled with."""

    def __init__(self, page: IndicatorsPage, session: Session, prompts: Prompts) -> None:
        """Act for a page."""
        super().__init__(page)
        self._page, self._session, self._prompts = page, session, prompts
        self._reading: Job | None = None

    def show_past(self, *, past: bool) -> None:
        """Offer nothing that writes while a past day is on show."""
        pane = self._page.list
        for button in (pane.entry_button, pane.import_button):
            if not button.property("ownTip"):
                button.setProperty("ownTip", button.toolTip())
            button.setEnabled(not past)
            button.setToolTip(safe_tip(PAST if past else str(button.property("ownTip"))))

    def enter(self, indicator_id: int = 0) -> None:
        """Open the grid of results; with an indicator, at its row."""
        from app.services import measurements  # noqa: PLC0415 - the dialog is opened late
        from app.views.dialogs.results_dialog import ResultsDialog  # noqa: PLC0415

        page, book = self._page, self._page.book
        if book is None or self._session.is_past:
            return
        dialog = ResultsDialog(book, page.listed, self._session.today, self._prompts, page.window())
        if indicator_id:
            dialog.go_to(indicator_id)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.batch is not None:
            self._session.run(
                measurements.record_results, dialog.batch, self._session.today, owner=self
            )
        dialog.deleteLater()

    def import_file(self) -> None:
        """Read results from a file, show what they would change, and record what was ticked."""
        from app.services import result_files  # noqa: PLC0415 - reading a file is seldom

        if self._page.book is None or self._session.is_past or self._reading is not None:
            return
        path = self._prompts.open_path(
            self._page.window(), tr("Chọn báo cáo kết quả"), Path.home(), _REPORTS
        )
        if path is None:
            return
        self._reading = self._session.jobs.run_in_pool(
            lambda job: result_files.read_report(path, lambda: job.cancelled),
            owner=self,
            done=lambda tables: self._show_report(path.name, tables),
            failed=self._not_read,
        )

    def _show_report(self, name: str, tables: list[ReportTable]) -> None:
        from app.services import measurements  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.result_import_dialog import ResultImportDialog  # noqa: PLC0415

        self._reading = None
        if (book := self._page.book) is None or self._session.is_past:
            return
        today = self._session.today
        dialog = ResultImportDialog(name, tables, book, today, self._page.window())
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.batch is not None:
            self._session.run(measurements.record_results, dialog.batch, today, owner=self)
        dialog.deleteLater()

    def _not_read(self, error: Exception) -> None:
        self._reading = None
        self._session.failed.emit(error)

    def choose_judging(self, indicator_id: int, target: TargetRecord, year: int) -> None:
        """Let a target judge an indicator in a year."""
        from app.services import measurements  # noqa: PLC0415 - the ORM is for writing only

        self._session.run(
            measurements.choose_judging_target,
            indicator_id,
            target,
            year,
            self._session.today,
            owner=self,
        )
