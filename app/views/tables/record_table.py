"""A table of records as a widget: keyboard, folding, and keeping its place over other rows."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.views import theme
from app.views.language import is_english, told
from app.views.tables.record_delegate import PADDING, RecordDelegate
from app.views.tables.record_rows import RecordColumn
from app.views.tables.record_table_model import RecordTableModel
from app.views.theme import FontRole

_WIDE = 1150
_LEAST_NAME, _NAME = 100, 200
"""Width that the names keep, and the one they get where the table has to be scrolled for it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordTable(QTableView):
    """Shows a `RecordTableModel`; one record is selected at a time."""

    record_selected = Signal(object)
    """Another record was selected: its key."""
    record_activated = Signal(object)
    """Enter or a double click on a record: its key."""
    folded = Signal(object, bool)
    """A person folded or unfolded a group: its key."""

    def __init__(
        self,
        model: RecordTableModel,
        name: str,
        parent: QWidget | None = None,
        *,
        head_lines: int = 1,
    ) -> None:
        """Show a model.

        Args:
            model: the rows.
            name: for screen readers.
            parent: the pane.
            head_lines: how many lines the heads of the columns may take.
        """
        super().__init__(parent)
        self.record_model = model
        self.row_height = max(30, theme.row_height() - 2)
        self.hovered_row = -1
        self.selected: Hashable | None = None
        self._keeping = False
        self.setModel(model)
        self.setItemDelegate(RecordDelegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(self.row_height)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        self._set_up_headers(head_lines)
        model.modelAboutToBeReset.connect(self._note_place)
        model.modelReset.connect(self._take_place)

    # ---- For the page

    def is_selected(self, row: int) -> bool:
        """Return whether the selected record stands in a row."""
        return self.selected is not None and self.record_model.record_at(row) == self.selected

    def select(self, record: Hashable) -> bool:
        """Select a record and bring it into sight, its group unfolded; False if it is not here."""
        row = self.record_model.row_of(record)
        if row < 0:
            return False
        if self.record_model.is_head(row):
            self._fold(row, folded=False)
            row = self.record_model.row_of(record)
        self._go_to(row)
        return True

    def select_first(self) -> None:
        """Select the first record on show, if there is one; the keyboard stays where it is."""
        # The place of a row that is gone may be current already: then nothing would change.
        self._keeping = True
        self.setCurrentIndex(QModelIndex())
        self._keeping = False
        rows = range(self.record_model.rowCount())
        first = next((row for row in rows if not self.record_model.is_head(row)), None)
        if first is not None:
            self._go_to(first)

    # ---- Qt

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        record = self.record_model.record_at(current.row()) if current.isValid() else None
        if record is not None and record != self.selected and not self._keeping:
            self.selected = record
            self.record_selected.emit(record)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.currentIndex().row(), event.key()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if row < 0 or not plain:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._fold_by_key(row, folded=key == Qt.Key.Key_Left)
        elif key in _ENTER:
            self._activate(row)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else self.record_model.rowCount() - 1)
        elif key == Qt.Key.Key_Space and self.record_model.is_head(row):
            self._toggle(row)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _search: str) -> None:
        """Do nothing: there is a search field."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        nothing_yet = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if nothing_yet and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.select_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y())
        super().mousePressEvent(event)
        pressed = event.button() is Qt.MouseButton.LeftButton
        record = self.record_model.record_at(row)
        if pressed and row >= 0 and record is None:
            self._toggle(row)
        elif record is not None and record != self.selected:
            # The row was current already, as the place of one that is gone: Qt tells nothing.
            self.selected = record
            self.record_selected.emit(record)
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    # ---- Inside

    def _set_up_headers(self, head_lines: int) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self.row_height)
        rows.setDefaultSectionSize(self.row_height)
        header = self.horizontalHeader()
        line = theme.line_height(FontRole.BODY)
        header.setFixedHeight(theme.header_height() + (head_lines - 1) * line)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(24)

    def _note_place(self) -> None:
        self._keeping = True
        self._scrolled = self.verticalScrollBar().value()
        self._row_before = self.currentIndex().row()

    def _take_place(self) -> None:
        """Keep selected row and scroll position; a row that is gone leaves its place current."""
        self._dress_columns()
        model = self.record_model
        row = model.row_of(self.selected)
        if row >= 0 and model.is_head(row):
            row = -1
        if row < 0 and self._row_before >= 0 and model.rowCount():
            near = model.index(min(self._row_before, model.rowCount() - 1), 0)
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(near, flags.NoUpdate)
        elif row >= 0:
            self.setCurrentIndex(model.index(row, 0))
        self._keeping = False
        self.executeDelayedItemsLayout()
        self.updateGeometries()
        self.verticalScrollBar().setValue(self._scrolled)

    def _dress_columns(self) -> None:
        header = self.horizontalHeader()
        for place, column in enumerate(self.record_model.columns):
            mode = header.ResizeMode.Fixed if column.sample else header.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
        self._fit_columns()

    def _fit_columns(self) -> None:
        room, body = self.viewport().width(), theme.metrics(FontRole.BODY)
        for place, column in enumerate(self.record_model.columns):
            self.setColumnHidden(place, room < column.from_width)
            wide = column.wide_sample if room >= _WIDE else ""
            if sample := wide or column.sample:
                words = max(body.horizontalAdvance(sample), self._head_width(column))
                self.setColumnWidth(place, words + 2 * PADDING + 2)
        self._keep_names(room)

    def _keep_names(self, room: int) -> None:
        """Scroll sideways rather than leave nothing of the names."""
        columns = self.record_model.columns
        taken = sum(self.columnWidth(place) for place, each in enumerate(columns) if each.sample)
        cramped, header = room - taken < _LEAST_NAME, self.horizontalHeader()
        for place, column in enumerate(columns):
            if not column.sample:
                mode = header.ResizeMode.Fixed if cramped else header.ResizeMode.Stretch
                header.setSectionResizeMode(place, mode)
                if cramped:
                    self.setColumnWidth(place, _NAME)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if cramped else policy.ScrollBarAlwaysOff
        )

    def _head_width(self, column: RecordColumn) -> int:
        """Return the room of a head in English; the samples are chosen for the Vietnamese heads."""
        if not is_english() or self.record_model.wraps_heads:
            return 0
        return theme.metrics(FontRole.STRONG).horizontalAdvance(told(column.title))

    def _activate(self, row: int) -> None:
        record = self.record_model.record_at(row)
        if record is not None:
            self.record_activated.emit(record)
        elif row >= 0:
            self._toggle(row)

    def _fold_by_key(self, row: int, *, folded: bool) -> None:
        if self.record_model.is_folded(row) != folded:
            self._fold(row, folded=folded)
        elif not folded and self.record_model.is_head(row):
            self._go_to(min(row + 1, self.record_model.rowCount() - 1))

    def _toggle(self, row: int) -> None:
        self._fold(row, folded=not self.record_model.is_folded(row))

    def _fold(self, row: int, *, folded: bool) -> None:
        """Fold or unfold the group of a row; its head row becomes the current one."""
        head = self.record_model.head_row(row)
        self.folded.emit(self.record_model.group_key(head), folded)
        self.record_model.fold(head, folded=folded)
        self._go_to(head)

    def _go_to(self, row: int) -> None:
        index = self.record_model.index(row, 0)
        seen = self.viewport().rect().contains(self.visualRect(index))
        self.setCurrentIndex(index)
        if not seen:
            self.scrollTo(index)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()
