"""What the results of a year come to: figures so far, missing months, estimates."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.indicator_assessment import judge_all
from app.domain.indicator_figures import figures_of, newest_period
from app.domain.indicator_light import IndicatorLight
from app.domain.indicator_row import rows_of
from app.domain.result_period import ResultPeriod, Span, periods_of
from tests.indicator_fakes import make_book
from tests.result_fakes import OCTOBER, YEAR, result, revenue, why


def test_the_newest_figure_so_far_counts_and_later_periods_do_not():
    indicator = revenue(
        result("2026-06", 11985), result("2026-10", 20874), result("2026-11", 22000)
    )
    assert figures_of(indicator, OCTOBER).so_far == 20874
    assert figures_of(indicator, ResultPeriod(2026, Span.QUARTER, 3)).so_far == 11985
    assert newest_period(make_book((indicator,))) == ResultPeriod(2026, Span.MONTH, 11)


def test_single_months_are_added_up_if_all_are_known():
    months = [result(f"2026-{month:02d}", value=1000 + month) for month in range(1, 11)]
    figures = figures_of(revenue(*months), OCTOBER)
    assert (figures.so_far, figures.added_up) == (10055, True)
    gap = figures_of(revenue(*months[:3], *months[4:]), OCTOBER)
    assert (gap.so_far, gap.so_far_period) == (3006, ResultPeriod(2026, Span.MONTH, 3))
    assert gap.missing == (4,)


def test_single_periods_are_added_to_what_was_so_far_before_them():
    nine = result("2026-9M", 15000)
    assert figures_of(revenue(nine, result("2026-10", value=2000.0)), OCTOBER).so_far == 17000
    quarters = [result(f"2026-Q{number}", value=1000.0) for number in (1, 2, 3)]
    figures = figures_of(revenue(*quarters, result("2026-10", value=500.0)), OCTOBER)
    assert (figures.so_far, figures.missing) == (3500, ())


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (
            (1, 2, 4),
            (
                "Xám: lũy kế 2 tháng 3.000, bằng 12,8% kế hoạch 23.500; "
                "chưa đủ số liệu tháng 3 nên chưa đánh giá."
            ),
        ),
        ((5, 7, 10), "Xám: chưa đủ số liệu các tháng 1–4, 6, 8–9 để cộng lũy kế."),
        (
            (1, 2, 3),  # the months after it are not yet reported
            "Vàng: lũy kế 3 tháng 4.500, bằng 19,1% kế hoạch 23.500; theo tiến độ cần từ 5.288.",
        ),
    ],
)
def test_missing_months_are_said_and_not_judged(months, words):
    indicator = revenue(*(result(f"2026-{month:02d}", value=1500.0) for month in months))
    assert why(indicator) == words
    (row,) = rows_of(make_book((indicator,)), OCTOBER)
    assert ("chưa đủ" in row.so_far_note) == ("chưa đủ" in words)


def test_missing_months_are_told_beside_what_judges_in_spite_of_them():
    months = [result("2026-01", value=1500.0), result("2026-03", value=1500.0, estimate=23500.0)]
    assert why(revenue(*months)) == (
        "Xanh dương: ước cả năm 23.500, bằng 100% kế hoạch 23.500; chưa đủ số liệu tháng 2."
    )


@given(st.lists(st.integers(0, 999), min_size=1, max_size=12), st.sets(st.integers(1, 12)))
def test_either_all_months_are_added_or_the_missing_ones_are_named(values, left_out):
    months = {n: value for n, value in enumerate(values, start=1) if n not in left_out}
    indicator = revenue(*(result(f"2026-{n:02d}", value=float(v)) for n, v in months.items()))
    figures = figures_of(indicator, YEAR)
    last = max(months, default=0)
    assert figures.missing == tuple(n for n in range(1, last) if n not in months)
    until = (figures.missing or (last + 1,))[0] - 1
    assert (figures.so_far_period.last_month if figures.so_far_period else 0) == until
    assert (figures.so_far or 0) == sum(months.get(n, 0) for n in range(1, until + 1))


def test_an_estimate_of_the_year_is_seen_in_october():
    of_year = result("2026", estimate=22000.0, effective_on=dt.date(2026, 10, 5))
    figures = figures_of(revenue(result("2026-09", 15000), of_year), OCTOBER)
    assert (figures.estimate, figures.whole_year) == (22000, None)


def test_of_estimates_the_one_that_was_said_last_counts():
    of_year = result("2026", estimate=22000.0, effective_on=dt.date(2026, 7, 5))
    said = result("2026-09", 15000, estimate=23000.0, effective_on=dt.date(2026, 10, 5))
    assert figures_of(revenue(of_year, said), OCTOBER).estimate == 23000
    later = replace(of_year, effective_on=dt.date(2026, 10, 20))
    assert figures_of(revenue(later, said), OCTOBER).estimate == 22000
    corrected = replace(said, cumulative=15100, effective_on=dt.date(2026, 11, 1))
    # A correction that only carries the estimate on does not say it again.
    assert figures_of(revenue(later, said, corrected), OCTOBER).estimate == 22000


def test_an_estimate_of_the_year_does_not_make_the_year_the_newest_period():
    of_year = result("2026", estimate=22000.0)
    book = make_book((revenue(result("2026-09", 15000), of_year),))
    assert newest_period(book) == ResultPeriod(2026, Span.MONTH, 9)
    december = replace(book, as_of=dt.date(2026, 12, 20))
    assert newest_period(december) == YEAR


def test_a_half_year_is_its_own_cumulative_figure():
    assert figures_of(revenue(result("2026-H1", value=12000)), OCTOBER).so_far == 12000
    assert figures_of(revenue(result("2026-H2", value=12000)), YEAR).so_far is None


def test_the_last_figure_said_of_a_period_holds():
    indicator = revenue(result("2026-10", 20000), result("2026-10", 20874))
    assert figures_of(indicator, OCTOBER).so_far == 20874


def test_the_same_time_a_year_ago_as_said_or_as_recorded_then():
    before, now = result("2025-10", 17630), result("2026-10", 20874)
    assert figures_of(revenue(before, now), OCTOBER).same_period == 17630
    said = replace(now, same_period=17000)
    assert figures_of(revenue(before, said), OCTOBER).same_period == 17000


def test_the_figure_of_the_year_needs_the_year_to_be_looked_at():
    indicator = revenue(result("2026", value=24000), result("2026-10", 20874))
    assert figures_of(indicator, OCTOBER).whole_year is None
    assert figures_of(indicator, YEAR).whole_year == 24000


RECORDED = st.lists(
    st.tuples(
        st.sampled_from(["value", "cumulative", "estimate"]),
        st.sampled_from([each.key for span in Span for each in periods_of(2026, span)]),
        st.integers(0, 30000),
    ),
    min_size=1,
    max_size=8,
)


@given(RECORDED, st.data())
def test_a_better_result_of_any_period_never_makes_the_light_worse(recorded, data):
    rows: dict[str, dict[str, Any]] = {}
    for kind, period, figure in recorded:
        rows.setdefault(period, {})[kind] = float(figure)

    def judged() -> IndicatorLight:
        results = [result(period, **kinds) for period, kinds in sorted(rows.items())]
        return judge_all(make_book((revenue(*results),)), asked)[5].light

    asked = data.draw(st.sampled_from([OCTOBER, YEAR, ResultPeriod(2026, Span.QUARTER, 2)]))
    before = judged()
    period, kinds = data.draw(st.sampled_from(sorted(rows.items())))
    kind = data.draw(st.sampled_from(sorted(kinds)))
    rows[period][kind] += data.draw(st.integers(1, 20000))
    assert judged() <= before
