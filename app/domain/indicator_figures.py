"""The figures of an indicator in a year as of a period: what is judged, printed and compared.

`figures_of` gathers them from targets and results; `indicator_assessment` judges them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.indicator_light import NO_STANDING, Kind, Sense, Sought, Standing
from app.domain.indicator_so_far import (
    Held,
    held_until,
    missing_months,
    newest_estimate,
    newest_so_far,
    results_in_force,
    same_period,
    whole_year,
)
from app.domain.indicators import Accumulation, IndicatorBook, IndicatorRecord, TargetRecord
from app.domain.result_period import MONTHS, ResultPeriod, Span, parse_result_period, usual
from app.domain.targets import Measure, Operator
from app.domain.text import fold

_GROWTH = re.compile(r"^(?:toc do tang|toc do tang truong|muc tang|chi so san xuat)\b")
_IMPROVEMENT = re.compile(r"\b(?:cao hon|cai thien|nang cao|tang hang|tang bac)\b")
_DECIMALS = re.compile(r"\d,(\d+)")
_CHANGES = frozenset({Operator.INCREASE_BY, Operator.DECREASE_BY})
_INDEX_LEAST = 80
"""An index with base 100 is not below this; a growth in percent is."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of one indicator in the year of a period, up to that period.

    Attributes:
        period: the one looked at.
        sought: the target that judges; None if no document sets a level for the year.
        value: the figure of the period alone.
        so_far: the cumulative figure, or the newest level, up to the period.
        so_far_period: the period that `so_far` is of: it may be an earlier one.
        added_up: whether `so_far` is the sum of single periods.
        missing: months without figures, because of which later ones cannot be added to `so_far`.
        same_period: the figure of the same time of the year before.
        estimate: what the whole year is expected to give.
        whole_year: the figure of the whole year, once it is known.
        last_year: the figure of the whole year before.
        standing: score and rank of the year; `standing_before` of the year before.
        lower_is_better: by the sign of the target, else by the direction of the indicator.
    """

    period: ResultPeriod
    kind: Kind
    sought: TargetRecord | None = None
    value: float | None = None
    so_far: float | None = None
    so_far_period: ResultPeriod | None = None
    added_up: bool = False
    missing: tuple[int, ...] = ()
    same_period: float | None = None
    estimate: float | None = None
    whole_year: float | None = None
    last_year: float | None = None
    standing: Standing = NO_STANDING
    standing_before: Standing = NO_STANDING
    lower_is_better: bool = False
    printed: str = ""
    """The figures as they were typed: with how many places they are shown."""

    @property
    def reached(self) -> float | None:
        """The figure of the whole year, else that so far."""
        return self.so_far if self.whole_year is None else self.whole_year

    @property
    def percent_of_plan(self) -> float | None:
        """What was reached in percent of the level asked for; over 100 as it is.

        Of a range: 100 for all that lies within; what is below is held against its near end, what
        is above against its far end. None for what percentages say nothing of: growth, words, parts
        of a whole, and what is better the lower it is.
        """
        return self.percent_of(self.reached)

    def percent_of(self, reached: float | None) -> float | None:
        """Return a figure in percent of the level asked for; see `percent_of_plan`."""
        sought = self.sought
        if sought is None or sought.value is None or sought.value <= 0 or reached is None:
            return None
        if self.kind in (Kind.GROWTH, Kind.WORDS, Kind.PART):
            return None
        if self.lower_is_better:
            return None
        upper = sought.value if sought.upper is None else sought.upper
        low, high = min(sought.value, upper), max(sought.value, upper)
        if low <= reached <= high:
            return 100.0
        return 100 * reached / min(max(reached, low), high)

    @property
    def percent_of_last_year(self) -> float | None:
        """What was reached in percent of the same time of the year before.

        None for shares and rates: their difference in points would be meant.
        """
        reached, before = self.reached, self.same_period
        if reached is None or before is None or before <= 0:
            return None
        shares = self.kind not in (Kind.CUMULATIVE, Kind.LEVEL, Kind.YEARLY)
        percent = self.sought is not None and self.sought.unit.rstrip().endswith("%")
        return None if shares or percent else 100 * reached / before


# ---- Which target judges


def judging_target(indicator: IndicatorRecord, year: int) -> TargetRecord | None:
    """Return the target that judges a year, or None if no document sets a level for it.

    The one that a person chose; else the row of the indicator's own document, which is the list
    made to be followed; else that of the document whose period began last, its most important
    place first (the order of `IndicatorRecord.targets`). Something for every year judges a year
    that has no level of its own; an average or a sum over years judges no single one.
    """
    levels = judging_choices(indicator, year)
    chosen = next((each for each in reversed(indicator.choices) if each.year == year), None)
    if chosen is not None:
        for target in levels:
            if (target.document_id, target.place) == (chosen.document_id, chosen.place):
                return target
    return levels[0] if levels else None


def judging_choices(indicator: IndicatorRecord, year: int) -> list[TargetRecord]:
    """Return the targets that can judge a year, the usual one first."""
    levels = [t for t in indicator.targets if t.year == year and t.measure is Measure.LEVEL]
    levels.sort(key=lambda target: target.value is None)
    if levels:
        return levels
    return [
        target
        for target in indicator.targets
        if target.measure is Measure.EACH_YEAR and (target.from_year or 0) <= year <= target.year
    ]


def is_chosen(indicator: IndicatorRecord, target: TargetRecord, year: int) -> bool:
    """Return whether a person chose this target to judge a year."""
    place = (year, target.document_id, target.place)
    newest = next((each for each in reversed(indicator.choices) if each.year == year), None)
    return newest is not None and (newest.year, newest.document_id, newest.place) == place


def sought_of(indicator: IndicatorRecord, target: TargetRecord) -> Sought:
    """Return what a target asks for as `assess` wants it."""
    decimals = _DECIMALS.search(target.text)
    return Sought(
        operator=target.operator,
        value=target.value,
        upper=target.upper,
        direction=indicator.direction,
        decimals=len(decimals[1]) if decimals else 0,
        improvement=bool(_IMPROVEMENT.search(fold(target.text))),
    )


# ---- Which kind it is


def kind_of(indicator: IndicatorRecord, target: TargetRecord | None, *, part: bool = False) -> Kind:
    """Return how the figures of an indicator come about and are judged."""
    if part:
        return Kind.PART
    if target is not None and target.value is None and target.operator is Operator.QUALITATIVE:
        return Kind.WORDS
    if target is None and is_ranked(indicator):
        return Kind.WORDS
    if _GROWTH.match(fold(indicator.name)):
        return Kind.GROWTH
    if target is not None and target.operator in _CHANGES:
        return Kind.CHANGE
    return {
        Accumulation.CUMULATIVE: Kind.CUMULATIVE,
        Accumulation.POINT_IN_TIME: Kind.LEVEL,
        Accumulation.YEARLY: Kind.YEARLY,
    }[indicator.accumulation]


def is_index(indicator: IndicatorRecord, target: TargetRecord | None) -> bool:
    """Return whether figures are an index with base 100: 112 is a growth by 12 %."""
    growth = _GROWTH.match(fold(indicator.name)) is not None
    return growth and target is not None and (target.value or 0) >= _INDEX_LEAST


def is_ranked(indicator: IndicatorRecord) -> bool:
    """Return whether it is an index of places: score and rank, without a unit of its own."""
    words = any(each.operator is Operator.QUALITATIVE for each in indicator.targets)
    return not indicator.unit and (words or not indicator.targets)


# ---- Which figures count


def figures_of(indicator: IndicatorRecord, period: ResultPeriod, *, part: bool = False) -> Figures:
    """Gather what is known of an indicator in the year of a period, up to that period.

    Results of later periods of the year are not looked at, nor is the figure of the whole year
    unless the period ends with it; what the year is expected to give is (`newest_estimate`).
    """
    target = judging_target(indicator, period.year)
    kind = kind_of(indicator, target, part=part)
    year = period.year
    held = held_until(indicator, year, period.last_month)
    exact = held.get(period)
    newest = newest_so_far(indicator, held)
    until = None if newest is None else newest.period
    yearly = held.get(ResultPeriod(year, Span.YEAR))
    of_year = None if yearly is None else yearly.figure
    if of_year is None and newest is not None and newest.period.ends_year:
        of_year = newest.figure
    return Figures(
        period=period,
        kind=kind,
        sought=target,
        value=None if exact is None else exact.value,
        so_far=None if newest is None else newest.figure,
        so_far_period=until,
        added_up=newest is not None and newest.added_up,
        missing=missing_months(indicator, held),
        same_period=same_period(indicator, held, until),
        estimate=newest_estimate(indicator, held, year),
        whole_year=of_year,
        last_year=whole_year(indicator, year - 1),
        standing=_standing(year, held),
        standing_before=_standing(year - 1, held_until(indicator, year - 1, MONTHS)),
        lower_is_better=target is not None and sense_of(indicator, target) is Sense.LOWER,
        printed=_printed(indicator, held, year),
    )


def newest_period(book: IndicatorBook) -> ResultPeriod | None:
    """Return the period of the year of the day for which a result was recorded last, if any.

    The whole year is the newest in December only: until then it has figures that are known once a
    year, and estimates.
    """
    year = book.as_of.year
    periods = {
        period
        for each in book.indicators
        for result in each.results
        if (period := parse_result_period(result.period)) is not None
        and period.year == year
        and (period.span is not Span.YEAR or book.as_of.month == MONTHS)
    }
    return max(periods, key=lambda each: (each.last_month, each.span), default=None)


def sheet_period(book: IndicatorBook) -> ResultPeriod:
    """Return the period of a sheet where nobody chose one: the newest with a result, else usual."""
    return newest_period(book) or usual(book.as_of)


def _printed(indicator: IndicatorRecord, held: Held, year: int) -> str:
    of_year = results_in_force(indicator).get(ResultPeriod(year, Span.YEAR).key)
    texts = [each.text for each in held.values()]
    return " ".join(texts if of_year is None else [*texts, of_year.text])


def _standing(year: int, held: Held) -> Standing:
    result = held.get(ResultPeriod(year, Span.YEAR))
    if result is None:
        return Standing()
    return Standing(result.figure, result.rank, result.ranked_of)


def sense_of(indicator: IndicatorRecord, target: TargetRecord) -> Sense:
    """Return where better figures lie."""
    return sought_of(indicator, target).sense
