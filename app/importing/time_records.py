"""A time limit as it was read, with its doubts; and what a document itself says about time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain.periods import Recurrence, parse_period
from app.domain.time_limit import TimeLimit, TimeLimitKind


@dataclass(frozen=True, slots=True)
class Clock:
    """What a document itself says about time: its day of issue, and the years it covers."""

    issued_on: dt.date | None = None
    year: int | None = None  # the one year of its title or period

    def year_for(self, month: int) -> int | None:
        """Return the year of a month that is printed without one, or None if it is not certain.

        The document's own year holds; but a month before the document's own day could be the next
        year's, and that nobody can know.
        """
        if self.issued_on is None:
            return self.year
        if self.year is not None and self.year > self.issued_on.year:
            return self.year
        return self.issued_on.year if month >= self.issued_on.month else None


@dataclass(frozen=True, slots=True)
class Time:
    """A time limit as found, with what is doubtful about it."""

    limit: TimeLimit
    doubts: tuple[str, ...] = ()


NONE = Time(TimeLimit(TimeLimitKind.UNDETERMINED))


def worded_limit(text: str) -> TimeLimit:
    """Return a limit that only has words."""
    return TimeLimit(TimeLimitKind.UNDETERMINED, text=text.strip())


def period_limit(key: str, text: str) -> TimeLimit:
    """Return the limit of a period (see `Period.key`), with its words."""
    return TimeLimit(
        TimeLimitKind.PERIOD, due_on=parse_period(key).last_day, period=key, text=text.strip()
    )


def continuing(every: Recurrence, text: str) -> TimeLimit:
    """Return the limit of what returns, with its words."""
    return TimeLimit(TimeLimitKind.CONTINUING, recurrence=every, text=text.strip())


def worded(time: Time, text: str) -> Time:
    """Return the time with other words."""
    limit = time.limit
    return Time(
        TimeLimit(limit.kind, limit.due_on, limit.period, limit.recurrence, text), time.doubts
    )
