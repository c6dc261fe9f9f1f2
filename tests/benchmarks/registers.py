"""Registers of many tasks for the benchmarks: the shipped catalogue, copied and varied.

Texts keep their real length; roles, sections and time limits are those of the task copied, so
groups and lights are spread as in the real register.
"""

from __future__ import annotations

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


def register_of(count: int, folder: Path) -> Path:
    """Make a register with ``count`` tasks and return its path; an existing one is kept."""
    path = folder / f"{count}.tiendo"
    if path.exists():
        return path
    part = folder / f"part-{count}.tiendo"
    part.unlink(missing_ok=True)
    create_register(part)
    register = open_register(part)
    _fill(register, count)
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
