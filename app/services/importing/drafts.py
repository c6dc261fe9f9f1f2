"""Drafts under review, kept in the register so that nothing is lost when one leaves."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, insert, update

from app.domain.errors import ConflictError, InputRefusedError
from app.domain.phrases import phrase
from app.domain.review import ReviewDraft, ReviewEntry
from app.domain.text import nfc
from app.services.importing import names, stored
from app.services.importing.matching import matched
from app.services.register import Register
from db.engine import begin_write, told_in_words
from db.queries import importing as queries
from db.queries.schema import review_draft

_GONE = phrase(
    "Bản đối chiếu này không còn trong sổ: đã được ghi vào sổ hoặc bị xóa ở nơi khác. "
    "Hãy nhập lại tệp nếu cần."
)
_SAVED_ELSEWHERE = phrase(
    "Bản đối chiếu này vừa được lưu ở nơi khác nên chưa ghi đè. Hãy mở lại để thấy nội dung mới."
)


def save_review(register: Register, draft: ReviewDraft) -> ReviewDraft:
    """Keep a draft as it stands; returns it with its number and version.

    Steps of undo within the review are not kept; the returned draft has them.

    Raises:
        ConflictError: another window saved or removed the draft since it was loaded.
        RegisterError: SQLite refused; nothing is written.
    """
    author = register.author()
    counts = draft.counts
    values = {
        "sha256": draft.sha256,
        "file_name": nfc(draft.file_name),
        "title": draft.document.title or draft.file_name,
        "done": counts.done,
        "total": counts.total,
        "saved_version": draft.version + 1,
        "saved_at": author.at,
        "saved_by": author.user,
        "body": stored.to_json(draft),
    }
    with (
        told_in_words(register.name),
        begin_write(register.engine) as connection,
        connection.begin(),
    ):
        if draft.id == 0:
            made = connection.execute(insert(review_draft).values(values))
            draft_id = int(made.inserted_primary_key[0]) if made.inserted_primary_key else 0
            draft_id = draft_id or queries.draft_of(connection, draft.sha256) or 0
        else:
            draft_id = draft.id
            standing = queries.draft(connection, draft_id)
            if standing is None:
                raise ConflictError(_GONE)
            if standing.saved_version != draft.version:
                raise ConflictError(_SAVED_ELSEWHERE)
            connection.execute(
                update(review_draft).where(review_draft.c.id == draft_id).values(values)
            )
    return replace(draft, id=draft_id, version=draft.version + 1)


def load_review(register: Register, draft_id: int) -> ReviewDraft:
    """Return a stored draft, compared with the register as it is now.

    Raises:
        InputRefusedError: there is no such draft any more.
    """
    with register.reading() as connection:
        row = queries.draft(connection, draft_id)
        if row is None:
            raise InputRefusedError(_GONE)
        today = register.clock().date()
        draft = stored.from_json(
            row.body,
            draft_id=row.id,
            version=row.saved_version,
            known=names.known_names(connection, today),
        )
        return matched(connection, draft, today)


def list_reviews(register: Register) -> tuple[ReviewEntry, ...]:
    """Return the drafts under way, the one saved last first."""
    with register.reading() as connection:
        return tuple(
            ReviewEntry(
                id=row.id,
                file_name=row.file_name,
                title=row.title,
                saved_at=row.saved_at,
                saved_by=row.saved_by,
                done=row.done,
                total=row.total,
            )
            for row in queries.drafts(connection)
        )


def delete_review(register: Register, draft_id: int) -> None:
    """Throw a draft away; nothing of it was in the register. One that is gone is no error."""
    with (
        told_in_words(register.name),
        begin_write(register.engine) as connection,
        connection.begin(),
    ):
        connection.execute(delete(review_draft).where(review_draft.c.id == draft_id))
