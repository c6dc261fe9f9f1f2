"""Recording results: appended, corrected, undone; the as-of day; which target judges."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.errors import ConflictError, InputRefusedError
from app.domain.indicator_assessment import judge_all
from app.domain.indicator_figures import figures_of, judging_choices
from app.domain.indicator_light import IndicatorLight
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.result_entry import Cell, FigureKind, ResultBatch, TypedFigure, read_figure
from app.domain.result_period import ResultPeriod, Span
from app.services import undo
from app.services.measurements import choose_judging_target, record_results
from app.services.reading_indicators import load_indicators
from app.services.register import Register
from tests.registers import TODAY, changes, rows_of

REVENUE, INCOME, SHARES = "CTr04-2026/PL.5", "CTr04-2026/PL.3.1", "CTr04-2026/PL.1.1"
GROWTH, INDEX, POVERTY = "CTr04-2026/PL.2", "CTr04-2026/PL.9", "CTr04-2026/PL.20"
MAY, JUNE = "2026-05", "2026-06"
CUMULATIVE, ESTIMATE = FigureKind.CUMULATIVE, FigureKind.ESTIMATE
HALF = ResultPeriod(2026, Span.HALF)


def of(register: Register, code: str, as_of: dt.date = TODAY) -> IndicatorRecord:
    book = load_indicators(register, as_of)
    return next(each for each in book.indicators if each.code == code)


def batch(
    register: Register, *figures: tuple[str, str, FigureKind, float | None], **fields
) -> ResultBatch:
    typed = {
        Cell(of(register, code).id, period, kind): TypedFigure(
            value, "" if value is None else f"{value:g}".replace(".", ",")
        )
        for code, period, kind, value in figures
    }
    values: dict[str, Any] = {"effective_on": dt.date(2026, 7, 3), "source": "BC 12"} | fields
    return ResultBatch(typed, **values)


def record(register: Register, code: str, period: str, value: float | None, **fields):
    kind = fields.pop("kind", CUMULATIVE)
    return record_results(register, batch(register, (code, period, kind, value), **fields), TODAY)


def so_far(register: Register, code: str, as_of: dt.date = TODAY) -> float | None:
    return figures_of(of(register, code, as_of), HALF).so_far


def light_of(register: Register, code: str, as_of: dt.date = TODAY) -> IndicatorLight:
    book = load_indicators(register, as_of)
    return judge_all(book, HALF)[of(register, code).id].light


def test_a_result_is_recorded_with_source_who_and_when(register: Register) -> None:
    made = record(register, REVENUE, JUNE, 11985)
    (result,) = [each for each in of(register, REVENUE).results if each.period == JUNE]
    assert (result.cumulative, result.source, result.recorded_by) == (11985, "BC 12", "can.bo")
    assert (result.unit, result.text) == ("Tỷ đồng", "11985")
    assert made.summary == "nhập kết quả tháng 6/2026 của “Thu ngân sách nhà nước trên địa bàn”"
    assert light_of(register, REVENUE) is IndicatorLight.ON_TRACK


def test_a_correction_keeps_the_old_value_and_what_was_not_corrected(register: Register) -> None:
    record(register, REVENUE, JUNE, 11985)
    record(register, REVENUE, JUNE, 23800, kind=ESTIMATE)
    record(register, REVENUE, JUNE, 11895)
    results = [each for each in of(register, REVENUE).results if each.period == JUNE]
    assert [(each.cumulative, each.estimate) for each in results] == [
        (11985, None),
        (11985, 23800),
        (11895, 23800),
    ]
    assert results[-1].text == "11895; 23800"
    assert so_far(register, REVENUE) == 11895


def test_a_figure_can_be_taken_away(register: Register) -> None:
    record(register, REVENUE, JUNE, 11985)
    record(register, REVENUE, JUNE, None)
    assert so_far(register, REVENUE) is None
    assert len(rows_of(register, "measurement")) > 1
    assert light_of(register, REVENUE) is IndicatorLight.NOT_ASSESSED


def test_a_batch_is_one_step_of_undo_and_redo(register: Register) -> None:
    before = load_indicators(register, TODAY).indicators
    made = record_results(
        register,
        batch(
            register,
            (REVENUE, MAY, CUMULATIVE, 9000),
            (REVENUE, JUNE, CUMULATIVE, 11985),
            (INCOME, JUNE, ESTIMATE, 50.4),
        ),
        TODAY,
    )
    assert made.summary == "nhập 3 số liệu của 2 chỉ tiêu"
    entered = load_indicators(register, TODAY).indicators
    rows = len(rows_of(register, "measurement"))
    undo.undo_last(register)
    assert load_indicators(register, TODAY).indicators == before
    assert len(rows_of(register, "measurement")) == rows + 3  # reversals, nothing is taken out
    undo.redo_last(register)
    assert [_figures(each) for each in load_indicators(register, TODAY).indicators] == [
        _figures(each) for each in entered
    ]
    undo.undo_last(register)
    assert load_indicators(register, TODAY).indicators == before


def _figures(indicator: IndicatorRecord):
    return [(r.period, r.value, r.cumulative, r.estimate, r.text) for r in indicator.results]


def test_undo_of_a_correction_brings_the_first_value_back(register: Register) -> None:
    record(register, REVENUE, JUNE, 11985)
    record(register, REVENUE, JUNE, 11895)
    undo.undo_last(register)
    assert so_far(register, REVENUE) == 11985
    undo.undo_last(register)
    undo.redo_last(register)
    undo.redo_last(register)
    assert so_far(register, REVENUE) == 11895


def test_what_cannot_be_recorded_says_why(register: Register) -> None:
    with pytest.raises(InputRefusedError, match="ở tương lai"):
        record(register, REVENUE, JUNE, 1, effective_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(InputRefusedError, match="chưa bắt đầu"):
        record(register, REVENUE, JUNE, 1, effective_on=dt.date(2026, 5, 31))
    record(register, REVENUE, JUNE, 11985)
    with pytest.raises(InputRefusedError, match="đã có số liệu của ngày 03/7/2026"):
        record(register, REVENUE, JUNE, 12000, effective_on=dt.date(2026, 7, 2))
    with pytest.raises(InputRefusedError, match="Chưa có số liệu nào mới"):
        record(register, REVENUE, JUNE, 11985)
    assert len(changes(register)) == 1


def test_what_somebody_else_recorded_meanwhile_is_not_overwritten(register: Register) -> None:
    mine = batch(register, (REVENUE, JUNE, CUMULATIVE, 12000))
    seen = {(of(register, REVENUE).id, JUNE): 0}
    record(register, REVENUE, JUNE, 11985)
    with pytest.raises(ConflictError, match="vừa được ghi ở nơi khác"):
        record_results(
            register, ResultBatch(mine.figures, mine.effective_on, mine.source, seen), TODAY
        )
    assert so_far(register, REVENUE) == 11985


days = st.dates(dt.date(2026, 6, 1), TODAY)


@settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(entries=st.lists(st.tuples(days, st.integers(1, 99)), max_size=5), as_of=days)
def test_a_day_never_sees_what_became_known_later(register: Register, entries, as_of) -> None:
    done = 0
    try:
        newest = None
        for day, value in entries:
            try:
                record(register, REVENUE, JUNE, value, effective_on=day)
            except InputRefusedError:
                continue
            done += 1
            newest = value if day <= as_of else newest
        results = [r for r in of(register, REVENUE, as_of).results if r.period == JUNE]
        assert all(each.effective_on <= as_of for each in results)
        assert so_far(register, REVENUE, as_of) == newest
    finally:
        for _ in range(done):
            undo.undo_last(register)


def test_a_late_entry_changes_only_days_from_its_effective_date_on(register: Register) -> None:
    record(register, REVENUE, JUNE, 11985, effective_on=dt.date(2026, 7, 3))
    assert light_of(register, REVENUE, dt.date(2026, 7, 2)) is IndicatorLight.NOT_ASSESSED
    assert light_of(register, REVENUE, dt.date(2026, 7, 3)) is IndicatorLight.ON_TRACK


def test_the_one_who_reads_chooses_which_target_judges(register: Register) -> None:
    def judging(as_of: dt.date = TODAY) -> float | None:
        sought = figures_of(of(register, INCOME, as_of), ResultPeriod(2030, Span.YEAR)).sought
        return None if sought is None else sought.value

    offered = judging_choices(of(register, INCOME), 2030)
    assert [target.value for target in offered] == [70, 65]
    assert judging() == 70
    made = choose_judging_target(
        register, of(register, INCOME).id, offered[1], 2030, TODAY - dt.timedelta(days=2)
    )
    assert judging() == 65
    assert judging(TODAY - dt.timedelta(days=3)) == 70
    assert "theo Văn kiện Đại hội" in made.summary
    with pytest.raises(InputRefusedError, match="đang được dùng"):
        choose_judging_target(register, of(register, INCOME).id, offered[1], 2030, TODAY)
    choose_judging_target(register, of(register, INCOME).id, offered[0], 2030, TODAY)
    assert judging() == 70
    undo.undo_last(register)
    undo.undo_last(register)
    assert judging() == 70
    undo.redo_last(register)
    assert judging() == 65


def test_shares_of_a_whole_must_add_up(register: Register) -> None:
    book = load_indicators(register, TODAY)
    parts = [each for each in book.indicators if each.parent_id == of(register, SHARES).id]
    for part, share in zip(parts, (14.31, 38.46, 39.88, 7.35), strict=True):
        record(register, part.code, JUNE, share)
    whole = judge_all(load_indicators(register, TODAY), HALF)[of(register, SHARES).id]
    assert whole.warning == ""
    record(register, parts[0].code, JUNE, 14.81)
    whole = judge_all(load_indicators(register, TODAY), HALF)[of(register, SHARES).id]
    assert whole.warning == "4 tỷ trọng cộng được 100,5%, thừa 0,5 điểm % so với 100%."
    assert whole.light is IndicatorLight.NOT_ASSESSED


@pytest.mark.parametrize(
    ("code", "typed", "value", "note"),
    [
        (INDEX, "9,6", 109.6, "9,6 hiểu là mức tăng: ghi chỉ số 109,6"),
        (INDEX, "109,6", 109.6, ""),
        (INDEX, "tăng 9,6%", 109.6, "+9,6 hiểu là mức tăng: ghi chỉ số 109,6"),
        (POVERTY, "1,8", 1.8, ""),
        (POVERTY, "-1,8", 1.8, "-1,8 hiểu là giảm 1,8"),
        (POVERTY, "giảm 1,8", 1.8, "-1,8 hiểu là giảm 1,8"),
        (POVERTY, "+0,3", -0.3, "+0,3 hiểu là tăng, trái với mục tiêu giảm"),
        (GROWTH, "trên 9,4", 9.4, ""),
    ],
)
def test_a_figure_is_understood_by_its_indicator(register: Register, code, typed, value, note):
    indicator = of(register, code)
    read = read_figure(typed, indicator, Cell(indicator.id, JUNE, CUMULATIVE))
    assert read is not None
    assert (read.value, read.note) == (value, note)


def test_every_sentence_of_the_shipped_register_is_said(register: Register) -> None:
    """Before any result: nothing is judged, and each says why in one sentence."""
    book: IndicatorBook = load_indicators(register, TODAY)
    for assessment in judge_all(book, HALF).values():
        assert assessment.light is IndicatorLight.NOT_ASSESSED
        assert assessment.why.startswith("Xám: ")
        assert assessment.why.endswith(".")
