"""A document of the past: its tasks stand in no total, are found by it alone, and never change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import (
    Extension,
    LeaderGiven,
    NewTask,
    Progress,
    Reopening,
    ReportArrival,
    Stop,
    TaskDraft,
)
from app.domain.errors import InputRefusedError
from app.domain.records import Overview, Role, SheetScope, SheetScopeKind
from app.domain.tally import Tally
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import Light
from app.services import (
    evidence,
    limits,
    names,
    progress,
    reading,
    receipts,
    several,
    sheets,
    task_editing,
    tracking,
)
from tests import shipped
from tests.registers import (
    DATED,
    TODAY,
    changes,
    complete,
    completion,
    duty_id,
    execute,
    task_id,
    update,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.register import Register

LAST_DAY = dt.date(2023, 12, 31)
DAY_AFTER = dt.date(2024, 1, 1)
CODE = "NQTU-2023"
DATED_THEN = f"{CODE}/III.3#1"
"""Due on 05/01/2023."""
CONTINUING_THEN = f"{CODE}/II.1.1#6"
LIMIT = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 20))
EXTENSION = Extension(LIMIT, "Công văn 12/UBND-TH", LAST_DAY)
SAID = "Nghị quyết Tỉnh ủy về nhiệm vụ năm 2023 đã kết thúc ngày 31/12/2023"


def scope(register: Register) -> SheetScope:
    return SheetScope(SheetScopeKind.DOCUMENT, names.find_document(register, CODE))


def test_on_its_last_day_it_is_a_document_like_any_other(register: Register) -> None:
    index = reading.load_index(register, LAST_DAY)
    assert (len(index.tasks), index.closed) == (shipped.count(LAST_DAY), [])
    lights = {ref.id: ref.light for ref in index.tasks}
    assert lights[task_id(register, DATED_THEN)] is Light.OVERDUE
    sheet = sheets.tracking(register, SheetScope(), LAST_DAY)
    assert sheet.tally.total == shipped.count(LAST_DAY) > 0
    assert not sheet.closed


def test_the_day_after_its_tasks_stand_apart_and_none_is_red(register: Register) -> None:
    execute(
        register,
        "INSERT INTO progress_update (task_id, effective_on, recorded_at, recorded_by, state,"
        " product, product_number, product_date, result, difficulties, proposal, directive)"
        " VALUES (:task, '2023-01-09', '2023-01-09 08:00:00', 'can.bo', 'completed', '', '',"
        " '2023-01-09', '', '', '', '')",
        task=task_id(register, DATED_THEN),
    )
    then = reading.load_index(register, LAST_DAY)
    index = reading.load_index(register, DAY_AFTER)
    assert index.tasks == []
    assert [ref.id for ref in index.closed] == [ref.id for ref in then.tasks]
    tally = Tally.of(ref.light for ref in index.closed)
    assert (tally[Light.DONE_LATE], tally[Light.STOPPED]) == (1, len(index.closed) - 1)
    assert all(ref.closed for ref in index.closed)


def test_neither_next_days_nor_completions_are_of_the_past(register: Register) -> None:
    write(
        register,
        update(task_id(register, DATED_THEN), dt.date(2023, 1, 4), "completed"),
    )
    compare = LAST_DAY - dt.timedelta(days=30)
    before = overview(register, LAST_DAY, compare)
    assert before.completed_by_month[-1] == (LAST_DAY, 1)
    assert any(item.task_ids for item in before.milestones)
    after = overview(register, DAY_AFTER, LAST_DAY)
    assert after.completed_by_month == [(DAY_AFTER, 0)]
    assert not any(item.task_ids for item in after.milestones)


def test_a_reporting_period_of_the_past_is_no_next_day(register: Register) -> None:
    others = "UPDATE report_duty SET recurrence = NULL, due_on = NULL WHERE code NOT LIKE :code"
    execute(register, others, code=f"{CODE}/%")
    assert titles_of_closings(register, LAST_DAY)
    assert titles_of_closings(register, DAY_AFTER) == []


def overview(register: Register, as_of: dt.date, compare_on: dt.date) -> Overview:
    return reading.load_overview(register, reading.load_index(register, as_of), compare_on)


def titles_of_closings(register: Register, as_of: dt.date) -> list[str]:
    found = overview(register, as_of, as_of - dt.timedelta(days=1)).milestones
    return [item.title for item in found if item.title.startswith("Chốt số liệu")]


def test_days_of_the_next_year_but_one_are_not_next(register: Register) -> None:
    found = overview(register, TODAY, TODAY - dt.timedelta(days=30))
    limits = {task.time.due_on for task in shipped.tasks() if task.time.due_on}
    assert max(limits) == dt.date(2030, 12, 31)
    assert {item.day.year for item in found.milestones} == {2026}


@pytest.mark.parametrize("code", [DATED_THEN, CONTINUING_THEN])
def test_nothing_is_completed_in_it_any_more(register: Register, code: str) -> None:
    with pytest.raises(InputRefusedError, match=SAID):
        complete(register, code, on=dt.date(2023, 5, 5))
    detail = reading.load_detail(register, task_id(register, code), TODAY)
    review = tracking.review_completion(detail, completion(dt.date(2023, 5, 5)), TODAY)
    assert review.refusal == f"{SAID} nên không ghi tiến độ nữa."
    assert changes(register) == []


def test_no_report_is_recorded_for_it_any_more(register: Register) -> None:
    task = task_id(register, CONTINUING_THEN)
    detail = reading.load_detail(register, task, TODAY)
    assert receipts.obstacle(detail, TODAY) == f"{SAID} nên không ghi tiến độ nữa."
    arrival = ReportArrival(duty_id(register, f"{CODE}/BC.1"), "2023-Q3", dt.date(2023, 10, 1))
    with pytest.raises(InputRefusedError, match=SAID):
        receipts.record_report(register, task, arrival, TODAY)


def _edit(register: Register, task: int) -> None:
    before = task_editing.load_editable(register, task)
    task_editing.edit_task(register, before, replace(before.draft, title="Việc khác"))


def _attach(register: Register, task: int) -> None:
    proof = register.path.with_name("minh chứng.txt")
    proof.write_text("x", encoding="utf-8")
    evidence.attach(register, task, [proof], TODAY)


def _new(register: Register, _task: int) -> None:
    lead = ((Role.LEAD, (1,)),)
    draft = TaskDraft("Việc mới", "Việc mới", roles=lead)
    document = names.find_document(register, CODE)
    task_editing.new_task(register, NewTask(draft, document, LAST_DAY, LIMIT), TODAY)


@pytest.mark.parametrize(
    "act",
    [
        lambda r, task: progress.update_progress(r, task, Progress(LAST_DAY, 50), TODAY),
        lambda r, task: progress.stop_task(r, task, Stop("Công văn 1/UBND", LAST_DAY), TODAY),
        lambda r, task: progress.reopen_task(r, task, Reopening(TODAY, "còn việc"), TODAY),
        lambda r, task: limits.extend_limit(r, task, EXTENSION, TODAY),
        lambda r, task: several.record(r, [task], completion(LAST_DAY), TODAY),
        lambda r, task: several.record(r, [task], EXTENSION, TODAY),
        lambda r, task: several.record(r, [task], Progress(LAST_DAY, 50), TODAY),
        lambda r, task: several.record(r, [task], LeaderGiven(1), TODAY),
        _edit,
        _attach,
        _new,
    ],
)
@pytest.mark.parametrize("ended", [False, True])
def test_nothing_else_is_written_of_it_any_more(
    register: Register, act: Callable[[Register, int], object], *, ended: bool
) -> None:
    task = task_id(register, DATED_THEN)
    if ended:
        execute(
            register,
            "INSERT INTO progress_update (task_id, effective_on, recorded_at, recorded_by, state,"
            " product, product_number, product_date, result, difficulties, proposal, directive)"
            " SELECT id, '2023-05-05', '2023-05-05 08:00:00', 'x', 'completed', 'Kế hoạch',"
            " '', '2023-05-05', '', '', '', '' FROM task WHERE code = 'NQTU-2023/III.3#1'",
        )
    with pytest.raises(InputRefusedError, match="đã kết thúc"):
        act(register, task)
    assert changes(register) == []


def test_its_sheet_can_be_printed_and_says_what_it_is(register: Register) -> None:
    sheet = sheets.tracking(register, scope(register), TODAY)
    assert sheet.closed
    assert sheet.subtitle.endswith("tất cả các cơ quan (văn bản đã kết thúc)")
    (note,) = sheet.notes
    assert note.startswith("Văn bản đã kết thúc ngày 31/12/2023; các nhiệm vụ này không còn")
    rows = [row for group in sheet.groups for section in group.sections for row in section.rows]
    assert len(rows) == sheet.tally.total == len(reading.load_index(register, TODAY).closed)
    assert {(row.state, row.result) for row in rows} == {("Đã đóng cùng văn bản", "")}


def test_a_restricted_task_stays_off_its_sheet(register: Register) -> None:
    before = sheets.tracking(register, scope(register), TODAY).tally.total
    execute(register, "UPDATE task SET confidential = 1 WHERE code = :code", code=DATED_THEN)
    sheet = sheets.tracking(register, scope(register), TODAY)
    assert sheet.tally.total == before - 1
    assert sheet.notes[1].startswith("Không in 1 nhiệm vụ")
    whole = sheets.tracking(register, SheetScope(), TODAY)
    assert whole.tally.total == shipped.printed()


def test_a_place_is_looked_for_in_documents_that_are_followed(register: Register) -> None:
    """A place of the resolution of 2023 that a task of this year has too is this year's."""
    place = DATED_THEN.partition("/")[2]
    others = "UPDATE task SET locator = '–' WHERE locator = :place AND code NOT IN (:then, :now)"
    now = f"KHNQ02-2026/{place}"
    execute(register, others, place=place, then=DATED_THEN, now=now)
    assert reading.find_task(register, place) == task_id(register, now)
    assert reading.find_task(register, "II#1") == task_id(register, f"{CODE}/II#1")


def test_a_document_can_be_closed_by_its_last_day_alone(register: Register) -> None:
    execute(
        register,
        "UPDATE document SET closed_on = :day WHERE code = 'KHNQ02-2026'",
        day=(TODAY - dt.timedelta(days=1)).isoformat(),
    )
    index = reading.load_index(register, TODAY)
    assert len(index.tasks) == shipped.count() - shipped.count(document="KHNQ02-2026")
    assert task_id(register, DATED) in {ref.id for ref in index.closed}
    followed = {index.directory.documents[ref.document_id].code for ref in index.tasks}
    assert followed == {each.code for each in shipped.documents()} - {"KHNQ02-2026"}
