"""``python -m tools.installer``: builds ``dist/TienDo-<version>-setup.exe`` and its checksum.

On Linux it packs under wine 10 in a system of its own, which needs root; on Windows natively.
``… test`` builds, then runs the tests of the installer: where nothing can be built they are
skipped, with the reason. ``… repeat`` builds twice and tells which files differ. ``… linux`` packs
with the same specification for this system and runs the self-test of that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.installer.linux import pack_and_try
from tools.installer.pack import pack
from tools.installer.places import BUILT_VARIABLE, ROOT, places
from tools.installer.repeat import build_twice
from tools.installer.setup_file import find_makensis, make_setup
from tools.installer.steps import BuildError, UnavailableError, say

FAILED = 1


def build() -> Path:
    """Build the installer and return it.

    Raises:
        UnavailableError: this machine cannot build it at all.
        BuildError: something is wrong.
    """
    here = places()
    start = time.monotonic()
    find_makensis()  # before the minutes that packing takes
    pack(here)
    installer = make_setup(here)
    installed = sum(f.stat().st_size for f in here.program.rglob("*") if f.is_file())
    shutil.rmtree(here.build / "packing", ignore_errors=True)
    say(
        f"{installer.name}: {installer.stat().st_size / 1e6:.1f} MB, "
        f"installed {installed / 1e6:.1f} MB, {time.monotonic() - start:.0f} s"
    )
    return installer


def try_out() -> int:
    """Build, run the tests of the installer, and return their exit code."""
    try:
        given = str(build())
    except UnavailableError as error:
        given = f"the installer cannot be built here: {str(error).splitlines()[0]}"
        say(given)
    command = [sys.executable, "-m", "pytest", "tests/installer", "--durations=5"]
    tests = subprocess.run(  # noqa: S603 - our own tests
        command, cwd=ROOT, env=os.environ | {BUILT_VARIABLE: given}, check=False
    )
    return tests.returncode


def repeat() -> int:
    """Build twice, tell what differs, and return 0 if nothing does."""
    found = build_twice(places(), build)
    for line in found:
        say(line)
    say(f"{len(found)} files differ between two builds" if found else "both builds are the same")
    return FAILED if found else 0


def main(arguments: list[str]) -> int:
    """Do what the argument says; return 0 if all went well, else with the reason on stderr."""
    try:
        if arguments == ["test"]:
            return try_out()
        if arguments == ["repeat"]:
            return repeat()
        if arguments == ["linux"]:
            print(pack_and_try(places()))
            return 0
        build()
    except BuildError as error:
        print(f"!! {error}", file=sys.stderr)
        return FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
