"""What closed days keep: every query of an as-of day asks here first.

A day is closed while a closing of it is in force; then its index, texts, settings, indicators and
doers are the kept ones, whatever was entered since. The records are unpacked by
`db.record_codec`, which is imported only for a day that is closed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from app.domain.errors import RegisterDamagedError
from app.domain.phrases import phrase
from app.domain.records import RegisterIndex, TaskRow
from db.queries.kept import kept
from db.queries.schema import frozen_part, frozen_task, period_closing, reporting_period

if TYPE_CHECKING:
    from app.domain.doers import DoerState
    from app.domain.indicator_assessment import IndicatorAssessment
    from app.domain.indicators import IndicatorBook
    from app.domain.reporting_periods import PeriodRecord
    from app.domain.result_period import ResultPeriod
    from app.domain.task_detail import TaskDetail

INDEX, SETTINGS, ROWS = "index", "settings", "rows"
INDICATORS, DOERS, DETAILS = "indicators", "doers", "details"
JUDGED = "judged"


@kept
def holder_on(connection: Connection, day: dt.date) -> int | None:
    """Return the closing that keeps a day, or None for a day that is open."""
    holder = func.coalesce(period_closing.c.holder_id, period_closing.c.id)
    return connection.execute(
        select(holder)
        .where(period_closing.c.closes_on == day, period_closing.c.reopened_at.is_(None))
        .order_by(period_closing.c.id)
        .limit(1)
    ).scalar()


def index(connection: Connection, holder: int, register_name: str) -> RegisterIndex:
    """Return the index that a closing keeps, under the name that the register has now."""
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    kept = unpack(RegisterIndex, _content(connection, holder, INDEX))
    return replace(kept, register_name=register_name)


def index_before(
    connection: Connection, holder: int, since: dt.date, register_name: str
) -> RegisterIndex | None:
    """Return the index of an earlier day as it stood at a closing; None for a day not kept."""
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    content = _find(connection, holder, INDEX, since.toordinal())
    if content is None:
        return None
    return replace(unpack(RegisterIndex, content), register_name=register_name)


def settings(connection: Connection, holder: int) -> dict[str, str]:
    """Return the settings that a closing keeps."""
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    return unpack(dict[str, str], _content(connection, holder, SETTINGS))


def rows(connection: Connection, holder: int, ids: Sequence[int]) -> dict[int, TaskRow]:
    """Return the texts of some tasks as a table showed them."""
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    wanted = set(ids)
    kept = unpack(list[TaskRow], _content(connection, holder, ROWS))
    return {row.id: row for row in kept if row.id in wanted}


def details(connection: Connection, holder: int, ids: Sequence[int] | None) -> list[TaskDetail]:
    """Return everything about some tasks (None: all), in the order of the documents then."""
    from app.domain.task_detail import TaskDetail  # noqa: PLC0415
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    query = select(frozen_task.c.part).where(frozen_task.c.closing_id == holder).distinct()
    if ids is not None:
        chosen = func.json_each(json.dumps(list(ids))).table_valued("value")
        query = query.where(frozen_task.c.task_id.in_(select(chosen.c.value)))
    numbers = sorted(connection.execute(query).scalars())
    wanted = None if ids is None else set(ids)
    return [
        detail
        for number in numbers
        for detail in unpack(list[TaskDetail], _content(connection, holder, DETAILS, number))
        if wanted is None or detail.id in wanted
    ]


def indicators(connection: Connection, holder: int) -> IndicatorBook:
    """Return the indicators that a closing keeps, with their lights as they were then.

    What an earlier program closed has no lights of indicators: they are judged from what it kept.
    """
    from app.domain.indicators import IndicatorBook  # noqa: PLC0415
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    book = unpack(IndicatorBook, _content(connection, holder, INDICATORS))
    query = select(frozen_part.c.number, frozen_part.c.content).where(
        frozen_part.c.closing_id == holder, frozen_part.c.what == JUDGED
    )
    packed = {_period_of(row.number).key: row.content for row in connection.execute(query)}
    return replace(book, kept=_KeptLights(packed))


class _KeptLights(Mapping[str, "Mapping[int, IndicatorAssessment]"]):
    """The lights of indicators by period, each unpacked when it is looked at."""

    def __init__(self, packed: Mapping[str, bytes]) -> None:
        self._packed = packed

    def __getitem__(self, key: str) -> Mapping[int, IndicatorAssessment]:
        from app.domain.indicator_assessment import IndicatorAssessment  # noqa: PLC0415
        from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

        return unpack(dict[int, IndicatorAssessment], self._packed[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def number_of(period: ResultPeriod) -> int:
    """Return under which number the lights of a period are kept: ``2026_09_01``."""
    return (period.year * 100 + period.span) * 100 + period.index


def _period_of(number: int) -> ResultPeriod:
    from app.domain.result_period import ResultPeriod, Span  # noqa: PLC0415

    year_and_span, index = divmod(number, 100)
    year, span = divmod(year_and_span, 100)
    return ResultPeriod(year, Span(span), index)


def doers(
    connection: Connection, holder: int, ids: Sequence[int]
) -> dict[int, tuple[DoerState, ...]]:
    """Return the doers of some collective tasks."""
    from app.domain.doers import DoerState  # noqa: PLC0415
    from db.record_codec import unpack  # noqa: PLC0415 - for closed days only

    kept = unpack(dict[int, tuple[DoerState, ...]], _content(connection, holder, DOERS))
    return {task: kept[task] for task in ids if task in kept}


def periods(connection: Connection) -> list[PeriodRecord]:
    """Return every period with its closings, the newest closing day first."""
    from app.domain.reporting_periods import PeriodKind, PeriodRecord  # noqa: PLC0415

    closings = _closings(connection)
    query = select(reporting_period).order_by(
        reporting_period.c.closes_on.desc(), reporting_period.c.id.desc()
    )
    return [
        PeriodRecord(
            id=row.id,
            kind=PeriodKind(row.kind),
            name=row.name,
            begins_on=row.begins_on,
            closes_on=row.closes_on,
            closings=tuple(closings.get(row.id, ())),
        )
        for row in connection.execute(query)
    ]


def _closings(connection: Connection) -> Mapping[int, list[Any]]:
    from app.domain.reporting_periods import ClosingRecord  # noqa: PLC0415

    counted = select(frozen_task.c.closing_id, func.count()).group_by(frozen_task.c.closing_id)
    tasks = {row[0]: row[1] for row in connection.execute(counted)}
    found: dict[int, list[Any]] = {}
    for row in connection.execute(select(period_closing).order_by(period_closing.c.id)):
        found.setdefault(row.period_id, []).append(
            ClosingRecord(
                id=row.id,
                closes_on=row.closes_on,
                fingerprint=row.fingerprint,
                tasks=tasks.get(row.holder_id or row.id, 0),
                closed_at=row.closed_at,
                closed_by=row.closed_by,
                reopened_at=row.reopened_at,
                reopened_by=row.reopened_by or "",
                reason=row.reason or "",
            )
        )
    return found


def parts(connection: Connection, holder: int) -> list[tuple[str, int, bytes]]:
    """Return everything that a closing keeps, in a fixed order: what its fingerprint is of."""
    query = (
        select(frozen_part.c.what, frozen_part.c.number, frozen_part.c.content)
        .where(frozen_part.c.closing_id == holder)
        .order_by(frozen_part.c.what, frozen_part.c.number)
    )
    return [(row.what, row.number, row.content) for row in connection.execute(query)]


def _content(connection: Connection, holder: int, what: str, number: int = 0) -> bytes:
    content = _find(connection, holder, what, number)
    if content is None:
        raise RegisterDamagedError(
            phrase("Số liệu đã chốt trong sổ thiếu phần {what} {number}.", what=what, number=number)
        )
    return content


def _find(connection: Connection, holder: int, what: str, number: int) -> bytes | None:
    query = select(frozen_part.c.content).where(
        frozen_part.c.closing_id == holder,
        frozen_part.c.what == what,
        frozen_part.c.number == number,
    )
    content: bytes | None = connection.execute(query).scalar()
    return content
