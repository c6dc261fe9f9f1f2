"""Fixtures for tests of pages and of the whole window: a real register, no dialogs, a clean end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.background.jobs import Jobs
from app.services import register as registers
from app.services import tracking
from app.settings import MachineSettings
from app.views import main_window, theme
from app.views.main_window import MainWindow
from app.views.prompts import ScriptedPrompts
from app.views.session import Opened, Session
from app.views.widgets.top_bar import TopBar
from tests.conftest import NOW, USER
from tests.registers import DATED, TODAY, completion, task_id

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from app.domain.traffic_light import Light
    from app.services.register import Register


def bury(*widgets: QWidget) -> None:
    """Close widgets and delete them now: nothing runs an event loop that would do it."""
    for widget in widgets:
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def be_quiet(qtbot: QtBot, session: Session) -> None:
    """Wait until nothing is under way, what was asked for at the end of it included."""

    def idle() -> bool:
        before = session.jobs.idle
        for _ in range(3):  # a result may lead to a timer of 0 ms, and that to more work
            QCoreApplication.processEvents()
        return before and session.jobs.idle

    qtbot.waitUntil(idle, timeout=20_000)


def in_front(window: MainWindow) -> QWidget:
    """Return the page in front."""
    return window._stack.currentWidget()


def bar(window: MainWindow) -> TopBar:
    """Return the bar over the pages."""
    return window.findChildren(TopBar)[0]


def texts(window: MainWindow) -> list[str]:
    """Return what can be read on the page in front."""
    return [label.text() for label in in_front(window).findChildren(QLabel) if label.isVisible()]


def status(window: MainWindow) -> list[str]:
    """Return what the status bar says."""
    labels = window.statusBar().findChildren(QLabel)
    return [label.text() for label in labels if label.text()]


def press(qtbot: QtBot, window: MainWindow, words: str) -> None:
    """Press a button of the page in front."""
    found = in_front(window).findChildren(QPushButton)
    button = next(b for b in found if b.text() == words and b.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def set_day(qtbot: QtBot, window: MainWindow, day: dt.date) -> None:
    """Type another Ngày báo cáo."""
    field = bar(window).day
    field.selectAll()
    qtbot.keyClicks(field, f"{day:%d/%m/%Y}")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    be_quiet(qtbot, window.session)


def complete(qtbot: QtBot, window: MainWindow) -> None:
    """Complete the dated task on the day before its limit."""
    window.session.run(
        tracking.complete_task,
        window.session.read(task_id, DATED),
        completion(dt.date(2026, 3, 5)),
        TODAY,
        owner=window,
    )
    be_quiet(qtbot, window.session)


def light(window: MainWindow) -> Light:
    """Return the light of the dated task."""
    index = window.session.index
    assert index is not None
    key = window.session.read(task_id, DATED)
    return next(ref.light for ref in index.tasks if ref.id == key)


@pytest.fixture
def office_clock(monkeypatch):
    """Open every register as user "can.bo" on 21/11/2026 at 9:00."""
    opening = registers.open_register

    def opened(path: Path, **options: bool) -> Register:
        register = opening(path, **options)
        register.user, register.clock = USER, lambda: NOW
        return register

    monkeypatch.setattr(registers, "open_register", opened)


@pytest.fixture
def prompts():
    """Return prompts that answer from a queue; one that was not expected fails the test."""
    return ScriptedPrompts()


@pytest.fixture
def session(qapp, qtbot, office_clock, register_path):
    """Return a session with a register of the test's own open, as of 21/11/2026."""
    theme.apply(qapp, theme.LIGHT_THEME)
    made = Session(Jobs(), TODAY)
    opened = Opened.of(register_path, TODAY, create=False)
    made.open(opened)
    yield made
    made.jobs.close()
    made.close()
    QCoreApplication.processEvents()


@pytest.fixture
def make_window(qapp, qtbot, office_clock, prompts, monkeypatch):
    """Return a function that opens the window on a register and waits until it is at rest."""
    monkeypatch.setattr(main_window, "_QUIET_MS", 0)
    made: list[MainWindow] = []

    def make(path: Path, *, create: bool = False, width: int = 1366, height: int = 728):
        theme.apply(qapp, theme.LIGHT_THEME)
        window = MainWindow(Jobs(), MachineSettings(), prompts, TODAY)
        made.append(window)
        window.resize(width, height)
        window.open_register(path, lambda: Opened.of(path, TODAY, create=create))
        window.show()
        window.activateWindow()
        be_quiet(qtbot, window.session)
        return window

    yield make
    for window in made:
        bury(window)
        window.end()
    QCoreApplication.processEvents()
    theme.apply(qapp, theme.LIGHT_THEME)
