"""Registers of many tasks for the benchmarks: the shipped catalogue, copied and varied.

Texts keep their real length; roles, sections and time limits are those of the task copied, so
groups and lights are spread as in the real register.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from app import models
from app.domain.text import sort_key
from app.services.register import Register, create_register, open_register
from app.services.search_words import index_tasks
from db.engine import begin_write

if TYPE_CHECKING:
    from pathlib import Path

_SEED = 20261121


def register_of(count: int, folder: Path, updates: int = 0) -> Path:
    """Make a register with ``count`` tasks and return its path; an existing one is kept.

    Args:
        count: of tasks.
        folder: where it lies.
        updates: how many progress updates each task gets, one a fortnight.
    """
    path = folder / f"{count}-{updates}.tiendo"
    if path.exists():
        return path
    part = folder / f"part-{count}.tiendo"
    part.unlink(missing_ok=True)
    create_register(part)
    register = open_register(part)
    _fill(register, count)
    if updates:
        _update(register, count, updates)
    register.close()
    part.rename(path)
    return path


def _fill(register: Register, count: int) -> None:
    chance = random.Random(_SEED)  # noqa: S311 - data, not secrets
    tables = models.Base.metadata.tables
    task, roles, limit = tables["task"], tables["assignment"], tables["time_limit"]
    with begin_write(register.engine) as connection, connection.begin():
        document = tables["document"]
        followed = select(document.c.id).where(document.c.closed_on.is_(None))
        query = select(task).where(task.c.document_id.in_(followed))
        originals = [dict(row._mapping) for row in connection.execute(query)]
        role_rows = [dict(row._mapping) for row in connection.execute(select(roles))]
        limit_rows = [dict(row._mapping) for row in connection.execute(select(limit))]
        for table in (roles, limit, tables["task_source"], tables["task_link"]):
            connection.execute(delete(table))
        connection.exec_driver_sql("DELETE FROM task_search")
        connection.execute(tables["report_duty"].update().values(task_id=None))
        connection.execute(delete(task))
        by_task: dict[int, list[dict[str, Any]]] = {}
        for row in role_rows:
            by_task.setdefault(row["task_id"], []).append(row)
        limits = {row["task_id"]: row for row in limit_rows}
        tasks, assignments, time_limits = [], [], []
        for number in range(count):
            original = originals[number % len(originals)]
            copy = number // len(originals)
            tag = f" (bản {copy}, tổ {chance.randrange(1000)})" if copy else ""
            tasks.append(
                original
                | {
                    "id": number + 1,
                    "code": f"{original['code']}{'' if not copy else f'-{copy}'}",
                    "ordinal": number,
                    "title": original["title"] + tag,
                    "short_title": original["short_title"] + tag,
                    "sort_title": sort_key(original["short_title"] + tag),
                }
            )
            assignments += [
                {k: v for k, v in row.items() if k != "id"} | {"task_id": number + 1}
                for row in by_task.get(original["id"], ())
            ]
            row = limits[original["id"]]
            time_limits.append(
                {k: v for k, v in row.items() if k != "id"} | {"task_id": number + 1}
            )
        connection.execute(insert(task), tasks)
        connection.execute(insert(roles), assignments)
        connection.execute(insert(limit), time_limits)
        index_tasks(connection, None)


def _update(register: Register, count: int, updates: int) -> None:
    """Give every task some updates, a third of the tasks a completion as the last of them."""
    first = dt.date(2026, 2, 10)
    columns = ("task_id", "effective_on", "recorded_at", "recorded_by", "state", "percent",
               "product", "product_number", "product_date", "result", "difficulties", "proposal",
               "directive")  # fmt: skip
    rows = []
    for task_id in range(1, count + 1):
        for number in range(updates):
            day = first + dt.timedelta(days=14 * number + task_id % 14)
            done = number == updates - 1 and task_id % 3 == 0
            rows.append(
                (task_id, day, dt.datetime.combine(day, dt.time(9)), "can.bo",
                 "completed" if done else "open", 100 if done else 10 * number,
                 "Báo cáo" if done else "", f"{task_id}/BC-STC" if done else "",
                 day if done else None, f"Đã rà soát {number * 7} cơ sở, đạt {10 * number}%",
                 "", "", "")
            )  # fmt: skip
    table = models.Base.metadata.tables["progress_update"]
    with begin_write(register.engine) as connection, connection.begin():
        for start in range(0, len(rows), 5_000):
            part = [dict(zip(columns, row, strict=True)) for row in rows[start : start + 5_000]]
            connection.execute(insert(table), part)
