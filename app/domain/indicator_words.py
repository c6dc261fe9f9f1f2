"""How targets and results are written in a cell: ``> 10``, ``≥ 80``, ``giảm 2,5–3``, ``BQ > 112``.

The figure keeps the decimals that the document prints (10,50), and the points of thousands that it
may lack (>90000 is ``> 90.000``). The words as printed stand beside it in the detail.
"""

from __future__ import annotations

import re

from app.domain import formats, locator
from app.domain.indicators import (
    Agreement,
    Comparison,
    IndicatorBook,
    IndicatorRecord,
    ResultRecord,
    TargetRecord,
)
from app.domain.phrases import capital, joined, phrase, small
from app.domain.result_period import Span, parse_result_period
from app.domain.targets import Measure, Operator

_SIGNS = {
    Operator.EQUAL: "",
    Operator.ABOVE: "> ",
    Operator.AT_LEAST: "≥ ",
    Operator.BELOW: "< ",
    Operator.AT_MOST: "≤ ",
    Operator.ABOUT: "≈ ",
    Operator.RANGE: "",
    Operator.DECREASE_BY: phrase("giảm "),
    Operator.INCREASE_BY: phrase("tăng "),
    Operator.MAINTAIN: phrase("duy trì "),
    Operator.QUALITATIVE: "",
}
_MEASURE_SIGNS = {
    Measure.LEVEL: "",
    Measure.AVERAGE: phrase("BQ "),
    Measure.TOTAL: phrase("tổng "),
    Measure.EACH_YEAR: phrase("mỗi năm "),
}
_RESULT_SIGNS = (("trên ", "> "), ("khoảng ", "≈ "), ("dưới ", "< "))
_SAID = {
    "≈": phrase("khoảng"),
    ">": phrase("trên"),
    "≥": phrase("tối thiểu"),
    "<": phrase("dưới"),
    "≤": phrase("tối đa"),
}
_APPENDIX = re.compile(r"PL(?P<number>\d*)\.(?P<row>.+)")
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV", "5": "V"}
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
        return phrase("duy trì") if target.operator is Operator.MAINTAIN else target.text
    words = figure(target.value, target.text)
    if target.upper is not None:
        words = f"{words}–{figure(target.upper, target.text)}"
    return _SIGNS[target.operator] + words


def in_sentence(words: str) -> str:
    """Return a figure with its sign in words: ``> 240.000`` → ``trên 240.000``."""
    sign, _, rest = words.partition(" ")
    return joined(" ", (_SAID[sign], rest)) if sign in _SAID else words


def said_words(target: TargetRecord) -> str:
    """Return what a target asks for as a sentence says it."""
    return in_sentence(level_words(target))


def target_words(target: TargetRecord) -> str:
    """Return what a target asks for, for a cell: an average or a sum says so."""
    return _MEASURE_SIGNS[target.measure] + level_words(target)


def years_words(target: TargetRecord) -> str:
    """Return for which years a target holds: ``2030``, ``2026–2030``."""
    if target.from_year is None:
        return str(target.year)
    return f"{target.from_year}–{target.year}"


def kind_words(target: TargetRecord) -> str:
    """Return what kind of target it is, in words."""
    match target.measure:
        case Measure.AVERAGE:
            return phrase("bình quân/năm")
        case Measure.TOTAL:
            return phrase("tổng cả kỳ")
        case Measure.EACH_YEAR:
            return phrase("mỗi năm")
        case _:
            return phrase("mục tiêu")


def result_words(result: ResultRecord) -> str:
    """Return a result for a cell: ``> 85``, ``BQ 6,92`` for an average, ``LK 40`` for so far.

    Without a figure of its own: ``ước 24.000`` for an estimate, ``hạng 12``, else its words. What
    was typed for the year before is no result of this one.
    """
    if result.figure is None:
        return _without_figure(result)
    printed = result.text.lower()
    sign = next((sign for words, sign in _RESULT_SIGNS if printed.startswith(words)), "")
    words = f"{sign}{figure(result.figure, result.text)}"
    if result.averaged:
        return phrase("BQ ") + words
    return phrase("LK ") + words if result.value is None else words


def _without_figure(result: ResultRecord) -> str:
    if result.estimate is not None:
        return phrase("ước {figure}", figure=figure(result.estimate, result.text))
    if result.rank is not None:
        return phrase("hạng {rank}", rank=result.rank)
    only_before = result.same_period is not None
    return formats.NONE_SIGN if only_before else result.text or formats.NONE_SIGN


def result_kind_words(result: ResultRecord) -> str:
    """Return what kind of result `result_words` says: only what was reached is "thực hiện"."""
    if result.figure is None and result.estimate is not None:
        return phrase("ước cả năm")
    only_before = result.figure is None and result.rank is None and result.same_period is not None
    return phrase("chưa có kết quả") if only_before else phrase("thực hiện")


def result_period_words(key: str) -> str:
    """Return when a result is of: ``Tháng 10/2026``, ``2026``, ``2021–2025``."""
    period = parse_result_period(key)
    if period is None or period.span is Span.YEAR:
        return key.replace("-", "–")
    return capital(period.words)


def spot_words(place: str) -> str:
    """Return a place: ``I.1 #3b``; in an appendix ``Phụ lục I, dòng II.4``."""
    if (match := _APPENDIX.match(place)) is None:
        return locator.short(place)
    number = _ROMAN.get(match["number"], match["number"])
    return phrase(
        "Phụ lục{value}, dòng {match}", value=f" {number}" if number else "", match=match["row"]
    )


def place_words(book: IndicatorBook, document_id: int, place: str) -> str:
    """Return a place in a document: ``Chỉ thị thi đua 2026-2030, I.1 #3b``."""
    parts = (book.document_name(document_id), spot_words(place))
    return joined(", ", filter(None, parts))


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
    return joined(" / ", dict.fromkeys(target_words(each) for each in levels))


def last_words(indicator: IndicatorRecord) -> str:
    """Return the newest target with its year: all that a document of the past has to say."""
    if not indicator.targets:
        return formats.NONE_SIGN
    newest = indicator.targets[-1]
    return target_words(newest) + f" ({newest.year})"


def result_cell_words(indicator: IndicatorRecord, year: int) -> str:
    """Return the result of a year for a cell."""
    result = indicator.result_of(year)
    return formats.NONE_SIGN if result is None else result_words(result)


def difference_words(comparison: Comparison) -> str:
    """Return in a sentence who asks for what: ``Năm 2030: mức khác nhau: A ghi “70”; …``."""
    return joined(": ", (capital(period_words(comparison)), small(comparison.sentence)))


def period_words(comparison: Comparison) -> str:
    """Return which years are compared: ``năm 2030``, ``bình quân 2026–2030``."""
    years = years_words(comparison.targets[0])
    match comparison.measure:
        case Measure.AVERAGE:
            return phrase("bình quân {years}", years=years)
        case Measure.TOTAL:
            return phrase("tổng {years}", years=years)
        case Measure.EACH_YEAR:
            return phrase("mỗi năm {years}", years=years)
        case _:
            return phrase("năm {years}", years=years)
