"""Of which year a report's figures are, and what is told of the columns that are not taken."""

from __future__ import annotations

import pytest

from app.domain.result_entry import FigureKind
from app.services.result_files import read_report
from tests.unit.importing.test_results import workbook

VALUE, CUMULATIVE = FigureKind.VALUE, FigureKind.CUMULATIVE
SAME, ESTIMATE = FigureKind.SAME_PERIOD, FigureKind.ESTIMATE


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
