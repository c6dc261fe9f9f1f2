"""A line of time by agency: every task with a day as a sign in its month; a press lists them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from app.domain.phrases import small
from app.domain.records import TaskRef
from app.domain.traffic_light import LIGHT_NAMES
from app.views import theme as themes
from app.views.calendar_days import Lane, month_share
from app.views.language import told, tr
from app.views.tables.painting import paint_text
from app.views.theme import FontRole
from app.views.widgets.signs import paint_sign

MONTHS = 12
_NAMES = 190
_COUNT = 72
_LEAST_MONTH = 16
_SIGN = 13
_BEFORE_MONTH = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class TimeLine(QScrollArea):
    """The lanes under a head of months; the head goes with them."""

    lane_opened = Signal(int, object)
    """(key of the agency, (year, month) or None for the whole year): show these tasks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lanes."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = _Lanes(self)
        self.setWidget(self.body)

    def show_year(self, year: int, lanes: Sequence[Lane], as_of: dt.date) -> None:
        """Show a year."""
        self.body.show_year(year, lanes, as_of)


class _Lanes(QWidget):
    """Paints everything: some twenty lanes need no view of items."""

    def __init__(self, area: TimeLine) -> None:
        super().__init__(area)
        self._area = area
        self._year, self._as_of = 0, dt.date.min
        self._lanes: Sequence[Lane] = ()
        self._row = 0
        self.setMinimumWidth(_NAMES + MONTHS * _LEAST_MONTH + _COUNT)
        self.setAccessibleName(tr("Dòng thời gian theo cơ quan"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_year(self, year: int, lanes: Sequence[Lane], as_of: dt.date) -> None:
        self._year, self._lanes, self._as_of = year, lanes, as_of
        self._row = min(self._row, max(0, len(lanes) - 1))
        self._describe()
        self.setMinimumHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        rows = max(1, len(self._lanes))
        return QSize(600, themes.header_height() + rows * themes.row_height() + 8)

    # ---- Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.surface))
        head = QRect(0, 0, self.width(), themes.header_height())
        painter.fillRect(head, QColor(theme.header))
        for month in range(MONTHS + 1):
            x = self._x(month / MONTHS)
            painter.fillRect(x, 0, 1, self.height(), QColor(theme.line))
            if month < MONTHS:
                room = QRect(x, 0, self._x((month + 1) / MONTHS) - x, head.height())
                self._paint_month(painter, room, month + 1)
        paint_text(painter, head.adjusted(12, 0, 0, 0), tr("Cơ quan"), FontRole.STRONG, theme.text2)
        for row, lane in enumerate(self._lanes):
            self._paint_lane(painter, row, lane)
        if not self._lanes:
            room = self.rect().adjusted(12, head.height() + 12, -12, 0)
            words = tr("Năm {year} không có nhiệm vụ nào có thời hạn là ngày.", year=self._year)
            painter.setPen(QColor(theme.text3))
            painter.setFont(themes.font(FontRole.BODY))
            painter.drawText(room, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)
        if self._as_of.year == self._year:
            x = self._x(month_share(self._as_of, (self._year, 1), MONTHS))
            painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine))
            painter.drawLine(x, head.height(), x, self.height())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in _ENTER and self._lanes:
            self._area.lane_opened.emit(self._lanes[self._row].key, None)
        elif event.key() in steps and self._lanes:
            self._row = min(max(0, self._row + steps[Qt.Key(event.key())]), len(self._lanes) - 1)
            rect = self._lane_rect(self._row)
            self._area.ensureVisible(0, rect.center().y(), 0, rect.height())
            self._describe()
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        row = self._row_at(point)
        if row < 0:
            return
        self._row = row
        self.update()
        month = None
        if _NAMES <= point.x() < self._x(1):
            share = (point.x() - _NAMES) / max(1, self._x(1) - _NAMES)
            month = (self._year, int(share * MONTHS) + 1)
            if not any(_month_of(task) == month for task in self._lanes[row].tasks):
                month = None
        self._area.lane_opened.emit(self._lanes[row].key, month)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        return super().event(event)

    # ---- Inside

    def _describe(self) -> None:
        if self._lanes:
            lane = self._lanes[self._row]
            self.setAccessibleDescription(
                tr("{name}: {tasks} nhiệm vụ có thời hạn", name=lane.name, tasks=len(lane.tasks))
            )

    def _x(self, share: float) -> int:
        return _NAMES + round(share * max(1, self.width() - _NAMES - _COUNT))

    def _lane_rect(self, row: int) -> QRect:
        height = themes.row_height()
        return QRect(0, themes.header_height() + row * height, self.width(), height)

    def _row_at(self, point: QPoint) -> int:
        row = (point.y() - themes.header_height()) // themes.row_height()
        inside = point.y() >= themes.header_height() and row < len(self._lanes)
        return row if inside else -1

    def _paint_month(self, painter: QPainter, room: QRect, month: int) -> None:
        """Name a month by its number alone, in the middle, where there is no room for more."""
        width = themes.metrics(FontRole.STRONG).horizontalAdvance(tr("T{month}", month=MONTHS))
        tone = themes.current().text2
        if width + _BEFORE_MONTH <= room.width():
            words, room = tr("T{month}", month=month), room.adjusted(_BEFORE_MONTH, 0, 0, 0)
            paint_text(painter, room, words, FontRole.STRONG, tone)
        else:
            paint_text(
                painter, room, str(month), FontRole.SMALL, tone, align=Qt.AlignmentFlag.AlignCenter
            )

    def _paint_lane(self, painter: QPainter, row: int, lane: Lane) -> None:
        theme, rect = themes.current(), self._lane_rect(row)
        current = row == self._row and self.hasFocus()
        if current:
            painter.fillRect(rect, QColor(theme.selection))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(theme.line))
        name = rect.adjusted(12, 0, _NAMES - rect.width() - 6, 0)
        role = FontRole.STRONG if current else FontRole.BODY
        paint_text(painter, name, lane.name, role, theme.text)
        count = QRect(self._x(1) + 36, rect.top(), _COUNT - 40, rect.height())
        paint_text(painter, count, str(len(lane.tasks)), FontRole.BODY, theme.text2)
        for task, x, more in self._marks(lane):
            sign = QRectF(x - _SIGN / 2, rect.center().y() - _SIGN / 2, _SIGN, _SIGN)
            paint_sign(painter, sign, task.light, theme)
            if more:
                room = QRect(x + _SIGN // 2 + 2, rect.top(), 30, rect.height())
                paint_text(painter, room, f"+{more}", FontRole.SMALL, theme.text2)
        if current:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _marks(self, lane: Lane) -> list[tuple[TaskRef, int, int]]:
        """Return what is painted: the most pressing task of one place, where, how many more."""
        places: dict[int, list[TaskRef]] = defaultdict(list)
        step = _SIGN + 18
        for task in lane.tasks:
            if task.due_on is not None:
                x = self._x(month_share(task.due_on, (self._year, 1), MONTHS))
                near = next((place for place in places if abs(place - x) < step), x)
                places[near].append(task)
        return [
            (min(tasks, key=lambda task: _PRESSING.get(int(task.light), 9)), x, len(tasks) - 1)
            for x, tasks in places.items()
        ]

    def _tip(self, point: QPoint) -> str:
        row = self._row_at(point)
        if row < 0:
            return ""
        lane = self._lanes[row]
        for tasks_first, x, more in self._marks(lane):
            if abs(x - point.x()) <= _SIGN:
                light = small(told(LIGHT_NAMES[tasks_first.light]))
                rest = tr(", và {more} nhiệm vụ gần đó", more=more) if more else ""
                return f"{lane.name}: {tasks_first.due_on:%d/%m/%Y}, {light}{rest}"
        return tr("{name}: {tasks} nhiệm vụ", name=lane.name, tasks=len(lane.tasks))


_PRESSING = {4: 0, 3: 1, 2: 2, 5: 3, 1: 4, 0: 5, 6: 6}
"""Light → how soon it is painted where several stand in one place."""


def _month_of(task: TaskRef) -> tuple[int, int] | None:
    return (task.due_on.year, task.due_on.month) if task.due_on is not None else None
