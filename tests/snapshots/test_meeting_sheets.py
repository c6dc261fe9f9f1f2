"""Reviewed sheets of a register with progress, and of one with hard texts; see `test_sheets`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from app.domain.records import SheetScope, SheetScopeKind
from app.reports.pdf.fonts import SpareFonts
from app.services import names, printing
from app.services.printing import SheetKind, SheetRequest
from tests.registers import TODAY
from tests.sheet_cases import MEETING, harden, work_on
from tests.snapshots.pages import check_pictures, check_words

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register


class Case(NamedTuple):
    """A sheet, what it is about, which of its pages are kept as pictures."""

    kind: SheetKind
    agency: str = ""
    leader: str = ""
    since: bool = False
    pictures: tuple[int, ...] = (0,)
    pages: int | None = None
    """Of how many pages the words are kept."""


CASES = {
    "qua-han": Case(SheetKind.OVERDUE, pictures=(0, 1, 4, 5)),
    "don-doc-tai-chinh": Case(SheetKind.OVERDUE, agency="Sở Tài chính"),
    "cong-van-tai-chinh": Case(SheetKind.LETTER, agency="Sở Tài chính"),
    "cong-van-cac-so": Case(SheetKind.LETTER, agency="Các sở, ban, ngành", pictures=(0, 1)),
    "phieu-thanh-sinh": Case(SheetKind.LEADER, leader="Nguyễn Thành Sinh", since=True),
    "phieu-tung-lanh-dao": Case(SheetKind.LEADER, since=True, pictures=(4, 5)),
    "tong-hop-thay-doi": Case(SheetKind.SUMMARY, since=True, pictures=(2, 3)),
    "chi-tieu": Case(SheetKind.INDICATORS),
    "doi-chieu": Case(SheetKind.COMPARISON, pictures=(0, 1)),
    "ma-tran": Case(SheetKind.DOERS, pictures=(0, 4, 5)),
    "bo-tai-lieu": Case(SheetKind.PACK, since=True, pictures=(0, 1, 2), pages=3),
}
HARD = ("qua-han", "phieu-tung-lanh-dao", "tong-hop-thay-doi", "cong-van-cac-so")


def make(register: Register, case: Case) -> bytes:
    scope = SheetScope()
    if case.agency:
        found = names.find_agency(register, case.agency)
        scope = SheetScope(SheetScopeKind.AGENCY, found)
    if case.leader:
        found = names.find_leader(register, case.leader)
        scope = SheetScope(SheetScopeKind.LEADER, found)
    since = MEETING if case.since else None
    request = SheetRequest(case.kind, TODAY, scope, since=since, meeting_on=TODAY)
    return printing.print_sheet(register, request).data


@pytest.fixture
def worked_on(register: Register) -> Register:
    work_on(register)
    return register


@pytest.mark.parametrize("name", CASES)
def test_a_sheet_is_as_reviewed(worked_on: Register, name: str, tmp_path: Path) -> None:
    case = CASES[name]
    data = make(worked_on, case)
    check_words(name, data, case.pages)
    check_pictures(name, data, case.pictures, tmp_path)


@pytest.mark.parametrize("name", HARD)
def test_a_sheet_of_hard_texts_is_as_reviewed(
    worked_on: Register, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Which letters of other scripts can be drawn depends on the machine.
    monkeypatch.setattr(SpareFonts, "face_of", lambda _self, _letter: None)
    harden(worked_on)
    case = CASES[name]
    data = make(worked_on, case)
    check_words(f"kho-{name}", data, case.pages)
    check_pictures(f"kho-{name}", data, case.pictures, tmp_path)
