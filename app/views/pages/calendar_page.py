"""Lịch: months with what falls due, report dates, and a line of time by agency (picture 08)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.errors import TienDoError
from app.domain.phrases import capital
from app.domain.records import COLLECTIVE_NAME
from app.domain.traffic_light import LIGHT_NAMES, Light
from app.views import icons, theme
from app.views.calendar_days import (
    ONE_DAY,
    closings,
    days_of_month,
    due_on_days,
    entries,
    lanes,
    month_title,
    next_month,
)
from app.views.grouping import groups_by_lead
from app.views.language import tr
from app.views.list_request import COLLECTIVE, ListRequest
from app.views.pages.report_receipts import ReportReceipts
from app.views.tables.plain_records import Column, RecordTable
from app.views.task_filters import FilterKey, TaskFilters
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.day_panel import DayPanel
from app.views.widgets.filter_box import FilterBox
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label
from app.views.widgets.month_grid import MonthGrid
from app.views.widgets.segments import Segments
from app.views.widgets.time_line import TimeLine
from app.views.widgets.yielding_button import YieldingButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.background.jobs import Job
    from app.domain.records import RegisterIndex, TaskRef
    from app.domain.report_dates import ReportDate
    from app.services.report_dates import ReportDates
    from app.views.actions import Actions
    from app.views.session import Session

_MONTH, _LINE, _REPORTS = range(3)
_PANEL, _LEAST_PANEL = 312, 250
_NARROW = 760
"""Width of the page under which its bar takes two lines."""
_VIEWS = (tr("Tháng"), tr("Dòng thời gian"), tr("Kỳ báo cáo"))
_SHORT_VIEWS = (tr("Tháng"), tr("Năm"), tr("Kỳ"))
_ROOM_FOR_WORDS = 960
"""Width of the page in which the views are called by their full names."""
_REPORTS_ROUND = dt.timedelta(days=45)
"""Reports that closed or close within these days of the chosen one stand beside it."""
_MOST_REPORTS = 8


class CalendarPage(QWidget):
    """The month, the year by agency, or the report dates; the chosen day at the right."""

    filter_requested = Signal(object)
    """A `ListRequest` for the task page."""
    open_task = Signal(int)
    status_changed = Signal()

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        """Build the page; it fills when it is shown."""
        super().__init__(parent)
        self._session = session
        self._month = (session.as_of.year, session.as_of.month)
        self._day = session.as_of
        self._agency: int | None = None
        self._reports: ReportDates | None = None
        self._job: Job | None = None
        self._stale = True
        self.grid = MonthGrid(self)
        self.line = TimeLine(self)
        self.dates = RecordTable(
            tr("Kỳ báo cáo"), _DATE_COLUMNS, lambda d: (d.duty.id, d.period.key), parent=self
        )
        self.panel = DayPanel(self)
        self.views = Segments(_VIEWS, tr("Cách xem lịch"), self)
        self.agencies = FilterBox(tr("Cơ quan"), self)
        self.receipts = ReportReceipts(session, actions, self)
        self._title = label("", FontRole.OBJECT_TITLE, "text", self)
        self.back, self.on = self._arrow("chevron-left", -1), self._arrow("chevron-right", 1)
        self.today_button = YieldingButton(tr("Hôm nay"), "day", self)
        self.today_button.setProperty("compact", True)
        self._lay_out()
        self._connect()

    # ---- For the window

    def status_texts(self) -> tuple[str, str]:
        """Return what the signs mean, and how many reports have no period."""
        index = self._session.index
        if index is None:
            return "", ""
        dated = sum(task.due_on is not None for task in index.tasks)
        without = self._reports.without_dates if self._reports else 0
        shown = tr("{dated} nhiệm vụ có thời hạn là ngày", dated=formats.number(dated))
        note = tr("{without} chế độ báo cáo không nêu kỳ", without=without) if without else ""
        return shown, note

    # ---- Building

    def _arrow(self, icon: str, step: int) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tool", True)
        button.setProperty("compact", True)
        words = tr("Trước") if step < 0 else tr("Sau")
        button.setAccessibleName(words)
        button.setToolTip(safe_tip(f"{words} (Page {'Up' if step < 0 else 'Down'})"))
        icons.dress(button, icon, "text", 18)
        button.clicked.connect(lambda: self.turn(step))
        return button

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setObjectName("toolBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar = bar
        self._rows = QVBoxLayout(bar)
        self._rows.setContentsMargins(12, 0, 12, 1)
        self._rows.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._rows.addLayout(row)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(8)
        # It gives way before the words of the switch are cut.
        self.agencies.setMinimumWidth(96)
        self.agencies.setMaximumWidth(180)
        for widget in (self.back, self.on, self._title, self.today_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addLayout(self._choices, 12)
        self._choices.addStretch(1)
        self._choices.addWidget(self.views)
        self._choices.addWidget(self.agencies, 12)
        self._stack = QStackedWidget(self)
        for view in (self.grid, self.line, self.dates):
            self._stack.addWidget(view)
        left = QWidget(self)
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(bar)
        lines.addWidget(self._stack, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self.panel.setMinimumWidth(_LEAST_PANEL)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._splitter)
        self._door = FocusDoor(self, self.grid)

    def _arrange(self) -> None:
        """Put the choices under the month where they have no room beside it."""
        upper = self._rows.itemAt(0).layout()
        assert isinstance(upper, QHBoxLayout)  # noqa: S101 - laid out so
        narrow = self.width() < _NARROW
        height = max(44, theme.compact_height() + 16)
        self._bar.setFixedHeight(2 * height - 8 if narrow else height)
        if narrow == (self._rows.count() > 1):
            return
        (upper if narrow else self._rows).removeItem(self._choices)
        self._choices.setParent(None)
        if narrow:
            self._rows.addLayout(self._choices)
        else:
            upper.addLayout(self._choices, 12)

    def _connect(self) -> None:
        self._session.index_changed.connect(self._take_index)
        self.views.chosen.connect(self._choose_view)
        self.agencies.key_chosen.connect(self._choose_agency)
        self.today_button.clicked.connect(lambda: self.show_day(self._session.as_of))
        self.grid.day_chosen.connect(self._choose_day)
        self.grid.day_opened.connect(self._list_day)
        self.grid.left_month.connect(self.turn)
        self.line.lane_opened.connect(self._list_lane)
        self.dates.activated_at.connect(lambda _index: self._open_chosen_date())
        self.dates.rows_chosen.connect(self._show_date_day)
        self.panel.task_asked.connect(self.open_task)
        self.panel.report_asked.connect(self.receipts.open)
        self.panel.list_asked.connect(self._list_day)

    # ---- What a person does

    def turn(self, step: int) -> None:
        """Go a month, or in the other views a year, back or on."""
        months = step if self.views.place == _MONTH else 12 * step
        self._month = next_month(*self._month, months)
        year, month = self._month
        same = self._day.year == year and self._day.month == month
        self._day = self._day if same else dt.date(year, month, 1)
        self._fill()

    def show_day(self, day: dt.date) -> None:
        """Show a day, in its month."""
        self._month, self._day = (day.year, day.month), day
        self._fill()

    def _choose_view(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._door.to = (self.grid, self.line.body, self.dates)[place]
        self._fill()

    def _choose_agency(self, key: object) -> None:
        self._agency = key if isinstance(key, int) else None
        self._fill()

    def _choose_day(self, day: dt.date) -> None:
        self._day = day
        self._show_panel()

    def _list_day(self, day: dt.date) -> None:
        number = day.year * 10_000 + day.month * 100 + day.day
        self._list(TaskFilters().with_values(FilterKey.DAY, [number]), self._agency)

    def _list_lane(self, key: int, month: tuple[int, int] | None) -> None:
        index = self._session.index
        if index is None:
            return
        year = self._month[0]
        months = [month] if month else [(year, number) for number in range(1, 13)]
        wanted = [each[0] * 100 + each[1] for each in months]
        self._list(TaskFilters().with_values(FilterKey.LIMIT, wanted), key)

    def _list(self, filters: TaskFilters, agency: int | None) -> None:
        request = (
            ListRequest("all", filters=filters)
            if agency is None
            else ListRequest("agency", agency, filters=filters)
        )
        self.filter_requested.emit(request)

    def _open_chosen_date(self) -> None:
        if (date := self.dates.chosen) is not None:
            self.receipts.open(date)

    def _show_date_day(self) -> None:
        if (date := self.dates.chosen) is not None and self.views.place == _REPORTS:
            self._day = date.period.closing_day
            self._show_panel()

    # ---- Showing

    def _take_index(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refill()

    def _refill(self) -> None:
        """Read the report dates anew, then show everything."""
        index = self._session.index
        if index is None:
            return
        self._stale = False
        keys = [(group.key, group.name, group.tally.total) for group in groups_by_lead(index)]
        keys.sort(key=lambda each: each[0] != COLLECTIVE)
        self.agencies.offer([(k, COLLECTIVE_NAME if k == COLLECTIVE else n, c) for k, n, c in keys])
        self.agencies.choose(self._agency)
        self.grid.today = self._session.as_of
        self._fill()

    def _fill(self) -> None:
        index = self._session.index
        if index is None:
            return
        self._read_reports(index)
        year, month = self._month
        whole_month = self.views.place == _MONTH
        self._title.setText(
            month_title(year, month) if whole_month else tr("Năm {year}", year=year)
        )
        if whole_month:
            self._fill_month(index)
        elif self.views.place == _LINE:
            first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
            shown = [lane for lane in lanes(index, first, last) if self._agency in (None, lane.key)]
            self.line.show_year(year, shown, index.as_of)
        else:
            self._fill_dates(year)
        self._show_panel()
        self.status_changed.emit()

    def _fill_month(self, index: RegisterIndex) -> None:
        days = days_of_month(*self._month)
        due = due_on_days(index, days[0], days[-1], self._agency)
        titles = {task: text[0] for task, text in self._texts(
            [task for tasks in due.values() for task in tasks]).items()}  # fmt: skip
        closing = closings(self._reports.dates if self._reports else (), self._agency)
        shown = {
            day: entries(due.get(day, ()), closing.get(day, ()), titles)
            for day in days
            if day in due or day in closing
        }
        self.grid.show_month(*self._month, shown, self._day)

    def _fill_dates(self, year: int) -> None:
        """Show the report dates of a year; the first that is still to come is selected."""
        first_time = self.dates.chosen is None
        dates = self._dates_of_year(year)
        self.dates.show_records(dates)
        coming = [date for date in dates if date.period.closing_day >= self._session.as_of]
        if first_time and coming:
            self.dates.choose_key((coming[0].duty.id, coming[0].period.key))

    def _dates_of_year(self, year: int) -> list[ReportDate]:
        dates = self._reports.dates if self._reports else ()
        of_agency = closings(dates, self._agency)
        return [d for d in dates if d.period.closing_day.year == year
                and d in of_agency.get(d.period.closing_day, ())]  # fmt: skip

    def _show_panel(self) -> None:
        index = self._session.index
        if index is None:
            return
        tasks = due_on_days(index, self._day, self._day, self._agency).get(self._day, [])
        dates = self._reports.dates if self._reports else ()
        near = [
            date
            for group in closings(dates, self._agency).values()
            for date in group
            if abs(date.period.closing_day - self._day) <= _REPORTS_ROUND
        ]
        near.sort(key=lambda date: abs(date.period.closing_day - self._day))
        shown = sorted(near[:_MOST_REPORTS], key=lambda date: date.period.closing_day)
        self.panel.show_day(self._day, index.as_of, tasks, self._texts(tasks), shown)

    def _texts(self, tasks: list[TaskRef]) -> dict[int, tuple[str, str]]:
        """Return task id → title, and who leads it where."""
        from app.services import reading  # noqa: PLC0415 - a register is open

        index = self._session.index
        if index is None or not tasks:
            return {}
        try:
            rows = self._session.read(reading.load_rows, [t.id for t in tasks], index.as_of)
        except TienDoError as error:
            self._session.failed.emit(error)
            return {}
        agencies = index.directory.agencies
        found = {}
        for task in tasks:
            row, lead = rows[task.id], agencies.get(task.lead_id)
            who = lead.short_name if lead else tr("Chưa có cơ quan chủ trì")
            percent = f" · {row.percent}%" if row.percent is not None else ""
            found[task.id] = (row.short_title or row.title, f"{who} · {row.locator}{percent}")
        return found

    def _read_reports(self, index: RegisterIndex) -> None:
        from app.services import report_dates  # noqa: PLC0415 - a register is open

        year = self._month[0]
        first, last = dt.date(year - 1, 12, 1), dt.date(year + 1, 1, 31)
        try:
            self._reports = self._session.read(
                report_dates.load_dates, first, last - ONE_DAY, index.as_of
            )
        except TienDoError as error:
            self._session.failed.emit(error)

    # ---- Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refill()
        self._splitter.setSizes([self.width() - _PANEL, _PANEL])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.views.show_words(_VIEWS if self.width() >= _ROOM_FOR_WORDS else _SHORT_VIEWS)
        for button, words in zip(self.views.buttons, _VIEWS, strict=True):
            button.setAccessibleName(words)
            button.setToolTip(safe_tip("" if button.text() == words else words))
        self._splitter.setSizes([self.width() - _PANEL, _PANEL])


def _state(date: ReportDate) -> str:
    if date.light.light is Light.UNKNOWN:
        return tr("chưa tính đèn")
    if date.light.by_report and date.arrived == len(date.senders):
        return tr("đã đủ")
    return LIGHT_NAMES[date.light.light]


def _words(date: ReportDate) -> str:
    return capital(date.period.words)


_DATE_COLUMNS: Sequence[Column[ReportDate]] = (
    Column(tr("Báo cáo"), lambda date: date.title, share=1),
    Column(tr("Kỳ"), _words),
    Column(tr("Chốt"), lambda date: formats.date_in_table(date.period.closing_day)),
    Column(tr("Đã đến"), lambda date: f"{date.arrived}/{len(date.senders)}", right=True),
    Column(tr("Tình trạng"), _state),
)
