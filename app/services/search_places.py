"""Words that reach a task from elsewhere: further sources, what documents say of time, defects.

A restricted task has nothing but its public title, so nothing reaches it.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.domain.sources import named_places, places_of

_TASKS = """
    SELECT task.id AS task_id, task.document_id, task.locator,
           task.source_note || ' '
           || coalesce((SELECT group_concat(time_limit.text, ' ')
                        FROM time_limit WHERE time_limit.task_id = task.id), '') AS words
    FROM task
    WHERE NOT task.confidential
    """
_SOURCES = """
    SELECT source.task_id, source.document_id, source.locator,
           source.title || ' ' || source.short_title || ' ' || source.points || ' '
           || source.time_text || ' ' || source.expected_product || ' ' || source.note || ' '
           || source.source_text || ' ' || document.code || '/' || source.locator || ' '
           || document.short_title || ' ' || coalesce(document.number, '') AS words
    FROM task_source AS source
    JOIN task ON task.id = source.task_id
    JOIN document ON document.id = source.document_id
    WHERE NOT task.confidential
    """
_AMONG = " AND task.id IN (SELECT value FROM json_each(:ids))"
_FIRST = re.compile(r"#1a?$")
"""Ends the locator of the first task of a block."""

_NOTES = "SELECT document_id, place, seen AS words FROM document_note"


def words_from_elsewhere(connection: Connection, task_ids: Sequence[int] | None) -> dict[int, str]:
    """Return task id → words beside its own, for some tasks (None: all)."""
    notes = _notes_by_place(connection)
    found: dict[int, list[str]] = defaultdict(list)
    for query in (_TASKS, _SOURCES):
        for row in _rows(connection, query, task_ids):
            found[row.task_id].append(row.words)
            found[row.task_id] += [
                notes[row.document_id, place]
                for place in places_of(row.locator)
                if (row.document_id, place) in notes and _belongs(place, row.locator)
            ]
    return {task_id: " ".join(words) for task_id, words in found.items()}


def _belongs(place: str, locator: str) -> bool:
    """Return whether a note at a place is found by a task: that of a block by its first one alone.

    It stands with each of them in the detail; found by all, it would fill a search with noise.
    """
    return "#" in place or _FIRST.search(locator) is not None


def _rows(connection: Connection, query: str, task_ids: Sequence[int] | None) -> Iterable[Any]:
    if task_ids is None:
        return connection.execute(text(query))
    return connection.execute(text(query + _AMONG), {"ids": json.dumps(list(task_ids))})


def _notes_by_place(connection: Connection) -> dict[tuple[int, str], str]:
    """Return (document, place) → its defects, as printed: what a reader of the paper types.

    A note names a block or a paragraph, or several with commas between.
    """
    found: dict[tuple[int, str], str] = defaultdict(str)
    for note in connection.execute(text(_NOTES)):
        for place in named_places(note.place):
            found[note.document_id, place] += f"{note.words} "
    return dict(found)
