"""Terms of office: each sheet has the leader, and the position, of its own day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.domain.records import SheetScope, SheetScopeKind
from app.services import names, officials, reading, sheets, undo
from app.services.officials import TermEntry
from tests.office import (
    CHAIRMAN,
    FINANCE,
    FREE,
    SINH,
    TRADE,
    leader,
    leader_on,
    office,
)
from tests.registers import TODAY, UNDATED, changes, execute, task_id, what_people_see

if TYPE_CHECKING:
    from app.services.register import Register

JUNE, JULY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)
PERMANENT = TermEntry("", "Phó Chủ tịch Thường trực UBND tỉnh", "Phó Chủ tịch Thường trực", JULY)
NEW = TermEntry("Trần Văn Mới", "Phó Chủ tịch UBND tỉnh", "Phó Chủ tịch", JULY)


def names_in_office(register: Register, day: dt.date) -> list[str]:
    return [term.name for term in office(register).in_office(day)]


def test_a_new_leader_is_there_from_the_first_day(register: Register) -> None:
    change = officials.add(register, NEW)
    assert change.summary == "thêm đồng chí Trần Văn Mới, Phó Chủ tịch UBND tỉnh"
    assert "Trần Văn Mới" not in names_in_office(register, JUNE)
    assert names_in_office(register, JULY)[-1] == "Trần Văn Mới"
    index = reading.load_index(register, JUNE)
    assert "Trần Văn Mới" not in {each.name for each in index.directory.officials.values()}
    undo.undo_last(register)
    assert "Trần Văn Mới" not in names_in_office(register, JULY)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (TermEntry(" ", "Phó Chủ tịch", "Phó Chủ tịch"), "họ và tên"),
        (TermEntry("Trần Văn Mới", "", ""), "chức vụ"),
        (TermEntry("Trần Văn Mới", "A", "A", JULY, JUNE), "sớm hơn"),
        (TermEntry("nguyễn thành sinh", "A", "A"), "Đổi chức vụ"),
    ],
)
def test_a_leader_is_refused_with_the_reason(
    register: Register, entry: TermEntry, words: str
) -> None:
    with pytest.raises(InputRefusedError, match=words):
        officials.add(register, entry)
    assert changes(register) == []


def test_a_correction_changes_the_term(register: Register) -> None:
    found = leader(register, SINH)
    officials.edit(register, found, TermEntry("Nguyễn Thanh Sinh", "Phó Chủ tịch", "PCT", JULY))
    term = office(register).term(found)
    assert term is not None
    assert (term.name, term.short_position, term.first) == ("Nguyễn Thanh Sinh", "PCT", JULY)
    undo.undo_last(register)
    assert office(register).term(found).name == SINH  # type: ignore[union-attr]


def test_after_the_last_day_agencies_stand_without_a_leader(register: Register) -> None:
    past = what_people_see(register, JUNE)
    change = officials.leave(register, leader(register, CHAIRMAN), JUNE)
    assert change.summary == (
        f"đồng chí {CHAIRMAN} thôi giữ chức Chủ tịch UBND tỉnh sau ngày 30/6/2026"
    )
    assert leader_on(register, FINANCE, JUNE) == f"Chủ tịch {CHAIRMAN}"
    assert leader_on(register, FINANCE, JULY) == ""
    assert {**what_people_see(register, JUNE), "portfolios": 0} == {**past, "portfolios": 0}
    later = sheets.summary(register, TODAY, by_leader=True)
    assert CHAIRMAN not in str(later)
    undo.undo_last(register)
    assert leader_on(register, FINANCE, JULY) == f"Chủ tịch {CHAIRMAN}"


def test_the_successor_takes_over_on_the_next_day(register: Register) -> None:
    before = what_people_see(register)
    officials.add(register, NEW)
    taker = leader(register, "Trần Văn Mới")
    change = officials.leave(register, leader(register, SINH), JUNE, taker)
    assert change.summary.endswith("bàn giao 3 cơ quan cho đồng chí Trần Văn Mới")
    assert leader_on(register, TRADE, JUNE) == f"Phó Chủ tịch {SINH}"
    assert leader_on(register, TRADE, JULY) == "Phó Chủ tịch Trần Văn Mới"
    suggested = [p for p in office(register).suggested() if p.official_id == taker]
    assert len(suggested) == 3, "nobody has confirmed that these agencies are the leader's"
    undo.undo_last(register)
    undo.undo_last(register)
    assert what_people_see(register) == before


def test_one_who_leaves_hands_over_to_somebody_in_office(register: Register) -> None:
    sinh, free = leader(register, SINH), leader(register, FREE)
    officials.leave(register, free, JUNE)
    with pytest.raises(InputRefusedError, match="chưa nhận bàn giao được"):
        officials.leave(register, sinh, JUNE, free)
    with pytest.raises(InputRefusedError, match="lãnh đạo khác"):
        officials.leave(register, sinh, JUNE, sinh)
    with pytest.raises(InputRefusedError, match="không giữ chức vụ này"):
        officials.leave(register, free, JULY)


def test_another_position_keeps_the_agencies_and_the_past(register: Register) -> None:
    scope_before = SheetScope(SheetScopeKind.LEADER, leader(register, SINH))
    past = what_people_see(register, JUNE)
    change = officials.promote(register, leader(register, SINH), PERMANENT)
    assert change.summary == (
        f"đồng chí {SINH} giữ chức Phó Chủ tịch Thường trực UBND tỉnh từ ngày 01/7/2026"
    )
    assert leader_on(register, TRADE, JUNE) == f"Phó Chủ tịch {SINH}"
    assert leader_on(register, TRADE, JULY) == f"Phó Chủ tịch Thường trực {SINH}"
    assert what_people_see(register, JUNE) == past
    after = names.find_leader(register, SINH, JULY)
    assert after != scope_before.id == names.find_leader(register, SINH, JUNE)
    sheet = sheets.tracking(register, SheetScope(SheetScopeKind.LEADER, after), JULY)
    assert f"Phó Chủ tịch Thường trực {SINH}" in sheet.subtitle
    titles = [
        row.name
        for group in sheets.summary(register, JULY, by_leader=True).groups
        for row in group.rows
    ]
    assert sum(SINH in title for title in titles) == 1


def test_a_task_of_ones_own_follows_the_person_too(register: Register) -> None:
    sinh, task = leader(register, SINH), task_id(register, UNDATED)
    execute(register, "UPDATE task SET leader_id = :leader WHERE id = :id", leader=sinh, id=task)
    officials.promote(register, sinh, PERMANENT)
    own = {
        day: next(ref for ref in reading.load_index(register, day).tasks if ref.id == task)
        for day in (JUNE, JULY)
    }
    assert own[JUNE].leader_id == sinh
    assert own[JULY].leader_id == leader(register, SINH, JULY) != sinh
    officials.leave(register, own[JULY].leader_id, TODAY)
    later = reading.load_index(register, TODAY + dt.timedelta(days=1))
    assert next(ref for ref in later.tasks if ref.id == task).leader_id != own[JULY].leader_id


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (TermEntry("", "A", "A"), "ngày nhận chức vụ"),
        (TermEntry("", " ", "", JULY), "chức vụ mới"),
        (TermEntry("", "Phó chủ tịch UBND tỉnh", "Phó Chủ tịch", JULY), "đúng chức vụ này"),
    ],
)
def test_another_position_is_refused_with_the_reason(
    register: Register, entry: TermEntry, words: str
) -> None:
    with pytest.raises(InputRefusedError, match=words):
        officials.promote(register, leader(register, SINH), entry)


def test_two_terms_of_one_person_never_overlap(register: Register) -> None:
    sinh = leader(register, SINH)
    officials.promote(register, sinh, PERMANENT)
    with pytest.raises(InputRefusedError, match="trùng với một chức vụ khác"):
        officials.edit(register, sinh, TermEntry(SINH, "Phó Chủ tịch", "Phó Chủ tịch"))


def test_the_order_of_precedence_is_the_offices(register: Register) -> None:
    officials.promote(register, leader(register, SINH, JUNE), PERMANENT)
    change = officials.move(register, leader(register, SINH), -1)
    assert change.summary == f"xếp đồng chí {SINH} lên trên"
    for day in (JUNE, TODAY):
        assert names_in_office(register, day)[:3] == [CHAIRMAN, SINH, "Nguyễn Thế Phước"]
    with pytest.raises(InputRefusedError, match="đầu hoặc cuối"):
        officials.move(register, leader(register, CHAIRMAN), -1)
    undo.undo_last(register)
    assert names_in_office(register, TODAY)[1] == "Nguyễn Thế Phước"
