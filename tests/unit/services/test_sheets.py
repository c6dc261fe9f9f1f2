"""Sheets say what the list says, for any scope, and add up."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from app import models
from app.domain import scopes as domain_scopes
from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import Light
from app.services import names, portfolios, reading, sheets
from tests import shipped
from tests.registers import (
    DATED,
    RESTRICTED,
    TODAY,
    UNDATED,
    YEARLY,
    complete,
    execute,
    limit,
    scopes,
    task_id,
    update,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.domain.records import TaskRef
    from app.reports.sheets import TrackingRow, TrackingSheet
    from app.services.register import Register

ALL = SheetScope()
DAYS = [dt.date(2026, 2, 2), dt.date(2026, 2, 20), dt.date(2026, 6, 1), TODAY]


@pytest.fixture
def worked(register: Register) -> Register:
    """A register in which every light but the seventh of reports is seen."""
    complete(register, DATED, on=dt.date(2026, 3, 10))
    complete(register, "CTr04-2026/II.7.đ#1", on=dt.date(2026, 5, 20))
    complete(register, "CTr04-2026/II.1.b#1", on=dt.date(2026, 7, 1))
    stopped, soon = task_id(register, UNDATED), task_id(register, "CTr04-2026/II.2.a#2")
    write(register, update(stopped, dt.date(2026, 6, 1), "stopped", product_number="1/QĐ"))
    write(register, limit(soon, dt.date(2026, 10, 1), TODAY + dt.timedelta(days=3), "2/QĐ"))
    lights = {ref.light for ref in reading.load_index(register, TODAY).tasks}
    assert lights == set(Light)
    return register


def rows_of(sheet: TrackingSheet) -> list[TrackingRow]:
    return [row for group in sheet.groups for section in group.sections for row in section.rows]


def listed(register: Register, scope: SheetScope, as_of: dt.date) -> list[TaskRef]:
    """Return the tasks of a scope as a person would count them on the list."""
    keys: dict[SheetScopeKind, Callable[[TaskRef], int]] = {
        SheetScopeKind.ALL: lambda _ref: 0,
        SheetScopeKind.AGENCY: lambda ref: ref.lead_id,
        SheetScopeKind.LEADER: lambda ref: ref.leader_id,
        SheetScopeKind.DOCUMENT: lambda ref: ref.document_id,
    }
    index = reading.load_index(register, as_of)
    refs = index.closed if domain_scopes.is_closed(index, scope) else index.tasks
    return [ref for ref in refs if keys[scope.kind](ref) == scope.id and not ref.confidential]


@pytest.mark.parametrize("as_of", DAYS)
def test_totals_equal_the_list_for_every_scope(worked: Register, as_of: dt.date) -> None:
    for scope in scopes(worked):
        refs = listed(worked, scope, as_of)
        sheet = sheets.tracking(worked, scope, as_of)
        assert sheet.tally == Tally.of(ref.light for ref in refs), scope
        titles = reading.load_rows(worked, [ref.id for ref in refs], as_of)
        shown = rows_of(sheet)
        assert sorted(row.title for row in shown) == sorted(row.title for row in titles.values())
        assert Tally.of(row.light for row in shown) == sheet.tally


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("kind", [SheetScopeKind.AGENCY, SheetScopeKind.LEADER])
def test_sheets_of_all_agencies_or_leaders_are_a_partition(
    worked: Register, kind: SheetScopeKind, as_of: dt.date
) -> None:
    parts = [sheets.tracking(worked, s, as_of) for s in scopes(worked) if s.kind is kind]
    whole = sheets.tracking(worked, ALL, as_of)
    summary = sheets.summary(worked, as_of, by_leader=kind is SheetScopeKind.LEADER)
    assert add_all(part.tally for part in parts) == whole.tally == summary.tally
    assert add_all(group.tally for group in summary.groups) == whole.tally
    shown = sorted((row.title, row.basis) for part in parts for row in rows_of(part))
    assert shown == sorted((row.title, row.basis) for row in rows_of(whole))


def test_every_row_of_the_summary_is_that_agencys_sheet(worked: Register) -> None:
    agencies = reading.load_index(worked, TODAY).directory.agencies
    by_name = {agency.name: agency.id for agency in agencies.values()}
    summary = sheets.summary(worked, TODAY, by_leader=False)
    names = [row.name for group in summary.groups for row in group.rows]
    assert len(names) == len(set(names))
    for group in summary.groups:
        for row in group.rows:
            scope = SheetScope(SheetScopeKind.AGENCY, by_name.get(row.name, 0))
            assert sheets.tracking(worked, scope, TODAY).tally == row.tally, row.name


def test_every_leader_has_a_row_and_who_has_none_too(worked: Register) -> None:
    officials = reading.load_index(worked, TODAY).directory.officials
    summary = sheets.summary(worked, TODAY, by_leader=True)
    leaders, nobody = summary.groups
    assert [row.name for row in leaders.rows] == [each.title for each in officials.values()]
    assert nobody.heading.endswith("Chưa phân công lãnh đạo")
    scope = SheetScope(SheetScopeKind.LEADER, 0)
    assert nobody.tally == sheets.tracking(worked, scope, TODAY).tally
    assert any("phân công gợi ý" in note for note in summary.notes)


def says_restricted(notes: Sequence[str]) -> int:
    """Return how many restricted tasks the notes of a sheet tell of."""
    words = "nhiệm vụ thuộc chế độ hạn chế phổ biến"
    said = [note.split()[2] for note in notes if note.startswith("Không in ") and words in note]
    return int(said[0]) if said else 0


def test_restricted_tasks_are_left_out_and_noted(worked: Register) -> None:
    title = reading.load_detail(worked, task_id(worked, RESTRICTED), TODAY).title
    hidden = [ref for ref in reading.load_index(worked, TODAY).tasks if ref.confidential]
    assert len(hidden) == shipped.restricted() > 0
    for scope in scopes(worked):
        sheet = sheets.tracking(worked, scope, TODAY)
        assert title not in [row.title for row in rows_of(sheet)]
        concerned = [
            ref
            for ref in hidden
            if scope.kind is SheetScopeKind.ALL
            or scope.id
            == {
                SheetScopeKind.AGENCY: ref.lead_id,
                SheetScopeKind.LEADER: ref.leader_id,
                SheetScopeKind.DOCUMENT: ref.document_id,
            }[scope.kind]
        ]
        assert says_restricted(sheet.notes) == len(concerned), scope
    for by_leader in (False, True):
        sheet_2 = sheets.summary(worked, TODAY, by_leader=by_leader)
        assert sheet_2.tally.total == shipped.printed()
        assert says_restricted(sheet_2.notes) == len(hidden)


@pytest.mark.parametrize(
    "kind", [SheetScopeKind.AGENCY, SheetScopeKind.LEADER, SheetScopeKind.DOCUMENT]
)
def test_a_scope_that_is_not_there_is_refused(register: Register, kind: SheetScopeKind) -> None:
    with pytest.raises(InputRefusedError, match="không có trong sổ"):
        sheets.tracking(register, SheetScope(kind, 99999), TODAY)


def fingerprint(register: Register, scope: SheetScope = ALL) -> str:
    return sheets.tracking(register, scope, TODAY).provenance.fingerprint


def both_summaries(register: Register) -> tuple[str, ...]:
    return tuple(
        sheets.summary(register, TODAY, by_leader=by_leader).provenance.fingerprint
        for by_leader in (False, True)
    )


def test_fingerprint_does_not_know_the_time_of_printing(register: Register) -> None:
    first = sheets.tracking(register, ALL, TODAY).provenance
    before = both_summaries(register)
    register.clock = lambda: dt.datetime(2026, 11, 21, 15, 30)  # noqa: DTZ001 - local time
    register.user = "nguoi.khac"
    second = sheets.tracking(register, ALL, TODAY).provenance
    assert first.fingerprint == second.fingerprint
    assert first.printed_at != second.printed_at
    assert both_summaries(register) == before
    parts = first.fingerprint.split("-")
    assert [len(part) for part in parts] == [4, 4, 4]


def test_fingerprint_knows_the_as_of_day(register: Register) -> None:
    days = [TODAY, TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=1)]
    found = {sheets.tracking(register, ALL, day).provenance.fingerprint for day in days}
    assert len(found) == len(days)


def set_text(column: str) -> Callable[[Register], None]:
    statement = f"UPDATE task SET {column} = 'khác' WHERE code = :code"  # noqa: S608 - ours
    return lambda register: execute(register, statement, code=DATED)


def set_progress(**fields: Any) -> Callable[[Register], None]:
    return lambda register: write(
        register, update(task_id(register, DATED), dt.date(2026, 6, 1), **fields)
    )


def add_coordinating(register: Register) -> None:
    agency = next(iter(reading.load_index(register, TODAY).directory.agencies))
    task = task_id(register, DATED)
    write(
        register,
        models.Assignment(task_id=task, agency_id=agency, role="coordinating", ordinal=90),
    )


def swap_leads(register: Register) -> None:
    statement = "UPDATE assignment SET ordinal = 90 WHERE task_id = :task AND ordinal = 0"
    execute(register, statement, task=task_id(register, "CTr04-2026/II.1.d#1"))


def extend(register: Register) -> None:
    day = dt.date(2026, 12, 31)
    write(register, limit(task_id(register, DATED), dt.date(2026, 6, 1), day, "1/QĐ"))


def restrict(register: Register) -> None:
    statement = "UPDATE task SET confidential = 1 WHERE code = :code"
    execute(register, statement, code=DATED)


def widen_soon(register: Register) -> None:
    execute(register, "UPDATE setting SET value = '8' WHERE key = 'soon_days'")


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda register: complete(register, YEARLY), id="completed"),
        pytest.param(set_text("title"), id="title"),
        pytest.param(set_text("expected_product"), id="product"),
        pytest.param(set_progress(percent=40), id="percent"),
        pytest.param(set_progress(result="đã trình"), id="result"),
        pytest.param(set_progress(difficulties="thiếu vốn"), id="difficulties"),
        pytest.param(set_progress(proposal="xin gia hạn"), id="proposal"),
        pytest.param(add_coordinating, id="coordinating"),
        pytest.param(swap_leads, id="leads"),
        pytest.param(extend, id="limit"),
        pytest.param(restrict, id="restricted"),
        pytest.param(widen_soon, id="soon"),
    ],
)
def test_fingerprint_changes_with_every_fact_on_the_sheet(
    register: Register, change: Callable[[Register], object]
) -> None:
    before = fingerprint(register)
    change(register)
    assert fingerprint(register) != before
    assert len({before, fingerprint(register)}) == 2


def test_fingerprint_changes_with_subtitle_and_notes(register: Register) -> None:
    directory = reading.load_index(register, TODAY).directory
    official = next(iter(directory.officials))
    led = next(a for a, leader in directory.suggested_agency_leaders.items() if leader == official)
    scope = SheetScope(SheetScopeKind.AGENCY, led)
    before, summaries = fingerprint(register, scope), both_summaries(register)
    portfolios.confirm(register, official)
    assert fingerprint(register, scope) != before
    after = both_summaries(register)
    assert after[0] == summaries[0]
    assert after[1] != summaries[1]


def sheet_of_document(register: Register, code: str, as_of: dt.date = TODAY) -> TrackingSheet:
    scope = SheetScope(SheetScopeKind.DOCUMENT, names.find_document(register, code))
    return sheets.tracking(register, scope, as_of)


def test_headings_and_order_of_an_all_sheet(register: Register) -> None:
    sheet = sheets.tracking(register, ALL, TODAY)
    assert [group.heading for group in sheet.groups] == [
        "A. Chương trình hành động số 04/CTr-UBND ngày 03/02/2026",
        "B. Kế hoạch triển khai Nghị quyết 02/NQ-CP (chưa có số), tháng 3/2026",
        "C. Chỉ thị thi đua 2026-2030 (chưa có số), tháng 5/2026",
        "D. Văn kiện Đại hội Đảng bộ tỉnh 2025-2030 (chưa có số), năm 2025",
    ]
    first = sheet.groups[0].sections[0]
    assert first.heading.startswith("II.1. Hoàn thiện thể chế")
    assert [row.basis for row in first.rows][:2] == ["II.1.a, đoạn 1", "II.1.a, đoạn 2"]
    headings = [section.heading for group in sheet.groups[:2] for section in group.sections]
    # Both documents end with a chapter of this name, one under a number and one under its name.
    assert headings.count("III. Tổ chức thực hiện") == headings.count("Tổ chức thực hiện") == 1
    for group in sheet.groups:
        own = [section.heading for section in group.sections]
        assert len(own) == len(set(own))


@pytest.mark.parametrize("code", ["CTr04-2026", "KHNQ02-2026"])
def test_a_chapter_without_sections_is_named_once(register: Register, code: str) -> None:
    last = sheet_of_document(register, code).groups[-1]
    assert last.heading.endswith("Tổ chức thực hiện")
    assert [section.heading for section in last.sections] == [""]


@pytest.mark.parametrize("code", [each.code for each in shipped.catalogue().documents])
def test_a_sheet_of_a_document_says_no_heading_twice(register: Register, code: str) -> None:
    sheet = sheet_of_document(register, code)
    chapters = [group.heading for group in sheet.groups]
    assert len(chapters) == len(set(chapters))
    for group in sheet.groups:
        said = [group.heading, *(section.heading for section in group.sections)]
        assert len(said) == len(set(said)) > 1


def test_a_periodic_task_is_printed_with_the_words_of_its_document(register: Register) -> None:
    rows = {row.basis: row for row in rows_of(sheets.tracking(register, ALL, TODAY))}
    assert rows["III.1, đoạn 1b"].limit == "Hàng tháng, quý, cả năm"
    assert rows["III.6 (4), đoạn 2"].limit == "Hằng tháng"


def test_many_documents_are_named_under_the_table_of_a_summary(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = reading.load_index(register, TODAY)
    documents = index.directory.documents.values()
    titles = [each.short_title for each in documents if not each.is_closed(TODAY)]
    monkeypatch.setattr(sheets, "_NAMED_DOCUMENTS", len(titles))
    few = sheets.summary(register, TODAY, by_leader=True)
    assert few.subtitle == " và ".join(titles)
    monkeypatch.setattr(sheets, "_NAMED_DOCUMENTS", len(titles) - 1)
    many = sheets.summary(register, TODAY, by_leader=True)
    assert many.subtitle == f"Nhiệm vụ của {len(titles)} văn bản"
    assert many.notes == [f"Các văn bản: {'; '.join(titles)}.", *few.notes]


def test_a_completed_row_names_its_product(register: Register) -> None:
    complete(
        register, DATED, on=dt.date(2026, 3, 10), number="12/KH-STC", note="Đã gửi Bộ Tài chính"
    )
    rows = rows_of(sheets.tracking(register, ALL, TODAY))
    (row,) = [row for row in rows if row.light is Light.DONE_LATE]
    assert row.result == "Kế hoạch số 12/KH-STC ngày 10/03/2026. Đã gửi Bộ Tài chính"
    assert row.state == "Hoàn thành quá hạn 4 ngày"
    assert row.percent == 100
    assert {row.result for row in rows if row.light is Light.UNKNOWN} == {"…"}


def test_letterhead_comes_from_the_settings_of_the_day(register: Register) -> None:
    sheet = sheets.tracking(register, ALL, TODAY)
    assert (sheet.letterhead.superior, sheet.letterhead.office) == (
        "UBND tỉnh Lào Cai",
        "Văn phòng",
    )
    assert sheet.provenance.register_name == register.name
    assert sheet.provenance.printed_at == register.clock()
    assert sheet.soon_days == 7
