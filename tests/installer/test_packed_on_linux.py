"""The specification that makes the Windows program makes one for Linux, too, and that works."""

from __future__ import annotations

import pytest

from app import __version__
from tools.installer.linux import pack_and_try
from tools.installer.places import places
from tools.installer.steps import UnavailableError


@pytest.mark.usefixtures("installer")  # with the other tests of the installer, or not at all
def test_the_same_specification_packs_a_program_for_linux():
    try:
        said = pack_and_try(places())
    except UnavailableError as error:
        pytest.skip(str(error).splitlines()[0])
    assert said.startswith(f"Tiến Độ {__version__}\n")
    assert "LỖI" not in said
    resources = places().build / "linux" / "dist" / "TienDo" / "_internal" / "resources"
    shipped = {folder.name for folder in resources.iterdir()}
    ours = {folder.name for folder in (places().dist.parent / "resources").iterdir()}
    assert shipped - {"fonts"} == ours - {"installer"}
