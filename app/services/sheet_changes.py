"""Make the part "Thay đổi từ kỳ trước" of a sheet from two days of the register."""

from __future__ import annotations

from app.domain import formats
from app.domain.changes import Change, compare
from app.domain.records import NO_LEAD_NAME, SheetScope, TaskRef
from app.domain.traffic_light import Light
from app.reports.changes import ChangedTask, ChangeGroup, ChangeRecord
from app.services.sheet_rows import Material


def changes_of(material: Material, scope: SheetScope) -> ChangeRecord | None:
    """Return what changed for a scope, None where no earlier day was read."""
    if material.before is None:
        return None
    found = compare(material.before, material.index, scope)
    return ChangeRecord(
        since=found.since,
        before=found.before,
        now=found.now,
        groups=[
            ChangeGroup(kind, [_task(material, kind, ref) for ref in refs])
            for kind, refs in found.tasks.items()
            if refs
        ],
    )


def _task(material: Material, kind: Change, ref: TaskRef) -> ChangedTask:
    detail = material.details[ref.id]
    agency = material.index.directory.agencies.get(ref.lead_id)
    return ChangedTask(
        title=detail.short_title or detail.title,
        lead=agency.short_name if agency else NO_LEAD_NAME,
        note=_note(kind, ref),
    )


def _note(kind: Change, ref: TaskRef) -> str:
    days = formats.number(ref.days or 0)
    if kind is Change.COMPLETED and ref.light is Light.DONE_LATE:
        return f"quá hạn {days} ngày"
    if kind is Change.OVERDUE:
        return f"thiếu báo cáo {days} ngày" if ref.by_report else f"{days} ngày"
    if kind in (Change.EXTENDED, Change.SHORTENED, Change.LIMITED) and ref.due_on is not None:
        return f"đến {formats.date_in_text(ref.due_on)}"
    return ""
