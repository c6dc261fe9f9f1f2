"""Short titles for tasks, made of the document's own words."""

from __future__ import annotations

import re

from app.domain.text import fold

_LONGEST = 150
_OPENING = re.compile(
    r"^\W*(?:(?:tiep tuc|tap trung|chu dong|khan truong|tich cuc|kip thoi|co trach nhiem"
    r"|chiu trach nhiem|chu tri"
    r"|tham muu(?= tham muu)|va|,|dau moi(?=,))[\s,]+)+(?=\w)"
)
_CUT = re.compile(
    r"[;.](?:\s|$)|,?\s+(?:hoàn thành|xong|chậm nhất|trước ngày|nhằm|trong đó|đáp ứng|góp phần)\b"
)


def title_of(words: str) -> str:
    """Return a title of at most 150 letters: the first thing that the words ask for."""
    text = " ".join(words.split()).strip(' -–•+*:;,.“”"')
    opening = _OPENING.match(fold(text))
    if opening and len(text) - opening.end() > 20:
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
