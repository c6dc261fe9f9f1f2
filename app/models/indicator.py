"""Indicators and the targets that documents set for them."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class Indicator(Versioned, Base):
    """One indicator (or sub-row) as the first document names it."""

    __tablename__ = "indicator"

    code: Mapped[str] = mapped_column(unique=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    place: Mapped[str]
    stt: Mapped[str]
    group: Mapped[str]
    name: Mapped[str]
    unit: Mapped[str]
    direction: Mapped[str]
    accumulation: Mapped[str]
    note: Mapped[str]
    ordinal: Mapped[int]

    __table_args__ = (
        CheckConstraint("direction IN ('increase', 'decrease', 'maintain')", "direction"),
        CheckConstraint(
            "accumulation IN ('cumulative', 'point_in_time', 'yearly')", "accumulation"
        ),
    )


class IndicatorAssignment(Base):
    """Indicator ↔ agency in one of the four roles."""

    __tablename__ = "indicator_assignment"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    role: Mapped[str]
    ordinal: Mapped[int]

    __table_args__ = (UniqueConstraint("indicator_id", "agency_id", "role"),)


class Target(Base):
    """A level that one document sets for one year; ``text`` is the level as printed."""

    __tablename__ = "target"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    place: Mapped[str]
    year: Mapped[int]
    year_printed: Mapped[int | None]
    operator: Mapped[str]
    value: Mapped[float | None]
    upper: Mapped[float | None]
    unit: Mapped[str]
    text: Mapped[str]
    note: Mapped[str]

    __table_args__ = (UniqueConstraint("indicator_id", "document_id", "year", "place"),)
