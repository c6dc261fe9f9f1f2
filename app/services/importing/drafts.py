"""Drafts under review, kept in the register so that nothing is lost when one leaves."""

from __future__ import annotations

from app.domain.review import ReviewDraft, ReviewEntry
from app.services.register import Register


def save_review(register: Register, draft: ReviewDraft) -> ReviewDraft:
    """Keep a draft as it stands; returns it with its number and version.

    Steps of undo within the review are not kept; the returned draft has them.

    Raises:
        ConflictError: another window saved or removed the draft since it was loaded.
        RegisterError: SQLite refused; nothing is written.
    """
    raise NotImplementedError


def load_review(register: Register, draft_id: int) -> ReviewDraft:
    """Return a stored draft, compared with the register as it is now.

    Raises:
        InputRefusedError: there is no such draft any more.
    """
    raise NotImplementedError


def list_reviews(register: Register) -> tuple[ReviewEntry, ...]:
    """Return the drafts under way, the one saved last first."""
    raise NotImplementedError


def delete_review(register: Register, draft_id: int) -> None:
    """Throw a draft away; nothing of it was in the register. One that is gone is no error."""
    raise NotImplementedError
