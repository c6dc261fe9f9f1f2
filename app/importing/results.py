"""Results of indicators in a report: tables whose columns are known by the words of their heads.

Only what reports of provinces print is recognised (so far, in the period, a year ago, expected for
the year); percentages are left alone, for the program counts them itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from app.domain.phrases import phrase
from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.domain.result_report import ReportLine, ReportTable, fits
from app.domain.text import fold
from app.domain.typed_number import read_number
from app.importing.blocks import Block, Cell, Kind, Repeat
from app.importing.result_columns import (
    FIGURES,
    NAME,
    Column,
    Told,
    has_result,
    head_words,
    is_plan,
    kinds_of,
    names_figures,
)
from app.importing.result_periods import period_in, year_of, years_in

_YEAR_ALONE = re.compile(r"(?:uoc )?(?:so )?(?:thuc hien|th|ket qua) 20\d\d")
_RANK_WORDS = re.compile(
    r"(?:(?:xếp |vị )?(?:thứ|hạng|trí) )*(\d{1,3})(?: ?/ ?(\d{1,3}))?", re.IGNORECASE
)
"""5; 5/34; thứ 5; xếp hạng 5/63."""
_MOST_HEADS = 5
_LONGEST_HEAD = 90


def read_results(blocks: Sequence[Block]) -> list[ReportTable]:
    """Return the tables of a report that give results, in order."""
    found = []
    for before, rows in _tables(blocks):
        tables = _read_tables(rows, before)
        found += [table for table in tables if table.lines] or [t for t in tables if t.left][:1]
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


def _read_tables(rows: Sequence[Block], before: str) -> list[ReportTable]:
    """Return what a table gives: one for each period, newest first, if its columns name several."""
    count, heads = _heads(rows)
    if count == 0:
        return []
    words = [head_words(head) for head in heads]
    above = [cell.text for row in rows[: _first_head(rows)] for cell in row.cells]
    year = year_of(
        words,
        [place for place, each in enumerate(words) if has_result(each)],
        [place for place, each in enumerate(words) if is_plan(each)],
        fold("\n".join([before, *dict.fromkeys(above)])),
    )
    claims = _columns(words, year, rows[count:])
    if Told.NAME not in claims or not set(FIGURES) & claims.keys():
        return []
    own = {
        place: _own_period(kind, words[place], year)
        for kind, at in claims.items()
        if kind in FIGURES
        for place in at
    }
    period = _period(claims, own, before, year)
    several = [] if year is None else _several(claims, own, period)
    if not several:
        only_year = period == ResultPeriod(year or 0, Span.YEAR) and not any(
            own[at] is not None or "ca nam" in words[at] or "12 thang" in words[at]
            for kind in (FigureKind.VALUE, FigureKind.CUMULATIVE, FigureKind.RANK)
            for at in claims.get(kind, ())
        )
        only_year = only_year and "ca nam" not in fold(before)
        return [_table(rows[count:], heads, claims, own, (period, only_year))]
    return [_table(rows[count:], heads, claims, own, (each, False)) for each in several]


def _several(
    claims: Mapping[Column, Sequence[int]],
    own: Mapping[int, ResultPeriod | None],
    period: ResultPeriod | None,
) -> list[ResultPeriod]:
    """Return the periods of columns that claim the same, newest first; none if two are of one."""
    left = _chosen(claims, own, period)[2]
    found: dict[ResultPeriod, None] = {}
    for kind in FIGURES:
        of_kind = [own[at] for at in claims.get(kind, ()) if at in left]
        named = [each for each in of_kind if each is not None]
        if len(set(named)) < len(of_kind):
            return []
        # What is so far until the end of a month stands beside the figure of that month.
        ends = {each.last_month for each in found}
        found |= {each: None for each in named if each.last_month not in ends}
    return sorted(found, key=lambda each: -each.last_month)


def _table(
    rows: Sequence[Block],
    heads: Sequence[str],
    claims: Mapping[Column, Sequence[int]],
    own: Mapping[int, ResultPeriod | None],
    when: tuple[ResultPeriod | None, bool],
) -> ReportTable:
    """Return the figures of a period, and the heads of the columns that are not taken.

    Args:
        rows: without the heads.
        heads: over each column, as printed.
        claims: which columns claim to be what.
        own: the period that the head of each column of figures names.
        when: the period of the table, and whether it is only a year (`ReportTable.only_year`).
    """
    taken, others, left = _chosen(claims, own, when[0])
    places = {kind: at[0] for kind, at in claims.items() if kind not in FIGURES} | taken
    printed = [" ".join(head.split()) for head in heads]
    told = {
        column: tuple(printed[at] for at in claims.get(column, ()) if _has_number(rows, at))
        for column in (Told.STRANGE, Told.OTHER_YEAR, Told.UNKNOWN, Told.OTHER)
    }
    return ReportTable(
        {kind: printed[at] for kind, at in taken.items()},
        when[0],
        tuple(line for row in rows if (line := _line(row, places)) is not None),
        left=tuple(printed[at] for at in left),
        periods={kind: own[at] for kind, at in taken.items()},
        others=(*(printed[at] for at in others), *told[Told.STRANGE]),
        other_years=told[Told.OTHER_YEAR],
        unknown=told[Told.UNKNOWN],
        passed=told[Told.OTHER],
        only_year=when[1],
    )


def _chosen(
    claims: Mapping[Column, Sequence[int]],
    own: Mapping[int, ResultPeriod | None],
    period: ResultPeriod | None,
) -> tuple[dict[FigureKind, int], list[int], list[int]]:
    """Return the column of each figure, those of another period, and those that claim one twice."""
    taken: dict[FigureKind, int] = {}
    others: list[int] = []
    left: list[int] = []
    for kind in FIGURES:
        claiming = claims.get(kind, ())
        fitting = [at for at in claiming if fits(kind, own[at], period)]
        if len(fitting) == 1 or len(claiming) == 1:
            taken[kind] = (fitting or claiming)[0]
            others += [at for at in claiming if at != taken[kind]]
        else:
            left += claiming
    return taken, others, left


def _has_number(rows: Sequence[Block], place: int) -> bool:
    """Tell whether a column holds a number: only then is it missed if it is not taken."""
    return any(
        (number := read_number(row.cells[place].text)) is not None and number.value is not None
        for row in rows
        if place < len(row.cells) and row.cells[place].repeat is Repeat.OWN
    )


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
    words = [head_words(cell.text) for cell in row.cells if cell.repeat is Repeat.OWN]
    named = any(NAME.search(each) and len(each) <= _LONGEST_HEAD for each in words)
    figures = any(names_figures(each) for each in words)
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


def _columns(
    words: Sequence[str], year: int | None, rows: Sequence[Block]
) -> dict[Column, list[int]]:
    """Return which columns claim to be what; one without a text of its own claims nothing more."""
    found: dict[Column, list[int]] = {}
    for place, column in enumerate(kinds_of(words, year)):
        if column not in found or _has_own(rows, place):
            found.setdefault(column, []).append(place)
    return found


def _has_own(rows: Sequence[Block], place: int) -> bool:
    cells = [row.cells[place] for row in rows if place < len(row.cells)]
    return any(cell.repeat is Repeat.OWN and cell.text.strip() for cell in cells)


def _line(row: Block, places: Mapping[Column, int]) -> ReportLine | None:
    def text(column: Column) -> str:
        place = places.get(column)
        if place is None or place >= len(row.cells):
            return ""
        cell = row.cells[place]
        return "" if cell.repeat is Repeat.LEFT else cell.text.strip()

    name = " ".join(text(Told.NAME).split())
    figures: dict[FigureKind, str] = {kind: text(kind) for kind in FIGURES if text(kind)}
    doubts = {
        kind: said
        for kind in FIGURES
        if (place := places.get(kind)) is not None
        and place < len(row.cells)
        and (said := _doubt(row.cells[place]))
    }
    if not name or not (figures or doubts):
        return None
    numeric = frozenset(kind for kind in figures if row.cells[places[kind]].number)
    if (rank := figures.get(FigureKind.RANK)) and (match := _RANK_WORDS.fullmatch(rank)):
        figures[FigureKind.RANK] = match[1]
        if match[2]:
            figures[FigureKind.RANKED_OF] = match[2]
    return ReportLine(text(Told.STT), name, text(Told.UNIT), figures, numeric, doubts)


def _doubt(cell: Cell) -> str:
    """Say what a cell does not show: its number in full, or why it is empty."""
    if cell.exact:
        return phrase("Excel hiển thị số đã làm tròn, trong ô là {exact}", exact=cell.exact)
    return "" if cell.text.strip() or cell.repeat is not Repeat.OWN else cell.doubt


def _period(
    claims: Mapping[Column, Sequence[int]],
    own: Mapping[int, ResultPeriod | None],
    before: str,
    year: int | None,
) -> ResultPeriod | None:
    """Return the period that the figures so far, else those of the period, are said to be of.

    Columns of one kind that name several periods decide nothing: the words before the table do.
    """
    if year is None:
        return None
    for kind in (FigureKind.CUMULATIVE, FigureKind.VALUE, FigureKind.RANK):
        named = {own[place] for place in claims.get(kind, ())} - {None}
        if len(named) == 1:
            return named.pop()
    return period_in(fold(before), year)


def _own_period(kind: Column, words: str, year: int | None) -> ResultPeriod | None:
    """Return the period that a head itself names; a year alone says when, but not until when.

    Where the year of the table is not known, it is that of the head, else 0: of any year.
    """
    if kind is FigureKind.ESTIMATE:
        return None if year is None else ResultPeriod(year, Span.YEAR)
    of_year = max(years_in(words), default=0) if year is None else year
    found = period_in(words, of_year)
    if found is None and _YEAR_ALONE.fullmatch(words):
        found = ResultPeriod(of_year, Span.YEAR)
    open_year = found is not None and found.span is Span.YEAR and "ca nam" not in words
    of_its_own = kind in (FigureKind.VALUE, FigureKind.RANK)
    return None if open_year and not of_its_own else found
