"""Limits, verbs and figures that a reader of unseen documents found lost without a word."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import datetime as dt

import pytest

from app.domain.targets import Operator
from app.domain.time_limit import TimeLimitKind
from app.importing.names import AgencyName, Names
from app.importing.proposals import Proposals
from app.importing.propose import propose
from app.importing.targets import figures
from app.importing.time_cells import DONE, read_time_cell
from app.importing.time_limits import read_time
from app.importing.time_records import Clock
from app.importing.titles import title_of
from app.importing.tracker import act_of
from app.importing.unread_times import AFTER
from tests.importing.block_lists import SOURCE, blocks_of

CLOCK = Clock(dt.date(2026, 7, 5), 2026)
NAMES = Names((AgencyName("Sở Tài chính", ("Sở Tài chính tỉnh",)), AgencyName("Sở Y tế")))


def read(words: str) -> Proposals:
    return propose(SOURCE, blocks_of(f"II. NHIỆM VỤ\n1. {words}"), NAMES)


def test_a_day_behind_until_is_a_limit() -> None:
    assert read_time("Giải ngân 100% kế hoạch vốn đến 31/01/2027.", CLOCK).limit.due_on == dt.date(
        2027, 1, 31
    )
    several = read_time("Giải ngân đến 30/9/2026 đạt 60%, đến 31/12/2026 đạt 100%.", CLOCK)
    assert several.limit.due_on == dt.date(2026, 9, 30)
    assert "31/12/2026" in several.doubts[0]


@pytest.mark.parametrize(
    "words", ["Giải ngân đến 30/6/2026 đạt 40%.", "Số liệu tính đến 30/9/2026."]
)
def test_a_day_up_to_which_something_was_counted_is_none(words: str) -> None:
    assert read_time(words, CLOCK).limit.due_on is None


@pytest.mark.parametrize("words", ["hoàn thành sau tháng 6/2026", "triển khai sau quý III/2026"])
def test_what_begins_after_a_period_has_a_doubt(words: str) -> None:
    time = read_time(f"Xây dựng Đề án, {words}.", CLOCK)
    assert time.limit.kind is TimeLimitKind.UNDETERMINED
    assert time.doubts == (AFTER,)


def test_a_session_before_which_is_reported_is_the_limit() -> None:
    time = read_time("Báo cáo HĐND tỉnh tại kỳ họp thường lệ cuối năm.", CLOCK)
    assert time.limit.text == "tại kỳ họp thường lệ cuối năm"
    assert time.doubts


@pytest.mark.parametrize("words", ["trước ngày 30/9/26", "trước ngày 30.9.26"])
def test_a_year_of_two_digits_is_read_with_a_doubt(words: str) -> None:
    for time in (read_time(f"Bàn giao {words}.", CLOCK), read_time_cell(words, CLOCK)):
        assert time.limit.due_on == dt.date(2026, 9, 30)
        assert "2026" in time.doubts[0]


def test_a_cell_that_tells_of_what_is_done_sets_no_limit() -> None:
    time = read_time_cell("Đã hoàn thành 30/4/2026", CLOCK)
    assert (time.limit.due_on, time.doubts) == (None, (DONE,))
    assert read_time_cell("Đạ Tẻh: 30/9/2026", CLOCK).limit.due_on == dt.date(2026, 9, 30)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Sở Tài chính tính toán giá đất trước ngày 30/9/2026.", "Tính toán giá đất"),
        ("Sở Tài chính đặt hàng dịch vụ công trước ngày 30/9/2026.", "Đặt hàng dịch vụ công"),
        ("Sở Tài chính đo đạc thửa đất trước ngày 30/9/2026.", "Đo đạc thửa đất"),
        ("Sở Tài chính nhận bàn giao hồ sơ trước ngày 30/9/2026.", "Nhận bàn giao hồ sơ"),
    ],
)
def test_verbs_that_folded_look_like_other_words_are_verbs(words: str, title: str) -> None:
    (task,) = read(words).tasks
    assert task.lead == ("Sở Tài chính",)
    assert task.title.startswith(title)


def test_a_commune_that_is_named_apart_has_its_own_task() -> None:
    (task,) = read("Riêng UBND xã Tam Quang và UBND phường Vinh Lộc giải tỏa các bến bãi.").tasks
    assert task.lead == ("UBND xã Tam Quang", "UBND phường Vinh Lộc")
    text = "II. NHIỆM VỤ\n1. UBND các xã, phường\na) Quản lý đất đai. Riêng UBND xã Tam Quang giải tỏa các bến bãi trước ngày 30/9/2026."
    leads = [task.lead for task in propose(SOURCE, blocks_of(text), NAMES).tasks]
    assert ("UBND xã Tam Quang",) in leads
    assert len(leads) == 2


def test_those_whom_an_appendix_charges_lead() -> None:
    (task,) = read(
        "Các cơ quan có nhiệm vụ tại Phụ lục xây dựng kế hoạch chi tiết trước ngày 15/8/2026."
    ).tasks
    assert task.lead == ("Các cơ quan có nhiệm vụ tại Phụ lục",)


def test_a_figure_and_more_is_at_least() -> None:
    (figure,) = figures("Giải ngân từ 95% kế hoạch vốn trở lên")
    assert (figure.operator, figure.value) == (Operator.AT_LEAST, 95)


def test_a_year_in_brackets_is_that_of_a_comparison() -> None:
    text = "I. CHỈ TIÊU ĐẾN NĂM 2030\n1. Tổng thu từ du lịch đạt trên 25.000 tỷ đồng; thời gian lưu trú bình quân 2,5 ngày/khách (năm 2025 là 1,9 ngày)."
    found = propose(SOURCE, blocks_of(text), NAMES).indicators
    assert [(each.value, each.unit, each.year) for each in found] == [
        (25000, "tỷ đồng", 2030),
        (2.5, "ngày/khách", 2030),
    ]


def test_a_title_ends_without_the_sign_of_the_end() -> None:
    assert title_of("Bàn giao hồ sơ./.") == "Bàn giao hồ sơ"
    assert title_of("Bàn giao hồ sơ./") == "Bàn giao hồ sơ"


@pytest.mark.parametrize(
    ("state", "share"),
    [("Đang thực hiện, đạt 40%", 40), ("Đang làm, khoảng 55 %", 55), ("Đang thực hiện", None)],
)
def test_a_state_tells_its_share(state: str, share: int | None) -> None:
    assert act_of(state)[1] == share


def test_a_bare_appendix_takes_the_facts_of_its_decision() -> None:
    text = "BẢNG PHÂN CÔNG NHIỆM VỤ\n(Kèm theo Quyết định số 2210/QĐ-BCT ngày 14 tháng 7 năm 2026 của Bộ Công Thương)\n|! TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 1 | Xây dựng đề án | Sở Y tế | Quý IV |"
    facts = propose(SOURCE, blocks_of(text), NAMES).document
    assert (facts.number, facts.type, facts.issued_on) == (
        "2210/QĐ-BCT",
        "Quyết định",
        dt.date(2026, 7, 14),
    )


def test_words_of_return_that_may_only_name_a_thing_have_a_doubt() -> None:
    time = read_time("Mở chuyên mục tuyên truyền hằng tuần về khoáng sản.", CLOCK)
    assert (time.limit.kind, time.limit.recurrence) == (TimeLimitKind.UNDETERMINED, None)
    assert "hằng tuần" in time.doubts[0]
    assert not read_time("Giao chỉ tiêu hằng quý cho các xã.", CLOCK).doubts
