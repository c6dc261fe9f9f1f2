"""Rows as SQLite holds them: for the few reads that go over every task of a register.

SQLAlchemy's rows know their columns by name and turn every date into an object, which costs three
times what reading does. Here a row is a tuple, a truth is 0 or 1, and a date is its ISO text until
`Days` is asked for it: a register has far fewer days than dates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, CursorResult, Select

_AT_ONCE = 1_000


def plain_rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a query in its order, one at a time; errors are those of `sqlite3`.

    Rows of a whole register are never held all at once: what a moment needs, the program keeps.
    """
    result = connection.execute(query)
    assert isinstance(result, CursorResult)  # noqa: S101 - a select on a connection
    cursor = result.cursor
    assert cursor is not None  # noqa: S101 - nothing was fetched yet
    try:
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
    finally:
        result.close()


class Days(dict[str | None, dt.date | None]):
    """ISO text → its day, each read once; None stays None.

    Raises:
        ValueError: the register holds something else than a day there.
    """

    def __init__(self) -> None:
        """Know no day yet."""
        super().__init__({None: None})

    def __missing__(self, text: str | None) -> dt.date | None:
        assert text is not None  # noqa: S101 - known from the start
        day = self[text] = dt.date.fromisoformat(text)
        return day
