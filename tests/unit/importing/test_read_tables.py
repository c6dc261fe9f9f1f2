"""Rows of tables: columns by any words and order, groups, merged and broken cells."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import pytest

from app.importing.outline import outline
from app.importing.table_columns import Column, TableKind
from app.importing.tables import EMPTY, GROUP, HEADER, TOTAL, Table, read_tables
from tests.importing.block_lists import blocks_of


def table_of(text: str, *, merges_known: bool = False) -> Table:
    (table,) = read_tables(outline(blocks_of(text)), merges_known=merges_known)
    return table


TASKS = """Phụ lục
|! STT | Sản phẩm | Tên nhiệm vụ | Thời hạn | Phân công thực hiện | ← |
|! ↑ | ↑ | ↑ | ↑ | Chủ trì | Phối hợp |
|! (1) | (2) | (3) | (4) | (5) | (6) |
| I | Nhận thức | ← | ← | ← | ← |
| 1 | Kế hoạch | Tập huấn | Quý II | Sở Nội vụ | Sở Y tế |
| 2 | Báo cáo | Điều tra | Quý III | ↑ | ↑ |"""


def test_columns_in_another_order_and_a_header_of_three_rows() -> None:
    table = table_of(TASKS)
    assert table.kind is TableKind.TASKS
    assert list(table.columns.values()) == [
        Column.STT, Column.PRODUCT, Column.CONTENT, Column.TIME, Column.LEAD, Column.COORDINATING,
    ]  # fmt: skip
    assert [reason for _, reason in table.others] == [HEADER, HEADER, HEADER, GROUP]
    assert [row.values[Column.LEAD] for row in table.rows] == ["Sở Nội vụ", "Sở Nội vụ"]
    assert [row.locator for row in table.rows] == ["PL.1", "PL.2"]
    assert table.rows[0].group == "I. Nhận thức"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("TT | Chỉ tiêu | ĐVT | Kế hoạch năm 2026 | Cơ quan chủ trì", TableKind.INDICATORS),
        ("Stt | Chỉ số, bộ chỉ số | Cơ quan đầu mối theo dõi", TableKind.INDICATORS),
        ("TT | Nội dung công việc | Đơn vị thực hiện | Hạn xử lý", TableKind.TASKS),
        ("STT | Tên đề án và nội dung, tiêu chí | Cơ quan chủ trì/đầu mối", TableKind.TASKS),
        ("TT | Họ và tên | Ngày sinh | Chức vụ", TableKind.NOTHING),
    ],
)
def test_kinds(header: str, kind: TableKind) -> None:
    assert table_of(f"Phụ lục\n|! {header} |\n| 1 | a | b | c | d |").kind is kind


@pytest.mark.parametrize(
    "header",
    [
        "|! TT | Chỉ tiêu | ĐVT | TH 2025 | KH 2026 |",
        "| TT | Chỉ tiêu | ĐVT | UTH 2025 | KH 2026 |",
        "|! TT | Chỉ tiêu | ĐVT | KH 2026 | TH 2025 |",
        "|! TT | Chỉ tiêu | ĐVT | TH | KH |\n|! ↑ | ↑ | ↑ | 2025 | 2026 |",
        "|! TT | Chỉ tiêu | ĐVT | KH | TH |\n|! ↑ | ↑ | ↑ | 2026 | 2025 |",
    ],
)
def test_short_headings_of_result_and_plan(header: str) -> None:
    plan = "10,5" if header.split("|")[-2] in (" KH 2026 ", " 2026 ") else "8,5"
    table = table_of(f"Phụ lục\n{header}\n| 1 | Tốc độ tăng GRDP | % | 8,5 | 10,5 |")
    assert table.kind is TableKind.INDICATORS
    (row,) = table.rows
    assert (row.values[Column.PLAN], row.year) == (plan, 2026)


def test_a_blank_cell_of_a_sub_row_continues_the_row_above() -> None:
    text = """Phụ lục
|! STT | Chỉ tiêu | ĐVT | Kế hoạch 2026 | Cơ quan chủ trì | Lãnh đạo phụ trách |
| 1 | GRDP | Tỷ đồng | 100 | Sở Tài chính | Nguyễn A |
| - | Nông nghiệp | % | 12 | | |
| + | Trồng trọt | % | 7 | | |
| 2 | Thu ngân sách | Tỷ đồng | 20 | Thuế tỉnh | |"""
    rows = table_of(text).rows
    assert [row.locator for row in rows] == ["PL.1", "PL.1.1", "PL.1.1.1", "PL.2"]
    assert [row.values.get(Column.LEADER) for row in rows] == ["Nguyễn A"] * 4
    assert [bool(row.filled) for row in rows] == [False, False, False, True]
    assert rows[0].year == 2026
    # A Word file would have said that the cell is merged: there a blank cell is blank.
    known = table_of(text, merges_known=True).rows
    assert [row.values.get(Column.LEADER) or "" for row in known] == ["Nguyễn A"] * 3 + [""]


def test_a_leader_that_stands_once_for_a_group_holds_for_its_rows() -> None:
    text = """Phụ lục
|! STT | Nhiệm vụ | Cơ quan chủ trì | Lãnh đạo phụ trách |
| I | KINH TẾ | | Trần B |
| 1 | Rà soát | Sở Tài chính | |
| II | XÃ HỘI | | |
| 2 | Tiêm chủng | Sở Y tế | |"""
    assert [row.values.get(Column.LEADER) or "" for row in table_of(text).rows] == ["Trần B", ""]


def test_numbers_that_return_in_each_group_are_told_apart() -> None:
    text = """Phụ lục I
|! Stt | Chỉ số | Cơ quan đầu mối theo dõi |
| I | Cấp quốc gia | |
| 1 | SDG | Sở Tài chính |
| II | Cấp tỉnh | |
| 1 | PCI | Sở Tài chính |"""
    assert [row.locator for row in table_of(text).rows] == ["PL1.I.1", "PL1.II.1"]


def test_a_row_cut_by_a_page_break_is_one_row() -> None:
    text = """Phụ lục
|! STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp |
| 1 | Đề án A. | Sở Tài chính | Sở Khoa học và Công nghệ; Sở Nông nghiệp và |
| | Nội dung: // - Điều tra. | | Môi trường; Sở Y tế. |
| 2 | Xây dựng cơ chế | Sở Nội vụ | Sở Y tế |
| | phối hợp liên ngành | | |"""
    first, second = table_of(text).rows
    assert first.values[Column.COORDINATING].endswith("Sở Nông nghiệp và Môi trường; Sở Y tế.")
    assert first.line.blocks == [2, 3]
    assert second.values[Column.CONTENT] == "Xây dựng cơ chế phối hợp liên ngành"


def test_rows_without_anything_to_say() -> None:
    text = "Phụ lục\n|! STT | Nhiệm vụ | Cơ quan chủ trì |\n| 1 | Rà soát | Sở Y tế |\n| 3 | | |"
    assert [reason for _, reason in table_of(text).others] == [HEADER, EMPTY]


def test_a_table_in_the_body_and_a_page_without_its_header() -> None:
    text = "III. PHÂN CÔNG\n|! STT | Nhiệm vụ | Cơ quan chủ trì |\n| 1 | Rà soát | Sở Y tế |\n\n| 2 | Kiểm tra | Sở Nội vụ |"
    first, second = read_tables(outline(blocks_of(text)))
    assert first.rows[0].locator == "III.B1.1"
    assert second.kind is TableKind.TASKS
    assert second.rows[0].values[Column.LEAD] == "Sở Nội vụ"


@pytest.mark.parametrize(
    "row",
    [
        "| | Cộng | | |",
        "| Cộng | | | |",
        "| Tổng cộng | 6 nhiệm vụ | | |",
        "| | TỔNG SỐ: 12 nhiệm vụ | | |",
        "| | Tổng cộng (I+II) | | 6 |",
    ],
)
def test_a_row_that_adds_up_is_no_task(row: str) -> None:
    table = table_of(
        f"Phụ lục\n|! TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 1 | Xây dựng đề án | Sở Y tế | Quý II |\n{row}"
    )
    assert len(table.rows) == 1
    assert table.others[-1][1] in (TOTAL, EMPTY)


@pytest.mark.parametrize(
    "words",
    ["Công bố danh mục", "Tổng kết phong trào", "Tổng rà soát hộ nghèo", "Tổng số hóa hồ sơ"],
)
def test_words_that_look_like_a_total_are_tasks(words: str) -> None:
    table = table_of(
        f"Phụ lục\n|! TT | Nhiệm vụ | Chủ trì | Thời hạn |\n| 1 | {words} | Sở Y tế | Quý II |"
    )
    assert len(table.rows) == 1
