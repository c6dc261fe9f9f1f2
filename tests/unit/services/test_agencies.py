"""Agencies renamed and merged with dates: old sheets keep the old name, nothing gets lost."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.domain.records import AgencyKind, Role, SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.services import agencies, directory, members, names, portfolios, reading, sheets, undo
from app.services.agencies import AgencyEntry, Replacement
from app.services.portfolios import Giving
from tests.office import (
    CHAIRMAN,
    FINANCE,
    FREE,
    JUSTICE,
    agency,
    leader,
    leader_on,
    office,
    portfolio,
)
from tests.registers import CONTINUOUS, TODAY, changes, report, task_id, what_people_see

if TYPE_CHECKING:
    from app.domain.office import OfficeAgency
    from app.services.register import Register

JUNE, JULY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
HOME = "Sở Nội vụ"
COMMUNES = "UBND các xã, phường"
NEW = "Sở Tài chính và Đầu tư"


def rename(register: Register, day: dt.date = JULY, name: str = NEW) -> None:
    agencies.replace(
        register, Replacement((agency(register, FINANCE),), None, name, "Sở TC và ĐT", day)
    )


def lead_names(register: Register, day: dt.date) -> dict[str, int]:
    """Return how many tasks every agency leads on a day."""
    index = reading.load_index(register, day)
    found: dict[str, int] = {}
    for ref in index.tasks:
        if ref.lead_id:
            name = index.directory.agencies[ref.lead_id].name
            found[name] = found.get(name, 0) + 1
    return found


def of(register: Register, name: str) -> OfficeAgency:
    found = office(register).agency(agency(register, name))
    assert found is not None
    return found


# Names


def test_a_new_agency_is_found_by_its_names(register: Register) -> None:
    entry = AgencyEntry("Ban Quản lý Khu du lịch Sa Pa", "BQL KDL Sa Pa", AgencyKind.UNIT)
    assert agencies.add(register, entry).summary == f"thêm cơ quan {entry.name}"
    assert agency(register, "ban quan ly khu du lich sa pa") == agency(register, "BQL KDL Sa Pa")
    undo.undo_last(register)
    with pytest.raises(InputRefusedError):
        agency(register, "BQL KDL Sa Pa")
    undo.redo_last(register)
    assert of(register, "BQL KDL Sa Pa").kind is AgencyKind.UNIT


def test_a_correction_holds_for_all_days_and_keeps_the_old_spelling(register: Register) -> None:
    entry = AgencyEntry("Sở Tài chánh", "Sở TC", AgencyKind.DEPARTMENT)
    change = agencies.edit(register, agency(register, FINANCE), entry)
    assert change.summary == f"sửa tên {FINANCE} thành Sở Tài chánh"
    for day in (JUNE, TODAY):
        assert "Sở Tài chánh" in lead_names(register, day)
    assert agency(register, FINANCE) == agency(register, "Sở Tài chánh")


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "tên cơ quan"), ("SỞ NỘI VỤ", "đang là tên hoặc cách gọi của Sở Nội vụ")],
)
def test_a_name_is_refused_with_the_reason(register: Register, name: str, words: str) -> None:
    entry = AgencyEntry(name, name, AgencyKind.UNIT)
    with pytest.raises(InputRefusedError, match=words):
        agencies.add(register, entry)
    with pytest.raises(InputRefusedError, match=words):
        agencies.edit(register, agency(register, FINANCE), entry)
    assert changes(register) == []


def test_spellings_are_added_and_removed(register: Register) -> None:
    found = agency(register, FINANCE)
    change = agencies.set_aliases(register, found, ["Sở TC tỉnh", " Sở  Tài-chính "])
    assert change.summary == f"thêm cách gọi “Sở TC tỉnh”, “Sở Tài-chính” của {FINANCE}"
    assert agency(register, "so tc tinh") == found
    change = agencies.set_aliases(register, found, ["Sở TC tỉnh"])
    assert change.summary == f"bỏ cách gọi “Sở Tài-chính” của {FINANCE}"
    assert agency(register, FINANCE) == found, "its name stays a spelling of it"
    with pytest.raises(InputRefusedError, match="không có gì thay đổi"):
        agencies.set_aliases(register, found, ["Sở TC tỉnh"])
    with pytest.raises(InputRefusedError, match="của Sở Nội vụ"):
        agencies.set_aliases(register, found, [HOME])
    undo.undo_last(register)
    assert agency(register, "Sở Tài-chính") == found


# Renamed


def test_a_renamed_agency_keeps_its_old_name_on_old_days(register: Register) -> None:
    before, past = what_people_see(register), what_people_see(register, JUNE)
    counts = lead_names(register, TODAY)
    rename(register)
    assert changes(register)[-1].summary == f"đổi tên {FINANCE} thành {NEW} từ ngày 01/7/2026"
    seen = what_people_see(register, JUNE)
    for part in ("rows", "details", "tracking", "summary", "leaders", "found"):
        assert seen[part] == past[part], part
    assert seen["index"].tasks == past["index"].tasks
    after = lead_names(register, JULY)
    assert FINANCE not in after
    assert after[NEW] == counts[FINANCE]
    undo.undo_last(register)
    assert what_people_see(register) == before
    undo.redo_last(register)
    assert lead_names(register, JULY) == after


def test_tasks_leader_memberships_and_sheet_go_with_the_name(register: Register) -> None:
    old = agency(register, FINANCE)
    joint = reading.load_index(register, TODAY).directory.memberships[old]
    rename(register)
    new = agency(register, NEW)
    assert leader_on(register, NEW, JULY) == f"Chủ tịch {CHAIRMAN}"
    assert not portfolio(register, NEW).confirmed, "it was only suggested"
    directory = reading.load_index(register, JULY).directory
    assert directory.memberships[new] == joint
    assert old not in directory.memberships
    assert reading.load_index(register, JUNE).directory.memberships[old] == joint
    sheet = sheets.tracking(register, SheetScope(SheetScopeKind.AGENCY, new), JULY)
    assert f"Cơ quan chủ trì: {NEW}" in sheet.subtitle
    detail = reading.load_detail(register, task_id(register, CONTINUOUS), JULY)
    assert NEW in detail.agencies(Role.LEAD)
    assert FINANCE not in {assignment.agency_name for assignment in detail.assignments}
    assert FINANCE in reading.load_detail(register, task_id(register, CONTINUOUS), JUNE).agencies(
        Role.LEAD
    )


def test_the_command_finds_the_agency_of_the_day(register: Register) -> None:
    rename(register)
    assert names.find_agency(register, FINANCE, JULY) == agency(register, NEW)
    assert names.find_agency(register, FINANCE, JUNE) == agency(register, FINANCE)


def test_a_report_that_came_under_the_old_name_still_counts(register: Register) -> None:
    report(register, CONTINUOUS, "2026-10", dt.date(2026, 10, 20))
    task = task_id(register, CONTINUOUS)
    before = reading.load_detail(register, task, TODAY)
    rename(register, dt.date(2026, 11, 1))
    after = reading.load_detail(register, task, TODAY)
    assert after.assessment == before.assessment
    assert after.assessment.light is not Light.UNKNOWN
    assert [d.receipts for d in after.duties] == [d.receipts for d in before.duties]


def test_a_name_can_change_twice(register: Register) -> None:
    rename(register)
    last = "Sở Kinh tế và Tài chính"
    agencies.replace(register, Replacement((agency(register, NEW),), None, last, "Sở KT-TC", TODAY))
    assert NEW in lead_names(register, JULY)
    assert last in lead_names(register, TODAY)
    assert names.find_agency(register, FINANCE, TODAY) == agency(register, last)


# Merged


def test_merged_agencies_are_one_from_the_day(register: Register) -> None:
    counts = lead_names(register, TODAY)
    before = what_people_see(register)
    ended = (agency(register, FINANCE), agency(register, JUSTICE))
    agencies.replace(register, Replacement(ended, agency(register, HOME), "", "", JULY))
    assert changes(register)[-1].summary == (
        f"sáp nhập {FINANCE}, {JUSTICE} vào {HOME} từ ngày 01/7/2026"
    )
    after = lead_names(register, JULY)
    assert after[HOME] == counts[HOME] + counts[FINANCE] + counts[JUSTICE]
    assert sum(after.values()) == sum(counts.values())
    assert lead_names(register, JUNE)[FINANCE] == counts[FINANCE]
    for detail in reading.load_details(register, None, JULY):
        assert len(set(detail.assignments)) == len(detail.assignments)
    undo.undo_last(register)
    assert what_people_see(register) == before


def test_one_that_was_there_answers_for_its_own_reports(register: Register) -> None:
    report(register, CONTINUOUS, "2026-10", dt.date(2026, 10, 20))
    found = agency(register, FINANCE)
    agencies.replace(
        register, Replacement((found,), agency(register, HOME), "", "", dt.date(2026, 11, 1))
    )
    detail = reading.load_detail(register, task_id(register, CONTINUOUS), TODAY)
    assert detail.lead is not None
    assert detail.lead.agency_name == HOME
    assert not any(duty.receipts for duty in detail.duties)


def test_a_new_agency_has_the_leader_whom_all_had(register: Register) -> None:
    same = (agency(register, FINANCE), agency(register, HOME))
    agencies.replace(register, Replacement(same, None, NEW, "Sở mới", JULY))
    assert leader_on(register, NEW, JULY) == f"Chủ tịch {CHAIRMAN}"
    undo.undo_last(register)
    portfolios.assign(register, Giving(same[:1], leader(register, FREE), JULY))
    agencies.replace(register, Replacement(same, None, NEW, "Sở mới", JULY))
    assert leader_on(register, NEW, JULY) == ""


def test_an_agency_without_a_leader_does_not_take_the_leader_away(register: Register) -> None:
    office = directory.load_office(register)
    bare = next(a.id for a in office.agencies if a.holds(JULY) and not a.collective
                and not office.portfolios_of(a.id))  # fmt: skip
    led = agency(register, FINANCE)
    portfolios.assign(register, Giving((led,), leader(register, FREE), JULY))
    office = directory.load_office(register)
    kept = agencies.heirs_portfolio(office, (bare, led), JULY)
    assert kept is not None
    assert kept.confirmed
    assert agencies.heirs_portfolio(office, (bare,), JULY) is None
    agencies.replace(register, Replacement((bare, led), None, NEW, "Sở mới", JULY))
    assert FREE in leader_on(register, NEW, JULY)
    assert portfolio(register, NEW).confirmed


def test_a_replacement_is_refused_with_the_reason(register: Register) -> None:
    finance, home = agency(register, FINANCE), agency(register, HOME)
    for replacement, words in (
        (Replacement((), None, NEW, NEW, JULY), "ít nhất một"),
        (Replacement((finance,), None, " ", "", JULY), "tên mới"),
        (Replacement((finance,), None, HOME, "SNV", JULY), "của Sở Nội vụ"),
        (Replacement((finance,), None, "sở tài chính", "STC", JULY), "giống tên đang có"),
        (Replacement((finance, home), home, "", "", JULY), "cơ quan khác"),
    ):
        with pytest.raises(InputRefusedError, match=words):
            agencies.replace(register, replacement)
    rename(register)
    with pytest.raises(InputRefusedError, match="không còn mang tên này"):
        agencies.replace(register, Replacement((finance,), home, "", "", TODAY))
    assert len(changes(register)) == 1


# Members


def test_members_come_and_go_with_a_day(register: Register) -> None:
    found = agency(register, "Các sở, ban, ngành")
    there = members.members_on(office(register), found, TODAY)
    finance, police = agency(register, FINANCE), agency(register, "Hiệp hội Doanh nghiệp tỉnh")
    assert finance in there
    assert police not in there
    wanted = [*(m for m in there if m != finance), police]
    change = members.set_members(register, found, wanted, JULY)
    assert change.summary == ("thêm 1, bớt 1 thành viên của Các sở, ban, ngành từ ngày 01/7/2026")
    assert members.members_on(office(register), found, JUNE) == there
    assert set(members.members_on(office(register), found, JULY)) == set(wanted)
    with pytest.raises(InputRefusedError, match="không có gì thay đổi"):
        members.set_members(register, found, wanted, JULY)
    with pytest.raises(InputRefusedError, match="tên gọi chung"):
        members.set_members(register, finance, [], JULY)
    undo.undo_last(register)
    assert members.members_on(office(register), found, TODAY) == there


def test_a_list_of_communes_becomes_members(register: Register) -> None:
    found = agency(register, COMMUNES)
    before = what_people_see(register)
    change = members.add_listed(register, found, ["Xã Bắc Hà", "2. Phường Sa Pa"], None)
    assert change.summary == "thêm 2 thành viên của UBND các xã, phường, trong đó 2 cơ quan mới"
    new = of(register, "UBND xã Bắc Hà")
    assert new.kind is AgencyKind.COMMUNE
    assert set(members.members_on(office(register), found, JUNE)) == {
        new.id,
        agency(register, "UBND phường Sa Pa"),
    }
    change = members.add_listed(register, found, ["xã Bắc Hà", "Xã Cốc San"], None)
    assert change.summary == "thêm 1 thành viên của UBND các xã, phường, trong đó 1 cơ quan mới"
    with pytest.raises(InputRefusedError, match="đã là thành viên"):
        members.add_listed(register, found, ["UBND xã Bắc Hà"], None)
    undo.undo_last(register)
    undo.undo_last(register)
    assert what_people_see(register) == before


def test_a_workbook_is_read_as_rows(tmp_path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("STT", "Tên"), (1, "Xã Bắc Hà"), (2, None)):
        book.active.append(row)
    book.save(tmp_path / "xa.xlsx")
    rows = members.rows_of_workbook(tmp_path / "xa.xlsx")
    assert rows == [["STT", "Tên"], ["1", "Xã Bắc Hà"], ["2", ""]]
    (tmp_path / "hong.xlsx").write_bytes(b"PK hong")
    with pytest.raises(InputRefusedError, match="Không đọc được tệp “hong"):
        members.rows_of_workbook(tmp_path / "hong.xlsx")
