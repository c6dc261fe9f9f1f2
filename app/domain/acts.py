"""What a person says when something is recorded of a task: the inputs of the services."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from app.domain.phrases import phrase
from app.domain.records import Role
from app.domain.time_limit import TimeLimit


def in_history(kind: str, summary: str) -> str:
    """Say an act of the history as a list of acts does.

    Args:
        kind: of the change: ``do``, ``undo``, ``redo``, ``restore``.
        summary: what was done, or what was taken back or done again.
    """
    match kind:
        case "undo":
            return phrase("hoàn tác {act}", act=summary)
        case "redo":
            return phrase("làm lại {act}", act=summary)
        case _:
            return summary


@dataclass(frozen=True, slots=True)
class Completion:
    """What a person says when a task is done.

    Attributes:
        product: what came out (report, plan, decision).
        number: its số/ký hiệu, may be empty.
        completed_on: date of the product; decides whether the task was in time.
        note: result in a sentence, may be empty.
        files: proofs to be kept with the register.
    """

    product: str
    number: str
    completed_on: dt.date
    note: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportArrival:
    """What a person says when a report of a continuing task has come.

    Attributes:
        duty_id: which report duty it answers.
        period: for which period (see `app.domain.reporting.ReportPeriod.key`).
        arrived_on: day on which it came; from that day on it counts.
    """

    duty_id: int
    period: str
    arrived_on: dt.date


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task has come.

    Attributes:
        on: day on which it stood so; from that day on it counts.
        percent: 0 to 100, or None where nothing is said of it.
        result: what was done.
        difficulties: what stands in the way.
        proposal: what is asked for.
        directive: what the leader decided.
        files: proofs to be kept with the register.
    """

    on: dt.date
    percent: int | None = None
    result: str = ""
    difficulties: str = ""
    proposal: str = ""
    directive: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """A new time limit, and the document that sets it.

    Attributes:
        limit: the new limit, of any kind.
        authority: type and number of the document, as people cite it ("Công văn 12/UBND-TH").
        dated: date of the document; from that day on the new limit counts.
    """

    limit: TimeLimit
    authority: str
    dated: dt.date


@dataclass(frozen=True, slots=True)
class Stop:
    """A task is stopped or withdrawn by a document; from its date on."""

    authority: str
    dated: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reopening:
    """A task that was completed or stopped goes on from a day, for a reason."""

    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the centre says of a completion: it takes it, or sends it back for a reason."""

    on: dt.date
    confirmed: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """What people can change of a task, as it stands or as it is to be.

    Attributes:
        title: the task in full.
        short_title: the task in one row of a table.
        product: what is expected of it, may be empty.
        scheme_id: its đề án, 0 for none.
        leader_id: a leader of its own, 0 where its scheme, document or agency decides.
        confidential: whether only its title may be shown.
        roles: role → agencies by id, first named first.
        links: other tasks by id, with the reason.
        points: its main points, one a line, may be empty.
    """

    title: str
    short_title: str
    product: str = ""
    scheme_id: int = 0
    leader_id: int = 0
    confidential: bool = False
    roles: tuple[tuple[Role, tuple[int, ...]], ...] = ()
    links: tuple[tuple[int, str], ...] = ()
    points: str = ""

    def agencies(self, role: Role) -> tuple[int, ...]:
        """Return the agencies in one role."""
        return dict(self.roles).get(role, ())


@dataclass(frozen=True, slots=True)
class EditableTask:
    """A task as it was read for editing; what it then was tells whether somebody was quicker."""

    task_id: int
    version: int
    draft: TaskDraft


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task entered by hand.

    Attributes:
        draft: its content; links are not made here.
        document_id: the document that asks for it, 0 for work given directly.
        given_on: day on which it was given; of a document's task its document's date counts.
        limit: its time limit.
        given_by: who gave it and how, may be empty ("Thông báo kết luận 45/TB-VPUBND").
    """

    draft: TaskDraft
    document_id: int
    given_on: dt.date
    limit: TimeLimit
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something cannot be recorded of one task among several.

    ``locator`` is short, for a line with several; ``place`` names the document too.
    """

    task_id: int
    locator: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeaderGiven:
    """A leader of its own for a task; 0: its scheme, document or agency decides."""

    official_id: int
