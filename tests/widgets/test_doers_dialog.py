"""The grid of doers in the real window: marked for many at once, undone, filled from a list."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.domain.traffic_light import Light
from app.services import reading
from app.views.dialogs.doers_dialog import DoersDialog
from app.views.pages.tasks_page import TasksPage
from app.views.widgets.doer_summary import DoerSummary
from tests.registers import DATED, TODAY, task_id

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture
def page(make_window, register_path, qtbot) -> TasksPage:
    window = make_window(register_path)
    page = window.page("tasks")
    assert isinstance(page, TasksPage)
    page.open_task(task_id(window.session.register, DATED))
    qtbot.waitUntil(lambda: page.detail.panel.detail is not None)
    return page


def _dialog(page, qtbot) -> DoersDialog:
    page.acts.doers.open()
    dialog = page.acts.doers.dialog
    assert isinstance(dialog, DoersDialog)
    return dialog


def _done(dialog):
    return [doer.short_name for doer in dialog._doers if doer.done]


def test_the_detail_counts_the_doers_and_opens_the_grid(page, qtbot):
    summary = page.detail.panel.findChild(DoerSummary)
    assert summary is not None
    page.acts.doers.offer()
    summary.link.click()
    dialog = page.acts.doers.dialog
    assert dialog is not None
    assert dialog.filter.buttons[0].text().startswith("Tất cả ")
    dialog.reject()
    assert page.acts.doers.dialog is None


def test_many_are_marked_at_once_and_the_grid_stays_open(page, qtbot):
    dialog = _dialog(page, qtbot)
    total = len(dialog._doers)
    dialog.search.setText("so ")
    dialog.all_button.click()
    chosen = len(dialog.table.all_chosen)
    assert 5 < chosen < total
    assert dialog.done_button.text() == f"Ghi đã xong ({chosen})"
    dialog.day.setText("4/3")
    dialog.product.setText("Kế hoạch")
    dialog.done_button.click()
    qtbot.waitUntil(lambda: len(_done(dialog)) == chosen)
    assert dialog.filter.buttons[2].text() == f"Đã xong {chosen}"
    assert "Ctrl+Z" in dialog.told.text()
    dialog.filter.buttons[1].click()
    dialog.search.clear()
    assert dialog.table.records.rowCount() == total - chosen
    qtbot.waitUntil(page._actions.undo.isEnabled)
    dialog.undo_asked.emit()
    qtbot.waitUntil(lambda: not _done(dialog))
    qtbot.waitUntil(page._actions.redo.isEnabled)
    qtbot.keyClick(dialog, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(_done(dialog)) == chosen)
    assert dialog.told.text() == "Đã làm lại."


def test_a_count_that_is_not_the_whole_fills_no_bar(page, qtbot):
    dialog = _dialog(page, qtbot)
    dialog.table.selectAll()
    dialog.day.setText("4/3")
    dialog.done_button.click()
    qtbot.waitUntil(lambda: len(_done(dialog)) == len(dialog._doers))
    total = len(dialog._doers)
    assert f"{total}/{total} cơ quan đã xong" in dialog.progress.text()
    assert "Ctrl+Enter" in dialog.progress.text()
    dialog.show_doers(dialog._doers, ("UBND các xã, phường",))
    assert "chưa có danh sách: UBND các xã, phường" in dialog.progress.text()
    summary = DoerSummary(dialog._doers, ("UBND các xã, phường",), waits=True)
    qtbot.addWidget(summary)
    assert summary.tally.counts[list(Light).index(Light.UNKNOWN)] == 1
    assert summary.tally.total == total + 1


def test_a_day_in_the_future_cannot_be_recorded(page, qtbot):
    dialog = _dialog(page, qtbot)
    dialog.table.choose_row(0)
    dialog.day.setText("31/12/2030")
    assert not dialog.done_button.isEnabled()
    dialog.day.setText("x")
    assert not dialog.done_button.isEnabled()


def test_doers_come_from_a_list_that_is_pasted(page, qtbot):
    dialog = _dialog(page, qtbot)
    before = len(dialog._doers)
    dialog.list_button.click()
    listing = page.acts.doers.list_dialog
    assert listing is not None
    listing.text.setPlainText("1. Xã Bắc Hà\n2. Phường Sa Pa\n3. Xã Si Ma Cai")
    listing.confirm()
    qtbot.waitUntil(lambda: len(dialog._doers) == before + 3)
    register = page._session.register
    index = reading.load_index(register, TODAY)
    assert sum(ref.id == page._session.index.tasks[0].id for ref in index.tasks) == 1


def test_a_task_of_one_agency_has_no_grid(page, qtbot):
    single = next(
        ref.id for ref in page._session.index.tasks
        if ref.lead_id and not ref.other_lead_ids
        and not page._session.index.directory.agencies[ref.lead_id].collective
    )  # fmt: skip
    page.open_task(single)
    qtbot.waitUntil(lambda: page.detail.panel.detail.id == single)
    assert not page._actions.doers.isEnabled()
    assert (
        page.detail.panel.findChild(DoerSummary) is None or page.detail.panel.detail.doers is None
    )
