"""The chain of history: every alteration of what was once written is found, and where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import RegisterAlteredError
from app.services import undo
from app.services.register import verify, verify_history
from db import history_chain
from tests.conftest import open_as_office
from tests.registers import DATED, UNDATED, YEARLY, changes, complete

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.register import Register


@pytest.fixture
def worked_on(register: Register) -> Register:
    """Five operations: three completions, one of them undone and done again."""
    for code in (DATED, YEARLY, UNDATED):
        complete(register, code)
    undo.undo_last(register)
    undo.redo_last(register)
    return register


def tamper(register: Register, statement: str) -> None:
    with closing(sqlite3.connect(register.path)) as connection:
        assert connection.execute(statement).rowcount > 0
        connection.commit()


def test_what_the_program_writes_is_whole(worked_on: Register) -> None:
    assert verify_history(worked_on) == len(changes(worked_on)) == 5


def test_a_new_register_has_an_empty_history(register: Register) -> None:
    assert verify_history(register) == 0


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE change SET summary = 'khác' WHERE id = 2", 2),
        ("UPDATE change SET recorded_by = 'ai đó' WHERE id = 5", 5),
        ("UPDATE change SET recorded_at = '2026-01-01 00:00:00.000000' WHERE id = 1", 1),
        ("UPDATE change_row SET after = replace(after, '2026', '2025') WHERE change_id = 3", 3),
        ("DELETE FROM change_row WHERE change_id = 1", 1),
        ("DELETE FROM change WHERE id = 2", 2),
        ("INSERT INTO change_row (change_id, table_name, row_id) VALUES (4, 'task', 1)", 4),
        ("UPDATE history_link SET digest = 'x' WHERE change_id = 3", 3),
        ("DELETE FROM history_link WHERE change_id = 5", 5),
        ("UPDATE progress_update SET product = 'khác' WHERE id = 2", 2),
        ("UPDATE progress_update SET effective_on = '2026-01-01' WHERE id = 1", 1),
    ],
)
def test_an_alteration_is_found_and_said_where(
    worked_on: Register, statement: str, number: int
) -> None:
    tamper(worked_on, statement)
    with pytest.raises(RegisterAlteredError, match=rf"thao tác số {number}\b") as caught:
        verify_history(worked_on)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("table", "words"),
    [("progress_update", "cập nhật tiến độ"), ("measurement", "số liệu chỉ tiêu")],
)
def test_a_row_that_no_operation_wrote_is_found(
    worked_on: Register, table: str, words: str
) -> None:
    with closing(sqlite3.connect(worked_on.path)) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        names = ", ".join(columns)
        values = ", ".join("999" if name == "id" else name for name in columns)
        connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} LIMIT 1"  # noqa: S608
        )
        connection.commit()
    with pytest.raises(RegisterAlteredError, match=f"{words} .dòng 999. không do thao tác nào"):
        verify_history(worked_on)


def test_a_link_taken_from_the_middle_breaks_the_next_one(worked_on: Register) -> None:
    tamper(worked_on, "DELETE FROM history_link WHERE change_id = 2")
    with pytest.raises(RegisterAlteredError, match="thao tác số 3"):
        verify_history(worked_on)


def test_writing_goes_on_behind_a_break_and_does_not_mend_it(worked_on: Register) -> None:
    tamper(worked_on, "UPDATE change SET summary = 'khác' WHERE id = 2")
    undo.undo_last(worked_on)
    with pytest.raises(RegisterAlteredError, match="thao tác số 2"):
        verify_history(worked_on)


def test_history_of_before_is_chained_when_it_is_migrated(worked_on: Register) -> None:
    with worked_on.reading() as connection:
        query = "SELECT change_id, digest FROM history_link ORDER BY change_id"
        written = connection.exec_driver_sql(query).all()
    tamper(worked_on, "DELETE FROM history_link")
    with worked_on.engine.connect() as connection, connection.begin() as transaction:
        history_chain.extend(connection)
        again = connection.exec_driver_sql(query).all()
        transaction.rollback()
    assert again == written


@pytest.fixture(scope="module")
def shared(shipped_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    path = tmp_path_factory.mktemp("chain") / "sổ.tiendo"
    path.write_bytes(shipped_register.read_bytes())
    register = open_as_office(path)
    for code in (DATED, YEARLY, UNDATED):
        complete(register, code)
    yield register
    register.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    row=st.integers(1, 3),
    column=st.sampled_from(["recorded_at", "recorded_by", "kind", "summary"]),
    value=st.text(max_size=20),
)
def test_any_other_text_in_any_column_is_found(
    shared: Register, row: int, column: str, value: str
) -> None:
    with shared.engine.connect() as connection, connection.begin() as transaction:
        query = f"SELECT {column} FROM change WHERE id = ?"  # noqa: S608 - names of ours
        same = connection.exec_driver_sql(query, (row,)).scalar_one() == value
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        statement = f"UPDATE change SET {column} = ? WHERE id = ?"  # noqa: S608
        connection.exec_driver_sql(statement, (value, row))
        found = history_chain.find_break(connection)
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
        transaction.rollback()
    assert (found is None) == same
    if found is not None:
        assert found.change_id == row


def test_a_broken_history_is_no_damage(worked_on: Register) -> None:
    tamper(worked_on, "UPDATE change SET summary = 'khác' WHERE id = 2")
    verify(worked_on)
