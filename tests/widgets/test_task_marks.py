"""Choosing several tasks in the list, the bar under it, and what is recorded of them all."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.acts import Completion, Extension, LeaderGiven, Progress
from app.domain.errors import InputRefusedError
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.views import theme
from app.views.actions import Actions
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.theme import DARK_THEME, LIGHT_THEME
from tests.factories import AS_OF, CHAIRMAN, DEPUTY
from tests.task_fakes import FakeSession, make_detail

pytestmark = pytest.mark.qt_log_ignore(
    "propagateSizeHints", r"raise\(\)", "grabbing the keyboard", "grabbing the mouse"
)

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class SeveralSession(FakeSession):
    def _load_details(self, ids, as_of):
        return [self._load_detail(task, as_of) for task in ids]


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    return SeveralSession()


@pytest.fixture
def page(session, qtbot):
    made = TasksPage(session.as_session(), Actions(), ScriptedPrompts())
    qtbot.addWidget(made)
    made.resize(1286, 616)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def table(page):
    page.list.table.setFocus()
    return page.list.table


def click(table, task: int, modifiers=NONE, x: int = 200) -> None:
    row = table.task_model.row_of(task)
    at = QPoint(x, table.rowViewportPosition(row) + 10)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, at)


# ---- Choosing


def test_space_chooses_and_lets_go(table):
    table.select_task(4)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.marks.ids == [4]
    table.select_task(5)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.marks.ids == [4, 5]
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.marks.ids == [4]


def test_space_on_a_head_folds_as_before(table):
    table.setCurrentIndex(table.task_model.index(0, 1))
    assert table.task_model.is_head(0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert table.task_model.is_folded(0)
    assert not table.marks


def test_control_and_shift_choose_as_everywhere(table):
    click(table, 2)
    assert not table.marks  # a plain click selects one, as before
    click(table, 4, CONTROL)
    click(table, 1, CONTROL)
    assert table.marks.ids == [1, 4]
    click(table, 3, SHIFT)
    assert table.marks.ids == [1, 2, 3]
    click(table, 5)
    assert not table.marks


def test_a_range_begins_with_the_row_clicked_before(table):
    click(table, 2)
    click(table, 4, SHIFT)
    assert table.marks.ids == [2, 3, 4]


def test_shift_and_arrows_choose_a_range_over_heads(table):
    table.select_task(5)
    for _ in range(2):
        QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert len(table.marks) == 3
    assert table.selected_task in table.marks
    QTest.keyClick(table, Qt.Key.Key_Up, SHIFT)
    assert len(table.marks) == 2


def test_all_are_chosen_and_let_go_of(table):
    table.select_task(4)
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert len(table.marks) == table.task_model.task_count
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert not table.marks


def test_while_choosing_a_click_on_a_box_is_enough(table):
    click(table, 2, CONTROL)
    click(table, 4, x=12)
    assert table.marks.ids == [2, 4]


def test_what_leaves_the_list_is_let_go_of(page, table):
    table.marks.choose([4, 5])
    page.set_search("nhiem vu 5")
    assert table.marks.ids == [5]


@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_boxes_are_painted_while_something_is_chosen(page, table, qapp, colours):
    theme.apply(qapp, colours)
    plain, width = table.grab().toImage(), table.columnWidth(0)
    table.marks.choose([4])
    assert table.grab().toImage() != plain
    assert table.columnWidth(0) > width
    table.marks.clear()
    assert table.columnWidth(0) == width
    theme.apply(qapp, LIGHT_THEME)


# ---- The bar


def test_the_bar_says_how_many_and_lets_go(page, table):
    bar = page.list.marks
    assert not bar.isVisible()
    table.marks.choose([4, 5, 6])
    assert bar.isVisible()
    assert bar.words.text() == "3 nhiệm vụ đang chọn"
    assert [button.text() for button in bar.buttons] == [
        "Hoàn thành",
        "Gia hạn",
        "Giao lãnh đạo",
        "Ghi chú",
    ]
    bar.clear_button.click()
    assert not table.marks
    assert not bar.isVisible()


def test_a_past_day_offers_nothing_for_several(page, session, table):
    table.marks.choose([4, 5])
    session.show(replace(session.index, as_of=dt.date(2026, 11, 1)))
    assert not any(button.isEnabled() for button in page.list.marks.buttons)
    page.acts.note()
    assert page.acts.dialog is None


# ---- Recording


def test_several_are_completed_at_once_and_let_go_of(page, session, table):
    table.select_task(5)
    table.marks.choose([4, 5, 7])
    page._actions.complete.trigger()
    dialog = page.acts.dialog
    dialog.accept_button.click()
    assert "Hãy ghi sản phẩm" in dialog.error.text()  # of all for one reason: said once
    assert not dialog.refused.isVisible()
    dialog.product.setText("Báo cáo chung")
    assert dialog.outcome.why.text() == ("Sẽ thành: 3 hoàn thành quá hạn.")
    dialog.accept_button.click()
    assert session.asked("record") == [([4, 5, 7], Completion("Báo cáo chung", "", AS_OF), AS_OF)]
    page.acts._let_go(None)
    assert not table.marks


def test_what_cannot_be_completed_is_listed_and_can_be_left_out(page, session, table):
    table.marks.choose([1, 4, 5])
    page._actions.complete.trigger()
    dialog = page.acts.dialog
    dialog.product.setText("Báo cáo")
    assert dialog.refused.isVisible()
    assert "đã được đánh dấu hoàn thành" in dialog.refused.text()
    assert not dialog.accept_button.isEnabled()
    assert dialog.without.text().endswith("chỉ ghi cho 2 nhiệm vụ còn lại")
    dialog.without.setChecked(True)
    dialog.accept_button.click()
    ((tasks, _entry, _today),) = session.asked("record")
    assert tasks == [4, 5]


def test_several_are_extended_by_one_document(page, session, table):
    table.marks.choose([4, 5])
    page._actions.extend.trigger()
    dialog = page.acts.dialog
    dialog.accept_button.click()
    assert "Chưa rõ ngày" in dialog.error.text()
    dialog.limit.date.setText("31/10/2026")
    dialog.authority.setText("Công văn 1")
    assert "đã là 31/10/2026" in dialog.refused.text()
    assert not dialog.without.isVisible()  # none would be left
    assert not dialog.accept_button.isEnabled()
    dialog.limit.date.setText("15/12/2026")
    dialog.accept_button.click()
    limit = TimeLimit(TimeLimitKind.DATE, dt.date(2026, 12, 15))
    assert session.asked("record") == [([4, 5], Extension(limit, "Công văn 1", AS_OF), AS_OF)]


def test_several_get_a_leader(page, session, table):
    table.marks.choose([4, 5])
    page._actions.assign_leader.trigger()
    page.acts.dialog.leader.setCurrentIndex(1)
    page.acts.dialog.accept_button.click()
    assert session.asked("record") == [([4, 5], LeaderGiven(DEPUTY), AS_OF)]


def test_one_task_gets_a_leader_or_a_note_without_being_chosen(page, session, table):
    table.select_task(5)
    page._actions.assign_leader.trigger()
    page.acts.dialog.accept_button.click()
    page._actions.note.trigger()
    page.acts.dialog.note.setPlainText("Đã đôn đốc")
    page.acts.dialog.accept_button.click()
    assert session.asked("record") == [
        ([5], LeaderGiven(CHAIRMAN), AS_OF),
        ([5], Progress(AS_OF, result="Đã đôn đốc"), AS_OF),
    ]


def test_a_menu_beside_what_is_chosen_is_about_its_row(page, table, qtbot):
    table.marks.choose([4, 5])
    row = table.task_model.row_of(7)
    table.customContextMenuRequested.emit(QPoint(60, table.rowViewportPosition(row) + 5))
    assert not table.marks
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_what_cannot_be_read_is_told(page, session, table):
    told: list[Exception] = []
    session.failed.connect(told.append)
    table.marks.choose([4, 5])
    session.fail = InputRefusedError("hỏng")
    page.acts.note()
    session.fail = None
    assert page.acts.dialog is None
    assert "hỏng" in [str(error) for error in told]


def test_the_dialog_names_the_first_tasks_and_counts_the_rest(page, table):
    table.marks.choose([1, 2, 3, 4, 5, 6])
    page._actions.note.trigger()
    texts = [
        label.text() for label in page.acts.dialog.findChildren(type(page.acts.dialog.refused))
    ]
    assert "6 nhiệm vụ đang chọn" in texts
    assert f"{make_detail(1).locator.replace('#', ' #')}  Việc 1" in texts
    assert "và 2 nhiệm vụ khác" in texts
    page.acts.dialog.reject()
