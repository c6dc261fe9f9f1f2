"""Short forms of agencies' names, and boards whose names hold verbs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName
from app.importing.roles import read_roles

KNOWN = tuple(
    AgencyName(name)
    for name in (
        "Sở Tài chính", "Sở Xây dựng", "Sở Công Thương", "Sở Nội vụ", "Sở Ngoại vụ",
        "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Giáo dục và Đào tạo",
        "Sở Văn hóa, Thể thao và Du lịch", "Văn phòng UBND tỉnh", "Công an tỉnh",
        "Bộ Chỉ huy quân sự tỉnh", "Thanh tra tỉnh", "Bảo hiểm xã hội tỉnh",
    )
)  # fmt: skip
READER = AgencyReader(KNOWN)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Sở TC", "Sở Tài chính"),
        ("Sở KHCN", "Sở Khoa học và Công nghệ"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH, TT và DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở NgV", "Sở Ngoại vụ"),
        ("CA tỉnh", "Công an tỉnh"),
        ("Bộ CHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh"),
        ("BCHQS tỉnh", "Bộ Chỉ huy quân sự tỉnh"),
        ("TTr tỉnh", "Thanh tra tỉnh"),
        ("STC", "Sở Tài chính"),
    ],
)
def test_first_letters_stand_for_the_one_name_they_fit(printed: str, name: str) -> None:
    (mention,) = READER.in_list(printed)
    assert mention.name == name
    assert mention.known
    assert printed == "BCHQS tỉnh" or "Viết tắt" in mention.doubt


def test_the_office_is_known_by_its_usual_short_form() -> None:
    (mention,) = READER.in_list("VP UBND tỉnh")
    assert (mention.name, mention.known) == ("Văn phòng UBND tỉnh", True)


def test_first_letters_of_two_names_are_never_forced_onto_one() -> None:
    (mention,) = READER.in_list("Sở NV")
    assert (mention.name, mention.known) == ("Sở NV", False)
    assert "Sở Nội vụ hoặc Sở Ngoại vụ" in mention.doubt


@pytest.mark.parametrize("printed", ["Sở TN&MT", "Sở KHĐT", "GRDP", "BHYT", "CT", "Sở T", "UBND"])
def test_first_letters_that_fit_no_name_make_no_known_agency(printed: str) -> None:
    assert not any(mention.known for mention in READER.in_list(printed))


@pytest.mark.parametrize(
    "text",
    [
        "Sở TC, XD, NN&MT",
        "Các sở: TC, XD, NN&MT",
        "Sở TC - Sở XD - Sở NN&MT",
        "STC, SXD; Sở Nông nghiệp và MT",
    ],
)
def test_a_list_of_short_forms_is_parted(text: str) -> None:
    assert [mention.name for mention in READER.in_list(text)] == [
        "Sở Tài chính", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường",
    ]  # fmt: skip


def test_short_forms_in_a_sentence() -> None:
    roles = read_roles("Sở TC chủ trì, phối hợp với CA tỉnh, Sở VH,TT&DL rà soát kinh phí.", READER)
    assert [mention.name for mention in roles.lead] == ["Sở Tài chính"]
    assert [mention.name for mention in roles.coordinating] == [
        "Công an tỉnh", "Sở Văn hóa, Thể thao và Du lịch",
    ]  # fmt: skip


@given(st.sampled_from(KNOWN), st.booleans())
def test_the_first_letters_of_any_known_department_never_mean_another(
    agency: AgencyName,
    joined: bool,  # noqa: FBT001 - drawn
) -> None:
    words = [word for word in agency.name.replace(",", "").split() if word != "và"]
    letters = [word[0].upper() for word in words[1:] if word != "tỉnh"]
    tail = " tỉnh" if words[-1] == "tỉnh" else ""
    printed = f"{words[0]} {('&' if joined else '').join(letters)}{tail}"
    named = [mention for mention in READER.in_list(printed) if mention.known]
    assert {mention.name for mention in named} <= {agency.name}


BOARDS = [
    ("Ban Quản lý dự án xây dựng công trình giao thông tỉnh", "đẩy nhanh tiến độ thi công."),
    ("Ban Quản lý dự án phát triển đô thị", "khẩn trương hoàn thiện hồ sơ."),
    ("Ban QLDA xây dựng huyện Bảo Thắng", "bàn giao mặt bằng."),
    ("Ban Quản lý dự án đầu tư xây dựng công trình dân dụng", "hoàn thành thủ tục."),
    (
        "Ban Quản lý dự án đầu tư xây dựng công trình nông nghiệp và phát triển nông thôn tỉnh",
        "đẩy nhanh tiến độ sửa chữa hồ chứa nước Sông Rác.",
    ),
    ("Ban Quản lý dự án", "xây dựng kế hoạch giải ngân chi tiết."),
    ("Ban Quản lý dự án", "xây dựng khu tái định cư Bản Lầu, hoàn thành trước ngày 30/9/2026."),
    ("Ban Quản lý dự án", "xây dựng khu xử lý rác thải."),
]


@pytest.mark.parametrize(("board", "order"), BOARDS)
def test_the_name_of_a_board_ends_where_its_order_begins(board: str, order: str) -> None:
    text = f"{board} {order}"
    roles = read_roles(text, READER)
    assert [mention.name for mention in roles.lead] == [board]
    assert text[roles.body :] == order


def test_in_a_cell_of_agencies_a_verb_belongs_to_the_name() -> None:
    text = "Ban Quản lý dự án phát triển đô thị; Ban QLDA xây dựng khu tái định cư, Sở Xây dựng"
    assert [mention.name for mention in READER.in_list(text)] == [
        "Ban Quản lý dự án phát triển đô thị",
        "Ban QLDA xây dựng khu tái định cư",
        "Sở Xây dựng",
    ]
