"""The letter to one agency says what its list says, and is signed as the office set it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.traffic_light import Light
from app.services import letter_folder, letters, names, office_settings, portfolios, reading, sheets
from app.services.sheet_rows import document_heading
from tests.registers import TODAY
from tests.sheet_cases import work_on

if TYPE_CHECKING:
    from app.services.register import Register

LATE = dt.date(2027, 1, 15)
FINANCE = "Sở Tài chính"


def scope_of(register: Register, name: str = FINANCE) -> SheetScope:
    return SheetScope(SheetScopeKind.AGENCY, names.find_agency(register, name))


def test_the_letter_names_what_is_overdue_and_counts_what_the_sheet_counts(
    register: Register,
) -> None:
    scope = scope_of(register)
    sheet = sheets.tracking(register, scope, LATE)
    letter = letters.letter(register, scope, LATE)
    assert letter.overdue == len(letter.tasks) == sheet.tally[Light.OVERDUE] > 0
    count, whole = f"{letter.overdue:02d}", sheet.tally.total
    assert (
        f"còn {count} nhiệm vụ quá hạn trong {whole} nhiệm vụ được giao chủ trì" in letter.opening
    )
    assert letter.to == FINANCE
    assert letter.asked.endswith(f"yêu cầu {FINANCE}:")
    titles = {row.title for g in sheet.groups for s in g.sections for row in s.rows}
    assert {task.title for task in letter.tasks} <= titles


def test_what_is_due_soon_is_urged_where_nothing_is_overdue(register: Register) -> None:
    day = dt.date(2026, 12, 28)
    letter = letters.letter(register, scope_of(register), day)
    assert letter.overdue == 0
    assert {task.light for task in letter.tasks} == {Light.DUE_SOON}
    assert "sắp đến hạn" in letter.about


def test_an_agency_that_nothing_presses_gets_no_letter(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="không có nhiệm vụ quá hạn"):
        letters.letter(register, scope_of(register), TODAY)
    for scope in (SheetScope(), SheetScope(SheetScopeKind.AGENCY, 0)):
        with pytest.raises(InputRefusedError, match="hãy chọn cơ quan nhận"):
            letters.letter(register, scope, LATE)


def test_an_agency_outside_the_committee_is_asked_not_told(register: Register) -> None:
    scope = scope_of(register, "Ngân hàng Nhà nước Chi nhánh Khu vực 4")
    assert "đề nghị Ngân hàng" in letters.letter(register, scope, LATE).asked


def test_the_leader_in_charge_signs_for_the_chairman_once_he_is_confirmed(
    register: Register,
) -> None:
    scope = scope_of(register, "Sở Công Thương")
    assert letters.letter(register, scope, LATE).signer_name == ""  # only suggested
    leader = next(r for r in reading.load_index(register, LATE).tasks if r.lead_id == scope.id)
    assert leader.leader_suggested
    portfolios.confirm(register, leader.leader_id)
    official = reading.load_directory(register, LATE).officials[leader.leader_id]
    assert official.short_position == "Phó Chủ tịch"
    assert letters.letter(register, scope, LATE).signer_name == official.name


def test_form_of_signing_name_days_and_recipients_are_those_of_the_office(
    register: Register,
) -> None:
    for key, value in (
        ("letter_signer", "tl. Chủ tịch / Chánh Văn phòng"),
        ("letter_signer_name", "Trần Thị Bình"),
        ("letter_days", "10"),
        ("letter_recipients", "Như trên; ; Lưu: VT"),
        ("letter_symbol", "/UBND-VX"),
    ):
        office_settings.put(register, key, value, TODAY)
    letter = letters.letter(register, scope_of(register), LATE)
    assert letter.signer == ("TL. Chủ tịch", "Chánh Văn phòng")
    assert letter.signer_name == "Trần Thị Bình"
    assert "trước ngày 01/12/2026" in letter.requests[0]  # ten days after the clock's day
    assert letter.recipient_lines == ["- Như trên;", "- Lưu: VT."]
    assert letter.number_words.endswith("/UBND-VX")


def test_the_letter_names_every_document_whose_tasks_it_counts(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_on(register)
    index = reading.load_index(register, TODAY)
    fewer_pressing = 0
    for agency in letter_folder.addressees(index):
        scope = SheetScope(SheetScopeKind.AGENCY, agency.id)
        counted = {ref.document_id for ref in sheets.printed(index, scope)}
        fewer_pressing += counted > {ref.document_id for ref in letters.urged(index, scope)}
        with monkeypatch.context() as patch:
            patch.setattr(letters, "MOST_DOCUMENTS", len(counted))
            opening = letters.letter(register, scope, TODAY).opening
        for key in counted:
            assert document_heading(index.directory.documents[key]) in opening
        if len(counted) > 1:
            with monkeypatch.context() as patch:
                patch.setattr(letters, "MOST_DOCUMENTS", 1)
                opening = letters.letter(register, scope, TODAY).opening
            assert f"nhiệm vụ được giao tại {len(counted):02d} văn bản, đến" in opening
    assert fewer_pressing  # where only what presses was named, the others were counted unnamed
