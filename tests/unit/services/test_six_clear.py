"""The "6 rõ": every task is asked six questions, counts add up, what is mended leaves the list."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import NewTask, TaskDraft
from app.domain.errors import ConflictError
from app.domain.records import Role
from app.domain.six_clear import Clear, TaskFacts, Unclear, counts, missing, of_documents
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.services import names, reading, six_clear, task_editing, undo
from tests.registers import DATED, TODAY, UNDATED, task_id

if TYPE_CHECKING:
    from app.services.register import Register

facts = st.builds(TaskFacts, *([st.booleans()] * 7))


@given(facts, st.booleans())
def test_what_is_known_is_not_missing(found, confidential):
    lacks = missing(found, confidential=confidential)
    assert list(lacks) == [each for each in Clear if each in lacks]
    assert (Clear.WHO in lacks) is not found.has_lead
    assert (Clear.TIME in lacks) is not found.has_limit
    assert (Clear.AUTHORITY in lacks) is not found.has_leader
    if confidential:
        assert not {Clear.WORK, Clear.PRODUCT} & set(lacks)
    if not found.has_lead:
        assert Clear.DUTY in lacks


def unclear(register: Register) -> dict[int, Unclear]:
    index = reading.load_index(register, TODAY)
    return {each.task_id: each for each in six_clear.load_unclear(register, index)}


def test_every_task_is_asked_once_and_counts_are_those_of_the_documents(register: Register) -> None:
    found = unclear(register)
    assert set(found) == {ref.id for ref in reading.load_index(register, TODAY).tasks}
    whole = counts(found.values())
    groups = [counts(group) for group in of_documents(list(found.values())).values()]
    assert whole == {each: sum(group[each] for group in groups) for each in Clear}
    assert Clear.TIME in found[task_id(register, UNDATED)].missing
    assert Clear.TIME not in found[task_id(register, DATED)].missing
    assert Clear.DUTY in found[task_id(register, DATED)].missing, "many doers, nobody who monitors"


def test_a_product_written_and_a_leader_confirmed_are_missed_no_more(register: Register) -> None:
    task = task_id(register, UNDATED)
    assert {Clear.PRODUCT, Clear.AUTHORITY} <= set(unclear(register)[task].missing)
    before = task_editing.load_editable(register, task)
    draft = replace(before.draft, product="Báo cáo", leader_id=chairman(register))
    task_editing.edit_task(register, before, draft)
    assert not {Clear.PRODUCT, Clear.AUTHORITY} & set(unclear(register)[task].missing)


def test_a_suggested_leader_is_not_enough(register: Register) -> None:
    index = reading.load_index(register, TODAY)
    suggested = [ref.id for ref in index.tasks if ref.leader_suggested]
    assert all(Clear.AUTHORITY in unclear(register)[task].missing for task in suggested)


def chairman(register: Register) -> int:
    officials = reading.load_directory(register, TODAY).officials.values()
    return next(o.id for o in officials if o.name == "Nguyễn Tuấn Anh")


def test_the_work_of_a_task_entered_by_hand_is_answered_by_its_points(register: Register) -> None:
    lead = (Role.LEAD, (names.find_agency(register, "Sở Xây dựng"),))
    limit = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 15))
    draft = TaskDraft("Sửa cầu", "", product="Báo cáo", roles=(lead,))
    new = NewTask(draft, 0, dt.date(2026, 11, 10), limit)
    task = next(iter(task_editing.new_task(register, new, TODAY).task_ids))
    assert Clear.WORK in unclear(register)[task].missing
    before = task_editing.load_editable(register, task)
    said = replace(before.draft, points="  Khảo sát cầu \n\nLập dự toán\n")
    task_editing.edit_task(register, before, said)
    detail = reading.load_detail(register, task, TODAY)
    assert detail.points == ("Khảo sát cầu", "Lập dự toán")
    assert task in reading.search(register, "du toan")
    told = reading.load_history(register, task)[0].changes
    assert told == (("Nội dung chính", "", "Khảo sát cầu; Lập dự toán"),)
    assert Clear.WORK not in unclear(register)[task].missing
    with pytest.raises(ConflictError):
        task_editing.edit_task(register, before, replace(before.draft, points="Khác"))
    undo.undo_last(register)
    assert reading.load_detail(register, task, TODAY).points == ()
    assert Clear.WORK in unclear(register)[task].missing
