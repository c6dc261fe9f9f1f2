"""Open a register, or make one from the shipped catalogue; the ceremony of both."""

from __future__ import annotations

import datetime as dt
import getpass
import glob
import itertools
import os
import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from app import paths
from app.domain.errors import (
    RegisterAlteredError,
    RegisterDamagedError,
    RegisterError,
    RegisterFullError,
    RegisterLockedError,
    RegisterMissingError,
    RegisterPlaceError,
    RegisterReadOnlyError,
    RegisterStrayFileError,
    TienDoError,
    reason_of,
    says_no_room,
)
from app.domain.phrases import phrase
from db import register_file
from db.engine import damaged, make_engine, make_new_engine, note_checked, told_in_words
from db.instance_lock import InstanceLock, take
from db.place_kind import PlaceKind, place_of

if TYPE_CHECKING:
    from app.domain.catalogue_report import ApplyReport
    from db.unit_of_work import Author

_ABANDONED_AFTER_S = 3600
_PART = re.compile(r"\.part(?P<process>\d{1,9})(-\w+)?")
"""Ending of a register that a process is building, and of the side files of SQLite."""


def local_now() -> dt.datetime:
    """Return the local time without a zone, to the second: the clock on the office wall."""
    return dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - local on purpose


def user_name() -> str:
    """Return the name under which the user is logged in to the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return phrase("không rõ")


@dataclass(slots=True)
class Register:
    """An open register.

    Attributes:
        path: its file.
        engine: reading and writing connections.
        identity: which file it is; None while it is built.
        user: who writes; the machine's user name.
        clock: local time; tests set it.
        held: the note that a window has it open; None for a command.
        catalogue_news: what came of bringing the shipped catalogue in when it was opened.
    """

    path: Path
    engine: Engine
    identity: register_file.Identity | None = None
    user: str = field(default_factory=user_name)
    clock: Callable[[], dt.datetime] = local_now
    catalogue_news: ApplyReport | None = None
    held: InstanceLock | None = None

    @property
    def name(self) -> str:
        """Name of the register for people: its file's name without the ending."""
        return self.path.stem

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in one read transaction; errors come in words for the user."""
        if self.identity is not None:
            # An open connection would still read the file that was taken away, with side files
            # that belong by now to what was put in its place.
            register_file.refuse_moved(self.path, self.identity)
        with told_in_words(self.name), self.engine.connect() as connection, connection.begin():
            try:
                yield connection
            except (TienDoError, SQLAlchemyError, sqlite3.Error, UnicodeDecodeError):
                raise
            except Exception:
                # What a spoilt file says can trip any reader: then it is damage that is told.
                _refuse_spoilt(connection, self.name)
                raise

    def shares_files_with(self, path: Path) -> bool:
        """Tell whether a register at a path would share its file or side files with this one.

        One process must not have both open: SQLite's locks belong to the process.
        """
        same_file = register_file.identify(path) == self.identity
        return same_file or paths.resolved(path) == paths.resolved(self.path)

    def author(self) -> Author:
        """Return who writes, and the time of writing."""
        from db.unit_of_work import Author  # noqa: PLC0415 - the ORM is needed for writing only

        return Author(self.user, self.clock(), self.name)

    def close(self) -> None:
        """Let go of the file; SQLite folds its side files into it."""
        self.engine.dispose()
        if self.held is not None:
            self.held.release()


def open_register(path: Path, *, hold: bool = False, force: bool = False) -> Register:
    """Open a register that exists.

    The header is read as plain bytes first, so that a refused file is not touched. A register of an
    older program is brought up to this one (see `app.services.upgrade`).

    Args:
        path: its file.
        hold: whether to note beside it who has it open, as windows do; commands write beside them.
        force: whether another machine's note is overwritten, because a person knows better.

    Raises:
        RegisterHeldError: somebody else holds it.
        RegisterError: with advice, in one of its kinds.
    """
    path = register_file.real_path(path)
    refuse_place(path)
    header = register_file.check(path)
    register = Register(path, make_engine(path, header.identity), header.identity)
    try:
        if hold:
            register.held = _take(path, register.user, force=force)
        # One page of every important kind is read now; the whole check runs after the first paint.
        with register.reading() as connection:
            connection.execute(text("SELECT count(*) FROM sqlite_schema")).scalar_one()
            connection.execute(text("SELECT value FROM setting LIMIT 1")).first()
            # A newer program that was ended hard leaves its version in the side file alone.
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            register_file.refuse_newer(path, version)
        _bring_up_to_date(register, version)
    except RegisterError:
        register.close()
        raise
    return register


def _take(path: Path, user: str, *, force: bool) -> InstanceLock:
    try:
        return take(path, user, local_now(), force=force)
    except OSError as error:
        raise RegisterReadOnlyError(
            phrase(
                "Chưa mở sổ “{stem}” vì không ghi được vào thư mục “{parent}” "
                "({reason_of}). Hãy kiểm tra chỗ trống và quyền ghi rồi thử lại.",
                stem=path.stem,
                parent=path.parent,
                reason_of=reason_of(error),
            )
        ) from error


def _bring_up_to_date(register: Register, version: int) -> None:
    from app.services import upgrade  # noqa: PLC0415 - it sees the register, and so this file

    if version < register_file.SCHEMA_VERSION:
        upgrade.upgrade_schema(register)
    register.catalogue_news = upgrade.refresh_catalogue(register)


def open_or_create(path: Path, *, hold: bool = False) -> Register:
    """Open the default register, made from the shipped catalogue where it is missing."""
    path = register_file.real_path(path)
    if not path.exists():
        create_register(path)
    return open_register(path, hold=hold)


def replace_damaged(path: Path) -> None:
    """Make a new register in the place of a damaged one, which is kept under another name beside.

    A register that turns out to be good (another window has replaced it, a person has brought it
    back) stays as it is.

    Raises:
        RegisterError: see `create_register`; or it is refused for another reason than damage.
    """
    path = register_file.real_path(path)
    with suppress(RegisterDamagedError, RegisterMissingError):
        register = open_register(path)
        try:
            verify(register)
        finally:
            register.close()
        return
    create_register(path, keep_damaged=True)


def refuse_place(path: Path) -> None:
    """Refuse a live register on a network drive or in a synchronised folder.

    Raises:
        RegisterPlaceError: with the reason and the way out.
    """
    place = place_of(path)
    if place.kind is PlaceKind.LOCAL:
        return
    if place.kind is PlaceKind.NETWORK:
        where, why = (
            phrase("trên ổ mạng “{name}”", name=place.name),
            phrase("qua mạng các máy không giữ được khóa ghi"),
        )
    else:
        where = phrase("trong thư mục đồng bộ {name}", name=place.name)
        why = phrase("{name} chép tệp giữa chừng hoặc đưa bản cũ về", name=place.name)
    raise RegisterPlaceError(
        phrase(
            "Sổ “{stem}” nằm {where} nên không mở để ghi: {why}, sổ sẽ hỏng hoặc mất số "
            "liệu. Hãy chép sổ về ổ đĩa của máy này rồi mở; muốn có thêm một bản {where} "
            "thì chọn đó "
            "làm nơi thứ hai trong “Sao lưu và khôi phục”.",
            stem=path.stem,
            where=where,
            why=why,
        )
    )


def bring_home(path: Path) -> Path:
    """Copy a register from a place where it may not be live into this machine's data folder.

    Returns:
        The copy, whole and checked; what lies at the other place stays.

    Raises:
        RegisterLockedError: it is open there, or was not closed.
        RegisterError: it is refused, or cannot be copied.
    """
    from db import backup as copies  # noqa: PLC0415 - hardly ever needed

    path = register_file.real_path(path)
    register_file.check_closed(path)
    if register_file.unclosed_part(path):
        raise RegisterLockedError(
            phrase(
                "Sổ “{stem}” đang mở ở máy khác, hoặc chưa được đóng, nên chưa chép về. Hãy đóng "
                "sổ ở đó rồi thử lại.",
                stem=path.stem,
            )
        )
    folder = paths.data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        numbers = (f" ({number})" if number > 1 else "" for number in itertools.count(1))
        names = (folder / f"{path.stem}{number}{path.suffix}" for number in numbers)
        home = next(name for name in names if not os.path.lexists(name))
        files = path.with_suffix(".files")
        if files.is_dir():
            shutil.copytree(files, home.with_suffix(".files"), dirs_exist_ok=True)
        with told_in_words(path.stem):
            copies.copy_file(path, home)
    except OSError as error:
        raise RegisterError(
            phrase(
                "Chưa chép được sổ “{stem}” về “{folder}”: {reason_of}. Hãy kiểm "
                "tra ổ đĩa và quyền ghi rồi thử lại.",
                stem=path.stem,
                folder=folder,
                reason_of=reason_of(error),
            )
        ) from error
    return home


def set_stray_files_aside(path: Path) -> None:
    """Rename side files of another register beside this one; only those that were refused.

    Raises:
        RegisterError: they cannot be renamed, or the register is refused for another reason.
    """
    path = register_file.real_path(path)
    try:
        register_file.check(path)
    except RegisterStrayFileError:
        try:
            register_file.set_side_files_aside(path, local_now().date())
        except OSError as error:
            raise RegisterError(
                phrase(
                    "Không đổi tên được tệp lạ bên cạnh sổ “{name}” "
                    "({reason_of}). Hãy đóng các chương trình khác rồi thử lại, hoặc "
                    "tự đổi tên tệp ấy trong thư mục “{parent}”.",
                    name=path.name,
                    reason_of=reason_of(error),
                    parent=path.parent,
                )
            ) from error


def create_register(path: Path, *, keep_damaged: bool = False) -> None:
    """Make a register by migrations and load the shipped catalogue.

    It is built under another name and renamed when it is whole, so a half-made register is never
    found, whatever happens meanwhile.

    Args:
        path: its file; the folder is made too.
        keep_damaged: whether what lies there is renamed when the new one is whole; else only a
            free name is taken.

    Raises:
        RegisterLeftoverError: side files of a register that is gone lie there.
        RegisterError: the folder cannot be written, or the disk is full.
        CatalogueError: a shipped catalogue file is wrong.
    """
    # The name without ending is the register's, for messages.
    refuse_place(path)
    part = path.with_suffix(f".part{os.getpid()}")
    try:
        if not keep_damaged:
            register_file.refuse_leftovers(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned_parts(path)
        _build(part)
        if keep_damaged:
            register_file.set_aside(path, local_now().date())
        register_file.refuse_leftovers(path)
        if path.exists():
            raise RegisterError(
                phrase(
                    "Sổ “{stem}” vừa được tạo ở cửa sổ khác. Hãy mở lại chương trình.",
                    stem=path.stem,
                )
            )
        part.replace(path)
    except RegisterFullError as error:
        raise _no_room(path.parent) from error
    except OSError as error:
        if says_no_room(error):
            raise _no_room(path.parent) from error
        raise RegisterError(
            phrase(
                "Không tạo được sổ trong thư mục “{parent}”: {reason_of}. "
                "Hãy chọn thư mục khác mà mình được ghi, hoặc giải phóng ổ đĩa.",
                parent=path.parent,
                reason_of=reason_of(error),
            )
        ) from error
    finally:
        for leftover in (part, *register_file.side_files(part)):
            with suppress(OSError):  # a folder that could not be used has told so already
                leftover.unlink()


def _build(part: Path) -> None:
    # Imported here: Alembic, the ORM and YAML are needed once in a register's life.
    from app.services.catalogue import apply_catalogue  # noqa: PLC0415
    from db.migrate import upgrade  # noqa: PLC0415

    register = Register(part, make_new_engine(part))
    try:
        with told_in_words(register.name):
            upgrade(register.engine)
        apply_catalogue(register, paths.catalogue())
    finally:
        register.close()


def _no_room(folder: Path) -> RegisterFullError:
    return RegisterFullError(
        phrase(
            "Ổ đĩa chứa thư mục “{folder}” đã đầy nên chưa tạo được sổ. Hãy xóa bớt tệp "
            "không cần trên ổ đĩa này rồi mở lại chương trình.",
            folder=folder,
        )
    )


def remove_abandoned_parts(path: Path) -> None:
    """Remove what making or restoring a register left behind when it was ended hard."""
    for file in path.parent.glob(f"{glob.escape(path.stem)}.part*"):
        named = _PART.fullmatch(file.name.removeprefix(path.stem))
        if named is None:
            continue
        with suppress(OSError):
            old = time.time() - file.stat().st_mtime > _ABANDONED_AFTER_S
            if old or not _may_be_building(int(named["process"])):
                file.unlink()


def _may_be_building(process: int) -> bool:
    """Tell whether a process, by its number, may still be at work on the part that it names."""
    if process == os.getpid():  # a number that was used before: ours is not begun yet
        return False
    if sys.platform == "win32":
        # To ask would end it (``os.kill``); a file that SQLite has open cannot be removed there.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def verify(register: Register) -> None:
    """Run SQLite's whole check of the file: every page, every index, every link between rows.

    Raises:
        RegisterDamagedError: the file is damaged; nothing more should be written to it.
    """
    with register.reading() as connection:
        _refuse_spoilt(connection, register.name)
        broken_links = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken_links is not None:
        raise damaged(register.name)
    note_checked(register.engine)


def _refuse_spoilt(connection: Connection, name: str) -> None:
    if connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() != "ok":
        raise damaged(name)


def verify_history(register: Register) -> int:
    """Follow the chain of history from its first row to its last.

    Returns:
        How many operations it holds.

    Raises:
        RegisterAlteredError: somebody altered history by other means; the text says where.
    """
    from db import history_chain  # noqa: PLC0415 - asked for by hand only

    with register.reading() as connection:
        found = history_chain.find_break(connection)
        count: int = connection.execute(text("SELECT count(*) FROM history_link")).scalar_one()
    if found is not None:
        day = (
            phrase(", ghi lúc {recorded_at}", recorded_at=found.recorded_at[:16])
            if found.recorded_at
            else ""
        )
        where = (
            phrase("từ thao tác số {change_id}{day}: ", change_id=found.change_id, day=day)
            if found.change_id
            else ""
        )
        raise RegisterAlteredError(
            phrase(
                "Lịch sử của sổ “{name}” bị sửa bằng cách khác, {where}{what}. Hãy đối "
                "chiếu số liệu từ chỗ đó trở đi với một bản sao lưu cũ hơn.",
                name=register.name,
                where=where,
                what=found.what,
            )
        )
    return count
