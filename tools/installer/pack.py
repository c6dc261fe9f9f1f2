"""Packs the program with PyInstaller: under wine on Linux, natively on Windows; one spec."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from tools.installer import contents, wine
from tools.installer.interpreter import make_interpreter
from tools.installer.places import ROOT, Places, source_date
from tools.installer.steps import BuildError, run, say

SPEC = "build_installer.spec"
_PATIENCE_S = 1800


def pack(places: Places) -> None:
    """Make the program's folder with everything that is shipped.

    Raises:
        BuildError: a part cannot be had or checked, or PyInstaller fails.
    """
    contents.make_icon(places)
    contents.collect_fonts(places)
    if places.program.exists():
        shutil.rmtree(places.program)
    if sys.platform == "win32":
        packages = _pack_natively(places)
    else:
        packages = _pack_under_wine(places)
    contents.collect_licences(places, packages)
    shutil.copytree(places.licences, places.program / "licences")


def _pack_under_wine(places: Places) -> Path:
    make_interpreter(places)
    if reason := wine.reason_against():
        raise BuildError(f"wine's root cannot be entered here: {reason}")
    wine.make_root(places)
    work = places.build / "packing"
    if work.exists():
        shutil.rmtree(work)
    folders = {"/source": ROOT, "/python": places.interpreter}
    say("packing the program under wine")
    with wine.Session(places.wine_root, work, folders) as session:
        _must(session.wine(["wineboot", "-i"], timeout=300).returncode, "wine's first start")
        result = session.wine(
            [r"Z:\python\python.exe", *_arguments(r"Z:\work", rf"Z:\source\{SPEC}")],
            env=_environment(),
            timeout=_PATIENCE_S,
        )
        _must(result.returncode, result.stdout)
    places.dist.mkdir(parents=True, exist_ok=True)
    shutil.move(work / "dist" / "TienDo", places.program)
    return places.interpreter / "Lib" / "site-packages"


def _pack_natively(places: Places) -> Path:
    say("packing the program")
    work = places.build / "packing"
    command = [sys.executable, *_arguments(str(work), str(ROOT / SPEC))]
    run(command, env={**os.environ, **_environment()}, timeout=_PATIENCE_S)
    places.dist.mkdir(parents=True, exist_ok=True)
    shutil.move(work / "dist" / "TienDo", places.program)
    return Path(sys.base_prefix, "Lib", "site-packages")


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
