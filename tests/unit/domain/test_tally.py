"""Counts that add up for any data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import formats
from app.domain.tally import LIGHT_COUNT, Tally, add_all
from app.domain.traffic_light import Light

lights = st.lists(st.sampled_from(Light))
tallies = st.builds(Tally, st.tuples(*[st.integers(0, 10**6)] * LIGHT_COUNT))


@given(lights)
def test_total_is_the_sum_of_four_kinds(found: list[Light]) -> None:
    tally = Tally.of(found)
    assert tally.total == len(found)
    assert tally.total == tally.completed + tally.open + tally.unknown + tally.stopped
    assert all(tally[light] == found.count(light) for light in Light)
    assert tally.due == tally.completed + tally[Light.OVERDUE]
    assert tally.followed == len(found) - found.count(Light.STOPPED)
    assert tally.completed <= tally.due <= tally.followed


@given(lights, lights)
def test_adding_counts_is_counting_together(first: list[Light], second: list[Light]) -> None:
    assert Tally.of(first) + Tally.of(second) == Tally.of([*first, *second])


@given(tallies, tallies, tallies)
def test_addition_is_an_addition(a: Tally, b: Tally, c: Tally) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c) == add_all([a, b, c])
    assert a + Tally() == a
    assert (a + b).total == a.total + b.total


@given(tallies)
def test_percentages_stay_between_nothing_and_all(tally: Tally) -> None:
    for whole in (tally.due, tally.followed):
        words = formats.percent(tally.completed, whole)
        assert (words == formats.NONE_SIGN) == (whole == 0)
        if whole:
            assert 0 <= float(words.rstrip("%").replace(",", ".")) <= 100


def test_empty_sum_and_proof() -> None:
    assert add_all([]) == Tally()
    assert Tally().total == 0
    assert Tally((20, 4, 100, 13, 10, 29, 1)).proof() == "24 + 123 + 29 + 1 = 177"


def test_plain_numbers_count_as_lights() -> None:
    assert Tally.of([0, 4, 4]) == Tally.of([Light.DONE_IN_TIME, Light.OVERDUE, Light.OVERDUE])


@pytest.mark.parametrize("spoilt", [[7], [3, 255], [0, 1, 200, 2]])
def test_what_is_no_light_is_refused(spoilt: list[int]) -> None:
    with pytest.raises(ValueError, match="one of seven"):
        Tally.of(spoilt)
