"""Reporting periods: months, quarters, half-years, years, and the day on which each is closed.

Closing days follow Nghị định 09/2019/NĐ-CP, Điều 12: a month is counted to its 14th, a quarter
and a half-year to the 14th of their last month, a year to 14 December.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from app.domain.phrases import phrase

_CLOSING_DAY_OF_MONTH = 14
_KEY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})|W(\d{2})))?")


class Recurrence(StrEnum):
    """How often a duty returns. ``CONTINUOUS`` is "thường xuyên", without a period of its own."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    CONTINUOUS = "continuous"
    ONCE = "once"


_MONTHS = {
    Recurrence.MONTHLY: 1,
    Recurrence.QUARTERLY: 3,
    Recurrence.SEMIANNUAL: 6,
    Recurrence.ANNUAL: 12,
}


def last_day_of(year: int, month: int) -> dt.date:
    """Return the last day of a month.

    By itself, for Python's calendar module reads the system's locales when it is imported, which
    takes as long as opening the register.
    """
    if month == 12:
        return dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A week, month, quarter, half-year or year.

    Attributes:
        year: calendar year (ISO year for weeks).
        index: 1-based place in the year (week 1–53, month 1–12, quarter 1–4, half 1–2, year 1).
        recurrence: which of the five kinds.
    """

    year: int
    index: int
    recurrence: Recurrence

    @property
    def key(self) -> str:
        """Permanent text form: ``2026-W07``, ``2026-09``, ``2026-Q3``, ``2026-H1``, ``2026``."""
        match self.recurrence:
            case Recurrence.WEEKLY:
                return f"{self.year}-W{self.index:02d}"
            case Recurrence.MONTHLY:
                return f"{self.year}-{self.index:02d}"
            case Recurrence.QUARTERLY:
                return f"{self.year}-Q{self.index}"
            case Recurrence.SEMIANNUAL:
                return f"{self.year}-H{self.index}"
            case _:
                return str(self.year)

    @property
    def last_day(self) -> dt.date:
        """Last calendar day: a task "trong quý III/2026" is due on 30/9/2026."""
        if self.recurrence is Recurrence.WEEKLY:
            return dt.date.fromisocalendar(self.year, self.index, 7)
        month = self.index * _MONTHS[self.recurrence]
        return last_day_of(self.year, month)

    @property
    def closing_day(self) -> dt.date:
        """Day up to which figures count (NĐ 09/2019/NĐ-CP, Điều 12; weeks: their Sunday)."""
        if self.recurrence is Recurrence.WEEKLY:
            return self.last_day
        return self.last_day.replace(day=_CLOSING_DAY_OF_MONTH)

    @property
    def words(self) -> str:
        """The period in words: ``tháng 9/2026``, ``quý III/2026``, ``6 tháng đầu năm 2026``.

        Lower case, to stand inside a sentence.
        """
        match self.recurrence:
            case Recurrence.WEEKLY:
                return phrase("tuần {index}/{year}", index=self.index, year=self.year)
            case Recurrence.MONTHLY:
                return phrase("tháng {index}/{year}", index=self.index, year=self.year)
            case Recurrence.QUARTERLY:
                return phrase(
                    "quý {value}/{year}",
                    value=("I", "II", "III", "IV")[self.index - 1],
                    year=self.year,
                )
            case Recurrence.SEMIANNUAL:
                return phrase(
                    "6 tháng {value} năm {year}",
                    value=(phrase("đầu"), phrase("cuối"))[self.index - 1],
                    year=self.year,
                )
            case _:
                return phrase("năm {year}", year=self.year)

    def previous(self) -> Period:
        """Return the period of the same kind just before this one."""
        if self.recurrence is Recurrence.WEEKLY:
            monday = dt.date.fromisocalendar(self.year, self.index, 1) - dt.timedelta(days=7)
            iso = monday.isocalendar()
            return Period(iso.year, iso.week, self.recurrence)
        if self.index > 1:
            return Period(self.year, self.index - 1, self.recurrence)
        return Period(self.year - 1, 12 // _MONTHS[self.recurrence], self.recurrence)


def parse_period(key: str) -> Period:
    """Read a period key (see `Period.key`).

    Raises:
        ValueError: ``key`` has none of the five forms, or names a month or week that is not.
    """
    match = _KEY.fullmatch(key)
    if match is None:
        raise ValueError(key)
    year, quarter, half, month, week = match.groups()
    if quarter:
        return Period(int(year), int(quarter), Recurrence.QUARTERLY)
    if half:
        return Period(int(year), int(half), Recurrence.SEMIANNUAL)
    if month:
        dt.date(int(year), int(month), 1)
        return Period(int(year), int(month), Recurrence.MONTHLY)
    if week:
        dt.date.fromisocalendar(int(year), int(week), 1)
        return Period(int(year), int(week), Recurrence.WEEKLY)
    return Period(int(year), 1, Recurrence.ANNUAL)


def last_closed(recurrence: Recurrence, as_of: dt.date) -> Period:
    """Return the newest period of this kind whose closing day lies before ``as_of``.

    The closing day itself still belongs to the period.

    Raises:
        ValueError: ``recurrence`` is ``CONTINUOUS`` or ``ONCE``, which have no periods.
    """
    if recurrence is Recurrence.WEEKLY:
        iso = as_of.isocalendar()
        period = Period(iso.year, iso.week, recurrence)
    elif recurrence in _MONTHS:
        period = Period(as_of.year, (as_of.month - 1) // _MONTHS[recurrence] + 1, recurrence)
    else:
        raise ValueError(recurrence)
    while period.closing_day >= as_of:
        period = period.previous()
    return period


def next_closing(recurrence: Recurrence, as_of: dt.date) -> Period:
    """Return the first period of this kind whose closing day is ``as_of`` or later."""
    period = last_closed(recurrence, as_of)
    while True:
        following = _following(period)
        if following.closing_day >= as_of:
            return following
        period = following


def _following(period: Period) -> Period:
    if period.recurrence is Recurrence.WEEKLY:
        iso = (period.last_day + dt.timedelta(days=1)).isocalendar()
        return Period(iso.year, iso.week, period.recurrence)
    if period.index < 12 // _MONTHS[period.recurrence]:
        return Period(period.year, period.index + 1, period.recurrence)
    return Period(period.year + 1, 1, period.recurrence)
