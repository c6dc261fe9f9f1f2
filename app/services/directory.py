"""Reading for the page Danh mục; what changes it stands in one file per aggregate."""

from __future__ import annotations

from app.domain.office import Office
from app.services.register import Register
from db.queries import office


def load_office(register: Register) -> Office:
    """Return leaders, portfolios, agencies and settings of all times, of one moment."""
    with register.reading() as connection:
        return office.load(connection)
