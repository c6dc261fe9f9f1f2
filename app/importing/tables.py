"""Tables: which column says what, which rows are groups, and what a merged or blank cell means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.text import fold
from app.importing.blocks import Cell, Kind, Repeat
from app.importing.lines import Line, Section
from app.importing.phrases import about


class Column(StrEnum):
    """What a column of a table holds."""

    STT = "stt"
    CONTENT = "content"
    INDICATOR = "indicator"
    UNIT = "unit"
    PLAN = "plan"
    LEAD = "lead"
    COORDINATING = "coordinating"
    MONITORING = "monitoring"
    RECEIVING = "receiving"
    LEADER = "leader"
    TIME = "time"
    PRODUCT = "product"
    NOTE = "note"
    OTHER = "other"


class TableKind(StrEnum):
    """What the rows of a table are."""

    TASKS = "tasks"
    INDICATORS = "indicators"
    NOTHING = "nothing"


_COLUMNS = (
    (Column.STT, r"^(?:stt|tt|so tt|s\.?tt|so thu tu|so)\W*$"),
    (Column.NOTE, r"^ghi chu"),
    (Column.UNIT, r"don vi tinh|^\W*dvt\W*$|^don vi do"),
    (Column.LEADER, r"lanh dao|dong chi|nguoi (?:phu trach|chi dao|theo doi)|(?:pct|chu tich).*phu trach|^phu trach"),
    (Column.TIME, r"thoi gian|thoi han|tien do|\bhan (?:hoan|cuoi|xu)|thoi diem|lo trinh|ngay hoan thanh|^han\b"),
    (Column.COORDINATING, r"phoi hop|cung thuc hien"),
    (Column.MONITORING, r"theo doi|don doc|tong hop(?! ket qua)"),
    (Column.CONTENT, r"^(?:ten |danh muc )?(?:cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|de an|giai phap"
                     r"|viec|ten van ban|van ban)|noi dung (?:nhiem vu|cong viec|chi dao|thuc hien)|ten nhiem vu|ten de an"
                     r"|nhiem vu (?:cu the|trong tam|duoc giao|giao)"),
    (Column.LEAD, r"chu tri|chiu trach nhiem|phan cong|tham muu|dau moi|trach nhiem|(?:co quan|don vi|nguoi) (?:thuc hien|duoc"
                  r" giao|trien khai|phu trach|soan thao)|^(?:co quan|don vi)(?:,? don vi)?$|to chuc thuc hien"),
    (Column.PRODUCT, r"san pham|ket qua(?! (?:thuc hien|nam|den|dat duoc))|dau ra|hinh thuc van ban|loai van ban"),
    (Column.OTHER, r"uoc|\bth\b|thuc hien (?:nam|20)|hien trang|ket qua|so voi|cung ky|ty le hoan thanh|danh gia"
                   r"|can cu|kinh phi|nguon von|ngay giao|so, ky hieu|so ky hieu"),
    (Column.PLAN, r"ke hoach|muc tieu|chi tieu (?:nam|giao|ke hoach|phan dau|den)|^muc\b|nam 20\d\d|nghi quyet|^giao\b"
                  r"|den nam|^20\d\d$"),
    (Column.INDICATOR, r"chi tieu|chi so|tieu chi"),
    (Column.RECEIVING, r"noi nhan|co quan nhan|cap trinh|trinh cap|gui"),
)  # fmt: skip
_COLUMNS_RE = tuple((column, re.compile(words)) for column, words in _COLUMNS)
_GROUP_STT = re.compile(r"\W*(?:[IVXL]+|[A-ZĐ])\W*")
_NUMBERED = re.compile(r"\W*\d{1,3}(?:\.\d{1,3})*\W*")
_SUB_STT = re.compile(r"\W*(?:[a-zđ]|[-+•*–])\W*|")
_NUMBERS_ONLY = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s*=.*)?")
_LEADING_ROMAN = re.compile(r"([IVXL]+|[A-ZĐ])[.)]?\s+(\S.*)", re.DOTALL)

HEADER, GROUP, EMPTY = "Hàng tiêu đề của bảng", "Hàng nhóm của bảng", "Hàng không có nội dung"
NOTHING = "Bảng không giao việc, không có chỉ tiêu"


@dataclass(slots=True)
class Row:
    """One row that says something; blank cells of a group are filled from the row above."""

    line: Line
    stt: str
    group: str
    values: dict[Column, str]
    filled: set[Column] = field(default_factory=set)  # taken from the row above
    sub: bool = False
    locator: str = ""
    year: int | None = None


@dataclass(slots=True)
class Table:
    """A table: its rows of content, and the other rows with the reason why they give nothing."""

    kind: TableKind
    rows: list[Row] = field(default_factory=list)
    others: list[tuple[Line, str]] = field(default_factory=list)
    columns: dict[int, Column] = field(default_factory=dict)
    section: Section | None = None


_INHERITED = (Column.LEAD, Column.COORDINATING, Column.MONITORING, Column.LEADER, Column.RECEIVING)


def read_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the document's tables in order; every row is in exactly one of them."""
    tables: list[Table] = []
    counts: dict[str, int] = {}
    for rows in _parted(lines):
        before = tables[-1] if tables else None
        table = _table(rows, before)
        tables.append(table)
    _place(tables, counts)
    return tables


def _parted(lines: Sequence[Line]) -> list[list[Line]]:
    found: list[list[Line]] = []
    last: Line | None = None
    for line in lines:
        if line.kind is Kind.TABLE_ROW:
            same = (
                last is not None
                and last.kind is Kind.TABLE_ROW
                and last.section is line.section
                and last.first.place.table == line.first.place.table
                and last.first.place.sheet == line.first.place.sheet
            )
            if same:
                found[-1].append(line)
            else:
                found.append([line])
        last = line if line.kind is not Kind.NOTE else last
    return found


# --- columns -------------------------------------------------------------------------------------


def _columns(headers: Sequence[Line]) -> dict[int, Column]:
    texts: dict[int, list[str]] = {}
    for line in headers:
        for n, cell in enumerate(line.first.cells):
            plain = " ".join(cell.text.split())
            if (
                plain
                and not _NUMBERS_ONLY.fullmatch(fold(plain))
                and plain not in texts.setdefault(n, [])
            ):
                texts[n].append(plain)
    columns: dict[int, Column] = {}
    for n, parts in texts.items():
        column = _column(" ".join(reversed(parts)))
        if column is Column.OTHER and len(parts) > 1:
            column = _column(parts[-1])
        if (
            column is not Column.OTHER
            and column in columns.values()
            and column not in (Column.PLAN,)
        ):
            column = Column.OTHER if column is not Column.INDICATOR else Column.PLAN
        columns[n] = column
    if Column.PLAN in columns.values():
        _choose_plan(columns, texts)
    values = set(columns.values())
    if Column.UNIT in values and Column.PLAN in values and Column.INDICATOR not in values:
        columns.update({n: Column.INDICATOR for n, c in columns.items() if c is Column.CONTENT})
    return columns


def _column(text: str) -> Column:
    folded = " ".join(fold(text).split())
    return next((column for column, words in _COLUMNS_RE if words.search(folded)), Column.OTHER)


def _choose_plan(columns: dict[int, Column], texts: dict[int, list[str]]) -> None:
    """Of several columns of levels, the last planned one counts; the others are for comparing."""
    plans = [n for n, column in columns.items() if column is Column.PLAN]
    for n in plans[:-1]:
        columns[n] = Column.OTHER


def _is_header(line: Line) -> bool:
    if line.first.header:
        return True
    cells = [cell.text for cell in line.first.cells if cell.text and cell.repeat is Repeat.OWN]
    if len(cells) < 2 or any(len(text) > 90 for text in cells):
        return False
    known = [column for text in cells if (column := _column(text)) is not Column.OTHER]
    stt = _column(cells[0]) is Column.STT
    return (
        len(known) >= max(2, len(cells) - 1)
        and (stt or len(known) > 2)
        and not any(_NUMBERED.fullmatch(text) for text in cells[:1])
    )


def _numbers_columns(line: Line) -> bool:
    texts = [fold(cell.text) for cell in line.first.cells if cell.text]
    return len(texts) > 2 and all(_NUMBERS_ONLY.fullmatch(text) for text in texts)


def _kind(columns: dict[int, Column]) -> TableKind:
    has = set(columns.values())
    if Column.INDICATOR in has and has & {Column.PLAN, Column.UNIT, Column.LEAD, Column.MONITORING}:
        if Column.CONTENT not in has or Column.UNIT in has:
            return TableKind.INDICATORS
    if Column.CONTENT in has and has & {
        Column.LEAD, Column.TIME, Column.PRODUCT, Column.COORDINATING, Column.LEADER
    }:  # fmt: skip
        return TableKind.TASKS
    return TableKind.NOTHING


# --- rows ----------------------------------------------------------------------------------------


def _table(lines: list[Line], before: Table | None) -> Table:
    headers: list[Line] = []
    body = list(lines)
    while body and (
        _is_header(body[0]) or (headers and (body[0].first.header or _numbers_columns(body[0])))
    ):
        headers.append(body.pop(0))
    columns = _columns(headers)
    if not headers and before and before.columns and before.section is lines[0].section:
        columns = dict(before.columns)
    table = Table(
        _kind(columns), [], [(line, HEADER) for line in headers], columns, lines[0].section
    )
    if table.kind is TableKind.NOTHING:
        table.others += [(line, NOTHING if line.text.strip() else EMPTY) for line in body]
        return table
    year = _year_of_plan(headers, columns) or _title_year(lines[0].section)
    _fill(table, body, year, before if not headers else None)
    return table


def _year_of_plan(headers: Sequence[Line], columns: dict[int, Column]) -> int | None:
    for line in headers:
        for n, cell in enumerate(line.first.cells):
            if columns.get(n) is Column.PLAN:
                years = re.findall(r"20\d\d", cell.text)
                if years:
                    return int(years[-1])
    return None


def _title_year(section: Section) -> int | None:
    match = re.search(r"(?i)năm\s+(20\d\d)(?!\s*[-–])", section.title)
    return int(match[1]) if match else None


def _fill(table: Table, body: list[Line], year: int | None, before: Table | None) -> None:
    group = before.rows[-1].group if before and before.rows else ""
    above: Row | None = before.rows[-1] if before and before.rows else None
    group_values: dict[Column, str] = {}
    for line in body:
        cells = line.first.cells
        values = {
            column: cells[n].text.strip()
            for n, column in table.columns.items()
            if n < len(cells) and column is not Column.OTHER and cells[n].repeat is not Repeat.LEFT
        }
        stt = values.pop(Column.STT, "").strip()
        if _is_header(line) or _numbers_columns(line):
            table.others.append((line, HEADER))
            continue
        what = Column.INDICATOR if table.kind is TableKind.INDICATORS else Column.CONTENT
        moved = _LEADING_ROMAN.fullmatch(stt)
        if moved and not values.get(what):
            stt, values[what] = moved[1], moved[2]
        if len(stt) > 12 and not values.get(what):
            stt, values[what] = "", stt
        text = values.get(what, "")
        if not text:
            if above and any(values.get(c) for c in _INHERITED) and not stt:
                _join(above, values)
                above.line.blocks += line.blocks
                line.blocks = []
            else:
                table.others.append((line, EMPTY))
            continue
        if _is_group(stt, text, values, what, cells):
            group = f"{stt}. {text}".strip(". ") if stt else text
            group_values = {c: values[c] for c in _INHERITED if values.get(c)}
            table.others.append((line, GROUP))
            above = None
            continue
        going_on = (
            above is not None
            and not stt
            and not values.get(Column.PLAN)
            and (text[0].islower() or _unfinished(above, values))
        )
        if above and going_on:
            above.values[what] = (
                f"{above.values[what]}{' ' if text[0].islower() else chr(10)}{text}"
            )
            _join(above, values)
            above.line.blocks += line.blocks
            line.blocks = []
            continue
        sub = bool(_SUB_STT.fullmatch(stt)) and above is not None
        row = Row(line, stt, group, values, sub=sub, year=year)
        _inherit(row, above, group_values)
        table.rows.append(row)
        if not sub or above is None:
            above = row
        elif sub and any(values.get(c) and c not in row.filled for c in (Column.LEAD,)):
            above = row


def _is_group(
    stt: str, text: str, values: dict[Column, str], what: Column, cells: Sequence[Cell]
) -> bool:
    others = [
        value
        for column, value in values.items()
        if column not in (what, *_INHERITED) and value and value != text
    ]
    leads = any(values.get(c) and values.get(c) != text for c in _INHERITED)
    if others:
        return False
    if re.fullmatch(r"\W*(?:[IVXL]+|[A-ZĐ])\W*", stt):
        return not leads or text.isupper() or len(text) < 120
    if leads:
        return False
    if stt and not _SUB_STT.fullmatch(stt):
        merged = sum(cell.repeat is Repeat.LEFT for cell in cells) >= len(cells) - 2 > 1
        return merged or text.isupper()
    if re.match(r"(?i)\W*trong đó\W*$", text):
        return True
    if not stt:
        return (
            text.isupper()
            or all(c.bold for c in cells if c.text)
            or sum(cell.repeat is Repeat.LEFT for cell in cells) > 1
        )
    return False


def _inherit(row: Row, above: Row | None, group_values: dict[Column, str]) -> None:
    """A lead or leader that stands once for a group of rows holds for all of them."""
    for column in _INHERITED:
        if row.values.get(column):
            continue
        if column in group_values:
            row.values[column] = group_values[column]
            continue
        if above is None or not above.values.get(column):
            continue
        if row.sub or column in (Column.LEAD, Column.LEADER):
            if not row.sub and column is Column.LEAD and row.values.get(Column.COORDINATING):
                continue
            row.values[column] = above.values[column]
            if not row.sub:
                row.filled.add(column)
    if (
        row.sub
        and above is not None
        and not row.values.get(Column.TIME)
        and above.values.get(Column.TIME)
    ):
        row.values[Column.TIME] = above.values[Column.TIME]


def _unfinished(above: Row, values: dict[Column, str]) -> bool:
    """Return whether a page break cut the row above: one of its lists stops in the middle."""
    return any(
        re.search(r"(?:\bvà|,|-)$", above.values.get(column, "").strip()) and values.get(column)
        for column in _INHERITED
    ) and not values.get(Column.LEAD)


def _join(above: Row, values: dict[Column, str]) -> None:
    for column, text in values.items():
        if (
            text
            and column in _INHERITED + (Column.TIME, Column.PRODUCT)
            and text not in above.values.get(column, "")
        ):
            above.values[column] = f"{above.values.get(column, '')} {text}".strip()


# --- locators ------------------------------------------------------------------------------------


def _place(tables: list[Table], counts: dict[str, int]) -> None:
    used: set[str] = set()
    for table in tables:
        section = table.section
        base = section.locator if section else ""
        if not (section and section.appendix):
            counts[base] = counts.get(base, 0) + (1 if table.kind is not TableKind.NOTHING else 0)
            base = f"{base}.B{max(counts[base], 1)}".strip(".")
        numbers = [
            row.stt.strip("().") for row in table.rows if _NUMBERED.fullmatch(row.stt or "-")
        ]
        grouped = len(numbers) != len(set(numbers))
        _place_rows(table, base, used, grouped=grouped)
        for n, (line, _reason) in enumerate(table.others, start=1):
            line.locator = _free(f"{base}.0#{n}", used)


def _place_rows(table: Table, base: str, used: set[str], *, grouped: bool) -> None:
    parent, children, dash, grand = "", 0, "", 0
    for row in table.rows:
        stt = row.stt.strip("(). ")
        if _NUMBERED.fullmatch(stt or "-") or (stt and not row.sub):
            group = row.group.partition(".")[0] if grouped and row.group else ""
            group = group if re.fullmatch(r"[IVXL]+|[A-ZĐ]", group) else ""
            parent = ".".join(part for part in (base, group, stt) if part)
            row.locator = _free(parent, used)
            children, dash, grand = 0, "", 0
        else:
            if stt == "+" and dash:
                grand += 1
                row.locator = _free(f"{dash}.{grand}", used)
            else:
                children += 1
                row.locator = _free(f"{parent or base}.{stt if stt.isalnum() else children}", used)
                dash, grand = row.locator if stt == "-" else "", 0
        row.line.locator = row.locator


def _free(locator: str, used: set[str]) -> str:
    name, n = locator, 1
    while name in used:
        n += 1
        name = f"{locator}~{n}"
    used.add(name)
    return name


def section_about(section: Section) -> str:
    """Return what the title of a table's section says that it is about."""
    return about(section.title)
