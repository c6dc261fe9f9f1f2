"""Documents of the past: beside the lists, found by a search or by their node, never counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.views import theme
from app.views.actions import Actions
from app.views.list_request import ListRequest
from app.views.pages.report_choice import ReportChoice
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.tables.group_nodes import build_forest
from app.views.theme import LIGHT_THEME
from tests.factories import make_document, make_task_ref
from tests.task_fakes import TASKS, FakeSession, make_task_index

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

PAST = 3
OPEN_THEN, DONE_THEN = 31, 32
CLOSED = (
    make_task_ref(OPEN_THEN, Light.STOPPED, document_id=PAST, lead_id=0, closed=True),
    make_task_ref(DONE_THEN, Light.DONE_IN_TIME, document_id=PAST, closed=True),
)


def index_with_past(**fields):
    past = make_document(
        PAST,
        "NQTU-2023",
        short_title="Nghị quyết 2023",
        issued_precision="year",
        issued_on=dt.date(2023, 1, 1),
        closed_on=dt.date(2023, 12, 31),
    )
    index = make_task_index(TASKS, closed=CLOSED, **fields)
    documents = {**index.directory.documents, PAST: past}
    return replace(index, directory=replace(index.directory, documents=documents))


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    made = FakeSession(index_with_past())
    made.titles = {
        OPEN_THEN: "Phát triển du lịch năm 2023",
        4: "Phát triển du lịch",
        5: "Giải ngân",
    }
    return made


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


def open_past(page):
    page.groups.grouping_chosen.emit("document")
    page.groups.node_selected.emit((PAST,))


@pytest.mark.parametrize("grouping", ["agency", "leader", "document", "state"])
def test_lists_and_trees_do_not_count_them(page, grouping):
    page.groups.grouping_chosen.emit(grouping)
    assert sorted(ids(page)) == [task.id for task in TASKS]
    assert page.groups.forest.nodes[0].tally.total == len(TASKS)
    assert page.status_texts()[0] == f"Hiển thị {len(TASKS)} / {len(TASKS)} nhiệm vụ"
    assert not page.list.closed.isVisible()


def test_the_document_stands_after_those_that_are_followed():
    forest = build_forest(index_with_past(), "document")
    node = forest.nodes[-1]
    assert [each.key for each in forest.nodes[1:]] == [(1,), (2,), (PAST,)]
    assert (node.name, node.note) == ("Nghị quyết 2023", "Văn bản đã kết thúc ngày 31/12/2023")
    assert node.closed
    assert node.tally.total == len(CLOSED)
    assert "2 nhiệm vụ, không cộng vào tổng số" in node.spoken
    assert not any(each.closed for each in forest.nodes[:-1])


def test_its_node_lists_its_tasks_in_their_own_words(page):
    open_past(page)
    assert sorted(ids(page)) == [OPEN_THEN, DONE_THEN]
    assert page.status_texts()[0] == "Hiển thị 2 nhiệm vụ của văn bản đã kết thúc"
    assert page.current_scope() == SheetScope(SheetScopeKind.DOCUMENT, PAST)
    row = page.model.row_of(OPEN_THEN)
    spoken = [page.model.index(row, column).data() for column in range(page.model.columnCount())]
    assert "Đã đóng cùng văn bản" in spoken


def test_a_press_on_everything_leads_back(page):
    open_past(page)
    page.groups.node_selected.emit(())
    assert sorted(ids(page)) == [task.id for task in TASKS]


def test_nothing_can_be_recorded_for_it(page, qtbot):
    open_past(page)
    page.list.table.select_task(OPEN_THEN)
    qtbot.waitUntil(lambda: page.detail.panel.detail is not None)
    button = page.detail.panel.complete_button
    assert not button.isEnabled()
    assert "Nghị quyết 2023 đã kết thúc ngày 31/12/2023" in button.toolTip()
    assert not page._actions.complete.isEnabled()


def test_a_search_tells_what_it_found_there(page):
    page.set_search("du lich")
    assert ids(page) == [4]
    bar = page.list.closed
    assert bar.isVisible()
    assert bar.words == ("và 1 kết quả trong văn bản đã kết thúc", "không cộng vào tổng số")
    bar.click()
    assert ids(page) == [OPEN_THEN]
    assert bar.words[0] == "Trở về kết quả tìm kiếm"
    assert page.status_texts()[0] == "Hiển thị 1 nhiệm vụ của văn bản đã kết thúc"
    bar.click()
    assert ids(page) == [4]
    page.set_search("")
    assert not bar.isVisible()
    assert sorted(ids(page)) == [task.id for task in TASKS]


def test_a_search_with_hits_there_alone_says_where_to_press(page):
    page.set_search("nam 2023")
    assert ids(page) == []
    assert page.list.closed.isVisible()
    assert "Bấm dòng ở trên" in page.list.empty.advice.text()


def test_another_word_without_hits_there_brings_the_list_back(page):
    page.set_search("du lich")
    page.list.closed.click()
    page.set_search("giai ngan")
    assert not page.list.closed.isVisible()
    assert ids(page) == [5]


def test_a_group_has_no_such_line(page):
    page.set_search("du lich")
    page.groups.node_selected.emit((1,))
    assert not page.list.closed.isVisible()
    page.groups.node_selected.emit(())
    assert page.list.closed.isVisible()


def test_on_an_earlier_day_they_are_listed_like_all_others(page, session):
    page.set_search("du lich")
    page.list.closed.click()
    then = tuple(ref._replace(closed=False) for ref in CLOSED)
    session.show(replace(index_with_past(), tasks=(*TASKS, *then), closed=()))
    assert sorted(ids(page)) == [4, OPEN_THEN]
    assert not page.list.closed.isVisible()


def test_a_task_of_the_past_is_opened_under_its_document(page):
    page.open_task(OPEN_THEN)
    assert page.groups.grouping == "document"
    assert page.list.table.selected_task == OPEN_THEN
    page.apply_request(ListRequest("all"))
    assert sorted(ids(page)) == [task.id for task in TASKS]


def test_its_sheet_is_offered_last_and_marked(qtbot):
    choice = ReportChoice()
    qtbot.addWidget(choice)
    choice.show_index(index_with_past())
    choice._offer(SheetScopeKind.DOCUMENT)
    offered = [choice._what.itemText(place) for place in range(choice._what.count())]
    assert offered == ["CTr04-2026", "KHNQ02-2026", "Nghị quyết 2023 (đã kết thúc)"]
