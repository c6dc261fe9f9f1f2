"""The papers of a meeting in one file: cover and contents, as plain records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.phrases import phrase
from app.domain.tally import Tally
from app.reports.grid import GridSheet
from app.reports.letter import Letter
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError, difference


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One sheet of the papers as a file for editing: its form, its name, its tables or letter."""

    form: str
    words: str
    sheet: GridSheet | Letter


@dataclass(frozen=True, slots=True)
class PackChapter:
    """A part of the papers with its sheets."""

    title: str
    entries: Sequence[PackEntry]


@dataclass(frozen=True, slots=True)
class PackCover:
    """What cover and contents say.

    Attributes:
        letterhead: whose papers they are.
        provenance: of the whole pack.
        meeting_on: the day of the meeting, None where it is not set.
        tally: counts of all tasks.
        by_agency: the same, added up from the sheets of agencies.
        by_leader: the same, added up from the pages of leaders.
        leads: how many lead agencies there are.
        soon_days: N, for the legend.
    """

    letterhead: Letterhead
    provenance: Provenance
    meeting_on: dt.date | None
    tally: Tally
    by_agency: Tally
    by_leader: Tally
    leads: int
    soon_days: int

    def __post_init__(self) -> None:
        """Refuse papers whose sheets contradict each other."""
        for what, found in (
            ("cộng các biểu theo cơ quan", self.by_agency),
            ("cộng các phiếu lãnh đạo", self.by_leader),
        ):
            if found != self.tally:
                words = difference(what, found, self.tally)
                raise SheetDoesNotAddUpError(phrase("Bộ tài liệu họp"), "", words)
