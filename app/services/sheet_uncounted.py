"""What stands under a sheet outside its total.

Of an agency: what it leads with others, and joint tasks; of a document: tasks of other documents
for which it asks too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain import scopes
from app.domain.records import COLLECTIVE_NAME, RegisterIndex, SheetScope, SheetScopeKind, TaskRef
from app.domain.tally import Tally
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.reports.sheets import TrackingSection, UncountedGroup
from app.services.sheet_rows import Material, document_heading, tracking_row

MOST_LISTED = 12
"""Tasks named one by one before the sheet keeps to those with words of time."""

_URGENCY = (
    *(Light.OVERDUE, Light.DUE_SOON, Light.IN_TIME, Light.UNKNOWN),
    *(Light.DONE_LATE, Light.DONE_IN_TIME, Light.STOPPED),
)


@dataclass(frozen=True, slots=True)
class Beside:
    """Tasks that concern an agency or a document outside its total.

    Attributes:
        heading: what they are, with its name and without their number.
        refs: all of them that may be printed, in document order.
        listed: those that are named one by one.
    """

    heading: str
    refs: Sequence[TaskRef]
    listed: Sequence[TaskRef]


def beside(index: RegisterIndex, scope: SheetScope) -> list[Beside]:
    """Return what stands outside the total of a scope; only agencies and documents have that."""
    parts = []
    for heading, refs in _found(index, scope):
        printable = [ref for ref in refs if not ref.confidential]
        if printable:
            parts.append(Beside(heading, printable, _listed(printable)))
    return parts


def _found(index: RegisterIndex, scope: SheetScope) -> list[tuple[str, list[TaskRef]]]:
    agency = index.directory.agencies.get(scope.id)
    if scope.kind is SheetScopeKind.AGENCY and agency is not None:
        joint = f"Nhiệm vụ giao chung mà {agency.name} cùng thực hiện"
        return [
            (f"Nhiệm vụ mà {agency.name} cùng chủ trì", scopes.co_led_tasks(index, agency.id)),
            (joint, scopes.joint_tasks(index, agency.id)),
        ]
    document = index.directory.documents.get(scope.id)
    if scope.kind is SheetScopeKind.DOCUMENT and document is not None:
        heading = f"Nhiệm vụ đã có ở văn bản khác mà {document.short_title} cũng giao"
        return [(heading, scopes.also_in(index, document.id))]
    return []


def uncounted_groups(
    material: Material, parts: Sequence[Beside], details: Mapping[int, TaskDetail]
) -> list[UncountedGroup]:
    """Return the groups as the sheet prints them; ``details`` holds all that are listed."""
    return [
        UncountedGroup(
            heading=f"{part.heading} (không cộng vào tổng số): {len(part.refs)}",
            sections=_by_document(material, [details[ref.id] for ref in part.listed]),
            rest=_rest(material.index, part),
        )
        for part in parts
    ]


def _by_document(material: Material, details: Sequence[TaskDetail]) -> list[TrackingSection]:
    return [
        TrackingSection(heading, [tracking_row(material, detail) for detail in run])
        for heading, run in groupby(details, lambda detail: document_heading(detail.document))
    ]


def _listed(refs: Sequence[TaskRef]) -> Sequence[TaskRef]:
    """Return all where they are few, else those with words of time, the most pressing."""
    if len(refs) <= MOST_LISTED:
        return refs
    timed = sorted(filter(_has_time, refs), key=_urgency)[:MOST_LISTED]
    chosen = {ref.id for ref in timed}
    return [ref for ref in refs if ref.id in chosen]


def _rest(index: RegisterIndex, part: Beside) -> str:
    """Return in a sentence how many are not listed, and how they stand."""
    listed = {ref.id for ref in part.listed}
    others = [ref for ref in part.refs if ref.id not in listed]
    if not others:
        return ""
    tally = Tally.of(ref.light for ref in others)
    counts = ", ".join(
        f"{tally[light]} {LIGHT_NAMES[light].lower()}" for light in _URGENCY if tally[light]
    )
    untimed = "" if any(map(_has_time, others)) else ", văn bản không ghi thời hạn"
    return f"Còn {len(others)} nhiệm vụ khác{untimed}: {counts}.{_where(index, others)}"


def _where(index: RegisterIndex, refs: Sequence[TaskRef]) -> str:
    """Return which sheet names them all, if one does."""
    collective = SheetScope(SheetScopeKind.COLLECTIVE)
    if all(scopes.counts(collective, ref, index.directory) for ref in refs):
        return f" Xem đủ ở Biểu số 1 của “{COLLECTIVE_NAME}”."
    return ""


def _has_time(ref: TaskRef) -> bool:
    return ref.due_on is not None or ref.recurrence is not None


def _urgency(ref: TaskRef) -> tuple[int, dt.date]:
    return _URGENCY.index(ref.light), ref.due_on or dt.date.max
