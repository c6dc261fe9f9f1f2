"""Reporting periods, their keys and their closing days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import Period, Recurrence, last_closed, next_closing, parse_period

WITH_PERIODS = (
    Recurrence.WEEKLY,
    Recurrence.MONTHLY,
    Recurrence.QUARTERLY,
    Recurrence.SEMIANNUAL,
    Recurrence.ANNUAL,
)
days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))
recurrences = st.sampled_from(WITH_PERIODS)


@pytest.mark.parametrize(
    ("key", "last_day", "closing_day", "words"),
    [
        ("2026-W07", dt.date(2026, 2, 15), dt.date(2026, 2, 15), "tuần 7/2026"),
        ("2026-02", dt.date(2026, 2, 28), dt.date(2026, 2, 14), "tháng 2/2026"),
        ("2028-02", dt.date(2028, 2, 29), dt.date(2028, 2, 14), "tháng 2/2028"),
        ("9999-12", dt.date(9999, 12, 31), dt.date(9999, 12, 14), "tháng 12/9999"),
        ("2026-12", dt.date(2026, 12, 31), dt.date(2026, 12, 14), "tháng 12/2026"),
        ("2026-Q1", dt.date(2026, 3, 31), dt.date(2026, 3, 14), "quý I/2026"),
        ("2026-Q3", dt.date(2026, 9, 30), dt.date(2026, 9, 14), "quý III/2026"),
        ("2026-H1", dt.date(2026, 6, 30), dt.date(2026, 6, 14), "6 tháng đầu năm 2026"),
        ("2026-H2", dt.date(2026, 12, 31), dt.date(2026, 12, 14), "6 tháng cuối năm 2026"),
        ("2026", dt.date(2026, 12, 31), dt.date(2026, 12, 14), "năm 2026"),
    ],
)
def test_period_by_its_key(key: str, last_day: dt.date, closing_day: dt.date, words: str) -> None:
    period = parse_period(key)
    assert (period.key, period.last_day, period.closing_day, period.words) == (
        key,
        last_day,
        closing_day,
        words,
    )


@pytest.mark.parametrize(
    "key",
    [
        *("", "26", "2026-", "2026-0", "2026-1", "2026-00", "2026-13", "2026-Q0", "2026-Q5"),
        *("2026-H0", "2026-H3", "2026-W00", "2025-W53", "2026-W54", "2026-W7", "2026-q1"),
        *("2026/09", " 2026-09", "2026-09 ", "2026-09\n", "2026\n", "tháng 9", "2026-09-01"),
    ],
)
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text is for programmers
        parse_period(key)


@given(recurrences, days)
def test_keys_make_the_round_trip(recurrence: Recurrence, day: dt.date) -> None:
    period = last_closed(recurrence, day)
    assert period.recurrence is recurrence
    assert parse_period(period.key) == period


@given(recurrences, days)
def test_last_closed_and_next_closing_stand_about_the_day(
    recurrence: Recurrence, day: dt.date
) -> None:
    closed, coming = last_closed(recurrence, day), next_closing(recurrence, day)
    assert closed.closing_day < day <= coming.closing_day
    assert coming.previous() == closed


@given(recurrences, days)
def test_previous_period_ends_where_this_one_begins(recurrence: Recurrence, day: dt.date) -> None:
    period = next_closing(recurrence, day)
    before = period.previous()
    assert before.last_day < period.last_day
    length = {
        Recurrence.WEEKLY: (7, 7),
        Recurrence.MONTHLY: (28, 31),
        Recurrence.QUARTERLY: (90, 92),
        Recurrence.SEMIANNUAL: (181, 184),
        Recurrence.ANNUAL: (365, 366),
    }[recurrence]
    assert length[0] <= (period.last_day - before.last_day).days <= length[1]
    assert period.closing_day <= period.last_day


@given(recurrences, days, st.integers(1, 500))
def test_later_days_never_bring_back_an_older_period(
    recurrence: Recurrence, day: dt.date, later: int
) -> None:
    then = day + dt.timedelta(days=later)
    assert last_closed(recurrence, day).closing_day <= last_closed(recurrence, then).closing_day


@pytest.mark.parametrize(
    ("as_of", "closed", "coming"),
    [
        (dt.date(2026, 9, 14), "2026-08", "2026-09"),
        (dt.date(2026, 9, 15), "2026-09", "2026-10"),
        (dt.date(2026, 1, 14), "2025-12", "2026-01"),
        (dt.date(2026, 12, 15), "2026-12", "2027-01"),
    ],
)
def test_closing_day_still_belongs_to_its_month(as_of: dt.date, closed: str, coming: str) -> None:
    assert last_closed(Recurrence.MONTHLY, as_of).key == closed
    assert next_closing(Recurrence.MONTHLY, as_of).key == coming


def test_week_before_the_first_may_be_the_53rd() -> None:
    assert Period(2027, 1, Recurrence.WEEKLY).previous().key == "2026-W53"


@pytest.mark.parametrize("recurrence", [Recurrence.CONTINUOUS, Recurrence.ONCE])
def test_what_has_no_periods_is_refused(recurrence: Recurrence) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text is for programmers
        last_closed(recurrence, dt.date(2026, 9, 14))
    with pytest.raises(ValueError):  # noqa: PT011
        next_closing(recurrence, dt.date(2026, 9, 14))
