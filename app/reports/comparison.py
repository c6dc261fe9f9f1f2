"""Sheet 7: what several documents set for the same indicator and year, as plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain import formats
from app.domain.indicators import Agreement
from app.domain.phrases import phrase
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError


@dataclass(frozen=True, slots=True)
class StatedLevel:
    """A level in the document's own words, and where it stands."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One indicator in one year.

    Attributes:
        name: of the indicator; ``unit`` its unit.
        period: which years are compared ("năm 2030").
        levels: for each document of the sheet what it sets, () where it sets nothing.
        agreement: how the levels stand to each other; ``remark`` says it in words.
    """

    name: str
    unit: str
    period: str
    levels: tuple[tuple[StatedLevel, ...], ...]
    agreement: Agreement
    remark: str


@dataclass(frozen=True, slots=True)
class ComparisonGroup:
    """Rows in which the levels stand to each other alike ("Khác nhau")."""

    heading: str
    rows: Sequence[ComparisonRow]


@dataclass(frozen=True, slots=True)
class ComparisonSheet:
    """Sheet 7.

    Attributes:
        documents: short titles, one for each column of levels.
        groups: worst first.
        total: how many levels are compared, counted apart from the rows: the two must agree.
    """

    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    documents: Sequence[str]
    groups: Sequence[ComparisonGroup]
    total: int

    title: ClassVar[str] = "Biểu đối chiếu chỉ tiêu giữa các văn bản"
    form_number: ClassVar[int] = 7

    @property
    def counted(self) -> str:
        """How many levels are compared, in words."""
        return phrase("{n} mức", n=formats.number(self.total))

    def __post_init__(self) -> None:
        """Refuse a sheet that loses a row or a column."""
        rows = [row for group in self.groups for row in group.rows]
        columns = {len(row.levels) for row in rows} - {len(self.documents)}
        if len(rows) != self.total or columns:
            words = (
                f"có {len(rows)} dòng, tổng của biểu là {self.total}; "
                f"{'có dòng thừa hoặc thiếu cột văn bản' if columns else 'các cột đủ'}"
            )
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)
