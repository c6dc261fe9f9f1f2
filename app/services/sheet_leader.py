"""Make sheet 4 from the register: one page for each leader, with what is asked to be decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import astuple

from app.domain import formats, scopes
from app.domain.indicators import IndicatorBook
from app.domain.phrases import small
from app.domain.records import (
    NO_LEAD_NAME,
    NO_LEADER_NAME,
    RegisterIndex,
    SheetScope,
    SheetScopeKind,
    TaskRef,
)
from app.domain.result_period import ResultPeriod
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.reports.leader import AgencyBar, LateTask, LeaderSheet, LeaderSheets
from app.services import reading_indicators, sheet_facts
from app.services.register import Register
from app.services.sheet_changes import changes_of
from app.services.sheet_indicator_note import indicator_note
from app.services.sheet_rows import Material
from app.services.sheets import opened_note, printed, refuse_unknown, restricted_note

_OPEN_LATE = (Light.OVERDUE, Light.DUE_SOON)
_NOBODYS = f"Nhiệm vụ {small(NO_LEADER_NAME)}"
_MOST_PROPOSALS = 3
"""Proposals of agencies before reminders to them."""


def leader(  # noqa: PLR0913 - what a sheet is of
    register: Register,
    scope: SheetScope,
    as_of: dt.date,
    since: dt.date,
    *,
    period: ResultPeriod | None = None,
    include_restricted: bool = False,
) -> LeaderSheet | LeaderSheets:
    """Return sheet 4 of one leader, or of every leader where the scope names none.

    Args:
        register: the open register.
        scope: a leader (id 0: the tasks that nobody leads), or everything.
        as_of: the calendar day.
        since: the day from which on changes are told: that of the meeting before.
        period: up to which results of indicators count; None: the newest that has one.
        include_restricted: whether restricted tasks stand on it; it says so then.

    Raises:
        InputRefusedError: the scope names nobody in the register.
    """
    facts = sheet_facts.load_sheet_facts(
        register,
        as_of,
        lambda index: pressing(index, scope),
        since=since,
        include_restricted=include_restricted,
    )
    material = Material.of(facts, register.clock())
    book = reading_indicators.load_indicators(register, as_of)
    if scope.kind is SheetScopeKind.LEADER:
        return leader_of(material, scope.id, book, period)
    return leaders_of(material, book, period)


def pressing(index: RegisterIndex, scope: SheetScope) -> list[int]:
    """Return the tasks whose details sheet 4 needs."""
    return [ref.id for ref in printed(index, scope) if ref.light in _OPEN_LATE]


def leaders_of(
    material: Material, book: IndicatorBook, period: ResultPeriod | None = None
) -> LeaderSheets:
    """Return the pages of all leaders of the day, and of the tasks that nobody leads."""
    sheets = [leader_of(material, key, book, period) for key in leader_ids(material.index)]
    return LeaderSheets(
        letterhead=material.letterhead(restricted=any(s.letterhead.restricted for s in sheets)),
        provenance=material.provenance([sheet.provenance.fingerprint for sheet in sheets]),
        sheets=sheets,
    )


def leader_ids(index: RegisterIndex) -> list[int]:
    """Return the leaders of the day by precedence; 0 last, where tasks have none."""
    unassigned = any(ref.leader_id == 0 and not ref.confidential for ref in index.tasks)
    return [*index.directory.officials, *([0] if unassigned else [])]


def leader_of(
    material: Material, official: int, book: IndicatorBook, period: ResultPeriod | None = None
) -> LeaderSheet:
    """Return the page of one leader, or (0) of the tasks that nobody leads.

    Args:
        material: what sheets are made from.
        official: id, 0 for nobody.
        book: the indicators as of the day.
        period: up to which their results count; None: the newest that has one.
    """
    scope = SheetScope(SheetScopeKind.LEADER, official)
    refuse_unknown(scope, material)
    refs = printed(material.index, scope)
    late = sorted((r for r in refs if r.light is Light.OVERDUE), key=lambda ref: -(ref.days or 0))
    changes = changes_of(material, scope)
    bars = _bars(material, refs)
    decisions = _decisions(material, refs, late)
    opened = material.opened_among(refs)
    notes = [
        *_suggested_note(refs),
        *_stopped_note(refs),
        *restricted_note(scopes.restricted_count(material.index, scope)),
        *opened_note(opened),
    ]
    standing = indicator_note(book, official, period)
    tasks = [_late_task(material, ref) for ref in late]
    subtitle = _NOBODYS if official == 0 else f"Kính trình: {material.leader_title(official)}"
    said = (
        subtitle,
        *map(astuple, bars),
        *map(astuple, tasks),
        *([astuple(changes)] if changes else []),
        *decisions,
        *notes,
        *([standing] if standing else []),
    )
    return LeaderSheet(
        subtitle=subtitle,
        name=material.leader_title(official),
        letterhead=material.letterhead(restricted=opened > 0),
        provenance=material.provenance(said),
        tally=_tally(refs),
        before=changes.before if changes else None,
        bars=bars,
        late=tasks,
        changes=changes,
        decisions=decisions,
        notes=notes,
        indicators=standing,
    )


def _tally(refs: Iterable[TaskRef]) -> Tally:
    return Tally.of(ref.light for ref in refs)


def _agency(material: Material, agency_id: int) -> str:
    agency = material.index.directory.agencies.get(agency_id)
    return agency.short_name if agency else NO_LEAD_NAME


def _bars(material: Material, refs: Sequence[TaskRef]) -> list[AgencyBar]:
    """Return one bar for each lead agency: most overdue first, then most tasks."""
    by_lead: dict[int, list[TaskRef]] = {}
    for ref in refs:
        by_lead.setdefault(ref.lead_id, []).append(ref)
    bars = [AgencyBar(_agency(material, lead), _tally(found)) for lead, found in by_lead.items()]
    return sorted(bars, key=lambda bar: (-bar.tally[Light.OVERDUE], -bar.tally.total, bar.name))


def _late_task(material: Material, ref: TaskRef) -> LateTask:
    detail = material.details[ref.id]
    update = detail.latest_update
    missing = ""
    if ref.by_report and detail.standing is not None:
        missing = f"Chưa có báo cáo {detail.standing.period_words}"
    return LateTask(
        title=detail.short_title or detail.title,
        lead=_agency(material, ref.lead_id),
        limit=detail.time_limit.words,
        days=ref.days or 0,
        by_report=ref.by_report,
        reason=(update.difficulties if update else "") or missing,
    )


def _decisions(material: Material, refs: Sequence[TaskRef], late: Sequence[TaskRef]) -> list[str]:
    """Return what the register shows to be in the leader's hand, most pressing first.

    What agencies propose for tasks that are overdue or due soon; reminders to agencies whose tasks
    are overdue; time limits that no document sets; portfolios that nobody has confirmed.
    """
    soon = [ref for ref in refs if ref.light is Light.DUE_SOON]
    proposals = [words for ref in (*late, *soon) if (words := _proposal(material, ref))]
    return [
        *proposals[:_MOST_PROPOSALS],
        *_reminders(material, late),
        *proposals[_MOST_PROPOSALS:],
        *_unlimited(refs),
        *_unconfirmed(material, refs),
    ]


def _proposal(material: Material, ref: TaskRef) -> str:
    detail = material.details[ref.id]
    update = detail.latest_update
    if update is None or not update.proposal.strip():
        return ""
    what = detail.short_title or detail.title
    return f"{update.proposal.strip().rstrip('.')} ({_agency(material, ref.lead_id)}: {what})."


def _reminders(material: Material, late: Sequence[TaskRef]) -> list[str]:
    by_lead: dict[int, list[TaskRef]] = {}
    for ref in late:
        if ref.lead_id:
            by_lead.setdefault(ref.lead_id, []).append(ref)
    ordered = sorted(by_lead.items(), key=lambda item: -len(item[1]))
    return [
        f"Đôn đốc {_agency(material, lead)}: {formats.number(len(found))} nhiệm vụ quá hạn, chậm "
        f"nhất {formats.number(max(ref.days or 0 for ref in found))} ngày."
        for lead, found in ordered
    ]


def _unlimited(refs: Sequence[TaskRef]) -> list[str]:
    count = sum(
        ref.light is Light.UNKNOWN and ref.due_on is None and ref.recurrence is None for ref in refs
    )
    if not count:
        return []
    return [f"Giao cơ quan chủ trì đề xuất thời hạn cho {formats.number(count)} nhiệm vụ chưa ghi."]


def _unconfirmed(material: Material, refs: Sequence[TaskRef]) -> list[str]:
    agencies = {ref.lead_id for ref in refs if ref.leader_suggested and ref.leader_id}
    if not agencies:
        return []
    names = ", ".join(sorted(_agency(material, each) for each in agencies))
    return [f"Xác nhận phân công phụ trách (đang là gợi ý): {names}."]


def _suggested_note(refs: Sequence[TaskRef]) -> list[str]:
    count = sum(ref.leader_suggested and ref.leader_id != 0 for ref in refs)
    if not count:
        return []
    return [f"{formats.number(count)} nhiệm vụ tính theo phân công gợi ý, chưa xác nhận."]


def _stopped_note(refs: Sequence[TaskRef]) -> list[str]:
    count = _tally(refs).stopped
    if not count:
        return []
    return [f"Tổng số gồm {formats.number(count)} nhiệm vụ dừng, thu hồi (không có ô riêng)."]
