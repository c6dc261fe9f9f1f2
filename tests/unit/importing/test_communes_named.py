"""Lists of places behind one office, and names with commas in cells."""

# ruff: noqa: E501 - a cell is one line here

from __future__ import annotations

import pytest

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName, Names
from app.importing.propose import propose
from tests.importing.block_lists import SOURCE, blocks_of

READER = AgencyReader((AgencyName("Sở Y tế"), AgencyName("UBND các xã, phường")))


def named(text: str) -> list[str]:
    return [mention.name for mention in READER.in_list(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UBND các tỉnh An Giang, Cà Mau, Đồng Tháp", ["UBND tỉnh An Giang", "UBND tỉnh Cà Mau", "UBND tỉnh Đồng Tháp"]),
        ("UBND các xã An Phú, Bình Minh và phường Hòa Bình", ["UBND xã An Phú", "UBND xã Bình Minh", "UBND phường Hòa Bình"]),
        ("UBND các phường 1, 2, 3 Bảo Lộc; Sở Y tế", ["UBND phường 1 Bảo Lộc", "UBND phường 2 Bảo Lộc", "UBND phường 3 Bảo Lộc", "Sở Y tế"]),
        ("UBND các phường 1, 2 và 3", ["UBND phường 1", "UBND phường 2", "UBND phường 3"]),
        ("UBND các phường Xuân Hương - Đà Lạt, Cam Ly - Đà Lạt", ["UBND phường Xuân Hương - Đà Lạt", "UBND phường Cam Ly - Đà Lạt"]),
        ("Cục Đo đạc, Bản đồ và Thông tin địa lý; Sở Y tế", ["Cục Đo đạc, Bản đồ và Thông tin địa lý", "Sở Y tế"]),
        ("UBND các xã, phường", ["UBND các xã, phường"]),
    ],
)  # fmt: skip
def test_lists_of_places(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text", ["UBND các tỉnh Tây Nguyên", "UBND các tỉnh, thành phố trực thuộc Trung ương"]
)
def test_a_region_is_no_list(text: str) -> None:
    assert len(named(text)) == 1
    assert named(text)[0].startswith("UBND các tỉnh")


def test_wards_with_numbers_get_their_task() -> None:
    words = (
        "II. NHIỆM VỤ\n1. UBND các phường 1, 2, 3 Bảo Lộc rà soát hộ nghèo trước ngày 30/6/2026."
    )
    (task,) = propose(SOURCE, blocks_of(words), Names()).tasks
    assert task.lead == ("UBND phường 1 Bảo Lộc", "UBND phường 2 Bảo Lộc", "UBND phường 3 Bảo Lộc")
    assert task.title.startswith("Rà soát hộ nghèo")
