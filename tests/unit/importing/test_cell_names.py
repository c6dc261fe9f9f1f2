"""Names in cells of agencies: every one is kept, known or new."""

from __future__ import annotations

import pytest

from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName

READER = AgencyReader((AgencyName("Sở Y tế"), AgencyName("UBND phường Phú Xuân")))


def names(cell: str) -> list[str]:
    return [mention.name for mention in READER.in_list(cell)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("TKV, PVN", ["TKV", "PVN"]),
        ("Petrolimex", ["Petrolimex"]),
        ("Cảng HKQT Phú Bài", ["Cảng HKQT Phú Bài"]),
        ("Vietcombank chi nhánh Huế", ["Vietcombank chi nhánh Huế"]),
        ("Phường Thuận Hóa", ["Phường Thuận Hóa"]),
        ("Chủ đầu tư", ["Chủ đầu tư"]),
        ("Sở Y tế, TKV và PVN", ["Sở Y tế", "TKV", "PVN"]),
        ("Sở Y tế và Petrolimex; Nhà thầu", ["Sở Y tế", "Petrolimex", "Nhà thầu"]),
        ("- Sở Y tế\n- Agribank", ["Sở Y tế", "Agribank"]),
        ("Tập đoàn Dầu khí, Petrolimex", ["Tập đoàn Dầu khí", "Petrolimex"]),
    ],
)
def test_names_without_a_type_word_are_new_agencies(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected
    new = [mention for mention in READER.in_list(cell) if mention.name != "Sở Y tế"]
    assert not any(mention.known for mention in new)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("UBND phường Thuận Hóa, Phú Xuân", ["UBND phường Thuận Hóa", "UBND phường Phú Xuân"]),
        ("UBND phường Thuận Hóa; xã Phú Lộc", ["UBND phường Thuận Hóa", "UBND xã Phú Lộc"]),
        ("Phường Thuận Hóa, Phú Bài", ["Phường Thuận Hóa", "Phường Phú Bài"]),
        ("Đảng ủy xã Ea Kar, M'Drắk Tây", ["Đảng ủy xã Ea Kar", "Đảng ủy xã M'Drắk Tây"]),
    ],
)
def test_a_place_behind_a_commune_is_a_commune(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "Như trên",
        "nt",
        "Theo phân công",
        "Không",
        "X",
        "Thường xuyên",
        "Đ/c Nguyễn Văn A",
        "Quý IV",
    ],
)
def test_words_that_name_nobody_are_no_agency(cell: str) -> None:
    assert names(cell) == []


def test_words_behind_a_name_or_a_label_are_no_agency() -> None:
    assert names("Sở Y tế chủ trì; Theo dõi: các sở") == ["Sở Y tế"]
    assert names("Sở Y tế (cơ quan thường trực). Báo cáo định kỳ") == ["Sở Y tế"]
