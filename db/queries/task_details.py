"""Everything about single tasks as of a day: for the detail and for sheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.domain.periods import Recurrence
from app.domain.records import OfficialRecord, Role, TaskRef
from app.domain.sources import DefectRecord, SourceRecord
from app.domain.task_detail import (
    AssignmentRecord,
    DutyRecord,
    EvidenceRecord,
    LimitRecord,
    TaskDetail,
    UpdateRecord,
)
from app.domain.time_limit import TimeLimit, TimeLimitKind, extensions, last_extension
from app.domain.traffic_light import TaskState, why
from db.queries import closed, facts, related
from db.queries import directory as names
from db.queries.index import Standings, task_refs
from db.queries.reports import DutyReader
from db.queries.schema import (
    assignment,
    evidence,
    progress_update,
    scheme,
    section,
    task,
)
from db.queries.tasks import time_limit_of

_UNDETERMINED = TimeLimit(TimeLimitKind.UNDETERMINED)


def details(
    connection: Connection, ids: Sequence[int] | None, as_of: dt.date, soon_days: int
) -> list[TaskDetail]:
    """Return everything about some tasks (None: all) as of a day, in document order.

    Of a closed day it is what was kept of them.
    """
    holder = closed.holder_on(connection, as_of)
    if holder is not None:
        return closed.details(connection, holder, ids)
    refs = task_refs(connection, as_of, soon_days, ids)
    if not refs:
        return []
    reader = _DetailReader(connection, as_of, ids, soon_days)
    return [reader.detail(ref) for ref in refs]


class _DetailReader:
    """Reads the parts of details for many tasks at once, and puts one together at a time."""

    def __init__(
        self, connection: Connection, as_of: dt.date, ids: Sequence[int] | None, soon_days: int
    ) -> None:
        self._agencies = names.agencies_on(connection, as_of)
        self._officials = names.officials(connection)
        self._documents = names.documents(connection)
        self._leaders = names.agency_leaders(connection, as_of)
        reports = facts.reports(connection, as_of)
        self._standings = Standings(reports, as_of)
        self._duties = DutyReader(connection, reports.duties, self._agencies, as_of)
        self._tasks = {row.id: row for row in connection.execute(_task_texts(ids))}
        self._assignments = _by_task(connection, _assignments(ids))
        self._limits = _by_task(connection, facts.limits_in_force(as_of, ids))
        self._updates = _by_task(connection, _updates(ids, as_of))
        self._sources = related.sources(connection, ids, as_of, self._documents)
        self._links = related.links(
            connection,
            ids,
            self._documents,
            lambda linked: task_refs(connection, as_of, soon_days, linked),
        )
        self._defects = related.all_defects(connection)
        self._evidence = _by_task(connection, _evidence(ids))

    def detail(self, ref: TaskRef) -> TaskDetail:
        row = self._tasks[ref.id]
        limits = self._limits.get(ref.id, [])
        limit = time_limit_of(limits[-1]) if limits else _UNDETERMINED
        due_days = [limit.due_on for limit in limits]
        moves, first_due_on = extensions(due_days)
        put_off = last_extension(due_days)
        updates = tuple(_update(update) for update in self._updates.get(ref.id, ()))
        in_force = [update for update in updates if not update.reversed]
        turns = (u for u in in_force if u.state not in (TaskState.OPEN, TaskState.CONFIRMED))
        turn = next(turns, None)
        stop = turn if turn is not None and turn.state is TaskState.STOPPED else None
        assessment, source = ref.assessment, self._documents[ref.document_id]
        report = self._standings.of(ref.id, ref.document_id, ref.lead_id, ref.recurrence)
        leader = self._leaders.get(ref.lead_id) if ref.leader_suggested else None
        duties = () if ref.recurrence is None else self._duties_of(ref, ref.recurrence)
        sources = () if ref.confidential else self._sources.get(ref.id, ())
        return TaskDetail(
            id=ref.id,
            code=row.code,
            locator=row.locator,
            title=row.title,
            short_title=row.short_title,
            points=tuple(row.points.splitlines()),
            source_text=row.source_text,
            source_note=row.source_note,
            document=source,
            section_heading=row.heading,
            expected_product=row.expected_product,
            scheme=_scheme(row),
            confidential=ref.confidential,
            assignments=self._roles(ref.id),
            leader=self._official(ref.leader_id),
            leader_suggested=ref.leader_suggested,
            leader_source=leader.source if leader else "",
            time_limit=limit,
            first_due_on=first_due_on,
            extensions=moves,
            extension_authority="" if put_off is None else limits[put_off].authority,
            assessment=assessment,
            standing=report,
            why=why(
                assessment,
                due_on=ref.due_on,
                completed_on=ref.completed_on,
                continuing=ref.recurrence is not None,
                standing=report,
                reported=any(duty.receipts for duty in duties),
                extensions=moves,
                first_due_on=first_due_on,
                stopped_by=stop.product_number if stop else "",
                document=source.short_title,
                closed_on=source.closed_on,
            ),
            state=_state(ref, stop),
            completed_on=ref.completed_on,
            percent=_percent(in_force, completed=ref.completed_on is not None),
            stopped_by=stop.product_number if stop else "",
            updates=updates,
            duties=duties,
            sources=sources,
            links=() if ref.confidential else self._links.get(ref.id, ()),
            defects=() if ref.confidential else self._defects_of(ref, row, sources),
            limits=tuple(LimitRecord(lm.set_on, time_limit_of(lm), lm.authority) for lm in limits),
            evidence=_evidence_of(self._evidence.get(ref.id, ()), updates),
        )

    def _defects_of(
        self, ref: TaskRef, row: Any, sources: Sequence[SourceRecord]
    ) -> tuple[DefectRecord, ...]:
        places = [(ref.document_id, row.locator), *((s.document.id, s.locator) for s in sources)]
        told = " ".join((row.source_note, *(source.note for source in sources)))
        return self._defects.at(places, told)

    def _duties_of(self, ref: TaskRef, recurrence: Recurrence) -> tuple[DutyRecord, ...]:
        return self._duties.of(
            task_id=ref.id,
            document_id=ref.document_id,
            lead_id=ref.lead_id,
            recurrence=recurrence,
        )

    def _roles(self, task_id: int) -> tuple[AssignmentRecord, ...]:
        """Return who does what, each once: merged agencies stand under their common heir."""
        found: dict[AssignmentRecord, None] = {}
        for entry in self._assignments.get(task_id, ()):
            agency = self._agencies[entry.agency_id]
            found[AssignmentRecord(Role(entry.role), agency.id, agency.name)] = None
        return tuple(found)

    def _official(self, official_id: int) -> OfficialRecord | None:
        return self._officials.get(official_id)


def _task_texts(ids: Sequence[int] | None) -> Any:
    return (
        select(
            task,
            section.c.heading,
            scheme.c.number.label("scheme_number"),
            scheme.c.title.label("scheme_title"),
        )
        .select_from(
            task.join(section, section.c.id == task.c.section_id).outerjoin(
                scheme, scheme.c.id == task.c.scheme_id
            )
        )
        .where(facts.among(task.c.id, ids))
    )


def _assignments(ids: Sequence[int] | None) -> Any:
    return (
        select(assignment)
        .where(facts.among(assignment.c.task_id, ids))
        .order_by(assignment.c.task_id, assignment.c.ordinal)
    )


def _updates(ids: Sequence[int] | None, as_of: dt.date) -> Any:
    return (
        select(progress_update, facts.not_reversed().label("in_force"))
        .where(
            facts.among(progress_update.c.task_id, ids),
            progress_update.c.state != "reversal",
            progress_update.c.effective_on <= as_of,
        )
        .order_by(progress_update.c.effective_on.desc(), progress_update.c.id.desc())
    )


def _evidence(ids: Sequence[int] | None) -> Any:
    return (
        select(evidence)
        .where(facts.among(evidence.c.task_id, ids))
        .order_by(evidence.c.task_id, evidence.c.id.desc())
    )


def _by_task(connection: Connection, query: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in connection.execute(query):
        found.setdefault(row.task_id, []).append(row)
    return found


def _scheme(row: Any) -> str:
    if row.scheme_number is None:
        return ""
    title = f": {row.scheme_title}" if row.scheme_title else ""
    return f"Đề án {row.scheme_number}{title}"


def _update(row: Any) -> UpdateRecord:
    return UpdateRecord(
        id=row.id,
        effective_on=row.effective_on,
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by,
        state=TaskState(row.state),
        percent=row.percent,
        product=row.product,
        product_number=row.product_number,
        product_date=row.product_date,
        result=row.result,
        difficulties=row.difficulties,
        proposal=row.proposal,
        directive=row.directive,
        reversed=not row.in_force,
    )


def _percent(in_force: Sequence[UpdateRecord], *, completed: bool) -> int | None:
    """Return the last percent said; that of a completion counts only while it stands."""
    said = (u for u in in_force if completed or u.state is not TaskState.COMPLETED)
    return next((u.percent for u in said if u.percent is not None), None)


def _evidence_of(
    rows: Sequence[Any], updates: Sequence[UpdateRecord]
) -> tuple[EvidenceRecord, ...]:
    """Return the files of the updates that are known on the day."""
    known = {update.id for update in updates}
    return tuple(
        EvidenceRecord(r.id, r.update_id, r.name, r.size, r.sha256, r.added_at, r.added_by)
        for r in rows
        if r.update_id in known
    )


def _state(ref: TaskRef, stop: UpdateRecord | None) -> TaskState:
    if ref.completed_on is not None:
        return TaskState.COMPLETED
    return TaskState.OPEN if stop is None else TaskState.STOPPED
