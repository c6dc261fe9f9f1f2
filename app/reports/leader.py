"""Sheet 4: one page for each leader, as plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import Light
from app.reports.changes import ChangeRecord
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError, difference


@dataclass(frozen=True, slots=True)
class AgencyBar:
    """The tasks of one lead agency, for a bar."""

    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task that is overdue: what, who leads it, until when, since how many days, why."""

    title: str
    lead: str
    limit: str
    days: int
    by_report: bool
    reason: str


@dataclass(frozen=True, slots=True)
class LeaderSheet:
    """The page of one leader.

    Attributes:
        subtitle: second line of the title ("Kính trình: Phó Chủ tịch …").
        name: of the leader, for contents and bookmarks.
        tally: counts of the leader's tasks.
        before: the same on the earlier day, None where none is compared.
        bars: one for each lead agency, most overdue first; together they are ``tally``.
        late: all that is overdue, worst first.
        changes: what happened since the earlier day.
        decisions: what the leader is asked to decide, most pressing first.
        notes: what has to be said of the figures.
        indicators: how the leader's indicators stand, "" while none can be judged.
    """

    subtitle: str
    name: str
    letterhead: Letterhead
    provenance: Provenance
    tally: Tally
    before: Tally | None
    bars: Sequence[AgencyBar]
    late: Sequence[LateTask]
    changes: ChangeRecord | None
    decisions: Sequence[str]
    notes: Sequence[str]
    indicators: str = ""

    title: ClassVar[str] = "Phiếu tình hình nhiệm vụ"
    form_number: ClassVar[int] = 4

    @property
    def counted(self) -> str:
        """How many tasks it counts, in words."""
        return phrase("{n} nhiệm vụ", n=formats.number(self.tally.total))

    def __post_init__(self) -> None:
        """Refuse a page whose parts do not give its figures."""
        bars = add_all(bar.tally for bar in self.bars)
        late = self.tally[Light.OVERDUE]
        words = ""
        if bars != self.tally:
            words = difference("cộng các cơ quan", bars, self.tally)
        elif len(self.late) != late:
            words = f"danh sách có {len(self.late)} nhiệm vụ quá hạn, tổng của biểu là {late}"
        elif self.changes is not None and self.changes.now != self.tally:
            words = difference("phần thay đổi", self.changes.now, self.tally)
        if words:
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)


@dataclass(frozen=True, slots=True)
class LeaderSheets:
    """The pages of several leaders in one file.

    Attributes:
        letterhead: of every page.
        provenance: of the file.
        sheets: by order of precedence; at the end that of the tasks which nobody leads.
    """

    letterhead: Letterhead
    provenance: Provenance
    sheets: Sequence[LeaderSheet]

    title: ClassVar[str] = LeaderSheet.title
    subtitle: ClassVar[str] = "Từng lãnh đạo"
    form_number: ClassVar[int] = LeaderSheet.form_number

    @property
    def counted(self) -> str:
        """How many pages it has and how many tasks these count, in words."""
        total = add_all(sheet.tally for sheet in self.sheets).total
        return phrase(
            "{sheets} phiếu, {n} nhiệm vụ", sheets=len(self.sheets), n=formats.number(total)
        )
