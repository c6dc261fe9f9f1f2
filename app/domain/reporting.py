"""How a continuing task stands with its reports (section 4 of the design).

A duty says nothing until the office switches it on or its first report is recorded; from then on
the newest closed period decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.domain import formats
from app.domain.periods import Recurrence, last_closed
from app.domain.traffic_light import ReportStanding

_MOST_FREQUENT_FIRST = tuple(Recurrence)


@dataclass(frozen=True, slots=True)
class Duty:
    """A report duty: its own task's (``task_id``) or, where that is 0, its document's."""

    id: int
    document_id: int
    task_id: int
    recurrence: Recurrence
    due_on: dt.date | None
    active_from: dt.date | None


def duties_of(duties: Iterable[Duty], *, task_id: int, document_id: int) -> list[Duty]:
    """Return the duties that judge a continuing task: its own, else those of its document."""
    own, shared = [], []
    for duty in duties:
        if duty.task_id == task_id:
            own.append(duty)
        elif duty.task_id == 0 and duty.document_id == document_id:
            shared.append(duty)
    return own or shared


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
    same = [duty for duty in duties if duty.recurrence is recurrence]
    standings = [
        (found.closing_day, -_MOST_FREQUENT_FIRST.index(duty.recurrence), found)
        for duty in same or duties
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
        None while the duty is not switched on, has no periods ("theo quy định"), or no period has
        closed since it was switched on.
    """
    if duty.active_from is None or duty.active_from > as_of:
        return None
    if duty.due_on is not None:
        has_arrived = duty.due_on.isoformat() in arrived
        if duty.due_on >= as_of or (duty.due_on < duty.active_from and not has_arrived):
            return None
        words = f"hạn {formats.date_in_text(duty.due_on)}"
        return ReportStanding(duty.due_on, has_arrived, words)
    if duty.recurrence is Recurrence.CONTINUOUS:
        return None
    period = last_closed(duty.recurrence, as_of)
    if period.closing_day < duty.active_from and period.key not in arrived:
        return None
    return ReportStanding(period.closing_day, period.key in arrived, period.words)
