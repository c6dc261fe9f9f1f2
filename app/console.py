"""A console for the packed Windows program, which has none of its own.

Windows gives a windowed program no streams, so that a command (``TienDo.exe list``) had nowhere
to write. It writes to the console it was started from, if there is one.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PARENT = -1


def give_streams() -> None:
    """Put something in the place of streams that are missing; others stay as they are."""
    if sys.stdout is not None and sys.stderr is not None:
        return
    target = "CONOUT$" if _attach() else os.devnull
    stream = Path(target).open("w", encoding="utf-8", errors="replace")  # noqa: SIM115 - stays open
    sys.stdout = sys.stdout or stream
    sys.stderr = sys.stderr or stream


def _attach() -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - for this system only

        return bool(ctypes.windll.kernel32.AttachConsole(_PARENT))
    return False
