"""What changed since an earlier day, as a part of sheets: plain records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import formats
from app.domain.changes import Change
from app.domain.phrases import phrase
from app.domain.tally import Tally
from app.reports.sheets import SheetDoesNotAddUpError

_CAME = (Change.ADDED, Change.ARRIVED)


@dataclass(frozen=True, slots=True)
class ChangedTask:
    """One task: its short title, who leads it, and what is to be said of it (``quá hạn 6 ngày``).

    ``note`` is "" where there is nothing more to say.
    """

    title: str
    lead: str
    note: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """All tasks to which the same has happened."""

    kind: Change
    tasks: Sequence[ChangedTask]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """What happened to the tasks of a sheet since an earlier day.

    Attributes:
        since: the earlier day.
        before: counts of the sheet on that day.
        now: counts of the sheet on its own day.
        groups: what happened; without what happened to none.
    """

    since: dt.date
    before: Tally
    now: Tally
    groups: Sequence[ChangeGroup]

    def count(self, *kinds: Change) -> int:
        """Return how many tasks stand under some kinds of change."""
        return sum(len(group.tasks) for group in self.groups if group.kind in kinds)

    def __post_init__(self) -> None:
        """Refuse a record in which the tasks that came and went do not explain the totals."""
        came, left = self.count(*_CAME), self.count(Change.LEFT)
        if self.before.total + came - left != self.now.total:
            words = (
                f"kỳ trước {self.before.total} nhiệm vụ, thêm {came}, bớt {left}, "
                f"nhưng nay là {self.now.total}"
            )
            since = formats.date_in_table(self.since)
            raise SheetDoesNotAddUpError(
                phrase("Thay đổi từ kỳ trước"), phrase("từ ngày {since}", since=since), words
            )
