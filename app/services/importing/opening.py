"""Read a document and lay its proposals beside what the register has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.domain.review import Decision, ReviewDraft, WithdrawnFields
from app.importing.blocks import Cancelled, Progress
from app.importing.entrance import read_document
from app.importing.proposals import Proposals
from app.services.importing import names
from app.services.importing.drafting import draft_of, unknown_agencies
from app.services.importing.drafts import load_review, save_review
from app.services.importing.matching import matched
from app.services.register import Register
from db.queries import importing as queries


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
    return store_review(register, propose_file(path, register, progress, cancelled))


def propose_file(
    path: Path,
    register: Register | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Proposals:
    """Return what is proposed for a file; nothing is written anywhere.

    Args:
        path: the file.
        register: whose names are compared with; None: those of the shipped catalogue.
        progress: see `open_review`.
        cancelled: see `open_review`.

    Raises:
        DocumentRefusedError: see `open_review`.
        ReadingCancelledError: see `open_review`.
    """
    if register is None:
        known = names.shipped_names()
    else:
        with register.reading() as connection:
            known = names.reading_names(connection, register.clock().date())
    return read_document(path, known, progress, cancelled)


def store_review(register: Register, proposals: Proposals) -> ReviewDraft:
    """Return the review of what was proposed, stored; a draft of the same content goes on.

    Raises:
        RegisterError: SQLite refused; nothing is written.
    """
    today = register.clock().date()
    with register.reading() as connection:
        under_way = queries.draft_of(connection, proposals.source.sha256)
        known = names.known_names(connection, today)
        draft = None if under_way else matched(connection, draft_of(proposals, known), today)
        if draft is not None:
            files = queries.files(connection, draft.sha256)
            if any(row.document_id == draft.document_id for row in files):
                draft = _decided_before(draft)
    return load_review(register, under_way or 0) if draft is None else save_review(register, draft)


def _decided_before(draft: ReviewDraft) -> ReviewDraft:
    """Return the review of a file that was written before, without what it then had left over.

    Of an instruction that ends earlier ones, nothing is kept where no task was found for it. It was
    decided nevertheless when this very file was written, and is asked again only if by now there
    are tasks that it may mean.
    """
    items = tuple(
        replace(item, decision=Decision.SKIPPED)
        if isinstance(item.fields, WithdrawnFields)
        and not item.fields.earlier
        and item.decision is Decision.OPEN
        else item
        for item in draft.items
    )
    return replace(draft, items=items)


def rematch(register: Register, draft: ReviewDraft, document_id: int | None = None) -> ReviewDraft:
    """Compare a draft with the register anew: after its document's facts or its items changed.

    Decisions, corrections and choices stay; only what stands in the register is read again.

    Args:
        register: the open register.
        draft: the draft; its steps of undo stay.
        document_id: which document of the register it is, where the person says so (0: a new
            one); None leaves it to the draft's facts.
    """
    if document_id is not None:
        draft = replace(draft, document_id=document_id, document_chosen=True)
    today = register.clock().date()
    with register.reading() as connection:
        known = names.known_names(connection, today)
        draft = replace(draft, known=known)
        standing = {each.printed: each for each in draft.agencies}
        agencies = tuple(
            standing.get(each.printed, each) for each in unknown_agencies(draft.items, known)
        )
        return matched(connection, replace(draft, agencies=agencies), today)
