"""The audit trail: one row for every transaction, and what it did to which rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import AppendOnly, Base


class Change(AppendOnly, Base):
    """One operation: who, when, what, in words.

    ``kind``: "do", "undo" (takes back ``undoes_id``), "redo" (does again what the undo
    ``undoes_id`` took back), "catalogue" (the shipped catalogue was applied), "restore" (a backup
    was put in the register's place) or "closing" (about reporting periods); the last
    three are no steps of undo.
    """

    __tablename__ = "change"

    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str]
    kind: Mapped[str]
    summary: Mapped[str]
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("change.id"), unique=True)

    __table_args__ = (
        CheckConstraint(
            "kind IN ('do', 'undo', 'redo', 'catalogue', 'restore', 'closing')", "kind"
        ),
    )


class ChangeTask(AppendOnly, Base):
    """A task in whose history a change stands that is about several at once."""

    __tablename__ = "change_task"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))

    __table_args__ = (
        Index("ix_change_task_change", "change_id"),
        Index("ix_change_task_task", "task_id"),
    )


class ChangeRow(AppendOnly, Base):
    """One row that a change wrote: its values before and after (None: it was not there)."""

    __tablename__ = "change_row"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"))
    table_name: Mapped[str]
    row_id: Mapped[int]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    __table_args__ = (Index("ix_change_row_change", "change_id"),)
