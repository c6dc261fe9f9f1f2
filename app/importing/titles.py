"""Short titles for tasks, made of the document's own words."""

from __future__ import annotations

import re

from app.domain.text import fold

_LONGEST = 150
_SHORTEST = 20  # letters that are left when words before the verb go
_OPENING = re.compile(
    r"^\W*(?:(?:tiep tuc|tap trung|chu dong|khan truong|tich cuc|kip thoi|co trach nhiem"
    r"|chiu trach nhiem(?! (?:toan dien|truoc|ve|chinh|hoan toan|ca nhan))|chu tri"
    r"|theo chuc nang,? nhiem vu(?: duoc giao)?"
    r"|tham muu(?= tham muu)|va|,|dau moi(?=,))[\s,]+)+(?=\w)"
)
_WHEN_FIRST = re.compile(  # "Hằng tháng, trước ngày 05, công khai …": its own field tells when
    r"^\W*(?:(?:dinh ky|hang (?:tuan|thang|quy|nam|ngay)|moi (?:tuan|thang|quy|nam)"
    r"|truoc (?:ngay )?\d+|cham nhat|trong (?:thang|quy|nam)|vao ngay)\b[^,;:.]{0,40},\s+)+(?=\w)"
)
_CUT = re.compile(
    r"[;.](?:\s|$)|,?\s+(?:hoàn thành|xong|chậm nhất|trước ngày|nhằm|trong đó|đáp ứng|góp phần)\b"
)


def title_of(words: str) -> str:
    """Return a title of at most 150 letters: the first thing that the words ask for."""
    text = " ".join(words.split()).strip(' -–•+*:;,.“”"')
    for words_before in (_WHEN_FIRST, _OPENING):
        opening = words_before.match(fold(text))
        if opening and len(text) - opening.end() > _SHORTEST:
            text = text[opening.end() :]
    cut = next((m for m in _CUT.finditer(text) if m.start() >= 30), None)
    if cut:
        text = text[: cut.start()]
    if len(text) > _LONGEST:
        shorter = text[:_LONGEST]
        comma = shorter.rfind(",")
        text = shorter[:comma] if comma > 70 else f"{shorter.rpartition(' ')[0]}…"
    text = text.strip(" -–•+*:;,.")
    return text[:1].upper() + text[1:]
