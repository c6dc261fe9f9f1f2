"""Shares of a whole add up to 100, or it is told by how much they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import formats
from app.domain.indicator_assessment import judge_all
from app.domain.indicator_shares import sum_words
from app.domain.indicators import Direction
from tests.indicator_fakes import make_book, make_indicator, make_target
from tests.result_fakes import OCTOBER, result


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        (("14,97", "38,13", "39,57", "7,33"), ""),
        (("14,97", "38,13", "39,57", "7,35"), ""),  # rounding: 4 × 0,005
        (("14,97", "38,13", "39,57", "7,36"), "thừa 0,03 điểm % so với 100%."),
        (("14,90", "38,20", "39,60", "7,25"), "thiếu 0,05 điểm % so với 100%."),
        (("14,9", "38,2", "39,6", "7,2"), ""),  # 4 × 0,05
        (("14,9", "38,2", "39,6", "7,5"), ""),
        (("14,9", "38,2", "39,6", "7,6"), "thừa 0,3 điểm % so với 100%."),
        (("30", "38,20", "24,60", "7,25"), "thừa 0,05 điểm % so với 100%."),  # 30 is 30,00
        (("30", "38", "25", "8"), ""),
        (("14,9", "38,2", "39,6", ""), ""),
        (("50", "38,2", "39,6", "7,2"), "thừa 35 điểm % so với 100%."),
    ],
)
def test_shares_add_up_or_say_so(shares, words):
    said = sum_words(
        [(float(share.replace(",", ".")) if share else None, share) for share in shares]
    )
    assert said.endswith(words)
    assert bool(said) == bool(words)


@given(
    st.lists(st.integers(1, 100_000), min_size=2, max_size=6),
    st.integers(0, 3),
)
def test_shares_that_are_only_rounded_are_never_told(weights, places):
    shares = [formats.rounded(100 * weight / sum(weights), places) for weight in weights]
    parts = [(share, formats.number(share, places)) for share in shares]
    assert sum_words(parts) == ""


def structure(*texts, plan=("15", "85")):
    """A whole of two parts, with what was reached and planned of each."""
    fields = {"unit": "%", "direction": Direction.MAINTAIN}
    whole = make_indicator(1, "Cơ cấu GRDP", targets=(make_target(100, unit="%"),), **fields)
    parts = [
        make_indicator(
            2 + place,
            f"Phần {place}",
            parent_id=1,
            depth=1,
            targets=(make_target(float(asked), unit="%", text=asked),),
            results=(replace(result("2026-10", value=float(text.replace(",", "."))), text=text),),
            **fields,
        )
        for place, (text, asked) in enumerate(zip(texts, plan, strict=True))
    ]
    return make_book((whole, *parts))


def test_a_structure_says_by_how_much_results_and_plan_miss_a_hundred():
    assert judge_all(structure("14,97", "85,03"), OCTOBER)[1].warning == ""
    assert judge_all(structure("14,97", "85,04"), OCTOBER)[1].warning == ""
    assert judge_all(structure("14,97", "85,08"), OCTOBER)[1].warning == (
        "2 tỷ trọng cộng được 100,05%, thừa 0,05 điểm % so với 100%."
    )
    assert judge_all(structure("14,97", "85,03", plan=("15", "87")), OCTOBER)[1].warning == (
        "Kế hoạch: 2 tỷ trọng cộng được 102%, thừa 2 điểm % so với 100%."
    )
