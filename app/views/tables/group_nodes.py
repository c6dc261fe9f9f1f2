"""The nodes of the group tree, counted from the index: pure, and their counts add up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from operator import attrgetter

from app.domain import formats, scopes
from app.domain.phrases import phrase, small
from app.domain.records import (
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    DocumentRecord,
    RegisterIndex,
    SectionRecord,
    TaskRef,
)
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.views.grouping import (
    Group,
    groups_by_lead,
    groups_by_leader,
    tally_all,
    tally_by,
)
from app.views.language import told, tr
from app.views.list_request import COLLECTIVE, NONE
from app.views.tables.row_groups import RECURRING, month_key, month_words
from app.views.tables.row_heads import (
    NO_SCHEME_NAME,
    NO_SECTION_NAME,
    document_note,
    section_name,
)
from app.views.task_lists import NodeKey, TreeGrouping

ALL_NAMES: dict[TreeGrouping, str] = {
    "agency": phrase("Tất cả cơ quan"),
    "leader": phrase("Tất cả lãnh đạo"),
    "document": phrase("Tất cả văn bản"),
    "scheme": phrase("Tất cả đề án"),
    "state": phrase("Tất cả tình trạng"),
    "month": phrase("Mọi thời hạn"),
}

GROUPING_NAMES: dict[TreeGrouping, str] = {
    "agency": tr("cơ quan chủ trì"),
    "leader": tr("lãnh đạo phụ trách"),
    "document": tr("văn bản"),
    "scheme": tr("đề án"),
    "state": tr("tình trạng"),
    "month": tr("tháng đến hạn"),
}


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree.

    Attributes:
        grouping: what the tree groups by.
        key: place in the tree, see `NodeKey`.
        name: short name.
        full_name: name in full, for tips and titles.
        tally: lights of the tasks that it counts.
        note: second line, "" for none.
        suggested: whether the agency's leader is only suggested.
        co_led: tasks listed here but counted elsewhere.
        also: tasks of other documents for which this one asks too, counted there.
        closed: whether it is a document of the past, which no total counts, or a section of one.
        children: lines below it.
    """

    grouping: TreeGrouping
    key: NodeKey
    name: str
    full_name: str
    tally: Tally
    note: str = ""
    suggested: bool = False
    co_led: int = 0
    also: int = 0
    closed: bool = False
    children: tuple[Node, ...] = ()

    @property
    def light(self) -> Light | None:
        """The light that a node of the tree by state stands for."""
        return Light(self.key[0]) if self.grouping == "state" and self.key else None

    @property
    def spoken(self) -> str:
        """Name and counts in words, for tips and screen readers."""
        parts = [
            told(self.full_name),
            tr("{total} nhiệm vụ", total=formats.number(self.tally.total)),
        ]
        if self.light is None and (overdue := self.tally[Light.OVERDUE]):
            parts.append(tr("{overdue} quá hạn", overdue=formats.number(overdue)))
        if self.co_led:
            parts.append(
                tr(
                    "cùng chủ trì {co_led} (không cộng vào tổng)",
                    co_led=formats.number(self.co_led),
                )
            )
        if self.also:
            parts.append(
                tr(
                    "cũng giao {also} của văn bản khác (không cộng vào tổng)",
                    also=formats.number(self.also),
                )
            )
        if self.closed:
            parts.append(tr("không cộng vào tổng số"))
        if self.suggested:
            parts.append(tr("phân công gợi ý, chưa xác nhận"))
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Forest:
    """The tree, and what is pinned under it: the tasks without a leader."""

    nodes: Sequence[Node]
    pinned: Node | None = None

    def find(self, key: NodeKey) -> Node | None:
        """Return the node with a key, wherever it stands."""
        pending = [*self.nodes, *([self.pinned] if self.pinned else [])]
        while pending:
            node = pending.pop()
            if node.key == key:
                return node
            pending.extend(node.children)
        return None


def build_forest(
    index: RegisterIndex, grouping: TreeGrouping, found: AbstractSet[int] | None = None
) -> Forest:
    """Return the tree of a grouping.

    Args:
        index: the tasks.
        grouping: what the nodes stand for.
        found: ids of the tasks that a search found; other tasks are not counted, and groups
            without any are left out. None for no search.
    """
    if found is not None:
        index = replace(
            index,
            tasks=[task for task in index.tasks if task.id in found],
            closed=[task for task in index.closed if task.id in found],
        )
    everything = Node(
        grouping, (), ALL_NAMES[grouping], ALL_NAMES[grouping], tally_all(index.tasks)
    )
    builders = {
        "agency": _by_agency,
        "document": _by_document,
        "scheme": _by_scheme,
        "state": _by_state,
        "month": _by_month,
    }
    if grouping == "leader":
        leaders, pinned = _by_leader(index)
        return Forest([everything, *leaders], pinned)
    return Forest([everything, *builders[grouping](index)])


def _by_agency(index: RegisterIndex) -> list[Node]:
    co_led: dict[int, int] = defaultdict(int)
    for leads, count in Counter(map(attrgetter("other_lead_ids"), index.tasks)).items():
        for agency in leads:
            co_led[agency] += count
    nodes = [_agency_node(group, co_led) for group in groups_by_lead(index)]
    # An agency that leads nothing alone still has to be found.
    more = [
        _agency_node(Group(agency.id, agency.short_name, agency.name, Tally()), co_led)
        for agency in scopes.concerned_agencies(index)
    ]
    agencies = index.directory.agencies

    def place(node: Node) -> tuple[int, ...]:
        key = node.key[0]
        if key == COLLECTIVE:
            return (0,)
        # Who leads nothing alone stands behind those who do.
        return (1, key == NONE, not node.tally.total, *scopes.office_order(agencies.get(key), key))

    return sorted([*nodes, *more], key=place)


def _agency_node(group: Group, co_led: dict[int, int]) -> Node:
    return Node(
        "agency",
        (group.key,),
        group.name,
        group.full_name,
        group.tally,
        co_led=co_led.get(group.key, 0),
    )


def _by_leader(index: RegisterIndex) -> tuple[list[Node], Node | None]:
    parts: dict[int, list[TaskRef]] = defaultdict(list)
    for task in index.tasks:
        parts[task.leader_id].append(task)
    nodes: list[Node] = []
    pinned = None
    for group in groups_by_leader(index):
        children = _agencies_under(group.key, parts[group.key], index)
        official = index.directory.officials.get(group.key)
        named = official is not None
        node = Node(
            "leader",
            (group.key,),
            group.name if named else NO_LEADER_NAME,
            group.full_name if named else NO_LEADER_NAME,
            group.tally,
            official.position.removesuffix(" UBND tỉnh")
            if official is not None
            else _unassigned_note(children, index),
            children=children,
        )
        if official is None:
            pinned = node
        else:
            nodes.append(node)
    return nodes, pinned


def _agencies_under(
    official: int, tasks: Iterable[TaskRef], index: RegisterIndex
) -> tuple[Node, ...]:
    agencies, suggested = index.directory.agencies, index.directory.suggested_agency_leaders
    tallies = tally_by(tasks, "lead_id")
    keys = sorted(tallies, key=lambda key: scopes.office_order(agencies.get(key), key))
    return tuple(
        Node(
            "leader",
            (official, key),
            agencies[key].short_name if key in agencies else NO_LEAD_NAME,
            agencies[key].name if key in agencies else NO_LEAD_NAME,
            tallies[key],
            suggested=official != NONE and suggested.get(key) == official,
        )
        for key in keys
    )


def _unassigned_note(children: Sequence[Node], index: RegisterIndex) -> str:
    agencies = index.directory.agencies
    leads = [agencies[node.key[1]] for node in children if node.key[1] in agencies]
    others = sum(not agency.collective for agency in leads)
    shared = len(leads) > others
    if not others:
        return tr("Việc chung") if shared else ""
    return (
        tr("Việc chung và {others} đầu mối khác", others=others)
        if shared
        else tr("{others} đầu mối", others=others)
    )


def _by_document(index: RegisterIndex) -> list[Node]:
    """Return the documents that are followed, then those of the past, each in their order."""
    documents = index.directory.documents
    asked_for = {place.document_id for task in index.tasks for place in task.also_at}
    nodes = []
    for closed, tasks in ((False, index.tasks), (True, index.closed)):
        parts: dict[int, list[TaskRef]] = defaultdict(list)
        for task in tasks:
            parts[task.document_id].append(task)
        for key in asked_for:  # a document that asks for nothing new still has to be found
            if index.is_closed(key) is closed:
                parts.setdefault(key, [])
        nodes += [
            _document_node(documents[key], parts[key], index, closed=closed)
            for key in sorted(parts, key=lambda key: documents[key].order)
        ]
    return nodes


def _document_node(
    document: DocumentRecord, tasks: Sequence[TaskRef], index: RegisterIndex, *, closed: bool
) -> Node:
    sections = index.directory.sections
    tallies = tally_by(tasks, "section_id")  # in document order, as the tasks are
    also = scopes.also_in(index, document.id)
    places = [place for task in also for place in task.also_at]
    asked = Counter(place.section_id for place in places if place.document_id == document.id)
    more = [key for key in asked if key not in tallies]
    order = (
        sorted((*tallies, *more), key=lambda key: _order(sections.get(key))) if more else tallies
    )
    children = tuple(
        Node(
            "document",
            (document.id, section),
            name,
            name,
            tallies.get(section, Tally()),
            also=asked[section],
            closed=closed,
        )
        for section in order
        for name in (_section(sections.get(section)),)
    )
    name = document.short_title
    note = (
        phrase("Văn bản {end_words}", end_words=document.end_words)
        if closed
        else document_note(document)
    )
    full_name = f"{name}, {small(note)}"
    return Node(
        "document",
        (document.id,),
        name,
        full_name,
        tally_all(tasks),
        note,
        also=len(also),
        closed=closed,
        children=children,
    )


def _by_state(index: RegisterIndex) -> list[Node]:
    counts = tally_all(index.tasks)
    nodes = []
    for light in Light:
        if counts[light]:
            only = tuple(counts[light] if other is light else 0 for other in Light)
            name = LIGHT_NAMES[light]
            nodes.append(Node("state", (int(light),), name, name, Tally(only)))  # type: ignore[arg-type]
    return nodes


def _by_scheme(index: RegisterIndex) -> list[Node]:
    schemes, tallies = index.directory.schemes, tally_by(index.tasks, "scheme_id")
    named = [
        Node(
            "scheme",
            (key,),
            scheme.name,
            scheme.full_name,
            tallies[key],
            scheme.title,
        )
        for key, scheme in schemes.items()
        if key in tallies
    ]
    if NONE not in tallies:
        return named
    return [*named, Node("scheme", (NONE,), NO_SCHEME_NAME, NO_SCHEME_NAME, tallies[NONE])]


def _by_month(index: RegisterIndex) -> list[Node]:
    """Return the years with their months, then what has no day."""
    months: dict[int, list[TaskRef]] = defaultdict(list)
    for task in index.tasks:
        months[month_key(task)].append(task)
    years: dict[int, list[Node]] = defaultdict(list)
    for key in sorted(key for key in months if key > 0):
        year, month = divmod(key, 100)
        name = month_words(key)
        years[year].append(Node("month", (year, month), name, name, tally_all(months[key])))
    nodes = [
        Node(
            "month",
            (year,),
            phrase("Năm {year}", year=year),
            phrase("Đến hạn trong năm {year}", year=year),
            add_all(node.tally for node in children),
            children=tuple(children),
        )
        for year, children in years.items()
    ]
    for key in (RECURRING, NONE):
        if key in months:
            name = month_words(key)
            nodes.append(Node("month", (key,), name, name, tally_all(months[key])))
    return nodes


def _order(section: SectionRecord | None) -> int:
    return -1 if section is None else section.order


def _section(section: SectionRecord | None) -> str:
    return NO_SECTION_NAME if section is None else section_name(section)
