"""Bring a register that an older program made up to this one: its schema, then its catalogue."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.domain.errors import CatalogueError, RegisterError, reason_of
from app.domain.phrases import phrase
from app.services.register import Register
from db import backup
from db import catalogue_fingerprint as fingerprint
from db.engine import told_in_words
from db.register_file import SCHEMA_VERSION

if TYPE_CHECKING:
    from app.domain.catalogue_report import ApplyReport

_log = logging.getLogger(__name__)


def upgrade_schema(register: Register) -> Path | None:
    """Migrate an open register of an older version; a verified copy of it stays beside it.

    Copy and migration happen under one write lock, the migration in one transaction that is
    checked before it is committed: a failure leaves the register as it was.

    Returns:
        The copy; None if another window has just migrated the register.

    Raises:
        RegisterError: it could not be copied or migrated, in words for the user.
    """
    from app.services import backups  # noqa: PLC0415 - needed once in a version's life
    from db.migrate import upgrade  # noqa: PLC0415 - likewise Alembic

    copies: list[Path] = []

    def keep_copy(version: int) -> None:
        if version < SCHEMA_VERSION:
            copies.append(backups.make_before_upgrade(register, version))

    try:
        with told_in_words(register.name):
            upgrade(register.engine, before=keep_copy)
    except Exception as error:
        if _is_as_it_was(register):
            for copied in copies:
                backup.remove(copied)
                backups.drop_empty(copied.parent)
        if isinstance(error, RegisterError):
            raise
        _log.exception("upgrade of %s failed", register.path)
        raise _refused(register, error) from error
    return copies[0] if copies else None


def refresh_catalogue(register: Register) -> ApplyReport | None:
    """Apply the shipped catalogue if the register was never filled from this one.

    A failure is no reason to refuse a register that is whole: it is told to the log, and tried
    again when the register is opened the next time.

    Returns:
        What came of it; None if there was nothing to do, or it failed.
    """
    folder = paths.catalogue()
    try:
        with register.reading() as connection:
            if not fingerprint.is_news(connection, fingerprint.of(folder)):
                return None
        from app.services.catalogue import apply_catalogue  # noqa: PLC0415 - YAML, ORM

        report = apply_catalogue(register, folder)
    except RegisterError as error:  # another writer, a full disk; damage is told by the check
        _log.info("the catalogue was not brought up to date: %s", error)
        return None
    except (CatalogueError, OSError) as error:
        _log.warning("the shipped catalogue cannot be used: %s", error)
        return None
    _log.info("%s", report.summary)
    for news in report.kept:
        _log.info("kept %s %s %s: %s", news.kind, news.key, ", ".join(news.fields), news.why)
    return report


def _is_as_it_was(register: Register) -> bool:
    try:
        with register.reading() as connection:
            version: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    except RegisterError:
        return False
    return version < SCHEMA_VERSION


def _refused(register: Register, error: Exception) -> RegisterError:
    if isinstance(error, OSError):
        from app.services import backups  # noqa: PLC0415 - needed once in a version's life

        folder = backups.folder_of(register.path)
        return RegisterError(
            phrase(
                "Chưa nâng cấp được sổ “{name}” vì không ghi được bản sao phòng ngừa vào thư "
                "mục “{folder}” ({reason_of}); sổ vẫn nguyên như trước. "
                "Hãy kiểm tra chỗ trống và quyền ghi của thư mục rồi mở lại.",
                name=register.name,
                folder=folder,
                reason_of=reason_of(error),
            )
        )
    return RegisterError(
        phrase(
            "Chưa nâng cấp được sổ “{name}” để dùng với phiên bản này; sổ vẫn nguyên như "
            "trước. Hãy gửi tệp nhật ký cho người hỗ trợ, và tạm dùng phiên bản cũ của "
            "chương trình.",
            name=register.name,
        )
    )
