"""A full disk at every write: nothing is lost or half written, and work goes on with room again.

A small file system in memory is filled but for some bytes, more of them from run to run, until the
deed has room. Such a file system is mounted by the administrator only; elsewhere this is skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.domain.acts import Progress
from app.domain.backups import BackupReason
from app.domain.errors import RegisterError, TienDoError
from app.services import backups, importing, progress, restoring, undo
from app.services.register import create_register
from tests.durability.kills import (
    decided_review,
    open_tasks,
    opened_by_the_office,
    put_old_register,
)
from tests.durability.trials import Figures, is_sound, rows
from tests.registers import TODAY

_SIZE = 48 << 20
_PAGE = 4096
_ENOUGH = 3
"""So many successes in a row say that the deed has all the room it needs."""


@dataclass(frozen=True)
class _Deed:
    """A deed on a register that was made ready, and by how much the room grows between runs."""

    name: str
    do: Callable[[Path], object]
    step: int
    ready: Callable[[Path, Path], None]


def run(folder: Path, _seed: int, share: int = 1) -> list[Figures]:
    """Do every deed with every amount of room; ``share`` 20 tries every twentieth amount."""
    try:
        with _small_disk(folder) as disk:
            return [_run_deed(deed, folder, disk, share) for deed in _DEEDS]
    except (OSError, subprocess.CalledProcessError) as error:
        return [Figures("full disk", skipped=f"no file system can be mounted here ({error})")]


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    if sys.platform != "linux" or os.geteuid():
        raise OSError("needs Linux and its administrator")
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(disk)]
    subprocess.run(mount, check=True, capture_output=True)  # noqa: S603
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True, capture_output=True)  # noqa: S603, S607


def _run_deed(deed: _Deed, folder: Path, disk: Path, share: int) -> Figures:
    figures = Figures(f"full disk while {deed.name}")
    prepared = folder / f"ready {deed.name}"
    prepared.mkdir()
    deed.ready(folder, prepared / "Sổ.tiendo")
    room, successes = 0, 0
    while successes < _ENOUGH:
        shutil.rmtree(disk / "sổ", ignore_errors=True)
        shutil.copytree(prepared, disk / "sổ")
        figures.runs += 1
        done, wrong = _once(deed, disk / "sổ" / "Sổ.tiendo", disk / "filler", room)
        figures.count("done" if done else "refused in words")
        figures.failures += [f"{room} bytes of room: {each}" for each in wrong]
        successes = successes + 1 if done else 0
        room += deed.step * share
    return figures


def _once(deed: _Deed, path: Path, filler: Path, room: int) -> tuple[bool, list[str]]:
    before = _state(path)
    _fill(filler, room)
    wrong = []
    try:
        deed.do(path)
        done = True
    except TienDoError as error:
        done = False
        if not isinstance(error, RegisterError) or "đầy" not in str(error):
            wrong.append(f"told as {type(error).__name__}: {error}")
    except Exception as error:  # noqa: BLE001 - a failure of the trial
        return False, [f"not caught: {error!r}"]
    finally:
        filler.unlink()
    try:
        if not done and _state(path) != before:
            wrong.append("half written")
        wrong += is_sound(path)
        if not done:
            deed.do(path)  # there is room again
            wrong += is_sound(path)
    except Exception as error:  # noqa: BLE001 - a failure of the trial
        wrong.append(f"does not go on: {error!r}")
    return done, wrong


def _fill(filler: Path, room: int) -> None:
    free = shutil.disk_usage(filler.parent).free
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(free - room // _PAGE * _PAGE, 1))


def _state(path: Path) -> object:
    tables = ("change", "change_row", "progress_update", "task")
    return [rows(path, f"SELECT count(*), max(id) FROM {each}") for each in tables]  # noqa: S608


# ---- the deeds


def _new(folder: Path, path: Path) -> None:
    template = folder / "template.tiendo"
    if not template.exists():
        create_register(template)
    shutil.copyfile(template, path)


def _worked_on(folder: Path, path: Path) -> None:
    _new(folder, path)
    _mark(path)
    register = opened_by_the_office(path)
    backups.make(register, BackupReason.BY_HAND)
    register.close()
    _mark(path)


def _old(_folder: Path, path: Path) -> None:
    put_old_register(path)


def _reviewed(folder: Path, path: Path) -> None:
    _new(folder, path)
    decided_review(path)


def _mark(path: Path) -> None:
    register = opened_by_the_office(path)
    try:
        said = Progress(TODAY, 50, "kết quả" * 2000)
        progress.update_progress(register, open_tasks(path)[0], said, TODAY)
    finally:
        register.close()


def _attach(path: Path) -> None:
    proof = path.parent.parent.parent / "biên bản.txt"
    proof.write_bytes(os.urandom(60_000))
    register = opened_by_the_office(path)
    try:
        said = Progress(TODAY, 50, "kết quả", files=(proof,))
        progress.update_progress(register, open_tasks(path)[0], said, TODAY)
    finally:
        register.close()


def _undo(path: Path) -> None:
    register = opened_by_the_office(path)
    try:
        undo.undo_last(register)
    finally:
        register.close()


def _open(path: Path) -> None:
    opened_by_the_office(path).close()


def _back_up(path: Path) -> None:
    register = opened_by_the_office(path)
    try:
        backups.make(register, BackupReason.BY_HAND)
    finally:
        register.close()


def _restore(path: Path) -> None:
    restoring.restore(path, backups.all_backups(path)[-1], "can.bo")


def _accept(path: Path) -> None:
    register = opened_by_the_office(path)
    try:
        (entry,) = importing.list_reviews(register)
        importing.accept_review(register, importing.load_review(register, entry.id), TODAY)
    finally:
        register.close()


_DEEDS = (
    _Deed("marking", _mark, _PAGE, _new),
    _Deed("attaching evidence", _attach, _PAGE, _new),
    _Deed("undoing", _undo, _PAGE, _worked_on),
    _Deed("backing up", _back_up, 16 * _PAGE, _worked_on),
    _Deed("restoring", _restore, 32 * _PAGE, _worked_on),
    _Deed("importing a document", _accept, 32 * _PAGE, _reviewed),
    _Deed("migrating", _open, 64 * _PAGE, _old),
)
