"""Tổng quan: what is red and whose it is, in three seconds (picture 01 of the design).

Every count comes from the index of the as-of day; the day compared with, the trend and the
milestones are read in the background and fill in a moment later.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.traffic_light import LONG_OVERDUE_DAYS, Light, state_words
from app.views import grouping, theme
from app.views.language import told, tr
from app.views.list_request import ALL, NONE, ListRequest
from app.views.pages.overview_day import DayStartPart
from app.views.pages.overview_parts import (
    Legend,
    TrendCard,
    TwoLineRow,
    milestone_row,
    state_width,
)
from app.views.widgets.bar_list import BarItem, BarList
from app.views.widgets.card import Card
from app.views.widgets.day_field import DayField
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import Sentence, label
from app.views.widgets.row_list import RowList
from app.views.widgets.tile import Sense, Tile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.background.jobs import Job
    from app.domain.records import DayTally, Milestone, Overview, RegisterIndex, TaskRef
    from app.domain.tally import Tally
    from app.views.session import Session

_REST = -3
_MOST_BARS = 12
_MOST_PRESSING = 24
_MOST_MILESTONES = 5
_NAMED_TASKS = 2
_MARGIN = 16
_GAP = 12
_NO_TASKS = tr("Sổ chưa có nhiệm vụ nào.")
_PRESSING = (Light.OVERDUE, Light.DUE_SOON)

_TILES: tuple[tuple[str, tuple[Light, ...] | None, Sense], ...] = (
    (tr("Tổng số nhiệm vụ"), None, Sense.NEUTRAL),
    (tr("Hoàn thành"), (Light.DONE_IN_TIME, Light.DONE_LATE), Sense.MORE_IS_GOOD),
    (tr("Trong hạn"), (Light.IN_TIME,), Sense.NEUTRAL),
    (tr("Sắp đến hạn"), (Light.DUE_SOON,), Sense.NEUTRAL),
    (tr("Quá hạn"), (Light.OVERDUE,), Sense.MORE_IS_BAD),
    (tr("Chưa có thông tin"), (Light.UNKNOWN,), Sense.FEWER_IS_GOOD),
)


class OverviewPage(QWidget):
    """The first page of the rail."""

    filter_requested = Signal(object)
    """A `ListRequest` for the task page."""
    open_task = Signal(int)
    """The id of a task whose detail is wanted."""
    calendar_asked = Signal(object)
    """A day of the calendar is wanted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        """Build the page; it fills when it is first shown with an index there."""
        super().__init__(parent)
        self._session = session
        self._chosen: dt.date | None = None
        self._before: DayTally | None = None
        self._job: Job | None = None
        self._stale = True
        self._columns = 0
        self._compare_label = label(tr("So với"), tone="text2")
        self._compare = DayField(_month_before(session.as_of), tr("So với ngày"))
        self._compare.day_chosen.connect(self._choose)
        self._compare_label.setBuddy(self._compare)
        self._build()
        self._arrange()
        session.index_changed.connect(self._index_changed)

    def header_widgets(self) -> list[QWidget]:
        """Return what the window puts into its top bar while this page is shown."""
        return [self._compare_label, self._compare]

    @property
    def tiles(self) -> Sequence[Tile]:
        """The six tiles, left to right."""
        return tuple(self._tiles)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # Building

    def _build(self) -> None:
        self._content = _Content()
        self._tiles = [
            Tile(title, lights[0] if lights else None, sense) for title, lights, sense in _TILES
        ]
        for tile, (_title, lights, _sense) in zip(self._tiles, _TILES, strict=True):
            request = ListRequest("all", ALL, lights)
            tile.clicked.connect(lambda _checked=False, r=request: self.filter_requested.emit(r))
        self._tile_grid = QGridLayout()
        self._tile_grid.setSpacing(_GAP)
        self.start = DayStartPart(self._session, self)
        self.start.filter_requested.connect(self.filter_requested)
        self.start.calendar_asked.connect(self.calendar_asked)
        self._build_cards()
        self._body = QHBoxLayout()
        self._body.setSpacing(_GAP)
        whole = QVBoxLayout(self._content)
        whole.setContentsMargins(_MARGIN, _GAP, _MARGIN, _GAP)
        whole.setSpacing(_GAP)
        whole.addLayout(self._tile_grid)
        whole.addWidget(self.start.strip)
        whole.addLayout(self._body, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        FocusDoor(self, self._tiles[0])
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._keep_in_sight)

    def _build_cards(self) -> None:
        self._agency_card = Card(tr("Theo cơ quan chủ trì"))
        self._agency_card.link_clicked.connect(lambda: self._ask_agency(ALL))
        self._agencies = BarList(empty=_NO_TASKS)
        self._agencies.activated.connect(self._ask_agency)
        self._legend = Legend()
        self._agency_card.body.addWidget(self._agencies, 1)
        self._agency_card.body.addStretch(0)
        self._agency_card.body.addWidget(self._legend)

        self._leader_card = Card(tr("Theo lãnh đạo phụ trách"))
        self._leader_card.link_clicked.connect(lambda: self._ask_leader(NONE))
        self._leaders = BarList(tr("gồm cả phân công gợi ý"), empty=_NO_TASKS)
        self._leaders.activated.connect(self._ask_leader)
        self._leader_card.body.addWidget(self._leaders)
        self._leader_card.body.addSpacing(6)

        self._trend_card = TrendCard()

        row = theme.two_line_height()
        self._pressing_card = Card(tr("Cần đôn đốc"))
        pressing = ListRequest("all", ALL, _PRESSING)
        self._pressing_card.link_clicked.connect(lambda: self.filter_requested.emit(pressing))
        self._pressing = RowList((row, row, row + 1), least=4)
        self._no_pressing = Sentence(tr("Không có nhiệm vụ quá hạn hoặc sắp đến hạn."))
        self._pressing_card.body.addWidget(self._pressing, 1)
        self._pressing_card.body.addWidget(self._no_pressing, 1)
        self._pressing_card.body.addStretch(0)

        self._milestone_card = Card(tr("Các mốc sắp tới"))
        self._milestones = RowList((row, row, row))
        self._no_milestones = Sentence(tr("Không có mốc thời gian nào sắp tới."))
        self._milestone_card.body.addWidget(self._milestones)
        self._milestone_card.body.addWidget(self._no_milestones)
        self._milestone_card.body.addSpacing(2)

    def _arrange(self) -> None:
        """Stack the cards for the width: three columns, two, or one."""
        columns = 3 if self.width() >= 1200 else 2 if self.width() >= 720 else 1
        if columns == self._columns:
            return
        self._columns = columns
        self.start.strip.set_columns({3: 5, 2: 3, 1: 2}[columns])
        across = {3: 6, 2: 3, 1: 2}[columns]
        for place, tile in enumerate(self._tiles):
            self._tile_grid.addWidget(tile, place // across, place % across)
        agency, leader, trend = self._agency_card, self._leader_card, self._trend_card
        pressing, milestones = self._pressing_card, self._milestone_card
        stacks: dict[int, list[list[tuple[QWidget, int]]]] = {
            3: [
                [(agency, 1)],
                [(leader, 4), (trend, 5)],
                [(pressing, 1), (milestones, 0)],
            ],
            2: [
                [(agency, 0), (trend, 1)],
                [(leader, 0), (pressing, 1), (milestones, 0)],
            ],
            1: [[(agency, 0), (leader, 0), (pressing, 0), (milestones, 0), (trend, 1)]],
        }
        self._content.roomy = columns < 3
        self._restack(stacks[columns])

    def _restack(self, stacks: list[list[tuple[QWidget, int]]]) -> None:
        while self._body.count():
            column = self._body.takeAt(0).layout()
            while column.count():
                column.takeAt(0)
            column.deleteLater()
        for place, stack in enumerate(stacks):
            column = QVBoxLayout()
            column.setSpacing(_GAP)
            for card, stretch in stack:
                column.addWidget(card, stretch)
            # The third column holds sentences and is a little wider (picture 01: 400, 400, 430).
            self._body.addLayout(column, 43 if place == 2 else 40)

    # Filling

    def _index_changed(self) -> None:
        self._stale = True
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        index = self._session.index
        if index is None:
            return
        self._stale = False
        self._show_compared_day(index.as_of)
        self._show_tiles(index)
        self._show_bars(index)
        self._show_pressing(index)
        self.start.fill(index)
        self._trend_card.percentages.show_tally(grouping.tally_all(index.tasks))
        self._order_tabs()
        self._load_overview(index)

    def _order_tabs(self) -> None:
        """Let Tab go card by card: rows made anew would otherwise come last in the window."""
        stops: list[QWidget] = [
            *self._tiles,
            *self.start.strip.facts,
            self._agency_card.link,
            *self._agencies.rows,
            self._leader_card.link,
            *self._leaders.rows,
            self._pressing_card.link,
            *self._pressing.rows,
            *self._milestones.rows,
        ]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def _show_compared_day(self, as_of: dt.date) -> None:
        if self._chosen is not None and self._chosen >= as_of:
            self._chosen = None
        self._compare.set_latest(as_of - dt.timedelta(days=1))
        self._compare.show_day(self._chosen or _month_before(as_of))

    def _show_tiles(self, index: RegisterIndex) -> None:
        now = grouping.tally_all(index.tasks)
        before = None
        if self._before is not None and self._before.day == self._compare.shown:
            before = self._before.tally
        notes = tile_notes(index.tasks, now)
        for tile, (_title, lights, _sense), note in zip(self._tiles, _TILES, notes, strict=True):
            count = _count(now, lights)
            change = None if before is None else count - _count(before, lights)
            tile.show_figure(count, change, note)

    def _show_bars(self, index: RegisterIndex) -> None:
        groups = grouping.groups_by_lead(index)
        shown, rest = grouping.shorten(groups, _MOST_BARS)
        items = [_bar(group) for group in shown]
        if rest:
            name = tr("{rest} đầu mối còn lại", rest=formats.number(len(rest)))
            items.append(BarItem(_REST, name, grouping.total(rest), rest=True))
        self._agencies.set_items(items)
        self._agency_card.set_link(
            tr("Xem tất cả {groups}", groups=formats.number(len(groups))) if groups else ""
        )
        self._legend.show_stopped(grouping.total(groups).stopped > 0)

        leaders = grouping.groups_by_leader(index)
        self._leaders.set_items([_bar(group) for group in leaders])
        missing = sum(group.tally.total for group in leaders if group.key == NONE)
        self._leader_card.set_link(
            tr("Phân công ({missing})", missing=formats.number(missing)) if missing else ""
        )

    def _show_pressing(self, index: RegisterIndex) -> None:
        tasks = grouping.needs_attention(index.tasks, _MOST_PRESSING)
        rows = self._pressing_rows(tasks, index) if tasks else []
        self._pressing.set_rows(rows)
        self._pressing.setVisible(bool(rows))
        self._no_pressing.setVisible(not rows)
        tally = grouping.tally_all(index.tasks)
        count = sum(tally[light] for light in _PRESSING)
        self._pressing_card.set_link(
            tr("Xem cả {count}", count=formats.number(count)) if count else ""
        )

    def _pressing_rows(self, tasks: Sequence[TaskRef], index: RegisterIndex) -> list[TwoLineRow]:
        from app.services import reading  # noqa: PLC0415 - not needed before there are rows

        texts = self._session.read(reading.load_rows, [task.id for task in tasks], index.as_of)
        words = [state_words(task.assessment) for task in tasks]
        room = state_width(words)
        rows = []
        for task, state in zip(tasks, words, strict=True):
            text = texts[task.id]
            row = TwoLineRow(
                text.short_title or text.title,
                grouping.lead_name(task, index),
                task.light,
                state,
                strong=True,
                state_width=room,
                tip=text.title,
            )
            row.clicked.connect(lambda _checked=False, key=task.id: self.open_task.emit(key))
            rows.append(row)
        return rows

    # The day compared with, the trend and the milestones

    def _load_overview(self, index: RegisterIndex) -> None:
        from app.services import reading  # noqa: PLC0415 - not needed before a register is open

        if self._job is not None:
            self._job.cancel()
        self._job = self._session.run(
            reading.load_overview,
            index,
            self._compare.shown,
            owner=self,
            done=self._show_overview,
        )

    def _show_overview(self, overview: Overview) -> None:
        index = self._session.index
        if index is None:
            return
        self._before = overview.before
        self._show_tiles(index)
        self._trend_card.show_year(overview.completed_by_month, index.as_of.year)
        self._show_milestones(overview, index)

    def _show_milestones(self, overview: Overview, index: RegisterIndex) -> None:
        rows = []
        for milestone in self._named(overview.milestones[:_MOST_MILESTONES], index.as_of):
            row = milestone_row(milestone, index.as_of, index.soon_days)
            if row.isEnabled():
                task = milestone.task_ids[0]
                row.clicked.connect(lambda _checked=False, key=task: self.open_task.emit(key))
            rows.append(row)
        self._milestones.set_rows(rows)
        self._order_tabs()
        self._milestones.setVisible(bool(rows))
        self._no_milestones.setVisible(not rows)

    def _named(self, milestones: Sequence[Milestone], as_of: dt.date) -> list[Milestone]:
        """Return the milestones, those without a note with the titles of their first tasks."""
        from app.services import reading  # noqa: PLC0415 - not needed before there are rows

        bare = [m for m in milestones if not m.note]
        ids = [task for milestone in bare for task in milestone.task_ids[:_NAMED_TASKS]]
        texts = self._session.read(reading.load_rows, ids, as_of) if ids else {}
        names = {key: row.short_title or row.title for key, row in texts.items()}
        return [
            m
            if m.note
            else replace(m, note="; ".join(names[key] for key in m.task_ids[:_NAMED_TASKS]))
            for m in milestones
        ]

    def _choose(self, day: dt.date) -> None:
        self._chosen = day
        if self._session.index is not None:
            self._show_tiles(self._session.index)
            self._load_overview(self._session.index)

    # Asking

    def _ask_agency(self, key: int) -> None:
        self.filter_requested.emit(ListRequest("agency", ALL if key == _REST else key))

    def _ask_leader(self, key: int) -> None:
        self.filter_requested.emit(ListRequest("leader", key))

    def _keep_in_sight(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._content.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new, 0, _GAP)


class _Content(QWidget):
    """What scrolls. Three columns are squeezed to fit the window; stacked ones get their room."""

    roomy = False

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        if layout is None or not self.roomy:
            return super().minimumSizeHint()
        return QSize(layout.minimumSize().width(), layout.sizeHint().height())


def tile_notes(tasks: Sequence[TaskRef], tally: Tally) -> tuple[str, ...]:
    """Return the small lines of the six tiles, each a split of its own figure."""
    documents = formats.number(len({task.document_id for task in tasks}))
    stopped = (
        tr(", đã dừng {stopped}", stopped=formats.number(tally.stopped)) if tally.stopped else ""
    )
    recurring = _count_in(tasks, Light.IN_TIME, lambda task: task.recurrence is not None)
    late_reports = _count_in(tasks, Light.DUE_SOON, lambda task: task.by_report)
    long_overdue = _count_in(
        tasks, Light.OVERDUE, lambda task: (task.days or 0) > LONG_OVERDUE_DAYS
    )
    no_limit = _count_in(tasks, Light.UNKNOWN, lambda task: task.recurrence is None)
    due = tally[Light.DUE_SOON] - late_reports
    return (
        tr("từ {documents} văn bản{stopped}", documents=documents, stopped=stopped),
        tr(
            "đúng hạn {tally}, quá hạn {tally2}",
            tally=formats.number(tally[Light.DONE_IN_TIME]),
            tally2=formats.number(tally[Light.DONE_LATE]),
        ),
        tr("thường xuyên, định kỳ {recurring}", recurring=formats.number(recurring)),
        tr(
            "đến hạn {due}, chậm báo cáo {late_reports}",
            due=formats.number(due),
            late_reports=formats.number(late_reports),
        ),
        tr(
            "quá {days} ngày: {long_overdue} việc",
            days=LONG_OVERDUE_DAYS,
            long_overdue=formats.number(long_overdue),
        ),
        _unknown_note(no_limit, tally.unknown - no_limit),
    )


def _unknown_note(no_limit: int, no_report: int) -> str:
    if no_limit and no_report:
        return tr(
            "thiếu hạn {no_limit}, báo cáo {no_report}",
            no_limit=formats.number(no_limit),
            no_report=formats.number(no_report),
        )
    if no_report:
        return tr("chưa ghi nhận báo cáo")
    return tr("cần bổ sung thời hạn") if no_limit else ""


def _count_in(tasks: Sequence[TaskRef], light: Light, test: Callable[[TaskRef], bool]) -> int:
    return sum(1 for task in tasks if task.light == light and test(task))


def _count(tally: Tally, lights: tuple[Light, ...] | None) -> int:
    return tally.total if lights is None else sum(tally[light] for light in lights)


def _bar(group: grouping.Group) -> BarItem:
    return BarItem(group.key, told(group.name), group.tally, told(group.full_name))


def _month_before(day: dt.date) -> dt.date:
    """Return the last day of the month before the one that ``day`` is in."""
    return day.replace(day=1) - dt.timedelta(days=1)
