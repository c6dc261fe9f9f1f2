"""What decides the light and the leader of every task, kept small: tasks that stand alike share it.

Tasks of one section under one lead with the same limits and the same completion differ in their
number alone. So a register of 100 000 tasks is held as their numbers and, beside each, one of some
thousand `Alike`; and what a day makes of one of them holds for all that share it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Connection, select

from app.domain.traffic_light import TaskState
from db.queries.directory import DOCUMENT_ORDER
from db.queries.facts import (
    LimitFact,
    StateFact,
    among,
    lead_rows,
    limits_in_force,
    not_reversed,
)
from db.queries.kept import kept
from db.queries.plain import Days, plain_rows
from db.queries.schema import document, progress_update, scheme, task, time_limit

_OPEN_AGAIN = frozenset({TaskState.REOPENED.value, TaskState.RETURNED.value})

Step = TypeVar("Step", bound=Hashable)


class OwnFact(NamedTuple):
    """What a task's own row, its scheme and its document decide; 0 or None for what is missing."""

    exists_from: str
    """Its first day, as ISO text."""
    document_id: int
    section_id: int
    leader_id: int | None
    scheme_id: int | None
    confidential: bool
    scheme_leader_id: int | None
    document_leader_id: int | None
    closed_on: dt.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Alike:
    """What some tasks have in common; one object for all of them, and known by being it.

    Attributes:
        own: of their rows.
        leads: their lead agencies, first named first.
        limits: (day of setting as ISO text, time limit), oldest first.
        turns: (effective day as ISO text, completion or stop), in order; None: open again.
    """

    own: OwnFact
    leads: tuple[int, ...]
    limits: tuple[tuple[str, LimitFact], ...]
    turns: tuple[tuple[str, StateFact | None], ...]

    def limit_on(self, day: str) -> LimitFact | None:
        """Return the newest time limit set by a day (ISO text)."""
        return next((limit for set_on, limit in reversed(self.limits) if set_on <= day), None)

    def state_on(self, day: str) -> StateFact | None:
        """Return the completion or stop in force on a day (ISO text); None for an open task."""
        return next((state for since, state in reversed(self.turns) if since <= day), None)


class EveryTask(NamedTuple):
    """Tasks in document order: their ids, and beside each what it shares with others."""

    ids: Sequence[int]
    alike: Sequence[Alike]

    def pairs(self) -> Iterator[tuple[int, Alike]]:
        """Return id and `Alike` of one task after the other."""
        return zip(self.ids, self.alike, strict=True)


def tasks(connection: Connection, ids: Sequence[int] | None = None) -> EveryTask:
    """Return all tasks that ever existed, or a few; what a day sees of them, `Alike` says."""
    return _every_task(connection) if ids is None else _read(connection, ids)


@kept
def _every_task(connection: Connection) -> EveryTask:
    return _read(connection, None)


def _read(connection: Connection, ids: Sequence[int] | None) -> EveryTask:
    found, own = _own_facts(connection, ids)
    places = {task_id: place for place, task_id in enumerate(found)}
    columns = zip(
        own,
        _leads(connection, ids, places),
        _limits(connection, ids, places),
        _turns(connection, ids, places),
        strict=True,
    )
    known: dict[Any, Alike] = {}
    alike = []
    for said in columns:
        one = known.get(said)
        if one is None:
            one = known[said] = Alike(*said)
        alike.append(one)
    return EveryTask(found, alike)


def _own_facts(
    connection: Connection, ids: Sequence[int] | None
) -> tuple[list[int], list[OwnFact]]:
    """Return the ids of some tasks (None: all) in document order, and what their rows say."""
    query = (
        select(
            task.c.document_id,
            task.c.id,
            task.c.exists_from,
            task.c.section_id,
            task.c.leader_id,
            task.c.scheme_id,
            task.c.confidential,
        )
        .where(among(task.c.id, ids))
        .order_by(task.c.document_id, task.c.ordinal)  # that of an index; documents are few
    )
    leader_of_scheme = _leaders_of_schemes(connection)
    documents = {row.id: row for row in _documents_in_order(connection)}
    parts: dict[int, tuple[list[int], list[OwnFact]]] = {}
    for document_id, rows in groupby(plain_rows(connection, query), itemgetter(0)):
        if document_id not in documents:
            continue
        issued = documents[document_id]
        known: dict[tuple[Any, ...], OwnFact] = {}
        members, facts = parts[document_id] = [], []
        for _document, task_id, *said in rows:
            key = tuple(said)
            fact = known.get(key)
            if fact is None:
                exists_from, section_id, leader_id, scheme_id, secret = said
                fact = known[key] = OwnFact(
                    exists_from, document_id, section_id, leader_id, scheme_id, bool(secret),
                    leader_of_scheme[scheme_id], issued.leader_id, issued.closed_on,
                )  # fmt: skip
            members.append(task_id)
            facts.append(fact)
    in_order = [parts[document_id] for document_id in documents if document_id in parts]
    return (
        [task_id for members, _facts in in_order for task_id in members],
        [fact for _members, facts in in_order for fact in facts],
    )


@kept
def _leaders_of_schemes(connection: Connection) -> dict[int | None, int | None]:
    rows = connection.execute(select(scheme.c.id, scheme.c.leader_id))
    return {None: None} | {row.id: row.leader_id for row in rows}


@kept
def _documents_in_order(connection: Connection) -> Sequence[Any]:
    query = select(document.c.id, document.c.leader_id, document.c.closed_on)
    return connection.execute(query.order_by(*DOCUMENT_ORDER, document.c.id)).all()


def _leads(
    connection: Connection, ids: Sequence[int] | None, places: dict[int, int]
) -> list[tuple[int, ...]]:
    column = _Column[int](len(places))
    for task_id, agency_id in plain_rows(connection, lead_rows(ids)):
        if task_id in places:
            column.add(places[task_id], agency_id)
    return column.values


def _limits(
    connection: Connection, ids: Sequence[int] | None, places: dict[int, int]
) -> list[tuple[tuple[str, LimitFact], ...]]:
    query = limits_in_force(dt.date.max, ids).with_only_columns(
        time_limit.c.task_id, time_limit.c.set_on, time_limit.c.due_on, time_limit.c.recurrence
    )
    days = Days()
    column = _Column[tuple[str, LimitFact]](len(places))
    for task_id, set_on, due_on, recurrence in plain_rows(connection, query):
        if task_id in places:
            column.add(places[task_id], (set_on, LimitFact(days[due_on], recurrence)))
    return column.values


def _turns(
    connection: Connection, ids: Sequence[int] | None, places: dict[int, int]
) -> list[tuple[tuple[str, StateFact | None], ...]]:
    query = (
        select(
            progress_update.c.task_id,
            progress_update.c.effective_on,
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
    column = _Column[tuple[str, StateFact | None]](len(places))
    for task_id, effective_on, state, product_date in plain_rows(connection, query):
        if task_id not in places:
            continue
        key = (state, product_date or effective_on)
        if state not in _OPEN_AGAIN and key not in known:
            known[key] = StateFact(TaskState(state), dt.date.fromisoformat(key[1]))
        turn = None if state in _OPEN_AGAIN else known[key]
        column.add(places[task_id], (effective_on, turn))
    return column.values


class _Column(Generic[Step]):
    """One tuple a task, to which steps are added; tuples of one step are shared from the start."""

    def __init__(self, size: int) -> None:
        self.values: list[tuple[Step, ...]] = [()] * size
        self._alone: dict[Step, tuple[Step]] = {}

    def add(self, place: int, step: Step) -> None:
        before = self.values[place]
        if before:
            self.values[place] = (*before, step)
        else:
            alone = self._alone.get(step)
            if alone is None:
                alone = self._alone[step] = (step,)
            self.values[place] = alone
