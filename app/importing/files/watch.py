"""Progress and cancelling, in one place for all readers."""

from __future__ import annotations

import time

from app.importing.blocks import Cancelled, Progress
from app.importing.files.refusals import ReadingCancelledError

_BETWEEN_REPORTS = 0.05  # seconds: as often as an eye sees


class Watch:
    """Carries the caller's wishes through a reading; readers call `step` often."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        """Take what the caller gave; None means that nobody watches."""
        self._progress = progress
        self._cancelled = cancelled
        self._next = 0.0

    def step(self, done: int, total: int) -> None:
        """Tell how far the reading is; raise `ReadingCancelledError` if it is no longer wanted."""
        if self._cancelled is not None and self._cancelled():
            raise ReadingCancelledError
        now = time.monotonic()
        if self._progress is not None and (now >= self._next or done >= total):
            self._next = now + _BETWEEN_REPORTS
            self._progress(min(done, total), total)
