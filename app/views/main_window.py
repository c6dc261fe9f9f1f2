"""The window: rail, top bar, pages, status bar. Pages are made when they are first visited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QActionGroup, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.background.jobs import Jobs
from app.domain import formats
from app.domain.errors import RegisterDamagedError, TienDoError
from app.domain.records import (
    ChangeSet,
)
from app.settings import MachineSettings
from app.views import icons, theme
from app.views.actions import Actions
from app.views.language import told, tr
from app.views.list_request import ListRequest
from app.views.page_kinds import (
    HasHeader,
    HasStatus,
    KeepsWork,
    Searchable,
    TasksPageLike,
)
from app.views.pages.start_page import StartPage
from app.views.prompts import Prompts
from app.views.register_opener import RegisterOpener
from app.views.session import Opened, Session
from app.views.settings_menu import SettingsMenu
from app.views.undoing import Undoing
from app.views.widgets.rail import Rail
from app.views.widgets.status_line import StatusLine
from app.views.widgets.top_bar import TopBar
from app.views.window_words import RAIL_ICONS, SEARCH_HINTS, whole

if TYPE_CHECKING:
    from app.views.pages.reports_page import ReportsPage

_NARROW = 1200
_MESSAGE_MS = 6000
_TITLE_BAR = 32
"""Logical pixels over the window that are not its own; at 150 % a small laptop has none to lose."""
_QUIET_MS = 300
"""What is not needed for the first paint waits until it is surely over."""


class MainWindow(QMainWindow):
    """Puts the parts together; what a page shows is the page's own affair."""

    def __init__(
        self, jobs: Jobs, settings: MachineSettings, prompts: Prompts, today: dt.date
    ) -> None:
        """Build the frame around the start page; `open_register` fills it."""
        super().__init__()
        self.setWindowTitle(tr("Tiến Độ"))
        self.setMinimumSize(900, 560)
        self.actions_ = Actions(self)
        self.session = Session(jobs, today, self)
        self.prompts = prompts
        self._settings = settings
        self._pages: dict[str, QWidget] = {}
        self._page_actions = {
            "overview": self.actions_.go_overview,
            "tasks": self.actions_.go_tasks,
            "indicators": self.actions_.go_indicators,
            "calendar": self.actions_.go_calendar,
            "documents": self.actions_.go_documents,
            "reports": self.actions_.go_reports,
            "directory": self.actions_.go_directory,
        }
        self._makers: dict[str, Callable[[], QWidget]] = {
            "overview": self._make_overview,
            "tasks": self._make_tasks,
            "indicators": self._make_indicators,
            "calendar": self._make_calendar,
            "documents": self._make_documents,
            "reports": self._make_reports,
            "directory": self._make_directory,
        }
        self._current = ""
        self._undoing = Undoing(
            self.session, self.actions_, lambda: self._pages.get(self._current), self
        )
        self._lay_out()
        self._connect()
        self._restore()
        self._show_status()

    # -- opening and closing a register -----------------------------------------------------------

    def open_register(self, path: Path, opening: Callable[[], Opened]) -> None:
        """Open a register in the background and show it; see `RegisterOpener.open`."""
        self.opener.open(path, opening)

    def end(self) -> None:
        """Wait for running work, end the threads and let go of the register: the last call."""
        self.session.jobs.close()
        self.session.close()
        self.opener.end()

    def show_page(self, name: str) -> None:
        """Bring a page to the front, made now if it was never visited."""
        if self.session.register is None:
            return
        if name not in self._pages:
            self._pages[name] = self._makers[name]()
            self._stack.addWidget(self._pages[name])
        self._current = name
        page = self._pages[name]
        self._stack.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        self._page_actions[name].setChecked(True)
        if isinstance(page, Searchable):
            page.set_search(self._bar.search.text())
        widgets = page.header_widgets() if isinstance(page, HasHeader) else []
        hint = SEARCH_HINTS.get(name, "")
        self._bar.show_page(self._page_actions[name].iconText(), widgets, hint)
        self._show_status()
        self._undoing.offer()

    def page(self, name: str) -> QWidget:
        """Return a page, made now if it was never visited."""
        self.show_page(name)
        return self._pages[name]

    def _opened(self, opened: Opened) -> None:
        if self.session.register is not None:  # the new one is good: now the old one may go
            self._close_register()
        self.session.open(opened)
        self.setWindowTitle(
            tr("Tiến Độ – {register_name}", register_name=opened.index.register_name)
        )
        self._set_open(register_open=True)
        last = self._settings.get("page")
        self.show_page(last if last in self._makers else "overview")
        # After the first paint: the whole file is checked, and what undo would do is read.
        QTimer.singleShot(_QUIET_MS, self._after_opening)

    def _after_opening(self) -> None:
        from app.services.register import verify  # noqa: PLC0415 - after the first paint

        if self.session.register is None:  # closed meanwhile
            return
        self.opener.claim()
        self.session.run(verify, owner=self, failed=self._damaged)
        self._undoing.read()

    def _damaged(self, error: Exception) -> None:
        if isinstance(error, RegisterDamagedError):
            self._close_register()
            self.opener.show_refusal(error)
        else:
            self.session.failed.emit(error)

    def _keep_work(self) -> None:
        for page in self._pages.values():
            if isinstance(page, KeepsWork):
                page.keep_work()

    def _close_register(self) -> None:
        self._keep_work()
        self.session.close()
        self.opener.release()
        self._bar.show_page(tr("Bắt đầu"), [])
        for page in self._pages.values():
            self._stack.removeWidget(page)
            # The bar has taken over the page's own widgets in it.
            for widget in (page, *(page.header_widgets() if isinstance(page, HasHeader) else ())):
                widget.deleteLater()
        self._pages.clear()
        self._bar.search.clear()
        self._current = ""
        self.setWindowTitle(tr("Tiến Độ"))
        self._set_open(register_open=False)
        self._stack.setCurrentWidget(self._start)
        self._start.show_closed()
        self._show_status()

    # -- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        group = QActionGroup(self)
        for action in self._page_actions.values():
            action.setCheckable(True)
            group.addAction(action)
            icons.dress(action, RAIL_ICONS[action.iconText()], "rail_text", 22, "on_primary")
        self._settings_menu = SettingsMenu(
            self.session, self.actions_, self.prompts, self._settings, self
        )
        self._rail = Rail(list(self._page_actions.values()), self._settings_menu.menu, self)
        self._bar = TopBar(self.actions_, self.session.today, self)
        self._start = StartPage()
        self.opener = RegisterOpener(self.session, self._start, self.prompts, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._start)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._bar)
        right.addWidget(self._stack, 1)
        self._settings_menu.bar_made.connect(right.addWidget)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self.setCentralWidget(middle)
        self._status = StatusLine(self)
        self.setStatusBar(self._status)
        self._bar.show_page(tr("Bắt đầu"), [])
        self._set_open(register_open=False)

    def _connect(self) -> None:
        act = self.actions_
        used = [*self._page_actions.values(), act.complete, act.undo, act.redo, act.print]
        used.append(act.export)
        used += [act.search, act.open_register, act.close_register, act.dark_theme, act.quit]
        used += [act.help]
        self.addActions(used)
        for name, action in self._page_actions.items():
            action.triggered.connect(lambda _checked=False, page=name: self.show_page(page))
        act.print.triggered.connect(self._print)
        act.export.triggered.connect(self._export)
        act.search.triggered.connect(self._focus_search)
        act.open_register.triggered.connect(self.opener.choose)
        act.close_register.triggered.connect(self._close_register)
        act.sheet_settings.triggered.connect(self._show_sheet_settings)
        act.help.triggered.connect(lambda: self.show_help(self))
        act.quit.triggered.connect(self.close)
        self._bar.search_changed.connect(self._search)
        self._bar.search_left.connect(self._leave_search)
        self._bar.day_chosen.connect(self.session.set_as_of)
        self._bar.day_refused.connect(
            lambda words: self.statusBar().showMessage(words, _MESSAGE_MS)
        )
        self._settings_menu.unpacked.connect(self.opener.go)
        self.opener.opened.connect(self._opened)
        self.opener.close_requested.connect(self._close_register)
        self.opener.message.connect(lambda words: self.statusBar().showMessage(words, _MESSAGE_MS))
        self.session.index_changed.connect(self._show_status)
        self.session.today_changed.connect(self._show_status)
        self.session.changed.connect(self._tell_change)
        self.session.failed.connect(self._tell_failure)

    def _make_overview(self) -> QWidget:
        from app.views.pages.overview_page import OverviewPage  # noqa: PLC0415 - when visited

        page = OverviewPage(self.session)
        page.filter_requested.connect(self._show_list)
        page.open_task.connect(self._show_task)
        page.calendar_asked.connect(self._show_calendar_day)
        return page

    def _make_tasks(self) -> QWidget:
        from app.views.pages.tasks_page import TasksPage  # noqa: PLC0415 - when visited

        page = TasksPage(self.session, self.actions_, self.prompts, settings=self._settings)
        page.status_changed.connect(self._show_status)
        page.task_asked.connect(self._show_task)
        page.search_asked.connect(self._bar.search.setText)
        page.indicators_asked.connect(self.actions_.go_indicators.trigger)
        if sizes := self._settings.get("panes"):
            page.set_pane_sizes(sizes)
        return page

    def _make_indicators(self) -> QWidget:
        from app.views.pages.indicators_page import IndicatorsPage  # noqa: PLC0415 - when visited

        page = IndicatorsPage(self.session, self.prompts)
        page.status_changed.connect(self._show_status)
        page.search_dropped.connect(self._bar.search.clear)
        return page

    def _make_calendar(self) -> QWidget:
        from app.views.pages.calendar_page import CalendarPage  # noqa: PLC0415 - when visited

        page = CalendarPage(self.session, self.actions_)
        page.filter_requested.connect(self._show_list)
        page.open_task.connect(self._show_task)
        page.status_changed.connect(self._show_status)
        return page

    def _make_documents(self) -> QWidget:
        from app.views.pages.documents_page import DocumentsPage  # noqa: PLC0415 - when visited

        page = DocumentsPage(self.session, self.actions_, self.prompts)
        page.status_changed.connect(self._show_status)
        page.status_changed.connect(self._undoing.offer)
        page.task_asked.connect(self._show_task)
        return page

    def _make_reports(self) -> QWidget:
        from app.views.pages.reports_page import ReportsPage  # noqa: PLC0415 - when visited

        page = ReportsPage(self.session, self.prompts)
        page.status_changed.connect(self._show_status)
        return page

    def _make_directory(self) -> QWidget:
        from app.views.pages.directory_page import DirectoryPage  # noqa: PLC0415 - when visited

        page = DirectoryPage(self.session, self.prompts)
        page.status_changed.connect(self._show_status)
        page.edit_asked.connect(self._edit_task)
        return page

    # -- what the parts ask for -------------------------------------------------------------------

    def _show_list(self, request: ListRequest) -> None:
        self._bar.search.clear()
        cast("TasksPageLike", self.page("tasks")).apply_request(request)

    def _show_task(self, task_id: int) -> None:
        self._bar.search.clear()
        cast("TasksPageLike", self.page("tasks")).open_task(task_id)

    def _show_calendar_day(self, day: dt.date) -> None:
        from app.views.pages.calendar_page import CalendarPage  # noqa: PLC0415 - when visited

        cast("CalendarPage", self.page("calendar")).show_day(day)

    def _edit_task(self, task_id: int) -> None:
        self._show_task(task_id)
        self.actions_.edit.trigger()

    def _search(self, text: str) -> None:
        if text and not isinstance(self._pages.get(self._current), Searchable):
            self.show_page("tasks")
            self._bar.search.setFocus(Qt.FocusReason.OtherFocusReason)  # one is typing there
        for page in self._pages.values():
            # One that lies behind learns of the words when it comes to the front.
            if isinstance(page, Searchable) and (not text or page is self._pages[self._current]):
                page.set_search(text)

    def _leave_search(self) -> None:
        if self._current and isinstance(page := self._pages[self._current], Searchable):
            page.focus_list()

    def _focus_search(self) -> None:
        self._bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bar.search.selectAll()

    def _print(self) -> None:
        from app.views.sheet_wanted import period_wanted, sheet_wanted  # noqa: PLC0415 - when printing

        if self._current == "reports":
            cast("ReportsPage", self._pages["reports"]).print_sheet()
            return
        page = self._pages.get(self._current)
        (kind, scope), period = (
            sheet_wanted(self._current, page),
            period_wanted(self._current, page),
        )
        cast("ReportsPage", self.page("reports")).choose(kind, scope, period=period)

    def _export(self) -> None:
        from app.views.exporter import export_list  # noqa: PLC0415 - when saving

        page = self._pages[self._current] if self._current in ("reports", "tasks") else None
        export_list(self, page)

    def _tell_change(self, change: ChangeSet) -> None:
        advice = tr(" Bấm Ctrl+Z để hoàn tác.") if change.kind in ("do", "redo") else ""
        self.statusBar().showMessage(f"{told(change.sentence)}{advice}", _MESSAGE_MS)
        self._undoing.read()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, TienDoError):
            raise error
        self.prompts.tell(self, tr("Chưa thực hiện được"), str(error))
        if isinstance(error, RegisterDamagedError):
            self._damaged(error)

    def show_help(self, over: QWidget) -> None:
        """Open the help of the page in front, over the window or one of its dialogs."""
        from app.views.dialogs.help_dialog import HelpDialog  # noqa: PLC0415 - on demand

        HelpDialog(self._current or "start", self.actions_.all_actions(), over).show()

    def _show_sheet_settings(self) -> None:
        from app.views.pages.directory_page import DirectoryPage  # noqa: PLC0415 - when visited

        page = cast("DirectoryPage", self.page("directory"))
        page.show_tab(page.settings)

    # -- state ------------------------------------------------------------------------------------

    def _set_open(self, *, register_open: bool) -> None:
        act = self.actions_
        for action in (
            *self._page_actions.values(),
            act.print,
            act.export,
            act.search,
            act.close_register,
            act.pack,
            act.sheet_settings,
        ):
            action.setEnabled(register_open)
        if not register_open:
            self._undoing.forget()
            act.complete.setEnabled(False)
            checked = next((a for a in self._page_actions.values() if a.isChecked()), None)
            if checked is not None and checked.actionGroup() is not None:
                checked.actionGroup().setExclusive(False)
                checked.setChecked(False)
                checked.actionGroup().setExclusive(True)
        self._bar.set_open(register_open=register_open)

    def _show_status(self) -> None:
        session, index = self.session, self.session.index
        self._bar.show_day(session.as_of, session.today)
        register = (
            tr("Sổ: {register_name}", register_name=index.register_name)
            if index
            else tr("Chưa mở sổ nào")
        )
        past = (
            tr(
                "Đang xem số liệu ngày {as_of}, chỉ xem, không sửa",
                as_of=formats.date_in_text(session.as_of),
            )
            if session.is_past
            else ""
        )
        page = self._pages.get(self._current)
        shown, proof = page.status_texts() if isinstance(page, HasStatus) else whole(index)
        self._status.show_texts(register, past, shown, proof)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.set_narrow(narrow=self._is_narrow())

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW

    @property
    def restart_wanted(self) -> bool:
        """Whether it was closed to start the program anew."""
        return self._settings_menu.restart_wanted

    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_work()
        self._settings.put("window", self.saveGeometry().toBase64().toStdString())
        if self._current:
            self._settings.put("page", self._current)
        if "tasks" in self._pages and not self._is_narrow():
            page = cast("TasksPageLike", self._pages["tasks"])
            self._settings.put("panes", page.pane_sizes())
        super().closeEvent(event)

    def _restore(self) -> None:
        room = self.screen().availableGeometry().adjusted(0, 0, 0, -_TITLE_BAR)
        self.setMinimumSize(min(900, room.width()), min(560, room.height()))
        self.resize(min(1366, room.width()), min(728, room.height()))
        if kept := self._settings.get("window"):
            self.restoreGeometry(QByteArray.fromBase64(str(kept).encode()))
        self.actions_.dark_theme.setChecked(theme.current().dark)
