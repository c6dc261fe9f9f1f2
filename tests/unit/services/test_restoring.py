"""A backup in the register's place: what would differ, the way back, and failures in between."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.acts import Progress
from app.domain.backups import Backup, BackupReason
from app.domain.errors import (
    InputRefusedError,
    RegisterDamagedError,
    RegisterError,
    RegisterFullError,
    RegisterLockedError,
    RegisterMovedError,
    RegisterTooNewError,
)
from app.services import backups, evidence, progress, reading, restoring, undo
from app.services.register import open_register, verify, verify_history
from tests.conftest import NOW, USER, open_as_office
from tests.registers import DATED, TODAY, UNDATED, YEARLY, changes, complete, task_id
from tests.spoilt import damage, damage_slightly, make_newer

if TYPE_CHECKING:
    from app.services.register import Register


@pytest.fixture
def backup(register: Register) -> Backup:
    """A backup of a register with one completion; the register then gets two more operations."""
    complete(register, DATED)
    (made,) = backups.make(register, BackupReason.BY_HAND).made
    register.clock = lambda: NOW + dt.timedelta(hours=1)
    complete(register, YEARLY)
    complete(register, UNDATED)
    return made


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def summaries(path: Path) -> list[str]:
    opened = open_register(path)
    try:
        verify(opened)
        return [row.summary for row in changes(opened)]
    finally:
        opened.close()


def test_the_preview_says_what_would_be_lost(register: Register, backup: Backup) -> None:
    told = restoring.preview(register, register.path, backup)
    assert [each.summary for each in told.lost] == [
        row.summary for row in reversed(changes(register)[1:])
    ]
    assert {each.recorded_by for each in told.lost} == {USER}
    assert (told.regained, told.updates, told.other_register) == (0, (3, 1), False)
    assert told.tasks[0] == told.tasks[1]


def test_the_preview_of_a_damaged_register_says_what_the_backup_holds(
    register: Register, backup: Backup
) -> None:
    told = restoring.preview(None, register.path, backup)
    assert (told.lost, told.updates) == ((), (None, 1))


def test_the_preview_knows_another_register(register: Register, tmp_path: Path) -> None:
    other = shutil.copyfile(register.path, tmp_path / "khác.tiendo")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE register_mark SET register_key = ?", ("c" * 32,))
        connection.commit()
    assert restoring.preview(
        register, register.path, restoring.as_backup(other, register.path)
    ).other_register


def test_restoring_brings_back_what_was_and_keeps_the_way_back(
    register: Register, backup: Backup
) -> None:
    before = [row.summary for row in changes(register)]
    register.close()
    way_back = restoring.restore(register.path, backup, USER)
    assert way_back.reason is BackupReason.BEFORE_RESTORE
    assert summaries(way_back.path) == before
    now = summaries(register.path)
    assert now[:1] == before[:1]
    assert now[1:] == ["khôi phục sổ từ bản sao lưu 09:00 ngày 21/11/2026"]
    again = restoring.restore(register.path, way_back, USER)
    assert summaries(register.path)[:3] == before
    assert summaries(again.path) == now
    assert names(register.path.parent) == sorted(
        [register.path.name, register.path.with_suffix(".backups").name]
    )


def test_work_goes_on_in_a_restored_register(register: Register, backup: Backup) -> None:
    register.close()
    restoring.restore(register.path, backup, USER)
    again = open_as_office(register.path)
    try:
        newest = changes(again)[-1]
        assert (newest.kind, newest.recorded_by) == ("restore", USER)
        assert verify_history(again) == 2
        # Undo goes on with what people did: a restored register is taken back by its own way.
        assert undo.load_state(again).undo == changes(again)[0].summary
        complete(again, YEARLY)
        undo.undo_last(again)
        undo.undo_last(again)
        assert reading.load_detail(again, task_id(again, DATED), TODAY).completed_on is None
    finally:
        again.close()


def test_an_open_window_is_noticed(register: Register, backup: Backup) -> None:
    other = open_register(register.path)
    try:
        with other.reading() as connection:
            connection.exec_driver_sql("SELECT 1 FROM setting")
            register.close()
            before = register.path.read_bytes()
            with pytest.raises(RegisterLockedError, match="đang mở ở cửa sổ hoặc lệnh khác"):
                restoring.restore(register.path, backup, USER)
            assert register.path.read_bytes() == before
    finally:
        other.close()
    assert len(summaries(register.path)) == 3


@pytest.mark.parametrize("spoil", [damage, damage_slightly])
def test_a_damaged_register_is_kept_beside(register: Register, backup: Backup, spoil: Any) -> None:
    register.close()
    spoil(register.path)
    spoilt = register.path.read_bytes()
    assert restoring.restore(register.path, backup, USER) == backup
    (kept,) = register.path.parent.glob("*bản hỏng*.tiendo")
    assert kept.read_bytes() == spoilt
    assert len(summaries(register.path)) == 2


def test_a_register_that_is_gone_comes_back(register: Register, backup: Backup) -> None:
    register.close()
    register.path.unlink()
    restoring.restore(register.path, backup, USER)
    assert len(summaries(register.path)) == 2


def test_a_damaged_backup_is_refused(register: Register, backup: Backup) -> None:
    register.close()
    before = register.path.read_bytes()
    damage_slightly(backup.path)
    with pytest.raises(RegisterDamagedError):
        restoring.restore(register.path, backup, USER)
    with pytest.raises(RegisterDamagedError, match="Hãy chọn bản khác"):
        restoring.preview(None, register.path, backup)
    assert register.path.read_bytes() == before


def test_a_backup_of_a_newer_program_is_refused(register: Register, backup: Backup) -> None:
    register.close()
    make_newer(backup.path)
    with pytest.raises(RegisterTooNewError):
        restoring.as_backup(backup.path, register.path)
    with pytest.raises(RegisterTooNewError):
        restoring.restore(register.path, backup, USER)


def test_a_backup_without_its_evidence_brings_it_back(register: Register, tmp_path: Path) -> None:
    file = tmp_path / "biên bản.pdf"
    file.write_bytes(b"%PDF-1.4 content")
    said = Progress(on=TODAY, result="Đã họp", files=(file,))
    progress.update_progress(register, task_id(register, YEARLY), said, TODAY)
    (made,) = backups.make(register, BackupReason.BY_HAND).made
    folder = register.path.with_suffix(".files")
    (content,) = folder.iterdir()
    shutil.rmtree(folder)
    assert restoring.preview(register, register.path, made).files_missing == 0
    register.close()
    restoring.restore(register.path, made, USER)
    assert content.read_bytes() == b"%PDF-1.4 content"
    shutil.rmtree(folder)
    shutil.rmtree(made.path.parent / backups.FILES)
    assert restoring.preview(None, register.path, made).files_missing == 1


@pytest.mark.parametrize(
    ("name", "error", "kind"),
    [
        ("db.backup._copy", OSError(28, "No space left"), RegisterError),
        ("db.backup._name", OSError(28, "No space left"), RegisterError),
        ("app.services.backups.make", RegisterFullError("đầy"), RegisterFullError),
        ("app.services.restoring._bring_files", OSError(13, "denied"), RegisterError),
        ("app.services.restoring._swap", OSError(13, "denied"), RegisterError),
    ],
)
def test_a_failure_leaves_the_register_as_it_was(
    register: Register,
    backup: Backup,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    error: Exception,
    kind: type,
) -> None:
    before = [row.summary for row in changes(register)]
    register.close()

    def fail(*_arguments: Any, **_options: Any) -> None:
        raise error

    with monkeypatch.context() as failing:
        failing.setattr(name, fail)
        with pytest.raises(kind) as caught:
            restoring.restore(register.path, backup, USER)
    assert "vẫn nguyên như trước" in str(caught.value) or "đầy" in str(caught.value)
    assert summaries(register.path) == before
    left = set(names(register.path.parent))
    assert left == {register.path.name, register.path.with_suffix(".backups").name}


def test_who_still_has_the_old_one_open_is_refused(register: Register, backup: Backup) -> None:
    """On POSIX the name can be taken over; an engine that is idle by then notices."""
    other = open_register(register.path)
    other.engine.dispose()
    register.close()
    restoring.restore(register.path, backup, USER)
    with pytest.raises(RegisterMovedError):
        complete(other, YEARLY)
    other.close()


def test_any_file_of_a_register_can_be_chosen(register: Register, tmp_path: Path) -> None:
    complete(register, DATED)
    register.close()
    chosen = Path(shutil.copyfile(register.path, tmp_path / "bản chép trên USB.tiendo"))
    found = restoring.as_backup(chosen, register.path)
    assert found.reason is BackupReason.BY_HAND
    restoring.restore(register.path, found, USER)
    assert len(summaries(register.path)) == 2
    assert names(tmp_path) == ["bản chép trên USB.tiendo", "register"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="locks go with an opened file on POSIX alone")
def test_the_register_itself_is_refused_without_being_opened(register: Register) -> None:
    link = register.path.with_name("liên kết.tiendo")
    link.symlink_to(register.path)
    for path in (register.path, link):
        with pytest.raises(InputRefusedError, match="chính là sổ"):
            restoring.as_backup(path, register.path)
    itself = Backup(register.path, NOW, BackupReason.BY_HAND, 1)
    with register.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM task").one()
        with pytest.raises(InputRefusedError):
            restoring.preview(register, register.path, itself)
        # A program beside takes the log away where it finds the register without its locks.
        code = (
            "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]);"
            "c.execute('SELECT count(*) FROM task').fetchone(); c.close()"
        )
        subprocess.run([sys.executable, "-c", code, str(register.path)], check=True)  # noqa: S603
        assert Path(f"{register.path}-wal").exists()
    with pytest.raises(InputRefusedError):
        restoring.restore(register.path, itself, USER)


def test_a_chosen_file_with_a_log_of_its_own_is_refused(register: Register, tmp_path: Path) -> None:
    complete(register, DATED)
    chosen = tmp_path / "bản chép.tiendo"
    shutil.copyfile(register.path, chosen)
    Path(f"{chosen}-wal").write_bytes(b"what was not folded in")
    with pytest.raises(RegisterLockedError, match=r"bản chép\.tiendo-wal.*Mở sổ"):
        restoring.as_backup(chosen, register.path)
    assert names(tmp_path) == ["bản chép.tiendo", "bản chép.tiendo-wal", "register"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="links want a right of their own on Windows")
def test_through_a_link_all_lies_beside_the_register(
    register: Register, backup: Backup, tmp_path: Path
) -> None:
    register.close()
    (tmp_path / "bàn").mkdir()
    link = tmp_path / "bàn" / "sổ.tiendo"
    link.symlink_to(register.path)
    opened = open_register(link, hold=True)
    assert opened.path == register.path
    assert backups.folder_of(opened.path) == backup.path.parent
    assert evidence.folder_of(opened).parent == register.path.parent
    opened.close()
    restoring.restore(link, backup, USER)
    assert link.is_symlink()
    assert names(link.parent) == ["sổ.tiendo"]
    assert len(summaries(register.path)) == 2
