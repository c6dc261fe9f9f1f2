"""Names of ministries' offices before an order, and places whose names begin like an office's."""

# ruff: noqa: E501 - a paragraph of a document is one line here

from __future__ import annotations

import pytest

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName, Names
from app.importing.proposals import Proposals
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

NAMES = Names((AgencyName("Sở Y tế"), AgencyName("Sở Xây dựng")))


def read(words: str) -> Proposals:
    return propose(SOURCE, blocks_of(f"II. NHIỆM VỤ\n{words}"), NAMES)


@pytest.mark.parametrize(
    ("words", "lead", "coordinating", "title"),
    [
        ("Vụ Khoa học công nghệ, Môi trường và Vật liệu xây dựng hoàn thiện hướng dẫn trước ngày 20/9/2026.", ("Vụ Khoa học công nghệ, Môi trường và Vật liệu xây dựng",), (), "Hoàn thiện hướng dẫn"),
        ("Cục Kinh tế - Quản lý đầu tư xây dựng chủ trì, phối hợp với Cục Quản lý đê điều và Phòng, chống thiên tai rà soát đơn giá.", ("Cục Kinh tế - Quản lý đầu tư xây dựng",), ("Cục Quản lý đê điều và Phòng, chống thiên tai",), "Rà soát đơn giá"),
        ("Báo và Phát thanh, Truyền hình Lâm Đồng tăng thời lượng tuyên truyền.", ("Báo và Phát thanh, Truyền hình Lâm Đồng",), (), "Tăng thời lượng"),
        ("UBND xã Bảo Lâm 1 dọn dẹp thực bì, xong trước ngày 25/12/2026.", ("UBND xã Bảo Lâm 1",), (), "Dọn dẹp thực bì"),
        ("Sở Xây dựng xây dựng kế hoạch nhà ở.", ("Sở Xây dựng",), (), "Xây dựng kế hoạch nhà ở"),
    ],
)  # fmt: skip
def test_where_a_name_ends(
    words: str, lead: tuple[str, ...], coordinating: tuple[str, ...], title: str
) -> None:
    (task,) = read(f"1. {words}").tasks
    assert (task.lead, task.coordinating) == (lead, coordinating)
    assert task.title.startswith(title)


def test_places_that_begin_like_offices() -> None:
    found = AgencyReader(()).in_list("UBND các xã Cát Tiên, Bảo Lâm 1, Bản Hồ, Đại Từ, Sở Y tế")
    assert [mention.name for mention in found] == [
        "UBND xã Cát Tiên", "UBND xã Bảo Lâm 1", "UBND xã Bản Hồ", "UBND xã Đại Từ", "Sở Y tế",
    ]  # fmt: skip


def test_a_result_so_far_is_no_indicator() -> None:
    found = read(
        "1. Về kết quả: Ghi nhận nỗ lực của các địa phương; đến nay đã bàn giao 97,2% mặt bằng."
    )
    assert not found.indicators
    assert not found.tasks


def test_a_point_of_purposes_is_no_task_whatever_it_speaks_of() -> None:
    text = "I. MỤC ĐÍCH, YÊU CẦU\n1. Cụ thể hóa các nhiệm vụ của Đề án, bảo đảm rõ sản phẩm."
    assert not propose(SOURCE, blocks_of(text), NAMES).tasks


@pytest.mark.parametrize(
    ("words", "lead", "title"),
    [
        ("Ban Thường vụ Tỉnh ủy giao Đảng ủy UBND tỉnh lãnh đạo xây dựng Kế hoạch.", ("Đảng ủy UBND tỉnh",), "Lãnh đạo xây dựng Kế hoạch"),
        ("Yêu cầu Giám đốc Sở Xây dựng, Chủ tịch UBND các xã: Bình An, Hòa Phú xử lý dứt điểm vi phạm.", ("Sở Xây dựng", "UBND xã Bình An", "UBND xã Hòa Phú"), "Xử lý dứt điểm vi phạm"),
        ("Thường trực HĐND tỉnh, các Ban HĐND tỉnh, các Tổ đại biểu HĐND tỉnh và đại biểu HĐND tỉnh giám sát việc thực hiện Nghị quyết.", ("Thường trực HĐND tỉnh", "các Ban HĐND tỉnh", "các Tổ đại biểu HĐND tỉnh", "đại biểu HĐND tỉnh"), "Giám sát việc thực hiện Nghị quyết"),
        ("Đồng chí Trần Văn Nam, Phó Chủ tịch UBND tỉnh phụ trách, chỉ đạo; Sở Xây dựng hoàn thành quy hoạch trước ngày 30/9/2026.", ("Sở Xây dựng",), "Hoàn thành quy hoạch"),
    ],
)  # fmt: skip
def test_who_is_given_the_work(words: str, lead: tuple[str, ...], title: str) -> None:
    (task,) = read(f"1. {words}").tasks
    assert tuple(map(str.lower, task.lead)) == tuple(map(str.lower, lead))
    assert task.title.startswith(title)


def test_who_is_to_call_ships_home_is_given_a_task() -> None:
    words = "1. Chủ tịch UBND các xã, phường ven biển: Kêu gọi tàu thuyền vào nơi tránh trú."
    assert len(read(words).tasks) == 1
    assert not read("1. UBND tỉnh kêu gọi toàn thể Nhân dân hưởng ứng phong trào.").tasks


def test_a_paper_behind_a_committee_is_no_place() -> None:
    (task,) = read("1. Sở Y tế trình UBND tỉnh Đề án trước ngày 30/9/2026.").tasks
    assert task.receiving == ("UBND tỉnh",)
