"""What the page Tổng quan reads beside the index: completions by month and the next days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.services import reading
from db.queries import index as index_query
from tests.registers import DATED, TODAY, UNDATED, YEARLY, complete, task_id

if TYPE_CHECKING:
    import pytest
    from sqlalchemy import Connection

    from app.domain.records import DayTally
    from app.services.register import Register


def test_overview_counts_completions_month_by_month(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 31))
    complete(register, YEARLY, on=dt.date(2026, 4, 1))
    complete(register, UNDATED, on=TODAY)
    overview = reading.load_overview(
        register, reading.load_index(register, TODAY), dt.date(2026, 10, 31)
    )
    months = dict(overview.completed_by_month)
    assert list(months)[-1] == TODAY
    assert len(months) == 11
    assert months[dt.date(2026, 2, 28)] == 0
    assert months[dt.date(2026, 3, 31)] == 1
    assert months[dt.date(2026, 4, 30)] == months[dt.date(2026, 10, 31)] == 2
    assert months[TODAY] == 3
    assert overview.before.day == dt.date(2026, 10, 31)


def test_the_day_on_show_is_not_read_a_second_time(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = reading.load_index(register, TODAY)
    real, read = index_query.tally, []

    def tally(connection: Connection, as_of: dt.date) -> DayTally:
        read.append(as_of)
        return real(connection, as_of)

    monkeypatch.setattr(index_query, "tally", tally)
    assert reading.load_overview(register, index, dt.date(2026, 10, 31)).milestones
    assert read == [dt.date(2026, 10, 31)]


def test_milestones_come_soonest_first(register: Register) -> None:
    index = reading.load_index(register, dt.date(2026, 3, 2))
    milestones = reading.load_overview(register, index, TODAY).milestones
    days = [milestone.day for milestone in milestones]
    assert days == sorted(days)
    assert days[0] == dt.date(2026, 3, 6)
    assert milestones[0].title == "1 nhiệm vụ đến hạn"
    assert milestones[0].task_ids == (task_id(register, DATED),)
    closing = next(each for each in milestones if not each.task_ids)
    assert closing.day == dt.date(2026, 3, 14)
    assert closing.title == "Chốt số liệu tháng 3/2026, quý I/2026"
