"""Who has told nothing for a while: agencies with open tasks, without an update or a report."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, select

from app.domain.records import RegisterIndex
from app.domain.scopes import office_order
from app.domain.traffic_light import Light
from db.queries.facts import not_reversed
from db.queries.schema import progress_update, report_receipt

_ENDED = (Light.DONE_IN_TIME, Light.DONE_LATE, Light.STOPPED)


def silent_agencies(connection: Connection, index: RegisterIndex, days: int) -> list[int]:
    """Return the single agencies that lead open tasks and told nothing in the days before.

    An update of any of its tasks counts, and a report that came; the day of effect decides, as
    everywhere. Collective names are left out: nobody can be asked.
    """
    since = index.as_of - dt.timedelta(days=days)
    updated = set(
        connection.execute(
            select(progress_update.c.task_id)
            .where(
                progress_update.c.state != "reversal",
                progress_update.c.effective_on > since,
                progress_update.c.effective_on <= index.as_of,
                not_reversed(),
            )
            .distinct()
        ).scalars()
    )
    reported = set(
        connection.execute(
            select(report_receipt.c.agency_id)
            .where(report_receipt.c.arrived_on > since, report_receipt.c.arrived_on <= index.as_of)
            .distinct()
        ).scalars()
    )
    spoke = reported | {ref.lead_id for ref in index.tasks if ref.id in updated}
    agencies = index.directory.agencies
    with_open = {ref.lead_id for ref in index.tasks if ref.light not in _ENDED}
    silent = [key for key in with_open - spoke if key in agencies and not agencies[key].collective]
    return sorted(silent, key=lambda key: office_order(agencies[key], key))
