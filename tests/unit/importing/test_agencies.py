"""Agencies in texts: lists, elisions, titles, unknown names, spellings."""

from __future__ import annotations

import pytest

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName

KNOWN = (
    AgencyName("Sở Tài chính"),
    AgencyName("Sở Y tế"),
    AgencyName("Sở Xây dựng"),
    AgencyName("Sở Nông nghiệp và Môi trường"),
    AgencyName("Sở Khoa học và Công nghệ"),
    AgencyName("Sở Văn hóa, Thể thao và Du lịch", ("Sở Văn hoá, Thể thao và Du lịch",)),
    AgencyName("Công an tỉnh"),
    AgencyName("Văn phòng UBND tỉnh", ("VP UBND tỉnh",)),
    AgencyName("Ủy ban nhân dân tỉnh", ("UBND tỉnh", "Ủy ban nhân dân tỉnh Lào Cai")),
    AgencyName("Các sở, ban, ngành", ("các sở, ngành",), collective=True),
    AgencyName("UBND các xã, phường", (), collective=True),
    AgencyName("Các cơ quan, đơn vị liên quan", ("đơn vị liên quan",), collective=True),
)
READER = AgencyReader(KNOWN)


def listed(text: str) -> tuple[list[str], str]:
    """Return the names at the beginning of a text, and the words behind them."""
    found, end = READER.list_at(text)
    return [mention.name for mention in found], text[end:].strip()


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Sở Tài chính chủ trì", ["Sở Tài chính"], "chủ trì"),
        (
            "Sở Văn hoá, Thể thao và Du lịch, Sở Y tế: Tổ chức",
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
            ": Tổ chức",
        ),
        (
            "Các sở, ban, ngành và Ủy ban nhân dân các xã, phường rà soát",
            ["Các sở, ban, ngành", "UBND các xã, phường"],
            "rà soát",
        ),
        ("Giám đốc Sở Y tế chỉ đạo", ["Sở Y tế"], "chỉ đạo"),
        ("Chánh Văn phòng UBND tỉnh theo dõi", ["Văn phòng UBND tỉnh"], "theo dõi"),
        ("Chủ tịch UBND các xã, phường:", ["UBND các xã, phường"], ":"),
        (
            "các Sở: Tài chính, Xây dựng, Y tế thẩm định",
            ["Sở Tài chính", "Sở Xây dựng", "Sở Y tế"],
            "thẩm định",
        ),
        (
            "Sở Tài chính, Nông nghiệp và Môi trường, Y tế",
            ["Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Y tế"],
            "",
        ),
        (
            "UBND các xã: Mỹ Thọ, Ba Sao bàn giao",
            ["UBND xã Mỹ Thọ", "UBND xã Ba Sao"],
            "bàn giao",
        ),
        ("HĐND, UBND các cấp", ["HĐND các cấp", "UBND các cấp"], ""),
        ("đường tỉnh 857 hoàn thành", [], "đường tỉnh 857 hoàn thành"),
        ("Giao thông thông suốt", [], "Giao thông thông suốt"),
        ("Bảo đảm an toàn", [], "Bảo đảm an toàn"),
    ],
)
def test_lists(text: str, names: list[str], rest: str) -> None:
    assert listed(text) == (names, rest)


@pytest.mark.parametrize(
    ("text", "name", "rest"),
    [
        (
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh chủ trì",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh",
            "chủ trì",
        ),
        (
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh",
            "",
        ),
        (
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh đẩy nhanh tiến độ",
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh",
            "đẩy nhanh tiến độ",
        ),
        ("Ban Quản lý dự án xây dựng kế hoạch", "Ban Quản lý dự án", "xây dựng kế hoạch"),
        (
            "Văn phòng Đăng ký đất đai tỉnh kiểm tra hồ sơ",
            "Văn phòng Đăng ký đất đai tỉnh",
            "kiểm tra hồ sơ",
        ),
        ("Văn phòng Đảng ký hợp đồng", "Văn phòng Đảng", "ký hợp đồng"),
        ("Vụ Công chức - Viên chức chủ trì", "Vụ Công chức - Viên chức", "chủ trì"),
        ("Kho bạc Nhà nước khu vực XVIII rà soát", "Kho bạc Nhà nước khu vực XVIII", "rà soát"),
        ("Báo Thanh Hóa tăng thời lượng", "Báo Thanh Hóa", "tăng thời lượng"),
        ("Các cơ quan được giao chủ trì có trách nhiệm", "Các cơ quan được giao chủ trì",
         "có trách nhiệm"),
        ("Sở Y tế các tỉnh, thành phố báo cáo", "Sở Y tế các tỉnh, thành phố", "báo cáo"),
    ],
)  # fmt: skip
def test_unknown_names_end_where_the_work_begins(text: str, name: str, rest: str) -> None:
    found, end = READER.list_at(text)
    assert [mention.name for mention in found] == [name]
    assert not found[0].known
    assert text[end:].strip() == rest


@pytest.mark.parametrize(
    ("printed", "name", "doubted"),
    [
        ("Sở KH&CN", "Sở Khoa học và Công nghệ", True),
        ("Sở NN và MT", "Sở Nông nghiệp và Môi trường", True),
        ("Sở Nông nghiêp và Mội trường", "Sở Nông nghiệp và Môi trường", False),  # marks only
        ("Sở Nông nghlệp và Môi trường", "Sở Nông nghiệp và Môi trường", True),
        ("VP Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh", False),
        ("UBND tỉnh Lào Cai", "Ủy ban nhân dân tỉnh", False),
        ("UBND cấp xã", "UBND các xã, phường", False),
        ("các sở, ban, ngành, đoàn thể tỉnh liên quan", "Các sở, ban, ngành", False),
    ],
)
def test_spellings_of_known_agencies(printed: str, name: str, *, doubted: bool) -> None:
    (mention,) = READER.in_list(printed)
    assert (mention.name, mention.known, bool(mention.doubt)) == (name, True, doubted)


@pytest.mark.parametrize(
    "printed",
    [
        "UBND tỉnh Yên Bái",  # another province's committee is not ours
        "Công an tỉnh Vân Nam",
        "Sở Ngoại vụ",
        "Kho bạc Nhà nước khu vực 12",
        "UBND xã Bảo Hà",
    ],
)
def test_never_forced_onto_a_known_agency(printed: str) -> None:
    (mention,) = READER.in_list(printed)
    assert (mention.name, mention.known) == (printed, False)


def test_cells_with_bullets_brackets_and_words_that_are_no_agency() -> None:
    cell = "- Sở Tài chính\n- VP UBND tỉnh (Sở Y tế)\nvà một số nội dung khác; Công an tỉnh"
    names = [mention.name for mention in READER.in_list(cell)]
    assert names == ["Sở Tài chính", "Văn phòng UBND tỉnh", "Sở Y tế", "Công an tỉnh"]


def test_without_known_names_all_are_new() -> None:
    found = AgencyReader().in_list("Sở Tài chính; Ban Dân tộc")
    assert [(m.name, m.known) for m in found] == [("Sở Tài chính", False), ("Ban Dân tộc", False)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UBND các xã Đất Mũi, Ba Sao giải quyết", ["UBND xã Đất Mũi", "UBND xã Ba Sao"]),
        ("UBND các xã, phường Tập trung tuyên truyền", ["UBND các xã, phường"]),
        ("UBND các xã Lập kế hoạch", ["UBND các xã, phường"]),
        ("UBND các xã, phường ven biển quản lý tàu cá", ["UBND các xã, phường ven biển"]),
        ("Các cơ quan, đơn vị khác rà soát", ["Các cơ quan, đơn vị liên quan"]),
        (
            "Ban Quản lý dự án nông nghiệp và phát triển nông thôn tỉnh, Sở Y tế rà soát",
            ["Ban Quản lý dự án nông nghiệp và phát triển nông thôn tỉnh", "Sở Y tế"],
        ),
        ("Văn phòng Tỉnh ủy theo dõi, đôn đốc", ["Văn phòng Tỉnh ủy"]),
        ("Ban Chấp hành Đảng bộ tỉnh ủy quyền cho", ["Ban Chấp hành Đảng bộ tỉnh"]),
        ("Cục Phát triển thị trường trong nước chủ trì", ["Cục Phát triển thị trường trong nước"]),
    ],
)  # fmt: skip
def test_communes_by_name_and_names_that_go_on(text: str, names: list[str]) -> None:
    assert listed(text)[0] == names


def test_a_list_whose_lines_were_joined_is_parted_at_its_points() -> None:
    found = READER.in_list("- Sở Tài chính - Vụ Pháp chế - Văn phòng Bộ")
    assert [mention.name for mention in found] == ["Sở Tài chính", "Vụ Pháp chế", "Văn phòng Bộ"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Các doanh nghiệp viễn thông bảo đảm thông tin", "bảo đảm thông tin"),
        ("Các sở, ngành ban hành kế hoạch", "ban hành kế hoạch"),
        ("Các đơn vị bổ sung hồ sơ", "bổ sung hồ sơ"),
        ("Các cơ quan báo chí đưa tin", "đưa tin"),
        ("Các đơn vị quản lý dự án rà soát", "rà soát"),
        ("Các cơ quan, địa phương xây dựng báo cáo", "xây dựng báo cáo"),
    ],
)
def test_a_collective_ends_where_its_verb_begins(text: str, rest: str) -> None:
    assert listed(text)[1] == rest
