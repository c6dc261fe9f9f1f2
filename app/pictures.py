"""Draw every page of the window as pictures, where there is no screen to look at.

``python -m app.pictures FOLDER [WIDTHxHEIGHT …]`` uses a register of its own in the folder, made
from the shipped catalogue, so nothing of the user's is shown or touched.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QItemSelectionModel,
    QMessageLogContext,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import paths
from app.domain.errors import RegisterDamagedError
from app.domain.traffic_light import Light
from app.main import make_application, make_window
from app.settings import MachineSettings
from app.views import theme
from app.views.dialogs.view_name_dialog import ViewNameDialog
from app.views.list_request import ALL, ListRequest
from app.views.main_window import MainWindow
from app.views.pages.directory_page import DirectoryPage
from app.views.pages.indicators_page import IndicatorsPage
from app.views.pages.start_page import StartPage
from app.views.pages.tasks_page import TasksPage
from app.views.prompts import Prompts
from app.views.session import Opened
from app.views.task_filters import FilterKey, TaskFilters

_SIZES = ((1366, 768), (1920, 1080))
_THEMES = (theme.LIGHT_THEME, theme.DARK_THEME)
_PATIENCE_S = 30
_QUIET_S = 0.2
"""Longer than what the pages wait for before they read or count anew."""


def wait_until(done: Callable[[], bool]) -> None:
    """Run the event loop until something is true.

    Raises:
        TimeoutError: it did not become true.
    """
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not become ready")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def settle(window: MainWindow) -> None:
    """Let what was asked for be read and painted: nothing under way for a while."""
    quiet_since = time.monotonic()

    def quiet() -> bool:
        nonlocal quiet_since
        if not window.session.jobs.idle:
            quiet_since = time.monotonic()
        return time.monotonic() - quiet_since > _QUIET_S

    wait_until(quiet)


def _tell_qt_message(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what it always says of dialogs that are drawn off screen."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


def draw(
    folder: Path,
    sizes: tuple[tuple[int, int], ...] = _SIZES,
    themes: tuple[theme.Theme, ...] = _THEMES,
) -> list[Path]:
    """Draw all pages in some themes and sizes, and the summary sheet as PDF.

    Args:
        folder: where the pictures go; it also holds the register they show.
        sizes: of the window, in pixels.
        themes: colours, one after the other.

    Returns:
        The files written.
    """
    from app.services import printing  # noqa: PLC0415 - after the window

    qInstallMessageHandler(_tell_qt_message)
    register_path = folder / f"minh-hoa{paths.REGISTER_SUFFIX}"
    today = dt.date.today()  # noqa: DTZ011 - the calendar day of the office
    window = make_window(MachineSettings(), Prompts(), today)
    window.open_register(register_path, lambda: Opened.of(register_path, today, create=True))
    window.show()
    wait_until(lambda: window.session.index is not None)
    refused = _refused_window(folder, today)
    written = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - made before the window
    for colours in themes:
        theme.apply(application, colours)
        for width, height in sizes:
            # The title bar (32) and the task bar (48) of Windows take their part of the screen.
            window.resize(width, height - 80)
            for name, prepare in _PAGES.items():
                over = prepare(window)
                settle(window)
                file = folder / f"{name}-{width}x{height}-{colours.name}.png"
                _grab(window, over).save(str(file))
                if isinstance(over, QDialog):
                    over.reject()
                elif over is not None:
                    over.close()
                written.append(file)
            refused.resize(window.size())
            settle(refused)
            file = folder / f"so-hong-{width}x{height}-{colours.name}.png"
            _grab(refused, None).save(str(file))
            written.append(file)
    register = window.session.register
    assert register is not None  # noqa: S101 - it was opened above
    request = printing.SheetRequest(printing.SheetKind.SUMMARY, today)
    sheet = printing.print_sheet(register, request)
    printing.save(sheet.data, folder / sheet.file_name)
    written.append(folder / sheet.file_name)
    refused.close()
    refused.end()
    window.close()
    wait_until(lambda: window.session.jobs.idle)
    window.end()
    qInstallMessageHandler(None)
    return written


def _refused_window(folder: Path, today: dt.date) -> MainWindow:
    """Return a window that says why its register, an empty file, is not opened."""
    from app.services.register import open_register  # noqa: PLC0415 - after the window

    window = make_window(MachineSettings(), Prompts(), today)
    empty = folder / f"Sổ hỏng{paths.REGISTER_SUFFIX}"
    empty.touch()
    try:
        open_register(empty)
    except RegisterDamagedError as error:
        window.findChildren(StartPage)[0].show_error(str(error), replaceable=True)
    finally:
        empty.unlink()
    window.show()
    return window


def _grab(window: QWidget, over: QWidget | None) -> QPixmap:
    """Return a picture of the window, with a dialog in its middle if one is open."""
    picture = window.grab()
    if over is not None:
        painter = QPainter(picture)
        frame = over.rect()
        frame.moveCenter(window.rect().center())
        painter.drawPixmap(frame, over.grab())
        painter.setPen(theme.current().colour("line_strong"))
        painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        painter.end()
    return picture


def _overview(window: MainWindow) -> None:
    window.show_page("overview")


def _tasks(window: MainWindow) -> None:
    _tasks_page(window).apply_request(ListRequest("agency", ALL))


def _tasks_by_leader(window: MainWindow) -> None:
    index = window.session.index
    leaders = Counter(ref.leader_id for ref in index.tasks if ref.leader_id) if index else Counter()
    request = ListRequest("leader", leaders.most_common(1)[0][0] if leaders else ALL)
    _tasks_page(window).apply_request(request)


def _filtered(window: MainWindow) -> None:
    """Show tasks by month of their limit, filtered, with a view that was kept."""
    page = _tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    filters = TaskFilters(year=2026).with_values(FilterKey.LIMIT, [202603, 202612, 202606])
    page.tools.apply(filters.with_words(FilterKey.TITLE, "kế hoạch"))
    if not page.tools.views:
        page.tools.save_view()
        dialog = page.tools.dialog
        if isinstance(dialog, ViewNameDialog):
            dialog.field.setText("Kế hoạch đến hạn trong năm")
            dialog.confirm()
    page.choose_grouping("month")


def _by_scheme(window: MainWindow) -> None:
    page = _tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    page.choose_grouping("scheme")


def _filter_popup(window: MainWindow) -> QWidget | None:
    page = _tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    settle(window)
    page.tools.ask(FilterKey.LEAD)
    return page.tools.popup


def _naming_view(window: MainWindow) -> QWidget | None:
    page = _tasks_page(window)
    page.apply_request(ListRequest("agency", ALL, (Light.OVERDUE,)))
    settle(window)
    page.tools.save_view()
    return page.tools.dialog


def _doers(window: MainWindow) -> QWidget | None:
    """Show who does the first late collective task; three have done it."""
    page = _tasks_page(window)
    index = window.session.index
    page.apply_request(ListRequest("agency", ALL))
    late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE] if index else []
    if not late:
        return None
    page.open_task(late[0])
    settle(window)
    page.acts.doers.open()
    dialog = page.acts.doers.dialog
    if dialog is not None and not any(doer.done for doer in dialog.table.records.records()):
        dialog.table.choose_row(0)
        dialog.table.selectAll()
        for row in range(3, dialog.table.records.rowCount()):
            dialog.table.selectionModel().select(
                dialog.table.records.index(row, 0),
                QItemSelectionModel.SelectionFlag.Deselect | QItemSelectionModel.SelectionFlag.Rows,
            )
        dialog.day.setText("04/03/2026")
        dialog.done_button.click()
        settle(window)
    return dialog


def _completing(window: MainWindow) -> QWidget | None:
    page = _tasks_page(window)
    index = window.session.index
    page.apply_request(ListRequest("agency", ALL))
    late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE] if index else []
    if late:
        page.open_task(late[0])
        settle(window)
        page.detail.complete()
        wait_until(lambda: page.detail.dialog is not None)
    return page.detail.dialog


def _acting(act: str) -> Callable[[MainWindow], QWidget | None]:
    """Return what opens one dialog of the page Nhiệm vụ for a late task."""

    def open_dialog(window: MainWindow) -> QWidget | None:
        page = _tasks_page(window)
        index = window.session.index
        page.apply_request(ListRequest("agency", ALL))
        late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE] if index else []
        if late:
            page.open_task(late[0])
            settle(window)
            getattr(page.acts, act)()
        return page.acts.dialog

    return open_dialog


def _choosing(window: MainWindow) -> None:
    """Choose the late tasks of the list by leader, and two continuing ones."""
    _tasks_by_leader(window)
    settle(window)
    table = _tasks_page(window).list.table
    table.marks.choose(table.task_model.tasks()[:6:2])


def _completing_several(window: MainWindow) -> QWidget | None:
    page = _tasks_page(window)
    page.apply_request(ListRequest("agency", ALL))
    settle(window)
    index = window.session.index
    refs = index.tasks if index else ()
    late = [ref.id for ref in refs if ref.light is Light.OVERDUE]
    page.list.table.marks.choose([*late, *[ref.id for ref in refs if ref.recurrence][:2]])
    page.acts.complete()
    page.list.table.marks.clear()
    return page.acts.dialog


def _receiving(window: MainWindow) -> QWidget | None:
    """Record a report of the first continuing task that one agency leads."""
    page = _tasks_page(window)
    index = window.session.index
    page.apply_request(ListRequest("agency", ALL))
    agencies = index.directory.agencies if index else {}
    recurring = [ref for ref in index.tasks if ref.recurrence] if index else []
    led = [(ref, agencies[ref.lead_id]) for ref in recurring if ref.lead_id in agencies]
    own = [ref.id for ref, agency in led if not agency.collective]
    if own:
        page.open_task(own[0])
        settle(window)
        page.detail.complete()
        wait_until(lambda: page.detail.dialog is not None)
    return page.detail.dialog


def _indicators(window: MainWindow) -> None:
    """Show the indicator of which two documents ask for different things."""
    page = _indicators_page(window)
    page.list.views.choose(0)
    page.open_indicator(_income(window, page))


def _comparison(window: MainWindow) -> None:
    page = _indicators_page(window)
    page.list.views.buttons[1].click()
    page.list.comparisons.select_first()


def _income(window: MainWindow, page: IndicatorsPage) -> int:
    settle(window)
    book = page.book
    differing = [each.id for each in book.indicators if each.differing] if book else []
    return differing[0] if differing else 0


def _indicators_page(window: MainWindow) -> IndicatorsPage:
    page = window.page("indicators")
    assert isinstance(page, IndicatorsPage)  # noqa: S101 - the window made it
    settle(window)
    return page


def _reports(window: MainWindow) -> None:
    page = window.page("reports")
    wait_until(lambda: bool(getattr(page, "ready", True)))


def _directory(window: MainWindow) -> DirectoryPage:
    page = window.page("directory")
    assert isinstance(page, DirectoryPage)  # noqa: S101 - the window made it
    wait_until(lambda: page.ready)
    return page


def _portfolios(window: MainWindow) -> None:
    """Show the grid with a suggestion selected: its evidence stands at the right."""
    page = _directory(window)
    page.show_tab(page.portfolios)
    if page.view is not None and (suggested := page.view.office.suggested()):
        page.portfolios.grid.choose_agency(suggested[-1].agency_id)


def _handing_over(window: MainWindow) -> QWidget | None:
    page = _directory(window)
    page.show_tab(page.portfolios)
    page.portfolios.hand_over()
    return page.portfolios.dialog


def _officials(window: MainWindow) -> None:
    page = _directory(window)
    page.show_tab(page.officials)


def _leaving(window: MainWindow) -> QWidget | None:
    _officials(window)
    tab = _directory(window).officials
    tab.leave()
    return tab.dialog


def _agencies(window: MainWindow) -> None:
    """Show a collective: its members stand at the right."""
    page = _directory(window)
    page.show_tab(page.agencies)
    if page.view is not None:
        collective = next(a for a in page.view.office.agencies if a.collective)
        page.agencies.table.choose_key(collective.id)


def _renaming(window: MainWindow) -> QWidget | None:
    _agencies(window)
    tab = _directory(window).agencies
    tab.replace()
    return tab.dialog


def _listing(window: MainWindow) -> QWidget | None:
    _agencies(window)
    tab = _directory(window).agencies
    tab.import_members()
    return tab.dialog


def _choosing_members(window: MainWindow) -> QWidget | None:
    _agencies(window)
    tab = _directory(window).agencies
    tab.edit_members()
    return tab.dialog


def _settings(window: MainWindow) -> None:
    page = _directory(window)
    page.show_tab(page.settings)


def _changing_setting(window: MainWindow) -> QWidget | None:
    _settings(window)
    tab = _directory(window).settings
    tab.change()
    return tab.dialog


def _tasks_page(window: MainWindow) -> TasksPage:
    page = window.page("tasks")
    assert isinstance(page, TasksPage)  # noqa: S101 - the window made it
    return page


_PAGES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "tong-quan": _overview,
    "nhiem-vu": _tasks,
    "nhiem-vu-theo-lanh-dao": _tasks_by_leader,
    "nhiem-vu-loc": _filtered,
    "nhiem-vu-theo-de-an": _by_scheme,
    "loc-cot": _filter_popup,
    "luu-cach-xem": _naming_view,
    "co-quan-thuc-hien": _doers,
    "hoan-thanh": _completing,
    "cap-nhat-tien-do": _acting("update"),
    "gia-han": _acting("extend"),
    "dung-thu-hoi": _acting("stop"),
    "sua-nhiem-vu": _acting("edit"),
    "nhiem-vu-moi": _acting("new_task"),
    "chon-nhieu": _choosing,
    "hoan-thanh-nhieu": _completing_several,
    "ghi-nhan-bao-cao": _receiving,
    "chi-tieu": _indicators,
    "chi-tieu-doi-chieu": _comparison,
    "bao-cao": _reports,
    "danh-muc-phan-cong": _portfolios,
    "ban-giao": _handing_over,
    "danh-muc-lanh-dao": _officials,
    "thoi-giu-chuc-vu": _leaving,
    "danh-muc-co-quan": _agencies,
    "doi-ten-sap-nhap": _renaming,
    "nhap-danh-sach": _listing,
    "thanh-vien": _choosing_members,
    "danh-muc-thong-so": _settings,
    "doi-thong-so": _changing_setting,
}


def main(arguments: list[str]) -> int:
    """Draw into the folder that is named; further arguments are sizes like 1366x768."""
    folder = Path(arguments[0]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[paths.DATA_FOLDER_VARIABLE] = str(folder)
    sizes = tuple(
        (int(width), int(height)) for width, _, height in (a.partition("x") for a in arguments[1:])
    )
    make_application(sys.argv[:1])
    for file in draw(folder, sizes or _SIZES):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
