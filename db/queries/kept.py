"""Names and other small things that every read needs, kept for as long as the register stays.

A detail asks for some thirty of them, and asking costs more than SQLite's answer. They are kept
with the connection that read them, and forgotten as soon as that sees the register changed: SQLite
counts what others committed (``PRAGMA data_version``) and what was written here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from db.engine import is_write

P = ParamSpec("P")
T = TypeVar("T")

_PLACE = "tiendo_kept"
_MOST = 200
"""Answers kept; whoever leafs through the days of a year does not keep them all."""


def kept(
    read: Callable[Concatenate[Connection, P], T],
) -> Callable[Concatenate[Connection, P], T]:
    """Make a reading function answer from memory while the register stays as it is.

    What it returns belongs to all who ask: nobody may change it. Its arguments beside the
    connection are hashed.
    """

    def answer(connection: Connection, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if is_write(connection):  # what it wrote may still be taken back
            return read(connection, *args, **kwargs)
        answers = _answers(connection)
        key = (read, args, tuple(kwargs.items()))
        if key not in answers:
            if len(answers) >= _MOST:
                answers.clear()
            answers[key] = read(connection, *args, **kwargs)
        found: T = answers[key]
        return found

    return update_wrapper(answer, read)


def _answers(connection: Connection) -> dict[Any, Any]:
    """Return what is kept of the register as the transaction of a connection sees it."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - it is in use
    # The pragma begins the transaction's read, so it tells of the very state that is read next.
    state = (driver.execute("PRAGMA data_version").fetchone()[0], driver.total_changes)
    seen: tuple[object, dict[Any, Any]] = connection.info.get(_PLACE, (None, {}))
    if seen[0] != state:
        seen = connection.info[_PLACE] = (state, {})
    return seen[1]
