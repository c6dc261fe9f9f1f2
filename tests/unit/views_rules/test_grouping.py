"""Groups of the overview add up to the whole, and stand in the promised order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tally import add_all
from app.domain.traffic_light import Light
from app.views import grouping
from app.views.grouping import Group
from app.views.list_request import COLLECTIVE, NONE
from tests.factories import (
    ALL_AGENCIES,
    CHAIRMAN,
    DEPUTY,
    FINANCE,
    PLAN,
    PROGRAMME,
    SCIENCE,
    make_index,
    make_task_ref,
)

if TYPE_CHECKING:
    from app.domain.records import RegisterIndex

_TASKS = st.lists(
    st.tuples(
        st.sampled_from(list(Light)),
        st.sampled_from([NONE, FINANCE, SCIENCE, ALL_AGENCIES]),
        st.sampled_from([NONE, CHAIRMAN, DEPUTY]),
        st.integers(0, 400),
        st.booleans(),
    ),
    max_size=60,
)


def _index(rows: list[tuple[Light, int, int, int, bool]]) -> RegisterIndex:
    return make_index(
        [
            make_task_ref(i, light, lead_id=lead, leader_id=leader, days=days, by_report=by_report)
            for i, (light, lead, leader, days, by_report) in enumerate(rows, 1)
        ]
    )


@given(_TASKS)
def test_every_grouping_adds_up_to_the_whole(rows):
    index = _index(rows)
    whole = grouping.tally_all(index.tasks)
    assert whole.total == len(rows)
    for tallies in (
        grouping.tally_by_lead(index),
        grouping.tally_by_leader(index),
        grouping.tally_by(index.tasks, "document_id"),
    ):
        assert add_all(tallies.values()) == whole
    for groups in (grouping.groups_by_lead(index), grouping.groups_by_leader(index)):
        shown, rest = grouping.shorten(groups, 2)
        assert grouping.total([*shown, *rest]) == whole


def test_a_collective_lead_is_counted_under_common_work():
    index = make_index(
        [
            make_task_ref(1, Light.OVERDUE, lead_id=ALL_AGENCIES),
            make_task_ref(2, Light.IN_TIME, lead_id=FINANCE, other_lead_ids=(ALL_AGENCIES,)),
            make_task_ref(3, lead_id=NONE),
        ]
    )
    tallies = grouping.tally_by_lead(index)
    assert set(tallies) == {COLLECTIVE, FINANCE, NONE}
    assert tallies[COLLECTIVE][Light.OVERDUE] == 1
    assert [grouping.lead_key(task, index) for task in index.tasks] == [COLLECTIVE, FINANCE, NONE]
    assert [grouping.lead_name(task, index) for task in index.tasks] == [
        "Việc chung: Các sở, ban, ngành",
        "Sở Tài chính",
        "Chưa có cơ quan chủ trì",
    ]


def test_agencies_stand_by_total_between_common_work_and_no_lead():
    leads = [NONE] * 5 + [FINANCE] + [SCIENCE] * 2 + [ALL_AGENCIES]
    index = make_index([make_task_ref(i, lead_id=lead) for i, lead in enumerate(leads, 1)])
    groups = grouping.groups_by_lead(index)
    assert [group.key for group in groups] == [COLLECTIVE, SCIENCE, FINANCE, NONE]
    assert groups[1].name == "Sở Khoa học và CN"
    assert groups[1].full_name == "Sở Khoa học và Công nghệ"


def test_equal_totals_keep_the_order_of_the_directory():
    index = make_index([make_task_ref(1, lead_id=SCIENCE), make_task_ref(2, lead_id=FINANCE)])
    assert [group.key for group in grouping.groups_by_lead(index)] == [FINANCE, SCIENCE]


def test_leaders_stand_by_precedence_and_suggested_ones_count():
    index = make_index(
        [
            make_task_ref(1, leader_id=NONE),
            make_task_ref(2, leader_id=DEPUTY, leader_suggested=True),
            make_task_ref(3, leader_id=DEPUTY),
            make_task_ref(4, leader_id=CHAIRMAN),
        ]
    )
    groups = grouping.groups_by_leader(index)
    assert [group.key for group in groups] == [CHAIRMAN, DEPUTY, NONE]
    assert [group.name for group in groups][-1] == "Chưa phân công"
    assert groups[1].tally.total == 2
    assert groups[0].full_name == "Chủ tịch Nguyễn Tuấn Anh"


def test_tasks_by_document():
    index = make_index([make_task_ref(1), make_task_ref(2, document_id=PLAN), make_task_ref(3)])
    tallies = grouping.tally_by(index.tasks, "document_id")
    assert {key: tally.total for key, tally in tallies.items()} == {PROGRAMME: 2, PLAN: 1}


def _group(key: int) -> Group:
    index = make_index([make_task_ref(1)])
    return Group(key, str(key), str(key), grouping.tally_all(index.tasks))


@pytest.mark.parametrize(
    ("count", "shown", "rest"),
    [(0, 0, 0), (12, 12, 0), (13, 13, 0), (14, 12, 2), (29, 12, 17)],
)
def test_a_rest_of_one_is_no_rest(count, shown, rest):
    groups = [_group(key) for key in range(1, count + 1)]
    first, others = grouping.shorten(groups, 12)
    assert (len(first), len(others)) == (shown, rest)
    assert [*first, *others] == groups


def test_tasks_without_an_agency_never_vanish_in_the_rest():
    groups = [*(_group(key) for key in range(1, 20)), _group(NONE)]
    shown, rest = grouping.shorten(groups, 12)
    assert len(shown) == 12
    assert shown[-1].key == NONE
    assert NONE not in {group.key for group in rest}


def test_the_longest_overdue_come_first_then_late_reports_then_the_soonest():
    tasks = [
        make_task_ref(1, Light.DUE_SOON, days=6),
        make_task_ref(2, Light.OVERDUE, days=12),
        make_task_ref(3, Light.IN_TIME, days=40),
        make_task_ref(4, Light.DUE_SOON, days=0),
        make_task_ref(5, Light.OVERDUE, days=260),
        make_task_ref(6, Light.DUE_SOON, days=3, by_report=True),
        make_task_ref(7, Light.OVERDUE, days=68, by_report=True),
        make_task_ref(8, Light.DONE_LATE, days=90),
    ]
    found = grouping.needs_attention(tasks, 10)
    assert [task.id for task in found] == [5, 7, 2, 6, 4, 1]
    assert [task.id for task in grouping.needs_attention(tasks, 2)] == [5, 7]


def test_an_empty_register_has_no_groups():
    index = make_index()
    assert grouping.groups_by_lead(index) == []
    assert grouping.groups_by_leader(index) == []
    assert grouping.needs_attention(index.tasks, 5) == []
    assert grouping.tally_all(index.tasks).total == 0
