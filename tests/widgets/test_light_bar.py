"""Bars: fixed order, honest widths, every count visible."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views.theme import LIGHT_THEME
from app.views.widgets.light_bar import paint_light_bar, segment_widths

_COUNTS = st.lists(st.integers(0, 500), min_size=7, max_size=7)


@given(_COUNTS, st.integers(30, 600))
def test_segments_fill_the_bar_and_hide_no_count(counts, room):
    widths = segment_widths(counts, room)
    filled = [width for width, count in zip(widths, counts, strict=True) if count]
    assert [width for width, count in zip(widths, counts, strict=True) if not count] == [0] * (
        7 - len(filled)
    )
    if filled:
        assert min(filled) >= 2
        assert sum(filled) + len(filled) - 1 == room


@given(_COUNTS, st.integers(60, 600))
def test_a_larger_count_is_never_the_shorter_segment(counts, room):
    widths = segment_widths(counts, room)
    pairs = sorted(zip(counts, widths, strict=True))
    # Two equal counts may differ by the one pixel that is left over.
    for (_, shorter), (_, longer) in itertools.pairwise(pairs):
        assert longer >= shorter - 1


def test_an_empty_tally_has_no_segments():
    assert segment_widths([0] * 7, 100) == [0] * 7


def test_a_bar_too_short_still_shows_every_count():
    assert segment_widths([1] * 7, 5) == [2] * 7


def _bar(tally: Tally, total: int | None = None) -> QImage:
    image = QImage(120, 12, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_light_bar(painter, QRectF(0, 0, 120, 12), tally, LIGHT_THEME, total)
    painter.end()
    return image


def _order(image: QImage) -> list[Light]:
    fills = {QColor(LIGHT_THEME.lights[light].fill).rgb(): light for light in Light}
    seen: list[Light] = []
    for x in range(image.width()):
        light = fills.get(image.pixel(x, 6))
        if light is not None and light not in seen:
            seen.append(light)
    return seen


def test_the_order_is_that_of_the_lights():
    assert _order(_bar(Tally((1, 1, 1, 1, 1, 1, 1)))) == list(Light)


def test_a_gap_of_one_pixel_parts_the_segments(qapp):
    image = _bar(Tally((0, 0, 1, 0, 1, 0, 0)))
    white = [x for x in range(2, 118) if image.pixelColor(x, 6) == QColor("white")]
    assert len(white) == 1


def test_the_ends_are_round_and_the_inner_edges_straight():
    image = _bar(Tally((0, 0, 1, 0, 1, 0, 0)))
    assert image.pixelColor(0, 0) != QColor(LIGHT_THEME.lights[Light.IN_TIME].fill)
    assert image.pixelColor(119, 0) != QColor(LIGHT_THEME.lights[Light.OVERDUE].fill)
    gap = next(x for x in range(2, 118) if image.pixelColor(x, 6) == QColor("white"))
    assert image.pixelColor(gap - 1, 0) == QColor(LIGHT_THEME.lights[Light.IN_TIME].fill)
    assert image.pixelColor(gap + 1, 0) == QColor(LIGHT_THEME.lights[Light.OVERDUE].fill)


@pytest.mark.parametrize(("total", "width"), [(None, 120), (20, 60), (40, 30)])
def test_bars_of_one_card_share_a_scale(total, width):
    image = _bar(Tally((0, 0, 10, 0, 0, 0, 0)), total)
    fill = QColor(LIGHT_THEME.lights[Light.IN_TIME].fill)
    assert image.pixelColor(width - 2, 6) == fill
    assert width == 120 or image.pixelColor(width + 1, 6) == QColor("white")


def test_nothing_is_painted_for_nothing():
    assert _order(_bar(Tally())) == []
