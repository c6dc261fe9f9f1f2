"""Copies of a register by SQLite's own backup interface: whole, of one moment, and verified."""

from __future__ import annotations

import itertools
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Engine

from db.engine import damaged

_SIDE_ENDINGS = ("-wal", "-shm", "-journal")


def free_name(register: Path, words: str) -> Path:
    """Return a name beside a register that nothing has: ``words`` say what the copy is."""
    for number in itertools.count(1):
        again = f"-{number}" if number > 1 else ""
        name = register.with_name(f"{register.stem}.{words}{again}{register.suffix}")
        if not any(os.path.lexists(f"{name}{ending}") for ending in ("", *_SIDE_ENDINGS)):
            return name
    raise AssertionError("counting does not end")


def copy(engine: Engine, target: Path) -> None:
    """Copy a register as it is committed now, and open the copy to see that it is whole.

    Args:
        engine: of the register; another connection may hold its write lock meanwhile.
        target: a name that is free; taken at once, so that nobody else takes it.

    Raises:
        OSError: the folder cannot be written, or somebody has just taken the name.
        sqlite3.Error: reading or writing failed, for instance on a full disk.
        RegisterDamagedError: the copy fails SQLite's check, and so the register does.
    """
    with target.open("xb"):
        pass
    try:
        _copy(engine, target)
    except BaseException:
        remove(target)
        raise


def remove(copied: Path) -> None:
    """Remove a copy that is not needed, with what SQLite left beside it."""
    for ending in ("", *_SIDE_ENDINGS):
        with suppress(OSError):
            Path(f"{copied}{ending}").unlink()


def _copy(engine: Engine, target: Path) -> None:
    source = engine.raw_connection()
    try:
        assert source.driver_connection is not None  # noqa: S101 - it was just opened
        with closing(sqlite3.connect(target)) as copied:
            source.driver_connection.backup(copied)
            version = _version(copied)
    finally:
        source.close()
    if not _is_whole(target, version):
        raise damaged(Path(str(engine.url.database)).stem)


def _is_whole(copied: Path, version: int) -> bool:
    with closing(sqlite3.connect(copied)) as connection:
        try:
            (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        except sqlite3.DatabaseError:
            return False
        return found == "ok" and broken is None and _version(connection) == version


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
