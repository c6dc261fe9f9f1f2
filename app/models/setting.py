"""Settings that change a sheet, with dates; and what the shipped catalogue last wrote."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class Setting(Versioned, Base):
    """A value that holds from a day on (None: always), such as N days or the name of the office."""

    __tablename__ = "setting"

    key: Mapped[str]
    value: Mapped[str]
    valid_from: Mapped[dt.date | None]

    __table_args__ = (UniqueConstraint("key", "valid_from"),)


class CatalogueEntry(Base):
    """Last shipped value of one catalogue entry, to tell our correction from a person's edit."""

    __tablename__ = "catalogue_entry"

    kind: Mapped[str]
    key: Mapped[str]
    shipped: Mapped[dict[str, object]] = mapped_column(JSON)

    __table_args__ = (UniqueConstraint("kind", "key"),)
