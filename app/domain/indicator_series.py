"""Figures of an indicator over time as one record: drawn on screen and on paper, and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import formats
from app.domain.indicator_figures import (
    is_ranked,
    judging_target,
)
from app.domain.indicator_so_far import results_in_force, so_far_by_month
from app.domain.indicator_words import figure, level_words
from app.domain.indicators import IndicatorRecord
from app.domain.phrases import joined, phrase
from app.domain.road import Road, Stop, is_level


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure.

    Attributes:
        at: place on the axis: the month of a year, or the year.
        label: of the place: ``T6``, ``2025``.
        words: the figure as it is written.
        joined: whether a line leads to it from the point before: not to a rank among others.
    """

    at: int
    label: str
    value: float
    words: str
    joined: bool = True


def runs_of(points: Sequence[SeriesPoint]) -> list[list[SeriesPoint]]:
    """Return points in order, cut where no line leads from one to the next."""
    runs: list[list[SeriesPoint]] = []
    for point in points:
        if runs and point.joined:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


@dataclass(frozen=True, slots=True)
class IndicatorSeries:
    """Several lines over the same places.

    Attributes:
        title: what is drawn.
        unit: of the values; "" where nothing tells it.
        first, last: ends of the axis.
        results: what was reached.
        before: the year before, at the same places.
        plan: the level asked for; drawn across, or at the places that have one.
        downward: whether smaller is better and stands higher, as ranks do.
    """

    title: str
    unit: str
    first: int
    last: int
    results: tuple[SeriesPoint, ...] = ()
    before: tuple[SeriesPoint, ...] = ()
    plan: tuple[SeriesPoint, ...] = ()
    results_name: str = phrase("Kết quả")
    before_name: str = ""
    plan_name: str = phrase("Kế hoạch")
    downward: bool = False

    @property
    def line_before(self) -> tuple[SeriesPoint, ...]:
        """The year before where there is a line to draw: one point says nothing of its course."""
        return self.before if len(self.before) > 1 else ()

    @property
    def can_be_drawn(self) -> bool:
        """Whether there is a figure to draw."""
        return bool(self.results or self.line_before)

    def table(self) -> tuple[tuple[str, ...], ...]:
        """Return the same as a table: a head, then one line for each place that has a figure."""
        lines = [(self.results_name, self.results)]
        lines += [(self.before_name, self.before)] if self.before else []
        lines += [(self.plan_name, self.plan)] if self.plan else []
        places = {point.at: point.label for _name, points in lines for point in points}
        said = [_words_by_place(points) for _name, points in lines]
        head = (phrase("Kỳ"), *(name for name, _points in lines))
        return (
            head,
            *(
                (places[at], *(line.get(at, formats.NONE_SIGN) for line in said))
                for at in sorted(places)
            ),
        )


def _words_by_place(points: Sequence[SeriesPoint]) -> dict[int, str]:
    """Return place → what is said there; documents may ask for several things in one year."""
    found: dict[int, list[str]] = {}
    for point in points:
        found.setdefault(point.at, []).append(point.words)
    return {at: joined(" / ", dict.fromkeys(words)) for at, words in found.items()}


def road_series(road: Road) -> IndicatorSeries:
    """Return the road to the last year, as it is laid on paper: results, then what is asked for."""
    asked = sorted((*road.of(Stop.PLAN), *road.of(Stop.GOAL)), key=lambda point: point.year)
    years = [point.year for point in road.points if point.stop is not Stop.PAST]
    return IndicatorSeries(
        title=phrase("Lộ trình {years}", years=", ".join(map(str, sorted(set(years))))),
        unit=road.unit,
        first=min(years, default=0),
        last=max(years, default=0),
        results=tuple(
            SeriesPoint(point.year, str(point.year), point.value, point.words)
            for point in road.of(Stop.RESULT)
        ),
        plan=tuple(
            SeriesPoint(
                *(point.year, str(point.year), point.value, point.words),
                joined=place > 0 and asked[place - 1].year != point.year,
            )
            for place, point in enumerate(asked)
        ),
        results_name=phrase("Thực hiện"),
        plan_name=phrase("Kế hoạch, mục tiêu"),
    )


def year_series(indicator: IndicatorRecord, year: int) -> IndicatorSeries:
    """Return the figures so far through a year, beside those of the year before and the plan."""
    target = judging_target(indicator, year)
    plan: tuple[SeriesPoint, ...] = ()
    if target is not None and target.value is not None and is_level(target, indicator.unit):
        words = level_words(target)
        plan = (SeriesPoint(12, phrase("T{month}", month=12), target.value, words),)
    return IndicatorSeries(
        title=phrase("Lũy kế, mức đạt theo kỳ năm {year}", year=year),
        unit=indicator.unit,
        first=1,
        last=12,
        results=_months(indicator, year),
        before=_months(indicator, year - 1),
        plan=plan,
        results_name=phrase("Năm {year}", year=year),
        before_name=phrase("Năm {year}", year=year - 1),
        plan_name=phrase("Kế hoạch {year}", year=year),
    )


def _months(indicator: IndicatorRecord, year: int) -> tuple[SeriesPoint, ...]:
    printed = " ".join(each.text for each in indicator.results)
    return tuple(
        SeriesPoint(month, phrase("T{month}", month=month), value, figure(value, printed))
        for month, value in so_far_by_month(indicator, year)
    )


def years_series(indicator: IndicatorRecord) -> IndicatorSeries:
    """Return the figures of whole years, with the plan of each year that has one."""
    results, plan = [], []
    for result in results_in_force(indicator).values():
        year = result.year
        same = not result.unit or result.unit.casefold() == indicator.unit.casefold()
        if year is None or result.averaged or result.figure is None or not same:
            continue
        words = figure(result.figure, result.text)
        results.append(SeriesPoint(year, str(year), result.figure, words))
    years = [point.at for point in results]
    for year in sorted({target.year for target in indicator.targets}):
        target = judging_target(indicator, year)
        if target is None or target.value is None or not is_level(target, indicator.unit):
            continue
        plan.append(SeriesPoint(year, str(year), target.value, level_words(target)))
        years.append(year)
    return IndicatorSeries(
        title=phrase("Kết quả các năm"),
        unit=indicator.unit,
        first=min(years, default=0),
        last=max(years, default=0),
        results=tuple(sorted(results, key=lambda point: point.at)),
        plan=tuple(plan),
    )


def told_series(indicator: IndicatorRecord, year: int) -> IndicatorSeries:
    """Return what tells most of the results: ranks, the course of a year, else the years."""
    ranks = ranks_series(indicator)
    if ranks.can_be_drawn:
        return ranks
    in_year, years = year_series(indicator, year), years_series(indicator)
    return years if len(in_year.results) < 2 <= len(years.results) else in_year


def ranks_series(indicator: IndicatorRecord) -> IndicatorSeries:
    """Return the ranks of whole years; the best rank stands highest."""
    ranked = [
        (each.year, each.rank, each.ranked_of)
        for each in results_in_force(indicator).values()
        if each.year is not None and each.rank is not None and is_ranked(indicator)
    ]
    ranked.sort(key=lambda each: each[0])
    points = [
        SeriesPoint(
            *(year, str(year), rank, f"{rank}/{of}" if of else str(rank)),
            joined=place > 0 and ranked[place - 1][2] == of,
        )
        for place, (year, rank, of) in enumerate(ranked)
    ]
    years = [point.at for point in points]
    return IndicatorSeries(
        title=phrase("Thứ hạng các năm"),
        unit=phrase("hạng"),
        first=min(years, default=0),
        last=max(years, default=0),
        results=tuple(points),
        results_name=phrase("Thứ hạng"),
        downward=True,
    )
