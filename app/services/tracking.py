"""Operations on the progress of a task."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.acts import Completion
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.task_detail import TaskDetail
from app.domain.text import nfc
from app.domain.time_limit import TimeLimitKind
from app.domain.traffic_light import Assessment, TaskState, assess, why
from app.services import evidence, reading
from app.services.register import Register
from app.services.task_words import before_document, future, place, turned_on

if TYPE_CHECKING:
    from app.models import ProgressUpdate
    from db.unit_of_work import Author

_JUDGED_BY_REPORTS = phrase(
    "Việc thường xuyên, định kỳ được đánh giá theo báo cáo của từng kỳ nên không đánh dấu hoàn "
    "thành. Hãy mở cửa sổ chương trình, chọn nhiệm vụ này rồi bấm “Ghi nhận báo cáo”."
)


@dataclass(frozen=True, slots=True)
class CompletionReview:
    """What would come of a completion, told before it is saved.

    Attributes:
        assessment: the light that the task would get.
        why: the sentence that explains it.
        refusal: why it cannot be saved, or None.
        question: what must be confirmed first, or None.
    """

    assessment: Assessment
    why: str
    refusal: str | None
    question: str | None


def review_completion(
    detail: TaskDetail, completion: Completion, today: dt.date
) -> CompletionReview:
    """Judge a completion without writing: the product's date decides, not today's."""
    assessment = assess(
        as_of=today,
        state=TaskState.COMPLETED,
        completed_on=completion.completed_on,
        due_on=detail.time_limit.due_on,
    )
    return CompletionReview(
        assessment=assessment,
        why=why(
            assessment,
            due_on=detail.time_limit.due_on,
            completed_on=completion.completed_on,
            extensions=detail.extensions,
            first_due_on=detail.first_due_on,
        ),
        refusal=completion_refusal(detail, completion, today),
        question=before_document(detail, phrase("Ngày"), completion.completed_on),
    )


def complete_task(
    register: Register, task_id: int, completion: Completion, today: dt.date
) -> ChangeSet:
    """Mark a task complete with its product; its effective date is the product's date.

    Args:
        register: the open register.
        task_id: the task.
        completion: product, number, date, note.
        today: no product may be dated later.

    Raises:
        InputRefusedError: the date lies in the future, the product is missing, or the task is
            already completed, stopped, judged by its reports, or of a document of the past.
        RegisterError: SQLite refused; nothing is written.
    """
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    author = register.author()
    detail = reading.load_detail(register, task_id, today)
    if refusal := completion_refusal(detail, completion, today):
        raise InputRefusedError(refusal)
    stored = evidence.store(register, completion.files)
    summary = phrase("hoàn thành nhiệm vụ {place}", place=place(detail))
    with writing(register.engine, author, summary, task_id=task_id) as work:
        # Read again under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        if refusal := completion_refusal(detail, completion, today):
            raise InputRefusedError(refusal)
        row = completion_row(detail, completion, author)
        work.session.add(row)
        evidence.add_rows(work, row, stored)
    return ChangeSet(work.change.id, summary, frozenset({task_id}))


def completion_row(detail: TaskDetail, completion: Completion, author: Author) -> ProgressUpdate:
    """Return the row of a completion.

    It takes effect on the product's date; where the task was opened again later, from then on.
    """
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is for writing only

    day = completion.completed_on
    return ProgressUpdate(
        task_id=detail.id,
        effective_on=max(day, turned_on(detail) or day),
        recorded_at=author.at,
        recorded_by=author.user,
        state=TaskState.COMPLETED,
        percent=100,
        product=nfc(completion.product.strip()),
        product_number=nfc(completion.number.strip()),
        product_date=day,
        result=nfc(completion.note.strip()),
    )


def completion_refusal(detail: TaskDetail, completion: Completion, today: dt.date) -> str | None:
    """Return why a task cannot be completed so, or None if it can."""
    if detail.closed_refusal or detail.time_limit.kind is TimeLimitKind.CONTINUING:
        return detail.closed_refusal or _JUDGED_BY_REPORTS
    if detail.state is TaskState.COMPLETED:
        return phrase("Nhiệm vụ này đã được đánh dấu hoàn thành.")
    if detail.state is TaskState.STOPPED:
        return phrase("Nhiệm vụ này đã dừng, thu hồi nên không đánh dấu hoàn thành.")
    return said_refusal(completion, today)


def said_refusal(completion: Completion, today: dt.date) -> str | None:
    """Return what is wrong with a completion, whatever the task; None if nothing is."""
    if reason := future(phrase("Ngày văn bản"), completion.completed_on, today):
        return reason
    if not completion.product.strip():
        return phrase("Hãy ghi sản phẩm: báo cáo, kế hoạch, quyết định… đã hoàn thành.")
    return None
