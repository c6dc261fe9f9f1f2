"""``python -m tools.installer linux``: packs with the same specification for Linux, and tries that.

Offices get the Windows program alone. This shows that one specification serves both systems, and
finds without wine, in two minutes, what the packed program misses.
"""

from __future__ import annotations

import os
import shutil
import sys
import venv
from pathlib import Path

from tools.installer.pack import SPEC
from tools.installer.parts import PACKAGE_LIST, fetch
from tools.installer.places import ROOT, Places
from tools.installer.steps import UnavailableError, run, say, sha256

_PATIENCE_S = 600


def pack_and_try(places: Places) -> str:
    """Pack the program for this system, run its self-test, and return what that said.

    Raises:
        UnavailableError: this is no Linux, or the packages cannot be had.
        BuildError: packing or the self-test failed.
    """
    if not sys.platform.startswith("linux"):
        raise UnavailableError("this is no Linux")
    python = _environment(places.cache / "linux")
    work = places.build / "linux"
    if work.exists():
        shutil.rmtree(work)
    say("packing the program for this system")
    folders = ("--distpath", work / "dist", "--workpath", work / "build")
    options = ("--noconfirm", "--log-level", "ERROR")
    run([python, "-m", "PyInstaller", *options, *folders, ROOT / SPEC], timeout=_PATIENCE_S)
    say("its self-test")
    program = work / "dist" / "TienDo"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "TIENDO_DATA": str(work / "data"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return run([program / "TienDo", "--self-test"], env=environment, timeout=_PATIENCE_S)


def _environment(folder: Path) -> Path:
    """Return a Python with the pinned packages, made where it is missing."""
    python = folder / "bin" / "python"
    stamp = folder / ".made-from"
    wanted = f"{sys.version_info[:2]} {sha256(PACKAGE_LIST)}"
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return python
    say("installing the pinned packages to pack with")
    if folder.exists():
        shutil.rmtree(folder)
    venv.create(folder, with_pip=True)
    quiet = ("--quiet", "--disable-pip-version-check")
    pinned = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", PACKAGE_LIST)
    fetch([python, "-m", "pip", "install", *quiet, *pinned])
    stamp.write_text(wanted, "utf-8")
    return python
