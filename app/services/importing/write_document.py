"""The document of an accepted review, and its outline."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import models
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase
from app.domain.review import DocumentFields, ReviewDraft
from app.domain.text import nfc

_HEADING_LETTERS = 120
_PRECISION = {"unknown": 0, "year": 1, "month": 2, "day": 3}


def put_document(session: Session, draft: ReviewDraft, today: dt.date) -> models.Document:
    """Return the row of the draft's document: made, found, or taken up again after an undo.

    What the register knows of a document stays; what it did not know is filled in.
    """
    if draft.document_id:
        row = session.get_one(models.Document, draft.document_id)
        _fill_in(row, draft.document)
    else:
        taken = select(models.Document).where(models.Document.code == draft.document.code)
        found = session.scalars(taken).one_or_none()
        if found is not None and found.issued_on != models.NEVER:
            raise InputRefusedError(
                phrase(
                    "Mã ngắn “{code}” đã dùng cho {short_title}. Hãy ghi mã khác.",
                    code=draft.document.code,
                    short_title=found.short_title,
                )
            )
        row = found or models.Document(closed_on=None, leader_id=None)
        _fill(row, draft.document, today)
        if found is None:
            row.ordinal = (
                session.scalars(select(func.max(models.Document.ordinal))).one() or 0
            ) + 1
            session.add(row)
    session.flush()
    return row


class Outline:
    """Finds and makes the sections of a document."""

    def __init__(self, session: Session, draft: ReviewDraft, document: models.Document) -> None:
        """Read the sections that are there."""
        self._session = session
        self._document = document
        self._headings = {each.locator: each.heading for each in draft.sections}
        query = select(models.Section).where(models.Section.document_id == document.id)
        self._rows = {row.locator: row for row in session.scalars(query)}

    def around(self, place: str) -> models.Section:
        """Return the section of an item: the nearest one with a heading, made if it is missing.

        Where nothing around has one, the first part of the place is a section without a heading.
        """
        locator = place.partition("#")[0]
        if "#" not in place and "." in locator:
            locator = locator.rpartition(".")[0]
        while "." in locator and locator not in self._rows and locator not in self._headings:
            locator = locator.rpartition(".")[0]
        return self.section(locator)

    def section(self, locator: str) -> models.Section:
        """Return the section at a place, made with those around it where it is missing."""
        row = self._rows.get(locator)
        if row is not None:
            return row
        above = locator.rpartition(".")[0]
        parent = self.section(above) if above else None
        row = models.Section(
            document_id=self._document.id,
            parent_id=parent.id if parent else None,
            locator=locator,
            heading=_short(self._headings.get(locator, "")),
            ordinal=max((each.ordinal for each in self._rows.values()), default=0) + 1,
        )
        self._session.add(row)
        self._session.flush()
        self._rows[locator] = row
        return row


def _fill(row: models.Document, facts: DocumentFields, today: dt.date) -> None:
    row.code = nfc(facts.code.strip())
    row.number = nfc(facts.number.strip()) or None
    row.type = nfc(facts.type.strip())
    row.title = nfc(" ".join(facts.title.split()))
    row.short_title = nfc(" ".join(facts.short_title.split())) or row.code
    row.issuer = nfc(facts.issuer.strip())
    row.issued_on = facts.issued_on or today
    row.issued_precision = facts.issued_precision if facts.issued_on else "unknown"
    row.signer = nfc(facts.signer.strip())
    row.signer_position = nfc(facts.signer_position.strip())
    row.signed_for = ""
    row.period_from, row.period_to = facts.period_from, facts.period_to
    row.basis = row.recipients = ""


def _fill_in(row: models.Document, facts: DocumentFields) -> None:
    """Fill in what the register did not know; a day that is told more exactly is taken."""
    row.number = row.number or nfc(facts.number.strip()) or None
    for name in ("signer", "signer_position", "issuer"):
        if not getattr(row, name):
            setattr(row, name, nfc(getattr(facts, name).strip()))
    more = _PRECISION[facts.issued_precision] > _PRECISION.get(row.issued_precision, 3)
    if facts.issued_on and more and _agree(row, facts.issued_on):
        row.issued_precision = facts.issued_precision


def _agree(row: models.Document, day: dt.date) -> bool:
    """Return whether a day is the very one that the register counts from.

    Another day of the month would move tasks on past days; that is for a person to change.
    """
    return row.issued_on == day


def _short(heading: str) -> str:
    words = " ".join(heading.split())
    if len(words) <= _HEADING_LETTERS:
        return nfc(words)
    return nfc(f"{words[:_HEADING_LETTERS].rpartition(' ')[0].rstrip(' ,;:')}…")
