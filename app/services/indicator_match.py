"""Which indicator a line of somebody's report is about: by its name, helped by its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.indicators import IndicatorRecord
from app.domain.text import fold_words

_SURE, _SURE_WITH_NUMBER = 93, 84
_LEAST = 80
_NUMBER_HELPS = 16
_SUBSET = 10
"""Points that a name loses which only has the words of the other among its own."""
_LEADING = re.compile(
    r"^(?:\s*(?:[-+•*–]|trong đó\s*:?|\d+(?:\.\d+)*[.)]?\s|[IVX]+[.)]\s))+", re.IGNORECASE
)
_UNIT_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator for a line, and whether it is surely meant."""

    indicator: IndicatorRecord
    sure: bool


def plain_name(name: str) -> str:
    """Return a name as it is compared: no marks before it, no brackets behind it, folded."""
    words = _LEADING.sub("", name.replace("\n", " "))
    return " ".join(fold_words(_UNIT_BEHIND.sub("", words) or words))


def match_names(
    lines: Sequence[tuple[str, str]], indicators: Iterable[IndicatorRecord]
) -> list[Match | None]:
    """Find the indicators of lines; each is given once, to the line that is most like it.

    Args:
        lines: number and name of each line, as printed.
        indicators: those that can be meant.

    Returns:
        One answer for each line; None where no indicator is like it.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - not needed to start the program

    offered = [(each, plain_name(each.name), each.stt.strip("+-.")) for each in indicators]
    scored = []
    for place, (number, name) in enumerate(lines):
        plain, whole = plain_name(name), " ".join(fold_words(name))
        if not plain:
            continue
        for order, (_indicator, other, own_number) in enumerate(offered):
            alike = max(
                fuzz.ratio(plain, other),
                fuzz.token_sort_ratio(plain, other) - 1,
                fuzz.token_set_ratio(whole, other) - _SUBSET,
            )
            numbered = bool(number.strip(" .)")) and number.strip(" .)") == own_number
            sure = alike >= (_SURE_WITH_NUMBER if numbered else _SURE)
            score = alike + (_NUMBER_HELPS if numbered else 0)
            if score >= _LEAST:
                scored.append((-score, abs(place - order), place, order, sure))
    found: list[Match | None] = [None] * len(lines)
    given: set[int] = set()
    for _score, _far, place, order, sure in sorted(scored):
        if found[place] is None and order not in given:
            given.add(order)
            found[place] = Match(offered[order][0], sure)
    return found
