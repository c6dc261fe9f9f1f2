"""The same thing recorded of several tasks at once: one change, one step of undo, all or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain import locator
from app.domain.acts import Completion, Extension, LeaderGiven, Progress, Refusal
from app.domain.errors import InputRefusedError
from app.domain.phrases import joined, phrase
from app.domain.records import ChangeSet
from app.domain.task_detail import TaskDetail
from app.services import limits, progress, reading, tracking
from app.services.register import Register
from app.services.task_words import place

if TYPE_CHECKING:
    from db.unit_of_work import Writing

Entry = Completion | Extension | LeaderGiven | Progress
"""What can be recorded of several tasks."""

_MOST_TOLD = 8
_NOTHING_CHOSEN = phrase("Chưa chọn nhiệm vụ nào.")


def refusals(details: Sequence[TaskDetail], entry: Entry, today: dt.date) -> list[Refusal]:
    """Return of which tasks something cannot be recorded, each with the reason."""
    found = ((detail, _refusal(detail, entry, today)) for detail in details)
    return [
        Refusal(detail.id, locator.short(detail.locator), place(detail), reason)
        for detail, reason in found
        if reason
    ]


def entry_refusal(entry: Entry, today: dt.date) -> str | None:
    """Return what is wrong with an entry, whatever the tasks; None if nothing is."""
    match entry:
        case Completion():
            return tracking.said_refusal(entry, today)
        case Extension():
            return limits.said_refusal(entry, today)
        case Progress():
            return progress.said_refusal(entry, today)
        case LeaderGiven():
            return None


def record(register: Register, task_ids: Sequence[int], entry: Entry, today: dt.date) -> ChangeSet:
    """Record the same of several tasks.

    Args:
        register: the open register.
        task_ids: the tasks.
        entry: a completion, a new limit, a note, or a leader.
        today: no day may be later.

    Raises:
        InputRefusedError: it cannot be recorded of one of them; the message lists all of these, and
            nothing is written.
        RegisterError: SQLite refused; nothing is written.
    """
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    author = register.author()
    ids = list(dict.fromkeys(task_ids))
    with writing(register.engine, author, "") as work:
        # Read under the write lock: somebody else may have been quicker.
        details = reading.load_details(register, ids, today) if ids else []
        if len(details) < len(ids) or not ids:
            raise InputRefusedError(_NOTHING_CHOSEN)
        if refused := refusals(details, entry, today):
            raise InputRefusedError(_told(refused, len(details)))
        work.change.summary = _summary(register, details, entry, today)
        if len(details) == 1:
            work.change.task_id = ids[0]
        else:
            work.task_ids = ids
        for detail in details:
            _write(work, detail, entry)
    return ChangeSet(work.change.id or 0, work.change.summary, frozenset(ids))


def _refusal(detail: TaskDetail, entry: Entry, today: dt.date) -> str | None:
    match entry:
        case Completion():
            return tracking.completion_refusal(detail, entry, today)
        case Extension():
            return limits.extension_refusal(detail, entry, today)
        case Progress():
            return progress.progress_refusal(detail, entry, today)
        case LeaderGiven():
            return detail.closed_refusal or None


def _write(work: Writing, detail: TaskDetail, entry: Entry) -> None:
    from app.models import Task  # noqa: PLC0415 - the ORM is for writing only

    row: Any
    match entry:
        case Completion():
            row = tracking.completion_row(detail, entry, work.author)
        case Extension():
            row = limits.limit_row(detail, entry)
        case Progress():
            row = progress.progress_row(detail, entry, work.author)
        case LeaderGiven():
            work.session.get_one(Task, detail.id).leader_id = entry.official_id or None
            return
    work.session.add(row)


def _summary(
    register: Register, details: Sequence[TaskDetail], entry: Entry, today: dt.date
) -> str:
    tasks = (
        phrase("nhiệm vụ {place}", place=place(details[0]))
        if len(details) == 1
        else phrase("{details} nhiệm vụ", details=len(details))
    )
    match entry:
        case Completion():
            return phrase("hoàn thành {tasks}", tasks=tasks)
        case Extension():
            return phrase("gia hạn {tasks}", tasks=tasks)
        case Progress():
            return phrase("ghi chú vào {tasks}", tasks=tasks)
        case LeaderGiven():
            if not entry.official_id:
                return phrase("để {tasks} theo phân công phụ trách", tasks=tasks)
            officials = reading.load_directory(register, today).officials
            return phrase(
                "giao đồng chí {name} phụ trách {tasks}",
                name=officials[entry.official_id].name,
                tasks=tasks,
            )


def _told(refused: Sequence[Refusal], count: int) -> str:
    lines = [joined("", ("• ", each.place, ": ", each.reason)) for each in refused[:_MOST_TOLD]]
    if len(refused) > _MOST_TOLD:
        lines.append(phrase("• và {refused} nhiệm vụ khác", refused=len(refused) - _MOST_TOLD))
    head = phrase(
        "Chưa ghi gì vì có {refused} trong {count} nhiệm vụ không ghi được:",
        refused=len(refused),
        count=count,
    )
    return joined("\n", [head, *lines])
