"""The traffic light: one pure function for screen, chart, print and export.

The rule is section 4 of the design: a completed task is judged by the date of its product, an open
dated task by its limit, a continuing task by its last due report, and what has no date is never
green. Difficulties and a leader's opinion stand beside the light and never change it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.domain import formats
from app.domain.phrases import phrase

DEFAULT_SOON_DAYS = 7
"""N of the design: an open task with this many days left, or fewer, is due soon."""

LONG_OVERDUE_DAYS = 60
"""More days than these are the third band and beyond."""

OVERDUE_BANDS = ((1, 30), (31, LONG_OVERDUE_DAYS), (LONG_OVERDUE_DAYS + 1, 120), (121, None))
"""Bands of days overdue; the last one is open."""


class Light(IntEnum):
    """The seven lights. The order is the fixed order of segments in every bar."""

    DONE_IN_TIME = 0
    DONE_LATE = 1
    IN_TIME = 2
    DUE_SOON = 3
    OVERDUE = 4
    UNKNOWN = 5
    STOPPED = 6


LIGHT_NAMES = {
    Light.DONE_IN_TIME: phrase("Hoàn thành đúng hạn"),
    Light.DONE_LATE: phrase("Hoàn thành quá hạn"),
    Light.IN_TIME: phrase("Trong hạn"),
    Light.DUE_SOON: phrase("Sắp đến hạn"),
    Light.OVERDUE: phrase("Quá hạn"),
    Light.UNKNOWN: phrase("Chưa có thông tin"),
    Light.STOPPED: phrase("Dừng, thu hồi"),
}

LIGHT_SHORT_NAMES = {
    Light.DONE_IN_TIME: phrase("Đúng hạn"),
    Light.DONE_LATE: phrase("Hoàn thành quá hạn"),
    Light.IN_TIME: phrase("Trong hạn"),
    Light.DUE_SOON: phrase("Sắp đến"),
    Light.OVERDUE: phrase("Quá hạn"),
    Light.UNKNOWN: phrase("Chưa rõ"),
    Light.STOPPED: phrase("Dừng"),
}

CLOSED_WORDS = phrase("Đã đóng cùng văn bản")
"""State of a task that was not completed when the time of its document was over."""

LIGHT_SIGNS = {
    Light.DONE_IN_TIME: "✔",
    Light.DONE_LATE: "✔!",
    Light.IN_TIME: "●",
    Light.DUE_SOON: "▲",
    Light.OVERDUE: "■",
    Light.UNKNOWN: "○",
    Light.STOPPED: "–",
}
"""Signs for plain text (the command line). Screen and paper draw them as shapes."""


class TaskState(StrEnum):
    """What the last update in force says of a task."""

    OPEN = "open"
    COMPLETED = "completed"
    STOPPED = "stopped"
    REOPENED = "reopened"
    """Open again after it was completed or stopped."""
    CONFIRMED = "confirmed"
    """The centre took the completion; the light stays that of the completion."""
    RETURNED = "returned"
    """The centre sent the completion back: open again."""


@dataclass(frozen=True, slots=True)
class ReportStanding:
    """How a continuing task stands with its reports.

    Attributes:
        closing_day: closing day of the newest period that is closed as of the day asked for.
        arrived: whether the report for that period has come.
        period_words: the period in Vietnamese ("tháng 10/2026").
    """

    closing_day: dt.date
    arrived: bool
    period_words: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A light and the number of days that belongs to it.

    Attributes:
        light: the light.
        days: overdue, or completed late: days past the limit; due soon or in time: days left (for a
            missing report: days past its closing day); None where no days apply.
        by_report: True where the light comes from the reports of a continuing task.
        closed: True where the document of the task is one of the past; the light of an open task
            is then the grey dash of the stopped ones.
    """

    light: Light
    days: int | None = None
    by_report: bool = False
    closed: bool = False


def is_closed(closed_on: dt.date | None, as_of: dt.date) -> bool:
    """Return whether a document with a last day (None: without one) is of the past on a day."""
    return closed_on is not None and as_of > closed_on


def assess(  # noqa: PLR0911, PLR0913 - seven lights, and what decides them
    *,
    as_of: dt.date,
    state: TaskState,
    completed_on: dt.date | None,
    due_on: dt.date | None,
    continuing: bool = False,
    standing: ReportStanding | None = None,
    soon_days: int = DEFAULT_SOON_DAYS,
    closed: bool = False,
) -> Assessment:
    """Return the light of one task as of a day.

    Args:
        as_of: the calendar day asked for; facts with a later effective date must not be passed in.
        state: state by the last update in force on that day.
        completed_on: date of the product (not of the click); only with ``COMPLETED``.
        due_on: last day in time, or None where the time limit has no date.
        continuing: whether the time limit is a recurring one.
        standing: for a continuing task, how its reports stand; None until its first report is
            recorded or the office switches the duty on.
        soon_days: N; the last day and the day N before it are both "due soon".
        closed: whether the task's document is one of the past (see `is_closed`); nobody follows
            what was left open then, and it must not stay red for years.

    Returns:
        The light with its days. A task completed on its last day is in time.
    """
    if state is TaskState.COMPLETED:
        if due_on is None or completed_on is None or completed_on <= due_on:
            return Assessment(Light.DONE_IN_TIME, closed=closed)
        return Assessment(Light.DONE_LATE, (completed_on - due_on).days, closed=closed)
    if closed or state is TaskState.STOPPED:
        return Assessment(Light.STOPPED, closed=closed)
    if due_on is not None:
        left = (due_on - as_of).days
        if left < 0:
            return Assessment(Light.OVERDUE, -left)
        return Assessment(Light.DUE_SOON if left <= soon_days else Light.IN_TIME, left)
    if not continuing or standing is None:
        return Assessment(Light.UNKNOWN)
    if standing.arrived:
        return Assessment(Light.IN_TIME, by_report=True)
    missing = (as_of - standing.closing_day).days
    light = Light.DUE_SOON if missing <= soon_days else Light.OVERDUE
    return Assessment(light, missing, by_report=True)


def state_words(assessment: Assessment) -> str:
    """Return the words of a table cell: ``Quá hạn 12 ngày``, ``Chậm báo cáo 3 ngày``."""
    light, days = assessment.light, assessment.days
    if assessment.by_report and light is Light.DUE_SOON:
        return phrase("Chậm báo cáo {days} ngày", days=days)
    if assessment.by_report and light is Light.OVERDUE:
        return phrase("Thiếu báo cáo {days} ngày", days=days)
    if light is Light.OVERDUE:
        return phrase("Quá hạn {days} ngày", days=formats.number(days or 0))
    if light is Light.DUE_SOON:
        return (
            phrase("Đến hạn hôm nay")
            if days == 0
            else phrase("Sắp đến hạn, {days} ngày", days=days)
        )
    if light is Light.STOPPED and assessment.closed:
        return CLOSED_WORDS
    return LIGHT_NAMES[light]


def why(  # noqa: C901, PLR0911, PLR0913 - one sentence for each way to a light
    assessment: Assessment,
    *,
    due_on: dt.date | None,
    completed_on: dt.date | None = None,
    continuing: bool = False,
    standing: ReportStanding | None = None,
    reported: bool = False,
    extensions: int = 0,
    first_due_on: dt.date | None = None,
    stopped_by: str = "",
    document: str = "",
    closed_on: dt.date | None = None,
) -> str:
    """Return the one sentence that explains a light, as in "Đỏ: quá hạn 12 ngày so với 06/3/2026".

    Args:
        assessment: what `assess` returned for the same facts.
        due_on: current time limit.
        completed_on: date of the product.
        continuing: whether the time limit recurs.
        standing: reports of a continuing task.
        reported: whether a continuing task without a standing has a report all the same: of a
            period that is still open, or of a duty that does not judge it.
        extensions: how often the limit was put off.
        first_due_on: the limit as first set, told where another one stands.
        stopped_by: document that stopped or withdrew the task.
        document: short name of the task's document, told where that is one of the past.
        closed_on: last day of the task's document, if it has one.
    """
    due = formats.date_in_text(due_on) if due_on else ""
    moved = _extension_words(extensions, first_due_on, due_on)
    match assessment.light:
        case Light.STOPPED if assessment.closed and closed_on is not None:
            return phrase(
                "Xám: {document} đã kết thúc ngày {closed_on}.",
                document=document,
                closed_on=formats.date_in_text(closed_on),
            )
        case Light.STOPPED:
            return phrase(
                "Xám: đã dừng{value}.",
                value=phrase(" theo {stopped_by}", stopped_by=stopped_by)
                if stopped_by
                else phrase(", thu hồi"),
            )
        case Light.DONE_IN_TIME | Light.DONE_LATE:
            return _why_completed(assessment, due, completed_on, moved)
        case Light.UNKNOWN if continuing and reported:
            return phrase("Xám: đã ghi nhận báo cáo, nhưng chưa có kỳ nào để đánh giá.")
        case Light.UNKNOWN if continuing:
            return phrase("Xám: việc thường xuyên, định kỳ, chưa ghi nhận báo cáo nào.")
        case Light.UNKNOWN:
            return phrase("Xám: văn bản không ghi thời hạn, chưa có thông tin để đánh giá.")
        case _ if assessment.by_report and standing is not None:
            return _why_by_report(assessment, standing)
        case Light.OVERDUE:
            return phrase(
                "Đỏ: quá hạn {days} ngày so với {due}{moved}.",
                days=formats.number(assessment.days or 0),
                due=due,
                moved=moved,
            )
        case Light.DUE_SOON if assessment.days == 0:
            return phrase(
                "Vàng: hôm nay là ngày cuối của thời hạn {due}{moved}.", due=due, moved=moved
            )
        case Light.DUE_SOON:
            return phrase(
                "Vàng: còn {days} ngày đến thời hạn {due}{moved}.",
                days=assessment.days,
                due=due,
                moved=moved,
            )
        case _:
            left = formats.number(assessment.days or 0)
            return phrase(
                "Xanh dương: còn {left} ngày đến thời hạn {due}{moved}.",
                left=left,
                due=due,
                moved=moved,
            )


def _why_completed(
    assessment: Assessment, due: str, completed_on: dt.date | None, moved: str
) -> str:
    day = (
        phrase("ngày {completed_on}", completed_on=formats.date_in_text(completed_on))
        if completed_on
        else phrase("chưa rõ ngày")
    )
    if assessment.light is Light.DONE_LATE:
        late = phrase(
            "sau thời hạn {due} {days} ngày", due=due, days=formats.number(assessment.days or 0)
        )
        return phrase(
            "Xanh lá viền: hoàn thành {day}, {late}{moved}.", day=day, late=late, moved=moved
        )
    if not due:
        return phrase("Xanh lá: hoàn thành {day}; văn bản không đặt thời hạn.", day=day)
    return phrase(
        "Xanh lá: hoàn thành {day}, không sau thời hạn {due}{moved}.", day=day, due=due, moved=moved
    )


def _why_by_report(assessment: Assessment, standing: ReportStanding) -> str:
    if assessment.light is Light.IN_TIME:
        return phrase(
            "Xanh dương: báo cáo {period_words} đã đến.", period_words=standing.period_words
        )
    colour = phrase("Vàng") if assessment.light is Light.DUE_SOON else phrase("Đỏ")
    closed = formats.date_in_text(standing.closing_day)
    return phrase(
        "{colour}: chưa có báo cáo {period_words}, đã qua ngày chốt {closed} {days} ngày.",
        colour=colour,
        period_words=standing.period_words,
        closed=closed,
        days=assessment.days,
    )


def _extension_words(extensions: int, first_due_on: dt.date | None, due_on: dt.date | None) -> str:
    if first_due_on is None or (extensions == 0 and first_due_on == due_on):
        return ""
    if extensions == 0:  # brought forward
        return phrase(" (hạn đầu {first_due_on})", first_due_on=formats.date_in_text(first_due_on))
    return phrase(
        ", gia hạn {extensions} lần (hạn đầu {first_due_on})",
        extensions=extensions,
        first_due_on=formats.date_in_text(first_due_on),
    )
