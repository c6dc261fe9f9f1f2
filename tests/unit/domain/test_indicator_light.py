"""The light of an indicator: what must hold for any figures, and every kind by example."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.indicator_light import (
    Ground,
    IndicatorLight,
    Kind,
    Known,
    Sense,
    Sought,
    Standing,
    assess,
)
from app.domain.indicators import Direction
from app.domain.targets import Operator

NUMBERED = [each for each in Operator if each is not Operator.QUALITATIVE]
JUDGED_BY_FIGURES = [each for each in Kind if each not in (Kind.WORDS, Kind.PART)]
figures = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
positive = st.floats(0.01, 1e6).map(lambda value: round(value, 3))
maybe = st.none() | figures


@st.composite
def soughts(draw):
    operator = draw(st.sampled_from(NUMBERED))
    value = draw(positive)
    upper = value + draw(positive) if operator is Operator.RANGE else None
    return Sought(operator, value, upper, draw(st.sampled_from(Direction)), draw(st.integers(0, 2)))


knowns = st.builds(
    Known,
    so_far=maybe,
    months=st.integers(1, 12),
    incomplete=st.booleans(),
    estimate=maybe,
    whole_year=maybe,
    closed=st.booleans(),
    last_year=maybe,
    same_period=maybe,
)


def better(sought: Sought, one: float, other: float) -> tuple[float, float]:
    """Return two figures, the worse one first."""
    low, high = sought.ends()
    match sought.sense:
        case Sense.HIGHER:
            return min(one, other), max(one, other)
        case Sense.LOWER:
            return max(one, other), min(one, other)
    off = {figure: max(low - figure, figure - high, 0.0) for figure in (one, other)}
    worse = max((one, other), key=lambda figure: off[figure])
    return worse, other if worse is one else one


@pytest.mark.parametrize("name", ["so_far", "estimate", "whole_year"])
@given(data=st.data())
def test_a_better_result_never_makes_the_light_worse(name, data):
    kind = data.draw(st.sampled_from(JUDGED_BY_FIGURES))
    sought, known = data.draw(soughts()), data.draw(knowns)
    worse, good = better(sought, data.draw(figures), data.draw(figures))
    before = assess(kind, sought, replace(known, **{name: worse})).light
    after = assess(kind, sought, replace(known, **{name: good})).light
    if IndicatorLight.NOT_ASSESSED not in (before, after):
        assert after <= before
    elif before is not IndicatorLight.NOT_ASSESSED:
        # What could be judged stays judged.
        assert after is not IndicatorLight.NOT_ASSESSED


@given(soughts(), figures)
def test_operator_and_direction_never_contradict(sought, figure):
    """An operator that says which way is better goes before the direction, in all that follows."""
    turned = {replace(sought, direction=each) for each in Direction}
    bound = sought.operator in (
        *(Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST),
        *(Operator.INCREASE_BY, Operator.DECREASE_BY),
    )
    if bound:
        assert len({(each.sense, each.meets(figure), each.beats(figure)) for each in turned}) == 1
    for each in turned:
        assert not each.beats(figure) or each.meets(figure)


@given(soughts(), figures, figures)
def test_what_is_better_than_what_meets_meets_too(sought, one, other):
    worse, good = better(sought, one, other)
    assert not sought.meets(worse) or sought.meets(good)
    assert not sought.beats(worse) or sought.beats(good)


@given(st.sampled_from(JUDGED_BY_FIGURES), soughts(), knowns)
def test_nothing_is_not_reached_before_the_year_is_closed(kind, sought, known):
    light = assess(kind, sought, replace(known, closed=False)).light
    ceiling = kind is Kind.CUMULATIVE and sought.sense is Sense.LOWER
    assert ceiling or light is not IndicatorLight.NOT_ACHIEVED


@given(soughts(), st.none() | figures)
def test_a_yearly_figure_is_not_judged_in_may_before_anything_is_known(sought, last_year):
    judged = assess(Kind.YEARLY, sought, Known(months=5, last_year=last_year))
    assert (judged.light, judged.ground) == (IndicatorLight.NOT_ASSESSED, Ground.NOTHING_KNOWN)


@given(positive, positive, positive)
def test_a_decrease_that_decreases_more_is_good(asked, one, other):
    sought = Sought(Operator.DECREASE_BY, asked, direction=Direction.DECREASE)
    less, more = sorted((one, other))
    known = Known(closed=True)
    lights = [assess(Kind.CHANGE, sought, replace(known, whole_year=x)).light for x in (less, more)]
    assert lights[1] <= lights[0]
    assume(more > asked * 1.001)
    assert lights[1] is IndicatorLight.EXCEEDED


@given(st.floats(0, 40).map(lambda v: round(v, 2)), st.booleans(), st.integers(1, 12))
def test_an_index_of_112_is_a_growth_by_12(growth, closed, months):
    index, rate = Sought(Operator.EQUAL, 112), Sought(Operator.EQUAL, 12)
    for name in ("so_far", "whole_year", "estimate"):
        by_index = Known(months=months, closed=closed, **{name: round(100 + growth, 2)})
        by_rate = Known(months=months, closed=closed, **{name: growth})
        one, other = assess(Kind.GROWTH, index, by_index), assess(Kind.GROWTH, rate, by_rate)
        assert one.light == other.light


@given(soughts(), knowns)
def test_parts_of_a_whole_are_told_not_judged(sought, known):
    assert assess(Kind.PART, sought, known).light is IndicatorLight.NOT_ASSESSED


E, A, T, R, N, U = IndicatorLight
REVENUE = Sought(Operator.EQUAL, 23500)
ABOVE_10 = Sought(Operator.ABOVE, 10)
LABOUR = Sought(Operator.EQUAL, 48.5, direction=Direction.DECREASE, decimals=1)
UNDER_42 = Sought(Operator.BELOW, 42, direction=Direction.DECREASE)
AT_LEAST_80 = Sought(Operator.AT_LEAST, 80)
MEMBERS = Sought(Operator.RANGE, 2.5, 3)
KEPT_100 = Sought(Operator.EQUAL, 100, direction=Direction.MAINTAIN)
ABOUT_20 = Sought(Operator.ABOUT, 20)
POVERTY = Sought(Operator.DECREASE_BY, 1.5, direction=Direction.DECREASE)
COVER = Sought(Operator.EQUAL, 61.3, decimals=1)
CEILING = Sought(Operator.AT_MOST, 100, direction=Direction.DECREASE)
C, L, Y, G, H = Kind.CUMULATIVE, Kind.LEVEL, Kind.YEARLY, Kind.GROWTH, Kind.CHANGE


@pytest.mark.parametrize(
    ("kind", "sought", "known", "light"),
    [
        # What adds up: reached for good, else expected, else by pace.
        (C, REVENUE, Known(so_far=24000, months=10), E),
        (C, REVENUE, Known(so_far=23500, months=11), A),
        (C, REVENUE, Known(so_far=11985, months=6), T),
        (C, REVENUE, Known(so_far=10575, months=6), T),  # nine tenths of half
        (C, REVENUE, Known(so_far=10574, months=6), R),
        (C, REVENUE, Known(so_far=9000, months=6, estimate=23500), T),
        (C, REVENUE, Known(so_far=12000, months=6, estimate=23000), R),
        (C, REVENUE, Known(so_far=9000, months=6, same_period=7000, last_year=19000), T),
        (C, REVENUE, Known(whole_year=23499, closed=True), N),
        (C, REVENUE, Known(whole_year=23499), R),
        # Months are missing: judged only by what they cannot change, or by the expected year.
        (C, REVENUE, Known(so_far=12000, months=3, incomplete=True), U),
        (C, REVENUE, Known(so_far=23500, months=8, incomplete=True), A),
        (C, REVENUE, Known(so_far=9000, months=3, incomplete=True, estimate=23500), T),
        (C, REVENUE, Known(incomplete=True), U),
        (H, POVERTY, Known(so_far=0.7, months=6, incomplete=True), U),
        (H, POVERTY, Known(so_far=1.6, months=6, incomplete=True), T),
        (C, REVENUE, Known(incomplete=True, whole_year=23500), A),
        (C, CEILING, Known(so_far=101, months=2, incomplete=True), N),
        (C, CEILING, Known(so_far=50, months=6, incomplete=True), U),
        (C, CEILING, Known(so_far=101, months=2), N),
        (C, CEILING, Known(so_far=50, months=6), T),
        (C, CEILING, Known(so_far=90, months=6), R),
        (C, CEILING, Known(so_far=90, months=6, estimate=98), T),
        # Levels.
        (L, AT_LEAST_80, Known(so_far=80, months=5), A),
        (L, AT_LEAST_80, Known(so_far=92, months=5), E),
        (L, AT_LEAST_80, Known(so_far=92, months=5, estimate=79), R),
        (L, AT_LEAST_80, Known(so_far=75, months=6), U),
        (L, AT_LEAST_80, Known(so_far=75, months=6, last_year=70), T),
        (L, AT_LEAST_80, Known(so_far=74.4, months=6, last_year=70), R),
        (L, AT_LEAST_80, Known(so_far=79, months=6, last_year=85), R),
        (L, UNDER_42, Known(so_far=41.9, months=6), T),  # it may still rise
        (L, UNDER_42, Known(so_far=42, months=6, last_year=41), R),
        (L, UNDER_42, Known(so_far=43, months=6, last_year=45), T),
        # Known once a year.
        (Y, COVER, Known(estimate=61.3), T),
        (Y, COVER, Known(estimate=61.2), R),
        (Y, COVER, Known(whole_year=61.2, closed=True), N),
        (Y, COVER, Known(whole_year=61.3), A),
        (Y, LABOUR, Known(whole_year=48.5, closed=True), A),
        (Y, LABOUR, Known(whole_year=47, closed=True), E),
        (Y, LABOUR, Known(whole_year=49, closed=True), N),
        (Y, UNDER_42, Known(whole_year=42, closed=True), N),
        (Y, UNDER_42, Known(whole_year=40, closed=True), A),
        (Y, KEPT_100, Known(whole_year=100, closed=True), A),
        (Y, KEPT_100, Known(whole_year=99.2, closed=True), N),
        (Y, ABOUT_20, Known(whole_year=19.7, closed=True), A),
        (Y, ABOUT_20, Known(whole_year=19.5, closed=True), N),
        (Y, ABOUT_20, Known(whole_year=21, closed=True), E),
        # A range: within is reached, beyond its far end more than that.
        (Y, MEMBERS, Known(whole_year=2.4, closed=True), N),
        (Y, MEMBERS, Known(whole_year=2.7, closed=True), A),
        (Y, MEMBERS, Known(whole_year=3, closed=True), A),
        (Y, MEMBERS, Known(whole_year=3.2, closed=True), E),
        # A rate moves until the year is over.
        (G, ABOVE_10, Known(so_far=10.5, months=3), T),
        (G, ABOVE_10, Known(so_far=10, months=9), R),
        (G, ABOVE_10, Known(so_far=9.4, months=9, estimate=10.1), T),
        (G, ABOVE_10, Known(whole_year=10, closed=True), N),
        (G, ABOVE_10, Known(whole_year=12, closed=True), A),
        # A change is judged by its size.
        (H, POVERTY, Known(whole_year=1.8, closed=True), E),
        (H, POVERTY, Known(whole_year=1.5, closed=True), A),
        (H, POVERTY, Known(whole_year=-0.3, closed=True), N),
        (H, POVERTY, Known(so_far=0.7, months=6), T),
        (H, POVERTY, Known(so_far=0.6, months=6), R),
        # No level for the year.
        (C, None, Known(so_far=5), U),
    ],
)
def test_kinds(kind, sought, known, light):
    assert assess(kind, sought, known).light is light


BETTER = Sought(Operator.QUALITATIVE, None, improvement=True)


@pytest.mark.parametrize(
    ("now", "before", "closed", "light"),
    [
        (Standing(rank=12, ranked_of=34), Standing(rank=15, ranked_of=34), False, A),
        (Standing(rank=15, ranked_of=34), Standing(rank=15, ranked_of=34), False, R),
        (Standing(rank=20, ranked_of=34), Standing(rank=15, ranked_of=34), True, N),
        # Of 63 provinces there are 34 now: ranks cannot be compared, scores can.
        (Standing(70, 20, 34), Standing(68, 30, 63), False, A),
        (Standing(rank=20, ranked_of=34), Standing(rank=30, ranked_of=63), True, U),
        (Standing(score=88.2), Standing(score=88.9), True, N),
        (Standing(score=88.2), Standing(), True, U),
        (Standing(), Standing(rank=3), True, U),
    ],
)
def test_a_rank_without_a_number_is_held_against_the_year_before(now, before, closed, light):
    known = Known(standing=now, standing_before=before, closed=closed)
    assert assess(Kind.WORDS, BETTER, known).light is light


def test_other_words_are_for_a_person():
    judged = assess(Kind.WORDS, Sought(Operator.QUALITATIVE, None), Known(standing=Standing(90, 1)))
    assert (judged.light, judged.ground) == (U, Ground.WORDS)
