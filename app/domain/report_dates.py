"""Report dates: which report is due when, from whom, to whom, and whether it has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.periods import Recurrence, next_closing
from app.domain.phrases import phrase
from app.domain.reporting import Duty, ReportPeriod, of_period, once
from app.domain.traffic_light import Assessment, Light, ReportStanding, TaskState, assess

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sender:
    """An agency that owes a report, and the day on which it came (None: not yet)."""

    agency_id: int
    name: str
    short_name: str
    arrived_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ReportDate:
    """One report of one duty for one period.

    Attributes:
        duty: the duty.
        title: what the report is called.
        document: short title of the document that asks for it.
        receivers: to whom it goes.
        period: for which period, with its closing day.
        senders: who owes it, in the office's order.
        light: as of the day asked for; unknown while the duty is not switched on.
    """

    duty: Duty
    title: str
    document: str
    receivers: tuple[str, ...]
    period: ReportPeriod
    senders: tuple[Sender, ...]
    light: Assessment

    @property
    def arrived(self) -> int:
        """How many senders have sent it."""
        return sum(sender.arrived_on is not None for sender in self.senders)

    @property
    def counts(self) -> str:
        """How many of how many have come: ``đã đến 20/22``."""
        return phrase("đã đến {arrived}/{senders}", arrived=self.arrived, senders=len(self.senders))

    @property
    def switched_on(self) -> bool:
        """Whether what is missing for this period is judged."""
        since = self.duty.active_from
        return since is not None and since <= self.period.closing_day


def periods_between(duty: Duty, first: dt.date, last: dt.date) -> Iterator[ReportPeriod]:
    """Yield the reports of a duty that close between two days, both included, soonest first."""
    if duty.due_on is not None:
        if first <= duty.due_on <= last:
            yield once(duty.due_on)
        return
    if duty.recurrence is None or duty.recurrence is Recurrence.CONTINUOUS:
        return
    day = first
    while (period := next_closing(duty.recurrence, day)).closing_day <= last:
        yield of_period(period)
        day = period.closing_day + ONE_DAY


def light_of(
    duty: Duty, period: ReportPeriod, *, complete: bool, as_of: dt.date, soon_days: int
) -> Assessment:
    """Return the light of one report date.

    Before its day it counts down like a time limit; after it, it is judged as a continuing task
    is: by whether every report came. A duty that is not switched on is unknown.
    """
    judged = duty.active_from is not None and duty.active_from <= period.closing_day
    if not judged and not complete:
        return Assessment(Light.UNKNOWN)
    if as_of <= period.closing_day and not complete:
        return assess(
            as_of=as_of,
            state=TaskState.OPEN,
            completed_on=None,
            due_on=period.closing_day,
            soon_days=soon_days,
        )
    return assess(
        as_of=as_of,
        state=TaskState.OPEN,
        completed_on=None,
        due_on=None,
        continuing=True,
        standing=ReportStanding(period.closing_day, complete, period.words),
        soon_days=soon_days,
    )
