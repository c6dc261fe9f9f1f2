"""``python -m app.pictures``: draw into the folder that is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app import paths
from app.main import make_application
from app.pictures.drawing import SIZES, draw


def main(arguments: list[str]) -> int:
    """Draw into the folder that is named; further arguments are sizes like 1366x768."""
    folder = Path(arguments[0]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[paths.DATA_FOLDER_VARIABLE] = str(folder)
    sizes = tuple(
        (int(width), int(height)) for width, _, height in (a.partition("x") for a in arguments[1:])
    )
    make_application(sys.argv[:1])
    for file in draw(folder, sizes or SIZES):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
