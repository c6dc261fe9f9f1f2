"""Figures in sentences and cells."""

from __future__ import annotations

import pytest

from app.domain.targets import Operator
from app.importing.targets import figures, number, read_target_cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ đô thị hóa đạt trên 38%.",
         ("Tỷ lệ đô thị hóa", ">", 38, None, "%")),
        ("Thu ngân sách tối thiểu 9.500 tỷ đồng",
         ("Thu ngân sách", ">=", 9500, None, "tỷ đồng")),
        ("Tốc độ tăng GRDP từ 10%/năm trở lên",
         ("Tốc độ tăng GRDP", ">=", 10, None, "%/năm")),
        ("Tỷ lệ thất nghiệp dưới 3%",
         ("Tỷ lệ thất nghiệp", "<", 3, None, "%")),
        ("Thời gian xử lý không quá 5 ngày",
         ("Thời gian xử lý", "<=", 5, None, "ngày")),
        ("Phân đầu tỷ trọng kinh tế số đạt khoảng 20%",
         ("tỷ trọng kinh tế số", "~", 20, None, "%")),
        ("Tốc độ tăng trưởng đạt 8,5 - 9%",
         ("Tốc độ tăng trưởng", "range", 8.5, 9, "%")),
        ("Giảm tỷ lệ hộ nghèo từ 0,8 - 1,0 điểm %",
         ("tỷ lệ hộ nghèo", "decrease_by", 0.8, 1, "điểm %")),
        ("Tỷ lệ lao động nông nghiệp giảm xuống còn dưới 42%",
         ("Tỷ lệ lao động nông nghiệp", "<", 42, None, "%")),
        ("Số doanh nghiệp thành lập mới tăng khoảng 15-20% so với năm 2025",
         ("Số doanh nghiệp thành lập mới", "increase_by", 15, 20, "%")),
        ("Duy trì tỷ lệ che phủ rừng 54,5%",
         ("tỷ lệ che phủ rừng", "maintain", 54.5, None, "%")),
        ("100% thủ tục hành chính được cung cấp trực tuyến",
         ("thủ tục hành chính được cung cấp trực tuyến", "=", 100, None, "%")),
        ("100% cán bộ, công chức cấp xã được tập huấn kỹ năng số",
         ("cán bộ, công chức cấp xã được tập huấn kỹ năng số", "=", 100, None, "%")),
        ("100% xã, phường đạt chuẩn, bảo đảm tiến độ",
         ("xã, phường đạt chuẩn", "=", 100, None, "%")),
        ("Tỷ lệ dân số có sổ sức khỏe điện tử đạt tối thiểu 80%",
         ("Tỷ lệ dân số có sổ sức khỏe điện tử", ">=", 80, None, "%")),
        ("Tỷ lệ hộ dân có hóa đơn điện tử 80%",
         ("Tỷ lệ hộ dân có hóa đơn điện tử", "=", 80, None, "%")),
        ("Ty le do thi hoa tu 38% tro len",
         ("Ty le do thi hoa", ">=", 38, None, "%")),
    ],
)  # fmt: skip
def test_sentences(text: str, expected: tuple[object, ...]) -> None:
    (figure,) = figures(text)
    got = (figure.name, figure.operator.value, figure.value, figure.upper, figure.unit)
    assert got == expected


def test_several_figures_of_a_paragraph_have_names_of_their_own() -> None:
    text = (
        "(1) Cơ cấu kinh tế: Nông nghiệp 12,77%; Dịch vụ chiếm 40,34%; (2) Toàn tỉnh có trên 18.000"
        " doanh nghiệp, trong đó tỷ lệ hoạt động hiệu quả đạt trên 60%"
    )
    names = [(figure.name, figure.value) for figure in figures(text)]
    assert names == [
        ("Nông nghiệp", 12.77),
        ("Dịch vụ", 40.34),
        ("doanh nghiệp", 18000),
        ("tỷ lệ hoạt động hiệu quả", 60),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "phủ sóng 4G, 5G đến các thôn",
        "giai đoạn 2026-2030, tầm nhìn đến năm 2045",
        "nhà máy (công suất 250.000 tấn/năm) đi vào hoạt động",
        "phương châm “6 rõ”, 3 dễ",
        "Điều 5, khoản 2 của Luật",
    ],
)
def test_numbers_that_set_nothing(text: str) -> None:
    assert not [figure for figure in figures(text) if figure.unit]


def test_a_figure_takes_the_year_beside_it() -> None:
    (figure,) = figures("Đến năm 2030 số giường bệnh trên 1 vạn dân đạt 45 giường bệnh")
    assert (figure.year, figure.value) == (2030, 45)


@pytest.mark.parametrize(
    ("cell", "operator", "value", "upper"),
    [
        ("155.000", "=", 155000, None),
        (">10", ">", 10, None),
        (">= 120", ">=", 120, None),
        ("≥180", ">=", 180, None),
        ("Tối thiểu 80%", ">=", 80, None),
        ("không thấp hơn 95", ">=", 95, None),
        ("8,5 - 9,0", "range", 8.5, 9),
        ("Giảm 50%", "decrease_by", 50, None),
        ("Trong 20 tỉnh đứng đầu", "qualitative", None, None),
        ("Duy trì", "maintain", None, None),
    ],
)
def test_cells(cell: str, operator: str, value: float | None, upper: float | None) -> None:
    figure = read_target_cell(cell)
    assert (figure.operator.value, figure.value, figure.upper) == (operator, value, upper)


def test_an_indicator_that_is_a_decrease() -> None:
    assert read_target_cell("1,5", "Điểm %", "Giảm tỷ lệ hộ nghèo").operator is Operator.DECREASE_BY


def test_vietnamese_numbers() -> None:
    assert [number(n) for n in ("1.250.000", "14,97", "1.250,5", "0,7")] == [
        1250000,
        14.97,
        1250.5,
        0.7,
    ]


def test_so_many_times_as_much_is_a_figure() -> None:
    (figure,) = figures("Thu nhập bình quân đầu người gấp 1,3 lần bình quân chung của tỉnh")
    assert (figure.value, figure.unit) == (1.3, "lần")


@pytest.mark.parametrize(
    "text",
    [
        "Đồng ý kéo dài thời gian thực hiện gói thầu XL-03 đến 31/12/2026",
        "Hoàn thành gói thầu số 3 đến 31/12/2026",
        "Số dự án đạt 03 đến 15/6/2026",
    ],
)
def test_the_first_digit_of_a_day_ends_no_range(text: str) -> None:
    assert all(figure.upper is None for figure in figures(text))


def test_a_package_and_a_day_are_no_figure() -> None:
    assert figures("kéo dài thời gian thực hiện gói thầu XL-03 đến 31/12/2026") == []
