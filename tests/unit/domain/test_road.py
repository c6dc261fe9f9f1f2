"""On the road of an indicator stand levels only, and its pace is told for what it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.indicators import Direction
from app.domain.road import Road, Stop, pace_words, road_of
from app.domain.targets import Measure, Operator
from tests.indicator_fakes import (
    CONGRESS,
    GROWTH,
    INCOME,
    OLD,
    PAST,
    SHARE,
    make_book,
    make_indicator,
    make_result,
    make_target,
)

BOOK = make_book()


def road(**fields: object) -> Road:
    return road_of(make_indicator(9, "Chỉ tiêu", **fields), BOOK)


def test_the_road_goes_from_the_result_over_the_plan_to_every_document():
    points = road_of(BOOK.by_id[INCOME], BOOK).points
    assert [(point.year, point.words, point.stop) for point in points] == [
        (2025, "47", Stop.RESULT),
        (2026, "51", Stop.PLAN),
        (2030, "70", Stop.GOAL),
        (2030, "65", Stop.GOAL),
    ]
    assert [point.source for point in points[2:]] == ["Chương trình 04", "Văn kiện Đại hội"]


def test_documents_that_ask_for_the_same_share_a_point():
    (goal,) = road_of(BOOK.by_id[SHARE], BOOK).of(Stop.GOAL)
    assert goal.source == "Chương trình 04\nVăn kiện Đại hội"


def test_an_average_is_no_level():
    found = road_of(BOOK.by_id[GROWTH], BOOK)
    assert found.years == (2026,)
    assert not found.can_be_drawn


@given(
    st.sampled_from([Measure.AVERAGE, Measure.TOTAL, Measure.EACH_YEAR]),
    st.sampled_from(list(Operator)),
    st.floats(1, 1e6),
)
def test_nothing_over_several_years_is_ever_drawn(measure, operator, value):
    target = make_target(value, 2030, measure=measure, from_year=2026, operator=operator)
    assert road(targets=(target,)).points == ()


def test_a_change_and_another_unit_are_no_levels():
    decrease = make_target(1.5, operator=Operator.DECREASE_BY)
    visitors = make_target(6, unit="Triệu lượt")
    words = make_target(None, operator=Operator.QUALITATIVE, text="cao hơn")
    assert road(targets=(decrease, visitors, words)).points == ()


def test_an_averaged_result_is_not_drawn():
    assert road(results=(make_result(4, period="2021-2025"),)).points == ()


def test_a_result_of_the_year_goes_before_an_average_up_to_it():
    found = road(results=(make_result(5), make_result(4, period="2021-2025")))
    assert [point.words for point in found.points] == ["5"]


def test_a_result_of_a_month_is_no_result_of_the_year():
    assert road(results=(make_result(4, period="2025-05"),)).points == ()


def test_a_document_of_the_past_does_not_make_a_road():
    assert [p.stop for p in road_of(BOOK.by_id[OLD], BOOK).points] == [Stop.PAST]
    found = road(targets=(make_target(95, 2023, PAST), make_target(100)))
    assert not found.can_be_drawn


def test_the_newest_result_of_a_year_counts():
    found = road(results=(make_result(46), make_result(47)))
    assert [point.words for point in found.points] == ["47"]


def test_pace_of_a_sum_of_money_is_percent_a_year():
    assert pace_words(road_of(BOOK.by_id[INCOME], BOOK), Direction.INCREASE) == (
        "Từ 51 năm 2026, mỗi năm bình quân tăng 8,2% để đến 70 hoặc tăng 6,3% để đến 65 năm 2030."
    )


def test_pace_of_a_share_is_points():
    assert pace_words(road_of(BOOK.by_id[SHARE], BOOK), Direction.INCREASE) == (
        "Từ 10,50 năm 2026, mỗi năm bình quân tăng 2,4 điểm % để đến khoảng 20 năm 2030."
    )


def test_an_end_behind_the_start_is_only_told():
    forest = road(
        unit="%",
        targets=(
            make_target(61.3, unit="%"),
            make_target(60, 2030, CONGRESS, unit="%", operator=Operator.MAINTAIN),
        ),
    )
    words = "Mức duy trì 60 của năm 2030 thấp hơn mức 61,3 của năm 2026."
    assert pace_words(forest, Direction.INCREASE) == words


def test_a_level_that_stays_is_kept():
    waste = road(unit="%", targets=(make_target(100, unit="%"), make_target(100, 2030, unit="%")))
    words = "Giữ mức 100 của năm 2026 đến năm 2030."
    assert pace_words(waste, Direction.MAINTAIN) == words


def test_without_an_end_there_is_no_pace():
    assert pace_words(road(targets=(make_target(51),)), Direction.INCREASE) == ""
    assert pace_words(Road(), Direction.INCREASE) == ""


def test_from_nothing_there_is_no_percentage():
    found = road(targets=(make_target(0), make_target(40, 2030)))
    assert pace_words(found, Direction.INCREASE) == ""
