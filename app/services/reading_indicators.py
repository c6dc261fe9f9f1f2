"""Reads for the page Chỉ tiêu: every indicator as of a day, never a row of the database."""

from __future__ import annotations

import datetime as dt

from app.domain.indicators import IndicatorBook
from app.services.register import Register
from db.queries import indicators as queries


def load_indicators(register: Register, as_of: dt.date) -> IndicatorBook:
    """Return every indicator that documents issued by a day name, with all that is known."""
    with register.reading() as connection:
        return queries.load(connection, as_of)
