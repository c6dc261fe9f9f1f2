"""Who does a collective task, and how far each has come, as of one day.

Use `states_on` for screen and paper alike: it takes task ids and a day and returns
task id → its doers in the office's order, each an `app.domain.doers.DoerState` (agency, done on,
product, light). A task whose leads are all single agencies is missing in the answer; a collective
without members on that day gives an empty tuple.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.domain.doers import DoerState, in_force
from app.domain.records import AgencyRecord
from app.domain.traffic_light import TaskState, assess
from db.queries import closed, facts
from db.queries import directory as names
from db.queries.schema import doer_update

_reversal = doer_update.alias("doer_reversal")


def states_on(
    connection: Connection, task_ids: Sequence[int], as_of: dt.date, soon_days: int
) -> dict[int, tuple[DoerState, ...]]:
    """Return the doers of collective tasks with their states as of a day.

    The doers are the members on that day of every collective lead, and the leads that stand beside
    it by their own name. What was entered of an agency before it was renamed is its heir's.

    Args:
        connection: of the register.
        task_ids: the tasks asked for.
        as_of: the calendar day.
        soon_days: N of that day.
    """
    holder = closed.holder_on(connection, as_of)
    if holder is not None:
        return closed.doers(connection, holder, task_ids)
    agencies = names.agencies(connection)
    heirs = names.heirs_on(connection, as_of)
    doers = _doers(connection, task_ids, as_of, agencies, heirs)
    limits = facts.limits(connection, as_of, list(doers))
    said = _said(connection, list(doers), as_of, names.newborn_heirs_on(connection, as_of))
    return {
        task: tuple(
            _state(
                agencies[agency],
                said.get((task, agency)),
                limits[task].due_on if task in limits else None,
                as_of,
                soon_days,
            )
            for agency in members
        )
        for task, members in doers.items()
    }


def unlisted_on(connection: Connection, task_id: int, as_of: dt.date) -> tuple[AgencyRecord, ...]:
    """Return the collective leads of a task that have no members on a day, first named first."""
    agencies = names.agencies(connection)
    heirs = names.heirs_on(connection, as_of)
    members = _members(connection, as_of, heirs)
    leads = dict.fromkeys(
        heirs.get(lead, lead) for lead in facts.leads(connection, [task_id]).get(task_id, ())
    )
    return tuple(
        agencies[lead] for lead in leads if agencies[lead].collective and not members.get(lead)
    )


def _members(
    connection: Connection, as_of: dt.date, heirs: Mapping[int, int]
) -> dict[int, list[int]]:
    """Return collective → its members on a day."""
    members: dict[int, list[int]] = {}
    for member, collectives in names.memberships(connection, as_of).items():
        for collective in collectives:
            members.setdefault(collective, []).append(heirs.get(member, member))
    return members


def _doers(
    connection: Connection,
    task_ids: Sequence[int],
    as_of: dt.date,
    agencies: Mapping[int, AgencyRecord],
    heirs: Mapping[int, int],
) -> dict[int, list[int]]:
    members = _members(connection, as_of, heirs)
    found = {}
    for task, leads in facts.leads(connection, task_ids).items():
        today = [heirs.get(lead, lead) for lead in leads]
        if not any(agencies[lead].collective for lead in today):
            continue
        doers = {
            doer
            for lead in today
            for doer in (members.get(lead, ()) if agencies[lead].collective else (lead,))
        }
        found[task] = sorted(doers, key=lambda each: (agencies[each].order, each))
    return found


def _said(
    connection: Connection, task_ids: Sequence[int], as_of: dt.date, heirs: Mapping[int, int]
) -> dict[tuple[int, int], Any]:
    """Return (task, agency) → the entry that holds on the day."""
    taken_back = select(_reversal.c.reverses_id).where(_reversal.c.reverses_id.is_not(None))
    query = (
        select(doer_update)
        .where(
            facts.among(doer_update.c.task_id, task_ids),
            doer_update.c.reverses_id.is_(None),
            doer_update.c.id.not_in(taken_back),
        )
        .order_by(doer_update.c.id)
    )
    entries: dict[tuple[int, int], list[Any]] = {}
    for row in connection.execute(query):
        who = heirs.get(row.agency_id, row.agency_id)
        entries.setdefault((row.task_id, who), []).append(row)
    return {who: found for who, rows in entries.items() if (found := in_force(rows, as_of))}


def _state(
    agency: AgencyRecord, row: Any, due_on: dt.date | None, as_of: dt.date, soon_days: int
) -> DoerState:
    done = row is not None and row.state == "done"
    return DoerState(
        agency_id=agency.id,
        name=agency.name,
        short_name=agency.short_name,
        done_on=row.effective_on if done else None,
        product=row.product if done else "",
        assessment=assess(
            as_of=as_of,
            state=TaskState.COMPLETED if done else TaskState.OPEN,
            completed_on=row.effective_on if done else None,
            due_on=due_on,
            soon_days=soon_days,
        ),
        recorded_at=row.recorded_at if row is not None else None,
        recorded_by=row.recorded_by if row is not None else "",
    )
