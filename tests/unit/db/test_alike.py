"""Tasks that stand alike share one object; a fact of its own parts one of them from the others."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from app.domain.tally import Tally
from app.services import reading
from db.queries import alike, index
from tests.registers import DATED, TODAY, UNDATED, complete, task_id

if TYPE_CHECKING:
    from app.services.register import Register


def shared(register: Register) -> dict[int, alike.Alike]:
    with register.reading() as connection:
        return dict(alike.tasks(connection).pairs())


def test_tasks_without_a_difference_share_one_object(register: Register) -> None:
    found = shared(register)
    kinds = Counter(map(id, found.values()))
    assert len(kinds) < len(found)
    refs = {ref.id: ref for ref in reading.load_index(register, TODAY).tasks}
    for task, other in zip(list(found), list(found)[1:], strict=False):
        if found[task] is found[other] and task in refs and not refs[task].also_at:
            assert refs[task][1:] == refs[other]._replace(also_at=())[1:]


def test_a_completion_parts_a_task_from_the_others(register: Register) -> None:
    before, task = shared(register), task_id(register, UNDATED)
    beside = [each for each, kind in before.items() if kind is before[task] and each != task]
    complete(register, UNDATED, on=dt.date(2026, 5, 4))
    after = shared(register)
    assert all(after[task] is not after[each] for each in beside)
    assert after[task].state_on("2026-05-03") is None
    state = after[task].state_on("2026-05-04")
    assert state is not None
    assert state.completed_on == dt.date(2026, 5, 4)


def test_a_day_sees_the_limit_that_was_set_by_then(register: Register) -> None:
    kind = shared(register)[task_id(register, DATED)]
    assert kind.limit_on("1900-01-01") is None
    limit = kind.limit_on(TODAY.isoformat())
    assert limit is not None
    assert limit.due_on == dt.date(2026, 3, 6)


def test_a_tally_counts_what_the_index_holds(register: Register) -> None:
    for day in (dt.date(2024, 6, 1), dt.date(2026, 2, 20), dt.date(2026, 6, 30), TODAY):
        held = Tally.of(ref.light for ref in reading.load_index(register, day).tasks)
        with register.reading() as connection:
            assert index.tally(connection, day).tally == held
            assert index.tally_before(connection, day, TODAY).tally == held
