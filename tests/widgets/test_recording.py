"""What the page Nhiệm vụ records for the selected task: a completion, a report, or nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.acts import Completion, ReportArrival
from app.domain.periods import Recurrence
from app.domain.traffic_light import Light
from app.views import theme
from app.views.actions import Actions
from app.views.dialogs.report_dialog import ReportDialog
from app.views.list_request import ListRequest
from app.views.pages.detail_host import NOTHING_LISTED, READ_ONLY_PAST
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.theme import LIGHT_THEME
from tests.factories import AS_OF
from tests.task_fakes import (
    TASKS,
    FakeSession,
    continuing,
    make_duty,
    make_receipt,
    make_task_index,
)

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

CONTINUING_TASK = 3


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    recurring = [
        task._replace(recurrence=Recurrence.MONTHLY) if task.id == CONTINUING_TASK else task
        for task in TASKS
    ]
    made = FakeSession(make_task_index(recurring))
    made.details[CONTINUING_TASK] = continuing(make_duty())
    return made


@pytest.fixture
def page(session, qtbot):
    made = TasksPage(session.as_session(), Actions(), ScriptedPrompts())
    qtbot.addWidget(made)
    made.resize(1286, 616)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _read_detail(page, qtbot):
    qtbot.waitUntil(lambda: not page.detail._delay.isActive())


# ---- Completing


def test_completing_asks_and_writes_through_the_service(page, session, qtbot):
    session.details[5] = {"expected_product": "Báo cáo"}
    page.list.table.select_task(5)
    page._actions.complete.trigger()  # before the detail was read: it is read now
    dialog = page.detail.dialog
    assert dialog is not None
    QTest.keyClick(dialog.product, Qt.Key.Key_Return)
    assert session.asked("complete_task") == [(5, Completion("Báo cáo", "", AS_OF), AS_OF)]
    assert page.detail.dialog is None
    assert page.focusWidget() is page.list.table


def test_a_dialog_called_off_writes_nothing(page, session):
    page.list.table.select_task(5)
    page.detail.complete()
    page.detail.dialog.reject()
    assert not session.asked("complete_task")


@pytest.mark.parametrize(("task", "can"), [(1, False), (3, True), (5, True), (9, False)])
def test_the_action_is_on_where_it_can_be_done(page, task, can):
    page.list.table.select_task(task)
    assert page._actions.complete.isEnabled() is can


def test_a_past_day_can_be_read_but_not_written(page, session, qtbot):
    page.list.table.select_task(5)
    session.show(replace(session.index, as_of=dt.date(2026, 11, 1)))
    assert not page._actions.complete.isEnabled()
    assert page.detail.panel.complete_button.toolTip() == READ_ONLY_PAST
    page.detail.complete()
    assert page.detail.dialog is None


def test_on_another_page_the_action_is_off(page):
    page.list.table.select_task(5)
    page.hide()
    assert not page._actions.complete.isEnabled()
    page.show()
    assert page._actions.complete.isEnabled()


# ---- Reports of a continuing task


def test_for_a_continuing_task_the_action_records_a_report(page, session):
    page.list.table.select_task(5)
    assert page._actions.complete.text() == "Đánh dấu hoàn thành"
    page.list.table.select_task(CONTINUING_TASK)
    assert page._actions.complete.text() == "Ghi nhận báo cáo"
    page._actions.complete.trigger()
    dialog = page.detail.dialog
    assert isinstance(dialog, ReportDialog)
    QTest.keyClick(dialog.date, Qt.Key.Key_Return)
    arrival = ReportArrival(1, "2026-11", AS_OF)
    assert session.asked("record_report") == [(CONTINUING_TASK, arrival, AS_OF)]
    assert not session.asked("complete_task")
    assert page.detail.dialog is None
    assert page.focusWidget() is page.list.table


def test_a_report_called_off_writes_nothing(page, session):
    page.list.table.select_task(CONTINUING_TASK)
    page.detail.complete()
    page.detail.dialog.reject()
    assert not session.asked("record_report")


@pytest.mark.parametrize(
    ("duties", "words"),
    [
        ((), "không đặt chế độ báo cáo"),
        ((make_duty(recurrence=None, text="theo quy định"),), "chỉ ghi báo cáo “theo quy định”"),
        (
            (
                make_duty(
                    recurrence=Recurrence.ONCE,
                    due_on=dt.date(2026, 5, 25),
                    receipts=(make_receipt("2026-05-25", dt.date(2026, 5, 20)),),
                ),
            ),
            "mọi kỳ đến nay đã được ghi nhận",
        ),
    ],
)
def test_no_dialog_opens_that_could_only_refuse(page, session, qtbot, duties, words):
    session.details[CONTINUING_TASK] = continuing(*duties)
    page.list.table.select_task(CONTINUING_TASK)
    page._actions.complete.trigger()  # before the detail was read: it is read now
    assert page.detail.dialog is None
    button = page.detail.panel.complete_button
    assert button.text() == "Ghi nhận báo cáo"
    assert not button.isEnabled()
    assert words in button.toolTip()
    assert button.accessibleDescription() == button.toolTip()
    assert not page._actions.complete.isEnabled()
    page.list.table.select_task(5)
    assert page._actions.complete.isEnabled()
    page.list.table.select_task(CONTINUING_TASK)
    _read_detail(page, qtbot)
    assert not page._actions.complete.isEnabled()


def test_on_a_past_day_no_report_is_recorded(page, session, qtbot):
    page.list.table.select_task(CONTINUING_TASK)
    _read_detail(page, qtbot)
    session.show(replace(session.index, as_of=dt.date(2026, 11, 1)))
    assert page.detail.panel.complete_button.toolTip() == READ_ONLY_PAST
    page.detail.complete()
    assert page.detail.dialog is None


# ---- Nothing for a task that is not in the list


def test_where_nothing_was_found_nothing_is_recorded(page, session, qtbot):
    page.list.table.select_task(5)
    _read_detail(page, qtbot)
    page.set_search("khong co gi")
    assert page.list.empty.isVisible()
    assert not page._actions.complete.isEnabled()
    page.detail.complete()
    assert page.detail.dialog is None
    assert page.detail.panel._nothing.text() == NOTHING_LISTED
    assert page.detail.panel._nothing.isVisible()
    session.show(session.index)  # a reload brings no task back into sight
    assert page.detail.panel._nothing.isVisible()
    page.set_search("")
    assert page.list.table.selected_task == 5
    assert page.detail.panel.detail.id == 5
    assert page._actions.complete.isEnabled()


def test_an_empty_filter_is_no_different(page):
    page.list.table.select_task(5)
    page.apply_request(ListRequest("agency", 0, (Light.DUE_SOON,)))
    assert page.list.empty.isVisible()
    assert not page._actions.complete.isEnabled()


def test_a_task_that_left_the_list_is_not_recorded_by_key(page, session, qtbot):
    page.apply_request(ListRequest("all", light=(Light.UNKNOWN,)))
    page.list.table.select_task(CONTINUING_TASK)
    _read_detail(page, qtbot)
    assert page._actions.complete.isEnabled()
    blue = [
        task._replace(light=Light.IN_TIME) if task.id == CONTINUING_TASK else task
        for task in session.index.tasks
    ]
    session.show(make_task_index(blue))
    assert not page._actions.complete.isEnabled()
