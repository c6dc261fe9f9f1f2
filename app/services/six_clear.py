"""Reads for "6 rõ": which of the six questions each task leaves open."""

from __future__ import annotations

from app.domain.records import RegisterIndex
from app.domain.six_clear import Unclear
from app.services.register import Register
from db.queries import six_clear


def load_unclear(register: Register, index: RegisterIndex) -> list[Unclear]:
    """Return every task of an index with what it lacks, in document order."""
    with register.reading() as connection:
        return six_clear.unclear(connection, index)
