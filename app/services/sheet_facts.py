"""What one sheet is made from, read in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.changes import changed
from app.domain.records import RegisterIndex
from app.domain.task_detail import TaskDetail
from app.services.register import Register
from db.queries import directory as names
from db.queries import index as index_query
from db.queries import task_details


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Everything one sheet is made from, of one moment: index, settings, details by task id.

    ``before``: the index of the day that the sheet compares with, where it does. ``opened``: the
    restricted tasks, where they were asked for: in ``index`` they are as others.
    """

    index: RegisterIndex
    settings: dict[str, str]
    details: dict[int, TaskDetail]
    before: RegisterIndex | None = None
    opened: frozenset[int] = frozenset()


def load_sheet_facts(
    register: Register,
    as_of: dt.date,
    wanted: Callable[[RegisterIndex], Sequence[int]],
    *,
    since: dt.date | None = None,
    include_restricted: bool = False,
) -> SheetFacts:
    """Read for a sheet in one transaction, so that a write in between cannot spoil its sums.

    Args:
        register: the open register.
        as_of: the calendar day asked for.
        wanted: chooses from the index the tasks whose details are needed.
        since: the day that is compared with; the details of what differs are read, too.
        include_restricted: whether restricted tasks stand on the sheet as others do.
    """
    with register.reading() as connection:
        index = index_query.load(connection, as_of, register.name)
        opened = frozenset[int]()
        if include_restricted:
            index, opened = _opened(index)
        settings = names.setting_values(connection, as_of)
        before = index_query.load(connection, since, register.name) if since else None
        if before is not None and include_restricted:
            before, _ = _opened(before)
        differing = changed(before, index) if before is not None else ()
        ids = list({*wanted(index), *differing})
        details = task_details.details(connection, ids, as_of, index.soon_days) if ids else []
        found = {detail.id: detail for detail in details}
        return SheetFacts(index, settings, found, before, opened)


def _opened(index: RegisterIndex) -> tuple[RegisterIndex, frozenset[int]]:
    """Return an index in which no task is restricted, and which ones were."""
    every = (*index.tasks, *index.closed)
    tasks = [ref._replace(confidential=False) for ref in index.tasks]
    closed = [ref._replace(confidential=False) for ref in index.closed]
    restricted = frozenset(ref.id for ref in every if ref.confidential)
    return replace(index, tasks=tasks, closed=closed), restricted
