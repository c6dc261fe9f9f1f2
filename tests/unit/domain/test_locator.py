"""Places of a document in words."""

from __future__ import annotations

import pytest

from app.domain import locator


@pytest.mark.parametrize(
    ("place", "title", "heading"),
    [
        ("II.2", "Thúc đẩy tăng trưởng", "II.2. Thúc đẩy tăng trưởng"),
        ("III", "Tổ chức thực hiện", "III. Tổ chức thực hiện"),
        ("TCTH", "Tổ chức thực hiện", "Tổ chức thực hiện"),
        ("II.2", "", "II.2"),
    ],
)
def test_a_heading_says_its_title_once(place: str, title: str, heading: str) -> None:
    assert locator.heading(place, title) == heading


@pytest.mark.parametrize(
    ("place", "chapter"),
    [("II.2.a#1", "II"), ("II#1", "II"), ("II", "II"), ("TCTH.1#5a", "TCTH"), ("PL.01#2", "PL")],
)
def test_the_chapter_of_a_place(place: str, chapter: str) -> None:
    assert locator.chapter(place) == chapter


@pytest.mark.parametrize(
    ("place", "section", "words", "short"),
    [
        ("II", "II", "II", "II"),
        ("II.1", "II.1", "II.1", "II.1"),
        ("II.2.a#1", "II.2.a", "II.2.a, đoạn 1", "II.2.a #1"),
        ("II.11.a#2b", "II.11.a", "II.11.a, đoạn 2b", "II.11.a #2b"),
        ("II.1.đ#3", "II.1.đ", "II.1.đ, đoạn 3", "II.1.đ #3"),
        ("III.7.(2)#1", "III.7 (2)", "III.7 (2), đoạn 1", "III.7.(2) #1"),
        ("TCTH", "Tổ chức thực hiện", "Tổ chức thực hiện", "TCTH"),
        (
            "TCTH.1#5a",
            "Tổ chức thực hiện, mục 1",
            "Tổ chức thực hiện, mục 1, đoạn 5a",
            "TCTH.1 #5a",
        ),
    ],
)
def test_a_locator_in_words(place: str, section: str, words: str, short: str) -> None:
    assert locator.section_words(place) == section
    assert locator.words(place) == words
    assert locator.short(place) == short


def test_a_place_is_named_with_its_document() -> None:
    assert locator.in_document("II.1.a#1", "Chương trình 04") == "II.1.a #1, Chương trình 04"
