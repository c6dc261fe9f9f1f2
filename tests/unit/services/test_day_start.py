"""The start of the day: what fell due, next reports, silent agencies, the last closed period."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.domain.acts import Progress
from app.domain.traffic_light import Light
from app.services import day_start, names, progress, reading, undo
from app.views import day_facts
from app.views.task_filters import FilterKey
from tests.factories import make_task_ref
from tests.registers import DATED, TODAY, UNDATED, complete, task_id
from tests.task_fakes import make_task_index

if TYPE_CHECKING:
    from app.domain.day_start import DayStart
    from app.services.register import Register

JUSTICE = "Sở Tư pháp"


def start(register: Register, as_of: dt.date = TODAY) -> DayStart:
    return day_start.load_day_start(register, reading.load_index(register, as_of))


def test_the_next_reports_and_the_last_closing(register: Register) -> None:
    found = start(register)
    assert found.next_closing == dt.date(2026, 12, 14)
    assert "tháng 12/2026" in found.next_words
    assert found.closing is not None
    assert found.closing.day == dt.date(2026, 11, 14)
    assert start(register, dt.date(2026, 11, 14)).next_closing == dt.date(2026, 11, 14)


def test_who_tells_something_is_silent_no_more(register: Register) -> None:
    agency = names.find_agency(register, JUSTICE)
    assert agency in start(register).silent
    said = Progress(TODAY - dt.timedelta(days=3), percent=20, result="Đã rà soát")
    progress.update_progress(register, task_id(register, UNDATED), said, TODAY)
    assert agency not in start(register).silent
    assert agency in start(register, TODAY + dt.timedelta(days=28)).silent
    undo.undo_last(register)
    assert agency in start(register).silent


def test_no_collective_is_called_silent(register: Register) -> None:
    agencies = reading.load_directory(register, TODAY).agencies
    assert not any(agencies[key].collective for key in start(register).silent)


def test_changes_since_the_closing_are_said_in_words(register: Register) -> None:
    complete(register, DATED, dt.date(2026, 11, 18))
    index = reading.load_index(register, TODAY)
    fact = day_facts.change_fact(index.tasks, day_start.load_day_start(register, index))
    assert (fact.figure, fact.words) == ("Từ kỳ chốt 14/11", "hoàn thành +1, quá hạn +0")


def test_what_has_just_fallen_due_is_listed_by_its_days():
    index = make_task_index([
        make_task_ref(1, Light.OVERDUE, days=1, due_on=dt.date(2026, 11, 20)),
        make_task_ref(2, Light.OVERDUE, days=7, due_on=dt.date(2026, 11, 14)),
        make_task_ref(3, Light.OVERDUE, days=8, due_on=dt.date(2026, 11, 13)),
        make_task_ref(4, Light.OVERDUE, days=3, by_report=True),
        make_task_ref(5, Light.DUE_SOON, days=2, due_on=dt.date(2026, 11, 23)),
        make_task_ref(6, Light.DUE_SOON, days=2, by_report=True),
    ])  # fmt: skip
    fell, soon = day_facts.due_facts(index)
    assert (fell.figure, soon.figure) == ("2", "1")
    assert fell.request is not None
    assert fell.request.filters is not None
    assert fell.request.filters.chosen(FilterKey.DAY) == frozenset({20261120, 20261114})
    empty = day_facts.due_facts(make_task_index([]))
    assert [fact.request for fact in empty] == [None, None]
