"""Results of indicators as a report prints them, before they are matched with the register."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.result_entry import FigureKind
from app.domain.result_period import ResultPeriod


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a table: number, name and unit as printed, the figures as words.

    Attributes:
        numeric: figures that the file holds as numbers. Their words are ours, in Vietnamese
            notation, and say nothing of how people wrote the others.
    """

    number: str
    name: str
    unit: str
    figures: dict[FigureKind, str]
    numeric: frozenset[FigureKind] = frozenset()

    @property
    def written(self) -> list[str]:
        """The figures that somebody wrote as text: what a notation can be known by."""
        return [text for kind, text in self.figures.items() if kind not in self.numeric]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table that gives results.

    Attributes:
        columns: head of each column of figures, as printed.
        period: as the heads, or the words before the table, name it; None where they do not.
        left: heads of columns that are not taken: several claim to be the same figure.
    """

    columns: dict[FigureKind, str]
    period: ResultPeriod | None
    lines: tuple[ReportLine, ...]
    left: tuple[str, ...] = ()
