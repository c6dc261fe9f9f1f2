"""Another time limit: only by a document, kept beside the old ones, taken back by undo."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.domain.acts import Extension
from app.domain.errors import ConflictError, InputRefusedError
from app.domain.periods import Recurrence
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import Light
from app.services import limits, reading, undo
from tests.registers import (
    DATED,
    DATED_PLACE,
    TODAY,
    UNDATED,
    YEARLY,
    complete,
    execute,
    rows_of,
    task_id,
    what_people_see,
)

if TYPE_CHECKING:
    from app.domain.task_detail import TaskDetail
    from app.services.register import Register

FIRST, SECOND = dt.date(2026, 3, 6), dt.date(2026, 12, 15)


def to(due_on: dt.date = SECOND) -> TimeLimit:
    return TimeLimit(TimeLimitKind.DATE, due_on)


def extension(
    limit: TimeLimit | None = None,
    authority: str = "Công văn 1832/UBND-TH",
    dated: dt.date = dt.date(2026, 5, 4),
) -> Extension:
    return Extension(limit or to(), authority, dated)


def extend(register: Register, said: Extension | None = None, code: str = DATED):
    return limits.extend_limit(register, task_id(register, code), said or extension(), TODAY)


def detail(register: Register, code: str = DATED, as_of: dt.date = TODAY) -> TaskDetail:
    return reading.load_detail(register, task_id(register, code), as_of)


def test_the_new_limit_counts_from_the_day_of_its_document(register: Register) -> None:
    change = extend(register)
    assert change.summary == f"gia hạn nhiệm vụ {DATED_PLACE} đến 15/12/2026"
    now = detail(register)
    assert now.time_limit == to()
    assert (now.extensions, now.first_due_on) == (1, FIRST)
    assert now.extension_authority == "Công văn 1832/UBND-TH"
    assert now.assessment.light is Light.IN_TIME
    assert detail(register, as_of=dt.date(2026, 5, 3)).time_limit.due_on == FIRST
    assert detail(register, as_of=dt.date(2026, 5, 4)).time_limit.due_on == SECOND
    assert [(each.limit.due_on, each.authority) for each in now.limits] == [
        (FIRST, ""),
        (SECOND, "Công văn 1832/UBND-TH"),
    ]


@pytest.mark.parametrize(
    ("limit", "light"),
    [
        (TimeLimit(TimeLimitKind.PERIOD, dt.date(2026, 12, 31), "2026-Q4"), Light.IN_TIME),
        (TimeLimit(TimeLimitKind.CONTINUING, recurrence=Recurrence.MONTHLY), Light.UNKNOWN),
        (TimeLimit(TimeLimitKind.UNDETERMINED), Light.UNKNOWN),
    ],
)
def test_any_kind_can_be_set(register: Register, limit: TimeLimit, light: Light) -> None:
    extend(register, extension(limit))
    assert detail(register).time_limit == limit
    assert detail(register).assessment.light is light


def test_what_had_no_limit_gets_its_first(register: Register) -> None:
    extend(register, code=UNDATED)
    assert detail(register, UNDATED).time_limit == to()
    assert detail(register, UNDATED).extensions == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (extension(authority=" "), "số ký hiệu văn bản"),
        (extension(to(FIRST)), "Thời hạn hiện nay đã là 06/03/2026"),
        (extension(dated=dt.date(2026, 11, 22)), "ở tương lai"),
    ],
)
def test_a_limit_is_refused(register: Register, said: Extension, words: str) -> None:
    before = rows_of(register, "time_limit")
    with pytest.raises(InputRefusedError, match=words):
        extend(register, said)
    assert rows_of(register, "time_limit") == before


def test_the_last_day_of_the_period_is_the_limit_that_stands(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="đã là 31/12/2026"):
        extend(register, extension(to(dt.date(2026, 12, 31))), YEARLY)


def test_a_document_older_than_the_last_extension_is_refused(register: Register) -> None:
    extend(register)
    older = extension(to(dt.date(2026, 12, 20)), "Công văn 7", dt.date(2026, 5, 3))
    with pytest.raises(InputRefusedError, match="Công văn 1832/UBND-TH ngày 04/5/2026"):
        extend(register, older)
    extend(register, extension(to(dt.date(2026, 12, 20)), "Công văn 8", dt.date(2026, 5, 4)))
    assert detail(register).extensions == 2


def test_a_limit_brought_forward_is_no_extension(register: Register) -> None:
    extend(register)
    earlier = extension(to(dt.date(2026, 12, 10)), "Công văn 9", dt.date(2026, 5, 5))
    review = limits.review_extension(detail(register), earlier, TODAY, 7)
    change = extend(register, earlier)
    now = detail(register)
    assert change.summary == f"rút thời hạn nhiệm vụ {DATED_PLACE} về 10/12/2026"
    assert (now.extensions, now.first_due_on) == (1, FIRST)
    assert now.extension_authority == "Công văn 1832/UBND-TH"
    assert now.time_limit == to(dt.date(2026, 12, 10))
    assert review.why == now.why
    row = reading.load_rows(register, [now.id], TODAY)[now.id]
    assert row.extensions == 1


def test_a_document_before_the_task_counts_from_its_beginning(register: Register) -> None:
    review = limits.review_extension(
        detail(register), extension(dated=dt.date(2026, 1, 2)), TODAY, 7
    )
    assert review.question is not None
    extend(register, extension(dated=dt.date(2026, 1, 2)))
    assert detail(register).time_limit == to()


def test_what_is_completed_is_not_extended(register: Register) -> None:
    complete(register, DATED)
    with pytest.raises(InputRefusedError, match="đã hoàn thành"):
        extend(register)


def test_the_review_tells_the_light_that_comes(register: Register) -> None:
    review = limits.review_extension(detail(register), extension(), TODAY, 7)
    assert (review.refusal, review.question) == (None, None)
    extend(register)
    now = detail(register)
    assert (review.assessment, review.why) == (now.assessment, now.why)


def test_extensions_are_undone_and_done_again_over_several_steps(register: Register) -> None:
    past = dt.date(2026, 6, 1)
    seen = [(what_people_see(register), what_people_see(register, past))]
    for day in (SECOND, dt.date(2026, 12, 20)):
        extend(register, extension(to(day)))
        seen.append((what_people_see(register), what_people_see(register, past)))
    for wanted in reversed(seen[:-1]):
        undo.undo_last(register)
        assert (what_people_see(register), what_people_see(register, past)) == wanted
    for wanted in seen[1:]:
        undo.redo_last(register)
        assert (what_people_see(register), what_people_see(register, past)) == wanted
    undo.undo_last(register)
    assert detail(register).time_limit == to()


def test_undo_appends_and_never_rewrites(register: Register) -> None:
    extend(register)
    kept = rows_of(register, "time_limit")
    undo.undo_last(register)
    rows = rows_of(register, "time_limit")
    assert rows[: len(kept)] == kept
    assert len(rows) == len(kept) + 1


def test_a_limit_that_is_gone_is_not_taken_back(register: Register) -> None:
    extend(register)
    execute(register, "DELETE FROM time_limit WHERE authority <> ''")
    with pytest.raises(ConflictError):
        undo.undo_last(register)


def test_the_history_tells_old_and_new_limit(register: Register) -> None:
    extend(register)
    newest = reading.load_history(register, task_id(register, DATED))[0]
    assert newest.changes == (("Thời hạn", "06/03/2026", "15/12/2026"),)


def test_undoing_finds_a_task_by_what_it_was(register: Register) -> None:
    before = reading.search(register, "ke hoach")
    extend(register)
    undo.undo_last(register)
    assert reading.search(register, "ke hoach") == before
