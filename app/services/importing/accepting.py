"""Write an accepted review into the register: one transaction, one change, one step of undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.backups import BackupReason
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.phrases import phrase
from app.domain.records import ChangeSet
from app.domain.review import (
    Decision,
    Match,
    MatchKind,
    ReviewDraft,
    ReviewItem,
    WithdrawnFields,
)
from app.domain.review_refusals import draft_refusals
from app.services import backups
from app.services.importing import stored
from app.services.importing.drafts import delete_review
from app.services.importing.matching import matched
from app.services.register import Register
from app.services.task_words import future

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from db.unit_of_work import Writing

_CHANGED_SINCE = phrase(
    "Sổ đã thay đổi từ khi văn bản này được đối chiếu nên chưa ghi gì. "
    "Hãy mở lại bản đối chiếu và xem các mục vừa thay đổi."
)
_SAVED_ELSEWHERE = phrase(
    "Bản đối chiếu này đã được lưu, ghi vào sổ hoặc xóa ở nơi khác nên chưa ghi gì. "
    "Hãy mở lại bản đối chiếu."
)


def accept_review(register: Register, draft: ReviewDraft, today: dt.date) -> ChangeSet:
    """Write what the person accepted; the draft goes, and comes back with undo.

    The register is backed up before. Where nothing is new, changed or gone, nothing is written and
    the draft is thrown away: a document that is imported twice changes nothing.

    Args:
        register: the open register.
        draft: every counted item decided (`app.domain.review_refusals.draft_refusals` is empty).
        today: first day of the tasks of a document whose date nobody knows; no document may be
            dated later.

    Raises:
        InputRefusedError: something stands in the way, in words; nothing is written.
        ConflictError: the register or the stored draft changed since it was matched; nothing is
            written. Call ``rematch`` (or ``load_review``) and show it again.
        RegisterError: SQLite refused; nothing is written.
    """
    from app.services.importing.acceptance import Acceptance  # noqa: PLC0415 - the ORM
    from db.unit_of_work import writing  # noqa: PLC0415 - the ORM is needed for writing only

    _refuse(draft, today)
    if not _writes_anything(draft):
        delete_review(register, draft.id)
        return ChangeSet(
            0, phrase("không có gì mới trong {short_title}", short_title=draft.document.short_title)
        )
    backups.make(register, BackupReason.BEFORE_IMPORT)
    with writing(register.engine, register.author(), "") as work:
        written = _as_it_stands(work, draft, today)
        acceptance = Acceptance(register, work, written, today)
        acceptance.run()
        _remove_draft(work.session, draft)
        work.change.summary = acceptance.summary()
        work.task_ids = sorted(acceptance.task_ids)
    return ChangeSet(
        work.change.id, work.change.summary, frozenset(acceptance.task_ids), directory=True
    )


def writes(item: ReviewItem) -> bool:
    """Return whether accepting a draft writes anything of an item."""
    if item.decision is not Decision.ACCEPTED or not item.counted:
        return False
    if isinstance(item.fields, WithdrawnFields):
        return any(each.ends for each in item.fields.earlier)
    return item.match.kind is not MatchKind.SAME


def _writes_anything(draft: ReviewDraft) -> bool:
    return any(writes(item) for item in draft.items)


def _refuse(draft: ReviewDraft, today: dt.date) -> None:
    if refusals := draft_refusals(draft):
        more = (
            phrase(" (và {refusals} điểm khác)", refusals=len(refusals) - 1)
            if len(refusals) > 1
            else ""
        )
        raise InputRefusedError(refusals[0] + more)
    issued_on = draft.document.issued_on
    if issued_on and (reason := future(phrase("Ngày ban hành"), issued_on, today)):
        raise InputRefusedError(reason)


def _as_it_stands(work: Writing, draft: ReviewDraft, today: dt.date) -> ReviewDraft:
    """Return the draft with the differences that there are after the corrections.

    Raises:
        ConflictError: the register or the stored draft is not what the person saw.
    """
    from app.models import ReviewDraftRow  # noqa: PLC0415 - the ORM is needed for writing only

    row = work.session.get(ReviewDraftRow, draft.id) if draft.id else None
    if draft.id and (row is None or row.saved_version != draft.version):
        raise ConflictError(_SAVED_ELSEWHERE)
    connection = work.session.connection()
    now = matched(connection, draft, today)
    if now.document_id != draft.document_id:
        raise ConflictError(_CHANGED_SINCE)
    items = {item.id: item for item in now.items}
    others = [item for item in draft.items if writes(item) and not _stands(item, items)]
    if not others:
        return draft
    # What a person corrected is compared otherwise than before, though the register is the same:
    # then it still stands beside the document's own words as it stood when the person looked.
    as_read = {item.id: item for item in matched(connection, _as_read(draft), today).items}
    if not all(_stands(item, items, as_read) for item in others):
        raise ConflictError(_CHANGED_SINCE)
    made = {item.id: _left(item, items[item.id]) for item in others}
    return replace(draft, items=tuple(made.get(item.id, item) for item in draft.items))


def _as_read(draft: ReviewDraft) -> ReviewDraft:
    """Return the draft with the fields as the document was read, without corrections."""
    return replace(
        draft,
        items=tuple(
            replace(item, fields=item.read) if type(item.read) is type(item.fields) else item
            for item in draft.items
        ),
    )


def _stands(item: ReviewItem, *now: Mapping[str, ReviewItem]) -> bool:
    """Return whether the register is, in one of the comparisons, what the person saw of it."""
    match = item.match
    found = [there[item.id].match for there in now if item.id in there]
    found = [each for each in found if (each.target_id, each.also) == (match.target_id, match.also)]
    if match.kind not in {each.kind for each in found}:
        return False
    fields = {change.field for each in (match, *found) for change in each.changes}
    return all(
        any(_difference(match, name) == _difference(each, name) for each in found)
        for name in fields
    )


def _difference(match: Match, field: str) -> tuple[str, str] | None:
    return next(((each.old, each.new) for each in match.changes if each.field == field), None)


def _left(item: ReviewItem, now: ReviewItem) -> ReviewItem:
    """Return an item with the differences that are there after the corrections."""
    said = {change.field: change.taken for change in item.match.changes}
    changes = tuple(
        replace(change, taken=said.get(change.field, change.taken)) for change in now.match.changes
    )
    return replace(item, match=replace(item.match, changes=changes))


def _remove_draft(session: Session, draft: ReviewDraft) -> None:
    from sqlalchemy import update  # noqa: PLC0415 - with the ORM

    from app.models import ReviewDraftRow  # noqa: PLC0415 - the ORM is needed for writing only

    row = session.get(ReviewDraftRow, draft.id) if draft.id else None
    if row is None:
        return
    # As it was accepted, so that undo brings back these decisions and no older ones; to keep a
    # draft is no operation, so that undo does not take this back.
    counts = draft.counts
    kept = {"body": stored.to_json(draft), "done": counts.done, "total": counts.total}
    session.execute(update(ReviewDraftRow).where(ReviewDraftRow.id == draft.id).values(kept))
    session.refresh(row)
    session.delete(row)
    session.flush()
