"""Saying how far a task has come: what is asked for, refused, and handed over."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.acts import Progress
from app.services.progress import NOTHING_SAID
from app.views import theme
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.progress_dialog import NO_PERCENT, ProgressDialog
from app.views.prompts import ScriptedPrompts
from app.views.theme import LIGHT_THEME
from tests.task_fakes import make_detail

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

TODAY = dt.date(2026, 11, 21)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def open_dialog(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)

    def make(prompts=None, **fields):
        dialog = ProgressDialog(make_detail(**fields), TODAY, prompts or ScriptedPrompts())
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return make


def test_everything_typed_is_handed_over(open_dialog):
    dialog = open_dialog(percent=40)
    assert dialog.focusWidget() is dialog.result_field
    assert dialog.percent.placeholderText() == "Lần trước: 40"
    dialog.result_field.setPlainText(" Đã họp\n")
    dialog.percent.setText(" 60% ")
    dialog.date.setText("19/11")
    dialog.difficulties.setPlainText("Thiếu vốn")
    dialog.proposal.setPlainText("Xin vốn")
    dialog.directive.setPlainText("Giao STC")
    QTest.keyClick(dialog.directive, Qt.Key.Key_Return, CONTROL)
    assert dialog.progress == Progress(
        dt.date(2026, 11, 19), 60, "Đã họp", "Thiếu vốn", "Xin vốn", "Giao STC"
    )


def test_nothing_said_is_asked_for_once_one_has_tried(open_dialog):
    dialog = open_dialog()
    assert not dialog.error.isVisible()
    QTest.keyClick(dialog.percent, Qt.Key.Key_Return)
    assert dialog.error.text() == NOTHING_SAID
    assert dialog.error.isVisible()
    assert dialog.focusWidget() is dialog.result_field
    dialog.result_field.setPlainText("Đã họp")
    assert not dialog.error.isVisible()
    QTest.keyClick(dialog.percent, Qt.Key.Key_Return)
    assert dialog.progress == Progress(TODAY, result="Đã họp")


@pytest.mark.parametrize(
    ("typed", "words"),
    [("nhiều", NO_PERCENT), ("²", NO_PERCENT), ("101", "Tỷ lệ hoàn thành phải từ 0 đến 100%.")],
)
def test_a_wrong_percent_is_told_and_not_taken(open_dialog, typed, words):
    dialog = open_dialog()
    dialog.result_field.setPlainText("Đã họp")
    dialog.percent.setText(typed)
    assert dialog.error.text() == words
    assert not dialog.accept_button.isEnabled()
    dialog.percent.setText("0")
    assert dialog.accept_button.isEnabled()


@pytest.mark.parametrize(("typed", "words"), [("22/11/2026", "ở tương lai"), ("mai", NO_DATE)])
def test_a_wrong_day_is_told_under_its_field(open_dialog, typed, words):
    dialog = open_dialog()
    dialog.result_field.setPlainText("Đã họp")
    dialog.date.setText(typed)
    assert words in dialog.date_error.text()
    assert dialog.date.property("wrong")
    assert not dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    assert dialog.progress is None


@pytest.mark.parametrize("answer", [True, False])
def test_a_day_before_the_document_is_asked_about(open_dialog, answer):
    prompts = ScriptedPrompts([answer])
    dialog = open_dialog(prompts)
    dialog.result_field.setPlainText("Đã họp")
    dialog.date.setText("02/02/2026")
    dialog.accept_button.click()
    assert [call.kind for call in prompts.calls] == ["ask"]
    assert (dialog.progress is not None) is answer


def test_escape_changes_nothing(open_dialog):
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.progress is None
    assert not dialog.isVisible()


def test_it_fits_on_a_small_screen(open_dialog):
    dialog = open_dialog(title="Rà soát " * 20)
    dialog.result_field.setPlainText("x")
    dialog.percent.setText("x")
    dialog.date.setText("x")
    assert dialog.height() <= 768 - 48 - 32
    assert dialog.width() == 600
