"""Results on the page Chỉ tiêu: lights, counters, period, history, the target that judges."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QRadioButton

from app.domain.indicator_light import IndicatorLight
from app.domain.indicator_row import LightTally
from app.domain.indicators import Accumulation
from app.domain.records import SheetScope, SheetScopeKind
from app.domain.result_period import ResultPeriod, Span
from app.domain.traffic_light import Light
from app.services.printing import SheetKind
from app.views import theme
from app.views.charts.series_frame import RoadFrame, SeriesFrame
from app.views.pages.indicators_page import IndicatorsPage
from app.views.prompts import ScriptedPrompts
from app.views.sheet_wanted import period_wanted, sheet_wanted
from app.views.tables import result_table_model as columns
from app.views.tables.years_table_model import CHANGE, FIRST_YEAR, REACHED
from app.views.widgets.counter_filter import Wording
from app.views.widgets.entry_history import EntryHistory
from app.views.widgets.indicator_facts import lines_of
from app.views.widgets.indicator_lights import IndicatorLightFilter
from app.views.widgets.indicator_list import COMPARISON, RESULTS, YEARS
from app.views.widgets.judging_choice import DEFAULT_NOTE, JudgingChoice
from tests.factories import SCIENCE
from tests.indicator_fakes import (
    INCOME,
    INDICATORS,
    IndicatorSession,
    make_book,
    make_indicator,
    make_result,
    make_target,
)
from tests.paper import text_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

REVENUE = 21


def entry(period: str, cumulative: float, **fields):
    values: dict[str, Any] = {"unit": "Tỷ đồng", "document_id": 0, "source": "Báo cáo 125"}
    made = make_result(0, period=period, cumulative=cumulative, **values | fields)
    return replace(made, value=None, text=f"{cumulative:g}")


WRITTEN = dt.datetime.fromisoformat("2026-10-30T09:00")
RESULTS_OF_REVENUE = (
    entry("2026-06", 11985, id=1),
    entry("2026-10", 20000, id=2, recorded_by="can.bo", recorded_at=WRITTEN),
    entry("2026-10", 20874, id=3, estimate=24000.0, same_period=17630.0),
)
BOOK = make_book(
    (
        *INDICATORS,
        make_indicator(
            REVENUE,
            "Thu ngân sách",
            unit="Tỷ đồng",
            accumulation=Accumulation.CUMULATIVE,
            targets=(make_target(23500, unit="Tỷ đồng", text="23.500"),),
            results=RESULTS_OF_REVENUE,
        ),
    )
)


@pytest.fixture
def fake(qapp):
    theme.apply(qapp, theme.LIGHT_THEME)
    return IndicatorSession(BOOK)


@pytest.fixture
def page(qtbot, fake):
    made = IndicatorsPage(fake.as_session(), ScriptedPrompts())
    qtbot.addWidget(made)
    made._delay.setInterval(0)
    made.resize(1840, 640)
    made.show()
    return made


def cell(page: IndicatorsPage, key: int, column: int):
    return page.list.result_model.cell(key, column)


def said(page: IndicatorsPage) -> str:
    QCoreApplication.processEvents()
    return "\n".join(each.text() for each in page.detail.findChildren(QLabel))


def test_the_list_opens_at_the_newest_period_with_a_result(page):
    assert page.list.views.place == RESULTS
    assert page.period_field.currentText() == "Tháng 10/2026"
    written = [
        cell(page, REVENUE, column).text
        for column in (columns.PLAN, columns.VALUE, columns.SO_FAR, columns.OF_PLAN)
    ]
    assert written == ["23.500", "–", "20.874", "88,8"]
    assert cell(page, REVENUE, columns.OF_LAST_YEAR).text == "118,4"
    light = cell(page, REVENUE, columns.LIGHT)
    assert (light.text, light.light) == ("Đúng tiến độ", Light.IN_TIME)
    assert light.tip.startswith("Xanh dương: ước cả năm 24.000")


def test_another_period_is_judged_by_what_was_known_of_it(page):
    page.show_period(ResultPeriod(2026, Span.HALF))
    assert cell(page, REVENUE, columns.SO_FAR).text == "11.985"
    page.show_period(ResultPeriod(2026, Span.QUARTER, 1))
    assert cell(page, REVENUE, columns.LIGHT).text == "Chưa đánh giá"


def test_counters_filter_and_their_sum_is_told(qtbot, page):
    counts = [button._count for button in page.list.lights.buttons]
    assert counts == ["5", "0", "1", "0", "0", "4"]
    assert page.status_texts()[1] == "Số liệu khớp: 0 + 0 + 1 + 0 + 0 + 4 = 5"
    qtbot.mouseClick(page.list.lights.buttons[2], Qt.MouseButton.LeftButton)
    assert [each.id for each in page.listed] == [REVENUE]
    assert page.list.lights.lights == (IndicatorLight.ON_TRACK,)


def test_the_detail_tells_why_and_how_it_came(page):
    page.open_indicator(REVENUE)
    words = said(page)
    assert "Xanh dương: ước cả năm 24.000, bằng 102,1% kế hoạch 23.500." in words
    history = page.detail.findChild(EntryHistory)
    told = [each.text() for each in history.findChildren(QLabel)]
    assert told[0] == ("Tháng 10/2026: lũy kế 20.874; cùng kỳ năm trước 17.630; ước cả năm 24.000")
    assert any(
        line.startswith("đã sửa lại sau đó") and "can.bo ghi lúc 09:00 30/10/2026" in line
        for line in told
    )


def test_the_target_that_judges_can_be_chosen(qtbot, page, fake):
    page.open_indicator(INCOME)
    QCoreApplication.processEvents()
    choice = page.detail.findChild(JudgingChoice)
    buttons = choice.findChildren(QRadioButton)
    assert [(each.text(), each.isChecked()) for each in buttons] == [("70", True), ("65", False)]
    assert DEFAULT_NOTE in said(page)
    with qtbot.waitSignal(choice.target_chosen) as chosen:
        buttons[1].click()
    target, year = chosen.args
    assert (target.value, year) == (65, 2030)
    assert fake.operations == [("choose_judging_target", (INCOME, target, 2030, fake.today))]


def test_a_past_day_is_only_looked_at(page, fake):
    fake.is_past = True
    fake.index_changed.emit()
    page.open_indicator(INCOME)
    QCoreApplication.processEvents()
    assert not page.list.entry_button.isEnabled()
    assert not page.detail.entry_button.isVisible()
    buttons = page.detail.findChild(JudgingChoice).findChildren(QRadioButton)
    assert not any(each.isEnabled() for each in buttons)


def test_the_years_stand_beside_each_other(qtbot, page):
    qtbot.mouseClick(page.list.views.buttons[YEARS], Qt.MouseButton.LeftButton)
    model = page.list.years_model
    heads = [column.title for column in model.columns]
    assert heads[FIRST_YEAR : FIRST_YEAR + 4] == ["TH 2022", "TH 2023", "TH 2024", "TH 2025"]
    assert model.cell(INCOME, FIRST_YEAR + 3).text == "47"
    assert model.cell(REVENUE, REACHED).text == "20.874"
    assert model.cell(REVENUE, CHANGE).text == "+18,4%"


def test_the_print_button_makes_the_sheet_of_what_is_listed(qtbot, page):
    assert sheet_wanted("indicators", page) == (SheetKind.INDICATORS, SheetScope())
    page.list.lead.choose(SCIENCE)
    found = sheet_wanted("indicators", page)
    assert found == (SheetKind.INDICATORS, SheetScope(SheetScopeKind.AGENCY, SCIENCE))
    qtbot.mouseClick(page.list.views.buttons[COMPARISON], Qt.MouseButton.LeftButton)
    assert sheet_wanted("indicators", page) == (SheetKind.COMPARISON, SheetScope())
    assert sheet_wanted("overview", None) == (SheetKind.SUMMARY, SheetScope())


def test_the_sheet_is_of_the_period_that_is_on_show(page):
    assert period_wanted("indicators", page) == ResultPeriod(2026, Span.MONTH, 10)
    page.show_period(ResultPeriod(2026, Span.HALF))
    assert period_wanted("indicators", page) == ResultPeriod(2026, Span.HALF)
    assert period_wanted("tasks", page) is None


@pytest.fixture
def frame(qtbot, page):
    page.open_indicator(REVENUE)
    QCoreApplication.processEvents()
    return page.detail.findChild(SeriesFrame)


def test_the_chart_says_its_figures_and_has_a_table(frame):
    chart = frame.chart
    assert [point.words for point in chart.series.results] == ["11.985", "20.874"]
    told = {
        chart.words_at(QPoint(x, y))
        for x in range(0, chart.width(), 6)
        for y in range(0, chart.height(), 6)
    }
    assert {"Năm 2026, T6: 11.985 Tỷ đồng", "Năm 2026, T10: 20.874 Tỷ đồng"} <= told
    frame.table_button.click()
    assert not chart.isVisible()
    words = [each.text() for each in frame.table.findChildren(QLabel)]
    assert words[:3] == ["Kỳ", "Năm 2026", "Kế hoạch 2026"]
    assert "20.874" in words


def test_the_chart_is_saved_as_a_picture(frame, page, tmp_path: Path):
    path = tmp_path / "thu ngân sách.png"
    prompts = frame._prompts
    prompts.answers.append(path)
    frame.save_button.click()
    assert Path(prompts.calls[-1].text).name.startswith("Thu ngân sách - Lũy kế")
    picture = QImage(str(path))
    assert picture.width() == frame.chart.width() * 3
    assert picture.height() > frame.chart.height() * 3  # its name stands above it
    prompts.answers.append(tmp_path / "không có" / "a.png")
    frame.save_button.click()
    assert prompts.calls[-1].title == "Chưa lưu được"


def test_the_road_is_saved_as_a_page_with_every_document_s_target(page, tmp_path: Path):
    page.open_indicator(INCOME)
    QCoreApplication.processEvents()
    road = page.detail.findChild(RoadFrame)
    path = tmp_path / "lộ trình.pdf"
    road._prompts.answers.append(path)
    road.save_button.click()
    words = text_of(path)
    assert "Thu nhập bình quân đầu người" in words
    assert "Lộ trình 2025, 2026, 2030" in words
    assert "70 / 65" in words


def test_a_saved_chart_has_the_colours_of_paper(qapp, frame):
    light = frame.picture().toImage()
    theme.apply(qapp, theme.DARK_THEME)
    dark = frame.picture().toImage()
    assert dark.pixelColor(2, 2) == light.pixelColor(2, 2) == theme.LIGHT_THEME.colour("surface")
    assert dark == light
    assert theme.current() is theme.DARK_THEME
    theme.apply(qapp, theme.LIGHT_THEME)


def test_the_detail_says_what_is_an_estimate_and_when_in_words():
    reached = entry("2026-06", 11985)
    estimate = replace(entry("2026-10", 24000), cumulative=None, estimate=24000.0)
    whole = make_result(23000, period="2025")
    indicator = make_indicator(9, "Thu", results=(whole, reached, estimate))
    assert [each[:3] for each in lines_of(indicator, BOOK)] == [
        ("2025", "23.000", "thực hiện"),
        ("Tháng 6/2026", "LK 11.985", "thực hiện"),
        ("Tháng 10/2026", "ước 24.000", "ước cả năm"),
    ]


@pytest.mark.parametrize("each", [1, 25, 400])
def test_counters_are_never_cut_when_counts_grow(qtbot, qapp, each):
    theme.apply(qapp, theme.LIGHT_THEME)
    lights = IndicatorLightFilter()
    qtbot.addWidget(lights)
    whole = sum(button.width_for(Wording.FULL) for button in lights.buttons)
    lights.fit(whole)
    lights.show_tally(LightTally((each,) * len(IndicatorLight)))
    assert sum(button.sizeHint().width() for button in lights.buttons) <= whole
    lights.show_tally(LightTally((0,) * len(IndicatorLight)))
    assert sum(button.sizeHint().width() for button in lights.buttons) == whole


def test_who_answers_is_seen_on_a_small_screen_before_the_figures_of_one_month():
    """1366 pixels leave 1274 for the table once the detail is closed."""
    of_month = columns.columns_of((), ResultPeriod(2026, Span.MONTH, 10))
    shown = {each.title for each in of_month if each.from_width <= 1274}
    assert shown >= {"ĐVT", "Lũy kế", "% KH", "% cùng kỳ", "Ước năm", "Chủ trì", "Lãnh đạo"}
    assert shown.isdisjoint({"Trong kỳ", "Diễn biến"})
