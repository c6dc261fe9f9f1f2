"""The task table as a widget: keyboard, folding, sorting, and rows that stay in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from app.domain.traffic_light import Light
from app.views import theme
from app.views.tables.row_groups import RowGrouping, Sort, SortKey
from app.views.tables.task_columns import TaskColumn
from app.views.tables.task_table import TaskTable
from app.views.tables.task_table_model import TaskTableModel
from app.views.theme import DARK_THEME, LIGHT_THEME
from tests.factories import make_task_ref
from tests.task_fakes import TASKS, FakeSession, make_task_index

ALL = [task.id for task in TASKS]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    return FakeSession()


@pytest.fixture
def table(session, qtbot):
    model = TaskTableModel(session.as_session())
    model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    made = TaskTable(model)
    qtbot.addWidget(made)
    made.resize(800, 240)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def _press(table, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(table, key, modifiers)


def _row(table):
    return table.currentIndex().row()


def _colours(table, row):
    shown = table.grab().toImage()
    top = table.rowViewportPosition(row) + table.viewport().y()
    return {
        QColor(shown.pixel(x, top + y)).name().upper()
        for x in range(0, shown.width(), 1)
        for y in range(2, theme.row_height() - 2, 3)
    }


def test_the_keyboard_begins_at_the_first_task(table, qtbot):
    table.setCurrentIndex(QModelIndex())
    table.selected_task = 0
    table.clearFocus()
    with qtbot.waitSignal(table.task_selected) as told:
        table.setFocus(Qt.FocusReason.TabFocusReason)
    assert told.args == [1]


def test_arrows_tell_of_tasks_and_pass_over_heads(table):
    table.select_task(5)
    told: list[object] = []
    table.task_selected.connect(told.append)
    _press(table, Qt.Key.Key_Down)  # the head of the second document
    assert told == []
    assert table.selected_task == 5
    _press(table, Qt.Key.Key_Down)
    assert told == [6]
    assert not table.is_selected(5)


def test_left_folds_the_group_and_right_unfolds_it(table):
    table.select_task(3)
    _press(table, Qt.Key.Key_Left)
    assert (_row(table), table.task_model.rowCount()) == (0, 6)
    _press(table, Qt.Key.Key_Right)
    assert (_row(table), table.task_model.rowCount()) == (0, 11)
    _press(table, Qt.Key.Key_Right)
    assert _row(table) == 1


def test_home_and_end_go_to_the_first_and_last_row(table):
    _press(table, Qt.Key.Key_End)
    assert table.selected_task == 9
    _press(table, Qt.Key.Key_Home)
    assert _row(table) == 0


def test_space_and_enter_toggle_a_head(table):
    table.fold(0, folded=True)
    _press(table, Qt.Key.Key_Space)
    assert table.task_model.rowCount() == 11
    _press(table, Qt.Key.Key_Return)
    assert table.task_model.rowCount() == 6


def test_a_click_on_a_head_toggles_it(table):
    place = QPoint(200, table.rowViewportPosition(0) + 5)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.task_model.is_folded(0)


def test_enter_and_double_click_activate_a_task(table):
    told: list[object] = []
    table.task_activated.connect(told.append)
    table.select_task(2)
    _press(table, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    table.doubleClicked.emit(table.task_model.index(1, 0))
    assert told == [2, 1]


def test_a_task_in_a_folded_group_is_unfolded_when_it_is_selected(table):
    table.fold(0, folded=True)
    assert table.select_task(4)
    assert table.task_model.task_at(_row(table)) == 4
    assert not table.select_task(99)


def test_the_selection_stays_over_a_reload(table, session):
    table.select_task(6)
    session.index = make_task_index(list(reversed(TASKS)))
    told: list[object] = []
    table.task_selected.connect(told.append)
    with table.keeping_place():
        table.task_model.set_view(ALL, RowGrouping.FLAT, Sort())
    assert table.task_model.task_at(_row(table)) == 6
    assert table.selectionModel().isRowSelected(_row(table))
    assert told == []


def test_the_scroll_position_stays_over_a_reload(session, table):
    session.index = make_task_index([make_task_ref(number) for number in range(1, 201)])
    ids = range(1, 201)
    with table.keeping_place():
        table.task_model.set_view(ids, RowGrouping.FLAT, Sort())
    table.verticalScrollBar().setValue(50 * theme.row_height() + 7)
    with table.keeping_place():
        table.task_model.set_view(list(ids)[10:], RowGrouping.FLAT, Sort())
    assert table.task_model.task_at(table.rowAt(0)) == 51
    assert table.rowViewportPosition(table.rowAt(0)) == -7
    with table.keeping_place(scroll=False):
        table.task_model.set_view(ids, RowGrouping.FLAT, Sort())
    assert table.verticalScrollBar().value() == 0


def test_where_the_row_is_gone_the_keyboard_goes_on_from_its_place(table):
    table.select_task(5)
    told: list[object] = []
    table.task_selected.connect(told.append)
    with table.keeping_place():
        table.task_model.set_view([1, 2, 3, 4, 6, 7], RowGrouping.DOCUMENT, Sort())
    assert _row(table) == 5  # the head of the second document
    assert told == []
    assert not table.selectionModel().selectedRows()
    _press(table, Qt.Key.Key_Down)
    assert told == [6]


def test_a_head_of_a_column_sorts_up_down_and_not_at_all(table):
    asked = []

    def sort(wanted):
        asked.append(wanted)
        table.task_model.set_view(ALL, RowGrouping.DOCUMENT, wanted)

    table.sort_asked.connect(sort)
    for _ in range(3):
        table.horizontalHeader().sectionClicked.emit(TaskColumn.LIMIT)
    assert asked == [Sort(SortKey.LIMIT), Sort(SortKey.LIMIT, descending=True), Sort()]
    table.horizontalHeader().sectionClicked.emit(TaskColumn.RESULT)  # nothing to sort by
    table.horizontalHeader().sectionClicked.emit(TaskColumn.PLACE)
    assert asked[3:] == [Sort(SortKey.PLACE, descending=True)]


def test_columns_that_find_no_room_are_left_out(table):
    table.columns.want(TaskColumn.LEAD, TaskColumn.RESULT)
    assert not table.isColumnHidden(TaskColumn.LEAD)
    assert table.isColumnHidden(TaskColumn.RESULT)
    table.resize(1000, 240)
    assert not table.isColumnHidden(TaskColumn.RESULT)
    table.columns.want()
    assert table.isColumnHidden(TaskColumn.LEAD)


def test_missing_reports_widen_the_column_of_states(table, session):
    usual = table.columnWidth(TaskColumn.STATE)
    session.index = make_task_index([make_task_ref(1, Light.OVERDUE, days=90, by_report=True)])
    with table.keeping_place():
        table.task_model.set_view([1], RowGrouping.FLAT, Sort())
    assert table.columnWidth(TaskColumn.STATE) > usual


def test_typing_letters_reads_nothing(table, session):
    table.grab()
    before = len(session.calls)
    QTest.keyClicks(table, "nhiem vu 9")
    assert len(session.calls) == before


@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_only_what_presses_has_a_tinted_ground(table, qapp, colours):
    theme.apply(qapp, colours)
    table.resize(800, 500)
    tint = colours.lights[Light.OVERDUE].tint.upper()
    assert tint in _colours(table, 5)
    assert tint not in _colours(table, 1)
    assert colours.lights[Light.DONE_IN_TIME].tint.upper() not in _colours(table, 1)


def test_found_words_get_a_soft_ground(table):
    mark = LIGHT_THEME.mark.upper()
    assert mark not in _colours(table, 1)
    table.task_model.set_words("nhiem")
    table.task_model.set_view(ALL, RowGrouping.DOCUMENT, Sort())
    assert mark in _colours(table, 1)


def test_the_row_with_the_focus_is_framed(table):
    table.select_task(2)
    accent = LIGHT_THEME.accent.upper()
    shown: QImage = table.grab().toImage()
    top = table.rowViewportPosition(2) + table.viewport().y()
    assert QColor(shown.pixel(300, top)).name().upper() == accent
    table.clearFocus()
    shown = table.grab().toImage()
    assert QColor(shown.pixel(300, top)).name().upper() != accent
    assert QColor(shown.pixel(1, top + 10)).name().upper() == accent  # still the selected row


def test_every_kind_of_row_is_painted(table, session):
    tasks = [
        make_task_ref(1, Light.DUE_SOON, days=123, by_report=True),
        make_task_ref(2, Light.DONE_LATE, days=2, confidential=True),
        *TASKS[2:],
    ]
    session.index = make_task_index(tasks)
    session.titles[3] = "<b>Đậm</b> " * 40
    table.task_model.mark_suggested = True
    table.columns.want(TaskColumn.LEAD, TaskColumn.RESULT)
    table.task_model.set_view(ALL, RowGrouping.AGENCY, Sort(), beside=[6])
    for width in (300, 700, 1400):
        table.resize(width, 600)
        assert not table.grab().isNull()


def test_a_row_that_is_only_reached_can_be_selected(table):
    """The keyboard stands where a row was that is gone: asking for the one there selects it."""
    table.select_task(2)
    with table.keeping_place():
        table.task_model.set_view([3, 4], RowGrouping.FLAT, Sort())
    here = table.task_model.task_at(table.currentIndex().row())
    assert here != table.selected_task
    assert table.select_task(here)
    assert table.selected_task == here


def test_even_usual_columns_are_scrolled_before_the_title_is_lost(table):
    for width in (430, 800, 430):
        table.resize(width, 240)
        header = table.horizontalHeader()
        shown = [header.sectionSize(place) for place in range(header.count())]
        assert header.length() == sum(shown)
        assert table.columnWidth(TaskColumn.TITLE) >= 90
