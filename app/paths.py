"""Where things lie: the program's own files and the user's data folder.

The only module that asks the environment about folders.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_FOLDER = "TienDo"
REGISTER_SUFFIX = ".tiendo"
DATA_FOLDER_VARIABLE = "TIENDO_DATA"
"""Environment variable that moves the data folder (tests)."""
PORTABLE_MARKER = "portable.txt"
"""A file of this name beside the program keeps the data there too (a USB stick)."""
PORTABLE_FOLDER = "du-lieu"


def resolved(path: Path) -> Path:
    """Return where a path leads in truth, or the path in full where the system cannot tell.

    Some drives of a network, and wine for paths of more than 260 letters, refuse to say it.
    """
    try:
        return path.resolve()
    except OSError:
        return path.absolute()


def is_packed() -> bool:
    """Tell whether this is the packed program, whose executable is the program itself."""
    return hasattr(sys, "_MEIPASS")


def program_folder() -> Path:
    """Return the folder that holds ``app``, ``db`` and ``resources`` (also when packed)."""
    packed = getattr(sys, "_MEIPASS", None)
    return Path(packed) if packed else Path(__file__).resolve().parent.parent


def resources() -> Path:
    """Return the folder of icons, styles and sheet settings."""
    return program_folder() / "resources"


def translations(language: str) -> Path:
    """Return the file of a language's texts (``en``), each by its Vietnamese one."""
    return resources() / "translations" / f"{language}.json"


def catalogue() -> Path:
    """Return the folder of the shipped catalogue."""
    return program_folder() / "db" / "catalogue"


def data_folder() -> Path:
    r"""Return the user's data folder: ``%LOCALAPPDATA%\TienDo`` on Windows. It may not exist.

    In portable mode it lies beside the program, so that a stick leaves nothing on the machine.
    """
    if chosen := os.environ.get(DATA_FOLDER_VARIABLE):
        return Path(chosen)
    if is_packed() and (beside := Path(sys.executable).parent / PORTABLE_MARKER).exists():
        return beside.with_name(PORTABLE_FOLDER)
    import platformdirs  # noqa: PLC0415 - not needed where the variable is set

    return Path(platformdirs.user_data_dir(APP_FOLDER, appauthor=False))


def default_register() -> Path:
    """Return the register that is opened, and made where it is missing."""
    return data_folder() / f"Theo dõi năm 2026{REGISTER_SUFFIX}"


def log_file() -> Path:
    """Return the file that the program logs to."""
    return data_folder() / "log" / "tiendo.log"


def start_lock() -> Path:
    """Return the file by which starts that follow each other quickly take turns."""
    return log_file().with_name("start.lock")


def self_test_file() -> Path:
    """Return the file that the last self-test wrote its lines to."""
    return log_file().with_name("self-test.txt")


def settings_file() -> Path:
    """Return the file of this machine's settings (theme, window)."""
    return data_folder() / "machine.json"
