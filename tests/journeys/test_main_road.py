"""The road an office walks every day, through the whole window, with mouse and keyboard alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from app import paths
from app.domain.traffic_light import Light
from app.services import names, reading
from app.views.dialogs.complete_dialog import CompleteDialog
from app.views.dialogs.report_dialog import ReportDialog
from app.views.pages.detail_host import NOTHING_LISTED
from app.views.pages.overview_page import OverviewPage
from app.views.pages.reports_page import ReportsPage
from app.views.pages.tasks_page import TasksPage
from tests import shipped
from tests.paper import page_texts, text_of
from tests.registers import (
    CONTINUOUS,
    DATED,
    DATED_PLACE,
    TODAY,
    changes,
    task_id,
    what_people_see,
)
from tests.windows import bar, be_quiet, in_front, set_day, status, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.domain.records import TaskRef
    from app.services.register import Register
    from app.views.main_window import MainWindow

# Offscreen windows have no desktop to talk to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTROL = Qt.KeyboardModifier.ControlModifier
FINANCE = "Sở Tài chính"
WORDS = "giai ngan dau tu cong"


@pytest.fixture
def window(make_window, qtbot):
    """Return the window at its first start, in an empty data folder."""
    assert list(paths.data_folder().iterdir()) == []
    made = make_window(paths.default_register(), create=True)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def keyboard() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def press(qtbot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier):
    """Press a key wherever the keyboard is."""
    qtbot.keyClick(keyboard(), key, modifier)


def type_there(qtbot, text: str) -> None:
    """Type letter by letter into whatever has the keyboard at that moment."""
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(keyboard(), letter)
        else:  # as Vietnamese keyboards hand it over
            composed = QInputMethodEvent("", [])
            composed.setCommitString(letter)
            QApplication.sendEvent(keyboard(), composed)


def register_of(window: MainWindow) -> Register:
    assert window.session.register is not None
    return window.session.register


def seen(window: MainWindow, as_of: dt.date = TODAY) -> Mapping[str, object]:
    return what_people_see(register_of(window), as_of)


def agency_id(window: MainWindow, name: str) -> int:
    return names.find_agency(register_of(window), name)


def overview(window: MainWindow) -> OverviewPage:
    page = in_front(window)
    assert isinstance(page, OverviewPage)
    return page


def tasks(window: MainWindow) -> TasksPage:
    page = in_front(window)
    assert isinstance(page, TasksPage)
    return page


def figures(window: MainWindow) -> list[int | None]:
    return [tile.figure for tile in overview(window).tiles]


def counters(window: MainWindow) -> list[str]:
    return [button.accessibleName() for button in tasks(window).list.counters.buttons]


def listed(window: MainWindow) -> list[int]:
    """Return the tasks of the list, top to bottom, without the rows of its groups."""
    model = tasks(window).model
    return [key for row in range(model.rowCount()) if (key := model.task_at(row))]


def ref_of(window: MainWindow, task: int) -> TaskRef:
    assert window.session.index is not None
    return next(ref for ref in window.session.index.tasks if ref.id == task)


def light_of(window: MainWindow, task: int) -> Light:
    return ref_of(window, task).light


def click_bar(qtbot, window: MainWindow, agency: int) -> None:
    page = overview(window)
    keys = [item.key for item in page._agencies.items]
    row = page._agencies.rows[keys.index(agency)]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, window.session)


def dialog_of(qtbot, window: MainWindow) -> CompleteDialog:
    dialog = opened_dialog(qtbot, window)
    assert isinstance(dialog, CompleteDialog)
    return dialog


def opened_dialog(qtbot, window: MainWindow) -> CompleteDialog | ReportDialog:
    page = tasks(window)
    qtbot.waitUntil(lambda: page.detail.dialog is not None and page.detail.dialog.isVisible())
    dialog = page.detail.dialog
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def fill(qtbot, dialog: CompleteDialog, *texts: str) -> None:
    """Fill product, number and date one after the other, by keyboard."""
    for field, text in zip((dialog.product, dialog.number, dialog.date), texts, strict=True):
        assert keyboard() is field
        press(qtbot, Qt.Key.Key_A, CONTROL)
        type_there(qtbot, text)
        if field is not dialog.date:
            press(qtbot, Qt.Key.Key_Tab)
    assert [dialog.product.text(), dialog.number.text(), dialog.date.text()] == list(texts)
    assert dialog.outcome.badge.isVisible()


def confirm(qtbot, window: MainWindow) -> None:
    """Press Enter in the dialog; the keyboard goes back into the list."""
    press(qtbot, Qt.Key.Key_Return)
    be_quiet(qtbot, window.session)
    assert tasks(window).detail.dialog is None
    window.activateWindow()  # a desktop does this by itself
    qtbot.waitUntil(window.isActiveWindow)
    assert keyboard() is tasks(window).list.table


def test_the_morning_of_a_clerk(window, qtbot):
    """See what is red, find a task by words, complete it, take it back."""
    before_all = seen(window)
    assert figures(window) == shipped.tiles()
    red = [row.accessibleName() for row in overview(window)._pressing.rows]
    assert len(red) == 3
    assert "Quá hạn 260 ngày" in red[0]

    agency = agency_id(window, FINANCE)
    click_bar(qtbot, window, agency)
    assert (
        status(window)[1]
        == f"Hiển thị {shipped.count(agency=FINANCE)} / {shipped.count()} nhiệm vụ"
    )
    index = window.session.index
    shown = [ref for ref in index.tasks if ref.id in listed(window)]
    assert all(agency in (ref.lead_id, *ref.other_lead_ids) for ref in shown)

    press(qtbot, Qt.Key.Key_K, CONTROL)
    type_there(qtbot, WORDS)
    be_quiet(qtbot, window.session)
    found = set(listed(window))
    followed = {ref.id for ref in index.tasks}
    assert found == followed & set(reading.search(register_of(window), WORDS))
    assert 0 < len(found) < shipped.count()

    press(qtbot, Qt.Key.Key_Return)
    first = tasks(window).list.table.selected_task
    assert ref_of(window, first).recurrence is not None  # its reports are another journey
    press(qtbot, Qt.Key.Key_Down)
    task = tasks(window).list.table.selected_task
    assert task in found - {first}
    assert light_of(window, task) is not Light.DONE_IN_TIME
    counted = counters(window)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    fill(qtbot, dialog_of(qtbot, window), "Báo cáo giải ngân", "412/BC-STC", "20/11/2026")
    confirm(qtbot, window)

    assert light_of(window, task) is Light.DONE_IN_TIME
    detail = reading.load_detail(register_of(window), task, TODAY)
    update = detail.latest_update
    assert update is not None
    assert (update.product, update.product_number) == ("Báo cáo giải ngân", "412/BC-STC")
    assert update.product_date == dt.date(2026, 11, 20)
    assert counters(window) != counted
    assert "Hoàn thành: 1 nhiệm vụ" in counters(window)
    assert set(listed(window)) == found  # nothing jumps away under the hand

    press(qtbot, Qt.Key.Key_Z, CONTROL)
    be_quiet(qtbot, window.session)
    assert counters(window) == counted
    assert seen(window) == before_all
    assert [row.kind for row in changes(register_of(window))] == ["do", "undo"]
    press(qtbot, Qt.Key.Key_1, CONTROL)
    be_quiet(qtbot, window.session)
    assert figures(window) == shipped.tiles()


def test_a_report_of_a_continuing_task(window, qtbot):
    """Find a continuing task, record the report of the last month, take it back."""
    before = seen(window)
    task = task_id(register_of(window), CONTINUOUS)
    same_agency = task_id(register_of(window), "CTr04-2026/II.2.a#3")
    press(qtbot, Qt.Key.Key_K, CONTROL)
    type_there(qtbot, WORDS)
    be_quiet(qtbot, window.session)
    press(qtbot, Qt.Key.Key_Return)
    for _ in range(8):  # collective tasks and heads of groups stand before it
        if tasks(window).list.table.selected_task == task:
            break
        press(qtbot, Qt.Key.Key_Down)
    assert tasks(window).list.table.selected_task == task
    assert light_of(window, task) is Light.UNKNOWN
    counted = counters(window)

    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dialog = opened_dialog(qtbot, window)
    assert isinstance(dialog, ReportDialog)
    assert keyboard() is dialog.date
    press(qtbot, Qt.Key.Key_A, CONTROL)
    type_there(qtbot, "18/11")
    assert dialog.outcome.badge.accessibleName() == "Trong hạn"
    confirm(qtbot, window)
    assert light_of(window, task) is light_of(window, same_agency) is Light.IN_TIME
    assert counters(window) != counted
    panel = tasks(window).detail.panel
    assert panel.detail is not None
    assert panel.detail.why == "Xanh dương: báo cáo tháng 11/2026 đã đến."
    assert panel._tabs.bar.tabText(1) == "Cập nhật 1"
    set_day(qtbot, window, dt.date(2026, 11, 17))
    assert light_of(window, task) is Light.UNKNOWN
    set_day(qtbot, window, TODAY)

    tasks(window).focus_list()
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    be_quiet(qtbot, window.session)
    assert light_of(window, task) is light_of(window, same_agency) is Light.UNKNOWN
    assert counters(window) == counted
    assert seen(window) == before
    assert [row.kind for row in changes(register_of(window))] == ["do", "undo"]


def test_nothing_is_recorded_where_nothing_was_found(window, qtbot):
    press(qtbot, Qt.Key.Key_2, CONTROL)
    be_quiet(qtbot, window.session)
    press(qtbot, Qt.Key.Key_K, CONTROL)
    type_there(qtbot, "khong co gi dau")
    be_quiet(qtbot, window.session)
    assert listed(window) == []
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert tasks(window).detail.dialog is None
    assert NOTHING_LISTED in texts(window)
    assert changes(register_of(window)) == []


def test_a_past_day_shows_the_list_as_it_stood(window, qtbot):
    """Complete a red task late, then look at the days around its product's date."""
    task = task_id(register_of(window), DATED)
    row = next(row for row in overview(window)._pressing.rows if "260 ngày" in row.accessibleName())
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, window.session)
    assert tasks(window).list.table.selected_task == task
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dialog = dialog_of(qtbot, window)
    dialog.date.setText("10/3")
    confirm(qtbot, window)
    assert light_of(window, task) is Light.DONE_LATE
    assert "Hoàn thành: 1 nhiệm vụ" in counters(window)

    for day, light, done in (
        (dt.date(2026, 3, 9), Light.OVERDUE, 0),
        (dt.date(2026, 3, 10), Light.DONE_LATE, 1),
        (dt.date(2026, 3, 6), Light.DUE_SOON, 0),
    ):
        set_day(qtbot, window, day)
        assert light_of(window, task) is light
        assert f"Hoàn thành: {done} nhiệm vụ" in counters(window)
        assert f"Tất cả: {len(window.session.index.tasks)} nhiệm vụ" in counters(window)
        assert not window.actions_.complete.isEnabled()
        assert tasks(window).list.table.selected_task == task
    written = len(changes(register_of(window)))
    tasks(window).focus_list()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    be_quiet(qtbot, window.session)
    assert len(changes(register_of(window))) == written == 1

    set_day(qtbot, window, TODAY)
    assert light_of(window, task) is Light.DONE_LATE
    assert not bar(window).day.property("doubt")


def test_the_list_goes_to_paper(window, prompts, tmp_path, qtbot):
    """Print what one looks at: the sheet of this list, as of this day, saved and read back."""
    click_bar(qtbot, window, agency_id(window, FINANCE))
    on_screen = listed(window)
    own, co_led = shipped.printed(agency=FINANCE), 1  # KHNQ02-2026/III.2#2
    press(qtbot, Qt.Key.Key_P, CONTROL)
    page = in_front(window)
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.ready, timeout=10_000)
    assert status(window)[1].startswith(f"Biểu gồm {own} nhiệm vụ")

    file = tmp_path / "Sở Tài chính.pdf"
    prompts.answers.append(file)
    save = next(b for b in page.findChildren(QPushButton) if b.text() == "Lưu PDF")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, window.session)
    pages = page_texts(file)
    assert "Cơ quan chủ trì: Sở Tài chính" in pages[0]
    assert f"Tổng số {own} nhiệm vụ" in pages[0]
    assert "(Số liệu đến hết ngày 21/11/2026)" in pages[0]
    rows = reading.load_rows(register_of(window), on_screen, TODAY)
    whole = text_of(file)
    assert len(rows) == own + co_led
    assert [row.title for row in rows.values() if row.title not in whole] == []
    assert status(window)[2].removeprefix("Vân tay số liệu: ") in whole

    set_day(qtbot, window, dt.date(2026, 2, 20))
    qtbot.waitUntil(lambda: page.ready and status(window)[2].startswith("Biểu"), timeout=10_000)
    again = tmp_path / "tháng 2.pdf"
    prompts.answers.append(again)
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    be_quiet(qtbot, window.session)
    assert "(Số liệu đến hết ngày 20/02/2026)" in text_of(again)
    assert "Cơ quan chủ trì: Sở Tài chính" in text_of(again)


class _Strays(QObject):
    """Notes every top-level window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and getattr(watched, "isWindow", lambda: False)():
            self.opened.append(type(watched).__name__)
        return False


def test_the_register_is_found_as_it_was_left(window, make_window, qapp, qtbot):
    """Close the program and start it again: same page, same data, undo still there."""
    task = task_id(register_of(window), DATED)
    overview(window).open_task.emit(task)
    be_quiet(qtbot, window.session)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    dialog_of(qtbot, window).date.setText("5/3/2026")
    confirm(qtbot, window)
    left = seen(window)
    window.close()
    window.end()

    strays = _Strays()
    qapp.installEventFilter(strays)
    again = make_window(paths.default_register(), create=True)
    qapp.removeEventFilter(strays)
    assert strays.opened == ["MainWindow"]  # no flash of anything else
    qtbot.waitUntil(again.isActiveWindow)
    assert isinstance(in_front(again), TasksPage)
    assert seen(again) == left
    assert again.actions_.undo.text() == f"Hoàn tác: hoàn thành nhiệm vụ {DATED_PLACE}"
    qtbot.keyClick(again, Qt.Key.Key_Z, CONTROL)
    be_quiet(qtbot, again.session)
    assert light_of(again, task) is Light.OVERDUE
