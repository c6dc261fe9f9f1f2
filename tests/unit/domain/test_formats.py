"""Dates and numbers as Vietnamese offices write and type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import formats

days = st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "table", "text", "words"),
    [
        (dt.date(2026, 1, 5), "05/01/2026", "05/01/2026", "ngày 05 tháng 01 năm 2026"),
        (dt.date(2026, 2, 28), "28/02/2026", "28/02/2026", "ngày 28 tháng 02 năm 2026"),
        (dt.date(2026, 3, 5), "05/03/2026", "05/3/2026", "ngày 05 tháng 3 năm 2026"),
        (dt.date(2026, 9, 10), "10/09/2026", "10/9/2026", "ngày 10 tháng 9 năm 2026"),
        (dt.date(2026, 10, 9), "09/10/2026", "09/10/2026", "ngày 09 tháng 10 năm 2026"),
        (dt.date(2026, 12, 31), "31/12/2026", "31/12/2026", "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_a_date_in_its_three_forms(day: dt.date, table: str, text: str, words: str) -> None:
    assert formats.date_in_table(day) == table
    assert formats.date_in_text(day) == text
    assert formats.date_in_words(day) == words


def test_a_moment() -> None:
    at = dt.datetime(2026, 6, 15, 7, 42)  # noqa: DTZ001 - local time
    assert formats.moment(at) == "07:42 15/06/2026"


@given(days)
def test_every_form_that_is_written_can_be_typed(day: dt.date) -> None:
    for typed in (formats.date_in_table(day), formats.date_in_text(day), day.isoformat()):
        assert formats.parse_date(typed, default_year=1900) == day
        assert formats.parse_date(f"  {typed} ", default_year=1900) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5/3", dt.date(2026, 3, 5)),
        ("05/03", dt.date(2026, 3, 5)),
        ("5-3-26", dt.date(2026, 3, 5)),
        ("5.3.2026", dt.date(2026, 3, 5)),
        ("31/12/2025", dt.date(2025, 12, 31)),
        ("29/2/2028", dt.date(2028, 2, 29)),
        ("2026-03-05", dt.date(2026, 3, 5)),
    ],
)
def test_dates_as_people_type_them(typed: str, day: dt.date) -> None:
    assert formats.parse_date(typed, default_year=2026) == day


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "5", "5/", "/3", "5/3/", "5/3/2", "5/3/202", "5/3/20266", "5 3 2026"),
        *("0/3", "32/1", "31/4/2026", "29/2/2026", "29/2", "5/13", "5/0", "2026-13-01"),
        *("2026-3-5", "2026-02-30", "hôm nay", "ngày 05 tháng 3", "05/03/2026 08:00", "5//3"),
        *("-5/3", "5/3/-26", "٥x٣", "1e1/3"),
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the caller tells the user in its own words
        formats.parse_date(typed, default_year=2026)


@given(st.text(max_size=12))
def test_any_rubbish_is_a_date_or_refused(typed: str) -> None:
    try:
        found = formats.parse_date(typed, default_year=2026)
    except ValueError:
        return
    assert isinstance(found, dt.date)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (5, "5"),
        (1234, "1.234"),
        (155000, "155.000"),
        (14.97, "14,97"),
        (61.3, "61,3"),
        (10.50, "10,5"),
        (23500.0, "23.500"),
        (-1234.5, "-1.234,5"),
        (12_345_678_901.5, "12.345.678.901,5"),
        (0.1 + 0.2, "0,3"),
        (12_345_678_901, "12.345.678.901"),
        (51_000_000_000_000.0, "51.000.000.000.000"),
    ],
)
def test_numbers(value: float, words: str) -> None:
    assert formats.number(value) == words


@pytest.mark.parametrize(
    ("value", "places", "words"),
    [
        (0.125, 2, "0,13"),
        (2.5, 0, "3"),
        (3.5, 0, "4"),
        (-2.5, 0, "-3"),
        (98.25, 1, "98,3"),
        (1.005, 2, "1,01"),
        (100 * 0.285, 1, "28,5"),
        (-0.001, 2, "0,00"),
        (1e22, 1, "10.000.000.000.000.000.000.000,0"),
    ],
)
def test_a_half_is_rounded_up_as_offices_do(value: float, places: int, words: str) -> None:
    assert formats.number(value, places) == words
    assert formats.number(formats.rounded(value, places), places) == words


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_half_of_the_last_place_goes_away_from_zero(tens: int, places: int) -> None:
    value = (10 * tens + 5) / 10 ** (places + 1)
    assert formats.rounded(value, places) == (tens + (value > 0)) / 10**places


@pytest.mark.parametrize(
    ("percentage", "shown"), [(99.96, 99.9), (100 - 1e-12, 100), (100.04, 100), (98.25, 98.3)]
)
def test_what_is_not_reached_is_never_told_as_100(percentage: float, shown: float) -> None:
    assert formats.tenths(percentage) == shown


def test_percentages_are_rounded_in_the_same_way() -> None:
    assert (formats.percent(1, 16), formats.percent(1, 80)) == ("6,3%", "1,3%")


def test_fixed_decimals() -> None:
    assert formats.number(93, 2) == "93,00"
    assert formats.number(1234.567, 1) == "1.234,6"
    assert formats.number(1234.567, 0) == "1.235"


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", "ngày 03/02/2026"), ("month", "tháng 2/2026"), ("year", "năm 2026")],
)
def test_the_date_of_a_document_says_no_more_than_is_known(precision: str, words: str) -> None:
    assert formats.issue_words(dt.date(2026, 2, 3), precision) == words


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_keep_every_digit(value: int) -> None:
    assert formats.number(value).replace(".", "") == str(value)


def test_percent_and_count_tell_none_from_zero() -> None:
    assert formats.percent(2, 3) == "66,7%"
    assert formats.percent(0, 3) == "0,0%"
    assert formats.percent(3, 3) == "100,0%"
    assert formats.percent(0, 0) == formats.NONE_SIGN
    assert formats.count(0) == formats.NONE_SIGN
    assert formats.count(1234) == "1.234"
