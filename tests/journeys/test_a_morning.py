"""A morning in the whole window: search, doers, a completion that is confirmed, reports from the
calendar, groups, filters, a view under a name, a sheet; opened again, all is there.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from app.domain.traffic_light import Light
from app.services import doers, reading, undo
from app.views.dialogs.complete_dialog import CompleteDialog
from app.views.dialogs.verdict_dialog import VerdictDialog
from app.views.dialogs.view_name_dialog import ViewNameDialog
from app.views.pages.calendar_page import CalendarPage
from app.views.pages.reports_page import ReportsPage
from app.views.pages.tasks_page import TasksPage
from app.views.task_filters import FilterKey
from tests.registers import TODAY
from tests.windows import bar, be_quiet, in_front

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support", "propagateSizeHints", r"raise\(\)", "grabbing the"
)
CONTROL = Qt.KeyboardModifier.ControlModifier
DUE = dt.date(2026, 3, 6)


@pytest.fixture
def window(make_window, register_path, qtbot):
    made = make_window(register_path)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def tasks(window: MainWindow) -> TasksPage:
    page = in_front(window)
    assert isinstance(page, TasksPage)
    return page


def test_a_morning(window, qtbot, register_path, prompts, tmp_path) -> None:
    task = _search_and_open(window, qtbot)
    _mark_doers(window, qtbot, task)
    _complete_and_confirm(window, qtbot, task)
    _record_reports_from_the_calendar(window, qtbot)
    shown = _group_filter_and_save_a_view(window, qtbot)
    _print_what_is_listed(window, qtbot, prompts, tmp_path)
    window.actions_.close_register.trigger()
    be_quiet(qtbot, window.session)
    window.opener.go(register_path)
    be_quiet(qtbot, window.session)
    _after_reopening(window, qtbot, task, shown)


def _back(window: MainWindow, qtbot: QtBot) -> None:
    """Give the window the focus again, as a desktop does by itself when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = in_front(window)
    if isinstance(page, TasksPage):
        page.focus_list()


def _search_and_open(window: MainWindow, qtbot: QtBot) -> int:
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    qtbot.keyClicks(bar(window).search, "ke hoach hanh dong tung don vi")
    page = tasks(window)
    qtbot.keyClick(bar(window).search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.list.table.selected_task != 0)
    found = page.model.tasks()
    index = window.session.index
    assert index is not None
    late = next(ref.id for ref in index.tasks if ref.id in found and ref.due_on == DUE)
    assert page.list.table.select_task(late)
    qtbot.waitUntil(lambda: page.detail.panel.detail is not None and (
        page.detail.panel.detail.id == late))  # fmt: skip
    return late


def _mark_doers(window: MainWindow, qtbot: QtBot, task: int) -> None:
    page = tasks(window)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_J, CONTROL)
    dialog = page.acts.doers.dialog
    assert dialog is not None
    dialog.all_button.click()
    dialog.day.setText("4/3")
    dialog.done_button.click()
    be_quiet(qtbot, window.session)
    dialog.reject()
    _back(window, qtbot)
    states = window.session.read(doers.load_doers, [task], TODAY)[task]
    assert all(doer.done for doer in states)


def _complete_and_confirm(window: MainWindow, qtbot: QtBot, task: int) -> None:
    page = tasks(window)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return, CONTROL)
    dialog = page.detail.dialog
    assert isinstance(dialog, CompleteDialog)
    dialog.product.setText("Kế hoạch của các đơn vị")
    dialog.date.setText("05/3")
    dialog.accept_button.click()
    be_quiet(qtbot, window.session)
    assert _light(window, task) is Light.DONE_IN_TIME
    page.open_task(task)
    be_quiet(qtbot, window.session)
    page.detail._read_now()
    page.acts.give_verdict()
    verdict = page.acts.dialog
    assert isinstance(verdict, VerdictDialog)
    verdict.accept_button.click()
    be_quiet(qtbot, window.session)
    assert window.session.read(reading.load_detail, task, TODAY).confirmed_on == TODAY
    _back(window, qtbot)


def _record_reports_from_the_calendar(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_4, CONTROL)
    page = in_front(window)
    assert isinstance(page, CalendarPage)
    page.show_day(dt.date(2026, 11, 14))
    date = next(
        date for date in page._reports.dates
        if date.period.key == "2026-11" and len(date.senders) > 5
    ) if page._reports else None  # fmt: skip
    assert date is not None
    page.receipts.open(date)
    dialog = page.receipts.dialog
    assert dialog is not None
    dialog.all_button.click()
    dialog.day.setText("18/11")
    dialog.record_button.click()
    be_quiet(qtbot, window.session)
    assert dialog.date.arrived == len(date.senders)
    dialog.reject()
    _back(window, qtbot)


def _group_filter_and_save_a_view(window: MainWindow, qtbot: QtBot) -> str:
    qtbot.keyClick(window, Qt.Key.Key_2, CONTROL)
    page = tasks(window)
    bar(window).search.clear()
    page.groups.box.setCurrentIndex(page.groups.box.findData("month"))
    page.groups.box.activated.emit(page.groups.box.currentIndex())
    page.tools.ask(FilterKey.STATE)
    popup = page.tools.popup
    assert popup is not None
    popup.none_button.click()
    for item in popup._items():
        if item.data(Qt.ItemDataRole.UserRole) == int(Light.OVERDUE):
            item.setCheckState(Qt.CheckState.Checked)
    popup.confirm()
    shown = page.status_texts()[0]
    page.tools.save_view()
    dialog = page.tools.dialog
    assert isinstance(dialog, ViewNameDialog)
    dialog.field.setText("Quá hạn theo tháng")
    dialog.confirm()
    be_quiet(qtbot, window.session)
    _back(window, qtbot)
    return shown


def _print_what_is_listed(window: MainWindow, qtbot: QtBot, prompts, tmp_path: Path) -> None:
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    page = in_front(window)
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.ready, timeout=20_000)
    target = tmp_path / "bieu.pdf"
    prompts.answers.append(target)
    page.save()
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")
    be_quiet(qtbot, window.session)


def _after_reopening(window: MainWindow, qtbot: QtBot, task: int, shown: str) -> None:
    window.show_page("tasks")
    page = tasks(window)
    row = next(row for row in page.groups.views.rows if row.name == "Quá hạn theo tháng")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert page.status_texts()[0] == shown
    history = window.session.read(reading.load_history, task)
    assert [record.summary.partition(" nhiệm vụ")[0] for record in history] == [
        "Xác nhận hoàn thành", "Hoàn thành", "Ghi 19 cơ quan đã xong"
    ]  # fmt: skip
    register = window.session.register
    assert register is not None
    for _ in range(4):
        undo.undo_last(register)
    assert reading.load_index(register, TODAY).tasks[0].light is not Light.DONE_IN_TIME
    states = doers.load_doers(register, [task], TODAY)[task]
    assert not any(doer.done for doer in states)


def _light(window: MainWindow, task: int) -> Light:
    index = window.session.index
    assert index is not None
    return next(ref.light for ref in index.tasks if ref.id == task)
