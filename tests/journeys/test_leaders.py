"""A change of leaders in the middle of a year, through the whole window."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.records import SheetScope, SheetScopeKind
from app.services import sheets
from app.views.list_request import ListRequest
from app.views.pages.directory_page import DirectoryPage
from app.views.pages.tasks_page import TasksPage
from tests.office import CHAIRMAN, FINANCE, FREE, agency, leader, leader_on
from tests.registers import TODAY, what_people_see
from tests.windows import bar, be_quiet, in_front, set_day, status

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
JUNE, JULY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)


@pytest.fixture
def window(make_window, register_path, qtbot):
    made = make_window(register_path)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def directory(window) -> DirectoryPage:
    page = in_front(window)
    assert isinstance(page, DirectoryPage)
    assert page.ready
    return page


def go_to_directory(qtbot, window) -> None:
    window.activateWindow()  # a desktop does this by itself when a dialog is closed
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_7, CONTROL)
    be_quiet(qtbot, window.session)


def tasks_of(window, name: str, day: dt.date = TODAY) -> int:
    """Return how many tasks the leader's list on the page Nhiệm vụ shows."""
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    page.apply_request(ListRequest("leader", leader(window.session.register, name, day)))
    shown = next(text for text in status(window) if text.startswith("Hiển thị"))
    return int(shown.split()[2])


def test_leaders_change_and_every_day_keeps_its_own(window, prompts, qtbot):
    register = window.session.register
    before = what_people_see(register)
    led = tasks_of(window, CHAIRMAN)
    assert led

    # All suggestions are confirmed, their evidence in sight.
    go_to_directory(qtbot, window)
    prompts.answers.append(True)
    directory(window).portfolios.bar.action_button.click()
    be_quiet(qtbot, window.session)
    assert "(chỉ tiêu 1, 2, 3, 6, 27)" in prompts.calls[-1].text
    assert status(window)[-1] == "Không còn phân công gợi ý"
    assert (
        window.statusBar().currentMessage().startswith("Đã ghi: xác nhận 13 phân công phụ trách.")
    )
    assert tasks_of(window, CHAIRMAN) == led
    assert window.session.index.directory.suggested_agency_leaders == {}

    # The Chairman's agencies go to somebody else from July on.
    go_to_directory(qtbot, window)
    directory(window).portfolios.hand_over_button.click()
    dialog: Any = directory(window).portfolios.dialog
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.taker.setCurrentText(f"Phó Chủ tịch {FREE}")
    dialog.day.setFocus()
    dialog.day.selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), "1/7")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    be_quiet(qtbot, window.session)
    assert window.actions_.undo.text() == (
        f"Hoàn tác: bàn giao 5 cơ quan từ đồng chí {CHAIRMAN} sang đồng chí {FREE} "
        "từ ngày 01/7/2026"
    )
    assert tasks_of(window, FREE) == led
    scope = SheetScope(SheetScopeKind.AGENCY, agency(register, FINANCE))
    assert FREE in sheets.tracking(register, scope, TODAY).subtitle

    # The day before it is as it was, on screen and on paper.
    set_day(qtbot, window, JUNE)
    assert tasks_of(window, CHAIRMAN) == led
    assert leader_on(register, FINANCE, JUNE) == f"Chủ tịch {CHAIRMAN}"
    assert CHAIRMAN in sheets.tracking(register, scope, JUNE).subtitle
    go_to_directory(qtbot, window)
    assert not directory(window).portfolios.hand_over_button.isEnabled()
    set_day(qtbot, window, TODAY)

    # Two steps back, and everything is as it was found.
    for _step in range(2):
        qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
        be_quiet(qtbot, window.session)
    assert what_people_see(register) == before
    assert status(window)[-1] == "13 phân công gợi ý"
    assert bar(window).day.day == TODAY
