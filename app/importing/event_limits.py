"""Limits that are events: "trước kỳ họp …", "sau khi Nghị định … ban hành", "trong tuần tới".

An event has no day that the document gives, so its words are the limit, with a doubt; a month or a
year that only names the event ("kỳ họp cuối năm 2026") is no limit either. All for folded text.
"""

from __future__ import annotations

import re

from app.domain.phrases import phrase
from app.importing.phrases import inside

EVENT_LIMIT = phrase("Hạn là một sự kiện hoặc mốc tương đối; văn bản không ghi ngày")

_OCCASION = (
    r"(?:(?:cac )?(?:ky (?:hop|thi|nghi|tuyen sinh|tuyen quan)|phien (?:hop|toa)"
    r"|cuoc (?:hop|bau cu)"
    r"|hoi nghi|dai hoi|le (?:hoi|khai|ky niem|cong bo|phat dong|don|ra quan)|ngay (?:bau cu|khai"
    r"|hoi|le|tet|quoc khanh|thanh lap|giai phong|truyen thong))"
    r"|mua(?= (?:mua|lu|bao|kho|nang|he|han|vu|thu hoach|du lich|le hoi|tuyen sinh|giao))"
    r"|(?:mua )?(?:mua|lu|bao|lu lut)(?= (?:ve|do bo|den|tran ve)\b)|tet\b"
    r"|(?:dip )?(?:le|quoc khanh|giang sinh)\b"
    r"|dip\b|nam hoc\b|khai giang|khai truong|khai mac"
    r"|vu (?=dong|he|thu|mua|chiem|xuan|san xuat|moi)"
    r"|nien do|nhiem ky|(?:thoi diem|han)(?= (?:bau cu|khai|to chuc|dien ra|dai hoi|quyet toan)))"
)
_HAPPENS = (
    r"(?:(?:duoc )?(?:ban hanh|phe duyet|thong qua|cong bo|giao|phan bo|ky ket|ban giao|cap phep)"
    r"|(?:co|het) hieu luc|co ket qua|ket thuc|khai mac|be mac|khai giang|dien ra|khoi cong"
    r"|nghiem thu|nhan duoc|ban giao|hoan thanh|buoc vao|bat dau|lu ve|mua lu|bao ve)"
)
_GIVEN = (
    r"(?:co|nhan(?: duoc)?|duoc)\s+(?:day du )?(?:ke hoach|quyet dinh|nghi quyet|huong dan|van ban"
    r"|ket luan|ket qua|y kien|chu truong|chi dao|thong bao|ho so|bao cao|de nghi|du toan|von"
    r"|mat bang|phe duyet|giao|cap)"
)
_LAW = (
    r"(?:luat|bo luat|nghi dinh|nghi quyet|thong tu|quyet dinh|chi thi|ke hoach|de an|du an"
    r"|phuong an"
    r"|quy hoach|bo|chinh phu|thu tuong|trung uong|quoc hoi|hdnd|ubnd|co quan|cap co tham quyen"
    r"|cac bo)"
)
_CLAUSE = r"[^;.:()]"
_NEAR = r"[^;.:(),]"
_BEFORE = (
    rf"(?:(?:hoan thanh|xong|cham nhat(?: la)?|muon nhat(?: la)?)\s+)?(?:ngay )?truoc"
    rf"(?:\s*,\s*trong va sau|\s+va trong)?\s+(?:(?:khi|thoi diem|thoi gian)\s+)?"
    rf"(?:(?:dien ra|to chuc|buoc vao|vao|khai mac|ket thuc|bat dau)\s+)?(?:cac\s+)?"
    rf"{_OCCASION}{_NEAR}{{0,90}}"
    rf"|(?:(?:hoan thanh|xong)\s+)?truoc khi\s+{_LAW}\b{_CLAUSE}{{0,110}}?\b{_HAPPENS}\b"
    rf"|(?:hoan thanh|xong)\s+truoc khi\s{_NEAR}{{4,90}}"
)
_AFTER = (
    rf"ngay (?:sau )?khi\s{_NEAR}{{4,110}}"
    rf"|sau khi\s+(?:{_GIVEN}\b{_NEAR}{{0,90}}|{_LAW}\b{_CLAUSE}{{0,140}}?\b{_HAPPENS}\b"
    rf"|(?:duoc\s+)?{_HAPPENS}\b{_NEAR}{{0,60}})"
    rf"|ngay sau\s+(?:cuoc hop|hoi nghi|phien hop|ky hop|dai hoi|tet|le\b|dip)"
    rf"{_NEAR}{{0,60}}"
)
_AT = (
    rf"(?<!\bda )(?:tai|vao|trong)\s+(?:cac\s+)?(?:ky hop|phien hop)\s{_NEAR}{{0,80}}"
    rf"|(?:(?:vao|trong|dung|nhan) dip\s+|kip(?: thoi)? phuc vu\s+(?={_OCCASION})){_NEAR}{{2,80}}"
)
_SOON = (
    r"(?:ngay )?trong\s+(?:dau |cuoi )?(?:tuan|thang|quy|nam)\s+(?:nay|sau|toi|tiep theo)\b"
    r"|(?:ngay )?trong\s+ngay (?:mai|hom nay)\b|(?:ngay|xong|hoan thanh) trong ngay(?=\s*[.;,]|$)"
    r"|(?:hoan thanh|xong|cham nhat|truoc)\s+(?:trong )?(?:dau |cuoi )?(?:tuan|thang|quy)\s+"
    r"(?:nay|sau|toi)\b"
)
_ALONE = re.compile(rf"\b(?:{_BEFORE}|{_AFTER}|{_SOON})")
_WITH_ORDER = re.compile(rf"\b(?:{_AT})")
_SUBMITS = re.compile(  # what is to be ready for the event, not what was said at it
    r"\b(?:trinh|(?<!theo )bao cao|thong qua|hoan thanh|khanh thanh|khoi cong|khai truong"
    r"|dua vao|xong|to chuc)\b"
    r"[^;.:]*$"
)
_ENDS = re.compile(  # what the words of an event are followed by, and is no part of them
    r"\s+(?:de|nham|bao dam|dam bao|theo quy dinh|dong thoi|va (?:bao cao|gui|trinh|to chuc"
    r"|trien khai|thuc hien))\b"
    r"|\s+(?=(?:truoc|cham nhat)\s+(?:ngay\s+)?\d)|\s+(?=trong (?:thang|quy) (?:\d|[iv]))"
)


_WHICH = re.compile(  # "tài sản sau khi hoàn thành", "trụ sở sau khi bàn giao": which, not when
    r"\b(?:du an|cong trinh|doanh nghiep|tai san|dat|tru so|don vi|nguoi dan|can bo|san pham"
    r"|mo|rung|khu vuc|nha|co so)\s+$"
)


def events_in(folded: str, cited: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return where the words of events stand that set a limit, in order.

    Args:
        folded: a sentence or paragraph, folded.
        cited: where other papers are cited; no event begins inside.
    """
    found = [match.span() for match in _ALONE.finditer(folded)]
    for match in _WITH_ORDER.finditer(folded):
        clause = max(folded.rfind(sign, 0, match.start()) for sign in ";.:") + 1
        if _SUBMITS.search(folded, clause, match.start()):
            found.append(match.span())
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if inside(start, cited) or (kept and start < kept[-1][1]):
            continue
        if folded.startswith("sau khi", start) and _WHICH.search(folded, 0, start):
            continue
        first_word = folded.find(" ", start + 12)
        stop = _ENDS.search(folded, first_word if 0 < first_word < end else end, end)
        kept.append((start, stop.start() if stop else end))
    return kept
