"""A time limit of the four kinds: a day, a period, a recurrence, or none."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.domain import formats
from app.domain.periods import Period, Recurrence, parse_period
from app.domain.phrases import capital
from app.domain.time_limit import RECURRENCE_WORDS, TimeLimit, TimeLimitKind
from app.views.language import told, tr
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.typed_date_field import TypedDateField

KIND_NAMES = {
    TimeLimitKind.DATE: tr("Đến ngày"),
    TimeLimitKind.PERIOD: tr("Trong kỳ"),
    TimeLimitKind.CONTINUING: tr("Thường xuyên, định kỳ"),
    TimeLimitKind.UNDETERMINED: tr("Chưa xác định"),
}
_KINDS = list(KIND_NAMES)
_RECURRENCES = [each for each in Recurrence if each is not Recurrence.ONCE]


class LimitField(QWidget):
    """Two fields: the kind, and what belongs to it."""

    changed = Signal()

    def __init__(self, today: dt.date, first: TimeLimit, parent: QWidget | None = None) -> None:
        """Show a limit.

        Args:
            today: periods are offered from this year on.
            first: the limit shown first; a kind without a day begins with today.
            parent: the form.
        """
        super().__init__(parent)
        self.kind = _combo(tr("Loại thời hạn"), [KIND_NAMES[kind] for kind in _KINDS])
        self.date = TypedDateField(first.due_on or today, tr("Ngày hết hạn"), today.year)
        self._periods = _periods(today)
        self._offer(first)
        self.period = _combo(tr("Kỳ"), [capital(period.words) for period in self._periods])
        self.recurrence = _combo(tr("Định kỳ"), [RECURRENCE_WORDS[each] for each in _RECURRENCES])
        self.recurrence.setCurrentIndex(_RECURRENCES.index(Recurrence.MONTHLY))
        self._values = QStackedWidget(self)
        for value in (self.date, self.period, self.recurrence, QWidget()):
            self._values.addWidget(value)
        self._values.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind, 1)
        row.addWidget(self._values, 1)
        FocusDoor(self, self.kind)
        self.show_limit(first)
        self.kind.currentIndexChanged.connect(self._values.setCurrentIndex)
        for combo in (self.kind, self.period, self.recurrence):
            combo.currentIndexChanged.connect(self.changed)
        self.date.day_changed.connect(self.changed)

    @property
    def limit(self) -> TimeLimit | None:
        """The limit as it is understood; None where the day is none."""
        match _KINDS[self.kind.currentIndex()]:
            case TimeLimitKind.DATE:
                day = self.date.day
                return None if day is None else TimeLimit(TimeLimitKind.DATE, day)
            case TimeLimitKind.PERIOD:
                period = self._periods[self.period.currentIndex()]
                return TimeLimit(TimeLimitKind.PERIOD, period.last_day, period.key)
            case TimeLimitKind.CONTINUING:
                recurrence = _RECURRENCES[self.recurrence.currentIndex()]
                return TimeLimit(TimeLimitKind.CONTINUING, recurrence=recurrence)
            case _:
                return TimeLimit(TimeLimitKind.UNDETERMINED)

    def show_limit(self, limit: TimeLimit) -> None:
        """Show another limit; a day that is typed stays where the limit has none."""
        if limit.kind is TimeLimitKind.DATE and limit.due_on not in (None, self.date.day):
            self.date.setText(formats.date_in_table(limit.due_on))
        place = _KINDS.index(limit.kind)
        self.kind.setCurrentIndex(place)
        self._values.setCurrentIndex(place)
        keys = [period.key for period in self._periods]
        if limit.period in keys:
            self.period.setCurrentIndex(keys.index(limit.period))
        if limit.recurrence in _RECURRENCES:
            self.recurrence.setCurrentIndex(_RECURRENCES.index(limit.recurrence))

    def _offer(self, limit: TimeLimit) -> None:
        """Offer the period that a limit has: one of a document may be over, or far ahead."""
        if limit.period is None:
            return
        period = parse_period(limit.period)
        if period not in self._periods:
            self._periods = sorted([*self._periods, period], key=lambda p: p.last_day)


def _periods(today: dt.date) -> list[Period]:
    """Return the periods of this year and the next that are not over, the soonest end first."""
    kinds = (
        (Recurrence.MONTHLY, 12),
        (Recurrence.QUARTERLY, 4),
        (Recurrence.SEMIANNUAL, 2),
        (Recurrence.ANNUAL, 1),
    )
    found = [
        Period(year, index, kind)
        for year in (today.year, today.year + 1)
        for kind, count in kinds
        for index in range(1, count + 1)
    ]
    return sorted((p for p in found if p.last_day >= today), key=lambda p: p.last_day)


def _combo(name: str, items: list[str]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(name)
    combo.addItems([told(item) for item in items])
    combo.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return combo
