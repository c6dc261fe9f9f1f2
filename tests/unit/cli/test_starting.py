"""How the program is started: a window for a register, and commands without a console."""

from __future__ import annotations

import sys

import pytest

from app import __main__ as start
from app import console


@pytest.mark.parametrize(
    ("arguments", "register"),
    [
        ([], None),
        (["--register", "sổ.tiendo"], "sổ.tiendo"),
        (["--register=sổ.tiendo"], "sổ.tiendo"),
        ([r"C:\Người dùng\Sổ 2026.TIENDO"], r"C:\Người dùng\Sổ 2026.TIENDO"),
        (["list"], None),
        (["--register", "sổ.tiendo", "list"], None),
    ],
)
def test_a_register_alone_opens_the_window(arguments, register):
    assert start._named_register(arguments) == register


def test_a_command_without_a_console_says_nothing_and_works(monkeypatch, own_data_folder):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "argv", ["TienDo.exe", "init"])
    assert start.main() == 0
    assert list(own_data_folder.glob("*.tiendo"))
    sys.stdout.close()  # one stream for both


def test_streams_that_are_there_stay(monkeypatch):
    before = sys.stdout, sys.stderr
    console.give_streams()
    assert (sys.stdout, sys.stderr) == before
