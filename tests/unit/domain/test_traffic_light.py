"""The light: every row of section 4 of the design, its boundary days, and its sentences."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.traffic_light import (
    DEFAULT_SOON_DAYS,
    LIGHT_NAMES,
    LIGHT_SHORT_NAMES,
    LIGHT_SIGNS,
    OVERDUE_BANDS,
    Assessment,
    Light,
    ReportStanding,
    TaskState,
    assess,
    is_closed,
    state_words,
    why,
)

DUE = dt.date(2026, 3, 6)
CLOSED = dt.date(2026, 10, 14)
N = DEFAULT_SOON_DAYS
ON_THE_WAY = (Light.IN_TIME, Light.DUE_SOON, Light.OVERDUE)
days = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
soon = st.integers(0, 60)


def after(days_later: int, start: dt.date = DUE) -> dt.date:
    return start + dt.timedelta(days=days_later)


def open_task(as_of: dt.date, due_on: dt.date | None = DUE, **facts: Any) -> Assessment:
    return assess(as_of=as_of, state=TaskState.OPEN, completed_on=None, due_on=due_on, **facts)


LONG_AFTER = after(400)


def completed(
    on: dt.date | None, due_on: dt.date | None, as_of: dt.date = LONG_AFTER
) -> Assessment:
    return assess(as_of=as_of, state=TaskState.COMPLETED, completed_on=on, due_on=due_on)


def report(*, arrived: bool) -> ReportStanding:
    return ReportStanding(CLOSED, arrived, "tháng 10/2026")


@pytest.mark.parametrize(
    ("left", "light", "told"),
    [
        (N + 1, Light.IN_TIME, N + 1),
        (N, Light.DUE_SOON, N),
        (1, Light.DUE_SOON, 1),
        (0, Light.DUE_SOON, 0),
        (-1, Light.OVERDUE, 1),
        (-30, Light.OVERDUE, 30),
        (-121, Light.OVERDUE, 121),
    ],
)
def test_open_dated_task_by_days_left(left: int, light: Light, told: int) -> None:
    assert open_task(after(-left)) == Assessment(light, told)


@pytest.mark.parametrize("soon_days", [0, 1, 15, 30])
def test_the_office_sets_n(soon_days: int) -> None:
    assert open_task(after(-soon_days), soon_days=soon_days).light is Light.DUE_SOON
    assert open_task(after(-soon_days - 1), soon_days=soon_days).light is Light.IN_TIME


@pytest.mark.parametrize(
    ("on", "due_on", "expected"),
    [
        (after(-1), DUE, Assessment(Light.DONE_IN_TIME)),
        (DUE, DUE, Assessment(Light.DONE_IN_TIME)),
        (after(1), DUE, Assessment(Light.DONE_LATE, 1)),
        (after(45), DUE, Assessment(Light.DONE_LATE, 45)),
        (after(45), None, Assessment(Light.DONE_IN_TIME)),
        (None, DUE, Assessment(Light.DONE_IN_TIME)),
    ],
)
def test_completed_task_is_judged_by_its_product_date(
    on: dt.date | None, due_on: dt.date | None, expected: Assessment
) -> None:
    assert completed(on, due_on) == expected


def test_day_of_the_click_does_not_count() -> None:
    lights = {completed(DUE, DUE, as_of=after(entered)).light for entered in (0, 1, 300)}
    assert lights == {Light.DONE_IN_TIME}


@pytest.mark.parametrize("due_on", [DUE, None])
def test_stopped_task_is_stopped_whatever_its_date(due_on: dt.date | None) -> None:
    found = assess(as_of=after(90), state=TaskState.STOPPED, completed_on=None, due_on=due_on)
    assert found == Assessment(Light.STOPPED)


def test_task_without_date_is_never_green() -> None:
    assert open_task(DUE, None) == Assessment(Light.UNKNOWN)


@pytest.mark.parametrize(
    ("as_of", "arrived", "expected"),
    [
        (after(1, CLOSED), True, Assessment(Light.IN_TIME, by_report=True)),
        (after(200, CLOSED), True, Assessment(Light.IN_TIME, by_report=True)),
        (after(1, CLOSED), False, Assessment(Light.DUE_SOON, 1, by_report=True)),
        (after(N, CLOSED), False, Assessment(Light.DUE_SOON, N, by_report=True)),
        (after(N + 1, CLOSED), False, Assessment(Light.OVERDUE, N + 1, by_report=True)),
    ],
)
def test_continuing_task_is_judged_by_its_report(
    *, as_of: dt.date, arrived: bool, expected: Assessment
) -> None:
    found = open_task(as_of, None, continuing=True, standing=report(arrived=arrived))
    assert found == expected


def test_continuing_task_without_first_report_is_unknown() -> None:
    assert open_task(DUE, None, continuing=True) == Assessment(Light.UNKNOWN)


def test_date_goes_before_reports() -> None:
    found = open_task(after(1), DUE, continuing=True, standing=report(arrived=True))
    assert found == Assessment(Light.OVERDUE, 1)


def test_reports_say_nothing_of_a_task_that_does_not_recur() -> None:
    assert open_task(DUE, None, standing=report(arrived=False)).light is Light.UNKNOWN


@given(due_on=days, day=days, later=st.integers(0, 4000), soon_days=soon)
def test_waiting_never_betters_an_open_dated_task(
    due_on: dt.date, day: dt.date, later: int, soon_days: int
) -> None:
    now = open_task(day, due_on, soon_days=soon_days)
    then = open_task(after(later, day), due_on, soon_days=soon_days)
    assert {now.light, then.light} <= set(ON_THE_WAY)
    assert now.light <= then.light


@given(due_on=st.none() | days, on=days, earlier=st.integers(0, 4000), as_of=days)
def test_completing_earlier_is_never_worse(
    due_on: dt.date | None, on: dt.date, earlier: int, as_of: dt.date
) -> None:
    then = completed(on, due_on, as_of)
    before = completed(after(-earlier, on), due_on, as_of)
    assert before.light <= then.light
    assert (before.days or 0) <= (then.days or 0)


@given(
    as_of=days,
    state=st.sampled_from(TaskState),
    completed_on=st.none() | days,
    due_on=st.none() | days,
    continuing=st.booleans(),
    standing=st.none() | st.builds(ReportStanding, days, st.booleans(), st.just("quý I/2026")),
    soon_days=soon,
)
def test_only_completed_is_green_and_every_light_has_its_sentence(
    *,
    as_of: dt.date,
    state: TaskState,
    completed_on: dt.date | None,
    due_on: dt.date | None,
    continuing: bool,
    standing: ReportStanding | None,
    soon_days: int,
) -> None:
    found = assess(
        as_of=as_of,
        state=state,
        completed_on=completed_on,
        due_on=due_on,
        continuing=continuing,
        standing=standing,
        soon_days=soon_days,
    )
    green = found.light in (Light.DONE_IN_TIME, Light.DONE_LATE)
    assert green == (state is TaskState.COMPLETED)
    sentence = why(
        found,
        due_on=due_on,
        completed_on=completed_on,
        continuing=continuing,
        standing=standing,
    )
    assert sentence.startswith(("Xanh lá", "Xanh dương", "Vàng", "Đỏ", "Xám"))
    assert sentence.endswith(".")
    assert "None" not in sentence + state_words(found)


@pytest.mark.parametrize(
    ("assessment", "facts", "sentence"),
    [
        (Assessment(Light.OVERDUE, 12), {}, "Đỏ: quá hạn 12 ngày so với 06/3/2026."),
        (
            Assessment(Light.OVERDUE, 12),
            {"extensions": 1, "first_due_on": dt.date(2026, 2, 1)},
            "Đỏ: quá hạn 12 ngày so với 06/3/2026, gia hạn 1 lần (hạn đầu 01/02/2026).",
        ),
        (
            Assessment(Light.OVERDUE, 12),
            {"extensions": 0, "first_due_on": dt.date(2026, 4, 1)},
            "Đỏ: quá hạn 12 ngày so với 06/3/2026 (hạn đầu 01/4/2026).",
        ),
        (Assessment(Light.OVERDUE, 1234), {}, "Đỏ: quá hạn 1.234 ngày so với 06/3/2026."),
        (Assessment(Light.DUE_SOON, 3), {}, "Vàng: còn 3 ngày đến thời hạn 06/3/2026."),
        (Assessment(Light.DUE_SOON, 0), {}, "Vàng: hôm nay là ngày cuối của thời hạn 06/3/2026."),
        (Assessment(Light.IN_TIME, 40), {}, "Xanh dương: còn 40 ngày đến thời hạn 06/3/2026."),
        (
            Assessment(Light.IN_TIME, 1500),
            {},
            "Xanh dương: còn 1.500 ngày đến thời hạn 06/3/2026.",
        ),
        (
            Assessment(Light.DONE_IN_TIME),
            {"completed_on": dt.date(2026, 2, 10)},
            "Xanh lá: hoàn thành ngày 10/02/2026, không sau thời hạn 06/3/2026.",
        ),
        (
            Assessment(Light.DONE_LATE, 4),
            {"completed_on": dt.date(2026, 3, 10)},
            "Xanh lá viền: hoàn thành ngày 10/3/2026, sau thời hạn 06/3/2026 4 ngày.",
        ),
        (
            Assessment(Light.DONE_IN_TIME),
            {"due_on": None, "completed_on": dt.date(2026, 3, 10)},
            "Xanh lá: hoàn thành ngày 10/3/2026; văn bản không đặt thời hạn.",
        ),
        (
            Assessment(Light.DONE_IN_TIME),
            {},
            "Xanh lá: hoàn thành chưa rõ ngày, không sau thời hạn 06/3/2026.",
        ),
        (
            Assessment(Light.UNKNOWN),
            {"due_on": None},
            "Xám: văn bản không ghi thời hạn, chưa có thông tin để đánh giá.",
        ),
        (
            Assessment(Light.UNKNOWN),
            {"due_on": None, "continuing": True},
            "Xám: việc thường xuyên, định kỳ, chưa ghi nhận báo cáo nào.",
        ),
        (
            Assessment(Light.UNKNOWN),
            {"due_on": None, "continuing": True, "reported": True},
            "Xám: đã ghi nhận báo cáo, nhưng chưa có kỳ nào để đánh giá.",
        ),
        (Assessment(Light.STOPPED), {}, "Xám: đã dừng, thu hồi."),
        (
            Assessment(Light.STOPPED),
            {"stopped_by": "15/QĐ-UBND"},
            "Xám: đã dừng theo 15/QĐ-UBND.",
        ),
        (
            Assessment(Light.IN_TIME, by_report=True),
            {"due_on": None, "standing": report(arrived=True)},
            "Xanh dương: báo cáo tháng 10/2026 đã đến.",
        ),
        (
            Assessment(Light.DUE_SOON, 3, by_report=True),
            {"due_on": None, "standing": report(arrived=False)},
            "Vàng: chưa có báo cáo tháng 10/2026, đã qua ngày chốt 14/10/2026 3 ngày.",
        ),
        (
            Assessment(Light.OVERDUE, 30, by_report=True),
            {"due_on": None, "standing": report(arrived=False)},
            "Đỏ: chưa có báo cáo tháng 10/2026, đã qua ngày chốt 14/10/2026 30 ngày.",
        ),
    ],
)
def test_every_light_says_why(assessment: Assessment, facts: Any, sentence: str) -> None:
    assert why(assessment, **{"due_on": DUE} | facts) == sentence


@pytest.mark.parametrize(
    ("assessment", "words"),
    [
        (Assessment(Light.DONE_IN_TIME), "Hoàn thành đúng hạn"),
        (Assessment(Light.DONE_LATE, 4), "Hoàn thành quá hạn"),
        (Assessment(Light.IN_TIME, 40), "Trong hạn"),
        (Assessment(Light.DUE_SOON, 0), "Đến hạn hôm nay"),
        (Assessment(Light.DUE_SOON, 5), "Sắp đến hạn, 5 ngày"),
        (Assessment(Light.OVERDUE, 1260), "Quá hạn 1.260 ngày"),
        (Assessment(Light.IN_TIME, by_report=True), "Trong hạn"),
        (Assessment(Light.DUE_SOON, 5, by_report=True), "Chậm báo cáo 5 ngày"),
        (Assessment(Light.OVERDUE, 38, by_report=True), "Thiếu báo cáo 38 ngày"),
        (Assessment(Light.UNKNOWN), "Chưa có thông tin"),
        (Assessment(Light.STOPPED), "Dừng, thu hồi"),
        (Assessment(Light.STOPPED, closed=True), "Đã đóng cùng văn bản"),
        (Assessment(Light.DONE_LATE, 4, closed=True), "Hoàn thành quá hạn"),
    ],
)
def test_words_of_a_cell(assessment: Assessment, words: str) -> None:
    assert state_words(assessment) == words


@pytest.mark.parametrize(
    ("closed_on", "closed"), [(None, False), (after(-1), True), (DUE, False), (after(1), False)]
)
def test_a_document_is_of_the_past_after_its_last_day(
    closed_on: dt.date | None,
    closed: bool,  # noqa: FBT001
) -> None:
    assert is_closed(closed_on, DUE) is closed


@given(
    days,
    st.none() | days,
    st.sampled_from([TaskState.OPEN, TaskState.STOPPED]),
    st.booleans(),
)
def test_what_was_left_open_is_closed_with_its_document(
    as_of: dt.date,
    due_on: dt.date | None,
    state: TaskState,
    continuing: bool,  # noqa: FBT001
) -> None:
    found = assess(
        as_of=as_of,
        state=state,
        completed_on=None,
        due_on=due_on,
        continuing=continuing,
        standing=report(arrived=False),
        closed=True,
    )
    assert found == Assessment(Light.STOPPED, closed=True)


@pytest.mark.parametrize("done", [after(-1), after(3)])
def test_a_completed_task_keeps_its_light_when_its_document_is_closed(done: dt.date) -> None:
    facts: dict[str, Any] = {"as_of": after(999), "completed_on": done, "due_on": DUE}
    ordinary = assess(state=TaskState.COMPLETED, **facts)
    closed = assess(state=TaskState.COMPLETED, closed=True, **facts)
    assert (closed.light, closed.days) == (ordinary.light, ordinary.days)
    sentence = why(closed, due_on=DUE, completed_on=done, document="Nghị quyết", closed_on=DUE)
    assert sentence == why(ordinary, due_on=DUE, completed_on=done)


def test_a_closed_task_names_its_document_and_the_day() -> None:
    closed = Assessment(Light.STOPPED, closed=True)
    facts: dict[str, Any] = {"document": "Nghị quyết 2023", "closed_on": dt.date(2023, 12, 31)}
    sentence = "Xám: Nghị quyết 2023 đã kết thúc ngày 31/12/2023."
    assert why(closed, due_on=DUE, **facts) == sentence
    assert why(closed, due_on=DUE, continuing=True, reported=True, **facts) == sentence


@pytest.mark.parametrize("words", [LIGHT_NAMES, LIGHT_SHORT_NAMES, LIGHT_SIGNS])
def test_every_light_has_a_name_and_sign_of_its_own(words: dict[Light, str]) -> None:
    assert list(words) == list(Light)
    assert len(set(words.values())) == len(Light)


def test_overdue_bands_leave_no_day_out() -> None:
    bands = [(first, last or 10_000) for first, last in OVERDUE_BANDS]
    covered = [day for first, last in bands for day in range(first, last + 1)]
    assert covered == list(range(1, 10_001))
