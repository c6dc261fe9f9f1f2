"""Filters, columns and saved views of the task list, as a person uses them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.domain.traffic_light import Light
from app.settings import MachineSettings
from app.views import theme
from app.views.actions import Actions
from app.views.list_request import ListRequest
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.tables.row_groups import Sort, SortKey
from app.views.tables.task_columns import TaskColumn
from app.views.task_filters import FilterKey, TaskFilters
from app.views.theme import LIGHT_THEME
from app.views.widgets.filter_popup import FilterPopup
from tests.factories import FINANCE, SCIENCE
from tests.task_fakes import FakeSession, make_task_index

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    made = FakeSession()
    made.titles = {1: "Giải ngân vốn", 5: "Đôn đốc giải ngân", 6: "Nghiên cứu khoa học"}
    made.column_words = {"title": made.titles}
    return made


@pytest.fixture
def open_page(session, qtbot):
    def make():
        page = TasksPage(
            session.as_session(), Actions(), ScriptedPrompts(), settings=MachineSettings()
        )
        qtbot.addWidget(page)
        page.resize(1286, 616)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return make


@pytest.fixture
def page(open_page):
    return open_page()


def _ids(page):
    model = page.model
    return sorted(task for row in range(model.rowCount()) if (task := model.task_at(row)))


def _ask(page, key) -> FilterPopup:
    page.tools.ask(key)
    popup = page.tools.popup
    assert isinstance(popup, FilterPopup)
    return popup


def _tick_only(popup, *values):
    popup.none_button.click()
    for item in popup._items():
        if item.data(Qt.ItemDataRole.UserRole) in values:
            item.setCheckState(Qt.CheckState.Checked)
    popup.confirm()


def _chips(page):
    return [chip._words for chip in page.list.chips.chips.values()]


def test_a_column_is_filtered_by_its_values_and_every_count_follows(page):
    popup = _ask(page, FilterKey.LEAD)
    assert [item.text() for item in popup._items()] == [
        "Các sở, ban, ngành (1)", "Sở Tài chính (5)", "Sở Khoa học và CN (2)",
        "Chưa có cơ quan chủ trì (1)",
    ]  # fmt: skip
    _tick_only(popup, SCIENCE)
    assert _ids(page) == [6, 7]
    assert _chips(page) == ["Chủ trì: Sở Khoa học và CN"]
    assert page.groups.forest.nodes[0].tally.total == 2
    assert page.status_texts()[0] == "Hiển thị 2 / 9 nhiệm vụ"
    QTest.mouseClick(page.list.chips.chips[FilterKey.LEAD], Qt.MouseButton.LeftButton)
    assert len(_ids(page)) == 9
    assert page.list.chips.isHidden()


def test_filters_join_with_words_search_and_group(page):
    _tick_only(_ask(page, FilterKey.STATE), Light.OVERDUE, Light.DONE_IN_TIME)
    assert _ids(page) == [1, 5, 6]
    popup = _ask(page, FilterKey.TITLE)
    QTest.keyClicks(popup.field, "giai ngan")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert _ids(page) == [1, 5]
    page.set_search("don doc")
    assert _ids(page) == [5]
    page.set_search("")
    assert _ids(page) == [1, 5]
    page.groups.node_selected.emit((SCIENCE,))
    assert _ids(page) == []
    assert page.list.empty.words.text() == "Không có nhiệm vụ nào qua được các bộ lọc."
    page.list.chips.clear_button.click()
    assert _ids(page) == [6, 7]


def test_only_what_other_filters_leave_is_offered(page):
    _tick_only(_ask(page, FilterKey.LEAD), SCIENCE)
    popup = _ask(page, FilterKey.STATE)
    assert [item.text() for item in popup._items()] == ["Trong hạn (1)", "Quá hạn (1)"]
    popup.close()
    popup = _ask(page, FilterKey.LEAD)
    assert [item.checkState() is Qt.CheckState.Checked for item in popup._items()] == [
        False, False, True, False
    ]  # fmt: skip
    popup.clear_button.click()
    assert len(_ids(page)) == 9


def test_typing_in_a_popup_finds_values_without_accents_and_escape_changes_nothing(page):
    popup = _ask(page, FilterKey.LEAD)
    QTest.keyClicks(popup.field, "khoa hoc")
    assert [item.isHidden() for item in popup._items()] == [True, True, False, True]
    assert popup.ticked() == [SCIENCE]
    QTest.keyClick(popup.field, Qt.Key.Key_Escape)
    assert len(_ids(page)) == 9
    popup = _ask(page, FilterKey.LEAD)
    QTest.keyClicks(popup.field, "khoa hoc")
    QTest.keyClick(popup.field, Qt.Key.Key_Return)
    assert _ids(page) == [6, 7]


def test_the_funnel_of_a_head_opens_the_popup_and_does_not_sort(page):
    head = page.list.table.head
    place = head.funnel(TaskColumn.LIMIT).center()
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.tools.popup is not None
    assert page.tools.popup.accessibleName() == "Lọc cột Thời hạn"
    page.tools.popup.close()
    assert page.model.sort_by == Sort()
    title = QPoint(head.sectionViewportPosition(TaskColumn.LIMIT) + 10, place.y())
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=title)
    assert page.model.sort_by == Sort(SortKey.LIMIT)


def test_another_pages_request_drops_filters(page):
    page.tools.apply(TaskFilters().with_values(FilterKey.LEAD, [SCIENCE]))
    page.apply_request(ListRequest("agency", FINANCE))
    assert _ids(page) == [1, 2, 3, 4, 5, 6]  # 6 is co-led
    assert _chips(page) == []


def test_the_year_leaves_out_what_ended_before(page, session):
    ended = [
        ref._replace(ended_on=dt.date(2026, 5, 5)) if ref.id == 1 else ref
        for ref in session.index.tasks
    ]
    session.today = dt.date(2027, 1, 5)
    session.show(replace(make_task_index(ended), as_of=dt.date(2027, 1, 5)))
    page.tools._choose_year(2027)
    assert _chips(page) == ["Việc của năm 2027"]
    assert 1 not in _ids(page)
    page.tools._choose_year(0)
    assert 1 in _ids(page)


def test_a_view_is_saved_shown_in_one_press_and_kept_on_the_machine(page, open_page):
    page.groups.node_selected.emit((SCIENCE,))
    page._choose_lights((Light.OVERDUE,))
    page.tools.apply(TaskFilters().with_values(FilterKey.LIMIT, [202609]))
    page.tools.save_view()
    assert page.tools.dialog.field.text() == (
        "Quá hạn của Sở Khoa học và CN, Thời hạn: Tháng 9/2026"
    )
    page.tools.dialog.field.setText("Quá hạn của Sở KH&CN")
    page.tools.dialog.confirm()
    assert [row.name for row in page.groups.views.rows] == ["Quá hạn của Sở KH&CN"]
    page.apply_request(ListRequest("state"))
    assert not page.groups.views.rows[0].isChecked()

    again = open_page()
    row = again.groups.views.rows[0]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert _ids(again) == [6]
    assert row.isChecked()
    assert again.groups.grouping == "agency"
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert again.groups.views.isHidden()
    assert open_page().groups.views.rows == []


def test_a_view_can_look_for_words(page):
    page.set_search("giai ngan")
    page.tools.save_view()
    page.tools.dialog.confirm()
    page.set_search("")
    asked: list[str] = []
    page.search_asked.connect(asked.append)
    page.tools.open_view(page.tools.views[0].name)
    assert asked == ["giai ngan"]
    assert _ids(page) == [1, 5]
    page.set_search("")
    assert len(_ids(page)) == 9


def test_a_view_is_renamed_and_one_of_that_name_gives_way(page):
    for name in ("a", "b"):
        page.tools.save_view()
        page.tools.dialog.field.setText(name)
        page.tools.dialog.confirm()
    page.tools.rename_view("a")
    page.tools.dialog.field.setText("b")
    page.tools.dialog.confirm()
    assert [row.name for row in page.groups.views.rows] == ["b"]


def test_columns_are_chosen_moved_and_widened_and_kept(page, open_page):
    table = page.list.table
    assert table.isColumnHidden(TaskColumn.LEADER)
    page.tools._turn_column(TaskColumn.LEADER)
    page.tools._turn_column(TaskColumn.STATE)
    assert not table.isColumnHidden(TaskColumn.LEADER)
    assert table.isColumnHidden(TaskColumn.STATE)
    table.head.moveSection(table.head.visualIndex(TaskColumn.LIMIT), 1)
    table.setColumnWidth(TaskColumn.LIMIT, 150)
    table.sort_asked.emit(Sort(SortKey.LEADER))

    other = open_page().list.table
    assert not other.isColumnHidden(TaskColumn.LEADER)
    assert other.isColumnHidden(TaskColumn.STATE)
    assert other.head.visualIndex(TaskColumn.LIMIT) == 1
    assert other.columnWidth(TaskColumn.LIMIT) == 150
    assert other.task_model.sort_by == Sort(SortKey.LEADER)


def test_too_many_columns_leave_the_title_its_room(page, qtbot):
    for column in (TaskColumn.LEADER, TaskColumn.SCHEME, TaskColumn.PRODUCT, TaskColumn.RESULT,
                   TaskColumn.LEAD):  # fmt: skip
        page.tools._turn_column(column)
    table = page.list.table
    assert table.columnWidth(TaskColumn.TITLE) == 200
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)


def test_the_menu_reaches_everything_by_keyboard(page):
    menu = page.tools.menu(page)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Lọc theo cột", "Lọc theo năm", "Bỏ tất cả bộ lọc", "Cột hiển thị", "Lưu cách xem này…",
    ]  # fmt: skip
    by_column, _by_year, columns = menu.findChildren(QMenu)
    assert len(by_column.actions()) == len(TaskColumn)
    assert len(columns.actions()) == len(TaskColumn) + 2
    menu.close()
