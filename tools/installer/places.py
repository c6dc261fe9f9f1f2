"""Where the installer's build works, and what the whole build is called."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app import __version__

ROOT = Path(__file__).resolve().parents[2]
RECIPE = ROOT / "resources" / "installer"
CACHE_VARIABLE = "TIENDO_INSTALLER_CACHE"
"""Environment variable that moves what is fetched and made once (about 2 GB)."""

BUILT_VARIABLE = "TIENDO_BUILT_INSTALLER"
"""Environment variable that gives the tests the installer, or the reason why there is none."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of one build.

    Attributes:
        cache: what is fetched and made once: parts, interpreter, wine's root.
        build: what is made anew by every build.
        dist: the program's folder and the installer.
    """

    cache: Path
    build: Path
    dist: Path

    @property
    def wheels(self) -> Path:
        """Return the folder of the Windows packages as they were fetched."""
        return self.cache / "wheels"

    @property
    def interpreter(self) -> Path:
        """Return the Windows interpreter with its packages, every file of it checked."""
        return self.cache / "interpreter"

    @property
    def wine_root(self) -> Path:
        """Return the folder that holds a Debian system with wine 10."""
        return self.cache / "wine-root"

    @property
    def fonts(self) -> Path:
        """Return the folder of the faces that are shipped."""
        return self.build / "fonts"

    @property
    def licences(self) -> Path:
        """Return the folder of the licence texts that are shipped."""
        return self.build / "licences"

    @property
    def program(self) -> Path:
        """Return the program's folder as it will be installed."""
        return self.dist / "TienDo"

    @property
    def installer(self) -> Path:
        """Return the installer."""
        return self.dist / f"TienDo-{__version__}-setup.exe"


def places() -> Places:
    """Return the folders of a build in this tree."""
    chosen = os.environ.get(CACHE_VARIABLE)
    cache = Path(chosen).absolute() if chosen else ROOT / "build" / "installer-cache"
    return Places(cache, ROOT / "build" / "installer", ROOT / "dist")


def source_date() -> int:
    """Return the moment of the commit that is built, in seconds since 1970.

    Outside a repository (sources from an archive) it is a fixed day: two builds still agree.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    result = subprocess.run(
        ["git", "log", "-1", "--format=%ct"],  # noqa: S607 - whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return int(result.stdout) if result.returncode == 0 else 1767225600
