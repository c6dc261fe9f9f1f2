"""An open window keeps up with what others write, and with the day; hidden, it does nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QDialog

from app.domain.traffic_light import Light
from app.services import undo
from app.views import freshness
from app.views.freshness import Freshness
from tests.conftest import open_as_office
from tests.registers import DATED, DATED_PLACE, TODAY
from tests.registers import complete as complete_beside
from tests.windows import bar, be_quiet, complete, light, set_day, status

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

EVENING = dt.datetime.combine(TODAY, dt.time(23, 59, 30))
TOMORROW = TODAY + dt.timedelta(days=1)
DONE_ON = dt.date(2026, 3, 5)


class Clock:
    """Shows what a test sets."""

    def __init__(self) -> None:
        self.now = EVENING

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def window(make_window, register_path, qtbot):
    made = make_window(register_path)
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def fresh(window, clock, qtbot):
    made = Freshness(window, window.session, clock)
    be_quiet(qtbot, window.session)
    return made


@pytest.fixture
def beside(register_path):
    """Return the window's register as a command opens it."""
    opened = open_as_office(register_path)
    yield opened
    opened.close()


@pytest.fixture
def looks(window, monkeypatch):
    """Return a list that grows with every look at the register."""
    made: list[bool] = []
    monkeypatch.setattr(window.session, "look_elsewhere", lambda: made.append(True))
    return made


def test_what_a_command_writes_comes_into_the_window(window, clock, beside, qtbot, monkeypatch):
    monkeypatch.setattr(freshness, "_LOOK_EVERY_MS", 20)
    Freshness(window, window.session, clock)
    complete_beside(beside, DATED, on=DONE_ON)
    qtbot.waitUntil(lambda: light(window) is Light.DONE_IN_TIME)
    told = window.statusBar().currentMessage()
    assert told == f"Nơi khác vừa ghi vào sổ: hoàn thành nhiệm vụ {DATED_PLACE}."
    be_quiet(qtbot, window.session)
    assert window.actions_.undo.text() == f"Hoàn tác: hoàn thành nhiệm vụ {DATED_PLACE}"
    undo.undo_last(beside)
    qtbot.waitUntil(lambda: light(window) is Light.OVERDUE)


def test_one_s_own_change_is_told_as_one_s_own(window, fresh, qtbot):
    complete(qtbot, window)
    fresh._looking.timeout.emit()
    be_quiet(qtbot, window.session)
    assert window.statusBar().currentMessage().startswith("Đã ghi: ")


def test_nobody_looks_while_the_window_is_not_worked_in(window, fresh, looks, qtbot):
    assert fresh._looking.isActive()
    window.showMinimized()
    qtbot.waitUntil(lambda: not fresh._looking.isActive())
    window.showNormal()
    window.activateWindow()
    qtbot.waitUntil(fresh._looking.isActive)
    assert looks == [True]  # at once, when one comes back
    window.hide()
    qtbot.waitUntil(lambda: not fresh._looking.isActive())
    assert looks == [True]


def test_a_dialog_of_its_own_stops_the_looks_until_it_is_closed(window, fresh, looks, qtbot):
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(lambda: not fresh._looking.isActive())
    dialog.reject()
    window.activateWindow()  # a desktop does that by itself
    qtbot.waitUntil(fresh._looking.isActive)
    assert looks == [True]
    dialog.deleteLater()


def test_at_midnight_the_window_goes_on_to_the_new_day(window, fresh, clock, qtbot):
    assert fresh._midnight.interval() == 31_000
    clock.now = dt.datetime.combine(TOMORROW, dt.time(0, 0, 1))
    fresh._midnight.timeout.emit()
    be_quiet(qtbot, window.session)
    assert window.session.index.as_of == TOMORROW
    assert bar(window).day.day == TOMORROW
    assert bar(window).day.property("doubt") is False
    assert fresh._midnight.isActive()


def test_a_timer_that_comes_early_waits_again(window, fresh, clock, qtbot):
    clock.now = EVENING + dt.timedelta(seconds=20)
    fresh._midnight.timeout.emit()
    assert window.session.today == TODAY
    assert fresh._midnight.interval() == 11_000
    assert fresh._midnight.isActive()


def test_no_wait_is_so_long_that_a_timer_may_lose_its_way(window, fresh, clock):
    clock.now = dt.datetime.combine(TODAY, dt.time(0, 1))
    fresh._midnight.timeout.emit()
    assert fresh._midnight.interval() == 3_600_000


def test_a_laptop_that_slept_over_midnight_shows_the_new_day_when_it_wakes(
    window, fresh, clock, qtbot
):
    window.showMinimized()
    qtbot.waitUntil(lambda: not fresh._looking.isActive())
    clock.now = dt.datetime.combine(TOMORROW, dt.time(7, 30))
    window.showNormal()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.session.today == TOMORROW)
    be_quiet(qtbot, window.session)
    assert window.session.as_of == TOMORROW


def test_a_past_day_stays_and_today_may_be_chosen_again(window, fresh, clock, qtbot):
    set_day(qtbot, window, dt.date(2026, 2, 20))
    clock.now = dt.datetime.combine(TOMORROW, dt.time(0, 0, 1))
    fresh._midnight.timeout.emit()
    be_quiet(qtbot, window.session)
    assert window.session.as_of == dt.date(2026, 2, 20)
    assert "Đang xem số liệu ngày 20/02/2026, chỉ xem, không sửa" in status(window)
    set_day(qtbot, window, TOMORROW)
    assert window.session.as_of == TOMORROW
    assert not window.session.is_past
