"""One operation = one transaction = one audit row, with every row before and after.

Services write through `writing` alone. What the session adds, changes or deletes inside the block
is recorded in ``change`` and ``change_row`` in the same transaction, which is what undo reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.domain.errors import ConflictError
from app.domain.phrases import phrase
from app.models import Base, Change, ChangeRow, ChangeTask
from db.engine import begin_write, told_in_words

_UNRECORDED = (Change, ChangeRow, ChangeTask)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, when (local time), and which register, for messages."""

    user: str
    at: dt.datetime
    register_name: str


@dataclass(slots=True)
class Writing:
    """An operation under way: its session, and the audit row that it will leave.

    ``task_ids``: the tasks in whose history it stands, where it is about several.
    """

    session: Session
    author: Author
    change: Change
    task_ids: Sequence[int] = ()
    rows: list[ChangeRow] = field(default_factory=list)


@contextmanager
def writing(  # noqa: PLR0913 - what the audit row says
    engine: Engine,
    author: Author,
    summary: str,
    *,
    kind: str = "do",
    task_id: int | None = None,
    undoes_id: int | None = None,
) -> Iterator[Writing]:
    """Open a transaction with the write lock, record what it does, and commit or leave no trace.

    Args:
        engine: of the register.
        author: who and when.
        summary: the operation in Vietnamese words, for history and undo.
        kind: "do", "undo" or "redo".
        task_id: the task whose history shows the change, if it is about one.
        undoes_id: the change that an undo or redo answers.

    Raises:
        RegisterError: SQLite refused, in words for the user; nothing is written.
        ConflictError: a row was changed by somebody else meanwhile; nothing is written.
    """
    change = Change(
        recorded_at=author.at,
        recorded_by=author.user,
        kind=kind,
        summary=summary,
        task_id=task_id,
        undoes_id=undoes_id,
    )
    with (
        told_in_words(author.register_name),
        begin_write(engine) as connection,
        connection.begin(),
        Session(connection) as session,
    ):
        work = Writing(session, author, change)
        event.listen(session, "after_flush", lambda *_: _record(work))
        yield work
        try:
            session.flush()
            if work.rows:
                session.add(change)
                session.flush()
                for row in work.rows:
                    row.change_id = change.id
                session.add_all(work.rows)
                named = (ChangeTask(change_id=change.id, task_id=task) for task in work.task_ids)
                session.add_all(named)
                session.flush()
        except StaleDataError as error:
            raise ConflictError(
                phrase(
                    "Mục này vừa được sửa ở nơi khác nên chưa ghi đè. Hãy xem lại nội dung mới rồi "
                    "làm lại thao tác."
                )
            ) from error


def _record(work: Writing) -> None:
    session = work.session
    for row in session.new:
        if not isinstance(row, _UNRECORDED):
            work.rows.append(_change_row(row, None, values(row)))
    for row in session.dirty:
        if session.is_modified(row, include_collections=False):
            work.rows.append(_change_row(row, _before(row), values(row)))
    for row in session.deleted:
        work.rows.append(_change_row(row, values(row), None))


def _change_row(row: Any, before: dict[str, Any] | None, after: dict[str, Any] | None) -> ChangeRow:
    return ChangeRow(table_name=row.__tablename__, row_id=row.id, before=before, after=after)


def values(row: Base) -> dict[str, Any]:
    """Return the columns of a row as JSON values (dates and times in ISO form)."""
    return {name: _plain(getattr(row, name)) for name in _columns(row)}


def _columns(row: Base) -> list[str]:
    # The version number guards a write; it is no content, and undo makes a new one.
    attributes = inspect(row).mapper.column_attrs
    return [attribute.key for attribute in attributes if attribute.key != "version"]


def _before(row: Base) -> dict[str, Any]:
    state = inspect(row)
    found = {}
    for name in _columns(row):
        history = state.attrs[name].history
        found[name] = _plain(history.deleted[0] if history.deleted else getattr(row, name))
    return found


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
