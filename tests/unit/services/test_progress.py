"""What is said of a task between its beginning and its end: each rule, and its undo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import Progress, Reopening, Stop
from app.domain.errors import InputRefusedError
from app.domain.traffic_light import Light, TaskState
from app.services import progress, reading, undo
from tests.registers import (
    CONTINUING,
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    complete,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

MARCH = dt.date(2026, 3, 5)
SAID = Progress(
    on=dt.date(2026, 10, 31),
    percent=60,
    result=" Đã rà soát 214 cơ sở ",
    difficulties="Thiếu khung giá",
    proposal="Xin gia hạn",
    directive="Giao Sở Tài chính báo cáo",
)
STOP = Stop("Công văn 1832/UBND-TH", dt.date(2026, 5, 4), "Không còn phù hợp")


def detail(register: Register, code: str = DATED, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def light(register: Register, code: str = DATED, as_of: dt.date = TODAY) -> Light:
    return detail(register, code, as_of).assessment.light


def say(register: Register, said: Progress = SAID, code: str = DATED):
    return progress.update_progress(register, task_id(register, code), said, TODAY)


def stop(register: Register, said: Stop = STOP, code: str = DATED):
    return progress.stop_task(register, task_id(register, code), said, TODAY)


def reopen(register: Register, on: dt.date, reason: str = "Tỉnh giao tiếp", code: str = DATED):
    return progress.reopen_task(register, task_id(register, code), Reopening(on, reason), TODAY)


# ---- Progress


def test_an_update_is_kept_whole_from_its_day_on(register: Register) -> None:
    change = say(register)
    assert change.summary == f"cập nhật tiến độ nhiệm vụ {DATED_PLACE}"
    latest = detail(register).latest_update
    assert latest is not None
    assert (latest.effective_on, latest.percent, latest.state) == (SAID.on, 60, TaskState.OPEN)
    assert latest.result == "Đã rà soát 214 cơ sở"
    said = (latest.difficulties, latest.proposal, latest.directive)
    assert said == ("Thiếu khung giá", "Xin gia hạn", "Giao Sở Tài chính báo cáo")
    assert detail(register).percent == 60
    assert detail(register, as_of=dt.date(2026, 10, 30)).latest_update is None


def test_difficulties_never_change_the_light(register: Register) -> None:
    before = detail(register)
    say(register)
    after = detail(register)
    assert (after.assessment, after.why) == (before.assessment, before.why)


def test_a_continuing_task_has_updates_too(register: Register) -> None:
    say(register, code=CONTINUING)
    assert detail(register, CONTINUING).percent == 60


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Progress(on=dt.date(2026, 11, 22), percent=1), "ở tương lai"),
        (Progress(on=TODAY), "ít nhất một nội dung"),
        (Progress(on=TODAY, result="  "), "ít nhất một nội dung"),
        (Progress(on=TODAY, percent=101), "từ 0 đến 100"),
        (Progress(on=TODAY, percent=-1), "từ 0 đến 100"),
    ],
)
def test_an_update_is_refused(register: Register, said: Progress, words: str) -> None:
    before = what_people_see(register)
    with pytest.raises(InputRefusedError, match=words):
        say(register, said)
    assert what_people_see(register) == before


def test_nothing_at_all_is_less_than_zero_percent(register: Register) -> None:
    say(register, Progress(on=TODAY, percent=0))
    assert detail(register).percent == 0


def test_a_completed_task_has_no_updates_any_more(register: Register) -> None:
    complete(register, DATED)
    with pytest.raises(InputRefusedError, match="đã hoàn thành"):
        say(register)


def test_a_day_before_the_document_is_asked_about(register: Register) -> None:
    before = Progress(on=dt.date(2026, 1, 5), percent=5)
    question = progress.progress_question(detail(register, UNDATED), before)
    assert question is not None
    assert "trước khi văn bản giao nhiệm vụ" in question
    assert progress.progress_question(detail(register, UNDATED), SAID) is None


def test_an_update_is_undone_and_done_again(register: Register) -> None:
    before = what_people_see(register)
    say(register)
    done = what_people_see(register)
    undo.undo_last(register)
    assert what_people_see(register) == before
    undo.redo_last(register)
    assert what_people_see(register) == done


def test_the_history_tells_old_and_new_percent(register: Register) -> None:
    say(register, Progress(on=MARCH, percent=20))
    say(register)
    newest, first = reading.load_history(register, task_id(register, DATED))
    assert newest.changes == (("Tiến độ", "20%", "60%"),)
    assert first.changes == (("Tiến độ", "", "20%"),)


# ---- Stop and opening again


def test_a_task_is_stopped_from_the_day_of_the_document(register: Register) -> None:
    change = stop(register)
    assert change.summary == f"dừng, thu hồi nhiệm vụ {DATED_PLACE}"
    stopped = detail(register)
    assert (stopped.state, stopped.assessment.light) == (TaskState.STOPPED, Light.STOPPED)
    assert stopped.why == "Xám: đã dừng theo Công văn 1832/UBND-TH."
    latest = stopped.latest_update
    assert latest is not None
    assert (latest.product_date, latest.result) == (STOP.dated, "Không còn phù hợp")
    assert light(register, as_of=dt.date(2026, 5, 3)) is Light.OVERDUE
    assert light(register, as_of=STOP.dated) is Light.STOPPED


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Stop("  ", TODAY), "số ký hiệu văn bản"),
        (Stop("Công văn 1", dt.date(2026, 11, 22)), "ở tương lai"),
    ],
)
def test_a_stop_is_refused(register: Register, said: Stop, words: str) -> None:
    with pytest.raises(InputRefusedError, match=words):
        stop(register, said)


def test_what_has_ended_is_not_stopped(register: Register) -> None:
    complete(register, UNDATED)
    with pytest.raises(InputRefusedError, match="đã hoàn thành"):
        stop(register, code=UNDATED)
    stop(register)
    with pytest.raises(InputRefusedError, match="đã dừng"):
        stop(register)


def test_a_stopped_task_goes_on_from_the_day_of_opening(register: Register) -> None:
    stop(register)
    change = reopen(register, dt.date(2026, 6, 1))
    assert change.summary == f"mở lại nhiệm vụ {DATED_PLACE}"
    assert light(register) is Light.OVERDUE
    assert light(register, as_of=dt.date(2026, 5, 31)) is Light.STOPPED
    assert detail(register).state is TaskState.OPEN
    latest = detail(register).latest_update
    assert latest is not None
    assert (latest.state, latest.result) == (TaskState.REOPENED, "Tỉnh giao tiếp")


def test_a_completion_opened_again_gives_back_the_percent_of_before(register: Register) -> None:
    say(register, Progress(on=MARCH, percent=20))
    complete(register, DATED, on=dt.date(2026, 3, 6))
    assert detail(register).percent == 100
    reopen(register, dt.date(2026, 6, 1))
    assert detail(register).percent == 20
    assert detail(register).completed_on is None
    assert light(register, as_of=dt.date(2026, 4, 1)) is Light.DONE_IN_TIME


def test_what_was_opened_again_can_be_completed_by_an_older_product(register: Register) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 10))
    reopen(register, dt.date(2026, 6, 1))
    complete(register, DATED, on=dt.date(2026, 3, 5))
    assert detail(register).completed_on == dt.date(2026, 3, 5)
    assert light(register) is Light.DONE_IN_TIME
    assert light(register, as_of=dt.date(2026, 5, 1)) is Light.DONE_LATE  # what was known then


def test_what_was_opened_again_can_be_stopped_by_an_older_document(register: Register) -> None:
    stop(register)
    reopen(register, dt.date(2026, 6, 1))
    stop(register, Stop("Công văn 2", dt.date(2026, 5, 20)))
    assert light(register) is Light.STOPPED
    assert detail(register).stopped_by == "Công văn 2"


@pytest.mark.parametrize(
    ("on", "reason", "words"),
    [
        (dt.date(2026, 5, 3), "x", "không được trước ngày dừng, 04/5/2026"),
        (dt.date(2026, 11, 22), "x", "ở tương lai"),
        (dt.date(2026, 6, 1), " ", "lý do"),
    ],
)
def test_opening_again_is_refused(register: Register, on: dt.date, reason: str, words: str) -> None:
    stop(register)
    with pytest.raises(InputRefusedError, match=words):
        reopen(register, on, reason)


def test_an_open_task_is_not_opened_again(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="đang thực hiện"):
        reopen(register, TODAY)


def test_stop_and_opening_are_undone_step_by_step(register: Register) -> None:
    seen = [what_people_see(register)]
    stop(register)
    seen.append(what_people_see(register))
    reopen(register, dt.date(2026, 6, 1))
    seen.append(what_people_see(register))
    for wanted in reversed(seen[:-1]):
        undo.undo_last(register)
        assert what_people_see(register) == wanted
    for wanted in seen[1:]:
        undo.redo_last(register)
        assert what_people_see(register) == wanted
