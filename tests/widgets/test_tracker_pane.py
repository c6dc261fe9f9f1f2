"""The office's own tracker beside the register: ticked, corrected, written, undone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.tracker import TrackerAct
from app.domain.traffic_light import TaskState
from app.pictures.sample_document import write_tracker
from app.services import reading, undo
from app.views.actions import Actions
from app.views.pages.documents_page import DocumentsPage
from app.views.review.tracker_list import RowFilter
from app.views.widgets.typed_date_field import TypedDateField
from tests.registers import DATED, UNDATED, changes, task_id, what_people_see
from tests.windows import be_quiet, bury

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(qtbot, session, prompts):
    actions = Actions()
    made = DocumentsPage(session, actions, prompts)
    made.resize(1286, 616)
    made.show()
    made.activateWindow()
    be_quiet(qtbot, session)
    yield made
    bury(made)


@pytest.fixture
def file(session, tmp_path):
    """Return a tracker: a row completes, one lacks its day, one is of no task in the register."""
    path = tmp_path / "theo dõi.xlsx"
    codes = (DATED, UNDATED)
    titles = [reading.load_detail(session.register, task_id(session.register, code),
                                  session.today).title for code in codes]  # fmt: skip
    write_tracker(path, titles)
    return path


@pytest.fixture
def pane(page, qtbot, session, prompts, file):
    prompts.answers.append(file)
    qtbot.mouseClick(page.tracker_button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, session)
    return page.tracker.pane


def rows(pane):
    return list(pane.list.cards.records)


def go(pane, number):
    pane.list.choose_row(number)


def words(pane):
    return "\n".join(label.text() for label in pane.panel.findChildren(QLabel))


def test_it_shows_old_beside_new_and_why_a_row_cannot_be_written(pane, page):
    first, second, third = rows(pane)
    assert (first.act, first.written) == (TrackerAct.COMPLETE, True)
    assert "Tình trạng: Đang thực hiện → Hoàn thành" in pane.list.cards.data(
        pane.list.cards.index(0, 0), Qt.ItemDataRole.AccessibleTextRole
    )
    assert "ngày hoàn thành" in second.problem
    assert third.task is None
    assert pane.write.text() == "Ghi 1 dòng vào sổ"
    assert page.status_texts()[0] == "Đang xem trước bảng theo dõi, chưa ghi gì vào sổ"
    go(pane, 1)
    assert second.problem in words(pane)


def test_a_row_is_left_out_by_space_and_by_its_tick(pane, qtbot):
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)
    assert not rows(pane)[0].taken
    assert not pane.write.isEnabled()
    rect = pane.list.visualRect(pane.list.cards.index(0, 0))
    place = rect.topLeft()
    place.setX(24)
    place.setY(rect.center().y())
    qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert rows(pane)[0].taken
    go(pane, 1)
    before = pane.preview
    qtbot.keyClick(pane.list, Qt.Key.Key_Space)  # nothing to tick
    assert pane.preview is before


def test_the_day_that_is_missing_is_given(pane, qtbot, session):
    go(pane, 1)
    day = pane.panel.findChildren(TypedDateField)[0]
    day.setFocus()
    qtbot.keyClicks(day, "6/10/2026")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    be_quiet(qtbot, session)
    assert rows(pane)[1].on == dt.date(2026, 10, 6)
    assert pane.write.text() == "Ghi 2 dòng vào sổ"


def test_the_task_that_is_meant_is_chosen_or_typed(pane, qtbot, session):
    go(pane, 2)
    pane.code.setText("II.2.a#2")
    qtbot.keyClick(pane.code, Qt.Key.Key_Return)
    be_quiet(qtbot, session)
    assert rows(pane)[2].task.code == "CTr04-2026/II.2.a#2"
    assert rows(pane)[2].found_by == "người chọn"
    button = next((b for b in pane.panel.findChildren(QPushButton) if "%" in b.text()), None)
    if button is not None:
        button.click()
        be_quiet(qtbot, session)
        assert rows(pane)[2].task.code == button.toolTip()


def test_a_code_that_nobody_has_is_told(pane, qtbot, session):
    told: list[Exception] = []
    session.failed.connect(told.append)
    go(pane, 2)
    pane.code.setText("X.9#9")
    qtbot.keyClick(pane.code, Qt.Key.Key_Return)
    assert "Không có nhiệm vụ nào" in str(told[0])
    assert rows(pane)[2].task is None


def test_filters_count_and_show_their_rows(pane):
    pane.filter.setCurrentIndex(RowFilter.PROBLEM)
    pane.filter.activated.emit(int(RowFilter.PROBLEM))
    assert len(rows(pane)) == 2
    assert pane.filter.itemText(RowFilter.WRITTEN) == "Sẽ ghi (1)"


def test_it_is_written_once_and_taken_back_once(pane, page, qtbot, session):
    before = what_people_see(session.register)
    qtbot.mouseClick(pane.write, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, session)
    assert page.tracker.pane is None
    key = task_id(session.register, DATED)
    assert reading.load_detail(session.register, key, session.today).state is TaskState.COMPLETED
    assert len(changes(session.register)) == 1
    undo.undo_last(session.register)
    assert what_people_see(session.register) == before


def test_leaving_asks_only_where_something_was_chosen(pane, page, qtbot, session, prompts):
    pane.list.ticked.emit(rows(pane)[0].id, False)
    prompts.answers.append(False)
    pane.later.click()
    assert page.tracker.pane is pane
    pane.list.ticked.emit(rows(pane)[0].id, True)
    pane.later.click()
    be_quiet(qtbot, session)
    assert page.tracker.pane is None
    assert page.list.isVisible()


def test_on_a_past_day_nothing_is_written(pane, qtbot, session):
    session.set_as_of(dt.date(2026, 6, 1))
    be_quiet(qtbot, session)
    assert not pane.write.isEnabled()
    assert "ngày đã qua" in pane.write.toolTip()
    pane.list.ticked.emit(rows(pane)[0].id, False)
    assert rows(pane)[0].taken


def test_a_file_without_a_table_is_refused_in_one_sentence(page, qtbot, session, prompts, tmp_path):
    path = tmp_path / "chữ.txt"
    path.write_text("Không có bảng nào ở đây.", "utf-8")
    page.imports.read_tracker(path)
    be_quiet(qtbot, session)
    assert prompts.calls[-1].text.startswith("Không tìm thấy bảng theo dõi trong tệp “chữ.txt”")
    assert page.tracker.pane is None
