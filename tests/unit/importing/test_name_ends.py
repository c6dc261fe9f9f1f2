"""Where names of agencies end: with their cell, or before the task that follows them."""

from __future__ import annotations

import pytest

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName
from app.importing.roles import read_roles

READER = AgencyReader(
    (
        AgencyName("Sở Xây dựng"),
        AgencyName("Sở Y tế"),
        AgencyName("Sở Tài chính"),
        AgencyName("Công an tỉnh"),
        AgencyName("Các sở, ban, ngành", (), collective=True),
    )
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (name, [name])
        for name in (
            "Cục Quản lý nhà và thị trường bất động sản",
            "Vụ Khoa học công nghệ, Môi trường và Vật liệu xây dựng",
            "Viện Kinh tế xây dựng",
            "Cục Kinh tế - Quản lý đầu tư xây dựng",
            "Cục Giám định Nhà nước về chất lượng công trình xây dựng",
            "Cục Quản lý, giám sát bảo hiểm",
            "Viện Nghiên cứu phát triển kinh tế - xã hội",
            "Vụ Kế hoạch - Tài chính",
            "Trung tâm Dịch vụ việc làm",
        )
    ]
    + [
        ("Vụ Pháp chế; Viện Kinh tế xây dựng", ["Vụ Pháp chế", "Viện Kinh tế xây dựng"]),
        (
            "Cục Phát triển đô thị\nViện Quy hoạch đô thị và nông thôn",
            ["Cục Phát triển đô thị", "Viện Quy hoạch đô thị và nông thôn"],
        ),
        (
            "Cục Quản lý Dược, Cục Quản lý Khám, chữa bệnh",
            ["Cục Quản lý Dược", "Cục Quản lý Khám, chữa bệnh"],
        ),
        ("Vụ Tổ chức cán bộ và Sở Y tế", ["Vụ Tổ chức cán bộ", "Sở Y tế"]),
        ("Sở Xây dựng chủ trì", ["Sở Xây dựng"]),
        ("Vụ Pháp chế chủ trì, tham mưu", ["Vụ Pháp chế"]),
        ("Vụ Pháp chế, các sở, ban, ngành", ["Vụ Pháp chế", "Các sở, ban, ngành"]),
    ],
)
def test_a_cell_of_names_holds_whole_names(cell: str, names: list[str]) -> None:
    assert [mention.name for mention in READER.in_list(cell)] == names


@pytest.mark.parametrize(
    ("name", "task"),
    [
        ("Ban Quản lý Vườn quốc gia Bidoup - Núi Bà", "trồng 50 ha rừng"),
        ("Trường Cao đẳng Y tế Lâm Đồng", "tuyển sinh 500 chỉ tiêu"),
        ("Đài Khí tượng Thủy văn khu vực Tây Nguyên", "ra bản tin hạn"),
        ("Công ty TNHH MTV Khai thác công trình thủy lợi Tiền Giang", "lắp đặt 20 trạm đo mặn"),
        ("Công ty Cổ phần Cấp thoát nước Lâm Đồng", "đấu nối 500 hộ"),
        ("Trung tâm Dịch vụ việc làm tỉnh", "tổ chức 12 phiên giao dịch"),
        ("Ban Quản lý Khu công nghệ thông tin tập trung", "hoàn thành hạ tầng giai đoạn 1"),
        ("Cục Hàng hải và Đường thủy Việt Nam", "nạo vét luồng"),
        ("Sở Xây dựng", "lắp 20 camera"),
        ("Sở Y tế", "cấp 500 giấy phép"),
        ("Sở Tài chính", "chuyển hồ sơ về Cục"),
        ("Công an tỉnh", "trồng 500 cây xanh"),
    ],
)
def test_a_name_ends_before_its_task(name: str, task: str) -> None:
    text = f"{name} {task}"
    roles = read_roles(text, READER)
    assert [mention.name for mention in roles.lead] == [name]
    assert text[roles.body :] == task
    shared = f"Sở Tài chính chủ trì, phối hợp với {name} {task}"
    if name != "Sở Tài chính":
        found = read_roles(shared, READER)
        assert [mention.name for mention in found.coordinating] == [name]
        assert shared[found.body :].strip() == task


@pytest.mark.parametrize(
    "name",
    [
        "Sở Y tế và Dân số",
        "Sở Tài chính thành phố Huế",
        "Ngân hàng Nhà nước Khu vực 10",
        "Chi cục Thủy lợi vùng 2",
        "Ban Chỉ huy Phòng thủ khu vực 9",
        "Kho bạc Nhà nước khu vực 13",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Công an thành phố Đà Lạt",
    ],
)
def test_a_name_is_not_cut_at_what_belongs_to_it(name: str) -> None:
    assert READER.list_at(f"{name} chủ trì rà soát")[0][0].name == name
