"""Another time limit for a task: only with the document that sets it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import formats
from app.domain.acts import Extension
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase, small
from app.domain.records import ChangeSet
from app.domain.task_detail import TaskDetail
from app.domain.text import nfc
from app.domain.time_limit import TimeLimit, extensions
from app.domain.traffic_light import Assessment, TaskState, assess, why
from app.services import reading
from app.services.register import Register
from app.services.task_words import NO_AUTHORITY, before_document, future, place

if TYPE_CHECKING:
    from app.models import TimeLimitRow

_ENDED = {
    TaskState.COMPLETED: phrase("Nhiệm vụ này đã hoàn thành nên không gia hạn."),
    TaskState.STOPPED: phrase("Nhiệm vụ này đã dừng, thu hồi nên không gia hạn."),
}


@dataclass(frozen=True, slots=True)
class ExtensionReview:
    """What would come of a new limit, told before it is saved; see `tracking.CompletionReview`."""

    assessment: Assessment
    why: str
    refusal: str | None
    question: str | None


def review_extension(
    detail: TaskDetail, extension: Extension, today: dt.date, soon_days: int
) -> ExtensionReview:
    """Judge a new limit without writing.

    Args:
        detail: the task as of today.
        extension: the new limit and its document.
        today: no document may be dated later.
        soon_days: N of the register.
    """
    limit = extension.limit
    recurs = limit.recurrence is not None
    standing = detail.standing if recurs else None
    assessment = assess(
        as_of=today,
        state=detail.state,
        completed_on=detail.completed_on,
        due_on=limit.due_on,
        continuing=recurs,
        standing=standing,
        soon_days=soon_days,
    )
    moves, first_due_on = extensions([*(each.limit.due_on for each in detail.limits), limit.due_on])
    sentence = why(
        assessment,
        due_on=limit.due_on,
        completed_on=detail.completed_on,
        continuing=recurs,
        standing=standing,
        extensions=moves,
        first_due_on=first_due_on,
    )
    return ExtensionReview(
        assessment=assessment,
        why=sentence,
        refusal=extension_refusal(detail, extension, today),
        question=before_document(detail, phrase("Ngày văn bản"), extension.dated),
    )


def extension_refusal(detail: TaskDetail, extension: Extension, today: dt.date) -> str | None:
    """Return why a limit cannot be set so, or None if it can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state in _ENDED:
        return _ENDED[detail.state]
    if _what_decides(extension.limit) == _what_decides(detail.time_limit):
        words = detail.time_limit.words
        return phrase(
            "Thời hạn hiện nay đã là {words}. Hãy chọn thời hạn khác.", words=small(words)
        )
    if reason := said_refusal(extension, today):
        return reason
    last = detail.limits[-1] if detail.limits else None
    if last is not None and last.authority and extension.dated < last.set_on:
        return phrase(
            "Sau ngày này thời hạn đã được đặt lại theo {authority} "
            "ngày {set_on}. Hãy ghi văn bản mới hơn.",
            authority=last.authority,
            set_on=formats.date_in_text(last.set_on),
        )
    return None


def said_refusal(extension: Extension, today: dt.date) -> str | None:
    """Return what is wrong with an extension, whatever the task; None if nothing is."""
    if not extension.authority.strip():
        return NO_AUTHORITY
    return future(phrase("Ngày văn bản"), extension.dated, today)


def extend_limit(
    register: Register, task_id: int, extension: Extension, today: dt.date
) -> ChangeSet:
    """Set another time limit for a task, from the date of the document that sets it on.

    Raises:
        InputRefusedError: no document is named, its date lies in the future or before the last
            extension, the limit is the one that stands, or the task has ended or belongs to a
            document of the past.
        RegisterError: SQLite refused; nothing is written.
    """
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    author = register.author()
    detail = reading.load_detail(register, task_id, today)
    summary = _summary(detail, extension.limit.due_on)
    with writing(register.engine, author, summary, task_id=task_id) as work:
        # Read again under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        if refusal := extension_refusal(detail, extension, today):
            raise InputRefusedError(refusal)
        work.session.add(limit_row(detail, extension))
    return ChangeSet(work.change.id, summary, frozenset({task_id}))


def _summary(detail: TaskDetail, due_on: dt.date | None) -> str:
    """Return the words of a change of limit: an earlier day is no extension."""
    stands = detail.time_limit.due_on
    if due_on is None:
        return phrase("đổi thời hạn nhiệm vụ {place}", place=place(detail))
    day = formats.date_in_text(due_on)
    if stands is not None and due_on < stands:
        return phrase("rút thời hạn nhiệm vụ {place} về {due_on}", place=place(detail), due_on=day)
    return phrase("gia hạn nhiệm vụ {place} đến {due_on}", place=place(detail), due_on=day)


def limit_row(detail: TaskDetail, extension: Extension) -> TimeLimitRow:
    """Return the row of a new limit.

    It counts from its document's date on, but never from before the limit that the task began with.
    """
    from app.models import TimeLimitRow  # noqa: PLC0415 - the ORM is for writing only

    limit = extension.limit
    begun = detail.limits[-1].set_on if detail.limits else extension.dated
    return TimeLimitRow(
        task_id=detail.id,
        set_on=max(extension.dated, begun),
        kind=limit.kind,
        due_on=limit.due_on,
        period=limit.period,
        recurrence=limit.recurrence,
        text=nfc(limit.text),
        authority=nfc(extension.authority.strip()),
    )


def _what_decides(limit: TimeLimit) -> tuple[dt.date | None, str | None]:
    """Return what decides; a day and a period that ends on it are the same limit."""
    return limit.due_on, limit.recurrence
