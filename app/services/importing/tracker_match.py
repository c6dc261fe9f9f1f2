"""Which task a row of the office's own tracker is about: by code, by place, by its words.

A row is this or that task for certain only if its words are (`tracker_words.sure`) and the agency
that it names as lead is one of the task's. Anything less is a guess: it is offered, with what
speaks against it, and nothing is written of it before a person has chosen the task.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.domain.phrases import phrase
from app.domain.records import Role
from app.domain.text import fold
from app.domain.tracker import TaskChoice, TrackerColumn, TrackerRow
from app.importing.agencies import AgencyReader
from app.importing.names import AgencyName
from app.importing.short_forms import ShortForms
from app.services.importing.tracker_words import TaskWords, sure
from db.queries import directory
from db.queries import importing as queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOTHING_ALIKE = phrase("Không có nhiệm vụ nào trong sổ giống dòng này.")
UNSURE = phrase("Chưa chắc dòng này là nhiệm vụ nào; hãy chọn trong các nhiệm vụ gần giống.")
_OTHER_LEAD = phrase(
    "Tệp ghi chủ trì là {said}, còn nhiệm vụ giống nhất trong sổ do {leads} chủ trì; "
    "hãy chọn nhiệm vụ đúng."
)
_LEAST_ALIKE, _LEAST_FORWARD, _MOST_CHOICES = 0.3, 0.6, 4
"""A task is offered if it is so much alike, or has so much of the row's words."""


@dataclass(frozen=True)
class KnownTasks:
    """The tasks of the register, by the ways in which rows name them.

    Attributes:
        rows: task id → its row of `queries.tasks`.
        leads: task id → the names of its leads.
        agencies: every agency by its name, with all its spellings.
        same: agency → who stands for it as well: its collectives, and who came before or after it.
    """

    rows: Mapping[int, Any]
    leads: Mapping[int, Sequence[str]]
    agencies: Mapping[str, AgencyName]
    same: Mapping[str, frozenset[str]]

    @classmethod
    def read(cls, connection: Connection, today: dt.date) -> KnownTasks:
        """Return the tasks of a register, agencies as they are today."""
        rows = {row.id: row for row in queries.tasks(connection)}
        roles = queries.roles(connection, list(rows))
        named = {row.id: (row, spellings) for row, spellings in queries.agency_names(connection)}
        agencies = {
            row.name: AgencyName(row.name, (row.short_name, *spellings), row.collective)
            for row, spellings in named.values()
        }
        stands_for: dict[int, set[int]] = {
            agency: set(collectives)
            for agency, collectives in directory.memberships(connection, today).items()
        }
        for ended, heir in directory.heirs_on(connection, today).items():
            stands_for.setdefault(ended, set()).add(heir)
            stands_for.setdefault(heir, set()).add(ended)
        same = {
            named[agency][0].name: frozenset(named[n][0].name for n in others if n in named)
            for agency, others in stands_for.items()
            if agency in named
        }
        leads = {task: several.get(Role.LEAD, []) for task, several in roles.items()}
        return cls(rows, leads, agencies, same)

    @cached_property
    def by_code(self) -> dict[str, Any]:
        """The tasks by their folded codes."""
        return {fold(row.code): row for row in self.rows.values()}

    @cached_property
    def by_place(self) -> dict[str, list[Any]]:
        """The tasks by their folded places within their documents."""
        places: dict[str, list[Any]] = {}
        for row in self.rows.values():
            places.setdefault(fold(row.locator), []).append(row)
        return places

    @cached_property
    def words(self) -> TaskWords:
        """What the tasks are called, and say."""
        return TaskWords(
            {n: (row.title, row.short_title) for n, row in self.rows.items()},
            {
                n: (row.title, row.source_text, f"{row.title} {row.points}")
                for n, row in self.rows.items()
            },
        )

    @cached_property
    def reader(self) -> AgencyReader:
        """Finds the agencies of a cell."""
        return AgencyReader(self.agencies.values())

    @cached_property
    def short_forms(self) -> ShortForms:
        """What letters for names can mean."""
        return ShortForms(self.agencies.values())


def matched(row: TrackerRow, known: KnownTasks) -> TrackerRow:
    """Return a row with the task that it is about, or with the nearest ones to choose from."""
    row = replace(row, task=None, found_by="", choices=(), problem="")
    if row.chosen_task in known.rows:
        found = known.rows[row.chosen_task]
        return replace(row, task=_choice(found, 1), found_by=phrase("người chọn"))
    said = _place_words(row, TrackerColumn.CODE)
    if said in known.by_code:
        return replace(row, task=_choice(known.by_code[said], 1), found_by=phrase("mã"))
    for column in (TrackerColumn.CODE, TrackerColumn.PLACE):
        places = known.by_place.get(_place_words(row, column), ())
        if len(places) == 1:
            return _checked(row, _choice(places[0], 1), phrase("vị trí"), (), known)
    return _by_words(row, known)


def _place_words(row: TrackerRow, column: TrackerColumn) -> str:
    return fold(row.cells.get(column, "")).replace(" #", "#").strip()


def _by_words(row: TrackerRow, known: KnownTasks) -> TrackerRow:
    found = known.words.like(row.cells.get(TrackerColumn.CONTENT, ""))
    near = [e for e in found if e.score >= _LEAST_ALIKE or e.forward >= _LEAST_FORWARD]
    choices = tuple(_choice(known.rows[each.task_id], each.score) for each in near)
    if sure(found):
        return _checked(row, choices[0], phrase("nội dung"), choices[1:_MOST_CHOICES], known)
    if not choices:
        return replace(row, problem=NOTHING_ALIKE)
    return replace(row, choices=choices[:_MOST_CHOICES], problem=UNSURE)


def _checked(
    row: TrackerRow,
    task: TaskChoice,
    found_by: str,
    others: tuple[TaskChoice, ...],
    known: KnownTasks,
) -> TrackerRow:
    """Return a row with its task, or with a guess where the file names another lead."""
    said = row.cells.get(TrackerColumn.LEAD, "").strip()
    leads = known.leads.get(task.task_id, ())
    if not said or not leads or _is_lead(said, leads, known):
        return replace(row, task=task, found_by=found_by, choices=others)
    problem = _OTHER_LEAD.format(said=" ".join(said.split()), leads=", ".join(leads))
    return replace(row, choices=(task, *others), problem=problem)


def _is_lead(said: str, leads: Sequence[str], known: KnownTasks) -> bool:
    """Return whether a cell names one of the leads, by any spelling."""
    named = {mention.name for mention in known.reader.in_list(said)} | {" ".join(said.split())}
    for printed in list(named):  # "Sở NV" can be more than one: any of them will do here
        named |= {agency.name for agency in known.short_forms.meanings(printed)}
    all_named = named.union(*(known.same.get(name, frozenset()) for name in named))
    return bool({fold(name) for name in all_named} & {fold(name) for name in leads})


def _choice(row: Any, score: float) -> TaskChoice:
    return TaskChoice(row.id, row.code, row.short_title, round(score * 100))
