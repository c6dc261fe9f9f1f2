"""Leaders and what they are in charge of, with dates."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class Official(Versioned, Base):
    """A leader. Terms of office stay open where no document gives them."""

    __tablename__ = "official"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    position: Mapped[str]
    short_position: Mapped[str]
    ordinal: Mapped[int]
    in_office_from: Mapped[dt.date | None]
    in_office_to: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(default="")


class Portfolio(Versioned, Base):
    """Official ↔ agency for some time; ``confirmed`` is False for what the catalogue suggests."""

    __tablename__ = "portfolio"

    official_id: Mapped[int] = mapped_column(ForeignKey("official.id"), index=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    valid_from: Mapped[dt.date]
    valid_to: Mapped[dt.date | None]
    confirmed: Mapped[bool]
    source: Mapped[str]

    __table_args__ = (CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", "dates"),)
