"""``python -m tools.installer.fonts``: only collects the fonts, for a build on Windows."""

from __future__ import annotations

import sys

from tools.installer.contents import collect_fonts
from tools.installer.places import places

if __name__ == "__main__":
    collect_fonts(places())
    sys.exit(0)
