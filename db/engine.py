"""From a register to an engine: pragmas, transactions, and errors in words a user understands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterFullError,
    RegisterLockedError,
    RegisterReadOnlyError,
)

BUSY_TIMEOUT_MS = 4000
"""How long to wait for another writer before telling the user."""

_WRITE = "tiendo_write"


def make_engine(path: Path) -> Engine:
    """Return an engine on a SQLite register. Nothing is opened yet.

    Transactions are explicit: reading begins with BEGIN, writing (see `begin_write`) with BEGIN
    IMMEDIATE, so that a writer waits at its start and never fails halfway.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_MS / 1000},
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def begin_write(engine: Engine) -> Connection:
    """Return a connection whose next transaction takes the write lock at once."""
    return engine.connect().execution_options(**{_WRITE: True})


def use_write_ahead_log(engine: Engine) -> None:
    """Switch a new register to WAL, which it keeps for life. Not possible inside a transaction."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA journal_mode = WAL").close()
    finally:
        connection.close()


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling would begin late and commit on its own.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def told_in_words(name: str) -> Iterator[None]:
    """Turn SQLite's errors inside the block into `RegisterError` with advice.

    Args:
        name: the register's name, for the message.
    """
    try:
        yield
    except DBAPIError as error:
        raise in_words(error.orig, name) from error
    except sqlite3.Error as error:
        raise in_words(error, name) from error
    except UnicodeDecodeError as error:  # the driver decodes names out of a damaged schema
        raise damaged(name) from error


def in_words(error: BaseException | None, name: str) -> RegisterError:
    """Return the error for a user that fits a result code (https://sqlite.org/rescode.html)."""
    code = getattr(error, "sqlite_errorcode", None)
    kind = None if code is None else code & 0xFF
    match kind:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return RegisterLockedError(
                f"Sổ “{name}” đang bị chương trình khác giữ. Hãy đóng cửa sổ hoặc lệnh khác đang "
                "dùng sổ này rồi thử lại; chưa có gì bị thay đổi."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return RegisterReadOnlyError(
                f"Không ghi được vào sổ “{name}” vì tệp hoặc thư mục chỉ cho đọc. Hãy chép sổ vào "
                "thư mục của mình trên máy này rồi mở lại; chưa có gì bị thay đổi."
            )
        case sqlite3.SQLITE_FULL:
            return RegisterFullError(
                f"Ổ đĩa chứa sổ “{name}” đã đầy nên không ghi được. Hãy xóa bớt tệp không cần trên "
                "ổ đĩa này rồi làm lại; sổ vẫn nguyên như trước."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(name)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            return RegisterError(
                f"Không đọc hoặc ghi được sổ “{name}”: ổ đĩa, thẻ nhớ có thể đã bị rút hoặc "
                "thư mục không cho ghi. Hãy kiểm tra rồi thử lại; phần đã lưu vẫn còn."
            )
        case _:
            return RegisterError(
                f"Sổ “{name}” báo lỗi ngoài dự kiến ({type(error).__name__}). Thao tác vừa rồi "
                "chưa được ghi; hãy thử lại, nếu vẫn lỗi hãy gửi tệp nhật ký cho người hỗ trợ."
            )


def damaged(name: str) -> RegisterDamagedError:
    """Return the error for a register whose content fails SQLite's check."""
    return RegisterDamagedError(
        f"Sổ “{name}” bị hỏng, chương trình dừng ghi vào tệp này. Hãy mở bản sao lưu gần nhất "
        "và giữ tệp hỏng để nhờ khôi phục."
    )
