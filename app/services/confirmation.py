"""The centre confirms that a task was completed, or sends the completion back."""

from __future__ import annotations

import datetime as dt

from app.domain import formats
from app.domain.acts import Verdict
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.task_detail import TaskDetail
from app.domain.text import nfc
from app.domain.traffic_light import TaskState
from app.services import reading
from app.services.register import Register
from app.services.task_words import future, place, turned_on


def verdict_refusal(detail: TaskDetail, verdict: Verdict, today: dt.date) -> str | None:
    """Return why a completion cannot be confirmed or sent back so, or None if it can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state is not TaskState.COMPLETED:
        return phrase("Chỉ xác nhận hoặc trả lại nhiệm vụ đã được đánh dấu hoàn thành.")
    if verdict.confirmed and detail.confirmed_on is not None:
        day = formats.date_in_text(detail.confirmed_on)
        return phrase("Hoàn thành nhiệm vụ này đã được xác nhận ngày {day}.", day=day)
    if not verdict.confirmed and not verdict.note.strip():
        return phrase("Hãy ghi lý do trả lại.")
    return _day_refusal(detail, verdict.on, today)


def _day_refusal(detail: TaskDetail, day: dt.date, today: dt.date) -> str | None:
    ended_on = turned_on(detail)
    if ended_on is not None and day < ended_on:
        return phrase(
            "Ngày không được trước ngày hoàn thành, {ended_on}.",
            ended_on=formats.date_in_text(ended_on),
        )
    return future(phrase("Ngày"), day, today)


def give_verdict(register: Register, task_id: int, verdict: Verdict, today: dt.date) -> ChangeSet:
    """Confirm a completion (its light stays), or send it back: open again from that day on.

    Raises:
        InputRefusedError: the task is not completed, confirmed already, or of a document of the
            past, the day does not fit, or no reason is given for sending it back.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is needed for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    with writing(register.engine, author, "", task_id=task_id) as work:
        # Read under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        if refusal := verdict_refusal(detail, verdict, today):
            raise InputRefusedError(refusal)
        work.change.summary = (
            phrase("xác nhận hoàn thành nhiệm vụ {place}", place=place(detail))
            if verdict.confirmed
            else phrase("trả lại, chưa công nhận hoàn thành nhiệm vụ {place}", place=place(detail))
        )
        work.session.add(
            ProgressUpdate(
                task_id=task_id,
                effective_on=verdict.on,
                recorded_at=author.at,
                recorded_by=author.user,
                state=TaskState.CONFIRMED if verdict.confirmed else TaskState.RETURNED,
                result=nfc(verdict.note.strip()),
            )
        )
    return ChangeSet(work.change.id, work.change.summary, frozenset({task_id}))
