"""Figures to be reached: operator, value, unit, and what they measure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.targets import Operator
from app.domain.text import fold
from app.importing.letters import UPPER
from app.importing.phrases import citations, inside, verb_at

_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?(?:\.\d{1,2}(?!\d))?"
_RANGE = re.compile(
    rf"(?P<low>{_NUMBER})\s*(?:%|‰|%/nam)?\s*(?:-|–|den|toi)\s*(?P<high>{_NUMBER})(?!,?\d|\s*/\s*\d)"
)
_ONE = re.compile(rf"(?P<low>{_NUMBER})")
_SCALE = r"(?:trieu|ty|ti|nghin|ngan|van|tram)"
_UNIT = re.compile(
    r"\s*(?P<unit>%\s*/\s*nam|%/năm|diem\s*%(?:\s*/\s*nam)?|diem phan tram(?:\s*/\s*nam)?"
    r"|%\s*grdp|%|‰"
    rf"|{_SCALE}(?:\s+{_SCALE})?\s*(?:dong|usd|do la|luot (?:khach|nguoi)?|luot|tan|m2|m3|kwh"
    rf"|nguoi|tai khoan)?"
    r"(?:\s*/\s*(?:nguoi|nam|ha|thang)){0,2}(?!\w)"
    r"|(?:doanh nghiep|lao dong|bac si|bac sy|giuong benh|giuong|can ho|can nha|can|ha|km|mw|kw"
    r"|kwh|tan|ta|met|m2|m3"
    r"|nguoi|ho|xa, phuong|xa|phuong|thon|truong|lop|tuoi|hop tac xa|htx|to hop tac|san pham"
    r"|du an|mo hinh"
    r"|nam|ngay|gio|lan|cuoc|lop|hoc sinh|khu|cum|co so|luot|bai|cau|diem|bac|dang vien|tram|hang"
    r"|dong|usd|con)"
    r"(?:\s*/\s*(?:nguoi|khach|luot|nam|ha|thang|tram y te|van dan|1 van dan|vien)){0,2}\b)"
)
_MORE = r"(?P<more>tro len|tro xuong)"
_AT_LEAST_FAR = re.compile(r"[^;.\d]{0,48}?\btro len\b")
_FROM = re.compile(r"\btu\s*$")
_BEFORE = {
    Operator.AT_LEAST: (
        r"(?:toi thieu|it nhat|khong duoi|khong thap hon|khong it hon|dat tu|≥|>=|tu)"
    ),
    Operator.AT_MOST: r"(?:toi da|khong qua|khong vuot qua|khong cao hon|nhieu nhat|≤|<=)",
    Operator.ABOVE: r"(?:tren|hon|vuot|lon hon|cao hon|>)",
    Operator.BELOW: r"(?:duoi|nho hon|thap hon|it hon|<)",
    Operator.ABOUT: r"(?:khoang|xap xi|gan|uoc dat|uoc|~|≈)",
}
_BEFORE_RE = tuple(
    (op, re.compile(rf"(?:^|[\s(]|(?<=\W)){words}\s*$")) for op, words in _BEFORE.items()
)
_DOWN_TO = re.compile(
    r"(?:giam|ha|keo giam)\s*(?:xuong)?\s*(?:con|xuong)(?: con)?\s*(?:duoi |khoang |tren )?$"
)
_DOWN = re.compile(
    r"\b(?:giam|cat giam|rut ngan|keo giam)\b(?:\s+(?:binh quan|them|khoang|it nhat|toi thieu"
    r"|tren|tu|moi nam))*\s*$"
)
_UP = re.compile(
    r"\b(?:tang)\b(?:\s+(?:binh quan|them|khoang|it nhat|toi thieu|tren|tu|moi nam))*\s*$"
)
_KEEP = re.compile(r"(?:duy tri|giu vung|giu on dinh|on dinh)\b[^;.,]{0,140}$")
_LINK = (
    r"(?:dat|la|co|chiem|bang|con|khoang|tren|duoi|toi thieu|it nhat|toi da|khong duoi|khong qua"
    r"|muc|o muc"
    r"|tu|tang|giam|xuong|duy tri|den|hon|vuot|uoc|binh quan|them|phan dau|voi|cho|thuc hien"
    r"|khong thap hon"
    r"|gan|nho hon|xap xi|lon hon|moi nam|hang nam|dat tu)"
)
_TRAILING = re.compile(rf"(?:[\s,:]+|\b{_LINK}\s*|\bnam\s+20\d\d\s*|\(\s*)+$")
_LEADING = re.compile(
    r"^(?:[\W_]*(?:\(?\d{1,2}[.)]\s*)?(?:phan dau|phan dau dat|muc tieu|den het|den cuoi|den nam"
    r"|den|nam|trong nam|trong do|giai doan|hang nam"
    r"|moi nam|bao dam|dam bao|dua|nang|toan tinh(?: co)?|tren dia ban tinh|dat|va|duy tri"
    r"|giu vung|hoan thanh"
    r"|20\d\d(?:\s*[-–]\s*20\d\d)?|,|:)(?=\W|$))+[\s,:]*"
)
_YEAR = re.compile(
    r"(?:den|trong|nam|het|cuoi)\s*(?:het |cuoi )?(?:nam\s*)?(20\d\d)(?!\s*[-–]\s*20)"
)
_YEARS = re.compile(r"20\d\d\s*[-–]\s*(20\d\d)")
_CLAUSE = re.compile(
    rf";\s*|\.\s+(?={UPPER})|,?\s*(?i:trong đó)[,:]?\s*|\s*\(\d{{1,2}}\)\s+(?={UPPER}|\d)"
)
_NO_FIGURE_AFTER = re.compile(r"\s*(?:[/]\d|thang\s+\d|-nq|g\b(?!\s*/)|h\b|ro\b|(?:-|/)[a-z]{2})")
_NO_FIGURE_BEFORE = re.compile(
    r"(?:ngay|thang|nam|nam hoc|nien khoa|nien do|nhiem ky"
    r"|dieu|khoan|thu|lan thu|quy|phu luc|giai doan|khoa|ky|cap|hang|loai|km"
    r"|vi|khu vuc|tuan|tuyen|quoc lo|ql|de an|tieu chi|luat|chuong trinh)\s*$|[a-zA-Z]\d*$|/\s*$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure to be reached."""

    text: str
    operator: Operator
    value: float | None = None
    upper: float | None = None
    unit: str = ""
    name: str = ""
    year: int | None = None


def number(printed: str) -> float:
    """Return the value of a Vietnamese number: "155.000" is 155000, "14,97" is 14.97."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", printed):
        printed = printed.replace(".", "")
    value = float(printed.replace(",", "."))
    return int(value) if value == int(value) else value


def figures(text: str) -> list[Figure]:
    """Return the figures of a sentence, each with the words that say what it measures."""
    found: list[Figure] = []
    for start, end in _clauses(text):
        found += _in_clause(text[start:end])
    return found


def read_target_cell(text: str, unit: str = "", name: str = "") -> Figure:
    """Return the target in a cell of its own column ("> 95", "8,5 - 9", "Tối thiểu 80%")."""
    printed = " ".join(text.split())
    folded = fold(printed)
    match = _RANGE.search(folded) or _ONE.search(folded)
    if not match or _rank(folded):
        return Figure(printed, _qualitative(folded), unit=unit)
    low = number(match["low"])
    high = number(match["high"]) if "high" in match.groupdict() and match["high"] else None
    operator = _operator(folded, match, high)
    if _UNIT.match(folded, match.end()) and not unit:
        found = _UNIT.match(folded, match.end())
        unit = printed[found.start("unit") : found.end("unit")] if found else ""
    if fold(name).startswith(("giam ", "muc giam")) and operator in (
        Operator.EQUAL,
        Operator.RANGE,
    ):
        operator = Operator.DECREASE_BY
    return Figure(printed, operator, low, high, unit)


# --- inside sentences ----------------------------------------------------------------------------


def _clauses(text: str) -> list[tuple[int, int]]:
    cuts = [0]
    for match in _CLAUSE.finditer(text):
        cuts += [match.end()]
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[a:b].strip()]


def _in_clause(clause: str) -> list[Figure]:
    folded = fold(clause)
    cited = citations(folded)
    year = year_in(folded)
    found: list[Figure] = []
    last = 0
    position = 0
    while position < len(folded):
        ranged, one = _RANGE.search(folded, position), _ONE.search(folded, position)
        if not one:
            break
        match = ranged if ranged and ranged.start() <= one.start() else one
        position = match.end()
        if inside(match.start(), cited) or _no_figure(clause, folded, match):
            position = (
                one.end() if match is not one and _no_figure(clause, folded, one) else position
            )
            continue
        figure, end = _figure(clause, folded, match, last, year)
        if figure:
            found.append(figure)
            last = position = end
    return found


def _no_figure(text: str, folded: str, match: re.Match[str]) -> bool:
    before = folded[: match.start()]
    if _NO_FIGURE_AFTER.match(folded, match.end()) or _NO_FIGURE_BEFORE.search(before):
        return True
    if re.search(r"[Mm]ục\s*$", text[: match.start()]):
        return True
    if re.search(r"\b(?:tren|moi|tinh tren)\s*$", before) and match[0] in ("1", "01"):
        return True  # "trên 01 ha", "trên 1 vạn dân": so much for each
    if re.search(r"\bso\s*$", before) and not _UNIT.match(folded, match.end()):
        return True
    if text[: match.start()].count("“") > text[: match.start()].count("”"):
        return True
    return before.rfind("(") > before.rfind(")")


def _from_up(folded: str, match: re.Match[str], end: int) -> Operator | None:
    """Read "từ 95% kế hoạch vốn trở lên"; ``end``: where figure and unit end."""
    up = _AT_LEAST_FAR.match(folded, end) and _FROM.search(folded, 0, match.start())
    return Operator.AT_LEAST if up else None


def _figure(
    clause: str, folded: str, match: re.Match[str], last: int, year: int | None
) -> tuple[Figure | None, int]:
    high = number(match["high"]) if "high" in match.groupdict() and match["high"] else None
    unit_match = _UNIT.match(folded, match.end())
    more = re.compile(rf"\s*{_MORE}").match(folded, unit_match.end() if unit_match else match.end())
    operator = _operator(folded, match, high, last)
    if (
        not unit_match
        and operator is Operator.EQUAL
        and not re.search(r"\b(?:dat|la|co|bang|chiem|con|muc|len)\s*$", folded[: match.start()])
    ):
        return None, match.end()
    if (
        not unit_match
        and operator is Operator.EQUAL
        and re.match(r"\s+[a-z]", folded[match.end() :])
    ):
        return None, match.end()
    end = more.end() if more else unit_match.end() if unit_match else match.end()
    operator = _from_up(folded, match, end) or operator
    if more:
        operator = Operator.AT_LEAST if more["more"] == "tro len" else Operator.AT_MOST
    start = _words_start(clause, folded, match.start(), last)
    unit = clause[unit_match.start("unit") : unit_match.end("unit")].strip() if unit_match else ""
    printed = clause[start:end].strip(" ,;:.(")
    name = _name(clause[last:start], folded[last:start])
    if _is_age(unit, operator, folded, match, end):
        return None, match.end()
    if not name and unit and unit[0].isalpha() and not re.match(_SCALE, fold(unit)):
        behind, end = _name_behind(clause, folded, end)
        name = f"{unit} {behind}".strip()
    if not name:  # "100% thủ tục hành chính được …": what is measured stands behind
        name, end = _name_behind(clause, folded, end, listed=unit == "%")
    if not name:
        return None, match.end()
    if fold(name).startswith("giam ") and operator in (Operator.EQUAL, Operator.RANGE):
        operator, name = Operator.DECREASE_BY, name[5:].strip()
    after = folded[end : end + 24]
    if operator in (
        Operator.EQUAL,
        Operator.ABOUT,
        Operator.ABOVE,
        Operator.AT_LEAST,
        Operator.RANGE,
    ):
        operator = _change(folded, match, after, operator, last)
    here = year_in(folded[last : end + 18]) or year
    return Figure(printed, operator, number(match["low"]), high, unit, name, here), end


_AGES = frozenset(["nam", "tuoi", "ngay", "gio", "lan", "luot", "thang"])


_LENGTH = re.compile(r"\b(?:binh quan|luu tru|luu lai|tuoi tho)\s+$")


def _is_age(unit: str, operator: Operator, folded: str, match: re.Match[str], end: int) -> bool:
    """Return whether "5 tuổi", "5 năm" only says whom or when a figure is about."""
    if fold(unit) not in _AGES:
        return False
    before = folded[: match.start()]
    if re.search(r"\b(?:dat|con|la|len|xuong)\s+(?:\w+\s+){0,2}$|\bgap\s+(?:\w+\s+){0,2}$", before):
        return False
    if re.match(r"\s*/", folded[end:]) or _LENGTH.search(before):
        return False
    goes_on = bool(re.match(r"\s+\w", folded[end:]))
    return goes_on or operator is Operator.EQUAL


def _operator(folded: str, match: re.Match[str], high: float | None, last: int = 0) -> Operator:
    before = folded[last : match.start()]
    named = next((op for op, words in _BEFORE_RE if words.search(before)), None)
    if _DOWN.search(before) and not _DOWN_TO.search(before):
        return Operator.DECREASE_BY
    if high is not None:
        return Operator.RANGE
    if named is Operator.AT_LEAST and re.search(r"(?:^|[\s(])tu\s*$", before):
        named = None  # "từ 10 %": a bound only with "trở lên"
    if named:
        return named
    if _KEEP.search(before):
        return Operator.MAINTAIN
    return Operator.EQUAL


def _change(
    folded: str, match: re.Match[str], after: str, operator: Operator, last: int
) -> Operator:
    before = folded[last : match.start()]
    if _UP.search(before) and re.match(r"[^,;.]{0,12}so voi", after):
        return Operator.INCREASE_BY
    return operator


def _words_start(clause: str, folded: str, at: int, last: int) -> int:
    """Return where the words that belong to a figure begin: "tối thiểu" before "80%"."""
    trailing = re.search(
        r"(?:\b(?:toi thieu|it nhat|khong duoi|khong thap hon|khong it hon|toi da|khong qua"
        r"|khong vuot qua|tren|hon|vuot"
        r"|duoi|khoang|xap xi|gan|tu|giam xuong con|giam xuong|giam con|duy tri muc giam"
        r"|duy tri muc|duy tri o muc|giam"
        r"|tang binh quan|tang|binh quan|con|moi nam|5 nam dat)\s*|[<>≥≤~=]+\s*)+$",
        folded[last:at],
    )
    return _after_name(clause, folded, last + trailing.start()) if trailing else at


_OTHERWISE_MARKED = re.compile(r"[\s,:(]*(?P<word>tu|bang|con|gan|hon|voi|den|la|muc)\b")
_LINKS = frozenset(["từ", "bằng", "còn", "gần", "hơn", "với", "đến", "là", "mức"])


def _after_name(text: str, folded: str, at: int) -> int:
    """Return where a name ends: "điện tử đạt" ends it behind "tử", which is no "từ"."""
    found = _OTHERWISE_MARKED.match(folded, at)
    if not found:
        return at
    word = text[found.start("word") : found.end("word")].lower()
    return at if word in _LINKS or word == found["word"] else found.end("word")


def _name(text: str, folded: str) -> str:
    start = 0
    leading = _LEADING.match(folded)
    if leading:
        start = leading.end()
    end = len(text)
    trailing = _TRAILING.search(folded, start)
    if trailing:
        end = _after_name(text, folded, trailing.start())
    colon = text.rfind(":", start, end)
    if colon > 0 and end - colon > 3:  # "Cơ cấu kinh tế: Nông nghiệp 12 %"
        start = colon + 1
    name = re.sub(r"^[Cc]ó\s+", "", text[start:end].strip(' ,;:.-–*“”"'))
    if name.count("(") != name.count(")"):
        name = name.strip("() ") if name.startswith(")") or name.endswith("(") else name
        name = f"{name})" if name.count("(") > name.count(")") else name
    return name


_PREDICATE = r"\b(?:duoc|dat|co|hoan thanh|tham gia|su dung|thuc hien)\b"
_GOES_ON = re.compile(rf",[^;.\d]*?{_PREDICATE}[^,;.\d]*")


def _name_behind(clause: str, folded: str, end: int, *, listed: bool = False) -> tuple[str, int]:
    """Return the words behind a figure that say what it measures, and where they end.

    ``listed``: they may begin with a list ("100% cán bộ, công chức được tập huấn").
    """
    stop = re.search(r"[,;.]", folded[end:])
    stop_at = end + stop.start() if stop else len(folded)
    so_far = folded[end:stop_at]
    if listed and so_far.strip() and not re.search(_PREDICATE, so_far):
        goes_on = _GOES_ON.match(folded, stop_at)
        stop_at = goes_on.end() if goes_on else stop_at
    following = _ONE.search(folded, end)
    if following and following.start() < stop_at:
        stop_at = following.start()
    name = clause[end:stop_at].strip(" ,;:.-–")
    if not name or verb_at(
        clause, folded, end + len(clause[end:]) - len(clause[end:].lstrip())
    ) in ("de", "trong", "tai", "theo", "den", "ve"):
        return "", end
    return name, stop_at


def year_in(folded: str) -> int | None:
    """Return the year that a text sets ("đến năm 2030", "giai đoạn 2026-2030" is 2030)."""
    outside = re.sub(r"\([^)]*(?:\)|$)", "", folded)  # "(năm 2025 là 1,9)" only compares
    match = _YEAR.search(outside) or _YEARS.search(outside)
    return int(match[1]) if match else None


def _rank(folded: str) -> bool:
    return bool(
        re.search(
            r"\b(?:xep hang|thu hang|nhom|top|trong \d+ tinh|dung dau|thu \d+|vi tri)\b", folded
        )
    )


def _qualitative(folded: str) -> Operator:
    return Operator.MAINTAIN if re.match(r"\W*(?:duy tri|giu)\b", folded) else Operator.QUALITATIVE
