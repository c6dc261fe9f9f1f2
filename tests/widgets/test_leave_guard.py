"""A form that was filled in is left only if that is meant; an untouched one at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from app.views import theme
from app.views.dialogs.progress_dialog import ProgressDialog
from app.views.dialogs.task_dialog import NewTaskDialog
from app.views.prompts import ScriptedPrompts
from app.views.theme import LIGHT_THEME
from tests.task_fakes import FakeSession, make_detail
from tests.widgets.test_task_dialog import TODAY

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")


@pytest.fixture
def dialog(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)
    made = NewTaskDialog(FakeSession()._load_choices(), TODAY)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    return made


def _answer(dialog, qtbot, words):
    box = dialog.guard.question
    assert isinstance(box, QMessageBox)
    assert box.text() == "Bỏ những gì vừa nhập?"
    next(button for button in box.buttons() if button.text() == words).click()
    qtbot.waitUntil(lambda: not dialog.findChildren(QMessageBox))
    assert dialog.guard.question is None


def _by_escape(dialog):
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Escape)


def _by_button(dialog):
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Hủy").click()


def _by_the_windows_x(dialog):
    QApplication.sendEvent(dialog.windowHandle(), QCloseEvent())  # as the window system does


@pytest.mark.parametrize("leave", [_by_escape, _by_button, _by_the_windows_x])
def test_what_was_typed_is_asked_about(dialog, qtbot, leave):
    QTest.keyClicks(dialog.title_field, "Sua cau")
    leave(dialog)
    assert dialog.isVisible()
    _answer(dialog, qtbot, "Ở lại")
    assert dialog.isVisible()
    assert dialog.title_field.toPlainText() == "Sua cau"
    leave(dialog)
    _answer(dialog, qtbot, "Bỏ và đóng")
    assert not dialog.isVisible()
    assert dialog.new is None


@pytest.mark.parametrize("leave", [_by_escape, _by_button, _by_the_windows_x])
def test_an_untouched_form_is_left_at_once(dialog, leave):
    leave(dialog)
    assert dialog.guard.question is None
    assert not dialog.isVisible()


def test_what_was_taken_back_is_no_change(dialog):
    QTest.keyClicks(dialog.title_field, "S")
    assert dialog.guard.changed
    QTest.keyClick(dialog.title_field, Qt.Key.Key_Backspace)
    assert not dialog.guard.changed


def test_a_choice_counts_too(dialog):
    dialog.document.setCurrentIndex(1)
    assert dialog.guard.changed


def test_the_program_leaves_without_a_question(dialog):
    QTest.keyClicks(dialog.title_field, "Sua cau")
    dialog.reject()
    assert not dialog.isVisible()


def test_a_file_counts_too(qapp, qtbot, tmp_path):
    proof = Path(tmp_path) / "a.pdf"
    proof.write_bytes(b"%PDF-1.4")
    dialog = ProgressDialog(make_detail(), TODAY, ScriptedPrompts())
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    assert not dialog.guard.changed
    dialog.files.add(proof)
    assert dialog.guard.changed
