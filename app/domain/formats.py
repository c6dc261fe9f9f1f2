"""How dates, numbers and percentages are written, on screen, on paper and in commands.

Dates 05/3/2026 in text and 05/03/2026 in tables; numbers 155.000 and 14,97 (CLDR vi); percent
without a space. What is rounded is rounded as offices and Excel do, a half away from zero (0,125 is
0,13); nothing that is shown is rounded elsewhere. Dates are plain calendar days: the register knows
no hours but "recorded at".
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from app.domain.phrases import phrase

NONE_SIGN = "–"
"""Stands for "none" or "not applicable"; a zero is only ever a counted zero."""

NBSP = "\u00a0"

_VIETNAMESE_POINTS = str.maketrans(",.", ".,")
_ENOUGH = Context(prec=400)
"""No float has more digits before its point and the places that are asked for."""
_TYPED_DATE = re.compile(r"^\s*(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?\s*$")
_ISO_DATE = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})\s*$")


def date_in_table(day: dt.date) -> str:
    """Return ``05/03/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def date_in_text(day: dt.date) -> str:
    """Return ``05/3/2026``: a zero before days below 10 and months 1 and 2 only (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def date_in_words(day: dt.date) -> str:
    """Return ``ngày 05 tháng 3 năm 2026``, the form of the date line (NĐ 30/2020, Phụ lục I)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return phrase(
        "ngày {day:02d} tháng {month} năm {year}", day=day.day, month=month, year=day.year
    )


def issue_words(issued_on: dt.date, precision: str) -> str:
    """Return the date of a document as far as it is known.

    Args:
        issued_on: the day; the first one of the month or year where only that is known.
        precision: "day", "month", "year" or "unknown".

    Returns:
        ``ngày 03/02/2026``, ``tháng 5/2026``, ``năm 2025`` or ``chưa rõ ngày ban hành``.
    """
    match precision:
        case "unknown":
            return phrase("chưa rõ ngày ban hành")
        case "year":
            return phrase("năm {year}", year=issued_on.year)
        case "month":
            return phrase("tháng {month}/{year}", month=issued_on.month, year=issued_on.year)
        case _:
            return phrase("ngày {issued_on}", issued_on=date_in_text(issued_on))


def moment(at: dt.datetime) -> str:
    """Return ``07:42 15/06/2026``; ``at`` is local time."""
    return f"{at:%H:%M} {date_in_table(at.date())}"


def parse_date(text: str, *, default_year: int) -> dt.date:
    """Read a day as people type it: 5/3, 05/03/2026, 5-3-26, 5.3.2026, or ISO 2026-03-05.

    Raises:
        ValueError: the text is no date, or there is no such day.
    """
    if match := _ISO_DATE.match(text):
        year, month, day = (int(part) for part in match.groups())
        return dt.date(year, month, day)
    if match := _TYPED_DATE.match(text):
        day, month = int(match[1]), int(match[2])
        year = default_year if match[3] is None else int(match[3])
        return dt.date(year + 2000 if year < 100 else year, month, day)
    raise ValueError(text)


def rounded(value: float, places: int) -> float:
    """Return a number with at most so many places, a half rounded away from zero: 2,5 → 3.

    Only 15 digits are looked at, as Excel does: 1.005 is what was typed, not 1.00499999….
    """
    return float(_rounded(value, places))


def number(value: float, decimals: int | None = None) -> str:
    """Return ``155.000`` or ``14,97``; ``decimals`` fixes the places, else as many as needed."""
    if decimals is not None:
        plain = f"{_rounded(value, decimals):,f}"
    elif float(value).is_integer():
        plain = f"{int(value):,}"
    else:
        # Twelve digits: more are an error of counting with binary fractions.
        plain = f"{Decimal(f'{value:.12g}'):,f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return plain.translate(_VIETNAMESE_POINTS)


def tenths(percentage: float) -> float:
    """Return a percentage with one place; what is below 100 is never told as 100."""
    found = rounded(percentage, 1)
    return 99.9 if found == 100 and rounded(percentage, 9) < 100 else found


def percent(part: int, whole: int) -> str:
    """Return ``66,7%`` for ``part`` of ``whole``, or the none sign where there is no whole.

    0,0% stands only for nothing and 100,0% only for all: rounding never tells either.
    """
    if whole == 0:
        return NONE_SIGN
    found = (2000 * part + whole) // (2 * whole)
    if 0 < part < whole:
        found = min(max(found, 1), 999)
    return f"{number(found / 10, 1)}%"


def count(value: int) -> str:
    """Return a count for a table: the none sign for 0, else ``1.234``."""
    return NONE_SIGN if value == 0 else number(value)


def file_size(size: int) -> str:
    """Return the size of a file in words: ``1,2 MB``, ``34 KB``; never "0 KB" for what is there."""
    if size < 1024 * 1024:
        return f"{number(max(1, int(rounded(size / 1024, 0))))} KB"
    return f"{number(size / 1024 / 1024, 1)} MB"


def _rounded(value: float, places: int) -> Decimal:
    exact = Decimal(value) if float(value).is_integer() else Decimal(f"{value:.15g}")
    found = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ENOUGH)
    return abs(found) if found.is_zero() else found  # -0,00 is 0,00
