"""Forms of signing: who signs for whom (Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, mục 7)."""

from __future__ import annotations

import re

from app.domain.phrases import phrase

FORMS = {
    "TM.": "thay mặt tập thể",
    "KT.": "ký thay người đứng đầu",
    "TL.": "thừa lệnh",
    "TUQ.": "thừa ủy quyền",
    "Q.": "quyền cấp trưởng",
}
"""Abbreviation → what it says; longest first where one begins another."""

_LINES = re.compile(r"\s*/\s*|\s*\n\s*")
_FORM = re.compile(r"(TM|KT|TL|TUQ|Q)\.\s*(?=\S)", re.IGNORECASE)


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a signature block; printing puts them in capitals.

    ``text`` has a slash between lines: ``KT. Chủ tịch / Phó Chủ tịch``.
    """
    return tuple(
        _FORM.sub(lambda found: f"{found[1].upper()}. ", line, count=1)
        for line in _LINES.split(text.strip())
        if line
    )


def refusal(text: str) -> str | None:
    """Return why words are no signature block, or None if they are one.

    KT., TL. and TUQ. name the one signed for and then the one who signs: two lines.
    """
    block = lines(text)
    if not block:
        return None
    first = block[0].partition(" ")[0]
    if "." in first and first not in FORMS:
        return phrase(
            "Thể thức ký chỉ gồm {forms} theo Nghị định 30/2020/NĐ-CP.", forms=", ".join(FORMS)
        )
    if first in ("KT.", "TL.", "TUQ.") and len(block) < 2:
        return phrase(
            "Sau dòng “{line}” cần chức danh người ký, ví dụ “KT. Chủ tịch / Phó Chủ tịch”.",
            line=block[0],
        )
    if len(block) > 3:
        return phrase("Khối chữ ký có nhiều nhất ba dòng, ngăn bằng dấu gạch chéo.")
    return None
