"""Starts that follow each other quickly take turns, so that later ones find the first window.

A window can be found when it is up (`app.views.single_window`). Until then, which takes seconds on
a cold machine, an impatient second double click would make another one on the same register.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import IO

from app import paths
from app.views.single_window import SingleWindow

_PATIENCE_S = 20.0
_PAUSE_S = 0.1


class StartTurn:
    """A lock on a file of the user's data folder; it goes with the process, however that ends."""

    def __init__(self) -> None:
        """Nothing is locked yet."""
        self._file: IO[bytes] | None = None

    def wait(self, register: Path, patience_s: float = _PATIENCE_S) -> bool:
        """Wait until this start may open a window, or another one has the register on show.

        Args:
            register: the register that is to be opened.
            patience_s: seconds after which it goes on in any case: what the first start does may be
                waiting for a person.

        Returns:
            True for opening a window; then `give_back` follows when it can be found. False if
            another window of the register was brought to the front.
        """
        end = time.monotonic() + patience_s
        single = SingleWindow(register)
        while True:
            mine = self._take()
            if single.raise_first():
                self.give_back()
                return False
            if mine or time.monotonic() > end:
                return True
            time.sleep(_PAUSE_S)

    def give_back(self) -> None:
        """Let the next start go on."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _take(self) -> bool:
        """Return whether it is our turn; a folder that cannot be written is no reason to wait."""
        path = paths.start_lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("ab")
        except OSError:
            return True
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self._file = file
        return True


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - on Windows only

        file.seek(0)  # the first byte, whether there is one or not
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 - everywhere else

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
