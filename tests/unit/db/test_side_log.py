"""Whose a write-ahead log is: told before SQLite replays it into what lies beside it."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from app.domain.errors import RegisterStrayFileError
from app.services import reading
from app.services.register import open_register, verify
from db import side_log
from tests.conftest import open_as_office
from tests.registers import DATED, TODAY, UNDATED, YEARLY, changes, complete, completion, task_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.register import Register

CODES = (DATED, YEARLY, UNDATED)


def beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


def state(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@contextmanager
def unfolded(path: Path) -> Iterator[Register]:
    """Open a register beside a reader: what is written stays in its log."""
    register = open_as_office(path)
    try:
        with register.reading() as connection:
            connection.execute(text("SELECT count(*) FROM change"))
            yield register
    finally:
        register.close()


def crashed(path: Path, folder: Path, *codes: str) -> Path:
    """Return what a power cut leaves of a register in which tasks were completed."""
    folder.mkdir()
    with unfolded(path) as register:
        for code in codes:
            complete(register, code)
        left = folder / path.name
        shutil.copyfile(path, left)
        shutil.copyfile(beside(path, "-wal"), beside(left, "-wal"))
    assert beside(left, "-wal").stat().st_size
    return left


def copied(path: Path, folder: Path) -> Path:
    folder.mkdir()
    return shutil.copyfile(path, folder / path.name)


def refused(path: Path) -> None:
    before = state(path.parent)
    with pytest.raises(RegisterStrayFileError) as caught:
        open_register(path)
    told = str(caught.value)
    assert path.name in told
    assert "đổi tên" in told
    assert "\n" not in told
    assert told.endswith(".")
    assert state(path.parent) == before


@pytest.mark.parametrize("count", [1, 2, 3])
def test_its_own_log_is_recovered_whole(register_path: Path, tmp_path: Path, count: int) -> None:
    left = crashed(register_path, tmp_path / "left", *CODES[:count])
    assert side_log.refuse_stray(left)
    register = open_as_office(left)
    try:
        verify(register)
        assert len(changes(register)) == count
        for code in CODES[:count]:
            detail = reading.load_detail(register, task_id(register, code), TODAY)
            assert detail.completed_on == completion().completed_on
    finally:
        register.close()


def test_the_log_of_another_register_is_told_apart(register_path: Path, tmp_path: Path) -> None:
    other = copied(register_path, tmp_path / "other")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE register_mark SET register_key = ?", ("a" * 32,))
        connection.commit()
    left = crashed(other, tmp_path / "left", DATED)
    shutil.copyfile(beside(left, "-wal"), beside(register_path, "-wal"))
    refused(register_path)
    if sys.platform != "win32":  # links want a right of their own there
        link = tmp_path / "liên kết.tiendo"
        link.symlink_to(register_path)
        with pytest.raises(RegisterStrayFileError):
            open_register(link)
    beside(register_path, "-wal").unlink()
    open_register(register_path).close()


def test_a_log_beside_an_older_copy_of_the_same_register(
    register_path: Path, tmp_path: Path
) -> None:
    older = copied(register_path, tmp_path / "older")
    register = open_as_office(register_path)
    complete(register, DATED)
    register.close()
    left = crashed(register_path, tmp_path / "left", YEARLY)
    shutil.copyfile(beside(left, "-wal"), beside(older, "-wal"))
    refused(older)


def test_a_log_beside_a_newer_copy_of_the_same_register(
    register_path: Path, tmp_path: Path
) -> None:
    left = crashed(register_path, tmp_path / "left", DATED)
    register = open_as_office(register_path)  # what was in the log was folded in by now
    complete(register, YEARLY)
    register.close()
    shutil.copyfile(beside(left, "-wal"), beside(register_path, "-wal"))
    refused(register_path)


def test_a_log_that_was_folded_in_already_does_no_harm(register_path: Path, tmp_path: Path) -> None:
    left = crashed(register_path, tmp_path / "left", DATED)
    shutil.copyfile(beside(left, "-wal"), beside(register_path, "-wal"))
    register = open_as_office(register_path)
    try:
        assert len(changes(register)) == 1
        verify(register)
    finally:
        register.close()


def test_a_log_half_folded_in_is_recovered(register_path: Path, tmp_path: Path) -> None:
    """Killed while folding in: any of the log's pages may be in the main file, or none of it."""
    left = crashed(register_path, tmp_path / "left", *CODES)
    old, new = left.read_bytes(), register_path.read_bytes()
    pages = max(len(old), len(new)) // 4096
    for turn, kept in enumerate([1, pages // 2, pages - 1, *range(2, pages, max(1, pages // 12))]):
        half = tmp_path / f"half{turn}" / left.name
        half.parent.mkdir()
        half.write_bytes(new[: kept * 4096] + old[kept * 4096 :])
        shutil.copyfile(beside(left, "-wal"), beside(half, "-wal"))
        register = open_as_office(half)
        try:
            assert len(changes(register)) == len(CODES)
            verify(register)
        finally:
            register.close()


def test_garbage_in_its_place_is_no_log(register_path: Path) -> None:
    beside(register_path, "-wal").write_bytes(b"garbage" * 1000)
    assert not side_log.refuse_stray(register_path)
    register = open_register(register_path)
    verify(register)
    register.close()


def test_a_log_cut_off_in_its_last_transaction(register_path: Path, tmp_path: Path) -> None:
    left = crashed(register_path, tmp_path / "left", DATED, YEARLY)
    with beside(left, "-wal").open("r+b") as file:
        file.truncate(beside(left, "-wal").stat().st_size - 100)
    register = open_as_office(left)
    try:
        assert len(changes(register)) == 1
        verify(register)
    finally:
        register.close()


def test_a_journal_is_never_a_registers_own(register_path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other, isolation_level=None)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("CREATE TABLE anything (words)")
        connection.execute("INSERT INTO anything VALUES (randomblob(20000))")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE anything SET words = randomblob(30000)")
        journal = Path(f"{other}-journal").read_bytes()
        connection.execute("ROLLBACK")
    assert journal.startswith(b"\xd9\xd5\x05\xf9")
    beside(register_path, "-journal").write_bytes(journal)
    refused(register_path)


def without_marks(path: Path) -> None:
    """Take away what a program of before did not write."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE register_mark")
        connection.execute("DROP TABLE history_link")
        connection.execute("PRAGMA user_version = 4")
        connection.commit()


def log_of_a_tool(register_path: Path, folder: Path) -> Path:
    """Return a copy of a register beside a log that no program of ours has written."""
    with closing(sqlite3.connect(register_path, isolation_level=None)) as tool:
        tool.execute("UPDATE setting SET value = 'sửa bằng công cụ khác' WHERE key = 'soon_days'")
        left = copied(register_path, folder)
        shutil.copyfile(beside(register_path, "-wal"), beside(left, "-wal"))
    return left


def test_a_log_of_an_older_register_is_tried_on_a_copy(register_path: Path, tmp_path: Path) -> None:
    without_marks(register_path)
    left = log_of_a_tool(register_path, tmp_path / "left")
    names = set(state(left.parent))
    assert side_log.refuse_stray(left)
    assert set(state(left.parent)) == names


def test_a_log_without_marks_is_none_of_a_marked_register(
    register_path: Path, tmp_path: Path
) -> None:
    left = log_of_a_tool(register_path, tmp_path / "left")
    refused(left)


def test_a_log_without_marks_of_another_history_is_refused(
    register_path: Path, tmp_path: Path
) -> None:
    other = copied(register_path, tmp_path / "other")
    register = open_as_office(register_path)
    complete(register, DATED)
    register.close()
    for path in (register_path, other):
        without_marks(path)
    with closing(sqlite3.connect(other, isolation_level=None)) as tool:
        tool.execute(
            "INSERT INTO change (recorded_at, recorded_by, kind, summary) "
            "VALUES ('2026-01-01', 'x', 'do', 'khác')"
        )
        shutil.copyfile(beside(other, "-wal"), beside(register_path, "-wal"))
    with pytest.raises(RegisterStrayFileError):
        side_log.refuse_stray(register_path)


@pytest.mark.skipif(
    sys.platform == "win32", reason="SQLite's locks there keep files from being read"
)
def test_looking_beside_a_live_writer_takes_its_log_for_its_own(register_path: Path) -> None:
    with unfolded(register_path) as register:
        for code in CODES:
            complete(register, code)
            assert side_log.refuse_stray(register_path)


def test_every_transaction_leaves_a_mark_that_can_be_read_from_the_page(
    register: Register,
) -> None:
    seen = []
    for code in CODES:
        complete(register, code)
        with register.reading() as connection:
            query = "SELECT register_key, previous, current FROM register_mark"
            told = side_log.Mark(*connection.exec_driver_sql(query).one())
            root = connection.exec_driver_sql(
                "SELECT rootpage FROM sqlite_schema WHERE name = 'register_mark'"
            ).scalar_one()
        page = register.path.read_bytes()[(root - 1) * 4096 : root * 4096]
        assert side_log.mark_on(page) == told
        seen.append(told)
    assert [one.current for one in seen[:-1]] == [two.previous for two in seen[1:]]
