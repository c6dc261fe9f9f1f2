"""Undo and redo: a reversal is appended, history is never rewritten.

Every operation left the rows that it wrote, before and after. Undo puts editable rows back (through
their version check) and answers appended rows with a reversal; redo does the operation again.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app import models
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.records import ChangeSet, UndoState
from app.services.register import Register
from db.queries.schema import change
from db.unit_of_work import Author, Writing, values, writing

_CLASSES: dict[str, type[models.Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in models.Base.registry.mappers
}
_CHANGED_SINCE = (
    "Không hoàn tác được vì mục này đã được sửa sau đó. Hãy xem lịch sử của mục và sửa trực tiếp."
)


def load_state(register: Register) -> UndoState:
    """Return what Ctrl+Z and Ctrl+Y would do next, in words."""
    with register.reading() as connection:
        undoable = _next_undo(connection)
        redoable = _next_redo(connection)
    return UndoState(
        undo=undoable.summary if undoable else None,
        redo=redoable.summary if redoable else None,
    )


def undo_last(register: Register) -> ChangeSet:
    """Take back the newest operation that still stands.

    Raises:
        InputRefusedError: there is nothing to take back.
        ConflictError: a row was changed since by something that undo does not know.
    """
    return _answer(register, "undo", "Không còn thao tác nào để hoàn tác.")


def redo_last(register: Register) -> ChangeSet:
    """Do again what the newest undo took back, if nothing else was done since.

    Raises:
        InputRefusedError: there is nothing to do again.
        ConflictError: see `undo_last`.
    """
    return _answer(register, "redo", "Không còn thao tác nào để làm lại.")


def _answer(register: Register, kind: str, nothing: str) -> ChangeSet:
    find = _next_undo if kind == "undo" else _next_redo
    with writing(register.engine, register.author(), "", kind=kind) as work:
        # Chosen under the write lock: another window may be undoing the same.
        target = find(work.session.connection())
        if target is None:
            raise InputRefusedError(nothing)
        work.change.summary = target.summary
        work.change.task_id = target.task_id
        work.change.undoes_id = target.id
        tables = _take_back(work, target.id)
    return ChangeSet(
        work.change.id,
        target.summary,
        frozenset({target.task_id} if target.task_id else ()),
        directory=not tables.isdisjoint({"portfolio", "report_duty", "report_receipt"}),
        kind=kind,
    )


def _next_undo(connection: Connection) -> Any:
    """Return the newest "do" or "redo" that no later undo answers; a catalogue is no step."""
    answered = select(change.c.undoes_id).where(change.c.undoes_id.is_not(None))
    return connection.execute(
        select(change)
        .where(change.c.kind.in_(("do", "redo")), change.c.id.not_in(answered))
        .order_by(change.c.id.desc())
        .limit(1)
    ).first()


def _next_redo(connection: Connection) -> Any:
    """Return the newest undo that no redo answers, unless a new operation came after it."""
    answered = select(change.c.undoes_id).where(change.c.undoes_id.is_not(None))
    newest = connection.execute(
        select(change)
        .where(change.c.kind == "undo", change.c.id.not_in(answered))
        .order_by(change.c.id.desc())
        .limit(1)
    ).first()
    if newest is None:
        return None
    done_after = connection.execute(
        select(change.c.id).where(change.c.kind == "do", change.c.id > newest.id).limit(1)
    ).first()
    return None if done_after else newest


def _take_back(work: Writing, change_id: int) -> set[str]:
    rows = work.session.scalars(
        select(models.ChangeRow)
        .where(models.ChangeRow.change_id == change_id)
        .order_by(models.ChangeRow.id.desc())
    ).all()
    for row in rows:
        model = _CLASSES[row.table_name]
        if issubclass(model, models.AppendOnly):
            work.session.add(_reversal(work.session, row, work.author))
        else:
            _put_back(work.session, model, row)
    work.session.flush()
    return {row.table_name for row in rows}


def _reversal(session: Session, row: models.ChangeRow, author: Author) -> models.ProgressUpdate:
    """Answer an appended update: reverse it, or, if it was a reversal, say its original again."""
    update = session.get(models.ProgressUpdate, row.row_id)
    if update is None or row.table_name != models.ProgressUpdate.__tablename__:
        raise ConflictError(_CHANGED_SINCE)
    if update.reverses_id is None:
        return models.ProgressUpdate(
            task_id=update.task_id,
            effective_on=update.effective_on,
            recorded_at=author.at,
            recorded_by=author.user,
            state="reversal",
            reverses_id=update.id,
        )
    original = session.get_one(models.ProgressUpdate, update.reverses_id)
    return models.ProgressUpdate(
        **{
            name: getattr(original, name)
            for name in _columns(models.ProgressUpdate)
            if name not in ("id", "recorded_at", "recorded_by", "reverses_id")
        },
        recorded_at=author.at,
        recorded_by=author.user,
    )


def _put_back(session: Session, model: type[models.Base], row: models.ChangeRow) -> None:
    current = session.get(model, row.row_id)
    if row.after is None:
        session.add(model(**_typed(model, row.before or {})))
        return
    # Versions differ after an undo in between; what must be the same is the content.
    if current is None or _content(values(current)) != _content(row.after):
        raise ConflictError(_CHANGED_SINCE)
    if row.before is None:
        session.delete(current)
        return
    for name, value in _content(_typed(model, row.before)).items():
        setattr(current, name, value)


def _content(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def _columns(model: type[models.Base]) -> list[str]:
    return [attribute.key for attribute in model.__mapper__.column_attrs]


def _typed(model: type[models.Base], plain: dict[str, Any]) -> dict[str, Any]:
    """Turn the JSON values of a change row back into what the columns hold."""
    types = {column.key: column.type.python_type for column in model.__table__.columns}
    return {
        name: types[name].fromisoformat(value)
        if isinstance(value, str) and issubclass(types[name], dt.date)
        else value
        for name, value in plain.items()
    }
