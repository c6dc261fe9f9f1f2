"""Suggested portfolios become the office's own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.domain.records import ChangeSet, SheetScope, SheetScopeKind
from app.services import officials, portfolios, reading, sheets, undo
from app.services.portfolios import Giving
from tests.office import (
    CHAIRMAN,
    FINANCE,
    FREE,
    JUSTICE,
    SINH,
    agency,
    leader,
    leader_on,
    office,
    portfolio,
)
from tests.registers import TODAY, changes, what_people_see

if TYPE_CHECKING:
    from app.services.register import Register

FEBRUARY = dt.date(2026, 2, 3)
JUNE, JULY = dt.date(2026, 6, 30), dt.date(2026, 7, 1)


def test_confirming_makes_suggestions_facts(register: Register) -> None:
    before = reading.load_index(register, TODAY)
    official = next(iter(before.directory.officials.values()))
    suggested = before.directory.suggested_agency_leaders
    mine = {agency for agency, leader in suggested.items() if leader == official.id}
    assert len(mine) == 5
    portfolios.confirm(register, official.id)
    after = reading.load_index(register, TODAY)
    assert after.directory.suggested_agency_leaders == {
        agency: leader for agency, leader in suggested.items() if leader != official.id
    }
    for old, new in zip(before.tasks, after.tasks, strict=True):
        assert new.leader_id == old.leader_id
        assert new.leader_suggested == (old.leader_suggested and old.leader_id != official.id)
    (change,) = changes(register)
    assert change.summary == f"xác nhận 5 phân công của đồng chí {official.name}"
    assert change.task_id is None


@pytest.mark.parametrize("official", ["Ngô Hạnh Phúc", None])
def test_nothing_to_confirm_is_told(register: Register, official: str | None) -> None:
    known = reading.load_index(register, TODAY).directory.officials.values()
    chosen = next((each.id for each in known if each.name == official), 99999)
    with pytest.raises(InputRefusedError, match="Không còn phân công gợi ý nào"):
        portfolios.confirm(register, chosen)
    assert changes(register) == []


def test_confirming_twice_is_told(register: Register) -> None:
    official = next(iter(reading.load_index(register, TODAY).directory.officials))
    portfolios.confirm(register, official)
    with pytest.raises(InputRefusedError):
        portfolios.confirm(register, official)
    assert len(changes(register)) == 1


# One by one, rejected


def test_one_suggestion_is_confirmed_by_itself(register: Register) -> None:
    suggestion = portfolio(register, FINANCE)
    change = portfolios.confirm_rows(register, [suggestion.id])
    assert change.summary == f"xác nhận phân công đồng chí {CHAIRMAN} phụ trách {FINANCE}"
    assert change.directory
    assert portfolio(register, FINANCE).confirmed
    assert len(office(register).suggested()) == 12
    assert portfolio(register, FINANCE).source == suggestion.source


def test_all_suggestions_at_once(register: Register) -> None:
    suggested = [each.id for each in office(register).suggested()]
    assert portfolios.confirm_rows(register, suggested).summary == (
        "xác nhận 13 phân công phụ trách"
    )
    assert office(register).suggested() == []
    with pytest.raises(InputRefusedError, match="Không còn phân công gợi ý"):
        portfolios.confirm_rows(register, suggested)
    undo.undo_last(register)
    assert [each.id for each in office(register).suggested()] == suggested


def test_a_rejected_suggestion_leaves_its_agency_without_a_leader(register: Register) -> None:
    before = what_people_see(register)
    assert leader_on(register, FINANCE, TODAY) == f"Chủ tịch {CHAIRMAN}"
    change = portfolios.reject(register, [portfolio(register, FINANCE).id])
    assert change.summary == f"bỏ gợi ý phân công đồng chí {CHAIRMAN} phụ trách {FINANCE}"
    assert leader_on(register, FINANCE, TODAY) == ""
    undo.undo_last(register)
    assert what_people_see(register) == before


def test_what_is_confirmed_is_not_rejected(register: Register) -> None:
    confirmed = portfolio(register, FINANCE).id
    portfolios.confirm_rows(register, [confirmed])
    with pytest.raises(InputRefusedError):
        portfolios.reject(register, [confirmed])
    assert portfolio(register, FINANCE).confirmed


# From a day on


def give(register: Register, name: str, day: dt.date, *agencies: str, basis: str = "") -> ChangeSet:
    ids = tuple(agency(register, each) for each in agencies)
    return portfolios.assign(register, Giving(ids, leader(register, name), day, basis))


def test_an_agency_without_a_leader_gets_one_from_a_day(register: Register) -> None:
    change = give(register, FREE, JULY, JUSTICE, basis="Quyết định 12/QĐ-UBND")
    assert change.summary == f"giao đồng chí {FREE} phụ trách {JUSTICE} từ ngày 01/7/2026"
    assert leader_on(register, JUSTICE, JUNE) == ""
    assert leader_on(register, JUSTICE, JULY) == f"Phó Chủ tịch {FREE}"
    given = portfolio(register, JUSTICE)
    assert (given.confirmed, given.last) == (True, None)
    assert given.source == "Quyết định 12/QĐ-UBND"


def test_each_sheet_has_the_leader_of_its_own_day(register: Register) -> None:
    scope = SheetScope(SheetScopeKind.AGENCY, agency(register, FINANCE))
    before = what_people_see(register, JUNE)
    change = give(register, SINH, JULY, FINANCE)
    assert change.summary == (
        f"bàn giao {FINANCE} từ đồng chí {CHAIRMAN} sang đồng chí {SINH} từ ngày 01/7/2026"
    )
    after = what_people_see(register, JUNE)
    assert {**after, "portfolios": None} == {**before, "portfolios": None}
    assert sheets.tracking(register, scope, JUNE).subtitle.endswith(f"Chủ tịch {CHAIRMAN} (gợi ý)")
    assert sheets.tracking(register, scope, JULY).subtitle.endswith(f"Phó Chủ tịch {SINH}")


def test_several_agencies_are_handed_over_at_once(register: Register) -> None:
    before = what_people_see(register)
    change = give(register, FREE, JULY, FINANCE, "Thuế tỉnh", "Sở Nội vụ")
    assert change.summary == (
        f"bàn giao 3 cơ quan từ đồng chí {CHAIRMAN} sang đồng chí {FREE} từ ngày 01/7/2026"
    )
    assert leader_on(register, FINANCE, TODAY) == f"Phó Chủ tịch {FREE}"
    undo.undo_last(register)
    assert what_people_see(register) == before
    undo.redo_last(register)
    assert leader_on(register, FINANCE, TODAY) == f"Phó Chủ tịch {FREE}"


def test_what_was_planned_for_later_falls_away(register: Register) -> None:
    give(register, SINH, dt.date(2026, 12, 1), FINANCE)
    give(register, FREE, JULY, FINANCE)
    rows = office(register).portfolios_of(agency(register, FINANCE))
    assert [(row.first, row.last) for row in rows] == [(FEBRUARY, JUNE), (JULY, None)]


def test_a_suggestion_of_the_same_day_and_leader_is_confirmed_in_its_place(
    register: Register,
) -> None:
    give(register, CHAIRMAN, FEBRUARY, FINANCE, basis="Thông báo 5/TB-UBND")
    (row,) = office(register).portfolios_of(agency(register, FINANCE))
    assert (row.confirmed, row.source) == (True, "Thông báo 5/TB-UBND")
    with pytest.raises(InputRefusedError, match="không có gì thay đổi"):
        give(register, CHAIRMAN, JULY, FINANCE)


def test_nobody_is_given_an_agency_outside_the_term_of_office(register: Register) -> None:
    officials.leave(register, leader(register, FREE), JUNE)
    kept = changes(register)
    with pytest.raises(InputRefusedError, match="01/7/2026 đồng chí Ngô Hạnh Phúc không giữ"):
        give(register, FREE, JULY, JUSTICE)
    assert changes(register) == kept
    with pytest.raises(InputRefusedError, match="ít nhất một cơ quan"):
        give(register, SINH, JULY)


def test_an_ended_portfolio_leaves_nobody_from_the_next_day(register: Register) -> None:
    change = portfolios.end(register, [portfolio(register, FINANCE).id], JUNE)
    assert change.summary.startswith("kết thúc ngày 30/6/2026 phân công")
    assert leader_on(register, FINANCE, JUNE) == f"Chủ tịch {CHAIRMAN}"
    assert leader_on(register, FINANCE, JULY) == ""
    with pytest.raises(InputRefusedError, match="đã kết thúc"):
        portfolios.end(register, [portfolio(register, FINANCE, JUNE).id], JUNE)
