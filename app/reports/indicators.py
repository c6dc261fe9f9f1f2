"""Sheet 3: indicators of a year as of a period, as plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import formats
from app.domain.indicator_row import IndicatorRow, LightTally
from app.domain.phrases import phrase
from app.domain.result_period import ResultPeriod
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators under one heading of their document, parts behind their whole."""

    heading: str
    rows: Sequence[IndicatorRow]

    @property
    def heads(self) -> int:
        """How many indicators it has, without the rows under them."""
        return sum(row.depth == 0 for row in self.rows)


@dataclass(frozen=True, slots=True)
class IndicatorSheet:
    """Sheet 3.

    Attributes:
        period: up to which results count; its year is that of the plan.
        groups: in the order of the documents' appendices.
        tally: counts of the lights of all rows.
    """

    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    period: ResultPeriod
    groups: Sequence[IndicatorGroup]
    tally: LightTally
    notes: Sequence[str] = field(default_factory=tuple)

    form_number: ClassVar[int] = 3

    @property
    def title(self) -> str:
        """The title with the year of the plan."""
        return f"Kết quả thực hiện các chỉ tiêu năm {self.period.year}"

    @property
    def rows(self) -> list[IndicatorRow]:
        """All rows in their order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def counted(self) -> str:
        """How many indicators it has, in words."""
        return phrase("{n} chỉ tiêu", n=formats.number(sum(group.heads for group in self.groups)))

    def __post_init__(self) -> None:
        """Refuse a sheet whose rows do not give its counts."""
        found = LightTally.of(row.light for row in self.rows)
        if found != self.tally:
            words = f"cộng các dòng cho {found.proof()}, tổng của biểu là {self.tally.proof()}"
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)
