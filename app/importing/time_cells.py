"""The time limit of a table's cell, which holds nothing but words of time.

A cell is shorter than a sentence and says more in less: "Tháng 5-7/2026", "Sau 30/6/2026", "30/6 và
31/12 hằng năm". What does not give one day or period beyond doubt stays in its words, with a doubt.
"""

from __future__ import annotations

import re
from itertools import pairwise

from app.domain.periods import Period, Recurrence, parse_period
from app.domain.phrases import phrase
from app.domain.text import fold
from app.importing import time_limits as times
from app.importing.before_periods import before_period, is_before
from app.importing.event_limits import EVENT_LIMIT, events_in
from app.importing.misread import mended
from app.importing.period_days import RETURNING_DAY
from app.importing.phrases import CITATION
from app.importing.time_records import (
    NONE,
    Clock,
    Time,
    continuing,
    period_limit,
    worded,
    worded_limit,
)
from app.importing.unread_times import AFTER, BEFORE_SPAN, NOT_UNDERSTOOD, PART_OF

DONE = phrase("Ô ghi việc đã làm xong, không phải thời hạn")
CITES = phrase("Ngày trong ô là ngày của văn bản được dẫn, không phải thời hạn")
SEVERAL_IN_CELL = phrase("Ô có nhiều mốc thời gian: {others}")

_DONE = re.compile(  # by its marks: "đa" is another word
    r"(?i)\W*đã\s+(?:hoàn thành|xong|kết thúc|ban hành|trình|thực hiện|báo cáo|gửi|nộp|bàn giao)"
)
_RANGE = re.compile(r"\s*(?:-|–|—|(?:cho )?(?:den|toi))\s*(?:(?:het|ngay)\s*)*")
_RANGE_INSIDE = re.compile(r"\d\s*(?:-|–|den)|[iv]\s*(?:-|–|den)")
_FROM = re.compile(r"\b(?:tu|ke tu|bat dau|tu khi)\s*(?:ngay\s*)?$")
_AFTER_DAY = re.compile(r"\bsau\s*(?:khi\s*)?(?:ngay\s*)?$")
_AFTER_SPAN = re.compile(r"\b(?:sau|tu|ke tu|bat dau)\s*(?:het\s*|cuoi\s*)?$")
_MONTH_AND_YEAR = re.compile(
    r"\W*(?:truoc\s+)?(?P<month>0?[1-9]|1[0-2])\s*[/.-]\s*(?P<year>20\d\d)\W*"
)
_IN_SHORT = re.compile(
    r"\W*(?:(?:truoc|trong|het|den|xong|cuoi)\s+)*(?:t\.?\s?(?P<month>0?[1-9]|1[0-2])"
    r"|q\.?\s?(?P<quarter>iv|i{1,3}|[1-4]))(?:\s*[/.-]\s*(?P<year>20\d\d))?\W*"
)
_BEFORE_ALONE = re.compile(r"\W*truoc\s+(?:nam\s+)?(?=[tq]\.?\s?[\divx]|\d)")
_UP_TO_YEAR = re.compile(
    r"\W*(?:(?:den|truoc|het|truoc het|cuoi)\s+)+(?:nam\s+)?(?P<year>20\d\d)\W*"
)
_LENGTHS = (
    Recurrence.WEEKLY,
    Recurrence.MONTHLY,
    Recurrence.QUARTERLY,
    Recurrence.SEMIANNUAL,
    Recurrence.ANNUAL,
)
_NUMBER = re.compile(r"\d+")
_NO_MASK = re.compile(r"^ngay\s*\d|\d\s*[-/]\s*(?:nam|thang|quy|ngay|den)(?![a-z\d])")


def read_time_cell(text: str, clock: Clock) -> Time:
    """Return the time limit of a cell that holds nothing but words of time."""
    printed = " ".join(text.split())
    if not printed.strip(" -–."):
        return NONE
    folded, misread = mended(fold(printed))
    if _DONE.match(printed):
        return Time(worded_limit(printed), (DONE,))
    open_ = _without_citations(folded)
    found = (
        _event(printed, folded)
        or _days(printed, open_, clock)
        or _occasion(printed, folded)
        or _periods(printed, open_, clock)
        or _constant(printed, folded)
    )
    if not found:
        cites = open_ != folded and _NUMBER.search(folded)
        return Time(worded_limit(printed), (CITES if cites else NOT_UNDERSTOOD,))
    return times.told_misread(found, printed, misread)


def _without_citations(folded: str) -> str:
    """Return the text with cited papers and their days blanked out, of the same length."""

    def blank(match: re.Match[str]) -> str:
        return match[0] if _NO_MASK.search(match[0]) else " " * len(match[0])

    return CITATION.sub(blank, folded)


def _event(printed: str, folded: str) -> Time | None:
    event = times.EVENT.search(folded)
    counted = event and re.search(r"ke tu|tu khi|sau khi|tu ngay (?!\d)", folded)
    return Time(worded_limit(printed), (times.FROM_EVENT,)) if counted else None


def _occasion(printed: str, folded: str) -> Time | None:
    """Read "Trước kỳ họp HĐND tháng 7": the month names the event, it is no limit."""
    return Time(worded_limit(printed), (EVENT_LIMIT,)) if events_in(folded, []) else None


def _constant(printed: str, folded: str) -> Time | None:
    if not times.CONSTANT.search(folded):
        return None
    return Time(continuing(Recurrence.CONTINUOUS, printed))


# --- days ----------------------------------------------------------------------------------------


def _days(printed: str, folded: str, clock: Clock) -> Time | None:
    if RETURNING_DAY.search(folded):
        return None
    ends: list[tuple[re.Match[str], Time]] = []
    after = False
    for match in times.ANY_DAY.finditer(folded):
        before = folded[: match.start()]
        day = times.day_of(printed, match, clock)
        if not day or _FROM.search(before):
            continue
        if _AFTER_DAY.search(before):
            after = True
            continue
        if ends and _RANGE.fullmatch(folded, ends[-1][0].end(), match.start()):
            ends.pop()
        ends.append((match, day))
    if not ends:
        return Time(worded_limit(printed), (AFTER,)) if after else None
    return _one_day(printed, folded, ends, clock)


def _one_day(
    printed: str, folded: str, ends: list[tuple[re.Match[str], Time]], clock: Clock
) -> Time | None:
    every = times.recurrence_of(printed, folded, cell=True)
    texts = [day.limit.text for _match, day in ends]
    if every and not any(match["y"] or match["y2"] for match, _day in ends):
        several = (SEVERAL_IN_CELL.format(others="; ".join(texts)),) if len(ends) > 1 else ()
        return Time(worded(every[1], printed).limit, several)
    beside = [] if every else _beside(printed, folded, ends, clock)
    if len({day.limit.due_on for _match, day in ends}) > 1 or beside:
        others = "; ".join([*texts, *beside])
        return Time(worded_limit(printed), (SEVERAL_IN_CELL.format(others=others),))
    return worded(ends[0][1], printed)


def _beside(
    printed: str, folded: str, ends: list[tuple[re.Match[str], Time]], clock: Clock
) -> list[str]:
    """Return the words of periods that end on another side of the day than around it."""
    due = ends[-1][1].limit.due_on
    taken = [match.span() for match, _day in ends]
    found = []
    for match in times.SPAN.finditer(folded):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        span = times.span_of(printed, match, clock)
        key = span.limit.period if span else None
        if not due or not span or not key:
            continue
        period = parse_period(key)
        if not period.previous().last_day < due <= period.last_day:
            found.append(span.limit.text)
    return found


# --- periods -------------------------------------------------------------------------------------


def _periods(printed: str, folded: str, clock: Clock) -> Time | None:
    every = times.recurrence_of(printed, folded, cell=True)
    told = worded(every[1], printed) if every else _alone(printed, folded, clock)
    if told:
        return told
    found: list[Time] = []
    before: list[Time] = []  # "Trước tháng 6 năm 2028"
    last = 0
    after = False
    for match in times.SPAN.finditer(folded):
        span = times.span_of(printed, match, clock)
        if not span:
            continue
        if is_before(folded[: match.start()]):
            before.append(before_period(span, match[0], printed, clock.issued_on))
            continue
        if BEFORE_SPAN.search(folded, 0, match.start()):
            return Time(worded_limit(printed), (PART_OF,))
        begins = _AFTER_SPAN.search(folded, 0, match.start())
        if begins and not _RANGE_INSIDE.search(match[0]):
            after = after or begins[0].startswith("sau")
            continue
        if found and _RANGE.fullmatch(folded, last, match.start()):
            found.pop()
        found.append(span)
        last = match.end()
    if before:
        return _one_before(printed, [*before, *found])
    if after and not found:
        return Time(worded_limit(printed), (AFTER,))
    return _one_period(printed, found) or _years(printed, folded)


def _one_before(printed: str, found: list[Time]) -> Time:
    """Return the day before the one period of a cell; of several nobody can say which counts."""
    several = SEVERAL_IN_CELL.format(others=printed)
    return found[0] if len(found) == 1 else Time(worded_limit(printed), (several,))


def _alone(printed: str, folded: str, clock: Clock) -> Time | None:
    """Return the period of a cell with nothing but "6/2026", "T6/2026", "Q3/2026", "Đến 2030"."""
    year = _UP_TO_YEAR.fullmatch(folded)
    if year:
        time = Time(period_limit(year["year"], printed))
        return _unless_before(time, printed, folded, clock)
    short = _MONTH_AND_YEAR.fullmatch(folded) or _IN_SHORT.fullmatch(folded)
    if not short:
        return None
    quarter = short.groupdict().get("quarter")
    number = int(short["month"]) if not quarter else times.ROMAN[quarter]
    value = int(short["year"]) if short["year"] else clock.year_for(number * (3 if quarter else 1))
    if value is None:
        return Time(worded_limit(printed), (times.YEAR_UNKNOWN,))
    doubts = () if short["year"] else (times.NO_YEAR.format(year=value),)
    key = f"{value}-Q{number}" if quarter else f"{value}-{number:02d}"
    time = Time(period_limit(key, printed), doubts)
    return _unless_before(time, printed, folded, clock)


def _unless_before(time: Time, printed: str, folded: str, clock: Clock) -> Time:
    """Return the day before the period of a cell of few words that begins with "Trước"."""
    before = _BEFORE_ALONE.match(folded)
    if not before:
        return time
    return before_period(time, folded[before.end() :], printed, clock.issued_on)


def _one_period(printed: str, found: list[Time]) -> Time | None:
    """Return the one period that several words give: the last of those that follow one another."""
    if any(not time.limit.period for time in found):
        return worded(next(time for time in found if not time.limit.period), printed)
    periods = {parse_period(time.limit.period or ""): time for time in found}
    within = sorted(
        (one for one in periods if not any(_holds(one, other) for other in periods)),
        key=lambda one: one.last_day,
    )
    if not within:
        return None
    if any(later.previous() != earlier for earlier, later in pairwise(within)):
        others = "; ".join(periods[one].limit.text for one in within)
        return Time(worded_limit(printed), (SEVERAL_IN_CELL.format(others=others),))
    return worded(periods[within[-1]], printed)


def _holds(outer: Period, inner: Period) -> bool:
    """Return whether ``inner`` ends within ``outer``, which is longer."""
    longer = _LENGTHS.index(outer.recurrence) > _LENGTHS.index(inner.recurrence)
    return longer and outer.previous().last_day < inner.last_day <= outer.last_day


def _years(printed: str, folded: str) -> Time | None:
    years = times.YEARS.search(folded) or re.fullmatch(r"\W*(?P<y>20\d\d)\W*", folded)
    return Time(period_limit(years["y"], printed)) if years else None
