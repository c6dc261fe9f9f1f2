"""A file that is moved, removed or replaced while it is open: nothing is lost silently."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text

from app.domain.errors import RegisterDamagedError, RegisterError, RegisterMovedError
from app.services import reading, tracking, undo
from app.services import register as registers
from app.services.register import create_register, open_register, verify
from db.engine import BUSY_TIMEOUT_MS, begin_write, make_engine
from db.register_file import check, identify
from tests.conftest import open_as_office
from tests.registers import DATED, TODAY, YEARLY, changes, complete, completion, task_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.register import Register

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody move or remove a file that SQLite has open"
)


def rename(path: Path) -> None:
    path.rename(path.with_name("Sổ ở chỗ mới.tiendo"))


def move(path: Path) -> None:
    (path.parent / "USB").mkdir()
    path.rename(path.parent / "USB" / path.name)


def delete(path: Path) -> None:
    path.unlink()


def replace(path: Path) -> None:
    """Put another register in its place, as one does who brings back an older copy."""
    other = path.with_name("bản chép")
    shutil.copyfile(path, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE setting SET value = '3' WHERE key = 'soon_days'")
        connection.commit()
    other.replace(path)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, but for SQLite's shared memory, which holds no data."""
    files = (item for item in folder.rglob("*") if item.is_file())
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in files
        if not file.name.endswith("-shm")
    }


WAYS = pytest.mark.parametrize("take_away", [rename, move, delete, replace])


@pytest.fixture
def used(register: Register) -> Register:
    """A register that was read and written, so that connections to it wait in the pool."""
    complete(register, DATED)
    return register


@pytest.fixture
def task(register: Register) -> int:
    return task_id(register, YEARLY)


def told(error: RegisterError, path: Path) -> bool:
    words = str(error)
    assert words.endswith(".")
    assert "\n" not in words
    return str(path) in words and "chuyển đi, xóa hoặc thay" in words and "chỗ cũ" in words


def write(register: Register, task: int) -> None:
    tracking.complete_task(register, task, completion(), TODAY)


def update_directly(register: Register, _task: int) -> None:
    with begin_write(register.engine) as connection, connection.begin():
        connection.execute(text("UPDATE setting SET value = '9'"))


@WAYS
@pytest.mark.parametrize(
    "operate",
    [
        write,
        update_directly,
        lambda register, _task: undo.undo_last(register),
        lambda register, _task: undo.redo_last(register),
    ],
    ids=["write", "update", "undo", "redo"],
)
def test_writing_is_refused_and_nothing_is_written(
    used: Register,
    task: int,
    take_away: Callable[[Path], None],
    operate: Callable[[Register, int], Any],
) -> None:
    take_away(used.path)
    before = contents(used.path.parent)
    with pytest.raises(RegisterMovedError) as caught:
        operate(used, task)
    assert told(caught.value, used.path)
    assert contents(used.path.parent) == before
    used.close()
    assert contents(used.path.parent) == before


@WAYS
def test_reading_is_refused_too(used: Register, take_away: Callable[[Path], None]) -> None:
    take_away(used.path)
    before = contents(used.path.parent)
    for read in (
        lambda: reading.load_index(used, TODAY),
        lambda: undo.load_state(used),
        lambda: verify(used),
    ):
        with pytest.raises(RegisterMovedError) as caught:
            read()
        assert told(caught.value, used.path)
    assert contents(used.path.parent) == before


@WAYS
def test_a_new_connection_is_refused_and_creates_nothing(
    register_path: Path, take_away: Callable[[Path], None]
) -> None:
    engine = make_engine(register_path, check(register_path).identity)
    take_away(register_path)
    before = contents(register_path.parent)
    names = sorted(register_path.parent.iterdir())
    with pytest.raises(RegisterMovedError), engine.connect():
        pass
    assert contents(register_path.parent) == before
    assert sorted(register_path.parent.iterdir()) == names  # not even a file of locks


@WAYS
def test_what_goes_away_while_it_is_written_is_not_committed(
    used: Register, task: int, take_away: Callable[[Path], None]
) -> None:
    before: dict[str, bytes] = {}

    def take_away_late(_connection: Any) -> None:
        take_away(used.path)
        before.update(contents(used.path.parent))

    # Listeners run in order: this one stands behind the look at the beginning of the transaction.
    event.listen(used.engine, "begin", take_away_late, once=True)
    with pytest.raises(RegisterMovedError):
        update_directly(used, 0)
    assert before
    assert contents(used.path.parent) == before


@WAYS
def test_an_error_of_reading_then_is_no_damage(
    used: Register, take_away: Callable[[Path], None]
) -> None:
    query = text("SELECT * FROM no_such_table")
    with used.reading() as connection:
        take_away(used.path)
        with pytest.raises(RegisterMovedError):
            connection.execute(query)


def test_a_register_that_is_brought_back_goes_on(used: Register, task: int) -> None:
    away = used.path.with_suffix(".away")
    used.path.rename(away)
    with pytest.raises(RegisterMovedError):
        write(used, task)
    away.rename(used.path)
    write(used, task)
    assert len(changes(used)) == 2
    verify(used)


@pytest.mark.parametrize("take_away", [rename, move])
def test_at_its_new_place_everything_written_before_is_there(
    used: Register, task: int, take_away: Callable[[Path], None]
) -> None:
    old = contents(used.path.parent)
    take_away(used.path)
    (moved,) = set(contents(used.path.parent)) - set(old)
    again = open_as_office(used.path.parent / moved)
    try:
        assert len(changes(again)) == 1
        write(again, task)
        verify(again)
    finally:
        again.close()
    assert contents(used.path.parent)[f"{used.path.name}-wal"] == b""


def test_after_every_write_the_main_file_is_whole(register: Register, tmp_path: Path) -> None:
    """A copy of the main file alone, taken while the register is open, lacks nothing."""
    for code in (DATED, YEARLY):
        complete(register, code)
        copied = open_register(shutil.copyfile(register.path, tmp_path / "bản chép.tiendo"))
        try:
            assert changes(copied) == changes(register)
        finally:
            copied.close()


def test_a_reader_beside_does_not_hold_up_a_write(register: Register, task: int) -> None:
    with register.reading() as connection:
        query = text("SELECT count(*) FROM change")
        assert connection.execute(query).scalar_one() == 0
        began = time.monotonic()
        write(register, task)
        assert time.monotonic() - began < BUSY_TIMEOUT_MS / 1000 - 0.5  # it did not wait
        assert connection.execute(query).scalar_one() == 0
    assert len(changes(register)) == 1


def beside(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}{ending}")


@pytest.fixture
def elsewhere(register_path: Path, tmp_path: Path) -> Path:
    """The name of a register that is gone; side files of it are left, with data in them."""
    folder = tmp_path / "còn sót"
    folder.mkdir()
    path = folder / register_path.name
    with closing(sqlite3.connect(register_path, isolation_level=None)) as connection:
        connection.execute("UPDATE setting SET value = 'của sổ khác'")
        for ending in ("-wal", "-shm"):
            shutil.copyfile(f"{register_path}{ending}", f"{path}{ending}")
    return path


@pytest.mark.parametrize("left", [["-wal"], ["-shm"], ["-wal", "-shm"], ["-journal"]])
def test_no_register_is_made_beside_what_another_one_left(
    elsewhere: Path, left: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registers, "_build", lambda _part: pytest.fail("built for nothing"))
    shutil.copyfile(beside(elsewhere, "-wal"), beside(elsewhere, "-journal"))
    for ending in {"-wal", "-shm", "-journal"} - set(left):
        beside(elsewhere, ending).unlink()
    before = contents(elsewhere.parent)
    with pytest.raises(RegisterError) as caught:
        create_register(elsewhere)
    told = str(caught.value)
    assert str(elsewhere.parent) in told
    for ending in left:
        assert f"“{elsewhere.name}{ending}”" in told
    assert "đổi tên" in told
    assert contents(elsewhere.parent) == before
    assert not elsewhere.exists()


def test_what_is_left_there_while_the_register_is_built_is_not_taken_either(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wal, kept = beside(elsewhere, "-wal"), beside(elsewhere, "-wal.kept")
    wal.rename(kept)
    beside(elsewhere, "-shm").unlink()
    data = kept.read_bytes()
    monkeypatch.setattr(
        "app.services.catalogue.apply_catalogue", lambda *_: shutil.copyfile(kept, wal)
    )
    with pytest.raises(RegisterError, match="Chưa tạo sổ mới"):
        create_register(elsewhere)
    assert contents(elsewhere.parent) == {wal.name: data, kept.name: data}


def test_a_register_shares_its_files_under_every_name(register: Register, tmp_path: Path) -> None:
    path = register.path
    assert register.shares_files_with(path)
    assert register.shares_files_with(path.parent / "." / path.name)
    other = tmp_path / "khác.tiendo"
    assert not register.shares_files_with(other)
    shutil.copyfile(path, other)
    assert not register.shares_files_with(other)
    link = tmp_path / "đường dẫn.tiendo"
    link.symlink_to(path)
    assert register.shares_files_with(link)
    moved = tmp_path / "mới.tiendo"
    path.rename(moved)
    assert register.shares_files_with(moved)
    assert register.shares_files_with(path)  # the side files are still there
    other.rename(path)
    assert identify(path) != register.identity
    assert register.shares_files_with(path)
    moved.rename(path)


def test_a_name_with_signs_that_mean_something_in_an_address(
    register_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "100% a?mode=memory&x#y ' “Sổ”.tiendo"
    register_path.rename(path)
    register = open_as_office(path)
    try:
        complete(register, DATED)
    finally:
        register.close()
    assert len(contents(tmp_path)) == 1
    with pytest.raises(RegisterDamagedError):
        open_register(_emptied(path))


def _emptied(path: Path) -> Path:
    path.write_bytes(b"")
    return path
