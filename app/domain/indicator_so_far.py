"""What the results of a year come to: figures so far, what they lack, what the year should give.

A cumulative figure is the one that was recorded as such; else that of the months before and the
figure of the period alone, if the months before are known. Where months in between are not, nothing
is added over the gap, and the gap is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.indicators import Accumulation, IndicatorRecord, ResultRecord
from app.domain.result_period import MONTHS, ResultPeriod, Span, parse_result_period

Held = Mapping[ResultPeriod, ResultRecord]
"""The results in force of some periods of one year."""


@dataclass(frozen=True, slots=True)
class SoFar:
    """A figure so far.

    Attributes:
        figure: cumulative, or the newest level or rate.
        period: with which it ends.
        added_up: whether it was counted from figures of single periods.
    """

    figure: float
    period: ResultPeriod
    added_up: bool


def results_in_force(indicator: IndicatorRecord) -> dict[str, ResultRecord]:
    """Return period → the newest result known of it."""
    return {each.period: each for each in indicator.results}


def held_until(
    indicator: IndicatorRecord, year: int, months: int
) -> dict[ResultPeriod, ResultRecord]:
    """Return the results in force of the periods of a year that end with a month or before."""
    found = {}
    for key, result in results_in_force(indicator).items():
        period = parse_result_period(key)
        if period is not None and period.year == year and period.last_month <= months:
            found[period] = result
    return found


def figures_so_far(indicator: IndicatorRecord, held: Held) -> dict[int, SoFar]:
    """Return month → figure so far, for every month that one is known of; the months in order."""
    found: dict[int, SoFar] = {}
    for period in sorted(held, key=lambda each: (each.last_month, each.span)):
        month, result = period.last_month, held[period]
        single = result.cumulative is None and _adds_up(indicator) and not period.from_january
        figure = result.cumulative if result.cumulative is not None else result.value
        if figure is None:
            continue
        if not single:
            found[month] = SoFar(figure, period, added_up=False)
        elif month not in found and (before := found.get(month - period.span)) is not None:
            found[month] = SoFar(before.figure + figure, period, added_up=True)
    return found


def newest_so_far(indicator: IndicatorRecord, held: Held) -> SoFar | None:
    """Return the figure so far that reaches furthest, if there is one."""
    found = figures_so_far(indicator, held)
    return found[max(found)] if found else None


def missing_months(indicator: IndicatorRecord, held: Held) -> tuple[int, ...]:
    """Return the months without figures before a later one that therefore cannot be added.

    Months after the last figure are not missing: nobody has reported them yet.
    """
    if not _adds_up(indicator):
        return ()
    reached = max(figures_so_far(indicator, held), default=0)
    known = set(range(1, reached + 1))
    for period, result in held.items():
        if result.value is not None:
            known.update(range(period.last_month - period.span + 1, period.last_month + 1))
    return tuple(month for month in range(1, max(known, default=0)) if month not in known)


def newest_estimate(indicator: IndicatorRecord, held: Held, year: int) -> float | None:
    """Return what the whole year is expected to give, as it was said last.

    That is said with the figures of a period, of which the one that reaches furthest counts, or of
    the year itself; between these two the one that was said on the later day. What is said of the
    year is not of a later period: it counts from the day on which it was known.
    """
    whole = ResultPeriod(year, Span.YEAR)
    said = [period for period, result in held.items() if result.estimate is not None]
    parts = [period for period in said if period != whole]
    newest = max(parts, key=lambda each: (each.last_month, each.span), default=None)
    of_year = results_in_force(indicator).get(whole.key)
    if of_year is None or of_year.estimate is None:
        return None if newest is None else held[newest].estimate
    if newest is None or _said_on(indicator, whole) >= _said_on(indicator, newest):
        return of_year.estimate
    return held[newest].estimate


def _said_on(indicator: IndicatorRecord, period: ResultPeriod) -> dt.date:
    """Return since when the estimate of a period holds: later rows may only carry it on."""
    rows = [each for each in indicator.results if each.period == period.key]
    since = rows[-1]
    for row in reversed(rows):
        if row.estimate != since.estimate:
            break
        since = row
    return since.effective_on


def same_period(indicator: IndicatorRecord, held: Held, until: ResultPeriod | None) -> float | None:
    """Return the figure of the same time a year ago: as reported with it, else as recorded then."""
    if until is None:
        return None
    alike = [each for each in held if each.last_month == until.last_month]
    for each in sorted(alike, key=lambda one: (one != until, -one.span)):
        said = held[each].same_period
        if said is not None:
            return said
    before = held_until(indicator, until.year - 1, until.last_month)
    reached = figures_so_far(indicator, before).get(until.last_month)
    return None if reached is None else reached.figure


def whole_year(indicator: IndicatorRecord, year: int) -> float | None:
    """Return the figure of a whole year in the unit of the indicator, if it is known."""
    result = indicator.result_of(year)
    if result is not None and not result.averaged and result.figure is not None:
        same_unit = not result.unit or result.unit.casefold() == indicator.unit.casefold()
        return result.figure if same_unit else None
    reached = figures_so_far(indicator, held_until(indicator, year, MONTHS)).get(MONTHS)
    return None if reached is None else reached.figure


def so_far_by_month(indicator: IndicatorRecord, year: int) -> list[tuple[int, float]]:
    """Return (month, figure so far) for every month of a year that a result ends with."""
    found = figures_so_far(indicator, held_until(indicator, year, MONTHS))
    return [(month, each.figure) for month, each in sorted(found.items())]


def _adds_up(indicator: IndicatorRecord) -> bool:
    return indicator.accumulation is Accumulation.CUMULATIVE
