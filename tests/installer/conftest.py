"""A machine to install on, where this one can make it; else every test is skipped, and says why."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.installer.machine import Machine, make_locale
from tools.installer import wine
from tools.installer.places import BUILT_VARIABLE, places
from tools.installer.setup_file import make_quick_setup
from tools.installer.steps import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD_VERSION = "0.0.1"


@pytest.fixture(scope="session")
def installer() -> Path:
    """Give the installer that was built for this run."""
    given = os.environ.get(
        BUILT_VARIABLE, "no installer was built for this run (./run installer-test builds it)"
    )
    if not given.endswith(".exe"):
        pytest.skip(given)
    if reason := wine.reason_against():
        pytest.skip(reason)
    return Path(given)


@pytest.fixture(scope="session")
def older_installer(installer: Path) -> Path:
    """Give an installer of an older version, which has a file that the new one has not."""
    here = places()
    stale = here.program / "_internal" / "stale.txt"
    stale.touch()
    try:
        return make_quick_setup(here, OLD_VERSION)
    finally:
        stale.unlink()


@pytest.fixture(scope="session")
def machine(installer: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Give a machine that has never seen the program."""
    here = places()
    work = tmp_path_factory.mktemp("windows")
    folders = {
        "/setup": installer.parent,
        "/older": here.build,
        "/python": here.interpreter,
        "/tests": Path(__file__).parent,
    }
    try:
        wine.make_root(here)
        make_locale(here.wine_root, work)
        session = wine.Session(here.wine_root, work, folders).__enter__()
    except BuildError as error:
        pytest.skip(str(error))
    try:
        machine = Machine(session, work)
        if machine.run("wineboot", "-i", patience=300) != 0:
            pytest.skip("wine does not start here")
        yield machine
    finally:
        session.close()
