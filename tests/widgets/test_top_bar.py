"""The bar over every page: searching while typing, the as-of day, and what a page puts in."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from app.views import theme
from app.views.actions import Actions
from app.views.theme import LIGHT_THEME
from app.views.widgets.top_bar import TopBar
from tests.registers import TODAY
from tests.windows import bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def actions(qapp):
    theme.apply(qapp, LIGHT_THEME)
    parent = QObject()
    yield Actions(parent)
    parent.deleteLater()


@pytest.fixture
def bar(actions):
    made = TopBar(actions, TODAY)
    made.resize(1286, made.height())
    made.set_open(register_open=True)
    made.show()
    made.activateWindow()
    yield made
    bury(made)


@pytest.fixture
def searched(bar):
    texts: list[str] = []
    bar.search_changed.connect(texts.append)
    return texts


def test_every_letter_searches(bar, searched, qtbot):
    qtbot.keyClicks(bar.search, "giai")
    assert searched == ["g", "gi", "gia", "giai"]
    qtbot.keyClick(bar.search, Qt.Key.Key_Backspace)
    assert searched[-1] == "gia"


def test_a_text_that_the_program_clears_ends_the_search(bar, searched, qtbot):
    qtbot.keyClicks(bar.search, "g")
    bar.search.clear()
    assert searched[-1] == ""


def test_escape_clears_the_field_before_anything_else(bar, searched, qtbot):
    qtbot.keyClicks(bar.search, "gi")
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert bar.search.text() == ""
    assert searched[-1] == ""
    assert len(searched) <= 4
    qtbot.keyClick(bar.search, Qt.Key.Key_Escape)
    assert searched[-1] == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down])
def test_enter_and_down_go_to_the_list(bar, qtbot, key):
    qtbot.keyClicks(bar.search, "gi")
    with qtbot.waitSignal(bar.search_left):
        qtbot.keyClick(bar.search, key)
    assert bar.search.text() == "gi"


def test_a_page_brings_its_title_and_its_widgets_and_takes_them_along(bar):
    first, second = QLabel("So với"), QLineEdit()
    bar.show_page("Tổng quan", [first, second])
    assert "Tổng quan" in texts(bar)
    assert first.isVisible()
    assert second.isVisible()
    bar.show_page("Nhiệm vụ", [])
    assert not first.isVisible()
    assert not second.isVisible()
    assert "Tổng quan" not in texts(bar)
    bar.show_page("Tổng quan", [first, second])
    assert first.isVisible()


def texts(bar: TopBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]


def test_another_day_is_told_once(bar, qtbot):
    days: list[dt.date] = []
    bar.day_chosen.connect(days.append)
    bar.day.selectAll()
    qtbot.keyClicks(bar.day, "14/6")
    assert days == []
    qtbot.keyClick(bar.day, Qt.Key.Key_Return)
    assert bar.day.text() == "14/06/2026"
    qtbot.keyClick(bar.day, Qt.Key.Key_Return)
    assert days == [dt.date(2026, 6, 14)]


@pytest.mark.parametrize("typed", ["30/11/2026", "31/02/2026", "hôm qua", ""])
def test_days_to_come_and_no_days_are_refused(bar, qtbot, typed):
    with qtbot.assertNotEmitted(bar.day_chosen):
        bar.day.setText(typed)
        qtbot.keyClick(bar.day, Qt.Key.Key_Return)
    assert bar.day.text() == "21/11/2026"
    assert bar.day.shown == TODAY


def test_the_program_may_show_a_day_without_telling(bar, qtbot):
    with qtbot.assertNotEmitted(bar.day_chosen):
        bar.show_day(YESTERDAY, TODAY)
    assert bar.day.day == YESTERDAY


def test_a_past_day_stands_on_a_tinted_ground(bar):
    def ground() -> QColor:
        bar.day.clearFocus()
        image: QImage = bar.day.grab().toImage()
        return image.pixelColor(4, bar.day.height() // 2)

    bar.show_day(TODAY, TODAY)
    assert ground() == QColor(LIGHT_THEME.surface)
    bar.show_day(YESTERDAY, TODAY)
    assert ground() == QColor(LIGHT_THEME.doubt)
    bar.show_day(TODAY, TODAY)
    assert ground() == QColor(LIGHT_THEME.surface)


def test_without_a_register_there_is_nothing_to_search(bar):
    bar.set_open(register_open=False)
    assert not bar.search.isEnabled()
    assert not bar.day.isEnabled()
    assert bar.search.placeholderText() == "Mở hoặc tạo sổ để tìm kiếm"
    bar.set_open(register_open=True)
    assert bar.search.isEnabled()
    assert "không cần dấu" in bar.search.placeholderText()


def test_undo_redo_and_print_are_the_window_s_actions(bar, actions, qtbot):
    buttons = {
        button.defaultAction(): button
        for button in bar.findChildren(QToolButton)
        if button.defaultAction() in (actions.undo, actions.redo, actions.print)
    }
    assert len(buttons) == 3
    actions.describe_undo("hoàn thành nhiệm vụ II.1", None)
    assert buttons[actions.undo].isEnabled()
    assert buttons[actions.undo].toolTip() == "Hoàn tác: hoàn thành nhiệm vụ II.1 (Ctrl+Z)"
    assert not buttons[actions.redo].isEnabled()
    assert buttons[actions.print].text() == "In"
    with qtbot.waitSignal(actions.print.triggered):
        qtbot.mouseClick(buttons[actions.print], Qt.MouseButton.LeftButton)


def test_fields_say_their_names(bar):
    assert bar.search.accessibleName()
    assert bar.day.accessibleName().startswith("Ngày báo cáo")


@pytest.mark.parametrize("width", [820, 1286])
def test_everything_finds_room(bar, width):
    extras = [QLabel("So với"), QLineEdit()]
    bar.show_page("Tổng quan", list(extras))
    bar.resize(width, bar.height())
    shown = [bar.search, bar.day, *bar.findChildren(QToolButton), *extras]
    boxes = [widget.geometry() for widget in shown if widget.parent() is bar]
    assert bar.minimumSizeHint().width() <= width
    assert all(bar.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for n, a in enumerate(boxes) for b in boxes[n + 1 :])


def test_words_before_fields_give_way_before_a_field_is_cut(bar):
    words, field = QLabel("Kỳ số liệu"), QLineEdit()
    field.setMinimumWidth(150)
    bar.setMinimumWidth(300)  # as in the window: no window itself
    bar.show_page("Chỉ tiêu", [words, field])
    title, day = bar._title, bar._day_label
    left = []
    for width in (1286, 790, 740, 660, 1286):
        bar.resize(width, bar.height())
        left.append([not each.isHidden() for each in (words, title, day)])
        assert field.width() >= 150
        assert bar.day.width() == bar.day.minimumWidth()
    assert left[0] == left[-1] == [True, True, True]
    assert left[1:4] == sorted(left[1:4], key=sum, reverse=True)
    assert not all(left[3])
    assert not left[3][2]
