"""Backups: whole, on both places, thinned, and made only where something changed."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.acts import Progress
from app.domain.backups import BackupReason
from app.domain.errors import RegisterDamagedError, RegisterError, RegisterFullError
from app.services import backups, progress
from app.services.register import open_register, verify
from db import backup as copies
from tests.conftest import NOW
from tests.registers import DATED, TODAY, YEARLY, changes, complete, task_id
from tests.spoilt import damage_slightly

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

HAND = BackupReason.BY_HAND


def at(register: Register, moment: dt.datetime) -> None:
    register.clock = lambda: moment


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    place = tmp_path / "USB"
    place.mkdir()
    return place


def test_a_backup_is_a_whole_register(register: Register) -> None:
    complete(register, DATED)
    (made,) = backups.make(register, HAND).made
    assert made.path.parent == register.path.with_suffix(".backups")
    assert made.path.name == f"{register.name} - 2026-11-21 09.00.00 - theo yêu cầu.tiendo"
    assert sorted(item.name for item in made.path.parent.iterdir()) == [made.path.name]
    assert copies.is_whole(made.path)
    opened = open_register(made.path)
    try:
        verify(opened)
        assert changes(opened) == changes(register)
    finally:
        opened.close()


def test_what_is_being_written_is_not_in_it(register: Register) -> None:
    complete(register, DATED)
    with closing(sqlite3.connect(register.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM change_row")
        (made,) = backups.make(register, HAND).made
        other.execute("ROLLBACK")
    with copies.reading(made.path) as connection:
        assert connection.execute("SELECT count(*) FROM change_row").fetchone() == (1,)


def test_both_places_get_one(register: Register, usb: Path) -> None:
    outcome = backups.make(register, HAND, usb)
    assert [made.elsewhere for made in outcome.made] == [False, True]
    assert outcome.problems == ()
    assert all(copies.is_whole(made.path) for made in outcome.made)
    key, _mark = backups.key_and_mark(register)
    assert outcome.made[1].path.parent.name == f"{register.name} {key[:8]}.backups"
    listed = backups.all_backups(register.path, usb, key)
    assert {each.path for each in listed} == {made.path for made in outcome.made}


def test_a_missing_second_place_is_told_and_the_first_gets_its_backup(
    register: Register, tmp_path: Path
) -> None:
    outcome = backups.make(register, HAND, tmp_path / "rút ra rồi")
    assert [made.elsewhere for made in outcome.made] == [False]
    (problem,) = outcome.problems
    assert "rút ra rồi" in problem
    assert "USB" in problem
    assert not (tmp_path / "rút ra rồi").exists()


def test_only_what_changed_is_backed_up(register: Register, usb: Path) -> None:
    def again(second: Path | None = None) -> bool:
        made = backups.make_if_changed(register, BackupReason.AFTER_WORK, second)
        return made is not None

    assert again()
    assert not again()
    at(register, NOW + dt.timedelta(hours=1))
    assert again(usb)  # the second place has none yet
    assert not again(usb)
    complete(register, DATED)
    at(register, NOW + dt.timedelta(hours=2))
    assert again(usb)
    assert not again(usb)


def test_two_of_one_second_have_names_of_their_own(register: Register) -> None:
    names = {backups.make(register, HAND).made[0].path.name for _ in range(3)}
    assert len(names) == 3
    assert len(backups.all_backups(register.path)) == 3


def test_the_newest_comes_first_and_other_files_are_left_alone(register: Register) -> None:
    for hours in (0, 2, 1):
        at(register, NOW + dt.timedelta(hours=hours))
        backups.make(register, HAND)
    folder = backups.folder_of(register.path)
    (folder / "ghi chú.txt").write_text("của tôi", "utf-8")
    times = [each.taken_at.hour for each in backups.all_backups(register.path)]
    assert times == [11, 10, 9]
    assert (folder / "ghi chú.txt").exists()


def test_old_ones_are_thinned_out(register: Register) -> None:
    for minutes in range(0, 300, 10):
        at(register, NOW + dt.timedelta(minutes=minutes))
        backups.make(register, BackupReason.DURING_WORK)
    assert len(backups.all_backups(register.path)) == 5
    assert backups.all_backups(register.path)[0].taken_at == NOW + dt.timedelta(minutes=290)


def test_evidence_is_kept_on_both_places(register: Register, usb: Path, tmp_path: Path) -> None:
    file = tmp_path / "biên bản.pdf"
    file.write_bytes(b"%PDF-1.4 content")
    said = Progress(on=TODAY, result="Đã họp", files=(file,))
    progress.update_progress(register, task_id(register, YEARLY), said, TODAY)
    (content,) = register.path.with_suffix(".files").iterdir()
    for _ in range(2):
        outcome = backups.make(register, HAND, usb)
    for made in outcome.made:
        kept = made.path.parent / backups.FILES / content.name
        assert kept.read_bytes() == b"%PDF-1.4 content"


def test_a_damaged_register_gets_no_backup_and_no_good_one_is_thinned(register: Register) -> None:
    (good,) = backups.make(register, BackupReason.DURING_WORK).made
    register.close()
    damage_slightly(register.path)
    again = open_register(register.path)
    try:
        again.clock = lambda: NOW + dt.timedelta(minutes=5)
        with pytest.raises(RegisterDamagedError):
            backups.make(again, BackupReason.DURING_WORK)
    finally:
        again.close()
    assert [each.path for each in backups.all_backups(register.path)] == [good.path]
    assert sorted(item.name for item in good.path.parent.iterdir()) == [good.path.name]


def test_a_spoilt_backup_is_not_the_newest_good_one(register: Register) -> None:
    (good,) = backups.make(register, HAND).made
    at(register, NOW + dt.timedelta(hours=1))
    (newer,) = backups.make(register, HAND).made
    damage_slightly(newer.path)
    assert backups.newest_good(register.path) == good
    shutil.rmtree(good.path.parent)
    assert backups.newest_good(register.path) is None


def test_a_place_that_cannot_be_written_is_told(register: Register) -> None:
    backups.folder_of(register.path).write_text("no folder", "utf-8")
    with pytest.raises(RegisterError, match="Chưa sao lưu được vào") as caught:
        backups.make(register, HAND)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("error", [OSError(28, "No space left"), None])
def test_a_full_disk_is_told_and_leaves_nothing(
    register: Register, monkeypatch: pytest.MonkeyPatch, error: OSError | None
) -> None:
    if error is None:
        full = sqlite3.OperationalError("database or disk is full")
        full.sqlite_errorcode = sqlite3.SQLITE_FULL
    raised: Exception = error or full

    def fail(*_arguments: Any) -> None:
        raise raised

    monkeypatch.setattr("db.backup._name", fail)
    with pytest.raises(RegisterFullError, match="đã đầy"):
        backups.make(register, HAND)
    assert list(backups.folder_of(register.path).iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from app.services import backups
from app.services.register import open_register
from app.domain.backups import BackupReason
from db import backup as copies
copies._name = lambda part, target: os._exit(9)
backups.make(open_register(Path(sys.argv[1])), BackupReason.BY_HAND)
"""


def test_one_that_was_cut_short_is_never_listed(register_path: Path) -> None:
    run = subprocess.run(  # noqa: S603 - Python itself
        [sys.executable, "-c", KILLED, str(register_path)], check=False, timeout=60
    )
    assert run.returncode == 9
    assert len(list(backups.folder_of(register_path).iterdir())) == 1
    assert backups.all_backups(register_path) == []
