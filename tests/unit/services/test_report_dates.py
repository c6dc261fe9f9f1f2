"""The calendar of reports: what is due when and from whom, receipts of several, duties switched."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InputRefusedError
from app.domain.periods import Recurrence
from app.domain.report_dates import light_of, periods_between
from app.domain.reporting import Duty, of_period
from app.domain.traffic_light import Light
from app.services import reading, report_dates, undo
from tests.registers import CONTINUING, TODAY, changes, duty_id, rows_of, task_id

if TYPE_CHECKING:
    from app.domain.report_dates import ReportDate
    from app.services.register import Register

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
ARRIVED = dt.date(2026, 11, 18)


def dates(register: Register, as_of: dt.date = TODAY) -> tuple[ReportDate, ...]:
    return report_dates.load_dates(register, *YEAR, as_of).dates


def monthly(register: Register, key: str = "2026-11", as_of: dt.date = TODAY) -> ReportDate:
    duty = duty_id(register, "CTr04-2026/BC-THANG")
    return next(d for d in dates(register, as_of) if (d.duty.id, d.period.key) == (duty, key))


def agencies(date: ReportDate) -> list[int]:
    return [sender.agency_id for sender in date.senders]


def light(register: Register, code: str = CONTINUING) -> Light:
    task = task_id(register, code)
    return next(r.light for r in reading.load_index(register, TODAY).tasks if r.id == task)


def test_every_month_of_the_year_is_there_once_its_document_was_issued(register: Register) -> None:
    duty = duty_id(register, "CTr04-2026/BC-THANG")
    keys = [date.period.key for date in dates(register) if date.duty.id == duty]
    assert keys == [f"2026-{month:02d}" for month in range(2, 13)]
    days = [date.period.closing_day for date in dates(register)]
    assert days == sorted(days)
    assert report_dates.load_dates(register, *YEAR, TODAY).without_dates >= 16


def test_a_collective_owes_through_its_members(register: Register) -> None:
    date = monthly(register)
    assert len(date.senders) >= 19
    assert date.counts == f"đã đến 0/{len(date.senders)}"
    assert date.receivers == ("Ủy ban nhân dân tỉnh",)
    assert date.light.light is Light.UNKNOWN, "not judged before it is switched on"


def test_reports_of_several_come_by_one_change_and_are_undone(register: Register) -> None:
    date = monthly(register)
    some = agencies(date)[:3]
    change = report_dates.record(register, date, some, ARRIVED, TODAY)
    assert change.summary == (
        "nhận báo cáo tháng 11/2026 của 3 cơ quan theo Chương trình hành động 04/CTr-UBND"
    )
    now = monthly(register)
    assert [sender.arrived_on for sender in now.senders[:4]] == [ARRIVED] * 3 + [None]
    assert now.duty.active_from == ARRIVED, "the first report switches the duty on"
    assert monthly(register, as_of=ARRIVED - dt.timedelta(days=1)).arrived == 0
    undo.undo_last(register)
    assert monthly(register) == date
    undo.redo_last(register)
    assert monthly(register).arrived == 3


def test_the_last_member_makes_the_collective_complete(register: Register) -> None:
    date = monthly(register)
    report_dates.record(register, date, agencies(date)[1:], dt.date(2026, 11, 20), TODAY)
    assert light(register) is not Light.IN_TIME
    report_dates.record(register, date, agencies(date), ARRIVED, TODAY)
    now = monthly(register)
    assert now.arrived == len(now.senders)
    assert now.light.light is Light.IN_TIME
    assert light(register) is Light.IN_TIME
    undo.undo_last(register)
    assert light(register) is not Light.IN_TIME


def test_a_wrong_receipt_is_taken_back_with_that_of_the_collective(register: Register) -> None:
    date = monthly(register)
    report_dates.record(register, date, agencies(date), ARRIVED, TODAY)
    before = rows_of(register, "report_receipt")
    wrong = agencies(date)[1]
    change = report_dates.take_back(register, monthly(register), [wrong], TODAY)
    assert change.summary == "bỏ ghi nhận báo cáo tháng 11/2026 của Sở Tư pháp"
    now = monthly(register)
    assert [s.agency_id for s in now.senders if s.arrived_on is None] == [wrong]
    assert light(register) is not Light.IN_TIME
    undo.undo_last(register)
    assert sorted(row[:5] for row in rows_of(register, "report_receipt")) == sorted(
        row[:5] for row in before
    )


def test_a_duty_is_switched_on_from_a_day_without_a_report(register: Register) -> None:
    date = monthly(register)
    report_dates.switch_on(register, date, dt.date(2026, 11, 1))
    assert monthly(register).light.light is Light.DUE_SOON, "closed a week ago, missing"
    assert light(register) is Light.DUE_SOON
    assert monthly(register, "2026-10").light.light is Light.UNKNOWN, "closed before that day"
    assert monthly(register, "2026-12").light.light is Light.IN_TIME
    with pytest.raises(InputRefusedError):
        report_dates.switch_on(register, monthly(register), dt.date(2026, 11, 1))
    report_dates.switch_on(register, monthly(register), None)
    assert light(register) is Light.UNKNOWN
    undo.undo_last(register)
    assert light(register) is Light.DUE_SOON


def test_refusals_leave_nothing(register: Register) -> None:
    date = monthly(register)
    for chosen, day in (([], ARRIVED), (agencies(date)[:1], TODAY + dt.timedelta(days=1))):
        with pytest.raises(InputRefusedError):
            report_dates.record(register, date, chosen, day, TODAY)
    with pytest.raises(InputRefusedError):
        report_dates.take_back(register, date, agencies(date), TODAY)
    report_dates.record(register, date, agencies(date)[:1], ARRIVED, TODAY)
    with pytest.raises(InputRefusedError, match="đã được ghi nhận"):
        report_dates.record(register, date, agencies(date)[:1], ARRIVED, TODAY)
    with pytest.raises(InputRefusedError, match="Đã có báo cáo"):
        report_dates.switch_on(register, monthly(register), None)
    assert len(changes(register)) == 1


@given(st.sampled_from([Recurrence.WEEKLY, Recurrence.MONTHLY, Recurrence.QUARTERLY,
                        Recurrence.SEMIANNUAL, Recurrence.ANNUAL]),
       st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)), st.integers(0, 800))  # fmt: skip
def test_periods_between_two_days_are_all_of_them_once(recurrence, first, length):
    last = first + dt.timedelta(days=length)
    duty = Duty(1, 1, 0, recurrence, None, None)
    found = list(periods_between(duty, first, last))
    days = [period.closing_day for period in found]
    assert days == sorted(set(days))
    assert all(first <= day <= last for day in days)
    for day in days:
        assert any(each.closing_day == day for each in found)
    halves = [*periods_between(duty, first, first + dt.timedelta(days=length // 2)),
              *periods_between(duty, first + dt.timedelta(days=length // 2 + 1), last)]  # fmt: skip
    assert halves == found


@pytest.mark.parametrize(
    ("active_from", "complete", "as_of", "light_"),
    [
        (None, False, TODAY, Light.UNKNOWN),
        (None, True, TODAY, Light.IN_TIME),
        (dt.date(2026, 11, 14), False, dt.date(2026, 11, 1), Light.IN_TIME),
        (dt.date(2026, 11, 14), False, dt.date(2026, 11, 14), Light.DUE_SOON),
        (dt.date(2026, 11, 14), False, dt.date(2026, 11, 21), Light.DUE_SOON),
        (dt.date(2026, 11, 14), False, dt.date(2026, 11, 22), Light.OVERDUE),
        (dt.date(2026, 11, 15), False, dt.date(2026, 11, 22), Light.UNKNOWN),
        (dt.date(2026, 11, 14), True, dt.date(2026, 11, 22), Light.IN_TIME),
    ],
)
def test_lights_of_a_report_date(active_from, complete, as_of, light_):
    from app.domain.periods import parse_period  # noqa: PLC0415 - one case

    period = of_period(parse_period("2026-11"))
    duty = Duty(1, 1, 0, Recurrence.MONTHLY, None, active_from)
    found = light_of(duty, period, complete=complete, as_of=as_of, soon_days=7)
    assert found.light is light_
