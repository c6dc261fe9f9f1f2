"""Lists of names, as people paste them from Excel and Word."""

from __future__ import annotations

import pytest

from app.domain.name_list import names_in, of_commune, pasted_rows


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("STT\tTên xã, phường\n1\tXã Bắc Hà\n2\tPhường Sa Pa\n", ["Xã Bắc Hà", "Phường Sa Pa"]),
        ("1. Sở Tài chính;\n2) Sở Nội vụ.\n\n", ["Sở Tài chính", "Sở Nội vụ"]),
        ("IV. Xã Cốc San\nxã cốc san", ["Xã Cốc San"]),
        ("Tổng cộng\t99", []),
        ("1\t2\t3", []),
        ("", []),
    ],
)
def test_names_are_found_once_without_numbers_and_heads(text: str, names: list[str]) -> None:
    assert names_in(pasted_rows(text)) == names


def test_a_number_in_a_name_stays() -> None:
    assert names_in([["Ban Quản lý dự án số 2"]]) == ["Ban Quản lý dự án số 2"]


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Xã Bắc Hà", "UBND xã Bắc Hà"),
        ("PHƯỜNG Sa Pa", "UBND phường Sa Pa"),
        ("UBND xã Bắc Hà", "UBND xã Bắc Hà"),
        ("Xãbình", "Xãbình"),
    ],
)
def test_of_a_commune_its_authority_is_meant(name: str, full: str) -> None:
    assert of_commune(name) == full
