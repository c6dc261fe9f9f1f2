"""What a column of a report of results holds, by the words over it.

Heads are compared folded (`head_words`). Percentages are left alone, for the program counts them
itself; "so cùng kỳ" is one of them, "số cùng kỳ" is last year's figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from app.domain.result_entry import FigureKind
from app.domain.text import fold, nfc
from app.importing.result_periods import (
    DONE,
    PLAN,
    is_strange,
    names_term,
    spelled_out,
    years_in,
)


class Told(StrEnum):
    """The columns that hold no figure to record: what a line is about, and what is left alone."""

    STT = "stt"
    NAME = "name"
    UNIT = "unit"
    OTHER = "other"
    """Plans, percentages, remarks."""
    STRANGE = "strange"
    """Figures of a time that is no period of results."""
    OTHER_YEAR = "other_year"
    """Figures of another year, or of a term."""
    UNKNOWN = "unknown"
    """Words that say nothing of figures."""


Column = Told | FigureKind
FIGURES = (
    FigureKind.VALUE,
    FigureKind.CUMULATIVE,
    FigureKind.SAME_PERIOD,
    FigureKind.ESTIMATE,
    FigureKind.RANK,
)
_SO_FAR = re.compile(
    r"luy ke|\blk\b|cong don|tu dau nam|\b(?:1[0-2]|[2-9]) thang\b(?! cuoi)"
    r"|\bden (?:het |ngay |cuoi )*(?:thang|quy|\d{1,2}(?:[/.-]| thang )\d)"
)
_STT = re.compile(r"^(?:stt|tt|so tt|s\.tt)\W*$")
_UNIT = re.compile(r"don vi|^\W*dvt\W*$")
NAME = re.compile(r"chi tieu|chi so|noi dung|^ten\b|danh muc")
_COMPARES = re.compile(r"\bso\b(?! sánh)")
"""The word of comparing, with its mark: "số" is another word."""
_UNMARKED_FIGURE = re.compile(r"\bso(?= (?:tt|lieu|luong|thuc hien|luy ke|ket qua|uoc))")
_PERCENT = re.compile(
    r"%|so sanh|so voi|ty le|ty trong|toc do|nhip do|tang truong|chenh lech|tang.*giam"
    r"|\b(?:tang|giam)\b.*\b(?:cung ky|ck)\b|\bbang\b.*\b(?:cung ky|ck|ke hoach|kh)\b"
    r"|muc do (?:hoan thanh|dat)"
)
_REMARK = re.compile(r"danh gia|ghi chu|co quan|lanh dao")
_RANK = re.compile(r"(?:xep|thu) (?:hang|thu|bac)|\bhang (?:nam )?20\d\d|^hang$")
_SCORE = re.compile(
    r"(?<!dia )(?<!thoi )(?<!trong )(?<!dac )(?<!thang )\bdiem\b(?! (?:toi da|chuan|tru))"
)
_SCORE_OF_YEAR = re.compile(r"\bdiem (?:so )?(?:nam )?20\d\d")
EXPECTED = r"\b(?:uoc|du kien|du bao)\b"
_ESTIMATE = re.compile(rf"{EXPECTED}.*(?:ca nam|\bnam\b|(?<!/)\b20\d\d\b)")
_PART_OF_YEAR = re.compile(r"\bthang \d|\bthang cuoi\b|\bquy (?:iv|i{1,3}|[1-4])\b")
_WHOLE_YEAR_EXPECTED = re.compile(rf"{EXPECTED}.*(?:\b12 thang\b|\b31[/.-]12\b)")
_LAST_YEAR = re.compile(r"\bcung ky\b|\bck\b")
_RESULT = re.compile(rf"thuc hien|ket qua|\bth\b|{EXPECTED}|thang|quy|dat duoc|\bky\b|\bck\b")
_OF_A_YEAR = re.compile(r"^nam 20\d\d$")


def head_words(text: str) -> str:
    """Return the words of a head, folded, months in full; "so" is "so sánh", "số" stays."""
    low = nfc(text).lower()
    if low.isascii():  # no marks at all: what follows tells the words apart
        low = _UNMARKED_FIGURE.sub("số", low)
    return spelled_out(" ".join(fold(_COMPARES.sub("so sánh", low)).split()))


def names_figures(words: str) -> bool:
    """Return whether the words of a cell can stand over figures: results, plans, a year."""
    figures = (_RESULT, PLAN, _RANK, _SCORE_OF_YEAR, _OF_A_YEAR)
    return any(each.search(words) for each in figures)


def has_result(words: str) -> bool:
    """Return whether a column holds figures that were reached, or are expected."""
    return bool(
        _says_result(words)
        and not (_STT.match(words) or _UNIT.search(words) or is_plan(words))
        and not (_PERCENT.search(words) or _REMARK.search(words))
    )


def _says_result(words: str) -> bool:
    return any(each.search(words) for each in (_RESULT, _SO_FAR, _RANK, _SCORE))


def is_plan(words: str) -> bool:
    """Return whether a column holds a plan; "thực hiện kế hoạch 10 tháng" is a result."""
    done = _SO_FAR.search(words) and DONE.search(words)
    return bool(PLAN.search(words)) and not done


def kinds_of(heads: Sequence[str], year: int | None) -> list[Column]:
    """Return what each column holds, for the year that the table reports; None if unknown."""
    return [_kind(words, year) for words in heads]


def _kind(words: str, year: int | None) -> Column:
    if not words:
        return Told.OTHER
    if _STT.match(words):
        return Told.STT
    if _UNIT.search(words):
        return Told.UNIT
    result = _says_result(words)
    if NAME.search(words) and not result:
        return Told.NAME
    if _PERCENT.search(words) or _REMARK.search(words) or is_plan(words):
        return Told.OTHER
    return _figures(words, year, known=result)


def _figures(  # noqa: PLR0911 - one for each kind of figure
    words: str, year: int | None, *, known: bool
) -> Column:
    """Return which figures a column has; ``known``: whether its head says that it has some."""
    if names_term(words):
        return Told.OTHER_YEAR
    years = years_in(words)
    earlier = bool(years) and year is not None and max(years) < year
    if years and year is not None and min(years) > year:
        return Told.OTHER_YEAR
    if _RANK.search(words):
        return Told.OTHER_YEAR if earlier else FigureKind.RANK
    last_year = earlier and year is not None and max(years) == year - 1
    if _LAST_YEAR.search(words) or (last_year and _SO_FAR.search(words)):
        return Told.OTHER_YEAR if "thang cuoi" in words else FigureKind.SAME_PERIOD
    if earlier:
        return Told.OTHER_YEAR
    if not known:
        return Told.UNKNOWN
    if is_strange(words):
        return Told.STRANGE
    if _WHOLE_YEAR_EXPECTED.search(words):
        return FigureKind.ESTIMATE
    if _SO_FAR.search(words):
        return FigureKind.CUMULATIVE
    whole_year = _ESTIMATE.search(words) and not _PART_OF_YEAR.search(words)
    return FigureKind.ESTIMATE if whole_year else FigureKind.VALUE
