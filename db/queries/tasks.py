"""The page Nhiệm vụ: rows as they are painted, orders for sorting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from app.domain import formats
from app.domain.periods import Recurrence
from app.domain.records import TaskRow
from app.domain.time_limit import TimeLimit, TimeLimitKind, extensions
from db.queries import closed, facts, related
from db.queries import directory as names
from db.queries.schema import (
    document,
    progress_update,
    task,
)

_CELL_CHARACTERS = 160
"""What a cell can show of a long text: more would only slow down painting."""


def rows(connection: Connection, ids: Sequence[int], as_of: dt.date) -> dict[int, TaskRow]:
    """Return the texts of some tasks as a table shows them; of a closed day those kept."""
    holder = closed.holder_on(connection, as_of)
    if holder is not None:
        return closed.rows(connection, holder, ids)
    limits: dict[int, list[Any]] = {}
    for row in connection.execute(facts.limits_in_force(as_of, ids)):
        limits.setdefault(row.task_id, []).append(row)
    results = _latest(connection, ids, as_of)
    found = {}
    query = select(
        task.c.id,
        task.c.code,
        task.c.locator,
        task.c.title,
        task.c.short_title,
        task.c.expected_product,
    ).where(facts.among(task.c.id, ids))
    for row in connection.execute(query):
        history = limits.get(row.id, [])
        current = history[-1] if history else None
        said = results.get(row.id)
        found[row.id] = TaskRow(
            id=row.id,
            code=row.code,
            locator=row.locator,
            title=row.title,
            short_title=row.short_title,
            due_on=current.due_on if current else None,
            recurrence=Recurrence(current.recurrence) if current and current.recurrence else None,
            extensions=extensions([limit.due_on for limit in history])[0],
            latest_result=said.result if said else "",
            product=row.expected_product,
            percent=said.percent if said else None,
        )
    return found


def ids_by_title(connection: Connection) -> list[int]:
    """Return all ids in the order of a Vietnamese dictionary."""
    return list(connection.execute(select(task.c.id).order_by(task.c.sort_title)).scalars())


def ids_by_code(connection: Connection) -> list[int]:
    """Return all ids in document order."""
    query = (
        select(task.c.id)
        .join(document, document.c.id == task.c.document_id)
        .order_by(*names.DOCUMENT_ORDER, task.c.document_id, task.c.ordinal)
    )
    return list(connection.execute(query).scalars())


def id_of(
    connection: Connection, code_or_locator: str, followed_on: dt.date | None = None
) -> list[int]:
    """Return the ids of the tasks with this code, or with this locator in any document.

    The code of a further source names its task too.

    Args:
        connection: of the register.
        code_or_locator: the code or the locator.
        followed_on: only tasks of documents that are not of the past on that day; None: all.
    """
    query = select(task.c.id).where(
        (task.c.code == code_or_locator) | (task.c.locator == code_or_locator)
    )
    if followed_on is not None:
        query = query.join(document, document.c.id == task.c.document_id).where(
            names.followed_on(followed_on)
        )
    return list(connection.execute(query).scalars()) or related.task_of_source(
        connection, code_or_locator
    )


def latest_results(
    connection: Connection, ids: Sequence[int] | None, as_of: dt.date
) -> dict[int, str]:
    """Return task id → what was reported last by a day: the product, else the first words."""
    return {task: said.result for task, said in _latest(connection, ids, as_of).items()}


class _Latest(NamedTuple):
    result: str
    percent: int | None


def _latest(
    connection: Connection, ids: Sequence[int] | None, as_of: dt.date
) -> dict[int, _Latest]:
    query = (
        select(
            progress_update.c.task_id,
            func.substr(progress_update.c.result, 1, _CELL_CHARACTERS).label("result"),
            progress_update.c.product_number,
            progress_update.c.product_date,
            progress_update.c.percent,
        )
        .where(
            facts.among(progress_update.c.task_id, ids),
            progress_update.c.state.not_in(("reversal", "confirmed")),
            progress_update.c.effective_on <= as_of,
            facts.not_reversed(),
        )
        .order_by(progress_update.c.effective_on, progress_update.c.id)
    )
    found: dict[int, _Latest] = {}
    for row in connection.execute(query):
        product = row.product_number
        if product and row.product_date:
            product = f"{product}, {formats.date_in_table(row.product_date)}"
        before = found.get(row.task_id)
        percent = before.percent if row.percent is None and before else row.percent
        found[row.task_id] = _Latest(product or row.result, percent)
    return found


def time_limit_of(row: Any) -> TimeLimit:
    """Return the time limit that a row of ``time_limit`` holds."""
    return TimeLimit(
        kind=TimeLimitKind(row.kind),
        due_on=row.due_on,
        period=row.period,
        recurrence=Recurrence(row.recurrence) if row.recurrence else None,
        text=row.text,
    )
