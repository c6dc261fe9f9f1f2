"""Bring a register to the newest schema: one transaction, then the version in the file's header."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from db.engine import begin_write
from db.register_file import APPLICATION_ID, SCHEMA_VERSION


def migrations() -> Config:
    """Return Alembic's configuration; there is no ini file to lose."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def upgrade(engine: Engine) -> None:
    """Run every migration that the register lacks, all in one transaction.

    The search index is part of the schema, made by its migration. ``user_version`` and
    ``application_id`` are written in the same transaction, so the header never lies.
    """
    config = migrations()
    with begin_write(engine) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
