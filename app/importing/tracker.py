"""The office's own tracker: which of its columns hold what, and what its rows say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.text import fold
from app.domain.tracker import TrackerAct, TrackerColumn
from app.importing.blocks import Block, Kind, Repeat

_ASSIGNING = r"van ban (?:giao|chi dao|den|goc)"
_WORDS: dict[TrackerColumn, str] = {  # the first that fits counts
    TrackerColumn.CODE: r"^ma (?:so )?(?:nhiem vu|nv|cong viec)|^ma(?: so)?$",
    TrackerColumn.UPDATED_ON: (
        r"ngay (?:thang )?(?:cap nhat|so lieu|bao cao)|cap nhat (?:den )?ngay"
    ),
    TrackerColumn.DONE_ON: (
        r"(?:ngay|thoi gian|thoi diem).*(?:hoan thanh|ket thuc).*thuc te|thuc te hoan thanh"
        r"|ngay (?:thang )?(?:da )?(?:hoan thanh|ht\b|xong|thuc hien xong|lam xong)"
        r"|^hoan thanh ngay"
    ),
    TrackerColumn.GIVEN_ON: (  # a paper's day, until the columns around it say of which paper
        r"^(?!so\b).*ngay (?:thang )?(?:giao|nhan|van ban|vb|ban hanh|ky|ra van ban|ket qua)"
        rf"|^{_ASSIGNING} – ngay\b"
    ),
    TrackerColumn.GIVEN_NUMBER: rf"^(?:so.{{0,20}} )?{_ASSIGNING}",
    TrackerColumn.TIME: (
        r"thoi han|\bhan\b|thoi gian|tien do (?:yeu cau|giao|theo ke hoach)|^ngay ket thuc"
    ),
    TrackerColumn.NUMBER: (
        r"^so(?:,|/| va)? ?(?:ky )?hieu|so (?:van ban|cong van|vb)"
        r"|^so\b.*\bngay\b.*(?:van ban|vb|ban hanh)"
        r"|van ban (?:ket qua|hoan thanh|tra loi|bao cao)"
    ),
    TrackerColumn.PERCENT: (
        r"%|ty le|ti le|phan tram|muc do (?:hoan thanh|thuc hien)|khoi luong hoan thanh"
    ),
    TrackerColumn.DIFFICULTIES: r"kho khan|vuong mac|ton tai|nguyen nhan",
    TrackerColumn.PROPOSAL: r"de xuat|kien nghi",
    TrackerColumn.DIRECTIVE: r"(?:y kien|noi dung)?\s*chi dao(?! cua van ban)|y kien",
    TrackerColumn.STATE: r"trang thai|tinh trang|danh gia|^hoan thanh\b|ket luan",
    TrackerColumn.PRODUCT: r"san pham|dau ra",
    TrackerColumn.RESULT: (
        r"ket qua|tinh hinh|tien do|da thuc hien|noi dung (?:da )?thuc hien|ghi nhan"
    ),
    TrackerColumn.LEAD: (
        r"chu tri|chiu trach nhiem|(?:co quan|don vi)(?: duoc giao| thuc hien| dau moi)?$"
    ),
    TrackerColumn.CONTENT: (
        r"noi dung|nhiem vu|cong viec|dau viec|hoat dong|ten viec|viec can lam|viec duoc giao"
    ),
    TrackerColumn.PLACE: r"^(?:muc|diem|vi tri|can cu|dieu|khoan)",
}
_PATTERNS = {column: re.compile(words) for column, words in _WORDS.items()}
_NO_COLUMN = re.compile(
    r"^(?:stt|tt|so tt|so thu tu|ghi chu)\W*$|phoi hop|lanh dao|phu trach|nguon|kinh phi"
)
_SAYS_HOW_FAR = frozenset({
    TrackerColumn.STATE, TrackerColumn.RESULT, TrackerColumn.PERCENT, TrackerColumn.DONE_ON,
    TrackerColumn.DIFFICULTIES,
})  # fmt: skip
_BEFORE_RESULT = _SAYS_HOW_FAR | {TrackerColumn.PRODUCT, TrackerColumn.TIME}
_GIVES = re.compile(r"\bgiao\b|chi dao")
_OF_RESULT = re.compile(r"ket qua|hoan thanh|tra loi|bao cao|san pham")
_PLANNED = re.compile(r"(?!.*(?:thuc te|ket qua)).*(?:ke hoach|du kien|yeu cau|\bphai\b)")
_LONGEST_HEADING = 90
_A_DAY = re.compile(r"\bngay\b")
_STATED_DAY = re.compile(
    r"(?:tinh den|den het|den|so lieu|cap nhat)\s*(?:het\s*)?(?:ngay)?\s*"
    r"(?P<day>\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4})"
)
_DAY = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{4}-\d{2}-\d{2}")
_PERCENT = re.compile(r"(?P<n>\d{1,3}(?:[.,]\d+)?)\s*%?")
_STOPPED = re.compile(r"\b(?:dung|thu hoi|huy|huy bo|bai bo|khong thuc hien nua)\b")
_NOT_DONE = re.compile(
    r"(?:chua|khong|dang|co ban)\b(?:\s+\w+){0,3}\s+(?:hoan thanh|xong|ket thuc)|^chua\b"
)
_DONE = re.compile(r"hoan thanh|\bxong\b|\bht\b|da ket thuc")
_PART = re.compile(r"hoan thanh\s*(?:khoang\s*|duoc\s*)?(?P<n>\d{1,2})(?:[.,]\d+)?\s*%")
_SHARE = re.compile(  # "Đang thực hiện, đạt 40%"
    r"\b(?:dat|duoc|tien do|khoang)\s*:?\s*(?:khoang\s*|tren\s*|hon\s*|gan\s*)?"
    r"(?P<n>\d{1,2})(?:[.,]\d+)?\s*%"
)
_ALL = 100


@dataclass(frozen=True, slots=True)
class TrackerLine:
    """One row: the sheet and row where a person finds it, and what its columns say."""

    sheet: str
    row: int
    cells: Mapping[TrackerColumn, str]
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class TrackerTable:
    """One table whose header was understood."""

    columns: dict[int, TrackerColumn]
    headings: dict[int, str]
    lines: list[TrackerLine] = field(default_factory=list)

    @property
    def days_left_out(self) -> tuple[str, ...]:
        """Headings of columns of days, where none of them is the day of completion."""
        if TrackerColumn.DONE_ON in self.columns.values():
            return ()
        return tuple(
            words
            for n, words in self.headings.items()
            if self.columns.get(n) is not TrackerColumn.UPDATED_ON and _A_DAY.search(fold(words))
        )


def read_tracker(blocks: Sequence[Block]) -> list[TrackerTable]:
    """Return the tables of a file that say of tasks how far they have come; others are left out."""
    tables: dict[tuple[str, int | None], list[Block]] = {}
    for block in blocks:
        if block.kind is Kind.TABLE_ROW:
            tables.setdefault((block.place.sheet, block.place.table), []).append(block)
    return [table for rows in tables.values() if (table := _table(rows)) is not None]


def stated_day(blocks: Sequence[Block]) -> dt.date | None:
    """Return the day of which a file says it is ("tính đến ngày 15/6/2026"), None for none."""
    for block in blocks[:15]:
        found = _STATED_DAY.search(fold(block.text))
        if found:
            return day_in(found["day"])
    return None


def day_in(text: str) -> dt.date | None:
    """Return the only day in a cell; None for none, several, or one that does not exist."""
    found = _DAY.findall(text)
    if len(found) != 1:
        return None
    try:
        return formats.parse_date(re.sub(r"\s", "", found[0]), default_year=1)
    except ValueError:
        return None


def percent_in(text: str) -> int | None:
    """Return a share in percent, 0 to 100; None for none."""
    found = _PERCENT.fullmatch(text.strip())
    if found is None:
        return None
    value = float(found["n"].replace(",", "."))
    if 0 < value < 1:
        return None  # 0,4 alone can be a share of 1 or less than half a percent
    return int(formats.rounded(value, 0)) if value <= _ALL else None


def act_of(state: str) -> tuple[TrackerAct, int | None]:
    """Return what the words of a state mean, and the share that they name, if they name one.

    "Hoàn thành quá hạn" is a completion, "chưa hoàn thành" and "hoàn thành 80%" are none.
    """
    words = " ".join(fold(state).split())
    if not words:
        return TrackerAct.NOTHING, None
    part = _PART.search(words)
    if part:
        return TrackerAct.PROGRESS, int(part["n"])
    share = _SHARE.search(words)
    how_far = int(share["n"]) if share else None
    if _NOT_DONE.search(words):
        return TrackerAct.PROGRESS, how_far
    if _DONE.search(words):
        return TrackerAct.COMPLETE, None
    if _STOPPED.search(words):
        return TrackerAct.STOP, None
    return TrackerAct.PROGRESS, how_far


def _table(rows: Sequence[Block]) -> TrackerTable | None:
    for first, row in enumerate(rows):
        last = first
        while last + 1 < len(rows) and rows[last + 1].header and rows[last].header:
            last += 1
        headings = _headings(rows[first : last + 1])
        columns = _columns(headings)
        if {TrackerColumn.CONTENT, TrackerColumn.CODE} & set(columns.values()) and (
            _SAYS_HOW_FAR & set(columns.values())
        ):
            lines = [_line(each, columns) for each in rows[last + 1 :]]
            said = [line for line in lines if line is not None]
            return TrackerTable(columns, headings, _with_percents(said))
        if not row.header and first > 8:
            break
    return None


def _with_percents(lines: list[TrackerLine]) -> list[TrackerLine]:
    """Return the lines, shares that are written as 0,4 all down the column as 40%."""
    shares = {n: line.cells.get(TrackerColumn.PERCENT, "") for n, line in enumerate(lines)}
    values = {n: _plain_number(text) for n, text in shares.items() if text}
    numbers = [value for value in values.values() if value is not None]
    if len(numbers) < len(values) or not any(0 < value < 1 for value in numbers):
        return lines
    if max(numbers) > 1:
        return lines
    made = list(lines)
    for n, value in values.items():
        cells = {
            **lines[n].cells,
            TrackerColumn.PERCENT: f"{int(formats.rounded((value or 0) * _ALL, 0))}%",
        }
        doubts = (
            *lines[n].doubts,
            phrase("Tỷ lệ ghi “{shares}” được hiểu là phần của 1.", shares=shares[n]),
        )
        made[n] = replace(lines[n], cells=cells, doubts=doubts)
    return made


def _plain_number(text: str) -> float | None:
    found = re.fullmatch(r"\d+(?:[.,]\d+)?", text)
    return float(text.replace(",", ".")) if found else None


def _headings(rows: Sequence[Block]) -> dict[int, str]:
    """Return the words over each column, from the top, each said once."""
    found: dict[int, list[str]] = {}
    for row in rows:
        for n, cell in enumerate(row.cells):
            words = " ".join(cell.text.split())
            if words and len(words) <= _LONGEST_HEADING and words not in found.setdefault(n, []):
                found[n].append(words)
    return {n: " – ".join(words) for n, words in found.items() if words}


def _columns(headings: Mapping[int, str]) -> dict[int, TrackerColumn]:
    columns: dict[int, TrackerColumn] = {}
    for n, column in _with_papers(headings).items():
        if column not in columns.values():
            columns[n] = column
    return columns


def _with_papers(headings: Mapping[int, str]) -> dict[int, TrackerColumn]:
    """Return what each column holds, papers that give the task kept apart from those of its result.

    Columns before the content, and those that say so, are about the paper that gives the task. A
    paper's day is the day of completion only beside the number of the result, and only where no
    column gives that day itself.
    """
    said = {n: column for n, words in headings.items() if (column := _said(words)) is not None}
    content = min(
        (n for n, column in said.items() if column is TrackerColumn.CONTENT),
        default=min((n for n, column in said.items() if column is TrackerColumn.CODE), default=0),
    )
    for n in [n for n, column in said.items() if column is TrackerColumn.NUMBER]:
        if n < content or _assigns(headings[n]) or not _of_result(n, content, said, headings):
            said[n] = TrackerColumn.GIVEN_NUMBER
    if TrackerColumn.DONE_ON not in said.values():
        for n in [n for n, column in said.items() if column is TrackerColumn.GIVEN_ON]:
            beside = TrackerColumn.NUMBER in (said.get(n - 1), said.get(n + 1))
            if n > content and beside and not _assigns(headings[n]):
                said[n] = TrackerColumn.DONE_ON
    return said


def _said(heading: str) -> TrackerColumn | None:
    """Return what the words over a column say that it holds; a planned end is a time limit."""
    column = _column(heading.rpartition(" – ")[2]) or _column(heading)
    planned = column is TrackerColumn.DONE_ON and _PLANNED.search(fold(heading))
    return TrackerColumn.TIME if planned else column


def _assigns(heading: str) -> bool:
    own = fold(heading.rpartition(" – ")[2])
    return bool(_GIVES.search(own)) or any(
        re.match(_ASSIGNING, fold(part)) for part in heading.split(" – ")
    )


def _of_result(
    n: int, content: int, said: Mapping[int, TrackerColumn], headings: Mapping[int, str]
) -> bool:
    """Return whether the number in a column behind the content is that of the result."""
    if _OF_RESULT.search(fold(headings[n])):
        return True
    if TrackerColumn.DONE_ON in (said.get(n - 1), said.get(n + 1)):
        return True
    return any(content < at < n and column in _BEFORE_RESULT for at, column in said.items())


def _column(heading: str) -> TrackerColumn | None:
    folded = " ".join(fold(heading).split())
    if _NO_COLUMN.search(folded):
        return None
    return next((column for column, words in _PATTERNS.items() if words.search(folded)), None)


def _line(row: Block, columns: Mapping[int, TrackerColumn]) -> TrackerLine | None:
    """Return what a row says; None for headings, numbered columns and empty rows."""
    said: dict[TrackerColumn, str] = {}
    doubts: list[str] = []
    for n, column in columns.items():
        if n >= len(row.cells) or row.cells[n].repeat is Repeat.LEFT:
            continue
        cell = row.cells[n]
        text = cell.text.strip()
        above = cell.repeat is Repeat.ABOVE
        if text and not (above and column in _SAYS_HOW_FAR):
            said[column] = text
            doubts += [cell.doubt] if cell.doubt else []
    content = said.get(TrackerColumn.CONTENT, "") or said.get(TrackerColumn.CODE, "")
    if row.header or len(content) < 3 or content.isdigit():
        return None
    own = {text for cell in row.cells if (text := cell.text.strip())}
    if len(own) == 1:
        return None  # a heading over a group of rows
    return TrackerLine(row.place.sheet, row.place.row or 0, said, tuple(doubts))
