"""An agency's sheet names what concerns it outside its total; its sums know nothing of that."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain import scopes as task_scopes
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.services import names, reading, sheet_uncounted, sheets
from tests import shipped
from tests.registers import CONTINUING, DATED, TODAY, complete, execute, scopes, task_id

if TYPE_CHECKING:
    from app.reports.sheets import TrackingRow, TrackingSheet, UncountedGroup
    from app.services.register import Register

JOINT = 40
"""Tasks of the shipped catalogue that are given to "Các sở, ban, ngành"."""


def sheet_of(register: Register, agency: str, as_of: dt.date = TODAY) -> TrackingSheet:
    scope = SheetScope(SheetScopeKind.AGENCY, names.find_agency(register, agency))
    return sheets.tracking(register, scope, as_of)


def rows_of(group: UncountedGroup) -> list[TrackingRow]:
    return [row for section in group.sections for row in section.rows]


def bound_agencies(register: Register) -> list[str]:
    index = reading.load_index(register, TODAY)
    return [
        agency.name
        for agency in index.directory.agencies.values()
        if task_scopes.joint_tasks(index, agency.id)
    ]


def test_an_agency_is_told_of_the_plan_that_it_owes_with_all_others(register: Register) -> None:
    sheet = sheet_of(register, "Sở Tài chính")
    (group,) = sheet.uncounted
    assert group.heading == (
        f"Nhiệm vụ giao chung mà Sở Tài chính cùng thực hiện (không cộng vào tổng số): {JOINT}"
    )
    assert [section.heading for section in group.sections] == [
        "Chương trình hành động số 04/CTr-UBND ngày 03/02/2026",
        "Kế hoạch triển khai Nghị quyết 02/NQ-CP (chưa có số), tháng 3/2026",
    ]
    plan = next(row for row in rows_of(group) if row.limit == "06/03/2026")
    assert plan.basis == "Tổ chức thực hiện, mục 1, đoạn 2"
    assert (plan.light, plan.state) == (Light.OVERDUE, "Quá hạn 260 ngày")
    assert sheet.tally.total == shipped.printed(agency="Sở Tài chính")
    assert plan.title not in [
        row.title for g in sheet.groups for section in g.sections for row in section.rows
    ]


def test_of_many_joint_tasks_those_with_words_of_time_are_listed(register: Register) -> None:
    (group,) = sheet_of(register, "Sở Y tế").uncounted
    listed = rows_of(group)
    assert 0 < len(listed) <= sheet_uncounted.MOST_LISTED
    assert all(row.limit != "Chưa xác định" for row in listed)
    periodic = reading.load_detail(register, task_id(register, CONTINUING), TODAY).title
    assert periodic in [row.title for row in listed]
    rest = JOINT - len(listed)
    assert group.rest == (
        f"Còn {rest} nhiệm vụ khác, văn bản không ghi thời hạn: {rest} chưa có thông tin. "
        "Xem đủ ở Biểu số 1 của “Việc chung (tập thể)”."
    )


def test_few_joint_tasks_are_all_listed(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_uncounted, "MOST_LISTED", JOINT)
    (group,) = sheet_of(register, "Sở Y tế").uncounted
    assert (len(rows_of(group)), group.rest) == (JOINT, "")


def test_of_too_many_dated_ones_the_reddest_stay(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_uncounted, "MOST_LISTED", 3)
    (group,) = sheet_of(register, "Sở Y tế").uncounted
    assert [row.limit for row in rows_of(group)] == ["06/03/2026", "25/05/2026", "20/11/2026"]
    assert group.rest.startswith(f"Còn {JOINT - 3} nhiệm vụ khác: 3 trong hạn, ")


def test_no_sum_knows_of_members(register: Register) -> None:
    """Every sheet and summary has the same rows and sums with and without members."""
    before = {scope: sheets.tracking(register, scope, TODAY) for scope in scopes(register)}
    summaries = [sheets.summary(register, TODAY, by_leader=by) for by in (False, True)]
    assert any(sheet.uncounted for sheet in before.values())
    execute(register, "DELETE FROM agency_member")
    for scope, sheet in before.items():
        bare = sheets.tracking(register, scope, TODAY)
        assert (bare.tally, bare.groups, bare.notes) == (sheet.tally, sheet.groups, sheet.notes)
        assert not any("giao chung" in group.heading for group in bare.uncounted)
    assert summaries == [sheets.summary(register, TODAY, by_leader=by) for by in (False, True)]


def test_only_an_agency_has_such_a_part(register: Register) -> None:
    for scope in scopes(register):
        sheet = sheets.tracking(register, scope, TODAY)
        assert scope.kind is SheetScopeKind.AGENCY or not sheet.uncounted, scope
    assert not sheets.tracking(register, SheetScope(SheetScopeKind.AGENCY, 0), TODAY).uncounted


def test_membership_is_read_as_of_the_day(register: Register) -> None:
    execute(
        register,
        "UPDATE agency_member SET valid_from = '2026-06-01', valid_to = '2026-06-30' "
        "WHERE member_id = :agency",
        agency=names.find_agency(register, "Sở Y tế"),
    )
    days = [dt.date(2026, 5, 31), dt.date(2026, 6, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1)]
    found = [bool(sheet_of(register, "Sở Y tế", day).uncounted) for day in days]
    assert found == [False, True, True, False]
    assert sheet_of(register, "Sở Nội vụ", days[0]).uncounted


def test_joint_tasks_come_with_their_document(register: Register) -> None:
    before = dt.date(2026, 2, 20)  # the plan was issued in March
    (group,) = sheet_of(register, "Sở Y tế", before).uncounted
    assert [section.heading for section in group.sections] == [
        "Chương trình hành động số 04/CTr-UBND ngày 03/02/2026"
    ]


def test_a_completed_joint_task_is_listed_as_completed(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 5))
    (group,) = sheet_of(register, "Sở Y tế").uncounted
    plan = next(row for row in rows_of(group) if row.limit == "06/03/2026")
    assert (plan.light, plan.result) == (
        Light.DONE_IN_TIME,
        "Kế hoạch số 12/KH-STC ngày 05/03/2026",
    )


def test_a_restricted_joint_task_is_not_printed(register: Register) -> None:
    execute(register, "UPDATE task SET confidential = 1 WHERE code = :code", code=DATED)
    (group,) = sheet_of(register, "Sở Y tế").uncounted
    assert group.heading.endswith(f": {JOINT - 1}")
    assert "06/03/2026" not in [row.limit for row in rows_of(group)]


def test_the_fingerprint_knows_them(register: Register) -> None:
    before = sheet_of(register, "Sở Y tế").provenance.fingerprint
    complete(register, DATED, on=dt.date(2026, 3, 5))
    assert sheet_of(register, "Sở Y tế").provenance.fingerprint != before


def test_co_leads_stand_outside_the_total(register: Register) -> None:
    detail = reading.load_detail(register, task_id(register, "CTr04-2026/II.1.d#1"), TODAY)
    sheet = sheet_of(register, "Tòa án nhân dân tỉnh")
    assert sheet.tally.total == 0
    (group,) = sheet.uncounted
    assert group.heading == (
        "Nhiệm vụ mà Tòa án nhân dân tỉnh cùng chủ trì (không cộng vào tổng số): 1"
    )
    (row,) = rows_of(group)
    assert (row.title, row.basis) == (detail.title, "II.1.d, đoạn 1")
    first = sheets.tracking(
        register, SheetScope(SheetScopeKind.AGENCY, detail.assignments[0].agency_id), TODAY
    )
    assert detail.title in [
        row.title for g in first.groups for section in g.sections for row in section.rows
    ]


def test_communes_as_a_whole_are_told_of_the_plan_too(register: Register) -> None:
    (group,) = sheet_of(register, "UBND các xã, phường").uncounted
    assert group.heading.endswith("cùng chủ trì (không cộng vào tổng số): 38")
    assert "06/03/2026" in [row.limit for row in rows_of(group)]


def test_what_an_agency_leads_by_name_is_not_said_twice(register: Register) -> None:
    agency = names.find_agency(register, "Sở Y tế")
    execute(
        register,
        "INSERT INTO assignment (task_id, agency_id, role, ordinal) VALUES (:t, :a, 'lead', 9)",
        t=task_id(register, DATED),
        a=agency,
    )
    co_led, joint = sheet_of(register, "Sở Y tế").uncounted
    assert [row.limit for row in rows_of(co_led)] == ["06/03/2026"]
    assert joint.heading.endswith(f": {JOINT - 1}")
    assert "06/03/2026" not in [row.limit for row in rows_of(joint)]


def test_every_department_is_bound_and_no_central_agency(register: Register) -> None:
    bound = set(bound_agencies(register))
    agencies = reading.load_index(register, TODAY).directory.agencies.values()
    assert {a.name for a in agencies if a.kind == "department"} <= bound
    assert {"Công an tỉnh", "Bộ Chỉ huy quân sự tỉnh", "Ban Quản lý Khu kinh tế tỉnh"} <= bound
    assert not {"Thuế tỉnh", "Tòa án nhân dân tỉnh", "UBND các xã, phường"} & bound
