"""Why a row is in the result of a search: in the row, in its tip, in the detail beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QTextDocument
from PySide6.QtWidgets import QLabel

from app.domain.errors import RegisterLockedError
from app.domain.records import SearchedText
from app.views import theme
from app.views.actions import Actions
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import ScriptedPrompts
from app.views.tables.row_groups import RowGrouping, Sort
from app.views.tables.task_columns import TaskColumn
from app.views.tables.task_table import TaskTable
from app.views.tables.task_table_model import TaskTableModel
from app.views.theme import DARK_THEME, LIGHT_THEME
from app.views.widgets.found_text import FoundText
from tests.task_fakes import TASKS, FakeSession

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ALL = [task.id for task in TASKS]
TITLE = "Kế hoạch kiểm tra thực hiện nhiệm vụ của các cơ quan, đơn vị và địa phương năm 2026"


@pytest.fixture
def session(qapp):
    theme.apply(qapp, LIGHT_THEME)
    made = FakeSession()
    made.searched = {
        1: (SearchedText("phối hợp", "Công an tỉnh"), SearchedText("nội dung", "giải ngân"))
    }
    return made


@pytest.fixture
def model(session):
    return TaskTableModel(session.as_session())


def search(model: TaskTableModel, typed: str) -> None:
    model.set_words(typed)
    model.set_view(ALL, RowGrouping.FLAT, Sort())


def title_cell(model: TaskTableModel, role: Qt.ItemDataRole) -> str:
    return str(model.data(model.index(0, TaskColumn.TITLE), role))


def test_a_row_names_where_the_words_stand_that_it_does_not_show(model):
    search(model, "nhiem vu giai")
    assert model.found_in(0) == ("nội dung",)
    search(model, "cong giai")
    assert model.found_in(0) == ("phối hợp", "nội dung")
    search(model, "nhiem vu")
    assert model.found_in(0) == ()
    search(model, "")
    assert model.found_in(0) == ()


def test_the_place_and_a_lead_on_show_need_no_naming(model, session):
    session.searched = {1: (SearchedText("chủ trì", "Sở Tài chính"),)}
    search(model, "ii 2 a")
    assert model.found_in(0) == ()
    search(model, "tai chinh")
    assert model.found_in(0) == ("chủ trì",)
    model.shows_lead = True
    assert model.found_in(0) == ()


def test_tip_and_screen_reader_say_it_in_words(model):
    search(model, "cong giai")
    spoken = title_cell(model, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(" (tìm thấy ở: phối hợp, nội dung)")
    assert "(tìm thấy ở: phối hợp, nội dung)" in title_cell(model, Qt.ItemDataRole.ToolTipRole)
    assert "tìm thấy" not in title_cell(model, Qt.ItemDataRole.DisplayRole)


def test_texts_are_read_for_many_rows_at_once_and_kept_between_keystrokes(model, session):
    for typed in ("g", "gi", "gia"):
        search(model, typed)
        for row in range(model.rowCount()):
            model.found_in(row)
    assert len(session.asked("load_searched_texts")) == 1
    session.show(session.index)
    model.set_view(ALL, RowGrouping.FLAT, Sort())
    model.found_in(0)
    assert len(session.asked("load_searched_texts")) == 1  # the same index: nothing has changed


def test_a_change_of_the_register_is_read_anew(model, session):
    search(model, "giai")
    assert model.found_in(0) == ("nội dung",)
    session.searched = {1: (SearchedText("sản phẩm", "giải pháp"),)}
    session.show(type(session)().index)
    model.set_view(ALL, RowGrouping.FLAT, Sort())
    assert model.found_in(0) == ("sản phẩm",)


def test_texts_that_cannot_be_read_name_nothing(model, session):
    search(model, "giai")
    model.texts(0)
    session.fail = RegisterLockedError("đang bị giữ")
    assert model.found_in(0) == ()


# ---- Painted


@pytest.fixture
def table(model, session, qtbot):
    session.titles = {1: TITLE}
    made = TaskTable(model)
    qtbot.addWidget(made)
    made.resize(800, 200)
    with qtbot.waitExposed(made):
        made.show()
    return made


def painted(table: TaskTable, column: TaskColumn, colour: str) -> list[int]:
    """Return at which pixels from the left edge of the first row's cell a colour stands."""
    shown = table.viewport().grab().toImage()
    left, width = table.columnViewportPosition(column), table.columnWidth(column)
    middle = table.rowViewportPosition(0) + theme.row_height() // 2
    return [
        x
        for x in range(width)
        for y in range(middle - 9, middle + 9)
        if shown.pixelColor(left + x, y) == QColor(colour)
    ]


def test_words_are_marked_where_they_stand(table, model):
    search(model, "ke hoach")
    marks = painted(table, TaskColumn.TITLE, LIGHT_THEME.mark)
    assert marks
    assert max(marks) < table.columnWidth(TaskColumn.TITLE) / 2
    search(model, "ii")
    assert painted(table, TaskColumn.PLACE, LIGHT_THEME.mark)
    assert not painted(table, TaskColumn.TITLE, LIGHT_THEME.mark)


def test_a_word_that_is_cut_off_marks_the_ellipsis(table, model):
    search(model, "dia phuong")
    marks = painted(table, TaskColumn.TITLE, LIGHT_THEME.mark)
    assert marks
    assert min(marks) > table.columnWidth(TaskColumn.TITLE) / 2


def test_a_tag_says_where_the_other_words_are(table, model):
    search(model, "")
    without = painted(table, TaskColumn.TITLE, LIGHT_THEME.line_strong)
    search(model, "giai")
    frame = painted(table, TaskColumn.TITLE, LIGHT_THEME.line_strong)
    assert len(frame) > len(without)
    assert min(frame) > table.columnWidth(TaskColumn.TITLE) / 2


def test_a_narrow_title_keeps_its_room(table, model, qtbot):
    table.resize(540, 200)
    search(model, "")
    without = painted(table, TaskColumn.TITLE, LIGHT_THEME.line_strong)
    search(model, "giai")
    assert painted(table, TaskColumn.TITLE, LIGHT_THEME.line_strong) == without


# ---- In the detail


@pytest.fixture
def text(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    made = FoundText("<b>Giải</b> ngân & trả nợ\ndòng hai")
    qtbot.addWidget(made)
    return made


def test_a_marked_text_still_says_what_it_says(text):
    plain = text.text()
    text.mark(["giai", "tra"])
    assert text.textFormat() is Qt.TextFormat.RichText
    assert text.text().count(LIGHT_THEME.mark) == 2
    assert "&lt;b&gt;" in text.text()
    shown = QTextDocument()
    shown.setHtml(text.text())
    assert shown.toPlainText() == plain
    text.mark(())
    assert (text.text(), text.textFormat()) == (plain, Qt.TextFormat.PlainText)


def test_a_text_without_the_words_stays_plain(text):
    text.mark(["khac"])
    assert text.textFormat() is Qt.TextFormat.PlainText


def test_another_text_is_marked_by_the_same_words(text):
    text.mark(["no"])
    text.setText("Không có")
    assert text.textFormat() is Qt.TextFormat.PlainText
    text.setText("Trả nợ")
    assert LIGHT_THEME.mark in text.text()


def test_marks_take_the_colour_of_the_theme(text, qapp):
    text.mark(["no"])
    text.show()
    theme.apply(qapp, DARK_THEME)
    assert DARK_THEME.mark in text.text()
    theme.apply(qapp, LIGHT_THEME)


def marked(page: TasksPage) -> list[str]:
    texts = page.detail.panel.findChildren(QLabel)
    return [text.text() for text in texts if LIGHT_THEME.mark in text.text()]


def test_the_detail_marks_what_was_typed_in_the_fields_that_are_searched(session, qtbot):
    session.details = {
        1: {"points": ("Giải ngân vốn", "Khác"), "expected_product": "Báo cáo giải trình"}
    }
    session.titles = {1: "Giải pháp chung"}
    page = TasksPage(session.as_session(), Actions(), ScriptedPrompts())
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.open_task(1)
    page.detail.take_focus()
    assert marked(page) == []
    page.set_search("giai")
    qtbot.waitUntil(lambda: len(marked(page)) == 3)
    page.detail.reload()  # a detail that is read anew is marked too
    assert len(marked(page)) == 3
    page.set_search("")
    assert marked(page) == []
