"""Short titles for tasks, made of the document's own words."""

from __future__ import annotations

import re

from app.domain.phrases import capital
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


_THING = re.compile(
    r"\b(?:de an|du an|ke hoach|nghi quyet|quy hoach|chuong trinh|phuong an|quy che"
    r"|quy dinh|du toan"
    r"|bao cao nghien cuu kha thi|cong trinh|du thao|chinh sach|ho so(?! trinh)"
    r"|co che)\s+(?!nay|tren|neu|theo|cua|so \d|tai"
    r"|duoc|da)[^.;,:()]{3,90}"
)
_THING_ENDS = re.compile(
    r"\s+(?:da (?:giao|duoc)|duoc giao|tai (?:ke hoach|thong bao|van ban|cong van"
    r"|quyet dinh|to trinh"
    r"|nghi quyet)|theo (?:de nghi|de xuat|to trinh|bao cao)|den (?:ngay|het)|truoc|hoan thanh"
    r"|giao|sang|va giao|trinh|cho (?:so|ban|ubnd)|tu ngay|trong (?:thang|quy|nam))\b"
)
_NO_OBJECT = re.compile(  # a title that does not say what the work is about
    r"(?:(?:tiep tuc|chu tri|to chuc|thuc hien|trien khai|hoan thien|hoan thanh|chiu trach nhiem"
    r"|chu dong|khan truong|tham muu|trinh|xu ly|giai quyet|tiep nhan|bao cao|de xuat|theo doi"
    r"|don doc|huong dan|gui|hdnd tinh|ubnd tinh|uy ban nhan dan tinh|chu tich|bo truong"
    r"|lanh dao bo|bo|thu tuong|chinh phu|phe duyet|xem xet"
    r"|quyet dinh|ho so|theo (?:dung )?quy dinh|theo tham quyen|va|cac thu tuc|lien quan)[\s,]*)+"
)
_TIME_BEHIND = re.compile(r"[,\s]+(?:trước|xong|hoàn thành|trong|chậm nhất)\b[^,;]*\d.*$")


def with_subject(title: str, before: str) -> str:
    """Return the title, with what it is about where only the words before it say that.

    Args:
        title: a title of the words behind who is to act ("Hoàn thiện, trình UBND tỉnh").
        before: the words before those ("Đồng ý gia hạn Đề án y tế cơ sở; giao Sở A").
    """
    bare = _TIME_BEHIND.sub("", title).strip(" ,")
    if not bare or not _NO_OBJECT.fullmatch(fold(bare)):
        return title
    things = list(_THING.finditer(fold(before)))
    if not things:
        return title
    thing = things[0]
    stop = _THING_ENDS.search(fold(before), thing.start() + 5, thing.end())
    words = before[thing.start() : stop.start() if stop else thing.end()].strip(" ,;.")
    return f"{bare} ({words})"


def title_of(words: str) -> str:
    """Return a title of at most 150 letters: the first thing that the words ask for."""
    text = " ".join(words.split()).strip(' -–•+*:;,.“”"')
    text = text.removesuffix("./")
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
    text = re.sub(r"\./?$", "", text.strip(" -–•+*:;,.")).strip(" -–•+*:;,.")
    return capital(text)
