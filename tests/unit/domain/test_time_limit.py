"""The four kinds of time limit, and limits that contradict themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.domain.periods import Recurrence
from app.domain.time_limit import RECURRENCE_WORDS, TimeLimit, TimeLimitKind, limit_words

DAY = dt.date(2026, 3, 6)
END = dt.date(2026, 12, 31)
KIND = TimeLimitKind


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": KIND.DATE, "due_on": DAY}, "06/03/2026"),
        ({"kind": KIND.PERIOD, "due_on": END, "period": "2026"}, "31/12/2026"),
        ({"kind": KIND.PERIOD, "due_on": END, "period": "2026-Q4"}, "31/12/2026"),
        ({"kind": KIND.PERIOD, "due_on": END}, "31/12/2026"),
        ({"kind": KIND.CONTINUING, "recurrence": Recurrence.MONTHLY}, "Hằng tháng"),
        ({"kind": KIND.CONTINUING, "recurrence": Recurrence.CONTINUOUS}, "Thường xuyên"),
        ({"kind": KIND.UNDETERMINED}, "Chưa xác định"),
    ],
)
def test_limits_that_hold_together(fields: dict[str, Any], words: str) -> None:
    assert TimeLimit(**fields).words == words


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": KIND.DATE},
        {"kind": KIND.PERIOD},
        {"kind": KIND.PERIOD, "period": "2026"},
        {"kind": KIND.CONTINUING, "recurrence": Recurrence.MONTHLY, "due_on": DAY},
        {"kind": KIND.CONTINUING},
        {"kind": KIND.UNDETERMINED, "due_on": DAY},
        {"kind": KIND.UNDETERMINED, "recurrence": Recurrence.ANNUAL},
        {"kind": KIND.UNDETERMINED, "period": "2026"},
        {"kind": KIND.DATE, "due_on": DAY, "recurrence": Recurrence.ANNUAL},
        {"kind": KIND.PERIOD, "due_on": DAY, "period": "2026"},
        {"kind": KIND.PERIOD, "due_on": END, "period": "2025"},
        {"kind": KIND.PERIOD, "due_on": END, "period": "năm 2026"},
    ],
)
def test_limits_that_contradict_their_kind_are_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text is for programmers
        TimeLimit(**fields)


def test_a_date_goes_before_a_recurrence_in_words() -> None:
    assert limit_words(DAY, Recurrence.MONTHLY) == "06/03/2026"
    assert limit_words(None, None) == "Chưa xác định"


def test_every_recurrence_has_words() -> None:
    assert set(RECURRENCE_WORDS) == set(Recurrence)
