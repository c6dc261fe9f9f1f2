"""Which tasks a group of the tree, a counter and a search leave: lists of ids over one index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import Literal

from app.domain import scopes
from app.domain.records import RegisterIndex, TaskRef
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.views.list_request import COLLECTIVE
from app.views.tables.row_groups import month_key

TreeGrouping = Literal["agency", "leader", "document", "scheme", "state", "month"]
"""What the nodes of the tree stand for."""

NodeKey = tuple[int, ...]
"""Ids from the top of the tree down: () is everything, (official, agency) a leader's agency,
(year, month) a month."""


class TaskLists:
    """Cuts lists from an index; an order they do not have, the table gives them."""

    def __init__(self, index: RegisterIndex) -> None:
        """Take an index."""
        self.index = index

    def __contains__(self, task: object) -> bool:
        """Whether a task existed on the day of the index."""
        return task in self.index.by_id or task in self.index.closed_by_id

    @cached_property
    def everything(self) -> Collection[int]:
        """Every task but those of documents of the past."""
        return self.index.by_id.keys()

    def ref(self, task: int) -> TaskRef:
        """Return the entry of a task that existed on the day of the index."""
        return self.index.ref(task)

    def is_closed(self, grouping: TreeGrouping, key: NodeKey) -> bool:
        """Return whether a node stands for a document of the past or a section of one."""
        return grouping == "document" and bool(key) and self.index.is_closed(key[0])

    def members(self, grouping: TreeGrouping, key: NodeKey) -> Collection[int]:
        """Return the tasks that a node of the tree counts: followed ones, or closed ones.

        Args:
            grouping: what the nodes stand for.
            key: the node.
        """
        if not key:
            return self.everything
        test = self._test(grouping, key)
        refs = self.index.closed if self.is_closed(grouping, key) else self.index.tasks
        return [task.id for task in refs if test(task)]

    def co_led(self, grouping: TreeGrouping, key: NodeKey) -> Sequence[int]:
        """Return the tasks under an agency that another one leads first: outside every total."""
        if grouping != "agency" or len(key) != 1 or key[0] <= 0:
            return ()
        agency = key[0]
        return [
            task.id
            for task in self.index.tasks
            if task.other_lead_ids and agency in task.other_lead_ids
        ]

    def also_in(self, grouping: TreeGrouping, key: NodeKey) -> Sequence[int]:
        """Return tasks of other documents for which one asks too: outside every total of it."""
        if grouping != "document" or not key:
            return ()
        return [task.id for task in scopes.also_in(self.index, *key)]

    def joint(self, grouping: TreeGrouping, key: NodeKey) -> Sequence[int]:
        """Return the tasks given to many, an agency among them: outside every total of its own."""
        if grouping != "agency" or len(key) != 1:
            return ()
        return [task.id for task in scopes.joint_tasks(self.index, key[0])]

    def known(self, ids: Iterable[int]) -> frozenset[int]:
        """Return the ids that are followed; search also finds tasks of later days."""
        return frozenset(ids).intersection(self.index.by_id)

    def closed(self, ids: Iterable[int]) -> frozenset[int]:
        """Return the ids that belong to documents of the past."""
        closed = self.index.closed_by_id
        return frozenset(ids).intersection(closed) if closed else frozenset()

    def tally(self, ids: Collection[int]) -> Tally:
        """Count tasks by light."""
        if ids is self.everything:
            return self._whole  # asked for several times with every showing
        return Tally.of(self.index.lights(ids))

    @cached_property
    def _whole(self) -> Tally:
        return Tally.of(map(attrgetter("light"), self.index.tasks))

    def with_lights(
        self, ids: Collection[int], lights: Collection[Light] | None
    ) -> Collection[int]:
        """Return the tasks that have one of the lights; None lets all pass."""
        if lights is None:
            return ids
        return list(compress(ids, map(frozenset(lights).__contains__, self.index.lights(ids))))

    def _test(self, grouping: TreeGrouping, key: NodeKey) -> Callable[[TaskRef], bool]:
        first, rest = key[0], key[1] if len(key) > 1 else None
        tests: dict[TreeGrouping, Callable[[TaskRef], bool]] = {
            "state": lambda task: task.light == first,
            "scheme": lambda task: task.scheme_id == first,
            "month": lambda task: in_month(task, first, rest),
            "document": lambda task: task.document_id == first and rest in (None, task.section_id),
            "leader": lambda task: task.leader_id == first and rest in (None, task.lead_id),
        }
        if grouping in tests:
            return tests[grouping]
        if first == COLLECTIVE:
            agencies = self.index.directory.agencies.values()
            collective = {agency.id for agency in agencies if agency.collective}
            return lambda task: task.lead_id in collective
        return lambda task: task.lead_id == first


def in_month(task: TaskRef, first: int, month: int | None) -> bool:
    """Return whether a task is due in a year (and month), or stands under those without a date."""
    if task.due_on is None or first <= 0:
        return task.due_on is None and month_key(task) == first
    return task.due_on.year == first and month in (None, task.due_on.month)
