"""What is done with indicators: results entered or read from a file, a judging target chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from app.domain.indicators import TargetRecord
    from app.views.pages.indicators_page import IndicatorsPage
    from app.views.prompts import Prompts
    from app.views.session import Session

PAST = "Đang xem ngày đã qua: chỉ xem, không ghi"


class IndicatorActs(QObject):
    """Opens the dialogs of the page Chỉ tiêu and runs what they were filled with."""

    def __init__(self, page: IndicatorsPage, session: Session, prompts: Prompts) -> None:
        """Act for a page."""
        super().__init__(page)
        self._page, self._session, self._prompts = page, session, prompts

    def show_past(self, *, past: bool) -> None:
        """Offer nothing that writes while a past day is on show."""
        pane = self._page.list
        for button in (pane.entry_button, pane.import_button):
            if not button.property("ownTip"):
                button.setProperty("ownTip", button.toolTip())
            button.setEnabled(not past)
            button.setToolTip(PAST if past else str(button.property("ownTip")))

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
