"""Connections as the register needs them, and SQLite's errors in words."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterFullError,
    RegisterLockedError,
    RegisterReadOnlyError,
)
from db.engine import begin_write, in_words, told_in_words

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

NAME = "Theo dõi"
KNOWN = {
    "SQLITE_BUSY": (RegisterLockedError, "chương trình khác giữ"),
    "SQLITE_BUSY_RECOVERY": (RegisterLockedError, "chương trình khác giữ"),
    "SQLITE_BUSY_SNAPSHOT": (RegisterLockedError, "chương trình khác giữ"),
    "SQLITE_BUSY_TIMEOUT": (RegisterLockedError, "chương trình khác giữ"),
    "SQLITE_LOCKED": (RegisterLockedError, "chương trình khác giữ"),
    "SQLITE_LOCKED_SHAREDCACHE": (RegisterLockedError, "chương trình khác giữ"),
    "SQLITE_READONLY": (RegisterReadOnlyError, "chỉ cho đọc"),
    "SQLITE_READONLY_DBMOVED": (RegisterReadOnlyError, "chỉ cho đọc"),
    "SQLITE_READONLY_DIRECTORY": (RegisterReadOnlyError, "chỉ cho đọc"),
    "SQLITE_PERM": (RegisterReadOnlyError, "chỉ cho đọc"),
    "SQLITE_FULL": (RegisterFullError, "đã đầy"),
    "SQLITE_CORRUPT": (RegisterDamagedError, "bị hỏng"),
    "SQLITE_CORRUPT_INDEX": (RegisterDamagedError, "bị hỏng"),
    "SQLITE_CORRUPT_VTAB": (RegisterDamagedError, "bị hỏng"),
    "SQLITE_NOTADB": (RegisterDamagedError, "bị hỏng"),
    "SQLITE_CANTOPEN": (RegisterError, "đã bị rút"),
    "SQLITE_CANTOPEN_ISDIR": (RegisterError, "đã bị rút"),
    "SQLITE_IOERR": (RegisterError, "đã bị rút"),
    "SQLITE_IOERR_READ": (RegisterError, "đã bị rút"),
    "SQLITE_IOERR_WRITE": (RegisterError, "đã bị rút"),
    "SQLITE_IOERR_FSYNC": (RegisterError, "đã bị rút"),
}
UNEXPECTED = (
    *("SQLITE_ERROR", "SQLITE_INTERNAL", "SQLITE_ABORT", "SQLITE_NOMEM", "SQLITE_INTERRUPT"),
    *("SQLITE_NOTFOUND", "SQLITE_PROTOCOL", "SQLITE_EMPTY", "SQLITE_SCHEMA", "SQLITE_TOOBIG"),
    *("SQLITE_CONSTRAINT", "SQLITE_CONSTRAINT_CHECK", "SQLITE_CONSTRAINT_FOREIGNKEY"),
    *("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_MISMATCH", "SQLITE_MISUSE", "SQLITE_NOLFS"),
    *("SQLITE_AUTH", "SQLITE_FORMAT", "SQLITE_RANGE", "SQLITE_NOTICE", "SQLITE_WARNING"),
)


def raised(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("told by SQLite in English")
    error.sqlite_errorcode = getattr(sqlite3, name)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize("name", KNOWN)
def test_known_codes_have_their_advice(name: str) -> None:
    kind, words = KNOWN[name]
    error = in_words(raised(name), NAME)
    assert type(error) is kind
    assert words in str(error)


@pytest.mark.parametrize("name", [*KNOWN, *UNEXPECTED])
def test_every_code_is_told_in_whole_sentences(name: str) -> None:
    for raising in (raised(name), OperationalError("SELECT 1", {}, raised(name))):
        with pytest.raises(RegisterError) as caught, told_in_words(NAME):
            raise raising
        told = str(caught.value)
        assert f"“{NAME}”" in told
        assert told.endswith(".")
        assert "\n" not in told
        assert "told by SQLite" not in told
        assert caught.value.__cause__ is raising


@pytest.mark.parametrize("name", UNEXPECTED)
def test_unexpected_codes_ask_for_the_log(name: str) -> None:
    error = in_words(raised(name), NAME)
    assert type(error) is RegisterError
    assert "tệp nhật ký" in str(error)


def test_an_error_without_code_is_told_too() -> None:
    assert "tệp nhật ký" in str(in_words(None, NAME))


def test_errors_of_the_program_pass_through() -> None:
    with pytest.raises(ZeroDivisionError), told_in_words(NAME):
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"no database at all" * 100, RegisterDamagedError), (b"", RegisterError)],
)
def test_real_errors_carry_their_code(tmp_path: Path, content: bytes, kind: type) -> None:
    file = tmp_path / "x.tiendo"
    file.write_bytes(content)
    with (
        pytest.raises(kind),
        told_in_words(NAME),
        closing(sqlite3.connect(file)) as connection,
    ):
        connection.execute("SELECT * FROM task")


class _FullDisk(sqlite3.Connection):
    """Fails as SQLite does where a disk has no byte left for a side file."""

    code = sqlite3.SQLITE_IOERR

    def cursor(self, *_arguments: Any) -> Any:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = self.code
        raise error


@pytest.mark.parametrize(
    ("name", "free", "kind"),
    [
        ("SQLITE_IOERR_SHMSIZE", 0, RegisterFullError),
        ("SQLITE_IOERR_WRITE", 0, RegisterFullError),
        ("SQLITE_IOERR_FSYNC", 40_960, RegisterFullError),
        ("SQLITE_CANTOPEN", 0, RegisterFullError),
        ("SQLITE_IOERR_SHMSIZE", 50_000_000, RegisterError),
        ("SQLITE_CANTOPEN", 50_000_000, RegisterError),
        ("SQLITE_IOERR_SHMSIZE", None, RegisterError),
        ("SQLITE_BUSY", 0, RegisterLockedError),
        ("SQLITE_CORRUPT", 0, RegisterDamagedError),
    ],
)
def test_a_disk_without_free_space_is_told_as_full(
    register: Register, monkeypatch: pytest.MonkeyPatch, name: str, free: int | None, kind: type
) -> None:
    def usage(folder: Path) -> Any:
        assert folder == register.path.parent
        if free is None:
            raise OSError(5, "the disk is gone")
        return SimpleNamespace(total=60_000_000, used=0, free=free)

    monkeypatch.setattr(shutil, "disk_usage", usage)
    monkeypatch.setattr(_FullDisk, "code", getattr(sqlite3, name))
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **k: connect(*a, factory=_FullDisk, **k))
    register.engine.dispose()
    with pytest.raises(RegisterError) as caught, register.reading():
        pass
    assert type(caught.value) is kind
    assert ("Ổ đĩa chứa sổ" in str(caught.value)) is (kind is RegisterFullError)
    assert register.name in str(caught.value)


def test_every_connection_checks_keys_and_syncs_fully(register: Register) -> None:
    with register.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "synchronous", "journal_mode")
        }
    assert pragmas == {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal"}


def test_reading_goes_on_while_another_writes(register: Register) -> None:
    with begin_write(register.engine) as writer, writer.begin():
        writer.execute(text("UPDATE setting SET value = '9' WHERE key = 'soon_days'"))
        with register.reading() as reader:
            query = text("SELECT value FROM setting WHERE key = 'soon_days'")
            assert reader.execute(query).scalar_one() == "7"


def test_a_read_transaction_sees_one_moment(register: Register) -> None:
    query = text("SELECT value FROM setting WHERE key = 'soon_days'")
    with register.reading() as reader:
        assert reader.execute(query).scalar_one() == "7"
        with begin_write(register.engine) as writer, writer.begin():
            writer.execute(text("UPDATE setting SET value = '9' WHERE key = 'soon_days'"))
        assert reader.execute(query).scalar_one() == "7"
    with register.reading() as reader:
        assert reader.execute(query).scalar_one() == "9"


def test_a_second_writer_is_told_who_holds_the_register(
    register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.engine.BUSY_TIMEOUT_MS", 20)
    from app.services.register import open_register  # noqa: PLC0415 - after the time-out is set

    first, second = open_register(register_path), open_register(register_path)
    try:
        with (
            begin_write(first.engine) as writer,
            writer.begin(),
            pytest.raises(RegisterLockedError),
            told_in_words(NAME),
            begin_write(second.engine) as other,
            other.begin(),
        ):
            pass
    finally:
        first.close()
        second.close()
