"""Marking complete: the light before saving, refusals under the field, questions by the prompts."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog

from app.domain.records import Completion
from app.views import theme
from app.views.dialogs.complete_dialog import NO_PRODUCT, CompleteDialog
from app.views.dialogs.form_parts import NO_DATE
from app.views.prompts import ScriptedPrompts
from app.views.theme import DARK_THEME, LIGHT_THEME
from tests.task_fakes import make_detail

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

TODAY = dt.date(2026, 11, 21)


@pytest.fixture
def open_dialog(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)

    def make(prompts=None, **fields):
        dialog = CompleteDialog(make_detail(**fields), TODAY, prompts or ScriptedPrompts())
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return make


def test_plain_enter_confirms_at_once_with_the_expected_product_and_today(open_dialog):
    dialog = open_dialog(expected_product="Báo cáo năm")
    assert dialog.focusWidget() is dialog.product
    QTest.keyClick(dialog.product, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.completion == Completion("Báo cáo năm", "", TODAY)


def test_where_the_text_names_no_product_one_is_asked_for(open_dialog):
    dialog = open_dialog(short_title="Báo cáo thu ngân sách")
    assert dialog.product.text() == ""
    assert dialog.product.placeholderText() == "Ví dụ: Kế hoạch, Báo cáo, Quyết định…"
    assert not dialog.product_error.isVisible()  # nothing is wrong before one has tried
    dialog.number.setFocus()
    QTest.keyClick(dialog.number, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.completion is None
    assert dialog.product_error.text() == NO_PRODUCT
    assert dialog.product_error.isVisible()
    assert dialog.focusWidget() is dialog.product
    QTest.keyClicks(dialog.product, "Quyet dinh")
    assert not dialog.product_error.isVisible()
    QTest.keyClick(dialog.product, Qt.Key.Key_Return)
    assert dialog.completion == Completion("Quyet dinh", "", TODAY)


def test_a_restricted_task_offers_no_product(open_dialog):
    dialog = open_dialog(confidential=True, expected_product="mật", short_title="Đề án 17")
    assert dialog.product.text() == ""


def test_escape_changes_nothing(open_dialog):
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.completion is None


@pytest.mark.parametrize("typed", ["5/3", "05/03/2026", "5-3-26", " 5.3.2026 ", "2026-03-05"])
def test_dates_are_typed_as_people_type_them(open_dialog, typed):
    dialog = open_dialog()
    dialog.date.setText(typed)
    assert dialog.date.day == dt.date(2026, 3, 5)
    assert dialog.accept_button.isEnabled()


def test_on_leaving_the_field_the_date_is_written_out(open_dialog):
    dialog = open_dialog()
    dialog.date.setFocus()
    dialog.date.setText("5/3")
    dialog.number.setFocus()
    assert dialog.date.text() == "05/03/2026"
    dialog.date.setFocus()
    dialog.date.setText("gì đó")
    dialog.number.setFocus()
    assert dialog.date.text() == "gì đó"


@pytest.mark.parametrize(
    ("typed", "light", "words"),
    [
        ("31/10/2026", "Hoàn thành đúng hạn", "không sau thời hạn 31/10/2026"),
        ("01/11/2026", "Hoàn thành quá hạn", "sau thời hạn 31/10/2026 1 ngày"),
    ],
)
def test_the_light_follows_the_date_of_the_product(open_dialog, typed, light, words):
    dialog = open_dialog()
    dialog.date.setText(typed)
    assert dialog.outcome.badge.accessibleName() == light
    assert words in dialog.outcome.why.text()
    assert "Ngày bấm nút (21/11/2026) không dùng để tính." in dialog.outcome.why.text()


def test_today_needs_no_word_about_the_click(open_dialog):
    assert "Ngày bấm nút" not in open_dialog().outcome.why.text()


def test_a_date_in_the_future_is_refused_under_its_field(open_dialog):
    dialog = open_dialog()
    dialog.date.setText("22/11/2026")
    assert "ở tương lai" in dialog.date_error.text()
    assert dialog.date_error.isVisible()
    assert dialog.date.property("wrong")
    assert not dialog.accept_button.isEnabled()
    assert not dialog.outcome.badge.isVisible()
    QTest.keyClick(dialog.date, Qt.Key.Key_Return)
    assert dialog.completion is None
    dialog.date.setText("21/11/2026")
    assert not dialog.date_error.isVisible()
    assert not dialog.date.property("wrong")
    assert dialog.accept_button.isEnabled()


@pytest.mark.parametrize("typed", ["", "31/2", "mai"])
def test_what_is_no_date_is_said_so(open_dialog, typed):
    dialog = open_dialog()
    dialog.date.setText(typed)
    assert dialog.date_error.text() == NO_DATE
    assert not dialog.accept_button.isEnabled()


def test_a_missing_product_is_refused_under_its_field(open_dialog):
    dialog = open_dialog(expected_product="Báo cáo")
    dialog.product.setText("   ")
    assert dialog.product_error.text() == NO_PRODUCT
    assert not dialog.date_error.isVisible()
    assert dialog.outcome.badge.isVisible()  # the date still says what it would be
    QTest.keyClick(dialog.product, Qt.Key.Key_Return)
    assert dialog.completion is None


def test_a_missing_product_and_a_wrong_date_are_both_told(open_dialog):
    dialog = open_dialog()
    dialog.date.setText("22/11/2026")
    assert "ở tương lai" in dialog.date_error.text()
    dialog.date.setText("mai")
    assert dialog.date_error.text() == NO_DATE
    assert not dialog.accept_button.isEnabled()


@pytest.mark.parametrize("answer", [True, False])
def test_a_date_before_the_document_is_asked_about(open_dialog, answer):
    prompts = ScriptedPrompts([answer])
    dialog = open_dialog(prompts, expected_product="Báo cáo")
    dialog.date.setText("02/02/2026")
    QTest.keyClick(dialog.product, Qt.Key.Key_Return)
    assert [call.kind for call in prompts.calls] == ["ask"]
    assert "trước khi văn bản" in prompts.calls[0].text
    assert (dialog.completion is not None) is answer
    assert dialog.isVisible() is not answer


def test_everything_typed_is_handed_over(open_dialog):
    dialog = open_dialog()
    dialog.product.setText(" Báo cáo ")
    dialog.number.setText(" 412/BC-UBND ")
    dialog.date.setText("19/11")
    dialog.note.setPlainText("24/28 cơ quan\ncó số liệu\n")
    QTest.keyClick(dialog.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.completion == Completion(
        "Báo cáo", "412/BC-UBND", dt.date(2026, 11, 19), "24/28 cơ quan\ncó số liệu"
    )


def test_the_calendar_takes_a_day(open_dialog, qtbot):
    dialog = open_dialog()
    dialog.date.setText("05/03/2026")
    QTest.keyClick(dialog.date, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    calendar = popup.findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-03-05"
    calendar.clicked.emit(calendar.selectedDate().addDays(4))
    assert dialog.date.day == dt.date(2026, 3, 9)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_it_is_as_wide_as_the_style_table_says(open_dialog, qapp, colours):
    theme.apply(qapp, colours)
    dialog = open_dialog(title="<b>Tên</b> " * 30)
    assert dialog.width() == 600
    assert not dialog.grab().isNull()
