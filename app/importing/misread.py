"""Digits and Roman numbers that a scanning program read as letters: "3O/6/2026", "quý ll/2026"."""

from __future__ import annotations

import re

_DIGIT = r"[\dol]"
_DATE = re.compile(
    rf"(?<!\w){_DIGIT}{{1,2}}\s?([/.-])\s?{_DIGIT}{{1,2}}(?:\s?\1\s?{_DIGIT}{{4}})?(?!\w)"
)
_MONTH = re.compile(rf"(?<=\bthang ){_DIGIT}{{1,2}}(?:\s?/\s?{_DIGIT}{{4}})?(?!\w)")
_QUARTER = re.compile(r"(?<=\bquy )(?:[il1|]{2,3}|l|[l1]v)(?![\w|])")
_DIGITS = str.maketrans("ol", "01")


def mended(folded: str) -> tuple[str, list[tuple[int, int]]]:
    """Return folded text with such letters set right, of the same length, and where they stood."""
    places: list[tuple[int, int]] = []

    def digits(match: re.Match[str]) -> str:
        plain = match[0].translate(_DIGITS)
        # Words of letters alone ("lo/lo") are no date; a date has at least one digit that is one.
        if plain == match[0] or not re.search(r"\d", match[0]):
            return match[0]
        places.append(match.span())
        return plain

    def quarter(match: re.Match[str]) -> str:
        # "1v" is IV; in "II" and "III" every upright stroke is an I.
        plain = "iv" if match[0].endswith("v") else "i" * len(match[0])
        if plain != match[0]:
            places.append(match.span())
        return plain

    text = _QUARTER.sub(quarter, _MONTH.sub(digits, _DATE.sub(digits, folded)))
    return text, sorted(places)
