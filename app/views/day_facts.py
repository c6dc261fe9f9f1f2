"""The start of the day in five figures: pure, from the index and what was read beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import formats
from app.domain.day_start import DayStart
from app.domain.records import RegisterIndex, TaskRef
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views.language import tr
from app.views.list_request import ALL, ListRequest
from app.views.task_filters import FilterKey, TaskFilters, day_key

JUST_DUE_DAYS = 7
"""A task that fell due this many days ago, or fewer, has just fallen due."""


_SILENT_TIP = tr("Chủ trì việc đang mở mà không có cập nhật, báo cáo nào. Bấm để xem từng cơ quan")


@dataclass(frozen=True, slots=True)
class DayFact:
    """One figure of the strip.

    Attributes:
        figure: in bold.
        words: what it counts.
        light: its sign, None for none.
        request: the list that a press shows; None where it leads elsewhere.
        tip: more about it.
    """

    figure: str
    words: str
    light: Light | None = None
    request: ListRequest | None = None
    tip: str = ""


def just_due(tasks: Sequence[TaskRef]) -> list[TaskRef]:
    """Return the open tasks that fell due within the last days."""
    return [
        task
        for task in tasks
        if task.light is Light.OVERDUE
        and not task.by_report
        and task.days is not None
        and task.days <= JUST_DUE_DAYS
    ]


def due_facts(index: RegisterIndex) -> list[DayFact]:
    """Return what fell due, and what will within N days."""
    fell = just_due(index.tasks)
    soon = [t for t in index.tasks if t.light is Light.DUE_SOON and not t.by_report]
    days = sorted({day_key(task) for task in fell})
    filters = TaskFilters().with_values(FilterKey.DAY, days)
    return [
        DayFact(
            formats.number(len(fell)),
            tr("vừa quá hạn ({days} ngày qua)", days=JUST_DUE_DAYS),
            Light.OVERDUE,
            ListRequest("all", ALL, (Light.OVERDUE,), filters) if fell else None,
        ),
        DayFact(
            formats.number(len(soon)),
            tr("đến hạn trong {soon_days} ngày", soon_days=index.soon_days),
            Light.DUE_SOON,
            ListRequest("all", ALL, (Light.DUE_SOON,)) if soon else None,
        ),
    ]


def report_fact(start: DayStart, as_of: dt.date) -> DayFact:
    """Return which reports close next."""
    if start.next_closing is None:
        return DayFact(formats.NONE_SIGN, tr("không có kỳ báo cáo sắp tới"))
    left = (start.next_closing - as_of).days
    when = tr("hôm nay") if left == 0 else tr("còn {left} ngày", left=left)
    figure = f"{start.next_closing:%d/%m}, {when}"
    return DayFact(
        figure,
        tr("chốt {next_words}", next_words=start.next_words),
        tip=tr("Bấm để mở Lịch ở ngày này"),
    )


def silent_fact(start: DayStart) -> DayFact:
    """Return how many agencies have told nothing for a while."""
    words = tr("cơ quan im lặng {silent_days} ngày qua", silent_days=start.silent_days)
    return DayFact(
        formats.number(len(start.silent)),
        words,
        tip=_SILENT_TIP,
    )


def change_fact(now: Sequence[TaskRef], start: DayStart) -> DayFact:
    """Return what changed since the last closed period."""
    if start.closing is None:
        return DayFact(formats.NONE_SIGN, tr("chưa có kỳ nào được chốt"))
    after = Tally.of(task.light for task in now)
    before = start.closing.tally
    done = after.completed - before.completed
    overdue = after[Light.OVERDUE] - before[Light.OVERDUE]
    words = tr(
        "hoàn thành {signed}, quá hạn {signed2}", signed=_signed(done), signed2=_signed(overdue)
    )
    return DayFact(tr("Từ kỳ chốt {as_of:%d/%m}", as_of=start.closing.day), words)


def _signed(change: int) -> str:
    return f"−{formats.number(-change)}" if change < 0 else f"+{formats.number(change)}"
