"""Reviewed sheets of the real catalogue: their words, page by page, and one picture each.

A change of a sheet shows here. Look at the new pages with your own eyes, then accept them with
``UPDATE_SNAPSHOTS=1 ./run test tests/snapshots`` and commit the files beside this one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import Completion
from app.domain.records import SheetScope, SheetScopeKind
from app.services import names, printing, reading, tracking
from app.services.printing import SheetKind, SheetRequest
from tests.snapshots.pages import check_pictures, check_words

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.register import Register

TODAY = dt.date(2026, 11, 21)

SHEETS = (
    "theo-doi-tai-chinh",
    "theo-doi-pct-thanh-sinh",
    "theo-doi-nq02",
    "tong-hop-co-quan",
    "tong-hop-lanh-dao",
)


def make(register: Register, name: str) -> bytes:
    kind, scope, by_leader = SheetKind.TRACKING, SheetScope(), False
    match name:
        case "theo-doi-tai-chinh":
            agency = names.find_agency(register, "Sở Tài chính")
            scope = SheetScope(SheetScopeKind.AGENCY, agency)
        case "theo-doi-pct-thanh-sinh":
            leader = names.find_leader(register, "Nguyễn Thành Sinh")
            scope = SheetScope(SheetScopeKind.LEADER, leader)
        case "theo-doi-nq02":
            document = names.find_document(register, "KHNQ02-2026")
            scope = SheetScope(SheetScopeKind.DOCUMENT, document)
        case _:
            kind, by_leader = SheetKind.SUMMARY, name == "tong-hop-lanh-dao"
    request = SheetRequest(kind, TODAY, scope, by_leader=by_leader)
    return printing.print_sheet(register, request).data


@pytest.fixture
def worked_on(register: Register) -> Register:
    """A register in which two tasks are complete, one in time and one late."""
    for code, day in (("TCTH.1#2", dt.date(2026, 3, 5)), ("TCTH.1#5a", dt.date(2026, 6, 2))):
        done = Completion("Báo cáo", "27/BC-UBND", day, "Đã gửi đủ các nơi nhận.")
        task = reading.find_task(register, f"KHNQ02-2026/{code}")
        tracking.complete_task(register, task, done, TODAY)
    return register


@pytest.mark.parametrize("name", SHEETS)
def test_the_words_of_a_sheet_are_as_reviewed(worked_on: Register, name: str) -> None:
    check_words(name, make(worked_on, name))


@pytest.mark.parametrize("name", SHEETS)
def test_the_first_page_looks_as_reviewed(worked_on: Register, name: str, tmp_path: Path) -> None:
    check_pictures(name, make(worked_on, name), [0], tmp_path)
