"""Sheet 5 names what is overdue and nothing else, worst first, and adds up."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.reports.overdue import OverdueGroup
from app.reports.sheets import SheetDoesNotAddUpError
from app.services import names, sheet_overdue, sheets
from tests.registers import TODAY, scopes
from tests.sheet_cases import work_on

if TYPE_CHECKING:
    from app.services.register import Register

ALL = SheetScope()


@pytest.fixture
def worked(register: Register) -> Register:
    work_on(register)
    return register


def test_every_scope_names_what_its_tracking_sheet_counts(worked: Register) -> None:
    for scope in scopes(worked):
        tracking = sheets.tracking(worked, scope, TODAY)
        sheet = sheet_overdue.overdue(worked, scope, TODAY)
        late = [row for row in sheet.rows if row.light is Light.OVERDUE]
        assert sheet.tally == tracking.tally
        assert len(late) == tracking.tally[Light.OVERDUE]
        soon = len(sheet.rows) - len(late)
        assert soon == (tracking.tally[Light.DUE_SOON] if sheet.reminder else 0)


def test_the_latest_stand_first_and_under_their_band(worked: Register) -> None:
    sheet = sheet_overdue.overdue(worked, ALL, TODAY)
    days = [row.days for row in sheet.rows]
    assert days == sorted(days, reverse=True)
    assert sheet.groups[0].heading == "Quá hạn trên 120 ngày"
    assert all(row.days > 120 for row in sheet.groups[0].rows)


def test_agencies_together_name_all(worked: Register) -> None:
    whole = sheet_overdue.overdue(worked, ALL, TODAY)
    agencies = [s for s in scopes(worked) if s.kind is SheetScopeKind.AGENCY]
    parts = [sheet_overdue.overdue(worked, scope, TODAY) for scope in agencies]
    late = [r for part in parts for r in part.rows if r.light is Light.OVERDUE]
    assert sorted(row.basis for row in late) == sorted(row.basis for row in whole.rows)
    assert whole.leads == sum(part.tally[Light.OVERDUE] > 0 for part in parts)


def test_only_an_agency_gets_a_reminder(worked: Register) -> None:
    finance = SheetScope(SheetScopeKind.AGENCY, names.find_agency(worked, "Sở Tài chính"))
    reminder = sheet_overdue.overdue(worked, finance, TODAY)
    assert reminder.reminder
    assert reminder.subtitle == "Kính gửi: Sở Tài chính"
    assert {row.light for row in reminder.rows} == {Light.OVERDUE, Light.DUE_SOON}
    assert not sheet_overdue.overdue(worked, SheetScope(SheetScopeKind.AGENCY), TODAY).reminder


def test_what_is_done_with_others_is_told_outside_the_total(worked: Register) -> None:
    finance = SheetScope(SheetScopeKind.AGENCY, names.find_agency(worked, "Sở Tài chính"))
    (sentence,) = sheet_overdue.overdue(worked, finance, TODAY).beside
    assert sentence.startswith("Ngoài tổng số, cơ quan còn cùng thực hiện ")


def test_every_short_name_in_the_rows_is_explained(worked: Register) -> None:
    sheet = sheet_overdue.overdue(worked, ALL, TODAY)
    short = {place.partition(":")[0] for row in sheet.rows for place in row.basis.split("; ")}
    assert short == {name for name, _title in sheet.abbreviations}


def test_a_sheet_that_leaves_one_out_is_refused(worked: Register) -> None:
    sheet = sheet_overdue.overdue(worked, ALL, TODAY)
    first, *others = sheet.groups
    fewer = [OverdueGroup(first.heading, first.rows[1:]), *others]
    with pytest.raises(SheetDoesNotAddUpError):
        dataclasses.replace(sheet, groups=fewer)
