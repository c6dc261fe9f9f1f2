"""A machine with Windows' ways (wine 10), and what a user does with it."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.installer.wine import Session

USER = "Nguyễn Thị Hạnh"
HOME = rf"C:\users\{USER}"
PROGRAM = rf"{HOME}\AppData\Local\Programs\TienDo"
DATA = rf"{HOME}\AppData\Local\TienDo"
DESKTOP_ICON = rf"{HOME}\Desktop\Tiến Độ.lnk"
MENU_ICON = rf"{HOME}\AppData\Roaming\Microsoft\Windows\Start Menu\Programs\Tiến Độ.lnk"
_ENVIRONMENT = {"USER": USER, "LOGNAME": USER, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
_LOCALE = "hi_IN"
"""A language without a code page of its own, so that wine's is UTF-8; see `make_locale`."""
_EVERY_LETTER = {"LOCPATH": "/work/locale", "LC_CTYPE": f"{_LOCALE}.UTF-8"}
_PATIENCE_S = 120
_SHORT_S = 30


def make_locale(root: Path, work: Path) -> None:
    """Give wine a code page that has every letter, as the file of an icon needs there.

    Windows writes the path of a program into an icon's file in Unicode too; wine in its code page
    alone, and neither 1252 nor Vietnam's 1258 has a letter for every one of "Nguyễn Thị Hạnh".
    """
    shutil.copytree(root / "usr/lib/locale/C.utf8", work / "locale" / f"{_LOCALE}.utf8")


class Machine:
    """Runs Windows programs as a user with a Vietnamese name."""

    def __init__(self, session: Session, work: Path) -> None:
        """Take a session that has started; ``work`` is its ``/work``."""
        self.session = session
        self.work = work

    def run(self, *command: str, patience: float = _PATIENCE_S, every_letter: bool = True) -> int:
        """Run a program to its end and return its exit code.

        Without ``every_letter`` the code page is that of western Windows, 1252.
        """
        return self._run(*command, patience=patience, every_letter=every_letter).returncode

    def run_line(self, line: str) -> int:
        """Run a command line as it stands and return its exit code.

        NSIS wants its last option without quotes, spaces in it or not.
        """
        return int(self.look("run", line))

    def start(self, *command: str) -> None:
        """Start a program and let it run."""
        self.session.start(command, env=_ENVIRONMENT | _EVERY_LETTER)

    def look(self, *words: str, patience: float = _PATIENCE_S) -> Any:
        """Ask `look` what a user would see, or let it press a button."""
        script = r"Z:\tests\look.py"
        result = self._run(r"Z:\python\python.exe", script, *words, patience=patience)
        assert result.returncode == 0, result.stdout
        return json.loads(result.stdout.splitlines()[-1])

    def open_and_time(self, title: str, *command: str) -> float:
        """Start a program and return the seconds until its window is there; -1 if none came."""
        words = ("start", str(_PATIENCE_S), title, *command)
        return float(self.look(*words, patience=2 * _PATIENCE_S))

    def titles(self) -> list[str]:
        """Return the titles of all windows that can be seen."""
        return [window["title"] for window in self.look("windows") if window["title"]]

    def minimized(self, title: str) -> bool:
        """Tell whether a window with a title stands in the task bar alone."""
        windows = self.look("windows")
        return any(title in window["title"] and window["minimized"] for window in windows)

    def texts(self) -> str:
        """Return everything that stands in windows which can be seen."""
        return "\n".join(text for window in self.look("windows") for text in window["texts"])

    def wait_for(self, true: Callable[[], bool], patience: float = _SHORT_S) -> bool:
        """Wait until something is true; False if it did not become so."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if true():
                return True
            time.sleep(0.3)
        return False

    def path(self, windows_path: str) -> Path:
        """Return where a file of drive C: lies for this test."""
        return self.work / "wine" / "drive_c" / windows_path[3:].replace("\\", "/")

    def show_file_kinds(self, *kinds: str) -> None:
        r"""Show the user's kinds of files to the shell, as Windows does by itself.

        Windows shows ``HKCU\Software\Classes`` and ``HKLM\Software\Classes`` as one; the shell of
        wine sees the machine's alone.
        """
        for kind in kinds:
            key = rf"Software\Classes\{kind}"
            assert self.run("reg", "copy", rf"HKCU\{key}", rf"HKLM\{key}", "/s", "/f") == 0

    def registry(self, key: str) -> str:
        """Return a key of the user's registry with everything below; "" if it is not there."""
        file = self.work / "key.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", key, r"Z:\work\key.reg", "/y")
        return file.read_text("utf-16") if file.exists() else ""

    def _run(
        self, *command: str, patience: float, every_letter: bool = True
    ) -> subprocess.CompletedProcess[str]:
        environment = _ENVIRONMENT | (_EVERY_LETTER if every_letter else {})
        return self.session.wine(command, env=environment, timeout=patience)
