"""Lay a draft beside the register: which document it is, and what the register has of each item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.domain.phrases import phrase
from app.domain.review import (
    Decision,
    FieldChange,
    FieldDoubt,
    Fields,
    IndicatorFields,
    ItemKind,
    Match,
    MatchKind,
    ReviewDraft,
    ReviewItem,
    TaskFields,
    WithdrawnFields,
)
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import is_closed
from app.services.importing import match_indicators, stored
from app.services.importing.differences import Standing
from app.services.importing.look_alikes import Candidate, Others, earlier
from app.services.importing.match_document import with_document
from app.services.importing.match_indicators import KnownIndicator
from app.services.importing.match_tasks import (
    Imported,
    Shipped,
    TaskPool,
    gone,
    match_items,
    plain,
    with_changes,
)
from db.queries import catalogue as shipped_queries
from db.queries import importing as queries

if TYPE_CHECKING:
    import datetime as dt

    from sqlalchemy import Connection

_A_VERSION = 0.3
"""Share of the tasks of an earlier file that a file must hold to be another version of it."""


def matched(connection: Connection, draft: ReviewDraft, today: dt.date) -> ReviewDraft:
    """Return a draft compared with the register as it is now.

    Corrections, choices and decisions stay; an item that turned out to be something else than it
    was when the person decided waits again.
    """
    draft = with_document(connection, draft)
    register = _Register(connection, draft, today)
    standing = [item for item in draft.items if item.match.kind is not MatchKind.GONE]
    matches = match_items(standing, register.pool, draft.known)
    matches |= match_indicators.match_indicators(
        [i for i in standing if i.kind is ItemKind.INDICATOR and i.id not in matches],
        register.indicators,
        draft.known,
        same_content=register.pool.same_content,
    )
    items = [register.compared(item, matches.get(item.id, Match()), draft) for item in standing]
    decided = {item.id: item for item in draft.items}
    for each in gone(register.pool, _A_VERSION):
        item = _gone(each)
        items.append(replace(item, decision=decided[item.id].decision) if item.id in decided
                     else item)  # fmt: skip
    return replace(draft, items=tuple(items))


@dataclass(slots=True)
class _Register:
    """What a draft is compared with, read once."""

    pool: TaskPool
    candidates: Sequence[Candidate]
    others: Others
    indicators: Sequence[KnownIndicator]

    def __init__(self, connection: Connection, draft: ReviewDraft, today: dt.date) -> None:
        rows = queries.tasks(connection)
        entries = _newest(queries.entries(connection, draft.document_id))
        self.pool = _pool(connection, draft, rows, entries)
        self.candidates = [
            _candidate(row)
            for row in rows
            if not row.confidential and not is_closed(row.closed_on, today)
        ]
        self.others = Others(self.candidates, draft.document_id)
        self.indicators = _indicators(connection, draft.document_id, entries)

    def compared(self, item: ReviewItem, match: Match, draft: ReviewDraft) -> ReviewItem:
        """Return an item with its match, its look-alikes, and the decision that still holds."""
        if match.kind in (MatchKind.SAME, MatchKind.CHANGED) and self._imported(match):
            match = with_changes(item, match, self.pool, draft.known)
        match = replace(match, changes=_chosen(item.match.changes, match.changes))
        made = replace(item, match=match)
        if match.kind is MatchKind.NONE and item.kind is ItemKind.TASK:
            similar = self.others.like(item)
        elif match.kind is MatchKind.NONE and item.kind is ItemKind.INDICATOR:
            similar = match_indicators.look_alikes(item, self.indicators)
        else:
            similar = ()
        made = replace(made, look_alikes=similar)
        if isinstance(item.fields, WithdrawnFields):
            found = earlier(item.fields.what, item.fields.earlier, self.candidates)
            made = replace(made, fields=replace(item.fields, earlier=found))
        return _decided(made, item)

    def _imported(self, match: Match) -> bool:
        return any(each.standing.id == match.target_id for each in self.pool.imported)


def _decided(made: ReviewItem, before: ReviewItem) -> ReviewItem:
    """Return an item whose decision is what it was, if it was made of the same comparison."""
    if not made.counted:
        return made
    if made.match.kind is MatchKind.SAME:
        doubts = tuple(replace(doubt, settled=True) for doubt in made.doubts)
        return replace(made, decision=Decision.ACCEPTED, doubts=doubts)
    same = (made.match.kind, made.match.target_id) == (before.match.kind, before.match.target_id)
    return made if same else replace(made, decision=Decision.OPEN)


def _chosen(before: Sequence[FieldChange], now: Sequence[FieldChange]) -> tuple[FieldChange, ...]:
    """Return the differences of now, with what the person has said about the same ones."""
    said = {(each.field, each.old, each.new): each.taken for each in before}
    return tuple(
        replace(each, taken=said.get((each.field, each.old, each.new), each.taken)) for each in now
    )


def _gone(each: Imported) -> ReviewItem:
    standing = each.standing
    match = Match(MatchKind.GONE, standing.id, standing.code, standing.title, score=100)
    doubt = FieldDoubt("title", phrase("Bản nhập trước có nhiệm vụ này, bản này không còn."))
    return ReviewItem(
        f"g{standing.id}",
        phrase("{code} (không còn)", code=standing.code),
        (),
        each.text,
        standing.fields,
        (doubt,),
        match=match,
    )


# --- reading --------------------------------------------------------------------------------------


def _newest(rows: Sequence[Any]) -> list[Any]:
    """Return the entries of the newest file of each task and indicator."""
    last: dict[tuple[int | None, int | None], int] = {}
    for row in rows:
        last[row.task_id, row.indicator_id] = row.file_id
    return [row for row in rows if last[row.task_id, row.indicator_id] == row.file_id]


def _pool(
    connection: Connection, draft: ReviewDraft, rows: Sequence[Any], entries: Sequence[Any]
) -> TaskPool:
    own = {row.id: row for row in rows if row.document_id == draft.document_id}
    sources = queries.sources(connection, draft.document_id) if draft.document_id else ()
    elsewhere = {row.task_id for row in sources}
    known = own | {row.id: row for row in rows if row.id in elsewhere}
    standings = _standings(connection, known)
    imported = [
        Imported(
            standings[row.task_id],
            row.place,
            row.source_text,
            _read(row.read),
            further_source=row.task_id not in own,
        )
        for row in entries
        if row.task_id in standings
    ]
    attached = {each.standing.id for each in imported}
    codes = shipped_queries.keys(connection, "task")
    shipped = [
        Shipped(standings[row.id], row.locator, _words(row))
        for row in own.values()
        if row.id not in attached and row.code in codes
    ]
    shipped += [
        Shipped(standings[row.task_id], row.locator, _words(row), further_source=True)
        for row in sources
        if row.task_id not in attached
    ]
    files = queries.files(connection, draft.sha256)
    return TaskPool(
        imported=imported,
        shipped=shipped,
        own_words=frozenset(row.id for row in known.values() if row.code in codes),
        same_content=any(row.document_id == draft.document_id for row in files),
    )


def _standings(connection: Connection, rows: dict[int, Any]) -> dict[int, Standing]:
    ids = list(rows)
    roles = queries.roles(connection, ids)
    limits = queries.own_limits(connection, ids)
    names = {row.id: row.name for row in queries.all_leaders(connection)}
    return {
        task_id: Standing(
            task_id,
            row.code,
            row.short_title,
            TaskFields(
                title=row.title,
                lead=tuple(roles.get(task_id, {}).get("lead", ())),
                coordinating=tuple(roles.get(task_id, {}).get("coordinating", ())),
                monitoring=tuple(roles.get(task_id, {}).get("monitoring", ())),
                receiving=tuple(roles.get(task_id, {}).get("receiving", ())),
                leader=names.get(row.leader_id, ""),
                time_limit=_limit(limits.get(task_id)),
                product=row.expected_product,
                confidential=row.confidential,
            ),
            row.source_text,
        )
        for task_id, row in rows.items()
    }


def _limit(row: Any) -> TimeLimit:
    if row is None:
        return TimeLimit(TimeLimitKind.UNDETERMINED)
    from app.domain.periods import Recurrence  # noqa: PLC0415 - one use

    recurrence = Recurrence(row.recurrence) if row.recurrence else None
    return TimeLimit(TimeLimitKind(row.kind), row.due_on, row.period, recurrence, row.text)


def _words(row: Any) -> str:
    return plain(f"{row.title} {row.points.replace(chr(10), ' ')}")


def _candidate(row: Any) -> Candidate:
    return Candidate(
        row.id,
        row.code,
        row.short_title,
        row.document_id,
        row.document,
        row.document_number or "",
        plain(row.title),
        plain(row.source_text),
    )


def _read(plain_fields: dict[str, Any]) -> Fields | None:
    return stored.decode_fields(plain_fields) if plain_fields else None


def _indicators(
    connection: Connection, document_id: int, entries: Sequence[Any]
) -> list[KnownIndicator]:
    roles = queries.indicator_roles(connection)
    targets: dict[int, list[Any]] = {}
    for target in queries.targets(connection, document_id) if document_id else ():
        targets.setdefault(target.indicator_id, []).append(target)
    read = {row.indicator_id: _read(row.read) for row in entries if row.indicator_id}
    found = []
    for row in queries.indicators(connection):
        for target in targets.get(row.id, [None]):
            fields = match_indicators.fields_of(row, target, roles.get(row.id, {}))
            before = read.get(row.id)
            found.append(
                KnownIndicator(
                    row.id,
                    row.code,
                    row.name,
                    row.document,
                    row.place if row.document_id == document_id else "",
                    target.id if target is not None else 0,
                    target.place if target is not None else "",
                    fields,
                    before if isinstance(before, IndicatorFields) else None,
                )
            )
    return found
