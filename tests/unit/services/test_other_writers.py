"""What others write into an open register is noticed once, and told in the words of the history."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import RegisterError
from app.services import importing, portfolios, reading, undo
from app.services.other_writers import OtherWriters
from tests.conftest import open_as_office
from tests.imported import directive
from tests.registers import DATED, DATED_PLACE, UNDATED, complete, execute, task_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.register import Register

ON = dt.date(2026, 3, 5)
DONE = f"hoàn thành nhiệm vụ {DATED_PLACE}"


@pytest.fixture
def others(register: Register) -> Iterator[OtherWriters]:
    made = OtherWriters(register)
    yield made
    made.close()


@pytest.fixture
def beside(register_path: Path) -> Iterator[Register]:
    """Return the same register as a command opens it."""
    opened = open_as_office(register_path)
    yield opened
    opened.close()


def test_nothing_is_told_while_nobody_writes(others: OtherWriters) -> None:
    assert others.look() is None
    assert others.look() is None


def test_what_a_command_wrote_is_told_once(others: OtherWriters, beside: Register) -> None:
    done = complete(beside, DATED, on=ON)
    told = others.look()
    assert told is not None
    assert told.sentence == f"Nơi khác vừa ghi vào sổ: {DONE}."
    assert told.task_ids == {task_id(beside, DATED)}
    assert not told.directory
    assert told.change_id == done.change_id
    assert others.look() is None


def test_one_s_own_changes_are_not_told(
    others: OtherWriters, register: Register, beside: Register
) -> None:
    others.note_own(complete(register, DATED, on=ON))
    assert others.look() is None
    others.note_own(complete(register, UNDATED, on=ON))
    undo.undo_last(beside)
    told = others.look()
    assert told is not None
    assert told.summary.startswith("hoàn tác hoàn thành nhiệm vụ ")


def test_several_changes_are_counted_and_the_newest_is_named(
    others: OtherWriters, beside: Register
) -> None:
    complete(beside, UNDATED, on=ON)
    portfolios.confirm(beside, next(iter(reading.load_directory(beside, ON).officials)))
    complete(beside, DATED, on=ON)
    told = others.look()
    assert told is not None
    assert told.summary == f"3 thao tác, mới nhất là {DONE}"
    assert told.task_ids == {task_id(beside, DATED), task_id(beside, UNDATED)}
    assert told.directory


def test_what_leaves_no_history_is_told_too(others: OtherWriters, beside: Register) -> None:
    execute(beside, "UPDATE task SET title = 'khác' WHERE id = 1")
    told = others.look()
    assert told is not None
    assert told.change_id
    assert told.directory
    assert others.look() is None


def test_what_was_there_before_is_not_told(register: Register, beside: Register) -> None:
    complete(beside, DATED, on=ON)
    late = OtherWriters(register)
    assert late.look() is None
    undo.undo_last(beside)
    told = late.look()
    late.close()
    assert told is not None
    assert told.summary == f"hoàn tác {DONE}"


def test_a_register_that_cannot_be_read_says_so_in_words(
    others: OtherWriters, beside: Register
) -> None:
    execute(beside, "ALTER TABLE change RENAME TO gone")
    with pytest.raises(RegisterError, match="báo lỗi ngoài dự kiến"):
        others.look()


def test_keeping_a_draft_under_review_is_not_told(
    others: OtherWriters, beside: Register, tmp_path: Path
) -> None:
    draft = importing.open_review(beside, directive(tmp_path))
    assert others.look() is None
    importing.save_review(beside, draft)
    assert others.look() is None
    importing.delete_review(beside, draft.id)
    assert others.look() is None
    complete(beside, DATED, on=ON)
    assert others.look() is not None
