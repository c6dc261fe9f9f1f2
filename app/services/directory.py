"""Reading for the page Danh mục; what changes it stands in one file per aggregate."""

from __future__ import annotations

from app.domain.office import Office
from app.domain.reporting_periods import PeriodRecord
from app.services.register import Register
from db.queries import closed, office


def load_office(register: Register) -> Office:
    """Return leaders, portfolios, agencies and settings of all times, of one moment."""
    with register.reading() as connection:
        return office.load(connection)


def load_all(register: Register) -> tuple[Office, list[PeriodRecord]]:
    """Return the office and the reporting periods, of one moment."""
    with register.reading() as connection:
        return office.load(connection), closed.periods(connection)
