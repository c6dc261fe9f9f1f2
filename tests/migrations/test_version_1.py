"""A register of version 1, as the program of commit 97407f2 left it, opened by this program.

It was filled from the catalogue of that day. Then: KHNQ02-2026/TCTH.1#2 was completed late, of
09/3/2026; CTr04-2026/II.4.b#1 completed, undone and done again; CTr04-2026/II.1.a#1 completed and
undone; the chairman's portfolios were confirmed; KHNQ02-2026/TCTH.1#5a was extended to 15/6/2026;
one progress update and one report receipt were recorded; the title of CTr04-2026/II.3.a#1 was
changed by hand. ``v1-lights.json`` holds day → code → light, days, leader and due date as that
program told them; continuing tasks are judged by other rules since.
"""

from __future__ import annotations

import datetime as dt
import json
import lzma
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.backups import BackupReason
from app.domain.errors import RegisterDamagedError, RegisterError, RegisterFullError
from app.services import backups, reading, undo, upgrade
from app.services.register import Register, open_register, verify
from db import register_file
from db.engine import begin_write, make_engine
from db.register_file import check
from tests.registers import changes, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
LATE, REDONE, UNDONE = "KHNQ02-2026/TCTH.1#2", "CTr04-2026/II.4.b#1", "CTr04-2026/II.1.a#1"
EXTENDED, EDITED = "KHNQ02-2026/TCTH.1#5a", "CTr04-2026/II.3.a#1"
TODAY = dt.date(2026, 5, 31)


@pytest.fixture(scope="session")
def packed_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("v1") / "Theo dõi năm 2026.tiendo"
    path.write_bytes(lzma.decompress((HERE / "v1.tiendo.xz").read_bytes()))
    return path


@pytest.fixture
def old(packed_out: Path, tmp_path: Path) -> Path:
    """A register of version 1, alone in its folder."""
    folder = tmp_path / "sổ"
    folder.mkdir()
    return shutil.copyfile(packed_out, folder / packed_out.name)


def unopened(path: Path) -> Register:
    """Return a register on its file as it is: not yet brought up to date."""
    identity = check(path).identity
    return Register(path, make_engine(path, identity), identity)


@pytest.fixture
def migrated(old: Path) -> Iterator[Register]:
    """The register in the new schema, before the catalogue of this program reaches it."""
    register = unopened(old)
    upgrade.upgrade_schema(register)
    yield register
    register.close()


@pytest.fixture
def opened(old: Path) -> Iterator[Register]:
    register = open_register(old)
    yield register
    register.close()


def id_of(register: Register, code: str) -> int:
    return reading.find_task(register, code)


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def lights_of(register: Register, day: dt.date) -> dict[str, list[Any]]:
    index = reading.load_index(register, day)
    rows = reading.load_rows(register, [ref.id for ref in index.tasks], day)
    return {
        rows[ref.id].code: [ref.light.value, ref.days, ref.leader_id, str(ref.due_on)]
        for ref in index.tasks
        if ref.recurrence is None
    }


def files(folder: Path) -> dict[str, bytes]:
    found = (item for item in folder.rglob("*") if item.is_file())
    return {str(item.relative_to(folder)): item.read_bytes() for item in found}


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def test_it_is_of_version_1(packed_out: Path) -> None:
    assert register_file.check(packed_out).schema_version == 1


def test_migration_alone_changes_no_light(migrated: Register) -> None:
    wanted = json.loads((HERE / "v1-lights.json").read_text("utf-8"))
    assert len(wanted) == 3
    for day, lights in wanted.items():
        found = lights_of(migrated, dt.date.fromisoformat(day))
        assert found.items() <= lights.items()
        assert (len(found), len(lights)) == (154, 162)


KEPT = ("progress_update", "report_receipt", "change", "change_row", "portfolio", "task")


def test_migration_alone_keeps_every_row(packed_out: Path, migrated: Register) -> None:
    with closing(sqlite3.connect(packed_out)) as before:
        for table in KEPT:
            query = f'SELECT * FROM "{table}" ORDER BY id'  # noqa: S608 - names of ours
            assert [tuple(map(str, row)) for row in before.execute(query)] == [
                tuple(map(str, row)) for row in raw_rows(migrated, query)
            ]
    verify(migrated)


def raw_rows(register: Register, query: str) -> list[tuple[Any, ...]]:
    with register.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_opening_upgrades_and_keeps_a_copy(packed_out: Path, old: Path, opened: Register) -> None:
    assert version_of(old) == register_file.SCHEMA_VERSION
    (made,) = backups.all_backups(old)
    assert made.reason is BackupReason.BEFORE_UPGRADE
    copy = made.path
    assert version_of(copy) == 1
    with closing(sqlite3.connect(copy)) as copied, closing(sqlite3.connect(packed_out)) as before:
        for table in KEPT:
            query = f'SELECT * FROM "{table}" ORDER BY id'  # noqa: S608 - names of ours
            assert copied.execute(query).fetchall() == before.execute(query).fetchall()
    verify(opened)


def test_what_people_entered_is_still_there(opened: Register) -> None:
    late = reading.load_detail(opened, id_of(opened, LATE), TODAY)
    assert late.completed_on == dt.date(2026, 3, 9)
    assert late.updates[0].product_number == "12/KH-STC"
    assert late.updates[0].result == "Đã gửi các xã, phường"
    assert reading.load_detail(opened, id_of(opened, REDONE), TODAY).completed_on is not None
    assert reading.load_detail(opened, id_of(opened, UNDONE), TODAY).completed_on is None
    extended = reading.load_detail(opened, id_of(opened, EXTENDED), TODAY)
    assert (extended.extensions, extended.time_limit.due_on) == (1, dt.date(2026, 6, 15))
    assert extended.extension_authority == "Công văn 99/UBND-TH"
    edited = reading.load_detail(opened, id_of(opened, EDITED), TODAY)
    assert edited.title == "Tiêu đề do văn phòng sửa"
    assert len(rows_of(opened, "report_receipt")) == 1
    (first, *_) = reading.load_history(opened, id_of(opened, REDONE))
    assert first.summary.startswith("Làm lại")


def test_confirmed_portfolios_stay_confirmed(opened: Register) -> None:
    query = "SELECT count(*) FROM portfolio WHERE confirmed AND official_id = 1"
    assert raw_rows(opened, query) == [(5,)]


def test_the_catalogue_of_this_program_came_in(opened: Register) -> None:
    report = opened.catalogue_news
    assert report is not None
    assert {news.kind for news in report.added} >= {"agency_member"}
    assert not [news for news in report.kept if news.key != EDITED]
    newest = changes(opened)[-1]
    assert (newest.kind, newest.summary) == ("catalogue", report.summary)


def test_it_then_says_what_a_new_register_says(opened: Register, shipped_register: Path) -> None:
    def shipped(query_all: Any) -> set[tuple[str, str]]:
        rows = query_all("SELECT kind, key FROM catalogue_entry WHERE kind <> 'catalogue'")
        return {(kind, key) for kind, key in rows}

    with closing(sqlite3.connect(shipped_register)) as connection:
        new = shipped(lambda query: connection.execute(query).fetchall())
        codes = {code for (code,) in connection.execute("SELECT code FROM task")}
    here = shipped(lambda query: raw_rows(opened, query))
    assert opened.catalogue_news is not None
    kept = {(news.kind, news.key) for news in opened.catalogue_news.kept}
    assert here - kept == new - kept
    assert {code for (code,) in raw_rows(opened, "SELECT code FROM task")} - codes <= {
        key for kind, key in kept if kind == "task"
    }


def test_undo_goes_on_where_it_stopped(opened: Register) -> None:
    assert undo.load_state(opened).undo == "xác nhận 5 phân công của đồng chí Nguyễn Tuấn Anh"
    undo.undo_last(opened)
    assert undo.load_state(opened).undo == "hoàn thành nhiệm vụ II.4.b#1"
    undo.undo_last(opened)
    assert reading.load_detail(opened, id_of(opened, REDONE), TODAY).completed_on is None


def test_opening_again_changes_nothing(old: Path) -> None:
    open_register(old).close()
    before = files(old.parent)
    again = open_register(old)
    assert again.catalogue_news is None
    again.close()
    assert files(old.parent) == before


# ---- failures: the register stays as it was, and nothing lies beside it


@pytest.mark.allow_log("app.services.upgrade")
@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("db.migrate.command.upgrade", RuntimeError("a migration is wrong"), "Chưa nâng cấp được"),
        ("db.backup.copy", PermissionError(13, "denied"), "bản sao phòng ngừa"),
        ("db.backup.copy", OSError(28, "No space left"), "ổ đĩa đã đầy"),
    ],
)
def test_a_failure_leaves_the_register_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: Exception, words: str
) -> None:
    before = old.read_bytes()

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise error

    with monkeypatch.context() as failing:
        failing.setattr(name, fail)
        with pytest.raises(RegisterError, match=words) as caught:
            open_register(old)
    assert "sổ vẫn nguyên như trước" in str(caught.value)
    assert (names(old.parent), old.read_bytes()) == ([old.name], before)
    open_register(old).close()


@pytest.mark.allow_log("app.services.upgrade")
def test_a_migration_that_breaks_links_is_not_committed(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic import command  # noqa: PLC0415 - to wrap the function itself

    migrate = command.upgrade

    def migrate_badly(config: Any, revision: str) -> None:
        migrate(config, revision)
        config.attributes["connection"].exec_driver_sql("DELETE FROM agency WHERE id = 1")

    monkeypatch.setattr("db.migrate.command.upgrade", migrate_badly)
    before = old.read_bytes()
    with pytest.raises(RegisterError, match="Chưa nâng cấp được"):
        open_register(old)
    assert (names(old.parent), old.read_bytes()) == ([old.name], before)


def test_a_full_disk_while_migrating_is_told(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise full

    before = old.read_bytes()
    monkeypatch.setattr("db.migrate.command.upgrade", fail)
    with pytest.raises(RegisterFullError, match="đã đầy"):
        open_register(old)
    assert (names(old.parent), old.read_bytes()) == ([old.name], before)


def test_a_damaged_register_is_not_migrated(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM official WHERE id = 1")
    before = old.read_bytes()
    with pytest.raises(RegisterDamagedError, match="Sổ “Theo dõi năm 2026” bị hỏng"):
        open_register(old)
    assert (names(old.parent), old.read_bytes()) == ([old.name], before)


def test_two_windows_migrate_once(old: Path) -> None:
    first, second = (unopened(old) for _ in range(2))
    try:
        assert upgrade.upgrade_schema(first) is not None
        assert upgrade.upgrade_schema(second) is None
    finally:
        first.close()
        second.close()
    assert len(names(old.parent)) == 2


def test_links_between_rows_are_checked_again_afterwards(migrated: Register) -> None:
    """Foreign keys are off while tables are written anew, and only then."""
    with begin_write(migrated.engine) as connection, connection.begin() as transaction:
        with pytest.raises(Exception, match="FOREIGN KEY"):
            connection.exec_driver_sql("DELETE FROM agency WHERE id = 1")
        transaction.rollback()
