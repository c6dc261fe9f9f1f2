"""What a task is to bring forth: the plan, decision or report that its words name."""

from __future__ import annotations

import re

from app.domain.text import fold

_MAKING = (
    r"(?:xay dung|ban hanh|lap|trinh|hoan thien|hoan thanh|tham muu(?: cho)?(?: (?:ubnd"
    r"|uy ban nhan dan) tinh)?(?: ban hanh)?"
    r"|de xuat|soan thao|bien soan|to chuc|ra soat, bo sung|ra soat, dieu chinh|bang"
    r"|dua [^.;,]{0,60}? vao|cong bo|chuan bi|xay dung va ban hanh|phe duyet|gui)"
)
_THING = (
    r"(?:ke hoach|de an|quyet dinh|nghi quyet|phuong an|quy dinh|quy che|danh muc|chuong trinh"
    r"|to trinh|van ban"
    r"|huong dan|kich ban|quy hoach|do an|ban do|bao cao|ho so|co che|chinh sach|de cuong|so tay"
    r"|bo chi so"
    r"|co so du lieu|hoi nghi|chi thi|thong bao|bo tieu chi|du thao|dang ky|so do|phan mem)"
)
_PRODUCT = re.compile(
    rf"\b{_MAKING}\s+(?:cac |mot so |du thao |bo sung |va |01 |02 "
    rf"|tot )*(?P<thing>{_THING}\b[^.;:,()]*)"
)
_REPORT = re.compile(r"\b(?:tong hop,? |dinh ky )?(?P<thing>bao cao)\b(?! vien| chi)")
_END = re.compile(
    r"\s+(?:trinh|gui|bao cao|hoan thanh|xong|truoc|trong(?= (?:thang|quy|nam|ngay))|de|nham|theo"
    r"|tren|bao dam|dam bao|phu hop"
    r"|va (?:to chuc|trien khai|trinh|gui|bao cao|thuc hien)|chi tiet|cham nhat|dinh ky|voi|gan"
    r"|cho|tu|vao|hang|tai|khi)\b"
)
_NO_PRODUCT = re.compile(
    r"(?:thuc hien|trien khai|theo|quan triet|ket qua|cu the hoa|tai|noi dung"
    r"|phan cong)\s+(?:cac |noi dung )?$"
)


def product_in(text: str) -> str:
    """Return what a task's words say that it brings forth, or ""."""
    folded = fold(text)
    for match in _PRODUCT.finditer(folded):
        if _NO_PRODUCT.search(folded[: match.start("thing")]):
            continue
        start, end = match.span("thing")
        named = re.compile(_THING).match(folded, start)
        stop = _END.search(folded, named.end() if named else start, end)
        end = stop.start() if stop else end
        words = text[start:end].strip()
        if re.fullmatch(r"bao cao.*", fold(words)):
            return "Báo cáo"
        if len(words.split()) > 1 and len(words) < 160:
            return words
        if words and words[0].isupper():
            return words
    return (
        "Báo cáo"
        if _REPORT.search(folded)
        and re.search(r"dinh ky|tong hop|hang (?:thang|quy|nam|tuan)", folded)
        else ""
    )
