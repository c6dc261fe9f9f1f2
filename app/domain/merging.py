"""Two people changed one task: what differs, field by field, and what comes of a choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.acts import TaskDraft
from app.domain.records import Role


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field of a task about which register and draft disagree.

    Attributes:
        name: the field of `TaskDraft`, or a `Role`'s value for the agencies in it.
        theirs: what the register says now.
        mine: what the draft says.
        both: whether both were changed since the draft was begun; else only one was.
        only_mine: whether the register still says what the draft began with.
    """

    name: str
    theirs: Any
    mine: Any
    both: bool
    only_mine: bool


def conflicts(before: TaskDraft, now: TaskDraft, mine: TaskDraft) -> list[FieldConflict]:
    """Return every field in which a draft differs from the register.

    Args:
        before: the task when the draft was begun.
        now: the task as the register has it.
        mine: the draft.
    """
    first, there, here = (_parts(each) for each in (before, now, mine))
    return [
        FieldConflict(
            name,
            there[name],
            here[name],
            both=first[name] not in (there[name], here[name]),
            only_mine=first[name] == there[name],
        )
        for name in first
        if there[name] != here[name]
    ]


def merged(now: TaskDraft, mine: TaskDraft, take_mine: Mapping[str, bool]) -> TaskDraft:
    """Return the register's draft with the fields that are to be mine."""
    there, here = _parts(now), _parts(mine)
    chosen = {name: here[name] if take_mine.get(name) else there[name] for name in there}
    roles = tuple((role, chosen.pop(role.value)) for role in Role)
    return replace(now, roles=tuple((role, ids) for role, ids in roles if ids), **chosen)


def _parts(draft: TaskDraft) -> dict[str, Any]:
    found = {each.name: getattr(draft, each.name) for each in fields(draft) if each.name != "roles"}
    return found | {role.value: draft.agencies(role) for role in Role}
