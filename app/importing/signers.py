"""Who signs a document: positions of provinces, of the Party and of ministries, over a name.

All patterns are for folded text but `NAME_OF_SIGNER`, which needs the letters as printed.
"""

from __future__ import annotations

import re

from app.importing.letters import WORD

_POSITIONS = (
    r"(?:pho |quyen )?(?:(?:tong )?(?:bi thu|giam doc|cuc truong|thanh tra|kiem toan)|chu tich"
    r"|bo truong|thu truong|thu tuong|thong doc|chanh van phong|chanh thanh tra|chanh an|vu truong"
    r"|vien truong|truong ban|truong doan|truong phong|chi cuc truong|hieu truong|chu nhiem"
    r"|chi huy truong|chinh uy|tu lenh|tong kiem toan|pho thong doc|hat truong|tong bien tap)"
)
POSITION = re.compile(rf"^(?:{_POSITIONS})\b")
ALONE = re.compile(rf"\W*(?:{_POSITIONS})(?: nha nuoc| chinh phu| thuong truc)?\W*$")
"""A line of nothing but a position: a signature wherever it stands below the text."""
WITH_OFFICE = re.compile(rf"\W*(?:{_POSITIONS})\s+(?=\w)")
"""A position with its office ("CHÁNH THANH TRA TỈNH"): a signature where a name follows."""
FOR_WHOM = re.compile(r"\W*(?:tm|t/m|kt|tl|tuq|q)\s*[./]|\W*(?:k/t|t/l)\b")
""" "TM. UBND TỈNH", "KT. BỘ TRƯỞNG", "TL. CHỦ TỊCH"."""
ACTING = "Q."
"""Read as the marker of a point "Q." where "Q. GIÁM ĐỐC" signs."""


def is_signed(folded: str) -> bool:
    """Return whether a line in capitals, folded here, begins or goes on with a signature."""
    return bool(FOR_WHOM.match(folded) or ALONE.match(folded))


_RANK = (
    r"(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy|uý)|(?:PGS|GS)\.?\s*,?\s*(?:TS(?:KH)?\.?)?"
    r"|TS\.?|ThS\.?|BS(?:\.?\s*CK\s*I{1,2})?\.?|KS\.?)"
)
NAME_OF_SIGNER = re.compile(rf"(?:{_RANK}\s+)?(?P<name>{WORD}(?:\s+{WORD}){{1,4}})")
