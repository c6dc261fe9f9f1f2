"""Dated terms: from which day to which something holds, and whose term an official's key names."""

from __future__ import annotations

import datetime as dt

from app.domain import formats
from app.domain.phrases import joined, phrase

TERM_SIGN = "/"
"""Parts the key of a person from the number of a later term: ``nguyen-the-phuoc/2``."""

ONE_DAY = dt.timedelta(days=1)


def holds(first: dt.date | None, last: dt.date | None, day: dt.date) -> bool:
    """Tell whether a span holds on a day, its first and last day included."""
    return (first is None or first <= day) and (last is None or last >= day)


def person_of(key: str) -> str:
    """Return the person whose term an official's key names."""
    return key.partition(TERM_SIGN)[0]


def span_words(first: dt.date | None, last: dt.date | None) -> str:
    """Return ``từ 03/02/2026 đến 30/06/2026``, or less where a day is not known."""
    parts = []
    if first is not None:
        parts.append(phrase("từ {first}", first=formats.date_in_table(first)))
    if last is not None:
        parts.append(phrase("đến {last}", last=formats.date_in_table(last)))
    return joined(" ", parts)
