"""``python -m app.pictures FOLDER [1366x768…] [--scale 1.5]``: draw into a folder."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from app import paths
from app.main import make_application
from app.pictures.drawing import SIZES, draw


def main(arguments: list[str]) -> int:
    """Draw into the folder that is named.

    Sizes are those of screens in pixels, and ``--scale`` is what Windows calls 150 %: everything is
    half as large again, so that the window has two thirds of the room.
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
    make_application(sys.argv[:1])
    for file in draw(folder, tuple(asked.sizes) or SIZES, scale=asked.scale):
        print(file)
    return 0


def _size(words: str) -> tuple[int, int]:
    width, _, height = words.partition("x")
    return int(width), int(height)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
