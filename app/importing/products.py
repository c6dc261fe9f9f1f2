"""What a task is to bring forth: the plan, decision or report that its words name.

Only what this task itself makes: "hướng dẫn UBND các xã lập quy hoạch" makes no plan here, and a
report is the product where gathering and reporting is the work itself, not where it ends another.
"""

from __future__ import annotations

import re

from app.domain.text import fold

_MAKING = (
    r"(?:xay dung|ban hanh|lap|trinh|hoan thien|hoan thanh|tham muu(?: cho)?(?: (?:ubnd"
    r"|uy ban nhan dan) tinh)?(?: ban hanh)?"
    r"|de xuat|soan thao|bien soan|to chuc|ra soat, bo sung|ra soat, dieu chinh|bang|sua doi"
    r"|dua [^.;,]{0,60}? vao|cong bo|chuan bi|xay dung va ban hanh|phe duyet|gui|ky ket)"
)
_THING = (
    r"(?:ke hoach|de an|quyet dinh|nghi quyet|phuong an|quy dinh|quy che|quy trinh|danh muc"
    r"|danh sach|chuong trinh|to trinh|van ban|nghi dinh|thong tu(?! lien)|bien ban|lo trinh"
    r"|huong dan|kich ban|quy hoach|do an|ban do|bao cao|ho so|co che|chinh sach|de cuong|so tay"
    r"|bo chi so|bo tai lieu|tai lieu|cam nang|mau bieu|bieu mau|thoa thuan|ket luan"
    r"|co so du lieu|hoi nghi|chi thi|thong bao|bo tieu chi|du thao|dang ky|so do|phan mem)"
)
_BEFORE_THING = r"(?:cac |mot so |du thao |bo sung |sua doi |va |\d{1,2} |tot |moi )*"
_MORE = r"(?:, (?:\w+ ){1,3}(?=(?:nam|quy|thang|giai doan) )[^.;:,()]*)?"
""" "chương trình kiểm tra, giám sát năm 2026": what a comma goes on with up to the time."""
_PRODUCT = re.compile(rf"\b{_MAKING}\s+{_BEFORE_THING}(?P<thing>{_THING}\b[^.;:,()]*{_MORE})")
_END = re.compile(
    r"\s+(?P<word>trinh|gui|bao cao|hoan thanh|xong|muon nhat|truoc|(?:ngay )?sau(?= khi)"
    r"|trong(?= (?:thang|quy|nam|ngay))|de|nham|theo(?! doi)"
    r"|tren|bao dam|dam bao|phu hop"
    r"|va (?:to chuc|trien khai|trinh|gui|bao cao|thuc hien)|cham nhat|dinh ky|voi|gan"
    r"|cho|tu|vao|hang(?= (?:tuan|thang|quy|nam|ngay))|tai|khi)\b"
)
_MARKED = {  # folded, these are also "tư", "tài", "tái", "chợ", "đề", "khí", "gần"
    "tu": "từ", "tai": "tại", "cho": "cho", "de": "để", "voi": "với", "gan": "gắn", "khi": "khi",
    "vao": "vào", "tren": "trên", "trinh": "trình", "gui": "gửi", "theo": "theo", "sau": "sau",
    "ngay sau": "ngay sau",
}  # fmt: skip
_SECOND_SYLLABLE = re.compile(  # "quy trình", "chế độ báo cáo", "tiền gửi", "đầu vào"
    r"\b(?:(?:quy|chuong|cong|lo|giao|to|hanh|tien|qua|thuyet|giai|phuong|du)\s+trinh"
    r"|(?:che do|he thong|mau|bieu mau|bo|quy dinh|noi dung|ho so|so lieu)\s+bao cao"
    r"|tien\s+gui|dau\s+vao|kem\s+theo)$"
)
_NO_PRODUCT = re.compile(
    r"(?:thuc hien|trien khai|theo|quan triet|ket qua|cu the hoa|tai|noi dung"
    r"|phan cong)\s+(?:cac |noi dung )?$"
)
_SINCE = re.compile(r"\b(?:ke tu|tu|sau)\s+(?:ngay|khi)\s+$")  # when a paper was issued
_KNOWN = re.compile(rf"{_THING}(?: \w+){{0,3}}? (?:nay|noi tren|neu tren|tren day|da ban hanh)\b")
""" "Kế hoạch này" is the document itself, or one that stands already."""
_OTHERS_MAKE = re.compile(  # who is guided makes it, not who guides
    r"\b(?:huong dan|don doc|chi dao|ho tro|yeu cau|giup|kiem tra)\s+(?:(?:va|viec|,)\s+)*"
    r"(?:cac|ubnd|uy ban|so|ban|co quan|don vi|dia phuong|chu dau tu|doanh nghiep|nguoi)\b[^.;]*$"
)
_FIRST = (  # words before the verb that say when or how
    r"\W*(?:(?:(?:dinh ky|hang|moi|truoc|cham nhat|ngay|chu tri|co trach nhiem|chiu trach nhiem"
    r"|kip thoi|thuong xuyen|khan truong|co)\b[^.;]{0,60}?)[ ,:]+)?"
)
_REPORTS = re.compile(
    rf"{_FIRST}(?:tong hop\b[^.;]{{0,160}}?\bbao cao\b|(?:xay dung |lap |gui )?bao cao\b)"
    r"(?! vien| chi)"
)


def _end_of(text: str, folded: str, position: int, limit: int) -> int:
    """Return where the name of a product ends: before the first word that belongs to no name."""
    for stop in _END.finditer(folded, position, limit):
        at, word = stop.start("word"), stop["word"]
        if text[at : stop.end()].lower() != _MARKED.get(word, text[at : stop.end()].lower()):
            continue
        if stop.start() == position and word in ("bao dam", "dam bao"):
            continue  # "Kế hoạch bảo đảm trật tự, an toàn giao thông"
        if not _SECOND_SYLLABLE.search(folded, position, at + len(word)):
            return stop.start()
    return limit


def product_in(text: str) -> str:
    """Return what a task's words say that it brings forth, or "".

    Args:
        text: the words behind who is to do it, as printed.
    """
    folded = fold(text)
    for match in _PRODUCT.finditer(folded):
        before = folded[: match.start("thing")]
        if _NO_PRODUCT.search(before) or _OTHERS_MAKE.search(before):
            continue
        if _SINCE.search(before[: match.start()]):
            continue
        start, end = match.span("thing")
        named = re.compile(_THING).match(folded, start)
        end = _end_of(text, folded, named.end() if named else start, end)
        words = text[start:end].strip(" ,")
        if fold(words).startswith("bao cao") or _KNOWN.search(folded, start, match.end()):
            continue
        if (len(words.split()) > 1 and len(words) < 160) or (words and words[0].isupper()):
            return words
    return "Báo cáo" if _REPORTS.match(folded) else ""
