"""Chốt số liệu keeps what the indicators said: figures, lights and words, on every paper."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from app.domain import indicator_light
from app.domain.indicator_assessment import judge_all
from app.domain.indicator_light import IndicatorLight
from app.domain.periods import parse_period
from app.domain.reporting_periods import of_calendar
from app.domain.result_entry import Cell, FigureKind, ResultBatch, TypedFigure
from app.domain.result_period import ResultPeriod, Span
from app.pictures.invented_results import invent
from app.services import closing, printing, undo
from app.services.measurements import record_results
from app.services.printing import SheetKind, SheetRequest
from app.services.reading_indicators import load_indicators, load_rows
from app.services.register import Register
from tests.paper import page_texts
from tests.registers import TODAY, execute

REVENUE = "CTr04-2026/PL.5"
SEPTEMBER = ResultPeriod(2026, Span.MONTH, 9)
PERIOD = of_calendar(parse_period("2026-11"))
DAY = PERIOD.closes_on
KINDS = (SheetKind.INDICATORS, SheetKind.LEADER, SheetKind.PACK)
A_YEAR_LATER = dt.datetime(2027, 11, 21, 9, 0)  # noqa: DTZ001 - local time, as the clock gives it
_OF_PRINTING = re.compile(r"in lúc [\d:]+ [\d/]+|(?:ngày \d+ )?tháng \d+ năm 2\d{3}")


@pytest.fixture
def closed_register(register: Register) -> Register:
    invent(register, DAY)
    closing.add(register, PERIOD)
    closing.close(register, closing.load_periods(register)[0].id)
    return register


def correct(register: Register, day: dt.date, value: float = 30000.0) -> None:
    """Correct the revenue so far of the newest period, as known since a day before the closing."""
    book = load_indicators(register, TODAY)
    revenue = next(each for each in book.indicators if each.code == REVENUE)
    newest = revenue.results[-1]
    cell = Cell(revenue.id, newest.period, FigureKind.CUMULATIVE)
    typed = {cell: TypedFigure(value, f"{value:g}")}
    seen = {(revenue.id, newest.period): newest.id}
    record_results(register, ResultBatch(typed, day, "BC đính chính", seen), TODAY)


def papers(register: Register, day: dt.date = DAY) -> dict[SheetKind, tuple[str, list[str]]]:
    """Return fingerprint and words of each paper, but for when it was printed."""
    found = {}
    for kind in KINDS:
        printed = printing.print_sheet(register, SheetRequest(kind, day))
        texts = [_OF_PRINTING.sub("", text) for text in page_texts(printed.data)]
        found[kind] = printed.fingerprint, texts
    return found


def revenue_row(register: Register, day: dt.date):
    rows = load_rows(register, day, ResultPeriod(2026, Span.MONTH, 10))
    return next(row for row in rows if row.name.startswith("Thu ngân sách"))


def test_a_year_later_the_papers_of_a_closed_day_are_the_same(closed_register: Register) -> None:
    before, next_day = papers(closed_register), DAY + dt.timedelta(days=1)
    live = papers(closed_register, next_day)
    reached = revenue_row(closed_register, DAY).so_far
    correct(closed_register, DAY)
    execute(closed_register, "UPDATE indicator SET name = 'Chỉ tiêu khác', unit = 'Đơn vị khác'")
    execute(closed_register, "UPDATE target SET value = 1, text = '1'")
    closed_register.clock = lambda: A_YEAR_LATER
    assert papers(closed_register) == before
    assert reached in " ".join(before[SheetKind.INDICATORS][1])
    after = papers(closed_register, next_day)
    assert all(after[kind][0] != live[kind][0] for kind in KINDS)
    assert "Chỉ tiêu khác" in " ".join(after[SheetKind.INDICATORS][1])


def test_a_corrected_value_shows_on_the_days_after_and_when_it_is_opened_again(
    closed_register: Register,
) -> None:
    kept = revenue_row(closed_register, DAY)
    correct(closed_register, DAY - dt.timedelta(days=3))
    assert revenue_row(closed_register, DAY) == kept
    after = revenue_row(closed_register, DAY + dt.timedelta(days=1))
    assert (after.so_far, after.light) == ("30.000", IndicatorLight.EXCEEDED)
    assert kept.light is not after.light
    undo.undo_last(closed_register)
    assert revenue_row(closed_register, DAY + dt.timedelta(days=1)) == kept
    undo.redo_last(closed_register)
    closing.reopen(closed_register, closing.load_periods(closed_register)[0].id, "đính chính")
    assert revenue_row(closed_register, DAY) == after


def test_lights_stay_when_the_rules_are_others(
    closed_register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for period in (SEPTEMBER, ResultPeriod(2026, Span.YEAR), ResultPeriod(2025, Span.YEAR)):
        book = replace(load_indicators(closed_register, DAY), period=period)
        before = judge_all(book, period)
        assert period.key in book.kept
        assert before == judge_all(replace(book, kept={}), period)
        with monkeypatch.context() as patched:
            patched.setattr(indicator_light, "PACE", 5.0)
            assert judge_all(book, period) == before
    with monkeypatch.context() as patched:
        patched.setattr(indicator_light, "PACE", 5.0)
        open_book = replace(load_indicators(closed_register, TODAY), period=SEPTEMBER)
        assert open_book.kept == {}
        kept = replace(load_indicators(closed_register, DAY), period=SEPTEMBER)
        lights = [each.light for each in judge_all(open_book, SEPTEMBER).values()]
        assert lights != [each.light for each in judge_all(kept, SEPTEMBER).values()]


def test_what_an_earlier_program_closed_is_judged_from_what_it_kept(
    closed_register: Register,
) -> None:
    kept = revenue_row(closed_register, DAY)
    execute(closed_register, "DELETE FROM frozen_part WHERE what = 'judged'")
    correct(closed_register, DAY)
    assert revenue_row(closed_register, DAY) == kept
