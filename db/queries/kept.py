"""Names and other small things that every read needs, kept for as long as the register stays.

A detail asks for some thirty of them, and asking costs more than SQLite's answer. A connection
forgets them as soon as it sees the register changed: SQLite counts what others committed
(``PRAGMA data_version``) and what was written here.

The connections of one program see the same register, so they share the answers: every transaction
of this program leaves a mark (`db.history_chain`), and where two connections see one mark, they see
one state. A change that left no mark, of another tool or one that was taken back, ends the sharing
until the next mark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from db.engine import is_write

P = ParamSpec("P")
T = TypeVar("T")

_PLACE = "tiendo_kept"
_MOST = 200
"""Answers kept; whoever leafs through the days of a year does not keep them all."""


class _Answers(dict[Any, Any]):
    """What was answered of one state of a register; ``over`` once its mark tells it no more."""

    over = False


@dataclass(slots=True)
class _Seen:
    """What a connection saw of the register last, and the answers that go with it."""

    state: tuple[int, int]
    mark: str | None
    answers: _Answers


@dataclass(slots=True)
class _Shared:
    """The answers that the connections of one program share, and the mark of their state."""

    mark: str | None = None
    answers: _Answers = field(default_factory=_Answers)

    def of(self, mark: str) -> _Answers:
        """Return the answers of a state; those of any other are let go of."""
        if mark != self.mark:
            self.answers.clear()  # a connection that rests in the pool holds them, too
            self.mark, self.answers = mark, _Answers()
        return _Answers() if self.answers.over else self.answers


_shared: WeakKeyDictionary[Engine, _Shared] = WeakKeyDictionary()
_one_at_a_time = Lock()
"""Readers of several threads look for the answers of a state; none may meet a half changed one."""


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
        found: T
        try:
            found = answers[key]
        except KeyError:
            found = read(connection, *args, **kwargs)
            if len(answers) >= _MOST:
                answers.clear()
            answers[key] = found
        return found

    return update_wrapper(answer, read)


def _answers(connection: Connection) -> _Answers:
    """Return what is kept of the register as the transaction of a connection sees it."""
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - it is in use
    # The pragma begins the transaction's read, so it tells of the very state that is read next.
    state = (driver.execute("PRAGMA data_version").fetchone()[0], driver.total_changes)
    seen: _Seen | None = connection.info.get(_PLACE)
    if seen is None or seen.state != state or seen.answers.over:
        seen = connection.info[_PLACE] = _look(connection, state, seen)
    return seen.answers


def _look(connection: Connection, state: tuple[int, int], before: _Seen | None) -> _Seen:
    mark = _mark(connection)
    if mark is None:
        return _Seen(state, None, _Answers())
    if before is not None and before.mark == mark:
        # Something changed and left no mark: the mark no longer tells what others see.
        before.answers.over = True
        return _Seen(state, mark, _Answers())
    with _one_at_a_time:
        shared = _shared.setdefault(connection.engine, _Shared())
        return _Seen(state, mark, shared.of(mark))


def _mark(connection: Connection) -> str | None:
    """Return the mark of the transaction that wrote last; None for a register without marks."""
    try:
        found = connection.exec_driver_sql("SELECT current FROM register_mark").scalar()
    except DBAPIError:  # of an older version, just being brought up to this one
        return None
    return None if found is None else str(found)
