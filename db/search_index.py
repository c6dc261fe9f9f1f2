"""Full-text search without accents: an FTS5 table of folded words, one row a task.

FTS5's own folding leaves đ alone, so words are folded by `app.domain.text` before they are stored
and before they are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection, text

from app.domain.text import fold_words

_DELETE = text("DELETE FROM task_search WHERE rowid = :id")
_INSERT = text("INSERT INTO task_search (rowid, words) VALUES (:id, :words)")
# One row with all ids: fetching 100 000 rows one by one would cost half a keystroke's time.
_MATCH = text(
    "SELECT json_group_array(rowid) FROM"
    " (SELECT rowid FROM task_search WHERE task_search MATCH :query ORDER BY rowid)"
)


def put(connection: Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Index tasks anew: ``(task id, all text a user may look for)``, accents and all."""
    rows = [{"id": task, "words": " ".join(fold_words(words))} for task, words in entries]
    if rows:
        connection.execute(_DELETE, [{"id": row["id"]} for row in rows])
        connection.execute(_INSERT, rows)


def remove(connection: Connection, task_ids: Iterable[int]) -> None:
    """Take tasks that are gone out of the index."""
    rows = [{"id": task} for task in task_ids]
    if rows:
        connection.execute(_DELETE, rows)


def find(connection: Connection, typed: str) -> list[int]:
    """Return ids of the tasks that hold every typed word, the last one as a beginning.

    Nothing a user types can break the query: words are letters and digits only, and quoted.
    """
    words = fold_words(typed)
    if not words:
        return []
    query = " ".join([*(f'"{word}"' for word in words[:-1]), f'"{words[-1]}"*'])
    found: list[int] = json.loads(connection.execute(_MATCH, {"query": query}).scalar_one())
    return found
