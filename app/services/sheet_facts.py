"""What one sheet is made from, read in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.records import RegisterIndex
from app.domain.task_detail import TaskDetail
from app.services.register import Register
from db.queries import directory as names
from db.queries import index as index_query
from db.queries import task_details


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Everything one sheet is made from, of one moment: index, settings, details by task id."""

    index: RegisterIndex
    settings: dict[str, str]
    details: dict[int, TaskDetail]


def load_sheet_facts(
    register: Register, as_of: dt.date, wanted: Callable[[RegisterIndex], Sequence[int]]
) -> SheetFacts:
    """Read for a sheet in one transaction, so that a write in between cannot spoil its sums.

    Args:
        register: the open register.
        as_of: the calendar day asked for.
        wanted: chooses from the index the tasks whose details are needed.
    """
    with register.reading() as connection:
        index = index_query.load(connection, as_of, register.name)
        settings = names.setting_values(connection, as_of)
        ids = wanted(index)
        details = task_details.details(connection, ids, as_of, index.soon_days) if ids else []
        return SheetFacts(index, settings, {detail.id: detail for detail in details})
