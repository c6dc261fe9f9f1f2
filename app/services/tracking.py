"""Operations on the progress of a task."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from app.domain import formats, locator
from app.domain.errors import InputRefusedError
from app.domain.records import ChangeSet, Completion, TaskDetail
from app.domain.text import nfc
from app.domain.time_limit import TimeLimitKind
from app.domain.traffic_light import Assessment, TaskState, assess, why
from app.services import reading
from app.services.register import Register

_JUDGED_BY_REPORTS = (
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
        refusal=_refusal(detail, completion, today),
        question=_question(detail, completion),
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
    from app.models import ProgressUpdate  # noqa: PLC0415 - the ORM is needed for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    detail = reading.load_detail(register, task_id, today)
    summary = f"hoàn thành nhiệm vụ {_place(detail)}"
    with writing(register.engine, author, summary, task_id=task_id) as work:
        # Read again under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        if refusal := _refusal(detail, completion, today):
            raise InputRefusedError(refusal)
        work.session.add(
            ProgressUpdate(
                task_id=task_id,
                effective_on=completion.completed_on,
                recorded_at=author.at,
                recorded_by=author.user,
                state=TaskState.COMPLETED,
                percent=100,
                product=nfc(completion.product.strip()),
                product_number=nfc(completion.number.strip()),
                product_date=completion.completed_on,
                result=nfc(completion.note.strip()),
            )
        )
    return ChangeSet(work.change.id, summary, frozenset({task_id}))


def _place(detail: TaskDetail) -> str:
    return locator.in_document(detail.locator, detail.document.short_title)


def _refusal(detail: TaskDetail, completion: Completion, today: dt.date) -> str | None:
    if detail.closed_refusal or detail.time_limit.kind is TimeLimitKind.CONTINUING:
        return detail.closed_refusal or _JUDGED_BY_REPORTS
    if completion.completed_on > today:
        return (
            f"Ngày văn bản {formats.date_in_text(completion.completed_on)} ở tương lai. "
            f"Hãy ghi ngày không sau hôm nay, {formats.date_in_text(today)}."
        )
    if not completion.product.strip():
        return "Hãy ghi sản phẩm: báo cáo, kế hoạch, quyết định… đã hoàn thành."
    if detail.state is TaskState.COMPLETED:
        return "Nhiệm vụ này đã được đánh dấu hoàn thành."
    if detail.state is TaskState.STOPPED:
        return "Nhiệm vụ này đã dừng, thu hồi nên không đánh dấu hoàn thành."
    return None


def _question(detail: TaskDetail, completion: Completion) -> str | None:
    document = detail.document
    if completion.completed_on >= document.issued_on:
        return None
    return (
        f"Ngày {formats.date_in_text(completion.completed_on)} trước khi văn bản giao nhiệm vụ "
        f"được ban hành ({document.issue_words}). Vẫn ghi ngày này?"
    )
