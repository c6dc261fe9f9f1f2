"""Groups of tasks and their counts, from the index alone: pure, and fast for 100 000 tasks.

A task stands in exactly one group of each grouping, so the groups of a card sum to its total.
"""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from app.domain.phrases import phrase
from app.domain.records import COLLECTIVE_NAME, NO_LEAD_NAME
from app.domain.tally import LIGHT_COUNT, Tally, add_all
from app.domain.traffic_light import Light
from app.views.language import told, tr
from app.views.list_request import COLLECTIVE, NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.domain.records import RegisterIndex, TaskRef

NO_LEADER_SHORT_NAME = phrase("Chưa phân công")


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its key, its name short and in full, its counts."""

    key: int
    name: str
    full_name: str
    tally: Tally


def tally_all(tasks: Iterable[TaskRef]) -> Tally:
    """Count all tasks by light."""
    return Tally.of(map(attrgetter("light"), tasks))


def tally_by(
    tasks: Iterable[TaskRef], field: str, merged: Mapping[int, int] | None = None
) -> dict[int, Tally]:
    """Count tasks by light for every value of an id field.

    Args:
        tasks: tasks of the index.
        field: name of the field of `TaskRef` ("document_id").
        merged: ids that are counted under another key.

    Returns:
        Tallies by id; ids without a task are missing.
    """
    merged = merged or {}
    counts: dict[int, list[int]] = {}
    for (value, light), count in Counter(map(attrgetter(field, "light"), tasks)).items():
        key = merged.get(value, value)
        counts.setdefault(key, [0] * LIGHT_COUNT)[light] += count
    return {key: Tally(tuple(lights)) for key, lights in counts.items()}  # type: ignore[arg-type]


def tally_by_lead(index: RegisterIndex) -> dict[int, Tally]:
    """Count by first-named lead: collective ones under `COLLECTIVE`, none under `NONE`."""
    return tally_by(index.tasks, "lead_id", _collective(index))


def tally_by_leader(index: RegisterIndex) -> dict[int, Tally]:
    """Count by leader in charge, suggested ones included, without a leader under `NONE`."""
    return tally_by(index.tasks, "leader_id")


def lead_key(task: TaskRef, index: RegisterIndex) -> int:
    """Return the key under which `tally_by_lead` counts a task."""
    agency = index.directory.agencies.get(task.lead_id)
    return COLLECTIVE if agency is not None and agency.collective else task.lead_id


def lead_name(task: TaskRef, index: RegisterIndex) -> str:
    """Return who leads a task, for a second line: short name, collective ones told as such."""
    agency = index.directory.agencies.get(task.lead_id)
    if agency is None:
        return told(NO_LEAD_NAME)
    return (
        tr("Việc chung: {short_name}", short_name=agency.short_name)
        if agency.collective
        else agency.short_name
    )


def groups_by_lead(index: RegisterIndex) -> list[Group]:
    """Return the agencies with tasks: collective work first, then by total, without lead last."""
    tallies = tally_by_lead(index)
    agencies = index.directory.agencies
    named = [
        Group(key, agencies[key].short_name, agencies[key].name, tally)
        for key, tally in tallies.items()
        if key not in (COLLECTIVE, NONE)
    ]
    named.sort(key=lambda group: (-group.tally.total, agencies[group.key].order, group.key))
    first = _special(tallies, COLLECTIVE, COLLECTIVE_NAME)
    return [*first, *named, *_special(tallies, NONE, NO_LEAD_NAME)]


def groups_by_leader(index: RegisterIndex) -> list[Group]:
    """Return the officials with tasks in order of precedence, then the tasks without a leader."""
    tallies = tally_by_leader(index)
    officials = index.directory.officials
    named = [
        Group(key, officials[key].name, officials[key].title, tally)
        for key, tally in tallies.items()
        if key != NONE
    ]
    named.sort(key=lambda group: (officials[group.key].order, group.key))
    return [*named, *_special(tallies, NONE, NO_LEADER_SHORT_NAME)]


def shorten(groups: Sequence[Group], limit: int) -> tuple[list[Group], list[Group]]:
    """Split groups into those with a row of their own and the rest.

    Args:
        groups: groups in their order.
        limit: most rows before the row of the rest.

    Returns:
        Shown and rest. A group without an agency is always shown, for it has to be mended; a rest
        of one group is no rest, for its row would be as long as the group's own.
    """
    if len(groups) <= limit + 1:
        return list(groups), []
    to_mend = [group for group in groups if group.key == NONE]
    others = [group for group in groups if group.key != NONE]
    room = limit - len(to_mend)
    return [*others[:room], *to_mend], others[room:]


def total(groups: Iterable[Group]) -> Tally:
    """Return the sum of the groups."""
    return add_all(group.tally for group in groups)


def needs_attention(tasks: Iterable[TaskRef], limit: int) -> list[TaskRef]:
    """Return the tasks to press for: overdue by days, then late reports, then due soon.

    Args:
        tasks: tasks of the index.
        limit: most tasks to return.
    """
    pressing = (task for task in tasks if task.light in (Light.OVERDUE, Light.DUE_SOON))
    return heapq.nsmallest(limit, pressing, key=_urgency)


def _urgency(task: TaskRef) -> tuple[int, int, int]:
    days = task.days or 0
    if task.light is Light.OVERDUE:
        return (0, -days, task.id)
    if task.by_report:
        return (1, -days, task.id)
    return (2, days, task.id)


def _collective(index: RegisterIndex) -> dict[int, int]:
    return {
        key: COLLECTIVE for key, agency in index.directory.agencies.items() if agency.collective
    }


def _special(tallies: Mapping[int, Tally], key: int, name: str) -> list[Group]:
    return [Group(key, name, name, tallies[key])] if key in tallies else []
