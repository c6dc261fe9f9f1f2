"""What the texts and roles of tasks tell for "6 rõ"; the rest stands in the index."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from app.domain.records import RegisterIndex
from app.domain.six_clear import TaskFacts, Unclear, missing
from db.queries.schema import assignment, task


def unclear(connection: Connection, index: RegisterIndex) -> list[Unclear]:
    """Return every task that is followed, with what it lacks (nothing, for a clear one)."""
    with_content = set(
        connection.execute(
            select(task.c.id).where(or_(task.c.points != "", task.c.source_text != ""))
        ).scalars()
    )
    with_product = set(
        connection.execute(select(task.c.id).where(task.c.expected_product != "")).scalars()
    )
    monitored = set(
        connection.execute(
            select(assignment.c.task_id).where(assignment.c.role == "monitoring")
        ).scalars()
    )
    agencies = index.directory.agencies
    found = []
    for ref in index.tasks:
        lead = agencies.get(ref.lead_id)
        facts = TaskFacts(
            has_lead=lead is not None,
            single_lead=lead is not None and not lead.collective,
            has_monitor=ref.id in monitored,
            has_content=ref.id in with_content,
            has_limit=ref.due_on is not None or ref.recurrence is not None,
            has_product=ref.id in with_product,
            has_leader=bool(ref.leader_id) and not ref.leader_suggested,
        )
        lacks = missing(facts, confidential=ref.confidential)
        found.append(Unclear(ref.id, ref.document_id, lacks))
    return found
