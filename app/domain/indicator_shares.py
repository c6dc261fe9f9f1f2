"""Shares of a whole (cơ cấu GRDP): what the year's plan divides must add up to 100 %, or say so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain import formats
from app.domain.indicator_figures import Figures, judging_target
from app.domain.indicator_words import figure
from app.domain.indicators import Direction, IndicatorBook, IndicatorRecord
from app.domain.phrases import capital, joined, phrase

_WHOLE = 100.0
_PLACES = re.compile(r",(\d+)$")


def parts_of_wholes(book: IndicatorBook) -> dict[int, tuple[IndicatorRecord, ...]]:
    """Return whole → its parts, for what the year's plan divides into shares of 100 %."""
    children: dict[int, list[IndicatorRecord]] = {}
    for each in book.indicators:
        if each.parent_id:
            children.setdefault(each.parent_id, []).append(each)
    return {
        key: tuple(parts)
        for key, parts in children.items()
        if _is_whole(book.by_id[key], parts, book.plan_year)
    }


def _is_whole(whole: IndicatorRecord, parts: Sequence[IndicatorRecord], year: int) -> bool:
    target = judging_target(whole, year)
    if target is None or (target.value, target.unit.strip()) != (_WHOLE, "%"):
        return False
    shares = all(part.direction is Direction.MAINTAIN and part.unit == "%" for part in parts)
    return whole.direction is Direction.MAINTAIN and len(parts) > 1 and shares


def shares_warning(parts: Sequence[Figures]) -> str:
    """Say that the shares that were reached, or those of the plan, miss 100; "" for neither."""
    reached = sum_words([(each.reached, _printed(each.reached, each.printed)) for each in parts])
    plan = [each.sought for each in parts]
    planned = sum_words(
        [
            (None, "") if each is None else (each.value, _printed(each.value, each.text))
            for each in plan
        ],
        phrase("kế hoạch: "),
    )
    return joined(" ", filter(None, (reached, planned)))


def sum_words(parts: Iterable[tuple[float | None, str]], what: str = "") -> str:
    """Say that shares of a whole do not add up to 100; "" if they do, or one is not known.

    Rounding alone explains half a unit of the last place that is printed, for each share; whatever
    is more is told. The finest share says which place that is: all of a whole are rounded alike,
    and 30 may be 30,00.

    Args:
        parts: share of each, and as it is printed.
        what: which shares they are, before the sentence.
    """
    known = list(parts)
    shares = [share for share, _printed in known if share is not None]
    if not shares or len(shares) < len(known):
        return ""
    places = max(_places(printed) for _share, printed in known)
    off = formats.rounded(sum(shares) - _WHOLE, 9)
    if abs(off) <= formats.rounded(len(shares) * 0.5 * 10**-places, 9):
        return ""
    side = phrase("thừa") if off > 0 else phrase("thiếu")
    words = phrase(
        "{what}{shares} tỷ trọng cộng được {whole}%, {side} {off} điểm % so với 100%.",
        what=what,
        shares=len(shares),
        whole=formats.number(_WHOLE + off),
        side=side,
        off=formats.number(abs(off)),
    )
    return capital(words)


def _printed(share: float | None, text: str) -> str:
    return "" if share is None else figure(share, text)


def _places(printed: str) -> int:
    match = _PLACES.search(printed)
    return len(match[1]) if match else 0
