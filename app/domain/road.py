"""The road of an indicator: what was reached, this year's target, and where documents want to be.

Only levels stand on it. An average, a sum, a yearly change and a target in words are no level of
any year: they are told beside it. So is a level in another unit than the indicator's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain import formats
from app.domain.indicator_words import in_sentence, level_words, result_words, said_words
from app.domain.indicators import (
    Direction,
    IndicatorBook,
    IndicatorRecord,
    TargetRecord,
    brief_title,
)
from app.domain.phrases import joined, phrase
from app.domain.targets import Measure, Operator

_LEVELS = frozenset(
    {
        Operator.EQUAL,
        Operator.ABOVE,
        Operator.AT_LEAST,
        Operator.BELOW,
        Operator.AT_MOST,
        Operator.ABOUT,
        Operator.MAINTAIN,
    }
)
_LEAST_YEARS = 2
_LEAST_TENTH = 0.05


class Stop(StrEnum):
    """What a point of the road is."""

    PAST = "past"
    """Target of a document of the past; the road does not begin there."""
    RESULT = "result"
    PLAN = "plan"
    """Target for the year that is on."""
    GOAL = "goal"
    """Target for a later year."""


@dataclass(frozen=True, slots=True)
class RoadPoint:
    """One level on the road.

    Attributes:
        words: the figure with its sign, for a label.
        source: who says so, in short; one line each.
        said: the figure with its sign in words, for a sentence.
    """

    year: int
    value: float
    stop: Stop
    words: str
    source: str
    said: str


@dataclass(frozen=True, slots=True)
class Road:
    """The points in the order of years, and what they are measured in."""

    points: tuple[RoadPoint, ...] = ()
    unit: str = ""

    @property
    def can_be_drawn(self) -> bool:
        """Whether there are levels of two years that belong together."""
        years = {point.year for point in self.points if point.stop is not Stop.PAST}
        return len(years) >= _LEAST_YEARS

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a point."""
        return tuple(sorted({point.year for point in self.points}))

    def of(self, *stops: Stop) -> tuple[RoadPoint, ...]:
        """Return the points of some kinds."""
        return tuple(point for point in self.points if point.stop in stops)


def is_level(target: TargetRecord, unit: str) -> bool:
    """Return whether a target is the level of its year, in a unit."""
    return (
        target.measure is Measure.LEVEL
        and target.operator in _LEVELS
        and target.value is not None
        and target.unit.casefold() == unit.casefold()
    )


def road_of(indicator: IndicatorRecord, book: IndicatorBook) -> Road:
    """Return the road of an indicator on the day of the book."""
    points = [*_results(indicator), *_targets(indicator, book)]
    return Road(tuple(sorted(points, key=lambda point: point.year)), indicator.unit)


def _results(indicator: IndicatorRecord) -> Iterable[RoadPoint]:
    for result in indicator.results:
        year, same_unit = result.year, result.unit.casefold() == indicator.unit.casefold()
        newest = year is not None and indicator.result_of(year) is result
        if year is None or result.value is None or result.averaged or not (same_unit and newest):
            continue
        words = result_words(result)
        said = in_sentence(words)
        yield RoadPoint(year, result.value, Stop.RESULT, words, phrase("thực hiện"), said)


def _targets(indicator: IndicatorRecord, book: IndicatorBook) -> Iterable[RoadPoint]:
    """Return one point for each level of a year; who asks for the same level shares it."""
    together: dict[tuple[Stop, int, float], list[TargetRecord]] = {}
    for target in indicator.targets:
        if not is_level(target, indicator.unit) or target.value is None:
            continue
        if book.documents[target.document_id].is_closed(book.as_of):
            stop = Stop.PAST
        else:
            stop = Stop.GOAL if target.year > book.plan_year else Stop.PLAN
        together.setdefault((stop, target.year, target.value), []).append(target)
    for (stop, year, value), targets in together.items():
        names = [brief_title(book.documents[target.document_id]) for target in targets]
        source = joined("\n", dict.fromkeys(names))
        said = said_words(targets[0])
        yield RoadPoint(year, value, stop, level_words(targets[0]), source, said)


def pace_words(road: Road, direction: Direction) -> str:
    """Return in a sentence how fast the road goes to its end; "" where that cannot be said.

    ``Từ 51 năm 2026, mỗi năm bình quân tăng 8,2% để đến 70 hoặc tăng 6,3% để đến 65 năm 2030.`` A
    share is counted in points, everything else in percent of the year before. An end that lies
    behind the start is only told.
    """
    start = next(iter(road.of(Stop.PLAN)), None) or next(reversed(road.of(Stop.RESULT)), None)
    year = max((point.year for point in road.of(Stop.GOAL)), default=0)
    goals = [point for point in road.of(Stop.GOAL) if point.year == year]
    if start is None or not goals:
        return ""
    if all(goal.value == start.value for goal in goals):
        return phrase(
            "Giữ mức {said} của năm {year} đến năm {year2}.",
            said=start.said,
            year=start.year,
            year2=year,
        )
    behind = [goal for goal in goals if _is_behind(start, goal, direction)]
    if behind:
        side = phrase("thấp hơn") if behind[0].value < start.value else phrase("cao hơn")
        goal = behind[0]
        return phrase(
            "Mức {said} của năm {year} {side} mức {said2} của năm {year2}.",
            said=goal.said,
            year=year,
            side=side,
            said2=start.said,
            year2=start.year,
        )
    paces = [_pace(start, goal, road.unit) for goal in goals]
    if not all(paces):
        return ""
    ways = _either(
        [
            phrase("{pace} để đến {said}", pace=pace, said=goal.said)
            for pace, goal in zip(paces, goals, strict=True)
        ]
    )
    return phrase(
        "Từ {said} năm {year}, mỗi năm bình quân {ways} năm {year2}.",
        said=start.said,
        year=start.year,
        ways=ways,
        year2=year,
    )


def _either(ways: Sequence[str]) -> str:
    found, *more = ways
    for way in more:
        found = phrase("{one} hoặc {other}", one=found, other=way)
    return found


def _is_behind(start: RoadPoint, goal: RoadPoint, direction: Direction) -> bool:
    if direction is Direction.INCREASE:
        return goal.value < start.value
    return direction is Direction.DECREASE and goal.value > start.value


def _pace(start: RoadPoint, goal: RoadPoint, unit: str) -> str:
    years, change = goal.year - start.year, goal.value - start.value
    if change == 0:
        return phrase("giữ nguyên")
    verb = phrase("tăng") if change > 0 else phrase("giảm")
    if unit.endswith("%"):
        return phrase("{verb} {tenths} điểm %", verb=verb, tenths=_tenths(abs(change) / years))
    if start.value <= 0 or goal.value <= 0:
        return ""
    yearly = (goal.value / start.value) ** (1 / years) - 1
    return joined(" ", (verb, f"{_tenths(abs(yearly) * 100)}%"))


def _tenths(value: float) -> str:
    return formats.number(value, 1 if value >= _LEAST_TENTH else 2)
