"""Collective tasks: what each doer has done, marked for many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Connection

from app.domain import formats
from app.domain.doers import DoerEntry, DoerState
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.task_detail import TaskDetail
from app.domain.text import nfc
from app.domain.traffic_light import DEFAULT_SOON_DAYS, TaskState
from app.services import reading
from app.services.register import Register
from app.services.task_words import future, place
from db.queries import directory as names
from db.queries import doers as doer_query
from db.queries.index import SOON_DAYS

_NOBODY = phrase("Chưa chọn cơ quan nào.")
_STRANGER = phrase(
    "Có cơ quan không còn trong danh sách thực hiện của nhiệm vụ này. Hãy mở lại bảng."
)


def load_doers(
    register: Register, task_ids: Sequence[int], as_of: dt.date
) -> dict[int, tuple[DoerState, ...]]:
    """Return the doers of collective tasks with their states as of a day.

    Tasks that are not collective are missing; see `db.queries.doers.states_on`.
    """
    with register.reading() as connection:
        return _states(connection, task_ids, as_of)


def load_unlisted(register: Register, task_id: int, as_of: dt.date) -> tuple[str, ...]:
    """Return the names of the collective leads of a task that have no listed members on a day."""
    with register.reading() as connection:
        return tuple(each.name for each in doer_query.unlisted_on(connection, task_id, as_of))


def entry_refusal(
    detail: TaskDetail, chosen: Sequence[DoerState], entry: DoerEntry, today: dt.date
) -> str | None:
    """Return why doers cannot be marked so, or None if they can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state is TaskState.STOPPED:
        return phrase("Nhiệm vụ này đã dừng, thu hồi nên không ghi thêm.")
    if not chosen:
        return _NOBODY
    if entry.done_on is None:
        return _open_again_refusal(chosen, entry.on, today)
    return future(phrase("Ngày văn bản"), entry.done_on, today)


def mark(
    register: Register,
    task_id: int,
    agency_ids: Sequence[int],
    entry: DoerEntry,
    today: dt.date,
) -> ChangeSet:
    """Record of some doers of a task that they are done, or not after all: one step of undo.

    Doers that stand so already are left as they are. "Done" on another day than before replaces
    that day (see `app.domain.doers.in_force`).

    Raises:
        InputRefusedError: nobody is named, one is no doer of the task today, a day lies in the
            future, the task is stopped or of a document of the past, or nothing would change.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import DoerUpdate  # noqa: PLC0415 - the ORM is needed for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    with writing(register.engine, author, "", task_id=task_id) as work:
        # Read under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        states = _states(work.session.connection(), [task_id], today).get(task_id, ())
        known = {doer.agency_id: doer for doer in states}
        if not known.keys() >= set(agency_ids):
            raise InputRefusedError(_STRANGER)
        chosen = [known[agency] for agency in dict.fromkeys(agency_ids)]
        if refusal := entry_refusal(detail, chosen, entry, today):
            raise InputRefusedError(refusal)
        product = nfc(entry.product.strip())
        changed = [doer for doer in chosen if _differs(doer, entry, product)]
        if not changed:
            raise InputRefusedError(phrase("Các cơ quan đã chọn đã được ghi như vậy."))
        work.change.summary = _summary(detail, changed, entry)
        for doer in changed:
            work.session.add(
                DoerUpdate(
                    task_id=task_id,
                    agency_id=doer.agency_id,
                    effective_on=entry.done_on or entry.on,
                    recorded_at=author.at,
                    recorded_by=author.user,
                    state="done" if entry.done_on else "open",
                    product=product if entry.done_on else "",
                )
            )
    return ChangeSet(work.change.id, work.change.summary, frozenset({task_id}))


def _open_again_refusal(chosen: Sequence[DoerState], on: dt.date, today: dt.date) -> str | None:
    latest = max((doer.done_on for doer in chosen if doer.done_on), default=None)
    if latest is None:
        return phrase("Các cơ quan đã chọn đang ở tình trạng chưa xong.")
    if on < latest:
        return phrase(
            "Ngày ghi chưa xong không được trước ngày đã ghi xong, "
            "{latest}. Nếu ghi nhầm, hãy hoàn tác (Ctrl+Z).",
            latest=formats.date_in_text(latest),
        )
    return future(phrase("Ngày"), on, today)


def _states(
    connection: Connection, task_ids: Sequence[int], as_of: dt.date
) -> dict[int, tuple[DoerState, ...]]:
    soon_days = int(names.setting_values(connection, as_of).get(SOON_DAYS, DEFAULT_SOON_DAYS))
    return doer_query.states_on(connection, task_ids, as_of, soon_days)


def _differs(doer: DoerState, entry: DoerEntry, product: str) -> bool:
    if entry.done_on is None:
        return doer.done
    return doer.done_on != entry.done_on or doer.product != product


def _summary(detail: TaskDetail, changed: Sequence[DoerState], entry: DoerEntry) -> str:
    who = (
        changed[0].short_name
        if len(changed) == 1
        else phrase("{changed} cơ quan", changed=len(changed))
    )
    what = phrase("đã xong") if entry.done_on else phrase("chưa xong")
    return phrase("ghi {who} {what} nhiệm vụ {place}", who=who, what=what, place=place(detail))
