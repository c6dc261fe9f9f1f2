"""Which tasks a sheet or list counts, and which concern an agency without being counted there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from operator import attrgetter

from app.domain.records import (
    AgencyRecord,
    Directory,
    RegisterIndex,
    SheetScope,
    SheetScopeKind,
    TaskRef,
)

_NAMED: dict[SheetScopeKind, Callable[[TaskRef], int]] = {
    SheetScopeKind.AGENCY: lambda ref: ref.lead_id,
    SheetScopeKind.LEADER: lambda ref: ref.leader_id,
    SheetScopeKind.DOCUMENT: lambda ref: ref.document_id,
    SheetScopeKind.SCHEME: lambda ref: ref.scheme_id,
}
"""Scopes that name one thing: where a task says to which it belongs."""


def counts(scope: SheetScope, ref: TaskRef, directory: Directory) -> bool:
    """Return whether a sheet of a scope counts a task, restricted or not."""
    if scope.kind is SheetScopeKind.COLLECTIVE:
        lead = directory.agencies.get(ref.lead_id)
        return lead is not None and lead.collective
    if scope.kind is SheetScopeKind.LIST:
        return ref.id in scope.tasks
    named = _NAMED.get(scope.kind)
    return named is None or named(ref) == scope.id


def is_closed(index: RegisterIndex, scope: SheetScope) -> bool:
    """Return whether a scope is a document of the past on the day of the index."""
    return scope.kind is SheetScopeKind.DOCUMENT and index.is_closed(scope.id)


def followed(index: RegisterIndex, scope: SheetScope) -> Sequence[TaskRef]:
    """Return the tasks that a sheet of a scope chooses from.

    Tasks of a document of the past stand on the sheet of that document alone, and on that of a
    list that was made of them.
    """
    if scope.kind is SheetScopeKind.LIST:
        return [*index.tasks, *index.closed]
    return index.closed if is_closed(index, scope) else index.tasks


def restricted_count(index: RegisterIndex, scope: SheetScope) -> int:
    """Return how many tasks of a scope stay off its sheet because they are restricted."""
    return sum(
        ref.confidential and counts(scope, ref, index.directory) for ref in followed(index, scope)
    )


def co_led_tasks(index: RegisterIndex, agency_id: int) -> list[TaskRef]:
    """Return what an agency leads as second named or later."""
    return [ref for ref in index.tasks if agency_id in ref.other_lead_ids]


def joint_tasks(index: RegisterIndex, agency_id: int) -> list[TaskRef]:
    """Return the tasks given to many under one name of which an agency is one of the doers.

    What the agency leads by its own name, first or not, is not among them: it stands elsewhere on
    the same list, and no task is said twice there.
    """
    collectives = index.directory.memberships.get(agency_id)
    if not collectives:
        return []
    return [
        ref
        for ref in index.tasks
        if (ref.lead_id in collectives or not collectives.isdisjoint(ref.other_lead_ids))
        and agency_id != ref.lead_id
        and agency_id not in ref.other_lead_ids
    ]


def also_in(index: RegisterIndex, document_id: int, section_id: int | None = None) -> list[TaskRef]:
    """Return the tasks of other documents for which a document, or a section of it, asks too."""
    return [
        ref
        for ref in index.tasks
        if ref.also_at
        and ref.document_id != document_id
        and any(
            place.document_id == document_id and section_id in (None, place.section_id)
            for place in ref.also_at
        )
    ]


def concerned_agencies(index: RegisterIndex) -> list[AgencyRecord]:
    """Return the agencies that have no task of their own but one beside: co-led or joint.

    Collective ones are left out: what they lead with others is done by their members.
    """
    owners = set(map(attrgetter("lead_id"), index.tasks))
    co_leads = set(chain.from_iterable(set(map(attrgetter("other_lead_ids"), index.tasks))))
    leads = owners | co_leads
    members = {
        agency
        for agency, collectives in index.directory.memberships.items()
        if not leads.isdisjoint(collectives)
    }
    return [
        agency
        for agency in index.directory.agencies.values()
        if agency.id in (co_leads | members) - owners and not agency.collective
    ]


def office_order(agency: AgencyRecord | None, key: int) -> tuple[int, int, int]:
    """Return what sorts groups of agencies on screen and in commands alike.

    Work given to many comes first, then the office's own order, tasks without an agency last.
    """
    if agency is None:
        return (2, 0, key)
    return (0 if agency.collective else 1, agency.order, key)
