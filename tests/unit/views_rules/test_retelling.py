"""Sentences that the register keeps in Vietnamese are recognised in an English window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.phrases import phrase
from app.views import language, retelling
from tests.texts import english

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = st.text(
    st.characters(categories=("Lu", "Ll"), include_characters=" .,()/-0123456789"),
    min_size=1,
    max_size=30,
)


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    caches = (retelling._english, retelling._patterns, retelling._rule)
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
    assert retelling.retold(f"thêm minh chứng cho nhiệm vụ {name}").endswith(f"task {name}")
