"""Found words are marked where they stand, accents or not."""

from __future__ import annotations

import pytest

from app.domain.text import fold_words
from app.views.tables.hits import hit_ranges

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
