"""The task table as a widget: keyboard, folding, sorting, and keeping its place over reloads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.views import theme
from app.views.language import tr
from app.views.tables.column_fit import ColumnFit
from app.views.tables.row_groups import Sort
from app.views.tables.task_columns import COLUMNS, TaskColumn
from app.views.tables.task_delegate import TaskDelegate
from app.views.tables.task_header import TaskHeader
from app.views.tables.task_marks import TaskMarks
from app.views.tables.task_table_model import TaskTableModel

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TaskTable(QTableView):
    """Shows a `TaskTableModel`; one task is selected at a time."""

    task_selected = Signal(int)
    """Another task was selected: its id."""
    task_activated = Signal(int)
    """Enter or a double click on a task: its id."""
    sort_asked = Signal(Sort)
    """A click on a head of a column; a default `Sort` takes the sorting back."""

    def __init__(self, model: TaskTableModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.task_model = model
        self.hovered_row = -1
        self.selected_task = 0
        self._keeping = False
        self.marks = TaskMarks(self)
        self.head = TaskHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(model)
        self.columns = ColumnFit(self, self.head)
        self.marks.changed.connect(self.columns.fit)
        self.setItemDelegate(TaskDelegate(self))
        self.setAccessibleName(tr("Danh sách nhiệm vụ"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Head rows are painted over the whole width: they must not move with the columns.
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self.viewport().update())
        self.verticalScrollBar().setSingleStep(theme.row_height())
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self._set_up_headers()
        self.columns.fit()

    # ---- For the page

    def show_sort(self, sort: Sort) -> None:
        """Show by which column the rows are sorted; none for document order."""
        column = next((c for c, spec in COLUMNS.items() if spec.sort is sort.key), None)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(sort != Sort() and column is not None)
        if column is not None:
            order = Qt.SortOrder
            wanted = order.DescendingOrder if sort.descending else order.AscendingOrder
            header.setSortIndicator(column, wanted)

    def is_selected(self, row: int) -> bool:
        """Return whether the selected task stands in a row."""
        return self.selected_task != 0 and self.task_model.task_at(row) == self.selected_task

    def select_task(self, task: int) -> bool:
        """Select a task and bring it into sight; its group is unfolded.

        Returns:
            False if the task is not in this list; nothing changes then.
        """
        row = self.task_model.row_of(task)
        if row < 0:
            return False
        if self.task_model.is_head(row):
            self.fold(row, folded=False)
            row = self.task_model.row_of(task)
        self._go_to(row, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def row_rect(self, row: int) -> QRect:
        """Return where a row stands in the viewport, over its whole width."""
        top = self.rowViewportPosition(row)
        return QRect(0, top, self.viewport().width(), theme.row_height())

    def select_first(self) -> None:
        """Select the first task of the list, if there is one; the keyboard stays where it is."""
        # The place of a row that is gone may be current already: then nothing would change.
        self._keeping = True
        self.setCurrentIndex(QModelIndex())
        self._keeping = False
        self._go_to_first_task()

    def fold(self, row: int, *, folded: bool) -> None:
        """Fold or unfold the group of a row; its head row becomes the current one."""
        head = self.task_model.head_row(row)
        if head < 0:
            return
        with self.keeping_place():
            self.task_model.fold(head, folded=folded)
        if head < self.task_model.rowCount():
            self._go_to(head)

    @contextmanager
    def keeping_place(self, *, scroll: bool = True) -> Iterator[None]:
        """Keep the selected row over a change of the model.

        Args:
            scroll: whether the scroll position is kept too; else the list starts at its top.
        """
        top_row = self.rowAt(0)
        top_task = self.task_model.task_at(top_row)
        top = self.rowViewportPosition(top_row) if top_task else 0
        scrolled, current = self.verticalScrollBar().value(), self.currentIndex().row()
        self._keeping = True
        try:
            yield
        finally:
            self._keeping = False
        self.columns.fit()
        self.marks.keep_listed()
        row = self.task_model.row_of(self.selected_task) if self.selected_task else -1
        if row >= 0 and not self.task_model.is_head(row):
            self.setCurrentIndex(self.task_model.index(row, TaskColumn.TITLE))
        elif current >= 0 and self.task_model.rowCount():
            # The row is gone: the keyboard goes on from the same place, but nothing is selected.
            near = self.task_model.index(
                min(current, self.task_model.rowCount() - 1), TaskColumn.TITLE
            )
            flags = self.selectionModel().SelectionFlag
            self._keeping = True
            self.selectionModel().setCurrentIndex(near, flags.NoUpdate)
            self._keeping = False
        # The scroll bar learns of the rows now, not with the next event, or it would cut the value.
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        stays = self.task_model.row_of(top_task) if top_task else -1
        if stays >= 0:
            scrolled = stays * theme.row_height() - top
        self.verticalScrollBar().setValue(scrolled if scroll else 0)

    # ---- Qt

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        task = self.task_model.task_at(current.row()) if current.isValid() else 0
        left = self.selected_task
        selects = bool(task) and task != left and not self._keeping
        if selects:
            self.selected_task = task
        # Not the whole list: a detail is waited for, and painting all rows takes as long as it.
        self._update_rows({current.row(), previous.row()}, {left, self.selected_task})
        if selects:
            self.task_selected.emit(task)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.marks.take_key(event):
            return
        row = self.currentIndex().row()
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row < 0 or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold_by_key(row, folded=key == Qt.Key.Key_Left)
        elif key in _ENTER:
            self._activate(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else self.task_model.rowCount() - 1)
        elif key == Qt.Key.Key_Space and self.task_model.is_head(row):
            self._toggle(row)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: looking for a letter would read every row, and there is a search field."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt makes the first row current, a head mostly.
        nothing_yet = not self.currentIndex().isValid() or not self.selected_task
        super().focusInEvent(event)
        # With a page that comes to the front another list may follow: the page offers its first.
        reason, reasons = event.reason(), Qt.FocusReason
        if nothing_yet and reason not in (reasons.MouseFocusReason, reasons.OtherFocusReason):
            self._go_to_first_task()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        super().mousePressEvent(event)
        if (
            event.button() is Qt.MouseButton.LeftButton
            and row >= 0
            and self.task_model.is_head(row)
        ):
            self._toggle(row)
        elif row >= 0 and (task := self.task_model.task_at(row)) not in (0, self.selected_task):
            # The row was current already, as the place of one that is gone: Qt tells nothing.
            self.selected_task = task
            self.task_selected.emit(task)
            self.viewport().update()
        self.marks.take_press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fit()

    # ---- Inside

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.row_height())
        rows.setDefaultSectionSize(theme.row_height())
        self.head.sectionClicked.connect(self._sort_by)

    def _sort_by(self, section: int) -> None:
        key = COLUMNS[TaskColumn(section)].sort
        current = self.task_model.sort_by
        if key is None:
            self.show_sort(current)
        elif current.key is not key or current == Sort():
            self.sort_asked.emit(Sort(key, descending=current == Sort(key)))
        else:
            self.sort_asked.emit(Sort() if current.descending else Sort(key, descending=True))

    def _activate(self, row: int) -> None:
        if task := self.task_model.task_at(row):
            self.task_activated.emit(task)
        elif row >= 0:
            self._toggle(row)

    def _fold_by_key(self, row: int, *, folded: bool) -> None:
        if self.task_model.has_heads and self.task_model.is_folded(row) != folded:
            self.fold(row, folded=folded)
        elif not folded and self.task_model.is_head(row):
            self._go_to(row + 1)

    def _toggle(self, row: int) -> None:
        self.fold(row, folded=not self.task_model.is_folded(row))

    def _go_to(
        self,
        row: int,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        index = self.task_model.index(row, TaskColumn.TITLE)
        seen = self.viewport().rect().contains(self.visualRect(index))
        reached = self.currentIndex() == index  # perhaps without being selected
        self.setCurrentIndex(index)
        if reached:
            self.currentChanged(index, index)
        if not seen:
            self.scrollTo(index, hint)

    def _go_to_first_task(self) -> None:
        rows = range(min(self.task_model.rowCount(), 2))
        first = next((row for row in rows if self.task_model.task_at(row)), None)
        if first is not None:
            self._go_to(first)

    def _update_rows(self, rows: set[int], tasks: set[int]) -> None:
        """Have some rows painted anew, and those of some tasks, as far as they are in sight."""
        last = self.rowAt(self.viewport().height() - 1)
        end = last + 1 if last >= 0 else self.task_model.rowCount()
        for row in range(max(0, self.rowAt(0)), end):
            if row in rows or self.task_model.task_at(row) in tasks:
                self.viewport().update(self.row_rect(row))

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            for changed in (self.hovered_row, row):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    height = theme.row_height()
                    self.viewport().update(0, top, self.viewport().width(), height)
            self.hovered_row = row
