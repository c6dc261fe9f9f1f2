"""``check`` and ``init``: the register itself."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app import paths
from app.cli.common import command, open_named
from app.domain.errors import InputRefusedError
from app.domain.tally import Tally
from app.services import closing, reading
from app.services.register import create_register, verify, verify_history


def add_to(commands: Any) -> None:
    """Add the commands about the register to the parser."""
    command(commands, "check", _check, "kiểm tra tệp sổ và các con số")
    command(commands, "init", _init, "tạo sổ mới có sẵn danh mục")


def _check(arguments: argparse.Namespace) -> None:
    register = open_named(arguments)
    try:
        verify(register)
        links = verify_history(register)
        altered = closing.altered(register)
        index = reading.load_index(register, register.clock().date())
    finally:
        register.close()
    if altered:
        raise InputRefusedError(f"Số liệu đã chốt không còn nguyên: {'; '.join(altered)}.")
    tally = Tally.of(ref.light for ref in index.tasks)
    print(
        f"Sổ “{register.name}” tốt. Số liệu khớp: {tally.proof()} nhiệm vụ. "
        f"Lịch sử liền mạch: {links} thao tác."
    )


def _init(arguments: argparse.Namespace) -> None:
    path: Path = getattr(arguments, "register", None) or paths.default_register()
    if path.exists():
        raise InputRefusedError(f"Đã có sổ “{path}”, không tạo đè lên.")
    create_register(path)
    print(f"Đã tạo sổ “{path}”.")
