"""Logging to a rotating file. Messages name operations and row numbers, never register text."""

from __future__ import annotations

import contextlib
import logging
from logging.handlers import RotatingFileHandler

from app import paths

_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"


def start(level: int = logging.INFO) -> None:
    """Send log lines to the log file; a folder that cannot be written is no reason to stop."""
    file = paths.log_file()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            file, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(logging.Formatter(_FORMAT))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(level)
