"""Lịch in the real window: months, the year by agency, report dates, receipts from there."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest

from app.domain.traffic_light import Light
from app.views.calendar_days import (
    DayEntry,
    day_title,
    days_left,
    days_of_month,
    due_on_days,
    lanes,
    month_share,
    next_month,
)
from app.views.list_request import COLLECTIVE
from app.views.pages.calendar_page import CalendarPage
from app.views.pages.tasks_page import TasksPage
from app.views.widgets.day_panel import DayTask, ReportRow
from tests.factories import ALL_AGENCIES, FINANCE, SCIENCE, make_task_ref
from tests.task_fakes import make_task_index
from tests.windows import be_quiet, in_front

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
DUE = dt.date(2026, 3, 6)


def test_a_month_is_six_weeks_from_a_monday():
    days = days_of_month(2026, 3)
    assert (days[0], days[-1], len(days)) == (dt.date(2026, 2, 23), dt.date(2026, 4, 5), 42)
    assert next_month(2026, 12, 1) == (2027, 1)
    assert next_month(2026, 1, -13) == (2024, 12)
    assert day_title(dt.date(2026, 11, 25)) == "Thứ Tư, 25/11/2026"
    today = dt.date(2026, 11, 21)
    assert [days_left(today + dt.timedelta(days=n), today) for n in (4, 0, -2)] == [
        "còn 4 ngày", "hôm nay", "qua 2 ngày"
    ]  # fmt: skip


def test_tasks_stand_on_their_day_the_most_pressing_first():
    index = make_task_index([
        make_task_ref(1, Light.DONE_IN_TIME, due_on=DUE),
        make_task_ref(2, Light.OVERDUE, due_on=DUE, lead_id=SCIENCE),
        make_task_ref(3, due_on=dt.date(2026, 5, 1)),
        make_task_ref(4, Light.OVERDUE, due_on=DUE, lead_id=ALL_AGENCIES),
        make_task_ref(5),
    ])  # fmt: skip
    found = due_on_days(index, dt.date(2026, 3, 1), dt.date(2026, 3, 31))
    assert {day: [task.id for task in tasks] for day, tasks in found.items()} == {DUE: [2, 4, 1]}
    of_one = due_on_days(index, DUE, DUE, FINANCE)
    assert [task.id for task in of_one[DUE]] == [1]
    assert [task.id for task in due_on_days(index, DUE, DUE, COLLECTIVE)[DUE]] == [4]


def test_every_dated_task_of_a_year_stands_in_one_lane():
    index = make_task_index([
        make_task_ref(1, due_on=DUE), make_task_ref(2, due_on=DUE, lead_id=ALL_AGENCIES),
        make_task_ref(3, due_on=dt.date(2027, 1, 1)), make_task_ref(4, due_on=DUE, lead_id=0),
    ])  # fmt: skip
    found = lanes(index, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert [(lane.key, [task.id for task in lane.tasks]) for lane in found] == [
        (COLLECTIVE, [2]), (FINANCE, [1]), (0, [4])
    ]  # fmt: skip
    assert 0 < month_share(dt.date(2026, 1, 1), (2026, 1), 12) < 1 / 12
    assert 11 / 12 < month_share(dt.date(2026, 12, 31), (2026, 1), 12) < 1


@pytest.fixture
def window(make_window, register_path):
    return make_window(register_path)


@pytest.fixture
def page(window) -> CalendarPage:
    made = window.page("calendar")
    assert isinstance(made, CalendarPage)
    return made


def test_a_day_shows_its_tasks_and_leads_to_one_and_to_the_list(window, page, qtbot):
    page.show_day(DUE)
    entries = page.grid.month_model.entries(DUE)
    assert [entry.light for entry in entries] == [Light.OVERDUE]
    assert any(e == DayEntry(None, "Chốt tháng 3/2026, quý I/2026")
               for e in page.grid.month_model.entries(dt.date(2026, 3, 14)))  # fmt: skip
    rows = page.panel.findChildren(DayTask)
    assert len(rows) == 1
    page.panel.list_button.click()
    be_quiet(qtbot, window.session)
    tasks = in_front(window)
    assert isinstance(tasks, TasksPage)
    assert tasks.status_texts()[0].startswith("Hiển thị 1 / ")
    assert [chip._words for chip in tasks.list.chips.chips.values()] == ["Đến hạn ngày: 06/03/2026"]
    window.show_page("calendar")
    page.panel.findChildren(DayTask)[0].click()
    be_quiet(qtbot, window.session)
    assert in_front(window) is tasks


def test_arrows_walk_through_days_and_pages_through_months(page, qtbot):
    page.show_day(DUE)
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Right)
    assert page._day == dt.date(2026, 3, 7)
    QTest.keyClick(page.grid, Qt.Key.Key_PageDown)
    assert page._title.text() == "Tháng 4/2026"
    page.today_button.click()
    assert page._title.text() == "Tháng 11/2026"


def test_the_line_of_time_opens_the_list_of_an_agency(window, page, qtbot):
    page.views.buttons[1].click()
    body = page.line.body
    QTest.mouseClick(
        body, Qt.MouseButton.LeftButton, pos=QPoint(20, body._lane_rect(1).center().y())
    )
    be_quiet(qtbot, window.session)
    tasks = in_front(window)
    assert isinstance(tasks, TasksPage)
    lane = body._lanes[1]
    assert tasks.status_texts()[0].startswith(f"Hiển thị {len(lane.tasks)} / ")
    window.show_page("calendar")
    QTest.keyClick(body, Qt.Key.Key_Up)
    QTest.keyClick(body, Qt.Key.Key_Return)
    assert in_front(window) is tasks


def test_reports_are_recorded_from_there_taken_back_and_switched_on(window, page, qtbot):
    page.views.buttons[2].click()
    dates = page.dates.records.records()
    assert [d.period.closing_day.year for d in dates] == [2026] * len(dates)
    date = next(d for d in dates if d.period.key == "2026-10" and len(d.senders) > 5)
    page.dates.choose_key((date.duty.id, date.period.key))
    page._open_chosen_date()
    dialog = page.receipts.dialog
    assert dialog is not None
    dialog.all_button.click()
    dialog.day.setText("18/10")
    dialog.record_button.click()
    be_quiet(qtbot, window.session)
    assert dialog.date.arrived == len(date.senders)
    assert "từ ngày 18/10/2026" in dialog.state.text()
    dialog.table.choose_row(0)
    dialog.back_button.click()
    be_quiet(qtbot, window.session)
    assert dialog.date.arrived == len(date.senders) - 1
    dialog.switch_day.setText("01/10/2026")
    dialog.switch_button.click()
    be_quiet(qtbot, window.session)
    assert dialog.date.duty.active_from == dt.date(2026, 10, 1)
    dialog.reject()
    chosen = page.dates.chosen
    assert chosen is not None
    assert chosen.arrived == len(date.senders) - 1


def test_a_past_day_shows_reports_but_records_none(window, page, qtbot):
    window.session.set_as_of(dt.date(2026, 6, 1))
    be_quiet(qtbot, window.session)
    page.show_day(dt.date(2026, 5, 25))
    row = next(row for row in page.panel.findChildren(ReportRow))
    row.click()
    dialog = page.receipts.dialog
    assert dialog is not None
    dialog.all_button.click()
    assert not dialog.record_button.isEnabled()
    dialog.switch_day.setText("01/02/2026")
    assert not dialog.switch_day.isEnabled()
    assert not dialog.switch_button.isEnabled()
    assert "đã qua" in dialog.switch_button.toolTip()
    dialog.reject()


def test_one_agency_sees_its_own_days_and_reports(page):
    page.agencies.choose(page.agencies.itemData(2))
    page._choose_agency(page.agencies.key)
    for day, reports in (
        (day, [e for e in page.grid.month_model.entries(day) if e.light is None])
        for day in page.grid.month_model.days
    ):
        assert len(reports) <= 1, day


def test_where_there_is_little_room_the_choices_stand_below(page, window, qtbot):
    window.setMinimumSize(0, 0)
    for width, below in ((1300, False), (700, True), (1300, False)):
        page.setMinimumWidth(0)
        page.resize(width, 500)
        QCoreApplication.processEvents()
        top = page.today_button.mapTo(page, page.today_button.rect().bottomLeft()).y()
        assert (page.views.mapTo(page, page.views.rect().topLeft()).y() >= top) is below
        assert all(each.width() >= each.sizeHint().width() for each in page.views.buttons)
