"""Tiles: figure, change and note; pressed by mouse and keyboard; named for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from app.domain.traffic_light import Light
from app.views import theme
from app.views.theme import LIGHT_THEME
from app.views.widgets.tile import Sense, Tile, signed


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, LIGHT_THEME)


@pytest.fixture
def tile(qtbot):
    made = Tile("Quá hạn", Light.OVERDUE, Sense.MORE_IS_BAD)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    return made


def _redness(tile: Tile) -> int:
    border = tile.grab().toImage().pixelColor(0, tile.height() // 2)
    return border.red() - border.green()


def test_it_says_everything_to_a_screen_reader(tile):
    assert tile.accessibleName() == "Quá hạn"
    tile.show_figure(15, 2, "quá 60 ngày: 5 việc")
    assert tile.accessibleName() == "Quá hạn: 15 nhiệm vụ, tăng 2, quá 60 ngày: 5 việc"
    tile.show_figure(1500, -3, "")
    assert tile.accessibleName() == "Quá hạn: 1.500 nhiệm vụ, giảm 3"
    tile.show_figure(15, 0, "")
    assert tile.accessibleName() == "Quá hạn: 15 nhiệm vụ, không đổi"


@pytest.mark.parametrize(
    ("delta", "text"), [(None, ""), (0, "không đổi"), (4, "+4"), (-5, "−5"), (1200, "+1.200")]
)
def test_the_change_is_written_with_its_sign(tile, delta, text):
    tile.show_figure(10, delta, "")
    assert tile.delta_text == text


def test_a_change_alone_is_written_as_a_number():
    assert [signed(change) for change in (3, -2, 0)] == ["+3", "−2", "0"]


def test_the_border_is_red_only_while_something_is_overdue(tile):
    tile.show_figure(0, None, "")
    assert not tile.alarming
    assert _redness(tile) < 20
    tile.show_figure(1, None, "")
    assert tile.alarming
    assert _redness(tile) > 40


def test_many_done_tasks_are_no_alarm(qtbot):
    done = Tile("Hoàn thành", Light.DONE_IN_TIME, Sense.MORE_IS_GOOD)
    qtbot.addWidget(done)
    done.show_figure(99, 9, "")
    assert not done.alarming


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_it_is_pressed_by_keyboard(tile, qtbot, key):
    with qtbot.waitSignal(tile.clicked):
        qtbot.keyClick(tile, key)


def test_it_is_pressed_by_mouse(tile, qtbot):
    with qtbot.waitSignal(tile.clicked):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_the_keyboard_s_focus_wears_a_ring(tile, qtbot):
    tile.show_figure(3, None, "")
    tile.show()
    tile.activateWindow()
    tile.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(tile.hasFocus)
    accent = QColor(LIGHT_THEME.accent)
    assert tile.grab().toImage().pixelColor(1, tile.height() // 2) != accent
    tile.clearFocus()
    tile.setFocus(Qt.FocusReason.TabFocusReason)
    assert tile.grab().toImage().pixelColor(1, tile.height() // 2) == accent


def test_it_is_as_high_as_its_letters_need(tile):
    lines = ("body", "tile", "second")
    assert tile.sizeHint().height() > sum(theme.line_height(role) for role in map(_role, lines))
    assert tile.minimumSizeHint().height() == tile.sizeHint().height()


def _role(name: str) -> theme.FontRole:
    return theme.FontRole(name)
