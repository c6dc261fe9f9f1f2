"""Limits that are events, and several limits in one sentence: kept in words, none lost."""

# ruff: noqa: E501 - a sentence of a document is one line here

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import fold
from app.domain.time_limit import TimeLimitKind
from app.importing.event_limits import EVENT_LIMIT, events_in
from app.importing.names import AgencyName, Names
from app.importing.propose import propose
from app.importing.several_times import SEVERAL
from app.importing.time_limits import NOT_SAID, read_time
from app.importing.time_records import Clock
from tests.importing.block_lists import SOURCE, blocks_of

MAY = Clock(dt.date(2026, 5, 12), 2026)

EVENTS = [
    ("trình phương án trước kỳ họp HĐND tỉnh cuối năm 2026.", "trước kỳ họp HĐND tỉnh cuối năm 2026"),
    ("gia cố đê xung yếu trước mùa mưa bão năm 2026.", "trước mùa mưa bão năm 2026"),
    ("kết nối cung cầu trước Tết Nguyên đán Bính Ngọ, để bình ổn giá", "trước Tết Nguyên đán Bính Ngọ"),
    ("xây dựng quy chế sau khi Nghị định số 55/2026/NĐ-CP được ban hành.", "sau khi Nghị định số 55/2026/NĐ-CP được ban hành"),
    ("hoàn thành trước khi Luật Cán bộ, công chức có hiệu lực", "trước khi Luật Cán bộ, công chức có hiệu lực"),
    ("thẩm định dự toán ngay sau khi nhận được hồ sơ", "ngay sau khi nhận được hồ sơ"),
    ("chuẩn bị cơ sở vật chất trước năm học mới 2026-2027", "trước năm học mới 2026-2027"),
    ("bảo đảm an ninh trước, trong và sau Đại hội Đảng bộ tỉnh", "trước, trong và sau Đại hội Đảng bộ tỉnh"),
    ("trình HĐND tỉnh tại kỳ họp thường lệ giữa năm 2026", "tại kỳ họp thường lệ giữa năm 2026"),
    ("hoàn thành trước dịp 30/4", "hoàn thành trước dịp 30/4"),
    ("hoàn thành trường học kịp phục vụ năm học mới", "kịp phục vụ năm học mới"),
    ("báo cáo UBND tỉnh ngay trong ngày.", "ngay trong ngày"),
    ("thu hoạch lúa trước khi lũ về", "trước khi lũ về"),
    ("sơ tán dân ở khu vực nguy hiểm trước khi bão đổ bộ", "trước khi bão đổ bộ"),
    ("hoàn thành ngay trong tuần sau", "ngay trong tuần sau"),
    ("báo cáo trước phiên họp UBND tỉnh thường kỳ tháng 9", "trước phiên họp UBND tỉnh thường kỳ tháng 9"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), EVENTS)
def test_an_event_is_kept_in_its_words(text: str, words: str) -> None:
    time = read_time(text, MAY)
    assert time.limit.kind is TimeLimitKind.UNDETERMINED
    assert time.limit.due_on is None
    assert words in time.limit.text
    assert time.doubts == (EVENT_LIMIT,)


@pytest.mark.parametrize(
    "text",
    [
        "khắc phục hậu quả trước mắt và lâu dài",
        "trước hết là các xã vùng cao; chịu trách nhiệm trước Chủ tịch UBND tỉnh",
        "rà soát phương án trước khi trình UBND tỉnh phê duyệt",
        "quản lý doanh nghiệp sau đăng ký kinh doanh, trụ sở dôi dư sau sắp xếp",
        "giải quyết kiến nghị cử tri tại kỳ họp thứ 10",
        "hoàn thành trước thời hạn các chỉ tiêu",
        "tăng so với cùng kỳ năm trước",
        "tổ chức trực, kịp thời phục vụ nhân dân; trả kết quả trong ngày cho người dân",
        "quản lý, khai thác các công trình sau khi hoàn thành",
    ],
)
def test_words_that_are_no_event(text: str) -> None:
    assert events_in(fold(text), []) == []


@pytest.mark.parametrize(
    ("text", "limit", "others"),
    [
        ("báo cáo trước ngày 30/6/2026; báo cáo lần hai trước ngày 30/11/2026", "2026-06-30", ["trước ngày 30/11/2026"]),
        ("báo cáo trước ngày 15/6/2026, 15/9/2026 và 15/12/2026", "2026-06-15", ["15/9/2026", "15/12/2026"]),
        ("báo cáo trước ngày 30/6 và 30/12/2026", "2026-06-30", ["30/12/2026"]),
        ("báo cáo 6 tháng trước ngày 15/6, báo cáo năm trước ngày 15/12/2026", "2026-06-15", ["trước ngày 15/12/2026"]),
        ("hoàn thành trước ngày 30/6/2026; định kỳ hằng tháng báo cáo UBND tỉnh", "2026-06-30", ["định kỳ hằng tháng"]),
        ("hằng tháng báo cáo kết quả; hoàn thành kế hoạch trước ngày 30/6/2026", "monthly", ["trước ngày 30/6/2026"]),
        ("hằng tháng, trước ngày 20, báo cáo; hoàn thành trước ngày 30/9/2026", "monthly", ["hoàn thành trước ngày 30/9/2026"]),
        ("thường xuyên kiểm tra; hoàn thành quy hoạch trước ngày 30/9/2026", "2026-09-30", ["thường xuyên kiểm tra"]),
        ("kiểm tra hồ trước mùa mưa lũ; báo cáo trước ngày 30/9/2026", "2026-09-30", ["trước mùa mưa lũ"]),
        ("kiểm tra trong tuần 2 tháng 7/2026; xong trước ngày 30/9/2026", "2026-09-30", ["trong tuần 2 tháng 7/2026"]),
        ("tổ chức hội nghị ngày 20/12/2026; gửi tài liệu trước ngày 15/12/2026", "2026-12-15", ["ngày 20/12/2026"]),
    ],
)  # fmt: skip
def test_the_first_counts_and_all_others_are_told(text: str, limit: str, others: list[str]) -> None:
    time = read_time(text, MAY)
    every = time.limit.recurrence
    assert (time.limit.due_on.isoformat() if time.limit.due_on else every and every.value) == limit
    assert SEVERAL.format(others="; ".join(others)) in time.doubts


def test_a_day_that_no_word_limits_is_told() -> None:
    time = read_time("tổ chức hội nghị tổng kết ngày 20/12/2026 tại tỉnh", MAY)
    assert time.limit.due_on is None
    assert (time.limit.text, time.doubts) == ("ngày 20/12/2026", (NOT_SAID,))


def test_a_day_of_figures_and_a_share_are_no_limits() -> None:
    text = "tổng hợp số liệu tính đến ngày 30/6/2026, báo cáo trước ngày 10/7/2026"
    time = read_time(text, MAY)
    assert time.limit.due_on == dt.date(2026, 7, 10)
    assert not time.doubts
    assert read_time("hoàn thành 12/12 chỉ tiêu", MAY).limit.due_on is None


@given(
    st.sampled_from([text.rstrip(".") for text, _words in EVENTS]),
    st.sampled_from(["", "Sở A ", "rà soát 12/14 xã, ", "thực hiện Nghị quyết số 02/NQ-CP; "]),
    st.sampled_from(["", ".", "; báo cáo UBND tỉnh", ", nhằm bảo đảm an toàn"]),
)
def test_an_event_never_gives_a_day(words: str, before: str, after: str) -> None:
    time = read_time(f"{before}{words}{after}", MAY)
    assert time.limit.due_on is None
    assert time.limit.text
    assert time.doubts


def test_an_agency_any_verb_and_an_event_are_a_task() -> None:
    names = Names((AgencyName("Sở Y tế"),))
    words = "II. NHIỆM VỤ\n1. Sở Y tế gia cố khu điều trị trước mùa mưa bão năm 2026."
    (task,) = propose(SOURCE, blocks_of(words), names).tasks
    assert task.lead == ("Sở Y tế",)
    assert task.time_limit.text == "trước mùa mưa bão năm 2026"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("báo cáo hằng tuần, vào thứ Năm, về Sở A", "hằng tuần, vào thứ Năm"),
        ("định kỳ chiều thứ Sáu hằng tuần báo cáo", "định kỳ chiều thứ Sáu hằng tuần"),
    ],
)
def test_the_day_of_the_week_belongs_to_what_returns(text: str, words: str) -> None:
    assert read_time(text, MAY).limit.text == words


def test_an_end_without_its_word_and_a_mere_start() -> None:
    time = read_time("cao điểm từ ngày 15/12/2026 đến 15/02/2027", MAY)
    assert (time.limit.due_on, time.doubts) == (dt.date(2027, 2, 15), ())
    start = read_time("áp dụng bệnh án điện tử từ ngày 01/7/2026 tại các bệnh viện", MAY)
    assert (start.limit.due_on, start.limit.text) == (None, "từ ngày 01/7/2026")
    assert len(start.doubts) == 1
    assert not read_time("theo Luật có hiệu lực từ ngày 01/7/2026", MAY).limit.text
    assert not read_time("theo Luật có hiệu lực kể từ ngày 01/7/2026", MAY).limit.text
