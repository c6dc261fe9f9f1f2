"""Words that have to fit into some lines: cut at a comma where one is near, and marked as cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.reports.pdf.text import Line, Run, Style, Typesetter, bind

ELLIPSIS = "…"
_NEAR = 0.6
"""A comma nearer to the cut than this share of the kept words is where they end."""
_MOST_TRIED = 12
"""Items beyond these never fit into the few lines that there are."""
_CLEAN = " \u00a0,;:.–-"


def clipped(
    setter: Typesetter, text: str, style: Style, width: float, most: int
) -> tuple[Line, ...]:
    """Return a text in at most so many lines; what does not fit is cut off with ``…``."""
    text = " ".join(setter.clean(text).split())
    lines = setter.lines((Run(bind(text), style),), width)
    if len(lines) <= most:
        return lines
    return _cut(setter, text, style, width, most)


def _cut(setter: Typesetter, text: str, style: Style, width: float, most: int) -> tuple[Line, ...]:
    def set_lines(kept: str) -> tuple[Line, ...]:
        return setter.lines((Run(f"{bind(kept.rstrip(_CLEAN))}{ELLIPSIS}", style),), width)

    ends = [place for place, letter in enumerate(text) if letter == " "]
    fits = _last_fitting([text[:end] for end in ends], set_lines, most)
    if fits is None:  # one word fills more than the lines
        fits = _last_fitting([text[:end] for end in range(1, len(text))], set_lines, most) or ""
    comma = max(fits.rfind(","), fits.rfind(";"))
    if comma > len(fits) * _NEAR:
        fits = fits[:comma]
    return set_lines(fits)


def _last_fitting(
    prefixes: Sequence[str], set_lines: Callable[[str], tuple[Line, ...]], most: int
) -> str | None:
    place = bisect_right(prefixes, most, key=lambda kept: len(set_lines(kept)))
    return prefixes[place - 1] if place else None


class Room(NamedTuple):
    """Where words have to fit: their style, the width in points, so many lines at most."""

    style: Style
    width: float
    most: int


def listed(setter: Typesetter, lead: Run, items: Sequence[str], room: Room) -> tuple[Line, ...]:
    """Return words and a list behind them in a limited room.

    Items that do not fit are counted: ``…; và 3 nhiệm vụ khác.`` No word is cut.
    """

    def set_lines(words: str) -> tuple[Line, ...]:
        return setter.lines((lead, Run(bind(words), room.style)), room.width)

    for named in range(min(len(items), _MOST_TRIED), 0, -1):
        lines = set_lines(_enumerated(items, named))
        if len(lines) <= room.most:
            return lines
    first = items[0]
    while " " in first:
        first = first.rpartition(" ")[0]
        lines = set_lines(_enumerated([f"{first.rstrip(_CLEAN)}{ELLIPSIS}", *items[1:]], 1))
        if len(lines) <= room.most:
            return lines
    return set_lines(f"{len(items)} nhiệm vụ.")[: room.most]


def _enumerated(items: Sequence[str], named: int) -> str:
    rest = len(items) - named
    words = "; ".join(items[:named])
    return f"{words}; và {rest} nhiệm vụ khác." if rest else f"{words}."
