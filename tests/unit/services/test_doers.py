"""Doers of a collective task: who has done it as of a day, marked for many at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.doers import DoerEntry, DoerState, progress_words
from app.domain.errors import InputRefusedError
from app.domain.traffic_light import Light
from app.services import agencies, doers, names, reading, undo
from tests.registers import CONTINUING, DATED, TODAY, changes, complete, task_id

if TYPE_CHECKING:
    from app.services.register import Register

EARLY, LATER = dt.date(2026, 3, 3), dt.date(2026, 3, 9)


def collective(register: Register) -> int:
    """Return a task given to the departments by a date."""
    index = reading.load_index(register, TODAY)
    known = index.directory.agencies
    return next(
        ref.id
        for ref in index.tasks
        if ref.lead_id in known
        and known[ref.lead_id].collective
        and ref.due_on == dt.date(2026, 3, 6)
    )


def states(register: Register, task: int, as_of: dt.date = TODAY) -> tuple[DoerState, ...]:
    return doers.load_doers(register, [task], as_of)[task]


def done(on: dt.date = EARLY, product: str = "") -> DoerEntry:
    return DoerEntry(on, on, product)


def not_done(on: dt.date = TODAY) -> DoerEntry:
    return DoerEntry(None, on)


def test_members_stand_in_the_offices_order_and_none_has_begun(register: Register) -> None:
    found = states(register, collective(register))
    assert len(found) >= 19
    assert not any(doer.done for doer in found)
    assert {doer.assessment.light for doer in found} == {Light.OVERDUE}
    order = reading.load_index(register, TODAY).directory.agencies
    places = [order[doer.agency_id].order for doer in found]
    assert places == sorted(places)


def test_a_task_of_one_agency_has_no_doers(register: Register) -> None:
    index = reading.load_index(register, TODAY)
    single = next(r for r in index.tasks if r.lead_id == names.find_agency(register, "Sở Tài chính")
                  and not r.other_lead_ids)  # fmt: skip
    assert single.id not in doers.load_doers(register, [single.id], TODAY)


def test_many_are_marked_by_one_change_and_undone(register: Register) -> None:
    task = collective(register)
    some = [doer.agency_id for doer in states(register, task)[:5]]
    before = reading.load_index(register, TODAY)
    change = doers.mark(register, task, some, done(product="Kế hoạch"), TODAY)
    assert change.summary.startswith("ghi 5 cơ quan đã xong nhiệm vụ ")
    assert [doer.done_on for doer in states(register, task)[:6]] == [EARLY] * 5 + [None]
    assert states(register, task)[0].assessment.light is Light.DONE_IN_TIME
    assert states(register, task)[0].product == "Kế hoạch"
    assert progress_words(states(register, task)[:7]) == "5/7 cơ quan đã xong"
    assert reading.load_index(register, TODAY).tasks == before.tasks, "the task itself stays open"
    assert not any(doer.done for doer in states(register, task, EARLY - dt.timedelta(days=1)))
    undo.undo_last(register)
    assert not any(doer.done for doer in states(register, task))
    undo.redo_last(register)
    assert sum(doer.done for doer in states(register, task)) == 5
    assert len(changes(register)) == 3
    summaries = reading.load_history(register, task)
    assert "Đã xong ngày 03/3/2026" in {field for h in summaries for field, _, _ in h.changes}


def test_collectives_without_a_list_are_named_beside_the_count(register: Register) -> None:
    bare = collective(register)  # "Các sở, ban, ngành; UBND các xã, phường; …"
    assert states(register, bare)
    unlisted = doers.load_unlisted(register, bare, TODAY)
    assert all(names.find_agency(register, name) for name in unlisted)
    words = progress_words(states(register, bare), unlisted)
    assert words.endswith(f"cơ quan đã xong; chưa có danh sách: {'; '.join(unlisted)}")
    assert "UBND các xã, phường" in unlisted
    assert "chưa có danh sách" not in progress_words(states(register, bare))


def test_a_task_waits_for_completion_when_all_its_doers_are_done(register: Register) -> None:
    task = collective(register)

    def waits(states_now: tuple[DoerState, ...]) -> bool:
        detail = reading.load_detail(register, task, TODAY)
        return replace(detail, doers=states_now).waits_for_completion

    everybody = [doer.agency_id for doer in states(register, task)]
    doers.mark(register, task, everybody[:-1], done(), TODAY)
    assert not waits(states(register, task))
    doers.mark(register, task, everybody[-1:], done(), TODAY)
    assert waits(states(register, task))
    assert not waits(())
    complete(register, reading.load_detail(register, task, TODAY).code)
    assert not waits(states(register, task))


def test_the_limit_judges_each_doer(register: Register) -> None:
    task = collective(register)
    first = states(register, task)[0].agency_id
    doers.mark(register, task, [first], done(LATER), TODAY)
    assert states(register, task)[0].assessment.light is Light.DONE_LATE
    assert states(register, task)[0].assessment.days == 3


@pytest.mark.parametrize(("one", "other"), [(EARLY, LATER), (LATER, EARLY)])
def test_another_day_replaces_the_first(register: Register, one: dt.date, other: dt.date) -> None:
    task = collective(register)
    first = states(register, task)[0].agency_id
    doers.mark(register, task, [first], done(one), TODAY)
    doers.mark(register, task, [first], done(other), TODAY)
    assert states(register, task)[0].done_on == other
    between = EARLY + dt.timedelta(days=1)
    assert states(register, task, between)[0].done_on == (other if other == EARLY else None)
    undo.undo_last(register)
    assert states(register, task)[0].done_on == one
    undo.undo_last(register)
    assert states(register, task)[0].done_on is None


def test_not_done_after_all_counts_from_its_day(register: Register) -> None:
    task = collective(register)
    first = states(register, task)[0].agency_id
    doers.mark(register, task, [first], done(EARLY), TODAY)
    doers.mark(register, task, [first], not_done(), TODAY)
    assert states(register, task)[0].done_on is None
    assert states(register, task, TODAY - dt.timedelta(days=1))[0].done_on == EARLY
    undo.undo_last(register)
    assert states(register, task)[0].done_on == EARLY


def test_refusals_leave_nothing(register: Register) -> None:
    task = collective(register)
    first = states(register, task)[0].agency_id
    stranger = next(a for a in reading.load_directory(register, TODAY).agencies
                    if a not in {doer.agency_id for doer in states(register, task)})  # fmt: skip
    for agencies_, entry in (
        ([], done()),
        ([stranger], done()),
        ([first], done(TODAY + dt.timedelta(days=1))),
        ([first], not_done()),
    ):
        with pytest.raises(InputRefusedError):
            doers.mark(register, task, agencies_, entry, TODAY)
    doers.mark(register, task, [first], done(), TODAY)
    with pytest.raises(InputRefusedError, match="đã được ghi như vậy"):
        doers.mark(register, task, [first], done(), TODAY)
    with pytest.raises(InputRefusedError, match="không được trước ngày"):
        doers.mark(register, task, [first], not_done(EARLY - dt.timedelta(days=1)), TODAY)
    assert len(changes(register)) == 1


def test_a_renamed_doer_keeps_what_it_had_done(register: Register) -> None:
    task = collective(register)
    agency = names.find_agency(register, "Sở Ngoại vụ")
    doers.mark(register, task, [agency], done(), TODAY)
    renamed = agencies.Replacement(
        (agency,), None, "Sở Ngoại vụ và Hợp tác", "Sở Ngoại vụ và HT", dt.date(2026, 6, 1)
    )
    agencies.replace(register, renamed)
    now = {doer.name: doer.done_on for doer in states(register, task)}
    assert now["Sở Ngoại vụ và Hợp tác"] == EARLY
    assert "Sở Ngoại vụ" not in now
    then = {doer.name: doer.done_on for doer in states(register, task, dt.date(2026, 5, 31))}
    assert then["Sở Ngoại vụ"] == EARLY


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sets(st.integers(0, 4), min_size=1),
            st.one_of(st.none(), st.dates(dt.date(2026, 2, 10), TODAY)),
        ),
        max_size=6,
    )
)
def test_undoing_everything_leaves_every_day_as_it_was(
    register: Register, steps: list[tuple[set[int], dt.date | None]]
) -> None:
    task = collective(register)
    ids = [doer.agency_id for doer in states(register, task)]
    written = 0
    for places, on in steps:
        try:
            entry = DoerEntry(on, TODAY, "Kế hoạch")
            doers.mark(register, task, [ids[place] for place in places], entry, TODAY)
            written += 1
        except InputRefusedError:
            continue
    for _ in range(written):
        undo.undo_last(register)
    for day in (EARLY, LATER, TODAY):
        assert not any(doer.done for doer in states(register, task, day))


def test_a_dated_task_of_departments_and_communes_knows_the_departments(register: Register) -> None:
    # The documents name no commune: its collective has no members until the office lists them.
    for code in (DATED, CONTINUING):
        found = doers.load_doers(register, [task_id(register, code)], TODAY)
        assert all(isinstance(doer, DoerState) for each in found.values() for doer in each)
