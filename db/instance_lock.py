"""The note beside a register that somebody has it open: machine, user and time.

A lock of the operating system on the note tells whether the program that wrote it still runs; it
goes with the program, however that ends. So a note without a lock is stale. One of another machine
cannot be tried from here: a person decides.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app.domain.errors import RegisterHeldError
from app.domain.phrases import phrase

SUFFIX = "-lock"
_MOST_BYTES = 4096
_POSIX = sys.platform != "win32"
_AT = 1 << 20
"""The byte that is locked: on Windows nobody could read locked ones, so it lies behind the text."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a register open; ``since`` in words of that machine's clock."""

    machine: str
    user: str
    since: str


class InstanceLock:
    """Held for as long as a window has the register open."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        """Take over a note that is locked; see `take`."""
        self._path = path
        self._file = file

    def release(self) -> None:
        """Take the note away. One that was moved or replaced meanwhile is left alone."""
        if self._file.closed:
            return
        mine = os.fstat(self._file.fileno())
        with contextlib.suppress(OSError):
            self._file.truncate(0)
            there = self._path.stat()
            if (there.st_dev, there.st_ino) == (
                mine.st_dev,
                mine.st_ino,
            ) and sys.platform != "win32":
                self._path.unlink()
        self._file.close()
        if sys.platform == "win32":  # what is open cannot be removed there
            with contextlib.suppress(OSError):
                self._path.unlink()


def _machine() -> str:
    """Return this machine's name. ``platform`` would say it too, and takes longer to import."""
    return os.environ.get("COMPUTERNAME") or (os.uname().nodename if _POSIX else "")


def note_of(register: Path) -> Path:
    """Return where the note about a register lies."""
    return register.with_name(f"{register.name}{SUFFIX}")


def take(register: Path, user: str, since: dt.datetime, *, force: bool = False) -> InstanceLock:
    """Note that this program has a register open.

    Args:
        register: its file.
        user: who has it open.
        since: local time.
        force: whether a note of another machine is overwritten: a person has said that it is stale.

    Raises:
        RegisterHeldError: a program that runs here holds it, or another machine's note lies there.
        OSError: the note cannot be written.
    """
    path = note_of(register)
    file = path.open("a+b")
    try:
        _refuse_held(register, file, force=force)
        file.truncate(0)
        text = {"machine": _machine(), "user": user, "since": f"{since:%H:%M %d/%m/%Y}"}
        file.write(json.dumps(text, ensure_ascii=False).encode())
        file.flush()
    except BaseException:
        file.close()
        raise
    return InstanceLock(path, file)


def _refuse_held(register: Path, file: IO[bytes], *, force: bool) -> None:
    holder = _read(file)
    if not _lock(file):
        raise _held(register, holder, here=True)
    if holder is not None and holder.machine != _machine() and not force:
        raise _held(register, holder, here=False)


def _held(register: Path, holder: Holder | None, *, here: bool) -> RegisterHeldError:
    who = (
        phrase("“{user}” mở từ {since}", user=holder.user, since=holder.since)
        if holder
        else phrase("người khác mở")
    )
    if here:
        return RegisterHeldError(
            phrase(
                "Sổ “{name}” đang được {who} trên máy này. Hãy dùng cửa sổ đó, hoặc nhờ người "
                "ấy đóng chương trình rồi thử lại.",
                name=register.stem,
                who=who,
            )
        )
    machine = holder.machine if holder else phrase("khác")
    error = RegisterHeldError(
        phrase(
            "Sổ “{name}” được ghi nhận là {who} trên máy “{machine}” và chưa đóng. Nếu máy "
            "đó còn mở sổ, hãy đóng ở đó trước: hai máy cùng ghi sẽ hỏng sổ. Nếu không còn "
            "(máy tắt đột ngột, USB bị rút), bấm “Vẫn mở”.",
            name=register.stem,
            who=who,
            machine=machine,
        )
    )
    error.elsewhere = True
    return error


def _read(file: IO[bytes]) -> Holder | None:
    file.seek(0)
    try:
        told = json.loads(file.read(_MOST_BYTES).decode())
        return Holder(*(_plain(told[name]) for name in ("machine", "user", "since")))
    except (ValueError, KeyError, TypeError, OSError):
        return None


def _plain(value: object) -> str:
    return " ".join(str(value).split())[:80]


def _lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - on Windows only

            file.seek(_AT)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - everywhere else

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
