"""The page Nhiệm vụ as a whole: groups, counters, search, one selection, and nothing written."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.errors import InputRefusedError, RegisterLockedError
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.views import theme
from app.views.actions import Actions
from app.views.list_request import COLLECTIVE, NONE, ListRequest
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.tables.row_groups import RowGrouping, Sort, SortKey
from app.views.theme import LIGHT_THEME
from tests.factories import CHAIRMAN, DEPUTY, FINANCE, PLAN, PROGRAMME, SCIENCE
from tests.task_fakes import TASKS, FakeSession, make_task_index

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

RECOUNT = 200


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    made = FakeSession()
    made.titles = {1: "Giải ngân vốn", 5: "Đôn đốc giải ngân", 6: "Nghiên cứu khoa học"}
    return made


@pytest.fixture
def prompts():
    return ScriptedPrompts()


@pytest.fixture
def page(session, prompts, qtbot):
    made = TasksPage(session.as_session(), Actions(), prompts)
    qtbot.addWidget(made)
    made.resize(1286, 616)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _ids(page):
    model = page.model
    return [task for row in range(model.rowCount()) if (task := model.task_at(row))]


def _counts(page):
    return [int(button._count) for button in page.list.counters.buttons]


def _choose(page, key):
    tree = page.groups.tree
    tree.setCurrentIndex(tree.node_model.index_of(key))


def _read_detail(page, qtbot):
    qtbot.waitUntil(lambda: not page.detail._delay.isActive())


# ---- Groups and counters


def test_it_opens_with_everything_by_agency(page):
    assert sorted(_ids(page)) == [task.id for task in TASKS]
    assert page.model.grouping is RowGrouping.AGENCY
    assert _counts(page) == [9, 2, 2, 1, 2, 1]
    assert page.status_texts() == (
        "Hiển thị 9 / 9 nhiệm vụ",
        "Số liệu khớp: 2 + 5 + 1 + 1 = 9",
    )


def test_an_agency_shows_its_documents_and_what_it_only_helps_to_lead(page, qtbot):
    with qtbot.waitSignal(page.status_changed):
        _choose(page, (FINANCE,))
    assert page.model.grouping is RowGrouping.DOCUMENT
    assert _ids(page) == [1, 2, 3, 4, 5, 6]
    assert not page.model.head(page.model.rowCount() - 1).counted
    assert _counts(page)[0] == 5
    assert page.status_texts()[0] == "Hiển thị 5 / 9 nhiệm vụ"


@pytest.mark.parametrize(
    ("grouping", "key", "ids", "rows"),
    [
        ("agency", (COLLECTIVE,), [8], RowGrouping.AGENCY),
        ("agency", (NONE,), [9], RowGrouping.AGENCY),
        ("leader", (DEPUTY,), [6, 7], RowGrouping.AGENCY),
        ("leader", (CHAIRMAN, FINANCE), [5, 4, 3, 2, 1], RowGrouping.DOCUMENT),
        ("document", (PLAN,), [6, 7, 8, 9], RowGrouping.SECTION),
        ("document", (PROGRAMME, 2), [3, 4, 5], RowGrouping.SECTION),
        ("state", (int(Light.OVERDUE),), [5, 6], RowGrouping.AGENCY),
    ],
)
def test_every_grouping_leads_to_its_tasks(page, grouping, key, ids, rows):
    page.groups.grouping_chosen.emit(grouping)
    _choose(page, key)
    assert _ids(page) == ids
    assert page.model.grouping is rows
    assert _counts(page)[0] == len(ids)


def test_the_pinned_line_shows_tasks_without_a_leader(page):
    page.groups.grouping_chosen.emit("leader")
    page.groups.pinned.setCurrentIndex(page.groups.pinned.node_model.index(0, 0))
    assert sorted(_ids(page)) == [8, 9]
    assert page.groups.tree.selected_key is None


def test_a_counter_filters_and_the_counters_stay(page):
    page.list.counters.buttons[4].click()
    assert _ids(page) == [5, 6]
    assert _counts(page) == [9, 2, 2, 1, 2, 1]
    assert page.status_texts() == (
        "Hiển thị 2 / 9 nhiệm vụ",
        "Số liệu khớp: 0 + 2 + 0 + 0 = 2",
    )
    _choose(page, (SCIENCE,))
    assert _ids(page) == [6]  # the filter goes along


def test_an_empty_filter_says_what_to_do(page):
    _choose(page, (COLLECTIVE,))
    page.list.counters.buttons[4].click()
    assert page.list.empty.isVisible()
    page.list.empty.button.click()
    assert _ids(page) == [8]
    assert page.list.table.isVisible()


def test_leaders_see_the_reddest_first_and_others_the_order_of_the_document(page):
    page.groups.grouping_chosen.emit("leader")
    _choose(page, (CHAIRMAN,))
    assert _ids(page) == [5, 4, 3, 2, 1]
    page.groups.grouping_chosen.emit("agency")
    _choose(page, (SCIENCE,))
    assert _ids(page) == [6, 7]


def test_sorting_stays_until_it_is_taken_back(page):
    _choose(page, (FINANCE,))
    page.list.table.sort_asked.emit(Sort(SortKey.URGENCY))
    assert _ids(page)[:5] == [5, 4, 3, 2, 1]
    _choose(page, ())
    assert page.model.sort_by == Sort(SortKey.URGENCY)
    page.list.table.sort_asked.emit(Sort())
    assert page.model.sort_by == Sort()


# ---- Search


def test_search_runs_over_the_whole_register_at_once(page, qtbot):
    _choose(page, (SCIENCE,))
    page.set_search("giai ngan")
    assert _ids(page) == [1, 5]
    assert page.model.words == ["giai", "ngan"]
    assert _counts(page)[0] == 2
    assert page.groups.tree.selected_key == ()
    # The tree follows when the keys rest.
    assert page.groups.forest.nodes[0].tally.total == 9
    qtbot.wait(RECOUNT)
    assert [(node.key, node.tally.total) for node in page.groups.forest.nodes] == [
        ((), 2),
        ((FINANCE,), 2),
    ]


def test_clearing_the_search_brings_the_group_back(page, qtbot):
    _choose(page, (SCIENCE,))
    page.list.counters.buttons[4].click()
    page.set_search("g")
    page.set_search("giai")
    assert _ids(page) == [1, 5]
    page.set_search("")
    assert _ids(page) == [6]
    assert page.groups.tree.selected_key == (SCIENCE,)
    assert page.model.words == []
    assert page.groups.forest.nodes[0].tally.total == 9


def test_a_group_narrows_a_search(page, qtbot):
    page.set_search("nghien")
    qtbot.wait(RECOUNT)
    _choose(page, (SCIENCE,))
    assert _ids(page) == [6]
    _choose(page, (FINANCE,))
    assert _ids(page) == [6]  # as co-led
    assert page.status_texts()[0] == "Hiển thị 0 / 9 nhiệm vụ"


def test_nothing_found_says_so(page):
    page.set_search("xyz")
    assert "Không tìm thấy “xyz”." in page.list.empty.words.text()
    assert not page.list.empty.button.isVisible()
    page.set_search("  ")
    assert len(_ids(page)) == 9


def test_blanks_alone_are_no_other_search(page, session):
    page.set_search("giai")
    page.set_search("giai ")
    assert len(session.asked("search")) == 1


def test_a_search_holds_over_a_reload(page, session):
    page.set_search("giai ngan")
    session.titles[7] = "Giải ngân quý IV"
    session.show(make_task_index())
    assert _ids(page) == [1, 5, 7]


def test_an_unreadable_register_is_told(page, session, qtbot):
    session.fail = RegisterLockedError("Sổ đang bận.")
    with qtbot.waitSignal(session.failed):
        page.set_search("giai")
    assert len(_ids(page)) == 9


# ---- Selection and detail


def test_the_selected_task_is_read_once_it_stays_selected(page, session, qtbot):
    table = page.list.table
    for task in (1, 2, 3, 4, 5):
        table.select_task(task)
    _read_detail(page, qtbot)
    assert [task for task, _day in session.asked("load_detail")] == [5]
    assert page.detail.panel.detail.id == 5


def test_a_reload_keeps_the_row_and_shows_the_new_light(page, session, qtbot):
    page.list.table.select_task(5)
    _read_detail(page, qtbot)
    done = [
        task._replace(light=Light.DONE_LATE, days=21) if task.id == 5 else task for task in TASKS
    ]
    session.show(make_task_index(done))
    assert page.list.table.selected_task == 5
    assert page.model.task_at(page.list.table.currentIndex().row()) == 5
    assert page.detail.panel.detail.assessment.light is Light.DONE_LATE
    assert not page._actions.complete.isEnabled()


def test_a_task_that_did_not_exist_yet_says_so(page, session, qtbot):
    page.list.table.select_task(5)
    _read_detail(page, qtbot)
    session.fail = InputRefusedError("Nhiệm vụ này chưa có trong sổ vào ngày đã chọn.")
    session.show(make_task_index(TASKS[:2], as_of=dt.date(2026, 3, 1)))
    assert page.detail.panel.detail is None
    assert _ids(page) == [1, 2]


def test_a_group_that_is_gone_gives_way_to_everything(page, session):
    _choose(page, (SCIENCE,))
    session.show(make_task_index(TASKS[:2]))
    assert _ids(page) == [1, 2]
    assert page.groups.tree.selected_key == ()


def test_enter_opens_the_detail_and_esc_goes_back(page, qtbot):
    page.list.table.select_task(5)
    page.list.table.setFocus()
    QTest.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.focusWidget() is page.detail.panel.complete_button
    QTest.keyClick(page.detail.panel.complete_button, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.list.table
    assert page.detail.is_open


def test_the_cross_closes_the_detail_and_a_button_opens_it(page):
    assert not page.list.detail_button.isVisible()
    page.detail.panel.close_button.click()
    assert not page.detail.panel.isVisible()
    page.list.detail_button.click()
    assert page.detail.panel.isVisible()
    assert page.detail.panel.parentWidget().width() == 336


def test_in_a_narrow_window_the_detail_lies_over_the_list(page):
    page.resize(1037, 600)
    assert not page.detail.is_open
    width = page.list.width()
    page.list.table.select_task(5)
    page.list.detail_button.click()
    assert page.detail.panel.isVisible()
    assert page.list.width() == width
    QTest.keyClick(page.detail.panel, Qt.Key.Key_Escape)
    assert not page.detail.is_open
    page.resize(1286, 616)
    assert page.detail.is_open
    assert page.list.width() < 1286 - 224 - 300


def test_f6_goes_round_the_panes(page):
    page.list.table.select_task(5)
    page.groups.tree.setFocus()
    seen = []
    for _ in range(3):
        page._actions.next_pane.trigger()
        seen.append(page.focusWidget())
    assert seen == [page.list.table, page.detail.panel.complete_button, page.groups.tree]
    page._actions.previous_pane.trigger()
    assert page.focusWidget() is page.detail.panel.complete_button


# ---- What other pages and the window ask for


@pytest.mark.parametrize(
    ("request_", "ids", "key"),
    [
        (ListRequest("all"), [task.id for task in TASKS], ()),
        (ListRequest("agency", SCIENCE), [6, 7], (SCIENCE,)),
        (ListRequest("agency", COLLECTIVE), [8], (COLLECTIVE,)),
        (ListRequest("leader", DEPUTY, (Light.OVERDUE,)), [6], (DEPUTY,)),
        (ListRequest("leader", NONE), [8, 9], (NONE,)),
        (ListRequest("state", int(Light.UNKNOWN)), [3], (int(Light.UNKNOWN),)),
        (ListRequest("all", light=(Light.OVERDUE, Light.DUE_SOON)), [4, 5, 6], ()),
    ],
)
def test_requests_are_shown(page, request_, ids, key):
    page.set_search("giai")
    page.apply_request(request_)
    assert sorted(_ids(page)) == ids
    selected = page.groups.tree.selected_key
    assert (page.groups.pinned.selected_key if selected is None else selected) == key


def test_a_task_is_opened_wherever_it_stands(page, qtbot):
    _choose(page, (SCIENCE,))
    page.list.counters.buttons[4].click()
    page.open_task(2)
    assert page.list.table.selected_task == 2
    assert page.groups.tree.selected_key == (FINANCE,)
    _read_detail(page, qtbot)
    assert page.detail.panel.detail.id == 2
    page.open_task(99)
    assert page.list.table.selected_task == 2


@pytest.mark.parametrize(
    ("grouping", "key", "scope"),
    [
        ("agency", (), SheetScope()),
        ("agency", (FINANCE,), SheetScope(SheetScopeKind.AGENCY, FINANCE)),
        ("agency", (COLLECTIVE,), SheetScope(SheetScopeKind.COLLECTIVE)),
        ("leader", (CHAIRMAN,), SheetScope(SheetScopeKind.LEADER, CHAIRMAN)),
        ("leader", (CHAIRMAN, FINANCE), SheetScope(SheetScopeKind.AGENCY, FINANCE)),
        ("document", (PLAN,), SheetScope(SheetScopeKind.DOCUMENT, PLAN)),
    ],
)
def test_the_sheet_of_a_list_is_about_its_group(page, grouping, key, scope):
    page.groups.grouping_chosen.emit(grouping)
    _choose(page, key)
    assert page.current_scope() == scope


def test_a_group_that_no_sheet_is_made_for_is_printed_as_the_list_it_is(page):
    page.groups.grouping_chosen.emit("state")
    _choose(page, (0,))
    scope = page.current_scope()
    assert scope.kind is SheetScopeKind.LIST
    assert scope.tasks == set(page._shown)
    assert scope.title.startswith("Danh sách: ")


def test_pane_sizes_are_kept(page):
    page.set_pane_sizes([300, 600, 386])
    assert page.pane_sizes()[0] == 300
    page.groups.grouping_chosen.emit("leader")
    assert page.pane_sizes()[0] == 300


# ---- Suggested portfolios


def test_the_bar_asks_before_it_confirms(page, session, prompts):
    page.groups.grouping_chosen.emit("leader")
    assert not page.list.info.isVisible()
    _choose(page, (CHAIRMAN,))
    assert page.list.info.isVisible()
    assert page.list.info._text.text() == (
        "1 phân công của đồng chí Nguyễn Tuấn Anh là gợi ý từ "
        "Phụ lục Chương trình 04 (chỉ tiêu 1, 2), chưa được xác nhận."
    )
    prompts.answers.extend([False, True])
    page.list.info.action_button.click()
    assert not session.asked("confirm")
    page.list.info.action_button.click()
    assert session.asked("confirm") == [(CHAIRMAN,)]
    assert "Sở Tài chính" in prompts.calls[0].text


def test_what_speaks_against_a_suggestion_is_told_before_it_is_confirmed(page, session, prompts):
    source = "Phụ lục Chương trình 04 (chỉ tiêu 1; chỉ là cơ quan phối hợp)"
    directory = replace(
        session.index.directory,
        suggested_agency_leaders={FINANCE: CHAIRMAN, SCIENCE: CHAIRMAN},
        suggestion_sources={FINANCE: source, SCIENCE: source},
    )
    session.show(replace(session.index, directory=directory))
    page.groups.grouping_chosen.emit("leader")
    _choose(page, (CHAIRMAN,))
    assert page.list.info._text.text().endswith(
        "từ Phụ lục Chương trình 04, chưa được xác nhận. "
        "Cần cân nhắc 2 phân công: Sở Tài chính; Sở Khoa học và CN."
    )
    against = "Sở Tài chính: chỉ là cơ quan phối hợp."
    assert against in page.list.info._text.accessibleDescription()
    prompts.answers.append(False)
    page.list.info.action_button.click()
    assert f"Cần cân nhắc trước khi xác nhận:\n• {against}\n" in prompts.calls[0].text


def test_the_bar_stands_only_over_leaders_with_suggestions(page, session):
    page.groups.grouping_chosen.emit("leader")
    _choose(page, (DEPUTY,))
    assert not page.list.info.isVisible()
    _choose(page, (CHAIRMAN,))
    page.list.info.dismissed.emit()
    assert not page.list.info.isVisible()
    _choose(page, (DEPUTY,))
    _choose(page, (CHAIRMAN,))
    assert not page.list.info.isVisible()


def test_on_a_past_day_nothing_can_be_confirmed(page, session):
    session.show(replace(session.index, as_of=dt.date(2026, 11, 1)))
    page.groups.grouping_chosen.emit("leader")
    _choose(page, (CHAIRMAN,))
    assert page.list.info.isVisible()
    assert not page.list.info.action_button.isVisible()


# ---- Showing never writes


def test_a_title_of_markup_is_harmless_everywhere(page, session, qtbot):
    session.titles[5] = "<b>Đậm</b><img src=x>"
    session.show(make_task_index())
    page.set_search("dam")
    page.open_task(5)
    _read_detail(page, qtbot)
    assert page.detail.panel._title.text() == "<b>Đậm</b><img src=x>"
    assert not page.grab().isNull()


def test_showing_writes_nothing(page, session, qtbot):
    for grouping in ("leader", "document", "state", "agency"):
        page.groups.grouping_chosen.emit(grouping)
        page.grab()
    page.open_task(5)
    _read_detail(page, qtbot)
    allowed = {"load_rows", "load_detail", "sorted_ids", "search", "load_history"}
    assert {call[0] for call in session.calls} <= allowed


def test_an_empty_register_says_so(session, prompts, qtbot):
    session.index = make_task_index([])
    page = TasksPage(session.as_session(), Actions(), prompts)
    qtbot.addWidget(page)
    page.show()
    assert page.list.empty.words.text() == "Đến ngày 21/11/2026, sổ chưa có nhiệm vụ nào."
    assert page.status_texts()[0] == "Hiển thị 0 / 0 nhiệm vụ"


def test_the_first_task_of_another_group_is_offered(page, qtbot):
    page.apply_request(ListRequest("agency", FINANCE))
    page.list.table.select_task(page.model.task_at(1))
    page.apply_request(ListRequest("agency", SCIENCE))
    qtbot.waitUntil(lambda: page.list.table.selected_task == page.model.task_at(1))
