"""Rows of the grid agency × leader: who has no leader first, then what waits to be confirmed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.domain import formats
from app.domain.office import Office, OfficeAgency, PortfolioRecord, TermRecord
from app.domain.records import NO_LEADER_NAME, AgencyKind, TaskRef
from app.views.language import tr

_USUAL_KINDS = frozenset(
    {AgencyKind.DEPARTMENT, AgencyKind.UNIT, AgencyKind.VERTICAL, AgencyKind.FRONT}
)
"""Kinds that stand in the grid even where they lead no task."""


class Group(IntEnum):
    """Groups of the grid, in order."""

    NONE = 0
    SUGGESTED = 1
    GIVEN = 2
    COLLECTIVE = 3
    IDLE = 4


GROUP_NAMES = {
    Group.NONE: NO_LEADER_NAME,
    Group.SUGGESTED: tr("Gợi ý, chờ xác nhận"),
    Group.GIVEN: tr("Đã phân công"),
    Group.COLLECTIVE: tr("Tên gọi chung, chưa phân công"),
    Group.IDLE: tr("Không chủ trì nhiệm vụ, chưa phân công"),
}


@dataclass(frozen=True, slots=True)
class GridHead:
    """The line over a group."""

    group: Group
    agencies: int
    tasks: int

    @property
    def title(self) -> str:
        """Name of the group."""
        return GROUP_NAMES[self.group]

    @property
    def note(self) -> str:
        """How many agencies, and how many tasks they lead."""
        words = tr("{agencies} cơ quan", agencies=self.agencies)
        return (
            tr("{words}, {tasks} nhiệm vụ", words=words, tasks=formats.number(self.tasks))
            if self.tasks
            else words
        )


@dataclass(frozen=True, slots=True)
class GridRow:
    """One agency: who is in charge on the day, and who will be.

    ``planned``: the next portfolio that begins after the day.
    """

    agency: OfficeAgency
    group: Group
    tasks: int
    current: PortfolioRecord | None
    leader: TermRecord | None
    planned: PortfolioRecord | None
    next_leader: TermRecord | None


GridLine = GridHead | GridRow


def grid_lines(office: Office, tasks: Iterable[TaskRef], day: dt.date) -> list[GridLine]:
    """Return heads and rows of the grid as of a day, in the office's order in every group."""
    counts = Counter(ref.lead_id for ref in tasks)
    held: dict[int, list[PortfolioRecord]] = {}
    for portfolio in office.portfolios:
        held.setdefault(portfolio.agency_id, []).append(portfolio)
    rows = [
        row
        for agency in office.agencies
        if agency.holds(day)
        and (row := _row(office, agency, counts[agency.id], held.get(agency.id, ()), day))
    ]
    lines: list[GridLine] = []
    for group in Group:
        members = [row for row in rows if row.group is group]
        if members:
            lines.append(GridHead(group, len(members), sum(row.tasks for row in members)))
            lines += members
    return lines


def _row(
    office: Office,
    agency: OfficeAgency,
    tasks: int,
    portfolios: Sequence[PortfolioRecord],
    day: dt.date,
) -> GridRow | None:
    in_force = [
        (portfolio, term)
        for portfolio in sorted(portfolios, key=lambda p: (p.confirmed, p.first, p.id))
        if portfolio.holds(day) and (term := office.term_on(portfolio.official_id, day))
    ]
    current, leader = in_force[-1] if in_force else (None, None)
    later = [portfolio for portfolio in portfolios if portfolio.first > day]
    planned = min(later, key=lambda p: p.first, default=None)
    if current is None and not tasks and planned is None and agency.kind not in _USUAL_KINDS:
        return None
    return GridRow(
        agency=agency,
        group=_group(agency, tasks, current),
        tasks=tasks,
        current=current,
        leader=leader,
        planned=planned,
        next_leader=office.term_on(planned.official_id, planned.first) if planned else None,
    )


def _group(agency: OfficeAgency, tasks: int, current: PortfolioRecord | None) -> Group:
    if current is not None:
        return Group.GIVEN if current.confirmed else Group.SUGGESTED
    if agency.collective:
        return Group.COLLECTIVE
    return Group.NONE if tasks else Group.IDLE
