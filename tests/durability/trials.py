"""What the counted tests share: a child that is killed, and what makes a register sound."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from app.services import backups
from app.services.register import open_register, verify, verify_history
from db import backup as copies

Deed = Callable[[Callable[[str], None]], None]
"""What a child does: it is given a function that acknowledges a step, and is killed meanwhile."""


@dataclass
class Figures:
    """The outcome of one counted test: how often it ran, what it saw, and what went wrong."""

    name: str
    runs: int = 0
    seen: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    skipped: str = ""

    def count(self, what: str, number: int = 1) -> None:
        self.seen[what] = self.seen.get(what, 0) + number

    def __str__(self) -> str:
        if self.skipped:
            return f"{self.name}: skipped, {self.skipped}"
        seen = ", ".join(f"{number} {what}" for what, number in sorted(self.seen.items()))
        return f"{self.name}: {self.runs} runs, {len(self.failures)} failures ({seen})"


def kill_during(deed: Deed, spread_s: float, chance: random.Random) -> tuple[list[str], bool]:
    """Run a deed in a child, and kill it without warning after a random time.

    Args:
        deed: runs in a forked child; begins when it acknowledges "ready".
        spread_s: the longest time until the kill.
        chance: where the time comes from.

    Returns:
        What the child acknowledged, and whether it was killed at work (else it had ended).

    Raises:
        RuntimeError: the child failed by itself.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _be_child(deed, reading, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        assert told.readline() == b"ready\n"
        time.sleep(chance.uniform(0, spread_s))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        lines = told.read().decode().splitlines()
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("\n".join(lines))
    return [line for line in lines if line], not os.WIFEXITED(status)


def _be_child(deed: Deed, reading: int, writing: int) -> None:
    os.close(reading)
    code = 0
    try:
        deed(lambda line: _tell(writing, line))
    except BaseException:  # noqa: BLE001 - told to the parent
        _tell(writing, traceback.format_exc())
        code = 1
    sys.stdout.flush()
    os._exit(code)


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def integrity(path: Path) -> str:
    """Return what SQLite's full check says of a closed register."""
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("PRAGMA integrity_check").fetchone()[0])


def is_sound(path: Path) -> list[str]:
    """Open a register as the program does, and return everything that is wrong with it."""
    register = open_register(path)  # raises what the user would be told
    wrong = []
    try:
        verify(register)
        verify_history(register)
        with register.reading() as connection:
            query = "SELECT DISTINCT sha256 FROM evidence"
            wrong += [
                f"evidence without content {content}"
                for content in connection.exec_driver_sql(query).scalars()
                if not (path.with_suffix(".files") / content).is_file()
            ]
    finally:
        register.close()
    if (found := integrity(path)) != "ok":
        wrong.append(found)
    wrong += [
        f"spoilt backup {each.path.name}"
        for each in backups.all_backups(path)
        if not copies.is_whole(each.path)
    ]
    return wrong


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """Read a closed register."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()
