"""Make sheet 5 from the register: what is overdue, worst first, or the reminder to one agency."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import astuple

from app.domain import formats, locator, scopes
from app.domain.phrases import small
from app.domain.records import (
    NO_LEAD_NAME,
    DocumentRecord,
    RegisterIndex,
    Role,
    SheetScope,
    SheetScopeKind,
    TaskRef,
)
from app.domain.tally import Tally
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import OVERDUE_BANDS, Light, state_words
from app.reports.overdue import OverdueGroup, OverdueRow, OverdueSheet
from app.services import sheet_facts
from app.services.register import Register
from app.services.sheet_rows import Material, agency_names, scope_title
from app.services.sheets import opened_note, printed, refuse_unknown, restricted_note

_BESIDE_NAMED = 3
"""Tasks outside the total that a note names before it only counts them."""


def overdue(
    register: Register, scope: SheetScope, as_of: dt.date, *, include_restricted: bool = False
) -> OverdueSheet:
    """Return sheet 5 of everything, or of one agency, leader or document, as of a day.

    Of one agency it is a reminder: it names what is due soon, too.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    facts = sheet_facts.load_sheet_facts(
        register,
        as_of,
        lambda index: pressing(index, scope),
        include_restricted=include_restricted,
    )
    return overdue_of(Material.of(facts, register.clock()), scope)


def pressing(index: RegisterIndex, scope: SheetScope) -> list[int]:
    """Return the tasks whose details sheet 5 needs."""
    refs = [*printed(index, scope), *_concerning(index, scope)]
    return [ref.id for ref in refs if ref.light in _lights(scope)]


def overdue_of(material: Material, scope: SheetScope) -> OverdueSheet:
    """Return sheet 5 of what was read; see `overdue`."""
    refuse_unknown(scope, material)
    refs = printed(material.index, scope)
    late = sorted((r for r in refs if r.light is Light.OVERDUE), key=lambda ref: -(ref.days or 0))
    groups = _bands(material, late)
    if is_reminder(scope):
        groups += _soon(material, [ref for ref in refs if ref.light is Light.DUE_SOON])
    subtitle = _subtitle(material, scope)
    beside = _beside(material, scope)
    named = [ref for ref in refs if ref.light in _lights(scope)]
    opened = material.opened_among((*named, *_concerning(material.index, scope)))
    restricted = scopes.restricted_count(material.index, scope)
    notes = [*restricted_note(restricted), *opened_note(opened)]
    said = (subtitle, *map(astuple, groups), *beside, *notes)
    return OverdueSheet(
        subtitle=subtitle,
        letterhead=material.letterhead(restricted=opened > 0),
        provenance=material.provenance(said),
        reminder=is_reminder(scope),
        groups=groups,
        tally=Tally.of(ref.light for ref in refs),
        leads=len({ref.lead_id for ref in late}),
        abbreviations=abbreviations(material, late),
        soon_days=material.index.soon_days,
        beside=beside,
        notes=notes,
    )


def is_reminder(scope: SheetScope) -> bool:
    """Return whether sheet 5 of a scope is the reminder to one agency."""
    return scope.kind is SheetScopeKind.AGENCY and scope.id != 0


def short_code(document: DocumentRecord) -> str:
    """Return a document's code without its year, to name it in a narrow cell: ``CTr04``."""
    return document.code.rpartition("-")[0] or document.code


def short_basis(detail: TaskDetail) -> str:
    """Return the places of a task with their documents in short: ``CTr04: II.2.a, đoạn 1``."""
    places = [(detail.document, detail.locator)]
    places += [(source.document, source.locator) for source in detail.sources]
    return "; ".join(f"{short_code(document)}: {locator.words(at)}" for document, at in places)


def abbreviations(material: Material, refs: Sequence[TaskRef]) -> list[tuple[str, str]]:
    """Return what the short names of documents in some rows stand for, in document order."""
    details = [material.details[ref.id] for ref in refs if ref.id in material.details]
    used = {detail.document.id for detail in details}
    used |= {source.document.id for detail in details for source in detail.sources}
    documents = material.index.directory.documents.values()
    return [(short_code(each), each.short_title) for each in documents if each.id in used]


def _lights(scope: SheetScope) -> tuple[Light, ...]:
    return (Light.OVERDUE, Light.DUE_SOON) if is_reminder(scope) else (Light.OVERDUE,)


def _concerning(index: RegisterIndex, scope: SheetScope) -> list[TaskRef]:
    """Return the tasks outside the total of an agency that it does with others."""
    if not is_reminder(scope):
        return []
    refs = [*scopes.co_led_tasks(index, scope.id), *scopes.joint_tasks(index, scope.id)]
    return [ref for ref in refs if not ref.confidential and ref.light in _lights(scope)]


def _subtitle(material: Material, scope: SheetScope) -> str:
    if is_reminder(scope):
        return f"Kính gửi: {material.agency_name(scope.id)}"
    if scope.kind is SheetScopeKind.ALL:
        return "Tất cả các cơ quan, xếp từ chậm nhất"
    return scope_title(material, scope)


def _bands(material: Material, late: Sequence[TaskRef]) -> list[OverdueGroup]:
    groups = []
    for first, last in reversed(OVERDUE_BANDS):
        refs = [
            r for r in late if first <= (r.days or 0) and (last is None or (r.days or 0) <= last)
        ]
        heading = f"Trên {first - 1} ngày" if last is None else f"Từ {first} đến {last} ngày"
        if refs:
            groups.append(
                OverdueGroup(
                    f"Quá hạn {small(heading)}",
                    [_row(material, ref) for ref in refs],
                )
            )
    return groups


def _soon(material: Material, refs: Sequence[TaskRef]) -> list[OverdueGroup]:
    if not refs:
        return []
    heading = f"Sắp đến hạn, còn 0–{material.index.soon_days} ngày"
    ordered = sorted(refs, key=lambda ref: ref.days or 0)
    return [OverdueGroup(heading, [_row(material, ref) for ref in ordered])]


def _row(material: Material, ref: TaskRef) -> OverdueRow:
    detail = material.details[ref.id]
    update = detail.latest_update
    leader = material.index.directory.officials.get(ref.leader_id)
    missing = ""
    if ref.by_report and detail.standing is not None:
        missing = f"Chưa có báo cáo {detail.standing.period_words}"
    return OverdueRow(
        title=detail.title,
        basis=short_basis(detail),
        lead=agency_names(material, detail, Role.LEAD) or NO_LEAD_NAME,
        leader=leader.name if leader else "",
        limit=detail.time_limit.printed_words,
        light=ref.light,
        days=ref.days or 0,
        state=state_words(ref.assessment),
        extensions=detail.extensions,
        reason=(update.difficulties if update else "") or missing,
        proposal=update.proposal if update else "",
    )


def _beside(material: Material, scope: SheetScope) -> list[str]:
    """Return in a sentence what else presses an agency, outside its total."""
    refs = _concerning(material.index, scope)
    if not refs:
        return []
    named = [material.details[ref.id] for ref in refs[:_BESIDE_NAMED]]
    words = [
        f"“{detail.short_title or detail.title}” ({state_words(detail.assessment).lower()})"
        for detail in named
    ]
    rest = len(refs) - len(named)
    more = f"; và {formats.number(rest)} nhiệm vụ khác" if rest else ""
    sentence = (
        f"Ngoài tổng số, cơ quan còn cùng thực hiện {formats.number(len(refs))} nhiệm vụ quá hạn "
        f"hoặc sắp đến hạn: {'; '.join(words)}{more}."
    )
    return [sentence]
