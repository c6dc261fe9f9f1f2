"""Reads for the page Văn bản: documents and their outlines, never a row of the database."""

from __future__ import annotations

import datetime as dt

from app.domain.outline import DocumentFacts, DocumentOutline
from app.services.register import Register
from db.queries import documents as queries


def load_documents(register: Register, as_of: dt.date) -> tuple[DocumentFacts, ...]:
    """Return the documents issued by a day, with what is noted about them."""
    with register.reading() as connection:
        return queries.facts(connection, as_of)


def load_outline(register: Register, document_id: int, as_of: dt.date) -> DocumentOutline:
    """Return the sections of a document with the tasks that exist on a day where they stand."""
    with register.reading() as connection:
        return queries.outline(connection, document_id, as_of)
