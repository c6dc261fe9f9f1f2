"""What the shipped catalogue holds, counted from its files: what lists and sheets have to show.

How many tasks a document gives is tested in ``tests/unit/catalogue`` alone; other tests ask here.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from app import paths
from app.domain.tally import Tally
from app.domain.traffic_light import DEFAULT_SOON_DAYS, Light
from db import catalogue_reader

if TYPE_CHECKING:
    from db.catalogue_entries import CatalogueFiles, DocumentEntry, TaskEntry

TODAY = dt.date(2026, 11, 21)
NOBODY = ""
"""Stands for "no agency" and "no leader"."""


@cache
def catalogue() -> CatalogueFiles:
    return catalogue_reader.read(paths.catalogue())


def documents(as_of: dt.date = TODAY) -> list[DocumentEntry]:
    """Return the documents that are issued on a day and not yet of the past."""
    return [
        each
        for each in catalogue().documents
        if each.issued_on <= as_of and (each.closed_on is None or as_of <= each.closed_on)
    ]


def tasks(
    as_of: dt.date = TODAY,
    *,
    agency: str | None = None,
    leader: str | None = None,
    document: str | None = None,
    printed: bool = False,
) -> list[TaskEntry]:
    """Return the tasks that are followed on a day.

    Args:
        as_of: the day.
        agency: only those that it leads as first named; `NOBODY`: those that nobody leads.
        leader: only those of agencies suggested for this official; `NOBODY`: all others.
        document: only those of one code.
        printed: only those that a sheet may name.
    """
    return [
        task
        for each in documents(as_of)
        for task in each.tasks
        if document in (None, each.code)
        and agency in (None, _lead(task))
        and leader in (None, _leaders().get(_lead(task), NOBODY))
        and not (printed and task.confidential)
    ]


def count(as_of: dt.date = TODAY, **only: Any) -> int:
    return len(tasks(as_of, **only))


def printed(as_of: dt.date = TODAY, **only: Any) -> int:
    """Count the tasks that a sheet may name."""
    return len(tasks(as_of, **only, printed=True))


def restricted() -> int:
    return count() - printed()


def tally(as_of: dt.date = TODAY, **only: Any) -> Tally:
    """Count the lights of a register in which nothing was recorded yet."""
    return Tally.of(_light(task.time.due_on, as_of) for task in tasks(as_of, **only))


def tiles(as_of: dt.date = TODAY) -> list[int]:
    """Return the figures of the six tiles for a register in which nothing was recorded yet."""
    counts = tally(as_of)
    lights = (Light.IN_TIME, Light.DUE_SOON, Light.OVERDUE, Light.UNKNOWN)
    return [counts.total, counts.completed, *(counts[light] for light in lights)]


def _light(due_on: dt.date | None, as_of: dt.date) -> Light:
    if due_on is None:
        return Light.UNKNOWN
    left = (due_on - as_of).days
    if left < 0:
        return Light.OVERDUE
    return Light.DUE_SOON if left <= DEFAULT_SOON_DAYS else Light.IN_TIME


def _lead(task: TaskEntry) -> str:
    return next(iter(task.roles.get("lead", ())), NOBODY)


@cache
def _leaders() -> dict[str, str]:
    return {each.agency: each.official for each in catalogue().portfolios}
