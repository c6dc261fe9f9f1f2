"""Sheet 5: the list of what is overdue, and the reminder to one agency, as plain records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.tally import Tally
from app.domain.traffic_light import OVERDUE_BANDS, Light
from app.reports.sheets import Letterhead, Provenance, SheetDoesNotAddUpError


@dataclass(frozen=True, slots=True)
class OverdueRow:
    """One task of sheet 5.

    Attributes:
        title: what is to be done.
        basis: documents and places, in short.
        lead: the agency that leads it, and those that lead it with it.
        leader: who is in charge of it, "" for nobody.
        limit: the time limit for a table cell.
        light: overdue, or due soon on a reminder.
        days: days overdue (of a missing report: past its closing day), or days left.
        state: the words beside the sign ("Quá hạn 12 ngày").
        extensions: how often the limit was moved.
        reason: the difficulties reported last, or which report is missing.
        proposal: what was proposed last.
    """

    title: str
    basis: str
    lead: str
    leader: str
    limit: str
    light: Light
    days: int
    state: str
    extensions: int
    reason: str
    proposal: str


@dataclass(frozen=True, slots=True)
class OverdueGroup:
    """Rows of one band of days, worst first, or those that are due soon."""

    heading: str
    rows: Sequence[OverdueRow]


@dataclass(frozen=True, slots=True)
class OverdueSheet:
    """Sheet 5.

    Attributes:
        subtitle: second line of the title: of whom, or to whom it is sent.
        reminder: True for the reminder to one agency: it names what is due soon, too, and has room
            for the day by which the agency will be done.
        groups: worst first.
        tally: counts of all tasks of the scope: what the share is counted on.
        leads: how many agencies lead what is overdue.
        abbreviations: short name of a document in ``basis`` → the document.
        beside: what the agency does with others and stands outside the total, in sentences.
        soon_days: N.
    """

    subtitle: str
    letterhead: Letterhead
    provenance: Provenance
    reminder: bool
    groups: Sequence[OverdueGroup]
    tally: Tally
    leads: int
    abbreviations: Sequence[tuple[str, str]]
    soon_days: int
    beside: Sequence[str] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)

    form_number: ClassVar[int] = 5

    @property
    def title(self) -> str:
        """What the sheet is called."""
        if self.reminder:
            return "Phiếu đôn đốc thực hiện nhiệm vụ"
        return "Danh sách nhiệm vụ quá hạn"

    @property
    def rows(self) -> list[OverdueRow]:
        """All rows in their order."""
        return [row for group in self.groups for row in group.rows]

    @property
    def counted(self) -> str:
        """How many tasks it names, in words."""
        return phrase("{n} nhiệm vụ", n=formats.number(len(self.rows)))

    def in_band(self, first: int, last: int | None) -> int:
        """Return how many tasks are overdue by so many days (``last`` None: or more)."""
        days = [row.days for row in self.rows if row.light is Light.OVERDUE]
        return sum(first <= each and (last is None or each <= last) for each in days)

    def __post_init__(self) -> None:
        """Refuse a sheet that does not name exactly what its scope holds."""
        named = Tally.of(row.light for row in self.rows)
        wanted = [self.tally[Light.OVERDUE], self.tally[Light.DUE_SOON] * self.reminder]
        found = [named[Light.OVERDUE], named[Light.DUE_SOON]]
        bands = sum(self.in_band(*band) for band in OVERDUE_BANDS)
        if found != wanted or sum(found) != len(self.rows) or bands != found[0]:
            words = (
                f"các dòng có {found[0]} nhiệm vụ quá hạn và {found[1]} sắp đến hạn, tổng của biểu "
                f"là {wanted[0]} và {wanted[1]}; các nhóm theo số ngày cộng lại là {bands}"
            )
            raise SheetDoesNotAddUpError(self.title, self.subtitle, words)
