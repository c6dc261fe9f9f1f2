"""The facts that decide lights and leaders, as of one day, for all tasks or a few.

Only facts whose effective date is not after the day are read; a reversed update never is, because
a reversal has the effective date of what it reverses.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, exists, func, select, true

from app.domain.periods import Recurrence
from app.domain.reporting import Duty
from app.domain.traffic_light import TaskState
from db.queries.directory import DOCUMENT_ORDER, newborn_heirs_on
from db.queries.kept import kept
from db.queries.plain import Days, plain_rows
from db.queries.schema import (
    assignment,
    document,
    progress_update,
    report_duty,
    report_receipt,
    scheme,
    task,
    time_limit,
)

_reversal = progress_update.alias("reversal")
_limit_reversal = time_limit.alias("limit_reversal")
_OPEN_AGAIN = frozenset({TaskState.REOPENED.value, TaskState.RETURNED.value})


class TaskFact(NamedTuple):
    """What a task's own row, its scheme and its document decide; 0 or None for what is missing."""

    id: int
    document_id: int
    section_id: int
    leader_id: int | None
    scheme_id: int | None
    confidential: bool
    scheme_leader_id: int | None
    document_leader_id: int | None
    closed_on: dt.date | None


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


def task_rows(
    connection: Connection, as_of: dt.date, ids: Sequence[int] | None = None
) -> list[TaskFact]:
    """Return the tasks that exist on a day, in document order."""
    tasks = _every_task(connection) if ids is None else _read_tasks(connection, ids)
    day = as_of.isoformat()
    return [fact for exists_from, fact in tasks if exists_from <= day]


@kept
def _every_task(connection: Connection) -> list[tuple[str, TaskFact]]:
    return _read_tasks(connection, None)


def _read_tasks(connection: Connection, ids: Sequence[int] | None) -> list[tuple[str, TaskFact]]:
    """Return some tasks (None: all) in document order, each with its first day as ISO text."""
    query = (
        select(
            task.c.document_id,
            task.c.exists_from,
            task.c.id,
            task.c.section_id,
            task.c.leader_id,
            task.c.scheme_id,
            task.c.confidential,
        )
        .where(among(task.c.id, ids))
        .order_by(task.c.document_id, task.c.ordinal)  # that of an index; documents are few
    )
    rows = groupby(plain_rows(connection, query), itemgetter(0))
    by_document = {document_id: list(members) for document_id, members in rows}
    leader_of_scheme = _leaders_of_schemes(connection)
    found = []
    for key, leader_of_document, closed_on in _documents_in_order(connection):
        for _key, exists_from, id_, section, own, scheme_id, secret in by_document.get(key, ()):
            fact = TaskFact(
                id_, key, section, own, scheme_id, bool(secret),
                leader_of_scheme[scheme_id], leader_of_document, closed_on,
            )  # fmt: skip
            found.append((exists_from, fact))
    return found


@kept
def _leaders_of_schemes(connection: Connection) -> dict[int | None, int | None]:
    rows = connection.execute(select(scheme.c.id, scheme.c.leader_id))
    return {None: None} | {row.id: row.leader_id for row in rows}


@kept
def _documents_in_order(connection: Connection) -> Sequence[Any]:
    query = select(document.c.id, document.c.leader_id, document.c.closed_on)
    return connection.execute(query.order_by(*DOCUMENT_ORDER, document.c.id)).all()


def leads(connection: Connection, ids: Sequence[int] | None = None) -> dict[int, tuple[int, ...]]:
    """Return task id → its lead agencies, first named first."""
    return _every_lead(connection) if ids is None else _read_leads(connection, ids)


@kept
def _every_lead(connection: Connection) -> dict[int, tuple[int, ...]]:
    return _read_leads(connection, None)


def _read_leads(connection: Connection, ids: Sequence[int] | None) -> dict[int, tuple[int, ...]]:
    query = (
        select(assignment.c.task_id, assignment.c.agency_id)
        .where(assignment.c.role == "lead", among(assignment.c.task_id, ids))
        .order_by(assignment.c.task_id, assignment.c.role, assignment.c.ordinal)  # as an index
    )
    alone: dict[int, tuple[int, ...]] = {}  # most tasks have one lead: they share its tuple
    found: dict[int, tuple[int, ...]] = {}
    for task_id, agency_id in plain_rows(connection, query):
        if (before := found.get(task_id)) is not None:
            found[task_id] = (*before, agency_id)
        elif (one := alone.get(agency_id)) is not None:
            found[task_id] = one
        else:
            found[task_id] = alone[agency_id] = (agency_id,)
    return found


def limits(
    connection: Connection, as_of: dt.date, ids: Sequence[int] | None = None
) -> dict[int, LimitFact]:
    """Return task id → the newest time limit set by a day."""
    every = _every_limit(connection) if ids is None else _read_limits(connection, ids)
    day = as_of.isoformat()
    return {task_id: limit for task_id, set_on, limit in every if set_on <= day}


@kept
def _every_limit(connection: Connection) -> list[tuple[int, str, LimitFact]]:
    return _read_limits(connection, None)


def _read_limits(
    connection: Connection, ids: Sequence[int] | None
) -> list[tuple[int, str, LimitFact]]:
    """Return (task, day of setting as ISO text, limit) of some tasks (None: all), oldest first."""
    query = limits_in_force(dt.date.max, ids).with_only_columns(
        time_limit.c.task_id, time_limit.c.set_on, time_limit.c.due_on, time_limit.c.recurrence
    )
    known: dict[tuple[str | None, str | None], LimitFact] = {}  # tasks that are alike share one
    texts: dict[str, str] = {}
    days = Days()
    found = []
    for task_id, set_on, *limit in plain_rows(connection, query):
        key = (limit[0], limit[1])
        if key not in known:
            known[key] = LimitFact(days[limit[0]], limit[1])
        found.append((task_id, texts.setdefault(set_on, set_on), known[key]))
    return found


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


def states(
    connection: Connection, as_of: dt.date, ids: Sequence[int] | None = None
) -> dict[int, StateFact]:
    """Return task id → completion or stop in force on a day; open tasks are left out.

    A task that was opened again later is open.
    """
    turns = _every_turn(connection) if ids is None else _read_turns(connection, ids)
    day = as_of.isoformat()
    found: dict[int, StateFact] = {}
    for effective_on, task_id, state in turns:
        if effective_on > day:
            break
        if state is None:
            found.pop(task_id, None)
        else:
            found[task_id] = state
    return found


@kept
def _every_turn(connection: Connection) -> list[tuple[str, int, StateFact | None]]:
    return _read_turns(connection, None)


def _read_turns(
    connection: Connection, ids: Sequence[int] | None
) -> list[tuple[str, int, StateFact | None]]:
    """Return (effective day as ISO text, task, state) in order; None: it is open again."""
    query = (
        select(
            progress_update.c.effective_on,
            progress_update.c.task_id,
            progress_update.c.state,
            progress_update.c.product_date,
        )
        .where(
            # Of a few tasks all updates are looked at: the index of states would read far more.
            (progress_update.c.state if ids is None else progress_update.c.state.concat("")).in_(
                ("completed", "stopped", "reopened", "returned")
            ),
            not_reversed(),
            among(progress_update.c.task_id, ids),
        )
        .order_by(progress_update.c.effective_on, progress_update.c.id)
    )
    known: dict[tuple[str, str], StateFact] = {}
    texts: dict[str, str] = {}
    found: list[tuple[str, int, StateFact | None]] = []
    for effective_on, task_id, state, product_date in plain_rows(connection, query):
        day = texts.setdefault(effective_on, effective_on)
        if state in _OPEN_AGAIN:
            found.append((day, task_id, None))
            continue
        key = (state, product_date or day)
        if key not in known:
            known[key] = StateFact(TaskState(state), dt.date.fromisoformat(key[1]))
        found.append((day, task_id, known[key]))
    return found


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
