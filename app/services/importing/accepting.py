"""Write an accepted review into the register: one transaction, one change, one step of undo."""

from __future__ import annotations

import datetime as dt

from app.domain.records import ChangeSet
from app.domain.review import ReviewDraft
from app.services.register import Register


def accept_review(register: Register, draft: ReviewDraft, today: dt.date) -> ChangeSet:
    """Write what the person accepted; the draft goes, and comes back with undo.

    Args:
        register: the open register.
        draft: every counted item decided (`app.domain.review_acts.draft_refusals` is empty).
        today: first day of the tasks of a document whose date nobody knows; no document may be
            dated later.

    Raises:
        InputRefusedError: something stands in the way, in words; nothing is written.
        ConflictError: the register or the stored draft changed since it was matched; nothing is
            written. Call ``rematch`` (or ``load_review``) and show it again.
        RegisterError: SQLite refused; nothing is written.
    """
    raise NotImplementedError
