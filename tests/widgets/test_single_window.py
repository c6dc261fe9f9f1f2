"""A second start brings the first window of the same register to the front."""

from __future__ import annotations

import socket
import sys

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget

from app.views.single_window import SingleWindow
from tests.windows import bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qapp):
    made = QWidget()
    made.show()
    yield made
    bury(made)


@pytest.fixture
def first(window, tmp_path):
    made = SingleWindow(tmp_path / "Sổ.tiendo")
    made.listen(window)
    yield made
    made.close()


def test_a_second_start_raises_the_window(first, window, tmp_path, qtbot):
    window.setWindowState(Qt.WindowState.WindowMinimized)
    assert SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    qtbot.waitUntil(lambda: not window.isMinimized() and window.isActiveWindow())


def test_so_does_a_third_and_a_fourth(first, window, tmp_path, qtbot):
    other = QWidget()
    other.show()
    for _ in range(2):
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
        assert SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
        qtbot.waitUntil(window.isActiveWindow)
    bury(other)


def test_a_maximized_window_stays_so(first, window, tmp_path, qtbot):
    window.showMaximized()
    other = QWidget()
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.isMaximized()
    bury(other)


def test_the_same_register_by_another_way_is_the_same(first, tmp_path, monkeypatch):
    (tmp_path / "thư mục").mkdir()
    assert SingleWindow(tmp_path / "thư mục" / ".." / "Sổ.tiendo").raise_first()
    monkeypatch.chdir(tmp_path)
    assert SingleWindow(tmp_path.relative_to(tmp_path) / "Sổ.tiendo").raise_first()


def test_another_register_has_a_window_of_its_own(first, tmp_path):
    assert not SingleWindow(tmp_path / "Sổ khác.tiendo").raise_first()


def test_nobody_answers_before_and_after(window, tmp_path):
    single = SingleWindow(tmp_path / "Sổ.tiendo")
    assert not single.raise_first()
    single.listen(window)
    assert SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    single.close()
    assert not SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    single.close()  # nothing special


@pytest.mark.skipif(sys.platform == "win32", reason="pipes leave no name behind there")
def test_the_name_of_a_window_that_was_killed_is_taken_over(window, tmp_path):
    single = SingleWindow(tmp_path / "Sổ.tiendo")
    left = QDir(QDir.tempPath()).filePath(single._name)
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(left)
    assert not SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    single.listen(window)
    assert SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    single.close()


def test_where_no_name_can_be_had_the_window_works_all_the_same(window, tmp_path, monkeypatch):
    monkeypatch.setattr(QLocalServer, "listen", lambda _server, _name: False)
    single = SingleWindow(tmp_path / "Sổ.tiendo")
    single.listen(window)
    assert not SingleWindow(tmp_path / "Sổ.tiendo").raise_first()
    single.close()
