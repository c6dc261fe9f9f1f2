"""Invented results of a year, and what is said of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from app.domain.indicator_assessment import judge_all
from app.domain.indicators import Accumulation
from app.domain.result_period import ResultPeriod, Span
from tests.factories import AS_OF
from tests.indicator_fakes import make_book, make_indicator, make_result, make_target

OCTOBER = ResultPeriod(2026, Span.MONTH, 10)
YEAR = ResultPeriod(2026, Span.YEAR)
UNIT = "Tỷ đồng"


def result(period: str, cumulative: float | None = None, **fields):
    values: dict[str, Any] = {
        "unit": UNIT,
        "document_id": 0,
        "place": "",
        "effective_on": dt.date(2026, 3, 1),
    }
    value = fields.pop("value", None)
    text = "" if (cumulative or value) is None else f"{cumulative or value:g}".replace(".", ",")
    made = make_result(0, period=period, cumulative=cumulative, text=text, **values | fields)
    return replace(made, value=value)


def revenue(*results, **fields):
    values = {
        "unit": UNIT,
        "accumulation": Accumulation.CUMULATIVE,
        "targets": (make_target(23500, unit=UNIT, text="23.500"),),
    }
    return make_indicator(5, "Thu ngân sách", results=results, **values | fields)


def why(indicator, period=OCTOBER, as_of=AS_OF) -> str:
    book = replace(make_book((indicator,), as_of), period=period)
    return judge_all(book, period)[indicator.id].why
