"""Found words are marked where they stand, accents or not."""

from __future__ import annotations

import pytest

from app.domain.records import SearchedText
from app.domain.text import fold_words
from app.views.tables.hits import hit_ranges, places_of, searchable, unseen

TITLE = "Đẩy nhanh giải ngân vốn đầu tư công"


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("giai ngan", ["giải ngân"]),
        ("đầu tư", ["đầu tư"]),
        ("DAU TU CO", ["đầu tư cô"]),
        ("day n", ["Đẩy nh"[:5], "n"]),
        ("ngan khong", ["ngân"]),
        ("ẩy", []),
        ("", []),
    ],
)
def test_words_are_marked(typed, marked):
    ranges = hit_ranges(TITLE, fold_words(typed))
    assert [TITLE[start : start + length] for start, length in ranges] == marked


def test_only_the_last_word_is_a_beginning():
    assert hit_ranges("giải pháp", ["gia", "phap"]) == [(5, 4)]


TEXTS = (
    SearchedText("tên đầy đủ", "Đẩy nhanh giải ngân"),
    SearchedText("phối hợp", "Sở Tài chính; Các sở, ban, ngành"),
    SearchedText("nội dung", "Giải trình với Sở Tài chính"),
)


@pytest.mark.parametrize(
    ("typed", "shown", "places"),
    [
        ("giai ngan", "Giải ngân vốn", ()),
        ("giai ngan", "Vốn", ("tên đầy đủ",)),
        ("von giai ng", "Vốn", ("tên đầy đủ",)),
        ("so tai chinh", "Vốn", ("phối hợp",)),
        ("giai chinh", "Vốn", ("nội dung",)),  # one that holds all before two that share them
        ("ban trinh", "Vốn", ("phối hợp", "nội dung")),
        ("nga", "Vốn", ("tên đầy đủ",)),  # the last word is a beginning
        ("nga von", "Vốn", ()),  # and no other is
        ("zyx", "Vốn", ()),
        ("", "Vốn", ()),
    ],
)
def test_words_that_cannot_be_seen_are_named_by_their_places(typed, shown, places):
    missing = unseen(fold_words(typed), searchable(shown))
    texts = [SearchedText(place, searchable(text)) for place, text in TEXTS]
    assert places_of(missing, texts) == places
