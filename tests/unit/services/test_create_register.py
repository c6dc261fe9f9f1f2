"""First start: a register made whole, or none at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine, event

from app import paths
from app.domain.errors import CatalogueError, RegisterError, RegisterFullError
from app.services import reading
from app.services import register as registers
from app.services.register import create_register, open_or_create, open_register, verify
from db import catalogue_reader
from db.engine import make_new_engine
from tests import shipped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by another way")

ROOT = Path(__file__).resolve().parents[3]


def listing(folder: Path) -> list[str]:
    return sorted(str(item.relative_to(folder)) for item in folder.rglob("*"))


def test_first_start_from_an_empty_folder(own_data_folder: Path, today: dt.date) -> None:
    register = open_or_create(paths.default_register())
    try:
        verify(register)
        assert register.name == "Theo dõi năm 2026"
        assert len(reading.load_index(register, today).tasks) == shipped.count(today)
    finally:
        register.close()
    assert listing(own_data_folder) == ["Theo dõi năm 2026.tiendo"]


def test_first_start_makes_the_folders_on_the_way(tmp_path: Path) -> None:
    path = tmp_path / "Hồ sơ" / "của tôi" / "sổ.tiendo"
    open_or_create(path).close()
    assert path.is_file()


def test_second_start_opens_what_is_there(register_path: Path) -> None:
    before = register_path.read_bytes()
    open_or_create(register_path).close()
    assert register_path.read_bytes() == before


def test_a_new_register_knows_no_progress(shipped_register: Path, register_path: Path) -> None:
    register = open_register(register_path)
    try:
        for table in ("progress_update", "report_receipt", "change", "change_row"):
            with register.reading() as connection:
                query = f"SELECT count(*) FROM {table}"  # noqa: S608 - a name of ours
                assert connection.exec_driver_sql(query).scalar_one() == 0, table
    finally:
        register.close()


def fail_at(name: str, error: BaseException) -> Callable[[pytest.MonkeyPatch], None]:
    def fail(*_arguments: Any, **_options: Any) -> None:
        raise error

    return lambda monkeypatch: monkeypatch.setattr(name, fail)


def fail_after_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.services import catalogue  # noqa: PLC0415 - to wrap the function itself

    apply = catalogue.apply_catalogue

    def apply_and_fail(*arguments: Any) -> None:
        apply(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(catalogue, "apply_catalogue", apply_and_fail)


CATALOGUE = "app.services.catalogue.apply_catalogue"


@pytest.mark.parametrize(
    ("fail", "expected", "words"),
    [
        (fail_at("db.migrate.upgrade", RuntimeError()), RuntimeError, ""),
        (fail_at("app.services.register.make_new_engine", OSError()), RegisterError, ""),
        (fail_at(CATALOGUE, CatalogueError("tệp sai")), CatalogueError, "tệp sai"),
        (fail_at(CATALOGUE, MemoryError()), MemoryError, ""),
        (fail_at(CATALOGUE, KeyboardInterrupt()), KeyboardInterrupt, ""),
        (fail_after_catalogue, KeyboardInterrupt, ""),
        (
            fail_at("os.replace", OSError(errno.ENOSPC, "No space left on device")),
            RegisterFullError,
            "đã đầy nên chưa tạo được sổ",
        ),
        (fail_at("os.replace", PermissionError(errno.EACCES, "denied")), RegisterError, "quyền"),
    ],
    ids=["migration", "wal", "catalogue", "memory", "ctrl-c", "end", "full", "permission"],
)
def test_a_half_made_register_never_remains(
    own_data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    fail: Callable[[pytest.MonkeyPatch], None],
    expected: type[BaseException],
    words: str,
) -> None:
    with monkeypatch.context() as failing:
        fail(failing)
        with pytest.raises(expected, match=words or None):
            open_or_create(paths.default_register())
    assert listing(own_data_folder) == []


@pytest.mark.parametrize("pages", [1, 20, 100, 250, 330])
def test_a_full_disk_leaves_nothing(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    def make_small_engine(path: Path) -> Engine:
        engine = make_new_engine(path)
        event.listen(engine, "connect", limit)
        return engine

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    monkeypatch.setattr(registers, "make_new_engine", make_small_engine)
    with pytest.raises(RegisterFullError, match="đã đầy nên chưa tạo được sổ"):
        create_register(paths.default_register())
    assert listing(own_data_folder) == []


def test_a_killed_first_start_is_no_register(own_data_folder: Path) -> None:
    code = (
        "import os, signal\n"
        "os.replace = lambda *_: os.kill(os.getpid(), getattr(signal, 'SIGKILL', 15))\n"
        "from app import paths\n"
        "from app.services.register import create_register\n"
        "create_register(paths.default_register())"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=False)  # noqa: S603 - Python itself
    assert result.returncode != 0
    assert not paths.default_register().exists()
    assert listing(own_data_folder) != []  # parts of a register are left
    register = open_or_create(paths.default_register())
    verify(register)
    register.close()
    assert listing(own_data_folder) == [paths.default_register().name]


def the_end_of_a_process() -> int:
    """Return the number of a process that has just ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("name", "hours", "stays"),
    [
        ("Theo dõi năm 2026.part{ended}", 0, False),
        ("Theo dõi năm 2026.part{ended}-wal", 0, False),
        ("Theo dõi năm 2026.part{ended}-shm", 0, False),
        ("Theo dõi năm 2026.part{own}", 0, False),
        ("Theo dõi năm 2026.part{own}-wal", 0, False),
        pytest.param("Theo dõi năm 2026.part{parent}", 0, True, marks=POSIX),
        ("Theo dõi năm 2026.part{parent}", 2, False),
        ("Theo dõi năm 2026.part", 2, True),
        ("Theo dõi năm 2026.partial.docx", 2, True),
        ("Theo dõi năm 2026.part{ended}.docx", 2, True),
        ("Theo dõi năm 2027.part{ended}", 2, True),
        ("Theo dõi năm 2026.part99999999999", 0, True),
    ],
)
def test_only_parts_that_nobody_builds_any_more_are_removed(
    own_data_folder: Path, name: str, hours: int, *, stays: bool
) -> None:
    numbers = {"ended": the_end_of_a_process(), "own": os.getpid(), "parent": os.getppid()}
    part = own_data_folder / name.format(**numbers)
    part.write_bytes(b"a part")
    then = time.time() - hours * 3600
    os.utime(part, (then, then))
    registers.remove_abandoned_parts(paths.default_register())
    assert part.exists() is stays


@POSIX
def test_the_part_of_somebody_elses_process_stays(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_ours(_process: int, _signal: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "kill", not_ours)
    part = own_data_folder / "Theo dõi năm 2026.part4711"
    part.write_bytes(b"a part")
    registers.remove_abandoned_parts(paths.default_register())
    assert part.exists()


def test_no_process_is_asked_on_windows(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There ``os.kill`` ends the process, and a file in use cannot be removed anyway."""

    def ended(_process: int, _signal: int) -> None:
        pytest.fail("a process was ended")

    monkeypatch.setattr(os, "kill", ended)
    monkeypatch.setattr(sys, "platform", "win32")
    part = own_data_folder / "Theo dõi năm 2026.part4711"
    part.write_bytes(b"a part")
    registers.remove_abandoned_parts(paths.default_register())
    assert not part.exists()


def test_a_register_made_meanwhile_is_not_overwritten(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = paths.default_register()

    def made_elsewhere(*_arguments: Any) -> None:
        path.write_bytes(b"the other window's register")

    monkeypatch.setattr(CATALOGUE, made_elsewhere)
    with pytest.raises(RegisterError, match="vừa được tạo ở cửa sổ khác"):
        create_register(path)
    assert path.read_bytes() == b"the other window's register"
    assert listing(own_data_folder) == [path.name]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    path = tmp_path / "file" / "sổ.tiendo"
    with pytest.raises(RegisterError, match="Không tạo được sổ trong thư mục"):
        open_or_create(path)
    assert listing(tmp_path) == ["file"]


def test_a_folder_that_cannot_be_written_is_told(
    own_data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Path, **_options: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(RegisterError, match="Không tạo được sổ"):
        create_register(paths.default_register())


def test_every_agency_keeps_its_place_and_its_parent(register_path: Path) -> None:
    agencies = catalogue_reader.read(paths.catalogue()).agencies
    register = open_register(register_path)
    try:
        with register.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT agency.key, parent.key FROM agency "
                "LEFT JOIN agency AS parent ON parent.id = agency.parent_id ORDER BY agency.ordinal"
            ).all()
    finally:
        register.close()
    assert [tuple(row) for row in rows] == [(each.key, each.parent) for each in agencies]


def test_every_collective_keeps_its_members(register_path: Path) -> None:
    agencies = catalogue_reader.read(paths.catalogue()).agencies
    register = open_register(register_path)
    try:
        with register.reading() as connection:
            rows = connection.exec_driver_sql(
                "SELECT collective.key, member.name FROM agency_member "
                "JOIN agency AS collective ON collective.id = agency_member.collective_id "
                "JOIN agency AS member ON member.id = agency_member.member_id "
                "WHERE agency_member.valid_from IS NULL AND agency_member.valid_to IS NULL "
                "ORDER BY agency_member.id"
            ).all()
            shipped = connection.exec_driver_sql(
                "SELECT count(*) FROM catalogue_entry WHERE kind = 'agency_member'"
            ).scalar_one()
    finally:
        register.close()
    members = [(each.key, name) for each in agencies for name in each.members]
    assert [tuple(row) for row in rows] == members
    assert shipped == len(members) > 0
