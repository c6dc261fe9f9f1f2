"""A month as six weeks of cells: tasks that fall due and reports that close, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.traffic_light import LIGHT_NAMES
from app.views import theme as themes
from app.views.calendar_days import (
    DAYS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
    WEEKS,
    DayEntry,
    day_title,
    days_of_month,
)
from app.views.language import told, tr
from app.views.tables.painting import paint_icon, paint_text
from app.views.theme import FontRole, Theme
from app.views.tips import safe_tip
from app.views.widgets.signs import paint_sign

Index = QModelIndex | QPersistentModelIndex
_WEEKEND = 5
_WEEKEND_SHARE = 0.8
"""A day of the weekend is narrower, but there: periods close on any day."""
_MOST_LINES = 3
_PADDING = 4
_SIGN = 12
DAY_ROLE = Qt.ItemDataRole.UserRole


_ROOM_FOR_NAMES = 560
"""Width in pixels from which the days of the week are named in full."""


class MonthModel(QAbstractTableModel):
    """Six weeks of days; what stands on a day is asked for when it is painted."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self.days: list[dt.date] = []
        self.month = 0
        self._entries: Mapping[dt.date, Sequence[DayEntry]] = {}

    short_heads = False
    """Whether the days of the week have room for their short names only."""

    def show(self, year: int, month: int, entries: Mapping[dt.date, Sequence[DayEntry]]) -> None:
        """Show a month."""
        self.beginResetModel()
        self.days, self.month, self._entries = days_of_month(year, month), month, entries
        self.endResetModel()

    def day(self, index: Index) -> dt.date:
        """Return the day of a cell."""
        return self.days[index.row() * DAYS + index.column()]

    def entries(self, day: dt.date) -> Sequence[DayEntry]:
        """Return what stands on a day."""
        return self._entries.get(day, ())

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() or not self.days else WEEKS

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else DAYS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return (SHORT_WEEKDAYS if self.short_heads else WEEKDAYS)[section]
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return WEEKDAYS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        day = self.day(index)
        if role == DAY_ROLE:
            return day
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            said = [_spoken(entry) for entry in self.entries(day)]
            return "; ".join([day_title(day), *said])
        if role == Qt.ItemDataRole.ToolTipRole and len(self.entries(day)) > 1:
            return safe_tip("\n".join(_spoken(entry) for entry in self.entries(day)))
        return None


def _spoken(entry: DayEntry) -> str:
    if entry.light is None:
        return entry.words
    return f"{entry.words} ({told(LIGHT_NAMES[entry.light])})"


class MonthGrid(QTableView):
    """Shows a month; one day is chosen, by mouse or arrows."""

    day_chosen = Signal(object)
    """A day was chosen."""
    day_opened = Signal(object)
    """Enter or a double click on a day."""
    left_month = Signal(int)
    """PageUp or PageDown: a month back or on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a month."""
        super().__init__(parent)
        self.today = dt.date.min
        self.month_model = MonthModel(self)
        self.setModel(self.month_model)
        self.setItemDelegate(_DayDelegate(self))
        self.setAccessibleName(tr("Lịch tháng"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        header = self.horizontalHeader()
        header.setFixedHeight(themes.header_height())
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.activated.connect(lambda index: self.day_opened.emit(self.month_model.day(index)))

    def show_month(
        self, year: int, month: int, entries: Mapping[dt.date, Sequence[DayEntry]], day: dt.date
    ) -> None:
        """Show a month with a day chosen in it; what is chosen is not told."""
        self.month_model.show(year, month, entries)
        self._fit()
        self.choose(day)

    def choose(self, day: dt.date) -> None:
        """Choose a day of the weeks on show."""
        if day in self.month_model.days:
            place = self.month_model.days.index(day)
            blocked = self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.month_model.index(place // DAYS, place % DAYS))
            self.selectionModel().blockSignals(blocked)
            self.viewport().update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.day_chosen.emit(self.month_model.day(current))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        actions = QAbstractItemView.CursorAction
        if action in (actions.MovePageUp, actions.MovePageDown):
            self.left_month.emit(-1 if action is actions.MovePageUp else 1)
            return self.currentIndex()
        return super().moveCursor(action, modifiers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self.viewport().width(), self.viewport().height()
        self.month_model.short_heads = width < _ROOM_FOR_NAMES
        share = width / (_WEEKEND + 2 * _WEEKEND_SHARE)
        edges = [round(share * min(n, 5) + share * _WEEKEND_SHARE * max(n - 5, 0)) for n in
                 range(DAYS + 1)]  # fmt: skip
        for column in range(DAYS):
            self.setColumnWidth(column, edges[column + 1] - edges[column])
        for row in range(self.month_model.rowCount()):
            bottom, top = height * (row + 1) // WEEKS, height * row // WEEKS
            self.setRowHeight(row, max(20, bottom - top))


class _DayDelegate(QStyledItemDelegate):
    """Paints a day: its number, up to three lines, "+n" for more."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.current()
        rect: QRect = option.rect  # type: ignore[attr-defined] # stubs lack the fields
        day = self._grid.month_model.day(index)
        inside = day.month == self._grid.month_model.month
        weekend = day.weekday() >= _WEEKEND
        painter.save()
        painter.setClipRect(rect)
        ground = theme.surface if inside and not weekend else theme.subtle
        painter.fillRect(rect, QColor(ground if inside else theme.window))
        painter.fillRect(rect.adjusted(rect.width() - 1, 0, 0, 0), QColor(theme.line))
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(theme.line))
        top = self._paint_number(painter, rect, day, theme, inside=inside)
        self._paint_lines(painter, rect, top, self._grid.month_model.entries(day), theme)
        if index.row() == self._grid.currentIndex().row() and index.column() == (
            self._grid.currentIndex().column()
        ):
            width = 3 if self._grid.hasFocus() else 1
            painter.setPen(QPen(QColor(theme.accent), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _paint_number(
        self, painter: QPainter, rect: QRect, day: dt.date, theme: Theme, *, inside: bool
    ) -> int:
        words = f"{day.day}/{day.month}" if day.day == 1 else str(day.day)
        height = themes.line_height(FontRole.BODY) + 4
        room = QRect(rect.left() + 6, rect.top() + 3, rect.width() - 10, height)
        if day == self._grid.today:
            width = themes.metrics(FontRole.STRONG).horizontalAdvance(words) + 12
            chip = QRect(rect.left() + 4, rect.top() + 3, width, height)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.primary))
            painter.drawRoundedRect(chip, 3, 3)
            paint_text(painter, chip.adjusted(6, 0, 0, 0), words, FontRole.STRONG, theme.on_primary)
            beside = room.adjusted(width + 4, 0, 0, 0)
            paint_text(painter, beside, tr("hôm nay"), FontRole.SECOND, theme.accent)
        else:
            colour = theme.text if inside else theme.text3
            paint_text(painter, room, words, FontRole.BODY, colour)
        return rect.top() + height + 5

    def _paint_lines(
        self, painter: QPainter, rect: QRect, top: int, lines: Sequence[DayEntry], theme: Theme
    ) -> None:
        height = themes.line_height(FontRole.SECOND) + 4
        room = max(0, (rect.bottom() - top) // (height + 2))
        shown = min(len(lines), _MOST_LINES, room)
        if shown < len(lines) and shown == room and shown:
            shown -= 1  # the last line says how many more there are
        for entry in lines[:shown]:
            line = QRect(rect.left() + _PADDING, top, rect.width() - 2 * _PADDING - 1, height)
            self._paint_line(painter, line, entry, theme)
            top += height + 2
        if shown < len(lines) and top + height <= rect.bottom() + 1:
            line = QRect(rect.left() + 10, top, rect.width() - 14, height)
            more = f"+{len(lines) - shown}" if shown else tr("{lines} việc", lines=len(lines))
            paint_text(painter, line, more, FontRole.SECOND, theme.text2)

    def _paint_line(self, painter: QPainter, line: QRect, entry: DayEntry, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.surface if entry.light is None else theme.lights[entry.light].tint
        border = entry.light is None or theme.lights[entry.light].outlined
        painter.setPen(QPen(QColor(theme.line_strong), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(line).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        middle = line.center().y()
        if entry.light is None:
            paint_icon(painter, QPoint(line.left() + 5, middle + 1), "flag", "text2", _SIGN)
        else:
            sign = QRectF(line.left() + 5, middle - _SIGN / 2 + 0.5, _SIGN, _SIGN)
            paint_sign(painter, sign, entry.light, theme)
        room = line.adjusted(5 + _SIGN + 5, 0, -3, 0)
        paint_text(painter, room, entry.words, FontRole.SECOND, theme.text)
