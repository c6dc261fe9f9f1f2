"""Documents that were imported: the file, what was read of it, and drafts under review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base


class ReviewDraftRow(Base):
    """A document under review (`app.domain.review.ReviewDraft`), ``body`` as JSON.

    Keeping a draft is no operation and leaves no audit row; ``version`` counts how often it was
    kept. Accepting removes the row as part of its operation, so that undo brings it back.
    """

    __tablename__ = "review_draft"

    sha256: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    title: Mapped[str]
    done: Mapped[int]
    total: Mapped[int]
    saved_version: Mapped[int]
    saved_at: Mapped[dt.datetime]
    saved_by: Mapped[str]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)

    # Undo brings a draft back under its number, which no other may have got meanwhile.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - as SQLAlchemy wants it


class DocumentFile(Base):
    """A file that was imported as a document: by its content, to know it again."""

    __tablename__ = "document_file"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    sha256: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    format: Mapped[str]
    imported_at: Mapped[dt.datetime]
    imported_by: Mapped[str]


class ImportEntry(Base):
    """What a file says of one task or indicator, as it was read and before anybody corrected it.

    The next version of the document is compared with it, so that what people have changed since
    is not taken for a change of the document. ``place`` is the item's locator in the file.
    """

    __tablename__ = "import_entry"

    file_id: Mapped[int] = mapped_column(ForeignKey("document_file.id"), index=True)
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"), index=True)
    place: Mapped[str]
    source_text: Mapped[str]
    read: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (CheckConstraint("(task_id IS NULL) != (indicator_id IS NULL)", "one"),)
