"""What the commands share: their parsers, the day, the register."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app import paths
from app.domain import formats
from app.domain.backups import BackupReason
from app.domain.errors import TienDoError
from app.services import backups
from app.services.register import Register, open_or_create, open_register
from app.services.second_place import second_place


def help_option(target: argparse.ArgumentParser) -> None:
    """Add ``--help``, in the words of the others."""
    target.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này rồi thoát")


def register_option(target: argparse.ArgumentParser) -> None:
    """Add ``--register``; left out, the namespace has no such name."""
    target.add_argument(
        "--register",
        metavar="TỆP",
        type=Path,
        default=argparse.SUPPRESS,
        help="sổ cần dùng; không ghi thì dùng sổ mặc định, chưa có thì tạo",
    )


def command(
    commands: Any, name: str, run_it: Callable[[argparse.Namespace], None], words: str
) -> argparse.ArgumentParser:
    """Add a command that is done by ``run_it``, and return its parser."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=words, description=words, add_help=False
    )
    help_option(parser)
    parser.set_defaults(run=run_it, usage_error=parser.error)
    register_option(parser)
    return parser


def as_of_option(command: argparse.ArgumentParser) -> None:
    """Add ``--as-of``: a local day, today where left out."""
    command.add_argument(
        "--as-of",
        metavar="NGÀY",
        type=day,
        default=None,
        help="số liệu đến hết ngày nào (mặc định: hôm nay), ví dụ 2026-06-14",
    )


def day(text: str) -> dt.date:
    """Read a day as people type it."""
    try:
        return formats.parse_date(text, default_year=dt.date.today().year)  # noqa: DTZ011 - local
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” không phải ngày; ghi dạng 2026-03-06 hoặc 06/3/2026"
        ) from None


def open_named(arguments: argparse.Namespace) -> Register:
    """Open the register that was named, or the default one, which is made where missing."""
    named: Path | None = getattr(arguments, "register", None)
    if named is None:
        return open_or_create(paths.default_register())
    return open_register(named)


def back_up(register: Register) -> None:
    """Back up what a command has written, if it is time; a failure is told, and no more.

    What was written stays written: the command has done what it was asked for.
    """
    try:
        outcome = backups.make_if_due(register, BackupReason.AFTER_WORK, second_place())
    except TienDoError as error:
        print(f"Đã ghi vào sổ. {error}", file=sys.stderr)
        return
    for problem in outcome.problems if outcome else ():
        print(problem, file=sys.stderr)


def as_of(arguments: argparse.Namespace, register: Register) -> dt.date:
    """Return the day asked for, or the register's today."""
    return arguments.as_of or register.clock().date()
