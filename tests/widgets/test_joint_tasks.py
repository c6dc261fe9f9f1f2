"""Tasks given to many stand beside the list of an agency that is one of them, never inside it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.records import SheetScope, SheetScopeKind
from app.domain.tally import Tally
from app.views import theme
from app.views.actions import Actions
from app.views.list_request import COLLECTIVE, ListRequest
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.beside_bar import BACK, JointBar
from tests.factories import ALL_AGENCIES, FINANCE, SCIENCE, make_agency, make_task_ref
from tests.task_fakes import TASKS, FakeSession, make_task_index

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

JOINT = 8
"""The one task of the fakes that is given to all agencies."""


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    return FakeSession()


@pytest.fixture
def page(session, qtbot):
    made = TasksPage(session.as_session(), Actions(), ScriptedPrompts())
    qtbot.addWidget(made)
    made.resize(1286, 616)
    with qtbot.waitExposed(made):
        made.show()
    return made


def ids(page):
    model = page.model
    return [task for row in range(model.rowCount()) if (task := model.task_at(row))]


def counts(page):
    return [int(button._count) for button in page.list.counters.buttons]


def choose(page, key):
    tree = page.groups.tree
    tree.setCurrentIndex(tree.node_model.index_of(key))


def test_the_list_of_a_member_says_how_many_there_are_and_counts_none(page):
    choose(page, (FINANCE,))
    bar = page.list.joint
    assert bar.isVisible()
    assert bar.words == ("và 1 nhiệm vụ giao chung", "không cộng vào tổng số")
    assert bar.accessibleName() == "và 1 nhiệm vụ giao chung, không cộng vào tổng số"
    assert JOINT not in ids(page)
    assert counts(page)[0] == 5
    assert page.groups.forest.find((FINANCE,)).tally.total == 5


@pytest.mark.parametrize("key", [(), (SCIENCE,), (COLLECTIVE,), (0,)])
def test_other_lists_have_no_such_line(page, key):
    choose(page, (FINANCE,))
    choose(page, key)
    assert not page.list.joint.isVisible()


def test_a_leader_and_a_document_have_none(page):
    for grouping in ("leader", "document", "state"):
        page.groups.grouping_chosen.emit(grouping)
        choose(page, (FINANCE,))  # the same number, but no agency
        assert not page.list.joint.isVisible()


def test_a_press_shows_them_and_another_leads_back(page):
    choose(page, (FINANCE,))
    own = ids(page)
    page.list.joint.click()
    assert ids(page) == [JOINT]
    assert page.list.joint.words == (BACK, "đang xem 1 nhiệm vụ giao chung, không cộng vào tổng số")
    assert counts(page) == [1, 0, 1, 0, 0, 0]
    assert page.status_texts()[0] == "Hiển thị 1 / 9 nhiệm vụ"
    assert page.groups.tree.selected_key == (FINANCE,)
    scope = page.current_scope()
    assert (scope.kind, scope.tasks) == (SheetScopeKind.LIST, {JOINT})
    assert scope.title == "Danh sách: Sở Tài chính; nhiệm vụ giao chung"
    page.list.joint.click()
    assert page.current_scope() == SheetScope(SheetScopeKind.AGENCY, FINANCE)
    assert ids(page) == own


def test_the_keyboard_reaches_them(page):
    choose(page, (FINANCE,))
    page.list.joint.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.list.joint, Qt.Key.Key_Return)
    assert ids(page) == [JOINT]


def test_a_counter_filters_them_too(page):
    choose(page, (FINANCE,))
    page.list.joint.click()
    page.list.counters.buttons[4].click()
    assert page.list.empty.isVisible()
    assert page.list.joint.isVisible()
    page.list.empty.button.click()
    assert ids(page) == [JOINT]


def test_another_choice_leaves_them(page):
    for leave in (
        lambda: choose(page, (SCIENCE,)),
        lambda: page.groups.grouping_chosen.emit("document"),
        lambda: page.apply_request(ListRequest("agency", FINANCE)),
        lambda: page.open_task(1),
    ):
        page.apply_request(ListRequest("agency", FINANCE))
        page.list.joint.click()
        leave()
        assert ids(page) != [JOINT]
        assert not page.list.joint.isChecked()


def test_a_search_runs_over_everything_and_brings_them_back(page, session):
    session.titles = {JOINT: "Lập kế hoạch", 1: "Kế hoạch vốn"}
    choose(page, (FINANCE,))
    page.list.joint.click()
    page.set_search("ke hoach")
    assert sorted(ids(page)) == [1, JOINT]
    assert not page.list.joint.isVisible()
    choose(page, (FINANCE,))
    assert page.list.joint.words[0] == "và 1 nhiệm vụ giao chung"
    page.set_search("ke hoach von")
    assert not page.list.joint.isVisible()


def test_they_stay_over_a_reload_and_go_with_the_last_of_them(page, session):
    choose(page, (FINANCE,))
    page.list.joint.click()
    session.show(make_task_index([*TASKS, make_task_ref(10, lead_id=ALL_AGENCIES)]))
    assert sorted(ids(page)) == [JOINT, 10]
    session.show(make_task_index(TASKS[:7], as_of=dt.date(2026, 3, 1)))
    assert not page.list.joint.isVisible()
    assert ids(page) == [1, 2, 3, 4, 5, 6]


def test_an_agency_with_joint_tasks_alone_is_in_the_tree_and_told_where_they_are(session, qtbot):
    health = 4
    index = make_task_index()
    agencies = {**index.directory.agencies, health: make_agency(health, "Sở Y tế")}
    directory = replace(index.directory, agencies=agencies, memberships={health: {ALL_AGENCIES}})
    session.index = replace(index, directory=directory)
    page = TasksPage(session.as_session(), Actions(), ScriptedPrompts())
    qtbot.addWidget(page)
    page.show()
    node = page.groups.forest.find((health,))
    assert node is not None
    assert (node.name, node.tally) == ("Sở Y tế", Tally())
    choose(page, (health,))
    assert page.list.empty.words.text() == "Cơ quan này không chủ trì nhiệm vụ nào."
    page.list.joint.click()
    assert ids(page) == [JOINT]


@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME])
def test_the_line_shows_signs_until_its_tasks_are_listed(qapp, qtbot, colours):
    theme.apply(qapp, colours)
    bar = JointBar()
    qtbot.addWidget(bar)
    bar.resize(700, bar.sizeHint().height())
    bar.show_tasks(Tally((0, 0, 0, 0, 0, 9, 0)), listed=False)
    grey = bar.grab().toImage()
    bar.show_tasks(Tally((0, 0, 0, 0, 9, 0, 0)), listed=False)
    red = bar.grab().toImage()
    assert grey != red
    bar.show_tasks(Tally((0, 0, 0, 0, 9, 0, 0)), listed=True)
    assert bar.grab().toImage() != red


def test_a_narrow_line_keeps_what_a_press_does(qapp, qtbot):
    bar = JointBar()
    qtbot.addWidget(bar)
    bar.show_tasks(Tally((3, 3, 3, 3, 3, 3, 3)), listed=False)
    for width in (30, 120, 200, 480):
        bar.resize(width, bar.sizeHint().height())
        assert not bar.grab().isNull()
