"""Sentences that the register keeps in Vietnamese are recognised in an English window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.phrases import phrase
from app.views import language, retelling
from tests.texts import english, fields, patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = st.text(
    st.characters(categories=("Lu", "Ll"), include_characters=" .,()/-0123456789"),
    min_size=1,
    max_size=30,
)


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    caches = (retelling._english, retelling._patterns)
    monkeypatch.setattr(language, "_words", english())
    for each in caches:
        each.cache_clear()
    yield
    for each in caches:
        each.cache_clear()


def test_a_vietnamese_window_shows_what_was_written() -> None:
    assert retelling.retold("hoàn thành nhiệm vụ II.7.đ#1") == "hoàn thành nhiệm vụ II.7.đ#1"


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("hoàn thành nhiệm vụ II.7.đ #1, CTr04-2026", "complete task II.7.đ #1, CTr04-2026"),
        ("gia hạn nhiệm vụ II.1.a #1 đến 30/6/2026", "extend task II.1.a #1 to 30/6/2026"),
        ("Sở Xây dựng nhận nhiệm vụ này", "Sở Xây dựng nhận nhiệm vụ này"),
        ("thêm cơ quan Sở Xây dựng", "add agency Sở Xây dựng"),
        ("ghi chú vào nhiệm vụ II.7.b #1", "add a note to task II.7.b #1"),
        ("hoàn thành 3 nhiệm vụ", "complete 3 tasks"),
        ("hoàn tác hoàn thành nhiệm vụ II.7.b #1", "undo: complete task II.7.b #1"),
        (
            "ghi 19 cơ quan đã xong nhiệm vụ II.1.đ #1",
            "record 19 agencies as done, task II.1.đ #1",
        ),
        (
            "đặt cơ quan chủ quản “HĐND TỈNH” từ ngày 21/11/2026",
            "set parent agency to “HĐND TỈNH” from 21/11/2026",
        ),
        (
            "thêm 2, bớt 1 thành viên của Các sở từ ngày 01/3/2026",
            "add 2, remove 1 member of Các sở since 01/3/2026",
        ),
        ("nhập kết quả tháng 10/2026 của “GRDP”", "enter results of “GRDP” October 2026"),
        (
            "nhập văn bản Kế hoạch 5/KH: 3 nhiệm vụ mới, 2 chỉ tiêu",
            "import document Kế hoạch 5/KH: 3 new tasks, 2 indicators",
        ),
        ("mở lại số liệu kỳ “Quý I”: số sai", "mở lại số liệu kỳ “Quý I”: số sai"),
        (
            "nhập kết quả của 12 nhiệm vụ từ tệp Theo dõi.xlsx",
            "enter results of 12 tasks from file Theo dõi.xlsx",
        ),
        ("Không có mức trong bảng", "No level in the table"),
        ("Viết tắt “Sở TC”, hiểu là Sở Tài chính", "Abbreviation “Sở TC”, read as Sở Tài chính"),
        ("Đã gọi điện cho Sở Tài chính.", "Đã gọi điện cho Sở Tài chính."),
        ("", ""),
    ],
)
def test_what_the_program_wrote_is_told_in_english(written: str, said: str) -> None:
    assert retelling.retold(written) == said


@pytest.mark.usefixtures("in_english")
def test_what_was_just_made_is_told_by_its_pattern() -> None:
    assert retelling.retold(phrase("thêm cơ quan {tidy}", tidy="A")) == "add agency A"


@pytest.mark.usefixtures("in_english")
@given(NAMES)
def test_names_are_told_as_they_are(name: str) -> None:
    said = retelling.retold(f"thêm cơ quan Sở {name}")
    assert said == f"add agency Sở {name}"


ACTS = [
    pattern
    for pattern, place in patterns().items()
    if "services/" in place
    and pattern[0].islower()
    and 0 < len(fields(pattern)) < len(pattern) // 10
]
"""Acts and what is said of them; of parts such as "từ ngày {day}" several may stand alike."""


@pytest.mark.usefixtures("in_english")
@pytest.mark.parametrize("pattern", ACTS)
def test_every_act_is_told_by_its_own_pattern(pattern: str) -> None:
    counts = {name: 3 for name in fields(english()[pattern]) if f"{{{name}:" in english()[pattern]}
    values = {name: counts.get(name, "II.7") for name in fields(pattern)}
    assert retelling.retold(phrase(pattern, **values)) == retelling.retold(
        str.__str__(phrase(pattern, **values))
    )
