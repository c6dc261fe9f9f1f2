"""A field of one day tells of finished input only."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.views import theme
from app.views.theme import LIGHT_THEME
from app.views.widgets.date_field import DateField

# Offscreen windows cannot tell a desktop their smallest size, nor grab its keyboard.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DAY = dt.date(2026, 11, 21)


@pytest.fixture
def field(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    made = DateField(DAY, "Ngày báo cáo")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def told(field):
    days: list[dt.date] = []
    field.day_changed.connect(days.append)
    return days


def test_it_shows_a_day_as_tables_do(field):
    assert field.text() == "21/11/2026"
    assert field.day == DAY
    assert field.accessibleName() == "Ngày báo cáo"


def test_typing_is_told_of_once_it_is_finished(field, told, qtbot):
    field.selectAll()
    field.setSelectedSection(field.Section.DaySection)
    qtbot.keyClicks(field, "05")
    assert told == []
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [dt.date(2026, 11, 5)]
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == [dt.date(2026, 11, 5)]


def test_a_day_of_the_calendar_is_told_of(field, told):
    field.open_calendar()
    field.calendarWidget().clicked.emit(QDate(2026, 10, 31))
    assert told == [dt.date(2026, 10, 31)]
    assert field.day == dt.date(2026, 10, 31)


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_the_keyboard_opens_the_calendar(field, qtbot, key, modifier):
    assert not field.calendarWidget().isVisible()
    qtbot.keyClick(field, key, modifier)
    assert field.calendarWidget().isVisible()
    field.calendarWidget().window().close()


def test_a_day_that_is_shown_is_not_told_of(field, told):
    field.show_day(dt.date(2026, 1, 2))
    field.editingFinished.emit()
    assert told == []
    assert field.day == dt.date(2026, 1, 2)


def test_later_days_are_refused(field):
    field.set_latest(dt.date(2026, 10, 31))
    assert field.day == dt.date(2026, 10, 31)


def test_the_wheel_passes_by_unless_the_field_has_the_focus(field):
    field.clearFocus()
    wheel = QWheelEvent(
        QPointF(5, 5),
        field.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, wheel)
    assert field.day == DAY
