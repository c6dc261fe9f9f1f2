"""Stamps of secrecy: MẬT, TỐI MẬT, TUYỆT MẬT.

A stamp stands alone: in its own line, box, running head or cell of the letterhead, in capitals. The
number of the copy, a date or how long it is kept may stand beside it ("TỐI MẬT (Bản số 01/05)").
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
_STAMP = re.compile(
    r"(?:(?:TÀI LIỆU|VĂN BẢN|HỒ SƠ|ĐỘ)\s+)?"
    r"(?:(?P<tuyet>T\s?U\s?Y\s?Ệ\s?T\s*)|(?P<toi>T\s?Ố\s?I\s*))?M\s?Ậ\s?T(?P<beside>\W.*)?"
)
_WORD = re.compile(r"[^\W_]+")
# All that may stand beside a degree: which copy, which day, how long, that it is not to be copied.
_BESIDE = frozenset({
    "BẢN", "SỐ", "SAO", "LƯU", "CHÍNH", "THỨ", "TỜ", "TRANG", "NGÀY", "THÁNG", "NĂM", "THỜI", "HẠN",
    "BẢO", "VỆ", "ĐẾN", "HẾT", "KHÔNG", "ĐƯỢC", "CHỤP", "PHỔ", "BIẾN", "HÀNH", "NỘI", "BỘ", "CHỈ",
    "THU", "HỒI", "TRẢ", "LẠI", "ĐỌC", "XONG", "ĐKVB", "ĐK", "ĐĂNG", "KÝ", "VB", "VĂN", "MẬT",
})  # fmt: skip
_NUMBER_BEFORE = re.compile(  # "Số: 12-KH/TU (MẬT)", "Số 05/QĐ-UBND - TỐI MẬT"
    r"(?i:số)\s*:?\s*(?:\.{2,}|[\d ]{0,8})\s*[-/][\w./\-]{1,40}?\s*[\s(\[–-]\s*"
    r"(?P<stamp>[(\[]?(?:(?:TUYỆT|TỐI)\s+)?MẬT\b.*|[(\[](?i:(?:(?:tuyệt|tối)\s+)?mật)[)\]])"
)
_CODE = re.compile(r"[A-ZĐ]{0,3}\d+[A-ZĐ]{0,3}")
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


def stamped_cell(text: str) -> str | None:
    """Return the degree that a cell of a table holds and nothing else ("MẬT", "Tối mật"), or None.

    Beside a task it says of that row alone what a stamp says of a document.
    """
    bare = clean(text).strip(_FRAME).upper()
    stamp = _STAMP.fullmatch(bare)
    if not stamp or not _only_beside(stamp["beside"] or ""):
        return None
    return DEGREES[0] if stamp["tuyet"] else DEGREES[1] if stamp["toi"] else DEGREES[2]


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
    bare = _URGENCY.sub("", bare).strip(_FRAME)
    numbered = _NUMBER_BEFORE.fullmatch(text)
    if numbered:
        bare = numbered["stamp"].upper().strip(_FRAME)
    stamp = _STAMP.fullmatch(bare)
    if stamp and _only_beside(stamp["beside"] or ""):
        return DEGREES[0] if stamp["tuyet"] else DEGREES[1] if stamp["toi"] else DEGREES[2]
    misread = _MISREAD.match(_one_word(bare)) if letterhead else None
    if not misread or not _names_a_copy(_one_word(bare)[misread.end() :]):
        return None
    return DEGREES[0] if misread["tuyet"] else DEGREES[1] if misread["toi"] else DEGREES[2]


def _only_beside(text: str) -> bool:
    """Return whether words after a degree belong to a stamp: "MẬT ONG" is no stamp."""
    words = _WORD.findall(text.upper())
    return all(word in _BESIDE or _CODE.fullmatch(word) for word in words)


def _names_a_copy(text: str) -> bool:
    """Return whether nothing follows, or the number of a copy does, some letters misread."""
    return not text or bool(re.match(r"\W*B[ẢAÀÁ]N\s*S[ỐÔOÓ]\b", text))


def _one_word(text: str) -> str:
    # "M Ậ T" and "T Ố I  M Ậ T" are spaced out for looks.
    letters = text.split()
    return "".join(letters) if len(letters) > 2 and all(len(x) == 1 for x in letters) else text
