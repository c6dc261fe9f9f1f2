"""Records that cross layers: what reading returns, what views and reports show.

All are immutable. Ids are the register's row numbers; 0 stands for "none" where an id is expected.
Days are plain calendar dates; ``recorded_at`` is local time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from app.domain import formats
from app.domain.periods import Recurrence
from app.domain.phrases import joined, phrase
from app.domain.tally import Tally
from app.domain.time_limit import limit_words
from app.domain.traffic_light import Assessment, Light, is_closed

if TYPE_CHECKING:
    from app.domain.schemes import SchemeRecord
    from app.domain.sources import SourcePlace


class Role(StrEnum):
    """The four roles of an agency in a task or indicator."""

    LEAD = "lead"
    COORDINATING = "coordinating"
    MONITORING = "monitoring"
    RECEIVING = "receiving"


ROLE_NAMES = {
    Role.LEAD: phrase("Chủ trì"),
    Role.COORDINATING: phrase("Phối hợp"),
    Role.MONITORING: phrase("Theo dõi"),
    Role.RECEIVING: phrase("Nhận báo cáo"),
}


COLLECTIVE_NAME = phrase("Việc chung (tập thể)")
"""Group of the tasks whose first-named lead is many doers under one name."""
NO_LEAD_NAME = phrase("Chưa có cơ quan chủ trì")
NO_LEADER_NAME = phrase("Chưa phân công lãnh đạo")


class AgencyKind(StrEnum):
    """Kinds of agency, in the order of the summary sheet."""

    DEPARTMENT = "department"
    UNIT = "unit"
    VERTICAL = "vertical"
    FRONT = "front"
    COMMUNE = "commune"
    COLLECTIVE = "collective"
    LEADERSHIP = "leadership"
    PARTY = "party"
    CENTRAL = "central"
    OTHER = "other"


AGENCY_KIND_NAMES = {
    AgencyKind.DEPARTMENT: phrase("Các sở, thanh tra, văn phòng"),
    AgencyKind.UNIT: phrase("Đơn vị thuộc UBND tỉnh"),
    AgencyKind.VERTICAL: phrase("Ngành dọc, lực lượng vũ trang, tư pháp"),
    AgencyKind.FRONT: phrase("Mặt trận, hội, hiệp hội"),
    AgencyKind.COMMUNE: phrase("UBND xã, phường"),
    AgencyKind.COLLECTIVE: phrase("Nhiệm vụ giao chung (đếm một lần)"),
    AgencyKind.LEADERSHIP: phrase("Lãnh đạo UBND tỉnh"),
    AgencyKind.PARTY: phrase("Cơ quan Đảng, HĐND"),
    AgencyKind.CENTRAL: phrase("Cơ quan Trung ương"),
    AgencyKind.OTHER: phrase("Cơ quan khác"),
}


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """An agency as lists and sheets name it."""

    id: int
    key: str
    name: str
    short_name: str
    kind: AgencyKind
    collective: bool
    order: int


@dataclass(frozen=True, slots=True)
class OfficialRecord:
    """A leader: name, position ("Phó Chủ tịch UBND tỉnh") and order of precedence."""

    id: int
    key: str
    name: str
    position: str
    short_position: str
    order: int

    @property
    def title(self) -> str:
        """Position and name, as in "Phó Chủ tịch Nguyễn Thành Sinh"."""
        return f"{self.short_position} {self.name}"


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A document; its number can be missing, its code never is."""

    id: int
    code: str
    number: str | None
    type: str
    title: str
    short_title: str
    issuer: str
    issued_on: dt.date
    issued_precision: str
    signer: str
    signer_position: str
    order: int
    closed_on: dt.date | None = None
    """Last day of a document of the past: after it nobody follows its tasks."""

    @property
    def issue_words(self) -> str:
        """The date as far as it is known: ``ngày 03/02/2026``, ``tháng 5/2026``, ``năm 2025``."""
        return formats.issue_words(self.issued_on, self.issued_precision)

    @property
    def end_words(self) -> str:
        """When it ended: ``đã kết thúc ngày 31/12/2023``; "" for a document without a last day."""
        if self.closed_on is None:
            return ""
        return phrase(
            "đã kết thúc ngày {closed_on}", closed_on=formats.date_in_text(self.closed_on)
        )

    def is_closed(self, as_of: dt.date) -> bool:
        """Return whether it is a document of the past on a day."""
        return is_closed(self.closed_on, as_of)


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A heading of a document's outline: locator ("II.2") and our short form of its words."""

    id: int
    document_id: int
    locator: str
    heading: str
    order: int


class TaskRef(NamedTuple):
    """One task in the in-memory index of an as-of day: enough to group, filter, sort and count.

    A named tuple, because 100 000 of them are made at once.
    """

    id: int
    document_id: int
    section_id: int
    lead_id: int
    """First-named lead: it owns the task in every count."""
    other_lead_ids: tuple[int, ...]
    leader_id: int
    leader_suggested: bool
    light: Light
    days: int | None
    by_report: bool
    due_on: dt.date | None
    recurrence: Recurrence | None
    completed_on: dt.date | None
    confidential: bool
    closed: bool = False
    """Whether its document is one of the past on that day."""
    also_at: tuple[SourcePlace, ...] = ()
    """Its further sources; only its own document counts it."""
    scheme_id: int = 0
    """Its đề án, 0 for none."""
    ended_on: dt.date | None = None
    """Day from which it is completed or stopped."""

    @property
    def assessment(self) -> Assessment:
        """The light with the days that belong to it."""
        return Assessment(self.light, self.days, self.by_report, self.closed)


_LIGHT = attrgetter("light")


class TaskRow(NamedTuple):
    """The texts of one task as a table shows them, fetched when painted."""

    id: int
    code: str
    locator: str
    title: str
    short_title: str
    due_on: dt.date | None
    recurrence: Recurrence | None
    extensions: int
    latest_result: str
    product: str = ""
    percent: int | None = None

    @property
    def limit_words(self) -> str:
        """The time limit for a table cell."""
        return limit_words(self.due_on, self.recurrence)


class SearchedText(NamedTuple):
    """One of the texts that a task can be found by: what it is called, what it says."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Names that everything else refers to by id, as of one day."""

    agencies: Mapping[int, AgencyRecord]
    officials: Mapping[int, OfficialRecord]
    documents: Mapping[int, DocumentRecord]
    sections: Mapping[int, SectionRecord]
    suggested_agency_leaders: Mapping[int, int]
    """Agency id → official id, for agencies whose portfolio on that day is only suggested."""
    memberships: Mapping[int, AbstractSet[int]] = field(default_factory=dict)
    """Agency id → the collective agencies to which it belongs on that day."""
    suggestion_sources: Mapping[int, str] = field(default_factory=dict)
    """Agency id → on what its suggested portfolio rests (see `app.domain.suggestions`)."""
    schemes: Mapping[int, SchemeRecord] = field(default_factory=dict)


@dataclass(frozen=True)
class RegisterIndex:
    """Every task that existed on ``as_of``, with its light on that day, in document order.

    Attributes:
        as_of: the day.
        soon_days: N of that day.
        tasks: those that are followed: what every list, count, bar and sheet is made from.
        directory: names.
        register_name: name of the register.
        closed: tasks of documents that are of the past on that day; they are only ever found by
            their document or by a search, and stand in no total.
        kept: whether the day is that of a closed period, its figures kept as they were (chốt).
    """

    as_of: dt.date
    soon_days: int
    tasks: Sequence[TaskRef]
    directory: Directory
    register_name: str
    closed: Sequence[TaskRef] = ()
    kept: bool = field(default=False, compare=False)

    def is_closed(self, document_id: int) -> bool:
        """Return whether a document is one of the past on the day of the index."""
        document = self.directory.documents.get(document_id)
        return document is not None and document.is_closed(self.as_of)

    @cached_property
    def by_id(self) -> Mapping[int, TaskRef]:
        """The followed tasks by their ids."""
        return {task.id: task for task in self.tasks}

    @cached_property
    def closed_by_id(self) -> Mapping[int, TaskRef]:
        """The tasks of documents of the past by their ids."""
        return {task.id: task for task in self.closed}

    def ref(self, task_id: int) -> TaskRef:
        """Return the entry of a task that existed on the day, followed or closed.

        Raises:
            KeyError: there was none.
        """
        found = self.by_id.get(task_id)
        return self.closed_by_id[task_id] if found is None else found

    def lights(self, ids: Iterable[int]) -> Iterator[Light]:
        """Return the lights of some tasks in their order; see `ref`."""
        entry = self.ref if self.closed else self.by_id.__getitem__
        return map(_LIGHT, map(entry, ids))

    @property
    def of_the_past(self) -> RegisterIndex:
        """The index of the closed tasks alone."""
        return replace(self, tasks=self.closed, closed=())


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on which something falls due: tasks, or the closing of a reporting period."""

    day: dt.date
    title: str
    note: str
    task_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DayTally:
    """How the followed tasks stood on a day: all that a comparison of counts needs of it."""

    day: dt.date
    tally: Tally


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page Tổng quan shows beside the counts that it takes from the index."""

    completed_by_month: Sequence[tuple[dt.date, int]]
    """Last day shown of each month of the year up to the as-of day, tasks completed by then."""
    milestones: Sequence[Milestone]
    before: DayTally
    """The day that is compared with."""


ELSEWHERE = "elsewhere"
"""Kind of a `ChangeSet` that another program wrote."""


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one operation changed: every view decides for itself whether that concerns it.

    Attributes:
        change_id: number of the audit row; 0 where nothing was written.
        summary: the operation in Vietnamese words ("xác nhận 5 phân công").
        task_ids: tasks whose light, row or detail may differ now.
        directory: True where names, portfolios or report duties changed, so that every group may
            differ.
        kind: "do", "undo", "redo", or `ELSEWHERE` for what another program wrote.
    """

    change_id: int
    summary: str
    task_ids: frozenset[int] = field(default_factory=frozenset)
    directory: bool = False
    kind: str = "do"

    @property
    def sentence(self) -> str:
        """What was done, told after it is done."""
        words = {
            "undo": phrase("Đã hoàn tác"),
            "redo": phrase("Đã làm lại"),
            ELSEWHERE: phrase("Nơi khác vừa ghi vào sổ"),
        }.get(self.kind, phrase("Đã ghi"))
        return joined(": ", (words, self.summary)) + "."


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Y would do next, in words, or None where there is nothing."""

    undo: str | None
    redo: str | None


class SheetScopeKind(StrEnum):
    """What a sheet is about."""

    ALL = "all"
    COLLECTIVE = "collective"
    AGENCY = "agency"
    LEADER = "leader"
    DOCUMENT = "document"
    SCHEME = "scheme"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class SheetScope:
    """Scope of a sheet; id 0 of an agency or leader: the tasks that have none.

    Attributes:
        tasks: of a list, the tasks that it holds: what the window shows as filtered.
        title: of a list, what it holds in words; second line of the title.
    """

    kind: SheetScopeKind = SheetScopeKind.ALL
    id: int = 0
    tasks: frozenset[int] = frozenset()
    title: str = ""
