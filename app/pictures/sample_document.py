"""A plan as an office might write it, imported for the pictures; all of it is invented.

It has what a review must show: a missing number and day, spelling errors, a day without a year, an
agency that nobody knows, two tasks in one paragraph, a figure, an instruction that ends others.
A tracker beside it has rows that complete, that report, and one that says too little.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

NAME = "KH hạ tầng số 2026.txt"
TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH BÌNH SƠN
Số:     /KH-UBND
Bình Sơn, ngày    tháng 3 năm 2026

KẾ HOẠCH
Phát triển hạ tầng số năm 2026

Căn cứ Chương trình số 12-CTr/TU ngày 05/01/2026 của Tỉnh ủy, Ủy ban nhân dân tỉnh ban hành Kế \
hoạch như sau:

I. MỤC TIÊU
1. Phấn đâu năm 2026 tỷ lệ phủ sóng 5G đạt trên 80% dân số.

II. NHIỆM VỤ
1. Sở Khoa học và Công nghệ chũ trì, phối hợp với Sở Xây dựng và UBND các xã, phường:
a) Xây dựng bản đồ hạ tầng số toàn tỉnh, trình UBND tỉnh trước ngày 30/6.
b) Rà soát các trạm thu phát sóng; báo cáo kết quả hằng quý.
2. Trung tâm Điều hành đô thị thông minh Bình Sơn chủ trì xây dựng kho dữ liệu dùng chung, hoàn \
thành trong quý III/2026. Giao Sở Tài chính bố trí kinh phí thực hiện.
3. Công an tỉnh hoàn thành định danh cơ quan, tổ chức trong vòng 15 ngày kể từ ngày được giao.
4. Thu hồi nhiệm vụ đã giao tại Kế hoạch số 15/KH-UBND ngày 12/01/2025.

III. TỔ CHỨC THỰC HIỆN
Văn phòng UBND tỉnh theo dõi, đôn đốc việc thực hiện Kế hoạch này./.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Lê Văn Mẫu
"""


_HEADER = (
    "STT", "Nội dung nhiệm vụ", "Tình trạng", "Tỷ lệ %", "Kết quả thực hiện", "Sản phẩm",
    "Số, ký hiệu", "Ngày hoàn thành", "Khó khăn, vướng mắc",
)  # fmt: skip
_SAID = (
    ("Hoàn thành", "", "", "Kế hoạch hành động", "27/KH-STC", "05/10/2026", ""),
    ("Hoàn thành", "", "Đã trình", "", "", "", ""),
    ("Đang thực hiện", 60, "Đã lấy ý kiến các sở", "", "", "", "Chờ ý kiến về khung giá"),
    ("Đang thực hiện", 40, "Đã rà soát 214 cơ sở", "", "", "", ""),
    ("Đang thực hiện", "", "", "", "", "", ""),
)


def write_tracker(path: Path, titles: Sequence[str]) -> None:
    """Write an Excel tracker with a row for each title, and one that no task is like."""
    import openpyxl  # noqa: PLC0415 - for one picture

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None  # noqa: S101 - a new book has one
    page.append(["BIỂU THEO DÕI NHIỆM VỤ (tính đến ngày 30/10/2026)"])
    page.append(list(_HEADER))
    for number, title in enumerate((*titles, "Tổ chức hội nghị tổng kết công tác văn thư")):
        page.append([number + 1, title, *_SAID[number % len(_SAID)]])
    book.save(path)
