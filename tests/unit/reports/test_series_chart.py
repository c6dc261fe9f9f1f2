"""A chart of an indicator on paper: every figure of the series stands on its page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2

from app.domain.indicator_series import IndicatorSeries, SeriesPoint
from app.domain.pdfium import PDFIUM_LOCK
from app.services.charts import save_series


def points(*values: float) -> tuple[SeriesPoint, ...]:
    return tuple(
        SeriesPoint(place, f"T{place}", value, f"{value:g}".replace(".", ","))
        for place, value in enumerate(values, start=1)
    )


def texts(path: Path) -> list[str]:
    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(path)
        try:
            return [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()


SERIES = IndicatorSeries(
    title="Lũy kế năm 2026",
    unit="Tỷ đồng",
    first=1,
    last=12,
    results=points(1980, 3870.5, 5910),
    before=points(1700, 3300, 5100),
    plan=(SeriesPoint(12, "T12", 23500, "23.500"),),
    results_name="Năm 2026",
    before_name="Năm 2025",
)


def test_a_page_has_chart_and_table(tmp_path):
    path = tmp_path / "thu.pdf"
    save_series(SERIES, "Thu ngân sách nhà nước", dt.date(2026, 3, 31), path)
    (said,) = texts(path)
    for words in ("Thu ngân sách nhà nước", "đơn vị: Tỷ đồng", "3870,5", "5100", "23.500"):
        assert words in said
    assert "Năm 2025: nét chấm" in said
    assert "Số liệu đến hết ngày 31/3/2026" in said


def test_ranks_stand_upside_down_and_a_single_point_is_drawn(tmp_path):
    path = tmp_path / "hạng.pdf"
    ranks = IndicatorSeries("Thứ hạng", "hạng", 2025, 2025, points(9), downward=True)
    save_series(ranks, "PAR INDEX", dt.date(2026, 3, 31), path)
    assert "PAR INDEX" in texts(path)[0]
