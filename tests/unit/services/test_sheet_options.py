"""Restricted tasks only where asked for; the list of the window as filtered; kinds of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.records import SheetScope, SheetScopeKind
from app.domain.sheet_options import Paper
from app.domain.tally import Tally
from app.services import office_settings, printing, reading, sheets
from app.services.printing import SheetKind, SheetRequest
from tests.registers import DATED, RESTRICTED, TODAY, UNDATED, task_id

if TYPE_CHECKING:
    from app.reports.sheets import TrackingSheet
    from app.services.register import Register

ALL = SheetScope()


def titles(sheet: TrackingSheet) -> list[str]:
    return [row.title for group in sheet.groups for part in group.sections for row in part.rows]


def restricted_title(register: Register) -> str:
    return reading.load_detail(register, task_id(register, RESTRICTED), TODAY).title


def test_restricted_tasks_stay_off_unless_they_are_asked_for(register: Register) -> None:
    hidden = sum(ref.confidential for ref in reading.load_index(register, TODAY).tasks)
    assert hidden
    without = sheets.tracking(register, ALL, TODAY)
    with_them = sheets.tracking(register, ALL, TODAY, include_restricted=True)
    assert restricted_title(register) not in titles(without)
    assert restricted_title(register) in titles(with_them)
    assert with_them.tally.total == without.tally.total + hidden
    assert not without.letterhead.restricted
    assert with_them.letterhead.restricted
    assert any(f"Biểu gồm {hidden} nhiệm vụ" in note for note in with_them.notes)
    assert not any("Không in" in note for note in with_them.notes)
    assert with_them.provenance.fingerprint != without.provenance.fingerprint


def test_the_summary_with_restricted_tasks_says_so(register: Register) -> None:
    index = reading.load_index(register, TODAY)
    found = sheets.summary(register, TODAY, by_leader=False, include_restricted=True)
    assert found.tally == Tally.of(ref.light for ref in index.tasks)
    assert found.letterhead.restricted


def test_a_sheet_that_holds_none_is_not_marked(register: Register) -> None:
    lead = next(
        ref.lead_id
        for ref in reading.load_index(register, TODAY).tasks
        if ref.id == task_id(register, UNDATED)
    )
    scope = SheetScope(SheetScopeKind.AGENCY, lead)
    assert sheets.tracking(register, scope, TODAY, include_restricted=True) == sheets.tracking(
        register, scope, TODAY
    )


def test_a_list_is_printed_as_it_was_filtered(register: Register) -> None:
    ids = frozenset(task_id(register, code) for code in (DATED, UNDATED, RESTRICTED))
    scope = SheetScope(SheetScopeKind.LIST, tasks=ids, title="Danh sách: hai việc")
    sheet = sheets.tracking(register, scope, TODAY)
    assert sheet.subtitle == "Danh sách: hai việc"
    assert sheet.tally.total == 2
    assert sheet.notes == [
        "Không in 1 nhiệm vụ thuộc chế độ hạn chế phổ biến; tổng số không gồm các nhiệm vụ này."
    ]


def test_a_list_of_a_document_of_the_past_can_be_printed(register: Register) -> None:
    closed = reading.load_index(register, TODAY).closed[:3]
    scope = SheetScope(
        SheetScopeKind.LIST, tasks=frozenset(ref.id for ref in closed), title="Việc cũ"
    )
    sheet = sheets.tracking(register, scope, TODAY)
    assert (sheet.tally.total, sheet.closed) == (3, True)


@pytest.mark.parametrize("kind", [SheetKind.TRACKING, SheetKind.SUMMARY, SheetKind.OVERDUE])
def test_the_kind_of_paper_is_chosen_for_any_sheet(register: Register, kind: SheetKind) -> None:
    office_settings.put(register, "sheet_symbol", "/BC-VP", TODAY)
    office_settings.put(register, "signer_right", "kt. Chánh Văn phòng/Phó Chánh Văn phòng", TODAY)
    formal = printing.make_sheet(register, SheetRequest(kind, TODAY)).letterhead
    assert formal.number_words.endswith("/BC-VP")
    assert formal.signatures[1] == "KT. Chánh Văn phòng\nPhó Chánh Văn phòng"
    draft = printing.make_sheet(register, SheetRequest(kind, TODAY, paper=Paper.DRAFT)).letterhead
    assert (draft.number_words, draft.signatures, draft.marks) == ("", ("", ""), ("DỰ THẢO",))
