"""Figures in another unit than that of their indicator are told, never changed by themselves."""

from __future__ import annotations

import pytest

from app.domain.result_units import cell_doubt, unit_doubt
from app.domain.typed_number import Notation


@pytest.mark.parametrize(
    ("text", "own", "factor", "doubted"),
    [
        ("20.874.000 triệu đồng", "Tỷ đồng", 1, True),
        ("20.874.000 triệu đồng", "Tỷ đồng", 0.001, False),
        ("20.874.000 triệu", "Tỷ đồng", 1, True),
        ("20.874 tỷ", "Tỷ đồng", 1, False),
        ("20.874 tỷ đồng", "Tỷ đồng", 1, False),
        ("20.874 tỷ đồng", "Tỷ đồng", 0.001, True),
        ("88,8%", "Tỷ đồng", 1, True),
        ("88,8%", "%", 1, False),
        ("1,3%", "Điểm %", 1, False),
        ("72,45", "", 1, False),
        ("20.874 (ước)", "Tỷ đồng", 1, False),
        ("20.874", "Tỷ đồng", 0.001, False),
        ("chưa có", "Tỷ đồng", 1, False),
    ],
)
def test_a_cell_that_names_another_unit_is_doubted(text, own, factor, doubted):
    words = cell_doubt(text, own, Notation.VIETNAMESE, factor)
    assert words.startswith("ô ghi đơn vị") is doubted
    assert bool(words) is doubted


@pytest.mark.parametrize(
    ("printed", "own", "factor", "doubted"),
    [
        ("Triệu đồng", "Tỷ đồng", 1, True),
        ("Triệu đồng", "Tỷ đồng", 0.001, False),
        ("Người", "1000 lượt người", 1, False),
        ("Người", "Tỷ đồng", 0.001, True),
        ("", "Tỷ đồng", 1, False),
    ],
)
def test_the_unit_of_a_line_is_held_against_that_of_the_indicator(printed, own, factor, doubted):
    assert bool(unit_doubt(printed, own, factor)) is doubted
