"""Reads for the start of the day on Tổng quan."""

from __future__ import annotations

import datetime as dt

from app.domain.day_start import SILENT_DAYS, DayStart
from app.domain.periods import Recurrence, last_closed
from app.domain.phrases import joined
from app.domain.records import RegisterIndex
from app.services.register import Register
from db.queries import day_start, report_dates
from db.queries import index as index_query

_AHEAD = dt.timedelta(days=366)


def load_day_start(register: Register, index: RegisterIndex) -> DayStart:
    """Return what the start of a day needs beside its index.

    The last closed period is the last closed month: every longer period closes with one.
    """
    as_of = index.as_of
    closed_on = last_closed(Recurrence.MONTHLY, as_of).closing_day
    with register.reading() as connection:
        coming = report_dates.dates(connection, as_of, as_of + _AHEAD, as_of, index.soon_days)
        next_day = coming[0].period.closing_day if coming else None
        words = dict.fromkeys(
            date.period.words for date in coming if date.period.closing_day == next_day
        )
        before = index_query.tally(connection, closed_on)
        return DayStart(
            closing=before if before.tally.total else None,
            next_closing=next_day,
            next_words=joined(", ", words),
            silent=day_start.silent_agencies(connection, index, SILENT_DAYS),
        )
