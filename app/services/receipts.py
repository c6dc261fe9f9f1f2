"""Recording that a report of a continuing task has come: one receipt for one period."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from app.domain import formats
from app.domain.acts import ReportArrival
from app.domain.errors import InputRefusedError
from app.domain.periods import Recurrence
from app.domain.phrases import joined, phrase, small
from app.domain.records import ChangeSet
from app.domain.reporting import ReportPeriod, judging, latest_standing, periods
from app.domain.task_detail import DutyRecord, ReceiptRecord, TaskDetail
from app.domain.time_limit import RECURRENCE_WORDS
from app.domain.traffic_light import Assessment, TaskState, assess, why
from app.services import reading
from app.services.register import Register

_GONE = phrase("Kỳ báo cáo này không còn trong sổ. Hãy mở lại hộp ghi nhận và chọn kỳ khác.")


@dataclass(frozen=True, slots=True)
class ReportReview:
    """What would come of a report, told before it is saved.

    Attributes:
        assessment: the light that the task would get.
        why: the sentences that explain it.
        refusal: why it cannot be saved, or None.
        question: what must be confirmed first, or None.
        reach: for what else the report counts, in sentences.
    """

    assessment: Assessment
    why: str
    refusal: str | None
    question: str | None
    reach: tuple[str, ...]


def obstacle(detail: TaskDetail, today: dt.date) -> str | None:
    """Return why no report at all can be recorded for a task, or None if one can."""
    if detail.time_limit.recurrence is None:
        return phrase("Chỉ ghi nhận báo cáo theo kỳ cho nhiệm vụ thường xuyên, định kỳ.")
    if detail.closed_refusal:
        return detail.closed_refusal
    if detail.state is TaskState.COMPLETED:
        return phrase("Nhiệm vụ này đã được đánh dấu hoàn thành.")
    if detail.state is TaskState.STOPPED:
        return phrase("Nhiệm vụ này đã dừng, thu hồi nên không ghi nhận báo cáo.")
    if detail.lead is None:
        return phrase("Nhiệm vụ này chưa có cơ quan chủ trì nên chưa rõ báo cáo của cơ quan nào.")
    return _no_period_left(detail, today)


def choices(
    detail: TaskDetail, duty: DutyRecord, today: dt.date
) -> list[tuple[ReportPeriod, ReceiptRecord | None]]:
    """Return the periods of a duty, newest first, each with the report that came for it."""
    received = {receipt.period: receipt for receipt in duty.receipts}
    since = detail.document.issued_on
    return [(period, received.get(period.key)) for period in periods(duty.duty, today, since)]


def review_report(
    detail: TaskDetail, arrival: ReportArrival, today: dt.date, soon_days: int
) -> ReportReview:
    """Judge a report without writing.

    Args:
        detail: the task as of today.
        arrival: which report came, and when.
        today: no report can have come later.
        soon_days: N of the register.
    """
    refusal = _refusal(detail, arrival, today)
    found = _find(detail, arrival, today)
    if found is None:
        return ReportReview(detail.assessment, detail.why, refusal or _GONE, None, ())
    duty, period = found
    assessment, sentence = _outcome(detail, arrival, today, soon_days)
    remark = _remark(detail, duty, period, today)
    return ReportReview(
        assessment=assessment,
        why=joined(" ", (sentence, remark)) if remark else sentence,
        refusal=refusal,
        question=_question(detail, period, arrival.arrived_on),
        reach=_reach(detail, duty, arrival.arrived_on),
    )


def record_report(
    register: Register, task_id: int, arrival: ReportArrival, today: dt.date
) -> ChangeSet:
    """Record that the report of one period came from the agency that leads a task.

    The first receipt of a duty switches the duty on, from the day on which it came.

    Args:
        register: the open register.
        task_id: the continuing task from which the report is recorded; the report of a duty
            shared by a document counts for the others of this agency too.
        arrival: which report came, and when.
        today: no report can have come later.

    Raises:
        InputRefusedError: the task is not judged by reports, its duty has no periods, the period
            is recorded already, or the day lies in the future.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.models import ReportDuty, ReportReceipt  # noqa: PLC0415 - the ORM is for writing only
    from db.unit_of_work import writing  # noqa: PLC0415

    author = register.author()
    with writing(register.engine, author, "", task_id=task_id) as work:
        # Read under the write lock: somebody else may have been quicker.
        detail = reading.load_detail(register, task_id, today)
        if refusal := _refusal(detail, arrival, today):
            raise InputRefusedError(refusal)
        found, lead = _find(detail, arrival, today), detail.lead
        if found is None or lead is None:
            raise InputRefusedError(_GONE)
        _duty, period = found
        work.change.summary = phrase(
            "nhận báo cáo {words} của {agency_name} theo {short_title}",
            words=period.words,
            agency_name=lead.agency_name,
            short_title=detail.document.short_title,
        )
        duty = work.session.get_one(ReportDuty, arrival.duty_id)
        if duty.active_from is None:
            duty.active_from = arrival.arrived_on
        work.session.add(
            ReportReceipt(
                duty_id=arrival.duty_id,
                agency_id=lead.agency_id,
                period=period.key,
                arrived_on=arrival.arrived_on,
                recorded_at=author.at,
                recorded_by=author.user,
            )
        )
    return ChangeSet(work.change.id, work.change.summary, frozenset({task_id}), directory=True)


def _no_period_left(detail: TaskDetail, today: dt.date) -> str | None:
    if not detail.duties:
        return phrase(
            "Văn bản không đặt chế độ báo cáo cho nhiệm vụ này nên chưa có kỳ để ghi nhận."
        )
    offered = [choice for duty in detail.duties for choice in choices(detail, duty, today)]
    if not offered:
        words = "”, “".join(duty.text for duty in detail.duties if duty.text)
        said = phrase("chỉ ghi báo cáo “{words}”, ", words=words) if words else ""
        return phrase(
            "Văn bản {said}không nêu kỳ báo cáo, nên chưa ghi nhận theo kỳ được.", said=said
        )
    if all(receipt is not None for _period, receipt in offered):
        return phrase("Báo cáo của mọi kỳ đến nay đã được ghi nhận.")
    return None


def _find(
    detail: TaskDetail, arrival: ReportArrival, today: dt.date
) -> tuple[DutyRecord, ReportPeriod] | None:
    for duty in detail.duties:
        if duty.duty.id == arrival.duty_id:
            for period, _receipt in choices(detail, duty, today):
                if period.key == arrival.period:
                    return duty, period
    return None


def _refusal(detail: TaskDetail, arrival: ReportArrival, today: dt.date) -> str | None:
    if reason := obstacle(detail, today):
        return reason
    found = _find(detail, arrival, today)
    if found is None:
        return _GONE
    duty, period = found
    for receipt in duty.receipts:
        if receipt.period == period.key:
            day = formats.date_in_text(receipt.arrived_on)
            return phrase(
                "Báo cáo {words} đã được ghi nhận, đến ngày {day}.", words=period.words, day=day
            )
    if arrival.arrived_on > today:
        return phrase(
            "Ngày đến {arrived_on} ở tương lai. Hãy ghi ngày không sau hôm nay, {today}.",
            arrived_on=formats.date_in_text(arrival.arrived_on),
            today=formats.date_in_text(today),
        )
    return None


def _question(detail: TaskDetail, period: ReportPeriod, arrived_on: dt.date) -> str | None:
    day = formats.date_in_text(arrived_on)
    if period.begins_on is None:
        if arrived_on >= detail.document.issued_on:
            return None
        return phrase(
            "Ngày đến {day} trước khi văn bản đặt chế độ báo cáo được ban hành. Vẫn ghi?", day=day
        )
    if arrived_on >= period.begins_on:
        return None
    first, last = (formats.date_in_text(each) for each in (period.begins_on, period.closing_day))
    return phrase(
        "Ngày đến {day} trước khi kỳ báo cáo {words} bắt đầu "
        "(số liệu từ {first} đến {last}). Vẫn ghi ngày này?",
        day=day,
        words=period.words,
        first=first,
        last=last,
    )


def _outcome(
    detail: TaskDetail, arrival: ReportArrival, today: dt.date, soon_days: int
) -> tuple[Assessment, str]:
    """Return the light that a task would have today with one report more, and why."""
    recurrence = detail.time_limit.recurrence or Recurrence.CONTINUOUS
    arrived = {each.duty.id: {r.period for r in each.receipts} for each in detail.duties}
    duties = []
    for each in detail.duties:
        duty = each.duty
        if duty.id == arrival.duty_id:
            arrived[duty.id] = arrived[duty.id] | {arrival.period}
            duty = replace(duty, active_from=duty.active_from or arrival.arrived_on)
        duties.append(duty)
    standing = latest_standing(duties, recurrence, lambda duty: arrived[duty.id], today)
    assessment = assess(
        as_of=today,
        state=detail.state,
        completed_on=detail.completed_on,
        due_on=detail.time_limit.due_on,
        continuing=True,
        standing=standing,
        soon_days=soon_days,
    )
    sentence = why(assessment, due_on=None, continuing=True, standing=standing, reported=True)
    return assessment, sentence


def _remark(detail: TaskDetail, duty: DutyRecord, period: ReportPeriod, today: dt.date) -> str:
    """Return why the report does not decide today's light, "" if it does."""
    recurrence = detail.time_limit.recurrence or Recurrence.CONTINUOUS
    deciding = judging([each.duty for each in detail.duties], recurrence)
    if duty.duty not in deciding:
        return phrase(
            "Đèn của nhiệm vụ này tính theo báo cáo {recurrence_words}.",
            recurrence_words=small(RECURRENCE_WORDS[recurrence]),
        )
    if period.closing_day >= today:
        day = formats.date_in_text(period.closing_day)
        if period.begins_on is None:
            return phrase("Báo cáo này bắt đầu tính đèn sau hạn gửi {day}.", day=day)
        return phrase(
            "Báo cáo {words} bắt đầu tính đèn sau ngày chốt {day}.", words=period.words, day=day
        )
    return ""


def _reach(detail: TaskDetail, duty: DutyRecord, arrived_on: dt.date) -> tuple[str, ...]:
    sentences = []
    if duty.duty.shared and detail.lead is not None:
        agency, document = detail.lead.agency_name, detail.document.short_title
        sentences.append(
            phrase(
                "Báo cáo này tính cho mọi nhiệm vụ thường xuyên của {agency} theo {document}.",
                agency=agency,
                document=document,
            )
        )
    if duty.duty.active_from is None:
        since = formats.date_in_text(arrived_on)
        sentences.append(
            phrase(
                "Đây là báo cáo đầu tiên được ghi nhận: với các kỳ chốt từ ngày {since}, cơ "
                "quan nào "
                "thiếu báo cáo sẽ hiện vàng, rồi đỏ.",
                since=since,
            )
        )
    return tuple(sentences)
