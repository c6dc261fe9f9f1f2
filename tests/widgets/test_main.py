"""The composition root: one start, a second start, and one sentence for an unexpected error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app import main, paths
from app.background.garbage import GarbageCollector
from app.settings import MachineSettings
from app.views import main_window, theme
from app.views.main_window import MainWindow
from app.views.pages.overview_page import OverviewPage
from app.views.prompts import ScriptedPrompts
from app.views.single_window import SingleWindow
from tests.registers import TODAY
from tests.windows import bury, in_front

if TYPE_CHECKING:
    from collections.abc import Callable

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SORRY = "Chương trình gặp lỗi ngoài dự kiến; những gì đã ghi vào sổ vẫn còn nguyên."


@pytest.fixture
def crash_handler(monkeypatch, prompts):
    """Install the program's handler of unexpected errors for one test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    main._report_crashes(prompts)
    return prompts


def trip() -> None:
    raise ZeroDivisionError("bí mật")


def crash() -> None:
    try:
        trip()
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())


@pytest.mark.allow_log("app.main")
def test_an_unexpected_error_is_one_sentence_and_a_log_line(crash_handler, caplog):
    crash()
    assert len(crash_handler.calls) == 1
    told = crash_handler.calls[0]
    assert (told.kind, told.title) == ("tell", "Lỗi ngoài dự kiến")
    assert told.text.startswith(SORRY)
    assert str(paths.log_file()) in told.text
    assert "bí mật" not in told.text
    assert "in trip" in caplog.text


@pytest.mark.allow_log("app.main")
def test_an_error_while_the_first_one_is_told_is_only_logged(monkeypatch, caplog):
    class Reentrant(ScriptedPrompts):
        def tell(self, parent, title, text):
            super().tell(parent, title, text)
            crash()

    prompts = Reentrant()
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    main._report_crashes(prompts)
    crash()
    assert len(prompts.calls) == 1
    assert len([r for r in caplog.records if r.name == "app.main"]) == 2
    crash()
    assert len(prompts.calls) == 2


@pytest.mark.allow_log("app.main")
def test_the_window_lives_after_an_error_in_it(make_window, register_path, crash_handler, qtbot):
    window = make_window(register_path)
    QTimer.singleShot(0, trip)
    qtbot.waitUntil(lambda: len(crash_handler.calls) == 1)
    window.show_page("tasks")
    assert window.isVisible()
    assert not isinstance(in_front(window), OverviewPage)


def test_an_interrupt_in_the_console_ends_the_program(crash_handler, qapp, monkeypatch):
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(True))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == [True]
    assert crash_handler.calls == []


def test_the_window_wears_the_theme_that_was_kept(qapp, prompts):
    MachineSettings().put("theme", "dark")
    qapp.setProperty("dressed", None)
    window = main.make_window(MachineSettings(), prompts, TODAY)
    assert theme.current() is theme.DARK_THEME
    assert window.actions_.dark_theme.isChecked()
    window.end()
    bury(window)
    theme.apply(qapp, theme.LIGHT_THEME)


@pytest.fixture
def one_application(qapp, prompts, monkeypatch):
    """Let the program start in the test's application, quickly, without dialogs."""
    monkeypatch.setattr(main, "make_application", lambda _arguments: qapp)
    monkeypatch.setattr(main, "Prompts", lambda: prompts)
    monkeypatch.setattr(main, "_QUIET_MS", 0)
    monkeypatch.setattr(main_window, "_QUIET_MS", 0)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield qapp
    for collector in qapp.findChildren(GarbageCollector):
        collector._timer.stop()
        collector.deleteLater()
    for window in windows():
        bury(window)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows() -> list[MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]


def when(ready: Callable[[MainWindow], bool], then: Callable[[MainWindow], object]) -> QTimer:
    """Do something to the first window as soon as it is ready."""
    timer = QTimer()
    timer.setInterval(5)

    def look() -> None:
        for window in windows():
            if window.isVisible() and ready(window):
                timer.stop()
                then(window)

    timer.timeout.connect(look)
    timer.start()
    return timer


def test_a_start_opens_the_default_register_and_ends_with_the_window(one_application):
    titles: list[str] = []

    def look_and_close(window: MainWindow) -> None:
        titles.append(window.windowTitle())
        window.close()

    timer = when(lambda window: window.session.index is not None, look_and_close)
    assert main.run_window(None) == 0
    assert not timer.isActive()
    assert titles == ["Tiến Độ – Theo dõi năm 2026"]
    assert paths.default_register().exists()
    assert [f.name for f in paths.default_register().parent.glob("*.tiendo*")] == [
        paths.default_register().name
    ]


def test_closing_while_the_register_is_still_opened_ends_the_program(one_application):
    timer = when(lambda _window: True, lambda window: window.close())
    assert main.run_window(None) == 0
    assert not timer.isActive()


def test_a_second_start_ends_at_once_and_the_first_window_comes(
    one_application, make_window, register_path, qtbot
):
    window = make_window(register_path)
    single = SingleWindow(register_path)
    single.listen(window)
    window.showMinimized()
    assert main.run_window(str(register_path)) == 0
    qtbot.waitUntil(lambda: not window.isMinimized())
    assert windows() == [window]
    single.close()


def test_a_named_register_that_is_missing_is_not_made(one_application, tmp_path):
    texts: list[bool] = []
    missing = tmp_path / "không có.tiendo"

    def look_and_close(window: MainWindow) -> None:
        texts.append(window.session.register is None)
        window.close()

    when_refused = when(
        lambda window: window.session.jobs.idle and window.isVisible(), look_and_close
    )
    assert main.run_window(str(missing)) == 0
    assert not when_refused.isActive()
    assert texts == [True]
    assert not missing.exists()
    assert not paths.default_register().exists()
