"""Sheet 1 in pages a second, for 1 000 tasks of real length."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.records import SheetScope
from app.reports.pdf import write_tracking
from app.services import sheets
from app.services.register import open_register
from tests.benchmarks.registers import register_of
from tests.benchmarks.timing import median_ms, print_table

if TYPE_CHECKING:
    from app.reports.sheets import TrackingSheet

_TODAY = dt.date(2026, 11, 21)


def _write(sheet: TrackingSheet) -> int:
    return write_tracking(sheet, io.BytesIO())


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        rows = []
        for count in (162, 1_000, 10_000):
            register = open_register(register_of(count, Path(name)))
            making = median_ms(partial(sheets.tracking, register, SheetScope(), _TODAY), 3)
            sheet = sheets.tracking(register, SheetScope(), _TODAY)
            pages = write_tracking(sheet, io.BytesIO())
            writing = median_ms(partial(_write, sheet), 3)
            rows.append(
                (count, pages, f"{making:.0f}", f"{writing:.0f}", f"{1000 * pages / writing:.0f}")
            )
            register.close()
        print_table("Sheet 1", ("tasks", "pages", "record ms", "PDF ms", "pages/s"), rows)


if __name__ == "__main__":
    main()
