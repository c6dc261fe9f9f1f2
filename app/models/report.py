"""Report duties of documents, and the reports that arrived."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class ReportDuty(Versioned, Base):
    """Who reports to whom, how often. ``task_id``: the task whose own duty this is.

    ``active_from`` is the day from which the office judges by it; None until it is switched on or
    its first report is recorded. No ``recurrence``: the document says only "theo quy định".
    """

    __tablename__ = "report_duty"

    code: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    title: Mapped[str]
    recurrence: Mapped[str | None]
    due_on: Mapped[dt.date | None]
    text: Mapped[str]
    place: Mapped[str]
    active_from: Mapped[dt.date | None]

    __table_args__ = (CheckConstraint("(recurrence = 'once') = (due_on IS NOT NULL)", "due"),)


class ReportDutyParty(Base):
    """An agency that sends (role "sending") or receives (role "receiving") the report."""

    __tablename__ = "report_duty_party"

    duty_id: Mapped[int] = mapped_column(ForeignKey("report_duty.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    role: Mapped[str]

    __table_args__ = (CheckConstraint("role IN ('sending', 'receiving')", "role"),)


class ReportReceipt(Base):
    """A report that arrived: duty × agency × period (see `app.domain.reporting.ReportPeriod`).

    Of a period there is one receipt or none, so undo takes the row out again; ``change_row`` keeps
    what it held. Nothing changes a receipt once it is written.
    """

    __tablename__ = "report_receipt"

    duty_id: Mapped[int] = mapped_column(ForeignKey("report_duty.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    period: Mapped[str]
    arrived_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str]

    __table_args__ = (UniqueConstraint("duty_id", "agency_id", "period"),)
