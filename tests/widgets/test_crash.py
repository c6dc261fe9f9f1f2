"""An unexpected error: a report without the register's content, one message, a new start."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QProcess, QTimer
from PySide6.QtWidgets import QApplication

from app import __version__, crash, paths
from app.domain.errors import TienDoError
from app.views.pages.overview_page import OverviewPage
from app.views.prompts import ScriptedPrompts
from tests.windows import in_front

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.allow_log("app.crash"),
]

SORRY = "Chương trình gặp lỗi ngoài dự kiến; những gì đã ghi vào sổ vẫn còn nguyên."
WITHHELD = "bí mật của sổ"


@pytest.fixture
def handler(monkeypatch, prompts, qapp):
    """Install the program's handler of unexpected errors for one test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    handler = crash.CrashHandler(prompts)
    handler.install()
    return handler


def trip() -> None:
    try:
        dict[str, str]()[WITHHELD]
    except KeyError as cause:
        raise ZeroDivisionError(WITHHELD) from cause


def go_wrong() -> None:
    try:
        trip()
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())


def reports() -> list[str]:
    files = paths.log_file().parent.glob("su-co-*.txt")
    return [file.read_text("utf-8") for file in files]


def test_the_report_says_where_and_never_what(handler, prompts, caplog):
    prompts.answers.append(False)
    go_wrong()
    (report,) = reports()
    assert report.startswith(f"Tiến Độ {__version__}, ")
    assert "ZeroDivisionError\n" in report
    assert "KeyError\n" in report
    assert "widgets/test_crash.py:" in report
    assert " in trip" in report
    assert " in trip" in caplog.text
    for text in (report, caplog.text, prompts.calls[0].text):
        assert WITHHELD not in text


def test_the_user_is_told_where_the_report_lies_and_may_stay(handler, prompts):
    prompts.answers.append(False)
    go_wrong()
    (told,) = prompts.calls
    assert (told.kind, told.title) == ("ask", crash.TITLE)
    assert told.text.startswith(SORRY)
    assert str(paths.log_file().parent) in told.text
    assert not handler.restart_wanted


def test_a_report_that_cannot_be_saved_is_said_so(handler, prompts):
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    paths.log_file().parent.write_text("no folder")
    prompts.answers.append(False)
    go_wrong()
    assert "Chưa lưu được báo cáo" in prompts.calls[0].text


def test_old_reports_go(handler, prompts):
    folder = paths.log_file().parent
    folder.mkdir(parents=True)
    for number in range(30):
        (folder / f"su-co-20200101-{number:06}.txt").write_text("cũ")
    prompts.answers.append(False)
    go_wrong()
    assert len(reports()) == 20
    assert sum("ZeroDivisionError" in report for report in reports()) == 1


def test_an_error_while_the_first_one_is_told_is_only_logged(monkeypatch, qapp, caplog):
    class Reentrant(ScriptedPrompts):
        def ask(self, *arguments, **options):
            go_wrong()
            return super().ask(*arguments, **options)

    prompts = Reentrant([False, False])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    handler = crash.CrashHandler(prompts)
    handler.install()
    go_wrong()
    assert len(prompts.calls) == 1
    assert len([r for r in caplog.records if r.name == "app.crash"]) == 2
    go_wrong()
    assert len(prompts.calls) == 2


def test_an_error_of_another_thread_is_told_on_the_interface_thread(handler, prompts, qtbot):
    prompts.answers.append(False)
    thread = threading.Thread(target=trip)
    thread.start()
    thread.join()
    assert prompts.calls == []
    qtbot.waitUntil(lambda: len(prompts.calls) == 1)
    assert len(reports()) == 1


def test_what_knows_its_own_sentence_tells_it(handler, prompts):
    error = TienDoError("Sổ đã bị chuyển đi.")
    sys.excepthook(type(error), error, None)
    assert [(call.kind, call.text) for call in prompts.calls] == [("tell", "Sổ đã bị chuyển đi.")]
    assert reports() == []


def test_the_window_lives_after_an_error_in_it(make_window, register_path, handler, prompts, qtbot):
    prompts.answers.append(False)
    window = make_window(register_path)
    QTimer.singleShot(0, trip)
    qtbot.waitUntil(lambda: len(prompts.calls) == 1)
    window.show_page("tasks")
    assert window.isVisible()
    assert not isinstance(in_front(window), OverviewPage)


def test_an_interrupt_in_the_console_ends_the_program(handler, prompts, monkeypatch):
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True]
    assert prompts.calls == []


@pytest.mark.parametrize("packed", [False, True])
def test_a_new_start_takes_the_same_arguments(monkeypatch, packed):
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(QProcess, "startDetached", lambda *command: started.append(command))
    monkeypatch.setattr(paths, "is_packed", lambda: packed)
    monkeypatch.setattr(sys, "argv", ["x", "--register", "sổ.tiendo"])
    crash.start_again()
    module = [] if packed else ["-m", "app"]
    assert started == [(sys.executable, [*module, "--register", "sổ.tiendo"])]
