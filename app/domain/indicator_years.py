"""An indicator over several years: what each year gave, and how the last one stands to it."""

from __future__ import annotations

from app.domain import formats
from app.domain.indicator_figures import Figures, is_ranked
from app.domain.indicator_light import Kind, Standing
from app.domain.indicator_why import standing_parts
from app.domain.indicator_words import result_words
from app.domain.indicators import IndicatorRecord
from app.domain.phrases import phrase

YEARS_BACK = 4


def year_words(indicator: IndicatorRecord, year: int) -> str:
    """Return the result of a whole year; of an index of places score and rank."""
    result = indicator.result_of(year)
    if result is None or result.averaged:
        return formats.NONE_SIGN
    if is_ranked(indicator):
        standing = Standing(result.figure, result.rank, result.ranked_of)
        score, *rank = [*standing_parts(standing), ""]
        if standing.score is None or standing.rank is None:
            return score or formats.NONE_SIGN
        return f"{score} ({rank[0].removeprefix('hạng ')})"
    return result_words(result) if result.figure is not None else formats.NONE_SIGN


def change_words(figures: Figures) -> str:
    """Return how the year stands to the one before: ``+18,4%``, ``+0,6 điểm``, ``+8 bậc``.

    A figure of the whole year is held against the whole year before, one so far against the same
    months; shares and rates by their difference in points, ranks only among as many places.
    """
    if figures.kind is Kind.WORDS:
        return _standing_change(figures.standing, figures.standing_before)
    reached = figures.reached
    before = figures.last_year if figures.whole_year is not None else figures.same_period
    if before is None and figures.kind in (Kind.LEVEL, Kind.YEARLY, Kind.PART):
        before = figures.last_year  # a level is not the work of some months
    if reached is None or before is None:
        return formats.NONE_SIGN
    unit = "" if figures.sought is None else figures.sought.unit
    if "%" in unit or figures.kind in (Kind.GROWTH, Kind.CHANGE, Kind.PART):
        return phrase("{signed} điểm", signed=_signed(reached - before))
    return f"{_signed(100 * (reached / before - 1), 1)}%" if before > 0 else formats.NONE_SIGN


def _standing_change(now: Standing, before: Standing) -> str:
    if now.rank is not None and before.rank is not None and now.ranked_of == before.ranked_of:
        return phrase("{signed} bậc", signed=_signed(before.rank - now.rank))
    if now.score is not None and before.score is not None:
        return phrase("{signed} điểm", signed=_signed(now.score - before.score))
    return formats.NONE_SIGN


def _signed(value: float, decimals: int | None = None) -> str:
    rounded = formats.rounded(value, 4 if decimals is None else decimals)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else ""
    return f"{sign}{formats.number(abs(rounded), decimals)}"
