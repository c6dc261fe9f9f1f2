"""The page Tổng quan: completions month by month, and the days that come next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection, select

from app.domain.periods import Period, Recurrence, last_day_of, next_closing
from app.domain.phrases import joined, phrase
from app.domain.records import Milestone, TaskRef
from app.domain.traffic_light import Light
from db.queries.directory import followed_on
from db.queries.schema import document, report_duty

_MILESTONES = 4
_AHEAD = dt.timedelta(days=366)
"""How far "next" reaches: rows name day and month alone, and five-year plans end far away."""

_OPEN = (Light.IN_TIME, Light.DUE_SOON)


def completed_by_month(refs: Sequence[TaskRef], as_of: dt.date) -> list[tuple[dt.date, int]]:
    """Return, for each month of the year of ``as_of``, its last day shown and completions by then.

    A completion counts on the date of its product; completions of earlier years count from the
    start of the year on.
    """
    days = [ref.completed_on for ref in refs if ref.completed_on is not None]
    ends = [min(last_day_of(as_of.year, month), as_of) for month in range(1, as_of.month + 1)]
    return [(end, sum(day <= end for day in days)) for end in ends]


def milestones(connection: Connection, refs: Sequence[TaskRef], as_of: dt.date) -> list[Milestone]:
    """Return the next days on which tasks fall due or reporting periods close, soonest first.

    What falls due in more than a year is not among them.
    """
    due: dict[dt.date, list[int]] = {}
    horizon = as_of + _AHEAD
    for ref in refs:
        if ref.due_on is not None and as_of <= ref.due_on <= horizon and ref.light in _OPEN:
            due.setdefault(ref.due_on, []).append(ref.id)
    found = [
        Milestone(day, phrase("{tasks} nhiệm vụ đến hạn", tasks=len(ids)), "", tuple(ids))
        for day, ids in due.items()
    ]
    found += _closings(connection, refs, as_of)
    return sorted(found, key=lambda item: (item.day, not item.task_ids))[:_MILESTONES]


def _closings(connection: Connection, refs: Sequence[TaskRef], as_of: dt.date) -> list[Milestone]:
    kinds = connection.execute(
        select(report_duty.c.recurrence)
        .join(document, document.c.id == report_duty.c.document_id)
        .where(report_duty.c.recurrence != "once", followed_on(as_of))
        .distinct()
    ).scalars()
    by_day: dict[dt.date, list[Period]] = {}
    for kind in sorted(map(Recurrence, kinds), key=list(Recurrence).index):
        if kind is not Recurrence.CONTINUOUS:
            period = next_closing(kind, as_of)
            by_day.setdefault(period.closing_day, []).append(period)
    recurring = sum(ref.recurrence is not None for ref in refs)
    note = phrase("{tasks} nhiệm vụ thường xuyên, định kỳ", tasks=recurring)
    return [
        Milestone(
            day,
            phrase("Chốt số liệu {periods}", periods=joined(", ", (p.words for p in periods))),
            note,
        )
        for day, periods in by_day.items()
    ]
