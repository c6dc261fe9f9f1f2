"""Of which year a report's figures are, and what is told of the columns that are not taken."""

from __future__ import annotations

import openpyxl
import pytest

from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.services.result_files import read_report
from tests.unit.importing.test_results import workbook

VALUE, CUMULATIVE = FigureKind.VALUE, FigureKind.CUMULATIVE
SAME, ESTIMATE = FigureKind.SAME_PERIOD, FigureKind.ESTIMATE
RANK, RANKED_OF = FigureKind.RANK, FigureKind.RANKED_OF


def read(path, heads, *, title=""):
    rows = [[title]] if title else []
    rows += [["STT", "Chỉ tiêu", "ĐVT", *heads], [1, "Thu", "Tỷ", *range(1, len(heads) + 1)]]
    (table,) = read_report(workbook(path / "a.xlsx", *rows))
    return table


@pytest.mark.parametrize(
    ("heads", "key", "figures"),
    [
        (("KH 2026", "Thực hiện 10 tháng", "Ước thực hiện năm 2026", "KH năm 2027"),
         "2026-10", {CUMULATIVE: "2", ESTIMATE: "3"}),
        (("KH 2026", "Lũy kế 10 tháng", "Ước TH 2026", "Dự kiến KH 2027"),
         "2026-10", {CUMULATIVE: "2", ESTIMATE: "3"}),
        (("KH 2025", "Lũy kế 10 tháng", "Ước thực hiện cả năm 2025", "KH năm 2026"),
         "2025-10", {CUMULATIVE: "2", ESTIMATE: "3"}),
        (("Chính thức tháng 9", "Ước tháng 10", "Cộng dồn 10 tháng", "Ước thực hiện năm 2025",
          "Kế hoạch 2026"), "2025-10", {VALUE: "2", CUMULATIVE: "3", ESTIMATE: "4"}),
        (("Ước tháng 10", "Ước thực hiện năm 2025", "Kế hoạch 2026"),
         "2025-10", {VALUE: "1", ESTIMATE: "2"}),
        (("Thực hiện 10 tháng", "Ước thực hiện năm 2026", "KH 2027"),
         "2026-10", {CUMULATIVE: "1", ESTIMATE: "2"}),
        (("KH 2025", "TH 2025", "KH 2026", "TH 10 tháng"), "2026-10", {CUMULATIVE: "4"}),
        (("KH 2026", "Lũy kế 10 tháng", "Cùng kỳ 2025", "KH 2027"),
         "2026-10", {CUMULATIVE: "2", SAME: "3"}),
        (("Lũy kế 10 tháng", "Cùng kỳ năm 2025"), "2026-10", {CUMULATIVE: "1", SAME: "2"}),
        (("TH năm 2025", "KH 2026", "TH 10 tháng", "Ước thực hiện cả năm"),
         "2026-10", {CUMULATIVE: "3", ESTIMATE: "4"}),
        (("Dự toán 2026", "TH 10 tháng", "Ước cả năm", "Dự toán 2027"),
         "2026-10", {CUMULATIVE: "2", ESTIMATE: "3"}),
        (("TH 10 tháng", "Tăng/giảm so với cùng kỳ năm 2025"), "2026-10", {CUMULATIVE: "1"}),
        (("CK 2025", "KH 2026", "TH 10 tháng"), "2026-10", {SAME: "1", CUMULATIVE: "3"}),
        (("Lũy kế 10 tháng 2026", "Cùng kỳ", "KH 2027"), "2026-10", {CUMULATIVE: "1", SAME: "2"}),
    ],
)  # fmt: skip
def test_a_plan_of_the_next_year_does_not_say_of_which_year_the_results_are(
    tmp_path, heads, key, figures
):
    table = read(tmp_path, heads)
    assert table.period is not None
    assert table.period.key == key
    assert table.lines[0].figures == figures
    assert all(table.fits(kind, table.period) for kind in figures)


@pytest.mark.parametrize(
    "heads",
    [
        ("Kế hoạch năm", "Lũy kế 10 tháng", "Ước thực hiện cả năm", "Kế hoạch năm 2026"),
        ("Ước TH năm 2025", "KH 2026", "TH tháng 1"),
        ("TH năm 2025", "TH tháng 10", "KH 2026"),
        ("Thực hiện 10 tháng", "KH 2026"),
        ("KH 2025", "KH 2026", "TH 10 tháng"),
    ],
)
def test_a_year_that_can_not_be_known_is_left_to_the_person(tmp_path, heads):
    assert read(tmp_path, heads).period is None


def test_a_title_that_only_compares_with_a_year_is_not_of_it(tmp_path):
    title = "Số liệu 10 tháng so với cùng kỳ năm 2025"
    assert read(tmp_path, ("Thực hiện 10 tháng",), title=title).period is None
    title = "Kết quả 10 tháng năm 2026 so với cùng kỳ năm 2025"
    period = read(tmp_path, ("Thực hiện 10 tháng",), title=title).period
    assert period == ResultPeriod(2026, Span.MONTH, 10)


def test_a_title_of_the_next_year_does_not_outdo_an_estimate(tmp_path):
    heads = ("KH 2025", "Lũy kế 10 tháng", "Ước thực hiện cả năm 2025", "KH năm 2026")
    assert read(tmp_path, heads, title="Tài liệu kỳ họp năm 2026").period is None


@pytest.mark.parametrize(
    ("head", "unknown", "other_years"),
    [
        ("Cả năm 2026", True, False),
        ("Đạt", True, False),
        ("TH năm 2025", False, True),
        ("Dự kiến thực hiện năm 2027", False, True),
        ("Mức độ hoàn thành", False, False),
        ("KH năm 2027", False, False),
    ],
)
def test_a_column_of_numbers_is_not_passed_over_in_silence(tmp_path, head, unknown, other_years):
    table = read(tmp_path, ("KH 2026", "6 tháng đầu năm 2026", head))
    assert table.unknown == ((head,) if unknown else ())
    assert table.passed == ("KH 2026", *(() if unknown or other_years else (head,)))
    assert table.other_years == ((head,) if other_years else ())
    assert table.lines[0].figures == {CUMULATIVE: "2"}


def test_a_forecast_of_the_year_is_an_estimate(tmp_path):
    table = read(tmp_path, ("KH 2026", "Thực hiện 10 tháng 2026", "Dự báo cả năm 2026"))
    assert table.lines[0].figures == {CUMULATIVE: "2", ESTIMATE: "3"}


@pytest.mark.parametrize(
    "head",
    [
        "So cùng kỳ",
        "So\ncùng kỳ",
        "SO CÙNG KỲ NĂM 2025",
        "Tăng trưởng so cùng kỳ",
        "Tăng trưởng cùng kỳ",
        "Bằng so cùng kỳ 2025",
        "Tăng cùng kỳ",
        "Chênh lệch cùng kỳ",
        "TH so CK 10T/2025",
        "TH so tháng trước",
        "Bằng cùng kỳ",
    ],
)
def test_a_comparison_with_last_year_is_no_figure_of_last_year(tmp_path, head):
    table = read(tmp_path, ("KH 2026", "TH 10 tháng/2026", head))
    assert table.period is not None
    assert table.period.key == "2026-10"
    assert table.lines[0].figures == {CUMULATIVE: "2"}
    assert table.left == table.others == table.unknown == ()


def test_a_comparison_can_stand_in_two_rows_of_heads(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["STT", "Chỉ tiêu", "ĐVT", "TH 10 tháng/2026", "So"],
        ["", "", "", "", "cùng kỳ"],
        [1, "Thu", "Tỷ", 5, 118.4],
    )
    (table,) = read_report(path)
    assert table.lines[0].figures == {CUMULATIVE: "5"}


@pytest.mark.parametrize("head", ["Số cùng kỳ", "Số cùng kỳ năm 2025", "Cùng kỳ", "CK 10T/2025"])
def test_the_figure_of_last_year_is_one(tmp_path, head):
    table = read(tmp_path, ("KH 2026", "Số thực hiện 10 tháng/2026", head))
    assert table.lines[0].figures == {CUMULATIVE: "2", SAME: "3"}


PCI = "Chỉ số Năng lực cạnh tranh cấp tỉnh (PCI)"


@pytest.mark.parametrize(
    ("heads", "cells", "figures"),
    [
        (("Điểm năm 2025", "Thứ hạng năm 2025"), (70.5, 5), {VALUE: "70,5", RANK: "5"}),
        (("Kết quả xếp hạng năm 2025", "Điểm"), (5, 69.2), {VALUE: "69,2", RANK: "5"}),
        (("Kết quả năm 2025", "Kết quả xếp hạng năm 2025"), (69.2, 5), {VALUE: "69,2", RANK: "5"}),
        (("Kết quả năm 2025 (điểm)", "Thứ hạng năm 2025"), (69.2, "Thứ 5/34"),
         {VALUE: "69,2", RANK: "5", RANKED_OF: "34"}),
        (("Xếp hạng năm 2025",), ("5/63",), {RANK: "5", RANKED_OF: "63"}),
    ],
)  # fmt: skip
def test_a_rank_is_a_rank_and_the_score_beside_it_is_the_value(tmp_path, heads, cells, figures):
    path = workbook(tmp_path / "a.xlsx", ["TT", "Chỉ số", *heads], [1, PCI, *cells])
    (table,) = read_report(path)
    assert table.lines[0].figures == figures
    assert table.period == ResultPeriod(2025, Span.YEAR)
    assert all(table.fits(kind, table.period) for kind in figures)
    assert not table.fits(RANK, ResultPeriod(2025, Span.MONTH, 10))
    assert table.left == table.unknown == ()


def test_ranks_and_scores_of_earlier_years_are_told(tmp_path):
    heads = ["TT", "Chỉ số", "Điểm năm 2025", "Thứ hạng năm 2025", "Thứ hạng 2024", "Điểm năm 2024"]
    (table,) = read_report(workbook(tmp_path / "a.xlsx", heads, [1, PCI, 70.5, 5, 7, 69.2]))
    assert table.lines[0].figures == {VALUE: "70,5", RANK: "5"}
    assert table.other_years == ("Thứ hạng 2024", "Điểm năm 2024")


def test_years_over_two_rows_of_heads(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["STT", "Chỉ tiêu", "ĐVT", "Năm 2025", None, "Năm 2026"],
        [None, None, None, "TH 10 tháng", "TH cả năm", "Kế hoạch", "TH 10 tháng", "Ước cả năm"],
        [1, "Thu", "Tỷ", 1, 2, 3, 4, 5],
    ):
        sheet.append(row)
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:H1"):
        sheet.merge_cells(area)
    book.save(path)
    (table,) = read_report(path)
    assert table.period == ResultPeriod(2026, Span.MONTH, 10)
    assert table.lines[0].figures == {SAME: "1", CUMULATIVE: "4", ESTIMATE: "5"}
    assert table.other_years == ("Năm 2025 TH cả năm",)


def test_a_table_of_several_periods_is_one_table_for_each_the_newest_first(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["KẾT QUẢ THỰC HIỆN NĂM 2026"],
        ["STT", "Chỉ tiêu", "ĐVT", "Quý I", "Quý II", "Quý III", "Quý IV"],
        [1, "Thu", "Tỷ", 10, 20, 30, ""],
    )
    tables = read_report(path)
    assert [each.period.key for each in tables if each.period] == ["2026-Q3", "2026-Q2", "2026-Q1"]
    assert [each.lines[0].figures for each in tables] == [{VALUE: n} for n in ("30", "20", "10")]
    assert tables[0].others == ("Quý I", "Quý II")
    assert not any(each.left for each in tables)


def test_what_excel_shows_rounded_is_told_in_full(tmp_path):
    heads = ["STT", "Chỉ tiêu", "ĐVT", "Lũy kế 10 tháng 2026", "Thực hiện tháng 10/2026"]
    path = workbook(tmp_path / "a.xlsx", heads, [1, "Thu", "Tỷ", 18662.4567, 2000.5])
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["D2"].number_format, sheet["E2"].number_format = "#,##0", "#,##0.0"
    book.save(path)
    (table,) = read_report(path)
    (line,) = table.lines
    assert line.figures == {CUMULATIVE: "18.662", VALUE: "2.000,5"}
    assert line.doubts == {CUMULATIVE: "Excel hiển thị số đã làm tròn, trong ô là 18.662,4567"}


def test_a_line_whose_formula_has_no_stored_result_is_told(tmp_path):
    heads = ["STT", "Chỉ tiêu", "ĐVT", "Lũy kế 10 tháng 2026"]
    path = workbook(tmp_path / "a.xlsx", heads, [1, "Thu", "Tỷ", "=1+2"], [2, "Chi", "Tỷ", ""])
    (table,) = read_report(path)
    (line,) = table.lines
    assert (line.name, line.figures) == ("Thu", {})
    assert "Ô công thức không có kết quả" in line.doubts[CUMULATIVE]


def test_months_and_what_is_so_far_go_together(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["KẾT QUẢ THỰC HIỆN NĂM 2026"],
        ["STT", "Chỉ tiêu", "ĐVT", "Tháng 9", "Tháng 10", "Lũy kế 9 tháng", "Lũy kế 10 tháng"],
        [1, "Thu", "Tỷ", 1, 2, 3, 4],
    )
    tables = read_report(path)
    assert [(each.period.key, each.lines[0].figures) for each in tables if each.period] == [
        ("2026-10", {VALUE: "2", CUMULATIVE: "4"}),
        ("2026-09", {VALUE: "1", CUMULATIVE: "3"}),
    ]
