"""Makes the installer from the program's folder, with NSIS, and the checksum file beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from app import __version__
from tools.installer.places import RECIPE, Places, source_date
from tools.installer.steps import BuildError, run, say, sha256

SCRIPT = RECIPE / "setup.nsi"


def make_setup(places: Places) -> Path:
    """Make ``TienDo-<version>-setup.exe`` and its checksum file.

    Raises:
        BuildError: NSIS is missing or refuses the script.
    """
    program = places.program
    if not (program / "TienDo.exe").is_file():
        raise BuildError(f"there is no Windows program in {program}")
    lists = places.build / "files.nsh"
    lists.write_text(file_list(program), "utf-8")
    size = sum(file.stat().st_size for file in program.rglob("*") if file.is_file())
    words = {
        "VERSION": __version__,
        "OUTPUT": places.installer,
        "ICON": places.build / "TienDo.ico",
        "SIZE_KB": size // 1024,
        "LISTS": lists,
    }
    say("packing the installer")
    places.installer.unlink(missing_ok=True)
    mark = "/" if os.name == "nt" else "-"
    run(
        [
            *(_makensis(), f"{mark}V2", f"{mark}WX", f"{mark}INPUTCHARSET", "UTF8"),
            *(f"{mark}D{name}={value}" for name, value in words.items()),
            *(f"{mark}XTarget amd64-unicode", SCRIPT),
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(source_date())},
        timeout=1800,
    )
    line = f"{sha256(places.installer)}  {places.installer.name}\n"
    checksum = places.installer.with_name(f"{places.installer.name}.sha256")
    checksum.write_text(line, "ascii")
    return places.installer


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


def _makensis() -> str:
    found = shutil.which("makensis")
    if found is None and os.name == "nt":
        usual = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
        found = str(usual) if usual.is_file() else None
    if found is None:
        raise BuildError("makensis (package nsis) is not installed")
    return found
