"""What a task can be found by: its own words, its agencies, its document, its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.phrases import phrase, small
from app.domain.records import ROLE_NAMES, Role, SearchedText
from app.services.search_places import words_from_elsewhere
from db import search_index

# The one place that names searchable text; a restricted task has nothing but its public title.
_TEXTS = """
    SELECT task.id, task.title, task.short_title, task.code,
           document.short_title AS document, document.number,
           CASE WHEN task.confidential THEN '' ELSE task.points END AS points,
           CASE WHEN task.confidential THEN '' ELSE task.expected_product END AS product,
           CASE WHEN task.confidential THEN '' ELSE task.source_text END AS source,
           (SELECT json_group_array(
                       json_array(assignment.role, agency.name || ' ' || agency.short_name))
            FROM assignment JOIN agency ON agency.id = assignment.agency_id
            WHERE assignment.task_id = task.id) AS agencies
    FROM task JOIN document ON document.id = task.document_id
    """
_ALL = text(_TEXTS)
# A condition of its own: "all or among these" would walk through every task for a screenful.
_SOME = text(_TEXTS + "WHERE task.id IN (SELECT value FROM json_each(:ids))")  # noqa: S608 - two constants


def index_tasks(connection: Connection, task_ids: Sequence[int] | None) -> None:
    """Put some tasks (None: all) into the search index anew."""
    found = _found_by(connection, task_ids)
    entries = (
        (row.id, " ".join((row.short_title, *(part.text for part in parts))))
        for row, parts in found
    )
    search_index.put(connection, entries)


def searched_texts(
    connection: Connection, task_ids: Sequence[int]
) -> dict[int, tuple[SearchedText, ...]]:
    """Return what some tasks are found by beside their short titles, part by part."""
    return {row.id: parts for row, parts in _found_by(connection, task_ids)}


def _found_by(
    connection: Connection, task_ids: Sequence[int] | None
) -> list[tuple[Any, tuple[SearchedText, ...]]]:
    if task_ids is None:
        rows = connection.execute(_ALL).all()
    else:
        rows = connection.execute(_SOME, {"ids": json.dumps(list(task_ids))}).all()
    elsewhere = words_from_elsewhere(connection, task_ids)
    return [(row, _parts(row, elsewhere.get(row.id, ""))) for row in rows]


def _parts(row: Any, elsewhere: str) -> tuple[SearchedText, ...]:
    """Return the parts of a row of `_TEXTS` that hold anything, in the order of their weight."""
    agencies: dict[str, list[str]] = {}
    for role, names in json.loads(row.agencies):
        agencies.setdefault(role, []).append(names)
    parts = (
        SearchedText(phrase("tên đầy đủ"), row.title),
        *(
            SearchedText(small(ROLE_NAMES[role]), " ".join(agencies[role]))
            for role in Role
            if role in agencies
        ),
        SearchedText(phrase("nội dung"), row.points),
        SearchedText(phrase("sản phẩm"), row.product),
        SearchedText(phrase("văn bản"), f"{row.code} {row.document} {row.number or ''}"),
        SearchedText(phrase("câu gốc"), row.source),
        SearchedText(phrase("ghi chú, nguồn khác"), elsewhere),
    )
    return tuple(part for part in parts if part.text.strip())
