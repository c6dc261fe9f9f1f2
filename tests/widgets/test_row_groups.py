"""Groups and orders of the task table: nobody is lost, empty values stay last, folding is free."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import Recurrence
from app.domain.traffic_light import Light
from app.views.tables.row_groups import RowGrouping, RowLayout, RowOrders, Sort, SortKey, urgency
from tests.factories import make_task_ref
from tests.task_fakes import TASKS, make_task_index

ALL = [task.id for task in TASKS]


def _orders(tasks=TASKS, by_title=None):
    return RowOrders(make_task_index(tasks), lambda: by_title or [t.id for t in tasks])


def _flat(orders, sort, ids=None):
    groups = orders.view(ALL if ids is None else ids, RowGrouping.FLAT, sort)
    return list(groups[0][1])


def test_groups_follow_the_documents():
    groups = _orders().view(ALL, RowGrouping.DOCUMENT, Sort())
    assert [(key, list(ids)) for key, ids in groups] == [(1, [1, 2, 3, 4, 5]), (2, [6, 7, 8, 9])]


def test_groups_of_agencies_begin_with_joint_work_and_end_with_those_without():
    groups = _orders().view(ALL, RowGrouping.AGENCY, Sort())
    assert [key for key, _ids in groups] == [3, 1, 2, 0]


def test_groups_without_a_task_are_left_out():
    groups = _orders().view({6, 7}, RowGrouping.SECTION, Sort())
    assert [(key, list(ids)) for key, ids in groups] == [(3, [6, 7])]


def test_limits_sort_by_day_and_those_without_a_day_stay_last_both_ways():
    tasks = (
        make_task_ref(1),
        make_task_ref(2, recurrence=Recurrence.MONTHLY),
        make_task_ref(3, due_on=dt.date(2026, 12, 31)),
        make_task_ref(4, due_on=dt.date(2026, 3, 6)),
    )
    orders = _orders(tasks)
    ids = [1, 2, 3, 4]
    assert _flat(orders, Sort(SortKey.LIMIT), ids) == [4, 3, 2, 1]
    assert _flat(orders, Sort(SortKey.LIMIT, descending=True), ids) == [3, 4, 2, 1]


def test_urgency_begins_with_the_longest_overdue():
    tasks = (
        make_task_ref(1, Light.DONE_IN_TIME),
        make_task_ref(2, Light.OVERDUE, days=3),
        make_task_ref(3, Light.OVERDUE, days=90),
        make_task_ref(4, Light.DUE_SOON, days=1),
        make_task_ref(5, Light.DUE_SOON, days=5, by_report=True),
        make_task_ref(6, Light.IN_TIME, by_report=True),
        make_task_ref(7, Light.IN_TIME, days=40),
        make_task_ref(8, Light.UNKNOWN),
        make_task_ref(9, Light.STOPPED),
    )
    assert [task.id for task in sorted(tasks, key=urgency)] == [3, 2, 5, 4, 7, 6, 8, 1, 9]


def test_titles_sort_as_the_register_says():
    orders = _orders(by_title=[9, 8, 7, 6, 5, 4, 3, 2, 1, 77])
    assert _flat(orders, Sort(SortKey.TITLE)) == [9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert _flat(orders, Sort(SortKey.TITLE, descending=True)) == ALL


def test_sorting_stays_inside_the_groups():
    groups = _orders().view(ALL, RowGrouping.DOCUMENT, Sort(SortKey.URGENCY))
    assert [(key, list(ids)) for key, ids in groups] == [(1, [5, 4, 3, 2, 1]), (2, [6, 7, 8, 9])]


@given(st.sets(st.sampled_from(ALL)), st.sampled_from(RowGrouping), st.sampled_from(SortKey))
def test_a_view_holds_every_task_once(ids, grouping, key):
    groups = _orders().view(ids, grouping, Sort(key))
    shown = [task for _key, members in groups for task in members]
    assert sorted(shown) == sorted(ids)


class TestLayout:
    GROUPS = ((7, (10, 11)), (8, (12,)), (9, (13, 14, 15)))

    @pytest.fixture
    def layout(self):
        return RowLayout(list(self.GROUPS), heads=True, folded=frozenset({8}))

    def test_rows_are_heads_and_tasks(self, layout):
        assert layout.row_count == 8
        assert layout.task_count == 6
        assert [layout.task_at(row) for row in range(8)] == [0, 10, 11, 0, 0, 13, 14, 15]
        assert [row for row in range(8) if layout.is_head(row)] == [0, 3, 4]

    def test_a_task_is_found_by_its_row_and_back(self, layout):
        assert [layout.row_of(task) for task in (10, 11, 13, 15)] == [1, 2, 5, 7]
        assert layout.row_of(12) == layout.head_row(8) == 3  # folded: its head
        assert layout.row_of(99) == layout.head_row(99) == -1

    def test_the_next_tasks_skip_heads_and_folded_groups(self, layout):
        assert layout.tasks_from(0, 4) == [10, 11, 13, 14]
        assert layout.tasks_from(2, 64) == [11, 13, 14, 15]
        assert layout.tasks_from(3, 1) == [13]

    def test_without_heads_nothing_is_folded(self):
        layout = RowLayout([(0, (1, 2))], heads=False, folded=frozenset({0}))
        assert [layout.task_at(row) for row in range(layout.row_count)] == [1, 2]
        assert layout.head_row(0) == -1
