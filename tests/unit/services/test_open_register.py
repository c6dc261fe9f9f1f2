"""Registers that are refused: one kind of error with advice each, and nothing touched."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterLockedError,
    RegisterMissingError,
    RegisterReadOnlyError,
    RegisterTooNewError,
)
from app.services import reading, tracking
from app.services.register import open_register, verify
from db import register_file
from tests import shipped
from tests.conftest import open_as_office
from tests.registers import DATED, TODAY, changes, completion, task_id
from tests.spoilt import damage, damage_slightly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.services.register import Register

HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2].split(";"):
    connection.execute(statement)
print("held", flush=True)
sys.stdin.read()
"""


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file of a folder with its bytes and its time of change."""
    return {
        item.name: (item.read_bytes(), item.stat().st_mtime_ns)
        for item in folder.iterdir()
        if item.is_file()
    }


def header(path: Path, offset: int, value: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(struct.pack(">I", value))


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text_file(path: Path) -> None:
    path.write_text("Theo dõi nhiệm vụ năm 2026\n" * 50, "utf-8")


def other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE anything (id INTEGER)")


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def truncate_to_the_header(path: Path) -> None:
    os.truncate(path, 100)


def newer(path: Path) -> None:
    header(path, 60, register_file.SCHEMA_VERSION + 1)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "kind", "words"),
    [
        (remove, RegisterMissingError, "Không tìm thấy sổ"),
        (empty, RegisterDamagedError, "không phải là sổ của Tiến Độ"),
        (text_file, RegisterDamagedError, "không phải là sổ của Tiến Độ"),
        (other_database, RegisterDamagedError, "không phải là sổ của Tiến Độ"),
        (folder, RegisterDamagedError, "không phải là sổ của Tiến Độ"),
        (truncate, RegisterDamagedError, "tệp thiếu một phần"),
        (truncate_to_the_header, RegisterDamagedError, "tệp thiếu một phần"),
        (newer, RegisterTooNewError, "phiên bản mới hơn"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_refused_register_is_not_touched(
    register_path: Path, spoil: Callable[[Path], None], kind: type, words: str
) -> None:
    spoil(register_path)
    before = state_of(register_path.parent)
    with pytest.raises(RegisterError) as caught:
        open_register(register_path)
    assert type(caught.value) is kind
    told = str(caught.value)
    assert words in told
    assert told.endswith(".")
    assert "\n" not in told
    assert register_path.stem in told
    assert state_of(register_path.parent) == before


@pytest.mark.parametrize("spoil", [empty, text_file, truncate, damage])
def test_damage_advises_only_what_there_is(
    register_path: Path, spoil: Callable[[Path], None]
) -> None:
    """This version makes no backups: it can only ask for a copy that somebody made."""
    spoil(register_path)
    with pytest.raises(RegisterDamagedError) as caught:
        open_register(register_path).close()
    told = str(caught.value)
    assert "Nếu có bản chép" in told
    assert "giữ lại tệp hỏng" in told
    assert "sao lưu" not in told


def test_an_empty_file_is_called_empty(register_path: Path) -> None:
    empty(register_path)
    with pytest.raises(RegisterDamagedError, match=r"trống \(0 byte\)"):
        open_register(register_path)


@pytest.mark.parametrize("which", ["file", "folder"])
def test_a_read_only_register_is_refused(
    register_path: Path, monkeypatch: pytest.MonkeyPatch, which: str
) -> None:
    locked = register_path if which == "file" else register_path.parent

    def access(path: Any, mode: int) -> bool:
        return not (Path(path) == locked and mode & os.W_OK)

    monkeypatch.setattr(os, "access", access)
    before = state_of(register_path.parent)
    with pytest.raises(RegisterReadOnlyError, match="chỉ đọc được, không ghi được"):
        open_register(register_path)
    assert state_of(register_path.parent) == before


@pytest.mark.parametrize(
    ("error", "words"),
    [(PermissionError(13, "denied"), "Không có quyền đọc"), (OSError(5, "I/O"), "đĩa báo lỗi đọc")],
)
def test_a_file_that_cannot_be_read_is_told(
    register_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    def refuse(_self: Path, *_arguments: Any, **_named: Any) -> None:
        raise error

    with monkeypatch.context() as failing:
        failing.setattr(Path, "open", refuse)
        with pytest.raises(RegisterError, match=words):
            open_register(register_path)


@contextmanager
def held(path: Path, statements: str) -> Iterator[None]:
    """Let another process hold a register inside the block."""
    with subprocess.Popen(  # noqa: S603 - Python itself
        [sys.executable, "-c", HOLDER, str(path), statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield
        finally:
            process.communicate("")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 50)


@pytest.mark.usefixtures("impatient")
def test_a_register_that_another_program_holds_wholly_is_refused(register_path: Path) -> None:
    statements = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; SELECT count(*) FROM setting"
    with held(register_path, statements):
        before = state_of(register_path.parent)
        with pytest.raises(RegisterLockedError, match="đang bị chương trình khác giữ"):
            open_register(register_path)
        assert state_of(register_path.parent) == before
    open_register(register_path).close()


@pytest.mark.usefixtures("impatient")
def test_beside_a_writer_one_may_read_but_not_write(register_path: Path) -> None:
    main_file = register_path.read_bytes()
    with held(register_path, "BEGIN EXCLUSIVE"):
        register = open_as_office(register_path)
        try:
            assert len(reading.load_index(register, TODAY).tasks) == shipped.count()
            task = task_id(register, DATED)
            with pytest.raises(RegisterLockedError, match="chưa có gì bị thay đổi"):
                tracking.complete_task(register, task, completion(), TODAY)
            assert changes(register) == []
            assert register_path.read_bytes() == main_file
        finally:
            register.close()


def test_a_newer_version_still_in_the_side_file_is_refused(register_path: Path) -> None:
    """A newer program that was ended hard leaves its version in the write-ahead log."""
    with closing(sqlite3.connect(register_path, isolation_level=None)) as newer_program:
        newer_program.execute("BEGIN IMMEDIATE")
        newer_program.execute(
            "UPDATE register_mark SET previous = current, current = lower(hex(randomblob(16)))"
        )
        newer_program.execute(f"PRAGMA user_version = {register_file.SCHEMA_VERSION + 1}")
        newer_program.execute("COMMIT")
        with pytest.raises(RegisterTooNewError, match="phiên bản mới hơn"):
            open_register(register_path)


def test_a_closed_register_is_one_file(register_path: Path) -> None:
    open_register(register_path).close()
    assert [item.name for item in register_path.parent.iterdir()] == [register_path.name]


def test_opening_and_reading_change_nothing(register_path: Path) -> None:
    before = register_path.read_bytes()
    register = open_register(register_path)
    reading.load_index(register, TODAY)
    reading.load_details(register, None, TODAY)
    register.close()
    assert register_path.read_bytes() == before


def test_what_was_cut_off_by_a_crash_is_still_there(register_path: Path, tmp_path: Path) -> None:
    """A copy of file and side files taken while open is what a power cut leaves."""
    register = open_as_office(register_path)
    task = task_id(register, DATED)
    after_crash = tmp_path / "after crash"
    after_crash.mkdir()
    with register.reading() as connection:
        # While another reads an older moment, the side file cannot be folded in.
        connection.execute(text("SELECT count(*) FROM change"))
        tracking.complete_task(register, task, completion(), TODAY)
        for item in register_path.parent.iterdir():
            if not item.name.endswith("-shm"):
                (after_crash / item.name).write_bytes(item.read_bytes())
    register.close()
    assert (after_crash / f"{register_path.name}-wal").stat().st_size > 0
    again = open_as_office(after_crash / register_path.name)
    verify(again)
    assert reading.load_detail(again, task, TODAY).completed_on is not None
    again.close()


def test_check_finds_damaged_pages(register_path: Path) -> None:
    damage_slightly(register_path)
    register = open_register(register_path)
    try:
        with pytest.raises(RegisterDamagedError, match="bị hỏng"):
            verify(register)
    finally:
        register.close()


def test_nothing_is_written_before_the_whole_file_was_checked(register_path: Path) -> None:
    damage_slightly(register_path)
    before = register_path.read_bytes()
    register = open_as_office(register_path)
    try:
        task = task_id(register, DATED)
        for _ in range(2):
            with pytest.raises(RegisterDamagedError, match="dừng ghi"):
                tracking.complete_task(register, task, completion(), TODAY)
    finally:
        register.close()
    assert register_path.read_bytes() == before


def test_a_file_that_was_checked_is_not_checked_again(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify(register)
    monkeypatch.setattr("db.engine._refuse_damaged", lambda *_: pytest.fail("checked twice"))
    tracking.complete_task(register, task_id(register, DATED), completion(), TODAY)


def test_check_finds_broken_links(register: Register) -> None:
    verify(register)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("DELETE FROM official WHERE name = 'Nguyễn Tuấn Anh'")
    with pytest.raises(RegisterDamagedError):
        verify(register)


def test_reading_a_damaged_page_is_told_as_damage(register_path: Path) -> None:
    damage_slightly(register_path, "scheme")
    register = open_register(register_path)
    try:
        with pytest.raises(RegisterDamagedError):
            reading.load_details(register, None, TODAY)
    finally:
        register.close()
