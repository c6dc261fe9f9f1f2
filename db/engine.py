"""From a register to an engine: pragmas, transactions, and errors in words a user understands."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterFullError,
    RegisterLockedError,
    RegisterReadOnlyError,
)
from app.domain.phrases import phrase
from db.register_file import DAMAGE_ADVICE, Identity, refuse_moved

BUSY_TIMEOUT_MS = 4000
"""How long to wait for another writer before telling the user."""

_WRITE = "tiendo_write"
_WROTE = "tiendo_wrote"
_FULL_BELOW = 1 << 20
"""Free bytes under which an input or output error means a full disk: SQLite needs 32 KiB at once
for its shared memory, and file systems keep some blocks back."""


def make_engine(path: Path, identity: Identity) -> Engine:
    """Return an engine on a register that exists. Nothing is opened yet.

    Transactions are explicit: reading begins with BEGIN, writing (see `begin_write`) with BEGIN
    IMMEDIATE, so that a writer waits at its start and never fails halfway.

    Args:
        path: the register's file. It is never created, should it be gone.
        identity: the file that was looked at (`register_file.check`). Every new connection and
            every write is refused with `RegisterMovedError` where another one lies there by now.
    """
    guard = _Guard(path, identity)
    # Errors quote no values: they would carry the register's text into the log.
    # The connection used last is used next: it has pages, and what `db.queries.kept` keeps.
    engine = create_engine(
        _url(path), creator=guard.connect, hide_parameters=True, pool_use_lifo=True
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", guard.begin)
    event.listen(engine, "commit", guard.commit)
    event.listen(engine, "checkin", guard.checkin)
    event.listen(engine, "handle_error", guard.explain)
    _guards[engine] = guard
    return engine


def note_checked(engine: Engine) -> None:
    """Take note that the whole file has passed SQLite's check: the first write need not run it."""
    if (guard := _guards.get(engine)) is not None:
        guard.checked = True


def make_new_engine(path: Path) -> Engine:
    """Return an engine that makes the file of a new register, which keeps a WAL for life.

    Nothing else creates a file. The caller has seen to it that none lies there, nor a side file.
    """
    engine = create_engine(_url(path), creator=lambda: _connect(path, "rwc"), hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "connect", _use_write_ahead_log)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _close)
    event.listen(engine, "handle_error", lambda context: _disk_full(path, context))
    return engine


def begin_write(engine: Engine) -> Connection:
    """Return a connection whose next transaction takes the write lock at once."""
    return engine.connect().execution_options(**{_WRITE: True})


@dataclass(slots=True)
class _Guard:
    """Sees to it that connections to a register meet the file that was checked, and no other.

    ``checked``: whether every page has passed SQLite's check. Nothing is written before it has.
    """

    path: Path
    identity: Identity
    checked: bool = False

    def connect(self) -> sqlite3.Connection:
        try:
            connection = _connect(self.path, "rw")
        except sqlite3.Error:
            self._refuse_moved()
            raise
        try:
            # Nothing was read yet, so SQLite has not looked for side files beside a stranger.
            self._refuse_moved()
        except RegisterError:
            connection.close()
            raise
        return connection

    def begin(self, connection: Connection) -> None:
        if is_write(connection):
            self._refuse_moved()
            if not self.checked:
                _refuse_damaged(connection, self.path)
                self.checked = True
        _begin(connection)

    def commit(self, connection: Connection) -> None:
        # SQLite itself would write on into a file that has lost its name.
        if is_write(connection):
            _close(connection)
            self._refuse_moved()
            connection.info[_WROTE] = True

    def checkin(self, connection: sqlite3.Connection | None, record: Any) -> None:
        if connection is not None and record.info.pop(_WROTE, False):
            with suppress(RegisterError, sqlite3.Error):  # it is written: folding in can wait
                self._refuse_moved()
                _fold_in(connection)

    def explain(self, context: ExceptionContext) -> RegisterError | None:
        # What was read of a file that is gone is no damage, and nothing is wrong with the disk.
        self._refuse_moved()
        return _disk_full(self.path, context)

    def _refuse_moved(self) -> None:
        refuse_moved(self.path, self.identity)


_guards: WeakKeyDictionary[Engine, _Guard] = WeakKeyDictionary()


def _refuse_damaged(connection: Connection, path: Path) -> None:
    """Run SQLite's check before the first transaction that writes, outside of it."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute("PRAGMA quick_check(1)")
        if cursor.fetchone() != ("ok",):
            raise damaged(path.stem)
    finally:
        cursor.close()


def _url(path: Path) -> URL:
    # Connections are made by us; SQLAlchemy chooses its pool by this.
    return URL.create("sqlite", database=str(path))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file in a mode of SQLite: "rw" never creates it, "rwc" does."""
    # With every byte escaped, SQLite is given the very name (drive letters and shares too).
    name = quote(os.fsencode(path), safe="")
    return sqlite3.connect(
        f"file:{name}?mode={mode}",
        uri=True,
        check_same_thread=False,
        timeout=BUSY_TIMEOUT_MS / 1000,
    )


def _use_write_ahead_log(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL").close()


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own transaction handling would begin late and commit on its own.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def is_write(connection: Connection) -> bool:
    """Return whether a connection is one of `begin_write`."""
    return bool(connection.get_execution_options().get(_WRITE, False))


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write(connection) else "BEGIN")


def _close(connection: Connection) -> None:
    if is_write(connection):
        from db.history_chain import close_transaction  # noqa: PLC0415 - with the first write

        close_transaction(connection)


def _fold_in(connection: sqlite3.Connection) -> None:
    """Bring what was just committed into the main file and empty the write-ahead log.

    SQLite links the two by their names alone: whoever moves or copies the main file by itself would
    leave behind what is only in the log, and a log left behind is replayed into whatever lies
    beside it next. Another program that reads just now is not waited for: the next write or
    closing does it.
    """
    connection.execute("PRAGMA busy_timeout = 0").close()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}").close()


def _disk_full(path: Path, context: ExceptionContext) -> RegisterError | None:
    """Return the error of a full disk where SQLite only tells of an input or output error.

    It does so where it makes its side files or brings them to the disk (SQLITE_CANTOPEN,
    SQLITE_IOERR_SHMSIZE, _WRITE, _FSYNC …), and Python does not pass on the system's reason.
    """
    if _kind(context.original_exception) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return None
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:  # the disk itself is gone
        return None
    return _full(path.stem) if free < _FULL_BELOW else None


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
    match _kind(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return RegisterLockedError(
                phrase(
                    "Sổ “{name}” đang bị chương trình khác giữ. Hãy đóng cửa sổ hoặc lệnh khác "
                    "đang dùng sổ này rồi thử lại; chưa có gì bị thay đổi.",
                    name=name,
                )
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return RegisterReadOnlyError(
                phrase(
                    "Không ghi được vào sổ “{name}” vì tệp hoặc thư mục chỉ cho đọc. Hãy chép sổ "
                    "vào thư mục của mình trên máy này rồi mở lại; chưa có gì bị thay đổi.",
                    name=name,
                )
            )
        case sqlite3.SQLITE_FULL:
            return _full(name)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(name)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            return RegisterError(
                phrase(
                    "Không đọc hoặc ghi được sổ “{name}”: ổ đĩa, thẻ nhớ có thể đã bị rút hoặc thư "
                    "mục không cho ghi. Hãy kiểm tra rồi thử lại; phần đã lưu vẫn còn.",
                    name=name,
                )
            )
        case _:
            return RegisterError(
                phrase(
                    "Sổ “{name}” báo lỗi ngoài dự kiến ({kind}). Thao tác vừa rồi chưa được ghi; "
                    "hãy thử lại, nếu vẫn lỗi hãy gửi tệp nhật ký cho người hỗ trợ.",
                    name=name,
                    kind=type(error).__name__,
                )
            )


def _kind(error: BaseException | None) -> int | None:
    """Return the primary result code of an SQLite error, without its details."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _full(name: str) -> RegisterFullError:
    return RegisterFullError(
        phrase(
            "Ổ đĩa chứa sổ “{name}” đã đầy nên không ghi được. Hãy xóa bớt tệp không cần "
            "trên ổ đĩa này rồi làm lại; sổ vẫn nguyên như trước.",
            name=name,
        )
    )


def damaged(name: str) -> RegisterDamagedError:
    """Return the error for a register whose content fails SQLite's check."""
    return RegisterDamagedError(
        phrase(
            "Sổ “{name}” bị hỏng, chương trình dừng ghi vào tệp này. {advice}",
            name=name,
            advice=DAMAGE_ADVICE,
        )
    )
