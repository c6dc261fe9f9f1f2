"""The in-memory index: every task with its light and leader as of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.domain.periods import Recurrence
from app.domain.records import RegisterIndex, TaskRef
from app.domain.reporting import duties_of, latest_standing
from app.domain.traffic_light import (
    DEFAULT_SOON_DAYS,
    Light,
    ReportStanding,
    TaskState,
    assess,
    is_closed,
)
from db.queries import closed as closed_days
from db.queries import directory as names
from db.queries import facts, related
from db.queries.directory import AgencyLeader

SOON_DAYS = "soon_days"
"""Key of the setting that holds N."""

_NO_LIMIT = facts.LimitFact(None, None)
_NO_LEADER = AgencyLeader(0, confirmed=True, source="")


@dataclass(frozen=True)
class Standings:
    """How continuing tasks stand with their reports, asked for one at a time."""

    reports: facts.ReportFacts
    as_of: dt.date

    def of(self, task: Any, lead_id: int, recurrence: str | None) -> ReportStanding | None:
        """Return the standing of one task's first lead, or None where nothing judges it yet."""
        if recurrence is None or not self.reports.duties:
            return None
        if task.id in self._with_own:
            return self._judged(task.id, task.document_id, lead_id, recurrence)
        # Tasks without a duty of their own stand as their document's duties do, by lead.
        key = (task.document_id, lead_id, recurrence)
        if key not in self._shared:
            self._shared[key] = self._judged(0, task.document_id, lead_id, recurrence)
        return self._shared[key]

    @cached_property
    def _with_own(self) -> frozenset[int]:
        return frozenset(duty.task_id for duty in self.reports.duties if duty.task_id)

    @cached_property
    def _shared(self) -> dict[tuple[int, int, str], ReportStanding | None]:
        return {}

    def _judged(
        self, task_id: int, document_id: int, lead_id: int, recurrence: str
    ) -> ReportStanding | None:
        duties = duties_of(self.reports.duties, task_id=task_id or -1, document_id=document_id)
        return latest_standing(
            duties,
            Recurrence(recurrence),
            lambda duty: self.reports.arrived.get((duty.id, lead_id), frozenset()),
            self.as_of,
        )


def load(connection: Connection, as_of: dt.date, register_name: str) -> RegisterIndex:
    """Return the index of a register as of a day; of a closed day the one that was kept.

    Args:
        connection: in a read transaction, so that all parts are of one moment.
        as_of: the calendar day asked for.
        register_name: shown in the status bar and at the foot of sheets.
    """
    holder = closed_days.holder_on(connection, as_of)
    if holder is not None:
        return replace(closed_days.index(connection, holder, register_name), kept=True)
    soon_days = int(names.live_settings(connection, as_of).get(SOON_DAYS, DEFAULT_SOON_DAYS))
    directory = names.live_directory(connection, as_of)
    tasks, closed = task_refs(connection, as_of, soon_days), []
    if any(is_closed(document.closed_on, as_of) for document in directory.documents.values()):
        closed = [ref for ref in tasks if ref.closed]
        tasks = [ref for ref in tasks if not ref.closed]
    return RegisterIndex(
        as_of=as_of,
        soon_days=soon_days,
        tasks=tasks,
        directory=directory,
        register_name=register_name,
        closed=closed,
    )


def load_before(
    connection: Connection, since: dt.date, as_of: dt.date, register_name: str
) -> RegisterIndex:
    """Return the index of an earlier day that a sheet of ``as_of`` compares with.

    A closed day keeps the one that its sheets compared with, whether the earlier day was closed or
    not; of other days it is as it stands now.
    """
    holder = closed_days.holder_on(connection, as_of)
    if holder is not None:
        kept = closed_days.index_before(connection, holder, since, register_name)
        if kept is not None:
            return kept
    return load(connection, since, register_name)


def task_refs(
    connection: Connection, as_of: dt.date, soon_days: int, ids: Sequence[int] | None = None
) -> list[TaskRef]:
    """Return the entries of all tasks, or of a few, in document order."""
    leads = facts.leads(connection, ids)
    if heirs := names.heirs_on(connection, as_of):
        leads = {task: _inherited(given, heirs) for task, given in leads.items()}
    limits = facts.limits(connection, as_of, ids)
    states = facts.states(connection, as_of, ids)
    standings = Standings(facts.reports(connection, as_of), as_of)
    leaders = names.agency_leaders(connection, as_of)
    terms = names.terms_on(connection, as_of)
    also_at = related.source_places(connection, as_of, ids)
    judge, leader = _Judge(as_of, soon_days), _Leaders(leaders, terms)
    refs = []
    for task in facts.task_rows(connection, as_of, ids):
        # Taken apart at once, and put together past the checks of a named tuple: of 100 000 tasks
        # every tenth of a microsecond is seen.
        id_, document_id, section_id, own, scheme_id, secret, of_scheme, of_document, closed_on = (
            task
        )
        task_leads = leads.get(id_, ())
        lead_id = task_leads[0] if task_leads else 0
        limit = limits.get(id_, _NO_LIMIT)
        recurrence = limit[1]
        standing = standings.of(task, lead_id, recurrence) if recurrence is not None else None
        judged = judge[states.get(id_), limit, standing, closed_on]
        light, days, by_report, due_on, returns, completed_on, closed, ended_on = judged
        leader_id, suggested = leader[own, of_scheme, of_document, lead_id]
        fields = (
            id_, document_id, section_id, lead_id, task_leads[1:], leader_id, suggested,
            light, days, by_report, due_on, returns, completed_on, secret, closed,
            also_at.get(id_, ()), scheme_id or 0, ended_on,
        )  # fmt: skip
        refs.append(tuple.__new__(TaskRef, fields))
    return refs


class _Judged(NamedTuple):
    """What is the same for all tasks that stand alike; see `TaskRef`."""

    light: Light
    days: int | None
    by_report: bool
    due_on: dt.date | None
    recurrence: Recurrence | None
    completed_on: dt.date | None
    closed: bool
    ended_on: dt.date | None


_Decides = tuple[facts.StateFact | None, facts.LimitFact, ReportStanding | None, dt.date | None]
"""State, time limit, standing, last day of the document: all that decides a light on a day."""


class _Judge(dict[_Decides, _Judged]):
    """Asks for each light once: of 100 000 tasks there are some thousand that differ."""

    def __init__(self, as_of: dt.date, soon_days: int) -> None:
        super().__init__()
        self._as_of = as_of
        self._soon_days = soon_days

    def __missing__(self, decides: _Decides) -> _Judged:
        state, limit, standing, closed_on = decides
        completed = state is not None and state.state is TaskState.COMPLETED
        completed_on = state.completed_on if state is not None and completed else None
        closed = is_closed(closed_on, self._as_of)
        found = assess(
            as_of=self._as_of,
            state=TaskState.OPEN if state is None else state.state,
            completed_on=completed_on,
            due_on=limit.due_on,
            continuing=limit.recurrence is not None,
            standing=standing,
            soon_days=self._soon_days,
            closed=closed,
        )
        recurrence = Recurrence(limit.recurrence) if limit.recurrence else None
        judged = self[decides] = _Judged(
            light=found.light,
            days=found.days,
            by_report=found.by_report,
            due_on=limit.due_on,
            recurrence=recurrence,
            completed_on=completed_on,
            closed=closed,
            ended_on=state.completed_on if state is not None else None,
        )
        return judged


class _Leaders(dict[tuple[int | None, ...], tuple[int, bool]]):
    """A task's own leader, its scheme's, its document's, its first lead → who leads it on the day.

    The first of them who is in office; the leader of the lead is the one of its portfolio. Beside
    the leader (0 for nobody) stands whether that is only suggested.
    """

    def __init__(self, leaders: Mapping[int, AgencyLeader], terms: Mapping[int, int]) -> None:
        """Take the leaders of agencies, and `db.queries.directory.terms_on`."""
        super().__init__()
        self._leaders, self._terms = leaders, terms

    def __missing__(self, named: tuple[int | None, ...]) -> tuple[int, bool]:
        *own, lead_id = named
        in_office = (self._terms[each] for each in own if each and each in self._terms)
        found = next(in_office, None)
        if found is not None:
            self[named] = (found, False)
        else:
            leader = self._leaders.get(lead_id or 0, _NO_LEADER)
            self[named] = (leader.official_id, not leader.confirmed)
        return self[named]


def _inherited(given: tuple[int, ...], heirs: Mapping[int, int]) -> tuple[int, ...]:
    """Return leads as they stand on the day: each once, heirs in the place of ended ones."""
    return tuple(dict.fromkeys(heirs.get(agency, agency) for agency in given))
