"""Light and sentence of every indicator of a book, for screen, chart, print and export."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.indicator_figures import Figures, figures_of, sought_of
from app.domain.indicator_light import IndicatorLight, Judged, Known, assess
from app.domain.indicator_shares import parts_of_wholes, shares_warning
from app.domain.indicator_why import why
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.result_period import ResultPeriod, year_is_closed


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
    """Return indicator id → its light as of a period, for every indicator of a book.

    Of a day that is closed they are those that were judged when it was closed, figures and words
    too, whatever rules the program has learnt since.
    """
    if (kept := book.kept.get(period.key)) is not None:
        return dict(kept)
    wholes = parts_of_wholes(book)
    part_ids = {part.id for parts in wholes.values() for part in parts}
    figures = {
        each.id: figures_of(each, period, part=each.id in part_ids or each.id in wholes)
        for each in book.indicators
    }
    found = {}
    for each in book.indicators:
        known = figures[each.id]
        judged = judge(each, known, book)
        parts = [figures[part.id] for part in wholes.get(each.id, ())]
        found[each.id] = IndicatorAssessment(
            judged.light, why(each, known, judged, book), known, shares_warning(parts)
        )
    return found


def judge(indicator: IndicatorRecord, figures: Figures, book: IndicatorBook) -> Judged:
    """Return the light that figures give."""
    sought = None if figures.sought is None else sought_of(indicator, figures.sought)
    return assess(figures.kind, sought, known_of(figures, book))


def known_of(figures: Figures, book: IndicatorBook) -> Known:
    """Return the figures as `assess` wants them, on the day of a book."""
    months = figures.period.last_month
    if figures.so_far_period is not None:
        months = figures.so_far_period.last_month
    return Known(
        so_far=figures.so_far,
        months=months,
        incomplete=bool(figures.missing),
        estimate=figures.estimate,
        whole_year=figures.whole_year,
        closed=year_is_closed(figures.period.year, book.as_of),
        last_year=figures.last_year,
        same_period=figures.same_period,
        standing=figures.standing,
        standing_before=figures.standing_before,
    )
