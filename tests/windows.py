"""Fixtures for tests of pages and of the whole window: a real register, no dialogs, a clean end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from app.background.jobs import Jobs
from app.services import register as registers
from app.settings import MachineSettings
from app.views import main_window, theme
from app.views.main_window import MainWindow
from app.views.prompts import ScriptedPrompts
from app.views.session import Opened, Session
from tests.conftest import NOW, USER
from tests.registers import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

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
        QCoreApplication.processEvents()
        return session.jobs.idle

    qtbot.waitUntil(idle, timeout=20_000)


@pytest.fixture
def office_clock(monkeypatch):
    """Open every register as user "can.bo" on 21/11/2026 at 9:00."""
    opening = registers.open_register

    def opened(path: Path) -> Register:
        register = opening(path)
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
    made.open(opened.register, opened.index)
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
        window.session.jobs.close()
        window.session.close()
    QCoreApplication.processEvents()
    theme.apply(qapp, theme.LIGHT_THEME)
