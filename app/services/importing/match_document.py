"""Which document of the register a file is: by its content, its number, or its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.review import DocumentFields, ReviewDraft
from app.domain.text import fold, fold_words
from app.services.importing.naming import code_of, short_title_of
from db.queries import importing as queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SAME_TITLE = 90
_SHORTEST_TITLE = 5
"""Words below which a title says too little to know a document by it."""
_LIKE_A_NUMBER = re.compile(r"\W+")


def with_document(connection: Connection, draft: ReviewDraft) -> ReviewDraft:
    """Return a draft that says which document it is, with a code and a short title of its own."""
    documents = queries.documents(connection)
    imports = queries.files(connection, draft.sha256)
    if draft.document_chosen:
        found, why = (
            _by_id(documents, draft.document_id),
            phrase("theo lựa chọn của người đối chiếu"),
        )
    elif imports:
        found, why = _by_id(documents, imports[-1].document_id), ""
    else:
        found, why = _by_facts(documents, draft.document)
    if found is None:
        if draft.document_id:  # it was another one before: its names are not this one's
            draft = replace(draft, document=replace(draft.document, code="", short_title=""))
        return replace(
            draft,
            document_id=0,
            document_words=phrase("Văn bản mới, chưa có trong sổ."),
            document=_named(draft.document, {row.code for row in documents}),
        )
    if imports and imports[-1].document_id == found.id:
        day = formats.date_in_text(imports[-1].imported_at.date())
        words = phrase(
            "Tệp này đã được nhập vào {short_title} ngày {day}.",
            short_title=found.short_title,
            day=day,
        )
    else:
        words = phrase(
            "Văn bản đã có trong sổ: {short_title} ({why}).", short_title=found.short_title, why=why
        )
    document = replace(draft.document, code=found.code, short_title=found.short_title)
    return replace(draft, document_id=found.id, document_words=words, document=document)


def plain_number(number: str) -> str:
    """Return a document's number as it is compared: ``04/CTr-UBND`` → ``4ctrubnd``."""
    parts = [part.lstrip("0") for part in _LIKE_A_NUMBER.split(fold(number)) if part]
    return "".join(parts)


def _by_id(documents: Sequence[Any], document_id: int) -> Any:
    return next((row for row in documents if row.id == document_id), None)


def _by_facts(documents: Sequence[Any], facts: DocumentFields) -> tuple[Any, str]:
    number = plain_number(facts.number)
    if number and any(character.isdigit() for character in number):
        numbered = [row for row in documents if row.number and plain_number(row.number) == number]
        found = next((row for row in numbered if _may_be_of_year(row, facts)), None)
        if found is not None:
            return found, phrase("cùng số {number}", number=found.number)
    words = fold_words(facts.title)
    if len(words) < _SHORTEST_TITLE:
        return None, ""
    title = " ".join(words)
    for row in documents:
        other_number = number and row.number and plain_number(row.number) != number
        if other_number or not _may_be_of_year(row, facts) or not _same_type(row, facts):
            continue
        if fuzz.ratio(title, " ".join(fold_words(row.title))) >= _SAME_TITLE:
            return row, phrase("cùng loại, cùng trích yếu")
    return None, ""


def _same_type(row: Any, facts: DocumentFields) -> bool:
    return not facts.type or fold(row.type) == fold(facts.type)


def _may_be_of_year(row: Any, facts: DocumentFields) -> bool:
    """Return whether nothing that is known of both says that they are of different years."""
    known = row.issued_precision != "unknown" and facts.issued_on is not None
    return not known or row.issued_on.year == facts.issued_on.year  # type: ignore[union-attr]


def _named(document: DocumentFields, taken: set[str]) -> DocumentFields:
    return replace(
        document,
        code=document.code if document.code not in {"", *taken} else code_of(document, taken),
        short_title=document.short_title or short_title_of(document),
    )
