"""Đề án: a scheme groups tasks and has its own lead and receiver of reports."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class Scheme(Versioned, Base):
    """A đề án by its number; ``confidential`` ones keep only their public title."""

    __tablename__ = "scheme"

    number: Mapped[str]
    title: Mapped[str]
    scope: Mapped[str]
    period_from: Mapped[dt.date | None]
    period_to: Mapped[dt.date | None]
    confidential: Mapped[bool]
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))
    place: Mapped[str]

    # A national and a provincial scheme may carry the same number.
    __table_args__ = (UniqueConstraint("scope", "number"),)
