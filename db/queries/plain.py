"""Rows as SQLite holds them: for the few reads that go over every task of a register.

SQLAlchemy's rows know their columns by name and turn every date into an object, which costs three
times what reading does. Here a row is a tuple, a truth is 0 or 1, and a date is its ISO text until
`Days` is asked for it: a register has far fewer days than dates.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, CursorResult, Select


def plain_rows(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """Return all rows of a query in its order; errors are those of `sqlite3`."""
    result = connection.execute(query)
    assert isinstance(result, CursorResult)  # noqa: S101 - a select on a connection
    cursor = result.cursor
    assert cursor is not None  # noqa: S101 - nothing was fetched yet
    rows = list(cursor.fetchall())
    result.close()
    return rows


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
