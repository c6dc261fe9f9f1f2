"""The overview shows the index as it is, asks for lists and tasks, and never clips."""

from __future__ import annotations

import datetime as dt
import sys
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.domain.day_start import DayStart
from app.domain.periods import Recurrence
from app.domain.records import DayTally, Milestone, Overview, RegisterIndex
from app.domain.tally import Tally, add_all
from app.domain.traffic_light import Light
from app.views import theme
from app.views.grouping import tally_all
from app.views.list_request import ALL, COLLECTIVE, NONE, ListRequest
from app.views.pages.overview_page import OverviewPage, tile_notes
from app.views.theme import LIGHT_THEME
from app.views.widgets.day_field import DayField
from app.views.widgets.tile import Tile
from tests.factories import (
    ALL_AGENCIES,
    AS_OF,
    CHAIRMAN,
    FINANCE,
    PLAN,
    SCIENCE,
    make_agency,
    make_directory,
    make_index,
    make_overview,
    make_row,
    make_task_ref,
)

if TYPE_CHECKING:
    from collections.abc import Callable

TASKS = (
    make_task_ref(1, Light.DONE_IN_TIME, leader_id=CHAIRMAN),
    make_task_ref(2, Light.DONE_LATE, days=9),
    make_task_ref(3, Light.IN_TIME, recurrence=Recurrence.MONTHLY, by_report=True),
    make_task_ref(4, Light.DUE_SOON, days=4, due_on=dt.date(2026, 11, 25)),
    make_task_ref(5, Light.OVERDUE, days=260, lead_id=ALL_AGENCIES),
    make_task_ref(6, Light.OVERDUE, days=12, lead_id=SCIENCE, document_id=PLAN),
    make_task_ref(7, Light.UNKNOWN, lead_id=NONE),
    make_task_ref(8, Light.STOPPED),
)
BEFORE = (
    make_task_ref(1, Light.DONE_IN_TIME),
    make_task_ref(4, Light.IN_TIME),
    make_task_ref(5, Light.OVERDUE, days=240, lead_id=ALL_AGENCIES),
)

# Offscreen windows cannot tell a desktop their smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


class FakeSession(QObject):
    """Answers at once, from what the test gives it."""

    index_changed = Signal()

    def __init__(
        self, index: RegisterIndex | None = None, overview: Overview | None = None
    ) -> None:
        super().__init__()
        self.index = index
        self.as_of = AS_OF
        self.overview = overview or make_overview(before=_stood(BEFORE))
        self.start = DayStart(_stood((), AS_OF), dt.date(2026, 12, 14), "tháng 12/2026", [FINANCE])
        self.asked: list[tuple[object, ...]] = []

    def run(self, service, *args, done=None, **_callbacks):
        self.asked.append((service, *args))
        if done is not None:
            done(service(self, *args))
        return SimpleNamespace(cancel=lambda: None)

    def read(self, service, *args):
        return service(self, *args)


def _stood(tasks, day=dt.date(2026, 10, 31)):
    return DayTally(day, Tally.of(task.light for task in tasks))


_SHORT = {key: {"short_title": f"Nhiệm vụ {key}"} for key in range(1, 6)}


def _load_overview(session, index, compare_on):
    assert index is session.index
    overview = session.overview
    before = DayTally(compare_on, overview.before.tally)
    return make_overview(before, overview.completed_by_month, overview.milestones)


def _load_rows(session, ids, as_of):
    return {key: make_row(key, f"Nhiệm vụ {key}, tên đầy đủ", **_SHORT.get(key, {})) for key in ids}


@pytest.fixture(autouse=True)
def _services(qapp, monkeypatch):
    theme.apply(qapp, LIGHT_THEME)
    fake = ModuleType("app.services")
    fake.reading = SimpleNamespace(  # type: ignore[attr-defined]
        load_overview=_load_overview, load_rows=_load_rows
    )
    fake.day_start = SimpleNamespace(  # type: ignore[attr-defined]
        load_day_start=lambda session, _index: session.start
    )
    monkeypatch.setitem(sys.modules, "app.services", fake)


@pytest.fixture
def make_page(qapp):
    made: list[OverviewPage] = []

    def make(session, width=1286, height=616):
        page = OverviewPage(session)
        made.append(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        _settle()
        return page

    yield make
    for page in made:
        page.close()
        page.deleteLater()
    # Nothing runs an event loop here that would delete them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def _asked(page: OverviewPage, qtbot: Any, press: Callable[[], None]) -> Any:
    with qtbot.waitSignal(page.filter_requested) as caught:
        press()
    return caught.args[0]


def test_the_tiles_add_up_and_are_the_index(make_page):
    page = make_page(FakeSession(make_index(TASKS)))
    figures = [tile.figure for tile in page.tiles]
    assert figures == [8, 2, 1, 1, 2, 1]
    assert figures[0] == sum(figures[1:]) + 1  # one is stopped, and its tile says so
    assert page.tiles[0].note == "từ 2 văn bản, đã dừng 1"
    assert [tile.note for tile in page.tiles[1:]] == [
        "đúng hạn 1, quá hạn 1",
        "thường xuyên, định kỳ 1",
        "đến hạn 1, chậm báo cáo 0",
        "quá 60 ngày: 1 việc",
        "cần bổ sung thời hạn",
    ]


def test_changes_are_told_against_the_day_before_the_month(make_page):
    session = FakeSession(make_index(TASKS))
    page = make_page(session)
    assert session.asked[-1][1:] == (session.index, dt.date(2026, 10, 31))
    assert [tile.delta_text for tile in page.tiles] == ["+5", "+1", "không đổi", "+1", "+1", "+1"]


def test_another_day_to_compare_with_is_asked_for_and_kept(make_page):
    session = FakeSession(make_index(TASKS))
    page = make_page(session)
    field = page.header_widgets()[1]
    assert isinstance(field, DayField)
    assert field.accessibleName() == "So với ngày"
    field.setText("30/9")
    field.editingFinished.emit()
    assert session.asked[-1][2] == dt.date(2026, 9, 30)
    session.index_changed.emit()
    assert session.asked[-1][2] == dt.date(2026, 9, 30)
    session.index = make_index(TASKS, as_of=dt.date(2026, 9, 15))
    session.index_changed.emit()
    assert session.asked[-1][2] == dt.date(2026, 8, 31)


@pytest.mark.parametrize(
    ("place", "lights"),
    [
        (0, None),
        (1, (Light.DONE_IN_TIME, Light.DONE_LATE)),
        (2, (Light.IN_TIME,)),
        (3, (Light.DUE_SOON,)),
        (4, (Light.OVERDUE,)),
        (5, (Light.UNKNOWN,)),
    ],
)
def test_a_tile_asks_for_its_tasks(make_page, qtbot, place, lights):
    page = make_page(FakeSession(make_index(TASKS)))
    request = _asked(page, qtbot, page.tiles[place].click)
    assert request == ListRequest("all", ALL, lights)


def test_bars_by_agency_add_up_and_ask_for_their_tasks(make_page, qtbot):
    page = make_page(FakeSession(make_index(TASKS)))
    items = page._agencies.items
    assert [item.key for item in items] == [COLLECTIVE, FINANCE, SCIENCE, NONE]
    assert add_all(item.tally for item in items).total == len(TASKS)
    request = _asked(page, qtbot, page._agencies.rows[1].click)
    assert request == ListRequest("agency", FINANCE)
    assert page._agency_card.link.text() == "Xem tất cả 4"
    assert _asked(page, qtbot, page._agency_card.link.click) == ListRequest("agency", ALL)


def test_many_agencies_end_in_a_row_of_the_rest(make_page, qtbot):
    agencies = [make_agency(i, f"Cơ quan {i}") for i in range(1, 30)]
    tasks = [make_task_ref(i, lead_id=1 + i % 29) for i in range(100)]
    page = make_page(FakeSession(make_index(tasks, make_directory(agencies))))
    items = page._agencies.items
    assert len(items) == 13
    assert items[-1].rest
    assert items[-1].name == "17 đầu mối còn lại"
    assert add_all(item.tally for item in items).total == 100
    assert _asked(page, qtbot, page._agencies.rows[-1].click) == ListRequest("agency", ALL)


def test_bars_by_leader_name_what_is_not_assigned(make_page, qtbot):
    page = make_page(FakeSession(make_index(TASKS)))
    items = page._leaders.items
    assert [(item.key, item.tally.total) for item in items] == [(CHAIRMAN, 1), (NONE, 7)]
    assert page._leader_card.link.text() == "Phân công (7)"
    assert _asked(page, qtbot, page._leader_card.link.click) == ListRequest("leader", NONE)
    assert _asked(page, qtbot, page._leaders.rows[0].click) == ListRequest("leader", CHAIRMAN)


def test_pressing_tasks_open_and_lead_to_all_of_them(make_page, qtbot):
    page = make_page(FakeSession(make_index(TASKS)))
    rows = page._pressing.rows
    assert [row.accessibleName() for row in rows] == [
        "Nhiệm vụ 5, Việc chung: Các sở, ban, ngành, Quá hạn 260 ngày",
        "Nhiệm vụ 6, tên đầy đủ, Sở Khoa học và CN, Quá hạn 12 ngày",
        "Nhiệm vụ 4, Sở Tài chính, Sắp đến hạn, 4 ngày",
    ]
    assert rows[0].toolTip().startswith("Nhiệm vụ 5, tên đầy đủ")
    with qtbot.waitSignal(page.open_task) as caught:
        qtbot.keyClick(rows[1], Qt.Key.Key_Return)
    assert caught.args == [6]
    assert page._pressing_card.link.text() == "Xem cả 3"
    request = _asked(page, qtbot, page._pressing_card.link.click)
    assert request == ListRequest("all", ALL, (Light.OVERDUE, Light.DUE_SOON))


def test_milestones_name_their_tasks_and_one_task_opens(make_page, qtbot):
    overview = make_overview(
        before=_stood(BEFORE),
        milestones=[
            Milestone(dt.date(2026, 11, 25), "1 nhiệm vụ đến hạn", "", (4,)),
            Milestone(dt.date(2026, 12, 14), "Chốt kỳ tháng 12", "61 nhiệm vụ định kỳ"),
            Milestone(dt.date(2026, 12, 31), "3 nhiệm vụ đến hạn", "", (1, 2, 3)),
        ],
    )
    page = make_page(FakeSession(make_index(TASKS), overview))
    rows = page._milestones.rows
    assert [row.accessibleName() for row in rows] == [
        "25/11, 1 nhiệm vụ đến hạn, Nhiệm vụ 4, 4 ngày",
        "14/12, Chốt kỳ tháng 12, 61 nhiệm vụ định kỳ, 23 ngày",
        "31/12, 3 nhiệm vụ đến hạn, Nhiệm vụ 1; Nhiệm vụ 2, 40 ngày",
    ]
    assert [row.isEnabled() for row in rows] == [True, False, False]
    with qtbot.waitSignal(page.open_task) as caught:
        rows[0].click()
    assert caught.args == [4]


def test_percentages_show_their_denominators(make_page):
    page = make_page(FakeSession(make_index(TASKS)))
    assert page._trend_card.percentages.parts == (
        ("50,0%", "2 trên 4 nhiệm vụ đã đến hạn"),
        ("28,6%", "2 trên 7, trừ 1 việc dừng"),
    )


def test_without_completions_a_sentence_stands_for_the_chart(make_page):
    months = [(dt.date(2026, month, 28), 0) for month in range(1, 12)]
    overview = make_overview(before=_stood(BEFORE), completed_by_month=months)
    page = make_page(FakeSession(make_index(TASKS), overview))
    assert page._trend_card.chart is None
    assert page._trend_card.empty.isVisible()
    assert page._trend_card.empty.text == "Chưa có nhiệm vụ nào hoàn thành trong năm 2026"


def test_the_chart_comes_in_an_idle_moment_and_follows_the_theme(make_page, qtbot, qapp):
    months = [(dt.date(2026, month, 28), month * 2) for month in range(1, 12)]
    overview = make_overview(before=_stood(BEFORE), completed_by_month=months)
    page = make_page(FakeSession(make_index(TASKS), overview))
    qtbot.waitUntil(lambda: page._trend_card.chart is not None)
    chart = page._trend_card.chart
    assert chart.points == tuple(months)
    assert "tháng 11: 22" in chart.accessibleName()
    assert chart.focusPolicy() == Qt.FocusPolicy.NoFocus
    _settle()
    light = chart.grab().toImage().pixelColor(2, 2)
    theme.apply(qapp, theme.DARK_THEME)
    _settle()
    dark = chart.grab().toImage().pixelColor(2, 2)
    theme.apply(qapp, LIGHT_THEME)
    assert (light.name(), dark.name()) == ("#ffffff", "#1e252e")


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (1, [0, 1, 2]),
        (3, [0, 1, 2, 3, 4]),
        (24, [0, 10, 20, 30]),
        (177, [0, 50, 100, 150, 200]),
    ],
)
def test_the_axis_has_whole_numbers(highest, ticks):
    from app.views.charts.trend import integer_ticks  # noqa: PLC0415 - slow to import

    assert integer_ticks(highest) == ticks


def test_an_empty_register_has_sentences_instead_of_holes(make_page):
    page = make_page(FakeSession(make_index(), make_overview(before=_stood(()))))
    assert [tile.figure for tile in page.tiles] == [0] * 6
    assert page._agencies.rows == ()
    assert page._no_pressing.isVisible()
    assert page._no_milestones.isVisible()
    assert not page._agency_card.link.isVisible()
    assert page._trend_card.percentages.parts[0] == ("–", "chưa có nhiệm vụ nào đến hạn")


def test_it_fills_only_while_it_is_shown(make_page):
    session = FakeSession()
    page = make_page(session)
    assert [tile.figure for tile in page.tiles] == [None] * 6
    page.hide()
    session.index = make_index(TASKS)
    session.index_changed.emit()
    assert not session.asked
    page.show()
    assert [tile.figure for tile in page.tiles] == [8, 2, 1, 1, 2, 1]
    session.index = make_index(TASKS[:3])
    session.index_changed.emit()
    assert [tile.figure for tile in page.tiles] == [3, 2, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("width", "columns"), [(1840, 3), (1286, 3), (1199, 2), (1037, 2), (627, 1)]
)
def test_cards_restack_and_nothing_is_clipped(make_page, width, columns):
    agencies = [make_agency(i, f"Trung tâm Xúc tiến đầu tư số {i}") for i in range(1, 30)]
    tasks = [
        make_task_ref(i, Light(i % 7), days=i, lead_id=1 + i % 29, leader_id=i % 3)
        for i in range(200)
    ]
    milestones = [Milestone(AS_OF, f"Mốc {i}", "ghi chú") for i in range(4)]
    overview = make_overview(milestones=milestones)
    page = make_page(FakeSession(make_index(tasks, make_directory(agencies)), overview), width)
    assert page._columns == columns
    content = page._content
    assert content.width() <= page.width()
    cards = [
        page._agency_card,
        page._leader_card,
        page._trend_card,
        page._pressing_card,
        page._milestone_card,
    ]
    for part in [*page.tiles, *cards]:
        place = part.geometry()
        assert content.rect().contains(place)
        assert part.height() >= part.minimumSizeHint().height()
        assert part.width() >= part.minimumSizeHint().width()
    scrolls = page._scroll.verticalScrollBar().maximum() > 0
    assert scrolls == (columns < 3)


def test_three_columns_fit_the_smallest_screen(make_page):
    """1366×768 leaves 1286×616 for the page (look.md); five leaders and thirteen rows fit."""
    agencies = [make_agency(i, f"Cơ quan {i}") for i in range(1, 30)]
    tasks = [make_task_ref(i, Light.OVERDUE, days=i, lead_id=1 + i % 29) for i in range(200)]
    page = make_page(FakeSession(make_index(tasks, make_directory(agencies))))
    assert page._scroll.verticalScrollBar().maximum() == 0
    assert sum(row.isVisible() for row in page._pressing.rows) >= 5


def test_tab_goes_card_by_card(make_page, qtbot):
    page = make_page(FakeSession(make_index(TASKS)))
    page.tiles[0].setFocus(Qt.FocusReason.TabFocusReason)
    met = []
    for _ in range(17):
        widget = QApplication.focusWidget()
        met.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    assert met == [
        *page.tiles,
        *page.start.strip.facts,
        page._agency_card.link,
        page._agencies.rows[0],
        page._leader_card.link,
        page._leaders.rows[0],
        page._pressing_card.link,
        page._pressing.rows[0],
    ]


def test_what_has_the_focus_is_scrolled_into_sight(make_page):
    page = make_page(FakeSession(make_index(TASKS)), 627, 300)
    bar = page._scroll.verticalScrollBar()
    page._pressing.rows[0].setFocus(Qt.FocusReason.TabFocusReason)
    assert bar.value() > 0


def test_everything_that_can_be_pressed_has_a_name(make_page):
    page = make_page(FakeSession(make_index(TASKS)))
    for tile in page.findChildren(Tile):
        assert tile.accessibleName()
    for rows in (page._agencies.rows, page._leaders.rows, page._pressing.rows):
        assert all(row.accessibleName() for row in rows)


def test_notes_split_what_is_unknown():
    tasks = [
        make_task_ref(1, Light.UNKNOWN),
        make_task_ref(2, Light.UNKNOWN, recurrence=Recurrence.QUARTERLY),
        make_task_ref(3, Light.UNKNOWN, recurrence=Recurrence.QUARTERLY),
    ]
    assert tile_notes(tasks, tally_all(tasks))[-1] == "thiếu hạn 1, báo cáo 2"
    assert tile_notes(tasks[1:], tally_all(tasks[1:]))[-1] == "chưa ghi nhận báo cáo"


@pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")
def test_the_start_of_the_day_stands_in_one_line_and_leads_on(make_page):
    page = make_page(FakeSession(make_index()))
    figures = [(fact.fact.figure, fact.fact.words) for fact in page.start.strip.facts]
    assert len(figures) == 5
    assert figures[2] == ("14/12, còn 23 ngày", "chốt tháng 12/2026")
    assert figures[3] == ("1", "cơ quan im lặng 30 ngày qua")
    assert figures[4][0] == "Từ kỳ chốt 21/11"
    days: list[dt.date] = []
    requests: list[object] = []
    page.calendar_asked.connect(days.append)
    page.filter_requested.connect(requests.append)
    page.start.strip.facts[2].click()
    assert days == [dt.date(2026, 12, 14)]
    page.start.strip.facts[3].click()
    page.start.menu.actions()[0].trigger()
    assert requests == [ListRequest("agency", FINANCE)]
    page.start.menu.close()
