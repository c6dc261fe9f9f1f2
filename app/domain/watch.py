"""Long work that somebody watches: it tells how far it has come, and is told when to stop."""

from __future__ import annotations

from typing import Protocol

from app.domain.errors import TienDoError
from app.domain.phrases import phrase


class StoppedError(TienDoError):
    """The work was stopped by the person who asked for it; nothing was left half done."""

    def __init__(self) -> None:
        super().__init__(phrase("Đã dừng theo yêu cầu."))


class Watch(Protocol):
    """What long work calls before each of its steps."""

    def step(self, done: int, total: int, words: str) -> None:
        """Take note that ``done`` of ``total`` steps are over and ``words`` comes next.

        Raises:
            StoppedError: the work is no longer wanted.
        """


class Unwatched:
    """Nobody looks, and nobody stops it."""

    def step(self, done: int, total: int, words: str) -> None:
        """Take note of nothing."""
