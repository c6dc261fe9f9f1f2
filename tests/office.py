"""What tests of Danh mục ask a register: who is in charge of what on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.domain.office import Office, PortfolioRecord
from app.services import directory, names, reading
from tests.registers import TODAY

if TYPE_CHECKING:
    from app.services.register import Register

CHAIRMAN = "Nguyễn Tuấn Anh"
PERMANENT = "Nguyễn Thế Phước"
SINH = "Nguyễn Thành Sinh"
FREE = "Ngô Hạnh Phúc"
"""Has no portfolio, not even a suggested one."""
FINANCE = "Sở Tài chính"
JUSTICE = "Sở Tư pháp"
"""Has no leader."""
TRADE = "Sở Công Thương"


def office(register: Register) -> Office:
    return directory.load_office(register)


def leader(register: Register, name: str, as_of: dt.date = TODAY) -> int:
    return names.find_leader(register, name, as_of)


def agency(register: Register, name: str) -> int:
    return names.find_agency(register, name)


def portfolio(register: Register, name: str, day: dt.date = TODAY) -> PortfolioRecord:
    """Return the portfolio that holds an agency on a day."""
    found = office(register).portfolios_of(agency(register, name))
    return next(each for each in found if each.holds(day))


def leader_on(register: Register, name: str, day: dt.date) -> str:
    """Return position and name under which an agency's tasks stand on a day; "" for nobody."""
    index = reading.load_index(register, day)
    found = agency(register, name)
    led = {ref.leader_id for ref in index.tasks if ref.lead_id == found}
    assert len(led) == 1, "the agency leads tasks, all under one leader"
    official = index.directory.officials.get(led.pop())
    return official.title if official else ""
