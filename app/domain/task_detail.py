"""One task as the detail panel and the sheets tell of it: records of everything known as of a day.

Days are plain calendar dates; ``recorded_at`` and ``added_at`` are local time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.doers import DoerState, all_done
from app.domain.phrases import phrase
from app.domain.records import DocumentRecord, OfficialRecord, Role
from app.domain.reporting import Duty
from app.domain.time_limit import TimeLimit
from app.domain.traffic_light import Assessment, ReportStanding, TaskState

if TYPE_CHECKING:
    from app.domain.sources import DefectRecord, LinkRecord, SourceRecord


@dataclass(frozen=True, slots=True)
class AssignmentRecord:
    """An agency in one role of a task."""

    role: Role
    agency_id: int
    agency_name: str


@dataclass(frozen=True, slots=True)
class UpdateRecord:
    """One progress update, in force or reversed."""

    id: int
    effective_on: dt.date
    recorded_at: dt.datetime
    recorded_by: str
    state: TaskState
    percent: int | None
    product: str
    product_number: str
    product_date: dt.date | None
    result: str
    difficulties: str
    proposal: str
    directive: str
    reversed: bool


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """A report that arrived; ``period``: see `app.domain.reporting.ReportPeriod.key`."""

    period: str
    arrived_on: dt.date
    recorded_at: dt.datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """A report duty of a continuing task, and what the task's first lead has sent for it."""

    duty: Duty
    title: str
    text: str
    """The document's words of time ("hàng tháng", "theo quy định")."""
    receivers: tuple[str, ...]
    receipts: tuple[ReceiptRecord, ...]
    """Those that had arrived by the day, newest first."""


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    """One line of a task's history: who, when, what."""

    recorded_at: dt.datetime
    recorded_by: str
    summary: str
    changes: tuple[tuple[str, str, str], ...] = ()
    """Field, old value, new value, in words."""


@dataclass(frozen=True, slots=True)
class LimitRecord:
    """A time limit as one authority set it, "" for the task's own document."""

    set_on: dt.date
    limit: TimeLimit
    authority: str


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """A file that proves an update: its name as it came, its content by hash."""

    id: int
    update_id: int
    name: str
    size: int
    sha256: str
    added_at: dt.datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """Everything the detail panel and the tracking sheet say about one task as of a day."""

    id: int
    code: str
    locator: str
    title: str
    short_title: str
    points: tuple[str, ...]
    source_text: str
    source_note: str
    document: DocumentRecord
    section_heading: str
    expected_product: str
    scheme: str
    confidential: bool
    assignments: tuple[AssignmentRecord, ...]
    leader: OfficialRecord | None
    leader_suggested: bool
    leader_source: str
    time_limit: TimeLimit
    first_due_on: dt.date | None
    extensions: int
    extension_authority: str
    assessment: Assessment
    standing: ReportStanding | None
    why: str
    state: TaskState
    completed_on: dt.date | None
    percent: int | None
    stopped_by: str
    updates: tuple[UpdateRecord, ...]
    duties: tuple[DutyRecord, ...] = ()
    """Of a continuing task: its own, else its document's; the one that judges it first."""
    sources: tuple[SourceRecord, ...] = ()
    """Paragraphs of other documents that ask for the same work."""
    links: tuple[LinkRecord, ...] = ()
    defects: tuple[DefectRecord, ...] = ()
    """What documents leave unclear where the task stands, and its own note does not tell."""
    limits: tuple[LimitRecord, ...] = ()
    """Every limit set by the day, oldest first; the last one is the current one."""
    evidence: tuple[EvidenceRecord, ...] = ()
    """Newest first."""
    doers: tuple[DoerState, ...] | None = None
    """Of a collective task, where somebody asked for them; None for a task of single agencies."""
    unlisted: tuple[str, ...] = ()
    """Collective leads whose members nobody has listed, where somebody asked for the doers."""

    @property
    def waits_for_completion(self) -> bool:
        """Whether all doers that are known have done what is still open as a whole."""
        ended = (TaskState.COMPLETED, TaskState.CONFIRMED, TaskState.STOPPED)
        open_still = self.state not in ended and not self.assessment.closed
        return open_still and not self.by_report and all_done(self.doers or ())

    def agencies(self, role: Role) -> tuple[str, ...]:
        """Return the names of the agencies in one role, first named first."""
        return tuple(a.agency_name for a in self.assignments if a.role is role)

    @property
    def closed_refusal(self) -> str:
        """Why no progress is recorded any more: its document is of the past; "" if it is not."""
        if not self.assessment.closed:
            return ""
        return phrase(
            "{short_title} {end_words} nên không ghi tiến độ nữa.",
            short_title=self.document.short_title,
            end_words=self.document.end_words,
        )

    @property
    def by_report(self) -> bool:
        """Whether it is judged by its reports and not completed."""
        return self.time_limit.recurrence is not None

    @property
    def lead(self) -> AssignmentRecord | None:
        """The first-named lead: it owns the task in counts, and its reports are the task's."""
        return next((a for a in self.assignments if a.role is Role.LEAD), None)

    @property
    def latest_update(self) -> UpdateRecord | None:
        """The newest update still in force, if there is any."""
        said = (u for u in self.updates if u.state is not TaskState.CONFIRMED)
        return next((u for u in said if not u.reversed), None)

    @property
    def confirmed_on(self) -> dt.date | None:
        """The day on which the centre took the completion that stands, None while it did not."""
        turns = (u for u in self.updates if not u.reversed and u.state is not TaskState.OPEN)
        newest = next(turns, None)
        if newest is None or newest.state is not TaskState.CONFIRMED:
            return None
        return newest.effective_on
