"""Which figures count in a period, how they are written, and the sentence of why."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from app.domain.indicator_figures import (
    figures_of,
    judging_choices,
    judging_target,
    kind_of,
)
from app.domain.indicator_light import IndicatorLight, Kind
from app.domain.indicator_row import rows_of, tally_of
from app.domain.indicator_series import (
    ranks_series,
    runs_of,
    told_series,
    year_series,
    years_series,
)
from app.domain.indicator_years import change_words, year_words
from app.domain.indicators import Accumulation, Direction, JudgingChoice
from app.domain.result_period import (
    ResultPeriod,
    Span,
    offered,
    parse_result_period,
    periods_of,
    usual,
    usual_of_year,
)
from app.domain.targets import Measure, Operator
from tests.factories import AS_OF, PROGRAMME
from tests.indicator_fakes import CONGRESS, make_book, make_indicator, make_target
from tests.result_fakes import OCTOBER, UNIT, YEAR, result, revenue, why

# ---- Periods


def test_every_period_has_a_key_that_is_read_back():
    for span in Span:
        for period in periods_of(2026, span):
            assert parse_result_period(period.key) == period
            assert period.last_day.month == period.last_month
    assert parse_result_period("2021-2025") is None
    assert parse_result_period("2026-13") is None


def test_periods_that_have_begun_are_offered_and_january_looks_back():
    keys = [period.key for period in offered(dt.date(2027, 1, 15))]
    assert keys == [
        *("2027", "2027-01", "2026", "2026-9M", "2026-H2", "2026-H1"),
        *("2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"),
    ]
    assert usual(dt.date(2026, 11, 21)) == OCTOBER
    assert usual_of_year(dt.date(2026, 1, 10)) == ResultPeriod(2026, Span.MONTH, 1)


# ---- Percentages


@pytest.mark.parametrize(
    ("reached", "percent", "light", "words"),
    [
        (2.4, "96,0", IndicatorLight.NOT_ACHIEVED, ", bằng 96% mức thấp nhất của kế hoạch 2,5–3"),
        (2.5, "100,0", IndicatorLight.ACHIEVED, ", trong khoảng kế hoạch 2,5–3"),
        (2.8, "100,0", IndicatorLight.ACHIEVED, ", trong khoảng kế hoạch 2,5–3"),
        (3.0, "100,0", IndicatorLight.ACHIEVED, ", trong khoảng kế hoạch 2,5–3"),
        (3.3, "110,0", IndicatorLight.EXCEEDED, ", bằng 110% mức cao nhất của kế hoạch 2,5–3"),
    ],
)
def test_percent_of_a_plan_that_is_a_range(reached, percent, light, words):
    target = make_target(2.5, upper=3, operator=Operator.RANGE, unit="%", text="2,5-3")
    indicator = make_indicator(
        9,
        "Kết nạp đảng viên",
        unit="%",
        targets=(target,),
        results=(result("2026", value=reached),),
    )
    book = make_book((indicator,), dt.date(2026, 12, 31))
    (row,) = rows_of(book, YEAR)
    assert (row.percent_of_plan, row.light) == (percent, light)
    assert words in row.why


def test_over_a_hundred_percent_is_shown_as_it_is():
    (row,) = rows_of(make_book((revenue(result("2026-10", 30000)),)), OCTOBER)
    assert (row.percent_of_plan, row.light) == ("127,7", IndicatorLight.EXCEEDED)


@pytest.mark.parametrize(
    ("operator", "direction", "shown"),
    [
        (Operator.EQUAL, Direction.DECREASE, "–"),
        (Operator.ABOUT, Direction.DECREASE, "–"),
        (Operator.AT_MOST, Direction.INCREASE, "–"),
        (Operator.EQUAL, Direction.INCREASE, "200"),
        (Operator.DECREASE_BY, Direction.DECREASE, "200"),
    ],
)
def test_no_percent_of_plan_where_lower_is_better(operator, direction, shown):
    target = make_target(3, operator=operator, unit="%")
    poor = make_indicator(
        9, "Tỷ lệ hộ nghèo", unit="%", direction=direction, targets=(target,),
        results=(result("2026-10", value=6),),
    )  # fmt: skip
    (row,) = rows_of(make_book((poor,)), OCTOBER)
    assert row.percent_of_plan.removesuffix(",0") == shown


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"name": "Tốc độ tăng trưởng kinh tế (GRDP)"}, Kind.GROWTH),
        ({"name": "Chỉ số sản xuất công nghiệp"}, Kind.GROWTH),
        ({"accumulation": Accumulation.POINT_IN_TIME}, Kind.LEVEL),
        ({"accumulation": Accumulation.YEARLY}, Kind.YEARLY),
        ({"targets": (make_target(1.5, operator=Operator.DECREASE_BY),)}, Kind.CHANGE),
        (
            {"targets": (make_target(None, operator=Operator.QUALITATIVE, text="cao hơn"),)},
            Kind.WORDS,
        ),
    ],
)
def test_kinds_follow_from_name_target_and_accumulation(fields, kind):
    indicator = make_indicator(5, fields.pop("name", "Số giường"), **fields)
    assert kind_of(indicator, judging_target(indicator, 2026)) is kind


# ---- Which target judges


def test_the_appendix_judges_first_then_what_a_person_chose():
    text = make_target(24000, unit=UNIT, place="II.2.a")
    indicator = revenue(targets=(make_target(23500, unit=UNIT), text))
    assert [each.value for each in judging_choices(indicator, 2026)] == [23500, 24000]
    choice = JudgingChoice(2026, PROGRAMME, "II.2.a", AS_OF, "can.bo")
    assert judging_target(replace(indicator, choices=(choice,)), 2026) is text
    gone = replace(choice, place="không còn")
    usual_one = judging_target(replace(indicator, choices=(gone,)), 2026)
    assert usual_one is not None
    assert usual_one.value == 23500


def test_something_for_every_year_judges_a_year_without_a_level():
    yearly = make_target(
        2.5, 2030, CONGRESS, measure=Measure.EACH_YEAR, from_year=2026, operator=Operator.RANGE
    )
    average = make_target(10, 2030, CONGRESS, measure=Measure.AVERAGE, from_year=2026)
    indicator = make_indicator(5, "Kết nạp đảng viên", targets=(yearly, average))
    assert judging_target(indicator, 2027) is yearly
    assert judging_target(indicator, 2025) is None


# ---- Words


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        (
            (result("2026-10", 20874),),
            (
                "Xanh dương: lũy kế 10 tháng 20.874, bằng 88,8% kế hoạch 23.500; "
                "theo tiến độ cần từ 17.625."
            ),
        ),
        (
            (result("2026-10", 20874, estimate=23000.0),),
            "Vàng: ước cả năm 23.000, bằng 97,9% kế hoạch 23.500.",
        ),
        (
            (result("2026-10", 24000),),
            "Xanh lá: lũy kế 10 tháng 24.000, bằng 102,1% kế hoạch 23.500.",
        ),
        ((), "Xám: chưa có kết quả nào của năm 2026 đến hết 10 tháng."),
    ],
)
def test_the_sentence_names_what_the_light_rests_on(results, sentence):
    assert why(revenue(*results)) == sentence


def test_the_sentence_of_an_index_says_its_growth():
    indicator = make_indicator(
        9, "Chỉ số sản xuất công nghiệp", unit="%", targets=(make_target(112, unit="%"),)
    )
    october = result("2026-10", 109.6, unit="%")
    assert why(replace(indicator, results=(october,))) == (
        "Vàng: đến hết 10 tháng 109,6 (tăng 9,6%), kế hoạch 112."
    )


def test_a_decrease_is_said_as_one():
    indicator = make_indicator(
        20,
        "Giảm tỷ lệ hộ nghèo",
        unit="Điểm %",
        direction=Direction.DECREASE,
        targets=(make_target(1.5, unit="Điểm %", operator=Operator.DECREASE_BY, text="1,5"),),
    )
    year = result("2026", value=1.8, unit="Điểm %")
    sentence = why(replace(indicator, results=(year,)), YEAR, dt.date(2026, 12, 20))
    assert sentence == "Xanh lá: cả năm giảm 1,8, kế hoạch giảm 1,5."


def test_a_yearly_figure_is_grey_in_may_and_red_once_the_year_is_closed():
    happiness = make_indicator(15, "Chỉ số hạnh phúc", unit="%", targets=(make_target(69),))
    may = ResultPeriod(2026, Span.MONTH, 5)
    assert why(happiness, may, dt.date(2026, 5, 31)) == (
        "Xám: chỉ tiêu tính theo năm, chưa có số liệu năm 2026."
    )
    known = replace(happiness, results=(result("2026", value=68.0, unit=""),))
    assert why(known, YEAR, dt.date(2026, 12, 1)).startswith("Vàng: ")
    assert why(known, YEAR, dt.date(2026, 12, 15)).startswith("Đỏ: cả năm 68")


def test_rows_are_counted_without_documents_of_the_past():
    book = make_book()
    tally = tally_of(rows_of(book, OCTOBER))
    assert tally.total == sum(not each.closed for each in book.indicators)
    assert tally.proof() == "0 + 0 + 0 + 0 + 0 + 4 = 4"
    assert tally.words() == "4 chưa đánh giá"


# ---- Years and series


def ranked(*years):
    return make_indicator(
        90,
        "Chỉ số PCI",
        unit="",
        targets=(make_target(None, operator=Operator.QUALITATIVE, text="Cải thiện", unit=""),),
        results=tuple(
            replace(result(str(year), value=score, unit=""), rank=rank, ranked_of=of)
            for year, score, rank, of in years
        ),
    )


def test_an_index_of_places_over_the_years():
    indicator = ranked((2024, 66.5, 25, 63), (2025, 67.3, 12, 34), (2026, 68, 10, 34))
    assert year_words(indicator, 2025) == "67,3 (12/34)"
    figures = figures_of(indicator, YEAR)
    assert change_words(figures) == "+2 bậc"
    assert change_words(figures_of(indicator, ResultPeriod(2025, Span.YEAR))) == "+0,8 điểm"
    series = ranks_series(indicator)
    assert [point.words for point in series.results] == ["25/63", "12/34", "10/34"]
    assert series.downward
    # Of 63 provinces there are 34 now: no line joins ranks that cannot be compared.
    assert [[point.at for point in run] for run in runs_of(series.results)] == [
        [2024],
        [2025, 2026],
    ]
    assert why(indicator, YEAR) == "Xanh lá: năm 2026 xếp thứ 10/34, năm 2025 xếp thứ 12/34."


def test_so_far_is_held_against_the_same_months():
    indicator = revenue(
        result("2025-10", 17630), result("2025", value=19000), result("2026-10", 20874)
    )
    assert change_words(figures_of(indicator, OCTOBER)) == "+18,4%"


def test_the_series_of_a_year_and_its_table():
    indicator = revenue(result("2025-06", 9000), result("2026-06", 11985), result("2026-10", 20874))
    series = year_series(indicator, 2026)
    assert series.table() == (
        ("Kỳ", "Năm 2026", "Năm 2025", "Kế hoạch 2026"),
        ("T6", "11.985", "9.000", "–"),
        ("T10", "20.874", "–", "–"),
        ("T12", "–", "–", "23.500"),
    )


def test_the_series_of_years_has_results_and_plans():
    indicator = revenue(result("2025", value=19000))
    series = years_series(indicator)
    assert [(point.at, point.value) for point in series.results] == [(2025, 19000)]
    assert [(point.at, point.value) for point in series.plan] == [(2026, 23500)]


def test_what_is_known_once_a_year_is_told_over_the_years():
    years = [result(str(year), value=60.0 + year - 2023, unit="%") for year in (2024, 2025)]
    cover = make_indicator(21, "Độ che phủ rừng", unit="%", results=(*years,))
    assert told_series(cover, 2026).title == "Kết quả các năm"
    months = [result(f"2026-{month:02d}", 1000.0 * month) for month in (1, 2)]
    assert told_series(revenue(*years, *months), 2026) == year_series(
        revenue(*years, *months), 2026
    )
    assert told_series(ranked((2025, 67.3, 12, 34)), 2026).title == "Thứ hạng các năm"
