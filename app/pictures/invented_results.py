"""Invented results of indicators: for pictures and tests only, never shipped as data."""

from __future__ import annotations

import datetime as dt

from app.domain.result_entry import Cell, FigureKind, ResultBatch, TypedFigure
from app.domain.typed_number import printed, read_number
from app.services.measurements import record_results
from app.services.reading_indicators import load_indicators
from app.services.register import Register

_FIRST_KNOWN = dt.date(2026, 10, 30)
"""Before this day nothing of ten months can be known."""
_APPENDIX, _INDICES = "CTr04-2026/PL.", "KHNQ02-2026/PL1.II."
V, C, S, E = (
    FigureKind.VALUE,
    FigureKind.CUMULATIVE,
    FigureKind.SAME_PERIOD,
    FigureKind.ESTIMATE,
)
OCTOBER: dict[str, tuple[str, str, str, str]] = {
    # code behind the appendix → in the period, cumulative, same period last year, whole year
    "1": ("11.480", "112.480", "101.100", "155.600"),
    "1.1.1": ("", "14,90", "", ""),
    "1.1.2": ("", "38,20", "", ""),
    "1.1.3": ("", "39,60", "", ""),
    "1.1.4": ("", "7,35", "", ""),
    "2": ("", "9,42", "", "9,80"),
    "3.1": ("", "", "", "50,4"),
    "4": ("", "10,12", "", "10,50"),
    "5": ("2.212", "20.874", "17.630", "24.000"),
    "6": ("6.870", "61.350", "58.650", "86.500"),
    "7": ("", "32,10", "", "32,40"),
    "8": ("948", "10.046", "8.900", "11.400"),
    "8.1": ("4.120", "44.310", "40.540", "51.200"),
    "9": ("", "109,6", "", ""),
    "10": ("512", "4.985", "2.610", "6.140"),
    "11": ("96", "13.426", "12.380", ""),
    "13": ("72", "864", "", ""),
    "17": ("", "96,1", "", ""),
    "18": ("", "41,5", "", ""),
    "20": ("", "1,3", "", "1,6"),
    "21": ("", "", "", "61,3"),
}
MONTHS = {
    "5": ("1.980", "3.870", "5.910", "7.820", "9.905", "11.985", "14.180", "16.350", "18.662"),
    "8": ("1.240", "2.110", "2.985", "4.020", "5.210", "6.498", "7.420", "8.260", "9.098"),
    "6": ("4.100", "8.350", "14.980", "21.200", "28.050", "34.650", "41.200", "47.900", "54.480"),
}
RANKS = {
    "1": ((2023, "86,41", 21, 63), (2024, "88,02", 17, 63), (2025, "88,93", 9, 34)),
    "3": ((2023, "41,62", 40, 61), (2024, "42,75", 33, 61), (2025, "43,28", 15, 34)),
    "4": ((2023, "65,20", 28, 63), (2024, "66,54", 25, 63), (2025, "67,31", 12, 34)),
}


def invent(register: Register, today: dt.date) -> None:
    """Record the results of ten months of 2026, and ranks of the years before."""
    ids = {each.code: each.id for each in load_indicators(register, today).indicators}
    if today < _FIRST_KNOWN:
        return
    for month in range(1, 10):
        typed = {
            Cell(ids[_APPENDIX + code], f"2026-{month:02d}", C): _figure(figures[month - 1])
            for code, figures in MONTHS.items()
        }
        day = dt.date(2026, month + 1, 3)
        record_results(register, ResultBatch(typed, day, "Báo cáo tháng"), today)
    october = {
        Cell(ids[_APPENDIX + code], "2026-10", kind): _figure(words)
        for code, figures in OCTOBER.items()
        for kind, words in zip((V, C, S, E), figures, strict=True)
        if words
    }
    source = "Báo cáo 125/BC-TKT ngày 29/10/2026"
    record_results(register, ResultBatch(october, dt.date(2026, 10, 30), source), today)
    ranks = {}
    for code, years in RANKS.items():
        for year, score, rank, of in years:
            key = ids[_INDICES + code], str(year)
            ranks[Cell(*key, V)] = _figure(score)
            ranks[Cell(*key, FigureKind.RANK)] = TypedFigure(rank, str(rank))
            ranks[Cell(*key, FigureKind.RANKED_OF)] = TypedFigure(of, str(of))
    record_results(register, ResultBatch(ranks, dt.date(2026, 5, 8), "Công bố năm 2026"), today)


def _figure(words: str) -> TypedFigure:
    number = read_number(words)
    assert number is not None  # noqa: S101 - the words are ours
    return TypedFigure(number.value, printed(number, words))
