"""From a document's file to the register: read, reviewed by a person, accepted in one step.

A draft is kept in the register so that one can leave and come back; keeping it is no operation: it
stands in no history, and undo does not see it. Nothing of a draft is a task or an indicator until
`accept_review`.
"""

from app.services.importing.accepting import accept_review
from app.services.importing.drafts import (
    delete_review,
    list_reviews,
    load_review,
    save_review,
)
from app.services.importing.opening import open_review, rematch

__all__ = [
    "accept_review",
    "delete_review",
    "list_reviews",
    "load_review",
    "open_review",
    "rematch",
    "save_review",
]
