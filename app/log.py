"""Logging to a rotating file, and reports of crashes.

Messages name operations and row numbers, never register text. Of an exception its place and its
type are written, not its words: they may quote what somebody has entered (a KeyError quotes the
key, SQLAlchemy the values of a statement).
"""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import traceback
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from app import __version__, paths

_FORMAT = "%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"
_REPORT = "su-co"
_REPORTS_KEPT = 20
_CAUSES = 5


class _SharedFileHandler(RotatingFileHandler):
    """Writes on where the file cannot be renamed: on Windows another window may have it open."""

    def doRollover(self) -> None:
        try:
            super().doRollover()
        except OSError:
            if self.stream is None:
                self.stream = self._open()


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
        """Return kinds and places of the exception and its causes; see `where`."""
        return where(ei[1])


def start(level: int = logging.INFO) -> None:
    """Send log lines to the log file; a folder that cannot be written is no reason to stop."""
    file = paths.log_file()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = _SharedFileHandler(
            file, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
        )
        handler.setFormatter(PlaceFormatter(_FORMAT))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(level)


def where(error: BaseException) -> str:
    """Return kind and places of an error and of what caused it, without its words."""
    return "\n".join(line for each in _chain(error) for line in _lines(each))


def save_crash_report(error: BaseException) -> Path | None:
    """Write down where an unexpected error happened, for whoever supports the office.

    Returns:
        The file; None if it could not be written.
    """
    import platform  # noqa: PLC0415 - not needed to start

    now = dt.datetime.now()  # noqa: DTZ005 - the office's clock
    folder = paths.log_file().parent
    file = folder / f"{_REPORT}-{now:%Y%m%d-%H%M%S}.txt"
    text = (
        f"Tiến Độ {__version__}, {now:%d/%m/%Y %H:%M:%S}\n"
        f"{platform.platform()}, Python {platform.python_version()}\n\n{where(error)}\n"
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        for old in sorted(folder.glob(f"{_REPORT}-*.txt"))[:-_REPORTS_KEPT]:
            old.unlink()
    except OSError:
        return None
    return file


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what caused it, the first cause last."""
    each: BaseException | None = error
    for _number in range(_CAUSES):
        if each is None:
            return
        yield each
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)


def _lines(error: BaseException) -> Iterator[str]:
    number = getattr(error, "errno", None)
    yield type(error).__qualname__ + (f" (errno {number})" if number else "")
    for frame in traceback.extract_tb(error.__traceback__):
        # The path of the program holds the name of the user.
        file = "/".join(Path(frame.filename).parts[-3:])
        yield f"  {file}:{frame.lineno} in {frame.name}"
