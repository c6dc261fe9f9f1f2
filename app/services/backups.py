"""Backups: made beside the register and on a second place, thinned, verified, listed.

They lie in the folder ``<register>.backups``, and on the second place in a folder that also bears
the beginning of the register's key, for two offices may call their registers alike. Contents of
evidence lie beside them, each once. Bringing one back is `app.services.restoring`.
"""

from __future__ import annotations

import datetime as dt
import glob
import itertools
import logging
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.domain.backups import (
    EVERY,
    Backup,
    BackupOutcome,
    BackupReason,
    in_order,
    name_of,
    read_name,
    thinned_out,
)
from app.domain.errors import RegisterError, RegisterFullError, reason_of, says_no_room
from app.domain.phrases import phrase
from app.services.evidence import folder_of as evidence_folder_of
from app.services.register import Register, local_now
from db import backup as copies
from db.engine import in_words

FOLDER_SUFFIX = ".backups"
FILES = "minh-chung"
"""Folder of evidence beside the backups."""

_log = logging.getLogger(__name__)

_PART = re.compile(r".*\.part\d{1,9}(-wal|-shm|-journal)?", re.DOTALL)
_HASH = re.compile(r"[0-9a-f]{64}")
_ABANDONED_AFTER = dt.timedelta(hours=1)


def folder_of(register_path: Path) -> Path:
    """Return the folder of backups beside a register; it may be missing."""
    return register_path.with_suffix(FOLDER_SUFFIX)


def second_folder(register_path: Path, key: str, place: Path) -> Path:
    """Return the folder of a register's backups on a second place."""
    return place / f"{register_path.stem} {key[:8]}{FOLDER_SUFFIX}"


def key_and_mark(register: Register) -> tuple[str, str]:
    """Return the register's key, and the number of its newest transaction."""
    with register.reading() as connection:
        query = text("SELECT register_key, current FROM register_mark")
        key, mark = connection.execute(query).one()
    return str(key), str(mark)


def make(register: Register, reason: BackupReason, second: Path | None = None) -> BackupOutcome:
    """Back a register up, on each place by itself, and thin out what is there.

    Args:
        register: an open one; others may write meanwhile.
        reason: what the name says.
        second: the chosen second place (a USB stick, a network folder), if there is one.

    Raises:
        RegisterError: no place got a backup, in words for the user.
    """
    key, _mark = key_and_mark(register)
    made: list[Backup] = []
    errors: list[RegisterError] = []
    for folder, elsewhere in _places(register, key, second):
        try:
            made.append(_make_in(register, folder, reason, elsewhere=elsewhere))
        except RegisterError as error:
            _log.info("no backup in %s place", "the second" if elsewhere else "the first")
            errors.append(error)
    if not made:
        raise errors[0]
    return BackupOutcome(tuple(made), tuple(str(error) for error in errors))


def make_if_changed(
    register: Register, reason: BackupReason, second: Path | None = None
) -> BackupOutcome | None:
    """Do so unless the newest backup of every place holds what the register holds.

    Returns:
        None if there was nothing to do.
    """
    key, mark = key_and_mark(register)
    if all(_holds(folder, mark) for folder, _elsewhere in _places(register, key, second)):
        return None
    return make(register, reason, second)


def make_if_due(
    register: Register, reason: BackupReason, second: Path | None = None
) -> BackupOutcome | None:
    """Do so unless the newest backup is younger than `EVERY`: for commands, which come in crowds.

    Returns:
        None if there was nothing to do.
    """
    newest = _newest_in(folder_of(register.path), register.clock())
    if newest is not None and dt.timedelta(0) <= register.clock() - newest.taken_at < EVERY:
        return None
    return make_if_changed(register, reason, second)


def make_before_upgrade(register: Register, version: int) -> Path:
    """Copy a register that is about to be migrated; called under its write lock.

    Raises:
        OSError, sqlite3.Error, RegisterDamagedError: see `db.backup.copy`; nothing is left.
    """
    folder = folder_of(register.path)
    folder.mkdir(exist_ok=True)
    _log.info("backup before the upgrade of version %d", version)
    try:
        return _copy_into(register, folder, BackupReason.BEFORE_UPGRADE)
    except BaseException:
        drop_empty(folder)
        raise


def drop_empty(folder: Path) -> None:
    """Remove a folder of backups that holds none."""
    with suppress(OSError):
        folder.rmdir()


def all_backups(
    register_path: Path, second: Path | None = None, key: str | None = None
) -> list[Backup]:
    """Return the backups of a register on both places, newest first. None of them is opened.

    Args:
        register_path: its file, which may be damaged or gone.
        second: the chosen second place, which may be missing.
        key: the register's key; unknown, every folder of its name on the second place counts.
    """
    found = list(_in(folder_of(register_path), elsewhere=False))
    if second is not None:
        ending = f"{key[:8]}" if key else "????????"
        with suppress(OSError):
            for folder in second.glob(f"{glob.escape(register_path.stem)} {ending}{FOLDER_SUFFIX}"):
                found += _in(folder, elsewhere=True)
    return in_order(found, local_now())


def newest_good(register_path: Path, second: Path | None = None) -> Backup | None:
    """Return the newest backup that passes SQLite's check; None if there is none."""
    found = all_backups(register_path, second)
    return next((each for each in found if copies.is_whole(each.path)), None)


def _places(register: Register, key: str, second: Path | None) -> list[tuple[Path, bool]]:
    places = [(folder_of(register.path), False)]
    if second is not None:
        places.append((second_folder(register.path, key, second), True))
    return places


def _make_in(register: Register, folder: Path, reason: BackupReason, *, elsewhere: bool) -> Backup:
    place = folder.parent
    try:
        if elsewhere and not place.is_dir():
            raise RegisterError(
                phrase(
                    "Chưa sao lưu sang nơi thứ hai vì không thấy “{place}”. Hãy cắm USB "
                    "hoặc nối lại "
                    "thư mục mạng; lần sao lưu sau sẽ tự chép sang.",
                    place=place,
                )
            )
        folder.mkdir(exist_ok=True)
        path = _copy_into(register, folder, reason)
        _keep_files(evidence_folder_of(register), folder / FILES, link=not elsewhere)
        made = _backup(path, elsewhere=elsewhere)
        _thin(folder, made)
    except OSError as error:
        raise _not_made(place, error) from error
    except DBAPIError as error:
        raise in_words(error.orig, register.name) from error
    except sqlite3.Error as error:
        raise _not_copied(place, register.name, error) from error
    return made


def _copy_into(register: Register, folder: Path, reason: BackupReason) -> Path:
    _remove_abandoned(folder)
    now = register.clock()
    for number in itertools.count(1):
        path = folder / name_of(register.path.stem, now, reason, number)
        if not os.path.lexists(path):
            copies.copy(register.engine, path)
            return path
    raise AssertionError("counting does not end")


def _not_made(place: Path, error: OSError) -> RegisterError:
    if says_no_room(error):
        return _full(place)
    return RegisterError(
        phrase(
            "Chưa sao lưu được vào “{place}”: {reason_of}. Sổ vẫn nguyên; hãy kiểm tra "
            "ổ đĩa và quyền ghi của thư mục này.",
            place=place,
            reason_of=reason_of(error),
        )
    )


def _not_copied(place: Path, name: str, error: sqlite3.Error) -> RegisterError:
    """Tell apart what the place of the backups does wrong from what the register does."""
    told = in_words(error, name)
    with suppress(OSError):
        if shutil.disk_usage(place).free < 1 << 20:
            return _full(place)
    if isinstance(told, RegisterFullError):
        return _full(place)
    return told


def _full(place: Path) -> RegisterFullError:
    return RegisterFullError(
        phrase(
            "Chưa sao lưu được vì ổ đĩa chứa “{place}” đã đầy. Sổ vẫn nguyên; hãy xóa bớt "
            "tệp không "
            "cần trên ổ đĩa này.",
            place=place,
        )
    )


def _holds(folder: Path, mark: str) -> bool:
    newest = _newest_in(folder, local_now())
    content = copies.look(newest.path) if newest is not None else None
    return content is not None and content.mark == mark


def _newest_in(folder: Path, now: dt.datetime) -> Backup | None:
    return next(iter(in_order(_in(folder, elsewhere=False), now)), None)


def _in(folder: Path, *, elsewhere: bool) -> Iterable[Backup]:
    try:
        files = [file for file in folder.iterdir() if read_name(file.name)]
    except OSError:
        return
    for file in files:
        with suppress(OSError):
            if file.is_file() and not file.is_symlink():
                yield _backup(file, elsewhere=elsewhere)


def _backup(path: Path, *, elsewhere: bool) -> Backup:
    told = read_name(path.name)
    assert told is not None  # noqa: S101 - it was named by us, or asked before
    return Backup(path, *told, path.stat().st_size, elsewhere)


def _thin(folder: Path, made: Backup) -> None:
    for old in thinned_out(_in(folder, elsewhere=made.elsewhere)):
        if old != made:  # the clock was set back
            copies.remove(old.path)


def _remove_abandoned(folder: Path) -> None:
    """Remove what a backup left behind that was ended hard."""
    limit = dt.datetime.now().timestamp() - _ABANDONED_AFTER.total_seconds()  # noqa: DTZ005
    for file in folder.iterdir():
        with suppress(OSError):
            if _PART.fullmatch(file.name) and file.stat().st_mtime < limit:
                file.unlink()


def _keep_files(source: Path, target: Path, *, link: bool) -> None:
    """Keep every content of the evidence that is not kept yet: contents never change.

    Args:
        source: the register's folder, which may be missing.
        target: the folder beside the backups.
        link: whether a second name for the content will do, on the same disk.
    """
    if not source.is_dir():
        return
    wanted = [file for file in source.iterdir() if _HASH.fullmatch(file.name) and file.is_file()]
    if wanted:
        target.mkdir(exist_ok=True)
    for file in wanted:
        put_file(file, target / file.name, link=link)


def put_file(file: Path, kept: Path, *, link: bool) -> None:
    """Put a content under its name into another folder, whole or not at all."""
    if kept.is_file() and kept.stat().st_size == file.stat().st_size:
        return
    part = kept.with_name(f"{kept.name}.part{os.getpid()}")
    try:
        if link:
            with suppress(OSError):
                os.link(file, part)
        if not part.exists():
            with file.open("rb") as content, part.open("wb") as copied:
                shutil.copyfileobj(content, copied, 1 << 20)
                copied.flush()
                os.fsync(copied.fileno())
        part.replace(kept)
    finally:
        part.unlink(missing_ok=True)
