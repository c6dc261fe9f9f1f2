"""The composition root: one start, a second start, a start that fails."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app import crash, main, paths
from app.background.garbage import GarbageCollector
from app.reports.pdf import fonts
from app.settings import MachineSettings
from app.views import main_window, theme
from app.views.main_window import MainWindow
from app.views.single_window import SingleWindow
from tests.registers import TODAY
from tests.windows import bury

if TYPE_CHECKING:
    from collections.abc import Callable

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


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
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
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


@pytest.mark.allow_log("app.crash")
def test_an_error_before_there_is_a_window_is_told_too(one_application, prompts, monkeypatch):
    def broken(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(main, "make_window", broken)
    prompts.answers.append(False)
    assert main.run_window(None) == 1
    assert [call.title for call in prompts.calls] == [crash.TITLE]


@pytest.mark.allow_log("app.crash")
def test_a_new_start_is_made_when_the_old_one_has_let_go(one_application, prompts, monkeypatch):
    started: list[bool] = []
    path = paths.default_register()

    def start_again() -> None:
        started.append(SingleWindow(path).raise_first())

    monkeypatch.setattr(main, "start_again", start_again)

    def trip(_window: MainWindow) -> None:
        prompts.answers.append(True)
        sys.excepthook(ZeroDivisionError, ZeroDivisionError(), None)

    timer = when(lambda window: window.session.index is not None, trip)
    assert main.run_window(None) == 0
    assert not timer.isActive()
    assert started == [False]  # nobody answered for the register any more


def test_missing_fonts_are_named_after_the_start(make_window, register_path, prompts, qtbot):
    window = make_window(register_path)
    main.check_fonts(window, prompts)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert prompts.calls == []
    fonts.load_family.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "font_folders", lambda: iter(()))
        main.check_fonts(window, prompts)
        qtbot.waitUntil(lambda: bool(prompts.calls))
    assert "Times New Roman" in prompts.calls[0].text
    fonts.load_family.cache_clear()
