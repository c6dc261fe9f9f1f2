"""What services say of a task in the words of an operation."""

from __future__ import annotations

import datetime as dt

from app.domain import formats, locator
from app.domain.phrases import phrase
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import TaskState

NO_AUTHORITY = phrase("Hãy ghi tên, số ký hiệu văn bản, ví dụ: Công văn 1832/UBND-TH.")


def place(detail: TaskDetail) -> str:
    """Return where a task stands, so that no other is meant: ``II.2.a #1, Chương trình 04``."""
    return locator.in_document(detail.locator, detail.document.short_title)


def turned_on(detail: TaskDetail) -> dt.date | None:
    """Return the day of the last completion, stop or opening again that stands, if any.

    What ends the task next must not take effect before it, or it would change nothing.
    """
    turns = (u for u in detail.updates if not u.reversed and u.state is not TaskState.OPEN)
    return max((update.effective_on for update in turns), default=None)


def before_document(detail: TaskDetail, words: str, day: dt.date) -> str | None:
    """Return the question about a day before the task's document was issued, None for a later one.

    Of work given directly the day counts on which it was given.

    Args:
        detail: the task.
        words: what the day is called: "Ngày văn bản".
        day: the day.
    """
    if locator.is_direct(detail.locator) and detail.limits:
        # The office's own list of direct work has no day of issue: each task has a day of its own.
        return _before_given(words, day, detail.limits[0].set_on)
    document = detail.document
    if day >= document.issued_on:
        return None
    return phrase(
        "{words} {day} trước khi văn bản giao nhiệm vụ "
        "được ban hành ({issue_words}). Vẫn ghi ngày này?",
        words=words,
        day=formats.date_in_text(day),
        issue_words=document.issue_words,
    )


def _before_given(words: str, day: dt.date, given_on: dt.date) -> str | None:
    if day >= given_on:
        return None
    return phrase(
        "{words} {day} trước ngày giao nhiệm vụ ({given}). Vẫn ghi ngày này?",
        words=words,
        day=formats.date_in_text(day),
        given=formats.date_in_text(given_on),
    )


def future(words: str, day: dt.date, today: dt.date) -> str | None:
    """Return why a day in the future is refused, None for one that is not.

    Args:
        words: what the day is called ("Ngày văn bản").
        day: the day.
        today: no day may be later.
    """
    if day <= today:
        return None
    return phrase(
        "{words} {day} ở tương lai. Hãy ghi ngày không sau hôm nay, {today}.",
        words=words,
        day=formats.date_in_text(day),
        today=formats.date_in_text(today),
    )
