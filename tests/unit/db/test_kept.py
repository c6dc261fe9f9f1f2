"""Names kept between reads: given while the register stays as it is, and never a moment longer."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING

import pytest

from app.services import reading
from app.services.register import open_register
from db.engine import begin_write
from db.queries import directory, facts, index
from tests.registers import TODAY

if TYPE_CHECKING:
    from app.services.register import Register

_RENAME = "UPDATE agency SET short_name = 'Sở Mới' WHERE id = (SELECT min(id) FROM agency)"


def _first(register: Register) -> str:
    agencies = reading.load_directory(register, TODAY).agencies
    return agencies[min(agencies)].short_name


def test_what_did_not_change_is_given_again(register: Register) -> None:
    with register.reading() as connection:
        assert directory.agencies(connection) is directory.agencies(connection)
        before = directory.agencies(connection)
    with register.reading() as connection:
        assert directory.agencies(connection) is before


def test_another_day_is_another_question(register: Register) -> None:
    with register.reading() as connection:
        today = directory.agency_leaders(connection, TODAY)
        assert directory.agency_leaders(connection, dt.date(2020, 1, 1)) != today


def test_what_is_written_here_is_seen(register: Register) -> None:
    assert _first(register) != "Sở Mới"
    with begin_write(register.engine) as connection, connection.begin():
        before = directory.agencies(connection)
        connection.exec_driver_sql(_RENAME)
        assert directory.agencies(connection) != before
    assert _first(register) == "Sở Mới"


def test_what_is_taken_back_is_not_seen(register: Register) -> None:
    before = _first(register)
    with begin_write(register.engine) as connection:
        transaction = connection.begin()
        connection.exec_driver_sql(_RENAME)
        assert "Sở Mới" in {each.short_name for each in directory.agencies(connection).values()}
        transaction.rollback()
    assert _first(register) == before


def test_what_others_write_is_seen(register: Register) -> None:
    assert _first(register) != "Sở Mới"
    other = open_register(register.path)
    with begin_write(other.engine) as connection, connection.begin():
        connection.exec_driver_sql(_RENAME)
    other.close()
    assert _first(register) == "Sở Mới"


def test_one_reading_stays_at_one_moment(register: Register) -> None:
    """A reading that has begun goes on to see what it saw, kept or not."""
    other = open_register(register.path)
    with register.reading() as connection:
        before = directory.agencies(connection)
        with begin_write(other.engine) as writing, writing.begin():
            writing.exec_driver_sql(_RENAME)
        assert directory.agencies(connection) == before
    other.close()
    assert _first(register) == "Sở Mới"


@pytest.mark.parametrize("day", [dt.date(2023, 6, 1), dt.date(2026, 2, 20), TODAY])
def test_all_tasks_stand_as_each_of_them_asked_for_alone(register: Register, day: dt.date) -> None:
    with register.reading() as connection:
        every = index.task_refs(connection, day, 7)
        ids = [ref.id for ref in every]
        assert index.task_refs(connection, day, 7, ids) == every


def test_limits_of_a_few_tasks_are_looked_up_not_sought(register: Register) -> None:
    query = facts.limits_in_force(TODAY, [1])
    with register.reading() as connection:
        text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
        steps = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
    assert any("ix_time_limit_task (task_id=?" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_connections_of_one_program_share_what_was_read(register: Register) -> None:
    with register.reading() as one, register.reading() as other:
        assert directory.agencies(one) is directory.agencies(other)


def test_each_connection_sees_its_own_moment(register: Register) -> None:
    """A reading that began before a write keeps what it saw; one that begins later sees more."""
    with register.reading() as early:
        before = directory.agencies(early)
        with begin_write(register.engine) as connection, connection.begin():
            connection.exec_driver_sql(_RENAME)
        with register.reading() as late:
            after = directory.agencies(late)
            assert after != before
            assert directory.agencies(early) == before
            assert directory.agencies(late) == after
    assert _first(register) == "Sở Mới"


def test_what_a_tool_writes_without_a_mark_is_seen(register: Register) -> None:
    with register.reading() as one, register.reading() as other:
        assert directory.agencies(one) is directory.agencies(other)
    tool = sqlite3.connect(register.path)
    with tool:
        tool.execute(_RENAME)
    tool.close()
    with register.reading() as one, register.reading() as other:
        for connection in (one, other):
            agencies = directory.agencies(connection)
            assert agencies[min(agencies)].short_name == "Sở Mới"
    with begin_write(register.engine) as connection, connection.begin():
        connection.exec_driver_sql(_RENAME.replace("Mới", "Nữa"))
    with register.reading() as one, register.reading() as other:
        assert directory.agencies(one) is directory.agencies(other)
    assert _first(register) == "Sở Nữa"
