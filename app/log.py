"""Logging to a rotating file. Messages name operations and row numbers, never register text.

Of an exception its place and its type are written, not its words: they may quote what somebody has
entered (a KeyError quotes the key, SQLAlchemy the values of a statement).
"""

from __future__ import annotations

import contextlib
import logging
import traceback
from logging.handlers import RotatingFileHandler
from typing import Any

from app import paths

_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


class PlaceFormatter(logging.Formatter):
    """Writes where an exception came from and of what types it and its causes are."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another handler has made of the exception is not taken over."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: Any) -> str:
        """Return the frames, oldest first, without the exception's own words."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines += [f"{type(error).__module__}.{type(error).__qualname__} at"]
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def start(level: int = logging.INFO) -> None:
    """Send log lines to the log file; a folder that cannot be written is no reason to stop."""
    file = paths.log_file()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(PlaceFormatter(_FORMAT))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(level)
