"""The head of the task table: sorting, a funnel in each column, and columns that can be moved."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from app.views.language import tr
from app.views.tables.painting import paint_icon
from app.views.tables.task_columns import COLUMNS, TaskColumn

_ICON = 14
_RIGHT = 6
_SORT_ROOM = 16
_LEAST_ROOM = 64
"""Width of a column that has room for a funnel beside its title."""


class TaskHeader(QHeaderView):
    """Shows the funnel of the column under the mouse, and of every column that is filtered."""

    filter_asked = Signal(int, QPoint)
    """A press on the funnel of a column; where its popup begins, on the screen."""
    menu_asked = Signal(int, QPoint)
    """A right press on a column; where, on the screen."""

    def __init__(self, parent: QWidget) -> None:
        """Start with nothing filtered."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._filtered: frozenset[int] = frozenset()
        self._hovered = -1
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Tiêu đề cột"))

    def show_filtered(self, columns: Collection[TaskColumn]) -> None:
        """Mark the columns that are filtered."""
        self._filtered = frozenset(columns)
        self.viewport().update()

    def funnel(self, section: int) -> QRect:
        """Return where the funnel of a column is painted; an empty one where there is no room."""
        width = self.sectionSize(section)
        if section not in COLUMNS or width < _LEAST_ROOM:
            return QRect()
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        right = self.sectionViewportPosition(section) + width - _RIGHT
        left = right - _ICON - (_SORT_ROOM if sorted_by else 0)
        return QRect(left, (self.height() - _ICON) // 2, _ICON, _ICON)

    def below(self, section: int) -> QPoint:
        """Return the lower left corner of a column's head on the screen."""
        left = self.sectionViewportPosition(section)
        return self.mapToGlobal(QPoint(left, self.height()))

    # ---- Qt

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        filtered = section in self._filtered
        place = self.funnel(section)
        if place.isValid() and (filtered or section == self._hovered):
            colour = "accent" if filtered else "text3"
            paint_icon(painter, QPoint(place.left(), rect.center().y()), "filter", colour, _ICON)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.logicalIndexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            section = self.logicalIndexAt(point)
            if section >= 0 and self.funnel(section).adjusted(-4, -8, 2, 8).contains(point):
                self.filter_asked.emit(section, self.below(section))
                return
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        section = self.logicalIndexAt(event.pos())
        if section >= 0:
            self.menu_asked.emit(section, event.globalPos())

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()
