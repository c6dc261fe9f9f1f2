"""Completions that the centre confirms or sends back: the light, past days, undo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import Verdict
from app.domain.errors import InputRefusedError
from app.domain.traffic_light import Light, TaskState
from app.services import confirmation, reading, undo
from tests.registers import DATED, TODAY, changes, complete, task_id

if TYPE_CHECKING:
    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

DONE, LATER = dt.date(2026, 3, 5), dt.date(2026, 3, 20)
CONFIRM = Verdict(LATER, confirmed=True)
RETURN = Verdict(LATER, confirmed=False, note="Thiếu phụ lục phân công")


def detail(register: Register, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, DATED), as_of)


def give(register: Register, verdict: Verdict) -> str:
    change = confirmation.give_verdict(register, task_id(register, DATED), verdict, TODAY)
    return change.summary


def test_a_confirmed_completion_keeps_its_light_and_its_result(register: Register) -> None:
    complete(register, DATED, DONE)
    row = reading.load_rows(register, [task_id(register, DATED)], TODAY)
    assert give(register, CONFIRM).startswith("xác nhận hoàn thành nhiệm vụ TCTH.1 #2")
    now = detail(register)
    assert (now.assessment.light, now.state) == (Light.DONE_IN_TIME, TaskState.COMPLETED)
    assert now.confirmed_on == LATER
    assert now.latest_update is not None
    assert now.latest_update.product == "Kế hoạch"
    assert reading.load_rows(register, [task_id(register, DATED)], TODAY) == row
    assert detail(register, LATER - dt.timedelta(days=1)).confirmed_on is None
    with pytest.raises(InputRefusedError, match="đã được xác nhận"):
        give(register, CONFIRM)
    undo.undo_last(register)
    assert detail(register).confirmed_on is None
    undo.redo_last(register)
    assert detail(register).confirmed_on == LATER


def test_what_is_sent_back_is_open_from_that_day_on(register: Register) -> None:
    complete(register, DATED, DONE)
    give(register, CONFIRM)
    give(register, RETURN)
    assert detail(register).assessment.light is Light.OVERDUE
    assert detail(register).state is TaskState.OPEN
    before = detail(register, LATER - dt.timedelta(days=1))
    assert before.assessment.light is Light.DONE_IN_TIME
    undo.undo_last(register)
    assert detail(register).confirmed_on == LATER
    complete_again = detail(register)
    assert complete_again.state is TaskState.COMPLETED


def test_it_can_be_completed_again_after_it_was_sent_back(register: Register) -> None:
    complete(register, DATED, DONE)
    give(register, RETURN)
    complete(register, DATED, dt.date(2026, 4, 1))
    now = detail(register)
    assert (now.assessment.light, now.confirmed_on) == (Light.DONE_LATE, None)


def test_refusals_leave_nothing(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="đã được đánh dấu hoàn thành"):
        give(register, CONFIRM)
    complete(register, DATED, DONE)
    for verdict in (
        Verdict(DONE - dt.timedelta(days=1), confirmed=True),
        Verdict(TODAY + dt.timedelta(days=1), confirmed=True),
        Verdict(LATER, confirmed=False, note=" "),
    ):
        with pytest.raises(InputRefusedError):
            give(register, verdict)
    assert len(changes(register)) == 1
