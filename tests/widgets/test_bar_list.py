"""Bar rows: one scale, a way in by mouse and keyboard, one Tab stop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views import theme
from app.views.theme import LIGHT_THEME
from app.views.widgets.bar_list import BarItem, BarList, tally_words
from app.views.widgets.pressable import Pressable
from app.views.widgets.row_list import RowList

FULL = Tally((0, 0, 40, 0, 0, 0, 0))
HALF = Tally((0, 0, 18, 0, 2, 0, 0))
ITEMS = (
    BarItem(-1, "Việc chung (tập thể)", FULL),
    BarItem(7, "Sở Nông nghiệp và MT", HALF, "Sở Nông nghiệp và Môi trường"),
    BarItem(-3, "17 đầu mối còn lại", HALF, rest=True),
)

# Offscreen windows cannot tell a desktop their smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class _Row(Pressable):
    def paintEvent(self, event):
        pass


@pytest.fixture(autouse=True)
def _light(qapp):
    theme.apply(qapp, LIGHT_THEME)


@pytest.fixture
def bars(qtbot):
    made = BarList("gồm cả phân công gợi ý", empty="Sổ chưa có nhiệm vụ nào.")
    qtbot.addWidget(made)
    made.set_items(ITEMS)
    made.resize(400, 120)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def test_a_row_says_its_counts(bars):
    row = bars.rows[1]
    assert row.accessibleName() == (
        "Sở Nông nghiệp và Môi trường, 20 nhiệm vụ: trong hạn 18, quá hạn 2"
    )
    assert "quá hạn 2" in row.toolTip()
    assert tally_words(Tally()) == "0 nhiệm vụ"


def test_a_row_is_pressed_by_mouse_and_keyboard(bars, qtbot):
    with qtbot.waitSignal(bars.activated) as caught:
        qtbot.mouseClick(bars.rows[1], Qt.MouseButton.LeftButton)
    assert caught.args == [7]
    with qtbot.waitSignal(bars.activated) as caught:
        qtbot.keyClick(bars.rows[2], Qt.Key.Key_Return)
    assert caught.args == [-3]


def test_arrows_move_inside_and_tab_stops_once(bars, qtbot):
    rows = bars.rows
    rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(rows[0].hasFocus)
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    qtbot.keyClick(rows[1], Qt.Key.Key_End)
    assert rows[2].hasFocus()
    qtbot.keyClick(rows[2], Qt.Key.Key_Down)
    assert rows[2].hasFocus()
    qtbot.keyClick(rows[2], Qt.Key.Key_Home)
    assert rows[0].hasFocus()
    assert [row.focusPolicy() for row in rows] == [
        Qt.FocusPolicy.StrongFocus,
        Qt.FocusPolicy.ClickFocus,
        Qt.FocusPolicy.ClickFocus,
    ]


def test_the_focus_survives_new_numbers(bars, qtbot):
    bars.rows[1].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(bars.rows[1].hasFocus)
    bars.set_items(ITEMS)
    assert bars.rows[1].hasFocus()
    assert bars.rows[1].ring


def test_all_bars_have_the_scale_of_the_longest(bars):
    columns = bars.columns(bars.width())
    assert columns.scale == 40
    fill = QColor(LIGHT_THEME.lights[Light.IN_TIME].fill)
    widths = []
    for row in bars.rows[:2]:
        image = row.grab().toImage()
        y = row.height() // 2
        widths.append(sum(image.pixelColor(x, y) == fill for x in range(image.width())))
    room = columns.bar_right - columns.bar_left
    assert widths[0] == pytest.approx(room, abs=2)
    assert widths[1] == pytest.approx(room * 18 / 40, abs=3)


def test_columns_never_overlap(bars):
    for width in (240, 400, 900):
        columns = bars.columns(width)
        assert columns.name < columns.bar_left <= columns.bar_right
        assert columns.bar_right < columns.total_right < columns.overdue_right < width


def test_without_rows_it_says_so(bars):
    bars.set_items([])
    assert bars.rows == ()
    assert [part.isVisible() for part in (bars._head, bars._list, bars._empty)] == [
        False,
        False,
        True,
    ]
    assert bars._empty.accessibleName() == "Sổ chưa có nhiệm vụ nào."


@pytest.fixture
def short_list(qtbot):
    made = RowList((40, 40, 41), least=2)
    qtbot.addWidget(made)
    made.set_rows([_Row() for _ in range(6)])
    made.show()
    return made


@pytest.mark.parametrize(("height", "shown"), [(30, 2), (85, 2), (130, 3), (1000, 6)])
def test_rows_without_room_are_hidden_down_to_the_least(short_list, height, shown):
    short_list.resize(200, height)
    QApplication.processEvents()
    assert sum(row.isVisible() for row in short_list.rows) == shown


def test_tab_never_stops_at_a_row_that_is_hidden_or_cannot_be_pressed(short_list):
    rows = short_list.rows
    rows[0].setEnabled(False)
    short_list.resize(200, 80)
    QApplication.processEvents()
    stops = [i for i, row in enumerate(rows) if row.focusPolicy() == Qt.FocusPolicy.StrongFocus]
    assert stops == [1]
