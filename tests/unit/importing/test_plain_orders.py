"""Orders said plainly: who, an ordinary verb, and by when; what was done gives nothing."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import pytest

from app.importing.names import AgencyName, Names
from app.importing.proposals import Proposals
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

NAMES = Names(
    tuple(
        AgencyName(name)
        for name in (
            "Sở Giáo dục và Đào tạo",
            "Sở Y tế",
            "Sở Xây dựng",
            "Sở Công Thương",
            "Sở Khoa học và Công nghệ",
            "Văn phòng UBND tỉnh",
            "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh",
        )
    )
)
OFFICE = "Văn phòng Đoàn Đại biểu Quốc hội và Hội đồng nhân dân tỉnh"


def read(words: str) -> Proposals:
    return propose(SOURCE, blocks_of(f"II. NHIỆM VỤ\n1. {words}"), NAMES)


@pytest.mark.parametrize(
    ("words", "lead", "title"),
    [
        ("Sở Giáo dục và Đào tạo tuyển dụng 300 giáo viên, hoàn thành trước 15/8/2026.", ("Sở Giáo dục và Đào tạo",), "Tuyển dụng 300 giáo viên"),
        ("Sở Y tế tiêm chủng cho 50.000 trẻ, xong trước ngày 30/9/2026.", ("Sở Y tế",), "Tiêm chủng cho 50.000 trẻ"),
        ("Sở Xây dựng chỉnh tuyến đường ven hồ trong tháng 9/2026.", ("Sở Xây dựng",), "Chỉnh tuyến đường ven hồ"),
        ("Văn phòng Đoàn ĐBQH và HĐND tỉnh phối hợp Văn phòng UBND tỉnh chuẩn bị kỳ họp, xong trước ngày 01/12/2026.", (OFFICE,), "Chuẩn bị kỳ họp"),
        ("Sở Y tế; Sở Công Thương; UBND phường Xuân Hương - Đà Lạt tổ chức Hội chợ, tuần 2 tháng 12/2026.", ("Sở Y tế", "Sở Công Thương", "UBND phường Xuân Hương - Đà Lạt"), "Tổ chức Hội chợ"),
        ("Ban Quản lý Khu công nghệ thông tin tập trung Đà Lạt hoàn thành hạ tầng giai đoạn 1 trong tháng 9/2026.", ("Ban Quản lý Khu công nghệ thông tin tập trung Đà Lạt",), "Hoàn thành hạ tầng"),
        ("Bệnh viện Đa khoa tỉnh hoàn thành khu chữa bệnh trước ngày 30/6/2026.", ("Bệnh viện Đa khoa tỉnh",), "Hoàn thành khu chữa bệnh"),
        ("UBND phường 3 Bảo Lộc rà soát hộ nghèo trước ngày 30/6/2026.", ("UBND phường 3 Bảo Lộc",), "Rà soát hộ nghèo"),
    ],
)  # fmt: skip
def test_an_agency_a_verb_and_a_limit_are_a_task(words: str, lead: tuple[str, ...], title: str) -> None:  # fmt: skip
    (task,) = read(words).tasks
    assert task.lead == lead
    assert task.title.startswith(title)


@pytest.mark.parametrize(
    "words",
    [
        "Sở Y tế đã tiêm chủng cho 50.000 trẻ, hoàn thành trước ngày 30/9/2025.",
        "Sở Giáo dục và Đào tạo là đơn vị hoàn thành sớm trước ngày 15/8/2025.",
        "Sở Y tế được tặng cờ thi đua trong tháng 2/2026.",
        "Sở Công Thương chưa hoàn thành trước ngày 30/6/2025.",
        "Sở Xây dựng còn 12 hồ sơ quá hạn trong tháng 3/2026.",
        "Sở Y tế uỷ ban nhân dân tặng hoa.",
    ],
)
def test_what_an_agency_is_or_has_done_is_no_task(words: str) -> None:
    assert read(words).tasks == ()


# --- several tasks of one paragraph --------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "limits"),
    [
        ("Sở Khoa học và Công nghệ: (1) Xây dựng sàn giao dịch trong quý II/2026; (2) Công bố chỉ số trước ngày 15/11/2026; (3) thường xuyên cập nhật cơ sở dữ liệu.", ["2026-06-30", "2026-11-15", "None"]),
        ("Sở Khoa học và Công nghệ chủ trì: a) Xây dựng sàn giao dịch trong quý II/2026; b) Công bố chỉ số trước ngày 15/11/2026.", ["2026-06-30", "2026-11-15"]),
        ("Sở Khoa học và Công nghệ có trách nhiệm: lập đề án trước ngày 30/5/2026; tiêm chủng cho 50.000 trẻ, hoàn thành trước ngày 30/9/2026.", ["2026-05-30", "2026-09-30"]),
    ],
)  # fmt: skip
def test_points_with_limits_of_their_own_are_tasks_of_their_own(words: str, limits: list[str]) -> None:  # fmt: skip
    tasks = read(words).tasks
    assert [str(task.time_limit.due_on) for task in tasks] == limits
    assert {task.lead for task in tasks} == {("Sở Khoa học và Công nghệ",)}
    assert all(task.source_text in words for task in tasks)
    assert len({task.locator for task in tasks}) == len(limits)


def test_who_coordinates_holds_for_every_point() -> None:
    words = "Sở Y tế chủ trì, phối hợp với Sở Xây dựng: (1) Lập đề án trước ngày 30/5/2026; (2) Trình đề án trước ngày 30/9/2026."
    assert [task.coordinating for task in read(words).tasks] == [("Sở Xây dựng",)] * 2


@pytest.mark.parametrize(
    "words",
    [
        "Sở Y tế: (1) Lập đề án; (2) Trình đề án trước ngày 30/9/2026.",
        "Sở Y tế có trách nhiệm: lập đề án; trình đề án trước ngày 30/9/2026.",
        "Sở Y tế có trách nhiệm: lần 1 báo cáo trước ngày 30/5/2026; lần 2 báo cáo trước ngày 30/9/2026.",
        "Sở Y tế: Công bố giá hằng tháng; báo cáo trước ngày 20 tháng cuối quý.",
        "Sở Y tế chủ trì lập đề án (1) và (2), hoàn thành trước ngày 30/9/2026.",
    ],
)
def test_points_that_share_a_limit_stay_one_task(words: str) -> None:
    assert len(read(words).tasks) == 1
