"""Which duty judges a continuing task, and how it stands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.periods import Recurrence
from app.domain.reporting import (
    Duty,
    duties_of,
    judging_first,
    latest_standing,
    period_words,
    periods,
    standing,
)
from app.domain.traffic_light import ReportStanding

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

TASK, DOCUMENT = 7, 2
AS_OF = dt.date(2026, 10, 20)
ON = dt.date(2026, 2, 3)


def duty(id: int = 1, recurrence: Recurrence | None = Recurrence.MONTHLY, **fields: Any) -> Duty:  # noqa: A002
    values: dict[str, Any] = {
        "document_id": DOCUMENT,
        "task_id": 0,
        "due_on": None,
        "active_from": ON,
    }
    return Duty(id=id, recurrence=recurrence, **values | fields)


def nothing(_duty: Duty) -> AbstractSet[str]:
    return frozenset()


def sent(keys: dict[int, str]) -> Callable[[Duty], AbstractSet[str]]:
    return lambda duty: frozenset({keys[duty.id]} if duty.id in keys else ())


def test_own_duty_goes_before_the_documents() -> None:
    own, shared = duty(1, task_id=TASK), duty(2)
    other_task, other_document = duty(3, task_id=8), duty(4, document_id=3)
    duties = [shared, other_task, own, other_document]
    assert duties_of(duties, task_id=TASK, document_id=DOCUMENT) == [own]
    assert duties_of(duties, task_id=9, document_id=DOCUMENT) == [shared]
    assert duties_of(duties, task_id=9, document_id=5) == []


def test_own_duty_goes_first_even_before_it_is_switched_on() -> None:
    own, shared = duty(1, task_id=TASK, active_from=None), duty(2)
    chosen = duties_of([own, shared], task_id=TASK, document_id=DOCUMENT)
    assert latest_standing(chosen, Recurrence.MONTHLY, nothing, AS_OF) is None


def test_duty_of_the_same_recurrence_judges() -> None:
    duties = [duty(1, Recurrence.MONTHLY), duty(2, Recurrence.QUARTERLY)]
    found = latest_standing(duties, Recurrence.QUARTERLY, sent({2: "2026-Q3"}), AS_OF)
    assert found == ReportStanding(dt.date(2026, 9, 14), arrived=True, period_words="quý III/2026")


def test_else_the_duty_whose_period_closed_last() -> None:
    duties = [duty(2, Recurrence.QUARTERLY), duty(1, Recurrence.MONTHLY)]
    found = latest_standing(duties, Recurrence.CONTINUOUS, nothing, AS_OF)
    assert found is not None
    assert found.period_words == "tháng 10/2026"


def test_of_those_closed_on_one_day_the_most_frequent() -> None:
    duties = [
        duty(3, Recurrence.ANNUAL),
        duty(2, Recurrence.QUARTERLY),
        duty(1, Recurrence.MONTHLY),
        duty(4, Recurrence.SEMIANNUAL),
    ]
    found = latest_standing(duties, Recurrence.CONTINUOUS, nothing, dt.date(2026, 12, 20))
    assert found is not None
    assert found.period_words == "tháng 12/2026"


def test_same_recurrence_not_switched_on_is_not_replaced_by_another() -> None:
    duties = [duty(1, Recurrence.MONTHLY, active_from=None), duty(2, Recurrence.QUARTERLY)]
    assert latest_standing(duties, Recurrence.MONTHLY, nothing, AS_OF) is None


def test_no_duty_no_standing() -> None:
    assert latest_standing([], Recurrence.MONTHLY, nothing, AS_OF) is None


@pytest.mark.parametrize(
    ("active_from", "judged"),
    [
        (None, False),
        (dt.date(2026, 10, 21), False),
        (dt.date(2026, 10, 20), False),
        (dt.date(2026, 10, 15), False),
        (dt.date(2026, 10, 14), True),
        (dt.date(2026, 2, 3), True),
    ],
)
def test_only_periods_closed_since_it_was_switched_on_count(
    *, active_from: dt.date | None, judged: bool
) -> None:
    found = standing(duty(active_from=active_from), frozenset(), AS_OF)
    assert (found is not None) == judged


def test_first_report_speaks_even_for_a_period_closed_before() -> None:
    found = standing(duty(active_from=dt.date(2026, 10, 18)), {"2026-10"}, AS_OF)
    assert found == ReportStanding(
        dt.date(2026, 10, 14), arrived=True, period_words="tháng 10/2026"
    )


def test_report_of_an_older_period_does_not_help() -> None:
    found = standing(duty(), {"2026-09", "2026-08"}, AS_OF)
    assert found is not None
    assert not found.arrived


def test_closing_day_itself_is_not_past_closing() -> None:
    found = standing(duty(), frozenset(), dt.date(2026, 10, 14))
    assert found is not None
    assert found.period_words == "tháng 9/2026"


@pytest.mark.parametrize(
    ("as_of", "arrived", "expected"),
    [
        (dt.date(2026, 5, 25), frozenset(), None),
        (
            dt.date(2026, 5, 26),
            frozenset(),
            ReportStanding(dt.date(2026, 5, 25), arrived=False, period_words="hạn 25/5/2026"),
        ),
        (
            dt.date(2026, 5, 26),
            frozenset({"2026-05-25"}),
            ReportStanding(dt.date(2026, 5, 25), arrived=True, period_words="hạn 25/5/2026"),
        ),
    ],
)
def test_a_report_due_once(
    as_of: dt.date, arrived: AbstractSet[str], expected: ReportStanding | None
) -> None:
    once = duty(recurrence=Recurrence.ONCE, due_on=dt.date(2026, 5, 25))
    assert standing(once, arrived, as_of) == expected


def test_a_report_due_once_before_it_was_switched_on_is_not_missed() -> None:
    once = duty(
        recurrence=Recurrence.ONCE,
        due_on=dt.date(2026, 5, 25),
        active_from=dt.date(2026, 6, 1),
    )
    assert standing(once, frozenset(), AS_OF) is None
    assert standing(once, {"2026-05-25"}, AS_OF) is not None


def test_continuous_duty_has_no_periods() -> None:
    assert standing(duty(recurrence=Recurrence.CONTINUOUS), frozenset(), AS_OF) is None


@pytest.mark.parametrize("active_from", [None, dt.date(2026, 10, 21), dt.date(2027, 1, 1)])
def test_a_report_that_came_speaks_though_the_duty_is_not_switched_on(
    active_from: dt.date | None,
) -> None:
    found = standing(duty(active_from=active_from), {"2026-10"}, AS_OF)
    assert found is not None
    assert found.arrived


def test_a_duty_without_periods_judges_nothing_and_keeps_its_document_out() -> None:
    own, shared = duty(1, None, task_id=TASK), duty(2)
    chosen = duties_of([shared, own], task_id=TASK, document_id=DOCUMENT)
    assert chosen == [own]
    assert latest_standing(chosen, Recurrence.MONTHLY, nothing, AS_OF) is None
    assert periods(own, AS_OF, ON) == []


def test_periods_are_listed_from_the_open_one_back_to_the_first() -> None:
    found = periods(duty(), AS_OF, dt.date(2026, 8, 14))
    assert [period.key for period in found] == ["2026-11", "2026-10", "2026-09", "2026-08"]
    assert found[0].words == "tháng 11/2026"
    assert (found[0].begins_on, found[0].closing_day) == (
        dt.date(2026, 10, 15),
        dt.date(2026, 11, 14),
    )


def test_on_its_closing_day_a_period_is_still_the_open_one() -> None:
    assert periods(duty(), dt.date(2026, 10, 14), ON)[0].key == "2026-10"
    assert periods(duty(), dt.date(2026, 10, 15), ON)[0].key == "2026-11"


def test_the_list_of_periods_stays_short() -> None:
    found = periods(duty(), AS_OF, dt.date(2020, 1, 1))
    assert [found[0].key, found[-1].key] == ["2026-11", "2025-11"]
    weeks = periods(duty(recurrence=Recurrence.WEEKLY), AS_OF, dt.date(2020, 1, 1))
    assert len(weeks) == len(found)


def test_the_open_period_is_offered_before_anything_was_closed() -> None:
    yearly = periods(duty(recurrence=Recurrence.ANNUAL), AS_OF, ON)
    assert [period.key for period in yearly] == ["2026"]


def test_a_report_due_once_has_one_period() -> None:
    once = duty(recurrence=Recurrence.ONCE, due_on=dt.date(2026, 5, 25))
    (period,) = periods(once, AS_OF, ON)
    assert (period.key, period.begins_on) == ("2026-05-25", None)
    assert standing(once, {period.key}, AS_OF) == ReportStanding(
        dt.date(2026, 5, 25), arrived=True, period_words=period.words
    )


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2026-11", "tháng 11/2026"),
        ("2026-Q3", "quý III/2026"),
        ("2026", "năm 2026"),
        ("2026-05-25", "hạn 25/5/2026"),
    ],
)
def test_words_of_a_kept_period(key: str, words: str) -> None:
    assert period_words(key) == words


def test_the_duty_that_judges_is_offered_first() -> None:
    month, quarter = duty(1, Recurrence.MONTHLY), duty(2, Recurrence.QUARTERLY)
    second = duty(3, Recurrence.ONCE, due_on=dt.date(2026, 11, 20))
    first = duty(4, Recurrence.ONCE, due_on=dt.date(2026, 5, 25))
    vague = duty(5, None)
    mixed = [vague, second, first, quarter, month]
    in_order = judging_first(mixed, Recurrence.CONTINUOUS)
    assert in_order == [month, quarter, first, second, vague]
    assert judging_first(mixed, Recurrence.QUARTERLY)[0] == quarter
