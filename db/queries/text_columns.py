"""One text of every task as a table column shows it, for filters that look into one column."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from db.queries.schema import task
from db.queries.tasks import latest_results

PLACE, TITLE, PRODUCT, RESULT = "place", "title", "product", "result"


def texts(connection: Connection, column: str, as_of: dt.date) -> dict[int, str]:
    """Return task id → what a column says of it on a day; tasks of which it says nothing are left.

    Args:
        connection: of the register.
        column: `PLACE` (the whole code), `TITLE` (short and full), `PRODUCT` or `RESULT`.
        as_of: the day of the results.

    Raises:
        KeyError: there is no such column.
    """
    if column == RESULT:
        return latest_results(connection, None, as_of)
    columns = {
        PLACE: (task.c.code,),
        TITLE: (task.c.short_title, task.c.title),
        PRODUCT: (task.c.expected_product,),
    }[column]
    rows = connection.execute(select(task.c.id, *columns))
    return {row[0]: " ".join(filter(None, row[1:])) for row in rows if any(row[1:])}
