"""From the page Văn bản into a review: chosen, dropped, refused, stopped, left, thrown away."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from app.domain.review import ItemKind, TaskFields
from app.importing.files import ReadingCancelledError
from app.services import importing
from app.views.actions import Actions
from app.views.pages.documents_page import DocumentsPage
from tests.registers import rows_of
from tests.review_fakes import draft
from tests.windows import be_quiet, bury

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

PLAN = """KẾ HOẠCH
Số: 12/KH-UBND
Việc năm 2026

I. NHIỆM VỤ
1. Sở Tài chính chủ trì rà soát dự toán, hoàn thành trước ngày 30/6/2026.
"""


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
def file(tmp_path):
    path = tmp_path / "kế hoạch.txt"
    path.write_text(PLAN, "utf-8")
    return path


def drag(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def entering(data: QMimeData) -> QDragEnterEvent:
    return QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def dropping(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_file_that_is_chosen_is_reviewed(page, qtbot, session, prompts, file):
    prompts.answers.append(file)
    qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, session)
    assert page.review.pane is not None
    assert page.review.desk.draft.counts.total == 1
    assert page.status_texts() == (
        "Đang đối chiếu 1 văn bản, chưa ghi gì vào sổ",
        "Đã lưu mọi thay đổi",
    )


def test_nothing_happens_without_a_file(page, qtbot, session, prompts):
    prompts.answers.append(None)
    page.import_button.click()
    be_quiet(qtbot, session)
    assert page.review.pane is None


def test_a_file_that_is_dropped_is_reviewed(page, qtbot, session, file):
    data = drag(file)
    entered = entering(data)
    page.dragEnterEvent(entered)
    assert entered.isAccepted()
    page.dropEvent(dropping(data))
    be_quiet(qtbot, session)
    assert page.review.pane is not None
    # A second one is not taken while a review is on show.
    entered = entering(data)
    entered.ignore()
    page.dragEnterEvent(entered)
    assert not entered.isAccepted()


def test_a_refused_file_is_told_in_its_one_sentence_and_leaves_the_register(
    page, qtbot, session, prompts, tmp_path
):
    path = tmp_path / "rỗng.txt"
    path.touch()
    before = rows_of(session.register, "task")
    page.imports.read(path)
    be_quiet(qtbot, session)
    assert [call.title for call in prompts.calls] == ["Không nhập được văn bản"]
    assert prompts.calls[0].text.startswith("Tệp “rỗng.txt” rỗng")
    assert page.review.pane is None
    assert not rows_of(session.register, "review_draft")
    assert rows_of(session.register, "task") == before


def test_reading_shows_how_far_it_is_and_can_be_stopped(page, qtbot, session, monkeypatch, file):
    reached, go_on = threading.Event(), threading.Event()

    def slow(_path, _register, progress, cancelled):
        progress(40, 100)
        reached.set()
        go_on.wait(10)
        if cancelled():
            raise ReadingCancelledError
        raise AssertionError("it was not stopped")

    monkeypatch.setattr(importing, "propose_file", slow)
    page.imports.read(file)
    assert reached.wait(10)
    qtbot.waitUntil(page.reading_bar.isVisible, timeout=5000)
    qtbot.waitUntil(lambda: "40%" in page.reading_bar.words.text(), timeout=5000)
    assert not page.import_button.isVisible()
    page.imports.read(file)  # nothing: one at a time
    qtbot.mouseClick(page.reading_bar.stop_button, Qt.MouseButton.LeftButton)
    go_on.set()
    be_quiet(qtbot, session)
    assert not page.reading_bar.isVisible()
    assert page.import_button.isVisible()
    assert page.imports._prompts.calls == []
    assert page.review.pane is None


def test_on_a_past_day_nothing_is_imported_and_the_reason_is_plain(
    page, qtbot, session, prompts, file
):
    importing.save_review(session.register, draft())
    session.set_as_of(dt.date(2026, 6, 1))
    be_quiet(qtbot, session)
    assert not page.import_button.isEnabled()
    assert "ngày đã qua" in page.import_button.toolTip()
    assert all(not button.isEnabled() for button in page.under_way.buttons())
    page.imports.choose()
    data = drag(file)  # held, for the event does not
    page.dropEvent(dropping(data))
    be_quiet(qtbot, session)
    assert page.review.pane is None
    assert "ngày đã qua" in prompts.calls[-1].text
    session.set_as_of(session.today)
    be_quiet(qtbot, session)
    assert page.import_button.isEnabled()
    assert all(button.isEnabled() for button in page.under_way.buttons())


def test_a_review_that_was_left_is_gone_on_with(page, qtbot, session, file):
    page.imports.read(file)
    be_quiet(qtbot, session)
    page.review.pane.desk.go(page.review.desk.draft.of_kind(ItemKind.TASK)[0].id)
    title = page.review.pane.form.boxes["title"].editor
    title.text.setPlainText("Tên đang gõ")
    page.review.pane.head.later.click()  # what is being typed is kept, too
    be_quiet(qtbot, session)
    assert page.under_way.isVisible()
    page.under_way.buttons()[0].click()
    be_quiet(qtbot, session)
    titles = [item.fields.title for item in page.review.desk.draft.of_kind(ItemKind.TASK)]
    assert titles == ["Tên đang gõ"]


def test_a_review_is_thrown_away_after_a_question(page, qtbot, session, prompts, file):
    page.imports.read(file)
    be_quiet(qtbot, session)
    page.review.pane.head.later.click()
    be_quiet(qtbot, session)
    prompts.answers += [False, True]
    page.under_way.buttons()[1].click()
    be_quiet(qtbot, session)
    assert len(page.under_way.entries) == 1
    assert "0/1 đã đối chiếu" in prompts.calls[-1].text
    page.under_way.buttons()[1].click()
    be_quiet(qtbot, session)
    assert not page.under_way.isVisible()
    assert not rows_of(session.register, "review_draft")


def test_closing_the_window_keeps_what_is_being_typed(
    qtbot, make_window, register_path, prompts, file
):
    window = make_window(register_path)
    page = window.page("documents")
    be_quiet(qtbot, window.session)
    page.imports.read(file)
    be_quiet(qtbot, window.session)
    pane = page.review.pane
    pane.desk.go(pane.desk.draft.of_kind(ItemKind.TASK)[0].id)
    pane.form.boxes["product"].editor.line.setText("Báo cáo")
    pane.form.boxes["product"].editor.line.setModified(True)
    register = window.session.register
    window.close()
    window.session.jobs.close()
    kept = importing.load_review(register, pane.desk.draft.id)
    fields = kept.of_kind(ItemKind.TASK)[0].fields
    assert isinstance(fields, TaskFields)
    assert fields.product == "Báo cáo"


def test_undo_of_the_window_is_that_of_the_review_while_one_is_on_show(
    qtbot, make_window, register_path, file
):
    window = make_window(register_path)
    page = window.page("documents")
    be_quiet(qtbot, window.session)
    page.imports.read(file)
    be_quiet(qtbot, window.session)
    undo = window.actions_.undo
    assert not undo.isEnabled()
    window.actions_.accept_item.trigger()
    window.actions_.accept_item.trigger()
    be_quiet(qtbot, window.session)
    assert undo.isEnabled()
    assert "đối chiếu" in undo.text()
    done = page.review.desk.draft.counts.done
    undo.trigger()
    assert page.review.desk.draft.counts.done == done - 1
    window.show_page("tasks")
    be_quiet(qtbot, window.session)
    assert not undo.isEnabled()
