"""Results of indicators as a report prints them, before they are matched with the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.result_entry import COUNTS, FigureKind
from app.domain.result_period import ResultPeriod, Span


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a table: number, name and unit as printed, the figures as words.

    Attributes:
        numeric: figures that the file holds as numbers. Their words are ours, in Vietnamese
            notation, and say nothing of how people wrote the others.
        doubts: what the file does not show of a figure; one without a figure says why it is empty.
    """

    number: str
    name: str
    unit: str
    figures: dict[FigureKind, str]
    numeric: frozenset[FigureKind] = frozenset()
    doubts: Mapping[FigureKind, str] = field(default_factory=dict)

    @property
    def written(self) -> list[str]:
        """The figures that somebody wrote as text: what a notation can be known by."""
        return [
            text
            for kind, text in self.figures.items()
            if kind not in self.numeric and kind not in COUNTS
        ]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table that gives results.

    Attributes:
        columns: head of each column of figures, as printed.
        period: as the heads, or the words before the table, name it; None where they do not.
        periods: what the head of each column itself names; None where it names none. Its year is 0
            where the head says "10 tháng" and nothing says of which year.
        others: heads of columns of another period, beside one of the same kind that is taken.
        left: heads of columns that are not taken: several claim to be the same figure.
        other_years: heads of columns of another year, which are not taken.
        unknown: heads of columns with numbers whose words say nothing of figures.
        passed: heads of plans and percentages, which are known or counted without the report.
        only_year: whether nothing but the year is named: the figures may be so far in it.
    """

    columns: dict[FigureKind, str]
    period: ResultPeriod | None
    lines: tuple[ReportLine, ...]
    left: tuple[str, ...] = ()
    periods: Mapping[FigureKind, ResultPeriod | None] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    only_year: bool = False
    other_years: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()

    def fits(self, kind: FigureKind, period: ResultPeriod) -> bool:
        """Return whether a column can be recorded under a period."""
        return fits(kind, self.periods.get(kind), period)


def fits(kind: FigureKind, own: ResultPeriod | None, period: ResultPeriod | None) -> bool:
    """Return whether a column whose head names a period has the figures of another.

    What is so far is so until the end of both; an estimate is of the year; the figure of a period
    alone is of that period alone. A rank is of a whole year. A head that names none does not speak
    against any.
    """
    if kind in COUNTS and period is not None:
        return period.span is Span.YEAR and (own is None or own.year in (0, period.year))
    if own is None or period is None:
        return True
    own = replace(own, year=own.year or period.year)
    if kind is FigureKind.VALUE:
        return own == period
    if kind is FigureKind.ESTIMATE:
        return own.year == period.year
    return (own.year, own.last_month) == (period.year, period.last_month)
