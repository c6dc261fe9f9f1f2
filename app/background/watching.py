"""Long work on a worker, watched from the interface thread: how far it is, and a way to stop it."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject

from app.domain.watch import StoppedError

if TYPE_CHECKING:
    from app.background.jobs import Jobs

Step = tuple[int, int, str]
"""Steps that are over, of how many, and what comes next."""


class JobWatch:
    """Is called by the work (see `app.domain.watch.Watch`); its news arrive at the owner."""

    def __init__(self, jobs: Jobs, owner: QObject, moved: Callable[[int, int, str], None]) -> None:
        """``moved`` is called on the interface thread, for as long as ``owner`` lives."""
        self._jobs = jobs
        self._owner = weakref.ref(owner)
        self._moved = moved
        self._stopped = threading.Event()

    def step(self, done: int, total: int, words: str) -> None:
        """Take note of a step; called by the work, on its thread.

        Raises:
            StoppedError: somebody has stopped it.
        """
        if self._stopped.is_set():
            raise StoppedError
        self._jobs.tell(self, (done, total, words))

    def stop(self) -> None:
        """Let the work end before its next step."""
        self._stopped.set()

    def deliver(self, step: Step) -> None:
        """Hand over on the interface thread, if somebody is still there to take it."""
        owner = self._owner()
        if self._stopped.is_set() or owner is None or not shiboken6.isValid(owner):
            return
        self._moved(*step)
