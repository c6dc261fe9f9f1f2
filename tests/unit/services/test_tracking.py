"""Marking a task complete: what is refused, what is asked, and what it leaves behind."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from app.domain.acts import Completion
from app.domain.errors import InputRefusedError, RegisterFullError, TienDoError
from app.domain.traffic_light import Light, TaskState
from app.services import reading, tracking
from tests.conftest import open_as_office
from tests.registers import (
    CONTINUING,
    CONTINUOUS,
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    YEARLY,
    changes,
    complete,
    completion,
    rows_of,
    task_id,
    update,
    what_people_see,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

TOMORROW = TODAY + dt.timedelta(days=1)
LIMIT = dt.date(2026, 3, 6)


def detail_of(register: Register, code: str, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def light_of(register: Register, code: str, as_of: dt.date) -> Light:
    wanted = task_id(register, code)
    index = reading.load_index(register, as_of)
    return next(ref.light for ref in index.tasks if ref.id == wanted)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            completion(TOMORROW),
            "22/11/2026 ở tương lai. Hãy ghi ngày không sau hôm nay, 21/11/2026",
        ),
        (completion(dt.date(2027, 1, 5)), "05/01/2027 ở tương lai"),
        (completion(product=""), "Hãy ghi sản phẩm"),
        (completion(product="  \t "), "Hãy ghi sản phẩm"),
    ],
)
def test_what_is_refused(register: Register, given: Completion, words: str) -> None:
    before = what_people_see(register)
    task = task_id(register, UNDATED)
    review = tracking.review_completion(reading.load_detail(register, task, TODAY), given, TODAY)
    assert review.refusal is not None
    assert words in review.refusal
    with pytest.raises(InputRefusedError) as caught:
        tracking.complete_task(register, task, given, TODAY)
    assert str(caught.value) == review.refusal
    assert what_people_see(register) == before
    assert changes(register) == []


def test_completing_twice_is_refused(register: Register) -> None:
    complete(register, DATED)
    detail = detail_of(register, DATED)
    assert tracking.review_completion(detail, completion(), TODAY).refusal is not None
    with pytest.raises(InputRefusedError, match="đã được đánh dấu hoàn thành"):
        complete(register, DATED, on=dt.date(2026, 3, 1))
    assert len(changes(register)) == 1


def test_a_stopped_task_is_not_completed(register: Register) -> None:
    task = task_id(register, DATED)
    stop = {"product_number": "15/QĐ-UBND"}
    write(register, update(task, dt.date(2026, 6, 1), "stopped", **stop))
    detail = detail_of(register, DATED)
    assert (detail.state, detail.why) == (TaskState.STOPPED, "Xám: đã dừng theo 15/QĐ-UBND.")
    with pytest.raises(InputRefusedError, match="đã dừng, thu hồi"):
        complete(register, DATED)


@pytest.mark.parametrize("code", [CONTINUING, CONTINUOUS])
def test_a_task_judged_by_its_reports_is_never_completed(register: Register, code: str) -> None:
    before = what_people_see(register)
    refusal = tracking.review_completion(detail_of(register, code), completion(), TODAY).refusal
    assert refusal is not None
    assert refusal.startswith("Việc thường xuyên, định kỳ được đánh giá theo báo cáo của từng kỳ")
    assert "cửa sổ" in refusal
    assert "Ghi nhận báo cáo" in refusal
    # Whatever else is wrong: only this reason helps.
    for given in (completion(), completion(TOMORROW), completion(product="")):
        with pytest.raises(InputRefusedError) as caught:
            tracking.complete_task(register, task_id(register, code), given, TODAY)
        assert str(caught.value) == refusal
    assert what_people_see(register) == before
    assert changes(register) == []


def test_a_task_that_is_not_there_is_refused(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="chưa có trong sổ"):
        tracking.complete_task(register, 99999, completion(), TODAY)
    with pytest.raises(InputRefusedError, match="Không có nhiệm vụ nào"):
        reading.find_task(register, "CTr04-2026/IX.9#9")


def test_a_locator_that_two_documents_have_is_refused(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="có ở 3 văn bản"):
        reading.find_task(register, "III.2#1")
    assert reading.find_task(register, "II.1.a#1") == task_id(register, "CTr04-2026/II.1.a#1")


@pytest.mark.parametrize(
    ("code", "on", "words"),
    [
        ("CTr04-2026/II.1.a#1", dt.date(2026, 2, 2), "Ngày 02/02/2026 trước khi"),
        ("CTr04-2026/II.1.a#1", dt.date(2026, 2, 2), "(ngày 03/02/2026)"),
        (DATED, dt.date(2026, 2, 28), "(tháng 3/2026). Vẫn ghi ngày này?"),
    ],
)
def test_a_product_before_its_document_is_asked_about(
    register: Register, code: str, on: dt.date, words: str
) -> None:
    detail = detail_of(register, code)
    review = tracking.review_completion(detail, completion(on), TODAY)
    assert review.refusal is None
    assert review.question is not None
    assert words in review.question
    complete(register, code, on=on)
    assert detail_of(register, code).completed_on == on


@pytest.mark.parametrize(
    ("code", "on"),
    [("CTr04-2026/II.1.a#1", dt.date(2026, 2, 3)), (DATED, dt.date(2026, 3, 1)), (DATED, TODAY)],
)
def test_later_products_are_not_asked_about(register: Register, code: str, on: dt.date) -> None:
    detail = detail_of(register, code)
    review = tracking.review_completion(detail, completion(on), TODAY)
    assert (review.refusal, review.question) == (None, None)


@pytest.mark.parametrize(
    ("code", "on", "light"),
    [
        (DATED, LIMIT, Light.DONE_IN_TIME),
        (DATED, LIMIT + dt.timedelta(days=1), Light.DONE_LATE),
        (YEARLY, TODAY, Light.DONE_IN_TIME),
        (UNDATED, TODAY, Light.DONE_IN_TIME),
    ],
)
def test_the_review_tells_the_light_that_comes(
    register: Register, code: str, on: dt.date, light: Light
) -> None:
    review = tracking.review_completion(detail_of(register, code), completion(on), TODAY)
    assert review.assessment.light is light
    complete(register, code, on=on)
    detail = detail_of(register, code)
    assert (detail.assessment, detail.why) == (review.assessment, review.why)


def test_the_products_date_counts_and_not_the_day_of_the_click(register: Register) -> None:
    assert light_of(register, DATED, TODAY) is Light.OVERDUE
    change = complete(register, DATED, on=dt.date(2026, 3, 5))
    assert change.task_ids == {task_id(register, DATED)}
    assert not change.directory
    detail = detail_of(register, DATED)
    assert detail.assessment.light is Light.DONE_IN_TIME
    (entry,) = detail.updates
    assert entry.effective_on == entry.product_date == dt.date(2026, 3, 5)
    assert entry.recorded_at == register.clock()
    assert entry.recorded_by == "can.bo"


@pytest.mark.parametrize(
    ("as_of", "light"),
    [
        (dt.date(2026, 3, 9), Light.OVERDUE),
        (dt.date(2026, 3, 10), Light.DONE_LATE),
        (TODAY, Light.DONE_LATE),
        (dt.date(2030, 1, 1), Light.DONE_LATE),
    ],
)
def test_any_past_day_is_read_by_effective_dates(
    register: Register, as_of: dt.date, light: Light
) -> None:
    complete(register, DATED, on=dt.date(2026, 3, 10))
    assert light_of(register, DATED, as_of) is light
    detail = detail_of(register, DATED, as_of)
    assert detail.assessment.light is light
    assert len(detail.updates) == (as_of >= dt.date(2026, 3, 10))


def test_what_is_typed_is_kept_trimmed_and_composed(register: Register) -> None:
    given = Completion(
        product="  Ke\u0302\u0301 hoa\u0323ch ",
        number=" 12/KH-STC ",
        completed_on=TODAY,
        note=" đã ban hành ",
    )
    tracking.complete_task(register, task_id(register, UNDATED), given, TODAY)
    (entry,) = detail_of(register, UNDATED).updates
    assert (entry.product, entry.product_number) == ("Kế hoạch", "12/KH-STC")
    assert (entry.result, entry.percent, entry.state) == (
        "đã ban hành",
        100,
        TaskState.COMPLETED,
    )


def test_history_tells_who_did_what(register: Register) -> None:
    change = complete(register, DATED)
    assert change.summary == f"hoàn thành nhiệm vụ {DATED_PLACE}"
    (line,) = reading.load_history(register, task_id(register, DATED))
    assert line.summary == f"Hoàn thành nhiệm vụ {DATED_PLACE}"
    assert (line.recorded_at, line.recorded_by) == (register.clock(), "can.bo")
    assert reading.load_history(register, task_id(register, UNDATED)) == ()


def test_one_locator_in_two_documents_is_told_apart(register: Register) -> None:
    found = {
        complete(register, f"{document}/III.2#1").summary
        for document in ("CTr04-2026", "KHNQ02-2026")
    }
    assert found == {
        "hoàn thành nhiệm vụ III.2 #1, Chương trình hành động 04/CTr-UBND",
        "hoàn thành nhiệm vụ III.2 #1, Kế hoạch triển khai Nghị quyết 02/NQ-CP",
    }


def test_two_windows_complete_one_task_once(register: Register) -> None:
    """Both saw it open; the second is told, not written over."""
    second = open_as_office(register.path)
    try:
        seen = detail_of(second, DATED)
        assert tracking.review_completion(seen, completion(), TODAY).refusal is None
        complete(register, DATED)
        with pytest.raises(InputRefusedError, match="đã được đánh dấu hoàn thành"):
            complete(second, DATED)
        assert len(changes(second)) == 1
    finally:
        second.close()


def test_two_at_the_same_moment_complete_one_task_once(register: Register) -> None:
    second = open_as_office(register.path)
    start = threading.Barrier(2)
    outcomes: list[str] = []

    def run(one: Register) -> None:
        start.wait()
        try:
            complete(one, DATED)
        except TienDoError as error:
            outcomes.append(type(error).__name__)
        else:
            outcomes.append("done")

    threads = [threading.Thread(target=run, args=(one,)) for one in (register, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    second.close()
    assert sorted(outcomes) == ["InputRefusedError", "done"]
    assert len(changes(register)) == 1


def pages_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        pages: int = connection.execute("PRAGMA page_count").fetchone()[0]
        return pages


def test_a_full_disk_while_completing_changes_nothing(register: Register) -> None:
    before = what_people_see(register)
    pages = pages_of(register.path)

    def limit(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}").close()

    event.listen(register.engine, "connect", limit)
    register.engine.dispose()
    task = task_id(register, DATED)
    with pytest.raises(RegisterFullError, match="đã đầy nên không ghi được"):
        tracking.complete_task(register, task, completion(note="rất dài " * 5000), TODAY)
    assert what_people_see(register) == before
    assert rows_of(register, "progress_update") == []
    assert changes(register) == []
    event.remove(register.engine, "connect", limit)
    register.engine.dispose()
    complete(register, DATED)


def test_audit_rows_are_as_many_as_operations(register: Register) -> None:
    codes = (DATED, YEARLY, UNDATED)
    ids = [complete(register, code).change_id for code in codes]
    rows = changes(register)
    assert [row.id for row in rows] == ids
    assert {row.kind for row in rows} == {"do"}
    assert [row.task_id for row in rows] == [task_id(register, code) for code in codes]
    assert len(rows_of(register, "change_row")) == len(codes)
