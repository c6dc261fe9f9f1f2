"""The tree: every grouping adds up, search hides empty groups, nobody without a leader is lost."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import Recurrence
from app.domain.records import NO_LEADER_NAME
from app.domain.schemes import SchemeRecord
from app.domain.sources import SourcePlace
from app.domain.tally import add_all
from app.domain.traffic_light import Light
from app.views.list_request import COLLECTIVE, NONE
from app.views.tables.group_nodes import GROUPING_NAMES, build_forest
from app.views.tables.row_groups import RECURRING
from app.views.task_lists import TaskLists
from tests.factories import ALL_AGENCIES, CHAIRMAN, DEPUTY, FINANCE, PLAN, PROGRAMME, SCIENCE
from tests.factories import make_task_ref as ref
from tests.task_fakes import TASKS, make_task_index

GROUPINGS = tuple(GROUPING_NAMES)


def _tops(forest):
    return [*forest.nodes[1:], *([forest.pinned] if forest.pinned else [])]


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_groups_add_up_to_everything(grouping):
    forest = build_forest(make_task_index(), grouping)
    everything = forest.nodes[0]
    assert everything.key == ()
    assert everything.tally.total == len(TASKS)
    assert add_all(node.tally for node in _tops(forest)) == everything.tally
    for node in _tops(forest):
        if node.children:
            assert add_all(child.tally for child in node.children) == node.tally


@given(st.sets(st.sampled_from([t.id for t in TASKS])), st.sampled_from(GROUPINGS))
def test_counts_are_those_of_the_lists(found, grouping):
    index = make_task_index()
    lists = TaskLists(index)
    forest = build_forest(index, grouping, found)
    pending = [forest.nodes[0], *_tops(forest)]
    while pending:
        node = pending.pop()
        pending.extend(node.children)
        members = [task for task in lists.members(grouping, node.key) if task in found]
        assert lists.tally(members) == node.tally
    assert add_all(node.tally for node in _tops(forest)) == forest.nodes[0].tally


def test_agencies_stand_between_collective_work_and_tasks_without_lead():
    forest = build_forest(make_task_index(), "agency")
    assert [node.key for node in forest.nodes] == [
        (), (COLLECTIVE,), (FINANCE,), (SCIENCE,), (NONE,)
    ]  # fmt: skip
    assert [node.name for node in forest.nodes[:2]] == ["Tất cả cơ quan", "Việc chung (tập thể)"]


def test_a_co_led_task_is_counted_under_its_first_lead_only():
    index = make_task_index()
    finance = build_forest(index, "agency").find((FINANCE,))
    assert finance is not None
    assert (finance.tally.total, finance.co_led) == (5, 1)
    assert "cùng chủ trì 1 (không cộng vào tổng)" in finance.spoken
    assert list(TaskLists(index).co_led("agency", (FINANCE,))) == [6]
    assert list(TaskLists(index).co_led("agency", ())) == []


def test_an_agency_that_only_helps_to_lead_is_found_with_a_count_of_nothing():
    index = make_task_index([ref(1, lead_id=SCIENCE, other_lead_ids=(FINANCE,))])
    forest = build_forest(index, "agency")
    finance = forest.find((FINANCE,))
    assert finance is not None
    assert (finance.tally.total, finance.co_led) == (0, 1)


def test_what_another_document_asks_for_too_is_listed_there_and_counted_once():
    place = SourcePlace(PLAN, 3, "III.1#7")
    tasks = [ref(1, section_id=1, also_at=(place,)), ref(2, document_id=PLAN, section_id=3)]
    index = make_task_index(tasks)
    whole, programme, plan = build_forest(index, "document").nodes
    assert (programme.tally.total, programme.also) == (1, 0)
    assert (plan.tally.total, plan.also, plan.children[0].also) == (1, 1, 1)
    assert "cũng giao 1 của văn bản khác (không cộng vào tổng)" in plan.spoken
    assert whole.tally == add_all([programme.tally, plan.tally])
    lists = TaskLists(index)
    assert list(lists.also_in("document", (PLAN,))) == [1]
    assert list(lists.also_in("document", (PLAN, 3))) == [1]
    assert list(lists.also_in("document", (PLAN, 2))) == []
    assert list(lists.also_in("document", (PROGRAMME,))) == []
    assert list(lists.also_in("document", ())) == []
    assert list(lists.members("document", (PLAN,))) == [2]


def test_a_document_and_a_section_that_ask_for_nothing_new_are_found():
    place = SourcePlace(PLAN, 3, "III.1#7")
    index = make_task_index([ref(1, section_id=1, also_at=(place,))])
    plan = build_forest(index, "document").nodes[2]
    assert (plan.key, plan.tally.total, plan.also) == ((PLAN,), 0, 1)
    assert [(node.key, node.tally.total, node.also) for node in plan.children] == [
        ((PLAN, 3), 0, 1)
    ]


def test_leaders_hold_their_agencies_and_say_what_is_only_suggested():
    forest = build_forest(make_task_index(), "leader")
    chairman, deputy = forest.nodes[1:]
    assert (chairman.key, chairman.note) == ((CHAIRMAN,), "Phó Chủ tịch")
    assert [(c.key, c.suggested) for c in chairman.children] == [((CHAIRMAN, FINANCE), True)]
    assert [(c.key, c.suggested) for c in deputy.children] == [((DEPUTY, SCIENCE), False)]


def test_tasks_without_a_leader_are_pinned():
    pinned = build_forest(make_task_index(), "leader").pinned
    assert pinned is not None
    assert (pinned.name, pinned.note) == (NO_LEADER_NAME, "Việc chung")
    assert [child.key for child in pinned.children] == [(NONE, ALL_AGENCIES), (NONE, NONE)]


def test_the_note_counts_agencies_without_a_leader():
    index = make_task_index([ref(1), ref(2, lead_id=SCIENCE), ref(3, lead_id=ALL_AGENCIES)])
    pinned = build_forest(index, "leader").pinned
    assert pinned is not None
    assert pinned.note == "Việc chung và 2 đầu mối khác"


def test_documents_hold_their_sections():
    forest = build_forest(make_task_index(), "document")
    assert [node.key for node in forest.nodes[1:]] == [(PROGRAMME,), (PLAN,)]
    assert [child.name for child in forest.nodes[1].children] == [
        "II.1. Hoàn thiện thể chế",
        "II.2. Thúc đẩy tăng trưởng",
    ]


def test_states_stand_in_the_order_of_every_bar():
    forest = build_forest(make_task_index(), "state")
    assert [node.light for node in forest.nodes] == [None, *Light]
    assert forest.nodes[1].light is Light.DONE_IN_TIME


def test_a_search_hides_groups_without_a_hit():
    forest = build_forest(make_task_index(), "agency", {6, 7})
    assert [(node.key, node.tally.total) for node in forest.nodes] == [
        ((), 2),
        ((SCIENCE,), 2),
        ((FINANCE,), 0),  # co-led task 6 was found
    ]


def test_schemes_stand_in_the_order_of_their_numbers_and_the_rest_last():
    index = make_task_index([ref(1, scheme_id=2), ref(2, scheme_id=1), ref(3), ref(4, scheme_id=2)])
    schemes = {1: SchemeRecord(1, "06", "Số hóa"), 2: SchemeRecord(2, "06", "Dữ liệu", True)}
    index = replace(index, directory=replace(index.directory, schemes=schemes))
    forest = build_forest(index, "scheme")
    assert [(node.name, node.tally.total) for node in forest.nodes] == [
        ("Tất cả đề án", 4), ("Đề án 06", 1), ("Đề án 06 quốc gia", 2), ("Không thuộc đề án", 1)
    ]  # fmt: skip
    assert list(TaskLists(index).members("scheme", (2,))) == [1, 4]


def test_months_stand_under_their_year_and_what_has_no_day_last():
    tasks = [
        ref(1, due_on=dt.date(2027, 1, 31)),
        ref(2, due_on=dt.date(2026, 3, 6)),
        ref(3, due_on=dt.date(2026, 3, 31)),
        ref(4, recurrence=Recurrence.MONTHLY),
        ref(5),
    ]
    forest = build_forest(make_task_index(tasks), "month")
    assert [(node.key, node.tally.total) for node in forest.nodes] == [
        ((), 5), ((2026,), 2), ((2027,), 1), ((RECURRING,), 1), ((NONE,), 1)
    ]  # fmt: skip
    assert [child.name for child in forest.nodes[1].children] == ["Tháng 3/2026"]
    lists = TaskLists(make_task_index(tasks))
    assert list(lists.members("month", (2026, 3))) == [2, 3]
