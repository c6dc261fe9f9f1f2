"""Of which year and period the figures of a report are: by the words of its heads and titles.

A report names years that it does not report: those of plans, of directions for the time to come, of
the papers that it cites, of terms of several years. Only what is left says when the figures are of.
All texts are folded (`app.domain.text.fold`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from app.domain.result_period import ResultPeriod, Span

_YEAR = re.compile(r"\b(20\d\d)\b")
_TERM = re.compile(r"\b20\d\d\s*[-–—]\s*20\d\d\b")
_DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\b|\bngay \d{1,2} thang \d{1,2},? nam 20\d\d\b")
_PART = re.compile(r"[,;:()\n]|\bva\b")
PLAN = re.compile(r"ke hoach|muc tieu|\bkh\b|nghi quyet|du toan")
_TO_COME = re.compile(r"phuong huong|dinh huong|nhiem vu|giai phap|du kien|\bgiao\b")
DONE = re.compile(r"thuc hien|ket qua|\bth\b|\buoc\b|luy ke|\blk\b|cong don|tu dau nam|dat duoc")
_UNTIL = re.compile(r"\bden (?:het |ngay |cuoi )*$")
UNTIL_DAY = re.compile(r"\bden (?:het |ngay )*(\d{1,2})(?:[/.-]| thang )(\d{1,2})\b")
"""So far until a day: ``đến 31/10/2026``, ``đến ngày 31 tháng 10``."""
_NEAR_END = 25
"""Day of a month from which on a figure is taken for that of the whole month."""
_SHORT = re.compile(r"\b(?:t(\d{1,2})|(\d{1,2})t)(?![\w%])")
_UNSURE = re.compile(r"\bdu (?:kien|bao)\b")
_LAST_YEAR = re.compile(r"\bcung ky\b|\bck\b")
_YEAR_BEFORE = re.compile(r"\b(?:cung ky|ck)\b[^,;()]*?\b(20\d\d)\b")
"""The year with which a report compares: it is of the next one."""
_COMPARED = re.compile(r"\bso voi\b|\bcung ky\b")
_GOING_ON = re.compile(r"\buoc\b|\bthang \d|\b\d+ thang\b|\bquy\b|\bden\b|luy ke|\blk\b")
"""Figures of a year that is not over."""

_NINE = re.compile(r"\b9 thang\b(?! cuoi)")
_HALF = re.compile(r"\b6 thang\b(?! cuoi)")
_TAIL = re.compile(r"\b(\d{1,2}) thang cuoi\b")
_QUARTER = re.compile(r"\bquy (iv|i{1,3}|[1-4])\b")
_MONTHS = re.compile(r"\b(\d{1,2}) thang\b(?! cuoi)|\bthang (\d{1,2})\b")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TAILS = {6: (Span.HALF, 2), 3: (Span.QUARTER, 4)}
"""The last months of a year that are a period of their own."""


def spelled_out(words: str) -> str:
    """Return folded words of a head with months in full: ``10T/2026`` → ``10 thang/2026``."""
    return _SHORT.sub(lambda m: f"thang {m[1]}" if m[1] else f"{m[2]} thang", words)


def years_in(words: str) -> list[int]:
    """Return the years that words name, without those of terms (2026-2030) and of papers' days."""
    return [int(year) for year in _YEAR.findall(_without_days(words))]


def names_term(words: str) -> bool:
    """Return whether words name several years (2021-2025): no figure of one of them."""
    return _TERM.search(words) is not None


def _without_days(words: str) -> str:
    """Return words without terms and days; the day until which figures are stays."""
    text = _TERM.sub(" ", words)
    return _DAY.sub(lambda m: m[0] if _UNTIL.search(text[: m.start()]) else " ", text)


def year_of(
    heads: Sequence[str], results: Collection[int], plans: Collection[int], before: str
) -> int | None:
    """Return the year that a table reports.

    A plan alone decides nothing that a column of results speaks against: reports of autumn show the
    plan of the next year beside their own.

    Args:
        heads: words over each column.
        results: which of them hold figures that were reached, or are expected.
        plans: which of them hold plans.
        before: the words before the table and of its title.

    Returns:
        The newest year of the columns of results and of the title; without a title a column that
        names no year is of that of the plan before it, if nothing else was still going on. None
        where nothing tells, or what tells contradicts.
    """
    table = _Years(heads, results, plans)
    titled = max((year for year, reached in _told(before) if reached), default=None)
    if not table.undated and table.done is not None:
        return table.done
    if titled is not None:
        return table.with_title(titled)
    return table.without_title()


class _Years:
    """The years that the heads of a table name."""

    def __init__(
        self, heads: Sequence[str], results: Collection[int], plans: Collection[int]
    ) -> None:
        sure = {place: heads[place] for place in results if not _UNSURE.search(heads[place])}
        own = {place: words for place, words in sure.items() if not _LAST_YEAR.search(words)}
        named = [year for words in own.values() for year in years_in(words)]
        compared = [int(m[1]) + 1 for words in heads if (m := _YEAR_BEFORE.search(words))]
        self.done = max(named + compared, default=None)
        """The newest year that columns of results name."""
        self.undated = [place for place, words in own.items() if not years_in(words)]
        self._going_on = self.done in compared or any(
            self.done in years_in(words) and _GOING_ON.search(words) for words in own.values()
        )
        self._plans = {place: max(years) for place in plans if (years := years_in(heads[place]))}
        self._some_plan_undated = any(not years_in(heads[place]) for place in plans)

    def _plan_before(self, place: int) -> int | None:
        """Return the year of the nearest plan to the left of a column."""
        left = [each for each in self._plans if each < place]
        return self._plans[max(left)] if left else None

    def with_title(self, titled: int) -> int | None:
        """Return the year of columns without one, where a title names it."""
        if self.done is None or self.done >= titled or not self._going_on:
            return max(titled, self.done or 0)
        # What is still expected for a year speaks against a title of a later one.
        later = all(self._plan_before(place) == titled for place in self.undated)
        return titled if later and self._plans else None

    def without_title(self) -> int | None:
        """Return the year of columns without one, where no title names it."""
        plans = set(self._plans.values())
        if self.done is None:
            return self._of_plans(plans)
        done = self.done
        later = {year for year in plans if year > done}
        if not later or not self.undated:
            return done
        behind = [place for place in self.undated if (self._plan_before(place) or done) > done]
        if self._going_on:
            return None if behind else done
        return min(later) if len(behind) == len(self.undated) and len(later) == 1 else None

    def _of_plans(self, plans: set[int]) -> int | None:
        """Return the year where only plans name one: that of the plan before all the results."""
        before = {self._plan_before(place) for place in self.undated}
        if len(before) != 1 or self._some_plan_undated:
            return None
        year = before.pop()
        return year if year is not None and year == min(plans) else None


def _told(words: str) -> Iterator[tuple[int, bool]]:
    """Give every year with whether it is one of results, by the words right before it.

    Years with which something is compared are left out.
    """
    text = _without_days(words)
    start = 0
    for match in _YEAR.finditer(text):
        said = _PART.split(text[start : match.start()])[-1]
        start = match.end()
        if _COMPARED.search(said):
            continue
        ahead = PLAN.search(said) or _TO_COME.search(said)
        yield int(match[1]), bool(DONE.search(said) or not ahead)


def is_strange(words: str) -> bool:
    """Return whether words name a time that is no period of results: ``2 tháng cuối năm``."""
    tail = _TAIL.search(words)
    return tail is not None and int(tail[1]) not in _TAILS


def period_in(  # noqa: PLR0911 - one for each form
    words: str, year: int
) -> ResultPeriod | None:
    """Return the period of a year that words name; None for none, or for two halves at once."""
    words = _reported(spelled_out(words))
    if until := UNTIL_DAY.search(words):
        return _until(int(until[1]), int(until[2]), year)
    if _NINE.search(words):
        return ResultPeriod(year, Span.NINE_MONTHS)
    tail = _TAIL.search(words)
    if _HALF.search(words):
        return None if tail else ResultPeriod(year, Span.HALF)
    if tail is not None:
        span, index = _TAILS.get(int(tail[1]), (None, 0))
        return None if span is None else ResultPeriod(year, span, index)
    if match := _QUARTER.search(words):
        number = _ROMAN.get(match[1]) or int(match[1])
        return ResultPeriod(year, Span.QUARTER, number)
    if match := _MONTHS.search(words):
        return _until(_NEAR_END, int(match[1] or match[2]), year)
    return ResultPeriod(year, Span.YEAR) if re.search(r"ca nam|\bnam 20\d\d", words) else None


def _until(day: int, month: int, year: int) -> ResultPeriod | None:
    """Return the month that is all but over on a day; None for one in its middle, or for none."""
    whole = day >= _NEAR_END and 1 <= month <= 12
    return ResultPeriod(year, Span.MONTH, month) if whole else None


def _reported(words: str) -> str:
    """Return words without what is told of the time to come: ``…, nhiệm vụ 6 tháng cuối năm``."""
    parts = re.split(r"([,;:()\n]|\bva\b)", words)
    kept = [
        part
        for part in parts
        if DONE.search(part) or not (_TO_COME.search(part) or PLAN.search(part))
    ]
    return " ".join(kept) or words
