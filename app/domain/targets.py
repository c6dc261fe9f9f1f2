"""Targets of indicators: what a document asks for, and whether two documents ask for the same.

Documents write the same level in many ways: 112 for an index and "tăng 12%" for its growth, 10 tỷ
and 10.000 triệu USD, nghìn and triệu lượt. `compare` tells a difference of writing from one of
substance, in a sentence for the sheet "Đối chiếu chỉ tiêu giữa các văn bản".
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from app.domain import formats
from app.domain.phrases import joined, phrase
from app.domain.text import fold, fold_words


class Operator(StrEnum):
    """How a target binds its value. A range goes up to an upper value, and so may a change."""

    EQUAL = "="
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    ABOUT = "~"
    RANGE = "range"
    DECREASE_BY = "decrease_by"
    INCREASE_BY = "increase_by"
    MAINTAIN = "maintain"
    QUALITATIVE = "qualitative"


WITHOUT_VALUE = frozenset({Operator.MAINTAIN, Operator.QUALITATIVE})
"""Operators that may stand without a number."""
WITH_UPPER = frozenset({Operator.RANGE, Operator.DECREASE_BY, Operator.INCREASE_BY})
"""Operators that may go up to an upper value; a range must."""


class Measure(StrEnum):
    """What is measured: the level in one year, or something over the years since an earlier one."""

    LEVEL = "level"
    AVERAGE = "average"
    TOTAL = "total"
    EACH_YEAR = "each_year"


class Verdict(StrEnum):
    """How targets of one indicator and year differ: really, in notation only, or beyond comparing.

    ``UNIT``: their units are of different kinds, so that the numbers cannot be compared.
    """

    DIFFERS = "differs"
    NOTATION = "notation"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target with where it stands.

    Attributes:
        source: document and place, in words.
        operator: one of `Operator`.
        value: the number; None where there is none.
        upper: where the operator goes up to it.
        unit: of value and upper; "" where nothing tells it.
        text: the level as printed, which may be in another unit.
        from_year: first year, for what is measured over several.
    """

    source: str
    operator: str
    value: float | None
    upper: float | None = None
    unit: str = ""
    text: str = ""
    from_year: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comes of comparing targets: None as verdict where they agree."""

    verdict: Verdict | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Level:
    """A target in its smallest unit, ready to be compared.

    Attributes:
        low: the number, or the lower one of two.
        high: the upper one, or the same.
        kind: what is counted ("dong", "luot", "%" …); "" where unknown.
        points: whether percentage points are said.
        change: 1 for a growth, -1 for a decrease, 0 for a level.
        binding: how it binds: "=", ">", ">=", "<", "<=", "~".
        printed: the number as the document prints it; None where it cannot be told.
    """

    low: float
    high: float
    kind: str
    points: bool
    change: int
    binding: str
    printed: float | None


_FACTORS = {"nghin": 1e3, "ngan": 1e3, "trieu": 1e6, "ty": 1e9, "ti": 1e9}
_KINDS = {
    "dn": "doanh",
    "do": "usd",  # đô la Mỹ
    "khach": "luot",
    "nam": "tuoi",
    "vnd": "dong",
}
_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_THOUSAND = re.compile(r"\s*1\.?000\b")
_CLOSE = 1e-9
_INDEX_BASE = 100


def compare(targets: Sequence[StatedTarget]) -> Comparison:
    """Compare what documents set for one indicator, year and measure.

    Targets without a number are left out. The same number bound otherwise ("trên 23.500" and
    "23.500") differs: one who reaches it satisfies only one of the two.

    Args:
        targets: as stated, the most important place first.
    """
    numbered = [(target, level) for target in targets if (level := level_of(target)) is not None]
    stated = [target for target, _ in numbered]
    pairs = [_compare_pair(one, other) for one, other in combinations(numbered, 2)]
    said = _listed(stated)
    if any(pair is _Pair.UNIT for pair in pairs):
        return Comparison(
            Verdict.UNIT, phrase("Đơn vị khác nhau nên không so trực tiếp được: {said}.", said=said)
        )
    if any(pair is _Pair.PERIOD for pair in pairs):
        return Comparison(
            Verdict.DIFFERS, phrase("Tính cho giai đoạn khác nhau: {said}.", said=said)
        )
    if any(pair is _Pair.VALUE for pair in pairs):
        nuance = _nuance(numbered)
        return Comparison(
            Verdict.DIFFERS, phrase("Mức khác nhau: {said}{nuance}.", said=said, nuance=nuance)
        )
    if any(pair is _Pair.BINDING for pair in pairs):
        return Comparison(
            Verdict.DIFFERS, phrase("Cùng con số, ràng buộc khác nhau: {said}.", said=said)
        )
    if any(pair is _Pair.NOTATION for pair in pairs):
        why = _equation(numbered)
        return Comparison(
            Verdict.NOTATION,
            phrase("Cùng một mức, cách ghi khác nhau: {said}{why}.", said=said, why=why),
        )
    return Comparison(None, phrase("Cùng một mức: {said}.", said=said) if len(stated) > 1 else "")


def level_of(target: StatedTarget) -> Level | None:
    """Return a target in its smallest unit; None where it has no number."""
    if target.value is None:
        return None
    operator = Operator(target.operator)
    factor, kind = _unit(target.unit)
    upper = target.value if target.upper is None else target.upper
    change = {Operator.INCREASE_BY: 1, Operator.DECREASE_BY: -1}.get(operator, 0)
    same_level = (Operator.MAINTAIN, Operator.RANGE, Operator.INCREASE_BY, Operator.DECREASE_BY)
    return Level(
        low=target.value * factor,
        high=upper * factor,
        kind="%" if kind == "diem" else kind,
        points="điểm" in target.text.lower() if "%" in target.text else kind == "diem",
        change=change,
        binding=Operator.EQUAL if operator in same_level else operator,
        printed=_printed(target.text, target.value * factor, kind),
    )


class _Pair(StrEnum):
    """How two targets stand to each other, the worst last."""

    AGREE = "agree"
    NOTATION = "notation"
    BINDING = "binding"
    VALUE = "value"
    PERIOD = "period"
    UNIT = "unit"


_Numbered = tuple[StatedTarget, Level]


def _compare_pair(one: _Numbered, other: _Numbered) -> _Pair:
    (stated, level), (beside, next_to) = one, other
    if level.kind and next_to.kind and level.kind != next_to.kind:
        return _Pair.UNIT
    if stated.from_year != beside.from_year:
        return _Pair.PERIOD
    index = _is_index_of(level, next_to) or _is_index_of(next_to, level)
    if not index and not _same_level(level, next_to):
        return _Pair.VALUE
    if level.binding != next_to.binding and not level.change and not next_to.change:
        return _Pair.BINDING
    return _Pair.AGREE if not index and _written_alike(level, next_to) else _Pair.NOTATION


def _same_level(one: Level, other: Level) -> bool:
    """Tell whether the numbers are equal, and mean the same: 500 more is not 500."""
    if {one.change, other.change} == {1, -1}:
        return False
    said_otherwise = one.change != other.change and one.kind != "%"
    return _same_numbers(one, other) and not said_otherwise


def _written_alike(one: Level, other: Level) -> bool:
    printed = one.printed is None or other.printed in (None, one.printed)
    return printed and one.change == other.change and one.points == other.points


def _same_numbers(one: Level, other: Level) -> bool:
    return math.isclose(one.low, other.low, rel_tol=_CLOSE) and math.isclose(
        one.high, other.high, rel_tol=_CLOSE
    )


def _is_index_of(index: Level, growth: Level) -> bool:
    """Tell whether one is an index (112) and the other its growth (12 %) or decrease."""
    if index.kind != "%" or growth.kind not in ("%", "") or index.points or growth.points:
        return False
    sign = growth.change or 1
    return index.change == 0 and all(
        math.isclose(whole - _INDEX_BASE, sign * part, rel_tol=_CLOSE, abs_tol=_CLOSE)
        for whole, part in ((index.low, growth.low), (index.high, growth.high))
    )


def unit_of(words: str) -> tuple[float, str]:
    """Return the factor of a unit, and what is counted: ``Triệu USD`` → 1e6, "usd"."""
    return _unit(words)


def _unit(words: str) -> tuple[float, str]:
    """Return the factor of a unit, and what is counted: ``Triệu USD`` → 1e6, "usd"."""
    factor = 1.0
    if thousand := _THOUSAND.match(words):
        factor, words = 1e3, words[thousand.end() :]
    if words.lstrip().startswith("%"):
        return factor, "%"
    parts = fold_words(words)
    while parts and parts[0] in _FACTORS and parts[1:2] not in (["le"], ["trong"], ["so"]):
        factor *= _FACTORS[parts.pop(0)]
    kind = parts[0] if parts else ""
    return factor, _KINDS.get(kind, kind)


def _printed(text: str, value: float, kind: str) -> float | None:
    """Return the number under which a text prints a value, itself given in its smallest unit."""
    for match in _NUMBER.finditer(text):
        number = float(match[0].replace(".", "").replace(",", "."))
        factor, _ = _unit(_following(text, match.end()))
        forms = [number, number * factor, *(number * known for known in set(_FACTORS.values()))]
        if kind == "%":
            forms += [_INDEX_BASE + number, _INDEX_BASE - number]
        if any(math.isclose(form, value, rel_tol=_CLOSE) for form in forms):
            return number
    return None


def _following(text: str, at: int) -> str:
    return " ".join(fold(text[at:]).replace("%", " % ").split()[:4])


def _listed(targets: Sequence[StatedTarget]) -> str:
    """Return who says what: ``A, B ghi “x”; C ghi “y”``."""
    sources: dict[str, list[str]] = {}
    for target in targets:
        sources.setdefault(_words(target), []).append(target.source)
    return joined(
        "; ",
        (
            phrase("{names} ghi “{words}”", names=joined(", ", names), words=words)
            for words, names in sources.items()
        ),
    )


def _words(target: StatedTarget) -> str:
    """Return the level as printed, with its unit where only the head of its column tells it."""
    text, unit = target.text, target.unit
    if not unit or not _NUMBER.fullmatch(text.lstrip("<>=≥≤~ ")):
        return text
    if unit[0] == "%":
        return f"{text}{unit}"
    unit = _THOUSAND.sub("nghìn", unit, count=1)
    return f"{text} {unit if unit.isupper() else unit[0].lower() + unit[1:]}"


def _nuance(numbered: Sequence[_Numbered]) -> str:
    """Tell where one level, exactly reached, satisfies another that is only a bound."""
    for stated, level in numbered:
        for beside, bound in numbered:
            if level.binding == Operator.EQUAL and not level.change and _satisfies(level, bound):
                return phrase(
                    "; đạt “{words}” thì cũng đạt “{words2}”",
                    words=_words(stated),
                    words2=_words(beside),
                )
    return ""


def _satisfies(level: Level, bound: Level) -> bool:
    if bound.change:
        return False
    match bound.binding:
        case Operator.ABOVE:
            return level.low > bound.low
        case Operator.AT_LEAST:
            return level.low >= bound.low
        case Operator.BELOW:
            return level.high < bound.low
        case Operator.AT_MOST:
            return level.high <= bound.low
        case _:
            return False


def _equation(numbered: Sequence[_Numbered]) -> str:
    """Tell why an index and a growth are one level: ``; chỉ số 112 là tăng 12%``."""
    for (_, one), (_, other) in combinations(numbered, 2):
        if one.kind == "%" and one.printed is not None and other.printed is not None:
            growth, index = sorted((one.printed, other.printed))
            if math.isclose(index - growth, _INDEX_BASE):
                return phrase(
                    "; chỉ số {index} là tăng {growth}%",
                    index=formats.number(index),
                    growth=formats.number(growth),
                )
    return ""
