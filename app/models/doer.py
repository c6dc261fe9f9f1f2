"""What each doer of a collective task has done: append-only, so that any past day can be read."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import AppendOnly, Base


class DoerUpdate(AppendOnly, Base):
    """One agency among the doers of one task is done from a day on, or is open again.

    ``effective_on`` is the date of the product and counts for as-of reading; ``reverses_id`` names
    the row that this one takes back, with the same effective date and nothing else said.
    """

    __tablename__ = "doer_update"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    effective_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str]
    state: Mapped[str]
    product: Mapped[str] = mapped_column(default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("doer_update.id"), unique=True)

    __table_args__ = (
        Index("ix_doer_update_task", "task_id", "agency_id", "effective_on"),
        CheckConstraint("state IN ('done', 'open', 'reversal')", "state"),
        CheckConstraint("(state = 'reversal') = (reverses_id IS NOT NULL)", "reversal"),
    )
