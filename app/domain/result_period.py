"""Periods for which results of indicators are given: month, quarter, half-year, nine months, year.

They are those of the reports that provinces make. `app.domain.periods` holds the periods of
reporting duties, which know weeks but no nine months.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from app.domain.periods import Period, Recurrence, last_day_of
from app.domain.phrases import phrase

_KEY = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(9M)|(0[1-9]|1[0-2])))?")
_QUARTERS = ("I", "II", "III", "IV")
MONTHS = 12


class Span(IntEnum):
    """How long a period is, the shortest first."""

    MONTH = 1
    QUARTER = 3
    HALF = 6
    NINE_MONTHS = 9
    YEAR = 12


SPAN_NAMES = {
    Span.MONTH: phrase("Tháng"),
    Span.QUARTER: phrase("Quý"),
    Span.HALF: phrase("6 tháng"),
    Span.NINE_MONTHS: phrase("9 tháng"),
    Span.YEAR: phrase("Năm"),
}


@dataclass(frozen=True, slots=True)
class ResultPeriod:
    """One period of one calendar year.

    Attributes:
        year: calendar year.
        span: how long it is.
        index: 1-based place among the periods of its length (month 1–12, quarter 1–4, half 1–2).
    """

    year: int
    span: Span
    index: int = 1

    @property
    def key(self) -> str:
        """Permanent text form: ``2026-09``, ``2026-Q3``, ``2026-H1``, ``2026-9M``, ``2026``."""
        match self.span:
            case Span.MONTH:
                return f"{self.year}-{self.index:02d}"
            case Span.QUARTER:
                return f"{self.year}-Q{self.index}"
            case Span.HALF:
                return f"{self.year}-H{self.index}"
            case Span.NINE_MONTHS:
                return f"{self.year}-9M"
            case _:
                return str(self.year)

    @property
    def last_month(self) -> int:
        """The month with which it ends: also how many months of the year are over by then."""
        return self.index * self.span

    @property
    def from_january(self) -> bool:
        """Whether it begins with the year, so that its own figure is the cumulative one too."""
        return self.index == 1

    @property
    def ends_year(self) -> bool:
        """Whether the year is over with it."""
        return self.last_month == MONTHS

    @property
    def last_day(self) -> dt.date:
        """Its last calendar day."""
        return last_day_of(self.year, self.last_month)

    @property
    def words(self) -> str:
        """The period alone: ``tháng 9/2026``, ``quý III/2026``, ``9 tháng đầu năm 2026``."""
        match self.span:
            case Span.MONTH:
                return phrase("tháng {index}/{year}", index=self.index, year=self.year)
            case Span.QUARTER:
                return phrase(
                    "quý {quarters}/{year}", quarters=_QUARTERS[self.index - 1], year=self.year
                )
            case Span.HALF:
                return phrase(
                    "6 tháng {value} năm {year}",
                    value=(phrase("đầu"), phrase("cuối"))[self.index - 1],
                    year=self.year,
                )
            case Span.NINE_MONTHS:
                return phrase("9 tháng đầu năm {year}", year=self.year)
            case _:
                return phrase("năm {year}", year=self.year)

    @property
    def head(self) -> str:
        """The period over a column: ``T9``, ``Quý III``, ``6T đầu``, ``9 tháng``, ``Năm 2026``."""
        match self.span:
            case Span.MONTH:
                return phrase("T{month}", month=self.index)
            case Span.QUARTER:
                return phrase("Quý {quarters}", quarters=_QUARTERS[self.index - 1])
            case Span.HALF:
                half = (phrase("đầu"), phrase("cuối"))[self.index - 1]
                return phrase("6T {half}", half=half)
            case Span.NINE_MONTHS:
                return phrase("9 tháng")
            case _:
                return phrase("Năm {year}", year=self.year)

    @property
    def so_far_words(self) -> str:
        """The time from January to its end: ``9 tháng``, ``cả năm``."""
        return (
            phrase("cả năm")
            if self.ends_year
            else phrase("{last_month} tháng", last_month=self.last_month)
        )

    @property
    def year_before(self) -> ResultPeriod:
        """The same period of the year before."""
        return ResultPeriod(self.year - 1, self.span, self.index)

    def before(self) -> list[ResultPeriod]:
        """Return the earlier periods of this length in its year, the first one first."""
        return [ResultPeriod(self.year, self.span, index) for index in range(1, self.index)]


@lru_cache(maxsize=512)
def parse_result_period(key: str) -> ResultPeriod | None:
    """Read a period key; None for what is no period of one year (``2021-2025``)."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    year, quarter, half, nine, month = match.groups()
    if quarter:
        return ResultPeriod(int(year), Span.QUARTER, int(quarter))
    if half:
        return ResultPeriod(int(year), Span.HALF, int(half))
    if nine:
        return ResultPeriod(int(year), Span.NINE_MONTHS)
    if month:
        return ResultPeriod(int(year), Span.MONTH, int(month))
    return ResultPeriod(int(year), Span.YEAR)


def periods_of(year: int, span: Span) -> list[ResultPeriod]:
    """Return the periods of one length in a year; of nine months there is one."""
    return [ResultPeriod(year, span, index + 1) for index in range(MONTHS // span)]


def offered(as_of: dt.date) -> list[ResultPeriod]:
    """Return the periods whose figures can be looked at on a day, the newest first.

    They are the months of the year that have begun, the longer periods that end with one of them,
    the whole year, and the longer periods of the year before: January asks for those.
    """
    found: list[ResultPeriod] = []
    for year in (as_of.year, as_of.year - 1):
        months = as_of.month if year == as_of.year else MONTHS
        for span in (Span.YEAR, Span.NINE_MONTHS, Span.HALF, Span.QUARTER, Span.MONTH):
            if year < as_of.year and span is Span.MONTH:
                continue
            whole = span is Span.YEAR
            found += [
                each
                for each in reversed(periods_of(year, span))
                if whole or each.last_month <= months
            ]
    return found


def usual_of_year(as_of: dt.date) -> ResultPeriod:
    """Return the usual period of a day, but never one of the year before."""
    return ResultPeriod(as_of.year, Span.MONTH) if as_of.month == 1 else usual(as_of)


def usual(as_of: dt.date) -> ResultPeriod:
    """Return the last month that was over on a day: what one enters and looks at as a rule."""
    last = as_of.replace(day=1) - dt.timedelta(days=1)
    return ResultPeriod(last.year, Span.MONTH, last.month)


def year_is_closed(year: int, as_of: dt.date) -> bool:
    """Return whether figures of a year count as those of the whole year.

    That is after its closing day, 14 December (Nghị định 09/2019/NĐ-CP, Điều 12).
    """
    return as_of > Period(year, 1, Recurrence.ANNUAL).closing_day
