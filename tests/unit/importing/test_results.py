"""Reports of results: which column is which, which period; Excel and Word files as they come."""

from __future__ import annotations

import docx
import openpyxl
import pytest

from app.domain.errors import InputRefusedError
from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod, Span
from app.services.indicator_match import match_names, plain_name
from app.services.result_files import read_report
from tests.indicator_fakes import make_indicator

VALUE, CUMULATIVE = FigureKind.VALUE, FigureKind.CUMULATIVE
SAME, ESTIMATE = FigureKind.SAME_PERIOD, FigureKind.ESTIMATE


def workbook(path, *rows):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_a_worksheet_of_ten_months(tmp_path):
    path = workbook(
        tmp_path / "bc.xlsx",
        ["BÁO CÁO KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU 10 THÁNG NĂM 2026"],
        [
            *("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2026", "Thực hiện tháng 10"),
            *("Lũy kế 10 tháng 2026", "10 tháng 2025", "% so với KH", "% cùng kỳ"),
            *("Ước thực hiện cả năm 2026", "Ghi chú"),
        ],
        ["A", "B", "C", 1, 2, 3, 4, "5=3/1", "6=3/4", 7, "D"],
        ["I", "Kinh tế"],
        [5, "Thu ngân sách", "Tỷ đồng", 23500, 2212, 20874.5, 17630, 88.8, 118.4, 24000, ""],
        ["", "- Thu nội địa", "Tỷ đồng", 20000, "", 18000, "", 90, "", "", ""],
    )
    (table,) = read_report(path)
    assert table.period == ResultPeriod(2026, Span.MONTH, 10)
    assert set(table.columns) == {VALUE, CUMULATIVE, SAME, ESTIMATE}
    assert [(line.number, line.name, line.unit) for line in table.lines] == [
        ("5", "Thu ngân sách", "Tỷ đồng"),
        ("", "- Thu nội địa", "Tỷ đồng"),
    ]
    assert table.lines[0].figures == {
        VALUE: "2212",
        CUMULATIVE: "20874,5",
        SAME: "17630",
        ESTIMATE: "24000",
    }


def test_a_word_table_with_two_rows_of_heads(tmp_path):
    document = docx.Document()
    document.add_paragraph("Kết quả thực hiện 6 tháng đầu năm 2026")
    table = document.add_table(rows=4, cols=6)
    first = ("TT", "Tên chỉ tiêu", "Đơn vị tính", "Thực hiện", "Thực hiện", "So sánh")
    second = ("", "", "", "Quý II", "6 tháng 2026", "% kế hoạch")
    third = ("1", "Tổng lượng khách", "1000 lượt", "3.512", "6.498", "57,6%")
    fourth = ("", "Doanh thu", "Tỷ đồng", "12.480", "22.950", "45,0%")
    for row, texts in zip(table.rows, (first, second, third, fourth), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 3).merge(table.cell(0, 4))
    document.save(tmp_path / "bc.docx")
    (read,) = read_report(tmp_path / "bc.docx")
    assert read.period == ResultPeriod(2026, Span.HALF)
    assert [line.figures for line in read.lines] == [
        {VALUE: "3.512", CUMULATIVE: "6.498"},
        {VALUE: "12.480", CUMULATIVE: "22.950"},
    ]


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("Thực hiện quý III/2026", ResultPeriod(2026, Span.QUARTER, 3)),
        ("Lũy kế 9 tháng năm 2026", ResultPeriod(2026, Span.NINE_MONTHS)),
        ("Thực hiện tháng 4/2026", ResultPeriod(2026, Span.MONTH, 4)),
        ("Thực hiện năm 2026", ResultPeriod(2026, Span.YEAR)),
        ("Thực hiện", None),
    ],
)
def test_the_period_stands_in_the_heads(tmp_path, head, period):
    path = workbook(tmp_path / "a.xlsx", ["STT", "Chỉ tiêu", "ĐVT", head], [1, "Thu", "Tỷ", 5.5])
    (table,) = read_report(path)
    assert table.period == period


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("Thực hiện 12 tháng năm 2026", CUMULATIVE),
        ("Thực hiện tháng 12 năm 2026", VALUE),
        ("Ước thực hiện 12 tháng năm 2026", ESTIMATE),
        ("Lũy kế 11 tháng năm 2026", CUMULATIVE),
    ],
)
def test_twelve_months_are_no_december(tmp_path, head, kind):
    heads = ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 12 tháng năm 2026", head]
    path = workbook(tmp_path / "a.xlsx", heads, [1, "Thu", "Tỷ", 6, 5.5])
    (table,) = read_report(path)
    assert table.lines[0].figures == {kind: "5,5"}


def test_what_the_file_holds_as_numbers_is_told_from_text(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện tháng 10/2026", "Lũy kế 10 tháng 2026"],
        [1, "Thu", "Tỷ", 61.3, "101,500"],
    )
    (table,) = read_report(path)
    assert table.lines[0].figures == {VALUE: "61,3", CUMULATIVE: "101,500"}
    assert table.lines[0].written == ["101,500"]


@pytest.mark.parametrize(
    "head",
    [
        "Ước thực hiện tháng 10 năm 2026",
        "Ước tính tháng 10 năm 2026",
        "Ước thực hiện quý IV năm 2026",
    ],
)
def test_what_is_expected_for_a_month_or_quarter_is_not_for_the_year(tmp_path, head):
    path = workbook(
        tmp_path / "a.xlsx",
        ["STT", "Chỉ tiêu", "ĐVT", head, "Ước thực hiện cả năm 2026"],
        [1, "Thu", "Tỷ", 5.5, 24],
    )
    (table,) = read_report(path)
    assert table.lines[0].figures == {VALUE: "5,5", ESTIMATE: "24"}


def test_of_columns_that_claim_the_same_none_is_taken_and_all_are_told(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        ["STT", "Chỉ tiêu", "ĐVT", "Lũy kế 10 tháng 2026", "Ước cả năm 2026", "Ước năm 2026"],
        [1, "Thu", "Tỷ", 20, 24, 25],
    )
    (table,) = read_report(path)
    assert table.lines[0].figures == {CUMULATIVE: "20"}
    assert table.left == ("Ước cả năm 2026", "Ước năm 2026")


def test_a_column_of_another_period_is_not_taken_for_that_of_the_table(tmp_path):
    path = workbook(
        tmp_path / "a.xlsx",
        [
            *("STT", "Chỉ tiêu", "ĐVT", "Chính thức thực hiện tháng 9", "Ước tính tháng 10"),
            "Cộng dồn 10 tháng năm 2026",
        ],
        [1, "Thu", "Tỷ", 30500, 31000, 300000],
    )
    (table,) = read_report(path)
    assert table.period == ResultPeriod(2026, Span.MONTH, 10)
    assert table.lines[0].figures == {VALUE: "31000", CUMULATIVE: "300000"}
    assert table.others == ("Chính thức thực hiện tháng 9",)


def test_a_quarter_beside_nine_months_is_no_figure_of_nine_months(tmp_path):
    heads = ["STT", "Chỉ tiêu", "ĐVT", "Thực hiện quý III", "Lũy kế 9 tháng năm 2026"]
    path = workbook(tmp_path / "a.xlsx", heads, [1, "Thu", "Tỷ", 5.5, 15.5])
    (table,) = read_report(path)
    nine, third = ResultPeriod(2026, Span.NINE_MONTHS), ResultPeriod(2026, Span.QUARTER, 3)
    assert table.period == nine
    assert [table.fits(kind, nine) for kind in (VALUE, CUMULATIVE)] == [False, True]
    assert [table.fits(kind, third) for kind in (VALUE, CUMULATIVE)] == [True, True]


@pytest.mark.parametrize(
    ("title", "heads", "year", "figures"),
    [
        ("", ("TH 10 tháng 2026", "Kế hoạch 2027"), 2026, {CUMULATIVE: "1"}),
        ("", ("Kế hoạch 2026", "TH 10 tháng", "Kế hoạch 2027"), 2026, {CUMULATIVE: "2"}),
        ("", ("KH 2026", "Ước TH cả năm 2026", "Dự kiến KH 2027"), 2026, {ESTIMATE: "2"}),
        ("", ("Lũy kế 10 tháng 2026", "Dự kiến thực hiện năm 2027"), 2026, {CUMULATIVE: "1"}),
        ("", ("Dự kiến thực hiện cả năm 2026", "TH tháng 10/2026"), 2026,
         {ESTIMATE: "1", VALUE: "2"}),
        ("", ("TH năm 2025", "KH 2026", "TH tháng 10"), 2026, {VALUE: "3"}),
        ("", ("TH 10 tháng 2026", "Mục tiêu 2026-2030"), 2026, {CUMULATIVE: "1"}),
        (
            "Kết quả thực hiện 10 tháng năm 2026 và kế hoạch năm 2027",
            ("Cùng kỳ 2025", "Lũy kế 10 tháng"), 2026, {SAME: "1", CUMULATIVE: "2"},
        ),
        (
            "Tình hình thực hiện nhiệm vụ năm 2026, phương hướng, nhiệm vụ năm 2027",
            ("TH 10 tháng",), 2026, {CUMULATIVE: "1"},
        ),
        (
            "Kèm theo Báo cáo số 1/BC-UBND ngày 05/01/2027",
            ("KH 2026", "TH 12 tháng"), 2026, {CUMULATIVE: "2"},
        ),
    ],
)  # fmt: skip
def test_years_of_plans_and_papers_are_no_years_of_results(tmp_path, title, heads, year, figures):
    rows = [[title]] if title else []
    rows += [["STT", "Chỉ tiêu", "ĐVT", *heads], [1, "Thu", "Tỷ", *range(1, len(heads) + 1)]]
    (table,) = read_report(workbook(tmp_path / "a.xlsx", *rows))
    assert table.period is None or table.period.year == year
    assert table.lines[0].figures == figures


@pytest.mark.parametrize(
    ("title", "heads", "period", "figures"),
    [
        ("", ("Thực hiện 6 tháng cuối năm 2026",), ResultPeriod(2026, Span.HALF, 2), {VALUE: "1"}),
        ("", ("TH 3 tháng cuối năm 2026",), ResultPeriod(2026, Span.QUARTER, 4), {VALUE: "1"}),
        ("", ("Ước 6 tháng cuối năm 2026",), ResultPeriod(2026, Span.HALF, 2), {VALUE: "1"}),
        (
            "Kết quả 6 tháng đầu năm 2026, nhiệm vụ 6 tháng cuối năm 2026",
            ("Thực hiện",), ResultPeriod(2026, Span.HALF), {VALUE: "1"},
        ),
        (
            "Kết quả 6 tháng đầu năm và 6 tháng cuối năm 2026",
            ("Thực hiện",), None, {VALUE: "1"},
        ),
        (
            "", ("TH 6 tháng đầu năm 2026", "Ước TH 6 tháng cuối năm 2026", "Ước cả năm 2026"),
            ResultPeriod(2026, Span.HALF), {CUMULATIVE: "1", ESTIMATE: "3"},
        ),
    ],
)  # fmt: skip
def test_the_last_months_of_a_year_are_not_its_first(tmp_path, title, heads, period, figures):
    rows = [[title]] if title else []
    rows += [["STT", "Chỉ tiêu", "ĐVT", *heads], [1, "Thu", "Tỷ", *range(1, len(heads) + 1)]]
    (table,) = read_report(workbook(tmp_path / "a.xlsx", *rows))
    assert table.period == period
    taken = table.lines[0].figures
    if period is not None:
        taken = {kind: text for kind, text in taken.items() if table.fits(kind, period)}
    assert taken == figures


@pytest.mark.parametrize(
    ("head", "kind", "period"),
    [
        ("Thực hiện đến 31/10/2026", CUMULATIVE, ResultPeriod(2026, Span.MONTH, 10)),
        ("Thực hiện đến hết tháng 10/2026", CUMULATIVE, ResultPeriod(2026, Span.MONTH, 10)),
        ("Ước thực hiện đến ngày 30 tháng 9 năm 2026", CUMULATIVE,
         ResultPeriod(2026, Span.MONTH, 9)),
        ("Kết quả đến hết quý III/2026", CUMULATIVE, ResultPeriod(2026, Span.QUARTER, 3)),
        ("Kết quả đến ngày 15/10/2026", CUMULATIVE, None),
        ("Ước thực hiện đến 31/12/2026", ESTIMATE, None),
        ("LK 10T/2026", CUMULATIVE, ResultPeriod(2026, Span.MONTH, 10)),
        ("TH T10/2026", VALUE, ResultPeriod(2026, Span.MONTH, 10)),
    ],
)  # fmt: skip
def test_what_is_so_far_until_a_day_and_what_is_abbreviated(tmp_path, head, kind, period):
    heads = ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2026", "TH 2021-2025", head, "10T so 10T/2025"]
    (table,) = read_report(workbook(tmp_path / "a.xlsx", heads, [1, "Thu", "Tỷ", 6, 7, 5.5, 118]))
    assert table.lines[0].figures == {kind: "5,5"}
    assert table.period == period


@pytest.mark.parametrize(
    ("title", "head", "only_year"),
    [
        ("Kết quả thực hiện các chỉ tiêu năm 2026", "Thực hiện", True),
        ("Kết quả thực hiện các chỉ tiêu cả năm 2026", "Thực hiện", False),
        ("Kết quả thực hiện các chỉ tiêu năm 2026", "Thực hiện năm 2026", False),
        ("Kết quả thực hiện các chỉ tiêu năm 2026", "Thực hiện 12 tháng", False),
        ("Kết quả thực hiện 9 tháng năm 2026", "Thực hiện", False),
    ],
)
def test_a_title_with_nothing_but_the_year_is_doubtful(tmp_path, title, head, only_year):
    path = workbook(
        tmp_path / "a.xlsx", [title], ["STT", "Chỉ tiêu", "ĐVT", head], [1, "Thu", "Tỷ", 5]
    )
    (table,) = read_report(path)
    assert table.only_year is only_year


def test_months_that_are_no_period_are_told_and_not_taken(tmp_path):
    heads = ["STT", "Chỉ tiêu", "ĐVT", "Lũy kế 10 tháng 2026", "Thực hiện 2 tháng cuối năm 2026"]
    (table,) = read_report(workbook(tmp_path / "a.xlsx", heads, [1, "Thu", "Tỷ", 5, 1]))
    assert table.lines[0].figures == {CUMULATIVE: "5"}
    assert table.others == ("Thực hiện 2 tháng cuối năm 2026",)


def test_a_file_without_results_says_so(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["Họ tên", "Chức vụ"], ["Nguyễn Văn A", "Chuyên viên"])
    with pytest.raises(InputRefusedError, match="Không tìm thấy bảng kết quả"):
        read_report(path)


INDICATORS = [
    make_indicator(1, "Tổng sản phẩm trên địa bàn theo giá hiện hành"),
    make_indicator(6, "Tổng vốn đầu tư thực hiện trên địa bàn"),
    make_indicator(16, "Tỷ lệ lao động đã qua đào tạo"),
    make_indicator(17, "Tỷ lệ lao động đã qua đào tạo có bằng cấp, chứng chỉ", stt=""),
    make_indicator(5, "Thu ngân sách nhà nước trên địa bàn"),
]


@pytest.mark.parametrize(
    ("line", "found", "sure"),
    [
        (("5", "Thu ngân sách Nhà nước trên địa bàn (tỷ đồng)"), 5, True),
        (("", "+ thu ngan sach nha nuoc tren dia ban"), 5, True),
        (("1", "Tổng sản phẩm trên địa bàn (giá hiện hành)"), 1, True),
        (("6", "Tổng vốn đầu tư toàn xã hội trên địa bàn"), 6, None),
        (("", "Tỷ lệ hộ nghèo"), 0, False),
        (("99", "Số lượng đàn trâu"), 0, False),
    ],
)
def test_a_line_finds_its_indicator(line, found, sure):
    (match,) = match_names([line], INDICATORS)
    assert (match.indicator.id if match else 0) == found
    if match and sure is not None:
        assert match.sure is sure


def test_each_indicator_is_given_once_to_the_line_most_like_it():
    lines = [
        ("", "Trong đó: Tỷ lệ lao động đã qua đào tạo có bằng cấp, chứng chỉ"),
        ("16", "Tỷ lệ lao động qua đào tạo"),
    ]
    found = match_names(lines, INDICATORS)
    assert [match.indicator.id for match in found if match] == [17, 16]


def test_marks_before_a_name_are_no_name():
    assert plain_name("- Trong đó: Thu nội địa (tỷ đồng)") == "thu noi dia"
    assert plain_name("1.2. Dịch vụ") == "dich vu"
