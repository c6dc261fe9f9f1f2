"""One operation is one transaction with one audit row, or no trace at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from app import models
from app.domain.errors import ConflictError, RegisterError
from db.unit_of_work import writing
from tests.registers import DATED, TODAY, changes, execute, rows_of, task_id, update

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.services.register import Register


def setting(session: Session, key: str = "soon_days") -> models.Setting:
    return session.scalars(select(models.Setting).where(models.Setting.key == key)).one()


def test_rows_are_kept_before_and_after(register: Register) -> None:
    task = task_id(register, DATED)
    with writing(register.engine, register.author(), "thử", task_id=task) as work:
        setting(work.session).value = "10"
        work.session.add(update(task, dt.date(2026, 11, 2), percent=40))
        work.session.delete(setting(work.session, "place"))
    (change,) = changes(register)
    assert (change.kind, change.summary, change.task_id) == ("do", "thử", task)
    assert (change.recorded_by, change.recorded_at) == ("can.bo", register.clock())
    with register.reading() as connection:
        rows = connection.execute(select(models.ChangeRow.__table__)).all()
    kept = {row.table_name: (row.before, row.after) for row in rows if row.after}
    before, after = kept["setting"]
    assert (before["value"], after["value"]) == ("7", "10")
    assert kept["progress_update"][0] is None
    assert kept["progress_update"][1]["effective_on"] == "2026-11-02"
    (gone,) = [row for row in rows if row.after is None]
    assert (gone.table_name, gone.before["value"]) == ("setting", "Lào Cai")
    assert {row.change_id for row in rows} == {change.id}


def test_nothing_written_is_no_operation(register: Register) -> None:
    with writing(register.engine, register.author(), "thử") as work:
        setting(work.session).value = "7"
    assert changes(register) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_an_error_inside_leaves_no_trace(register: Register, error: type[BaseException]) -> None:
    before = rows_of(register, "setting")

    def operation() -> None:
        with writing(register.engine, register.author(), "thử") as work:
            setting(work.session).value = "10"
            work.session.flush()
            raise error

    with pytest.raises(error):
        operation()
    assert rows_of(register, "setting") == before
    assert changes(register) == []


def test_a_row_changed_meanwhile_is_a_conflict(register: Register) -> None:
    # What another connection would have done between reading and writing.
    other = text("UPDATE setting SET value = '9', version = version + 1 WHERE key = 'soon_days'")

    def operation() -> None:
        with writing(register.engine, register.author(), "thử") as work:
            row = setting(work.session)
            work.session.execute(other)
            row.value = "10"

    with pytest.raises(ConflictError, match="vừa được sửa ở nơi khác"):
        operation()
    assert changes(register) == []


def test_a_broken_rule_of_the_database_is_told_in_words(register: Register) -> None:
    task = task_id(register, DATED)
    with (
        pytest.raises(RegisterError, match="ngoài dự kiến"),
        writing(register.engine, register.author(), "thử") as work,
    ):
        work.session.add(update(task, TODAY, percent=140))
    assert rows_of(register, "progress_update") == []


def test_an_update_is_reversed_once_at_most(register: Register) -> None:
    task = task_id(register, DATED)
    with writing(register.engine, register.author(), "thử") as work:
        work.session.add(update(task, TODAY))
    with writing(register.engine, register.author(), "thử") as work:
        work.session.add(update(task, TODAY, "reversal", reverses_id=1))
    with (
        pytest.raises(RegisterError),
        writing(register.engine, register.author(), "thử") as work,
    ):
        work.session.add(update(task, TODAY, "reversal", reverses_id=1))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE progress_update SET state = 'done'",
        "UPDATE progress_update SET state = 'reversal'",
        "UPDATE progress_update SET reverses_id = 1",
        "UPDATE progress_update SET task_id = 99999",
        "UPDATE time_limit SET due_on = NULL WHERE kind = 'date'",
        "UPDATE time_limit SET recurrence = 'monthly' WHERE kind = 'date'",
        "UPDATE assignment SET role = 'boss'",
        "UPDATE portfolio SET valid_to = '2020-01-01'",
        "UPDATE change SET kind = 'other'",
        "DELETE FROM agency",
    ],
)
def test_the_database_keeps_its_own_rules(register: Register, statement: str) -> None:
    task = task_id(register, DATED)
    with writing(register.engine, register.author(), "thử") as work:
        work.session.add(update(task, TODAY))
    with pytest.raises(Exception, match="constraint failed"):
        execute(register, statement)
