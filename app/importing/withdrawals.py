"""Instructions that end earlier ones, and what the same paragraph gives to somebody else."""

from __future__ import annotations

import re

from app.domain.text import fold

_DOCUMENT = (
    r"(?:van ban|chi thi|quyet dinh|ke hoach|thong bao|cong van|cong dien|nghi quyet|chuong trinh"
    r"|ket luan|noi dung|nhiem vu|viec|de an)"
)
_WITHDRAWS = re.compile(
    rf"\W*thoi giao\b"
    rf"|\W*(?:{_DOCUMENT}\s+nay\s+(?:co hieu luc[^.;]{{0,60}}?[\s,](?:va|dong thoi)\s+)?)?"
    r"(?:thay the(?: cho)?|bai bo|huy bo|thu hoi|dung thuc hien"
    r"|tam dung|cham dut(?: thuc hien| hieu luc)?|khong tiep tuc(?: thuc hien| giao)?|thoi giao"
    rf"|ngung)\b[^.;]{{0,160}}?(?:\bso\s*:?\s*\d|\d+[-/][a-z]{{2,}}|da giao|tai {_DOCUMENT}"
    rf"|{_DOCUMENT} (?:da|truoc)|het hieu luc)"
    r"|\W*khong (?:thuc hien|trien khai)(?: nua)? (?:(?:cac|mot so) )?"
    r"(?:noi dung|nhiem vu|cong viec) (?:nay )?(?:(?:da )?(?:duoc )?giao|so \d)"
    rf"|\W*(?:(?:cac|mot so) )?{_DOCUMENT}\b(?=[^.;:]*(?:\bgiao\b|\bso\s*\d|tai {_DOCUMENT}))"
    r"(?!.*\b(?:ra soat|bao cao|de xuat|tham muu|xac dinh|tong hop)\b)[^.;:]{0,300}\b"
    r"khong (?:tiep tuc (?:thuc hien|trien khai|giao)|(?:thuc hien|trien khai) nua)\W*$"
)
_GIVES_INSTEAD = re.compile(
    r"[;.]\s+(?=(?:dong thoi,? )?(?:chuyen )?(?:giao|phan cong)\s)"
    r"|,?\s+(?:va|dong thoi)\s+(?=giao\s)"
    r"|,\s+(?=giao (?:so|ban|ubnd|uy ban|cong an|van phong|thanh tra|bo|cac)\b)"
)


def withdrawal_in(text: str) -> tuple[str, str]:
    """Return (what ends an earlier instruction, what is given instead); ("", text) if nothing ends.

    "Thôi giao Sở A …; giao Sở B …" is both: no word of the paragraph stands in none of them.
    """
    folded = fold(text)
    if not _WITHDRAWS.match(folded):
        return "", text
    instead = _GIVES_INSTEAD.search(folded)
    return (text[: instead.start() + 1], text[instead.end() :]) if instead else (text, "")
