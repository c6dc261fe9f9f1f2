"""Who does what in a sentence."""

from __future__ import annotations

import pytest

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName, OfficialName
from app.importing.roles import leader_in, leader_of_cell, read_roles, roles_of_heading

READER = AgencyReader(
    (
        AgencyName("Sở Tài chính"),
        AgencyName("Sở Y tế"),
        AgencyName("Sở Tư pháp"),
        AgencyName("Ủy ban nhân dân tỉnh", ("UBND tỉnh",)),
        AgencyName("Các sở, ban, ngành", ("các sở, ngành",), collective=True),
    )
)


def roles(text: str) -> tuple[list[str], list[str], list[str]]:
    found = read_roles(text, READER)
    return (
        [m.name for m in found.lead],
        [m.name for m in found.coordinating],
        [m.name for m in found.receiving],
    )


@pytest.mark.parametrize(
    ("text", "lead", "coordinating", "receiving"),
    [
        ("Sở Tài chính chủ trì, phối hợp với Sở Y tế, các sở, ngành rà soát dự toán",
         ["Sở Tài chính"], ["Sở Y tế", "Các sở, ban, ngành"], []),
        ("Giao Sở Y tế chũ trì phối hợp cùng Sở Tư pháp xây dựng phương án",
         ["Sở Y tế"], ["Sở Tư pháp"], []),
        ("Đối với dự án Bệnh viện: giao Sở Y tế làm việc với nhà thầu", ["Sở Y tế"], [], []),
        ("Căn cứ Kế hoạch này, các sở, ngành xây dựng kế hoạch", ["Các sở, ban, ngành"], [], []),
        ("Sở Tài chính tổng hợp, báo cáo UBND tỉnh (qua Sở Tư pháp)",
         ["Sở Tài chính"], [], ["Ủy ban nhân dân tỉnh", "Sở Tư pháp"]),
        ("Hằng tháng, trước ngày 20, Sở Công Thương báo cáo UBND tỉnh",
         ["Sở Công Thương"], [], ["Ủy ban nhân dân tỉnh"]),
        ("Công tác thanh tra: Sở Tư pháp xây dựng chương trình", ["Sở Tư pháp"], [], []),
        ("Chủ trì, phối hợp với Sở Y tế thẩm định", [], ["Sở Y tế"], []),
        ("Đồng ý với đề xuất của Sở Tài chính tại Tờ trình số 5/TTr-STC", [], [], []),
        ("Sở Tài chính đã báo cáo kết quả", [], [], ["Sở Tài chính"][:0]),
        ("Hỗ trợ các dự án: Nhà máy A (250.000 tấn/năm), Nhà máy B", [], [], []),
        ("Phối hợp với Chính phủ và các bộ, ngành xây dựng đề án", [], [], []),
    ],
)  # fmt: skip
def test_roles(text: str, lead: list[str], coordinating: list[str], receiving: list[str]) -> None:
    assert roles(text) == (lead, coordinating, receiving)


def test_a_complete_list_of_who_coordinates_is_told_from_a_mention() -> None:
    assert read_roles("Chủ trì, phối hợp với Sở Y tế rà soát", READER).chairs_with
    assert not read_roles("Rà soát; phối hợp với Sở Y tế kiểm tra", READER).chairs_with


def test_headings_say_whose_work_follows() -> None:
    heading = roles_of_heading("Trách nhiệm của Sở Tài chính", READER)
    assert [mention.name for mention in heading.lead] == ["Sở Tài chính"]
    assert not roles_of_heading("Trách nhiệm của người đứng đầu", READER).lead


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Đông chí Nguyễn Văn An - Chủ tịch UBND tỉnh", "Nguyễn Văn An"),
        ("Đ/c Hoàng Nam, PCT UBND tỉnh", "Hoàng Nam"),
        ("Thứ trưởng Vũ Đức Thắng", "Vũ Đức Thắng"),
        ("Phó Chủ tịch Thường trực UBND tỉnh Lê Ý", "Lê Ý"),
        ("Bộ trưởng", "Bộ trưởng"),
        ("  –  ", ""),
    ],
)
def test_leaders_of_cells(cell: str, name: str) -> None:
    assert leader_of_cell(cell) == name


def test_a_known_leader_is_found_by_name() -> None:
    known = (OfficialName("Trần Đình Ổn", "Phó Chủ tịch"),)
    assert leader_of_cell("PCT tran dinh on", known) == "Trần Đình Ổn"


def test_a_leader_in_a_sentence_is_in_charge_not_only_named() -> None:
    assert (
        leader_in("Giao Sở Y tế (đồng chí Phó Chủ tịch Đỗ Văn Ân chỉ đạo) rà soát") == "Đỗ Văn Ân"
    )
    assert leader_in("Kết luận của đồng chí Đỗ Văn Ân tại cuộc họp") == ""
