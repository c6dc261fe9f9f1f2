"""What the files become in a register, and what search finds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import CatalogueError
from app.services import reading
from app.services.catalogue import apply_catalogue
from tests.registers import task_id
from tests.small_catalogue import (
    HYDRO,
    INDEX,
    NEW,
    OLD,
    PARK,
    PLANNING,
    SOURCE,
    replace,
    rows,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register


# ---- the first time


def test_documents_stand_in_the_order_in_which_they_were_issued(small_register: Register) -> None:
    found = rows(small_register, "SELECT code, closed_on FROM document ORDER BY ordinal")
    assert found == [(OLD, "2023-12-31"), (NEW, None)]


def test_an_agency_knows_its_successor_and_its_parent(small_register: Register) -> None:
    query = (
        "SELECT agency.key, agency.valid_to, other.key FROM agency "
        "JOIN agency AS other ON other.id = coalesce(agency.successor_id, agency.parent_id) "
        "ORDER BY agency.ordinal"
    )
    assert rows(small_register, query) == [
        ("ke-hoach", "2025-02-28", "tai-chinh"),
        ("cong-thuong", None, "ubnd"),
    ]


def test_the_same_work_is_one_task_with_two_sources(small_register: Register) -> None:
    codes = [code for (code,) in rows(small_register, "SELECT code FROM task ORDER BY id")]
    assert codes == [PARK, HYDRO, PLANNING]
    query = (
        "SELECT task.code, document.code, section.locator, source.locator, source.title, "
        "source.short_title, source.points, source.time_text, source.note "
        "FROM task_source AS source JOIN task ON task.id = task_id "
        "JOIN document ON document.id = source.document_id "
        "JOIN section ON section.id = source.section_id"
    )
    assert rows(small_register, query) == [
        (
            *(HYDRO, OLD, "I.1", "I.1#2", "Đóng điện nhà máy Tà Lơi 2", "Đóng điện Tà Lơi 2"),
            *("Xã Trung Lèng Hồ", "trong năm 2023", "Nhắc lại việc cũ"),
        )
    ]


def test_an_indicator_may_be_named_by_an_older_document(small_register: Register) -> None:
    query = (
        "SELECT indicator.code, document.code, target.place, year, measure, from_year, value "
        "FROM target JOIN indicator ON indicator.id = indicator_id "
        "JOIN document ON document.id = target.document_id ORDER BY year, target.place"
    )
    assert rows(small_register, query) == [
        (INDEX, NEW, "II.1", 2026, "level", None, 12),
        (INDEX, NEW, "PL.1", 2026, "level", None, 112),
        (INDEX, OLD, "I.9", 2030, "average", 2026, 13),
    ]


def test_results_are_measurements_with_their_source(small_register: Register) -> None:
    query = (
        "SELECT period, value, cumulative, unit, text, place, effective_on, document.code "
        "FROM measurement JOIN document ON document.id = document_id ORDER BY period"
    )
    assert rows(small_register, query) == [
        ("2025", 109.5, None, "%", "109,5", "I.2", "2026-02-03", NEW),
        ("2026", None, 40, "%", "40%", "PL.1", "2026-02-03", NEW),
    ]


def test_links_and_comparisons(small_register: Register) -> None:
    query = (
        "SELECT a.code, b.code, why FROM task_link JOIN task AS a ON a.id = task_id "
        "JOIN task AS b ON b.id = other_id"
    )
    assert rows(small_register, query) == [(PARK, HYDRO, "Cùng xây dựng khu công nghiệp")]
    query = "SELECT year, measure, verdict, note FROM target_comparison"
    assert rows(small_register, query) == [
        (2026, "level", "notation", "Chỉ số 112 là tăng 12%"),
    ]


LINK = "{tasks: [NQ-2023/I.1#1, CTR-2026/II.1#1], why: Nói lại}"


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("links.yaml", f"{OLD}/I.1#1", f"{OLD}/I.1#9", "không có mục nào tên “NQ-2023/I.1#9”"),
        ("links.yaml", f"{OLD}/I.1#1", f"{OLD}/I.1#2", "đã là một nhiệm vụ"),
        ("links.yaml", "nghiệp}", f"nghiệp}}\n  - {LINK}", "đã có liên kết ở .*links"),
        ("comparisons.yaml", "PL.1", "PL.8", "không có mục nào tên “CTR-2026/PL.8”"),
        ("agencies.yaml", "successor: tai-chinh", "successor: khac", "không có mục nào tên “khac”"),
        ("agencies.yaml", "key: ubnd", "parent: cong-thuong, key: ubnd", "dẫn vòng tròn"),
        (f"{OLD}/tasks.yaml", f"same_work: {HYDRO}", "same_work: X#1", "không có mục nào tên"),
        (f"{OLD}/tasks.yaml", f"same_work: {HYDRO}", f"same_work: {SOURCE}", "dẫn trở lại"),
        (f"{OLD}/indicators.yaml", f"same_as: {INDEX}", "same_as: PL.1", "không có mục nào tên"),
        (f"{NEW}/indicators.yaml", "at: II.1}", "at: PL.1}", "lặp lại"),
        (f"{NEW}/indicators.yaml", "parent: PL.1", "parent: PL.1.1", "dẫn vòng tròn"),
        (f"{NEW}/indicators.yaml", "parent: PL.1", "parent: PL.9", "không có mục nào tên"),
    ],
)
def test_a_wrong_reference_is_told_and_changes_nothing(  # noqa: PLR0917
    small_register: Register, small_folder: Path, name: str, old: str, new: str, words: str
) -> None:
    before = rows(small_register, "SELECT * FROM catalogue_entry ORDER BY id")
    replace(small_folder / name, old, new)
    with pytest.raises(CatalogueError, match=words) as caught:
        apply_catalogue(small_register, small_folder)
    file = name.rpartition("/")[2]
    assert file in str(caught.value)
    assert "dòng" in str(caught.value)
    assert rows(small_register, "SELECT * FROM catalogue_entry ORDER BY id") == before


# ---- search


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("trung leng ho", HYDRO),
        ("ta loi", HYDRO),
        ("trong nam 2023", HYDRO),
        ("NQ-2023 dong dien", HYDRO),
        ("nhac lai viec cu", HYDRO),
        ("truoc 30/6/2026", PLANNING),
    ],
)
def test_search_finds_further_sources_and_words_of_time(
    small_register: Register, typed: str, code: str
) -> None:
    assert reading.search(small_register, typed) == [task_id(small_register, code)]


NOTE = "at: Đầu văn bản, seen: hai ngày"


@pytest.mark.parametrize(
    ("folder", "place", "codes"),
    [
        (NEW, "II.1", [HYDRO]),  # of a block: its first task alone
        (NEW, "II.1#2", [PLANNING]),
        (NEW, '"II.9, II.1#1"', [HYDRO]),
        (OLD, "I.1#2", [HYDRO]),
        (NEW, "II", []),
    ],
)
def test_search_finds_a_defect_at_its_place(
    small_register: Register, small_folder: Path, folder: str, place: str, codes: list[str]
) -> None:
    replace(small_folder / folder / "document.yaml", NOTE, f"at: {place}, seen: Tăng Lũng")
    apply_catalogue(small_register, small_folder)
    assert reading.search(small_register, "tang lung") == sorted(
        task_id(small_register, code) for code in codes
    )
