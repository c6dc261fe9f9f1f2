"""Notice a copy: a register that this machine knows at another place, where it still lies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app import paths
from app.domain.phrases import phrase
from app.services import backups
from app.services.register import Register
from db import backup as copies

SETTING = "registers"
"""Of the machine: key of a register → the file under which it was opened last."""


def look(known: Any, register: Register) -> tuple[dict[str, str], str]:
    """Compare an open register with what the machine knows.

    Args:
        known: the machine's setting, whatever stands in it.
        register: the register that was opened.

    Returns:
        What the machine is to know from now on, and what is to be told; "" for nothing.
    """
    key, _mark = backups.key_and_mark(register)
    places = known if isinstance(known, dict) else {}
    here = str(paths.resolved(register.path))
    before = places.get(key)
    told = ""
    if isinstance(before, str) and before != here and _is(Path(before), key):
        told = phrase(
            "Sổ vừa mở và sổ “{before}” là hai bản chép của cùng một sổ. Ghi vào cả hai thì "
            "số liệu hai bản sẽ lệch nhau và không gộp lại được. Hãy chọn một bản để dùng, bản kia "
            "chỉ giữ làm bản sao lưu.",
            before=before,
        )
    return {**places, key: here}, told


def _is(path: Path, key: str) -> bool:
    content = copies.look(path) if path.is_file() else None
    return content is not None and content.key == key
