"""Several limits in the words of one task: the first counts, all others are told in a doubt."""

from __future__ import annotations

import re

from app.domain.phrases import phrase
from app.domain.time_limit import TimeLimit
from app.importing.time_records import Time

SEVERAL = phrase("Đoạn có nhiều mốc thời gian: {others}")


def with_others(first: tuple[int, Time], found: list[tuple[int, Time]]) -> Time:
    """Return the first limit with a doubt that tells all others by their words."""
    time = first[1]
    told = [other.limit.text for _, other in found if _says_more(other.limit, time.limit)]
    if not told:
        return time
    others = "; ".join(dict.fromkeys(told))
    return Time(time.limit, (*time.doubts, SEVERAL.format(others=others)))


def _says_more(other: TimeLimit, limit: TimeLimit) -> bool:
    """Return whether a limit is another one: another day, another recurrence, other words."""
    if other.due_on and limit.due_on:
        return other.due_on != limit.due_on
    if other.recurrence and other.recurrence is limit.recurrence:
        return bool(re.search(r"\d", other.text)) and other.text not in limit.text
    return other.text not in limit.text
