"""The log file: rotated, and written on where it cannot be."""

from __future__ import annotations

import logging
import os

import pytest

from app import log as logs
from app import paths


@pytest.fixture
def line():
    """Start the log file and return what writes a line to it."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    logs.start()
    (handler,) = [each for each in root.handlers if each not in before]
    yield logging.getLogger("app").info
    root.removeHandler(handler)
    root.setLevel(level)
    handler.close()


def test_the_file_is_rotated(line):
    for _number in range(60):
        line("x" * 100_000)
    names = sorted(file.name for file in paths.log_file().parent.iterdir())
    assert names == ["tiendo.log", "tiendo.log.1", "tiendo.log.2", "tiendo.log.3"]
    assert all(file.stat().st_size <= 1_000_000 for file in paths.log_file().parent.iterdir())


def test_no_line_is_lost_while_another_window_holds_the_file(line, monkeypatch):
    def held(*_arguments):
        raise PermissionError(13, "held")

    monkeypatch.setattr(os, "rename", held)
    for number in range(15):
        line(f"line {number} " + "x" * 100_000)
    assert "line 14" in paths.log_file().read_text("utf-8")


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop():
    paths.data_folder().parent.mkdir(parents=True, exist_ok=True)
    before = list(logging.getLogger().handlers)
    paths.data_folder().rmdir()
    paths.data_folder().write_text("no folder")
    logs.start()
    assert logging.getLogger().handlers == before
