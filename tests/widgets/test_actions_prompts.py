"""Actions have words, shortcuts of their own and icons; prompts can be answered by tests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from app.views.actions import Actions
from app.views.prompts import Call, Prompts, ScriptedPrompts

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def actions(qapp):
    return Actions()


def test_no_shortcut_is_taken_twice(actions):
    # Those of a review live only while one is on show; they are unique among themselves.
    of_review = set(actions.review_actions)
    for some in (of_review, set(actions.all_actions()) - of_review):
        keys = Counter(key.toString() for action in some for key in action.shortcuts())
        assert max(keys.values()) == 1
    assert {"Ctrl+Return", "Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z", "Ctrl+P"} <= set(keys)
    assert {"Ctrl+K", "Ctrl+F", "Ctrl+1", "F6"} <= set(keys)


def test_every_action_has_words_and_a_tip_with_its_keys(actions):
    for action in actions.all_actions():
        assert action.text()
    assert actions.complete.toolTip() == "Đánh dấu hoàn thành (Ctrl+Enter)"
    assert not actions.complete.icon().isNull()
    assert actions.search.shortcut() == QKeySequence("Ctrl+K")


def test_the_action_says_what_it_does_with_the_selected_task(actions):
    actions.describe_complete(by_report=True)
    assert actions.complete.text() == "Ghi nhận báo cáo"
    assert actions.complete.toolTip() == "Ghi nhận báo cáo (Ctrl+Enter)"
    actions.describe_complete(by_report=False)
    assert actions.complete.text() == "Đánh dấu hoàn thành"
    assert actions.complete.toolTip() == "Đánh dấu hoàn thành (Ctrl+Enter)"


def test_undo_says_what_it_would_take_back(actions):
    actions.describe_undo("hoàn thành nhiệm vụ II.1.a#1", None)
    assert actions.undo.isEnabled()
    assert actions.undo.text() == "Hoàn tác: hoàn thành nhiệm vụ II.1.a#1"
    assert actions.undo.toolTip().endswith("(Ctrl+Z)")
    assert not actions.redo.isEnabled()
    assert actions.redo.text() == "Làm lại"


def _answer(button):
    """Click a button of the message box that is about to open; return what it showed."""
    shown: dict[str, object] = {}

    def click():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        buttons = {b.text(): b for b in box.buttons()}
        shown.update(
            text=box.text(),
            format=box.textFormat(),
            buttons=sorted(buttons),
            default=box.defaultButton().text(),
            escape=box.escapeButton().text(),
        )
        buttons[button].click()

    QTimer.singleShot(0, click)
    return shown


def test_a_question_has_buttons_in_words_and_plain_text(qapp):
    shown = _answer("Vẫn ghi nhận")
    assert Prompts().ask(None, "Ngày", "<b>Vẫn ghi?</b>", "Vẫn ghi nhận", "Sửa lại", cautious=True)
    assert shown["buttons"] == ["Sửa lại", "Vẫn ghi nhận"]
    assert (shown["default"], shown["escape"]) == ("Sửa lại", "Sửa lại")
    assert shown["format"] is Qt.TextFormat.PlainText
    shown = _answer("Hủy")
    assert not Prompts().ask(None, "Xác nhận", "Xác nhận?", "Xác nhận")
    assert shown["default"] == "Xác nhận"


def test_telling_has_one_button(qapp):
    shown = _answer("Đóng")
    Prompts().tell(None, "Sổ", "Sổ đang bận.")
    assert shown["buttons"] == ["Đóng"]


def test_a_saved_file_gets_its_ending(monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("/tai/bieu", ""))
    kinds = [("Tệp PDF", "*.pdf")]
    assert Prompts().save_path(None, "Lưu", Path("bieu.pdf"), kinds) == Path("/tai/bieu.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("/tai/b.v2", ""))
    assert Prompts().save_path(None, "Lưu", Path("bieu.pdf"), kinds) == Path("/tai/b.v2.pdf")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    assert Prompts().save_path(None, "Lưu", Path("bieu.pdf"), kinds) is None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/tai/so.tiendo", ""))
    assert Prompts().open_path(None, "Mở", Path(), [("Sổ", "*.tiendo")]) == Path("/tai/so.tiendo")


def test_an_added_ending_never_overwrites_unasked(monkeypatch, tmp_path, qapp):
    (tmp_path / "bieu.xlsx").touch()
    kinds = [("Tệp PDF", "*.pdf"), ("Tệp Excel", "*.xlsx")]
    chosen = (str(tmp_path / "bieu"), "Tệp Excel (*.xlsx)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: chosen)
    shown = _answer("Hủy")
    assert Prompts().save_path(None, "Lưu", Path("bieu"), kinds) is None
    assert "bieu.xlsx" in shown["text"]
    _answer("Ghi đè")
    assert Prompts().save_path(None, "Lưu", Path("bieu"), kinds) == tmp_path / "bieu.xlsx"


def test_scripted_prompts_answer_in_order_and_remember(tmp_path):
    prompts = ScriptedPrompts([True, tmp_path, None])
    assert prompts.ask(None, "Hỏi", "Có?", "Có")
    assert prompts.save_path(None, "Lưu", Path("a.pdf"), []) == tmp_path
    assert prompts.open_path(None, "Mở", Path(), []) is None
    prompts.tell(None, "Báo", "Xong.")
    assert prompts.calls[0] == Call("ask", "Hỏi", "Có?")
    assert [call.kind for call in prompts.calls] == ["ask", "save_path", "open_path", "tell"]
    with pytest.raises(AssertionError, match="nobody answers"):
        prompts.ask(None, "Hỏi", "Nữa?", "Có")


def test_a_wrong_kind_of_answer_is_a_mistake_of_the_test():
    with pytest.raises(TypeError):
        ScriptedPrompts([None]).ask(None, "Hỏi", "Có?", "Có")
    with pytest.raises(TypeError):
        ScriptedPrompts([True]).open_path(None, "Mở", Path(), [])
