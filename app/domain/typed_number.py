"""Numbers as people type and paste them: Vietnamese 155.000 and 14,97, English 155,000 and 14.97.

One separator alone can be either. Which it is follows from how it is used: three digits behind it
may be thousands, anything else is a decimal. ``1.234`` and ``1,234`` stay doubtful by themselves;
`notation_of` looks at everything that is pasted together, and whoever pastes is asked once if
nothing tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain import formats
from app.domain.text import fold, nfc

_SPACES = re.compile(r"[^\S\t\n\v\f\r\u2028\u2029]+")
_ENDS = re.compile(r"\s*[\t\n\v\f\r\u2028\u2029]\s*")
_SIGNS = ("trên", "dưới", "khoảng", "hơn", "gần", "ước", "đạt", "≈", ">=", "<=", "≥", "≤", ">", "<")
_UP, _DOWN = ("tang", "+"), ("giam", "-", "−", "–")
_NUMBER = re.compile(r"\d[\d.,]*")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_EMPTY = frozenset({"", "-", "–", "—", "−", "…", "...", "x", "/"})


class Notation(StrEnum):
    """Which sign is the decimal one."""

    VIETNAMESE = "vietnamese"
    """155.000 and 14,97."""
    ENGLISH = "english"
    """155,000 and 14.97."""


class Sign(StrEnum):
    """What is said of the way a figure goes."""

    NONE = ""
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number that was read.

    Attributes:
        value: None for an empty cell.
        sign: ``UP`` for ``+0,3`` and ``tăng 0,3``; then the value is without it.
        percent: whether a percent sign stands behind it.
        rest: words behind the number, as a unit ("tỷ đồng"); "" for none.
        bound: the sign or word before it ("trên", ">"), "" for none.
    """

    value: float | None
    sign: Sign = Sign.NONE
    percent: bool = False
    rest: str = ""
    bound: str = ""


def read_number(text: str, notation: Notation = Notation.VIETNAMESE) -> TypedNumber | None:
    """Read one cell.

    Args:
        text: as typed or pasted; "", "–" and "…" are empty cells.
        notation: decides what is doubtful by itself, and only that.

    Returns:
        None for what is no number.
    """
    words = _tidied(text)
    if words.lower() in _EMPTY:
        return TypedNumber(None)
    bracketed = words.startswith("(") and words.endswith(")")
    if bracketed:  # how accountants write a negative number
        words = words[1:-1].strip()
    bound, words = _without_bound(words)
    sign, words = _without_sign(words)
    match = _NUMBER.match(_joined(words))
    if match is None:
        return None
    value = _value(match[0].rstrip(".,"), notation)
    if value is None:
        return None
    rest = _joined(words)[match.end() :].strip()
    percent = rest.startswith("%")
    if any(letter.isdigit() for letter in rest):
        return None  # two numbers: a date, a range, a fraction
    down = bracketed or sign is Sign.DOWN
    return TypedNumber(
        value, Sign.DOWN if down else sign, percent, rest.removeprefix("%").strip(), bound
    )


def signed(number: TypedNumber) -> float | None:
    """Return the value with its sign: minus for ``-0,3`` and ``giảm 0,3``."""
    if number.value is None:
        return None
    return -number.value if number.sign is Sign.DOWN else number.value


def printed(number: TypedNumber, text: str) -> str:
    """Return a number as it is printed, with the places with which it was typed.

    ``10.50`` is ``10,50``; a word or sign before it stays (``trên 23.000``), so does its way.
    """
    if number.value is None:
        return ""
    digits = _NUMBER.search(_joined(_tidied(text)))
    places = 0
    if digits is not None:
        last = re.search(r"[.,](\d+)$", digits[0].rstrip(".,"))
        thousands = float(re.sub("[.,]", "", digits[0])) == number.value
        places = 0 if last is None or thousands else len(last[1])
    rounded = formats.rounded(number.value, places) == number.value
    words = formats.number(number.value, places if rounded else None)
    sign = {Sign.UP: "+", Sign.DOWN: "-"}.get(number.sign, "")
    return f"{number.bound} {sign}{words}".strip()


def notation_of(texts: Iterable[str]) -> Notation | None:
    """Return in which notation cells are written; None if they leave it open or contradict.

    Cells without a separator, or that read alike in both, say nothing. Where nothing at all is
    doubtful the answer is Vietnamese.
    """
    seen: set[Notation] = set()
    doubtful = False
    for text in texts:
        said = _says(text)
        seen |= said if len(said) == 1 else set()
        doubtful = doubtful or len(said) > 1
    if len(seen) == 1:
        return next(iter(seen))
    return None if seen or doubtful else Notation.VIETNAMESE


def doubtful(text: str) -> bool:
    """Return whether a cell reads differently in both notations."""
    return len(_says(text)) > 1


def _says(text: str) -> set[Notation]:
    """Return the notations in which a cell can be meant; none if it does not matter."""
    one, other = (read_number(text, notation) for notation in Notation)
    if one is None and other is None:
        return set()
    if one is not None and other is not None:
        if one.value != other.value:
            return set(Notation)
        digits = _NUMBER.search(_joined(_tidied(text)))
        return _by_signs(digits[0].rstrip(".,")) if digits else set()
    return {Notation.VIETNAMESE} if other is None else {Notation.ENGLISH}


def _by_signs(digits: str) -> set[Notation]:
    """Return what the separators of a number that is read alike in both say of its writer."""
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        last = max(digits.rfind("."), digits.rfind(","))
        return {Notation.VIETNAMESE if digits[last] == "," else Notation.ENGLISH}
    if dots == 0 and commas == 0:
        return set()
    many = max(dots, commas) > 1
    comma = commas > 0
    # Several are thousands; one that is no thousand is a decimal.
    return {Notation.VIETNAMESE if comma != many else Notation.ENGLISH}


def _value(digits: str, notation: Notation) -> float | None:
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        return _with_both(digits)
    if dots + commas > 1:
        thousands = _THOUSANDS.fullmatch(digits)
        return float(re.sub("[.,]", "", digits)) if thousands else None
    if dots + commas == 1:
        return _with_one(digits, "." if dots else ",", notation)
    return float(digits)


def _with_both(digits: str) -> float | None:
    """Read a number with both signs: the last one is the decimal one."""
    decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    whole, _, places = digits.rpartition(decimal)
    if decimal in whole or not _THOUSANDS.fullmatch(whole) or not places.isdigit():
        return None
    return float(f"{re.sub('[.,]', '', whole)}.{places}")


def _with_one(digits: str, separator: str, notation: Notation) -> float | None:
    whole, _, places = digits.partition(separator)
    if not whole or not places:
        return None
    decimal = "," if notation is Notation.VIETNAMESE else "."
    thousands = _THOUSANDS.fullmatch(digits) is not None and whole != "0"
    return float(whole + places if thousands and separator != decimal else f"{whole}.{places}")


def _tidied(text: str) -> str:
    """Return a text with one blank where there were several; lines and cells stay apart."""
    return _ENDS.sub("\n", _SPACES.sub(" ", nfc(text)).strip())


def _joined(words: str) -> str:
    """Return a text without the blanks between groups of thousands: ``155 000`` → ``155000``."""
    return re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", words)


def _without_bound(words: str) -> tuple[str, str]:
    low = words.lower()
    for sign in _SIGNS:
        if low.startswith(sign):
            return sign, words[len(sign) :].strip()
    return "", words


def _without_sign(words: str) -> tuple[Sign, str]:
    folded = fold(words)
    for signs, sign in ((_UP, Sign.UP), (_DOWN, Sign.DOWN)):
        for each in signs:
            if folded.startswith(each):
                return sign, words[len(each) :].strip()
    return Sign.NONE, words
