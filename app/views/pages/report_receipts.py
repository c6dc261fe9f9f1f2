"""Opens the dialog of one report date and writes what is recorded in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.domain.errors import TienDoError
from app.views.language import tr

if TYPE_CHECKING:
    from app.domain.report_dates import ReportDate
    from app.views.actions import Actions
    from app.views.dialogs.receipts_dialog import ReceiptsDialog
    from app.views.session import Session

_READ_ONLY = tr("Đang xem một ngày đã qua: chuyển Ngày báo cáo về hôm nay để ghi nhận.")


class ReportReceipts(QObject):
    """One dialog at a time; it is read anew after every change."""

    def __init__(self, session: Session, actions: Actions, page: QWidget) -> None:
        """Belong to a page."""
        super().__init__(page)
        self._session, self._actions, self._page = session, actions, page
        self.dialog: ReceiptsDialog | None = None
        session.index_changed.connect(self._refresh)

    def open(self, date: ReportDate) -> None:
        """Show who owes a report."""
        from app.services import report_dates  # noqa: PLC0415 - a register is open
        from app.views.dialogs.receipts_dialog import ReceiptsDialog  # noqa: PLC0415 - on demand

        if self.dialog is not None:
            return
        today = self._session.today

        def refuse(shown: ReportDate, agencies: Sequence[int], day: dt.date | None) -> str | None:
            if self._session.is_past:
                return _READ_ONLY
            return report_dates.receipt_refusal(shown, agencies, day, today)

        dialog = ReceiptsDialog(
            date, today, refuse, self._page, read_only=_READ_ONLY if self._session.is_past else ""
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.recorded.connect(
            lambda agencies, day: self._run(report_dates.record, agencies, day, today)
        )
        dialog.taken_back.connect(lambda ids: self._run(report_dates.take_back, ids, today))
        dialog.switched.connect(lambda day: self._run(report_dates.switch_on, day))
        dialog.undo_asked.connect(self._undo)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _run(self, service: object, *arguments: object) -> None:
        if self.dialog is not None and not self._session.is_past:
            date = self.dialog.date
            self._session.run(service, date, *arguments, owner=self)  # type: ignore[arg-type]

    def _undo(self) -> None:
        if self._actions.undo.isEnabled():
            self._actions.undo.trigger()

    def _refresh(self) -> None:
        from app.services import report_dates  # noqa: PLC0415 - a register is open

        if self.dialog is None:
            return
        shown = self.dialog.date
        day = shown.period.closing_day
        try:
            found = self._session.read(report_dates.load_dates, day, day, self._session.as_of)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        same = [d for d in found.dates if (d.duty.id, d.period.key) == (
            shown.duty.id, shown.period.key)]  # fmt: skip
        if same:
            self.dialog.show_date(same[0])

    def _forget(self) -> None:
        self.dialog = None
