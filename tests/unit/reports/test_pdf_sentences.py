"""The answer in words: zero parts left out, overdue bold, both denominators named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tally import Tally
from app.reports.pdf.sentences import Sentence, group_counts, shares, totals


def plain(sentence: Sentence) -> str:
    return "".join(words.text for words in sentence).replace("\u00a0", " ")


def bold(sentence: Sentence) -> list[str]:
    return [words.text.replace("\u00a0", " ") for words in sentence if words.bold]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (1, 1, 6, 1, 2, 1, 0),
            (
                "Tổng số 12 nhiệm vụ: 2 hoàn thành (1 đúng hạn, 1 quá hạn); 9 chưa hoàn thành "
                "(6 trong hạn, 1 sắp đến hạn, 2 quá hạn); 1 chưa có thông tin."
            ),
        ),
        (
            (0, 1, 2, 0, 2, 0, 0),
            "Tổng số 5 nhiệm vụ: 1 hoàn thành quá hạn; 4 chưa hoàn thành (2 trong hạn, 2 quá hạn).",
        ),
        ((3, 0, 0, 0, 0, 0, 0), "Tổng số 3 nhiệm vụ: 3 hoàn thành đúng hạn."),
        ((0, 0, 0, 0, 3, 0, 0), "Tổng số 3 nhiệm vụ: 3 chưa hoàn thành (đều quá hạn)."),
        ((0, 0, 1, 0, 0, 0, 0), "Tổng số 1 nhiệm vụ: 1 chưa hoàn thành (trong hạn)."),
        (
            (0, 0, 0, 0, 0, 1200, 2),
            "Tổng số 1.202 nhiệm vụ: 1.200 chưa có thông tin; 2 dừng, thu hồi.",
        ),
        ((0, 0, 0, 0, 0, 0, 0), "Tổng số 0 nhiệm vụ."),
    ],
)
def test_totals(counts, words):
    assert plain(totals(Tally(counts))) == words


def test_total_and_overdue_are_bold():
    assert bold(totals(Tally((1, 1, 6, 1, 2, 1, 0)))) == ["Tổng số 12 nhiệm vụ", "2 quá hạn"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (
            (1, 1, 6, 1, 2, 1, 0),
            (
                "Hoàn thành 2 nhiệm vụ: bằng 50,0% của 4 nhiệm vụ đã đến hạn, "
                "bằng 16,7% của 12 nhiệm vụ đang theo dõi."
            ),
        ),
        (
            (25, 4, 87, 10, 13, 15, 1),
            (
                "Hoàn thành 29 nhiệm vụ: bằng 69,0% của 42 nhiệm vụ đã đến hạn, "
                "bằng 18,8% của 154 nhiệm vụ đang theo dõi (trừ 1 nhiệm vụ dừng)."
            ),
        ),
        (
            (0, 0, 5, 0, 0, 1, 0),
            (
                "Hoàn thành 0 nhiệm vụ: chưa có nhiệm vụ nào đến hạn; "
                "bằng 0,0% của 6 nhiệm vụ đang theo dõi."
            ),
        ),
        (
            (0, 0, 0, 0, 0, 0, 3),
            "Không có nhiệm vụ nào đang theo dõi (trừ 3 nhiệm vụ dừng).",
        ),
    ],
)
def test_shares(counts, words):
    assert plain(shares(Tally(counts))) == words


def test_group_counts():
    assert group_counts(Tally((1, 0, 0, 0, 2, 0, 0))).replace("\u00a0", " ") == (
        "3 nhiệm vụ, 2 quá hạn"
    )
    assert group_counts(Tally((1, 0, 0, 0, 0, 0, 0))).replace("\u00a0", " ") == "1 nhiệm vụ"


@given(st.tuples(*[st.integers(0, 30)] * 7))
def test_the_parts_named_add_up_to_the_total(counts):
    words = plain(totals(Tally(counts)))
    head, _, parts = words.partition(": ")
    figures = [int(part.split()[0]) for part in parts.split("; ")] if parts else []
    assert sum(figures) == int(head.split()[2].rstrip("."))
    assert " 0 " not in f" {parts}"
