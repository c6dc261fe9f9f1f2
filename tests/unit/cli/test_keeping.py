"""``backup`` and ``restore`` as commands."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.backups import BackupReason
from app.services import backups
from app.services.register import open_register
from app.services.second_place import choose
from app.settings import MachineSettings
from tests.commands import done, refused
from tests.conftest import open_as_office
from tests.registers import DATED, YEARLY, changes, complete
from tests.spoilt import damage


@pytest.fixture
def backup(register_path: Path) -> Path:
    """A backup after one completion; the register has two."""
    register = open_as_office(register_path)
    complete(register, DATED)
    (made,) = backups.make(register, BackupReason.AFTER_WORK).made
    complete(register, YEARLY)
    register.close()
    return made.path


def count(path: Path) -> int:
    register = open_register(path)
    try:
        return len(changes(register))
    finally:
        register.close()


def test_backup_says_where_it_lies(on_register, register_path):
    told = done(on_register("backup"))
    (made,) = backups.all_backups(register_path)
    assert told == f"Đã sao lưu {made.path}.\n"
    assert made.reason is BackupReason.BY_HAND


def test_backup_to_another_folder_too(on_register, register_path, tmp_path):
    told = done(on_register("backup", "--to", tmp_path))
    assert told.count("Đã sao lưu") == 2
    assert len(backups.all_backups(register_path, tmp_path)) == 2


def test_the_chosen_second_place_is_used_and_missed(on_register, register_path, tmp_path):
    choose(MachineSettings(), tmp_path / "USB")
    told = done(on_register("backup"))
    assert "không thấy" in told
    assert "USB" in told
    (tmp_path / "USB").mkdir()
    done(on_register("backup"))
    assert len(list((tmp_path / "USB").rglob("*.tiendo"))) == 1


def test_restore_says_what_is_lost_and_the_way_back(on_register, register_path, backup):
    told = done(on_register("restore", backup))
    assert "Đã khôi phục" in told
    assert told.count("không còn:") == 1
    way_back = Path(told.splitlines()[-1].removeprefix("Sổ trước khi khôi phục còn ở ")[:-1])
    assert count(register_path) == 2  # one, and that it was restored
    done(on_register("restore", way_back))
    assert count(register_path) == 3


def test_restore_of_a_damaged_register(on_register, register_path, backup):
    damage(register_path)
    assert "Đã khôi phục" in done(on_register("restore", backup))
    assert count(register_path) == 2


def test_restore_refuses_what_is_no_register(on_register, register_path, tmp_path):
    file = tmp_path / "thư.txt"
    file.write_text("thư", "utf-8")
    assert "không phải là sổ" in refused(on_register("restore", file))
    assert "Không tìm thấy" in refused(on_register("restore", tmp_path / "không có.tiendo"))


def test_restore_of_another_register_is_asked_for_twice(on_register, register_path, backup):
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE register_mark SET register_key = ?", ("e" * 32,))
        connection.commit()
    assert "của sổ khác" in refused(on_register("restore", backup))
    assert count(register_path) == 2
    assert "Đã khôi phục" in done(on_register("restore", "--yes", backup))


def completing(name: str) -> tuple[str, ...]:
    return ("complete", name, "--on", "2026-03-05", "--product", "Kế hoạch", "--yes")


def test_what_a_command_has_written_is_backed_up(on_register, register_path):
    done(on_register(*completing(DATED)))
    (made,) = backups.all_backups(register_path)
    assert made.reason is BackupReason.AFTER_WORK
    assert count(made.path) == 1


def test_a_crowd_of_commands_makes_one_backup_in_half_an_hour(on_register, register_path):
    done(on_register(*completing(DATED)))
    done(on_register(*completing(YEARLY)))
    (made,) = backups.all_backups(register_path)
    assert count(made.path) == 1


def test_a_command_that_only_reads_makes_no_backup(on_register, register_path):
    done(on_register("list"))
    assert backups.all_backups(register_path) == []


def test_a_backup_that_fails_is_told_and_what_was_written_stays(on_register, register_path):
    backups.folder_of(register_path).write_text("một tệp chiếm tên của thư mục")
    outcome = on_register(*completing(DATED))
    assert outcome.code == 0
    assert "Đã ghi: hoàn thành" in outcome.out
    assert outcome.err.startswith("Đã ghi vào sổ. Chưa sao lưu được vào")
    assert "trùng tên" in outcome.err
    assert count(register_path) == 1
