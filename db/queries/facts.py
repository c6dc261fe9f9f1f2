"""The facts that decide lights and leaders, as of one day; of all tasks see `db.queries.alike`.

Only facts whose effective date is not after the day are read; a reversed update never is, because
a reversal has the effective date of what it reverses.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select, true

from app.domain.periods import Recurrence
from app.domain.reporting import Duty
from app.domain.traffic_light import TaskState
from db.queries.directory import newborn_heirs_on
from db.queries.kept import kept
from db.queries.plain import Days, plain_rows
from db.queries.schema import (
    assignment,
    progress_update,
    report_duty,
    report_receipt,
    time_limit,
)

_reversal = progress_update.alias("reversal")
_limit_reversal = time_limit.alias("limit_reversal")


class LimitFact(NamedTuple):
    """The current time limit of a task: its columns as they are."""

    due_on: dt.date | None
    recurrence: str | None


class StateFact(NamedTuple):
    """The last update in force that completed or stopped a task."""

    state: TaskState
    completed_on: dt.date


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """Duties, and which periods have arrived by duty and agency."""

    duties: Sequence[Duty]
    arrived: dict[tuple[int, int], set[str]]


def leads(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Return task id → its lead agencies, first named first."""
    found: dict[int, tuple[int, ...]] = {}
    for task_id, agency_id in plain_rows(connection, lead_rows(ids)):
        found[task_id] = (*found.get(task_id, ()), agency_id)
    return found


def lead_rows(ids: Sequence[int] | None) -> Select[Any]:
    """Select task and lead agency of some tasks (None: all), first named first."""
    return (
        select(assignment.c.task_id, assignment.c.agency_id)
        .where(assignment.c.role == "lead", among(assignment.c.task_id, ids))
        .order_by(assignment.c.task_id, assignment.c.role, assignment.c.ordinal)  # as an index
    )


def limits(connection: Connection, as_of: dt.date, ids: Sequence[int]) -> dict[int, LimitFact]:
    """Return task id → the newest time limit set by a day."""
    query = limits_in_force(as_of, ids).with_only_columns(
        time_limit.c.task_id, time_limit.c.due_on, time_limit.c.recurrence
    )
    days = Days()
    return {
        task_id: LimitFact(days[due_on], recurrence)
        for task_id, due_on, recurrence in plain_rows(connection, query)
    }


def limits_in_force(as_of: dt.date, ids: Sequence[int] | None = None) -> Select[Any]:
    """Select all limits set by a day, oldest first: the last one of a task is its current one."""
    taken_back = select(_limit_reversal.c.reverses_id).where(
        _limit_reversal.c.reverses_id.is_not(None)
    )
    # The index of what is taken back would find every limit that takes nothing back: all of them.
    # Asked in this way, those of the tasks are found, and found in order.
    takes_back = time_limit.c.reverses_id.concat("")
    return (
        select(time_limit)
        .where(
            time_limit.c.set_on <= as_of,
            takes_back.is_(None),
            # Few are ever taken back: one list, made once, costs less than a look for each.
            time_limit.c.id.not_in(taken_back),
            among(time_limit.c.task_id, ids),
        )
        .order_by(time_limit.c.task_id, time_limit.c.set_on, time_limit.c.id)
    )


def not_reversed() -> ColumnElement[bool]:
    """Return the condition that no reversal names an update."""
    return ~exists(
        select(_reversal.c.id).where(_reversal.c.reverses_id == progress_update.c.id)
    ).correlate(progress_update)


@kept
def reports(connection: Connection, as_of: dt.date) -> ReportFacts:
    """Return all report duties, and the reports that had arrived by a day."""
    duties = [
        Duty(
            id=row.id,
            document_id=row.document_id,
            task_id=row.task_id or 0,
            recurrence=Recurrence(row.recurrence) if row.recurrence else None,
            due_on=row.due_on,
            active_from=row.active_from,
        )
        for row in connection.execute(select(report_duty).order_by(report_duty.c.id))
    ]
    arrived: dict[tuple[int, int], set[str]] = defaultdict(set)
    query = select(
        report_receipt.c.duty_id, report_receipt.c.agency_id, report_receipt.c.period
    ).where(report_receipt.c.arrived_on <= as_of)
    heirs = newborn_heirs_on(connection, as_of)
    for duty_id, agency_id, period in connection.execute(query):
        arrived[duty_id, agency_id].add(period)
        if agency_id in heirs:
            arrived[duty_id, heirs[agency_id]].add(period)
    return ReportFacts(duties, dict(arrived))


def among(id_column: ColumnElement[int], ids: Sequence[int] | None) -> ColumnElement[bool]:
    """Return the condition that a column holds one of some ids (None: any).

    The ids travel as one JSON text: SQLite allows 32 766 variables in a statement, no more.
    """
    if ids is None:
        return true()
    values = func.json_each(json.dumps(list(ids))).table_valued("value")
    return id_column.in_(select(values.c.value))
