"""What has changed between two days: completed, fell overdue, extended, added and more.

Both days are read as of themselves, so that a late entry changes the day on which it took effect.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain import scopes
from app.domain.phrases import phrase
from app.domain.records import RegisterIndex, SheetScope, SheetScopeKind, TaskRef
from app.domain.tally import Tally
from app.domain.terms import person_of
from app.domain.traffic_light import Light

_DONE = (Light.DONE_IN_TIME, Light.DONE_LATE)
_ENDED = (*_DONE, Light.STOPPED)


class Change(StrEnum):
    """What can have happened to a task; one task can stand under several."""

    COMPLETED = "completed"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    SHORTENED = "shortened"
    LIMITED = "limited"
    """It had no date before."""
    STOPPED = "stopped"
    REOPENED = "reopened"
    ADDED = "added"
    """Nobody had to do it before."""
    ARRIVED = "arrived"
    """It existed, outside the scope."""
    LEFT = "left"
    """It is outside the scope now, or its document is of the past."""


CHANGE_NAMES = {
    Change.COMPLETED: phrase("Hoàn thành thêm"),
    Change.OVERDUE: phrase("Mới quá hạn"),
    Change.EXTENDED: phrase("Gia hạn"),
    Change.SHORTENED: phrase("Rút thời hạn"),
    Change.LIMITED: phrase("Xác định thời hạn"),
    Change.STOPPED: phrase("Dừng, thu hồi"),
    Change.REOPENED: phrase("Làm tiếp"),
    Change.ADDED: phrase("Mới giao"),
    Change.ARRIVED: phrase("Chuyển đến"),
    Change.LEFT: phrase("Chuyển đi"),
}


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened to the tasks of one scope between two days.

    Attributes:
        since: the earlier day.
        before: counts of the scope on that day.
        now: counts of the scope on the later day.
        tasks: what happened → to which tasks, in document order; those that fell overdue by days.
    """

    since: dt.date
    before: Tally
    now: Tally
    tasks: Mapping[Change, tuple[TaskRef, ...]]

    @property
    def adds_up(self) -> bool:
        """Whether the tasks that came and went explain the difference of the totals."""
        came = len(self.tasks[Change.ADDED]) + len(self.tasks[Change.ARRIVED])
        return self.before.total + came - len(self.tasks[Change.LEFT]) == self.now.total


def month_before(day: dt.date) -> dt.date:
    """Return the last day of the month before the one of a day: what is compared with at first."""
    return day.replace(day=1) - dt.timedelta(days=1)


def changed(before: RegisterIndex, now: RegisterIndex) -> list[int]:
    """Return the tasks that differ between two days, whatever is different."""
    earlier = {ref.id: ref for ref in (*before.tasks, *before.closed)}
    later = {ref.id: ref for ref in (*now.tasks, *now.closed)}
    return [
        key
        for key in {**later, **earlier}
        if key not in earlier or key not in later or _differs(earlier[key], later[key])
    ]


def compare(before: RegisterIndex, now: RegisterIndex, scope: SheetScope) -> Changes:
    """Return what happened to the tasks of a scope; restricted tasks are left out.

    Args:
        before: the index of the earlier day.
        now: the index of the later day.
        scope: what is compared; its leader or agency is one of the later day.
    """
    known = {ref.id: ref for ref in (*before.tasks, *before.closed)}
    earlier = _counted(before, _scope_before(before, now, scope))
    later = _counted(now, scope)
    here = list(later.values())

    def where(rule: Callable[[TaskRef, TaskRef], bool]) -> tuple[TaskRef, ...]:
        return tuple(ref for ref in here if ref.id in known and rule(known[ref.id], ref))

    new = [ref for ref in here if ref.id not in known]
    tasks = {
        Change.COMPLETED: _in_order(
            here, (*where(_completed), *(ref for ref in new if ref.light in _DONE))
        ),
        Change.OVERDUE: _latest_first(
            (*where(_fell_overdue), *(ref for ref in new if ref.light is Light.OVERDUE))
        ),
        Change.EXTENDED: where(lambda a, b: _moved(a, b) > 0),
        Change.SHORTENED: where(lambda a, b: _moved(a, b) < 0),
        Change.LIMITED: where(lambda a, b: a.due_on is None and b.due_on is not None),
        Change.STOPPED: where(
            lambda a, b: b.light is Light.STOPPED and a.light is not Light.STOPPED
        ),
        Change.REOPENED: where(lambda a, b: a.light in _ENDED and b.light not in _ENDED),
        Change.ADDED: tuple(new),
        Change.ARRIVED: tuple(ref for ref in here if ref.id in known and ref.id not in earlier),
        Change.LEFT: tuple(ref for ref in earlier.values() if ref.id not in later),
    }
    return Changes(before.as_of, _tally(earlier.values()), _tally(here), tasks)


def _counted(index: RegisterIndex, scope: SheetScope) -> dict[int, TaskRef]:
    return {
        ref.id: ref
        for ref in scopes.followed(index, scope)
        if not ref.confidential and scopes.counts(scope, ref, index.directory)
    }


def _scope_before(before: RegisterIndex, now: RegisterIndex, scope: SheetScope) -> SheetScope:
    """Return the scope as of the earlier day: a leader can have had another position then."""
    official = now.directory.officials.get(scope.id)
    if scope.kind is not SheetScopeKind.LEADER or official is None:
        return scope
    person = person_of(official.key)
    terms = [o.id for o in before.directory.officials.values() if person_of(o.key) == person]
    return SheetScope(scope.kind, terms[0]) if terms else scope


def _differs(one: TaskRef, other: TaskRef) -> bool:
    return (
        one.light is not other.light
        or one.due_on != other.due_on
        or (one.lead_id, one.leader_id) != (other.lead_id, other.leader_id)
        or (one.closed, one.confidential) != (other.closed, other.confidential)
    )


def _completed(before: TaskRef, now: TaskRef) -> bool:
    return now.light in _DONE and before.light not in _DONE


def _fell_overdue(before: TaskRef, now: TaskRef) -> bool:
    return now.light is Light.OVERDUE and before.light is not Light.OVERDUE


def _moved(before: TaskRef, now: TaskRef) -> int:
    """Return by how many days a date was moved; 0 where one of the days has no date."""
    if before.due_on is None or now.due_on is None:
        return 0
    return (now.due_on - before.due_on).days


def _in_order(order: Iterable[TaskRef], found: Iterable[TaskRef]) -> tuple[TaskRef, ...]:
    chosen = {ref.id for ref in found}
    return tuple(ref for ref in order if ref.id in chosen)


def _latest_first(found: Iterable[TaskRef]) -> tuple[TaskRef, ...]:
    return tuple(sorted(found, key=lambda ref: -(ref.days or 0)))


def _tally(refs: Iterable[TaskRef]) -> Tally:
    return Tally.of(ref.light for ref in refs)
