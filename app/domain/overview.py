"""What the page Tổng quan shows beside the counts that it takes from the index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.records import RegisterIndex


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on which something falls due: tasks, or the closing of a reporting period."""

    day: dt.date
    title: str
    note: str
    task_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page Tổng quan shows beside the counts that it takes from the index."""

    completed_by_month: Sequence[tuple[dt.date, int]]
    """Last day shown of each month of the year up to the as-of day, tasks completed by then."""
    milestones: Sequence[Milestone]
    before: RegisterIndex
    """The index of the day that is compared with."""
