"""What one sheet is made from, read in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.domain.changes import changed
from app.domain.doers import DoerState
from app.domain.indicators import IndicatorBook
from app.domain.records import RegisterIndex
from app.domain.task_detail import TaskDetail
from app.services.register import Register
from db.queries import directory as names
from db.queries import doers as doer_queries
from db.queries import index as index_query
from db.queries import indicators as indicator_queries
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
        before = index_query.load_before(connection, since, as_of, register.name) if since else None
        return _facts(connection, index, before, wanted, include_restricted=include_restricted)


@dataclass(frozen=True, slots=True)
class PackFacts:
    """Everything the papers of a meeting are made from, of one moment.

    ``states``: collective tasks → their doers with states.
    """

    sheets: SheetFacts
    book: IndicatorBook
    states: dict[int, tuple[DoerState, ...]]


def load_pack_facts(
    register: Register, as_of: dt.date, since: dt.date, *, include_restricted: bool = False
) -> PackFacts:
    """Read everything for all sheets in one transaction; see `load_sheet_facts`."""
    with register.reading() as connection:
        index = index_query.load(connection, as_of, register.name)
        before = index_query.load_before(connection, since, as_of, register.name)
        ids = [ref.id for ref in index.tasks]
        facts = _facts(
            connection, index, before, lambda _index: ids, include_restricted=include_restricted
        )
        return PackFacts(
            sheets=facts,
            book=indicator_queries.load(connection, as_of),
            states=doer_queries.states_on(connection, ids, as_of, index.soon_days),
        )


def _facts(
    connection: Connection,
    index: RegisterIndex,
    before: RegisterIndex | None,
    wanted: Callable[[RegisterIndex], Sequence[int]],
    *,
    include_restricted: bool,
) -> SheetFacts:
    opened = frozenset[int]()
    if include_restricted:
        index, opened = _opened(index)
        before = _opened(before)[0] if before is not None else None
    differing = changed(before, index) if before is not None else ()
    ids = list({*wanted(index), *differing})
    details = task_details.details(connection, ids, index.as_of, index.soon_days) if ids else []
    found = {detail.id: detail for detail in details}
    settings = names.setting_values(connection, index.as_of)
    return SheetFacts(index, settings, found, before, opened)


def _opened(index: RegisterIndex) -> tuple[RegisterIndex, frozenset[int]]:
    """Return an index in which no task is restricted, and which ones were."""
    every = (*index.tasks, *index.closed)
    tasks = [ref._replace(confidential=False) for ref in index.tasks]
    closed = [ref._replace(confidential=False) for ref in index.closed]
    restricted = frozenset(ref.id for ref in every if ref.confidential)
    return replace(index, tasks=tasks, closed=closed), restricted
