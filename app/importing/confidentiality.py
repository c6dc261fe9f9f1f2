"""Stamps of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT.

A stamp stands alone: in its own line, box, running head or cell of the letterhead, in capitals.
Words of the text ("bảo mật", "bí mật nhà nước", "thủ tục mật ong"), a column "Độ mật" of a table,
and a sentence about secret documents are no stamps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.importing.unicode_forms import clean

DEGREES = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
_LABEL = re.compile(
    r"(?i)^(?:(?:mức\s+)?độ\s+(?:bảo\s+)?mật|dấu\s+(?:chỉ\s+)?(?:độ|mức)\s+mật)\s*:"
)
_URGENCY = re.compile(r"\b(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)\b(?: HẸN GIỜ)?")  # stamps beside it
_GAPS = re.compile(r"\n|\t|\s{3,}")
_FRAME = " .,;:!|()[]{}<>*_-–—=~\"'“”‘’«»/\\"
# How letters with two marks come out of scanning programs; only believed where a stamp belongs.
_MISREAD = re.compile(r"(?:(?P<tuyet>TUY[ỆÊẸE]T)\s?|(?P<toi>T[ỐÔÓO][IÍ])\s?)?M[ẬÂẠẤA]T")


def stamp_in(fragments: Iterable[str], *, letterhead: bool = False) -> str | None:
    """Return the degree of the first stamp among ``fragments``, or None.

    Each fragment is one text that stands alone on the page (a line, a box, a cell's line).
    ``letterhead`` says that they are from the top of the first page, where a misread letter
    is still a stamp.
    """
    found = (_degree(fragment, letterhead=letterhead) for fragment in fragments)
    return next((degree for degree in found if degree), None)


def fragments(text: str) -> list[str]:
    """Return the pieces of ``text`` that stand alone: parted by line ends, tabs or wide gaps."""
    return [piece for piece in _GAPS.split(text) if piece.strip()]


def _degree(fragment: str, *, letterhead: bool) -> str | None:
    if len(fragment) > 60:
        return None
    text = clean(fragment)
    label = _LABEL.match(text)
    bare = text[label.end() if label else 0 :].strip(_FRAME)
    if label or letterhead:
        bare = bare.upper()
    bare = _one_word(_URGENCY.sub("", bare).strip(_FRAME))
    for degree in DEGREES:
        if bare.replace(" ", "") == degree.replace(" ", ""):
            return degree
    misread = _MISREAD.fullmatch(bare) if letterhead else None
    if not misread:
        return None
    return DEGREES[0] if misread["tuyet"] else DEGREES[1] if misread["toi"] else DEGREES[2]


def _one_word(text: str) -> str:
    # "M Ậ T" and "T Ố I  M Ậ T" are spaced out for looks.
    letters = text.split()
    return "".join(letters) if len(letters) > 2 and all(len(x) == 1 for x in letters) else text
