"""Make sheet 8 from the register: collective tasks, and how far each of their doers has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple

from app.domain import scopes
from app.domain.doers import DoerState
from app.domain.records import RegisterIndex, SheetScope, SheetScopeKind, TaskRef
from app.domain.traffic_light import Light
from app.reports.doers import DONE, DoersSheet, MatrixGroup, MatrixRow
from app.services import doers as doer_states
from app.services import sheet_facts
from app.services.register import Register
from app.services.sheet_overdue import abbreviations, short_basis
from app.services.sheet_rows import Material, scope_title
from app.services.sheets import opened_note, refuse_unknown, restricted_note

ENDED = (*DONE, Light.STOPPED)
"""Lights of a task that has ended for all of its doers."""

States = Mapping[int, Sequence[DoerState]]
"""Task id → its doers with their states; see `app.services.doers.load_doers`."""


def doers(
    register: Register, scope: SheetScope, as_of: dt.date, *, include_restricted: bool = False
) -> DoersSheet:
    """Return sheet 8 of all collective tasks, or of those of one document, as of a day.

    Raises:
        InputRefusedError: the scope names nothing in the register.
    """
    facts = sheet_facts.load_sheet_facts(
        register,
        as_of,
        lambda index: [ref.id for ref in collective(index, scope)],
        include_restricted=include_restricted,
    )
    material = Material.of(facts, register.clock())
    states = doer_states.load_doers(register, list(material.details), as_of)
    return doers_of(material, states, scope)


def collective(index: RegisterIndex, scope: SheetScope) -> list[TaskRef]:
    """Return the tasks that are led by many under one name, first named or not."""
    return [
        ref
        for ref in scopes.followed(index, scope)
        if not ref.confidential
        and _collective_of(index, ref)
        and (scope.kind is SheetScopeKind.ALL or scopes.counts(scope, ref, index.directory))
    ]


def doers_of(material: Material, states: States, scope: SheetScope) -> DoersSheet:
    """Return sheet 8 of what was read; see `doers`."""
    refuse_unknown(scope, material)
    refs = collective(material.index, scope)
    columns = _columns(material, states, refs)
    groups = _groups(material, states, refs, columns)
    restricted = scopes.restricted_count(material.index, scope)
    opened = material.opened_among(refs)
    notes = [*restricted_note(restricted), *opened_note(opened)]
    subtitle = "Tất cả văn bản"
    if scope.kind is not SheetScopeKind.ALL:
        subtitle = scope_title(material, scope)
    names = [material.index.directory.agencies[each].short_name for each in columns]
    return DoersSheet(
        subtitle=subtitle,
        letterhead=material.letterhead(restricted=opened > 0),
        provenance=material.provenance((subtitle, names, *map(astuple, groups), *notes)),
        doers=names,
        groups=groups,
        total=len(refs),
        abbreviations=abbreviations(material, [ref for ref in refs if states.get(ref.id)]),
        soon_days=material.index.soon_days,
        notes=notes,
    )


def _collective_of(index: RegisterIndex, ref: TaskRef) -> int:
    """Return the first of a task's leads that is a collective; 0 if none is."""
    agencies = index.directory.agencies
    for lead in (ref.lead_id, *ref.other_lead_ids):
        if lead in agencies and agencies[lead].collective:
            return lead
    return 0


def _columns(material: Material, states: States, refs: Iterable[TaskRef]) -> list[int]:
    """Return everybody who does one of the tasks, in the office's order."""
    used = {doer.agency_id for ref in refs for doer in states.get(ref.id, ())}
    return [key for key in material.index.directory.agencies if key in used]


def _groups(
    material: Material, states: States, refs: Sequence[TaskRef], columns: Sequence[int]
) -> list[MatrixGroup]:
    by_collective: dict[int, list[TaskRef]] = {}
    for ref in refs:
        by_collective.setdefault(_collective_of(material.index, ref), []).append(ref)
    order = list(material.index.directory.agencies)
    groups = []
    for key in sorted(by_collective, key=order.index):
        known = [ref for ref in by_collective[key] if states.get(ref.id)]
        rows = [_row(material, ref, states[ref.id], columns) for ref in known]
        unknown = len(by_collective[key]) - len(known)
        groups.append(MatrixGroup(material.agency_name(key), rows, unknown))
    return groups


def _row(
    material: Material, ref: TaskRef, doing: Sequence[DoerState], columns: Sequence[int]
) -> MatrixRow:
    detail = material.details[ref.id]
    lights = {doer.agency_id: doer.assessment.light for doer in doing}
    return MatrixRow(
        title=detail.short_title or detail.title,
        basis=short_basis(detail),
        limit=detail.time_limit.words,
        marks=tuple(lights.get(key) for key in columns),
        whole=ref.light if ref.light in ENDED else None,
    )
