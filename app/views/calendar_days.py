"""What stands on the days of a calendar: tasks that fall due, reports that close; pure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.periods import last_day_of
from app.domain.phrases import joined
from app.domain.records import RegisterIndex, TaskRef
from app.domain.report_dates import ReportDate
from app.domain.scopes import office_order
from app.domain.traffic_light import Light
from app.views.language import tr
from app.views.list_request import COLLECTIVE, NONE

WEEKS, DAYS = 6, 7
SHORT_WEEKDAYS = (tr("T2"), tr("T3"), tr("T4"), tr("T5"), tr("T6"), tr("T7"), tr("CN"))
WEEKDAYS = (
    tr("Thứ Hai"),
    tr("Thứ Ba"),
    tr("Thứ Tư"),
    tr("Thứ Năm"),
    tr("Thứ Sáu"),
    tr("Thứ Bảy"),
    tr("Chủ nhật"),
)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One line in a day's cell: a task, or reports that close.

    Attributes:
        light: its sign; None for reports, which wear a flag.
        words: short.
        task: the task, 0 for reports.
    """

    light: Light | None
    words: str
    task: int = 0


def days_of_month(year: int, month: int) -> list[dt.date]:
    """Return the six weeks that show a month, from a Monday on."""
    first = dt.date(year, month, 1)
    start = first - dt.timedelta(days=first.weekday())
    return [start + dt.timedelta(days=number) for number in range(WEEKS * DAYS)]


def next_month(year: int, month: int, step: int) -> tuple[int, int]:
    """Return the month some steps on."""
    count = year * 12 + month - 1 + step
    return count // 12, count % 12 + 1


def month_title(year: int, month: int) -> str:
    """Return ``Tháng 11/2026``."""
    return tr("Tháng {month}/{year}", month=month, year=year)


def day_title(day: dt.date) -> str:
    """Return ``Thứ Tư, 25/11/2026``."""
    return f"{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def days_left(day: dt.date, as_of: dt.date) -> str:
    """Return how far a day is: ``còn 4 ngày``, ``hôm nay``, ``qua 12 ngày``."""
    days = (day - as_of).days
    if days == 0:
        return tr("hôm nay")
    return tr("còn {days} ngày", days=days) if days > 0 else tr("qua {value} ngày", value=-days)


def belongs(task: TaskRef, agency: int | None, index: RegisterIndex) -> bool:
    """Return whether a task is one of an agency's: None: every task, `COLLECTIVE`: joint ones."""
    if agency is None:
        return True
    lead = index.directory.agencies.get(task.lead_id)
    if agency == COLLECTIVE:
        return lead is not None and lead.collective
    return task.lead_id == agency


def due_on_days(
    index: RegisterIndex, first: dt.date, last: dt.date, agency: int | None = None
) -> dict[dt.date, list[TaskRef]]:
    """Return day → the tasks that fall due on it, the most pressing first."""
    found: dict[dt.date, list[TaskRef]] = defaultdict(list)
    for task in index.tasks:
        if (
            task.due_on is not None
            and first <= task.due_on <= last
            and belongs(task, agency, index)
        ):
            found[task.due_on].append(task)
    order = (Light.OVERDUE, Light.DUE_SOON, Light.IN_TIME, Light.DONE_LATE, Light.DONE_IN_TIME,
             Light.UNKNOWN, Light.STOPPED)  # fmt: skip
    for tasks in found.values():
        tasks.sort(key=lambda task: (order.index(task.light), task.id))
    return dict(found)


def closings(dates: Iterable[ReportDate], agency: int | None) -> dict[dt.date, list[ReportDate]]:
    """Return day → the reports that close on it; of one agency, only those that it owes."""
    found: dict[dt.date, list[ReportDate]] = defaultdict(list)
    for date in dates:
        owes = any(sender.agency_id == agency for sender in date.senders)
        if agency is None or agency == COLLECTIVE or owes:
            found[date.period.closing_day].append(date)
    return dict(found)


def entries(
    tasks: Sequence[TaskRef], reports: Sequence[ReportDate], titles: Mapping[int, str]
) -> list[DayEntry]:
    """Return the lines of one day: reports first, then tasks."""
    words = joined(", ", dict.fromkeys(date.period.words for date in reports))
    flag = [DayEntry(None, tr("Chốt {words}", words=words))] if reports else []
    return [*flag, *(DayEntry(t.light, titles.get(t.id, ""), t.id) for t in tasks)]


@dataclass(frozen=True, slots=True)
class Lane:
    """One agency's line of time: its tasks with a day in the span, soonest first."""

    key: int
    name: str
    tasks: tuple[TaskRef, ...]


def lanes(index: RegisterIndex, first: dt.date, last: dt.date) -> list[Lane]:
    """Return the agencies with tasks due in a span, in the office's order; joint work together."""
    agencies = index.directory.agencies
    found: dict[int, list[TaskRef]] = defaultdict(list)
    for task in index.tasks:
        if task.due_on is not None and first <= task.due_on <= last:
            lead = agencies.get(task.lead_id)
            key = COLLECTIVE if lead is not None and lead.collective else task.lead_id
            found[key].append(task)

    def place(key: int) -> tuple[int, ...]:
        return (0,) if key == COLLECTIVE else (1, *office_order(agencies.get(key), key))

    names = {COLLECTIVE: tr("Việc chung (tập thể)"), NONE: tr("Chưa có cơ quan chủ trì")}
    return [
        Lane(
            key,
            names.get(key) or agencies[key].short_name,
            tuple(sorted(found[key], key=lambda task: (task.due_on or last, task.id))),
        )
        for key in sorted(found, key=place)
    ]


def month_share(day: dt.date, first_month: tuple[int, int], months: int) -> float:
    """Return where a day lies in a span of whole months: 0 to 1, every month of one width."""
    year, month = first_month
    passed = (day.year - year) * 12 + day.month - month
    length = last_day_of(day.year, day.month).day
    return (passed + (day.day - 0.5) / length) / months
