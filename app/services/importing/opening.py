"""Read a document and lay its proposals beside what the register has."""

from __future__ import annotations

from pathlib import Path

from app.domain.review import ReviewDraft
from app.importing.blocks import Cancelled, Progress
from app.services.register import Register


def open_review(
    register: Register,
    path: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ReviewDraft:
    """Return the review of a file, stored in the register; a draft of the same content goes on.

    Args:
        register: the open register; its names and tasks are compared with.
        path: the file.
        progress: called with (parts done, parts in all) now and then, on the calling thread.
        cancelled: asked now and then.

    Raises:
        DocumentRefusedError: the file cannot or must not be read (an `InputRefusedError`); the
            register is untouched.
        ReadingCancelledError: ``cancelled`` said so; the register is untouched.
        RegisterError: SQLite refused; nothing is written.
    """
    raise NotImplementedError


def rematch(register: Register, draft: ReviewDraft) -> ReviewDraft:
    """Compare a draft with the register anew: after its document's facts or its items changed.

    Decisions, corrections and choices stay; only what stands of the register is read again.
    """
    raise NotImplementedError
