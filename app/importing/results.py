"""Results of indicators in a report: tables whose columns are known by the words of their heads.

Only what reports of provinces print is recognised (so far, in the period, a year ago, expected for
the year); percentages are left alone, for the program counts them itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.domain.result_report import ReportLine, ReportTable, fits
from app.domain.text import fold
from app.domain.typed_number import read_number
from app.importing.blocks import Block, Kind, Repeat
from app.importing.result_periods import (
    DONE,
    PLAN,
    is_strange,
    names_term,
    period_in,
    spelled_out,
    year_of,
    years_in,
)


class _Text(StrEnum):
    """The columns that say what a line is about."""

    STT = "stt"
    NAME = "name"
    UNIT = "unit"
    OTHER = "other"
    STRANGE = "strange"
    """Figures of a time that is no period of results."""


_Column = _Text | FigureKind
_FIGURES = (FigureKind.VALUE, FigureKind.CUMULATIVE, FigureKind.SAME_PERIOD, FigureKind.ESTIMATE)
_SO_FAR = re.compile(
    r"luy ke|\blk\b|cong don|tu dau nam|\b(?:1[0-2]|[2-9]) thang\b(?! cuoi)"
    r"|\bden (?:het |ngay |cuoi )*(?:thang|quy|\d{1,2}(?:[/.-]| thang )\d)"
)
_STT = re.compile(r"^(?:stt|tt|so tt|s\.tt)\W*$")
_UNIT = re.compile(r"don vi|^\W*dvt\W*$")
_NAME = re.compile(r"chi tieu|chi so|noi dung|^ten\b|danh muc")
_PERCENT = re.compile(
    r"%|so sanh|so voi|ty le|toc do|tang.*giam|\bso \d+ thang\b|danh gia|ghi chu|co quan|lanh dao"
)
_EXPECTED = r"\b(?:uoc|du kien)\b"
_ESTIMATE = re.compile(rf"{_EXPECTED}.*(?:ca nam|\bnam\b)")
_PART_OF_YEAR = re.compile(r"\bthang \d|\bthang cuoi\b|\bquy (?:iv|i{1,3}|[1-4])\b")
_WHOLE_YEAR_EXPECTED = re.compile(rf"{_EXPECTED}.*(?:\b12 thang\b|\b31[/.-]12\b)")
_RESULT = re.compile(rf"thuc hien|ket qua|\bth\b|{_EXPECTED}|thang|quy|dat duoc|\bky\b")
_MOST_HEADS = 5
_LONGEST_HEAD = 90


def read_results(blocks: Sequence[Block]) -> list[ReportTable]:
    """Return the tables of a report that give results, in order."""
    found = []
    for before, rows in _tables(blocks):
        table = _read_table(rows, before)
        if table is not None and (table.lines or table.left):
            found.append(table)
    return found


def _tables(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Give every table with the words before it."""
    before: list[str] = []
    rows: list[Block] = []
    for block in blocks:
        same = bool(rows) and _place(rows[-1]) == _place(block)
        if block.kind is Kind.TABLE_ROW and (same or not rows):
            rows.append(block)
            continue
        if rows:
            yield "\n".join(before), rows
            rows = []
        if block.kind is Kind.TABLE_ROW:
            rows = [block]
        else:
            before = [*before[-5:], " ".join(block.text.split())]
    if rows:
        yield "\n".join(before), rows


def _place(block: Block) -> tuple[int | None, str]:
    return block.place.table, block.place.sheet


def _read_table(rows: Sequence[Block], before: str) -> ReportTable | None:
    count, heads = _heads(rows)
    if count == 0:
        return None
    words = [_words(head) for head in heads]
    above = [cell.text for row in rows[: _first_head(rows)] for cell in row.cells]
    year = year_of(words, _of_results(words), fold("\n".join([before, *dict.fromkeys(above)])))
    claims = _columns(words, year, rows[count:])
    if _Text.NAME not in claims or not set(_FIGURES) & claims.keys():
        return None
    own = {
        place: _own_period(kind, _words(heads[place]), year)
        for kind, at in claims.items()
        if kind in _FIGURES
        for place in at
    }
    period = _period(claims, own, before, year)
    whole = dict(claims)
    for kind in _FIGURES:
        fitting = [at for at in claims.get(kind, ()) if fits(kind, own[at], period)]
        claims[kind] = fitting if len(fitting) == 1 else claims.get(kind, [])
    places = {kind: at[0] for kind, at in claims.items() if len(at) == 1 or kind not in _FIGURES}
    left = [
        heads[place] for kind in _FIGURES if kind not in places for place in claims.get(kind, ())
    ]
    other = [
        heads[at]
        for kind in _FIGURES
        for at in whole.get(kind, ())
        if at not in claims.get(kind, ())
    ]
    other += [heads[at] for at in claims.get(_Text.STRANGE, ())]
    lines = [line for row in rows[count:] if (line := _line(row, places)) is not None]
    named = {kind: " ".join(heads[places[kind]].split()) for kind in _FIGURES if kind in places}
    told = tuple(" ".join(head.split()) for head in left)
    periods = {kind: own[places[kind]] for kind in named}
    others = tuple(" ".join(head.split()) for head in other)
    only_year = period == ResultPeriod(year or 0, Span.YEAR) and not any(
        own[at] is not None or "ca nam" in words[at] or "12 thang" in words[at]
        for kind in (FigureKind.VALUE, FigureKind.CUMULATIVE)
        for at in claims.get(kind, ())
    )
    only_year = only_year and "ca nam" not in fold(before)
    return ReportTable(named, period, tuple(lines), told, periods, others, only_year)


def _heads(rows: Sequence[Block]) -> tuple[int, list[str]]:
    """Return how many rows name the columns, and the words over each column."""
    start = _first_head(rows)
    if start is None:
        return 0, []
    end = start + 1
    while end < len(rows) and end - start < _MOST_HEADS and _goes_on(rows[end]):
        end += 1
    naming = [row for row in rows[start:end] if not _numbers_columns(row)]
    width = max(len(row.cells) for row in naming)
    heads = []
    for place in range(width):
        parts = [row.cells[place].text for row in naming if place < len(row.cells)]
        heads.append(" ".join(dict.fromkeys(part for part in parts if part)))
    return end, heads


def _first_head(rows: Sequence[Block]) -> int | None:
    return next((n for n, row in enumerate(rows[:12]) if _names_columns(row)), None)


def _names_columns(row: Block) -> bool:
    words = [_words(cell.text) for cell in row.cells if cell.repeat is Repeat.OWN]
    named = any(_NAME.search(each) and len(each) <= _LONGEST_HEAD for each in words)
    figures = any(_RESULT.search(each) or PLAN.search(each) for each in words)
    return named and figures and len([each for each in words if each]) > 1


def _goes_on(row: Block) -> bool:
    """Tell whether a row under the head belongs to it: no name of its own, no figures."""
    if row.header:
        return True
    own = [cell.text for cell in row.cells if cell.repeat is Repeat.OWN and cell.text.strip()]
    first_two_empty = all(
        cell.repeat is not Repeat.OWN or not cell.text.strip() for cell in row.cells[:2]
    )
    words = own and not any(read_number(text) is not None for text in own)
    return _numbers_columns(row) or bool(first_two_empty and words)


def _numbers_columns(row: Block) -> bool:
    """Tell whether a row only numbers the columns: A, B, 1, 2, 5=3/1."""
    own = [cell.text for cell in row.cells if cell.repeat is Repeat.OWN and cell.text.strip()]
    return bool(own) and all(len(text) <= 6 and _is_column_number(text) for text in own)


def _is_column_number(text: str) -> bool:
    return re.fullmatch(r"\(?(?:\d{1,2}|[A-ZĐa-zđ])\)?(?:\s*=.*)?", text.strip()) is not None


def _words(text: str) -> str:
    return spelled_out(" ".join(fold(text).split()))


def _of_results(heads: Sequence[str]) -> list[int]:
    """Return the columns that hold figures that were reached, or are expected."""
    return [
        place
        for place, words in enumerate(heads)
        if (_RESULT.search(words) or _SO_FAR.search(words))
        and not (_STT.match(words) or _UNIT.search(words))
        and not (_PERCENT.search(words) or _is_plan(words))
    ]


def _is_plan(words: str) -> bool:
    done = _SO_FAR.search(words) and DONE.search(words)
    return bool(PLAN.search(words)) and not done


def _columns(
    heads: Sequence[str], year: int | None, rows: Sequence[Block]
) -> dict[_Column, list[int]]:
    """Return which columns claim to be what; one without a text of its own claims nothing more."""
    found: dict[_Column, list[int]] = {}
    for place, words in enumerate(heads):
        column = _column(words, year)
        if column is not _Text.OTHER and (column not in found or _has_own(rows, place)):
            found.setdefault(column, []).append(place)
    return found


def _has_own(rows: Sequence[Block], place: int) -> bool:
    cells = [row.cells[place] for row in rows if place < len(row.cells)]
    return any(cell.repeat is Repeat.OWN and cell.text.strip() for cell in cells)


def _column(words: str, year: int | None) -> _Column:
    if _STT.match(words):
        return _Text.STT
    if _UNIT.search(words):
        return _Text.UNIT
    result = _RESULT.search(words) or _SO_FAR.search(words)
    if _NAME.search(words) and not result:
        return _Text.NAME
    if _PERCENT.search(words) or _is_plan(words):
        return _Text.OTHER
    return _figures(words, year, known=bool(result))


def _figures(  # noqa: PLR0911 - one for each kind of figure
    words: str, year: int | None, *, known: bool
) -> _Column:
    """Return which figures a column has; ``known``: whether its head says that it has some."""
    if names_term(words):
        return _Text.OTHER
    years = years_in(words)
    earlier = bool(years) and year is not None and max(years) < year
    if years and year is not None and min(years) > year:
        return _Text.OTHER
    if "cung ky" in words or (earlier and _SO_FAR.search(words)):
        return _Text.OTHER if "thang cuoi" in words else FigureKind.SAME_PERIOD
    if earlier or not known:
        return _Text.OTHER
    if is_strange(words):
        return _Text.STRANGE
    if _WHOLE_YEAR_EXPECTED.search(words):
        return FigureKind.ESTIMATE
    if _SO_FAR.search(words):
        return FigureKind.CUMULATIVE
    whole_year = _ESTIMATE.search(words) and not _PART_OF_YEAR.search(words)
    return FigureKind.ESTIMATE if whole_year else FigureKind.VALUE


def _line(row: Block, places: dict[_Column, int]) -> ReportLine | None:
    def text(column: _Column) -> str:
        place = places.get(column)
        if place is None or place >= len(row.cells):
            return ""
        cell = row.cells[place]
        return "" if cell.repeat is Repeat.LEFT else cell.text.strip()

    name = " ".join(text(_Text.NAME).split())
    figures = {column: text(column) for column in _FIGURES if text(column)}
    if not name or not figures:
        return None
    numeric = frozenset(kind for kind in figures if row.cells[places[kind]].number)
    return ReportLine(text(_Text.STT), name, text(_Text.UNIT), figures, numeric)


def _period(
    claims: Mapping[_Column, Sequence[int]],
    own: Mapping[int, ResultPeriod | None],
    before: str,
    year: int | None,
) -> ResultPeriod | None:
    """Return the period that the figures so far, else those of the period, are said to be of.

    Columns of one kind that name several periods decide nothing: the words before the table do.
    """
    for kind in (FigureKind.CUMULATIVE, FigureKind.VALUE):
        named = {own[place] for place in claims.get(kind, ())} - {None}
        if len(named) == 1:
            return named.pop()
    return None if year is None else period_in(fold(before), year)


def _own_period(kind: _Column, words: str, year: int | None) -> ResultPeriod | None:
    """Return the period that a head itself names; a year alone says when, but not until when."""
    found = None if year is None else period_in(words, year)
    if kind is FigureKind.ESTIMATE:
        return None if year is None else ResultPeriod(year, Span.YEAR)
    open_year = found is not None and found.span is Span.YEAR and "ca nam" not in words
    return None if open_year and kind is not FigureKind.VALUE else found
