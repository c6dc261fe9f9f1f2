"""Documents, their outline, and what is missing or contradictory in them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Versioned


class Document(Versioned, Base):
    """A document; ``code`` is permanent, ``number`` can be missing.

    ``issued_on`` is the first of the month where ``issued_precision`` is "month", and the day from
    which the register counts its tasks where it is "unknown" (`NEVER`: imported and taken back, so
    that it exists on no day while its history stays). The period is None where the document names
    none. ``leader_id`` is the leader in charge of all its tasks, where the office names one. After
    ``closed_on`` it is a document of the past, whose tasks nobody follows any more.
    """

    __tablename__ = "document"

    code: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str | None]
    type: Mapped[str]
    title: Mapped[str]
    short_title: Mapped[str]
    issuer: Mapped[str]
    issued_on: Mapped[dt.date]
    issued_precision: Mapped[str]
    closed_on: Mapped[dt.date | None]
    signer: Mapped[str]
    signer_position: Mapped[str]
    signed_for: Mapped[str]
    period_from: Mapped[dt.date | None]
    period_to: Mapped[dt.date | None]
    basis: Mapped[str]
    recipients: Mapped[str]
    ordinal: Mapped[int]
    leader_id: Mapped[int | None] = mapped_column(ForeignKey("official.id"))


class DocumentNote(Base):
    """A defect of a document: what stands there, what it was taken to be, and why."""

    __tablename__ = "document_note"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    place: Mapped[str]
    seen: Mapped[str]
    taken_as: Mapped[str]
    reason: Mapped[str]


class Section(Base):
    """A node of the outline: locator ("II.2") and our short form of its heading."""

    __tablename__ = "section"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    locator: Mapped[str]
    heading: Mapped[str]
    ordinal: Mapped[int]

    __table_args__ = (UniqueConstraint("document_id", "locator"),)
