"""The four kinds of time limit, and what counts as the limit on a given day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.domain import formats
from app.domain.periods import Recurrence, parse_period
from app.domain.phrases import capital, phrase

UNDETERMINED_WORDS = phrase("Chưa xác định")

RECURRENCE_WORDS = {
    Recurrence.WEEKLY: phrase("Hằng tuần"),
    Recurrence.MONTHLY: phrase("Hằng tháng"),
    Recurrence.QUARTERLY: phrase("Hằng quý"),
    Recurrence.SEMIANNUAL: phrase("6 tháng"),
    Recurrence.ANNUAL: phrase("Hằng năm"),
    Recurrence.CONTINUOUS: phrase("Thường xuyên"),
    Recurrence.ONCE: phrase("Một lần"),
}

_TIME_WORDS = frozenset(("ngày", "tuần", "tháng", "quý", "năm"))
_OWN_WORDS = {
    Recurrence.WEEKLY: frozenset(("tuần",)),
    Recurrence.MONTHLY: frozenset(("tháng",)),
    Recurrence.QUARTERLY: frozenset(("quý",)),
    Recurrence.SEMIANNUAL: frozenset(("6", "06", "tháng")),
    Recurrence.ANNUAL: frozenset(("năm",)),
}
_WORD = re.compile(r"\w+")
_MOST_LETTERS = 48
"""What fits into a table cell in four or five lines."""


class TimeLimitKind(StrEnum):
    """Kinds of time limit (see the glossary in the README)."""

    DATE = "date"
    PERIOD = "period"
    CONTINUING = "continuing"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """The limit of a task as one document set it.

    Attributes:
        kind: one of the four kinds.
        due_on: last day in time; only for ``DATE`` and ``PERIOD`` ("trước ngày D" is D).
        period: key of the period for ``PERIOD`` ("2026", "2026-Q3"), else None.
        recurrence: only for ``CONTINUING``.
        text: the words of time as printed, or "".

    Raises:
        ValueError: a due date is missing or stands where the kind allows none.
    """

    kind: TimeLimitKind
    due_on: dt.date | None = None
    period: str | None = None
    recurrence: Recurrence | None = None
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse a limit that contradicts its kind."""
        dated = self.kind in (TimeLimitKind.DATE, TimeLimitKind.PERIOD)
        if dated != (self.due_on is not None):
            raise ValueError(f"due_on does not fit {self.kind}")
        if (self.kind is TimeLimitKind.CONTINUING) != (self.recurrence is not None):
            raise ValueError(f"recurrence does not fit {self.kind}")
        if self.period is not None and parse_period(self.period).last_day != self.due_on:
            raise ValueError(f"{self.period} does not end on {self.due_on}")

    @property
    def words(self) -> str:
        """The limit for a table cell: ``05/03/2026``, ``Hằng tháng`` or ``Chưa xác định``."""
        return limit_words(self.due_on, self.recurrence)

    @property
    def printed_words(self) -> str:
        """The limit for a sheet: a recurrence in the document's words where they tell more.

        ``Hàng tháng, quý, cả năm`` for a monthly report; ``Hằng tháng`` where the document says
        ``định kỳ hàng tháng`` and nothing else of time.
        """
        if self.recurrence is None or not _tells_more(self.text, self.recurrence):
            return self.words
        shown = self.text
        if len(shown) > _MOST_LETTERS:
            shown = f"{shown[:_MOST_LETTERS].rpartition(' ')[0].rstrip(' ,;')}…"
        return capital(shown)


def extensions(due_days: Sequence[dt.date | None]) -> tuple[int, dt.date | None]:
    """Count how often a date was put off, and tell which one stood first.

    Args:
        due_days: due dates of all limits in force up to a day, oldest first; None for a limit
            without a date. Giving an undated task its first date is no extension, nor is bringing
            a date forward: `app.domain.changes` calls that "Rút thời hạn", too.

    Returns:
        Number of extensions, and the first due date (None if there never was one).
    """
    dated = [day for day in due_days if day is not None]
    return sum(after > before for before, after in pairwise(dated)), dated[0] if dated else None


def last_extension(due_days: Sequence[dt.date | None]) -> int | None:
    """Return the place of the limit that put a date off last, None where none did; see above."""
    dated = [(place, day) for place, day in enumerate(due_days) if day is not None]
    later = [place for (_at, before), (place, day) in pairwise(dated) if day > before]
    return later[-1] if later else None


def _tells_more(text: str, recurrence: Recurrence) -> bool:
    """Return whether words of time name a day, or a second period beside the recurrence's own."""
    own = _OWN_WORDS.get(recurrence, frozenset())
    return any(
        word not in own and (word in _TIME_WORDS or word[0].isdigit())
        for word in _WORD.findall(text.lower())
    )


def limit_words(due_on: dt.date | None, recurrence: Recurrence | None) -> str:
    """Write a limit given as its two columns; see `TimeLimit.words`."""
    if due_on is not None:
        return formats.date_in_table(due_on)
    if recurrence is not None:
        return RECURRENCE_WORDS[recurrence]
    return UNDETERMINED_WORDS
