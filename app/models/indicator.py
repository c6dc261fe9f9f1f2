"""Indicators, the targets that documents set for them, and what was measured."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import AppendOnly, Base, Versioned


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
    """What one document sets for one year; ``text`` is the level as printed.

    ``measure`` (`app.domain.targets.Measure`) is the level in ``year``, or something over the years
    ``from_year`` to ``year``.
    """

    __tablename__ = "target"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    place: Mapped[str]
    year: Mapped[int]
    measure: Mapped[str] = mapped_column(default="level", server_default="level")
    from_year: Mapped[int | None]
    year_printed: Mapped[int | None]
    operator: Mapped[str]
    value: Mapped[float | None]
    upper: Mapped[float | None]
    unit: Mapped[str]
    text: Mapped[str]
    note: Mapped[str]

    __table_args__ = (
        UniqueConstraint("indicator_id", "document_id", "year", "measure", "place"),
        CheckConstraint("measure IN ('level', 'average', 'total', 'each_year')", "measure"),
        CheckConstraint("(measure = 'level') = (from_year IS NULL)", "from_year"),
    )


class TargetComparison(Versioned, Base):
    """What a person made of several targets of one indicator for one year.

    ``verdict``: they differ, or only their notation or unit does (`app.domain.targets.Verdict`).
    """

    __tablename__ = "target_comparison"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    year: Mapped[int]
    measure: Mapped[str]
    verdict: Mapped[str]
    note: Mapped[str]

    __table_args__ = (
        UniqueConstraint("indicator_id", "year", "measure"),
        CheckConstraint("measure IN ('level', 'average', 'total', 'each_year')", "measure"),
        CheckConstraint("verdict IN ('differs', 'notation', 'unit')", "verdict"),
    )


class JudgingTarget(Versioned, Base):
    """Which of several targets for a year judges an indicator, from the day of the choice on."""

    __tablename__ = "judging_target"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    year: Mapped[int]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    place: Mapped[str]
    chosen_on: Mapped[dt.date]
    chosen_by: Mapped[str]

    __table_args__ = (UniqueConstraint("indicator_id", "year", "chosen_on"),)


class Measurement(AppendOnly, Base):
    """What was measured for an indicator in a period (see `app.domain.periods.Period.key`).

    A period of several years ("2021-2025") has the yearly average of these years as its value.

    ``value`` is that of the period alone, ``cumulative`` from the start of the year to its end,
    ``same_period_last_year`` what the latter (of a level: the figure) was a year before,
    ``estimate`` what the whole year is expected to give; ``rank`` of ``ranked_of`` is the place of
    an index, 1 the best; ``text`` is the figure as printed. The
    source is a place in a document, or ``source`` in free words. ``effective_on`` is the day on
    which the figure became known and counts for as-of reading; of several in force for a period the
    newest holds. ``reverses_id`` names the row that this one takes back.
    """

    __tablename__ = "measurement"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    period: Mapped[str]
    value: Mapped[float | None]
    cumulative: Mapped[float | None]
    same_period_last_year: Mapped[float | None]
    estimate: Mapped[float | None]
    rank: Mapped[int | None]
    ranked_of: Mapped[int | None]
    unit: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    place: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    effective_on: Mapped[dt.date]
    recorded_at: Mapped[dt.datetime]
    recorded_by: Mapped[str]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("measurement.id"), unique=True)

    __table_args__ = (Index("ix_measurement_indicator", "indicator_id", "period"),)
