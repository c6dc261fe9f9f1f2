from __future__ import annotations

import pytest

from app.importing.markers import is_heading_marker, plain_sign, split_marker

MARKED = [
    ("I. MỤC ĐÍCH", "I.", "MỤC ĐÍCH"),
    ("1. Mục đích", "1.", "Mục đích"),
    ("1.1. Công tác", "1.1.", "Công tác"),
    ("1.1 Công tác", "1.1", "Công tác"),
    ("1.2.3. Ba", "1.2.3.", "Ba"),
    ("(1) Sở", "(1)", "Sở"),
    ("( 2 ) Sở", "(2)", "Sở"),
    ("đ) Sở", "đ)", "Sở"),
    ("a1) Sở", "a1)", "Sở"),
    ("vi) Sáu", "vi)", "Sáu"),
    ("1) Sở", "1)", "Sở"),
    ("1/ Sở", "1/", "Sở"),
    ("-Sở", "-", "Sở"),
    ("– Sở", "-", "Sở"),
    ("+ Sở", "+", "Sở"),
    ("* Ghi chú", "*", "Ghi chú"),
    ("\uf0b7 Sở", "•", "Sở"),
    ("o Sở", "•", "Sở"),
    ("III - NHIỆM VỤ", "III", "NHIỆM VỤ"),
    ("II CÁC CHỈ TIÊU", "II", "CÁC CHỈ TIÊU"),
    ("A. NHIỆM VỤ", "A.", "NHIỆM VỤ"),
    ("I.1. Nhóm", "I.1.", "Nhóm"),
    ("Phần thứ nhất", "Phần thứ nhất", ""),
    ("PHẦN THỨ HAI: NHIỆM VỤ", "PHẦN THỨ HAI", "NHIỆM VỤ"),
    ("Chương II QUY ĐỊNH CHUNG", "Chương II", "QUY ĐỊNH CHUNG"),
    ("Mục 1. Nhiệm vụ", "Mục 1", "Nhiệm vụ"),
    ("Điều 3. Trách nhiệm", "Điều 3", "Trách nhiệm"),
    ("PHỤ LỤC", "PHỤ LỤC", ""),
    ("PHỤ LỤC 01: DANH MỤC", "PHỤ LỤC 01", "DANH MỤC"),
    ("Biểu mẫu số 02. Tên", "Biểu mẫu số 02", "Tên"),
]

NOT_MARKED = [
    "2.5 triệu người",
    "1.200 căn hộ",
    "10 dự án",
    "30/6/2026 hoàn thành",
    "03.2.2026 là ngày",
    "1/2 số xã",
    "II/2026",
    "V/v triển khai Nghị quyết",
    "V.I. Lê-nin",
    "VI PHẠM HÀNH CHÍNH",
    "XI MĂNG",
    "2026. Năm đầu",
    "-5% so với năm trước",
    "Mục tiêu 1: tăng",
    "Mục III của Kế hoạch",
    "Điều 3 Luật Đất đai quy định",
    "Phụ lục I kèm theo Kế hoạch này",
    "ở đâu",
    "-",
    "",
]


@pytest.mark.parametrize(("text", "marker", "rest"), MARKED)
def test_markers_are_split_off(text: str, marker: str, rest: str) -> None:
    assert split_marker(text) == (marker, rest)


@pytest.mark.parametrize("text", NOT_MARKED)
def test_what_only_looks_like_a_marker(text: str) -> None:
    assert split_marker(text) == ("", text)


def test_headings_and_signs() -> None:
    assert is_heading_marker("Chương II")
    assert not is_heading_marker("II.")
    assert plain_sign("\uf0fe") == "•"
    assert plain_sign("—") == "-"
