"""Set phrases of Vietnamese administrative documents, found in folded text.

Folded text (`app.domain.text.fold`) has neither tone nor vowel marks, so most errors of scanning
programs ("chũ trì", "Đông chí", "phân đầu") are no errors here; positions stay those of the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.domain.text import fold

# --- verbs ---------------------------------------------------------------------------------------

# Words that open an instruction. Where one of them follows an agency's name, the name has ended.
_VERBS = """
ap dung|bam sat|ban giao|ban hanh|bao cao|bao dam|bao toan|bao ton|bao tri|bao ve|bieu duong|bo sung
|bo tri|boi duong|bien soan|cai cach|cai thien|cai tao|can cu|can doi|cap nhat|cap phat|cat giam
|chap hanh|cham dut|cham lo|cham soc|chan chinh|chi dao|chia se|chinh don|chiu trach nhiem
|chu dong|chu tri|cam ket|chu trong|chuan bi|chuan hoa|chuyen doi|chuyen dich|chuyen giao|co che do
|coi trong|co cau lai|co trach nhiem|cong bo|cong khai|cu the hoa|cung co|cung cap|da dang hoa
|dang tai|danh gia|dam bao|dao tao|dau tranh|dau tu|dau noi|day manh|day nhanh|de cao|de xuat
|dieu chinh|dieu hanh|dieu tra|dinh huong|dinh ky|doi moi|don doc|don gian hoa|dong bo|du bao
|dua vao|dua|duy tri|duoc giao|dien tap|gan ket|gan|giai ngan|giai quyet|giai toa|giam|giam sat
|gin giu|gioi thieu|giu gin|giu vung|giu nghiem|go bo|gop phan|giao duc|han che|hien dai hoa
|hinh thanh|ho tro|hoan chinh|hoan thanh|hoan thien|hop tac|huong dan|huy dong|huong ung|kiem ke
|kiem soat|kiem tra|kien nghi|kien quyet|kien toan|kip thoi|keo giam|khac phuc|khai thac
|khan truong|khao sat|khen thuong|khoi day|khoi cong|khoi thong|khuyen khich|ket noi|lam ro
|lam sach|lam tot|lam viec|lam dau moi|la co quan|la dau moi|lanh dao|lap|lay|len phuong an
|long ghep|lua chon|mo rong|mo dot|mo|nam bat|nam chac|nam tinh hinh|nang cao|nang cap
|ngan chan|nghien cuu|nghiem tuc|nhan dien|nhan rong|niem yet|no luc|on dinh|phan bo|phan cong
|phan dau|phan loai|phan tich|phat dong|phat hien|phat huy|phat trien|phe duyet|pho bien|phoi hop
|phong|phu song|quan ly|quan tam|quan triet|quy dinh|quy hoach|quyet liet|quyet toan|ra soat
|rut ngan|san sang|sap xep|siet chat|so hoa|so ket|sap|sua doi|tai cau truc|tang|tang cuong|tap huan
|tap trung|tao|tao dot pha|tao dieu kien|tao lap|tao moi truong|thao go|tham dinh|tham gia|tham muu
|thanh lap|thanh tra|thanh toan|theo doi|the che hoa|thi diem|thi dua|thi hanh|thong bao|thong ke
|thong nhat|thong tin|thong tin tuyen truyen|thu hut|thu gom|thu hoi|thuc day|thuc hanh|thuc hien
|thuong xuyen|tich cuc|tich hop|tiep cong dan|tiep nhan|tiep thu|tiep tuc|tiep xuc|tien hanh
|tiet kiem|tim kiem|tinh gian|tinh gon|tinh toan|to chuc|toi uu hoa|ton vinh|tong hop|tong ket
|trang bi
|trien khai|trinh|truc tiep|trung tu|tu van|tuyen truyen|tuyen duong|tuyen chon|uu tien|ung dung
|ung pho|van dong|van hanh|vao cuoc|xac dinh|xay dung|xem xet|xet|xoa|xu ly|xuc tien|xa hoi hoa
|yeu cau|cho|da|duoc|phai|can|la|se|dang|theo|ve|de|nham|tai|tu|den|trong|khi|nhat la|dong thoi
|cung voi|ket hop|khong ngung|khong de|khong|thuong truc|tung buoc|chan chinh|kiem che|tran ap
|lan toa|ngam hoa|bao tang|tai dinh cu|den bu|boi thuong|giai phong|khoi phuc|phuc hoi|kich cau
|san xuat|nuoi duong|chong|thu|chi|cap|han|hoc tap|ket nap|doi thoai|tiep|tranh thu|da dang|dan
|thuc thi|lien ket|ho|thanh quyet toan|xep loai|cham diem|tra loi|giai trinh|bo nhiem|thay the
|tuyen sinh|tuyen dung|lap dat|nao vet|chuan bi|trong moi|ra quan|ra soat
|khanh thanh|dau gia|dau thau|nghiem thu|trien lam|cu doan|bau cu|bo phieu|chi tra|moi goi
|gui|luu y|kiem dinh|di doi|di chuyen|chinh trang|chinh ly|xac minh|tuan tra|canh bao|truc|so tan
|cuu ho|khoan|ky|ki|de nghi|hieu chinh|ap|ra|lam|nop|phan anh|bam|nhap|rac|tham van|tang toc
"""
_PAIRS = tuple(
    sorted({v.strip() for v in _VERBS.replace("\n", "").split("|") if " " in v.strip()}, key=len)[
        ::-1
    ]
)
_PAIR = "(?:" + "|".join(re.escape(verb) for verb in _PAIRS) + r")\b"
_PAIR_RE = re.compile(_PAIR)
# Verbs of one syllable are told by their marks: "dân" is no "dẫn", "tư" no "từ".
_SINGLE = re.compile(
    r"(?i:là|được|đã|phải|cần|sẽ|đang|theo|về|để|nhằm|tại|từ|đến|trong|khi|mở|lập|đưa|giảm|tăng|gắn"
    r"|xét|xóa|xoá|lấy|gửi|trả|trực|thu|nộp|chống|tạo|giữ|không|cho|trình|sắp|duy|chi|dừng|bỏ|ký"
    r"|kéo"
    r"|di|dạy|đón|lo|mua|bán|vay|thuê|nắm|làm|nâng|siết|khơi|coi|chăm|phủ|nuôi|tiếp|rút|xếp|trước"
    r"|trồng|lắp|ra|mời|cử|xin|họp|chọn|viết|đào|chế tạo"
    r"|cấp(?!\s+(?:cứu|nước|thoát|tỉnh|xã|huyện|trung|cơ|ủy|uỷ|học|bộ|trên|dưới|[ivx]+\b|\d\b))"
    r"|chuyển(?!\s+phát)"
    r"|ngày|sau|vào|hằng|hàng|xong|cuối|hết|kể|chậm|mỗi|ngay|sớm)\b"
)


_SECOND_SYLLABLE = re.compile(r"\b(?:cong|chuong|qua|quy|truc|phuong|hanh|cai|lo) $")

_NOUN_BEFORE = re.compile(
    r"\b(?:viec lam|van chuyen|bau cu|ung cu|de cu|(?:cao|trung|cung|phan|so|dang|thu) cap|cuoc hop"
    r"|mat cap|luan chuyen)$"
)
""" "việc làm", "vận chuyển": the second syllable alone is a verb."""

_PAIR_OF_NOUN = re.compile(r"\b(?:cong nghe thong tin|(?:thong tin|cong nghiep) tap trung)$")
_PLANTS = re.compile(r"(?i:trồng)\b")
_PLANT = "trong cay"  # told from "trong", which its folded form would be

_REGISTERS = re.compile(r"(?i:đăng)\s$")  # by its marks: "Đảng ký" and "đang ký" are others


def verb_at(text: str, folded: str, position: int) -> str:
    """Return the verb that stands at ``position`` (folded), or ""."""
    pair = _PAIR_RE.match(folded, position)
    if pair:
        return "" if _PAIR_OF_NOUN.search(folded[: position + len(pair[0])][-34:]) else pair[0]
    single = _SINGLE.match(text, position)
    if not single or _NOUN_BEFORE.search(folded[max(0, position - 7) : single.end()]):
        return ""
    if _SECOND_SYLLABLE.search(folded, max(0, position - 8), position):
        return ""
    if _REGISTERS.search(text[max(0, position - 5) : position]) and fold(single[0]) == "ky":
        return ""
    return _PLANT if _PLANTS.match(single[0]) else fold(single[0])


# Verbs that also stand inside the names of offices: "Ban Quản lý dự án đầu tư xây dựng …".
IN_NAMES = frozenset(
    """quan ly|dau tu|xay dung|phat trien|xuc tien|phuc vu|dieu hanh|ho tro|kiem dinh|bao ve|phong
    chong|giam dinh|to chuc|kiem tra|thanh tra|tuyen truyen|giao duc|dao tao|thong tin|thong ke
    |thi hanh|thi dua|khen thuong|chi dao|giam sat|bao ton|cham soc|ung dung|boi duong|quy hoach
    |khai thac|ky|phat|thu|cap|phong|dan|chi|tiep cong dan|tiep|bao tang|chuyen doi|ung pho|an
    |san xuat|ho|thong bao|ra|mo|giai phong|boi thuong""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)

_KINDS = (
    r"(?:nghi quyet|chi thi|quyet dinh|ke hoach|ket luan|thong bao|cong dien|cong van|van ban"
    r"|nghi dinh|thong tu|luat|to trinh|bao cao|chuong trinh|quy dinh|huong dan|de an)"
)
_OPENING = (  # words before the verb that change nothing
    r"(?:(?:tiep tuc|chu dong|tich cuc|khan truong|kip thoi|thuong xuyen|tap trung|phan dau|quyet"
    r" liet|nghiem tuc|dong thoi|cung voi do|ben canh do|hang nam|hang nam|dinh ky)[ ,]+)*"
)
_OPENS = re.compile(rf"\W*{_OPENING}")
_NO_ORDER = frozenset(
    ("can cu", "theo", "da", "duoc", "la", "ve", "de", "nham", "tai", "tu", "den", "trong", "khi",
     "se", "dang", "phai", "cho", "cung voi", "khong", "can", "nhat la", "dinh ky", "dong thoi",
     "thu", "chi")
)  # fmt: skip
_CARRYING_OUT = re.compile(
    rf"\W*(?:tiep tuc )?(?:trien khai )?thuc hien {_KINDS}.{{0,700}}"
    r"(?:ban hanh|xay dung|co y kien|yeu cau|thong bao|nhu sau|de nghi)\b.{0,200}(?:nhu sau"
    r"|sau)\W*$"
)


def opens_with_verb(text: str, folded: str) -> bool:
    """Return whether a sentence begins as an instruction does ("Tăng cường …")."""
    opening = _OPENS.match(folded)
    start = opening.end() if opening else 0
    if start >= len(text):
        return False
    verb = verb_at(text, folded, start) or (verb_at(text, folded, 0) if start else "")
    if not verb:  # the opening word alone is an order too: "Tập trung vào …", "Khẩn trương …"
        return bool(opening and opening[0].strip(' -*“"'))
    return verb not in _NO_ORDER and not _CARRYING_OUT.match(folded)


# --- what a section is about ---------------------------------------------------------------------

PURPOSE, TARGETS, WORK, PAST, MONEY, OTHER = "purpose", "targets", "work", "past", "money", ""
_WORK = re.compile(
    r"to chuc thuc hien|trach nhiem (?:cua|thuc hien)|phan cong (?:nhiem vu|thuc hien)"
    r"|nhiem vu|giai phap|noi dung (?:trong tam|thuc hien|cong viec|trien khai)"
    r"|khau dot pha|dot pha chien luoc|cong viec"
)
_ABOUT = {
    PURPOSE: re.compile(
        r"muc dich|yeu cau|quan diem|phuong cham|nguyen tac|pham vi|doi tuong|can cu"
        r"|su can thiet|tam nhin|boi canh|du bao|giai thich tu ngu|dinh huong chung"
    ),
    PAST: re.compile(
        r"danh gia chung|ket qua dat duoc|ket qua thuc hien|tinh hinh thuc hien|han che|ton tai"
        r"|nguyen nhan|bai hoc|thuc trang|uu diem|khuyet diem|kiem diem|tinh hinh chung"
        r"|ket qua (?:nhiem ky|nam|\d|cong tac)|nhin lai|thanh tuu"
    ),
    TARGETS: re.compile(r"muc tieu|chi tieu"),
    MONEY: re.compile(
        r"kinh phi|nguon luc thuc hien|nguon von thuc hien|du toan kinh phi|hieu luc thi hanh"
        r"|khen thuong va ky luat|thoi gian(?: va dia diem)?(?: thuc hien)?$"
    ),
}
_TARGETS_FIRST = re.compile(r"\W*(?:(?:cac |he thong )?(?:muc tieu|chi tieu))")
_PURPOSE_FIRST = re.compile(r"\W*(?:muc dich|yeu cau|quan diem)")
_ASKS_FIRST = re.compile(  # "Yêu cầu Giám đốc Sở A …" asks somebody, "Yêu cầu" is a heading
    r"\W*yeu cau\s+(?:(?:cac )?(?:so|ban|bo|nganh|ubnd|uy ban|co quan|don vi|dia phuong|cong an"
    r"|chu dau tu|nha thau|giam doc|thu truong|chu tich|van phong|thanh tra|cuc|vu|dong chi)\b)"
)
_BEFORE_TITLE = re.compile(r"\W*(?:(?:cac|nhung|mot so|ve|mot vai|tinh hinh va)\s+)?")


def about(title: str) -> str:
    """Return what a section of this title holds: `WORK`, `TARGETS`, `PAST` …, or `OTHER`."""
    folded = fold(title)
    if _ASKS_FIRST.match(folded):
        return OTHER
    if _TARGETS_FIRST.match(folded):
        return TARGETS
    if _PURPOSE_FIRST.match(folded):
        return PURPOSE
    if _WORK.search(folded):
        return WORK
    opening = _BEFORE_TITLE.match(folded)
    start = opening.end() if opening else 0
    return next((kind for kind, words in _ABOUT.items() if words.match(folded, start)), OTHER)


# --- citations -----------------------------------------------------------------------------------

_DAY = r"ngay\s*\d{1,2}\s*(?:[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|thang\s*\d{1,2}(?:\s*nam\s*\d{4})?)"
CITATION = re.compile(
    rf"(?:{_KINDS}\s+)?(?:so\s*:?\s*)?\d+(?:\.\d+)?\s*[-/][\d/]*[-/]?[a-z]{{1,}}[a-z\d]*"
    rf"(?:[-/][a-z\d]+)*"
    rf"(?:\s*,?\s*{_DAY})?"
    rf"|(?:{_KINDS}|so)\s+so\s*:?\s*[\d./]+(?:\s*,?\s*{_DAY})?"
    rf"|luat\b[^.;,]{{0,60}}?{_DAY}"
    rf"|{_DAY}\s*,?\s*(?:cua|ve viec|ve)\b"
)


def citations(folded: str) -> list[tuple[int, int]]:
    """Return where a folded text cites documents with their numbers and days."""
    return list(_citations(folded))


@lru_cache(maxsize=64)  # roles, times and figures ask for the same sentence one after another
def _citations(folded: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in CITATION.finditer(folded))


def inside(position: int, spans: list[tuple[int, int]]) -> bool:
    """Return whether ``position`` lies in one of ``spans``."""
    return any(start <= position < end for start, end in spans)


# --- sentences that give nothing -----------------------------------------------------------------

_CLOSING = re.compile(
    r"\W*(?:tren day la|trong qua trinh (?:trien khai |to chuc )*thuc hien|qua trinh thuc hien"
    r"|(?:yeu cau|de nghi)\s+(?:thu truong |giam doc |cac |chu tich )?.{0,220}?"
    r"(?:nghiem tuc|khan truong|phoi hop)?[ ,]*(?:to chuc |trien khai |quan triet,? )*thuc hien"
    r"(?: nghiem tuc| tot| nghiem| dung)?(?: (?:ke hoach|chi thi|chuong trinh|thong bao|cong dien"
    r"|quyet dinh|noi dung)\b.{0,60})?\s*[./]*$"
    r"|.{0,60}thong bao (?:de |den )?(?:cac |quy )?.{0,60}(?:biet|thuc hien)"
    r"|van phong.{0,40}\bthong bao\b"
    r"|(?:quyet dinh|chi thi|ke hoach|nghi quyet|van ban|quy dinh) (?:nay )?co hieu luc"
    r"|.{0,400}chiu trach nhiem thi hanh (?:quyet dinh|nghi quyet) nay"
    r"|(?:chu tich|ubnd|uy ban|tinh uy|dang bo|ban thuong vu|ban chap hanh)\b[^.:]{0,60} keu goi\b)"
)
_REFERRING = re.compile(
    r"\W*(?:\(.{0,200}(?:phu luc|kem theo|bieu).{0,200}\)\W*$|chi tiet (?:tai|theo) (?:phu luc"
    r"|bieu)"
    r"|giao nhiem vu cho .{0,160}(?:tai|theo) phu luc|(?:ban hanh"
    r"|phe duyet) kem theo (?:quyet dinh|ke hoach) nay"
    r"|(?:.{0,160}\(?theo|.{0,40}\bco) phu luc .{0,40}kem theo)"
)
_AGREEING = re.compile(
    r"\W*(?:ubnd\b.{0,30}|uy ban nhan dan\b.{0,30}|chu tich\b.{0,40}|pho chu tich\b.{0,40})?"
    r"(?:co ban )?(?:dong y|thong nhat|nhat tri|ghi nhan|danh gia cao|bieu duong|cho phep"
    r"|chap thuan)\b(?! trien khai| thuc hien)"
)
_PAST = re.compile(
    r"\b(?:da (?:dat|hoan thanh|trien khai|thuc hien|ban hanh|tich cuc|chu dong|duoc|co|chu tri"
    r"|dien"
    r" ra|bam sat|tap trung|chi dao|quan tam)|dat duoc|uoc dat|so voi cung ky|chua (?:dat|duoc|cao"
    r"|hieu qua)|con (?:cham|han che|thap|nhieu|dien bien)|giai ngan duoc|xay ra \d+)\b"
)


def closing_reason(folded: str) -> str:
    """Return why a whole paragraph gives no task, in Vietnamese, or "" if it may give one."""
    if _REFERRING.match(folded):
        return "Dẫn chiếu phụ lục, không giao việc"
    if _CLOSING.match(folded) and not re.search(r"\bgiao (?!thong|luu|tiep|dich|duc)", folded):
        return "Câu kết hoặc yêu cầu chung, không giao việc cụ thể"
    return ""


def agrees_only(folded: str) -> bool:
    """Return whether a sentence only agrees with a proposal or praises."""
    return bool(_AGREEING.match(folded))


def tells_of_past(folded: str) -> bool:
    """Return whether a paragraph reports what was done."""
    return bool(_PAST.search(folded))
