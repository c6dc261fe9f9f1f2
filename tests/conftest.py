"""What every test gets: its own data folder, a fixed day, and a check that nothing is left over.

A test fails on a log line of WARNING or above that it does not allow (mark it with
``allow_log("logger.name", ...)``), on a thread that still runs, and on a database connection that
is still open.
"""

from __future__ import annotations

import datetime as dt
import gc
import itertools
import logging
import os
import shutil
import sqlite3
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from sqlalchemy import Pool, event

from app import paths
from app.services.register import Register, create_register, open_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TIENDO_LANGUAGE"] = "vi"  # whatever this machine's own settings say

# Two busy cores must not fail a test by their slowness, and examples are no files to keep.
settings.register_profile("modest", deadline=None, max_examples=60, database=None)
settings.load_profile("modest")

NOW = dt.datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - the register's clock is local time
USER = "can.bo"
_GRACE_SECONDS = 1.0
_GARBAGE = 20_000
"""Objects made since the last collection that make one worth its time."""
_open_connections: dict[int, Any] = {}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "allow_log(*loggers): log lines of WARNING or above are expected (from these loggers)",
    )


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the figures and seeds of counted tests, which a test's own output would hide."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    told = [
        text
        for report in reports
        if report.when == "call"
        for name, text in report.user_properties
        if name == "figures"
    ]
    if told:
        terminalreporter.section("counted tests of safety")
        for text in told:
            terminalreporter.write(text)


@event.listens_for(Pool, "connect")
def _opened(connection: Any, _record: Any) -> None:
    _open_connections[id(connection)] = connection


@event.listens_for(Pool, "close")
@event.listens_for(Pool, "close_detached")
def _closed(connection: Any, _record: Any = None) -> None:
    _open_connections.pop(id(connection), None)


@pytest.fixture(scope="session")
def _data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    # Not ``tmp_path``: it looks through all folders made so far, for every test.
    base = tmp_path_factory.mktemp("data")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True, scope="session")
def _collect_on_this_thread() -> Iterator[None]:
    """As in the window: no worker may collect widgets (see `app.background.garbage`)."""
    gc.disable()
    gc.freeze()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collect_after_a_test() -> Iterator[None]:
    yield
    if gc.get_count()[0] > _GARBAGE:
        gc.collect()


@pytest.fixture(autouse=True)
def own_data_folder(_data_folders: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep settings, log and default register of a test away from the user's."""
    folder = next(_data_folders)
    folder.mkdir()
    monkeypatch.setenv(paths.DATA_FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def _nothing_left_open() -> Iterator[None]:
    before = set(_open_connections)
    yield
    left = [_open_connections.pop(key) for key in set(_open_connections) - before]
    states = [state for connection in left if (state := _state_of(connection))]
    for connection in left:
        connection.close()
    if states:
        pytest.fail(f"connections to a register left open: {', '.join(states)}")


def _state_of(connection: Any) -> str:
    """Say in which state a connection was left; nothing for one that was closed without notice."""
    try:
        return "in a transaction" if connection.in_transaction else "idle"
    except sqlite3.ProgrammingError:
        return ""


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _GRACE_SECONDS
    while (left := _threads_beside(before)) and time.monotonic() < deadline:
        left[0].join(deadline - time.monotonic())
    if left:
        pytest.fail(f"threads left running: {', '.join(thread.name for thread in left)}")


def _threads_beside(before: set[threading.Thread]) -> list[threading.Thread]:
    # A thread of Qt that once ran Python stays listed as a dummy for ever.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]


class _Noted(logging.Handler):
    """Keeps the records of one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def _quiet_log(request: pytest.FixtureRequest) -> Iterator[None]:
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    noted = _Noted()
    root.addHandler(noted)
    yield
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    marker = request.node.get_closest_marker("allow_log")
    unexpected = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in noted.records
        if marker is None or (marker.args and record.name not in marker.args)
    ]
    if unexpected:
        pytest.fail("unexpected log lines:\n" + "\n".join(unexpected))


@pytest.fixture
def today() -> dt.date:
    return NOW.date()


@pytest.fixture(scope="session")
def shipped_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed register as the program makes it at first start. To be copied, never opened."""
    path = tmp_path_factory.mktemp("shipped") / f"Theo dõi năm 2026{paths.REGISTER_SUFFIX}"
    create_register(path)
    return path


@pytest.fixture
def register_path(shipped_register: Path, tmp_path: Path) -> Path:
    """A register of the test's own, in a folder of its own, closed."""
    folder = tmp_path / "register"
    folder.mkdir()
    return shutil.copyfile(shipped_register, folder / shipped_register.name)


@pytest.fixture
def register(register_path: Path) -> Iterator[Register]:
    """An open register of the test's own, on 21/11/2026 at 9:00."""
    opened = open_as_office(register_path)
    yield opened
    opened.close()


def open_as_office(path: Path) -> Register:
    """Open a register as user "can.bo" on 21/11/2026 at 9:00."""
    register = open_register(path)
    register.user = USER
    register.clock = lambda: NOW
    return register
