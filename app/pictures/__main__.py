"""``python -m app.pictures FOLDER [1366x768…] [--scale 1.5]``: draw into a folder."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from app import paths
from app.main import make_application
from app.pictures.drawing import SIZES, draw


def main(arguments: list[str]) -> int:
    """Draw into the folder that is named.

    Sizes are those of screens in pixels, and ``--scale`` is what Windows calls 150 %: everything is
    half as large again, so that the window has two thirds of the room. Dialogs of one run have the
    room of its smallest screen.
    """
    parser = argparse.ArgumentParser(prog="python -m app.pictures")
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", type=_size, help="1366x768")
    parser.add_argument("--scale", type=float, default=1.0)
    asked = parser.parse_args(arguments)
    folder: Path = asked.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[paths.DATA_FOLDER_VARIABLE] = str(folder)
    os.environ["QT_SCALE_FACTOR"] = str(asked.scale)
    sizes = tuple(asked.sizes) or SIZES
    _give_screen(folder, *min(sizes))
    make_application(sys.argv[:1])
    for file in draw(folder, sizes, scale=asked.scale):
        print(file)
    return 0


def _give_screen(folder: Path, width: int, height: int) -> None:
    """Let Qt draw for a screen of that size: dialogs are no larger than theirs has room for.

    Without a screen Qt makes one up, smaller than any office has. The task bar of Windows (48)
    is taken off. Of several sizes in one run the smallest gives the room.
    """
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        return
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height - 48}
    screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    # A relative path: Qt parts what it is told at colons, and drives have one.
    file = folder / "screen.json"
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={os.path.relpath(file)}"


def _size(words: str) -> tuple[int, int]:
    width, _, height = words.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
