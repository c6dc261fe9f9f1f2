"""The start of the day on Tổng quan: fills the strip, and leads to what its figures count."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.views.day_facts import (
    DayFact,
    change_fact,
    due_facts,
    report_fact,
    silent_fact,
)
from app.views.language import tr
from app.views.list_request import ListRequest
from app.views.widgets.day_strip import DayStrip

if TYPE_CHECKING:
    from app.background.jobs import Job
    from app.domain.day_start import DayStart
    from app.domain.records import RegisterIndex
    from app.views.session import Session

_REPORTS, _SILENT = 2, 3
_MOST_NAMED = 25
_READING = DayFact("…", tr("đang đọc"))


class DayStartPart(QObject):
    """Two figures come from the index at once, three are read in the background."""

    filter_requested = Signal(object)
    calendar_asked = Signal(object)
    """A day of the calendar is wanted."""

    def __init__(self, session: Session, page: QWidget) -> None:
        """Make the strip; `fill` shows a day."""
        super().__init__(page)
        self._session = session
        self._job: Job | None = None
        self._start: DayStart | None = None
        self.menu: QMenu | None = None
        self.strip = DayStrip(page)
        self.strip.pressed.connect(self._press)

    def fill(self, index: RegisterIndex) -> None:
        """Show the day of an index."""
        self.strip.show_facts([*due_facts(index), _READING, _READING, _READING])
        if self._job is not None:
            self._job.cancel()
        self._start = None
        self._job = self._session.run(_load, index, owner=self, done=self._show)

    def _show(self, start: DayStart) -> None:
        index = self._session.index
        if index is None:
            return
        self._start = start
        self.strip.show_facts(
            [
                *due_facts(index),
                report_fact(start, index.as_of),
                silent_fact(start),
                change_fact(index.tasks, start),
            ]
        )

    def _press(self, place: int) -> None:
        request = self.strip.facts[place].fact.request
        if request is not None:
            self.filter_requested.emit(request)
        elif self._start is not None and place == _REPORTS and self._start.next_closing:
            self.calendar_asked.emit(self._start.next_closing)
        elif self._start is not None and place == _SILENT and self._start.silent:
            self._offer_silent(self._start)

    def _offer_silent(self, start: DayStart) -> None:
        """Name the silent agencies in a menu; each leads to its list."""
        index = self._session.index
        if index is None:
            return
        button = self.strip.facts[_SILENT]
        menu = QMenu(button)
        for key in start.silent[:_MOST_NAMED]:
            entry = menu.addAction(index.directory.agencies[key].name)
            request = ListRequest("agency", key)
            entry.triggered.connect(lambda _c=False, r=request: self.filter_requested.emit(r))
        if len(start.silent) > _MOST_NAMED:
            menu.addAction(
                tr("và {silent} cơ quan khác", silent=len(start.silent) - _MOST_NAMED)
            ).setEnabled(False)
        self.menu = menu
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))


def _load(register: object, index: RegisterIndex) -> DayStart:
    from app.services import day_start  # noqa: PLC0415 - imported on the worker
    from app.services.register import Register  # noqa: PLC0415

    return day_start.load_day_start(cast("Register", register), index)
