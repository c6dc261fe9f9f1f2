"""Sheet 4 says what the list says of one leader, and asks for what the register shows."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from app.domain.changes import Change
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.tally import add_all
from app.domain.traffic_light import Light
from app.reports.leader import LeaderSheet, LeaderSheets
from app.reports.sheets import SheetDoesNotAddUpError
from app.services import names, sheet_leader, sheets
from tests.registers import TODAY
from tests.sheet_cases import MEETING, work_on

if TYPE_CHECKING:
    from app.services.register import Register

ALL = SheetScope()


@pytest.fixture
def worked(register: Register) -> Register:
    work_on(register)
    return register


def pages_of(register: Register) -> LeaderSheets:
    made = sheet_leader.leader(register, ALL, TODAY, MEETING)
    assert isinstance(made, LeaderSheets)
    return made


def page_of(register: Register, name: str) -> LeaderSheet:
    scope = SheetScope(SheetScopeKind.LEADER, names.find_leader(register, name))
    made = sheet_leader.leader(register, scope, TODAY, MEETING)
    assert isinstance(made, LeaderSheet)
    return made


def test_the_pages_of_all_leaders_are_all_tasks(worked: Register) -> None:
    whole = sheets.tracking(worked, ALL, TODAY)
    pages = pages_of(worked)
    assert add_all(page.tally for page in pages.sheets) == whole.tally
    assert pages.sheets[-1].subtitle == "Nhiệm vụ chưa phân công lãnh đạo"


def test_one_page_is_the_same_alone_and_among_all(worked: Register) -> None:
    alone = page_of(worked, "Nguyễn Thành Sinh")
    assert alone in pages_of(worked).sheets


def test_bars_stand_with_the_most_overdue_first(worked: Register) -> None:
    bars = pages_of(worked).sheets[-1].bars
    late = [bar.tally[Light.OVERDUE] for bar in bars]
    assert late == sorted(late, reverse=True)


def test_the_change_of_a_figure_is_that_of_both_days(worked: Register) -> None:
    for page in pages_of(worked).sheets:
        assert page.before is not None
        assert page.changes is not None
        assert page.changes.before == page.before
        scope = SheetScope(SheetScopeKind.LEADER, 0)
        if page is pages_of(worked).sheets[-1]:
            assert page.before == sheets.tracking(worked, scope, MEETING).tally


def test_what_changed_is_told_with_agency_and_days(worked: Register) -> None:
    page = pages_of(worked).sheets[-1]
    assert page.changes is not None
    kinds = {group.kind for group in page.changes.groups}
    assert {Change.COMPLETED, Change.OVERDUE, Change.EXTENDED, Change.STOPPED} <= kinds
    late = next(g for g in page.changes.groups if g.kind is Change.OVERDUE)
    assert all(task.note.endswith("ngày") and task.lead for task in late.tasks)
    extended = next(g for g in page.changes.groups if g.kind is Change.EXTENDED)
    assert {task.note for task in extended.tasks} == {"đến 31/12/2026"}


def test_the_leader_is_asked_for_proposals_then_reminders(worked: Register) -> None:
    decisions = page_of(worked, "Nguyễn Thành Sinh").decisions
    assert decisions[0].startswith("UBND tỉnh làm việc với 2 bộ trong tháng 12 (Sở Khoa học và CN:")
    reminders = [words for words in decisions if words.startswith("Đôn đốc ")]
    assert reminders[0] == "Đôn đốc Sở Khoa học và CN: 2 nhiệm vụ quá hạn, chậm nhất 159 ngày."
    assert decisions[-1].startswith("Xác nhận phân công phụ trách (đang là gợi ý): ")


def test_a_new_register_asks_for_nothing_that_it_does_not_know(register: Register) -> None:
    page = page_of(register, "Ngô Hạnh Phúc")
    assert page.tally.total == 0
    assert page.decisions == []
    assert page.late == []


def test_a_page_whose_bars_leave_one_out_is_refused(worked: Register) -> None:
    page = page_of(worked, "Nguyễn Thành Sinh")
    with pytest.raises(SheetDoesNotAddUpError):
        dataclasses.replace(page, bars=page.bars[1:])
    with pytest.raises(SheetDoesNotAddUpError):
        dataclasses.replace(page, late=page.late[1:])
