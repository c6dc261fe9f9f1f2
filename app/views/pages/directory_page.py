"""The page Danh mục: who is in charge, the leaders, the agencies, and what sheets are made with."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.domain.office import Office
from app.domain.reporting_periods import PeriodRecord
from app.views.language import tr
from app.views.pages.directory_agencies import AgenciesTab
from app.views.pages.directory_clear import ClearTab
from app.views.pages.directory_officials import OfficialsTab
from app.views.pages.directory_periods import PeriodsTab
from app.views.pages.directory_portfolios import PortfoliosTab
from app.views.pages.directory_settings import SettingsTab
from app.views.pages.directory_tab import DirectoryTab, OfficeView
from app.views.widgets.focus_door import FocusDoor

if TYPE_CHECKING:
    from app.background.jobs import Job
    from app.services.register import Register
    from app.views.prompts import Prompts
    from app.views.session import Session


class DirectoryPage(QWidget):
    """Reads the office after every change and shows it in tabs."""

    status_changed = Signal()
    edit_asked = Signal(int)
    """A task is to be edited: its id."""

    def __init__(self, session: Session, prompts: Prompts, parent: QWidget | None = None) -> None:
        """Lay out the page; the office is read when it is first shown."""
        super().__init__(parent)
        self._session = session
        self._loading: Job | None = None
        self._stale = True
        self.view: OfficeView | None = None
        self.portfolios = PortfoliosTab(session, prompts)
        self.officials = OfficialsTab(session, prompts)
        self.settings = SettingsTab(session, prompts)
        self.agencies = AgenciesTab(session, prompts)
        self.periods = PeriodsTab(session, prompts)
        self.clear = ClearTab(session, prompts)
        self.clear.edit_asked.connect(self.edit_asked)
        self._all: tuple[DirectoryTab, ...] = (
            self.portfolios,
            self.officials,
            self.agencies,
            self.periods,
            self.clear,
            self.settings,
        )
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Danh mục"))
        self._stack = QStackedWidget()
        for tab in self._all:
            self.tabs.addTab(tab.title)
            self._stack.addWidget(tab)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self._lay_out()
        session.index_changed.connect(self._note_change)

    def _lay_out(self) -> None:
        strip = QWidget()
        strip.setObjectName("toolBar")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(strip)
        row.setContentsMargins(16, 2, 12, 0)
        row.addWidget(self.tabs)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip)
        whole.addWidget(self._stack, 1)
        FocusDoor(self, self.tabs)

    def show_tab(self, tab: DirectoryTab) -> None:
        """Bring a tab to the front, with the keyboard in its table."""
        self.tabs.setCurrentIndex(self._all.index(tab))
        tab.focus_table()

    @property
    def ready(self) -> bool:
        """Whether what is on show is of the session's index."""
        return not self._stale and self._loading is None

    def status_texts(self) -> tuple[str, str]:
        """Return what the page holds, and what still waits to be done."""
        if self.view is None:
            return "", ""
        office, day = self.view.office, self.view.day
        leaders = len(office.in_office(day))
        agencies = sum(agency.holds(day) for agency in office.agencies)
        suggested = len(office.suggested())
        waiting = (
            tr("{suggested} phân công gợi ý", suggested=suggested)
            if suggested
            else tr("Không còn phân công gợi ý")
        )
        return tr(
            "{leaders} lãnh đạo, {agencies} cơ quan", leaders=leaders, agencies=agencies
        ), waiting

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def _note_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._read()

    def _read(self) -> None:
        def load(register: object) -> tuple[Office, list[PeriodRecord]]:
            from app.services import directory  # noqa: PLC0415 - imported on the worker

            return directory.load_all(cast("Register", register))

        if self._loading is not None:
            self._loading.cancel()
        self._stale = False
        self._loading = self._session.run(load, owner=self, done=self._show)

    def _show(self, found: tuple[Office, list[PeriodRecord]]) -> None:
        office, periods = found
        self._loading = None
        index = self._session.index
        if index is None:
            return
        self.view = OfficeView(office, index, self._session.today, periods)
        for tab in self._all:
            tab.show_view(self.view)
        self.status_changed.emit()
