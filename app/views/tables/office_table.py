"""The tables of Danh mục: calm rows, one or more selected, everything by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.views import theme as themes
from app.views.tables.painting import LEFT, RIGHT, paint_text
from app.views.theme import FontRole, Theme

PADDING = 8
_BAR = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Index = QModelIndex | QPersistentModelIndex


class OfficeTable(QTableView):
    """A table whose rows are selected; Enter or a double click works on the current cell."""

    rows_chosen = Signal()
    """Other rows are selected, or another one is current."""
    activated_at = Signal(QModelIndex)
    """Enter or a double click."""
    delete_asked = Signal()

    def __init__(
        self, name: str, *, several: bool = False, by_cell: bool = False, parent: QWidget | None
    ) -> None:
        """Make an empty table.

        Args:
            name: what it lists, for screen readers.
            several: whether more than one row can be selected; Space turns a row on and off.
            by_cell: whether the keyboard stands in a cell, not in a whole row.
            parent: the pane.
        """
        super().__init__(parent)
        self.by_cell = by_cell
        self.hovered_row = -1
        mode = QAbstractItemView.SelectionMode
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(themes.row_height())
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(themes.header_height())
        self.setItemDelegate(OfficeDelegate(self))
        self.doubleClicked.connect(self.activated_at)

    def is_chosen(self, row: int) -> bool:
        """Return whether a row is selected."""
        selection = self.selectionModel()
        return selection is not None and selection.isRowSelected(row, QModelIndex())

    def chosen_rows(self) -> list[int]:
        """Return the selected rows, top to bottom."""
        selection = self.selectionModel()
        return sorted(index.row() for index in selection.selectedRows()) if selection else []

    def choose_row(self, row: int, column: int = 0) -> None:
        """Select one row and bring it into sight."""
        index = self.model().index(row, column)
        # Not setCurrentIndex of the view: a Ctrl key that is held would add to the selection.
        flags = self.selectionModel().SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def first_row(self) -> int:
        """Return the first row that can be selected, or -1."""
        model = self.model()
        for row in range(model.rowCount()):
            if model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable:
                return row
        return -1

    # ---- Qt

    def selectionChanged(self, selected: object, deselected: object) -> None:
        super().selectionChanged(selected, deselected)  # type: ignore[arg-type] # as it came
        self.viewport().update()
        self.rows_chosen.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.activated_at.emit(index)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_Space:
            flags = self.selectionModel().SelectionFlag
            several = self.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection
            how = flags.Toggle if several else flags.Select
            self.selectionModel().select(index, how | flags.Rows)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and (row := self.first_row()) >= 0:
            self.choose_row(row)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()


class OfficeDelegate(QStyledItemDelegate):
    """Paints ground, focus and a line of text; what a cell holds beside is for others."""

    def __init__(self, view: OfficeTable) -> None:
        """Paint for a table."""
        super().__init__(view)
        self._table = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, themes.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = themes.current()
        rect: QRect = option.rect  # type: ignore[attr-defined] # stubs lack the fields
        chosen = self._table.is_chosen(index.row())
        painter.save()
        painter.setClipRect(rect)
        self._paint_ground(painter, rect, index, theme)
        self.paint_cell(painter, rect, index, theme, chosen=chosen)
        painter.fillRect(rect.adjusted(0, rect.height() - 1, 0, 0), QColor(theme.line))
        self._paint_focus(painter, rect, index, theme)
        painter.restore()

    def paint_cell(
        self, painter: QPainter, rect: QRect, index: Index, theme: Theme, *, chosen: bool
    ) -> None:
        """Paint what a cell says: one line, bold in the first column of a selected row."""
        text = index.data(Qt.ItemDataRole.DisplayRole) or ""
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        right = bool(align and align & int(Qt.AlignmentFlag.AlignRight))
        first = index.column() == 0
        role = FontRole.STRONG if first and chosen else FontRole.BODY
        colour = theme.text if first else theme.text2
        room = rect.adjusted(PADDING + (_BAR if first else 0), 0, -PADDING, -1)
        paint_text(painter, room, str(text), role, colour, align=RIGHT if right else LEFT)

    def _paint_ground(self, painter: QPainter, rect: QRect, index: Index, theme: Theme) -> None:
        row = index.row()
        if self._table.is_chosen(row):
            painter.fillRect(rect, QColor(theme.selection))
            if index.column() == 0:
                painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), theme.accent)
        elif row == self._table.hovered_row:
            painter.fillRect(rect, QColor(theme.subtle))
        else:
            painter.fillRect(rect, QColor(theme.surface))

    def _paint_focus(self, painter: QPainter, rect: QRect, index: Index, theme: Theme) -> None:
        current = self._table.currentIndex()
        if not self._table.hasFocus() or index.row() != current.row():
            return
        if self._table.by_cell and index.column() != current.column():
            return
        accent, width = QColor(theme.accent), 2 if self._table.by_cell else 1
        painter.fillRect(rect.left(), rect.top(), rect.width(), width, accent)
        painter.fillRect(rect.left(), rect.bottom() - width + 1, rect.width(), width, accent)
        if self._table.by_cell:
            painter.fillRect(rect.left(), rect.top(), width, rect.height(), accent)
            painter.fillRect(rect.right() - width + 1, rect.top(), width, rect.height(), accent)
