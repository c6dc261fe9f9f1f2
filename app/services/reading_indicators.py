"""Reads for the page Chỉ tiêu: every indicator as of a day, never a row of the database."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from app.domain.indicator_row import IndicatorRow, rows_of
from app.domain.indicators import IndicatorBook
from app.domain.result_period import ResultPeriod
from app.services.register import Register
from db.queries import indicators as queries


def load_indicators(register: Register, as_of: dt.date) -> IndicatorBook:
    """Return every indicator that documents issued by a day name, with all that is known."""
    with register.reading() as connection:
        return queries.load(connection, as_of)


def load_rows(register: Register, as_of: dt.date, period: ResultPeriod) -> list[IndicatorRow]:
    """Return every indicator as a row of a sheet, with its light, as of a day and a period.

    The rows are those of the page Chỉ tiêu: documents in their order, groups as their appendix has
    them, rows under an indicator behind it; those of documents of the past come last, ``closed``.

    Args:
        register: the open register.
        as_of: what was known by then.
        period: up to which results count; its year is that of the plan.
    """
    book = load_indicators(register, as_of)
    return rows_of(replace(book, period=period), period)
