"""Word's automatic numbers: counted as Word counts them, from numbering.xml."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.importing.files.docx_styles import Styles
from app.importing.files.office_xml import Element, attribute, child, children, number, switch
from app.importing.markers import plain_sign

_LEVELS = 9
_ONES = ("", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts and what it prints."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # higher levels are shown as Arabic numbers
    restarts_after: int | None = None  # None: after any higher level; 0: never
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A counting list; lists of the same abstract number count on together."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Gives each numbered paragraph its marker, in document order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Take the root of word/numbering.xml, or None if the file has none."""
        self._styles = styles
        abstracts = {attribute(one, "abstractNumId"): one for one in children(root, "abstractNum")}
        self._numbers = {number(one, "numId"): one for one in children(root, "num")}
        self._abstracts = abstracts
        self._lists: dict[str | None, _List] = {}
        self._overridden: dict[int, dict[int, Level]] = {}
        self._started: set[tuple[int, int]] = set()

    def next(self, list_id: int, level: int) -> tuple[str, int]:
        """Count one paragraph; return its marker ("" if the level prints none) and its depth."""
        numbered = self._numbers.get(list_id)
        if numbered is None or not 0 <= level < _LEVELS:
            return "", 0
        counting = self._list(numbered)
        levels = counting.levels | self._overrides(list_id, numbered, counting.levels)
        if level not in levels:
            return "", 0
        self._count(counting, list_id, level, levels)
        return _printed(levels, counting.counts, level), level + 1

    def level_of_style(self, list_id: int, style: str | None) -> int:
        """Return the level that a list ties to a paragraph style, 0 if to none."""
        numbered = self._numbers.get(list_id)
        if numbered is None:
            return 0
        levels = self._list(numbered).levels
        return next((n for n, one in levels.items() if one.style and one.style == style), 0)

    def _list(self, numbered: Element) -> _List:
        key = attribute(child(numbered, "abstractNumId"))
        if key not in self._lists:
            self._lists[key] = _List(self._levels(self._abstracts.get(key)))
        return self._lists[key]

    def _levels(self, abstract: Element | None, *, depth: int = 0) -> dict[int, Level]:
        link = attribute(child(abstract, "numStyleLink"))
        if link and depth < 3:  # the levels stand in the list that the style names
            linked = self._numbers.get(self._styles.look(link).numbering)
            key = attribute(child(linked, "abstractNumId"))
            return self._levels(self._abstracts.get(key), depth=depth + 1)
        return {number(one, "ilvl") or 0: _level(one) for one in children(abstract, "lvl")}

    def _overrides(
        self, list_id: int, numbered: Element, levels: dict[int, Level]
    ) -> dict[int, Level]:
        if list_id not in self._overridden:
            found: dict[int, Level] = {}
            for one in children(numbered, "lvlOverride"):
                place = number(one, "ilvl") or 0
                own = child(one, "lvl")
                if own is not None:
                    found[place] = _level(own)
                elif (start := number(child(one, "startOverride"))) is not None:
                    base = levels.get(place, Level())
                    found[place] = Level(
                        start, base.form, base.text, base.legal, base.restarts_after, base.style
                    )
            self._overridden[list_id] = found
        return self._overridden[list_id]

    def _count(self, counting: _List, list_id: int, level: int, levels: dict[int, Level]) -> None:
        counts = counting.counts
        overridden = level in self._overridden.get(list_id, {})
        if overridden and (list_id, level) not in self._started:
            counts.pop(level, None)  # a list that is told to start anew does so once
        self._started.add((list_id, level))
        for higher in range(level):
            counts.setdefault(higher, levels.get(higher, Level()).start)
        counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for lower in range(level + 1, _LEVELS):
            after = levels.get(lower, Level()).restarts_after
            if lower in counts and (after is None or (after > 0 and level < after)):
                del counts[lower]


def _level(element: Element) -> Level:
    start = number(child(element, "start"))
    return Level(
        start=0 if start is None else start,
        form=attribute(child(element, "numFmt")) or "decimal",
        text=attribute(child(element, "lvlText")) or "",
        legal=bool(switch(element, "isLgl")),
        restarts_after=number(child(element, "lvlRestart")),
        style=attribute(child(element, "pStyle")),
    )


def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    own = levels[level]
    if own.form == "bullet":
        return plain_sign(own.text) if own.text.strip() else ""

    def shown(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        form = levels.get(place, Level()).form
        value = counts.get(place, levels.get(place, Level()).start)
        return counted(value, "decimal" if own.legal and place < level else form)

    return re.sub(r"%([1-9])", shown, own.text).strip()


def counted(value: int, form: str) -> str:
    """Return ``value`` in one of Word's number forms; unknown forms are printed as digits."""
    if form in {"lowerLetter", "upperLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < value < 4000:
        text = _roman(value)
        return text if form == "lowerRoman" else text.upper()
    if form in {"cardinalText", "vietnameseCounting"} and 0 < value < len(_ONES):
        return _ONES[value]
    if form == "none":
        return ""
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        while value >= size:
            text += letters
            value -= size
    return text
