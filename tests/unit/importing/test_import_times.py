"""Words of time, and that a date is never made up."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import Recurrence
from app.domain.time_limit import TimeLimitKind
from app.importing.time_cells import read_time_cell
from app.importing.time_limits import (
    FROM_EVENT,
    NO_SUCH_DAY,
    YEAR_UNKNOWN,
    read_time,
)
from app.importing.time_records import Clock

MAY = Clock(dt.date(2026, 5, 14), 2026)
NOTHING = Clock()


def found(text: str, clock: Clock = MAY) -> tuple[str, str | None]:
    """Return (kind, date or recurrence)."""
    limit = read_time(text, clock).limit
    if limit.due_on:
        return limit.kind.value, limit.due_on.isoformat()
    return limit.kind.value, limit.recurrence.value if limit.recurrence else None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("gửi Sở Tài chính trước ngày 20/5/2026 để tổng hợp", "date", "2026-05-20"),
        ("trước 17h00 ngày 25/7/2026", "date", "2026-07-25"),
        ("hoàn thành trước ngày 15 tháng 6 năm 2026", "date", "2026-06-15"),
        ("từ ngày 01/6/2026 đến hết ngày 28/8/2026", "date", "2026-08-28"),
        ("chậm nhất ngày 10.6.2026", "date", "2026-06-10"),
        ("hoàn thành trong tháng 9/2026", "period", "2026-09-30"),
        ("báo cáo trong quý III năm 2026", "period", "2026-09-30"),
        ("hoàn thành trong 6 tháng đầu năm", "period", "2026-06-30"),
        ("Phấn đấu đến hết năm 2026, tỷ trọng đạt 10%", "period", "2026-12-31"),
        ("Năm 2026, phấn đấu có 500 doanh nghiệp", "period", "2026-12-31"),
        ("Đến năm 2030, giữ vững", "period", "2030-12-31"),
        ("Định kỳ ngày 25 hằng tháng báo cáo UBND tỉnh", "continuing", "monthly"),
        ("báo cáo tiến độ hàng tuần", "continuing", "weekly"),
        ("sơ kết hằng năm", "continuing", "annual"),
        ("Thường xuyên rà soát tiến độ các dự án", "continuing", "continuous"),
        ("tổ chức trực ban 24/24 giờ", "continuing", "continuous"),
    ],
)
def test_limits(text: str, kind: str, value: str) -> None:
    assert found(text) == (kind, value)


@pytest.mark.parametrize("day", ["30/02/2026", "31/4/2026", "01/02/0000"])
def test_a_day_that_no_calendar_has_is_told_and_not_made_up(day: str) -> None:
    time = read_time(f"hoàn thành trước ngày {day}", MAY)
    assert time.limit.due_on is None
    assert time.doubts == (NO_SUCH_DAY.format(text=f"hoàn thành trước ngày {day}"),)


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 01/NQ-CP ngày 08/01/2026 của Chính phủ",
        "theo Luật Đầu tư công ngày 29 tháng 11 năm 2024",
        "Quy hoạch phân khu đến năm 2040",
        "Chương trình mục tiêu quốc gia giai đoạn 2026-2030",
        "cắt giảm chi thường xuyên",
        "khu vực thường xuyên chịu ảnh hưởng của lũ quét",
        "kế hoạch sử dụng đất hằng năm theo quy định",
        "hợp đồng đã ký kết trong năm 2025",  # had ended when the document was issued
        "hệ thống thu nộp thuế",
    ],
)
def test_what_is_no_limit(text: str) -> None:
    assert found(text) == ("undetermined", None)


def test_a_day_without_its_year_takes_the_document_s_year_with_a_doubt() -> None:
    time = read_time("xong trước ngày 22/8", MAY)
    assert time.limit.due_on == dt.date(2026, 8, 22)
    assert time.doubts


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("hoàn thành trước ngày 22/8", NOTHING),  # no year anywhere
        ("hoàn thành trong tháng 01", MAY),  # past this year: the next one is only a guess
        ("hoàn thành trong quý I", MAY),
    ],
)
def test_a_year_that_nobody_can_know_stays_open(text: str, clock: Clock) -> None:
    time = read_time(text, clock)
    assert time.limit.kind is TimeLimitKind.UNDETERMINED
    assert time.limit.text
    assert time.doubts == (YEAR_UNKNOWN,)


def test_days_counted_from_an_event_have_no_date() -> None:
    time = read_time("chậm nhất 15 ngày kể từ ngày nhận được văn bản", MAY)
    assert time.limit.kind is TimeLimitKind.UNDETERMINED
    assert time.limit.text.startswith("chậm nhất 15 ngày")
    assert time.doubts == (FROM_EVENT,)


def test_a_day_that_does_not_exist_is_doubted_not_moved() -> None:
    time = read_time("trước ngày 31/02/2027", MAY)
    assert time.limit.due_on is None
    assert time.doubts


def test_other_dates_of_a_paragraph_are_named_in_a_doubt() -> None:
    time = read_time("trước ngày 25/5/2026 (6 tháng); trước ngày 20/11/2026 (năm)", MAY)
    assert time.limit.due_on == dt.date(2026, 5, 25)
    assert "20/11/2026" in time.doubts[0]


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        ("30/6/2026", "date", "2026-06-30"),
        ("Tháng 4 - tháng 6/2026", "period", "2026-06-30"),
        ("Quý II/2026 và duy trì thường xuyên", "period", "2026-06-30"),
        ("Năm 2026", "period", "2026-12-31"),
        ("2026-2030", "period", "2030-12-31"),
        ("Hằng quý", "continuing", "quarterly"),
        ("2 lần/năm", "continuing", "semiannual"),
        ("Thường xuyên", "continuing", "continuous"),
        ("", "undetermined", None),
        ("Theo tiến độ chung", "undetermined", None),
    ],
)
def test_cells(cell: str, kind: str, value: str | None) -> None:
    limit = read_time_cell(cell, MAY).limit
    got = limit.due_on.isoformat() if limit.due_on else limit.recurrence
    assert (limit.kind.value, got) == (kind, value)


@given(st.text(alphabet="trước ngàyháqúinămđếhtIV/.-0123456789:;, ", max_size=60))
def test_any_words_give_a_limit_that_is_consistent(text: str) -> None:
    for time in (read_time(text, NOTHING), read_time_cell(text, NOTHING)):
        limit = time.limit
        if limit.due_on is not None:
            # Without a clock every part of a date must be printed.
            assert str(limit.due_on.year) in text
        assert (limit.recurrence is None) == (limit.kind is not TimeLimitKind.CONTINUING)
        assert limit.recurrence is not Recurrence.ONCE


@pytest.mark.parametrize(
    ("text", "recurrence", "words"),
    [
        ("báo cáo hằng tháng, trước ngày 20.", "monthly", "hằng tháng, trước ngày 20"),
        ("Hằng tháng, trước ngày 20, Sở A báo cáo", "monthly", "Hằng tháng, trước ngày 20"),
        ("Trước ngày 25 hằng tháng báo cáo", "monthly", "Trước ngày 25 hằng tháng"),
        (
            "báo cáo định kỳ hằng quý (trước ngày 15 của tháng cuối quý)",
            "quarterly",
            "định kỳ hằng quý (trước ngày 15 của tháng cuối quý)",
        ),
        (
            "trước ngày 15/6 và ngày 15/12 hằng năm báo cáo UBND tỉnh",
            "annual",
            "trước ngày 15/6 và ngày 15/12 hằng năm",
        ),
        (
            "hằng quý, chậm nhất ngày 05 tháng đầu tiên của quý sau, báo cáo",
            "quarterly",
            "hằng quý, chậm nhất ngày 05 tháng đầu tiên của quý sau",
        ),
    ],
)
def test_the_day_by_which_a_duty_returns_stays_in_its_words(text, recurrence, words) -> None:
    limit = read_time(text, MAY).limit
    assert (limit.kind, limit.recurrence) == (TimeLimitKind.CONTINUING, Recurrence(recurrence))
    assert limit.text == words
    assert any(word.isdigit() for word in limit.printed_words.replace(",", " ").split()) or (
        "/" in limit.printed_words
    )


def test_a_day_with_a_year_is_a_limit_beside_a_recurrence() -> None:
    text = "Hoàn thành trước ngày 20/6/2026 và báo cáo hằng tháng"
    assert found(text) == ("date", "2026-06-20")


@pytest.mark.parametrize("text", ["Trước 20/6 và 20/12 hằng năm", "Hằng năm, trước 20/12"])
def test_days_of_a_cell_that_return_every_year_are_no_day_of_this_one(text: str) -> None:
    limit = read_time_cell(text, MAY).limit
    assert (limit.recurrence, limit.due_on, limit.text) == (Recurrence.ANNUAL, None, text)


def test_a_day_that_tells_which_projects_are_meant_is_no_limit() -> None:
    which = "Điều chuyển vốn của các dự án đến hết ngày 30/6/2026 giải ngân dưới 30% kế hoạch."
    assert found(which) == ("undetermined", None)
    assert found("Giải ngân hết vốn, đến hết ngày 30/6/2026 đạt 60%.") == ("date", "2026-06-30")


def test_a_second_recurrence_is_told() -> None:
    text = "Công bố giá hằng tháng; báo cáo kết quả trước ngày 20 tháng cuối quý."
    time = read_time(text, MAY)
    assert time.limit.recurrence is Recurrence.MONTHLY
    assert "tháng cuối quý" in time.doubts[0]
    assert read_time("Báo cáo hằng tháng, trước ngày 20.", MAY).doubts == ()
