"""``python -m tools.installer repeat``: builds twice and compares every file, byte by byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tools.installer.places import Places
from tools.installer.steps import say, sha256


def build_twice(places: Places, build: Callable[[], Path]) -> list[str]:
    """Build, put the result aside, build again, and return what differs; [] if nothing does.

    Args:
        places: of the build; ``dist`` holds the second result afterwards.
        build: makes the program's folder and the installer anew.

    Raises:
        BuildError: as ``build``.
    """
    first = places.build / "first"
    shutil.rmtree(first, ignore_errors=True)
    build()
    shutil.move(places.dist, first)
    say("building a second time")
    build()
    found = differences(first, places.dist)
    if not found:
        shutil.rmtree(first)
    return found


def differences(first: Path, second: Path) -> list[str]:
    """Compare two folders and everything below; return one line for each file that differs.

    The dates of files do not count: the setup does not keep them.
    """
    here, there = _content(first), _content(second)
    return [
        *(f"only in the first: {name}" for name in sorted(here.keys() - there.keys())),
        *(f"only in the second: {name}" for name in sorted(there.keys() - here.keys())),
        *(
            f"differs: {name} {_where(first / name, second / name)}"
            for name in sorted(here.keys() & there.keys())
            if here[name] != there[name]
        ),
    ]


def _content(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): sha256(file)
        for file in folder.rglob("*")
        if file.is_file()
    }


def _where(first: Path, second: Path) -> str:
    one, other = first.read_bytes(), second.read_bytes()
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    place = "at the end" if at is None else f"first at byte {at}"
    return f"({len(one)} and {len(other)} bytes, {place})"
