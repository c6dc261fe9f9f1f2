"""What an imported document is compared with: names, tasks, indicators, files, drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, or_, select

from db.queries import facts
from db.queries.directory import EXISTS, terms_on
from db.queries.schema import (
    agency,
    agency_alias,
    assignment,
    document,
    document_file,
    import_entry,
    indicator,
    indicator_assignment,
    official,
    review_draft,
    scheme,
    target,
    task,
    task_source,
)


def agency_names(connection: Connection) -> list[tuple[Any, tuple[str, ...]]]:
    """Return every agency (id, name, short_name, collective) with its spellings as written."""
    aliases: dict[int, list[str]] = {}
    for row in connection.execute(select(agency_alias.c.agency_id, agency_alias.c.text)):
        aliases.setdefault(row.agency_id, []).append(row.text)
    rows = connection.execute(
        select(agency.c.id, agency.c.name, agency.c.short_name, agency.c.collective).order_by(
            agency.c.ordinal, agency.c.id
        )
    )
    return [(row, tuple(aliases.get(row.id, ()))) for row in rows]


def leaders(connection: Connection, as_of: dt.date) -> Sequence[Any]:
    """Return the leaders in office on a day: id, name, position, short_position."""
    in_office = set(terms_on(connection, as_of).values())
    columns = (official.c.id, official.c.name, official.c.position, official.c.short_position)
    rows = connection.execute(select(*columns).order_by(official.c.ordinal)).all()
    return [row for row in rows if row.id in in_office]


def all_leaders(connection: Connection) -> Sequence[Any]:
    """Return every term of every leader: id and name."""
    return connection.execute(select(official.c.id, official.c.name)).all()


def schemes(connection: Connection) -> Sequence[Any]:
    """Return every đề án: id, number, title, confidential."""
    columns = (scheme.c.id, scheme.c.number, scheme.c.title, scheme.c.confidential)
    return connection.execute(select(*columns)).all()


def documents(connection: Connection) -> Sequence[Any]:
    """Return every document with its columns of reading."""
    return connection.execute(select(document).where(EXISTS).order_by(document.c.ordinal)).all()


def tasks(connection: Connection) -> Sequence[Any]:
    """Return every task that was not taken back, in document order."""
    columns = (
        task.c.id, task.c.code, task.c.document_id, task.c.locator, task.c.title,
        task.c.short_title, task.c.points, task.c.source_text, task.c.expected_product,
        task.c.leader_id, task.c.confidential,
        document.c.closed_on, document.c.short_title.label("document"),
        document.c.number.label("document_number"),
    )  # fmt: skip
    return connection.execute(
        select(*columns)
        .join(document, document.c.id == task.c.document_id)
        .where(task.c.exists_from < dt.date.max)
        .order_by(task.c.document_id, task.c.ordinal)
    ).all()


def sources(connection: Connection, document_id: int) -> Sequence[Any]:
    """Return the paragraphs of a document that are further sources of tasks of others."""
    columns = (
        task_source.c.id, task_source.c.task_id, task_source.c.locator, task_source.c.title,
        task_source.c.short_title, task_source.c.points, task_source.c.expected_product,
        task_source.c.source_text, task.c.confidential,
    )  # fmt: skip
    return connection.execute(
        select(*columns)
        .join(task, task.c.id == task_source.c.task_id)
        .where(task_source.c.document_id == document_id)
        .order_by(task_source.c.id)
    ).all()


def roles(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, list[str]]]:
    """Return task id → role → names of agencies, first named first."""
    rows = connection.execute(
        select(assignment.c.task_id, assignment.c.role, agency.c.name)
        .join(agency, agency.c.id == assignment.c.agency_id)
        .where(facts.among(assignment.c.task_id, ids))
        .order_by(assignment.c.task_id, assignment.c.ordinal)
    )
    found: dict[int, dict[str, list[str]]] = {}
    for task_id, role, name in rows:
        found.setdefault(task_id, {}).setdefault(role, []).append(name)
    return found


def own_limits(connection: Connection, ids: Sequence[int]) -> dict[int, Any]:
    """Return task id → the time limit that its own document set: its row, the newest in force."""
    rows = connection.execute(facts.limits_in_force(dt.date.max, ids))
    return {row.task_id: row for row in rows if not row.authority}


def entries(connection: Connection, document_id: int) -> Sequence[Any]:
    """Return what the files of a document said of its tasks and indicators, oldest first."""
    return connection.execute(
        select(import_entry)
        .join(document_file, document_file.c.id == import_entry.c.file_id)
        .where(document_file.c.document_id == document_id)
        .order_by(import_entry.c.file_id, import_entry.c.id)
    ).all()


def files(connection: Connection, sha256: str) -> Sequence[Any]:
    """Return the imports of one content, oldest first."""
    query = (
        select(document_file)
        .join(document, document.c.id == document_file.c.document_id)
        .where(document_file.c.sha256 == sha256, EXISTS)
    )
    return connection.execute(query.order_by(document_file.c.id)).all()


def indicators(connection: Connection) -> Sequence[Any]:
    """Return every indicator of a document that exists, or that has a target of one."""
    of_one = select(target.c.indicator_id).join(document, document.c.id == target.c.document_id)
    return connection.execute(
        select(indicator, document.c.short_title.label("document"))
        .join(document, document.c.id == indicator.c.document_id)
        .where(or_(EXISTS, indicator.c.id.in_(of_one.where(EXISTS))))
        .order_by(indicator.c.ordinal, indicator.c.id)
    ).all()


def targets(connection: Connection, document_id: int) -> Sequence[Any]:
    """Return the levels that a document sets."""
    query = select(target).where(target.c.document_id == document_id)
    return connection.execute(query.order_by(target.c.id)).all()


def indicator_roles(connection: Connection) -> dict[int, dict[str, list[str]]]:
    """Return indicator id → role → names of agencies, first named first."""
    rows = connection.execute(
        select(indicator_assignment.c.indicator_id, indicator_assignment.c.role, agency.c.name)
        .join(agency, agency.c.id == indicator_assignment.c.agency_id)
        .order_by(indicator_assignment.c.indicator_id, indicator_assignment.c.ordinal)
    )
    found: dict[int, dict[str, list[str]]] = {}
    for indicator_id, role, name in rows:
        found.setdefault(indicator_id, {}).setdefault(role, []).append(name)
    return found


def drafts(connection: Connection) -> Sequence[Any]:
    """Return the drafts under review without their bodies, the one saved last first."""
    columns = [column for column in review_draft.c if column.name != "body"]
    query = select(*columns).order_by(review_draft.c.saved_at.desc(), review_draft.c.id.desc())
    return connection.execute(query).all()


def draft(connection: Connection, draft_id: int) -> Any:
    """Return a draft with its body, or None."""
    return connection.execute(select(review_draft).where(review_draft.c.id == draft_id)).first()


def draft_of(connection: Connection, sha256: str) -> int | None:
    """Return the number of the newest draft of a content, if there is one."""
    query = select(review_draft.c.id).where(review_draft.c.sha256 == sha256)
    return connection.execute(query.order_by(review_draft.c.id.desc()).limit(1)).scalar()
