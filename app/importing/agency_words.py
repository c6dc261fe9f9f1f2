"""How names of Vietnamese agencies are made: heads, collectives, titles of those who lead them.

All patterns are for folded text.
"""

from __future__ import annotations

import re

from app.importing.letters import UPPER

# Departments of provinces as decrees on provincial departments have named them; several carry
# commas and "và" inside, so lists can only be parted when these are known.
DEPARTMENTS = (
    "Nội vụ", "Tư pháp", "Tài chính", "Công Thương", "Nông nghiệp và Môi trường", "Xây dựng",
    "Khoa học và Công nghệ", "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thể thao", "Du lịch",
    "Giáo dục và Đào tạo", "Y tế", "Dân tộc và Tôn giáo", "Ngoại vụ", "An toàn thực phẩm",
    "Quy hoạch - Kiến trúc", "Kế hoạch và Đầu tư", "Giao thông vận tải",
    "Tài nguyên và Môi trường", "Thông tin và Truyền thông", "Nông nghiệp và Phát triển nông thôn",
    "Lao động - Thương binh và Xã hội", "Dân tộc", "Văn hóa, Thể thao, Du lịch",
)  # fmt: skip

HEAD = re.compile(
    r"(?:so(?! (?:ket|hoa|lieu|luong|voi|sanh))|ban(?! (?:hanh|do|giao|sac|tin))|van phong|vp"
    r"|ubnd|uy ban|cong an"
    r"|bo(?! (?:sung|tri|sach|dem))|cuc|chi cuc|tong cuc|vu|vien(?! (?:chuc|thong))|trung tam|tt"
    r"|thanh tra(?= (?:tinh|thanh pho|bo|so|chinh phu|nha nuoc))|kho bac|bao hiem xa hoi|bhxh"
    r"|ngan hang|nhnn"
    r"|hoi(?! (?:nghi|thao|nhap|thi|tu|hop))|hiep hoi|lien minh|lien doan|lien hiep|dai(?! (?:hoi"
    r"|bieu|dich|da))"
    r"|bao(?! (?:cao|dam|ve|ton|toan|gom|quan|tri|hiem|chi|hanh|luc))|cong (?:thong tin|ttdt)"
    r"|truong(?! hop)|benh vien|toa an|thue (?=tinh|thanh pho|co so)|hai quan|chi nhanh"
    r"|quy (?=dau tu|bao|phat trien|ho tro|tin dung|hoi)|tap doan|tong cong ty|cong ty|dang uy"
    r"|tinh uy"
    r"|thanh uy|huyen uy|thi uy|tinh doan|mat tran|ubmttq|mttq|hdnd|thuong truc|doan(?! (?:ket"
    r"|vien|nay))"
    r"|to(?! (?:chuc|quoc|giac))|dang doan|phong(?!(?: chong|,| trao| ngua| tranh))"
    r"|thong ke (?=tinh|thanh pho)"
    r"|ttxvn|kbnn|ldld|ubkt"
    r"|ca(?= (?:tinh|xa|phuong|thanh pho))"
    r"|hoc vien|nha xuat ban|tap chi|bql|bch|bchqs|dac khu|canh sat|bo doi|quan khu"
    r"|khoi (?=thi dua|mat tran)|chi cuc kiem lam|dien luc|buu dien|vnpt|viettel|evn|hat kiem lam"
    r"|doi(?! (?:voi|moi|ngu|song|ngoai|thoai|tuong))|xi nghiep|nha may|bo chi huy|bo tu lenh"
    r"|vksnd|tand|qlda"
    r"|trung doan|su doan|lanh dao (?=ubnd|uy ban|so|tinh|van phong|bo)|chu tich|pho chu tich"
    r"|bo truong"
    r"|thu tuong|chinh phu|quoc hoi|hoi dong|toa(?! dam))(?=\b|\s)"
)
"""First word of a name with a capital: "Sở …", "UBND …"."""

PLURAL = re.compile(
    r"(?:tat ca )?(?:cac|nhung|toan the)\s+(?:so|ban|bo|nganh|co quan|don vi|dia phuong|doan the"
    r"|to chuc|hoi|xa|phuong|doanh nghiep|chu dau tu|cap uy|truong|benh vien|vu|cuc|chi cuc|vien"
    r"|phong|trung tam|huyen|thanh pho|tinh|nha dau tu|nha thau|to|cong ty|nha may|ngan hang"
    r"|hiep hoi"
    r"|bqlda|bql|ban qlda|dai|co so|chi nhanh|khoi|lien doan|dang uy|dang doan|tap doan|du an"
    r"|thanh vien"
    r"|ban quan ly|dai truyen thanh|hop tac xa|htx|lien minh|cum|ho|chi bo|dang bo|to chuc dang)\b"
)
_UNITS = (
    r"(?:tuyen truyen|chi bo|dang bo|dang vien|xa hoi - nghe nghiep|cong nghe thong tin"
    r"|chinh tri - xa hoi|cuu chien binh|"
    r"cong nghe so|to chuc dang|chuyen trach|chuyen nganh|doanh nghiep|tren dia ban|"
    r"truyen thong|chinh quyen|tuong duong|nghe nghiep|dia phuong|kinh doanh|truc thuoc|"
    r"giao thong|thanh vien|chu dau tu|nganh dang|quan chung|vien thong|trung uong|thanh nien|"
    r"noi chinh|doi ngoai|bien gioi|giup viec|lien quan|thanh tra|chinh tri|ngan hang|"
    r"khai thac|thanh pho|cap huyen|pho thong|trung tam|chuc nang|nha nuoc|doan the|cap tinh|"
    r"thi tran|xay dung|tham muu|nong dan|thuoc bo|tin dung|kiem tra|san xuat|nhan dan|"
    r"giao duc|mat tran|cao dang|dia ban|dac khu|co quan|to chuc|dai hoc|thi dua|tinh uy|"
    r"dac thu|quan ly|bao chi|tu nhan|mam non|bao dai|cap xa|don vi|phu nu|xa hoi|thi xa|"
    r"phuong|dau tu|du an|huyen|nganh|thuoc|doan|vien|qlda|khac|dang|tinh|ubnd|y te|cua|cuc|"
    r"hoi|ban|hoc|cap|dai|bao|tw|vu|xa|uy|bo|so|co|-|va)"
)
OF_PROVINCES = re.compile(
    r"\s+(?:(?:cua|thuoc)\s+)?cac\s+(?:tinh|dia phuong)(?:\s*,\s*thanh pho)?"
    r"(?:\s+truc thuoc trung uong)?\b"
)
"""The same office of every province: "Sở Tài chính các tỉnh, thành phố"."""

CHARGED = re.compile(
    r"\s+duoc (?:giao|phan cong)(?:\s+(?:chu tri|nhiem vu|thuc hien|dau moi|trien khai"
    r"|to chuc))*(?:\s+cac de an)?"
    r"|\s+co (?:nhiem vu|ten)(?: duoc (?:giao|phan cong))?\s+(?:tai|trong)\s+(?:cac )?phu luc"
    r"(?: (?:[ivx]+|\d+)(?!\w))?(?: kem theo)?"
)
"""Those of a collective who were charged with something: "các cơ quan được giao chủ trì"."""

PLURAL_TAIL = re.compile(rf"(?:\s*,\s*|\s+|\s*/\s*){_UNITS}(?=[\s,;.:/()]|$)")
"""What goes on inside a collective: "các sở, ban, ngành liên quan"."""

LOOSE_VERBS = frozenset(
    ("xay dung", "quan ly", "dau tu", "khai thac", "kiem tra", "thanh tra", "san xuat", "tham muu",
     "kinh doanh", "thi dua", "to chuc", "tuyen truyen")
)  # fmt: skip
LOOSE = LOOSE_VERBS | {"va", "co", "-", "cua", "thuoc", "cap"}
"""Words that go on inside a collective only if more of its words follow."""

COMMUNES = re.compile(
    r"(?:ubnd|uy ban nhan dan|chu tich ubnd|chu tich uy ban nhan dan|hdnd|hoi dong nhan dan)\s+"
    r"(?:(?:(?:cac|cap|hai)\s+)?(?:xa|phuong|huyen|quan|thi xa|thanh pho|tinh)\b|(?:cac"
    r"|hai)\s+cap(?:\s+xa)?\b)"
    r"(?:\s*[,/]\s*(?:va\s+)?(?:xa|phuong|thi tran|dac khu|thi xa|thanh pho|huyen|quan)\b"
    r"|\s+va\s+(?:xa|phuong|thi tran|dac khu|thi xa|thanh pho|huyen|quan)\b)*"
)

COUNCIL = re.compile(
    r"(?:cac )?(?:vi )?(?:ban|(?:to )?dai bieu|thuong truc)\s+(?:cua\s+)?(?:hdnd|hoi dong nhan dan)"
    r"(?:\s+(?:tinh|thanh pho|xa|phuong|cac cap|hai cap))?\b"
)
"""What watches over a resolution of a council: "Thường trực HĐND", "các Ban", "đại biểu HĐND"."""

JOINED_BY_COMMA = re.compile(
    r"\b(?:phat thanh, truyen hinh|phong, chong|van hoa, the thao|van hoa, thong tin"
    r"|do dac, ban do|chan nuoi, thu y|thi dua, khen thuong|thanh tra, kiem tra|thong tin, the thao"
    r"|thong tin, truyen thong|hoa don, chung tu|kham, chua benh)\b"
)
"""Words that a comma joins inside names, though the next one begins small or like a verb."""


def end_of_joined(folded: str, start: int, at: int) -> int:
    """Return where words end that a comma before ``at`` joins in the name from ``start``, or 0."""
    for joined in JOINED_BY_COMMA.finditer(folded, start):
        if joined.start() >= at:
            return 0
        if at < joined.end():
            return joined.end()
    return 0


TITLE = re.compile(
    r"(?:(?:dong chi|d/c|ong|ba)\s+)?(?:giam doc|pho giam doc|thu truong|thu tuong(?= cac)"
    r"|nguoi dung dau|truong(?= (?:cac|ban|phong))|truong ban"
    r"|chi huy truong"
    r"|tu lenh|vu truong|cuc truong|chi cuc truong|vien truong|chanh an|tong giam doc|tong bien tap"
    r"|hieu truong|bi thu|lanh dao|truong phong|chu nhiem|chu tich(?= (?:ubnd"
    r"|uy ban nhan dan) (?:cac|xa|phuong|cap|huyen|thi|thanh pho [A-Z]))"
    r"|chu tich(?= (?:uy ban mat tran|ubmttq|hoi|lien minh|lien doan|hiep hoi))"
    r"|truong(?=\s+(?:dai|doan)))\s+"
)
"""Who leads an office stands for the office: "Giám đốc Sở Tài chính"."""

SEPARATOR = re.compile(
    r"\s*(?:[,;/]\s*(?:(?:va|cung)(?=\s))?|\s(?:va|cung|cung voi|&)(?=\s)|\s[-–]\s)\s*"
)
BULLET_INSIDE = re.compile(rf"[\s;,.]\s*[-–+•*]\s+(?={UPPER})")
BULLET = re.compile(r"(?:^|\n)\s*(?:[-+•*]|\d{1,2}[.)])\s*")
