"""Danh mục, tab Kỳ báo cáo: a period is added, closed, looked at and opened again."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services import closing
from app.views.dialogs.period_dialogs import ClosingDayDialog, PeriodDialog, ReopenDialog
from app.views.pages.directory_page import DirectoryPage
from tests.registers import TODAY
from tests.windows import be_quiet, bury

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

OCTOBER = "Tháng 10/2026"
DAY = dt.date(2026, 10, 14)


@pytest.fixture
def page(session, prompts, qtbot):
    made = DirectoryPage(session, prompts)
    made.resize(1286, 600)
    made.show()
    be_quiet(qtbot, session)
    made.show_tab(made.periods)
    yield made
    bury(made)


def texts(page) -> list[str]:
    return [label.text() for label in page.periods.panel.widget().findChildren(QLabel)]


def buttons(page) -> dict[str, bool]:
    return {button.text(): button.isEnabled() for button in page.periods.panel.buttons()}


def click(page, words, qtbot):
    button = next(b for b in page.periods.panel.buttons() if b.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, page.periods.session)


def accept(page, qtbot):
    qtbot.mouseClick(page.periods.dialog.accept_button, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, page.periods.session)


def known(page):
    return {each.name: each for each in closing.load_periods(page.periods.session.register)}


def add(page, qtbot, words=OCTOBER):
    page.periods.add()
    dialog = page.periods.dialog
    assert isinstance(dialog, PeriodDialog)
    place = dialog.kind.findText(words)
    assert place >= 0, [dialog.kind.itemText(n) for n in range(dialog.kind.count())]
    dialog.kind.setCurrentIndex(place)
    dialog.kind.activated.emit(place)
    accept(page, qtbot)
    page.periods.table.choose_key(known(page)[words].id)


def test_an_empty_tab_says_what_it_is_for(page):
    assert page.periods.summary.text() == "Chưa có kỳ nào"
    assert any("in lại lúc nào cũng như cũ" in text for text in texts(page))


def test_a_period_of_the_calendar_brings_its_days(page, qtbot):
    add(page, qtbot)
    period = known(page)[OCTOBER]
    assert (period.begins_on, period.closes_on) == (dt.date(2026, 9, 15), DAY)
    assert "15/09/2026" in texts(page)
    page.periods.add()  # what is there already is not offered again
    assert page.periods.dialog.kind.findText(OCTOBER) == -1
    page.periods.dialog.reject()


def test_a_period_of_its_own_wants_a_name_and_days_in_order(page, qtbot):
    page.periods.add()
    dialog = page.periods.dialog
    last = dialog.kind.count() - 1
    dialog.kind.setCurrentIndex(last)
    dialog.kind.activated.emit(last)
    assert not dialog.accept_button.isEnabled()
    dialog.name.setText("Họp tháng 11")
    dialog.first.setText("20/11/2026")
    dialog.last.setText("18/11/2026")
    assert not dialog.accept_button.isEnabled()
    assert "Ngày đầu kỳ" in dialog.error.text()
    dialog.first.setText("")
    accept(page, qtbot)
    assert known(page)["Họp tháng 11"].closes_on == dt.date(2026, 11, 18)


def test_closing_is_asked_for_and_keeps_who_and_when(page, qtbot, prompts):
    add(page, qtbot)
    prompts.answers.append(False)
    click(page, "Chốt số liệu", qtbot)
    assert known(page)[OCTOBER].closing is None
    prompts.answers.append(True)
    click(page, "Chốt số liệu", qtbot)
    found = known(page)[OCTOBER].closing
    assert found is not None
    assert f"vân tay {found.fingerprint}" in " ".join(texts(page))
    assert page.periods.summary.text() == "1 kỳ báo cáo, 1 kỳ đã chốt số liệu"
    assert "Chốt số liệu" not in buttons(page)
    click(page, "Xem số liệu ngày chốt", qtbot)
    assert page.periods.session.as_of == DAY


def test_a_period_whose_last_day_is_not_over_waits(page, qtbot):
    add(page, qtbot, "Tháng 12/2026")
    assert not buttons(page)["Chốt số liệu"]
    assert any("Chốt được từ hôm sau" in text for text in texts(page))
    page.periods.close_period()
    assert known(page)["Tháng 12/2026"].closing is None
    page.periods.move_day()
    assert isinstance(page.periods.dialog, ClosingDayDialog)
    page.periods.dialog.field.setText("20/11/2026")
    accept(page, qtbot)
    assert buttons(page)["Chốt số liệu"]


def test_opening_again_wants_a_reason_which_stays_in_sight(page, qtbot, prompts):
    add(page, qtbot)
    prompts.answers.append(True)
    click(page, "Chốt số liệu", qtbot)
    click(page, "Mở lại…", qtbot)
    dialog = page.periods.dialog
    assert isinstance(dialog, ReopenDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.field.setText("Sở Tài chính gửi bổ sung")
    accept(page, qtbot)
    assert known(page)[OCTOBER].closing is None
    assert any("Sở Tài chính gửi bổ sung" in text for text in texts(page))
    assert buttons(page)["Chốt số liệu"]
    assert "Bỏ kỳ này" not in buttons(page)


def test_a_period_that_was_never_closed_may_go(page, qtbot):
    add(page, qtbot)
    click(page, "Bỏ kỳ này", qtbot)
    assert known(page) == {}


def test_nothing_is_closed_while_a_past_day_is_shown(page, qtbot):
    add(page, qtbot)
    page.periods.session.set_as_of(TODAY - dt.timedelta(days=30))
    be_quiet(qtbot, page.periods.session)
    assert not buttons(page)["Chốt số liệu"]
    assert not page.periods.add_button.isEnabled()
