"""The four kinds of time limit, and limits that contradict themselves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from app.domain.periods import Recurrence
from app.domain.time_limit import (
    RECURRENCE_WORDS,
    TimeLimit,
    TimeLimitKind,
    extensions,
    last_extension,
    limit_words,
)

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
    ("recurrence", "text", "printed"),
    [
        (Recurrence.MONTHLY, "", "Hằng tháng"),
        (Recurrence.MONTHLY, "định kỳ hàng tháng", "Hằng tháng"),
        (Recurrence.MONTHLY, "hàng tháng, quý, cả năm", "Hàng tháng, quý, cả năm"),
        (Recurrence.MONTHLY, "hằng tháng, trước ngày 20", "Hằng tháng, trước ngày 20"),
        (Recurrence.SEMIANNUAL, "định kỳ 6 tháng", "6 tháng"),
        (Recurrence.SEMIANNUAL, "6 tháng, năm", "6 tháng, năm"),
        (Recurrence.QUARTERLY, "hàng quý", "Hằng quý"),
        (Recurrence.ANNUAL, "năm, chậm nhất 15/12", "Năm, chậm nhất 15/12"),
        (Recurrence.CONTINUOUS, "Thường xuyên kiểm tra, giám sát tiến độ", "Thường xuyên"),
        (
            Recurrence.MONTHLY,
            "hằng tháng, trước ngày 20 gửi báo cáo về cơ quan đầu mối để tổng hợp chung",
            "Hằng tháng, trước ngày 20 gửi báo cáo về cơ…",
        ),
    ],
)
def test_a_sheet_prints_the_words_that_tell_more(
    recurrence: Recurrence, text: str, printed: str
) -> None:
    limit = TimeLimit(KIND.CONTINUING, recurrence=recurrence, text=text)
    assert limit.printed_words == printed


def test_a_date_is_printed_as_a_date_whatever_its_words() -> None:
    assert TimeLimit(KIND.DATE, DAY, text="trước ngày 06/3/2026").printed_words == "06/03/2026"
    assert TimeLimit(KIND.UNDETERMINED, text="theo quy định").printed_words == "Chưa xác định"


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


@pytest.mark.parametrize(
    ("days", "count", "last"),
    [
        ((), 0, None),
        ((30,), 0, None),
        ((30, 45), 1, 1),
        ((30, 45, 40), 1, 1),  # 30/11, 15/12, then brought forward to 10/12
        ((30, 20), 0, None),
        ((30, 20, 25), 1, 2),
        ((None, 30), 0, None),
        ((30, None, 45), 1, 2),
        ((30, 30), 0, None),
    ],
)
def test_only_a_later_day_is_an_extension(
    days: tuple[int | None, ...], count: int, last: int | None
) -> None:
    due_days = [None if day is None else END + dt.timedelta(days=day) for day in days]
    dated = [day for day in due_days if day is not None]
    assert extensions(due_days) == (count, dated[0] if dated else None)
    assert last_extension(due_days) == last
