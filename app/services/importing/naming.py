"""Names that the register needs and the document does not give: short codes, short titles."""

from __future__ import annotations

import re
from collections.abc import Container

from app.domain.phrases import phrase, small
from app.domain.review import DocumentFields
from app.domain.text import fold

_TYPE_CODES = {
    "chuong trinh hanh dong": "CTr",
    "chuong trinh": "CTr",
    "thong bao ket luan": "TBKL",
    "thong bao": "TB",
    "nghi quyet": "NQ",
    "quyet dinh": "QD",
    "chi thi": "CT",
    "ke hoach": "KH",
    "cong dien": "CD",
    "cong van": "CV",
    "ket luan": "KL",
    "de an": "DA",
    "van kien": "VK",
    "bao cao": "BC",
    "to trinh": "TTr",
}
_OTHER_CODE = "VB"
_SHORT_LETTERS = 60
_FIRST_NUMBER = re.compile(r"\d+")


def code_of(document: DocumentFields, taken: Container[str]) -> str:
    """Return a permanent short code that is free: ``CT05-2026``, ``KH-2026-2`` without a number."""
    kind = _TYPE_CODES.get(fold(document.type), _OTHER_CODE)
    number = _FIRST_NUMBER.search(document.number)
    year = _year(document)
    base = f"{kind}{number[0] if number else ''}{f'-{year}' if year else ''}"
    code, n = base, 1
    while code in taken:
        n += 1
        code = f"{base}-{n}"
    return code


def short_title_of(document: DocumentFields) -> str:
    """Return the name in lists: ``Chỉ thị 05/CT-UBND``, or the type with the title cut short."""
    kind = document.type or phrase("Văn bản")
    if document.number:
        return f"{kind} {document.number}"
    title = document.title
    if len(title) > _SHORT_LETTERS:
        title = f"{title[:_SHORT_LETTERS].rpartition(' ')[0].rstrip(' ,;:')}…"
    return f"{kind} {small(title)}".strip()


def _year(document: DocumentFields) -> int | None:
    if document.issued_on:
        return document.issued_on.year
    return document.period_from.year if document.period_from else None
