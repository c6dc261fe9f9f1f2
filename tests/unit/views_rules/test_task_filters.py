"""Filters on columns: counts of every group add up, years, chips, and views kept by name."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import Recurrence
from app.domain.schemes import SchemeRecord
from app.domain.tally import add_all
from app.domain.traffic_light import Light
from app.views import saved_views, task_filters
from app.views.saved_views import ListState, SavedView
from app.views.tables.column_choice import ColumnChoice
from app.views.tables.group_nodes import GROUPING_NAMES, build_forest
from app.views.tables.row_groups import Sort, SortKey
from app.views.tables.task_columns import USUAL_ORDER, TaskColumn
from app.views.task_filters import FilterKey, TaskFilters, choices, in_year, passing, years
from app.views.task_lists import TaskLists
from tests.factories import CHAIRMAN, DEPUTY, FINANCE, PLAN, PROGRAMME, SCIENCE, make_task_ref
from tests.task_fakes import TASKS, make_task_index

VALUE_KEYS = [key for key in FilterKey if key not in (*task_filters.TEXT_KEYS, FilterKey.YEAR)]


def index_of(tasks=TASKS):
    index = make_task_index(tasks)
    schemes = {1: SchemeRecord(1, "06", "Số hóa"), 2: SchemeRecord(2, "06", "Dữ liệu", True)}
    return replace(index, directory=replace(index.directory, schemes=schemes))


def nothing_found(_column, _words):
    return frozenset()


tasks_of_any_kind = st.lists(
    st.builds(
        make_task_ref,
        id=st.integers(1, 10_000),
        light=st.sampled_from(Light),
        document_id=st.sampled_from([PROGRAMME, PLAN]),
        lead_id=st.sampled_from([0, FINANCE, SCIENCE, 3]),
        leader_id=st.sampled_from([0, CHAIRMAN, DEPUTY]),
        scheme_id=st.sampled_from([0, 1, 2]),
        due_on=st.one_of(st.none(), st.dates(dt.date(2025, 1, 1), dt.date(2028, 12, 31))),
        recurrence=st.sampled_from([None, Recurrence.MONTHLY]),
        ended_on=st.one_of(st.none(), st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31))),
    ),
    unique_by=lambda ref: ref.id,
    max_size=25,
)


@given(tasks_of_any_kind, st.sampled_from(VALUE_KEYS), st.sampled_from(tuple(GROUPING_NAMES)),
       st.data())  # fmt: skip
def test_counts_of_every_group_add_up_whatever_is_filtered(tasks, key, grouping, data):
    index = index_of(tasks)
    offered = [choice.value for choice in choices(index, key, None)]
    chosen = data.draw(st.sets(st.sampled_from(offered)) if offered else st.just(set()))
    filters = TaskFilters().with_values(key, chosen)
    left = passing(index.tasks, filters, index.directory, nothing_found)
    forest = build_forest(index, grouping, left)
    tops = [*forest.nodes[1:], *([forest.pinned] if forest.pinned else [])]
    assert forest.nodes[0].tally.total == len(left)
    assert add_all(node.tally for node in tops) == forest.nodes[0].tally
    lists = TaskLists(index)
    for node in tops:
        if node.children:
            assert add_all(child.tally for child in node.children) == node.tally
        assert len(set(lists.members(grouping, node.key)) & left) == node.tally.total


@given(tasks_of_any_kind, st.sampled_from(VALUE_KEYS))
def test_the_choices_of_a_column_hold_every_task_once(tasks, key):
    assert sum(choice.count for choice in choices(index_of(tasks), key, None)) == len(tasks)


@given(tasks_of_any_kind)
def test_what_is_open_goes_over_into_the_next_year_and_what_ended_stays(tasks):
    names = index_of(tasks).directory
    for ref in tasks:
        assert not in_year(ref, 2025, names)  # its document was issued in 2026
        assert in_year(ref, 2026, names) is (ref.ended_on is None or ref.ended_on.year >= 2026)
        assert in_year(ref, 2030, names) is (ref.ended_on is None)


def test_years_go_from_the_first_document_to_the_day():
    index = index_of()
    assert years(index) == [2026]
    assert years(replace(index, as_of=dt.date(2028, 1, 2))) == [2028, 2027, 2026]


def test_words_are_looked_up_and_joined_with_values():
    filters = (
        TaskFilters().with_values(FilterKey.LEAD, [FINANCE]).with_words(FilterKey.TITLE, " a ")
    )
    asked = []

    def read(column, words):
        asked.append((column, words))
        return frozenset({2, 6})

    index = index_of()
    assert passing(index.tasks, filters, index.directory, read) == {2}
    assert asked == [("title", "a")]


def test_a_filter_is_taken_away_alone():
    filters = (
        TaskFilters(year=2026).with_values(FilterKey.LEAD, [1]).with_words(FilterKey.TITLE, "a")
    )
    assert filters.keys == [FilterKey.YEAR, FilterKey.LEAD, FilterKey.TITLE]
    for key in filters.keys:
        filters = filters.without(key)
    assert not filters


@pytest.mark.parametrize(
    ("filters", "key", "words"),
    [
        (TaskFilters().with_values(FilterKey.LEAD, [SCIENCE]), FilterKey.LEAD,
         "Chủ trì: Sở Khoa học và CN"),
        (TaskFilters().with_values(FilterKey.STATE, [4, 3]), FilterKey.STATE,
         "Tình trạng: Sắp đến hạn, Quá hạn"),
        (TaskFilters().with_values(FilterKey.LIMIT, [0, 202612, 202603, -3]), FilterKey.LIMIT,
         "Thời hạn: Tháng 3/2026, Tháng 12/2026 và 2 mục khác"),
        (TaskFilters().with_words(FilterKey.TITLE, "nhà ở"), FilterKey.TITLE, "Nhiệm vụ: “nhà ở”"),
        (TaskFilters(year=2027), FilterKey.YEAR, "Việc của năm 2027"),
        (TaskFilters().with_values(FilterKey.LEAD, []), FilterKey.LEAD, "Chủ trì: không chọn gì"),
    ],
)  # fmt: skip
def test_chips_say_what_passes(filters, key, words):
    assert task_filters.chip_words(filters, key, index_of().directory) == words


STATE = ListState(
    "leader",
    (DEPUTY, SCIENCE),
    (Light.OVERDUE,),
    Sort(SortKey.LIMIT, descending=True),
    TaskFilters(year=2026)
    .with_values(FilterKey.LEAD, [SCIENCE, 0])
    .with_values(FilterKey.SCHEME, [2])
    .with_words(FilterKey.RESULT, "báo cáo"),
    "nhà ở",
)


def test_a_view_is_kept_by_permanent_names_and_found_in_another_register():
    names = index_of().directory
    kept = saved_views.to_json(STATE, names)
    assert saved_views.from_json(kept, names) == STATE
    # In another register the same agencies have other numbers.
    moved = {each.id + 100: replace(each, id=each.id + 100) for each in names.agencies.values()}
    other = replace(names, agencies=moved)
    found = saved_views.from_json(kept, other)
    assert found is not None
    assert found.key == (DEPUTY, SCIENCE + 100)
    assert found.filters.chosen(FilterKey.LEAD) == frozenset({0, SCIENCE + 100})


def test_a_view_of_what_is_not_here_or_was_spoilt_is_none():
    names = index_of().directory
    kept = saved_views.to_json(STATE, names)
    assert saved_views.from_json(kept, replace(names, officials={})) is None
    for spoilt in ({}, kept | {"lights": [99]}, kept | {"grouping": "x"}, kept | {"key": [None]}):
        assert saved_views.from_json(spoilt, names) is None
    assert saved_views.read([{"name": 1, "state": {}}, "x", {"name": "a", "state": {}}]) == [
        SavedView("a", {})
    ]
    assert saved_views.read("x") == []


def test_a_view_of_the_same_name_is_replaced_where_it_stands():
    views = [SavedView("a", {}), SavedView("b", {})]
    views = saved_views.put(views, SavedView("a", {"x": 1}))
    assert [(view.name, dict(view.state)) for view in views] == [("a", {"x": 1}), ("b", {})]


def test_columns_survive_what_settings_hold():
    choice = ColumnChoice().show([TaskColumn.LEADER]).widen(TaskColumn.LIMIT, 140)
    choice = replace(choice, order=(TaskColumn.PLACE, TaskColumn.LIMIT, *USUAL_ORDER[1:6],
                                    *USUAL_ORDER[7:]))  # fmt: skip
    assert ColumnChoice.from_json(choice.to_json()) == choice
    assert choice.shown == frozenset({TaskColumn.PLACE, TaskColumn.TITLE, TaskColumn.LEADER})
    spoilt: object
    for spoilt in (None, [], {"order": 3, "widths": [], "shown": "x"}, {"widths": {"limit": "a"}}):
        assert ColumnChoice.from_json(spoilt) == ColumnChoice()
    assert ColumnChoice.from_json({"order": ["limit"]}).order[0] is TaskColumn.LIMIT
