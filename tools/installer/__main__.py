"""``python -m tools.installer``: builds ``dist/TienDo-<version>-setup.exe`` and its checksum.

On Linux it packs under wine 10 in a system of its own, which needs root; on Windows natively.
``python -m tools.installer fonts`` only collects the fonts (for a build on Windows).
"""

from __future__ import annotations

import shutil
import sys
import time

from tools.installer import contents
from tools.installer.pack import pack
from tools.installer.places import places
from tools.installer.setup_file import make_setup
from tools.installer.steps import BuildError, say


def main(arguments: list[str]) -> int:
    """Build; return 0 if all went well, 1 with the reason on standard error if not."""
    here = places()
    start = time.monotonic()
    try:
        if arguments == ["fonts"]:
            contents.collect_fonts(here)
            return 0
        pack(here)
        installer = make_setup(here)
    except BuildError as error:
        print(f"!! {error}", file=sys.stderr)
        return 1
    installed = sum(f.stat().st_size for f in here.program.rglob("*") if f.is_file())
    shutil.rmtree(here.build / "packing", ignore_errors=True)
    say(
        f"{installer.name}: {installer.stat().st_size / 1e6:.1f} MB, "
        f"installed {installed / 1e6:.1f} MB, {time.monotonic() - start:.0f} s"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
