"""Sheet 8: collective tasks × those who do them, as plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import formats
from app.domain.traffic_light import Light
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError

DONE = (Light.DONE_IN_TIME, Light.DONE_LATE)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One task.

    Attributes:
        title: what is to be done; ``basis`` its places with their documents in short.
        limit: the time limit for a table cell.
        marks: for each doer of the sheet its own light, None where it does not do this task.
    """

    title: str
    basis: str
    limit: str
    marks: tuple[Light | None, ...]

    @property
    def doers(self) -> int:
        """How many do it."""
        return sum(mark is not None for mark in self.marks)

    @property
    def done(self) -> int:
        """How many have done it."""
        return sum(mark in DONE for mark in self.marks)


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The tasks of one collective; ``unknown`` counts those whose doers nobody has listed."""

    heading: str
    rows: Sequence[MatrixRow]
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class DoersSheet:
    """Sheet 8.

    Attributes:
        doers: short names, one for each mark of a row.
        groups: in the office's order of collectives.
        total: how many tasks are given to collectives, listed doers or not.
        abbreviations: short name of a document in ``basis`` → the document.
        soon_days: N.
    """

    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    doers: Sequence[str]
    groups: Sequence[MatrixGroup]
    total: int
    abbreviations: Sequence[tuple[str, str]]
    soon_days: int
    notes: Sequence[str] = field(default_factory=tuple)

    title: ClassVar[str] = "Ma trận nhiệm vụ giao chung"
    form_number: ClassVar[int] = 8

    @property
    def rows(self) -> list[MatrixRow]:
        """All rows in their order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def counted(self) -> str:
        """How many tasks it names or counts, in words."""
        return f"{formats.number(self.total)} nhiệm vụ"

    def of_doer(self, place: int) -> tuple[int, int]:
        """Return how many tasks a doer has done, and how many it has."""
        marks = [row.marks[place] for row in self.rows]
        return sum(mark in DONE for mark in marks), sum(mark is not None for mark in marks)

    def __post_init__(self) -> None:
        """Refuse a sheet whose rows and columns do not give the same sums."""
        named = len(self.rows) + sum(group.unknown for group in self.groups)
        if named != self.total or any(len(row.marks) != len(self.doers) for row in self.rows):
            raise SheetDoesNotAddUpError(self.subtitle)
        columns = [self.of_doer(place) for place in range(len(self.doers))]
        across = [(row.done, row.doers) for row in self.rows]
        if [sum(each) for each in zip(*columns, strict=True)] != [
            sum(each) for each in zip(*across, strict=True)
        ]:
            raise SheetDoesNotAddUpError(self.subtitle)
