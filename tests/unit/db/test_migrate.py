"""Migrations give exactly the schema of the models, and the header tells the version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from app.models import Base
from db import register_file
from db.engine import begin_write, make_new_engine
from db.migrate import migrations, upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEARCH = "task_search"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Engine]:
    engine = make_new_engine(tmp_path / "migrated.tiendo")
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def modelled(tmp_path: Path) -> Iterator[Engine]:
    engine = make_new_engine(tmp_path / "modelled.tiendo")
    with begin_write(engine) as connection, connection.begin():
        Base.metadata.create_all(connection)
    yield engine
    engine.dispose()


def schema_lines(engine: Engine) -> dict[str, set[str]]:
    """Return name → what stands in its CREATE statement, in no order: columns, keys, checks."""
    with engine.connect() as connection, connection.begin():
        rows = connection.execute(
            text("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        ).all()
    found = {}
    for name, sql in rows:
        if not name.startswith((SEARCH, "alembic_version")):
            # A later migration quotes the name of a table that it writes anew, and puts a new
            # column on the line of another one.
            parts = re.split(r"\n|, (?=[a-z_]+ [A-Z])", sql.replace('"', ""))
            lines = (re.sub(r"\s+", " ", line).strip(" ,") for line in parts)
            found[name] = {line for line in lines if line not in ("", ")")}
    return found


def test_schema_version_is_the_newest_migration() -> None:
    head = ScriptDirectory.from_config(migrations()).get_current_head()
    assert head == f"{register_file.SCHEMA_VERSION:04d}"


def test_migrated_register_has_the_models_schema(migrated: Engine, modelled: Engine) -> None:
    assert schema_lines(migrated) == schema_lines(modelled)


def test_alembic_finds_no_difference_but_the_search_index(migrated: Engine) -> None:
    def known(name: str | None, kind: str, _parents: Any) -> bool:
        return kind != "table" or not (name or "").startswith(SEARCH)

    with migrated.connect() as connection, connection.begin():
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": known}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_header_tells_program_and_version(migrated: Engine, tmp_path: Path) -> None:
    with migrated.connect() as connection, connection.begin():
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    assert (version, application) == (register_file.SCHEMA_VERSION, register_file.APPLICATION_ID)
    assert journal == "wal"
    migrated.dispose()
    header = register_file.check(tmp_path / "migrated.tiendo")
    assert header.schema_version == register_file.SCHEMA_VERSION
    assert not header.is_short


def test_upgrading_again_changes_nothing(migrated: Engine) -> None:
    before = schema_lines(migrated)
    upgrade(migrated)
    assert schema_lines(migrated) == before


def test_a_failed_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.migrate.SCHEMA_VERSION", "no number")  # the last statement fails
    engine = make_new_engine(tmp_path / "broken.tiendo")
    try:
        with pytest.raises(Exception, match="syntax error"):
            upgrade(engine)
        with engine.connect() as connection, connection.begin():
            tables = connection.execute(text("SELECT name FROM sqlite_schema")).all()
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    finally:
        engine.dispose()
    assert (tables, version) == ([], 0)
