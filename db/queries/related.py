"""What belongs to tasks beside their own rows: further sources, linked tasks, defects noted there.

A restricted task has nothing but its public title, so nothing of this is read for one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import Connection, or_, select

from app.domain.records import DocumentRecord, TaskRef
from app.domain.sources import (
    DefectRecord,
    LinkRecord,
    SourcePlace,
    SourceRecord,
    named_places,
    places_of,
)
from db.queries import facts
from db.queries.directory import DOCUMENT_ORDER
from db.queries.directory import documents as documents_by_id
from db.queries.kept import kept
from db.queries.schema import document, document_note, section, task, task_link, task_source

_PLACE = (task_source.c.section_id, task_source.c.locator)

Place = tuple[int, str]
"""Document id and locator."""


def source_places(
    connection: Connection, as_of: dt.date, ids: Sequence[int] | None
) -> dict[int, tuple[SourcePlace, ...]]:
    """Return task id → where documents issued by a day ask for its work once more."""
    found: dict[int, tuple[SourcePlace, ...]] = defaultdict(tuple)
    query = (
        select(task_source.c.task_id, task_source.c.document_id, *_PLACE)
        .join(document, document.c.id == task_source.c.document_id)
        .where(facts.among(task_source.c.task_id, ids), document.c.issued_on <= as_of)
        .order_by(*DOCUMENT_ORDER, task_source.c.id)
    )
    for task_id, *place in connection.execute(query):
        found[task_id] += (SourcePlace(*place),)
    return dict(found)


def task_of_source(connection: Connection, code: str) -> list[int]:
    """Return the id of the task that has a source with this code, if there is one."""
    code_of_document, _, place = code.partition("/")
    query = (
        select(task_source.c.task_id)
        .join(document, document.c.id == task_source.c.document_id)
        .where(document.c.code == code_of_document, task_source.c.locator == place)
    )
    return list(connection.execute(query).scalars())


def sources(
    connection: Connection,
    ids: Sequence[int] | None,
    as_of: dt.date,
    documents: Mapping[int, DocumentRecord],
) -> dict[int, tuple[SourceRecord, ...]]:
    """Return task id → its further sources in documents that were issued by a day."""
    found: dict[int, tuple[SourceRecord, ...]] = defaultdict(tuple)
    query = (
        select(task_source, section.c.heading)
        .join(section, section.c.id == task_source.c.section_id)
        .join(document, document.c.id == task_source.c.document_id)
        .where(facts.among(task_source.c.task_id, ids), document.c.issued_on <= as_of)
        .order_by(*DOCUMENT_ORDER, task_source.c.id)
    )
    for row in connection.execute(query):
        found[row.task_id] += (
            SourceRecord(
                document=documents[row.document_id],
                locator=row.locator,
                section_heading=row.heading,
                title=row.title,
                points=tuple(row.points.splitlines()),
                time_text=row.time_text,
                expected_product=row.expected_product,
                note=row.note,
                source_text=row.source_text,
            ),
        )
    return dict(found)


def links(
    connection: Connection,
    ids: Sequence[int] | None,
    documents: Mapping[int, DocumentRecord],
    read_refs: Callable[[Sequence[int]], Iterable[TaskRef]],
) -> dict[int, tuple[LinkRecord, ...]]:
    """Return task id → the tasks that belong to it, in document order.

    Args:
        connection: of the register.
        ids: the tasks; None for all.
        documents: by id.
        read_refs: returns the entries of some tasks as of the day, without those of later days.
    """
    near, far = task_link.c.task_id, task_link.c.other_id
    query = select(task_link).where(or_(facts.among(near, ids), facts.among(far, ids)))
    why: dict[int, dict[int, str]] = defaultdict(dict)
    for row in connection.execute(query):
        why[row.task_id][row.other_id] = row.why
        why[row.other_id][row.task_id] = row.why
    if not why:
        return {}
    texts = {
        row.id: row
        for row in connection.execute(
            select(task.c.id, task.c.locator, task.c.title, task.c.short_title).where(
                facts.among(task.c.id, list(why))
            )
        )
    }
    found: dict[int, tuple[LinkRecord, ...]] = defaultdict(tuple)
    for ref in read_refs(list(why)):
        text = texts[ref.id]
        for task_id, words in why[ref.id].items():
            found[task_id] += (
                LinkRecord(
                    task_id=ref.id,
                    title=text.short_title or text.title,
                    document=documents[ref.document_id],
                    locator=text.locator,
                    assessment=ref.assessment,
                    why=words,
                ),
            )
    return dict(found)


@kept
def all_defects(connection: Connection) -> Defects:
    """Return the defects of all documents."""
    return Defects(connection, documents_by_id(connection))


class Defects:
    """The defects of all documents, by place."""

    def __init__(self, connection: Connection, documents: Mapping[int, DocumentRecord]) -> None:
        """Read them."""
        self._by_place: dict[Place, list[DefectRecord]] = defaultdict(list)
        for row in connection.execute(select(document_note).order_by(document_note.c.id)):
            defect = DefectRecord(
                documents[row.document_id], row.place, row.seen, row.taken_as, row.reason
            )
            for place in named_places(row.place):
                self._by_place[row.document_id, place].append(defect)

    def at(self, places: Iterable[Place], told: str) -> tuple[DefectRecord, ...]:
        """Return what is noted at some paragraphs or their blocks, nearest first, each once.

        Args:
            places: the paragraphs.
            told: notes of the task, which need not be said twice.
        """
        found = (
            defect
            for document_id, locator in places
            for place in places_of(locator)
            for defect in self._by_place.get((document_id, place), ())
        )
        return tuple(defect for defect in dict.fromkeys(found) if not defect.is_told_by(told))
