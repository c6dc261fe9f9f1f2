"""Several tasks of a list chosen at once: Space, Ctrl and Shift as everywhere, Esc lets go."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen

if TYPE_CHECKING:
    from app.views.tables.task_table import TaskTable
    from app.views.theme import Theme

BOX = 16
BOX_ROOM = 24
"""What a box takes at the left of a row, while some row is chosen."""
_LEFT = 8
_RADIUS = 3

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class TaskMarks(QObject):
    """The tasks of a table that are chosen; none is the usual state."""

    changed = Signal()

    def __init__(self, table: TaskTable) -> None:
        """Start with none."""
        super().__init__(table)
        self._table = table
        self._ids: set[int] = set()
        self._anchor = 0

    def __bool__(self) -> bool:
        return bool(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, task: int) -> bool:
        return task in self._ids

    @property
    def ids(self) -> list[int]:
        """The chosen tasks in the order of the list."""
        model = self._table.task_model
        return sorted(self._ids, key=lambda task: (model.row_of(task), task))

    def toggle(self, task: int) -> None:
        """Choose a task, or let go of it; ranges begin from here."""
        self._anchor = task
        self._take(self._ids ^ {task})

    def choose(self, tasks: Iterable[int]) -> None:
        """Choose these tasks and no others."""
        self._take(set(tasks))

    def clear(self) -> None:
        """Let go of all."""
        self._take(set())

    def keep_listed(self) -> None:
        """Let go of what stands in the list no more: nothing is done to a task out of sight."""
        if self._ids:
            listed = self._table.task_model.row_of
            self._take({task for task in self._ids if listed(task) >= 0})

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for choosing; False if it means nothing."""
        key, modifiers = event.key(), event.modifiers() & (_SHIFT | _CONTROL)
        task = self._table.task_model.task_at(self._table.currentIndex().row())
        if key == Qt.Key.Key_Escape and self._ids:
            self.clear()
        elif key == Qt.Key.Key_A and modifiers == _CONTROL:
            self.choose(self._table.task_model.tasks())
        elif key == Qt.Key.Key_Space and task and not modifiers & _SHIFT:
            self.toggle(task)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == _SHIFT:
            self._extend_by(-1 if key == Qt.Key.Key_Up else 1, task)
        else:
            return False
        return True

    def take_press(self, event: QMouseEvent) -> None:
        """Do what a press of the mouse means for choosing, after the row was made current."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = event.position().toPoint()
        task = self._table.task_model.task_at(self._table.rowAt(at.y()))
        if not task:
            return
        modifiers = event.modifiers() & (_SHIFT | _CONTROL)
        if modifiers == _CONTROL or (self._ids and at.x() < BOX_ROOM):
            self.toggle(task)
        elif modifiers & _SHIFT:
            self._range_to(task)
        else:
            self._anchor = task
            self.clear()

    def _extend_by(self, step: int, task: int) -> None:
        if not self._ids and task:
            self._anchor = task
        table = self._table
        row = table.currentIndex().row() + step
        while 0 <= row < table.task_model.rowCount() and not table.task_model.task_at(row):
            row += step
        if other := table.task_model.task_at(row):
            table.select_task(other)
            self._range_to(other)

    def _range_to(self, task: int) -> None:
        model = self._table.task_model
        anchor = model.row_of(self._anchor) if self._anchor else -1
        first, last = sorted((anchor if anchor >= 0 else model.row_of(task), model.row_of(task)))
        self._take({t for row in range(first, last + 1) if (t := model.task_at(row))})

    def _take(self, ids: set[int]) -> None:
        if ids != self._ids:
            self._ids = ids
            self._table.viewport().update()
            self.changed.emit()


def paint_box(painter: QPainter, at: QPoint, theme: Theme, *, chosen: bool) -> None:
    """Paint a box at the left of a row, ``at`` the middle of its left edge."""
    box = QRectF(at.x() + _LEFT, at.y() - BOX / 2, BOX, BOX).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.primary if chosen else theme.field_border), 1))
    painter.setBrush(QColor(theme.primary if chosen else theme.surface))
    painter.drawRoundedRect(box, _RADIUS, _RADIUS)
    if chosen:
        pen = QPen(QColor(theme.on_primary), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        left, top = box.left(), box.top()
        painter.drawPolyline(
            [
                QPoint(round(left + 3), round(top + 8)),
                QPoint(round(left + 6), round(top + 11)),
                QPoint(round(left + 12), round(top + 4)),
            ]
        )
    painter.restore()
