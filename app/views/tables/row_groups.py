"""Orders and groups of the task table: lists of ids, cut from the index without a row object.

What an index implies (who stands in which group, in which order) is worked out once and kept; a
view of some tasks is then only a filter, which is what makes a keystroke cheap at 100 000 tasks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import attrgetter

from app.domain.periods import Recurrence
from app.domain.phrases import phrase
from app.domain.records import RegisterIndex, TaskRef
from app.domain.scopes import office_order
from app.domain.traffic_light import Light

_LAST = 1 << 40
"""Sort key of what has no value; it and higher keys stay last whichever way is sorted."""

_NO_DAYS = 1 << 29
"""Sort key of a light without days, behind those with days."""

_ID = attrgetter("id")

_URGENCY = (
    Light.OVERDUE,
    Light.DUE_SOON,
    Light.IN_TIME,
    Light.UNKNOWN,
    Light.DONE_LATE,
    Light.DONE_IN_TIME,
    Light.STOPPED,
)
_URGENCY_RANK = {light: rank << 30 for rank, light in enumerate(_URGENCY)}
_RECURRENCE_RANK = {recurrence: _LAST + rank for rank, recurrence in enumerate(Recurrence)}
_NO_LIMIT = _LAST + len(Recurrence)


class RowGrouping(StrEnum):
    """What the group rows of the table stand for."""

    FLAT = "flat"
    DOCUMENT = "document"
    SECTION = "section"
    AGENCY = "agency"
    SCHEME = "scheme"
    MONTH = "month"


RECURRING = -3
"""Key of the tasks whose time limit returns, among the months of time limits."""


class SortKey(StrEnum):
    """What rows are sorted by, inside their groups."""

    PLACE = "place"
    TITLE = "title"
    LEAD = "lead"
    LEADER = "leader"
    DOCUMENT = "document"
    SCHEME = "scheme"
    LIMIT = "limit"
    URGENCY = "urgency"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort key and its direction; the default is document order."""

    key: SortKey = SortKey.PLACE
    descending: bool = False


Groups = list[tuple[int, Sequence[int]]]
"""(key of the group, ids of its tasks in order) in the order of the groups."""


class RowOrders:
    """Orders and groups of one index, worked out when first asked for."""

    def __init__(self, index: RegisterIndex, ids_by_title: Callable[[], Sequence[int]]) -> None:
        """Take an index.

        Args:
            index: the tasks, in document order.
            ids_by_title: reads all ids in the order of their titles; asked for at most once.
        """
        self._index = index
        self._ids_by_title = ids_by_title
        self._orders: dict[Sort, Sequence[int]] = {}
        self._groups: dict[tuple[RowGrouping, Sort], Groups] = {}

    def view(self, ids: Collection[int], grouping: RowGrouping, sort: Sort) -> Groups:
        """Return some tasks in groups, each sorted; groups without a task are left out.

        Args:
            ids: ids of tasks of the index, each once, in any order.
            grouping: what the groups are.
            sort: order inside the groups.
        """
        whole = self._grouped(grouping, sort)
        if len(ids) == len(self._index.tasks):
            return whole
        wanted = ids if isinstance(ids, set | frozenset) else set(ids)
        is_wanted = wanted.__contains__
        cut = ((key, list(filter(is_wanted, members))) for key, members in whole)
        return [(key, members) for key, members in cut if members]

    def _grouped(self, grouping: RowGrouping, sort: Sort) -> Groups:
        known = self._groups.get((grouping, sort))
        if known is None:
            order = self._order(sort)
            known = [(0, order)] if grouping is RowGrouping.FLAT else self._split(order, grouping)
            self._groups[grouping, sort] = known
        return known

    def _split(self, order: Sequence[int], grouping: RowGrouping) -> Groups:
        index, key_of = self._index, _GROUP_OF[grouping]
        members: dict[int, list[int]] = {key: [] for key in self._groups_in_order(grouping)}
        appends = {key: ids.append for key, ids in members.items()}
        if order is self._orders.get(Sort()):  # that of the index itself
            tasks: Iterable[TaskRef] = index.tasks
        else:
            tasks = map(index.by_id.__getitem__, order)
        for task, key in zip(order, map(key_of, tasks), strict=True):
            appends[key](task)
        return list(members.items())

    def _groups_in_order(self, grouping: RowGrouping) -> list[int]:
        names = self._index.directory
        keys = dict.fromkeys(map(_GROUP_OF[grouping], self._index.tasks))  # in document order
        if grouping is RowGrouping.AGENCY:
            agencies = names.agencies
            return sorted(keys, key=lambda key: office_order(agencies.get(key), key))
        if grouping is RowGrouping.MONTH:
            return sorted(keys, key=lambda key: (key <= 0, key))
        if grouping is RowGrouping.SCHEME:
            places = {key: place for place, key in enumerate(names.schemes)}
            return sorted(keys, key=lambda key: places.get(key, _LAST))
        return list(keys)

    def _order(self, sort: Sort) -> Sequence[int]:
        known = self._orders.get(sort)
        if known is None:
            known = self._sorted(sort)
            self._orders[sort] = known
        return known

    def _sorted(self, sort: Sort) -> Sequence[int]:
        tasks = self._index.tasks
        ids = list(map(_ID, tasks))
        if sort.key is SortKey.PLACE:
            return ids[::-1] if sort.descending else ids
        if sort.key is SortKey.TITLE:
            by_title = self._ids_by_title()
            if len(by_title) != len(ids):  # on a past day some tasks did not exist yet
                here = set(ids)
                by_title = [task for task in by_title if task in here]
            return by_title[::-1] if sort.descending else by_title
        keys = self._sort_keys(sort.key)
        if sort.descending:
            keys = [key if key >= _LAST else -key for key in keys]
        return [ids[place] for place in sorted(range(len(ids)), key=keys.__getitem__)]

    def _sort_keys(self, key: SortKey) -> list[int]:
        tasks = self._index.tasks
        if key is SortKey.URGENCY:
            return [urgency(task) for task in tasks]
        if key is SortKey.LIMIT:
            return [_limit_key(task) for task in tasks]
        names = self._index.directory
        if key is SortKey.LEADER:
            leaders = {each.id: each.order for each in names.officials.values()}
            return [leaders.get(task.leader_id, _LAST) for task in tasks]
        if key is SortKey.DOCUMENT:
            documents = {each.id: each.order for each in names.documents.values()}
            return [documents[task.document_id] for task in tasks]
        if key is SortKey.SCHEME:
            schemes = {key: place for place, key in enumerate(names.schemes)}
            return [schemes.get(task.scheme_id, _LAST) for task in tasks]
        order = {agency.id: agency.order for agency in names.agencies.values()}
        return [order.get(task.lead_id, _LAST) for task in tasks]


class RowLayout:
    """Which row shows which task, with a head row over every group and some groups folded.

    Rows are found by bisection in the first rows of the groups, so folding costs nothing.
    """

    def __init__(self, groups: Groups, *, heads: bool, folded: frozenset[int]) -> None:
        """Lay groups out.

        Args:
            groups: keys and ids.
            heads: whether every group has a head row.
            folded: keys of the groups of which only the head row is shown.
        """
        self.groups = groups
        self._head = 1 if heads else 0
        sizes = (self._head + (0 if heads and key in folded else len(ids)) for key, ids in groups)
        self._starts = list(accumulate(sizes, initial=0))

    @property
    def row_count(self) -> int:
        """Number of rows, head rows included."""
        return self._starts[-1]

    @property
    def task_count(self) -> int:
        """Number of tasks, those of folded groups included."""
        return sum(len(ids) for _key, ids in self.groups)

    def group_at(self, row: int) -> int:
        """Return the place of the group that a row belongs to."""
        return bisect_right(self._starts, row) - 1

    def is_head(self, row: int) -> bool:
        """Return whether a row is the head row of a group."""
        return bool(self._head) and self._starts[self.group_at(row)] == row

    def task_at(self, row: int) -> int:
        """Return the id of the task in a row, 0 for a head row."""
        group = self.group_at(row)
        place = row - self._starts[group] - self._head
        return 0 if place < 0 else self.groups[group][1][place]

    def tasks_from(self, row: int, limit: int) -> list[int]:
        """Return up to ``limit`` ids of the rows from ``row`` on."""
        found: list[int] = []
        while row < self.row_count and len(found) < limit:
            group = self.group_at(row)
            first, end = self._starts[group] + self._head, self._starts[group + 1]
            place, last = max(0, row - first), max(0, end - first)
            found.extend(self.groups[group][1][place : min(last, place + limit - len(found))])
            row = end
        return found

    def row_of(self, task: int) -> int:
        """Return the row of a task, or the head of its folded group; -1 if it is not here."""
        for group, (_key, ids) in enumerate(self.groups):
            try:
                place = ids.index(task)
            except ValueError:
                continue
            row = self._starts[group] + self._head + place
            return row if row < self._starts[group + 1] else self._starts[group]
        return -1

    def head_row(self, key: int) -> int:
        """Return the head row of a group, -1 if it is not here."""
        keys = [group for group, _ids in self.groups]
        return self._starts[keys.index(key)] if self._head and key in keys else -1


def urgency(task: TaskRef) -> int:
    """Return a key that sorts what presses most to the front: overdue by days first.

    A late report comes before a limit that is still to come, then fewer days left before more;
    then what nobody can judge, and last what is done or stopped.
    """
    rank = _URGENCY_RANK[task.light]
    if task.days is None:
        return rank + _NO_DAYS
    past_limit = task.by_report or task.light in (Light.OVERDUE, Light.DONE_LATE)
    return rank - task.days if past_limit else rank + task.days


def month_key(task: TaskRef) -> int:
    """Return the month of a time limit as ``202603``, `RECURRING`, or 0 where there is none."""
    if task.due_on is not None:
        return task.due_on.year * 100 + task.due_on.month
    return 0 if task.recurrence is None else RECURRING


def month_words(key: int) -> str:
    """Return a `month_key` in words: ``Tháng 3/2026``."""
    if key > 0:
        return phrase("Tháng {key}/{key2}", key=key % 100, key2=key // 100)
    return phrase("Thường xuyên, định kỳ") if key == RECURRING else phrase("Chưa xác định thời hạn")


def _limit_key(task: TaskRef) -> int:
    if task.due_on is not None:
        return task.due_on.toordinal()
    return _NO_LIMIT if task.recurrence is None else _RECURRENCE_RANK[task.recurrence]


_GROUP_OF: dict[RowGrouping, Callable[[TaskRef], int]] = {
    RowGrouping.AGENCY: attrgetter("lead_id"),
    RowGrouping.DOCUMENT: attrgetter("document_id"),
    RowGrouping.MONTH: month_key,
    RowGrouping.SCHEME: attrgetter("scheme_id"),
    RowGrouping.SECTION: attrgetter("section_id"),
}
"""Which group a task stands in."""
