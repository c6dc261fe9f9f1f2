"""Sheet 8: collective tasks × those who do them, as plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.traffic_light import Light
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError

DONE = (Light.DONE_IN_TIME, Light.DONE_LATE)


COVERED = "C"
"""Stands for a doer of a task that was completed as a whole, who did not report it on its own."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One task.

    Attributes:
        title: what is to be done; ``basis`` its places with their documents in short.
        limit: the time limit for a table cell.
        marks: for each doer of the sheet its own light, None where it does not do this task.
        whole: how the task ended for all of its doers at once: completed or stopped; else None.
    """

    title: str
    basis: str
    limit: str
    marks: tuple[Light | None, ...]
    whole: Light | None = None

    @property
    def stopped(self) -> bool:
        """Whether it counts no more, for nobody."""
        return self.whole is Light.STOPPED

    def covered_at(self, place: int) -> bool:
        """Return whether a doer has nothing left to do because the whole task is completed."""
        mark = self.marks[place]
        return self.whole in DONE and mark is not None and mark not in DONE

    def counts_at(self, place: int) -> bool:
        """Return whether a doer counts among those that do the task."""
        return self.marks[place] is not None and not self.stopped

    def done_at(self, place: int) -> bool:
        """Return whether a doer counts as done: on its own, or with the whole task."""
        done = self.marks[place] in DONE or self.covered_at(place)
        return done and self.counts_at(place)

    @property
    def doers(self) -> int:
        """How many do it."""
        return sum(map(self.counts_at, range(len(self.marks))))

    @property
    def done(self) -> int:
        """How many have done it."""
        return sum(map(self.done_at, range(len(self.marks))))

    @property
    def covered(self) -> int:
        """How many of those did not report it on their own."""
        return sum(map(self.covered_at, range(len(self.marks))))


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
        return phrase("{n} nhiệm vụ", n=formats.number(self.total))

    def of_doer(self, place: int) -> tuple[int, int]:
        """Return how many tasks a doer has done, and how many it has."""
        rows = self.rows
        done = sum(row.done_at(place) for row in rows)
        return done, sum(row.counts_at(place) for row in rows)

    @property
    def done(self) -> int:
        """How many turns (a doer of a task) are done."""
        return sum(row.done for row in self.rows)

    @property
    def turns(self) -> int:
        """How many turns there are."""
        return sum(row.doers for row in self.rows)

    def covered(self) -> tuple[int, int]:
        """Return how many turns are done by completing a task as a whole, and how many tasks."""
        counts = [row.covered for row in self.rows]
        return sum(counts), sum(count > 0 for count in counts)

    @property
    def stopped(self) -> int:
        """How many of the tasks that are named count no more."""
        return sum(row.stopped for row in self.rows)

    def __post_init__(self) -> None:
        """Refuse a sheet whose rows and columns do not give the same sums."""
        named = len(self.rows) + sum(group.unknown for group in self.groups)
        if named != self.total or any(len(row.marks) != len(self.doers) for row in self.rows):
            words = (
                f"biểu nêu {named} nhiệm vụ, tổng của biểu là {self.total}, "
                f"mỗi dòng phải có {len(self.doers)} ô"
            )
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)
        columns = [self.of_doer(place) for place in range(len(self.doers))]
        across = [(row.done, row.doers) for row in self.rows]
        if [sum(each) for each in zip(*columns, strict=True)] != [
            sum(each) for each in zip(*across, strict=True)
        ]:
            words = "cộng theo dòng và cộng theo cột (đã xong, được giao) cho hai kết quả khác nhau"
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)
