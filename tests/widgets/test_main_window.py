"""The frame around the pages: the day, undo, search, pages, printing, theme, errors."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from app import paths
from app.domain.errors import InputRefusedError, RegisterDamagedError, RegisterFullError
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.services import names
from app.services.printing import SheetKind
from app.settings import MachineSettings
from app.views import theme
from app.views.list_request import ListRequest
from app.views.pages.directory_page import DirectoryPage
from app.views.pages.overview_page import OverviewPage
from app.views.pages.reports_page import ReportsPage
from app.views.pages.tasks_page import TasksPage
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.rail import Rail
from tests import shipped
from tests.registers import (
    DATED,
    DATED_PLACE,
    TODAY,
    task_id,
)
from tests.windows import bar, be_quiet, complete, in_front, light, set_day, status, texts

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

FEBRUARY = dt.date(2026, 2, 20)
CONTROL = Qt.KeyboardModifier.ControlModifier
EVERYTHING = f"Hiển thị {shipped.count()} / {shipped.count()} nhiệm vụ"
ONLY_READING = "Đang xem số liệu ngày 20/02/2026, chỉ xem, không sửa"


@pytest.fixture
def window(make_window, register_path):
    return make_window(register_path)


# The day


def test_a_past_day_is_tinted_told_and_nothing_can_be_written(window, qtbot):
    complete(qtbot, window)
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    assert window.session.index is not None
    page.open_task(window.session.index.tasks[0].id)
    be_quiet(qtbot, window.session)
    assert window.actions_.complete.isEnabled()
    assert window.actions_.undo.isEnabled()
    set_day(qtbot, window, FEBRUARY)
    assert bar(window).day.property("doubt") is True
    assert ONLY_READING in status(window)
    assert not window.actions_.complete.isEnabled()
    assert not window.actions_.undo.isEnabled()
    early = shipped.count(FEBRUARY)
    assert f"Hiển thị {early} / {early} nhiệm vụ" in status(window)
    set_day(qtbot, window, TODAY)
    assert bar(window).day.property("doubt") is False
    assert ONLY_READING not in status(window)
    assert window.actions_.complete.isEnabled()
    assert window.actions_.undo.isEnabled()


def test_a_day_that_cannot_be_read_is_told_and_the_field_goes_back(
    window, prompts, qtbot, monkeypatch
):
    def full(_register, _day):
        raise RegisterFullError("Ổ đĩa đã đầy.")

    monkeypatch.setattr("app.services.reading.load_index", full)
    set_day(qtbot, window, FEBRUARY)
    assert [call.text for call in prompts.calls] == ["Ổ đĩa đã đầy."]
    assert bar(window).day.day == TODAY
    assert ONLY_READING not in status(window)


# Undo


def test_undo_and_redo_say_what_they_would_do(window, qtbot):
    actions = window.actions_
    assert not actions.undo.isEnabled()
    complete(qtbot, window)
    assert light(window) is Light.DONE_IN_TIME
    assert actions.undo.text() == f"Hoàn tác: hoàn thành nhiệm vụ {DATED_PLACE}"
    assert not actions.redo.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    be_quiet(qtbot, window.session)
    assert light(window) is Light.OVERDUE
    assert (actions.undo.text(), actions.undo.isEnabled()) == ("Hoàn tác", False)
    assert actions.redo.text() == f"Làm lại: hoàn thành nhiệm vụ {DATED_PLACE}"
    qtbot.keyClick(window, Qt.Key.Key_Y, CONTROL)
    be_quiet(qtbot, window.session)
    assert light(window) is Light.DONE_IN_TIME
    assert actions.undo.isEnabled()


def test_undo_is_known_from_the_last_time(make_window, register_path, qtbot):
    first = make_window(register_path)
    complete(qtbot, first)
    first._close_register()
    first.opener.retry()
    be_quiet(qtbot, first.session)
    assert first.actions_.undo.text() == f"Hoàn tác: hoàn thành nhiệm vụ {DATED_PLACE}"


def test_a_change_is_told_in_the_status_bar(window, qtbot):
    complete(qtbot, window)
    told = window.statusBar().currentMessage()
    assert told.startswith(f"Đã ghi: hoàn thành nhiệm vụ {DATED_PLACE}.")


# Search


def type_there(qtbot, text: str) -> None:
    """Type into whatever has the keyboard, letter by letter."""
    for letter in text:
        qtbot.keyClicks(QApplication.focusWidget(), letter)


def test_searching_from_any_page_switches_to_the_tasks_and_keeps_the_keyboard(window, qtbot):
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    type_there(qtbot, "giai ngan dau tu cong")
    be_quiet(qtbot, window.session)
    assert bar(window).search.text() == "giai ngan dau tu cong"
    assert QApplication.focusWidget() is bar(window).search
    page = in_front(window)
    assert isinstance(page, TasksPage)
    assert window.actions_.go_tasks.isChecked()
    found = int(status(window)[1].split()[2])
    assert 0 < found < shipped.count()
    qtbot.keyClick(bar(window).search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.list.table
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert bar(window).search.selectedText() == "giai ngan dau tu cong"
    qtbot.keyClick(bar(window).search, Qt.Key.Key_Escape)
    assert in_front(window) is page
    assert EVERYTHING in status(window)


def test_ending_a_search_on_another_page_stays_there(window, qtbot):
    qtbot.keyClicks(bar(window).search, "giai ngan")
    window.show_page("overview")
    qtbot.keyClick(bar(window).search, Qt.Key.Key_Escape)
    assert isinstance(in_front(window), OverviewPage)
    window.show_page("tasks")
    assert EVERYTHING in status(window)


# Pages


@pytest.mark.parametrize(
    ("key", "kind", "words"),
    [
        (Qt.Key.Key_1, OverviewPage, "Tổng quan"),
        (Qt.Key.Key_2, TasksPage, "Nhiệm vụ"),
        (Qt.Key.Key_6, ReportsPage, "Báo cáo"),
    ],
)
def test_a_page_comes_by_its_number_with_its_title_and_status(window, qtbot, key, kind, words):
    window.show_page("tasks" if kind is OverviewPage else "overview")
    qtbot.keyClick(window, key, CONTROL)
    be_quiet(qtbot, window.session)
    page = in_front(window)
    assert isinstance(page, kind)
    titles = [label.text() for label in bar(window).findChildren(QLabel) if label.isVisible()]
    assert words in titles
    assert ("So với" in titles) is (kind is OverviewPage)
    if isinstance(page, ReportsPage):
        qtbot.waitUntil(lambda: page.ready)
        assert status(window)[1].startswith(f"Biểu gồm {shipped.printed()} nhiệm vụ")
        assert status(window)[2].startswith("Vân tay số liệu: ")
    else:
        assert status(window)[2] == f"Số liệu khớp: {shipped.tally().proof()}"


def choice(page: ReportsPage) -> tuple[SheetKind, SheetScope]:
    return page._choice.kind, page._choice.scope


def test_print_asks_for_the_sheet_of_what_is_shown(window, prompts, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    page = in_front(window)
    assert isinstance(page, ReportsPage)
    assert choice(page)[0] is SheetKind.SUMMARY
    agency = window.session.read(names.find_agency, "Sở Tài chính")
    window._show_list(ListRequest("agency", agency))
    assert isinstance(in_front(window), TasksPage)
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    assert in_front(window) is page
    assert choice(page) == (SheetKind.TRACKING, SheetScope(SheetScopeKind.AGENCY, agency))
    qtbot.waitUntil(lambda: page.ready)
    prompts.answers.append(False)
    qtbot.keyClick(window, Qt.Key.Key_P, CONTROL)
    assert prompts.calls[0].text == "Biểu 1 - Sở Tài chính - 2026-11-21.pdf"


def test_the_overview_opens_lists_and_tasks(window, qtbot):
    page = in_front(window)
    assert isinstance(page, OverviewPage)
    page.filter_requested.emit(ListRequest("all", light=(Light.OVERDUE,)))
    assert f"Hiển thị 3 / {shipped.count()} nhiệm vụ" in status(window)
    task = window.session.read(task_id, DATED)
    page.open_task.emit(task)
    be_quiet(qtbot, window.session)
    tasks = in_front(window)
    assert isinstance(tasks, TasksPage)
    assert tasks.list.table.selected_task == task


# Looks and errors


def test_the_theme_is_switched_and_kept(window, make_window, register_path, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert theme.current() is DARK_THEME
    assert window.actions_.dark_theme.isChecked()
    assert MachineSettings().get("theme") == "dark"
    for name in ("tasks", "reports", "overview"):
        window.show_page(name)
        be_quiet(qtbot, window.session)
        assert not window.grab().isNull()
    window.actions_.dark_theme.trigger()
    assert theme.current() is LIGHT_THEME
    assert MachineSettings().get("theme") == "light"


def test_a_narrow_window_has_a_narrow_rail(window, qtbot):
    rail = window.findChildren(Rail)[0]
    wide = rail.width()
    window.resize(1000, 650)
    assert rail.width() < wide
    styles = {button.toolButtonStyle() for button in rail.findChildren(QToolButton)}
    assert styles == {Qt.ToolButtonStyle.ToolButtonIconOnly}
    window.resize(1366, 728)
    assert rail.width() == wide


@pytest.mark.parametrize("name", ["overview", "tasks", "reports"])
def test_the_smallest_window_holds_every_page(window, qtbot, name):
    window.show_page(name)
    window.resize(900, 560)
    be_quiet(qtbot, window.session)
    assert (window.width(), window.height()) == (900, 560)


def test_an_error_of_an_operation_is_told_in_its_words(window, prompts):
    window.session.failed.emit(InputRefusedError("Ngày ở tương lai."))
    assert [(call.title, call.text) for call in prompts.calls] == [
        ("Chưa thực hiện được", "Ngày ở tương lai.")
    ]
    assert isinstance(in_front(window), OverviewPage)


def test_damage_found_while_working_closes_the_register(window, prompts):
    window.session.failed.emit(RegisterDamagedError("Sổ bị hỏng."))
    assert [call.text for call in prompts.calls] == ["Sổ bị hỏng."]
    assert texts(window)[:2] == ["Không mở được sổ", "Sổ bị hỏng."]


def test_an_error_of_the_program_goes_to_the_crash_handler(window, prompts, qtbot):
    with qtbot.captureExceptions() as caught:
        window.session.failed.emit(ZeroDivisionError())
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
    assert prompts.calls == []


def test_about_tells_version_and_place(window, prompts):
    window.actions_.about.trigger()
    assert str(paths.default_register()) in prompts.calls[0].text


def test_the_menu_leads_to_the_settings_of_sheets(window, qtbot):
    window.actions_.sheet_settings.trigger()
    be_quiet(qtbot, window.session)
    page = in_front(window)
    assert isinstance(page, DirectoryPage)
    assert page.settings.isVisible()
    assert page.settings.table.hasFocus()


def test_a_page_gives_the_keyboard_to_a_part_that_shows_it(window, qtbot):
    for name in ("overview", "tasks", "indicators", "calendar", "documents", "reports"):
        window.show_page(name)
        be_quiet(qtbot, window.session)
        holder = QApplication.focusWidget()
        assert holder is not None
        assert in_front(window).isAncestorOf(holder), name
        assert holder.isVisible()
