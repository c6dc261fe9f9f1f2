"""The page Chỉ tiêu: figures as printed, disagreements in sight, search, filters, detail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from app.views import theme
from app.views.charts.road_chart import RoadChart
from app.views.pages.indicators_page import NOTHING_LISTED, IndicatorsPage
from app.views.prompts import ScriptedPrompts
from app.views.tables.indicator_table_model import FORK, GOAL, LEAD, NAME, PLAN, RESULT
from app.views.widgets.indicator_detail import NO_ROAD, NOT_ASSESSED
from app.views.widgets.indicator_list import COMPARISON, LIST, RESULTS
from tests.factories import SCIENCE
from tests.indicator_fakes import (
    GROWTH,
    INCOME,
    INDICATORS,
    OLD,
    SHARE,
    IndicatorSession,
    make_book,
)

# Offscreen windows cannot tell a desktop their smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def fake(qapp):
    theme.apply(qapp, theme.LIGHT_THEME)
    return IndicatorSession(make_book())


@pytest.fixture
def page(qtbot, fake):
    made = IndicatorsPage(fake.as_session(), ScriptedPrompts())
    made.list.views.choose(LIST)
    qtbot.addWidget(made)
    made._delay.setInterval(0)
    made.resize(1286, 640)
    made.show()
    return made


def cells(page: IndicatorsPage, key: int) -> list[str]:
    model = page.list.model
    row = model.row_of(key)
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def shown(page: IndicatorsPage) -> int:
    """Return the indicator of the detail, once the row has stayed selected."""
    QCoreApplication.processEvents()
    return page.detail.indicator.id if page.detail.indicator is not None else 0


def said(page: IndicatorsPage) -> str:
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in page.detail.findChildren(QLabel))


def listed(page: IndicatorsPage) -> list[object]:
    model = page.list.current_table.record_model
    found = (model.record_at(row) for row in range(model.rowCount()))
    return [each for each in found if each is not None]


def test_a_row_says_what_was_reached_and_what_is_asked_for(page):
    assert cells(page, 1)[RESULT : LEAD + 1] == ["> 85", "93,00", "136", "Sở Tài chính"]
    assert cells(page, INCOME)[RESULT : GOAL + 1] == ["47", "51", "70 / 65"]
    assert cells(page, GROWTH)[RESULT : GOAL + 1] == ["–", "112", "BQ > 112"]


def test_heads_name_the_years_of_the_day(page):
    model = page.list.model
    heads = [model.headerData(c, Qt.Orientation.Horizontal) for c in (RESULT, PLAN, GOAL)]
    assert heads == ["TH 2025", "KH 2026", "Mục tiêu 2030"]


def test_a_disagreement_wears_the_fork_and_says_itself(page):
    income, growth = page.list.model.cell(INCOME, NAME), page.list.model.cell(GROWTH, NAME)
    assert (income.icon, growth.icon) == (FORK, "")
    assert "mức khác nhau" in income.tip
    assert income.indent == 1


def test_what_is_past_is_folded_last_and_outside_the_count(page):
    assert OLD not in listed(page)
    assert page.list.model.is_head(page.list.model.rowCount() - 1)
    assert page.status_texts()[0] == "Hiển thị 4 / 4 chỉ tiêu, 1 của văn bản đã kết thúc"
    assert page.list.views.buttons[RESULTS].text() == "Kết quả 4"


def test_unfolding_what_is_past_stays_over_a_reload(page, fake):
    page.list.table.select(OLD)
    fake.index_changed.emit()
    assert OLD in listed(page)
    assert cells(page, OLD)[GOAL] == "95 (2023)"


def test_the_first_indicator_is_shown_at_once(page):
    assert shown(page) == 1
    assert NOT_ASSESSED in {w.accessibleName() for w in page.detail.findChildren(object)
                            if hasattr(w, "accessibleName")}  # fmt: skip


def test_the_detail_draws_the_road_and_says_who_asks_for_what(page):
    page.list.table.select(INCOME)
    assert shown(page) == INCOME
    chart = page.detail.findChild(RoadChart)
    assert [point.words for point in chart.road.points] == ["47", "51", "70", "65"]
    assert "năm 2030: 70 (Chương trình 04)" in chart.accessibleName()
    words = said(page)
    assert "ghi “70 triệu đồng”" in words
    assert "tăng 8,2% để đến 70 hoặc tăng 6,3% để đến 65" in words
    assert "“65 triệu đồng/năm”" in words
    assert "Chủ tịch Nguyễn Tuấn Anh" in words


def test_an_average_is_told_and_not_drawn(page):
    page.list.table.select(GROWTH)
    words = said(page)
    assert NO_ROAD in words
    assert "2026–2030" in words
    assert "bình quân/năm" in words
    assert "Chưa phân công lãnh đạo" in words
    chart = page.detail.findChild(RoadChart)
    assert chart is None or not chart.isVisible()


def test_search_ignores_accents_and_moves_the_detail(page):
    page.list.table.select(GROWTH)
    page.set_search("THU NHAP")
    assert listed(page) == [1, INCOME]
    assert shown(page) == INCOME
    assert page.status_texts()[0] == "Hiển thị 1 / 4 chỉ tiêu"
    page.set_search("")
    assert listed(page) == [1, INCOME, SHARE, GROWTH]


def test_search_looks_into_folded_groups(page):
    page.set_search("01 ha")
    assert listed(page) == [OLD]
    assert shown(page) == OLD


def test_nothing_found_says_so_and_the_way_back_drops_everything(qtbot, page):
    dropped = []
    page.search_dropped.connect(lambda: dropped.append(True))
    page.set_search("khong co gi")
    assert page.list.empty.words.text() == "Không tìm thấy “khong co gi”."
    assert NOTHING_LISTED in said(page)
    qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)
    assert dropped == [True]
    assert len(listed(page)) == 4


def test_filters_are_offered_with_counts_and_narrow_the_list(page):
    box = page.list.lead
    assert [box.itemText(i) for i in range(box.count())] == [
        "Tất cả",
        "Sở Tài chính (3)",
        "Sở Khoa học và CN (1)",
    ]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert listed(page) == [SHARE]
    assert shown(page) == SHARE


def test_a_filter_stays_over_a_reload(page, fake):
    page.list.lead.choose(SCIENCE)
    page.list.filter_changed.emit()
    fake.index_changed.emit()
    assert page.list.lead.key == SCIENCE
    assert listed(page) == [SHARE]


def test_the_comparison_lists_what_differs_first(qtbot, page):
    qtbot.mouseClick(page.list.views.buttons[COMPARISON], Qt.MouseButton.LeftButton)
    model = page.list.comparison_model
    first = [str(model.index(1, column).data()) for column in range(model.columnCount())]
    assert model.head(0).title == "Khác nhau"
    assert first[0] == "Thu nhập bình quân đầu người"
    assert first[2:5] == ["2030", "70", "65"]
    assert shown(page) == INCOME
    assert page.status_texts()[1] == "Đối chiếu văn bản: 1 khác nhau, 1 thống nhất"


def test_nothing_to_compare_says_so(qtbot, fake):
    alone = replace(INDICATORS[0], comparisons=())
    fake.book = make_book((alone,))
    made = IndicatorsPage(fake.as_session(), ScriptedPrompts())
    made.list.views.choose(LIST)
    qtbot.addWidget(made)
    made.show()
    qtbot.mouseClick(made.list.views.buttons[COMPARISON], Qt.MouseButton.LeftButton)
    assert made.list.empty.words.text() == "Không có mức nào được ghi ở hai nơi."


def test_the_page_reads_when_it_is_seen_and_not_before(qtbot, fake):
    made = IndicatorsPage(fake.as_session(), ScriptedPrompts())
    made.list.views.choose(LIST)
    qtbot.addWidget(made)
    fake.index_changed.emit()
    assert fake.reads == 0
    made.show()
    assert fake.reads == 1
    made.hide()
    fake.index_changed.emit()
    assert fake.reads == 1
    made.show()
    assert fake.reads == 2


def test_in_a_narrow_window_the_detail_lies_over_the_list_and_esc_closes_it(qtbot, page):
    page.resize(1000, 600)
    assert not page.detail.isVisible()
    assert page.list.detail_button.isVisible()
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.geometry().right() == page.width() - 1
    qtbot.keyClick(page.detail, Qt.Key.Key_Escape)
    assert not page.detail.isVisible()


def test_the_chart_is_kept_from_one_indicator_to_the_next(page):
    charts = []
    for key in (INCOME, GROWTH, SHARE):
        page.list.table.select(key)
        assert shown(page) == key
        charts.append(page.detail.findChild(RoadChart))
    first = charts[0]
    assert page.detail.findChildren(RoadChart) == [first]
    assert first.isVisible()


def test_arrows_run_past_rows_without_showing_them(qtbot, page):
    shown(page)
    page._delay.setInterval(60_000)
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Qt.Key.Key_Down)
    assert page.list.table.selected == INCOME
    assert shown(page) == 1
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert shown(page) == INCOME
