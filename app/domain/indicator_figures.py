"""The figures of an indicator in a year as of a period: what is judged, printed and compared.

`figures_of` gathers them from targets and results, `judge` gives the light with its sentence, and
`judge_all` does so for a book, where shares of a whole are also checked to add up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import formats
from app.domain.indicator_light import (
    NO_STANDING,
    IndicatorLight,
    Judged,
    Kind,
    Known,
    Sense,
    Sought,
    Standing,
    assess,
)
from app.domain.indicators import (
    Accumulation,
    Direction,
    IndicatorBook,
    IndicatorRecord,
    ResultRecord,
    TargetRecord,
)
from app.domain.result_period import ResultPeriod, Span, parse_result_period, year_is_closed
from app.domain.targets import Measure, Operator
from app.domain.text import fold

_GROWTH = re.compile(r"^(?:toc do tang|toc do tang truong|muc tang|chi so san xuat)\b")
_IMPROVEMENT = re.compile(r"\b(?:cao hon|cai thien|nang cao|tang hang|tang bac)\b")
_DECIMALS = re.compile(r"\d,(\d+)")
_CHANGES = frozenset({Operator.INCREASE_BY, Operator.DECREASE_BY})
_INDEX_LEAST = 80
"""An index with base 100 is not below this; a growth in percent is."""
_WHOLE = 100.0
_ROUNDING = 0.05
"""How far shares printed with two places may miss 100 by rounding alone."""


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

        None for what percentages say nothing of: growth, words, parts of a whole, and what is
        better the lower it is.
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
        return 100 * reached / sought.value

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


def results_in_force(indicator: IndicatorRecord) -> dict[str, ResultRecord]:
    """Return period → the newest result known of it."""
    return {each.period: each for each in indicator.results}


def figures_of(indicator: IndicatorRecord, period: ResultPeriod, *, part: bool = False) -> Figures:
    """Gather what is known of an indicator in the year of a period, up to that period.

    Results of later periods of the year are not looked at, nor is the figure of the whole year
    unless the period ends with it.
    """
    target = judging_target(indicator, period.year)
    kind = kind_of(indicator, target, part=part)
    held = _of_year(indicator, period.year, period.last_month)
    exact = held.get(period)
    newest = _newest_so_far(indicator, held)
    last = _whole_year(indicator, period.year - 1)
    yearly = held.get(ResultPeriod(period.year, Span.YEAR))
    whole_year = None if yearly is None else yearly.figure
    so_far, of_period, added_up = newest
    if whole_year is None and of_period is not None and of_period.ends_year:
        whole_year = so_far
    return Figures(
        period=period,
        kind=kind,
        sought=target,
        value=None if exact is None else exact.value,
        so_far=so_far,
        so_far_period=of_period,
        added_up=added_up,
        same_period=_same_period(indicator, held, of_period),
        estimate=_newest_estimate(held),
        whole_year=whole_year,
        last_year=last,
        standing=_standing(period.year, held),
        standing_before=_standing(period.year - 1, _of_year(indicator, period.year - 1, 12)),
        lower_is_better=target is not None and sense_of(indicator, target) is Sense.LOWER,
        printed=" ".join(each.text for each in held.values()),
    )


def known_of(figures: Figures, book: IndicatorBook) -> Known:
    """Return the figures as `assess` wants them, on the day of a book."""
    months = figures.period.last_month
    if figures.so_far_period is not None:
        months = figures.so_far_period.last_month
    return Known(
        so_far=figures.so_far,
        months=months,
        estimate=figures.estimate,
        whole_year=figures.whole_year,
        closed=year_is_closed(figures.period.year, book.as_of),
        last_year=figures.last_year,
        same_period=figures.same_period,
        standing=figures.standing,
        standing_before=figures.standing_before,
    )


def newest_period(book: IndicatorBook) -> ResultPeriod | None:
    """Return the period of the year of the day for which a result was recorded last, if any."""
    year = book.as_of.year
    periods = {
        period
        for each in book.indicators
        for result in each.results
        if (period := parse_result_period(result.period)) is not None and period.year == year
    }
    return max(periods, key=lambda each: (each.last_month, each.span), default=None)


def _of_year(
    indicator: IndicatorRecord, year: int, months: int
) -> dict[ResultPeriod, ResultRecord]:
    """Return the results in force of the periods of a year that end with a month or before."""
    found = {}
    for key, result in results_in_force(indicator).items():
        period = parse_result_period(key)
        if period is not None and period.year == year and period.last_month <= months:
            found[period] = result
    return found


def _newest_so_far(
    indicator: IndicatorRecord, held: dict[ResultPeriod, ResultRecord]
) -> tuple[float | None, ResultPeriod | None, bool]:
    """Return the figure so far that reaches furthest, its period, and whether it was added up."""
    best: tuple[float | None, ResultPeriod | None, bool] = (None, None, False)
    for period in sorted(held, key=lambda each: (each.last_month, each.span)):
        figure, added_up = _so_far(indicator, held, period)
        if figure is not None and (best[1] is None or not (added_up and _ends_with(best, period))):
            best = figure, period, added_up
    return best


def _ends_with(best: tuple[float | None, ResultPeriod | None, bool], period: ResultPeriod) -> bool:
    return best[1] is not None and best[1].last_month == period.last_month


def _so_far(
    indicator: IndicatorRecord, held: dict[ResultPeriod, ResultRecord], period: ResultPeriod
) -> tuple[float | None, bool]:
    result = held[period]
    if result.cumulative is not None:
        return result.cumulative, False
    if result.value is None:
        return None, False
    if indicator.accumulation is not Accumulation.CUMULATIVE or period.from_january:
        return result.value, False
    parts = [held.get(each) for each in period.before()]
    values = [each.value for each in parts if each is not None and each.value is not None]
    if len(values) < len(parts):
        return None, False
    return sum(values) + result.value, True


def so_far_by_month(indicator: IndicatorRecord, year: int) -> list[tuple[int, float]]:
    """Return (month, figure so far) for every month of a year that a result ends with."""
    held = _of_year(indicator, year, 12)
    found: dict[int, float] = {}
    for period in sorted(held, key=lambda each: (each.last_month, each.span)):
        figure, added_up = _so_far(indicator, held, period)
        if figure is not None and not (added_up and period.last_month in found):
            found[period.last_month] = figure
    return sorted(found.items())


def _newest_estimate(held: dict[ResultPeriod, ResultRecord]) -> float | None:
    with_one = [(p.last_month, p.span, r) for p, r in held.items() if r.estimate is not None]
    return max(with_one, key=lambda each: each[:2])[2].estimate if with_one else None


def _whole_year(indicator: IndicatorRecord, year: int) -> float | None:
    result = indicator.result_of(year)
    if result is not None and not result.averaged and result.figure is not None:
        same_unit = not result.unit or result.unit.casefold() == indicator.unit.casefold()
        return result.figure if same_unit else None
    figure, period, _added = _newest_so_far(indicator, _of_year(indicator, year, 12))
    return figure if period is not None and period.ends_year else None


def _same_period(
    indicator: IndicatorRecord,
    held: dict[ResultPeriod, ResultRecord],
    period: ResultPeriod | None,
) -> float | None:
    """Return the figure of the same time a year ago: as reported with it, else as recorded then."""
    if period is None:
        return None
    alike = [each for each in held if each.last_month == period.last_month]
    for each in sorted(alike, key=lambda one: (one != period, -one.span)):
        said = held[each].same_period
        if said is not None:
            return said
    months = period.last_month
    before = _of_year(indicator, period.year - 1, months)
    figure, of_period, _added = _newest_so_far(indicator, before)
    return figure if of_period is not None and of_period.last_month == months else None


def _standing(year: int, held: dict[ResultPeriod, ResultRecord]) -> Standing:
    result = held.get(ResultPeriod(year, Span.YEAR))
    if result is None:
        return Standing()
    return Standing(result.figure, result.rank, result.ranked_of)


# ---- Shares of a whole


def parts_of_wholes(book: IndicatorBook) -> dict[int, tuple[IndicatorRecord, ...]]:
    """Return whole → its parts, for what the year's plan divides into shares of 100 %."""
    children: dict[int, list[IndicatorRecord]] = {}
    for each in book.indicators:
        if each.parent_id:
            children.setdefault(each.parent_id, []).append(each)
    return {
        key: tuple(parts)
        for key, parts in children.items()
        if _is_whole(book.by_id[key], parts, book.plan_year)
    }


def _is_whole(whole: IndicatorRecord, parts: Sequence[IndicatorRecord], year: int) -> bool:
    target = judging_target(whole, year)
    if target is None or (target.value, target.unit.strip()) != (_WHOLE, "%"):
        return False
    shares = all(part.direction is Direction.MAINTAIN and part.unit == "%" for part in parts)
    return whole.direction is Direction.MAINTAIN and len(parts) > 1 and shares


def sum_words(parts: Sequence[tuple[str, float | None]]) -> str:
    """Say that shares of a whole do not add up to 100; "" if they do, or one is not known.

    Args:
        parts: name and share of each.
    """
    shares = [share for _name, share in parts if share is not None]
    if not shares or len(shares) < len(parts):
        return ""
    total = sum(shares)
    off = total - _WHOLE
    if abs(off) <= _ROUNDING + 1e-9:
        return ""
    side = "thừa" if off > 0 else "thiếu"
    return (
        f"{len(shares)} tỷ trọng cộng được {formats.number(round(total, 4))}%, "
        f"{side} {formats.number(round(abs(off), 4))} điểm % so với 100%."
    )


# ---- Light and sentence for a book


@dataclass(frozen=True, slots=True)
class IndicatorAssessment:
    """The light of one indicator as of a period, and why.

    ``warning``: what does not add up, "" for nothing.
    """

    light: IndicatorLight
    why: str
    figures: Figures
    warning: str = ""


def judge_all(book: IndicatorBook, period: ResultPeriod) -> dict[int, IndicatorAssessment]:
    """Return indicator id → its light as of a period, for every indicator of a book."""
    from app.domain.indicator_why import why  # noqa: PLC0415 - it needs the records of this module

    wholes = parts_of_wholes(book)
    part_ids = {part.id for parts in wholes.values() for part in parts}
    found = {}
    for each in book.indicators:
        figures = figures_of(each, period, part=each.id in part_ids or each.id in wholes)
        judged = judge(each, figures, book)
        found[each.id] = IndicatorAssessment(
            judged.light, why(each, figures, judged, book), figures
        )
    for key, parts in wholes.items():
        shares = [(part.name, found[part.id].figures.reached) for part in parts]
        whole = found[key]
        found[key] = IndicatorAssessment(
            whole.light, whole.why, whole.figures, warning=sum_words(shares)
        )
    return found


def judge(indicator: IndicatorRecord, figures: Figures, book: IndicatorBook) -> Judged:
    """Return the light that figures give."""
    sought = None if figures.sought is None else sought_of(indicator, figures.sought)
    return assess(figures.kind, sought, known_of(figures, book))


def sense_of(indicator: IndicatorRecord, target: TargetRecord) -> Sense:
    """Return where better figures lie."""
    return sought_of(indicator, target).sense
