"""A chart of an indicator as a page, for those who lay it on a table."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from app.domain import formats
from app.domain.indicator_series import IndicatorSeries
from app.domain.phrases import phrase
from app.services import printing


def save_series(series: IndicatorSeries, name: str, as_of: dt.date, path: Path) -> None:
    """Write a chart with its table as PDF.

    Args:
        series: what the screen shows.
        name: of the indicator.
        as_of: the day whose figures they are.
        path: of the file.

    Raises:
        FontsMissingError: no font can print Vietnamese here.
        NotSavedError: the folder is missing or full, or the file is open elsewhere.
    """
    from app.reports.pdf.series_chart import series_pdf  # noqa: PLC0415 - reportlab: when printing

    foot = phrase("Số liệu đến hết ngày {as_of}", as_of=formats.date_in_text(as_of))
    printing.save(series_pdf(series, name, foot), path)
