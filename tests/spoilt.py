"""Registers that the program has to refuse: damaged, newer than it, held by another program."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from db.register_file import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def damage(path: Path) -> None:
    """Overwrite pages behind the header, as a bad disk does."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 200_000)


def damage_slightly(path: Path, table: str = "indicator") -> None:
    """Damage what opening does not read, but a check of the whole file finds."""
    with closing(sqlite3.connect(path)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        ).fetchone()[0]
        page_size = connection.execute("PRAGMA page_size").fetchone()[0]
    with path.open("r+b") as file:
        file.seek((root - 1) * page_size)
        file.write(b"\xff" * page_size)


def make_newer(path: Path) -> None:
    """Write the version of a later program into the header."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.commit()


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a register as a program does that lets nobody else in."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("UPDATE setting SET value = value")
        yield
        connection.rollback()
