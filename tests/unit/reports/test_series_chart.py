"""A chart of an indicator on paper: every figure of the series stands on its page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pypdfium2
import pytest

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


@pytest.mark.parametrize("year", [2026, 2030])
def test_two_levels_of_one_year_are_written_over_each_other(tmp_path, year):
    path = tmp_path / "khách.pdf"
    road = IndicatorSeries(
        title="Lộ trình",
        unit="nghìn lượt",
        first=2025,
        last=2030,
        results=(SeriesPoint(2025, "2025", 10_000, "10.000"),),
        plan=(
            SeriesPoint(year, str(year), 11_280, "11.280"),
            SeriesPoint(year, str(year), 11_000, "trên 11.000", joined=False),
            SeriesPoint(2030, "2030", 15_000, "15.000"),
        ),
    )
    save_series(road, "Khách du lịch", dt.date(2026, 3, 31), path)
    high, low = height_of(path, "11.280"), height_of(path, "trên 11.000")
    assert high - low >= 9


def height_of(path: Path, words: str) -> float:
    """Return where a text stands on the page the first time, in points from its foot."""
    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(path)
        try:
            page = document[0].get_textpage()
            index, _count = page.search(words).get_next()
            return float(page.get_charbox(index)[1])
        finally:
            document.close()
