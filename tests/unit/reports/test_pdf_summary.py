"""Sheet 2 as paper: counts, sub-totals, both percentages."""

from __future__ import annotations

import pytest

from app.domain.tally import Tally
from app.reports.sheets import SummaryGroup, SummaryRow

FORMULAS = "A B 1=2+…+8 2 3 4 5 6 7 8 9=2+3+6 (2+3)/9 (2+3)/(1–8)"


def test_rows_sub_totals_and_sum_as_on_the_office_sheet(build):
    groups = [
        SummaryGroup(
            "I. Các sở",
            [
                SummaryRow("Sở Tài chính", Tally((1, 1, 6, 1, 2, 1, 0))),
                SummaryRow("Sở Ngoại vụ", Tally((0, 0, 2, 0, 0, 0, 0))),
            ],
        ),
        SummaryGroup("V. Giao chung", [SummaryRow("Các sở", Tally((2, 0, 14, 1, 1, 2, 1)))]),
    ]
    text = build.print_summary(build.summary(groups)).text
    assert "I Các sở 14 1 1 8 1 2 1 – 4 50,0% 14,3%" in text
    assert "1 Sở Tài chính 12 1 1 6 1 2 1 – 4 50,0% 16,7%" in text
    assert "2 Sở Ngoại vụ 2 – – 2 – – – – – – 0,0%" in text
    assert "3 Các sở 21 2 – 14 1 1 2 1 3 66,7% 10,0%" in text
    assert "Cộng 35 3 1 22 2 3 3 1 7 57,1% 11,8%" in text


def test_answer_names_both_denominators(build):
    groups = [SummaryGroup("", [SummaryRow("Sở", Tally((25, 4, 87, 10, 13, 15, 1)))])]
    text = build.print_summary(build.summary(groups)).text
    assert (
        "Hoàn thành 29 nhiệm vụ: bằng 69,0% của 42 nhiệm vụ đã đến hạn, "
        "bằng 18,8% của 154 nhiệm vụ đang theo dõi (trừ 1 nhiệm vụ dừng)."
    ) in text


def test_notes_tell_how_to_read_and_that_it_was_checked(build):
    sheet = build.summary(build.summary_groups(3), notes=("Không gồm 1 nhiệm vụ hạn chế.",))
    text = build.print_summary(sheet).text
    assert "Đã kiểm tra: tổng các cột 2 đến 8 bằng cột 1 ở mọi dòng." in text
    assert "Không gồm 1 nhiệm vụ hạn chế." in text


@pytest.mark.parametrize(
    ("by_leader", "title", "column"),
    [
        (False, "BIỂU TỔNG HỢP TIẾN ĐỘ THEO CƠ QUAN CHỦ TRÌ", "Cơ quan chủ trì"),
        (True, "BIỂU TỔNG HỢP TIẾN ĐỘ THEO LÃNH ĐẠO PHỤ TRÁCH", "Lãnh đạo phụ trách"),
    ],
)
def test_by_agency_or_by_leader(build, by_leader, title, column):
    text = build.print_summary(build.summary(build.summary_groups(3), by_leader=by_leader)).text
    assert title in text
    assert f"TT {column} Tổng số" in text
    assert "Biểu số 2" in text


@pytest.mark.parametrize(("leaders", "documents"), [(1, 0), (5, 5), (6, 0)])
def test_a_sheet_of_leaders_keeps_to_one_page(build, leaders, documents):
    names = [f"Phó Chủ tịch Thường trực Nguyễn Thế An{n}" for n in range(leaders)]
    groups = [
        SummaryGroup(
            "I. Lãnh đạo UBND tỉnh",
            [SummaryRow(name, Tally((100, 111, 122, 133, 144, 155, 6))) for name in names],
        ),
        SummaryGroup(
            "II. Chưa phân công", [SummaryRow("Việc chung", Tally((1, 0, 0, 0, 0, 0, 0)))]
        ),
    ]
    notes = (
        f"Các văn bản: {'; '.join(['Kế hoạch triển khai Nghị quyết 02/NQ-CP'] * documents)}.",
        "Có 13 phân công gợi ý, rút từ Phụ lục chỉ tiêu và chưa được xác nhận.",
        "Không in 1 nhiệm vụ thuộc chế độ hạn chế phổ biến; tổng số không gồm các nhiệm vụ này.",
    )
    printed = build.print_summary(build.summary(groups, by_leader=True, notes=notes))
    assert printed.count == 1
    assert all(f"{name} 771 100 111" in printed.text for name in names)
    assert "NGƯỜI LẬP BIỂU" in printed.text


def test_every_row_comes_back_over_pages_with_header_and_open_group(build):
    printed = build.print_summary(build.summary(build.summary_groups(120)))
    assert printed.count > 4
    for number in range(1, 121):
        assert f"{number} Cơ quan A{number:03d}" in printed.text
    assert all(FORMULAS in text for text in printed.pages)
    assert "(tiếp theo)" in printed.text
    assert "Cộng" in printed.pages[-1]
    assert "NGƯỜI LẬP BIỂU" in printed.pages[-1]


@pytest.mark.parametrize("count", range(10, 46))
def test_sum_row_and_signatures_keep_rows_with_them(build, count):
    last = build.print_summary(build.summary(build.summary_groups(count, per_group=50))).pages[-1]
    assert "NGƯỜI LẬP BIỂU" in last
    assert f"A{count:03d}" in last
    assert f"A{count - 1:03d}" in last


def test_a_sheet_without_rows_says_so(build):
    printed = build.print_summary(build.summary([]))
    assert printed.count == 1
    assert "Không có cơ quan nào có nhiệm vụ trong phạm vi của biểu này." in printed.text
    assert "Cộng –" in printed.text


def test_long_names_and_headings_without_a_numeral(build):
    name = "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và dân dụng tỉnh " * 3
    groups = [SummaryGroup("Nhóm không đánh số", [SummaryRow(name, Tally((1, 0, 0, 0, 0, 0, 0)))])]
    text = build.print_summary(build.summary(groups)).text
    assert build.words_of(name) in text
    assert "Nhóm không đánh số 1 1" in text


def test_same_data_same_bytes(build):
    sheet = build.summary(build.summary_groups(30))
    assert build.print_summary(sheet).data == build.print_summary(sheet).data
