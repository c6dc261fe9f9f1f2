"""The chart of a road: what is drawn, in any size and theme, and labels that do not meet."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import pyqtgraph as pg
import pytest

from app.domain.axis import level_ticks
from app.domain.road import Road, RoadPoint, Stop
from app.views import theme
from app.views.charts.road_chart import RoadChart

# Offscreen windows cannot tell a desktop their smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def point(year: int, value: float, stop: Stop, source: str = "A") -> RoadPoint:
    return RoadPoint(year, value, stop, f"{value:g}", source, f"{value:g}")


ROAD = Road(
    (
        point(2023, 40, Stop.PAST),
        point(2025, 47, Stop.RESULT),
        point(2026, 51, Stop.PLAN),
        point(2030, 65, Stop.GOAL, "Văn kiện"),
        point(2030, 65.2, Stop.GOAL, "Chỉ thị\nKế hoạch"),
    ),
    "triệu đồng",
)


@pytest.fixture
def chart(qtbot, qapp):
    theme.apply(qapp, theme.LIGHT_THEME)
    made = RoadChart()
    qtbot.addWidget(made)
    made.resize(380, made.height())
    made.show()
    made.show_road(ROAD)
    yield made
    theme.apply(qapp, theme.LIGHT_THEME)


def items(chart: RoadChart, kind: type) -> list[Any]:
    return [each for each in chart._plot.getPlotItem().items if isinstance(each, kind)]


def test_every_level_has_a_point_and_a_label(chart):
    assert len(items(chart, pg.ScatterPlotItem)) == 5
    assert len(items(chart, pg.TextItem)) == 5


def test_lines_lead_to_every_goal_but_not_from_the_past(chart):
    ways = [line for line in items(chart, pg.PlotDataItem) if line.zValue() >= 0]
    ends = [(tuple(way.xData), tuple(way.yData)) for way in ways]
    assert ends == [
        ((2025, 2026), (47, 51)),
        ((2026, 2030), (51, 65)),
        ((2026, 2030), (51, 65.2)),
    ]
    styles = {way.opts["pen"].style() for way in ways[1:]}
    assert len(styles) == 2


def test_labels_of_goals_do_not_cover_each_other(chart):
    below, above = (label.mapRectToScene(label.boundingRect()) for label in
                    items(chart, pg.TextItem)[-2:])  # fmt: skip
    assert above.bottom() <= below.top()


@pytest.mark.parametrize("levels", [(47, 51, 51.5, 65), (65, 51.5, 51, 40)], ids=["up", "down"])
@pytest.mark.parametrize("width", [320, 380, 900])
def test_no_label_covers_another_where_a_year_has_two_levels(chart, levels, width):
    result, one, other, goal = levels
    points = (
        point(2025, result, Stop.RESULT),
        point(2026, one, Stop.PLAN, "kế hoạch"),
        point(2026, other, Stop.PLAN, "kế hoạch"),
        point(2030, goal, Stop.GOAL, "Văn kiện"),
    )
    chart.resize(width, chart.height())
    chart.show_road(Road(points, "nghìn lượt"))
    rects = [each.mapRectToScene(each.boundingRect()) for each in items(chart, pg.TextItem)]
    assert len(rects) == 4
    for one_rect, other_rect in combinations(rects, 2):
        assert not one_rect.adjusted(1, 1, -1, -1).intersects(other_rect)


def test_points_have_room_at_every_width(chart):
    for width in (320, 380, 520, 900):
        chart.resize(width, chart.height())
        (left, right), (low, high) = chart._plot.getViewBox().viewRange()
        assert left < 2023
        assert right > 2030
        assert low < 40
        assert high > 65.2


def test_a_road_can_be_replaced_and_the_theme_changed(chart, qapp):
    chart.show_road(Road((point(2026, 5, Stop.PLAN), point(2030, 5, Stop.GOAL)), "%"))
    theme.apply(qapp, theme.DARK_THEME)
    assert len(items(chart, pg.ScatterPlotItem)) == 2
    assert "triệu" not in chart.accessibleName()


def test_what_is_drawn_is_said(chart):
    assert chart.accessibleName().startswith("Biểu đồ lộ trình, đơn vị triệu đồng.")
    assert "năm 2030: 65.2 (Chỉ thị, Kế hoạch)" in chart.accessibleName()


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (40, 72, [40, 50, 60, 70, 80]),
        (0, 100, [0, 25, 50, 75, 100]),
        (59.6, 61.9, [59, 60, 61, 62]),
        (100000, 260000, [100000, 150000, 200000, 250000, 300000]),
        (7, 7.0000001, None),
    ],
)
def test_levels_of_the_axis_are_round(low, high, ticks):
    found = level_ticks(low, high)
    assert found[0] <= low
    assert found[-1] >= high
    assert ticks is None or found == ticks


def test_years_without_room_never_touch(chart):
    chart.resize(300, chart.height())
    (ticks,) = chart._plot.getAxis("bottom")._tickLevels
    assert [words for _place, words in ticks][-1] == "2030"
    named = " ".join(words for _place, words in ticks).split()
    assert named == ["2023", "2025", "2026", "2030"]
    per_year = chart._fit_years()[1]
    letters = theme.metrics(theme.FontRole.SMALL)
    ends = [
        (place * per_year - wide / 2, place * per_year + wide / 2)
        for place, words in ticks
        for wide in [letters.horizontalAdvance(words)]
    ]
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
