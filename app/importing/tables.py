"""Rows of tables: which are groups, and what a merged, blank or broken cell means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.domain.phrases import phrase
from app.importing.blocks import Cell, Kind, Repeat
from app.importing.lines import Line, Section, Zone
from app.importing.table_columns import (
    Column,
    TableKind,
    columns_of,
    heading_names,
    is_header,
    kind_of,
    numbers_columns,
    year_of_plan,
)

HEADER, GROUP, EMPTY = (
    phrase("Hàng tiêu đề của bảng"),
    phrase("Hàng nhóm của bảng"),
    phrase("Hàng không có nội dung"),
)
TOTAL = phrase("Hàng tổng cộng của bảng")
NOTHING = phrase("Bảng không giao việc, không có chỉ tiêu")
_INHERITED = (Column.LEAD, Column.COORDINATING, Column.MONITORING, Column.LEADER, Column.RECEIVING)
_JOINED = (*_INHERITED, Column.TIME, Column.PRODUCT)
_BESIDE_TIME = (Column.START, Column.TIME_BESIDE)
_GROUP_STT = re.compile(r"\W*(?:[IVXL]+|[A-ZĐ])\W*")
_NUMBERED = re.compile(r"\W*\d{1,3}(?:\.\d{1,3})*\W*")
_SUB_STT = re.compile(r"\W*(?:[a-zđ]|[-+•*–])\W*|")
_GROUP_IN_STT = re.compile(r"([IVXL]+|[A-ZĐ])[.)]?\s+(\S.*)", re.DOTALL)
_TOTAL = re.compile(  # by its marks: "Cộng", but no "Công bố"; "Tổng số", but no "Tổng số hóa"
    r"(?i)\W*(?:tổng\s+cộng|tổng\s+số|tổng|cộng)"
    r"(?:\s+(?:cộng|số|chung|toàn bộ|các|nhiệm vụ|nội dung|công việc|đầu việc|đề án"
    r"|\(?[ivx\d]+\)?))*"
    r"\s*(?:[:=(.\d–+-].*)?",
    re.DOTALL,
)
_ONE_YEAR = re.compile(r"(?i)năm\s+(20\d\d)(?!\s*[-–])")
_CUT = re.compile(r"(?:\bvà|,|-)$")
_LONGEST_STT = 12
_LONGEST_GROUP = 120


@dataclass(slots=True)
class Row:
    """One row that says something; blank cells of a group are filled from the row above."""

    line: Line
    stt: str
    group: str
    values: dict[Column, str]
    filled: set[Column] = field(default_factory=set)  # taken from the row above, with a doubt
    sub: bool = False  # belongs to the numbered row above: "-", "a", or no number
    locator: str = ""
    year: int | None = None


@dataclass(slots=True)
class Table:
    """A table: its rows of content, and the other rows with the reason why they give nothing."""

    kind: TableKind
    section: Section
    columns: dict[int, Column]
    names: dict[int, str] = field(default_factory=dict)  # the words over each column
    rows: list[Row] = field(default_factory=list)
    others: list[tuple[Line, str]] = field(default_factory=list)

    @property
    def what(self) -> Column:
        """The column that says what a row is about."""
        return Column.INDICATOR if self.kind is TableKind.INDICATORS else Column.CONTENT

    def name_of(self, column: Column) -> str:
        """Return the words over the last column of a kind, "" where there is none."""
        places = [n for n, each in self.columns.items() if each is column]
        return self.names.get(places[-1], "") if places else ""


def read_tables(lines: Sequence[Line], *, merges_known: bool = False) -> list[Table]:
    """Return the document's tables in order; every row is in exactly one of them.

    ``merges_known`` says that the file tells merged cells from blank ones (Word, Excel); elsewhere
    a blank lead or leader is taken from the row above, with a doubt.
    A row that goes on with the one above (a page break cut it) is joined to it and has no blocks
    of its own any more.
    """
    tables: list[Table] = []
    for rows in _parted(lines):
        tables.append(_table(rows, tables[-1] if tables else None, merges_known=merges_known))
    _place(tables)
    return tables


def _parted(lines: Sequence[Line]) -> list[list[Line]]:
    found: list[list[Line]] = []
    last: Line | None = None
    for line in lines:
        if line.kind is Kind.TABLE_ROW and line.zone is Zone.BODY:
            if last is not None and _same_table(last, line):
                found[-1].append(line)
            else:
                found.append([line])
        last = line if line.kind is not Kind.NOTE else last
    return found


def _same_table(last: Line, line: Line) -> bool:
    if last.kind is not Kind.TABLE_ROW or last.zone is not Zone.BODY:
        return False
    if last.section is not line.section:
        return False
    here, there = last.first.place, line.first.place
    return (here.table, here.sheet) == (there.table, there.sheet)


def _table(lines: list[Line], before: Table | None, *, merges_known: bool) -> Table:
    section = lines[0].section
    count = 0
    while count < len(lines) and (
        is_header(lines[count]) or (count and numbers_columns(lines[count]))
    ):
        count += 1
    headers, body = lines[:count], lines[count:]
    columns, names = columns_of(headers), heading_names(headers)
    going_on = before if not headers and before and before.section is section else None
    if going_on:  # the next page of the table before, without its header
        columns, names = dict(going_on.columns), dict(going_on.names)
    table = Table(kind_of(columns), section, columns, names)
    table.others = [(line, HEADER) for line in headers]
    if table.kind is TableKind.NOTHING:
        table.others += [(line, NOTHING if line.text.strip() else EMPTY) for line in body]
        return table
    named = _ONE_YEAR.search(section.title)
    year = year_of_plan(headers, columns) or (int(named[1]) if named else None)
    filler = _Filler(table, year, going_on.rows[-1] if going_on and going_on.rows else None)
    filler.merges_known = merges_known
    for line in body:
        filler.take(line)
    return table


class _Filler:
    """Takes row after row, and keeps the group and the row that blank cells are filled from."""

    def __init__(self, table: Table, year: int | None, above: Row | None) -> None:
        self._table = table
        self._year = year
        self._above = above
        self._group = above.group if above else ""
        self._of_group: dict[Column, str] = {}
        self.merges_known = False

    def take(self, line: Line) -> None:
        if is_header(line) or numbers_columns(line):
            self._table.others.append((line, HEADER))
            return
        stt, values = self._values(line)
        text = values.get(self._table.what, "")
        if self._table.kind is TableKind.TASKS and _is_total(stt, text, values):
            self._table.others.append((line, TOTAL))
        elif self._above and self._goes_on(stt, text, values):
            self._join(self._above, line, text, values)
        elif not text:
            self._table.others.append((line, EMPTY))
        elif self._is_group(stt, text, values, line.first.cells):
            self._group = f"{stt}. {text}".strip(". ") if stt else text
            self._of_group = {c: values[c] for c in _INHERITED if values.get(c)}
            self._above = None
            self._table.others.append((line, GROUP))
        else:
            self._row(line, stt, values)

    def _values(self, line: Line) -> tuple[str, dict[Column, str]]:
        cells = line.first.cells
        values: dict[Column, str] = {
            column: cells[n].text.strip()
            for n, column in self._table.columns.items()
            if n < len(cells) and cells[n].repeat is not Repeat.LEFT and column is not Column.OTHER
        }
        self._spread_time(values, cells)
        stt = values.pop(Column.STT, "").strip()
        what = self._table.what
        merged = self._merged_into(what, cells)
        if merged:  # one cell goes across the columns: a title, wherever its text was kept
            return stt, {what: merged}
        if not values.get(what):
            inside = _GROUP_IN_STT.fullmatch(stt)  # "II CÁC CHỈ TIÊU …" in the first cell
            if inside:
                return inside[1], values | {what: inside[2]}
            if len(stt) > _LONGEST_STT:
                return "", values | {what: stt}
        return stt, values

    def _spread_time(self, values: dict[Column, str], cells: Sequence[Cell]) -> None:
        """Let a cell across the columns of start and end ("Thường xuyên") be the limit."""
        columns = self._table.columns
        for n, column in columns.items():
            if column is not Column.TIME or n >= len(cells):
                continue
            owner = n
            while owner and cells[owner].repeat is Repeat.LEFT:
                owner -= 1
            if owner != n and columns.get(owner) in _BESIDE_TIME:
                values[Column.TIME] = values.pop(columns[owner], "")

    def _merged_into(self, what: Column, cells: Sequence[Cell]) -> str:
        places = [n for n, column in self._table.columns.items() if column is what]
        cell = cells[places[0]] if places and places[0] < len(cells) else None
        return cell.text.strip() if cell and cell.repeat is Repeat.LEFT else ""

    # --- rows that a page break cut ---------------------------------------------------------------

    def _goes_on(self, stt: str, text: str, values: dict[Column, str]) -> bool:
        if stt or values.get(Column.PLAN) or not self._above:
            return False
        if not text:
            return any(values.get(column) for column in _INHERITED)
        return text[0].islower() or _unfinished(self._above, values)

    def _join(self, above: Row, line: Line, text: str, values: dict[Column, str]) -> None:
        what = self._table.what
        if text:
            between = " " if text[0].islower() else "\n"
            above.values[what] = f"{above.values[what]}{between}{text}"
        for column in _JOINED:
            more, said = values.get(column, ""), above.values.get(column, "")
            if more and more not in said:
                above.values[column] = f"{said} {more}".strip()
        above.line.blocks += line.blocks
        above.line.text = f"{above.line.text} {line.text}"
        above.line.doubts += line.doubts
        line.blocks = []

    # --- groups -----------------------------------------------------------------------------------

    def _is_group(
        self, stt: str, text: str, values: dict[Column, str], cells: Sequence[Cell]
    ) -> bool:
        own = {column for column, value in values.items() if value and value != text}
        own.discard(self._table.what)
        if own - set(_INHERITED):
            return False
        if _GROUP_STT.fullmatch(stt):
            return not own or text.isupper() or len(text) < _LONGEST_GROUP
        if own:
            return False
        merged = sum(cell.repeat is Repeat.LEFT for cell in cells)
        if stt and not _SUB_STT.fullmatch(stt):
            return text.isupper() or merged >= len(cells) - 2 > 1
        if re.match(r"(?i)\W*trong đó\W*$", text):
            return True
        bold = all(cell.bold for cell in cells if cell.text)
        return not stt and (text.isupper() or bold or merged > 1)

    # --- rows that say something ------------------------------------------------------------------

    def _row(self, line: Line, stt: str, values: dict[Column, str]) -> None:
        above = self._above
        sub = above is not None and bool(_SUB_STT.fullmatch(stt))
        leads = bool(values.get(Column.LEAD))
        row = Row(line, stt, self._group, values, sub=sub, year=self._year)
        for column in _INHERITED:
            self._inherit(row, column)
        if sub and above and not values.get(Column.TIME) and above.values.get(Column.TIME):
            values[Column.TIME] = above.values[Column.TIME]
        self._table.rows.append(row)
        if not sub or leads:
            self._above = row

    def _inherit(self, row: Row, column: Column) -> None:
        """Let a lead or leader that stands once for a group of rows hold for all of them."""
        values, above = row.values, self._above
        if values.get(column):
            return
        if column in self._of_group:
            values[column] = self._of_group[column]
        elif above and above.values.get(column):
            if row.sub:
                values[column] = above.values[column]
            elif not self.merges_known and (
                column is Column.LEADER
                or column is Column.LEAD
                or (column is Column.COORDINATING and Column.LEAD in row.filled)
            ):
                values[column] = above.values[column]
                row.filled.add(column)


def _is_total(stt: str, text: str, values: dict[Column, str]) -> bool:
    """Return whether a row only adds the others up ("Cộng", "Tổng cộng | 6 nhiệm vụ")."""
    if values.get(Column.TIME) and values.get(Column.LEAD):
        return False
    words = stt if any(map(str.isalpha, stt)) and len(stt) > 2 else text
    return bool(words) and bool(_TOTAL.fullmatch(words))


def _unfinished(above: Row, values: dict[Column, str]) -> bool:
    """Return whether a page break cut the row above: one of its lists stops in the middle."""
    if values.get(Column.LEAD):
        return False
    return any(
        values.get(column) and _CUT.search(above.values.get(column, "").strip())
        for column in _INHERITED
    )


# --- locators ------------------------------------------------------------------------------------


def _place(tables: list[Table]) -> None:
    """Give every row its locator: ``PL.5``, ``PL1.I.3`` where numbers return, ``III.B1.2``."""
    used: set[str] = set()
    counts: dict[str, int] = {}
    for table in tables:
        base = table.section.locator
        if not table.section.appendix:
            counts[base] = counts.get(base, 0) + (table.kind is not TableKind.NOTHING)
            base = f"{base}.B{max(counts[base], 1)}".strip(".")
        numbers = [row.stt.strip("().") for row in table.rows if _NUMBERED.fullmatch(row.stt)]
        _place_rows(table, base, used, grouped=len(numbers) != len(set(numbers)))
        for n, (line, _reason) in enumerate(table.others, start=1):
            line.locator = _free(f"{base}.0#{n}", used)


def _place_rows(table: Table, base: str, used: set[str], *, grouped: bool) -> None:
    parent, children, dash, grand = base, 0, "", 0
    for row in table.rows:
        stt = row.stt.strip("(). ")
        if stt and (_NUMBERED.fullmatch(stt) or not row.sub):
            group = row.group.partition(".")[0] if grouped else ""
            parts = (base, group if _GROUP_STT.fullmatch(group) else "", stt)
            parent = ".".join(part for part in parts if part)
            row.locator = _free(parent, used)
            children, dash, grand = 0, "", 0
        elif stt == "+" and dash:
            grand += 1
            row.locator = _free(f"{dash}.{grand}", used)
        else:
            children += 1
            row.locator = _free(f"{parent}.{stt if stt.isalnum() else children}", used)
            dash, grand = row.locator if stt == "-" else "", 0
        row.line.locator = row.locator


def _free(locator: str, used: set[str]) -> str:
    name, n = locator, 1
    while name in used:
        n += 1
        name = f"{locator}~{n}"
    used.add(name)
    return name
