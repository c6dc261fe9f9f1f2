"""``python -m tests.durability [--share N] [--seed N] [PART …]``: counts, prints its figures."""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.durability import damaged, full_disk, fuzz, kills, writers
from tests.durability.trials import Figures

Part = Callable[[Path, int, int], list[Figures]]
PARTS: dict[str, Part] = {
    "kills": kills.run,
    "full-disk": full_disk.run,
    "damaged": damaged.run,
    "writers": writers.run,
    "fuzz": fuzz.run,
}
_MOST_SHOWN = 5


def main() -> int:
    """Run the parts that were asked for; 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.durability")
    parser.add_argument("--share", type=int, default=1, help="20 runs a twentieth of the counts")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("parts", nargs="*", help=f"any of {', '.join(PARTS)}; all if none")
    arguments = parser.parse_args()
    logging.disable(logging.CRITICAL)
    print(f"seed {arguments.seed}, one in {arguments.share}", flush=True)
    failed = False
    for name in arguments.parts or PARTS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="durability-") as folder:
            for figures in PARTS[name](Path(folder), arguments.seed, arguments.share):
                print(figures, flush=True)
                for failure in figures.failures[:_MOST_SHOWN]:
                    print(f"  {failure}", flush=True)
                failed = failed or bool(figures.failures)
        print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
