"""A register as it looks after some months of work: invented progress, for pictures only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.domain.acts import Completion, Extension, Progress
from app.domain.records import RegisterIndex, TaskRef
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.pictures.invented_results import invent
from app.services import limits, progress, reading, tracking
from app.services.register import Register

_FIRST_DAY = dt.date(2026, 2, 20)
_BETWEEN = dt.timedelta(days=5)
_MOST_DONE = 46


def live_in(register: Register, today: dt.date) -> None:
    """Complete, update and extend some tasks, spread over the months up to today.

    Args:
        register: a new one, of the shipped catalogue alone.
        today: the local day after which nothing may lie.
    """
    index = reading.load_index(register, today)
    once = iter([ref for ref in index.tasks if ref.recurrence is None and not ref.confidential])
    day, done = _FIRST_DAY, 0
    while day <= today and done < _MOST_DONE:
        for ref in _some(once, 1 + done % 3):
            if day >= _first_day(index, ref):
                _complete(register, ref, day, today)
                done += 1
        day += _BETWEEN
    for percent, ref in zip((20, 35, 60, 80), _some(once, 4), strict=False):
        _report(register, ref, percent, today)
    for ref in _some(once, 2):
        _extend(register, ref, today)
    invent(register, today)


def _some(refs: Iterator[TaskRef], count: int) -> list[TaskRef]:
    return [ref for _, ref in zip(range(count), refs, strict=False)]


def _first_day(index: RegisterIndex, ref: TaskRef) -> dt.date:
    return index.directory.documents[ref.document_id].issued_on


def _complete(register: Register, ref: TaskRef, day: dt.date, today: dt.date) -> None:
    completion = Completion(
        product="Báo cáo kết quả thực hiện",
        number=f"{100 + ref.id}/BC-UBND",
        completed_on=day,
        note="Đã trình Ủy ban nhân dân tỉnh.",
    )
    tracking.complete_task(register, ref.id, completion, today)


def _report(register: Register, ref: TaskRef, percent: int, today: dt.date) -> None:
    said = Progress(
        on=today - dt.timedelta(days=percent),
        percent=percent,
        result="Đã lấy ý kiến các cơ quan, đang hoàn thiện dự thảo.",
        difficulties="Một số đơn vị gửi ý kiến chậm.",
        proposal="Đề nghị lãnh đạo đôn đốc các đơn vị chưa gửi ý kiến.",
    )
    progress.update_progress(register, ref.id, said, today)


def _extend(register: Register, ref: TaskRef, today: dt.date) -> None:
    extension = Extension(
        limit=TimeLimit(TimeLimitKind.DATE, due_on=today + dt.timedelta(days=5)),
        authority="Công văn 215/UBND-TH",
        dated=today - dt.timedelta(days=10),
    )
    limits.extend_limit(register, ref.id, extension, today)
