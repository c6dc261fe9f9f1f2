"""From a document's file to the register: read, reviewed by a person, accepted in one step.

A draft is kept in the register so that one can leave and come back; keeping it is no operation: it
stands in no history, and undo does not see it. Nothing of a draft is a task or an indicator until
`accept_review`.
"""

from app.importing.proposals import to_json
from app.services.importing.accepting import accept_review
from app.services.importing.drafts import (
    delete_review,
    list_reviews,
    load_review,
    save_review,
)
from app.services.importing.opening import open_review, propose_file, rematch, store_review
from app.services.importing.tracker import apply_tracker, check_tracker, read_tracker

__all__ = [
    "accept_review",
    "apply_tracker",
    "check_tracker",
    "delete_review",
    "list_reviews",
    "load_review",
    "open_review",
    "propose_file",
    "read_tracker",
    "rematch",
    "save_review",
    "store_review",
    "to_json",
]
