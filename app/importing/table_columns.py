"""What the columns of a table hold, by the words of its header, in any order and wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from app.domain.text import fold
from app.importing.blocks import Repeat
from app.importing.lines import Line


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
    TIME_BESIDE = "time_beside"  # another column of limits; ``TIME`` is the one that counts
    START = "start"  # when work begins or was given: never a limit
    PRODUCT = "product"
    NOTE = "note"
    OTHER = "other"


class TableKind(StrEnum):
    """What the rows of a table are."""

    TASKS = "tasks"
    INDICATORS = "indicators"
    NOTHING = "nothing"


_LONGEST_HEADING = 90  # letters in a cell that names a column
_WORDS: dict[Column, str] = {  # the first that fits counts: "phối hợp" before "thực hiện"
    Column.STT: r"^(?:stt|tt|so tt|s\.?tt|so thu tu|so)\W*$",
    Column.NOTE: r"^ghi chu",
    Column.UNIT: r"don vi tinh|^\W*dvt\W*$|^don vi do",
    Column.LEADER: (
        r"lanh dao|dong chi|nguoi (?:phu trach|chi dao|theo doi)|(?:pct|chu tich).*phu trach"
        r"|^phu trach"
    ),
    Column.TIME: (
        r"thoi gian|thoi han|tien do|\bhan (?:hoan|cuoi|xu)|thoi diem|lo trinh|ngay hoan thanh"
        r"|^han\b"
    ),
    Column.COORDINATING: r"phoi hop|cung thuc hien",
    Column.MONITORING: r"theo doi|don doc|tong hop(?! ket qua)",
    Column.CONTENT: (
        r"^(?:ten |danh muc )?(?:cac )?(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|de an"
        r"|giai phap|viec|ten van ban|van ban)"
        r"|noi dung (?:nhiem vu|cong viec|chi dao|thuc hien)|ten nhiem vu|ten de an"
        r"|nhiem vu (?:cu the|trong tam|duoc giao|giao)"
    ),
    Column.LEAD: (
        r"chu tri|chiu trach nhiem|phan cong|tham muu|dau moi|trach nhiem|to chuc thuc hien"
        r"|(?:co quan|don vi|nguoi) (?:thuc hien|duoc giao|trien khai|phu trach|soan thao)"
        r"|^(?:co quan|don vi)(?:,? don vi)?$"
    ),
    Column.PRODUCT: (
        r"san pham|ket qua(?! (?:thuc hien|nam|den|dat duoc))|dau ra|hinh thuc van ban"
        r"|loai van ban"
    ),
    Column.OTHER: (
        r"uoc|\bu?th\b|thuc hien (?:nam|20)|hien trang|ket qua|so voi|cung ky|ty le hoan thanh"
        r"|danh gia|can cu|kinh phi|nguon von|ngay giao|so, ky hieu|so ky hieu"
    ),
    Column.PLAN: (
        r"ke hoach|muc tieu|chi tieu (?:nam|giao|ke hoach|phan dau|den)|^muc\b|nam 20\d\d"
        r"|nghi quyet|^giao\b|den nam|^20\d\d$|\bkh\s*(?:20\d\d|$)"
    ),
    Column.INDICATOR: r"chi tieu|chi so|tieu chi",
    Column.RECEIVING: r"noi nhan|co quan nhan|cap trinh|trinh cap|gui",
}
_OF_TIME = re.compile(r"\b(?:thoi (?:gian|han|diem)|ngay|thang|han|tien do|lo trinh)\b")
_BEGINS = re.compile(
    r"^(?:thoi (?:gian|diem) |ngay (?:thang )?|thang )?(?:bat dau|khoi cong|khoi dong)\b"
    r"|^tu(?: ngay| thang| thoi diem)?$"
)
_GIVEN = re.compile(  # "Thời gian ban hành" is when a paper is due, "Ngày ban hành" when one came
    r"^thoi (?:gian|diem) (?:duoc )?(?:giao|nhan|tiep nhan)\b"
    r"|^ngay(?:,? thang(?:,? nam)?)? (?:duoc )?(?:giao|ban hanh|van ban|ky|nhan|tiep nhan)\b"
)
_GIVEN_INSIDE = re.compile(r"^(?:giao|nhan|tiep nhan)(?: viec| nhiem vu)?$")
_ENDS = re.compile(
    r"^(?:(?:thoi (?:gian|han|diem)|ngay|thang) )?(?:phai )?"
    r"(?:hoan thanh|ket thuc|xu ly|trinh|gia han|den(?: ngay| thang| het| han)?$)"
)
_ENDS_SAID = re.compile(r"hoan thanh|ket thuc|xu ly|trinh\b|ban hanh(?! van ban)")
_ENDED = re.compile(r"thuc te")  # when it was really done, which no one sets as a limit
_LATER_LIMIT = re.compile(r"gia han|dieu chinh|keo dai|lui\b")
_LIMIT = re.compile(r"\bhan\b")
_STEPS = re.compile(r"tien do|lo trinh")
_OF_REPORT = re.compile(r"bao cao|so ket|tong ket|gui\b|nop\b")  # when to tell of it, not to do it
_PATTERNS = {column: re.compile(words) for column, words in _WORDS.items()}
_RESULT = re.compile(r"\W*u?th\W*")  # "TH" over years: results, whatever year stands below
_NUMBER_OF_ROW = re.compile(r"\W*\d{1,3}(?:\.\d{1,3})*\W*")
_NUMBER_OF_COLUMN = re.compile(r"\(?(?:\d{1,2}|[a-zđ])\)?(?:\s*=.*)?")
_MAY_RETURN = (Column.OTHER, Column.PLAN, Column.START, Column.TIME)
_OF_INDICATORS = {Column.PLAN, Column.UNIT, Column.LEAD, Column.MONITORING}
_OF_TASKS = {Column.LEAD, Column.TIME, Column.PRODUCT, Column.COORDINATING, Column.LEADER}


def columns_of(headers: Sequence[Line]) -> dict[int, Column]:
    """Return what each column holds, by one or more header rows."""
    columns: dict[int, Column] = {}
    for n, parts in _headings(headers).items():
        before = columns.get(n - 1)
        column = _of_a_span(parts, before) or _column(" ".join(reversed(parts)))
        if column is Column.OTHER and len(parts) > 1 and not _RESULT.fullmatch(fold(parts[0])):
            column = _column(parts[-1])
        columns[n] = _once(column, columns)
    _settle_times(columns, heading_names(headers))
    for n in [n for n, column in columns.items() if column is Column.PLAN][:-1]:
        columns[n] = Column.OTHER  # of several columns of levels the last is the planned one
    values = set(columns.values())
    if {Column.UNIT, Column.PLAN} <= values and Column.INDICATOR not in values:
        columns.update({n: Column.INDICATOR for n, c in columns.items() if c is Column.CONTENT})
    return columns


def heading_names(headers: Sequence[Line]) -> dict[int, str]:
    """Return the words over each column as a person reads them: "Thời gian – Hoàn thành"."""
    return {n: " – ".join(parts) for n, parts in _headings(headers).items()}


def kind_of(columns: dict[int, Column]) -> TableKind:
    """Return what the rows of a table with these columns are."""
    has = set(columns.values())
    indicators = Column.INDICATOR in has and bool(has & _OF_INDICATORS)
    if indicators and (Column.CONTENT not in has or Column.UNIT in has):
        return TableKind.INDICATORS
    return TableKind.TASKS if Column.CONTENT in has and has & _OF_TASKS else TableKind.NOTHING


def is_header(line: Line) -> bool:
    """Return whether a row names the columns: said by the file, or seen to do so."""
    if line.first.header:
        return True
    cells = [cell.text for cell in line.first.cells if cell.text and cell.repeat is Repeat.OWN]
    if len(cells) < 2 or any(len(text) > _LONGEST_HEADING for text in cells):
        return False
    if _NUMBER_OF_ROW.fullmatch(cells[0]):
        return False
    known = sum(_column(text) is not Column.OTHER for text in cells)
    stt = _column(cells[0]) is Column.STT
    return known >= max(2, len(cells) - 1) and (stt or known > 2)


def numbers_columns(line: Line) -> bool:
    """Return whether a row only numbers the columns: (1) | (2) | (3)."""
    texts = [fold(cell.text) for cell in line.first.cells if cell.text]
    return len(texts) > 2 and all(_NUMBER_OF_COLUMN.fullmatch(text) for text in texts)


def year_of_plan(headers: Sequence[Line], columns: dict[int, Column]) -> int | None:
    """Return the year that the heading of the planned levels names."""
    for line in headers:
        for n, cell in enumerate(line.first.cells):
            years = re.findall(r"20\d\d", cell.text) if columns.get(n) is Column.PLAN else []
            if years:
                return int(years[-1])
    return None


def _headings(headers: Sequence[Line]) -> dict[int, list[str]]:
    """Return the words over each column, from the top; merged cells say them once."""
    texts: dict[int, list[str]] = {}
    for line in headers:
        for n, cell in enumerate(line.first.cells):
            plain = " ".join(cell.text.split())
            said = texts.setdefault(n, [])
            if plain and plain not in said and not _NUMBER_OF_COLUMN.fullmatch(fold(plain)):
                said.append(plain)
    return {n: said for n, said in texts.items() if said}


def _once(column: Column, columns: dict[int, Column]) -> Column:
    """Return the column; a second one of its kind is another one for comparing, or the level."""
    if column in _MAY_RETURN or column not in columns.values():
        return column
    return Column.PLAN if column is Column.INDICATOR else Column.OTHER


def _of_a_span(parts: Sequence[str], before: Column | None) -> Column | None:
    """Return what a column with only the start or only the end of a time holds, None for others.

    ``before`` is what the column on its left holds: "Kết thúc" after "Bắt đầu" needs no more words.
    """
    own, over = _folded(parts[-1]), _folded(" ".join(parts[:-1]))
    of_time = bool(_OF_TIME.search(over))
    if _ENDED.search(own) and (of_time or _OF_TIME.search(own)):
        return Column.OTHER
    ends = bool(_ENDS.search(own))
    if _BEGINS.search(own) or _GIVEN.search(own) or (of_time and _GIVEN_INSIDE.search(own)):
        return None if _ENDS_SAID.search(own) else Column.START
    if ends and (of_time or _OF_TIME.match(own) or before is Column.START):
        return Column.TIME
    return None


def _settle_times(columns: dict[int, Column], names: dict[int, str]) -> None:
    """Keep one column of limits: an extension, else the end of a span, else the last of them.

    When a report is due counts only where no other column says when the work is.
    """
    times = [n for n, column in columns.items() if column is Column.TIME]
    if len(times) > 1:
        counts = max(times, key=lambda n: (time_weight(names[n]), n))
        columns.update({n: Column.TIME_BESIDE for n in times if n != counts})


def time_weight(name: str) -> int:
    """Return how much a column of limits counts by its words, the highest most."""
    heading = _folded(name)
    if _LATER_LIMIT.search(heading):
        return 4
    if _OF_REPORT.search(heading) and not _ENDS_SAID.search(heading):
        return -1
    if _LIMIT.search(heading) or (_ENDS_SAID.search(heading) and "ngay" not in heading):
        return 2
    return 0 if _STEPS.search(heading) else 1


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _column(text: str) -> Column:
    folded = _folded(text)
    part = _of_a_span([text], None)
    if part is not None:
        return part
    found = (column for column, words in _PATTERNS.items() if words.search(folded))
    return next(found, Column.OTHER)
