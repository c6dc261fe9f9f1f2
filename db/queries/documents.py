"""Reads of the page Văn bản: documents with what is noted about them, and their outlines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.domain.outline import DocumentFacts, DocumentOutline, OutlineSection, OutlineTask
from app.domain.records import DocumentRecord
from app.domain.sources import DefectRecord
from db.queries import catalogue
from db.queries.directory import DOCUMENT_ORDER, documents
from db.queries.schema import document, document_note, section, task, task_source


def facts(connection: Connection, as_of: dt.date) -> tuple[DocumentFacts, ...]:
    """Return the documents issued by a day, in `DOCUMENT_ORDER`."""
    known = documents(connection)
    defects = _defects(connection, known)
    rows = connection.execute(
        select(document).where(document.c.issued_on <= as_of).order_by(*DOCUMENT_ORDER)
    )
    return tuple(
        DocumentFacts(
            document=known[row.id],
            period_from=row.period_from,
            period_to=row.period_to,
            signed_for=row.signed_for,
            bases=_lines(row.basis),
            recipients=_lines(row.recipients),
            defects=tuple(defects.get(row.id, ())),
        )
        for row in rows
    )


def outline(connection: Connection, document_id: int, as_of: dt.date) -> DocumentOutline:
    """Return a document's sections with the tasks that exist on a day where they stand.

    Of a restricted task there is nothing but its public title. A section that came with a task and
    was left empty when the task was taken back is none.
    """
    sections = connection.execute(
        select(section, document.c.code)
        .join(document, document.c.id == section.c.document_id)
        .where(section.c.document_id == document_id)
        .order_by(section.c.ordinal)
    ).all()
    tasks = _tasks(connection, document_id, as_of)
    depths: dict[int, int] = {}
    for row in sections:  # parents stand before their children
        depths[row.id] = depths.get(row.parent_id, -1) + 1
    return DocumentOutline(
        document_id,
        tuple(
            OutlineSection(row.locator, row.heading, depths[row.id], tuple(tasks.get(row.id, ())))
            for row in _shown(connection, sections, set(tasks))
        ),
    )


def _shown(connection: Connection, sections: Sequence[Any], used: set[int]) -> list[Any]:
    """Return the sections that the catalogue ships, or in which a task stands."""
    shipped = catalogue.keys(connection, "section")
    shown: set[int] = set()
    for row in reversed(sections):
        if row.id in used | shown or f"{row.code}/{row.locator}" in shipped:
            shown |= {row.id, row.parent_id}
    return [row for row in sections if row.id in shown]


def _tasks(
    connection: Connection, document_id: int, as_of: dt.date
) -> dict[int, list[OutlineTask]]:
    """Return section id → its tasks, then those of other documents that it asks for once more."""
    found: dict[int, list[OutlineTask]] = defaultdict(list)
    own = (
        select(task)
        .where(task.c.document_id == document_id, task.c.exists_from <= as_of)
        .order_by(task.c.ordinal)
    )
    for row in connection.execute(own):
        text = "" if row.confidential else row.source_text
        found[row.section_id].append(
            OutlineTask(row.id, row.locator, row.short_title or row.title, text)
        )
    further = (
        select(task_source, document.c.short_title.label("elsewhere"), task.c.confidential)
        .join(task, task.c.id == task_source.c.task_id)
        .join(document, document.c.id == task.c.document_id)
        .where(task_source.c.document_id == document_id, task.c.exists_from <= as_of)
        .order_by(task_source.c.id)
    )
    for row in connection.execute(further):
        text = "" if row.confidential else row.source_text
        title = row.short_title or row.title
        found[row.section_id].append(
            OutlineTask(row.task_id, row.locator, title, text, row.elsewhere)
        )
    return found


def _defects(
    connection: Connection, known: dict[int, DocumentRecord]
) -> dict[int, list[DefectRecord]]:
    found: dict[int, list[DefectRecord]] = defaultdict(list)
    for row in connection.execute(select(document_note).order_by(document_note.c.id)):
        found[row.document_id].append(
            DefectRecord(known[row.document_id], row.place, row.seen, row.taken_as, row.reason)
        )
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
