"""Further sources, linked tasks and defects of one task, from a register of a few entries."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app import paths
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.services import reading, sheets
from app.services.register import open_register
from tests.registers import execute, task_id
from tests.small_catalogue import HYDRO, NEW, OLD, PARK, PLANNING, SOURCE, make_register, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    path = tmp_path / "So.tiendo"
    folder = write(tmp_path / "catalogue")
    monkeypatch.setattr(paths, "catalogue", lambda: folder)
    make_register(folder, path)
    register = open_register(path)
    yield register
    register.close()


def detail(register: Register, code: str, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def test_a_task_names_the_paragraphs_of_other_documents_that_ask_for_it(small: Register) -> None:
    (source,) = detail(small, HYDRO).sources
    assert source.code == SOURCE
    assert source.document.code == OLD
    assert source.title == "Đóng điện nhà máy Tà Lơi 2"
    assert source.points == ("Xã Trung Lèng Hồ",)
    assert (source.time_text, source.note) == ("trong năm 2023", "Nhắc lại việc cũ")
    assert detail(small, PARK, dt.date(2023, 6, 1)).sources == ()


def test_a_source_counts_from_the_day_of_its_document(small: Register) -> None:
    execute(small, "UPDATE document SET issued_on = '2026-06-01' WHERE code = 'NQ-2023'")
    assert detail(small, HYDRO, dt.date(2026, 5, 31)).sources == ()
    assert len(detail(small, HYDRO, dt.date(2026, 6, 1)).sources) == 1


def test_links_are_seen_from_both_ends_with_the_light_of_the_other(small: Register) -> None:
    (there,) = detail(small, HYDRO).links
    assert there.task_id == task_id(small, PARK)
    assert there.title == "Khởi công khu công nghiệp"
    assert there.why == "Cùng xây dựng khu công nghiệp"
    assert there.assessment.closed
    (back,) = detail(small, PARK).links
    assert back.task_id == task_id(small, HYDRO)
    assert back.assessment.light is Light.IN_TIME
    # The programme of 2026 was not there yet in 2023.
    assert detail(small, PARK, dt.date(2023, 6, 1)).links == ()


def test_defects_are_those_of_the_tasks_places_and_of_its_sources(small: Register) -> None:
    assert detail(small, HYDRO).defects == ()
    execute(small, "UPDATE document_note SET place = 'II.1' WHERE taken_as LIKE '%2026'")
    execute(small, "UPDATE document_note SET place = 'III, I.1' WHERE taken_as LIKE '%2023'")
    found = detail(small, HYDRO).defects
    assert [(each.document.code, each.taken_as) for each in found] == [
        (NEW, "03/02/2026"),
        (OLD, "03/02/2023"),
    ]
    execute(small, "UPDATE task SET source_note = 'Ghi hai ngày, lấy 03/02/2026'")
    assert detail(small, HYDRO).defects == ()


def test_a_sheet_cites_every_source(small: Register) -> None:
    sheet = sheets.tracking(small, SheetScope(), TODAY)
    basis = {
        row.title: row.basis
        for group in sheet.groups
        for section in group.sections
        for row in section.rows
    }
    assert basis[detail(small, HYDRO).title] == "II.1, đoạn 1; Chương trình 2023, I.1, đoạn 2"
    assert basis[detail(small, PLANNING).title] == "II.1, đoạn 2"


def test_the_sheet_of_a_document_lists_what_it_asks_for_too_outside_its_total(
    small: Register,
) -> None:
    old = reading.load_index(small, TODAY).directory.documents
    document = next(each for each in old.values() if each.code == OLD)
    sheet = sheets.tracking(small, SheetScope(SheetScopeKind.DOCUMENT, document.id), TODAY)
    assert sheet.tally.total == 1
    (group,) = sheet.uncounted
    assert group.heading == (
        "Nhiệm vụ đã có ở văn bản khác mà Chương trình 2023 cũng giao (không cộng vào tổng số): 1"
    )
    assert [row.title for section in group.sections for row in section.rows] == [
        detail(small, HYDRO).title
    ]
    everything = sheets.tracking(small, SheetScope(), TODAY)
    assert everything.tally.total == 2
    assert everything.uncounted == []


def test_lists_know_where_a_task_stands_beside_its_own_document(small: Register) -> None:
    index = reading.load_index(small, TODAY)
    refs = {ref.id: ref for ref in index.tasks}
    (place,) = refs[task_id(small, HYDRO)].also_at
    assert f"{index.directory.documents[place.document_id].code}/{place.locator}" == SOURCE
    assert index.directory.sections[place.section_id].locator == "I.1"
    assert refs[task_id(small, PLANNING)].also_at == ()


def test_nothing_of_this_is_told_of_a_restricted_task(small: Register) -> None:
    execute(small, "UPDATE document_note SET place = 'II.1'")
    execute(small, "UPDATE task SET confidential = 1 WHERE code = :code", code=HYDRO)
    restricted = detail(small, HYDRO)
    assert (restricted.sources, restricted.links, restricted.defects) == ((), (), ())
