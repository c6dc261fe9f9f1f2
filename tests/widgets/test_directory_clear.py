"""Danh mục, tab 6 rõ: a list to fix, from which a task is edited."""

from __future__ import annotations

import pytest

from app.domain.six_clear import Clear
from app.views.pages.directory_page import DirectoryPage
from app.views.pages.tasks_page import TasksPage
from tests.windows import be_quiet, in_front

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture
def window(make_window, register_path):
    return make_window(register_path)


@pytest.fixture
def page(window, qtbot) -> DirectoryPage:
    made = window.page("directory")
    assert isinstance(made, DirectoryPage)
    qtbot.waitUntil(lambda: made.ready)
    made.show_tab(made.clear)
    return made


def test_lists_by_document_and_by_what_is_missing(page):
    tab = page.clear
    everything = len(tab.table.records.records())
    assert everything > 100
    tab.kinds.choose(list(Clear).index(Clear.PRODUCT))
    tab._show_rows()
    some = tab.table.records.records()
    assert 0 < len(some) < everything
    assert all(Clear.PRODUCT in row.unclear.missing for row in some)
    document = tab.documents.itemData(1)
    tab.documents.choose(document)
    tab._show_rows()
    assert {row.unclear.document_id for row in tab.table.records.records()} == {document}
    assert "đã đủ 6 rõ" in tab.summary.text()


def test_a_press_opens_the_task_to_be_edited(window, page, qtbot):
    row = page.clear.table.chosen
    assert row is not None
    page.clear.edit()
    be_quiet(qtbot, window.session)
    tasks = in_front(window)
    assert isinstance(tasks, TasksPage)
    assert tasks.list.table.selected_task == row.task_id
    assert tasks.acts.dialog is not None
    assert tasks.acts.dialog.windowTitle() == "Sửa nhiệm vụ"
    tasks.acts.dialog.reject()


def test_a_past_day_is_only_looked_at(window, page, qtbot):
    import datetime as dt  # noqa: PLC0415 - one case

    window.session.set_as_of(dt.date(2026, 6, 1))
    be_quiet(qtbot, window.session)
    qtbot.waitUntil(lambda: page.ready)
    page.clear.edit()
    assert in_front(window) is page
