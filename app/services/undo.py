"""Undo and redo: a reversal is appended, history is never rewritten.

Every operation left the rows that it wrote, before and after. Undo puts editable rows back (through
their version check) and answers appended rows with a reversal; redo does the operation again. What
was made and is named by history is not deleted: a task, and the document that came with it, exist
on no day any more; their sections stay with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from app import models
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet, UndoState
from app.services.register import Register
from app.services.search_words import index_tasks
from db.queries.schema import change, change_task
from db.unit_of_work import Author, Writing, values, writing

_CLASSES: dict[str, type[models.Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in models.Base.registry.mappers
}
_Reversible = models.ProgressUpdate | models.TimeLimitRow | models.Measurement | models.DoerUpdate
_REVERSIBLE: dict[str, type[_Reversible]] = {
    "progress_update": models.ProgressUpdate,
    "time_limit": models.TimeLimitRow,
    "measurement": models.Measurement,
    "doer_update": models.DoerUpdate,
}
_DIRECTORY = frozenset(
    {
        *("agency", "agency_alias", "agency_member", "official", "portfolio", "setting"),
        *("document", "indicator", "target", "report_duty", "report_receipt"),
    }
)
"""Tables on which the names, groups or lights of every task may rest."""
_SEARCHED = frozenset({"task", "assignment", "time_limit"})
"""Tables whose words a task is found by."""

_CHANGED_SINCE = phrase(
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
    return _answer(register, "undo", phrase("Không còn thao tác nào để hoàn tác."))


def redo_last(register: Register) -> ChangeSet:
    """Do again what the newest undo took back, if nothing else was done since.

    Raises:
        InputRefusedError: there is nothing to do again.
        ConflictError: see `undo_last`.
    """
    return _answer(register, "redo", phrase("Không còn thao tác nào để làm lại."))


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
        work.task_ids = _tasks_of_several(work.session.connection(), target.id)
        tables, task_ids = _take_back(work, target.id)
        if not tables.isdisjoint(_SEARCHED):
            index_tasks(work.session.connection(), sorted(task_ids))
    return ChangeSet(
        work.change.id,
        target.summary,
        frozenset(task_ids | ({target.task_id} if target.task_id else set())),
        directory=not tables.isdisjoint(_DIRECTORY),
        kind=kind,
    )


def _tasks_of_several(connection: Connection, change_id: int) -> tuple[int, ...]:
    query = select(change_task.c.task_id).where(change_task.c.change_id == change_id)
    return tuple(connection.execute(query).scalars())


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


def _take_back(work: Writing, change_id: int) -> tuple[set[str], set[int]]:
    """Answer every row of a change; return the tables concerned, and the tasks."""
    rows = work.session.scalars(
        select(models.ChangeRow)
        .where(models.ChangeRow.change_id == change_id)
        .order_by(models.ChangeRow.id.desc())
    ).all()
    made = [row for row in rows if row.before is None and _stays(work.session, row)]
    _answer_rows(work, [row for row in rows if row not in made])
    for row in made:
        _take_away(work.session, row)
    work.session.flush()
    return {row.table_name for row in rows}, {task for row in rows for task in _tasks_in(row)}


def _answer_rows(work: Writing, rows: Sequence[models.ChangeRow]) -> None:
    appended = [row for row in rows if issubclass(_CLASSES[row.table_name], models.AppendOnly)]
    said_again: dict[int, models.Base] = {}
    for row in appended:
        answer, original_id = _reversal(work.session, row, work.author)
        said_again[original_id] = answer
        work.session.add(answer)
    work.session.flush()  # what is said again has its number now
    for row in rows:
        if row not in appended:
            _put_back(work.session, row, said_again)
            # One by one: a row that names another is taken back before it, as it was written after.
            work.session.flush()


def _stays(session: Session, row: models.ChangeRow) -> bool:
    """Return whether a row that was made is named by what stays, so that it cannot be deleted."""
    if row.table_name == "indicator":
        results = select(models.Measurement.id).where(models.Measurement.indicator_id == row.row_id)
        return session.scalars(results.limit(1)).first() is not None
    return row.table_name in ("task", "document", "section")


def _take_away(session: Session, row: models.ChangeRow) -> None:
    """Let a task or document that was made exist on no day: changes and updates go on naming it.

    Of a section nothing is seen without its tasks; an indicator with results has lost its levels.
    """
    made = session.get(_CLASSES[row.table_name], row.row_id)
    if made is None or not _stands(values(made), _with_corrections(session, row)):
        raise ConflictError(_CHANGED_SINCE)
    if isinstance(made, models.Task):
        made.exists_from = models.NEVER
    elif isinstance(made, models.Document):
        made.issued_on = models.NEVER


def _tasks_in(row: models.ChangeRow) -> set[int]:
    """Return the tasks that a row is about."""
    if row.table_name == "task":
        return {row.row_id}
    columns = ("task_id", "other_id") if row.table_name == "task_link" else ("task_id",)
    said = row.after or row.before or {}
    return {said[name] for name in columns if said.get(name)}


def _reversal(session: Session, row: models.ChangeRow, author: Author) -> tuple[models.Base, int]:
    """Answer an appended row: reverse it, or, if it was a reversal, say its original again.

    Returns:
        The answer, and the number of the row that it reverses or says again.
    """
    model = _REVERSIBLE.get(row.table_name)
    said = cast("_Reversible | None", session.get(model, row.row_id)) if model else None
    if model is None or said is None:
        raise ConflictError(_CHANGED_SINCE)
    if said.reverses_id is None:
        return _reverse(_standing(session, model, said), author), said.id
    original = cast("_Reversible", session.get_one(model, said.reverses_id))
    again = _content(original)
    if model is not models.TimeLimitRow:
        again |= {"recorded_at": author.at, "recorded_by": author.user}
    return model(**again), original.id


def _standing(session: Session, model: type[_Reversible], said: _Reversible) -> _Reversible:
    """Return an appended row, or the one that says it again since an operation had reversed it."""
    owner = "indicator_id" if isinstance(said, models.Measurement) else "task_id"
    taken_back = select(model.reverses_id).where(model.reverses_id.is_not(None))
    query = select(model).where(
        getattr(model, owner) == getattr(said, owner),
        model.reverses_id.is_(None),
        model.id.not_in(taken_back),
    )
    in_force = cast("Sequence[_Reversible]", session.scalars(query.order_by(model.id.desc())).all())
    if said in in_force:
        return said
    again = next((row for row in in_force if _content(row) == _content(said)), None)
    if again is None:
        raise ConflictError(_CHANGED_SINCE)
    return again


def _content(row: _Reversible) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in _columns(type(row))
        if name not in ("id", "recorded_at", "recorded_by", "reverses_id")
    }


def _reverse(said: _Reversible, author: Author) -> _Reversible:
    if isinstance(said, models.TimeLimitRow):
        return models.TimeLimitRow(
            task_id=said.task_id, set_on=said.set_on, kind="reversal", reverses_id=said.id
        )
    if isinstance(said, models.Measurement):
        return models.Measurement(
            indicator_id=said.indicator_id,
            period=said.period,
            effective_on=said.effective_on,
            recorded_at=author.at,
            recorded_by=author.user,
            reverses_id=said.id,
        )
    reversal = {
        "task_id": said.task_id,
        "effective_on": said.effective_on,
        "recorded_at": author.at,
        "recorded_by": author.user,
        "state": "reversal",
        "reverses_id": said.id,
    }
    if isinstance(said, models.DoerUpdate):
        return models.DoerUpdate(agency_id=said.agency_id, **reversal)
    return models.ProgressUpdate(**reversal)


def _put_back(
    session: Session, row: models.ChangeRow, said_again: Mapping[int, models.Base]
) -> None:
    model = _CLASSES[row.table_name]
    current = session.get(model, row.row_id)
    if row.after is None:
        before = _typed(model, row.before or {})
        if model is models.Evidence and before["update_id"] in said_again:
            before["update_id"] = said_again[before["update_id"]].id
        session.add(model(**before))
        return
    # Versions differ after an undo in between; what must be the same is the content.
    if current is None or not _stands(values(current), _with_corrections(session, row)):
        raise ConflictError(_CHANGED_SINCE)
    if row.before is None:
        session.delete(current)
        return
    before = _typed(model, row.before)
    for name in _changed(row):
        setattr(current, name, before[name])


def _with_corrections(session: Session, row: models.ChangeRow) -> dict[str, Any]:
    """Return what an operation left in a row, as the shipped catalogue has corrected it since."""
    later = session.scalars(
        select(models.ChangeRow)
        .join(models.Change, models.Change.id == models.ChangeRow.change_id)
        .where(
            models.Change.kind == "catalogue",
            models.ChangeRow.change_id > row.change_id,
            models.ChangeRow.table_name == row.table_name,
            models.ChangeRow.row_id == row.row_id,
        )
        .order_by(models.ChangeRow.id)
    )
    left = dict(row.after or {})
    for correction in later:
        after = correction.after or {}
        left |= {name: after[name] for name in _changed(correction) if name in after}
    return left


def _changed(row: models.ChangeRow) -> list[str]:
    """Return the columns that a change gave another value."""
    before, after = row.before or {}, row.after or {}
    return [name for name in before if name != "id" and before[name] != after.get(name)]


def _stands(current: dict[str, Any], left: dict[str, Any]) -> bool:
    # A column that a newer version of the program added was not there to be left.
    return all(current[name] == value for name, value in left.items() if name != "id")


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
