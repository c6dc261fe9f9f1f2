"""The page Chỉ tiêu in the window: its place in the rail, and the search field of the bar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.views.main_window import MainWindow
from app.views.pages.indicators_page import IndicatorsPage
from app.views.pages.tasks_page import TasksPage
from tests.windows import bar, be_quiet, in_front, status

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def window(make_window, register_path, qtbot):
    made = make_window(register_path)
    made.actions_.go_indicators.trigger()
    be_quiet(qtbot, made.session)
    return made


def front(window: MainWindow) -> IndicatorsPage:
    page = in_front(window)
    assert isinstance(page, IndicatorsPage)
    return page


def type_words(qtbot, window, words: str) -> None:
    field = bar(window).search
    field.clear()
    qtbot.keyClicks(field, words)
    be_quiet(qtbot, window.session)


def test_the_page_shows_the_shipped_indicators(window):
    page = in_front(window)
    assert isinstance(page, IndicatorsPage)
    assert any(text.startswith("Hiển thị 75 / 75 chỉ tiêu") for text in status(window))
    assert bar(window).search.placeholderText().startswith("Tìm chỉ tiêu")


def test_search_stays_on_the_page_and_goes_with_one_to_another(qtbot, window):
    type_words(qtbot, window, "ho ngheo")
    page = in_front(window)
    assert isinstance(page, IndicatorsPage)
    assert any(text == "Hiển thị 1 / 75 chỉ tiêu" for text in status(window))
    window.actions_.go_tasks.trigger()
    be_quiet(qtbot, window.session)
    tasks = in_front(window)
    assert isinstance(tasks, TasksPage)
    assert tasks.status_texts()[0] != f"Hiển thị {len(window.session.index.tasks)}"
    assert bar(window).search.placeholderText().startswith("Tìm nhiệm vụ")
    type_words(qtbot, window, "")
    window.actions_.go_indicators.trigger()
    assert any(text.startswith("Hiển thị 75 / 75") for text in status(window))


def test_enter_in_the_search_field_goes_to_the_list(qtbot, window):
    type_words(qtbot, window, "rung")
    qtbot.keyClick(bar(window).search, Qt.Key.Key_Return)
    assert front(window).list.results.hasFocus()


def test_dropping_the_filters_empties_the_field(qtbot, window):
    type_words(qtbot, window, "khong co gi het")
    page = front(window)
    qtbot.mouseClick(page.list.empty.button, Qt.MouseButton.LeftButton)
    assert bar(window).search.text() == ""
    assert page.list.result_model.record_count == 100


def test_a_search_for_tasks_says_how_many_indicators_hold_the_words(
    make_window, register_path, qtbot
) -> None:
    window = make_window(register_path)
    window.show_page("tasks")
    page = window.page("tasks")
    qtbot.keyClicks(bar(window).search, "thu nhap binh quan")
    shown = page.list.indicators
    qtbot.waitUntil(lambda: not shown.isHidden(), timeout=10_000)
    assert "chỉ tiêu cũng khớp" in shown._text.text()
    shown.action_button.click()
    indicators = in_front(window)
    assert indicators is window._pages["indicators"]
    window.show_page("tasks")
    bar(window).search.clear()
    assert shown.isHidden()
