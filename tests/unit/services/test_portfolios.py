"""Suggested portfolios become the office's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import InputRefusedError
from app.services import portfolios, reading
from tests.registers import TODAY, changes

if TYPE_CHECKING:
    from app.services.register import Register


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
    officials = reading.load_index(register, TODAY).directory.officials.values()
    chosen = next((each.id for each in officials if each.name == official), 99999)
    with pytest.raises(InputRefusedError, match="Không còn phân công gợi ý nào"):
        portfolios.confirm(register, chosen)
    assert changes(register) == []


def test_confirming_twice_is_told(register: Register) -> None:
    official = next(iter(reading.load_index(register, TODAY).directory.officials))
    portfolios.confirm(register, official)
    with pytest.raises(InputRefusedError):
        portfolios.confirm(register, official)
    assert len(changes(register)) == 1
