"""Packs the program with PyInstaller: under wine on Linux, natively on Windows; one spec."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from tools.installer import contents, wine
from tools.installer.interpreter import make_interpreter
from tools.installer.places import ROOT, Places, source_date
from tools.installer.steps import BuildError, UnavailableError, run, say

SPEC = "build_installer.spec"
_PATIENCE_S = 1200
"""Packing takes 2.5 minutes on two idle cores."""


def pack(places: Places) -> None:
    """Make the program's folder with everything that is shipped.

    Raises:
        BuildError: a part cannot be had or checked, or PyInstaller fails.
    """
    contents.make_icon(places)
    contents.make_banner(places)
    contents.collect_fonts(places)
    if places.program.exists():
        shutil.rmtree(places.program)
    if os.name == "nt":
        _pack_natively(places)
        packages, python = Path(sysconfig.get_path("purelib")), Path(sys.base_prefix)
    else:
        _pack_under_wine(places)
        packages, python = places.interpreter / "Lib" / "site-packages", places.interpreter
    contents.collect_licences(places, packages, python / "LICENSE.txt")
    shutil.copytree(places.licences, places.program / "licences")
    contents.check_licences(places)


def _pack_under_wine(places: Places) -> None:
    missing = [tool for tool in ("mmdebstrap", "osslsigncode") if shutil.which(tool) is None]
    if missing:
        raise UnavailableError(f"{', '.join(missing)} not installed")
    if reason := wine.reason_against():
        raise UnavailableError(f"no Windows program can be packed here: {reason}")
    make_interpreter(places)
    wine.make_root(places)
    work = places.build / "packing"
    if work.exists():
        shutil.rmtree(work)
    folders = {"/source": ROOT, "/python": places.interpreter}
    say("packing the program under wine")
    with wine.Session(places.wine_root, work, folders) as session:
        if session.wine(["wineboot", "-i"], timeout=300).returncode != 0:
            raise UnavailableError("wine does not start on this machine")
        result = session.wine(
            [r"Z:\python\python.exe", *_arguments(r"Z:\work", rf"Z:\source\{SPEC}")],
            env=_environment(),
            timeout=_PATIENCE_S,
        )
        _must(result.returncode, result.stdout)
    places.dist.mkdir(parents=True, exist_ok=True)
    shutil.move(work / "dist" / "TienDo", places.program)


def _pack_natively(places: Places) -> None:
    say("packing the program")
    work = places.build / "packing"
    command = [sys.executable, *_arguments(str(work), str(ROOT / SPEC))]
    run(command, env={**os.environ, **_environment()}, timeout=_PATIENCE_S)
    places.dist.mkdir(parents=True, exist_ok=True)
    shutil.move(work / "dist" / "TienDo", places.program)


def _arguments(work: str, spec: str) -> list[str]:
    separator = "\\"
    return [
        *("-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"),
        *("--distpath", f"{work}{separator}dist", "--workpath", f"{work}{separator}build", spec),
    ]


def _environment() -> dict[str, str]:
    """Return what makes two builds of one commit agree."""
    return {
        "SOURCE_DATE_EPOCH": str(source_date()),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


def _must(code: int, said: str) -> None:
    if code != 0:
        tail = "\n".join(said.splitlines()[-30:])
        raise BuildError(f"packing ended with {code}:\n{tail}")
