"""What the page Nhiệm vụ offers for a task beside completing it, and what it writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.acts import Extension, Progress, Reopening, Stop
from app.domain.records import ChangeSet, Role
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.views import theme
from app.views.actions import Actions
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.theme import LIGHT_THEME
from tests.factories import AS_OF
from tests.task_fakes import FakeSession

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", r"raise\(\)", "grabbing the keyboard", "grabbing the mouse"
)

OPEN_TASK, DONE_TASK, STOPPED_TASK = 5, 1, 9


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    return FakeSession()


@pytest.fixture
def prompts():
    return ScriptedPrompts()


@pytest.fixture
def page(session, qtbot, prompts):
    made = TasksPage(session.as_session(), Actions(), prompts)
    qtbot.addWidget(made)
    made.resize(1286, 616)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("task", "on"),
    [
        (OPEN_TASK, {"update", "extend", "stop"}),
        (DONE_TASK, {"reopen"}),
        (STOPPED_TASK, {"reopen"}),
    ],
)
def test_the_actions_are_on_where_they_can_be_done(page, task, on):
    page.list.table.select_task(task)
    acts = page._actions
    names = ("update", "extend", "stop", "reopen")
    offered = {name for name in names if getattr(acts, name).isEnabled()}
    assert offered == on


def test_nothing_is_offered_without_a_task_on_a_past_day_or_on_another_page(page, session):
    update = page._actions.update
    assert not update.isEnabled()
    page.list.table.select_task(OPEN_TASK)
    assert update.isEnabled()
    page.hide()
    assert not update.isEnabled()
    page.show()
    assert update.isEnabled()
    session.show(replace(session.index, as_of=dt.date(2026, 11, 1)))
    assert not update.isEnabled()
    page.acts.update()  # by whatever way it was asked
    assert page.acts.dialog is None


def test_an_update_is_asked_for_and_written(page, session):
    page.list.table.select_task(OPEN_TASK)
    page._actions.update.trigger()
    dialog = page.acts.dialog
    dialog.result_field.setPlainText("Đã họp")
    dialog.accept_button.click()
    assert session.asked("update_progress") == [
        (OPEN_TASK, Progress(AS_OF, result="Đã họp"), AS_OF)
    ]
    assert page.acts.dialog is None
    assert page.focusWidget() is page.list.table


def test_another_limit_is_asked_for_and_written(page, session):
    page.list.table.select_task(OPEN_TASK)
    page._actions.extend.trigger()
    dialog = page.acts.dialog
    dialog.limit.date.setText("15/12/2026")
    dialog.authority.setText("Công văn 1")
    dialog.accept_button.click()
    limit = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 15))
    assert session.asked("extend_limit") == [
        (OPEN_TASK, Extension(limit, "Công văn 1", AS_OF), AS_OF)
    ]


def test_a_stop_is_asked_for_and_written(page, session):
    page.list.table.select_task(OPEN_TASK)
    page._actions.stop.trigger()
    page.acts.dialog.authority.setText("Công văn 1")
    page.acts.dialog.accept_button.click()
    assert session.asked("stop_task") == [(OPEN_TASK, Stop("Công văn 1", AS_OF), AS_OF)]


def test_what_has_ended_is_opened_again(page, session):
    page.list.table.select_task(DONE_TASK)
    page._actions.reopen.trigger()
    page.acts.dialog.reason.setPlainText("Giao tiếp")
    page.acts.dialog.accept_button.click()
    assert session.asked("reopen_task") == [(DONE_TASK, Reopening(AS_OF, "Giao tiếp"), AS_OF)]


def test_a_dialog_called_off_writes_nothing(page, session):
    page.list.table.select_task(OPEN_TASK)
    page._actions.update.trigger()
    page.acts.dialog.reject()
    assert not session.asked("update_progress")


def test_one_dialog_is_open_at_a_time(page):
    page.list.table.select_task(OPEN_TASK)
    page._actions.complete.trigger()
    page._actions.update.trigger()
    assert page.acts.dialog is None
    page.detail.dialog.reject()


def test_the_button_in_the_detail_does_the_same_as_the_action(page):
    page.list.table.select_task(OPEN_TASK)
    page.detail.current()
    button = page.detail.panel.update_button
    assert button.isEnabled()
    button.click()
    assert page.acts.dialog is not None
    page.acts.dialog.reject()
    page.list.table.select_task(DONE_TASK)
    assert not button.isEnabled()


def test_a_row_has_a_menu_of_what_can_be_done(page, qtbot):
    table = page.list.table
    table.select_task(OPEN_TASK)
    row = table.task_model.row_of(OPEN_TASK)
    at = QPoint(60, table.rowViewportPosition(row) + 5)
    table.customContextMenuRequested.emit(at)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words[:2] == ["Đánh dấu hoàn thành", "Cập nhật tiến độ…"]
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_a_head_row_has_no_menu(page):
    table = page.list.table
    assert table.task_model.is_head(0)
    table.customContextMenuRequested.emit(QPoint(60, table.rowViewportPosition(0) + 5))
    assert QApplication.activePopupWidget() is None


def test_an_edit_is_asked_for_and_written(page, session):
    page.list.table.select_task(OPEN_TASK)
    page._actions.edit.trigger()
    page.acts.dialog.product.setText("Báo cáo")
    page.acts.dialog.accept_button.click()
    ((before, draft),) = session.asked("edit_task")
    assert (before.task_id, draft.product) == (OPEN_TASK, "Báo cáo")


def test_a_new_task_is_asked_for_written_and_shown(page, session, qtbot):
    assert page._actions.new_task.isEnabled()  # without a task selected
    page._actions.new_task.trigger()
    dialog = page.acts.dialog
    dialog.title_field.setPlainText("Việc")
    dialog.roles[Role.LEAD].setText("Sở Tài chính")
    dialog.limit.date.setText("15/12/2026")
    dialog.accept_button.click()
    assert len(session.asked("new_task")) == 1
    page.acts._note_made(ChangeSet(1, "thêm nhiệm vụ", frozenset({7})))
    session.index_changed.emit()
    qtbot.waitUntil(lambda: page.list.table.selected_task == 7)
    session.show(replace(session.index, as_of=dt.date(2026, 11, 1)))
    assert not page._actions.new_task.isEnabled()


def test_a_button_enters_a_task_where_the_counters_keep_their_words(page):
    page.detail.close()
    button = page.list.new_button
    assert button.isVisible()
    assert button.accessibleName() == "Nhiệm vụ mới"
    button.click()
    assert page.acts.dialog is not None
    page.acts.dialog.reject()
    page.detail.open()
    room = page.list.width() - 24 - page.list.tools_button.sizeHint().width() - 8
    words = page.list.counters.wording_for(room)
    beside = room - button.sizeHint().width() - 8
    assert button.isVisible() is (words == page.list.counters.wording_for(beside))
