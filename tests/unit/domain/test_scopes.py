"""What a sheet counts, and what concerns an agency beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain import scopes
from app.domain.records import RegisterIndex, SheetScope, SheetScopeKind
from tests.factories import (
    ALL_AGENCIES,
    CHAIRMAN,
    FINANCE,
    PLAN,
    PROGRAMME,
    SCIENCE,
    make_agency,
    make_directory,
    make_index,
    make_task_ref,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.records import TaskRef

TASKS = (
    make_task_ref(1, leader_id=CHAIRMAN),
    make_task_ref(2, lead_id=SCIENCE, other_lead_ids=(FINANCE,)),
    make_task_ref(3, lead_id=ALL_AGENCIES, document_id=PLAN),
    make_task_ref(4, lead_id=SCIENCE, other_lead_ids=(ALL_AGENCIES,), confidential=True),
    make_task_ref(5, lead_id=ALL_AGENCIES, other_lead_ids=(FINANCE,)),
    make_task_ref(6, lead_id=FINANCE, other_lead_ids=(ALL_AGENCIES,), confidential=True),
    make_task_ref(7, lead_id=0),
)


def index_with_members(*members: int) -> RegisterIndex:
    directory = replace(
        make_directory(), memberships={member: {ALL_AGENCIES} for member in members}
    )
    return make_index(TASKS, directory)


def ids(tasks: Sequence[TaskRef]) -> list[int]:
    return [task.id for task in tasks]


def test_a_member_takes_part_in_what_it_does_not_lead_by_name() -> None:
    index = index_with_members(FINANCE)
    assert ids(scopes.joint_tasks(index, FINANCE)) == [3, 4]
    assert ids(scopes.co_led_tasks(index, FINANCE)) == [2, 5]
    assert ids(scopes.joint_tasks(index_with_members(SCIENCE), SCIENCE)) == [3, 5, 6]


def test_nobody_takes_part_who_is_no_member() -> None:
    index = index_with_members(FINANCE)
    for agency in (SCIENCE, ALL_AGENCIES, 0, 99):
        assert scopes.joint_tasks(index, agency) == []


def test_no_task_is_said_twice_on_the_list_of_an_agency() -> None:
    index = index_with_members(FINANCE, SCIENCE)
    for agency in (FINANCE, SCIENCE):
        scope = SheetScope(SheetScopeKind.AGENCY, agency)
        counted = [ref for ref in TASKS if scopes.counts(scope, ref, index.directory)]
        said = ids(
            [
                *counted,
                *scopes.co_led_tasks(index, agency),
                *scopes.joint_tasks(index, agency),
            ]
        )
        assert len(said) == len(set(said)), agency


@pytest.mark.parametrize(
    ("scope", "counted", "restricted"),
    [
        (SheetScope(), [1, 2, 3, 4, 5, 6, 7], 2),
        (SheetScope(SheetScopeKind.COLLECTIVE), [3, 5], 0),
        (SheetScope(SheetScopeKind.AGENCY, FINANCE), [1, 6], 1),
        (SheetScope(SheetScopeKind.AGENCY, 0), [7], 0),
        (SheetScope(SheetScopeKind.LEADER, CHAIRMAN), [1], 0),
        (SheetScope(SheetScopeKind.DOCUMENT, PROGRAMME), [1, 2, 4, 5, 6, 7], 2),
        (SheetScope(SheetScopeKind.DOCUMENT, PLAN), [3], 0),
    ],
)
def test_a_scope_counts_its_tasks_and_its_restricted_ones(
    scope: SheetScope, counted: list[int], restricted: int
) -> None:
    index = index_with_members(FINANCE, SCIENCE)
    found = [ref for ref in index.tasks if scopes.counts(scope, ref, index.directory)]
    assert ids(found) == counted
    assert scopes.restricted_count(index, scope) == restricted


def test_an_agency_with_tasks_beside_only_is_found() -> None:
    """The finance department leads tasks itself, and the collective is done by its members."""
    health, court = 4, 5
    agencies = (
        *make_directory().agencies.values(),
        make_agency(health, "Sở Y tế"),
        make_agency(court, "Tòa án"),
    )
    directory = replace(
        make_directory(agencies), memberships={health: {ALL_AGENCIES}, FINANCE: {ALL_AGENCIES}}
    )
    co_led = make_task_ref(8, other_lead_ids=(court,))
    found = scopes.concerned_agencies(make_index((*TASKS, co_led), directory))
    assert [agency.id for agency in found] == [health, court]
    assert scopes.concerned_agencies(make_index((make_task_ref(1),), directory)) == []
