"""Tasks with their roles, time limits, further sources and links to each other."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import AppendOnly, Base, Versioned


class Task(Versioned, Base):
    """One task; ``code`` (document/locator#n) is permanent.

    ``short_title`` is the task in one table row; ``points`` holds one short phrase a line, in our
    own words; ``source_text`` is filled by the user's import of the document. ``exists_from`` is
    the document's date. ``sort_title`` orders short titles as a Vietnamese dictionary does.
    """

    __tablename__ = "task"

    code: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    scheme_id: Mapped[int | None] = mapped_column(ForeignKey("scheme.id"))
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    locator: Mapped[str]
    ordinal: Mapped[int]
    title: Mapped[str]
    short_title: Mapped[str]
    sort_title: Mapped[str]
    points: Mapped[str] = mapped_column(default="")
    source_text: Mapped[str] = mapped_column(default="")
    source_note: Mapped[str] = mapped_column(default="")
    expected_product: Mapped[str] = mapped_column(default="")
    confidential: Mapped[bool] = mapped_column(default=False)
    exists_from: Mapped[dt.date]

    assignments: Mapped[list[Assignment]] = relationship(
        cascade="all, delete-orphan", order_by="Assignment.ordinal"
    )

    __table_args__ = (
        Index("ix_task_document_order", "document_id", "ordinal"),
        Index("ix_task_sort_title", "sort_title"),
    )


class Assignment(Base):
    """Task ↔ agency in one role; the first-named lead (ordinal 0) owns the task in counts."""

    __tablename__ = "assignment"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    role: Mapped[str]
    ordinal: Mapped[int]

    __table_args__ = (
        UniqueConstraint("task_id", "agency_id", "role"),
        Index("ix_assignment_task_role", "task_id", "role", "ordinal", "agency_id"),
        CheckConstraint("role IN ('lead', 'coordinating', 'monitoring', 'receiving')", "role"),
    )


class TaskSource(Versioned, Base):
    """A paragraph of another document that asks for the same work: no second task, another source.

    Its own words are kept as those of a task are; ``time_text`` is what it says of time.
    """

    __tablename__ = "task_source"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"))
    locator: Mapped[str]
    title: Mapped[str]
    short_title: Mapped[str]
    points: Mapped[str] = mapped_column(default="")
    time_text: Mapped[str] = mapped_column(default="")
    expected_product: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    source_text: Mapped[str] = mapped_column(default="")

    __table_args__ = (UniqueConstraint("document_id", "locator"),)


class TaskLink(Versioned, Base):
    """Two tasks that belong together, and why; the smaller id first."""

    __tablename__ = "task_link"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("task.id"), index=True)
    why: Mapped[str]

    __table_args__ = (
        UniqueConstraint("task_id", "other_id"),
        CheckConstraint("task_id < other_id", "order"),
    )


class TimeLimitRow(AppendOnly, Base):
    """A time limit as one authority set it; the newest in force on a day is the current one.

    ``set_on`` is the effective date; ``authority`` names the document of an extension, "" for the
    limit that the task's own document sets.
    """

    __tablename__ = "time_limit"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    set_on: Mapped[dt.date]
    kind: Mapped[str]
    due_on: Mapped[dt.date | None]
    period: Mapped[str | None]
    recurrence: Mapped[str | None]
    text: Mapped[str] = mapped_column(default="")
    authority: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        Index("ix_time_limit_task", "task_id", "set_on"),
        CheckConstraint("(kind IN ('date', 'period')) = (due_on IS NOT NULL)", "due"),
        CheckConstraint("(kind = 'continuing') = (recurrence IS NOT NULL)", "recurrence"),
    )
