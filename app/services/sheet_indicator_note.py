"""How the indicators of a leader stand, as one sentence on the leader's page."""

from __future__ import annotations

from dataclasses import replace

from app.domain import formats
from app.domain.indicator_figures import newest_period
from app.domain.indicator_light import IndicatorLight
from app.domain.indicator_row import IndicatorRow, rows_of, tally_of
from app.domain.indicator_words import in_sentence
from app.domain.indicators import IndicatorBook
from app.domain.result_period import ResultPeriod

_MOST_NAMED = 3
_WORRYING = (IndicatorLight.NOT_ACHIEVED, IndicatorLight.AT_RISK)


def indicator_note(book: IndicatorBook, official: int, period: ResultPeriod | None = None) -> str:
    """Return the sentence, "" while nothing is known, or the leader has none.

    Args:
        book: what is known on a day.
        official: the leader, 0 for nobody.
        period: up to which results count; None: the newest of the year that has one.
    """
    period = period or newest_period(book)
    if period is None:
        return ""
    led = {
        each.id
        for each in book.indicators
        if (0 if each.leader is None else each.leader.id) == official and not each.closed
    }
    rows = [row for row in rows_of(replace(book, period=period), period) if row.id in led]
    tally = tally_of(rows)
    if not tally.total:
        return ""
    months = f"đến hết {period.so_far_words} năm {period.year}"
    until = f"cả năm {period.year}" if period.ends_year else months
    total = formats.number(tally.total)
    return f"Chỉ tiêu {until}: {total} chỉ tiêu, {tally.words()}{_named(rows)}."


def _named(rows: list[IndicatorRow]) -> str:
    """Return those that worry, the worst first: name, what was reached or is expected, the plan."""
    worrying = sorted(
        (row for row in rows if row.light in _WORRYING), key=lambda row: -row.light.value
    )
    named = [
        f"{row.name} ({_figure(row)}, kế hoạch {in_sentence(row.plan)})"
        for row in worrying[:_MOST_NAMED]
    ]
    if not named:
        return ""
    more = len(worrying) - len(named)
    rest = f" và {formats.number(more)} chỉ tiêu khác" if more else ""
    return f". Cần chú ý: {'; '.join(named)}{rest}"


def _figure(row: IndicatorRow) -> str:
    """Return what is expected of the year; what was reached, once that has decided."""
    decided = row.of_year or row.light is IndicatorLight.NOT_ACHIEVED
    if row.estimate == formats.NONE_SIGN or decided:
        return row.so_far
    return f"ước {row.estimate}"
