"""The same use cases without a window: list, complete, import, report, check, init.

Exit codes: 0 done; 1 the input or the register was refused, with one line on standard error;
2 wrong usage. Each module here adds its commands to the parser and runs them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from app import __version__
from app.cli import care, closing, completing, importing, keeping, listing, reporting
from app.cli.common import help_option, register_option
from app.cli.words import speak_vietnamese
from app.domain.errors import TienDoError

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

speak_vietnamese()


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; without a command the window opens."""
    top = argparse.ArgumentParser(
        prog="python -m app",
        description="Tiến Độ: theo dõi nhiệm vụ của Ủy ban nhân dân tỉnh. "
        "Không ghi lệnh nào thì mở cửa sổ chương trình.",
        add_help=False,
    )
    help_option(top)
    top.add_argument(
        "--version",
        action="version",
        version=f"Tiến Độ {__version__}",
        help="hiện số phiên bản rồi thoát",
    )
    top.add_argument(
        "--self-test",
        action="store_true",
        help="tự kiểm tra chương trình trên máy này rồi thoát; mã thoát 0 là tốt",
    )
    register_option(top)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", title="các lệnh")
    for part in (listing, completing, importing, reporting, closing, care, keeping):
        part.add_to(commands)
    return top


def run(arguments: argparse.Namespace) -> int:
    """Run the command that was parsed, and return its exit code."""
    try:
        command: Callable[[argparse.Namespace], None] = arguments.run
        command(arguments)
        sys.stdout.flush()
    except TienDoError as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return REFUSED
    except BrokenPipeError:  # the reader (``| head``) has had enough
        # What is still buffered would fail again when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line to its end (for tests and for ``app.__main__``)."""
    return run(parser().parse_args(arguments))
