"""What changed between two days: told for every scope, and explaining the totals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.domain.changes import Change, changed, compare, month_before
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from tests.factories import AS_OF, make_index
from tests.factories import make_task_ref as make_ref

if TYPE_CHECKING:
    from app.domain.records import TaskRef

ALL = SheetScope()
BEFORE = AS_OF - dt.timedelta(days=30)
DUE = AS_OF + dt.timedelta(days=10)


def ids(found, kind: Change) -> list[int]:
    return [ref.id for ref in found.tasks[kind]]


def between(before: list[TaskRef], now: list[TaskRef], scope: SheetScope = ALL):
    return compare(make_index(before, as_of=BEFORE), make_index(now), scope)


def test_a_completion_counts_once_and_only_when_it_is_new():
    before = [make_ref(1, light=Light.IN_TIME), make_ref(2, light=Light.DONE_IN_TIME)]
    now = [make_ref(1, light=Light.DONE_LATE), make_ref(2, light=Light.DONE_IN_TIME)]
    assert ids(between(before, now), Change.COMPLETED) == [1]


def test_what_fell_overdue_stands_by_days():
    before = [make_ref(key, light=Light.IN_TIME) for key in (1, 2, 3)]
    now = [make_ref(k, light=Light.OVERDUE, days=d) for k, d in ((1, 3), (2, 20), (3, 7))]
    assert ids(between(before, now), Change.OVERDUE) == [2, 3, 1]


def test_a_later_date_is_an_extension_an_earlier_one_is_not():
    later = DUE + dt.timedelta(days=30)
    before = [
        make_ref(1, due_on=DUE),
        make_ref(2, due_on=later),
        make_ref(3, due_on=None),
    ]
    now = [
        make_ref(1, due_on=later),
        make_ref(2, due_on=DUE),
        make_ref(3, due_on=DUE),
    ]
    found = between(before, now)
    assert ids(found, Change.EXTENDED) == [1]
    assert ids(found, Change.SHORTENED) == [2]
    assert ids(found, Change.LIMITED) == [3]


def test_new_tasks_are_added_and_moved_ones_arrive():
    leader = SheetScope(SheetScopeKind.LEADER, 2)
    before = [make_ref(1, leader_id=1), make_ref(2, leader_id=2)]
    now = [
        make_ref(1, leader_id=2),
        make_ref(2, leader_id=1),
        make_ref(3, leader_id=2),
    ]
    found = between(before, now, leader)
    assert ids(found, Change.ADDED) == [3]
    assert ids(found, Change.ARRIVED) == [1]
    assert ids(found, Change.LEFT) == [2]
    assert found.adds_up


def test_a_task_that_is_new_and_late_is_both():
    found = between([], [make_ref(1, light=Light.OVERDUE, days=4)])
    assert ids(found, Change.ADDED) == ids(found, Change.OVERDUE) == [1]


def test_stopped_and_taken_up_again():
    before = [make_ref(1, light=Light.IN_TIME), make_ref(2, light=Light.STOPPED)]
    now = [make_ref(1, light=Light.STOPPED), make_ref(2, light=Light.IN_TIME)]
    found = between(before, now)
    assert (ids(found, Change.STOPPED), ids(found, Change.REOPENED)) == ([1], [2])


def test_restricted_tasks_are_told_of_nowhere():
    found = between([], [make_ref(1, confidential=True)])
    assert not any(found.tasks.values())
    assert found.now == Tally()


def test_the_month_before_ends_on_its_last_day():
    assert month_before(dt.date(2026, 3, 31)) == dt.date(2026, 2, 28)
    assert month_before(dt.date(2026, 1, 1)) == dt.date(2025, 12, 31)


refs = st.builds(
    make_ref,
    st.integers(1, 12),
    light=st.sampled_from(Light),
    days=st.integers(0, 400),
    leader_id=st.integers(0, 2),
    due_on=st.sampled_from([None, DUE, DUE + dt.timedelta(days=9)]),
    confidential=st.booleans(),
)
tasks = st.lists(refs, unique_by=lambda ref: ref.id)


@given(tasks, tasks, st.sampled_from([ALL, SheetScope(SheetScopeKind.LEADER, 1)]))
def test_what_came_and_went_explains_the_totals(before, now, scope):
    found = between(before, now, scope)
    assert found.adds_up
    told = {ref.id for refs in found.tasks.values() for ref in refs}
    assert told <= set(changed(make_index(before, as_of=BEFORE), make_index(now)))
