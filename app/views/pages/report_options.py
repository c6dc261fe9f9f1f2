"""What some sheets ask for beside their scope: a day to compare with, a period, a meeting."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.changes import month_before
from app.domain.result_period import ResultPeriod, offered, usual
from app.services.printing import FORMS, SheetKind
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.day_field import DayField
from app.views.widgets.labels import label
from app.views.widgets.period_field import PeriodField

_CHANGES = tr("Kèm thay đổi từ kỳ trước")


class ReportOptions(QWidget):
    """Asks for them; `changed` comes after every choice of a person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with the usual choices of a day that `show_day` tells."""
        super().__init__(parent)
        today = dt.date(2000, 1, 31)
        self._as_of = today
        self._with_changes = QCheckBox(_CHANGES)
        self._since = DayField(month_before(today), tr("So với ngày"))
        self._since_chosen = False
        self._meeting = DayField(today, tr("Ngày họp"))
        self._meeting_chosen = False
        self._period = PeriodField()
        self._period.setAccessibleName(tr("Kỳ số liệu chỉ tiêu"))
        self._period.setMinimumContentsLength(10)
        self._period_chosen = False
        self._since_row = _row(tr("So với ngày"), self._since)
        self._meeting_row = _row(tr("Ngày họp"), self._meeting)
        self._period_row = _row(tr("Kỳ chỉ tiêu"), self._period)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        for widget in (self._with_changes, self._since_row, self._period_row, self._meeting_row):
            column.addWidget(widget)
        self._kind = SheetKind.TRACKING
        self._with_changes.clicked.connect(self._changes_clicked)
        self._since.day_chosen.connect(self._since_changed)
        self._meeting.day_chosen.connect(self._meeting_changed)
        self._period.period_chosen.connect(self._period_changed)

    @property
    def since(self) -> dt.date | None:
        """The day that is compared with; None for sheet 2 without changes."""
        if self._kind is SheetKind.SUMMARY and not self._with_changes.isChecked():
            return None
        return self._since.shown

    @property
    def period(self) -> ResultPeriod | None:
        """Up to which results of indicators count."""
        return self._period.period

    @property
    def meeting_on(self) -> dt.date:
        """The day of the meeting."""
        return self._meeting.shown

    def show_day(self, as_of: dt.date) -> None:
        """Offer what belongs to an as-of day; what a person has chosen stays where it can."""
        self._as_of = as_of
        self._since.set_latest(as_of - dt.timedelta(days=1))
        if not self._since_chosen or self._since.shown >= as_of:
            self._since.show_day(month_before(as_of))
        if not self._meeting_chosen:
            self._meeting.show_day(as_of)
        periods, chosen = offered(as_of), self.period
        if not self._period_chosen or chosen is None or chosen not in periods:
            chosen = usual(as_of)
        self._period.offer(periods, chosen)

    def choose_period(self, period: ResultPeriod) -> None:
        """Choose for the user: the period that another page shows."""
        self._period_chosen = True
        self._period.offer(offered(self._as_of), period)

    def show_for(self, kind: SheetKind) -> None:
        """Show what a kind of sheet takes."""
        self._kind = kind
        form = FORMS[kind]
        summary = kind is SheetKind.SUMMARY
        self._with_changes.setVisible(summary)
        self._since_row.setVisible(form.since and (not summary or self._with_changes.isChecked()))
        self._period_row.setVisible(form.period)
        self._meeting_row.setVisible(form.meeting)

    def _changes_clicked(self) -> None:
        self.show_for(self._kind)
        self.changed.emit()

    def _since_changed(self) -> None:
        self._since_chosen = True
        self.changed.emit()

    def _meeting_changed(self) -> None:
        self._meeting_chosen = True
        self.changed.emit()

    def _period_changed(self, _period: ResultPeriod) -> None:
        self._period_chosen = True
        self.changed.emit()


def _row(words: str, field: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    layout.addWidget(label(words, FontRole.BODY, "text2"), 1)
    layout.addWidget(field)
    return row
