"""Every page, dialog and popup of the pictures: reached, left, seen and named by keys.

A stop of the keyboard has a name for screen readers, Tab reaches it and leaves it again, and the
eye sees where the keyboard is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog

from app.pictures import drawing, indicator_scenes, used_scenes
from app.pictures.used_register import live_in
from app.pictures.waiting import settle
from tests.conftest import open_as_office
from tests.keyboard import faults
from tests.registers import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from app.views.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", "propagateSizeHints", r"raise\(\)", "grabbing the"
)
Scenes = dict[str, "Callable[[MainWindow], QWidget | None]"]


def walk(window: MainWindow, scenes: Scenes) -> list[str]:
    """Return what is wrong in some scenes, each told where it was found first."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str, str]] = set()
    for name, prepare in scenes.items():
        over = prepare(window)
        settle(window)
        settle(window)  # the first task of a list is offered after a while, and then read
        for fault in faults(over or window, seen):
            found.setdefault(fault, name)
        if isinstance(over, QDialog):
            over.reject()
        elif over is not None:
            over.close()
    return [f"{name}: {fault}" for fault, name in found.items()]


def test_every_page_and_dialog_of_a_new_register(make_window, register_path: Path) -> None:
    scenes = drawing._PAGES
    assert len(scenes) > 40
    assert walk(make_window(register_path), scenes) == []


def test_every_page_and_dialog_of_a_register_in_use(make_window, register_path: Path) -> None:
    register = open_as_office(register_path)
    live_in(register, TODAY)
    register.close()
    scenes = used_scenes.SCENES | indicator_scenes.SCENES
    assert walk(make_window(register_path), scenes) == []
