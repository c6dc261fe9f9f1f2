"""Recording a report: which, of which period, when it came; the light is told before saving."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.periods import Recurrence
from app.domain.records import ReportArrival
from app.views import theme
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.report_dialog import ALL_RECORDED, ReportDialog
from app.views.prompts import ScriptedPrompts
from app.views.theme import DARK_THEME, LIGHT_THEME
from tests.task_fakes import continuing, make_detail, make_duty, make_receipt

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)")

TODAY = dt.date(2026, 11, 21)
SOON_DAYS = 7

QUARTERLY = make_duty(
    2, title="Báo cáo quý", text="quý", recurrence=Recurrence.QUARTERLY, receivers=("Sở Tài chính",)
)


@pytest.fixture
def open_dialog(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)

    def make(*duties, prompts=None, **fields):
        detail = make_detail(**continuing(*(duties or (make_duty(),))) | fields)
        dialog = ReportDialog(detail, TODAY, SOON_DAYS, prompts or ScriptedPrompts())
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return make


def _texts(dialog: ReportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def _periods(dialog: ReportDialog) -> list[str]:
    return [dialog.period.itemText(row) for row in range(dialog.period.count())]


def test_plain_enter_records_the_last_closed_period_as_come_today(open_dialog):
    dialog = open_dialog()
    assert dialog.focusWidget() is dialog.date
    assert dialog.period.currentText() == "Tháng 11/2026, đã chốt ngày 14/11/2026"
    QTest.keyClick(dialog.date, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.arrival == ReportArrival(1, "2026-11", TODAY)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_confirms_in_the_list_of_periods_too(open_dialog, key):
    dialog = open_dialog()
    dialog.period.setFocus()
    QTest.keyClick(dialog.period, Qt.Key.Key_Down)
    QTest.keyClick(dialog.period, key)
    assert dialog.arrival == ReportArrival(1, "2026-10", TODAY)


def test_escape_records_nothing(open_dialog):
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.arrival is None


def test_one_duty_is_named_without_a_list_to_choose_from(open_dialog):
    dialog = open_dialog()
    assert not dialog.duty.isVisible()
    assert {"Báo cáo tháng", "Gửi UBND tỉnh; văn bản ghi “hàng tháng”"} <= set(_texts(dialog))


def test_of_several_duties_one_is_chosen_with_its_own_periods(open_dialog):
    dialog = open_dialog(make_duty(), QUARTERLY)
    assert dialog.duty.isVisible()
    assert dialog.duty.currentText() == "Báo cáo tháng"
    dialog.duty.setCurrentIndex(1)
    assert "Gửi Sở Tài chính; văn bản ghi “quý”" in _texts(dialog)
    assert _periods(dialog) == [
        "Quý IV/2026, chốt ngày 14/12/2026",
        "Quý III/2026, đã chốt ngày 14/9/2026",
        "Quý II/2026, đã chốt ngày 14/6/2026",
        "Quý I/2026, đã chốt ngày 14/3/2026",
    ]
    QTest.keyClick(dialog.date, Qt.Key.Key_Return)
    assert dialog.arrival == ReportArrival(2, "2026-Q3", TODAY)


def test_a_duty_without_periods_is_not_offered(open_dialog):
    dialog = open_dialog(make_duty(3, title="Theo quy định", recurrence=None), make_duty())
    assert not dialog.duty.isVisible()
    assert "Báo cáo tháng" in _texts(dialog)


def test_a_period_that_was_recorded_says_so_and_cannot_be_chosen(open_dialog):
    came = make_receipt("2026-11", dt.date(2026, 11, 18))
    dialog = open_dialog(make_duty(receipts=(came,)))
    assert _periods(dialog)[1] == "Tháng 11/2026, đã đến ngày 18/11/2026"
    assert dialog.period.currentText() == "Tháng 12/2026, chốt ngày 14/12/2026"
    dialog.period.setFocus()
    QTest.keyClick(dialog.period, Qt.Key.Key_Down)
    assert dialog.period.currentText() == "Tháng 10/2026, đã chốt ngày 14/10/2026"


def test_the_first_duty_with_something_left_is_offered(open_dialog):
    def once(number, day):
        return make_duty(number, title=f"Báo cáo {number}", recurrence=Recurrence.ONCE, due_on=day)

    done = make_receipt("2026-05-25", dt.date(2026, 5, 20))
    first, second = once(1, dt.date(2026, 5, 25)), once(2, dt.date(2026, 11, 20))
    dialog = open_dialog(
        make_duty(
            1,
            title="Báo cáo 1",
            recurrence=Recurrence.ONCE,
            due_on=dt.date(2026, 5, 25),
            receipts=(done,),
        ),
        second,
    )
    assert (dialog.duty.currentText(), dialog.period.currentText()) == (
        "Báo cáo 2",
        "Hạn 20/11/2026",
    )
    dialog.duty.setCurrentIndex(0)
    assert ALL_RECORDED in _texts(dialog)
    assert not dialog.accept_button.isEnabled()
    dialog.duty.setCurrentIndex(1)
    assert ALL_RECORDED not in _texts(dialog)
    assert dialog.accept_button.isEnabled()
    assert open_dialog(first, second).duty.currentText() == "Báo cáo 1"


def test_the_light_is_told_before_saving(open_dialog):
    dialog = open_dialog(make_duty(active_from=dt.date(2026, 3, 1)))
    assert dialog.outcome.badge.accessibleName() == "Trong hạn"
    assert dialog.outcome.why.text() == "Xanh dương: báo cáo tháng 11/2026 đã đến."
    dialog.period.setCurrentIndex(0)
    assert dialog.outcome.badge.accessibleName() == "Chậm báo cáo 7 ngày"
    assert "Báo cáo tháng 12/2026 bắt đầu tính đèn sau ngày chốt" in dialog.outcome.why.text()


def test_it_says_for_what_else_the_report_counts(open_dialog):
    shared = "Báo cáo này tính cho mọi nhiệm vụ thường xuyên của Sở Tài chính theo CTr04-2026."
    texts = _texts(open_dialog())
    assert shared in texts
    assert any(text.startswith("Đây là báo cáo đầu tiên") for text in texts)
    texts = _texts(open_dialog(make_duty(active_from=dt.date(2026, 3, 1))))
    assert shared in texts
    assert not any(text.startswith("Đây là báo cáo đầu tiên") for text in texts)
    assert shared not in _texts(open_dialog(make_duty(task_id=1)))


def test_a_day_in_the_future_is_refused_under_its_field(open_dialog):
    dialog = open_dialog()
    dialog.date.setText("22/11")
    assert "ở tương lai" in dialog.date_error.text()
    assert dialog.date_error.isVisible()
    assert dialog.date.property("wrong")
    assert not dialog.accept_button.isEnabled()
    assert not dialog.outcome.badge.isVisible()
    QTest.keyClick(dialog.date, Qt.Key.Key_Return)
    assert dialog.arrival is None
    dialog.date.setText("18/11")
    assert not dialog.date_error.isVisible()
    QTest.keyClick(dialog.date, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.arrival == ReportArrival(1, "2026-11", dt.date(2026, 11, 18))


@pytest.mark.parametrize("typed", ["", "31/2", "mai"])
def test_what_is_no_date_is_said_so(open_dialog, typed):
    dialog = open_dialog()
    dialog.date.setText(typed)
    assert dialog.date_error.text() == NO_DATE
    assert not dialog.accept_button.isEnabled()


@pytest.mark.parametrize("answer", [True, False])
def test_a_day_before_the_period_is_asked_about(open_dialog, answer):
    prompts = ScriptedPrompts([answer])
    dialog = open_dialog(prompts=prompts)
    dialog.date.setText("5/3")
    QTest.keyClick(dialog.date, Qt.Key.Key_Return)
    assert [call.kind for call in prompts.calls] == ["ask"]
    assert "trước khi kỳ báo cáo tháng 11/2026 bắt đầu" in prompts.calls[0].text
    assert (dialog.arrival is not None) is answer
    assert dialog.isVisible() is not answer


@pytest.mark.parametrize("colours", [LIGHT_THEME, DARK_THEME], ids=lambda t: t.name)
def test_long_names_do_not_widen_it(open_dialog, qapp, colours):
    theme.apply(qapp, colours)
    dialog = open_dialog(make_duty(title="Báo cáo rất dài " * 20), QUARTERLY)
    assert dialog.width() == 600
    assert dialog.duty.currentText().endswith("…")
    assert dialog.duty.toolTip() == "Báo cáo rất dài " * 20
    assert not dialog.grab().isNull()
