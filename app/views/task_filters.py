"""Filters on the columns of the task list: pure, over one index; they join with search and group.

A filter takes tasks out and never adds one, so that every count of what is left still adds up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain import scopes
from app.domain.phrases import joined, phrase
from app.domain.records import NO_LEAD_NAME, NO_LEADER_NAME, Directory, RegisterIndex, TaskRef
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.views.tables.row_groups import month_key, month_words
from app.views.tables.row_heads import NO_SCHEME_NAME

_MOST_NAMED = 2
"""Chosen values that a chip names; more are counted."""


class FilterKey(StrEnum):
    """What can be filtered by; the values of a column, or the words in it."""

    PLACE = "place"
    TITLE = "title"
    DOCUMENT = "document"
    LEAD = "lead"
    LEADER = "leader"
    SCHEME = "scheme"
    LIMIT = "limit"
    PRODUCT = "product"
    RESULT = "result"
    STATE = "state"
    YEAR = "year"
    DAY = "day"


FILTER_NAMES = {
    FilterKey.PLACE: phrase("Vị trí"),
    FilterKey.TITLE: phrase("Nhiệm vụ"),
    FilterKey.DOCUMENT: phrase("Văn bản"),
    FilterKey.LEAD: phrase("Chủ trì"),
    FilterKey.LEADER: phrase("Lãnh đạo"),
    FilterKey.SCHEME: phrase("Đề án"),
    FilterKey.LIMIT: phrase("Thời hạn"),
    FilterKey.PRODUCT: phrase("Sản phẩm"),
    FilterKey.RESULT: phrase("Kết quả"),
    FilterKey.STATE: phrase("Tình trạng"),
    FilterKey.YEAR: phrase("Năm"),
    FilterKey.DAY: phrase("Đến hạn ngày"),
}

TEXT_KEYS = (FilterKey.PLACE, FilterKey.TITLE, FilterKey.PRODUCT, FilterKey.RESULT)
"""Columns that are filtered by words; all others by their values."""

_VALUE: dict[FilterKey, Callable[[TaskRef], int]] = {
    FilterKey.DOCUMENT: lambda task: task.document_id,
    FilterKey.LEAD: lambda task: task.lead_id,
    FilterKey.LEADER: lambda task: task.leader_id,
    FilterKey.SCHEME: lambda task: task.scheme_id,
    FilterKey.LIMIT: month_key,
    FilterKey.STATE: lambda task: int(task.light),
}


def day_key(task: TaskRef) -> int:
    """Return the day of a time limit as ``20260306``, 0 where there is none."""
    day = task.due_on
    return 0 if day is None else day.year * 10_000 + day.month * 100 + day.day


_VALUE[FilterKey.DAY] = day_key

ReadWords = Callable[[str, str], AbstractSet[int]]
"""(column, words) → the tasks whose column holds them."""


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """The filters in force: values by column, words by column, and the year (0: every year)."""

    values: tuple[tuple[FilterKey, frozenset[int]], ...] = ()
    words: tuple[tuple[FilterKey, str], ...] = ()
    year: int = 0

    def __bool__(self) -> bool:
        return bool(self.values or self.words or self.year)

    @property
    def keys(self) -> list[FilterKey]:
        """What is filtered by, in the order in which it was asked for."""
        year = [FilterKey.YEAR] if self.year else []
        return [*year, *(key for key, _ in self.values), *(key for key, _ in self.words)]

    def chosen(self, key: FilterKey) -> frozenset[int] | None:
        """Return the values that may pass a column, None where all may."""
        return dict(self.values).get(key)

    def typed(self, key: FilterKey) -> str:
        """Return the words that a column must hold."""
        return dict(self.words).get(key, "")

    def with_values(self, key: FilterKey, values: Collection[int] | None) -> TaskFilters:
        """Return them with other values of a column; None lets all pass."""
        rest = tuple(each for each in self.values if each[0] is not key)
        added = () if values is None else ((key, frozenset(values)),)
        return replace(self, values=(*rest, *added))

    def with_words(self, key: FilterKey, words: str) -> TaskFilters:
        """Return them with other words of a column; "" lets all pass."""
        rest = tuple(each for each in self.words if each[0] is not key)
        return replace(self, words=(*rest, (key, words.strip())) if words.strip() else rest)

    def without(self, key: FilterKey) -> TaskFilters:
        """Return them without what is said of one column."""
        if key is FilterKey.YEAR:
            return replace(self, year=0)
        return self.with_values(key, None).with_words(key, "")


def passing(
    tasks: Iterable[TaskRef], filters: TaskFilters, directory: Directory, read: ReadWords
) -> frozenset[int]:
    """Return the ids of the tasks that pass every filter.

    Args:
        tasks: of the index.
        filters: what may pass.
        directory: names and documents of the day.
        read: looks words up; asked once a filter by words.
    """
    left: Iterable[TaskRef] = tasks
    for key, values in filters.values:
        value = _VALUE[key]
        left = [task for task in left if value(task) in values]
    if filters.year:
        left = [task for task in left if in_year(task, filters.year, directory)]
    ids = frozenset(task.id for task in left)
    for key, words in filters.words:
        ids &= read(key.value, words)
    return ids


def in_year(task: TaskRef, year: int, directory: Directory) -> bool:
    """Return whether a task is one of a year's work: given by its end, not ended before it.

    What is open goes over into the next year; what was completed or stopped stays in its own.
    """
    issued_on = directory.documents[task.document_id].issued_on
    return issued_on.year <= year and (task.ended_on is None or task.ended_on.year >= year)


def years(index: RegisterIndex) -> list[int]:
    """Return the years that can be chosen, newest first: from the first document to the day."""
    documents = index.directory.documents
    issued = {documents[task.document_id].issued_on.year for task in index.tasks}
    first = min(issued, default=index.as_of.year)
    return list(range(index.as_of.year, min(first, index.as_of.year) - 1, -1))


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a column: what it is called, how many tasks have it."""

    value: int
    name: str
    count: int


def choices(index: RegisterIndex, key: FilterKey, among: AbstractSet[int] | None) -> list[Choice]:
    """Return the values of a column in their order.

    Args:
        index: the tasks.
        key: a column that is filtered by values.
        among: the tasks that the other filters leave; None: all.
    """
    value = _VALUE[key]
    tasks = index.tasks if among is None else [t for t in index.tasks if t.id in among]
    counts = Counter(map(value, tasks))
    names = index.directory
    return [
        Choice(each, value_name(names, key, each), counts[each])
        for each in sorted(counts, key=lambda each: _order(names, key, each))
    ]


def value_name(names: Directory, key: FilterKey, value: int) -> str:  # noqa: PLR0911 - one a column
    """Return what a value of a column is called."""
    if key is FilterKey.DOCUMENT:
        document = names.documents.get(value)
        return document.short_title if document else "?"
    if key is FilterKey.LEAD:
        agency = names.agencies.get(value)
        return agency.short_name if agency else NO_LEAD_NAME
    if key is FilterKey.LEADER:
        official = names.officials.get(value)
        return official.name if official else NO_LEADER_NAME
    if key is FilterKey.SCHEME:
        scheme = names.schemes.get(value)
        return scheme.name if scheme else NO_SCHEME_NAME
    if key is FilterKey.LIMIT:
        return month_words(value)
    if key is FilterKey.DAY:
        return f"{value % 100:02d}/{value // 100 % 100:02d}/{value // 10_000}"
    if key is FilterKey.YEAR:
        return str(value)
    return LIGHT_NAMES[Light(value)]


def chip_words(filters: TaskFilters, key: FilterKey, names: Directory) -> str:
    """Return what a filter says in short: ``Chủ trì: Sở Xây dựng``, ``Nhiệm vụ: “nhà ở”``."""
    if key is FilterKey.YEAR:
        return phrase("Việc của năm {year}", year=filters.year)
    head = FILTER_NAMES[key]
    if words := filters.typed(key):
        return joined("", (head, ": “", words, "”"))
    chosen = sorted(filters.chosen(key) or (), key=lambda each: _order(names, key, each))
    if not chosen:
        return phrase("{head}: không chọn gì", head=head)
    named = joined(", ", (value_name(names, key, value) for value in chosen[:_MOST_NAMED]))
    more = len(chosen) - _MOST_NAMED
    rest = phrase(" và {more} mục khác", more=more) if more > 0 else ""
    return joined("", (head, ": ", named, rest))


def _order(names: Directory, key: FilterKey, value: int) -> tuple[int, ...]:
    if key is FilterKey.LEAD:
        return scopes.office_order(names.agencies.get(value), value)
    if key is FilterKey.LIMIT:
        return (value <= 0, value)
    orders: dict[FilterKey, Sequence[int]] = {
        FilterKey.DOCUMENT: list(names.documents),
        FilterKey.LEADER: list(names.officials),
        FilterKey.SCHEME: list(names.schemes),
    }
    known = orders.get(key)
    if known is None:
        return (value,)
    return (known.index(value) if value in known else len(known), value)
