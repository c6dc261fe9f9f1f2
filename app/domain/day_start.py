"""What the start of the day needs beside the index: next reports, silent agencies, last closing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.records import DayTally

SILENT_DAYS = 30
"""An agency with open tasks that has told nothing for this many days is silent."""


@dataclass(frozen=True, slots=True)
class DayStart:
    """Read in the background when Tổng quan is shown.

    Attributes:
        closing: how the tasks stood on the last closing day, None before the first.
        next_closing: the day on which the next reports close, None for none within a year.
        next_words: their periods ("tháng 12/2026, quý IV/2026").
        silent: agencies that lead open tasks and told nothing, in the office's order.
        silent_days: for how many days.
    """

    closing: DayTally | None
    next_closing: dt.date | None
    next_words: str
    silent: Sequence[int]
    silent_days: int = SILENT_DAYS
