"""Words of time: by when a task is due, or how often it returns. A date is never made up."""

from __future__ import annotations

import datetime as dt
import re

from app.domain.periods import Recurrence
from app.domain.phrases import phrase
from app.domain.text import fold
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.importing.before_periods import before_period, is_before
from app.importing.event_limits import EVENT_LIMIT, events_in
from app.importing.misread import mended
from app.importing.period_days import RETURNING_DAY, with_days
from app.importing.phrases import citations, inside
from app.importing.several_times import SEVERAL, with_others
from app.importing.time_records import NONE, Clock, Time, continuing, period_limit, worded_limit
from app.importing.unread_times import PART_OF, unread

NO_YEAR = phrase(
    "Văn bản không ghi năm; lấy năm {year} theo ngày ban hành hoặc thời kỳ của văn bản"
)
YEAR_UNKNOWN = phrase("Không ghi năm và không suy ra được chắc chắn từ văn bản")
FROM_EVENT = phrase("Hạn tính từ một sự kiện chưa biết ngày")
MAYBE_EVERY = phrase("Đoạn có chữ “{words}”, chưa rõ có phải việc định kỳ không")
NOT_SAID = phrase("Đoạn có ghi ngày, chưa rõ có phải thời hạn không")
MISREAD = phrase("Chữ số in lẫn chữ cái do nhận dạng: “{text}”")
SHORT_YEAR = phrase("Năm chỉ ghi hai chữ số, hiểu là {year}")
NO_SUCH_DAY = phrase("Lịch không có ngày này: “{text}”")

_D, _M, _Y = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>\d{4})"
_DAY = (
    r"(?:(?P<d>\d{1,2})\s*(?P<sign>[/.-])\s*(?P<m>\d{1,2})(?:\s*(?P=sign)\s*(?P<y>\d{4}|[2-4]\d(?!\d)))?"
    r"(?![\d/]|\s+/\s*20\d\d|[.-]\d)"  # "5-7/2026" are months, or whatever; no day
    r"|(?P<d2>\d{1,2})\s*thang\s*(?P<m2>\d{1,2})(?!\d)(?:\s*(?:nam|/)\s*(?P<y2>\d{4}))?)"
)
_OF_MANY = re.compile(
    r"\s+(?:xa|phuong|huyen|don vi|chi tieu|tieu chi|nhiem vu|du an|so|nganh|co quan|truong|ho so"
    r"|noi dung|chi so|thon|dia phuong|cong trinh|muc tieu)\b"
)
_MONTHS_BEFORE = re.compile(r"\bthang\s*$")
_COUNTED = re.compile(
    r"\b(?:tuan|dot|lan|ky|giai doan|quy|buoc|khoa|so|thu|phien|lop|cuoc|trong|khoang)\s*$"
)
_MORE_MONTHS = re.compile(
    r"(?P<more>(?:\s*(?:,|;|va)\s*(?:thang\s*)?\d{1,2}(?!\d))+)(?=\s*(?:/|,?\s*nam)\s*(?P<y>20\d\d))"
)
_BY = (  # what stands before a day that is a limit
    r"(?:truoc(?: ngay| thoi diem)?|cham nhat(?: la)?(?: vao| den| truoc)?(?: ngay)?"
    r"|muon nhat(?: la)?(?: vao)?(?: ngay)?"
    r"|khong qua ngay|(?:den |toi )?het(?: ngay)?|(?:hoan thanh|xong|ket thuc|han cuoi|thoi han"
    r"|thoi gian(?: hoan thanh)?"
    r"|han(?: hoan thanh)?)(?: la)?\s*:?(?: vao| trong| truoc| den)*(?: het)?(?: ngay)?"
    r"|trong ngay|den ngay|vao ngay|xong ngay|sang(?: ngay)?|(?<=\d )(?:den|toi)"
    r"|den(?=\s+\d{1,2}\s*/\s*\d{1,2}\s*/\s*20\d\d))"
)
_JOINED = re.compile(r"\s*(?:,|;|va|hoac|&)\s*(?:(?:truoc|cham nhat)\s*)?")
_NO_DAY_BEFORE = re.compile(  # when something begins, counts from, or is counted up to
    r"\b(?:tu|bat dau|tinh den|tinh den het|hieu luc|ky|sinh|ban hanh|so)\s*$"
)
_COUNTED_UP_TO = re.compile(r"\b(?:tinh|so lieu|luy ke|cap nhat)(?: thoi diem)?\s*$")
_CLOCK = r"(?:\s*\d{1,2}\s*(?:h|gio)\s*\d{0,2}\s*(?:phut)?\s*,?)?"
_LIMIT_DAY = re.compile(rf"\b(?P<by>{_BY})\s*{_CLOCK}\s*(?:ngay\s*)?{_DAY}")
_CONDITION_AFTER = re.compile(  # "các dự án đến hết ngày 30/6 giải ngân dưới 30 %": which, not when
    r"\s*,?\s*(?:ma\s+)?(?:van\s+|con\s+)*(?:chua\b|khong (?:dat|giai ngan|hoan thanh)"
    r"|(?:giai ngan|dat|co ty le|ty le)[^,;.]{0,40}?(?:duoi|thap|chua|khong)\b)"
)
ANY_DAY = re.compile(rf"(?:ngay\s*)?{_DAY}")
_IN = (
    r"(?P<cue>(?:(?:hoan thanh|xong|ket thuc|trinh"
    r"|bao cao)[^.;:,]{0,24}?\s)?(?:ngay )?trong(?: nam)?|(?:phan dau )?(?:den |toi )?"
    r"(?:truoc )?het|(?:phan dau )?(?:den |vao )?(?:truoc )?cuoi|truoc|cham nhat(?: la)?(?: trong"
    r"| vao)?|xong(?: trong)?"
    r"|hoan thanh(?: trong| vao| xong)*|phan dau(?: den| trong)?|thoi (?:gian|han)(?: hoan thanh"
    r"| thuc hien)?\s*:?"
    r"(?: trong| het)?|muc tieu[^.;:]{0,40}?)"
)
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:\s*(?:/|nam|-|,)?\s*(?:nam\s*)?(?P<year>20\d\d))"
_SPAN = (
    rf"(?:thang\s*(?:\d{{1,2}}\s*(?:-|den"
    rf"|–)\s*(?:thang\s*)?)?(?P<month>\d{{1,2}})\b(?!\s*ngay){_YEAR}?"
    rf"|quy\s*(?:(?P<first>i{{1,3}}|iv|[1-4])\s*(?P<join>-|,|va|den|–)\s*(?:quy\s*)?)?"
    rf"(?P<quarter>iv|i{{1,3}}|[1-4])\b{_YEAR}?"
    rf"|(?:6|06|sau)\s*thang\s*(?P<half>dau|cuoi)\s*nam{_YEAR}?"
    r"|nam\s*(?P<y>20\d\d)(?!\s*[-–]\s*20\d\d))"
)
_SPAN = (
    _SPAN.replace("(?P<year>", "(?P<year1>", 1)
    .replace("(?P<year>", "(?P<year2>", 1)
    .replace("(?P<year>", "(?P<year3>", 1)
)
_LIMIT_SPAN = re.compile(rf"\b{_IN}\s+(?:thang )?{_SPAN}")
_FIRST_SPAN = re.compile(
    rf"\W*(?:trong |den |tu )?{_SPAN}(?:\s*[,:]|\s+(?=(?:trinh|hoan thanh|bao cao|to chuc|ban hanh"
    r"|xay dung|trien khai|nghiem thu|tham dinh|phe duyet|thong qua|khoi cong)\b))"
)
_BY_YEAR = re.compile(
    r"(?:(?P<by>phan dau|muc tieu)[ ,]+(?:den|tam nhin)\s+nam|(?:^"
    r"|[.;]\s+)(?P<from>den)\s+nam)\s*(?P<y>20\d\d)"
)
SPAN = re.compile(_SPAN)
YEARS = re.compile(r"(?:giai doan\s*|nam\s*)?20\d\d\s*[-–]\s*(?P<y>20\d\d)")
EVENT = re.compile(
    r"(?:cham nhat|khong qua|trong (?:vong|thoi han)|sau"
    r"|truoc)\s*(?:la\s*)?\(?\d{1,3}\)?\s*(?:\([^)]*\)\s*)?"
    r"(?:ngay|thang|gio|tuan|phut)(?: lam viec)?[^.;]{0,12}?(?:ke tu|tu khi|sau khi|tu ngay"
    r"|truoc ngay)?[^.;,]{0,90}"
)
_EVERY = {
    Recurrence.WEEKLY: (
        r"(?:hang|moi)\s+tuan|(?:\d+|mot) (?:lan|ngay)\s*/\s*tuan|theo tuan(?= bao cao)"
    ),
    Recurrence.MONTHLY: (
        r"(?:hang|moi)\s+thang|(?:01 |1 |mot )lan\s*/\s*thang|(?:bao cao|giao ban) thang"
        r"|(?:dinh ky )(?:ngay \d{1,2} )?thang\b"
    ),
    Recurrence.QUARTERLY: (
        r"(?:hang|moi)\s+quy|(?:01 |1 |mot )?lan\s*/\s*quy|dinh ky (?:03|3) thang|dinh ky quy"
        r"|thang cuoi (?:cua )?(?:moi )?quy"
    ),
    Recurrence.SEMIANNUAL: (
        r"(?:hang|moi)\s+(?:6|06|sau) thang|dinh ky (?:6|06|sau) thang|(?:0?2|hai) lan\s*/\s*nam"
        r"|(?:6|06) thang(?: mot lan|,? (?:va )?(?:ca )?nam\b|/lan)"
    ),
    Recurrence.ANNUAL: r"(?:hang|moi)\s+nam|(?:0?1|mot) lan\s*/\s*nam|dinh ky nam\b",
}
_EVERY_RE = tuple((every, re.compile(rf"\b(?:{words})")) for every, words in _EVERY.items())
_OF_PLAN = re.compile(
    r"(?:binh quan|ke hoach|du toan|trung binh|chi tieu|chuong trinh|su dung dat)\s*$"
)
_RETURNING = re.compile(
    r"bao cao|tong hop|danh gia|binh xet|kiem tra|ra soat|cong bo|cong khai|so ket|tong ket"
    r"|cap nhat|giao ban"
    r"|dinh ky|hop |to chuc|xep hang|kiem ke|phan tich|doi thoai|theo doi|phan dau|ket nap"
    r"|thong ke|tieu chi"
    r"|dien tap|kiem dinh|giam sat|don doc|trao doi|thong tin"
)
CONSTANT = re.compile(
    r"\bthuong xuyen\b|\blien tuc\b|\b(?:hang|moi) ngay\b|24/24|24/7|\bhang gio\b"
)
_OPENS = re.compile(r"(?:^|[.;:])\W*$|cap nhat $")
_NOT_CONSTANT = re.compile(
    r"(?:chi|von|kinh phi|du toan|khong|chua(?: duoc)?|nhiem vu|cong viec|viec|trong yeu,"
    r"|su nghiep|chi tieu|dau tu va)\s+$"
)
_NOT_CONSTANT_AFTER = re.compile(
    r"\s*(?:chiu|xay ra|bi |gap|can thiet|co nguy|ngap|duoc giao|khong can|tai cho)"
)


def read_time(text: str, clock: Clock) -> Time:
    """Return the time limit that a paragraph sets, by kind.

    A day goes before a period, a period before a recurrence; days and years of cited documents,
    programmes and figures are no limits.
    """
    folded, misread = mended(fold(text))
    return told_misread(_read(text, folded, clock), text, misread)


def _read(text: str, folded: str, clock: Clock) -> Time:
    cited = citations(folded)
    events = [
        (start, Time(worded_limit(text[start:end]), (EVENT_LIMIT,)))
        for start, end in events_in(folded, cited)
    ]
    returning = [match.span() for match in RETURNING_DAY.finditer(folded)]
    days = _outside(_days(text, folded, cited, clock), events, returning)
    spans = _outside(_spans(text, folded, cited, clock), events, returning)
    every = _recurrences(text, folded)
    first = _first(folded, days, spans, every) or _counted(text, folded)
    constant = _constant(text, folded)
    if not first:
        # "24/24 giờ trong dịp Tết" does not last: the event bounds it.
        bounded = constant and len(_outside(events, [constant], [])) < len(events)
        first = constant if constant and not bounded else next(iter(events), None)
    words, doubt = unread(text, folded, cited)
    further = _outside(_further_days(text, folded, cited, clock), events, returning)
    if not first:
        unsure = Time(worded_limit(words), (doubt,))
        return (
            unsure if words else next((time for _at, time in further), _maybe_every(text, folded))
        )
    found = [*days, *spans, *every, *events, *further]
    if constant:
        found.append(constant)
    if doubt == PART_OF:
        found.append((text.find(words), Time(worded_limit(words))))
    return with_others(first, sorted(found, key=lambda at: at[0]))


def _first(folded: str, days: list[_At], spans: list[_At], every: list[_At]) -> _At | None:
    """Return the limit that counts: a day, else a recurrence, else a period; of days the first.

    A duty that returns and stands before the day, in a part of its own, comes first.
    """
    if days and not (every and re.search(r"[;.]\s", folded[every[0][0] : days[0][0]])):
        return days[0]
    if every and (days or not spans or (every[0][0] < spans[0][0] and "dinh ky" in folded)):
        return every[0]
    return spans[0] if spans else None


def _outside(found: list[_At], events: list[_At], others: list[tuple[int, int]]) -> list[_At]:
    """Return the times that are no part of the words of an event or of a day that returns."""
    taken = [(at, at + len(event.limit.text)) for at, event in events] + others
    return [at for at in found if not inside(at[0], taken)]


def _counted(text: str, folded: str) -> _At | None:
    event = EVENT.search(folded)
    if event and re.search(r"ke tu|tu khi|sau khi|trong vong|trong thoi han|tu ngay", event[0]):
        limit = worded_limit(text[event.start() : event.end()])
        return event.start(), Time(limit, (FROM_EVENT,))
    return None


def told_misread(time: Time, text: str, places: list[tuple[int, int]]) -> Time:
    """Return the time with a doubt where its words hold letters that were read as digits."""
    wrong = [text[a:b] for a, b in places if text[a:b] in time.limit.text]
    if not wrong or not (time.limit.due_on or time.limit.period):
        return time
    return Time(time.limit, (*time.doubts, MISREAD.format(text="; ".join(wrong))))


# --- days ----------------------------------------------------------------------------------------

_At = tuple[int, Time]


def _days(text: str, folded: str, cited: list[tuple[int, int]], clock: Clock) -> list[_At]:
    found = []
    for match in _LIMIT_DAY.finditer(folded):
        if inside(match.start(), cited) and not match["by"].startswith(
            ("truoc", "cham", "het", "den het")
        ):
            continue
        if _CONDITION_AFTER.match(folded, match.end()) or (
            match["by"].startswith("den") and _COUNTED_UP_TO.search(folded, 0, match.start())
        ):
            continue
        time = day_of(text, match, clock)
        if time and not (match["by"] == "den" and _told_of(time, clock)):
            found.append((match.start(), time))
    return found


def _told_of(time: Time, clock: Clock) -> bool:
    """Return whether a day was over when the document was issued: "giải ngân đến 30/6/2026"."""
    return bool(clock.issued_on and time.limit.due_on and time.limit.due_on < clock.issued_on)


def _further_days(text: str, folded: str, cited: list[tuple[int, int]], clock: Clock) -> list[_At]:
    """Return days that no word says to be limits: "trước 30/6 và 30/12", "họp ngày 20/6/2026"."""
    read = [match.span() for match in _LIMIT_DAY.finditer(folded)]
    listed = [end for _start, end in read]
    found: list[_At] = []
    for match in ANY_DAY.finditer(folded):
        joined = any(_JOINED.fullmatch(folded, end, match.start()) for end in listed)
        if inside(match.start(), [*cited, *read]) or not (joined or _may_be_due(match)):
            continue
        day = day_of(text, match, clock)
        if not day or _NO_DAY_BEFORE.search(folded, 0, match.start()):
            continue
        if joined:
            listed.append(match.end())
        elif not day.limit.due_on or (clock.issued_on and day.limit.due_on < clock.issued_on):
            continue
        found.append((match.start(), Time(worded_limit(day.limit.text), (NOT_SAID,))))
    return found


def _may_be_due(match: re.Match[str]) -> bool:
    return match[0].startswith("ngay") and bool(match["y"] or match["y2"])


def day_of(text: str, match: re.Match[str], clock: Clock) -> Time | None:
    """Return the day that ``match`` of a day's pattern in folded text prints, or None if none."""
    if _is_no_day(match):
        return None
    day = int(match["d"] or match["d2"])
    month = int(match["m"] or match["m2"])
    year = match["y"] or match["y2"]
    printed = text[match.start() : match.end()].strip()
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return Time(worded_limit(printed), (NO_SUCH_DAY.format(text=printed),)) if year else None
    doubts: tuple[str, ...] = ()
    if year and len(year) == 2:
        doubts = (SHORT_YEAR.format(year=f"20{year}"),)
        year = f"20{year}"
    value = int(year) if year else clock.year_for(month)
    if value is None:
        return Time(worded_limit(printed), (YEAR_UNKNOWN,))
    if not year:
        doubts = (NO_YEAR.format(year=value),)
    try:
        on = dt.date(value, month, day)
    except ValueError:  # the 30th of February; the year 0
        return Time(worded_limit(printed), (NO_SUCH_DAY.format(text=printed),))
    if clock.issued_on and on < clock.issued_on:
        doubts = (*doubts, phrase("Hạn trước ngày ban hành văn bản"))
    return Time(TimeLimit(TimeLimitKind.DATE, due_on=on, text=printed), doubts)


def _is_no_day(match: re.Match[str]) -> bool:
    """Return whether figures only look like a day: "tháng 5-7", "12/12 chỉ tiêu"."""
    if match["d2"]:
        return _counts_something(match)
    if _MONTHS_BEFORE.search(match.string, 0, match.start("d")):
        return True
    return not match["y"] and bool(_OF_MANY.match(match.string, match.end()))


def _counts_something(match: re.Match[str]) -> bool:
    """Return whether a number before "tháng" is no day: "tuần 2 tháng 7", "3 tháng 10, 11, 12"."""
    if _COUNTED.search(match.string, 0, match.start("d2")):
        return True
    said = re.search(r"ngay\s*$", match.string[: match.start("d2")])
    return not said and bool(_MORE_MONTHS.match(match.string, match.end("m2")))


# --- months, quarters, years ---------------------------------------------------------------------


def _spans(text: str, folded: str, cited: list[tuple[int, int]], clock: Clock) -> list[_At]:
    found: list[_At] = []
    for pattern in (_FIRST_SPAN, _LIMIT_SPAN, _BY_YEAR):
        for match in pattern.finditer(folded) if pattern is not _FIRST_SPAN else _at_starts(folded):
            if inside(match.end() - 2, cited):
                continue
            if pattern is _LIMIT_SPAN and _names_a_plan(folded, match):
                continue
            if pattern is _BY_YEAR:
                time = Time(
                    period_limit(match["y"], text[match.start() : match.end()].strip(" .;"))
                )
            else:
                time = span_of(text, match, clock)  # type: ignore[assignment]
            if time and pattern is _LIMIT_SPAN and is_before(match["cue"]):
                time = _before(text, match, time, clock)
            if time:
                found.append((match.start(), time))
    # A period that had ended when the document was issued is what was done, not what is due.
    issued = clock.issued_on
    return sorted(
        (at for at in found if not (issued and (at[1].limit.due_on or issued) < issued)),
        key=lambda at: at[0],
    )


def _before(text: str, match: re.Match[str], period: Time, clock: Clock) -> Time:
    words = text[match.start() : match.end()].strip(" ,;:.")
    span = match.string[match.end("cue") : match.end()]
    return before_period(period, span, words, clock.issued_on)


def _at_starts(folded: str) -> list[re.Match[str]]:
    starts = [0, *(match.end() for match in re.finditer(r"[.;:]\s+", folded))]
    return [match for start in starts if (match := _FIRST_SPAN.match(folded, start))]


def _names_a_plan(folded: str, match: re.Match[str]) -> bool:
    """Return whether the words before a year belong to a name ("mục tiêu … giai đoạn")."""
    cue = match["cue"]
    if cue.startswith("muc tieu"):
        return not re.search(r"\bnam 20", match[0]) or "giai doan" in cue
    if cue.strip() in ("truoc", "cuoi") and not match["month"] and not match["quarter"]:
        return bool(re.search(r"so voi\s+$|cac nam\s+$", folded[: match.start()]))
    if cue.endswith("trong") and re.match(
        r"\s*(?:va|,)?\s*(?:cac )?nam tiep", folded[match.end() :]
    ):
        return True
    # "so với cuối năm 2025", "khung chỉ số công bố trong năm 2025"
    return bool(re.search(r"so voi(?: cung ky)?\s+(?:voi\s+)?$", folded[: match.start()]))


def span_of(text: str, match: re.Match[str], clock: Clock) -> Time | None:
    """Return the period that ``match`` of `SPAN` in folded text prints, or None if it is none."""
    listed = _listed(text, match)
    if listed:
        return listed
    printed = text[match.start() : match.end()].strip(" ,;:.")
    groups = match.groupdict()
    year = groups.get("year1") or groups.get("year2") or groups.get("year3") or groups.get("y")
    if groups.get("y"):
        return Time(period_limit(groups["y"], printed))
    if groups.get("month"):
        month = int(groups["month"])
        if not 1 <= month <= 12:
            return None
        form, last = f"{{}}-{month:02d}", month
    elif groups.get("quarter"):
        quarter = ROMAN[groups["quarter"]]
        form, last = f"{{}}-Q{quarter}", quarter * 3
    else:
        half = 1 if groups["half"] == "dau" else 2
        form, last = f"{{}}-H{half}", half * 6
    value = int(year) if year else clock.year_for(last)
    if value is None:
        return Time(worded_limit(printed), (YEAR_UNKNOWN,))
    doubts = () if year else (NO_YEAR.format(year=value),)
    return Time(period_limit(form.format(value), printed), doubts)


def _listed(text: str, match: re.Match[str]) -> Time | None:
    """Return what months or quarters that do not follow one another mean: none of them alone."""
    groups = match.groupdict()
    end = match.end()
    more = _MORE_MONTHS.match(match.string, match.end("month")) if groups.get("month") else None
    if more:
        apart = True
        end = more.end("y")
    else:
        apart = groups.get("join") in (",", "va") and (
            ROMAN[groups["quarter"]] != ROMAN[groups["first"]] + 1
        )
    if not apart:
        return None
    printed = text[match.start() : end].strip(" ,;:.")
    return Time(worded_limit(printed), (SEVERAL.format(others=printed),))


# --- what returns --------------------------------------------------------------------------------


def recurrence_of(text: str, folded: str, *, cell: bool = False) -> _At | None:
    """Return the most frequent recurrence that belongs to a duty, not to a name or a figure."""
    return next(iter(_recurrences(text, folded, cell=cell)), None)


def _recurrences(text: str, folded: str, *, cell: bool = False) -> list[_At]:
    """Return the recurrences of duties, the most frequent first; in a cell each is all of it."""
    found: list[_At] = []
    for every, pattern in _EVERY_RE:
        for match in pattern.finditer(folded):
            if cell:
                found.append((match.start(), Time(continuing(every, text.strip(" ,;")))))
            elif _is_duty(folded, match):
                start, _end = _clause(folded, match.start())
                begin, end = with_days(folded, start, match.span())
                found.append(
                    (match.start(), Time(continuing(every, text[begin:end].strip(" ,;("))))
                )
    return found


def _maybe_every(text: str, folded: str) -> Time:
    """Return no limit, with a doubt where "hằng tuần" could mean a duty or only name a thing."""
    for _every, pattern in _EVERY_RE[:3]:
        for match in pattern.finditer(folded):
            if not _OF_PLAN.search(folded, 0, match.start()):
                words = text[match.start() : match.end()]
                return Time(NONE.limit, (MAYBE_EVERY.format(words=words),))
    return NONE


def _is_duty(folded: str, match: re.Match[str]) -> bool:
    start, end = _clause(folded, match.start())
    before = folded[start : match.start()].strip(" -,(")
    if not before or before.endswith("dinh ky"):
        return True
    if _OF_PLAN.search(before):
        return False
    return bool(_RETURNING.search(folded[start:end]))


def _clause(folded: str, position: int) -> tuple[int, int]:
    start = max(folded.rfind(sign, 0, position) for sign in (";", ".", ":")) + 1
    ends = [at for sign in (";", ". ") if (at := folded.find(sign, position)) >= 0]
    return start, min(ends, default=len(folded))


def _constant(text: str, folded: str) -> _At | None:
    short = len(folded.split()) <= 48
    for match in CONSTANT.finditer(folded):
        # In a long paragraph the word only holds for all of it where it opens a sentence.
        opens = _OPENS.search(folded, 0, match.start())
        if not short and not opens:
            continue
        if _NOT_CONSTANT.search(folded[: match.start()]) or _NOT_CONSTANT_AFTER.match(
            folded, match.end()
        ):
            continue
        end = min(len(text), match.end() + 40)
        printed = re.split(r"[;,.:]", text[match.start() : end])[0]
        if end < len(text) and len(printed) > 39:
            printed = printed.rpartition(" ")[0]
        return match.start(), Time(continuing(Recurrence.CONTINUOUS, printed.strip()))
    return None
