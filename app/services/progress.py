"""What is said of a task between its beginning and its end: progress, stop, opening again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.domain import formats
from app.domain.acts import Progress, Reopening, Stop
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.task_detail import TaskDetail
from app.domain.text import nfc
from app.domain.traffic_light import TaskState
from app.services import evidence, reading
from app.services.register import Register
from app.services.task_words import NO_AUTHORITY, before_document, future, place, turned_on

if TYPE_CHECKING:
    from app.models import ProgressUpdate
    from db.unit_of_work import Author

ENDED = {
    TaskState.COMPLETED: phrase(
        "Nhiệm vụ này đã hoàn thành. Nếu còn phải làm tiếp, hãy mở lại trước."
    ),
    TaskState.STOPPED: phrase(
        "Nhiệm vụ này đã dừng, thu hồi. Nếu còn phải làm tiếp, hãy mở lại trước."
    ),
}
NOTHING_SAID = phrase(
    "Hãy ghi ít nhất một nội dung: tỷ lệ, kết quả, vướng mắc, đề xuất hoặc chỉ đạo."
)
NO_REOPENING_REASON = phrase("Hãy ghi lý do mở lại.")


def progress_refusal(detail: TaskDetail, progress: Progress, today: dt.date) -> str | None:
    """Return why an update cannot be recorded, or None if it can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state in ENDED:
        return ENDED[detail.state]
    return said_refusal(progress, today)


def said_refusal(progress: Progress, today: dt.date) -> str | None:
    """Return what is wrong with an update, whatever the task; None if nothing is."""
    if reason := future(phrase("Ngày cập nhật"), progress.on, today):
        return reason
    if progress.percent is not None and not 0 <= progress.percent <= 100:
        return phrase("Tỷ lệ hoàn thành phải từ 0 đến 100%.")
    said = (progress.result, progress.difficulties, progress.proposal, progress.directive)
    if progress.percent is None and not progress.files and not any(map(str.strip, said)):
        return NOTHING_SAID
    return None


def progress_question(detail: TaskDetail, progress: Progress) -> str | None:
    """Return what is to be confirmed before an update is recorded, or None."""
    return before_document(detail, phrase("Ngày cập nhật"), progress.on)


def update_progress(
    register: Register, task_id: int, progress: Progress, today: dt.date
) -> ChangeSet:
    """Record how far a task has come, with the files that prove it.

    Raises:
        InputRefusedError: the task has ended or belongs to a document of the past, the day lies
            in the future, or nothing is said.
        RegisterError: the files or the row cannot be written; then no row is.
    """
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    author = register.author()
    detail = reading.load_detail(register, task_id, today)
    if refusal := progress_refusal(detail, progress, today):
        raise InputRefusedError(refusal)
    stored = evidence.store(register, progress.files)
    summary = phrase("cập nhật tiến độ nhiệm vụ {place}", place=place(detail))
    with writing(register.engine, author, summary, task_id=task_id) as work:
        # Read again under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        if refusal := progress_refusal(detail, progress, today):
            raise InputRefusedError(refusal)
        row = progress_row(detail, progress, author)
        work.session.add(row)
        evidence.add_rows(work, row, stored)
    return ChangeSet(work.change.id, summary, frozenset({task_id}))


def progress_row(detail: TaskDetail, progress: Progress, author: Author) -> ProgressUpdate:
    """Return the row of an update."""
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is for writing only

    return ProgressUpdate(
        task_id=detail.id,
        effective_on=progress.on,
        recorded_at=author.at,
        recorded_by=author.user,
        state=TaskState.OPEN,
        percent=progress.percent,
        result=nfc(progress.result.strip()),
        difficulties=nfc(progress.difficulties.strip()),
        proposal=nfc(progress.proposal.strip()),
        directive=nfc(progress.directive.strip()),
    )


def stop_refusal(detail: TaskDetail, stop: Stop, today: dt.date) -> str | None:
    """Return why a task cannot be stopped so, or None if it can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state is TaskState.COMPLETED:
        return phrase("Nhiệm vụ này đã hoàn thành nên không dừng, thu hồi.")
    if detail.state is TaskState.STOPPED:
        return phrase("Nhiệm vụ này đã dừng, thu hồi.")
    if not stop.authority.strip():
        return NO_AUTHORITY
    if reason := future(phrase("Ngày văn bản"), stop.dated, today):
        return reason
    return None


def stop_question(detail: TaskDetail, stop: Stop) -> str | None:
    """Return what is to be confirmed before a task is stopped, or None."""
    return before_document(detail, phrase("Ngày văn bản"), stop.dated)


def stop_task(register: Register, task_id: int, stop: Stop, today: dt.date) -> ChangeSet:
    """Stop or withdraw a task by a document, from the document's date on.

    Raises:
        InputRefusedError: the task has ended or belongs to a document of the past, no document is
            named, or its date lies in the future.
        RegisterError: SQLite refused; nothing is written.
    """
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    detail = reading.load_detail(register, task_id, today)
    summary = phrase("dừng, thu hồi nhiệm vụ {place}", place=place(detail))
    with writing(register.engine, author, summary, task_id=task_id) as work:
        detail = reading.load_detail(register, task_id, today)
        if refusal := stop_refusal(detail, stop, today):
            raise InputRefusedError(refusal)
        work.session.add(stop_row(detail, stop, author))
    return ChangeSet(work.change.id, summary, frozenset({task_id}))


def stop_row(detail: TaskDetail, stop: Stop, author: Author) -> ProgressUpdate:
    """Return the row of a stop: from its document's date on, after what stands of the task."""
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is for writing only

    return ProgressUpdate(
        task_id=detail.id,
        effective_on=max(stop.dated, turned_on(detail) or stop.dated),
        recorded_at=author.at,
        recorded_by=author.user,
        state=TaskState.STOPPED,
        product_number=nfc(stop.authority.strip()),
        product_date=stop.dated,
        result=nfc(stop.reason.strip()),
    )


def reopen_refusal(detail: TaskDetail, reopening: Reopening, today: dt.date) -> str | None:
    """Return why a task cannot be opened again so, or None if it can."""
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state not in ENDED:
        return phrase("Nhiệm vụ này đang thực hiện nên không cần mở lại.")
    if reason := future(phrase("Ngày mở lại"), reopening.on, today):
        return reason
    ended_on = turned_on(detail)
    if ended_on is not None and reopening.on < ended_on:
        what = phrase("hoàn thành") if detail.state is TaskState.COMPLETED else phrase("dừng")
        return phrase(
            "Ngày mở lại không được trước ngày {what}, {ended_on}. "
            "Nếu ghi nhầm, hãy hoàn tác thao tác đã ghi.",
            what=what,
            ended_on=formats.date_in_text(ended_on),
        )
    if not reopening.reason.strip():
        return NO_REOPENING_REASON
    return None


def reopen_task(
    register: Register, task_id: int, reopening: Reopening, today: dt.date
) -> ChangeSet:
    """Let a task that was completed or stopped go on from a day; until then it stays as it was.

    Raises:
        InputRefusedError: the task is open or belongs to a document of the past, no reason is
            given, or the day does not fit.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is needed for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    detail = reading.load_detail(register, task_id, today)
    summary = phrase("mở lại nhiệm vụ {place}", place=place(detail))
    with writing(register.engine, author, summary, task_id=task_id) as work:
        detail = reading.load_detail(register, task_id, today)
        if refusal := reopen_refusal(detail, reopening, today):
            raise InputRefusedError(refusal)
        work.session.add(
            ProgressUpdate(
                task_id=task_id,
                effective_on=reopening.on,
                recorded_at=author.at,
                recorded_by=author.user,
                state=TaskState.REOPENED,
                result=nfc(reopening.reason.strip()),
            )
        )
    return ChangeSet(work.change.id, summary, frozenset({task_id}))
