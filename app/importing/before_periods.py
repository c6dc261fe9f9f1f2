"""Limits that end where a period begins: "trước quý IV/2026" is over on 30/9/2026.

"Trước" before a month, quarter or year excludes it; "trong", "hết" and "cuối" include it. The
reading is told in a doubt, for some offices mean the period itself.
"""

from __future__ import annotations

import datetime as dt
import re

from app.domain.formats import date_in_table
from app.domain.periods import parse_period
from app.domain.phrases import phrase
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.importing.time_records import Time, worded_limit

BEFORE_PERIOD = phrase("“Trước” một kỳ: hiểu là xong trước khi kỳ đó bắt đầu, tức hết ngày {day}")
SEVERAL_PERIODS = phrase("“Trước” nhiều kỳ; chưa rõ trước kỳ nào")
PASSED = phrase("Hạn trước ngày ban hành văn bản")
_BEFORE = re.compile(r"\btruoc\s*$")
_SEVERAL = re.compile(
    r"\d\s*(?:-|–|den|va|,)\s*(?:thang\s*)?\d{1,2}(?!\d)|[iv\d]\s*(?:-|–|,|den|va)"
)


def is_before(folded: str) -> bool:
    """Return whether the folded words before a period exclude it; "trước hết quý" does not."""
    return bool(_BEFORE.search(folded))


def before_period(time: Time, span: str, words: str, issued_on: dt.date | None) -> Time:
    """Return the limit on the last day before a period begins.

    Args:
        time: the period as read.
        span: the folded words of the period alone.
        words: the words of the limit as printed, with "trước".
        issued_on: when the document was issued, if it says so.
    """
    if not time.limit.period:
        return Time(worded_limit(words), time.doubts)
    if _SEVERAL.search(re.split(r"\s*(?:/|,|-)?\s*(?:nam )?20\d\d", span)[0]):
        return Time(worded_limit(words), (SEVERAL_PERIODS,))
    due_on = parse_period(time.limit.period).previous().last_day
    doubts = (*time.doubts, BEFORE_PERIOD.format(day=date_in_table(due_on)))
    if issued_on and due_on < issued_on:
        doubts = (*doubts, PASSED)
    return Time(TimeLimit(TimeLimitKind.DATE, due_on=due_on, text=words.strip()), doubts)
