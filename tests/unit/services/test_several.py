"""The same recorded of several tasks: one change, one step of undo, and all or none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import Extension, LeaderGiven, Progress
from app.domain.errors import InputRefusedError
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import Light
from app.services import reading, several, undo
from tests.registers import (
    CONTINUING,
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    UNDATED_PLACE,
    YEARLY,
    changes,
    complete,
    completion,
    rows_of,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

CODES = (DATED, YEARLY, UNDATED)
LIMIT = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 15))
EXTENSION = Extension(LIMIT, "Công văn 1832/UBND-TH", dt.date(2026, 11, 4))
NOTE = Progress(TODAY, result="Đã đôn đốc")


def ids(register: Register, codes: tuple[str, ...] = CODES) -> list[int]:
    return [task_id(register, code) for code in codes]


def details(register: Register, codes: tuple[str, ...] = CODES) -> list[TaskDetail]:
    return [reading.load_detail(register, each, TODAY) for each in ids(register, codes)]


def chairman(register: Register) -> int:
    officials = reading.load_directory(register, TODAY).officials.values()
    return next(o.id for o in officials if o.name == "Nguyễn Tuấn Anh")


def test_several_are_completed_by_one_change(register: Register) -> None:
    change = several.record(register, ids(register), completion(), TODAY)
    assert change.summary == "hoàn thành 3 nhiệm vụ"
    assert change.task_ids == set(ids(register))
    assert len(changes(register)) == 1
    lights = [detail.assessment.light for detail in details(register)]
    assert lights == [Light.DONE_LATE, Light.DONE_IN_TIME, Light.DONE_IN_TIME]


def test_several_are_extended_and_noted(register: Register) -> None:
    assert several.record(register, ids(register), EXTENSION, TODAY).summary == "gia hạn 3 nhiệm vụ"
    assert {detail.time_limit for detail in details(register)} == {LIMIT}
    change = several.record(register, ids(register), NOTE, TODAY)
    assert change.summary == "ghi chú vào 3 nhiệm vụ"
    latest = [detail.latest_update for detail in details(register)]
    assert [update.result for update in latest if update] == ["Đã đôn đốc"] * 3


def test_several_get_a_leader_of_their_own_and_lose_it(register: Register) -> None:
    before = [detail.leader for detail in details(register)]
    change = several.record(register, ids(register), LeaderGiven(chairman(register)), TODAY)
    assert change.summary == "giao đồng chí Nguyễn Tuấn Anh phụ trách 3 nhiệm vụ"
    now = details(register)
    assert {d.leader.name for d in now if d.leader} == {"Nguyễn Tuấn Anh"}
    assert not any(d.leader_suggested for d in now)
    change = several.record(register, ids(register), LeaderGiven(0), TODAY)
    assert change.summary == "để 3 nhiệm vụ theo phân công phụ trách"
    assert [detail.leader for detail in details(register)] == before


@pytest.mark.parametrize("entry", [completion(), EXTENSION, NOTE, LeaderGiven(1)])
def test_it_is_one_step_of_undo(register: Register, entry: several.Entry) -> None:
    before = what_people_see(register)
    several.record(register, ids(register), entry, TODAY)
    done = what_people_see(register)
    assert done != before
    assert undo.undo_last(register).task_ids == set(ids(register))
    assert what_people_see(register) == before
    assert undo.redo_last(register).task_ids == set(ids(register))
    assert what_people_see(register) == done


def test_it_stands_in_the_history_of_each_task(register: Register) -> None:
    several.record(register, ids(register), EXTENSION, TODAY)
    undo.undo_last(register)
    for task in ids(register):
        told = [line.summary for line in reading.load_history(register, task)]
        assert told == ["Hoàn tác: gia hạn 3 nhiệm vụ", "Gia hạn 3 nhiệm vụ"]
    other = task_id(register, CONTINUING)
    assert reading.load_history(register, other) == ()
    first = reading.load_history(register, task_id(register, DATED))[1]
    assert first.changes == (("Thời hạn", "06/03/2026", "15/12/2026"),)


def test_one_task_is_named_as_itself(register: Register) -> None:
    change = several.record(register, ids(register, (DATED,)), NOTE, TODAY)
    assert change.summary == f"ghi chú vào nhiệm vụ {DATED_PLACE}"
    assert rows_of(register, "change_task") == []
    assert len(reading.load_history(register, task_id(register, DATED))) == 1


def test_one_refusal_keeps_all_from_being_written_and_is_told_by_task(register: Register) -> None:
    complete(register, UNDATED)
    seen, kept = what_people_see(register), changes(register)
    codes = (*CODES, CONTINUING)
    with pytest.raises(InputRefusedError) as refused:
        several.record(register, ids(register, codes), completion(), TODAY)
    words = str(refused.value)
    assert words.startswith("Chưa ghi gì vì có 2 trong 4 nhiệm vụ không ghi được:")
    assert f"• {UNDATED_PLACE}: Nhiệm vụ này đã được đánh dấu hoàn thành." in words
    assert "• III.1 #1b" in words
    assert (what_people_see(register), changes(register)) == (seen, kept)


def test_refusals_are_known_before_anything_is_written(register: Register) -> None:
    complete(register, UNDATED)
    refused = several.refusals(details(register), completion(), TODAY)
    assert [each.task_id for each in refused] == [task_id(register, UNDATED)]
    assert several.refusals(details(register, (DATED, YEARLY)), completion(), TODAY) == []


def test_a_long_list_of_refusals_is_cut(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "_MOST_TOLD", 4)
    index = reading.load_index(register, TODAY)
    recurring = [ref.id for ref in index.tasks if ref.recurrence][:8]
    with pytest.raises(InputRefusedError, match="và 4 nhiệm vụ khác"):
        several.record(register, recurring, completion(), TODAY)


@pytest.mark.parametrize("tasks", [[], [10**6]])
def test_no_task_is_refused(register: Register, tasks: list[int]) -> None:
    with pytest.raises(InputRefusedError, match="Chưa chọn"):
        several.record(register, tasks, NOTE, TODAY)


def test_a_task_named_twice_is_recorded_once(register: Register) -> None:
    several.record(register, ids(register, (DATED, DATED)), NOTE, TODAY)
    assert len(rows_of(register, "progress_update")) == 1
