"""Copies of a register by SQLite's own backup interface: whole, of one moment, and verified."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine

from db.engine import damaged

_SIDE_ENDINGS = ("-wal", "-shm", "-journal")
_FULL_BELOW = 1 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """What a copy holds: its schema's version, whose it is, and of which transaction.

    ``key`` and ``mark`` are None in one of a version that had neither.
    """

    version: int
    key: str | None
    mark: str | None


def copy(engine: Engine, target: Path) -> None:
    """Copy a register as it is committed now, and open the copy to see that it is whole.

    It gets its name when it is whole: one that a crash cut short is never found.

    Args:
        engine: of the register; another connection may hold its write lock meanwhile.
        target: a name that is free.

    Raises:
        OSError: the folder cannot be written, or somebody has just taken the name.
        sqlite3.Error: reading or writing failed, for instance on a full disk.
        RegisterDamagedError: the copy fails SQLite's check, and so the register does.
    """
    source = engine.raw_connection()
    try:
        assert source.driver_connection is not None  # noqa: S101 - it was just opened
        _copy(source.driver_connection, target, Path(str(engine.url.database)).stem)
    finally:
        source.close()


def copy_file(source: Path, target: Path) -> None:
    """Copy a closed copy likewise; nothing is written beside it. Errors as of `copy`."""
    with reading(source) as connection:
        _copy(connection, target, source.stem)


def remove(copied: Path) -> None:
    """Remove a copy that is not needed, with what SQLite left beside it."""
    for ending in ("", *_SIDE_ENDINGS):
        with suppress(OSError):
            Path(f"{copied}{ending}").unlink()


def look(copied: Path) -> Content | None:
    """Return what a copy holds; None if it is no register. Only its first pages are read."""
    try:
        with reading(copied) as connection:
            return _content(connection)
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return None


def is_whole(copied: Path) -> bool:
    """Tell whether a copy passes SQLite's check, every page and every link of it."""
    try:
        with reading(copied) as connection:
            return _passes(connection)
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return False


@contextmanager
def reading(closed: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that nobody writes: no side file is looked at or made, so any disk will do."""
    name = quote(os.fsencode(closed), safe="")
    with closing(sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def _copy(source: sqlite3.Connection, target: Path, name: str) -> None:
    part = target.with_name(f"{target.name}.part{os.getpid()}")
    with part.open("xb"):
        pass
    try:
        try:
            with closing(sqlite3.connect(part)) as copied:
                source.backup(copied)
                wanted = _content(copied)
        except sqlite3.Error as error:
            # SQLite tells of a full disk in several ways; here the half copy still fills it.
            if shutil.disk_usage(part.parent).free < _FULL_BELOW:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error
            raise
        if not is_whole(part) or look(part) != wanted:
            raise damaged(name)
        _name(part, target)
    finally:
        remove(part)


def _name(part: Path, target: Path) -> None:
    """Give a copy its name, bring both to the disk, and replace nothing."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if os.path.lexists(target):
        raise FileExistsError(target)
    part.rename(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            with suppress(OSError):  # some file systems cannot
                os.fsync(folder)
        finally:
            os.close(folder)


def _passes(connection: sqlite3.Connection) -> bool:
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    return found == ("ok",) and broken is None


def _content(connection: sqlite3.Connection) -> Content:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    named = "SELECT 1 FROM sqlite_schema WHERE name = 'register_mark'"
    row: tuple[Any, ...] | None = None
    if connection.execute(named).fetchone() is not None:
        row = connection.execute("SELECT register_key, current FROM register_mark").fetchone()
    return Content(int(version), *(row or (None, None)))
