"""Run a function away from the interface thread and bring its result back to it.

One worker serves the register, so operations on it never overlap; a small pool serves what does
not touch it (drawing pages). Results, errors and progress arrive on the interface thread, and never
at a widget that is gone or at a caller that has asked anew.
"""

from __future__ import annotations

import logging
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.background.watching import JobWatch, Step

log = logging.getLogger(__name__)

_POOL_SIZE = 2


class Job:
    """One piece of work under way; `cancel` keeps its result from arriving."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Hold the callbacks for as long as ``owner`` (a widget, mostly) lives."""
        self._owner = weakref.ref(owner)
        self._done = done
        self._failed = failed
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Drop the result; work that looks at `cancelled` stops early."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted."""
        return self._cancelled.is_set()

    def deliver(self, result: Any, error: Exception | None) -> None:
        """Hand over on the interface thread, if somebody is still there to take it."""
        owner = self._owner()
        if self.cancelled or owner is None or not shiboken6.isValid(owner):
            return
        if error is not None:
            self._failed(error)
        else:
            self._done(result)


class Jobs(QObject):
    """The one door to threads. Lives on the interface thread for as long as the window."""

    # Owned by the interface thread: a signal object that a worker owns dies on the wrong thread.
    _finished = Signal(object, object, object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet: executors start theirs with the first job."""
        super().__init__(parent)
        self._register = ThreadPoolExecutor(1, thread_name_prefix="register")
        self._pool = ThreadPoolExecutor(_POOL_SIZE, thread_name_prefix="pool")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._deliver_step, Qt.ConnectionType.QueuedConnection)
        # Never `self.thread()`: PySide 6.9 makes the answer a child of the asker, and when the two
        # are collected as garbage it deletes the application's main thread object.
        self._home = threading.get_ident()
        self._open: set[Job] = set()
        self._closed = False

    def run_on_register(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Run ``work`` on the register's worker, in order of asking."""
        return self._submit(self._register, work, Job(owner, done, failed))

    def run_in_pool(
        self,
        work: Callable[[Job], Any],
        *,
        owner: QObject,
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Run ``work`` beside others; it is given its job, to look whether it was cancelled."""
        job = Job(owner, done, failed)
        return self._submit(self._pool, lambda: work(job), job)

    def tell(self, watch: JobWatch, step: Step) -> None:
        """Bring a step of work under way to the interface thread; called on a worker."""
        if shiboken6.isValid(self):
            self._told.emit(watch, step)

    @property
    def idle(self) -> bool:
        """Whether no result is outstanding."""
        return not self._open

    def end_on_register(self, work: Callable[[], None]) -> None:
        """Run ``work`` behind everything that was asked of the register so far.

        Nobody waits for it, and `close` does not drop it: this is how a register is let go of.
        """
        if self._closed:
            work()
        else:
            self._register.submit(work)

    def close(self) -> None:
        """Wait for running work and end the threads; results still to come are dropped."""
        self._closed = True
        for job in self._open:
            job.cancel()
        self._register.shutdown(wait=True)
        self._pool.shutdown(wait=True)

    def _submit(self, executor: ThreadPoolExecutor, work: Callable[[], Any], job: Job) -> Job:
        def run() -> None:
            result, error = None, None
            try:
                if not job.cancelled:
                    result = work()
            except Exception as caught:  # noqa: BLE001 - handed to the interface thread
                error = caught
            if shiboken6.isValid(self):
                self._finished.emit(job, result, error)

        executor.submit(run)
        self._open.add(job)
        return job

    @Slot(object, object)
    def _deliver_step(self, watch: JobWatch, step: Step) -> None:
        watch.deliver(step)

    @Slot(object, object, object)
    def _deliver(self, job: Job, result: Any, error: Exception | None) -> None:
        assert threading.get_ident() == self._home  # noqa: S101 - the promise of this class
        self._open.discard(job)
        job.deliver(result, error)
