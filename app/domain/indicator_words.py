"""How targets and results are written in a cell: ``> 10``, ``≥ 80``, ``giảm 2,5–3``, ``BQ > 112``.

The figure keeps the decimals that the document prints (10,50), and the points of thousands that it
may lack (>90000 is ``> 90.000``). The words as printed stand beside it in the detail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.domain import formats, locator
from app.domain.indicators import (
    Agreement,
    Comparison,
    IndicatorBook,
    IndicatorRecord,
    ResultRecord,
    TargetRecord,
)
from app.domain.targets import Measure, Operator

_SIGNS = {
    Operator.EQUAL: "",
    Operator.ABOVE: "> ",
    Operator.AT_LEAST: "≥ ",
    Operator.BELOW: "< ",
    Operator.AT_MOST: "≤ ",
    Operator.ABOUT: "≈ ",
    Operator.RANGE: "",
    Operator.DECREASE_BY: "giảm ",
    Operator.INCREASE_BY: "tăng ",
    Operator.MAINTAIN: "duy trì ",
    Operator.QUALITATIVE: "",
}
_MEASURE_SIGNS = {
    Measure.LEVEL: "",
    Measure.AVERAGE: "BQ ",
    Measure.TOTAL: "tổng ",
    Measure.EACH_YEAR: "mỗi năm ",
}
_RESULT_SIGNS = (("trên ", "> "), ("khoảng ", "≈ "), ("dưới ", "< "))
_SAID = {"≈": "khoảng", ">": "trên", "≥": "tối thiểu", "<": "dưới", "≤": "tối đa"}
_FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?")


def figure(value: float, printed: str) -> str:
    """Return a number as Vietnamese write it, with the decimals with which it is printed."""
    for match in _FIGURE.finditer(printed):
        whole, _, decimals = match.group().partition(",")
        read = float(f"{whole.replace('.', '')}.{decimals or 0}")
        if read == value:
            return formats.number(value, len(decimals))
    return formats.number(value)


def level_words(target: TargetRecord) -> str:
    """Return what a target asks for in a few signs, without its years and its unit."""
    if target.value is None:
        return "duy trì" if target.operator is Operator.MAINTAIN else target.text
    words = figure(target.value, target.text)
    if target.upper is not None:
        words = f"{words}–{figure(target.upper, target.text)}"
    return f"{_SIGNS[target.operator]}{words}"


def in_sentence(words: str) -> str:
    """Return a figure with its sign in words: ``> 240.000`` → ``trên 240.000``."""
    sign, _, rest = words.partition(" ")
    return f"{_SAID[sign]} {rest}" if sign in _SAID else words


def said_words(target: TargetRecord) -> str:
    """Return what a target asks for as a sentence says it."""
    return in_sentence(level_words(target))


def target_words(target: TargetRecord) -> str:
    """Return what a target asks for, for a cell: an average or a sum says so."""
    return f"{_MEASURE_SIGNS[target.measure]}{level_words(target)}"


def years_words(target: TargetRecord) -> str:
    """Return for which years a target holds: ``2030``, ``2026–2030``."""
    if target.from_year is None:
        return str(target.year)
    return f"{target.from_year}–{target.year}"


def kind_words(target: TargetRecord) -> str:
    """Return what kind of target it is, in words."""
    match target.measure:
        case Measure.AVERAGE:
            return "bình quân năm"
        case Measure.TOTAL:
            return "tổng cả kỳ"
        case Measure.EACH_YEAR:
            return "mỗi năm"
        case _:
            return "mục tiêu"


def result_words(result: ResultRecord) -> str:
    """Return a result for a cell; "trên" and "khoảng" of the document stay, averages say so."""
    if result.figure is None:
        return result.text or formats.NONE_SIGN
    printed = result.text.lower()
    sign = next((sign for words, sign in _RESULT_SIGNS if printed.startswith(words)), "")
    average = "BQ " if result.averaged else ""
    return f"{average}{sign}{figure(result.figure, result.text)}"


def place_words(book: IndicatorBook, document_id: int, place: str) -> str:
    """Return a place in a document: ``Chỉ thị thi đua 2026-2030, I.1 #3b``."""
    name = book.document_name(document_id)
    at = locator.short(place)
    return ", ".join(part for part in (name, at) if part)


def cell_words(indicator: IndicatorRecord, year: int) -> str:
    """Return what is set for a year, for a cell.

    The row of the indicator's own document goes before everything else; without one, every level is
    named where documents really disagree.
    """
    targets = indicator.targets_of(year)
    if not targets:
        return formats.NONE_SIGN
    first = targets[0]
    comparison = indicator.comparison_of(year, first.measure)
    own = (first.document_id, first.place) == (indicator.document_id, indicator.place)
    if own or comparison is None or comparison.agreement is not Agreement.DIFFERS:
        return target_words(first)
    levels = [each for each in comparison.targets if each.value is not None]
    return " / ".join(dict.fromkeys(target_words(each) for each in levels))


def last_words(indicator: IndicatorRecord) -> str:
    """Return the newest target with its year: all that a document of the past has to say."""
    if not indicator.targets:
        return formats.NONE_SIGN
    newest = indicator.targets[-1]
    return f"{target_words(newest)} ({newest.year})"


def result_cell_words(indicator: IndicatorRecord, year: int) -> str:
    """Return the result of a year for a cell."""
    result = indicator.result_of(year)
    return formats.NONE_SIGN if result is None else result_words(result)


def with_unit(words: str, unit: str) -> str:
    """Return a figure with its unit: ``70 triệu đồng``, ``97%``."""
    if not unit:
        return words
    return f"{words}%" if unit == "%" else f"{words} {unit[:1].lower()}{unit[1:]}"


def documents_say(comparison: Comparison, book: IndicatorBook) -> str:
    """Return what each document says: ``65 (Văn kiện Đại hội) và 70 (Chỉ thị thi đua)``."""
    sayings: dict[str, list[str]] = {}
    for target in comparison.targets:
        said = sayings.setdefault(target_words(target), [])
        name = book.document_name(target.document_id)
        same_document = len({each.document_id for each in comparison.targets}) == 1
        said.append(locator.short(target.place) if same_document else name)
    return join(f"{words} ({', '.join(dict.fromkeys(who))})" for words, who in sayings.items())


def difference_words(comparison: Comparison, book: IndicatorBook) -> str:
    """Return in a sentence that documents, or places of one, ask for different things."""
    documents = {target.document_id for target in comparison.targets}
    who = "Các văn bản ghi khác nhau"
    if len(documents) == 2:
        who = "Hai văn bản ghi khác nhau"
    elif len(documents) == 1:
        who = f"{book.document_name(documents.pop())} ghi khác nhau ở hai chỗ"
    return f"{who} cho {period_words(comparison)}: {documents_say(comparison, book)}."


def period_words(comparison: Comparison) -> str:
    """Return which years are compared: ``năm 2030``, ``bình quân 2026–2030``."""
    years = years_words(comparison.targets[0])
    match comparison.measure:
        case Measure.AVERAGE:
            return f"bình quân {years}"
        case Measure.TOTAL:
            return f"tổng {years}"
        case Measure.EACH_YEAR:
            return f"mỗi năm {years}"
        case _:
            return f"năm {years}"


def join(parts: Iterable[str]) -> str:
    """Return parts as a list in a sentence: ``a, b và c``."""
    *others, last = parts
    return f"{', '.join(others)} và {last}" if others else last
