"""The grid of results as a widget: typed, moved through and pasted into as in Excel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.domain.clipboard_table import write_cells
from app.domain.traffic_light import Light
from app.views import theme as themes
from app.views.language import tr
from app.views.tables.entry_grid_model import EntryGridModel, Typed
from app.views.tables.painting import RIGHT, paint_text
from app.views.theme import FontRole
from app.views.widgets.focus_frame import FocusFrame

_LEAST_NAME_WIDTH, _NAME_WIDTH, _MOST_NAME_WIDTH = 240, 330, 640
_PADDING = 8
_INDENT = 16
_MOVES = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}
_SIDEWAYS = {Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Left: (0, -1)}


class EntryGrid(QTableView):
    """Shows an `EntryGridModel`."""

    pasted = Signal(str)
    """Ctrl+V: the words of the clipboard, for the current cell."""
    cell_changed = Signal()
    """Another cell is current."""

    def __init__(self, model: EntryGridModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.grid = model
        self.setModel(model)
        self._delegate = EntryDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Bảng nhập kết quả"))
        FocusFrame(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        height = max(28, themes.row_height() - 4)
        self.setVerticalHeader(NameHeader(self))
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)
        rows.setFixedWidth(_NAME_WIDTH)
        rows.setHighlightSections(False)
        rows.setSectionsClickable(False)
        header = self.horizontalHeader()
        header.setFixedHeight(themes.header_height())
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        model.modelReset.connect(self._fit)
        self._fit()

    # ---- For the dialog

    def go_to(self, row: int, column: int) -> None:
        """Make a cell current and bring it into sight."""
        index = self.grid.index(row, column)
        self.setCurrentIndex(index)
        if column == 1:  # the plan stands before it
            self.scrollTo(self.grid.index(row, 0))
        self.scrollTo(index)

    def go_to_first(self) -> None:
        """Make the first cell that can be edited current."""
        for row in range(self.grid.rowCount()):
            if self.grid.indicator_at(row) is not None:
                self.go_to(row, 1)
                return

    def move(self, down: int, right: int) -> None:  # type: ignore[override] # a move of the cursor
        """Go on from the current cell, over heads; at the end of a row to the next one."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        if right:
            column += right
            if not 0 < column < self.grid.columnCount():
                column = 1 if right > 0 else self.grid.columnCount() - 1
                down = right
        place = row + down
        while 0 <= place < self.grid.rowCount() and self.grid.indicator_at(place) is None:
            place += down or 1
        if 0 <= place < self.grid.rowCount():
            self.go_to(place, max(column, 1))

    # ---- Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit(clipboard_words())
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied())
        elif key == Qt.Key.Key_F6:
            super().focusNextPrevChild(not shifted)
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.grid.undo()
        elif plain and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._clear()
        elif plain and key in (*_MOVES, *_SIDEWAYS) and not (shifted and key in _ARROWS):
            down, right = (_MOVES | _SIDEWAYS)[key]
            back = shifted and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            self.move(-down if back else down, right)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusNextPrevChild(self, _next: bool) -> bool:  # noqa: FBT001 - a Qt virtual method
        """Keep Tab inside: it goes to the next cell, as in Excel; F6 and Esc lead out."""
        return False

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.verticalHeader().viewport().update()
        self.cell_changed.emit()

    def closeEditor(self, editor: QWidget, _hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close the editor and go where the key that closed it leads."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if self._delegate.leaving is not None:
            step, self._delegate.leaving = self._delegate.leaving, None
            self.move(*step)

    def copied(self) -> str:
        """Return the selected cells as a spreadsheet takes them."""
        indexes = sorted(self.selectedIndexes(), key=lambda each: (each.row(), each.column()))
        rows: dict[int, list[str]] = {}
        for index in indexes:
            rows.setdefault(index.row(), []).append(str(index.data() or ""))
        return write_cells(list(rows.values()))

    def _clear(self) -> None:
        cells = [self.grid.cell_at(each.row(), each.column()) for each in self.selectedIndexes()]
        self.grid.put({cell: self.grid.read(cell, "") for cell in cells if cell is not None})

    def _fit(self) -> None:
        body = themes.metrics(FontRole.BODY)
        figure = body.horizontalAdvance("155.000.000") + 2 * _PADDING
        head = themes.metrics(FontRole.STRONG)
        for column in range(self.grid.columnCount()):
            words = str(self.grid.headerData(column, Qt.Orientation.Horizontal) or "")
            self.setColumnWidth(column, max(figure, head.horizontalAdvance(words) + 20))
        self._fit_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """Give names what the figures leave: they give way before one would be out of sight."""
        figures = self.horizontalHeader().length()
        room = self.viewport().width() + self.verticalHeader().width() - figures
        width = min(_MOST_NAME_WIDTH, max(_LEAST_NAME_WIDTH, room))
        if width != self.verticalHeader().width():
            self.verticalHeader().setFixedWidth(width)


class NameHeader(QHeaderView):
    """Names of the rows at the left, which stay while the figures scroll."""

    def __init__(self, view: EntryGrid) -> None:
        """Name the rows of a grid."""
        super().__init__(Qt.Orientation.Vertical, view)
        self._grid = view

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        theme, model = themes.current(), self._grid.grid
        indicator = model.indicator_at(logical)
        painter.save()
        painter.fillRect(rect, QColor(theme.header if indicator is None else theme.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(theme.line))
        words = str(model.headerData(logical, Qt.Orientation.Vertical) or "")
        here = logical == self._grid.currentIndex().row()
        role = FontRole.STRONG if indicator is None or here else FontRole.BODY
        left = _PADDING + (0 if indicator is None else indicator.depth * _INDENT)
        paint_text(painter, rect.adjusted(left, 0, -_PADDING, 0), words, role, theme.text)
        painter.restore()


_ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})


def clipboard_words() -> str:
    """Return what lies on the clipboard: as text, else the cells of its HTML."""
    mime = QGuiApplication.clipboard().mimeData()
    if mime.hasText() and mime.text().strip():
        return mime.text()
    from app.views.tables.html_cells import cells_of  # noqa: PLC0415 - seldom needed

    return write_cells(cells_of(mime.html())) if mime.hasHtml() else ""


class EntryDelegate(QStyledItemDelegate):
    """Paints the cells, and lets the keys of Excel leave an editor."""

    def __init__(self, view: EntryGrid) -> None:
        """Paint for a grid."""
        super().__init__(view)
        self._grid = view
        self.leaving: tuple[int, int] | None = None

    def createEditor(
        self,
        parent: QWidget,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setProperty("inCell", True)
        return editor

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _MOVES and isinstance(editor, QWidget):
                down, right = _MOVES[key]
                shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                back = shifted and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                self.leaving = (-down if back else down, right)
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                return True
        return super().eventFilter(editor, event)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, model = themes.current(), self._grid.grid
        rect: QRect = option.rect  # type: ignore[attr-defined] # stubs lack the fields
        cell = model.cell_at(index.row(), index.column())
        typed = None if cell is None else model.typed.get(cell)
        painter.save()
        painter.fillRect(rect, QColor(self._ground(index, typed, editable=cell is not None)))
        words = str(index.data() or "")
        role = FontRole.STRONG if typed is not None else FontRole.BODY
        colour = theme.text if cell is not None else theme.text2
        if typed is not None and typed.figure is None:
            colour = theme.lights[Light.OVERDUE].text
        room = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        paint_text(painter, room, words, role, colour, align=RIGHT)
        if index == self._grid.currentIndex() and cell is not None:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _ground(
        self, index: QModelIndex | QPersistentModelIndex, typed: Typed | None, *, editable: bool
    ) -> str:
        theme = themes.current()
        if self._grid.selectionModel().isSelected(index):
            return theme.selection
        if typed is not None:
            light = Light.OVERDUE if typed.figure is None else Light.IN_TIME
            return theme.lights[light].tint
        return theme.surface if editable else theme.subtle
