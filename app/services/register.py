"""Open a register, or make one from the shipped catalogue; the ceremony of both."""

from __future__ import annotations

import datetime as dt
import getpass
import glob
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, text

from app import paths
from app.domain.errors import RegisterError, RegisterFullError
from db import register_file
from db.engine import damaged, make_engine, told_in_words, use_write_ahead_log

if TYPE_CHECKING:
    from app.domain.catalogue_report import ApplyReport
    from db.unit_of_work import Author

_ABANDONED_AFTER_S = 3600


def local_now() -> dt.datetime:
    """Return the local time without a zone, to the second: the clock on the office wall."""
    return dt.datetime.now().replace(microsecond=0)  # noqa: DTZ005 - local on purpose


def user_name() -> str:
    """Return the name under which the user is logged in to the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "không rõ"


@dataclass(slots=True)
class Register:
    """An open register.

    Attributes:
        path: its file.
        engine: reading and writing connections.
        user: who writes; the machine's user name.
        clock: local time; tests set it.
        catalogue_news: what came of bringing the shipped catalogue in when it was opened.
    """

    path: Path
    engine: Engine
    user: str = field(default_factory=user_name)
    clock: Callable[[], dt.datetime] = local_now
    catalogue_news: ApplyReport | None = None

    @property
    def name(self) -> str:
        """Name of the register for people: its file's name without the ending."""
        return self.path.stem

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection in one read transaction; errors come in words for the user."""
        with told_in_words(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    def author(self) -> Author:
        """Return who writes, and the time of writing."""
        from db.unit_of_work import Author  # noqa: PLC0415 - the ORM is needed for writing only

        return Author(self.user, self.clock(), self.name)

    def close(self) -> None:
        """Let go of the file; SQLite folds its side files into it."""
        self.engine.dispose()


def open_register(path: Path) -> Register:
    """Open a register that exists.

    The header is read as plain bytes first, so that a refused file is not touched. A register of an
    older program is brought up to this one (see `app.services.upgrade`).

    Raises:
        RegisterError: with advice, in one of its kinds.
    """
    register_file.check(path)
    register = Register(path, make_engine(path))
    try:
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


def _bring_up_to_date(register: Register, version: int) -> None:
    from app.services import upgrade  # noqa: PLC0415 - it sees the register, and so this file

    if version < register_file.SCHEMA_VERSION:
        upgrade.upgrade_schema(register)
    register.catalogue_news = upgrade.refresh_catalogue(register)


def open_or_create(path: Path) -> Register:
    """Open the default register, made from the shipped catalogue where it is missing."""
    if not path.exists():
        create_register(path)
    return open_register(path)


def create_register(path: Path) -> None:
    """Make a register by migrations and load the shipped catalogue.

    It is built under another name and renamed when it is whole, so a half-made register is never
    found, whatever happens meanwhile.

    Raises:
        RegisterError: the folder cannot be written, or the disk is full.
        CatalogueError: a shipped catalogue file is wrong.
    """
    # Imported here: Alembic, the ORM and YAML are needed once in a register's life.
    from app.services.catalogue import apply_catalogue  # noqa: PLC0415
    from db.migrate import upgrade  # noqa: PLC0415

    # The name without ending is the register's, for messages.
    part = path.with_suffix(f".part{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove_abandoned_parts(path)
        register = Register(part, make_engine(part))
        try:
            with told_in_words(path.stem):
                use_write_ahead_log(register.engine)
                upgrade(register.engine)
            apply_catalogue(register, paths.catalogue())
        finally:
            register.close()
        if path.exists():
            raise RegisterError(
                f"Sổ “{path.stem}” vừa được tạo ở cửa sổ khác. Hãy mở lại chương trình."
            )
        part.replace(path)
    except RegisterFullError as error:
        raise RegisterFullError(
            f"Ổ đĩa chứa thư mục “{path.parent}” đã đầy nên chưa tạo được sổ. Hãy xóa bớt tệp "
            "không cần trên ổ đĩa này rồi mở lại chương trình."
        ) from error
    except OSError as error:
        raise RegisterError(
            f"Không tạo được sổ trong thư mục “{path.parent}”: {error.strerror or error}. "
            "Hãy chọn thư mục khác mà mình được ghi, hoặc giải phóng ổ đĩa."
        ) from error
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            with suppress(OSError):  # a folder that could not be used has told so already
                leftover.unlink()


def _remove_abandoned_parts(path: Path) -> None:
    """Remove what a first start left behind when it was ended hard, an hour ago or longer."""
    for part in path.parent.glob(f"{glob.escape(path.stem)}.part*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > _ABANDONED_AFTER_S:
                part.unlink()


def verify(register: Register) -> None:
    """Run SQLite's quick check of the whole file.

    Raises:
        RegisterDamagedError: the file is damaged; nothing more should be written to it.
    """
    with register.reading() as connection:
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        broken_links = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if found != "ok" or broken_links is not None:
        raise damaged(register.name)
