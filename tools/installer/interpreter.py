"""Makes the Windows interpreter that packs the program: signed files, pinned packages, no more."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from tools.installer import parts, signatures
from tools.installer.places import Places
from tools.installer.steps import say, sha256

_PROGRAMS = {"python.exe", "python3.dll", "python311.dll", "vcruntime140.dll", "vcruntime140_1.dll"}
_CATALOGUE = "python_lib.cat"
_LEFT_OUT = {"site-packages", "__pycache__", "test", "idlelib", "tkinter", "ensurepip", "venv"}
_LEFT_OUT |= {"turtledemo", "lib2to3", "__phello__"}
_LEFT_OUT_LIBRARIES = {"_tkinter.pyd", "tcl86t.dll", "tk86t.dll", "_msi.pyd", "winsound.pyd"}


def make_interpreter(places: Places) -> None:
    """Put the interpreter together in the cache, unless it is there.

    Raises:
        BuildError: a file is not what its signature, or its hash, says.
    """
    parts.fetch_wheels(places)
    data = parts.fetch_interpreter(places)
    recipe = json.dumps(
        [sha256(data), sha256(parts.PACKAGE_LIST), sha256(Path(__file__)), signatures.PINNED]
    )
    stamp = places.interpreter / "made-from.json"
    if stamp.is_file() and stamp.read_text("utf-8") == recipe:
        return
    say("checking the signatures of CPython for Windows")
    if places.interpreter.exists():
        shutil.rmtree(places.interpreter)
    library = places.interpreter / "Lib"
    with zipfile.ZipFile(data) as archive:
        names = {PurePosixPath(name): name for name in archive.namelist() if name[-1] != "/"}
        for path, name in names.items():
            _, *folders, file = path.parts
            if (not folders and file in _PROGRAMS) or (
                folders == ["DLLs"]
                and path.suffix in (".pyd", ".dll", ".cat")
                and file not in _LEFT_OUT_LIBRARIES
            ):
                target = places.interpreter.joinpath(*folders, file)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))
                signatures.check_program(target)
        signed = signatures.catalogue_content(places.interpreter / "DLLs" / _CATALOGUE)
        for path, name in names.items():
            _, *folders, file = path.parts
            if folders[:1] != ["Lib"] or path.suffix != ".py" or _LEFT_OUT & set(folders):
                continue
            content = archive.read(name)
            inner = "/".join([*folders[1:], file])
            signatures.check_source(inner, content, signed)
            target = library / inner
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        licence = next(name for path, name in names.items() if path.parts[1:] == ("LICENSE.txt",))
        (places.interpreter / "LICENSE.txt").write_bytes(archive.read(licence))
    say("unpacking the Windows packages")
    parts.unpack_wheels(places.wheels, library / "site-packages")
    stamp.write_text(recipe, "utf-8")
