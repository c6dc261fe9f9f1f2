"""What tests do with a register, and how two moments of one are compared."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app import models
from app.domain.records import ChangeSet, Completion, ReportArrival, SheetScope, SheetScopeKind
from app.services import reading, receipts, sheets, tracking
from db.engine import begin_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.register import Register

TODAY = dt.date(2026, 11, 21)
DATED = "KHNQ02-2026/TCTH.1#2"
"""Due on 06/3/2026."""
YEARLY = "KHNQ02-2026/III.6.(1)#2"
"""Due on 31/12/2026: a period."""
DATED_PLACE = "TCTH.1 #2, Kế hoạch triển khai Nghị quyết 02/NQ-CP"
UNDATED = "CTr04-2026/II.1.a#1"
UNDATED_PLACE = "II.1.a #1, Chương trình hành động 04/CTr-UBND"
CONTINUING = "CTr04-2026/III.1#1b"
"""Monthly, its leads are all agencies and all communes."""
CONTINUOUS = "CTr04-2026/II.2.a#1"
"""Without a period of its own, led by Sở Tài chính; its duties are those of its document."""
MONTHLY_DUTY = "CTr04-2026/BC-THANG"
RESTRICTED = "CTr04-2026/II.11.a#2a"


def task_id(register: Register, code: str) -> int:
    return reading.find_task(register, code)


def completion(on: dt.date = dt.date(2026, 11, 2), **fields: str) -> Completion:
    values = {"product": "Kế hoạch", "number": "12/KH-STC"} | fields
    return Completion(completed_on=on, **values)


def complete(
    register: Register,
    code: str,
    on: dt.date = dt.date(2026, 11, 2),
    today: dt.date = TODAY,
    **fields: str,
) -> ChangeSet:
    return tracking.complete_task(
        register, task_id(register, code), completion(on, **fields), today
    )


def report(
    register: Register,
    code: str,
    period: str,
    arrived_on: dt.date,
    duty: str = MONTHLY_DUTY,
) -> ChangeSet:
    """Record that the report of a period came, of the task's first lead."""
    arrival = ReportArrival(duty_id(register, duty), period, arrived_on)
    return receipts.record_report(register, task_id(register, code), arrival, TODAY)


def duty_id(register: Register, code: str) -> int:
    with register.reading() as connection:
        query = text("SELECT id FROM report_duty WHERE code = :code")
        found: int = connection.execute(query, {"code": code}).scalar_one()
        return found


def write(register: Register, *rows: models.Base) -> None:
    """Put rows in behind the services' back: what later versions of the program will record."""
    with (
        begin_write(register.engine) as connection,
        connection.begin(),
        Session(connection) as session,
    ):
        session.add_all(rows)
        session.flush()


def execute(register: Register, statement: str, **values: Any) -> None:
    with begin_write(register.engine) as connection, connection.begin():
        connection.execute(text(statement), values)


def update(task: int, effective_on: dt.date, state: str = "open", **fields: Any) -> models.Base:
    return models.ProgressUpdate(
        task_id=task,
        effective_on=effective_on,
        recorded_at=dt.datetime.combine(effective_on, dt.time(8)),
        recorded_by="can.bo",
        state=state,
        **fields,
    )


def limit(task: int, set_on: dt.date, due_on: dt.date, authority: str) -> models.Base:
    return models.TimeLimitRow(
        task_id=task, set_on=set_on, kind="date", due_on=due_on, authority=authority
    )


def rows_of(register: Register, table: str) -> list[tuple[Any, ...]]:
    with register.reading() as connection:
        found = connection.execute(text(f"SELECT * FROM {table} ORDER BY id"))  # noqa: S608
        return [tuple(row) for row in found]


def scopes(register: Register, as_of: dt.date = TODAY) -> list[SheetScope]:
    """Return every scope that a tracking sheet can have, those of nobody included.

    Of the agencies without a task only the last one.
    """
    index = reading.load_index(register, as_of)
    directory = index.directory
    agencies = {ref.lead_id for ref in index.tasks}.union(*(r.other_lead_ids for r in index.tasks))
    kinds: Sequence[tuple[SheetScopeKind, Sequence[int]]] = (
        (SheetScopeKind.ALL, [0]),
        (SheetScopeKind.AGENCY, sorted({0, *agencies, *list(directory.agencies)[-1:]})),
        (SheetScopeKind.LEADER, [0, *directory.officials]),
        (SheetScopeKind.DOCUMENT, list(directory.documents)),
    )
    return [SheetScope(kind, scope_id) for kind, ids in kinds for scope_id in ids]


def what_people_see(register: Register, as_of: dt.date = TODAY) -> dict[str, Any]:
    """Return all that screens and sheets show as of a day, apart from the history of changes.

    Updates that were reversed belong to the history; the numbers of updates do too.
    """
    index = reading.load_index(register, as_of)
    ids = [ref.id for ref in index.tasks]
    details = {}
    for detail in reading.load_details(register, None, as_of):
        in_force = [
            {name: getattr(u, name) for name in type(u).__slots__ if name not in _HISTORY}
            for u in detail.updates
            if not u.reversed
        ]
        others = {
            name: getattr(detail, name) for name in type(detail).__slots__ if name != "updates"
        }
        details[detail.id] = (others, in_force)
    return {
        "index": index,
        "rows": reading.load_rows(register, ids, as_of),
        "details": details,
        "overview": reading.load_overview(register, index, as_of - dt.timedelta(days=30)),
        "tracking": sheets.tracking(register, SheetScope(), as_of),
        "summary": sheets.summary(register, as_of, by_leader=False),
        "leaders": sheets.summary(register, as_of, by_leader=True),
        "found": reading.search(register, "ke hoach"),
        "portfolios": _portfolios(register),
    }


_HISTORY = ("id", "recorded_at", "recorded_by")


def _portfolios(register: Register) -> list[tuple[Any, ...]]:
    with register.reading() as connection:
        found = connection.execute(
            text(
                "SELECT official_id, agency_id, valid_from, valid_to, confirmed, source "
                "FROM portfolio ORDER BY id"
            )
        )
        return [tuple(row) for row in found]


def changes(register: Register) -> list[Any]:
    """Return the audit rows, oldest first."""
    with register.reading() as connection:
        return list(connection.execute(select(models.Change.__table__).order_by(text("id"))))
