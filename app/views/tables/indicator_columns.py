"""Columns that several tables of indicators share."""

from __future__ import annotations

from collections.abc import Iterable

from app.views.language import told, tr
from app.views.tables.record_rows import RecordColumn

_LEAST_FIGURE = "> 155.000"
_LONGEST_PLAN = 12
"""Letters; what is longer ("mỗi năm 2,5–3") is cut, and told in full under the mouse."""


def longest(figures: Iterable[str]) -> str:
    """Return the longest of some figures, for the width of a column: figures are never cut."""
    return max((_LEAST_FIGURE, *map(told, figures)), key=len)


def plan_column(year: int, plans: Iterable[str]) -> RecordColumn:
    """Return the column of the plan of a year, as wide as its longest figure of a usual length."""
    return RecordColumn(
        tr("KH {year}", year=year),
        longest(plan for plan in plans if len(plan) <= _LONGEST_PLAN),
        tip=tr("Kế hoạch năm {year}", year=year),
        right=True,
    )


def leader_column(from_width: int) -> RecordColumn:
    """Return the column of the leader in charge, which needs a table of some width."""
    return RecordColumn(
        tr("Lãnh đạo"), "Nguyễn Thành Sinh +", from_width, tip=tr("Lãnh đạo phụ trách")
    )
