"""Bring a register to the newest schema: one transaction, then the version in the file's header."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from db.engine import begin_write
from db.register_file import APPLICATION_ID, SCHEMA_VERSION


def migrations() -> Config:
    """Return Alembic's configuration; there is no ini file to lose."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def upgrade(engine: Engine, *, before: Callable[[int], None] | None = None) -> None:
    """Run every migration that the register lacks, all in one transaction, and check the outcome.

    The search index is part of the schema, made by its migration. ``user_version`` and
    ``application_id`` are written in the same transaction, so the header never lies.

    Args:
        engine: of the register.
        before: called with the register's version under the write lock, before anything changes.

    Raises:
        RuntimeError: the migrated register fails SQLite's check; nothing is written.
    """
    config = migrations()
    with _without_foreign_keys(engine) as connection, connection.begin():
        if before is not None:
            before(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        _check(connection)


def make_oldest(engine: Engine) -> None:
    """Make an empty register of schema version 1 in a new file: what the self-test upgrades."""
    config = migrations()
    with begin_write(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("PRAGMA user_version = 1")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.commit()


@contextmanager
def _without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """Give a writing connection on which tables may be written anew under their old name.

    SQLite takes such a table away for a moment, which no row that names its rows would survive;
    the switch does nothing inside a transaction.
    """
    with begin_write(engine) as connection:
        cursor = connection.connection.cursor()  # without beginning a transaction
        cursor.execute("PRAGMA foreign_keys = OFF")
        try:
            yield connection
        finally:
            cursor.execute("PRAGMA foreign_keys = ON")
            cursor.close()


def _check(connection: Connection) -> None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found != "ok" or broken is not None:
        raise RuntimeError(f"migrated register fails the check: {found}, {broken}")
