"""Reporting periods of the office, and chốt số liệu: the figures of a closed day never change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain import formats
from app.domain.periods import Period, Recurrence, last_closed, next_closing
from app.domain.phrases import capital, phrase

_PROPOSED_BACK = {
    Recurrence.MONTHLY: 3,
    Recurrence.QUARTERLY: 2,
    Recurrence.SEMIANNUAL: 1,
    Recurrence.ANNUAL: 1,
}
"""How many periods of a kind that are over are proposed."""


class PeriodKind(StrEnum):
    """What a period is; ``OWN`` is one that the office sets itself, as for a meeting."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    OWN = "own"


PERIOD_KIND_NAMES = {
    PeriodKind.MONTH: phrase("Tháng"),
    PeriodKind.QUARTER: phrase("Quý"),
    PeriodKind.HALF: phrase("6 tháng"),
    PeriodKind.YEAR: phrase("Năm"),
    PeriodKind.OWN: phrase("Kỳ riêng"),
}
_KINDS = {
    Recurrence.MONTHLY: PeriodKind.MONTH,
    Recurrence.QUARTERLY: PeriodKind.QUARTER,
    Recurrence.SEMIANNUAL: PeriodKind.HALF,
    Recurrence.ANNUAL: PeriodKind.YEAR,
}


@dataclass(frozen=True, slots=True)
class ProposedPeriod:
    """A period that can be added: kind, name, and the days of its figures.

    ``begins_on`` is None where only its last day matters.
    """

    kind: PeriodKind
    name: str
    begins_on: dt.date | None
    closes_on: dt.date


@dataclass(frozen=True, slots=True)
class ClosingRecord:
    """One closing of a period.

    Attributes:
        id: of the closing.
        closes_on: the day whose figures it keeps.
        fingerprint: of what it keeps.
        tasks: how many tasks it keeps.
        closed_at: local time.
        closed_by: who.
        reopened_at: local time, None while it is in force.
        reopened_by: who opened it again.
        reason: why.
    """

    id: int
    closes_on: dt.date
    fingerprint: str
    tasks: int
    closed_at: dt.datetime
    closed_by: str
    reopened_at: dt.datetime | None
    reopened_by: str
    reason: str

    @property
    def in_force(self) -> bool:
        """Whether it still holds."""
        return self.reopened_at is None


@dataclass(frozen=True, slots=True)
class PeriodRecord:
    """A period with its closings, oldest first."""

    id: int
    kind: PeriodKind
    name: str
    begins_on: dt.date | None
    closes_on: dt.date
    closings: Sequence[ClosingRecord] = ()

    @property
    def closing(self) -> ClosingRecord | None:
        """The closing in force, if it is closed."""
        return next((each for each in self.closings if each.in_force), None)

    @property
    def state_words(self) -> str:
        """Whether it is closed, since when and by whom."""
        found = self.closing
        if found is not None:
            return phrase("Đã chốt lúc {closed_at}", closed_at=formats.moment(found.closed_at))
        return phrase("Đã mở lại") if self.closings else phrase("Chưa chốt")


def proposed(today: dt.date, known: Iterable[str]) -> list[ProposedPeriod]:
    """Return the periods of the calendar that an office may want now, newest closing first.

    Closing days are those of Nghị định 09/2019/NĐ-CP, Điều 12; the office may choose another.

    Args:
        today: of each kind the one that is open on this day, and some that are over.
        known: names that are taken.
    """
    taken = {name.casefold() for name in known}
    found: list[Period] = []
    for recurrence, count in _PROPOSED_BACK.items():
        found.append(next_closing(recurrence, today))
        period = last_closed(recurrence, today)
        for _ in range(count):
            found.append(period)
            period = period.previous()
    made = [of_calendar(period) for period in found]
    return sorted(
        (each for each in made if each.name.casefold() not in taken),
        key=lambda each: (each.closes_on, list(PeriodKind).index(each.kind)),
        reverse=True,
    )


def of_calendar(period: Period) -> ProposedPeriod:
    """Return a month, quarter, half-year or year as a period of the office."""
    words = period.words
    begins_on = period.previous().closing_day + dt.timedelta(days=1)
    name = capital(words)
    return ProposedPeriod(_KINDS[period.recurrence], name, begins_on, period.closing_day)


def closing_refusal(period: PeriodRecord, today: dt.date) -> str | None:
    """Return why a period cannot be closed, or None if it can.

    A day is closed when it is over: what is entered in its course still belongs to it.
    """
    if period.closing is not None:
        return phrase("{name} đã chốt số liệu.", name=period.name)
    if period.closes_on >= today:
        day = formats.date_in_text(period.closes_on)
        return phrase("Chốt được từ hôm sau ngày chốt: số liệu tính đến hết ngày {day}.", day=day)
    return None


def reopening_refusal(period: PeriodRecord, reason: str) -> str | None:
    """Return why a closed period cannot be opened again, or None if it can."""
    if period.closing is None:
        return phrase("{name} chưa chốt số liệu.", name=period.name)
    if not reason.strip():
        return phrase("Hãy ghi lý do mở lại số liệu đã chốt.")
    return None


def period_refusal(name: str, begins_on: dt.date | None, closes_on: dt.date) -> str | None:
    """Return why a period cannot be kept so, or None if it can."""
    if not name.strip():
        return phrase("Hãy ghi tên kỳ.")
    if begins_on is not None and begins_on > closes_on:
        return phrase("Ngày đầu kỳ không được sau ngày chốt.")
    return None
