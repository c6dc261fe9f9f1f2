"""Another time limit, a stop, opening again: what the dialogs tell, refuse and hand over."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.acts import Extension, Reopening, Stop
from app.domain.periods import Recurrence
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import TaskState
from app.views import theme
from app.views.dialogs.extend_dialog import ExtendDialog
from app.views.dialogs.form_parts import NO_DATE
from app.views.dialogs.stop_dialog import ReopenDialog, StopDialog
from app.views.prompts import ScriptedPrompts
from app.views.theme import LIGHT_THEME
from app.views.widgets.limit_field import KIND_NAMES, LimitField
from tests.task_fakes import make_detail, make_update

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", r"raise\(\)", "grabbing the keyboard")

TODAY = dt.date(2026, 11, 21)
DUE = dt.date(2026, 12, 15)


@pytest.fixture
def show(qapp, qtbot):
    theme.apply(qapp, LIGHT_THEME)

    def made(widget):
        qtbot.addWidget(widget)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return made


@pytest.fixture
def extending(show):
    def make(prompts=None, **fields):
        return show(ExtendDialog(make_detail(**fields), TODAY, 7, prompts or ScriptedPrompts()))

    return make


@pytest.fixture
def stopping(show):
    def make(prompts=None, **fields):
        return show(StopDialog(make_detail(**fields), TODAY, prompts or ScriptedPrompts()))

    return make


def choose(field: LimitField, kind: TimeLimitKind) -> None:
    field.kind.setCurrentText(KIND_NAMES[kind])


# ---- The field


def test_the_field_gives_each_of_the_four_kinds(show):
    field = show(LimitField(TODAY, TimeLimit(TimeLimitKind.DATE, DUE)))
    assert field.limit == TimeLimit(TimeLimitKind.DATE, DUE)
    choose(field, TimeLimitKind.PERIOD)
    field.period.setCurrentText("Quý I/2027")
    assert field.limit == TimeLimit(TimeLimitKind.PERIOD, dt.date(2027, 3, 31), "2027-Q1")
    choose(field, TimeLimitKind.CONTINUING)
    field.recurrence.setCurrentText("Hằng quý")
    assert field.limit == TimeLimit(TimeLimitKind.CONTINUING, recurrence=Recurrence.QUARTERLY)
    choose(field, TimeLimitKind.UNDETERMINED)
    assert field.limit == TimeLimit(TimeLimitKind.UNDETERMINED)
    choose(field, TimeLimitKind.DATE)
    field.date.setText("mai")
    assert field.limit is None


@pytest.mark.parametrize(
    "limit",
    [
        TimeLimit(TimeLimitKind.PERIOD, dt.date(2026, 12, 31), "2026-Q4"),
        TimeLimit(TimeLimitKind.CONTINUING, recurrence=Recurrence.SEMIANNUAL),
        TimeLimit(TimeLimitKind.UNDETERMINED),
    ],
)
def test_the_field_shows_the_limit_it_was_given(show, limit):
    assert show(LimitField(TODAY, limit)).limit == limit


def test_no_period_that_is_over_is_offered(show):
    field = show(LimitField(TODAY, TimeLimit(TimeLimitKind.DATE, DUE)))
    offered = [field.period.itemText(place) for place in range(field.period.count())]
    assert offered[0] == "Tháng 11/2026"
    assert "Quý III/2026" not in offered
    assert "Năm 2026" in offered


# ---- Another limit


def test_an_extension_is_handed_over_with_its_document(extending):
    dialog = extending()
    assert dialog.focusWidget() is dialog.limit.date
    assert not dialog.error.isVisible()  # nothing is wrong before one has tried
    dialog.accept_button.click()
    assert "đã là 31/10/2026" in dialog.error.text()
    dialog.limit.date.setText("15/12")
    assert "số ký hiệu văn bản" in dialog.error.text()
    assert dialog.outcome.badge.accessibleName() == "Trong hạn"
    dialog.accept_button.click()
    assert "số ký hiệu văn bản" in dialog.error.text()
    assert dialog.focusWidget() is dialog.authority
    dialog.authority.setText(" Công văn 1832/UBND-TH ")
    dialog.date.setText("4/5")
    QTest.keyClick(dialog.authority, Qt.Key.Key_Return)
    wanted = TimeLimit(TimeLimitKind.DATE, DUE)
    assert dialog.extension == Extension(wanted, "Công văn 1832/UBND-TH", dt.date(2026, 5, 4))


@pytest.mark.parametrize(("typed", "words"), [("22/11/2026", "ở tương lai"), ("mai", NO_DATE)])
def test_a_wrong_day_of_the_document_is_told(extending, typed, words):
    dialog = extending()
    dialog.limit.date.setText("15/12")
    dialog.authority.setText("Công văn 1")
    dialog.date.setText(typed)
    assert words in dialog.error.text()
    assert dialog.date.property("wrong")
    assert not dialog.accept_button.isEnabled()


def test_a_wrong_limit_is_told_under_its_field(extending):
    dialog = extending()
    dialog.limit.date.setText("31/2")
    assert dialog.limit_error.text() == NO_DATE
    assert dialog.limit.date.property("wrong")
    assert not dialog.accept_button.isEnabled()


def test_first_limit_and_extensions_stay_in_sight(extending):
    dialog = extending(extensions=2, first_due_on=dt.date(2026, 9, 30))
    labels = [label.text() for label in dialog.findChildren(type(dialog.outcome.why))]
    assert "31/10/2026, đã gia hạn 2 lần (hạn đầu 30/09/2026)" in labels


def test_a_first_limit_that_was_brought_forward_stays_in_sight(extending):
    dialog = extending(extensions=0, first_due_on=dt.date(2026, 11, 30))
    labels = [label.text() for label in dialog.findChildren(type(dialog.outcome.why))]
    assert "31/10/2026, chưa gia hạn (hạn đầu 30/11/2026)" in labels


def test_words_of_the_document_do_not_make_it_another_limit(extending):
    printed = TimeLimit(TimeLimitKind.DATE, DUE, text="trước ngày 15/12/2026")
    assert not extending(time_limit=printed).error.isVisible()


def test_an_undated_task_begins_with_a_day(extending):
    dialog = extending(due_on=None)
    assert dialog.limit.limit == TimeLimit(TimeLimitKind.DATE, TODAY)


@pytest.mark.parametrize("answer", [True, False])
def test_a_document_before_the_tasks_own_is_asked_about(extending, answer):
    prompts = ScriptedPrompts([answer])
    dialog = extending(prompts)
    dialog.limit.date.setText("15/12")
    dialog.authority.setText("Công văn 1")
    dialog.date.setText("02/02/2026")
    dialog.accept_button.click()
    assert (dialog.extension is not None) is answer


# ---- Stop


def test_a_stop_is_handed_over_with_its_document(stopping):
    dialog = stopping()
    dialog.accept_button.click()
    assert "số ký hiệu văn bản" in dialog.error.text()
    dialog.authority.setText("Công văn 9")
    assert dialog.outcome.why.text() == ("Xám: đã dừng theo Công văn 9. Không còn tính vào tỷ lệ.")
    dialog.date.setText("4/5")
    dialog.reason.setPlainText("Trùng việc")
    dialog.accept_button.click()
    assert dialog.stop == Stop("Công văn 9", dt.date(2026, 5, 4), "Trùng việc")


@pytest.mark.parametrize(("typed", "words"), [("22/11/2026", "ở tương lai"), ("mai", NO_DATE)])
def test_a_stop_on_a_wrong_day_is_told(stopping, typed, words):
    dialog = stopping()
    dialog.authority.setText("Công văn 9")
    dialog.date.setText(typed)
    assert words in dialog.error.text()
    assert not dialog.accept_button.isEnabled()


# ---- Opening again


def test_opening_again_asks_for_a_reason(show):
    update = make_update(state=TaskState.STOPPED, effective_on=dt.date(2026, 5, 4))
    stopped = make_detail(state=TaskState.STOPPED, updates=(update,))
    dialog = show(ReopenDialog(stopped, TODAY))
    dialog.accept_button.click()
    assert dialog.error.text() == "Hãy ghi lý do mở lại."
    dialog.reason.setPlainText("Giao tiếp")
    dialog.date.setText("3/5/2026")
    assert "không được trước ngày dừng, 04/5/2026" in dialog.error.text()
    assert not dialog.accept_button.isEnabled()
    dialog.date.setText("4/5/2026")
    dialog.accept_button.click()
    assert dialog.reopening == Reopening(dt.date(2026, 5, 4), "Giao tiếp")
