"""F2 in the list: product, leader and limit over the row; nothing is lost, nothing by mistake."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services import reading
from app.views.pages.tasks_page import TasksPage
from app.views.widgets.quick_edit import QuickEdit
from tests.registers import DATED, TODAY, changes, task_id
from tests.windows import be_quiet

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture
def page(make_window, register_path, qtbot) -> TasksPage:
    window = make_window(register_path)
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    page.open_task(task_id(window.session.register, DATED))
    be_quiet(qtbot, window.session)
    return page


def _popup(page) -> QuickEdit:
    page._actions.quick_edit.trigger()
    popup = page.acts.quick.popup
    assert isinstance(popup, QuickEdit)
    return popup


def _detail(page):
    register = page._session.register
    return reading.load_detail(register, task_id(register, DATED), TODAY)


def test_product_and_leader_are_written_by_enter(page, qtbot):
    popup = _popup(page)
    popup.product.setText("Kế hoạch của từng sở")
    popup.leader.setCurrentIndex(1)
    QTest.keyClick(popup.product, Qt.Key.Key_Return)
    be_quiet(qtbot, page._session)
    found = _detail(page)
    assert found.expected_product == "Kế hoạch của từng sở"
    assert found.leader is not None
    assert not found.leader_suggested
    assert len(changes(page._session.register)) == 1


def test_a_limit_moves_only_by_a_document(page, qtbot):
    popup = _popup(page)
    popup.limit.setText("15/12")
    popup.confirm()
    assert "văn bản" in popup.error.text()
    popup.authority.setText("Công văn 1832/UBND-TH")
    popup.confirm()
    be_quiet(qtbot, page._session)
    assert _detail(page).time_limit.due_on == dt.date(2026, 12, 15)
    assert _detail(page).extensions == 1


@pytest.mark.parametrize("typed", ["5/13", "x", "31/2"])
def test_what_is_no_date_is_said(page, typed):
    popup = _popup(page)
    popup.limit.setText(typed)
    popup.confirm()
    assert popup.error.text().startswith("Chưa rõ ngày")
    popup.close()


def test_escape_and_enter_without_a_change_write_nothing(page, qtbot):
    popup = _popup(page)
    popup.product.setText("x")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.acts.quick.popup is None)
    _popup(page).confirm()
    be_quiet(qtbot, page._session)
    assert changes(page._session.register) == []
