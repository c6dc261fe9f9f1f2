"""The group panel: one node is selected over both trees, what is open stays open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.views import theme
from app.views.list_request import NONE
from app.views.tables.group_nodes import build_forest
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.group_panel import GroupPanel
from tests.factories import CHAIRMAN, DEPUTY, FINANCE, SCIENCE
from tests.task_fakes import make_task_index

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def panel(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    made = GroupPanel()
    qtbot.addWidget(made)
    made.resize(272, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _show(panel, grouping, found=None):
    index = make_task_index()
    panel.show_forest(grouping, build_forest(index, grouping, found), index)


def _keys(tree):
    keys, index = [], tree.node_model.index(0, 0)
    while index.isValid():
        keys.append(tree.node_model.node(index).key)
        index = tree.indexBelow(index)
    return keys


def test_the_box_says_the_grouping_and_tells_of_choices(panel, qtbot):
    _show(panel, "leader")
    assert panel.grouping == "leader"
    assert panel.box.currentText() == "Lãnh đạo phụ trách"
    with qtbot.waitSignal(panel.grouping_chosen) as told:
        panel.box.setFocus()
        QTest.keyClick(panel.box, Qt.Key.Key_Down)
    assert told.args == ["document"]


def test_arrows_select_nodes(panel):
    _show(panel, "agency")
    panel.show_selected(())
    told: list[object] = []
    panel.node_selected.connect(told.append)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)
    assert told == [(-1,), (FINANCE,)]


def test_showing_a_selection_tells_nobody(panel):
    _show(panel, "agency")
    told: list[object] = []
    panel.node_selected.connect(told.append)
    panel.show_selected((SCIENCE,))
    _show(panel, "agency")
    assert told == []
    assert panel.tree.selected_key == (SCIENCE,)
    assert panel.tree.node_model.node(panel.tree.currentIndex()).key == (SCIENCE,)


def test_left_and_right_close_and_open_a_leader(panel):
    _show(panel, "leader")
    panel.show_selected((CHAIRMAN,))
    assert (CHAIRMAN, FINANCE) in _keys(panel.tree)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Left)
    assert (CHAIRMAN, FINANCE) not in _keys(panel.tree)
    QTest.keyClick(panel.tree, Qt.Key.Key_Right)
    assert (CHAIRMAN, FINANCE) in _keys(panel.tree)


def test_what_is_open_stays_open_over_a_recount_but_not_over_another_grouping(panel):
    _show(panel, "leader")
    panel.tree.open_node((DEPUTY,))
    _show(panel, "leader")
    assert (DEPUTY, SCIENCE) in _keys(panel.tree)
    _show(panel, "document")
    assert _keys(panel.tree) == [(), (1,), (2,)]


def test_the_pinned_line_and_the_tree_share_one_selection(panel):
    _show(panel, "leader")
    told: list[object] = []
    panel.node_selected.connect(told.append)
    panel.show_selected((DEPUTY,))
    panel.tree.open_node((DEPUTY,), opened=False)
    panel.tree.setFocus()
    QTest.keyClick(panel.tree, Qt.Key.Key_Down)  # over the last line, into the pinned one
    assert told == [(NONE,)]
    assert panel.tree.selected_key is None
    assert panel.pinned.selected_key == (NONE,)
    QTest.keyClick(panel.pinned, Qt.Key.Key_Up)
    assert told[-1] == (DEPUTY,)
    assert panel.pinned.selected_key is None


def test_the_pinned_line_grows_with_its_agencies(panel):
    _show(panel, "leader")
    closed = panel.pinned.height()
    panel.pinned.open_node((NONE,))
    assert panel.pinned.height() == closed + 2 * theme.row_height()


def test_only_leaders_have_a_pinned_line(panel):
    _show(panel, "agency")
    assert not panel.pinned.isVisible()
    _show(panel, "leader")
    assert panel.pinned.isVisible()


def test_enter_asks_for_the_list(panel, qtbot):
    _show(panel, "agency")
    panel.tree.setFocus()
    with qtbot.waitSignal(panel.entered):
        QTest.keyClick(panel.tree, Qt.Key.Key_Return)


def test_nodes_say_their_counts_to_a_screen_reader(panel):
    _show(panel, "agency")
    index = panel.tree.node_model.index_of((FINANCE,))
    spoken = panel.tree.node_model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == ("Sở Tài chính, 5 nhiệm vụ, 1 quá hạn, cùng chủ trì 1 (không cộng vào tổng)")


@pytest.mark.parametrize("grouping", ["agency", "leader", "document", "state"])
@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_every_grouping_is_painted(panel, qapp, grouping, colours):
    theme.apply(qapp, colours)
    _show(panel, grouping)
    panel.tree.expandAll()
    panel.show_selected(())
    panel.tree.setFocus()
    assert not panel.grab().isNull()


def test_rows_have_the_heights_of_the_style_table(panel):
    _show(panel, "leader")
    tree, model = panel.tree, panel.tree.node_model
    panel.show_selected((CHAIRMAN,))
    heights = [
        tree.visualRect(model.index_of(key)).height()
        for key in ((), (CHAIRMAN,), (CHAIRMAN, FINANCE))
    ]
    assert heights[0] >= 40
    assert heights[1] >= 56
    assert heights[2] == theme.row_height()
