"""Progress updates: append-only, with an effective date, so that any past day can be read.

Files that prove an update are rows of their own; their content lies beside the register.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import AppendOnly, Base


class ProgressUpdate(AppendOnly, Base):
    """What was said of a task on a day.

    ``effective_on`` counts for as-of reading (for a completion: the product's date);
    ``recorded_at`` is when it was entered. ``reverses_id`` names the update that this row takes
    back; a reversal has the effective date of what it reverses and says nothing else. What was
    completed or stopped is open again from a later update ``reopened`` on, and a completion that
    the centre sends back from ``returned`` on; ``confirmed`` says that the centre took it.
    """

    __tablename__ = "progress_update"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    effective_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str]
    state: Mapped[str]
    percent: Mapped[int | None]
    product: Mapped[str] = mapped_column(default="")
    product_number: Mapped[str] = mapped_column(default="")
    product_date: Mapped[dt.date | None]
    result: Mapped[str] = mapped_column(default="")
    difficulties: Mapped[str] = mapped_column(default="")
    proposal: Mapped[str] = mapped_column(default="")
    directive: Mapped[str] = mapped_column(default="")
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("progress_update.id"), unique=True)

    __table_args__ = (
        Index("ix_progress_update_task", "task_id", "effective_on"),
        # Most updates are open ones; the index of lights asks for the others alone.
        Index("ix_progress_update_state", "state", "effective_on"),
        CheckConstraint(
            "state IN ('open', 'completed', 'stopped', 'reopened', 'confirmed', 'returned', "
            "'reversal')",
            "state",
        ),
        CheckConstraint("(state = 'reversal') = (reverses_id IS NOT NULL)", "reversal"),
        CheckConstraint("percent IS NULL OR percent BETWEEN 0 AND 100", "percent"),
    )


class Evidence(Base):
    """A file kept with the register that proves what an update says.

    The content lies under its hash in the folder beside the register; ``name`` is only ever shown.
    Undo takes the row out again (``change_row`` keeps what it held); the content stays.
    """

    __tablename__ = "evidence"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("progress_update.id"), index=True)
    name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    added_at: Mapped[dt.datetime]
    added_by: Mapped[str]
