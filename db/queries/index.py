"""The in-memory index: every task with its light and leader as of one day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection

from app.domain.periods import Recurrence
from app.domain.records import DayTally, RegisterIndex, TaskRef
from app.domain.reporting import duties_of, latest_standing
from app.domain.tally import Tally
from app.domain.traffic_light import (
    DEFAULT_SOON_DAYS,
    ReportStanding,
    TaskState,
    assess,
    is_closed,
)
from db.queries import alike, facts, related
from db.queries import closed as closed_days
from db.queries import directory as names
from db.queries.directory import AgencyLeader

SOON_DAYS = "soon_days"
"""Key of the setting that holds N."""

_NO_LIMIT = facts.LimitFact(None, None)
_Shared = tuple[Any, ...]
"""The fields of a `TaskRef` behind its id, as they are for a task without further sources."""
_NO_LEADER = AgencyLeader(0, confirmed=True, source="")


@dataclass(frozen=True)
class Standings:
    """How continuing tasks stand with their reports, asked for one at a time."""

    reports: facts.ReportFacts
    as_of: dt.date

    def of(
        self, task_id: int, document_id: int, lead_id: int, recurrence: str | None
    ) -> ReportStanding | None:
        """Return the standing of one task's first lead, or None where nothing judges it yet.

        Tasks without a duty of their own (``task_id`` 0) stand as their document's duties do.
        """
        if recurrence is None or not self.reports.duties:
            return None
        if task_id in self.with_own:
            return self._judged(task_id, document_id, lead_id, recurrence)
        key = (document_id, lead_id, recurrence)
        if key not in self._shared:
            self._shared[key] = self._judged(0, document_id, lead_id, recurrence)
        return self._shared[key]

    @cached_property
    def with_own(self) -> frozenset[int]:
        """Tasks that have a duty of their own."""
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


def tally(connection: Connection, as_of: dt.date) -> DayTally:
    """Return how the followed tasks of a day stood: what `load` counts, without holding it."""
    holder = closed_days.holder_on(connection, as_of)
    if holder is not None:
        kept = closed_days.index(connection, holder, "")
        return DayTally(as_of, Tally.of(ref.light for ref in kept.tasks))
    soon_days = int(names.live_settings(connection, as_of).get(SOON_DAYS, DEFAULT_SOON_DAYS))
    refs = _refs(connection, as_of, soon_days, None)
    return DayTally(as_of, Tally.of(ref.light for ref in refs if not ref.closed))


def tally_before(connection: Connection, since: dt.date, as_of: dt.date) -> DayTally:
    """Return how the tasks stood on the day that one compares with; see `load_before`."""
    holder = closed_days.holder_on(connection, as_of)
    if holder is not None:
        kept = closed_days.index_before(connection, holder, since, "")
        if kept is not None:
            return DayTally(since, Tally.of(ref.light for ref in kept.tasks))
    return tally(connection, since)


def task_refs(
    connection: Connection, as_of: dt.date, soon_days: int, ids: Sequence[int] | None = None
) -> list[TaskRef]:
    """Return the entries of all tasks, or of a few, in document order."""
    return list(_refs(connection, as_of, soon_days, ids))


def _refs(
    connection: Connection, as_of: dt.date, soon_days: int, ids: Sequence[int] | None
) -> Iterator[TaskRef]:
    reports = facts.reports(connection, as_of)
    shared = _SharedFields(
        as_of,
        soon_days,
        Standings(reports, as_of),
        _Leaders(names.agency_leaders(connection, as_of), names.terms_on(connection, as_of)),
        names.heirs_on(connection, as_of),
    )
    also_at = related.source_places(connection, as_of, ids)
    alone = shared.standings.with_own.union(also_at)
    for id_, like in alike.tasks(connection, ids).pairs():
        if id_ in alone:
            fields = shared.fields(like, id_)
            if fields is not None:
                yield TaskRef(id_, *fields)._replace(also_at=also_at.get(id_, ()))
            continue
        fields = shared[like]
        if fields is not None:
            # Past the checks of a named tuple: of 100 000 tasks each tenth of a µs counts.
            yield tuple.__new__(TaskRef, (id_, *fields))


class _SharedFields(dict[alike.Alike, _Shared | None]):
    """What tasks that stand alike have in common on a day; None where they do not exist yet.

    Of 100 000 tasks there are some thousand that differ: each of them is judged once.
    """

    def __init__(
        self,
        as_of: dt.date,
        soon_days: int,
        standings: Standings,
        leaders: _Leaders,
        heirs: Mapping[int, int],
    ) -> None:
        super().__init__()
        self._as_of, self._day = as_of, as_of.isoformat()
        self._soon_days = soon_days
        self.standings = standings
        self._leaders, self._heirs = leaders, heirs

    def __missing__(self, like: alike.Alike) -> _Shared | None:
        found = self[like] = self.fields(like, 0)
        return found

    def fields(self, like: alike.Alike, task_id: int) -> _Shared | None:
        """Return them for one task, whose report duties may be its own; 0: for all the others."""
        own = like.own
        if own.exists_from > self._day:
            return None
        leads = _inherited(like.leads, self._heirs) if self._heirs else like.leads
        lead_id = leads[0] if leads else 0
        limit = like.limit_on(self._day) or _NO_LIMIT
        state = like.state_on(self._day)
        recurrence = limit.recurrence
        standing = self.standings.of(task_id, own.document_id, lead_id, recurrence)
        completed = state is not None and state.state is TaskState.COMPLETED
        completed_on = state.completed_on if state is not None and completed else None
        closed = is_closed(own.closed_on, self._as_of)
        found = assess(
            as_of=self._as_of,
            state=TaskState.OPEN if state is None else state.state,
            completed_on=completed_on,
            due_on=limit.due_on,
            continuing=recurrence is not None,
            standing=standing,
            soon_days=self._soon_days,
            closed=closed,
        )
        leader_id, suggested = self._leaders[
            own.leader_id, own.scheme_leader_id, own.document_leader_id, lead_id
        ]
        ref = TaskRef(
            id=task_id,
            document_id=own.document_id,
            section_id=own.section_id,
            lead_id=lead_id,
            other_lead_ids=leads[1:],
            leader_id=leader_id,
            leader_suggested=suggested,
            light=found.light,
            days=found.days,
            by_report=found.by_report,
            due_on=limit.due_on,
            recurrence=Recurrence(recurrence) if recurrence else None,
            completed_on=completed_on,
            confidential=own.confidential,
            closed=closed,
            scheme_id=own.scheme_id or 0,
            ended_on=state.completed_on if state is not None else None,
        )
        return tuple(ref[1:])


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
