"""Reporting periods, their closings, and what a closing keeps of every task."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import AppendOnly, Base, Versioned


class ReportingPeriod(Versioned, Base):
    """A month, quarter, half-year, year, or the office's own, and the last day of its figures."""

    __tablename__ = "reporting_period"

    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    begins_on: Mapped[dt.date | None]
    closes_on: Mapped[dt.date]

    __table_args__ = (
        CheckConstraint("kind IN ('month', 'quarter', 'half', 'year', 'own')", "kind"),
        CheckConstraint("begins_on IS NULL OR begins_on <= closes_on", "days"),
    )


class PeriodClosing(Versioned, Base):
    """Chốt số liệu of a period: who and when; and, where it was opened again, by whom and why.

    ``holder_id`` is the closing whose rows it reads: of two periods with one closing day the second
    shares what the first has kept. ``fingerprint`` is that of the content.
    """

    __tablename__ = "period_closing"

    period_id: Mapped[int] = mapped_column(ForeignKey("reporting_period.id"), index=True)
    closes_on: Mapped[dt.date]
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("period_closing.id"))
    fingerprint: Mapped[str]
    closed_at: Mapped[dt.datetime]
    closed_by: Mapped[str]
    reopened_at: Mapped[dt.datetime | None]
    reopened_by: Mapped[str | None]
    reason: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("(reopened_at IS NULL) = (reason IS NULL)", "reason"),
        Index("ix_period_closing_day", "closes_on"),
    )


class FrozenTask(AppendOnly, Base):
    """One task as it stood when its day was closed: its light, and the part with all of it.

    No foreign key on the task: what is closed outlives what the catalogue takes away.
    """

    __tablename__ = "frozen_task"

    closing_id: Mapped[int] = mapped_column(ForeignKey("period_closing.id"))
    task_id: Mapped[int]
    light: Mapped[str]
    days: Mapped[int | None]
    part: Mapped[int]

    __table_args__ = (UniqueConstraint("closing_id", "task_id"),)


class FrozenPart(AppendOnly, Base):
    """Records of a closed day as compressed JSON (see `db.record_codec`).

    ``what``: "index", "settings", "rows", "indicators", "doers"; "details", which come in numbered
    parts; or "judged", the lights of indicators, numbered by their period.
    """

    __tablename__ = "frozen_part"

    closing_id: Mapped[int] = mapped_column(ForeignKey("period_closing.id"))
    what: Mapped[str]
    number: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("closing_id", "what", "number"),)
