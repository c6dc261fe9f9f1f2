"""Backups in the window: when they are made, what is said of them, and one put back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from app.domain.backups import BackupReason
from app.domain.traffic_light import Light
from app.services import backups
from app.settings import MachineSettings
from app.views.backup_keeper import BackupKeeper
from app.views.dialogs.backup_dialog import BackupDialog
from tests.spoilt import damage_slightly
from tests.windows import be_quiet, complete, light, status

if TYPE_CHECKING:
    from pathlib import Path

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(make_window, register_path):
    return make_window(register_path)


@pytest.fixture
def keeper(window, qtbot):
    made = BackupKeeper(window, MachineSettings())
    be_quiet(qtbot, window.session)
    return made


@pytest.fixture
def usb(tmp_path):
    place = tmp_path / "USB"
    place.mkdir()
    return place


def reasons(path: Path, second: Path | None = None) -> list[BackupReason]:
    return [each.reason for each in backups.all_backups(path, second)]


def opened(qtbot, window, keeper) -> BackupDialog:
    window.actions_.backups.trigger()
    dialog: BackupDialog | None = keeper.dialog
    assert dialog is not None
    shown(qtbot, window, dialog)
    return dialog


def shown(qtbot, window, dialog) -> None:
    be_quiet(qtbot, window.session)
    qtbot.waitUntil(lambda: not dialog._asked.isActive())
    be_quiet(qtbot, window.session)


def test_the_status_bar_says_when_the_last_one_was_made(window, keeper, qtbot, register_path):
    assert "Chưa có bản sao lưu" in status(window)
    keeper.make()
    be_quiet(qtbot, window.session)
    assert reasons(register_path) == [BackupReason.BY_HAND]
    assert any(words.startswith("Sao lưu: 09:00") for words in status(window))


def test_changes_are_backed_up_once_in_half_an_hour(window, keeper, qtbot, register_path):
    assert not keeper._timer.isActive()
    complete(qtbot, window)
    assert keeper._timer.isActive()
    assert keeper._timer.interval() == 30 * 60 * 1000
    keeper._timer.setInterval(0)  # half an hour later
    be_quiet(qtbot, window.session)
    qtbot.waitUntil(lambda: not keeper._timer.isActive())
    be_quiet(qtbot, window.session)
    assert reasons(register_path) == [BackupReason.DURING_WORK]
    be_quiet(qtbot, window.session)
    assert not keeper._timer.isActive()  # nothing was changed since


def test_closing_backs_up_what_was_changed_and_only_that(window, keeper, qtbot, register_path):
    complete(qtbot, window)
    window.actions_.close_register.trigger()
    be_quiet(qtbot, window.session)
    qtbot.waitUntil(lambda: reasons(register_path) == [BackupReason.AFTER_WORK])
    assert not window.actions_.backups.isEnabled()
    assert not any("ao lưu" in words for words in status(window))
    window.opener.retry()
    be_quiet(qtbot, window.session)
    window.actions_.close_register.trigger()
    be_quiet(qtbot, window.session)
    window.session.jobs.close()
    assert reasons(register_path) == [BackupReason.AFTER_WORK]


def test_the_end_of_the_program_backs_up_too(window, keeper, qtbot, register_path):
    complete(qtbot, window)
    window.end()
    assert reasons(register_path) == [BackupReason.AFTER_WORK]


def test_the_dialog_says_what_would_be_lost_and_brings_back(
    window, keeper, prompts, qtbot, register_path
):
    keeper.make()
    be_quiet(qtbot, window.session)
    complete(qtbot, window)
    assert light(window) is Light.DONE_IN_TIME
    dialog = opened(qtbot, window, keeper)
    assert dialog.heading.text() == "Nếu khôi phục bản lúc 09:00 ngày 21/11/2026"
    assert "1 thao tác ghi sau đó sẽ không còn" in dialog.words.text()
    assert "hoàn thành nhiệm vụ" in dialog.words.text()
    prompts.answers.append(True)
    dialog.restore_button.click()
    be_quiet(qtbot, window.session)
    assert light(window) is Light.OVERDUE
    assert "Đã khôi phục sổ" in window.statusBar().currentMessage()
    assert BackupReason.BEFORE_RESTORE in reasons(register_path)
    # And the way back.
    dialog = opened(qtbot, window, keeper)
    way_back = next(
        each
        for each in dialog.table.records.records()
        if each.reason is BackupReason.BEFORE_RESTORE
    )
    dialog.table.choose_key(way_back.path)
    shown(qtbot, window, dialog)
    prompts.answers.append(True)
    dialog.restore_button.click()
    be_quiet(qtbot, window.session)
    assert light(window) is Light.DONE_IN_TIME
    assert [call.kind for call in prompts.calls] == ["ask", "ask"]


def test_a_no_changes_nothing(window, keeper, prompts, qtbot, register_path):
    keeper.make()
    dialog = opened(qtbot, window, keeper)
    prompts.answers.append(False)
    dialog.restore_button.click()
    be_quiet(qtbot, window.session)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert reasons(register_path) == [BackupReason.BY_HAND]
    dialog.reject()


def test_a_spoilt_backup_cannot_be_chosen(window, keeper, qtbot, register_path):
    keeper.make()
    be_quiet(qtbot, window.session)
    damage_slightly(backups.all_backups(register_path)[0].path)
    dialog = opened(qtbot, window, keeper)
    assert "bị hỏng" in dialog.words.text()
    assert not dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_failed_restore_opens_the_register_again(
    window, keeper, prompts, qtbot, *, register_path, monkeypatch
):
    keeper.make()
    be_quiet(qtbot, window.session)
    dialog = opened(qtbot, window, keeper)

    def fail(*_arguments, **_options):
        raise OSError(13, "denied")

    monkeypatch.setattr("app.services.restoring._swap", fail)
    prompts.answers.append(True)
    dialog.restore_button.click()
    be_quiet(qtbot, window.session)
    (call,) = [call for call in prompts.calls if call.kind == "tell"]
    assert call.title == "Chưa khôi phục được"
    assert window.session.register is not None
    assert light(window) is Light.OVERDUE


def test_a_second_place_gets_a_backup_at_once_and_is_missed(
    window, keeper, prompts, qtbot, *, register_path, usb
):
    dialog = opened(qtbot, window, keeper)
    assert "Chưa chọn nơi thứ hai" in dialog.place.text()
    assert dialog.drop_button.isHidden()
    prompts.answers.append(usb)
    dialog.second_button.click()
    be_quiet(qtbot, window.session)
    assert len(reasons(register_path, usb)) == 2
    assert str(usb) in dialog.place.text()
    usb.rename(usb.with_name("rút ra"))
    dialog.make_button.click()
    be_quiet(qtbot, window.session)
    assert "không thấy" in dialog.problem.text()
    assert any("chưa sang nơi thứ hai" in words for words in status(window))
    dialog.drop_button.click()
    be_quiet(qtbot, window.session)
    assert "Chưa chọn nơi thứ hai" in dialog.place.text()
    dialog.reject()


def test_no_place_at_all_is_told(window, keeper, prompts, qtbot, register_path):
    backups.folder_of(register_path).write_text("no folder", "utf-8")
    keeper.make()
    be_quiet(qtbot, window.session)
    (call,) = prompts.calls
    assert call.title == "Chưa sao lưu được"
    assert "Chưa sao lưu được" in status(window)
    backups.folder_of(register_path).unlink()


def test_a_file_from_anywhere_can_be_brought_back(
    window, keeper, prompts, qtbot, *, register_path, usb
):
    keeper.make()
    be_quiet(qtbot, window.session)
    chosen = usb / "bản chép.tiendo"
    backups.all_backups(register_path)[0].path.rename(chosen)
    dialog = opened(qtbot, window, keeper)
    prompts.answers.append(chosen)
    dialog.file_button.click()
    shown(qtbot, window, dialog)
    assert "Giống sổ hiện tại" in dialog.words.text()
    assert dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_backup_that_fails_at_closing_is_told(window, keeper, prompts, qtbot, register_path):
    complete(qtbot, window)
    backups.folder_of(register_path).write_text("no folder", "utf-8")
    window.actions_.close_register.trigger()
    qtbot.waitUntil(lambda: bool(prompts.calls))
    (call,) = prompts.calls
    assert call.title == "Chưa sao lưu được"
    assert call.text.endswith("vẫn nằm trong sổ.")
    backups.folder_of(register_path).unlink()


def test_a_copy_of_the_register_in_use_is_told(window, keeper, prompts, qtbot, register_path):
    copied = register_path.with_name("Bản chép.tiendo")
    copied.write_bytes(register_path.read_bytes())
    prompts.answers.append(copied)
    window.actions_.open_register.trigger()
    be_quiet(qtbot, window.session)
    (call,) = [call for call in prompts.calls if call.kind == "tell"]
    assert call.title == "Hai bản chép của một sổ"
    assert str(register_path.resolve()) in call.text
    window.opener.retry()
    be_quiet(qtbot, window.session)
    assert len([call for call in prompts.calls if call.kind == "tell"]) == 1
    register_path.unlink()
