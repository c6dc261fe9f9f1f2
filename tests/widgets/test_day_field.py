"""A day that is typed or taken from the calendar: told of once it is finished, never too late."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget

from app.views import theme
from app.views.theme import LIGHT_THEME
from app.views.widgets.calendar import Calendar
from app.views.widgets.day_field import DayField

# Offscreen windows cannot tell a desktop their smallest size, nor grab its keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 11, 21)
OCTOBER = dt.date(2026, 10, 31)


@pytest.fixture
def field(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    made = DayField(DAY, "Ngày báo cáo")
    made.set_latest(DAY)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def told(field):
    days: list[dt.date] = []
    field.day_chosen.connect(days.append)
    return days


@pytest.fixture
def calendar(field, qtbot):
    """Return the calendar of the field, open."""
    field.open_calendar()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    yield popup.findChild(Calendar)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def close(calendar: Calendar) -> None:
    calendar.window().close()


def test_the_calendar_is_vietnamese_and_begins_on_monday(calendar):
    assert calendar.locale().language() == QLocale.Language.Vietnamese
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    close(calendar)


def test_a_day_of_the_calendar_is_told_of_and_closes_it(calendar, field, told):
    calendar.clicked.emit(QDate(2026, 10, 31))
    assert told == [OCTOBER]
    assert field.text() == "31/10/2026"


def test_a_double_click_takes_the_day_once(calendar, field, told):
    days: list[dt.date] = []
    calendar.day_taken.connect(days.append)
    calendar.clicked.emit(QDate(2026, 10, 31))
    calendar.activated.emit(QDate(2026, 10, 31))
    assert (days, told) == ([OCTOBER], [OCTOBER])


def test_days_after_the_latest_are_not_offered(calendar):
    calendar.setSelectedDate(QDate(2026, 11, 22))
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    later = calendar.dateTextFormat(QDate(2026, 11, 22)).foreground().color()
    assert later == LIGHT_THEME.colour("disabled_text")
    close(calendar)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_the_keyboard_opens_the_calendar(field, qtbot, key, modifier):
    assert field.findChild(QCalendarWidget) is None
    qtbot.keyClick(field, key, modifier)
    opened = field.findChild(QCalendarWidget)
    assert opened.isVisible()
    opened.window().close()


def test_a_day_without_its_year_is_in_that_of_the_latest(field, told, qtbot):
    field.set_latest(dt.date(2027, 1, 2))
    field.selectAll()
    qtbot.keyClicks(field, "1/1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [dt.date(2027, 1, 1)]


def test_what_is_being_typed_stays_while_the_same_day_is_shown_again(field, told, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, "14/")
    field.show_day(DAY)
    assert field.text() == "14/"
    field.show_day(OCTOBER)
    assert field.text() == "31/10/2026"
    assert told == []


def test_what_is_no_day_goes_back_while_one_is_in_the_field(field, told, qtbot):
    field.selectAll()
    qtbot.keyClicks(field, "31/2")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "21/11/2026"
    assert told == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [("22/11/2026", "Ngày 22/11/2026 chưa đến"), ("mai", "“mai” không phải ngày")],
)
def test_a_day_that_goes_back_says_why(field, told, qtbot, typed, words):
    field.setText(typed)
    with qtbot.waitSignal(field.refused) as said:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert said.args[0].startswith(words)
    assert field.text() == "21/11/2026"
    assert told == []
