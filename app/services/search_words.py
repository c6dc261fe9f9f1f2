"""What a task can be found by: its own words, its agencies, its document, its place."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, text

from app.services.search_places import words_from_elsewhere
from db import search_index

# The one place that names searchable text; a restricted task has nothing but its public title.
_WORDS = text(
    """
    SELECT task.id,
           task.title || ' ' || task.short_title || ' ' || task.code || ' '
           || document.short_title || ' '
           || coalesce(document.number, '') || ' '
           || CASE WHEN task.confidential THEN '' ELSE
              task.points || ' ' || task.expected_product || ' ' || task.source_text END || ' '
           || coalesce((SELECT group_concat(agency.name || ' ' || agency.short_name, ' ')
                        FROM assignment JOIN agency ON agency.id = assignment.agency_id
                        WHERE assignment.task_id = task.id), '') AS words
    FROM task JOIN document ON document.id = task.document_id
    WHERE :all OR task.id IN (SELECT value FROM json_each(:ids))
    """
)


def index_tasks(connection: Connection, task_ids: Sequence[int] | None) -> None:
    """Put some tasks (None: all) into the search index anew."""
    parameters = {"all": task_ids is None, "ids": json.dumps(list(task_ids or ()))}
    rows = connection.execute(_WORDS, parameters).all()
    more = words_from_elsewhere(connection, task_ids)
    search_index.put(connection, ((row.id, f"{row.words} {more.get(row.id, '')}") for row in rows))
