"""``backup`` and ``restore``: copies of the register, and one of them in its place."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app import paths
from app.cli.common import command, open_named
from app.domain.backups import BackupOutcome, BackupReason, RestorePreview
from app.domain.errors import InputRefusedError, RegisterDamagedError, RegisterMissingError
from app.services import backups, restoring
from app.services.register import open_register, user_name
from app.services.second_place import second_place

_MOST_LOST = 10


def add_to(commands: Any) -> None:
    """Add the commands about backups to the parser."""
    backup = command(commands, "backup", _backup, "sao lưu sổ")
    backup.add_argument(
        "--to",
        metavar="THƯ MỤC",
        type=Path,
        default=None,
        help="sao lưu thêm vào thư mục này (mặc định: nơi thứ hai đã chọn trong chương trình)",
    )
    restore = command(commands, "restore", _restore, "thay sổ bằng một bản sao lưu")
    restore.add_argument("file", metavar="TỆP", type=Path, help="bản sao lưu cần khôi phục")
    restore.add_argument(
        "--yes", action="store_true", help="đồng ý cả khi bản sao lưu là của sổ khác"
    )


def _backup(arguments: argparse.Namespace) -> None:
    register = open_named(arguments)
    try:
        second = arguments.to or second_place()
        outcome = backups.make(register, BackupReason.BY_HAND, second)
    finally:
        register.close()
    print(_told(outcome))


def _told(outcome: BackupOutcome) -> str:
    lines = [f"Đã sao lưu {made.path}." for made in outcome.made]
    return "\n".join([*lines, *outcome.problems])


def _restore(arguments: argparse.Namespace) -> None:
    path: Path = getattr(arguments, "register", None) or paths.default_register()
    backup = restoring.as_backup(arguments.file, path)
    preview = _preview(path, arguments.file)
    if preview.other_register and not arguments.yes:
        raise InputRefusedError(
            f"Bản sao lưu “{backup.path.name}” là của sổ khác, không phải của “{path.stem}”. "
            "Thêm --yes để vẫn thay."
        )
    way_back = restoring.restore(path, backup, user_name(), second_place())
    print(f"Đã khôi phục sổ “{path.stem}” từ {backup.path}.")
    for lost in preview.lost[:_MOST_LOST]:
        print(f"  không còn: {lost.recorded_at:%d/%m/%Y %H:%M} {lost.recorded_by}: {lost.summary}")
    if len(preview.lost) > _MOST_LOST:
        print(f"  và {len(preview.lost) - _MOST_LOST} thao tác khác")
    if way_back != backup:
        print(f"Sổ trước khi khôi phục còn ở {way_back.path}.")


def _preview(path: Path, file: Path) -> RestorePreview:
    backup = restoring.as_backup(file, path)
    try:
        register = open_register(path)
    except (RegisterDamagedError, RegisterMissingError):
        return restoring.preview(None, path, backup)
    try:
        return restoring.preview(register, path, backup)
    except RegisterDamagedError:
        return restoring.preview(None, path, backup)
    finally:
        register.close()
