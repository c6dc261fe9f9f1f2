"""How a continuing task stands with its reports (section 4 of the design).

A duty says nothing until the office switches it on or its first report is recorded; from then on
the newest closed period decides. A report that came always speaks for its period; that one is
missing is said only of periods closed since the duty was switched on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.domain import formats
from app.domain.periods import Period, Recurrence, last_closed, next_closing, parse_period
from app.domain.phrases import phrase
from app.domain.traffic_light import ReportStanding

_MOST_FREQUENT_FIRST = tuple(Recurrence)
_LISTED_PERIODS = 13
"""The current period and those of the year before it: what a list of months can still show."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A report duty: its own task's (``task_id``) or, where that is 0, its document's.

    No ``recurrence``: the document says only "theo quy định".
    """

    id: int
    document_id: int
    task_id: int
    recurrence: Recurrence | None
    due_on: dt.date | None
    active_from: dt.date | None

    @property
    def shared(self) -> bool:
        """Whether it judges every continuing task of its document."""
        return self.task_id == 0


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One report that a duty asks for.

    Attributes:
        key: what a receipt is kept under (see `Period.key`; a duty that is due once: its due date).
        words: for a sentence ("tháng 11/2026", "hạn 25/5/2026").
        closing_day: last day of its figures; of a report that is due once, its due date.
        begins_on: first day of its figures, None for a report that is due once.
    """

    key: str
    words: str
    closing_day: dt.date
    begins_on: dt.date | None


def duties_of(duties: Iterable[Duty], *, task_id: int, document_id: int) -> list[Duty]:
    """Return the duties that judge a continuing task: its own, else those of its document."""
    own, shared = [], []
    for duty in duties:
        if duty.task_id == task_id:
            own.append(duty)
        elif duty.task_id == 0 and duty.document_id == document_id:
            shared.append(duty)
    return own or shared


def judging(duties: Sequence[Duty], recurrence: Recurrence) -> list[Duty]:
    """Return, of the duties of a task, those of its own recurrence, else all of them."""
    return [duty for duty in duties if duty.recurrence is recurrence] or list(duties)


def judging_first(duties: Sequence[Duty], recurrence: Recurrence) -> list[Duty]:
    """Return the duties of a task in the order in which they are offered.

    Those that judge it come first, of them the most frequent; those due once by their date.
    """
    first = judging(duties, recurrence)
    return sorted(
        duties, key=lambda duty: (duty not in first, _frequency(duty), duty.due_on or dt.date.max)
    )


def latest_standing(
    duties: Sequence[Duty],
    recurrence: Recurrence,
    arrived: Callable[[Duty], AbstractSet[str]],
    as_of: dt.date,
) -> ReportStanding | None:
    """Return how an agency stands with the duty that judges a task as of a day.

    Of several duties the one with the task's own recurrence judges; else the one whose period
    closed last, and of those that closed on one day the most frequent.

    Args:
        duties: what `duties_of` returned.
        recurrence: of the task's time limit.
        arrived: keys of the periods whose report the agency had sent by ``as_of``.
        as_of: the calendar day asked for.
    """
    standings = [
        (found.closing_day, -_frequency(duty), found)
        for duty in judging(duties, recurrence)
        if (found := standing(duty, arrived(duty), as_of)) is not None
    ]
    return max(standings, key=lambda item: item[:2])[2] if standings else None


def standing(duty: Duty, arrived: AbstractSet[str], as_of: dt.date) -> ReportStanding | None:
    """Return how one agency stands with a duty as of a day.

    Args:
        duty: the duty that judges the task.
        arrived: keys of the periods whose report has come by ``as_of`` (for a duty that is due
            once: its due date in ISO form).
        as_of: the calendar day asked for.

    Returns:
        None where the duty has no periods ("theo quy định") or none has closed yet, and while the
        report of the newest one is missing but the duty was not switched on when that closed.
    """
    expected = _expected(duty, as_of)
    if expected is None:
        return None
    has_arrived = expected.key in arrived
    since = duty.active_from
    if not has_arrived and (since is None or since > as_of or expected.closing_day < since):
        return None
    return ReportStanding(expected.closing_day, has_arrived, expected.words)


def periods(duty: Duty, as_of: dt.date, since: dt.date) -> list[ReportPeriod]:
    """Return the reports of a duty that can have come by a day, newest first.

    Args:
        duty: the duty.
        as_of: its period that is still open comes first.
        since: no period that was closed before; the day from which the duty can have existed.

    Returns:
        Empty for a duty that has no periods.
    """
    if duty.due_on is not None:
        return [once(duty.due_on)]
    if duty.recurrence is None or duty.recurrence is Recurrence.CONTINUOUS:
        return []
    period = next_closing(duty.recurrence, as_of)
    found = [of_period(period)]
    while len(found) < _LISTED_PERIODS and (period := period.previous()).closing_day >= since:
        found.append(of_period(period))
    return found


def period_words(key: str) -> str:
    """Return the words of a `ReportPeriod.key`."""
    try:
        return parse_period(key).words
    except ValueError:
        return once(dt.date.fromisoformat(key)).words


def _frequency(duty: Duty) -> int:
    """Return the place of a duty among the kinds, the most frequent 0; "theo quy định" last."""
    if duty.recurrence is None:
        return len(_MOST_FREQUENT_FIRST)
    return _MOST_FREQUENT_FIRST.index(duty.recurrence)


def _expected(duty: Duty, as_of: dt.date) -> ReportPeriod | None:
    """Return the report that decides as of a day: the one whose period closed last."""
    if duty.due_on is not None:
        return once(duty.due_on) if duty.due_on < as_of else None
    if duty.recurrence is None or duty.recurrence is Recurrence.CONTINUOUS:
        return None
    return of_period(last_closed(duty.recurrence, as_of))


def once(due_on: dt.date) -> ReportPeriod:
    """Return the report that is due once, on a day."""
    return ReportPeriod(
        due_on.isoformat(),
        phrase("hạn {due_on}", due_on=formats.date_in_text(due_on)),
        due_on,
        None,
    )


def of_period(period: Period) -> ReportPeriod:
    """Return the report for a period."""
    begins_on = period.previous().closing_day + dt.timedelta(days=1)
    return ReportPeriod(period.key, period.words, period.closing_day, begins_on)
