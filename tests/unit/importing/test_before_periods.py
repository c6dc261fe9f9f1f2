"""Tests of app.importing.before_periods: "trước" a month, quarter or year excludes it."""

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.time_limit import TimeLimitKind
from app.importing.time_cells import read_time_cell
from app.importing.time_limits import read_time
from app.importing.time_records import Clock

CLOCK = Clock(dt.date(2026, 3, 5), 2026)


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("Trình Đề án trước quý IV/2026.", dt.date(2026, 9, 30)),
        ("Hoàn thành trước tháng 9/2026.", dt.date(2026, 8, 31)),
        ("Xây dựng danh mục, chậm nhất trước tháng 6 năm 2028.", dt.date(2028, 5, 31)),
        ("Xây dựng Đề án bệnh viện, trước năm 2028.", dt.date(2027, 12, 31)),
        ("Công bố giá vật liệu trước tháng 7.", dt.date(2026, 6, 30)),
        ("Hoàn thành trước 6 tháng cuối năm 2026.", dt.date(2026, 6, 30)),
    ],
)
def test_a_sentence_ends_before_the_period_and_says_how_it_was_read(
    words: str, due_on: dt.date
) -> None:
    time = read_time(words, CLOCK)
    assert (time.limit.kind, time.limit.due_on) == (TimeLimitKind.DATE, due_on)
    assert any(f"{due_on:%d/%m/%Y}" in doubt for doubt in time.doubts)
    assert "trước" in time.limit.text


@pytest.mark.parametrize(
    ("cell", "due_on"),
    [
        ("Trước tháng 6 năm 2028", dt.date(2028, 5, 31)),
        ("Trước quý IV/2026", dt.date(2026, 9, 30)),
        ("Trước năm 2028", dt.date(2027, 12, 31)),
        ("Trước 2028", dt.date(2027, 12, 31)),
        ("Trước T9/2026", dt.date(2026, 8, 31)),
        ("Trước 9/2026", dt.date(2026, 8, 31)),
    ],
)
def test_a_cell_ends_before_the_period(cell: str, due_on: dt.date) -> None:
    time = read_time_cell(cell, CLOCK)
    assert (time.limit.kind, time.limit.due_on) == (TimeLimitKind.DATE, due_on)
    assert time.limit.text == cell
    assert time.doubts


@pytest.mark.parametrize("words", ["trước hết quý III/2026", "trước cuối quý III/2026"])
def test_the_end_of_a_period_is_no_beginning(words: str) -> None:
    for time in (read_time(f"Hoàn thành {words}.", CLOCK), read_time_cell(words, CLOCK)):
        assert time.limit.period == "2026-Q3"


@pytest.mark.parametrize("words", ["Trước quý III - IV/2026", "Trước tháng 8, tháng 10/2026"])
def test_before_several_periods_is_left_to_the_person(words: str) -> None:
    time = read_time_cell(words, CLOCK)
    assert time.limit.kind is TimeLimitKind.UNDETERMINED
    assert time.doubts


def test_a_cell_before_the_issue_says_so() -> None:
    time = read_time_cell("Trước tháng 2/2026", CLOCK)
    assert time.limit.due_on == dt.date(2026, 1, 31)
    assert "Hạn trước ngày ban hành văn bản" in time.doubts
