"""Bring a backup back in a register's place: what would differ, and the deed with its way back."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from app.domain import acts
from app.domain.backups import Backup, BackupReason, LostChange, RestorePreview, read_name
from app.domain.errors import (
    InputRefusedError,
    RegisterDamagedError,
    RegisterError,
    RegisterFullError,
    RegisterLockedError,
    RegisterMissingError,
    RegisterStrayFileError,
    says_no_room,
)
from app.domain.phrases import phrase
from app.services import backups
from app.services.evidence import FOLDER_SUFFIX as EVIDENCE_SUFFIX
from app.services.register import (
    Register,
    local_now,
    open_register,
    remove_abandoned_parts,
    verify,
)
from db import backup as copies
from db import register_file
from db.engine import told_in_words

_Link = tuple[int, str]


class _Past(NamedTuple):
    """What of a register's history can be compared with another's.

    ``changes``: by number and what makes the operation unmistakable, oldest first.
    """

    key: str | None
    changes: dict[_Link, LostChange]
    tasks: int
    updates: int
    contents: frozenset[str]


def as_backup(path: Path, register_path: Path) -> Backup:
    """Return any file that a person chose, as far as its name and date tell.

    Args:
        path: the file.
        register_path: the register in whose place it would come.

    Raises:
        InputRefusedError: it is the register itself.
        RegisterError: it is no register that this program can bring back.
    """
    path = register_file.real_path(path)
    _check(path, register_path)
    found = path.stat()
    told = read_name(path.name)
    at = dt.datetime.fromtimestamp(found.st_mtime)  # noqa: DTZ006 - local, as all times here
    taken_at, reason = told or (at.replace(microsecond=0), BackupReason.BY_HAND)
    return Backup(path, taken_at, reason, found.st_size)


def preview(register: Register | None, register_path: Path, backup: Backup) -> RestorePreview:
    """Compare a register with a backup; nothing is written.

    Args:
        register: the open register; None for one that is damaged or gone, of which only what the
            backup holds can be told.
        register_path: its file.
        backup: what would come in its place.

    Raises:
        RegisterError: the backup cannot be read, is damaged or of a newer program.
    """
    register_path = register_file.real_path(register_path)
    _check(backup.path, register_path)
    if not copies.is_whole(backup.path):
        raise _spoilt(backup.path)
    with copies.reading(backup.path) as connection:
        then = _past(connection)
    missing = len(_missing_contents(register_path, backup, then.contents))
    if register is None:
        return RestorePreview(
            backup, tasks=(None, then.tasks), updates=(None, then.updates), files_missing=missing
        )
    with register.reading() as present:
        driver: Any = present.connection.driver_connection
        now = _past(driver)
    links = list(now.changes)
    common = _common(links, list(then.changes))
    lost = [now.changes[link] for link in links[common:]]
    return RestorePreview(
        backup,
        lost=tuple(reversed(lost)),
        regained=len(then.changes) - common,
        tasks=(now.tasks, then.tasks),
        updates=(now.updates, then.updates),
        other_register=None not in (now.key, then.key) and now.key != then.key,
        files_missing=missing,
    )


def lost_since(damaged: Path, backup: Backup) -> tuple[LostChange, ...] | None:
    """Return what a damaged register shows to have been written after a backup, newest first.

    Returns:
        None where its history cannot be read. The file is only read.
    """
    try:
        with copies.reading(damaged) as connection:
            now = _history(connection)
        with copies.reading(backup.path) as connection:
            then = _history(connection)
    except (sqlite3.Error, UnicodeDecodeError, ValueError, OSError):
        return None
    common = _common(list(now), list(then))
    return tuple(reversed([now[link] for link in list(now)[common:]]))


def restore(register_path: Path, backup: Backup, user: str, second: Path | None = None) -> Backup:
    """Put a backup in the place of a register that nobody has open.

    The register of before is backed up first; one that is damaged is kept under another name.
    The new one is built beside and takes the name when it is whole: whatever happens meanwhile,
    under the name lies the one or the other.

    Args:
        register_path: the register; it may be damaged or gone.
        backup: what comes in its place.
        user: who does it, for the history.
        second: the chosen second place of backups.

    Returns:
        The way back: the backup made just before. Of a damaged or missing register there is none,
        and what is brought back is returned itself.

    Raises:
        RegisterLockedError: somebody has the register, or the backup, open.
        InputRefusedError: the backup is the register itself.
        RegisterError: the backup is spoilt, or something cannot be written; nothing was changed.
    """
    register_path = register_file.real_path(register_path)
    _check(backup.path, register_path)
    part = register_path.with_name(f"{register_path.stem}.part{os.getpid()}")
    try:
        with ExitStack() as undoing:
            undoing.callback(copies.remove, part)
            remove_abandoned_parts(register_path)
            with told_in_words(backup.path.stem):
                copies.copy_file(backup.path, part)
            way_back = _back_up_present(register_path, second)
            _bring_files(register_path, backup)
            _swap(part, register_path, keep=way_back is None)
    except OSError as error:
        if says_no_room(error):
            raise _no_room(register_path) from error
        raise RegisterError(
            phrase(
                "Chưa khôi phục được sổ “{stem}” vì ổ đĩa không đọc, ghi được. "
                "Sổ vẫn nguyên như trước; hãy kiểm tra ổ đĩa và quyền ghi rồi làm lại.",
                stem=register_path.stem,
            )
        ) from error
    except RegisterFullError as error:
        raise _no_room(register_path) from error
    _record(register_path, backup, user)
    return way_back or backup


def _check(path: Path, register_path: Path) -> None:
    """Refuse what cannot come in a register's place.

    The register itself is told by its identity alone: to open the file a second time and close it
    would end the locks that this process holds on it.
    """
    with suppress(OSError):
        if path.samefile(register_path):
            raise InputRefusedError(
                phrase(
                    "Tệp “{name}” chính là sổ “{stem}”, không phải bản sao lưu. "
                    "Hãy chọn một bản khác.",
                    name=path.name,
                    stem=register_path.stem,
                )
            )
    register_file.check_closed(path)
    if unclosed := register_file.unclosed_part(path):
        raise RegisterLockedError(
            phrase(
                "“{name}” đang mở ở nơi khác, hoặc chưa được đóng: một phần số liệu còn "
                "nằm trong tệp “{name2}”. Hãy mở “{name}” bằng Mở sổ… rồi đóng lại, "
                "sau đó khôi phục từ tệp ấy.",
                name=path.name,
                name2=unclosed.name,
            )
        )


def _record(register_path: Path, backup: Backup, user: str) -> None:
    """Write into the history that the register was brought back, and from when."""
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    register = open_register(register_path)
    try:
        register.user = user
        summary = phrase(
            "khôi phục sổ từ bản sao lưu {time} ngày {day}",
            time=f"{backup.taken_at:%H:%M}",
            day=f"{backup.taken_at:%d/%m/%Y}",
        )
        with writing(register.engine, register.author(), summary, kind="restore") as work:
            work.session.add(work.change)
    finally:
        register.close()


def _back_up_present(path: Path, second: Path | None) -> Backup | None:
    """Back up what is to be replaced, with nobody else at it; None for what is spoilt or gone."""
    try:
        register = open_register(path)
    except (RegisterDamagedError, RegisterMissingError, RegisterStrayFileError):
        return None
    try:
        verify(register)
        made = backups.make(register, BackupReason.BEFORE_RESTORE, second).made
    except RegisterDamagedError:
        return None
    finally:
        register.close()
    _refuse_others(path)
    return made[0]


def _refuse_others(path: Path) -> None:
    """Refuse while another window or command has the register open.

    SQLite keeps a shared lock on the main file for every connection that has a log; an exclusive
    one cannot be had beside it.
    """
    name = path.stem
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE").close()
            connection.execute("BEGIN IMMEDIATE").close()
            connection.execute("ROLLBACK").close()
        except sqlite3.OperationalError as error:
            raise RegisterLockedError(
                phrase(
                    "Chưa khôi phục vì sổ “{name}” đang mở ở cửa sổ hoặc lệnh khác. Hãy "
                    "đóng ở đó rồi "
                    "làm lại; sổ vẫn nguyên như trước.",
                    name=name,
                )
            ) from error


def _swap(part: Path, path: Path, *, keep: bool) -> None:
    if keep:
        register_file.set_aside(path, local_now().date())
    elif left := register_file.side_files(path):
        # Closing has folded them in: what still lies here is somebody's who has just come.
        raise RegisterLockedError(
            phrase(
                "Chưa khôi phục vì sổ “{stem}” vừa được mở ở nơi khác (còn tệp "
                "“{name}”). Hãy đóng ở đó rồi làm lại; sổ vẫn nguyên như trước.",
                stem=path.stem,
                name=left[0].name,
            )
        )
    part.replace(path)


# ---- comparing


def _past(connection: sqlite3.Connection) -> _Past:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    key = None
    if "register_mark" in tables:
        row = connection.execute("SELECT register_key FROM register_mark").fetchone()
        key = row[0] if row else None
    contents: list[tuple[str]] = []
    if "evidence" in tables:
        contents = connection.execute("SELECT DISTINCT sha256 FROM evidence").fetchall()
    return _Past(
        key,
        _history(connection),
        _count(connection, "task"),
        _count(connection, "progress_update"),
        frozenset(content for (content,) in contents),
    )


def _count(connection: sqlite3.Connection, table: str) -> int:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(count)


def _history(connection: sqlite3.Connection) -> dict[_Link, LostChange]:
    query = "SELECT id, recorded_at, recorded_by, summary, kind FROM change ORDER BY id"
    found = {}
    for number, at, by, summary, kind in connection.execute(query):
        words = acts.in_history(kind, summary)
        link = number, f"{at} {by} {kind} {summary}"
        found[link] = LostChange(dt.datetime.fromisoformat(at), by, words)
    return found


def _common(one: Sequence[_Link], two: Sequence[_Link]) -> int:
    """Return how many operations two histories have in common, from their beginning."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )


# ---- evidence


def _bring_files(register_path: Path, backup: Backup) -> None:
    """Put back the contents that the backup names and the register's folder has no more."""
    with copies.reading(backup.path) as connection:
        wanted = _past(connection).contents
    folder = register_path.with_suffix(EVIDENCE_SUFFIX)
    kept = backup.path.parent / backups.FILES
    for content in wanted:
        if not (folder / content).is_file() and (kept / content).is_file():
            folder.mkdir(exist_ok=True)
            backups.put_file(kept / content, folder / content, link=False)


def _missing_contents(path: Path, backup: Backup, wanted: frozenset[str]) -> list[str]:
    places = (path.with_suffix(EVIDENCE_SUFFIX), backup.path.parent / backups.FILES)
    with suppress(OSError):
        return [each for each in wanted if not any((at / each).is_file() for at in places)]
    return sorted(wanted)


def _no_room(path: Path) -> RegisterFullError:
    return RegisterFullError(
        phrase(
            "Ổ đĩa chứa “{parent}” đã đầy nên chưa khôi phục; sổ vẫn nguyên như "
            "trước. Hãy xóa bớt tệp không cần trên ổ đĩa này rồi làm lại.",
            parent=path.parent,
        )
    )


def _spoilt(path: Path) -> RegisterDamagedError:
    return RegisterDamagedError(
        phrase(
            "Bản sao lưu “{name}” bị hỏng nên không dùng được. Hãy chọn bản khác; sổ và bản này "
            "đều giữ nguyên.",
            name=path.name,
        )
    )
