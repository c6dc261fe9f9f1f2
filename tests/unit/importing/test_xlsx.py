from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from app.importing.blocks import Kind, Repeat
from app.importing.files import read_blocks
from app.importing.files.xlsx_values import shown
from tests.hand_made import sheet_file


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    """An office's table of tasks, with what such tables have: titles, merged cells, a signature."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Giao việc"
    sheet["A1"], sheet["D1"] = "UBND TỈNH BÌNH SƠN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A3"] = "BẢNG GIAO NHIỆM VỤ"
    sheet.merge_cells("A3:F3")
    for column, name in enumerate(["TT", "Nội dung", "Chủ trì", "Thời hạn", "%", "Vốn"], start=1):
        sheet.cell(5, column, name).font = Font(bold=True)
    sheet["A6"], sheet["B6"] = "I", "Nhóm một"
    sheet.merge_cells("B6:F6")
    rows = [
        (1, "Lập kế hoạch", "Sở Nội vụ", dt.date(2026, 6, 30), 0.455, 155000),
        (2, "Rà soát", None, dt.datetime(2026, 9, 1, 8, 30), 1, 14.97),  # noqa: DTZ001
        (3, "Tổng hợp", None, "Quý III/2026", 0, None),
    ]
    for n, values in enumerate(rows, start=7):
        for column, value in enumerate(values, start=1):
            sheet.cell(n, column, value)
        sheet.cell(n, 5).number_format = "0.0%"
    sheet["F7"].number_format = "#,##0"
    sheet["F9"] = "=SUM(F7:F8)"
    sheet.merge_cells("C7:C8")
    sheet.row_dimensions[9].hidden = True
    sheet["E12"] = "NGƯỜI LẬP BIỂU"
    book.create_sheet("Nháp").sheet_state = "hidden"
    book.save(tmp_path / "giao-viec.xlsx")
    return tmp_path / "giao-viec.xlsx"


def test_titles_rows_and_signature(tracker: Path) -> None:
    source, blocks = read_blocks(tracker)
    kinds = [block.kind for block in blocks]
    assert kinds == [Kind.PARAGRAPH] * 3 + [Kind.TABLE_ROW] * 5 + [Kind.PARAGRAPH]
    assert [block.header for block in blocks[3:8]] == [True, False, False, False, False]
    assert blocks[3].bold
    assert (blocks[5].place.sheet, blocks[5].place.row) == ("Giao việc", 7)
    assert source.warnings == ("Trang tính ẩn “Nháp” không được đọc.",)


def test_values_as_excel_shows_them(tracker: Path) -> None:
    rows = read_blocks(tracker)[1][3:8]
    assert [c.text for c in rows[2].cells] == [
        "1", "Lập kế hoạch", "Sở Nội vụ", "30/06/2026", "45,5%", "155.000",
    ]  # fmt: skip
    assert [c.text for c in rows[3].cells][3:] == ["08:30 01/09/2026", "100,0%", "14,97"]


def test_merged_cells(tracker: Path) -> None:
    rows = read_blocks(tracker)[1][3:8]
    assert [c.repeat for c in rows[1].cells] == [Repeat.OWN] * 2 + [Repeat.LEFT] * 4
    assert (rows[3].cells[2].text, rows[3].cells[2].repeat) == ("Sở Nội vụ", Repeat.ABOVE)
    assert rows[4].cells[2].text == ""


def test_doubts_of_formulas_and_hidden_rows(tracker: Path) -> None:
    last = read_blocks(tracker)[1][7]
    assert last.cells[5].text == ""
    assert any("không có kết quả lưu" in doubt for doubt in last.doubts)
    assert any("đang ẩn" in doubt for doubt in last.doubts)


def test_stored_results_of_formulas_are_read_with_a_doubt(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Số</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    blocks = read_blocks(sheet_file(tmp_path / "a.xlsx", rows))[1]
    assert [(c.text, bool(c.doubt)) for c in blocks[1].cells] == [("1", False), ("2", True)]
    assert blocks[2].cells[1].doubt == "Công thức báo lỗi trong Excel"


def test_a_megabyte_in_one_cell(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c>'
        f'<c r="B1" t="inlineStr"><is><t>{"x" * (1 << 20)}</t></is></c></row>'
    )
    block = read_blocks(sheet_file(tmp_path / "a.xlsx", rows))[1][0]
    assert len(block.cells[1].text) < 33_000
    assert "1048576 ký tự" in block.doubts[0]


def test_formatted_empty_rows_cost_nothing(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(2, 30_000))
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>Nội dung</t></is></c></row>' + empty
    assert len(read_blocks(sheet_file(tmp_path / "a.xlsx", rows))[1]) == 1


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (155000, "#,##0", "155.000"),
        (1234567.5, "#,##0.00", "1.234.567,50"),
        (14.97, "General", "14,97"),
        (0.1 + 0.2, "General", "0,3"),
        (0.986, "0.0%", "98,6%"),
        (0.5, "0%", "50%"),
        (-1500, "#,##0;[Red]-#,##0", "-1.500"),
        (3, '0" xã"', "3"),
        (10**12, "General", "1000000000000"),
        (True, "General", "TRUE"),
        (dt.datetime(2026, 9, 1), "mm/yyyy", "09/2026"),  # noqa: DTZ001
        (dt.datetime(2026, 9, 1), '"năm "yyyy', "2026"),  # noqa: DTZ001
        (dt.datetime(2026, 9, 1), "dd/mm/yyyy", "01/09/2026"),  # noqa: DTZ001
        (dt.time(8, 30), "hh:mm", "08:30:00"),
        (None, "General", ""),
    ],
)
def test_numbers_and_dates(value: Any, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text
