"""Where the data lies: the user's folder, or beside the program on a stick."""

from __future__ import annotations

import sys

import pytest

from app import paths


@pytest.fixture
def packed(monkeypatch, tmp_path):
    """Be the packed program in a folder of its own, without the variable of the tests."""
    monkeypatch.delenv(paths.DATA_FOLDER_VARIABLE)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "TienDo.exe"))
    return tmp_path


def test_the_packed_program_keeps_its_data_with_the_user(packed):
    assert packed not in paths.data_folder().parents
    assert paths.data_folder().name == paths.APP_FOLDER


def test_a_marker_beside_the_program_keeps_everything_there(packed):
    (packed / paths.PORTABLE_MARKER).touch()
    for place in (paths.default_register(), paths.log_file(), paths.settings_file()):
        assert packed / paths.PORTABLE_FOLDER in place.parents


def test_a_marker_means_nothing_to_the_program_in_its_sources(packed, monkeypatch):
    monkeypatch.delattr(sys, "_MEIPASS")
    (packed / paths.PORTABLE_MARKER).touch()
    assert packed not in paths.data_folder().parents
