"""A small catalogue as files, and a register made from it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from app import paths
from tests import small_catalogue
from tests.conftest import open_as_office

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.register import Register


@pytest.fixture(scope="session")
def small_catalogue_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied, never changed."""
    return small_catalogue.write(tmp_path_factory.mktemp("small") / "catalogue")


@pytest.fixture(scope="session")
def small_register_file(
    small_catalogue_files: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """To be copied, never opened."""
    path = tmp_path_factory.mktemp("small register") / "sổ nhỏ.tiendo"
    small_catalogue.make_register(small_catalogue_files, path)
    return path


@pytest.fixture
def small_folder(
    small_catalogue_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The shipped catalogue, for the test to correct."""
    folder = shutil.copytree(small_catalogue_files, tmp_path / "catalogue")
    monkeypatch.setattr(paths, "catalogue", lambda: folder)
    return folder


@pytest.fixture
def small_register(
    small_register_file: Path, small_folder: Path, tmp_path: Path
) -> Iterator[Register]:
    """A register in use, filled from the small catalogue as it was at first."""
    folder = tmp_path / "small register"
    folder.mkdir()
    register = open_as_office(shutil.copyfile(small_register_file, folder / "sổ nhỏ.tiendo"))
    yield register
    register.close()
