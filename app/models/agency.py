"""Agencies, every spelling under which documents name them, and members of collective ones."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Versioned


class Agency(Versioned, Base):
    """An agency with its canonical name. ``collective``: one name for many doers."""

    __tablename__ = "agency"

    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    kind: Mapped[str]
    collective: Mapped[bool]
    ordinal: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))

    aliases: Mapped[list[AgencyAlias]] = relationship(cascade="all, delete-orphan")


class AgencyAlias(Base):
    """A spelling seen in a document; ``folded`` is its search form (`app.domain.text.fold`)."""

    __tablename__ = "agency_alias"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    text: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("agency_id", "text"),)


class AgencyMember(Versioned, Base):
    """An agency that belongs to a collective one for some time."""

    __tablename__ = "agency_member"

    collective_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
