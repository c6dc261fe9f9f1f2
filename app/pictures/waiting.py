"""Wait until a window without a person before it has done what was asked for."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop

from app.views.main_window import MainWindow

_PATIENCE_S = 30
_QUIET_S = 0.35
"""Longer than what the pages wait for before they read or count anew."""
_LAST_TURNS = 5


def wait_until(done: Callable[[], bool]) -> None:
    """Run the event loop until something is true.

    Raises:
        TimeoutError: it did not become true.
    """
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not become ready")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def settle(window: MainWindow) -> None:
    """Let what was asked for be read and painted: nothing under way for a while."""
    quiet_since = time.monotonic()

    def quiet() -> bool:
        nonlocal quiet_since
        if not window.session.jobs.idle:
            quiet_since = time.monotonic()
        return time.monotonic() - quiet_since > _QUIET_S

    wait_until(quiet)
    # One long turn of the loop may have used up the quiet time: what it asked for is still to come.
    for _ in range(_LAST_TURNS):
        QCoreApplication.processEvents()
