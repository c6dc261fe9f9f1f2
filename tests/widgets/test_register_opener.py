"""Opening another register: the open one stays until the next is good; one window for each."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app import main, paths
from app.crash import CrashHandler
from app.domain.backups import BackupReason
from app.domain.errors import RegisterMovedError
from app.domain.traffic_light import Light
from app.services import backups
from app.services import register as registers
from app.services.register import open_register
from app.views.pages.overview_page import OverviewPage
from app.views.pages.start_page import StartPage
from app.views.pages.tasks_page import TasksPage
from app.views.session import Opened
from app.views.single_window import SingleWindow
from tests.registers import DATED, YEARLY, changes
from tests.registers import complete as complete_there
from tests.spoilt import damage, damage_slightly, make_newer
from tests.windows import be_quiet, bury, complete, in_front, light, press, status, texts

if TYPE_CHECKING:
    from pathlib import Path

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows lets nobody move a file that SQLite has open"
)


@pytest.fixture
def window(make_window, register_path):
    return make_window(register_path)


@pytest.fixture
def other(tmp_path, shipped_register):
    folder = tmp_path / "nơi khác"
    folder.mkdir()
    return shutil.copyfile(shipped_register, folder / "Sổ khác.tiendo")


def missing(path: Path) -> None:
    path.unlink()


def open_another(qtbot, window, path: Path) -> None:
    window.prompts.answers.append(path)
    window.actions_.open_register.trigger()
    be_quiet(qtbot, window.session)


def told(window) -> list[tuple[str, str]]:
    return [(call.title, call.text) for call in window.prompts.calls if call.kind == "tell"]


def answers(path: Path) -> bool:
    """Tell whether a second start on a register would find a window."""
    return SingleWindow(path).raise_first()


# A refused file leaves the open register as it was


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (missing, "Không tìm thấy sổ"),
        (damage, "bị hỏng"),
        (make_newer, "do phiên bản mới hơn của Tiến Độ ghi"),
    ],
)
def test_a_refused_file_leaves_the_open_register_as_it_was(window, other, qtbot, spoil, words):
    spoil(other)
    window.show_page("tasks")
    complete(qtbot, window)
    page, register = in_front(window), window.session.register
    before = status(window)
    open_another(qtbot, window, other)
    ((title, text),) = told(window)
    assert title == "Không mở được sổ"
    assert words in text
    assert in_front(window) is page
    assert isinstance(page, TasksPage)
    assert window.session.register is register
    assert status(window) == before
    assert window.windowTitle() == "Tiến Độ – Theo dõi năm 2026"
    assert answers(register.path)
    assert not answers(other)
    window.actions_.undo.trigger()
    be_quiet(qtbot, window.session)
    assert light(window) is Light.OVERDUE
    assert len(told(window)) == 1


def test_an_error_of_the_program_leaves_it_too(window, other, qtbot, monkeypatch):
    def trip(_path, _today, *, create):
        raise ZeroDivisionError

    register = window.session.register
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(Opened, "of", trip)
        open_another(qtbot, window, other)
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert window.session.register is register
    assert isinstance(in_front(window), OverviewPage)


def test_while_another_one_is_opened_the_open_one_can_be_used(
    window, other, prompts, qtbot, monkeypatch
):
    go, real = threading.Event(), Opened.of

    def slow(path, today, *, create):
        assert go.wait(5)
        return real(path, today, create=create)

    monkeypatch.setattr(Opened, "of", slow)
    prompts.answers.append(other)
    window.actions_.open_register.trigger()
    assert isinstance(in_front(window), OverviewPage)
    assert window.statusBar().currentMessage() == "Đang mở sổ “Sổ khác”…"
    window.show_page("tasks")
    go.set()
    be_quiet(qtbot, window.session)
    assert window.windowTitle() == "Tiến Độ – Sổ khác"
    assert window.statusBar().currentMessage() == ""


def test_asking_twice_for_one_register_opens_it_once(window, other, prompts, qtbot, monkeypatch):
    opened, real = [], Opened.of

    def count(path, today, *, create):
        opened.append(path)
        return real(path, today, create=create)

    monkeypatch.setattr(Opened, "of", count)
    prompts.answers.extend([other, other])
    window.actions_.open_register.trigger()
    window.actions_.open_register.trigger()
    be_quiet(qtbot, window.session)
    assert opened == [other]
    open_another(qtbot, window, other)  # later it may be opened again
    assert opened == [other, other]
    assert window.windowTitle() == "Tiến Độ – Sổ khác"


# One window for each register


def test_a_register_that_was_opened_is_claimed_and_the_old_one_let_go(
    window, register_path, other, qtbot, monkeypatch
):
    monkeypatch.setattr(main, "make_application", lambda _arguments: QApplication.instance())
    assert answers(register_path)
    open_another(qtbot, window, other)
    assert answers(other)
    assert not answers(register_path)
    window.showMinimized()
    assert main.run_window(str(other)) == 0
    qtbot.waitUntil(lambda: not window.isMinimized())
    window.actions_.close_register.trigger()
    assert not answers(other)


def test_a_register_that_another_window_has_is_shown_there(window, register_path, other, qtbot):
    first = QWidget()
    first.show()
    first.showMinimized()
    single = SingleWindow(other)
    single.listen(first)
    open_another(qtbot, window, other)
    qtbot.waitUntil(lambda: not first.isMinimized())
    assert window.windowTitle() == "Tiến Độ – Theo dõi năm 2026"
    assert "đang mở ở cửa sổ khác" in window.statusBar().currentMessage()
    assert answers(register_path)
    single.close()
    bury(first)


def test_a_refused_register_is_claimed_while_its_reason_is_shown(make_window, other):
    damage(other)
    make_window(other)
    assert answers(other)


def test_the_same_register_may_be_opened_again(window, register_path, qtbot):
    complete(qtbot, window)
    open_another(qtbot, window, register_path)
    assert light(window) is Light.DONE_IN_TIME
    assert answers(register_path)
    assert told(window) == []


# A register that was taken away


@POSIX
def test_a_change_of_a_moved_register_is_refused_and_the_way_out_works(
    window, register_path, tmp_path, qtbot
):
    complete(qtbot, window)
    moved = tmp_path / "Sổ đã chuyển.tiendo"
    register_path.rename(moved)
    window.actions_.undo.trigger()
    be_quiet(qtbot, window.session)
    assert told(window)
    assert all(str(register_path) in text and "chỗ cũ" in text for _title, text in told(window))
    open_another(qtbot, window, moved)
    assert window.windowTitle() == "Tiến Độ – Sổ đã chuyển"
    assert light(window) is Light.DONE_IN_TIME
    window.actions_.undo.trigger()
    be_quiet(qtbot, window.session)
    assert light(window) is Light.OVERDUE
    # Another program sees the change: both have the same side files.
    with closing(sqlite3.connect(moved)) as beside:
        assert beside.execute("SELECT count(*) FROM change").fetchone() == (2,)


@POSIX
def test_another_register_in_its_place_may_be_opened(window, register_path, other, qtbot):
    complete(qtbot, window)
    register_path.rename(register_path.with_suffix(".away"))
    other.rename(register_path)
    open_another(qtbot, window, register_path)
    assert light(window) is Light.OVERDUE
    complete(qtbot, window)
    assert light(window) is Light.DONE_IN_TIME
    window.actions_.close_register.trigger()
    be_quiet(qtbot, window.session)
    for path in (register_path, register_path.with_suffix(".away")):
        register = open_register(path)
        assert len(changes(register)) == 1
        register.close()


@POSIX
def test_what_nobody_catches_is_told_in_its_own_words(
    window, register_path, prompts, monkeypatch, caplog
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    handler = CrashHandler(prompts)
    handler.install()
    error = RegisterMovedError("Tệp sổ đã bị chuyển đi.")
    sys.excepthook(type(error), error, None)
    assert told(window) == [("Chưa thực hiện được", "Tệp sổ đã bị chuyển đi.")]
    assert caplog.text == ""


# A default register that is lost


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.fixture
def default(own_data_folder, shipped_register, monkeypatch):
    # How a register is built has its own tests, and takes half a second.
    monkeypatch.setattr(registers, "_build", lambda part: shutil.copyfile(shipped_register, part))
    return shutil.copyfile(shipped_register, paths.default_register())


@pytest.mark.parametrize("spoil", [empty, damage, damage_slightly])
def test_a_damaged_default_register_can_be_replaced_and_is_kept(make_window, default, qtbot, spoil):
    spoil(default)
    spoilt = default.read_bytes()
    window = make_window(default, create=True)
    assert isinstance(in_front(window), StartPage)
    assert texts(window)[0] == "Không mở được sổ"
    press(qtbot, window, "Tạo sổ mới")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)
    (kept,) = [file for file in default.parent.glob("*.tiendo") if file != default]
    assert "bản hỏng" in kept.name
    assert kept.read_bytes() == spoilt
    assert answers(default)


def test_beside_what_a_lost_register_left_a_new_one_is_made_only_when_asked(
    make_window, default, qtbot
):
    default.unlink()
    left = default.with_name(f"{default.name}-wal")
    left.write_bytes(b"wal")
    window = make_window(default, create=True)
    assert left.name in texts(window)[1]
    assert not default.exists()
    assert left.read_bytes() == b"wal"
    press(qtbot, window, "Tạo sổ mới")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)


@pytest.mark.parametrize("spoil", [make_newer])
def test_a_default_register_that_is_good_is_not_offered_to_be_replaced(make_window, default, spoil):
    spoil(default)
    window = make_window(default, create=True)
    assert window._start.ways._replace.isHidden()


def test_another_damaged_register_is_not_replaced_by_the_default_one(make_window, other):
    empty(other)
    window = make_window(other)
    assert window._start.ways._replace.isHidden()


def test_a_file_of_another_register_beside_it_can_be_put_aside(
    make_window, register_path, other, qtbot
):
    """Its log, put by hand beside this register, would be replayed into it."""
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE register_mark SET register_key = ?", ("f" * 32,))
        connection.commit()
    register = open_register(other)
    log = register_path.with_name(f"{register_path.name}-wal")
    with register.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM change")
        complete_there(register, DATED)
        shutil.copyfile(f"{other}-wal", log)
    register.close()
    strange = log.read_bytes()
    window = make_window(register_path)
    assert log.name in texts(window)[1]
    press(qtbot, window, "Để riêng, mở sổ")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)
    (kept,) = register_path.parent.glob("*tệp lạ*")
    assert kept.read_bytes() == strange
    assert changes(window.session.register) == []


@pytest.mark.parametrize("spoil", [damage, damage_slightly, empty])
def test_the_newest_good_backup_of_a_damaged_register_is_offered(
    make_window, register_path, qtbot, spoil
):
    register = open_register(register_path)
    complete_there(register, DATED)
    backups.make(register, BackupReason.AFTER_WORK)
    complete_there(register, YEARLY)
    register.close()
    spoil(register_path)
    spoilt = register_path.read_bytes()
    window = make_window(register_path)
    said = " ".join(texts(window))
    assert "Bản sao lưu tốt mới nhất:" in said
    assert "phải ghi lại" in said
    if spoil is damage_slightly:
        assert "1 thao tác ghi sau đó phải ghi lại, mới nhất: hoàn thành nhiệm vụ" in said
        assert "còn đọc được" in said
    press(qtbot, window, "Khôi phục")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)
    assert light(window) is Light.DONE_LATE
    (kept,) = register_path.parent.glob("*bản hỏng*")
    assert kept.read_bytes() == spoilt


def test_without_a_good_backup_none_is_offered(make_window, register_path):
    damage(register_path)
    window = make_window(register_path)
    assert window._start.ways._restore.isHidden()


def test_a_register_in_a_synchronised_folder_is_brought_home(make_window, other, qtbot):
    there = other.parent / "OneDrive - UBND" / other.name
    there.parent.mkdir()
    other.rename(there)
    window = make_window(there)
    assert "thư mục đồng bộ OneDrive" in texts(window)[1]
    press(qtbot, window, "Chép về, mở sổ")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)
    home = paths.data_folder() / other.name
    assert window.session.register.path == home
    assert answers(home)


def test_another_machines_note_can_be_overruled(make_window, other, qtbot):
    note = other.with_name(f"{other.name}-lock")
    told_there = {"machine": "PC-VAN-THU", "user": "chị Hoa", "since": "08:15 20/11/2026"}
    note.write_text(json.dumps(told_there), "utf-8")
    window = make_window(other)
    assert "PC-VAN-THU" in texts(window)[1]
    press(qtbot, window, "Vẫn mở")
    be_quiet(qtbot, window.session)
    assert isinstance(in_front(window), OverviewPage)
    window.actions_.close_register.trigger()
    be_quiet(qtbot, window.session)
    qtbot.waitUntil(lambda: not note.exists())
