"""Targets and results in a cell keep their signs and decimals, and never pass an average off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.indicator_words import (
    cell_words,
    figure,
    in_sentence,
    last_words,
    level_words,
    place_words,
    result_words,
    spot_words,
    target_words,
)
from app.domain.targets import Measure, Operator
from tests.factories import PROGRAMME
from tests.indicator_fakes import (
    CONGRESS,
    INCOME,
    OLD,
    make_book,
    make_indicator,
    make_result,
    make_target,
)

BOOK = make_book()


@pytest.mark.parametrize(
    ("value", "printed", "shown"),
    [
        (10.5, "10,50", "10,50"),
        (10.5, "trên 10,5%", "10,5"),
        (90000, ">90000", "90.000"),
        (155000, "155.000", "155.000"),
        (240000, "trên 240 ngàn tỷ đồng", "240.000"),
        (17, "17,0", "17,0"),
        (14.97, "", "14,97"),
    ],
)
def test_a_figure_keeps_the_decimals_that_are_printed(value, printed, shown):
    assert figure(value, printed) == shown


@pytest.mark.parametrize(
    ("operator", "value", "upper", "shown"),
    [
        (Operator.EQUAL, 51, None, "51"),
        (Operator.ABOVE, 10, None, "> 10"),
        (Operator.AT_LEAST, 80, None, "≥ 80"),
        (Operator.BELOW, 42, None, "< 42"),
        (Operator.AT_MOST, 5, None, "≤ 5"),
        (Operator.ABOUT, 20, None, "≈ 20"),
        (Operator.RANGE, 2.5, 3, "2,5–3"),
        (Operator.DECREASE_BY, 2.5, 3, "giảm 2,5–3"),
        (Operator.INCREASE_BY, 30, None, "tăng 30"),
        (Operator.MAINTAIN, 60, None, "duy trì 60"),
        (Operator.MAINTAIN, None, None, "duy trì"),
    ],
)
def test_every_operator_has_its_sign(operator, value, upper, shown):
    assert level_words(make_target(value, operator=operator, upper=upper)) == shown


def test_a_target_in_words_is_shown_in_words():
    target = make_target(None, operator=Operator.QUALITATIVE, text="Cải thiện, nâng cao")
    assert target_words(target) == "Cải thiện, nâng cao"


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        (Measure.AVERAGE, "BQ > 112"),
        (Measure.TOTAL, "tổng > 112"),
        (Measure.EACH_YEAR, "mỗi năm > 112"),
    ],
)
def test_what_holds_over_years_says_so(measure, shown):
    target = make_target(112, operator=Operator.ABOVE, measure=measure, from_year=2026)
    assert target_words(target) == shown


def test_results_keep_their_signs_and_say_that_they_are_averages():
    assert result_words(make_result(85, text="trên 85 triệu đồng")) == "> 85"
    assert result_words(make_result(12500, text="khoảng 12.500 doanh nghiệp")) == "≈ 12.500"
    average = make_result(6.92, text="6,92%/năm", period="2021-2025")
    assert result_words(average) == "BQ 6,92"


def test_what_was_reached_so_far_is_not_a_whole_year():
    so_far = replace(make_result(40), value=None, cumulative=40)
    assert result_words(so_far) == "LK 40"


def test_an_estimate_is_not_shown_as_reached():
    empty = replace(make_result(0, period="2026-10", text="24.000"), value=None)
    assert result_words(replace(empty, estimate=24000)) == "ước 24.000"
    assert result_words(replace(empty, same_period=24000)) == "–"
    assert result_words(replace(empty, rank=12, text="12")) == "hạng 12"
    assert result_words(replace(empty, text="Đạt")) == "Đạt"


def test_documents_that_disagree_are_both_named():
    assert cell_words(BOOK.by_id[INCOME], 2030) == "70 / 65"
    assert cell_words(BOOK.by_id[INCOME], 2026) == "51"
    assert cell_words(BOOK.by_id[INCOME], 2028) == "–"


def test_the_row_of_the_own_document_goes_before_its_text():
    targets = (
        make_target(23500, text="23.500"),
        make_target(23500, place="II.2.a", operator=Operator.ABOVE, text="trên 23.500"),
    )
    assert cell_words(make_indicator(9, "Thu ngân sách", targets=targets), 2026) == "23.500"


def test_a_level_beside_words_without_a_figure_is_the_figure():
    targets = (
        make_target(None, 2030, CONGRESS, operator=Operator.QUALITATIVE, text="toàn dân"),
        make_target(97, 2030, CONGRESS, place="III.2#16a"),
        make_target(100, 2030, CONGRESS, place="VI"),
    )
    assert cell_words(make_indicator(9, "BHYT", targets=targets), 2030) == "97 / 100"


def test_a_document_of_the_past_tells_its_year():
    assert last_words(BOOK.by_id[OLD]) == "95 (2023)"


def test_places_of_appendices_are_said_in_words():
    assert spot_words("PL.3.1") == "Phụ lục, dòng 3.1"
    assert spot_words("PL1.II.4") == "Phụ lục I, dòng II.4"
    assert spot_words("I.1#3b") == "I.1 #3b"
    assert place_words(BOOK, PROGRAMME, "II.2.a") == "Chương trình 04, II.2.a"


def test_signs_are_words_in_a_sentence():
    assert in_sentence("> 240.000") == "trên 240.000"
    assert in_sentence("≈ 20") == "khoảng 20"
    assert in_sentence("70") == "70"
