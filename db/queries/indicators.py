"""The page Chỉ tiêu: indicators with targets, results and who is in charge, as of a day.

There are some hundred of them, so all are read at once: a few statements, the rest in memory.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, exists, select

from app.domain.agreement import compared
from app.domain.indicators import (
    Accumulation,
    Comparison,
    Direction,
    IndicatorBook,
    IndicatorRecord,
    JudgingChoice,
    ResultRecord,
    TargetRecord,
)
from app.domain.records import AgencyRecord, DocumentRecord, OfficialRecord, Role
from app.domain.targets import Measure, Operator, Verdict
from app.domain.task_detail import AssignmentRecord
from db.queries import closed
from db.queries import directory as names
from db.queries.schema import (
    document,
    indicator,
    indicator_assignment,
    judging_target,
    measurement,
    target,
    target_comparison,
)

_reversal = measurement.alias("reversal")

Judgements = Mapping[tuple[int, int, str], tuple[Verdict, str]]
"""(indicator, year, measure) → what a person made of its targets."""


def load(connection: Connection, as_of: dt.date) -> IndicatorBook:
    """Return every indicator that a document issued by a day names, with what is known of it.

    Args:
        connection: in a read transaction, so that all parts are of one moment.
        as_of: the calendar day asked for.
    """
    holder = closed.holder_on(connection, as_of)
    if holder is not None:
        return closed.indicators(connection, holder)
    reader = _Reader(connection, as_of)
    return IndicatorBook(as_of, reader.records(), reader.agencies, reader.documents)


def targets(connection: Connection, as_of: dt.date) -> dict[int, list[TargetRecord]]:
    """Return indicator id → the targets of documents issued by a day, by year."""
    query = (
        select(target, indicator.c.document_id.label("home_id"))
        .join(document, document.c.id == target.c.document_id)
        .join(indicator, indicator.c.id == target.c.indicator_id)
        .where(document.c.issued_on <= as_of)
        .order_by(
            target.c.year,
            target.c.document_id != indicator.c.document_id,
            target.c.place != indicator.c.place,
            *names.DOCUMENT_ORDER,
            target.c.id,
        )
    )
    found: dict[int, list[TargetRecord]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.indicator_id].append(
            TargetRecord(
                document_id=row.document_id,
                place=row.place,
                year=row.year,
                measure=Measure(row.measure),
                from_year=row.from_year,
                operator=Operator(row.operator),
                value=row.value,
                upper=row.upper,
                unit=row.unit,
                text=row.text,
                note=row.note,
            )
        )
    return dict(found)


def results(connection: Connection, as_of: dt.date) -> dict[int, list[ResultRecord]]:
    """Return indicator id → the results in force that were known on a day, oldest first."""
    taken_back = exists(select(_reversal.c.id).where(_reversal.c.reverses_id == measurement.c.id))
    query = (
        select(measurement)
        .where(
            measurement.c.effective_on <= as_of,
            measurement.c.reverses_id.is_(None),
            ~taken_back.correlate(measurement),
        )
        .order_by(measurement.c.period, measurement.c.effective_on, measurement.c.id)
    )
    found: dict[int, list[ResultRecord]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.indicator_id].append(
            ResultRecord(
                period=row.period,
                value=row.value,
                cumulative=row.cumulative,
                unit=row.unit,
                text=row.text,
                document_id=row.document_id or 0,
                place=row.place,
                source=row.source,
                note=row.note,
                effective_on=row.effective_on,
                same_period=row.same_period_last_year,
                estimate=row.estimate,
                rank=row.rank,
                ranked_of=row.ranked_of,
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
                id=row.id,
            )
        )
    return dict(found)


def judgements(connection: Connection) -> Judgements:
    """Return what people made of targets that do not agree."""
    rows = connection.execute(select(target_comparison))
    return {
        (row.indicator_id, row.year, row.measure): (Verdict(row.verdict), row.note) for row in rows
    }


def choices(connection: Connection, as_of: dt.date) -> dict[int, list[JudgingChoice]]:
    """Return indicator id → which targets people had chosen to judge by on a day, oldest first."""
    query = (
        select(judging_target)
        .where(judging_target.c.chosen_on <= as_of)
        .order_by(judging_target.c.chosen_on, judging_target.c.id)
    )
    found: dict[int, list[JudgingChoice]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.indicator_id].append(
            JudgingChoice(row.year, row.document_id, row.place, row.chosen_on, row.chosen_by)
        )
    return dict(found)


@dataclass(frozen=True, slots=True)
class _Charge:
    """Who is in charge of an indicator."""

    roles: tuple[AssignmentRecord, ...]
    leader: OfficialRecord | None
    suggested: bool


class _Reader:
    """Reads the parts, and puts the records together, each under the one that it is part of."""

    def __init__(self, connection: Connection, as_of: dt.date) -> None:
        self.agencies: Mapping[int, AgencyRecord] = names.agencies(connection)
        self.documents: Mapping[int, DocumentRecord] = names.documents(connection)
        self._as_of = as_of
        self._officials = names.officials(connection)
        self._leaders = names.agency_leaders(connection, as_of)
        leaders = connection.execute(select(document.c.id, document.c.leader_id))
        self._document_leaders = {row.id: row.leader_id for row in leaders}
        self._roles = self._read_roles(connection)
        self._targets = targets(connection, as_of)
        self._results = results(connection, as_of)
        self._judgements = judgements(connection)
        self._choices = choices(connection, as_of)
        self._rows = self._known(connection)

    def records(self) -> list[IndicatorRecord]:
        """Return all records; those of documents of the past last, parts after their whole."""
        parts: dict[int, list[Any]] = defaultdict(list)
        known = {row.id for row in self._rows}
        for row in self._rows:
            parts[row.parent_id if row.parent_id in known else 0].append(row)
        found = [record for row in parts[0] for record in self._with_parts(row, parts, None)]
        return sorted(found, key=lambda record: record.closed)

    def _with_parts(
        self, row: Any, parts: Mapping[int, Sequence[Any]], whole: IndicatorRecord | None
    ) -> Iterator[IndicatorRecord]:
        record = self._record(row)
        if whole is not None:
            record = replace(
                record,
                parent_id=whole.id,
                depth=whole.depth + 1,
                block=whole.block,
                group=whole.group,
                closed=whole.closed,
            )
        yield record
        for part in parts.get(row.id, ()):
            yield from self._with_parts(part, parts, record)

    def _record(self, row: Any) -> IndicatorRecord:
        charge = self._charge(row)
        own = self._targets.get(row.id, [])
        home = self.documents[row.document_id]
        followed = any(not self.documents[each.document_id].is_closed(self._as_of) for each in own)
        return IndicatorRecord(
            id=row.id,
            code=row.code,
            parent_id=0,
            depth=0,
            document_id=row.document_id,
            block=row.document_id,
            place=row.place,
            stt=row.stt,
            group=row.group,
            name=row.name,
            unit=row.unit,
            direction=Direction(row.direction),
            accumulation=Accumulation(row.accumulation),
            note=row.note,
            roles=charge.roles,
            leader=charge.leader,
            leader_suggested=charge.suggested,
            targets=tuple(own),
            results=tuple(self._results.get(row.id, ())),
            comparisons=self._comparisons(row.id, own),
            closed=home.is_closed(self._as_of) and not followed,
            choices=tuple(self._choices.get(row.id, ())),
        )

    def _known(self, connection: Connection) -> Sequence[Any]:
        """Return the indicators that a document issued by the day names."""
        query = (
            select(indicator, document.c.issued_on)
            .join(document, document.c.id == indicator.c.document_id)
            .order_by(*names.DOCUMENT_ORDER, indicator.c.document_id, indicator.c.ordinal)
        )
        return [
            row
            for row in connection.execute(query)
            if row.issued_on <= self._as_of or row.id in self._targets
        ]

    def _read_roles(self, connection: Connection) -> dict[int, list[AssignmentRecord]]:
        query = select(indicator_assignment).order_by(
            indicator_assignment.c.indicator_id, indicator_assignment.c.ordinal
        )
        found: dict[int, list[AssignmentRecord]] = defaultdict(list)
        for row in connection.execute(query):
            agency = self.agencies[row.agency_id]
            found[row.indicator_id].append(
                AssignmentRecord(Role(row.role), row.agency_id, agency.name)
            )
        return dict(found)

    def _charge(self, row: Any) -> _Charge:
        """Return agencies and leader: its own > its document's > its first lead's."""
        roles = tuple(self._roles.get(row.id, ()))
        own = row.leader_id or self._document_leaders[row.document_id]
        if own:
            return _Charge(roles, self._officials.get(own), suggested=False)
        lead = next((each.agency_id for each in roles if each.role is Role.LEAD), 0)
        leader = self._leaders.get(lead)
        if leader is None:
            return _Charge(roles, None, suggested=False)
        official = self._officials.get(leader.official_id)
        return _Charge(roles, official, suggested=not leader.confirmed)

    def _comparisons(self, key: int, own: Sequence[TargetRecord]) -> tuple[Comparison, ...]:
        together: dict[tuple[int, Measure], list[TargetRecord]] = defaultdict(list)
        for each in own:
            together[each.year, each.measure].append(each)
        found = [
            compared(several, self.documents, self._judgements.get((key, year, measure.value)))
            for (year, measure), several in sorted(together.items())
            if len(several) > 1
        ]
        return tuple(comparison for comparison in found if comparison is not None)
