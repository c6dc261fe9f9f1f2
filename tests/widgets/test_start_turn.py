"""Of two starts that follow each other quickly, the second finds the window of the first one."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import paths
from app.views.single_window import SingleWindow
from app.views.start_turn import StartTurn
from tests.windows import bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def first(own_data_folder):
    made = StartTurn()
    yield made
    made.give_back()


@pytest.fixture
def second(own_data_folder):
    made = StartTurn()
    yield made
    made.give_back()


def test_the_first_start_does_not_wait(first, tmp_path):
    begin = time.monotonic()
    assert first.wait(tmp_path / "Sổ.tiendo")
    assert time.monotonic() - begin < 1


def test_the_second_start_waits_for_the_first_window_and_raises_it(first, second, tmp_path, qtbot):
    register = tmp_path / "Sổ.tiendo"
    assert first.wait(register)
    window = QWidget()
    window.show()
    window.setWindowState(Qt.WindowState.WindowMinimized)
    single = SingleWindow(register)
    answers: list[bool] = []
    waiting = threading.Thread(target=lambda: answers.append(second.wait(register)))
    waiting.start()
    qtbot.wait(300)
    assert answers == []  # no window of its own meanwhile
    single.listen(window)
    first.give_back()
    qtbot.waitUntil(lambda: bool(answers))
    waiting.join()
    assert answers == [False]
    qtbot.waitUntil(lambda: not window.isMinimized())
    single.close()
    bury(window)


def test_where_the_first_start_fails_the_second_opens(first, second, tmp_path):
    assert first.wait(tmp_path / "Sổ.tiendo")
    threading.Timer(0.2, first.give_back).start()
    assert second.wait(tmp_path / "Sổ.tiendo")


def test_patience_has_an_end(first, second, tmp_path):
    assert first.wait(tmp_path / "Sổ.tiendo")
    assert second.wait(tmp_path / "Sổ.tiendo", patience_s=0.2)


def test_a_folder_that_cannot_be_written_holds_nobody_up(first, tmp_path, monkeypatch):
    in_the_way = tmp_path / "file"
    in_the_way.touch()
    monkeypatch.setattr(paths, "start_lock", lambda: in_the_way / "start.lock")
    assert first.wait(tmp_path / "Sổ.tiendo")
