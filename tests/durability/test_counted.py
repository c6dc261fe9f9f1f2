"""A seeded twentieth of the counted tests; ``./run durability`` runs all of them.

The seed is one for all, so that what one machine sees another sees too; ``TIENDO_SEED`` takes
another.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.durability.__main__ import PARTS

FIGURES = "figures"
"""Property of a test whose text stands in the summary of the run, passed or failed."""
ROOT = Path(__file__).parents[2]
SEED = os.environ.get("TIENDO_SEED") or "20261121"

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a child is killed at work after fork; Windows has none"
)


@pytest.mark.parametrize("part", PARTS)
def test_a_twentieth(part: str, record_property: Callable[[str, object], None]) -> None:
    # A process of its own: this one may have threads, which do not survive a fork.
    command = [sys.executable, "-m", "tests.durability", "--share", "20", "--seed", SEED, part]
    run = subprocess.run(  # noqa: S603 - Python itself
        command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=900
    )
    record_property(FIGURES, run.stdout)
    assert run.returncode == 0, run.stdout + run.stderr
