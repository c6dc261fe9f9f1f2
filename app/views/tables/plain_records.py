"""A table of plain records: columns say what they read, the table how wide they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from app.views import theme
from app.views.language import told
from app.views.tables.office_table import PADDING, OfficeTable
from app.views.theme import FontRole
from app.views.tips import safe_tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_LEAST_STRETCHED = 160


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column.

    Attributes:
        title: its head.
        text: what it says of a record.
        share: part of the width that is left over; 0 for as wide as its words.
        right: whether it holds figures.
    """

    title: str
    text: Callable[[T], str]
    share: int = 0
    right: bool = False


class RecordModel(QAbstractTableModel, Generic[T]):
    """Records in rows."""

    def __init__(self, columns: Sequence[Column[T]], parent: QObject | None = None) -> None:
        """Start without records."""
        super().__init__(parent)
        self.columns = columns
        self._records: Sequence[T] = ()

    def show(self, records: Sequence[T]) -> None:
        """Show other records."""
        self.beginResetModel()
        self._records = records
        self.endResetModel()

    def record(self, row: int) -> T | None:
        """Return the record of a row."""
        return self._records[row] if 0 <= row < len(self._records) else None

    def records(self) -> Sequence[T]:
        """Return all records."""
        return self._records

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record, column = self.record(index.row()), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return told(column.text(record)) if record is not None else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tip(column.text(record)) if record is not None else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(self.columns[section])
        return None

    def _alignment(self, column: Column[T]) -> int:
        across = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        return int(across | Qt.AlignmentFlag.AlignVCenter)


class RecordTable(OfficeTable, Generic[T]):
    """Shows records; one is selected, and stays so when they are read anew."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[T]],
        key: Callable[[T], object],
        *,
        several: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Start without records.

        Args:
            name: what it lists, for screen readers.
            columns: left to right.
            key: what makes a record the same one after it was read anew.
            several: whether more than one can be selected.
            parent: the tab.
        """
        super().__init__(name, several=several, parent=parent)
        self.records: RecordModel[T] = RecordModel(columns, self)
        self._key = key
        self.setModel(self.records)

    @property
    def chosen(self) -> T | None:
        """The selected record; the first of several."""
        return next(iter(self.all_chosen), None)

    @property
    def all_chosen(self) -> list[T]:
        """The selected records, top to bottom."""
        found = (self.records.record(row) for row in self.chosen_rows())
        return [record for record in found if record is not None]

    def show_records(self, records: Sequence[T]) -> None:
        """Show other records; the same one stays selected, else the nearest."""
        chosen, row = self.chosen, self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self.records.show(records)
        self._fit_columns()
        if chosen is None or not self.choose_key(self._key(chosen)):
            if records:
                self.choose_row(min(max(row, 0), len(records) - 1))
            else:
                self.rows_chosen.emit()
        self.verticalScrollBar().setValue(scrolled)

    def choose_key(self, key: object) -> bool:
        """Select the record with a key; False if there is none."""
        for row, record in enumerate(self.records.records()):
            if self._key(record) == key:
                self.choose_row(row)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Give narrow columns the room of their words, and share what is left."""
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.records.columns
        for place, column in enumerate(columns):
            if not column.share:
                self.setColumnWidth(place, self._width_of(column))
        fixed = sum(self.columnWidth(i) for i, c in enumerate(columns) if not c.share)
        left = [place for place, column in enumerate(columns) if column.share]
        room = self.viewport().width() - fixed
        # Smallest shares first: one that needs more than its part takes it from the others.
        for place in sorted(left, key=lambda place: columns[place].share):
            shares = sum(columns[each].share for each in left)
            width = max(_LEAST_STRETCHED, room * columns[place].share // shares)
            self.setColumnWidth(place, width)
            room -= width
            left.remove(place)

    def _width_of(self, column: Column[T]) -> int:
        head = theme.metrics(FontRole.STRONG).horizontalAdvance(column.title)
        body = theme.metrics(FontRole.BODY)
        words = (body.horizontalAdvance(column.text(r)) for r in self.records.records())
        return max([head, *words]) + 2 * PADDING + 8
