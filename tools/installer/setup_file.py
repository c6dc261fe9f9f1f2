"""Makes the installer from the program's folder, with NSIS, and the checksum file beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from app import __version__
from tools.installer.places import RECIPE, Places, source_date
from tools.installer.steps import BuildError, UnavailableError, run, say, sha256

SCRIPT = RECIPE / "setup.nsi"
# NSIS as it is published for Windows makes setups of 32 bits only; wine's root runs 64 bits only.
_TARGET = "x86-unicode" if os.name == "nt" else "amd64-unicode"


def make_setup(places: Places) -> Path:
    """Make ``TienDo-<version>-setup.exe`` and its checksum file.

    Raises:
        BuildError: NSIS is missing or refuses the script.
    """
    say("packing the installer")
    installer = _make(places, places.installer, __version__)
    line = f"{sha256(installer)}  {installer.name}\n"
    installer.with_name(f"{installer.name}.sha256").write_text(line, "ascii")
    return installer


def make_quick_setup(places: Places, version: str) -> Path:
    """Make an uncompressed installer that names another version, to try an update with.

    Raises:
        BuildError: as `make_setup`.
    """
    return _make(places, places.build / f"TienDo-{version}-setup.exe", version, "QUICK")


def _make(places: Places, output: Path, version: str, *flags: str) -> Path:
    program = places.program
    if not (program / "TienDo.exe").is_file():
        raise BuildError(f"there is no Windows program in {program}")
    lists = places.build / "files.nsh"
    lists.write_text(file_list(program), "utf-8")
    size = sum(file.stat().st_size for file in program.rglob("*") if file.is_file())
    words = {
        "VERSION": version,
        "OUTPUT": output,
        "ICON": places.build / "TienDo.ico",
        "BANNER": places.build / "banner.bmp",
        "SIZE_KB": size // 1024,
        "LISTS": lists,
    }
    output.unlink(missing_ok=True)
    mark = "/" if os.name == "nt" else "-"
    run(
        [
            *(find_makensis(), f"{mark}V2", f"{mark}WX", f"{mark}INPUTCHARSET", "UTF8"),
            *(f"{mark}D{name}={value}" for name, value in words.items()),
            *(f"{mark}D{flag}" for flag in flags),
            *(f"{mark}XTarget {_TARGET}", SCRIPT),
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(source_date())},
        timeout=1200,
    )
    return output


def file_list(program: Path) -> str:
    """Return NSIS lines that lay down every file, in one order on every machine.

    ``File /r`` would take them as the file system lists them, and the archive would differ.
    """
    lines, last = [], None
    for file in sorted(program.rglob("*"), key=lambda each: each.as_posix()):
        if not file.is_file():
            continue
        folder = "\\".join(file.relative_to(program).parent.parts)
        if folder != last:
            lines.append('SetOutPath "$INSTDIR' + (f"\\{folder}" if folder else "") + '"')
            last = folder
        lines.append(f'File "{file}"')
    return "\n".join(lines) + "\n"


def find_makensis() -> str:
    """Return the path of NSIS.

    Raises:
        UnavailableError: it is not installed.
    """
    found = shutil.which("makensis")
    if found is None and os.name == "nt":
        usual = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
        found = str(usual) if usual.is_file() else None
    if found is None:
        raise UnavailableError("makensis (package nsis) is not installed")
    return found
