"""A table of records in groups that fold; what a cell shows is for a subclass to say."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.views.language import told
from app.views.tables.record_rows import Cell, RecordColumn, RecordGroup, RecordHead, Row, lay_out
from app.views.tips import plain_tip, safe_tip

ModelIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_CENTRE = Qt.AlignmentFlag.AlignVCenter


class RecordTableModel(QAbstractTableModel):
    """Holds groups of keys; `cell` of a subclass gives what stands in a row."""

    wraps_heads = False
    """Whether the heads of the columns may take two lines."""

    def __init__(self, columns: Sequence[RecordColumn], parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.words: Sequence[str] = ()
        self._groups: Sequence[RecordGroup] = ()
        self._folded: set[Hashable] = set()
        self._rows: list[Row] = []
        self._places: dict[Hashable, int] = {}

    # ---- For a subclass

    def cell(self, record: Hashable, column: int) -> Cell:
        """Return what a cell shows."""
        raise NotImplementedError

    # ---- What is shown

    def show_groups(
        self,
        groups: Sequence[RecordGroup],
        columns: Sequence[RecordColumn],
        words: Sequence[str] = (),
        folded: Sequence[Hashable] = (),
    ) -> None:
        """Show other groups.

        Args:
            groups: in order; those without a record are left out.
            columns: heads and widths; their number may change.
            words: of a search, folded, to be marked.
            folded: groups that are folded now; `fold` changes it.
        """
        self.beginResetModel()
        self.columns = tuple(columns)
        self.words = words
        self._groups = [group for group in groups if group.records]
        self._folded = set(folded)
        self._lay_out()
        self.endResetModel()

    def fold(self, row: int, *, folded: bool) -> None:
        """Fold or unfold the group of a row."""
        self.beginResetModel()
        key = self._groups[self._rows[row].group].key
        (self._folded.add if folded else self._folded.discard)(key)
        self._lay_out()
        self.endResetModel()

    # ---- Rows

    @property
    def record_count(self) -> int:
        """Number of records, folded ones included."""
        return sum(len(group.records) for group in self._groups)

    def is_head(self, row: int) -> bool:
        """Return whether a row is a head row."""
        return self._rows[row].record is None

    def is_folded(self, row: int) -> bool:
        """Return whether the group of a row is folded."""
        return self.group_key(row) in self._folded

    def group_key(self, row: int) -> Hashable:
        """Return the key of the group of a row."""
        return self._groups[self._rows[row].group].key

    def head(self, row: int) -> RecordHead:
        """Return what the head of a row's group says."""
        return self._groups[self._rows[row].group].head

    def head_row(self, row: int) -> int:
        """Return the row of the head of a row's group."""
        group = self._rows[row].group
        return next(place for place, each in enumerate(self._rows) if each == Row(group, None))

    def record_at(self, row: int) -> Hashable | None:
        """Return the key of the record in a row, None for a head or no row."""
        return self._rows[row].record if 0 <= row < len(self._rows) else None

    def row_of(self, record: Hashable | None) -> int:
        """Return the row of a record, that of its folded group's head, or -1."""
        return -1 if record is None else self._places.get(record, -1)

    # ---- Qt's questions

    def rowCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return told(column.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return told(column.tip or column.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tip(column.tip or column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            wrap = int(Qt.TextFlag.TextWordWrap) if self.wraps_heads else 0
            return int(side | _CENTRE) | wrap
        return None

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.is_head(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        record = self.record_at(index.row())
        if record is None:
            return self._head_data(index, role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return told(self.cell(record, index.column()).text)
        if role == Qt.ItemDataRole.ToolTipRole:
            cell = self.cell(record, index.column())
            return plain_tip(cell.tip or cell.text)
        return None

    def _head_data(self, index: ModelIndex, role: int) -> Any:
        head = self.head(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return head.spoken if index.column() == 0 else ""
        return plain_tip(head.tip) if role == Qt.ItemDataRole.ToolTipRole else None

    def _lay_out(self) -> None:
        self._rows = lay_out(self._groups, self._folded)
        self._places = {}
        for place, row in enumerate(self._rows):
            if row.record is not None:
                self._places[row.record] = place
            elif self._groups[row.group].key in self._folded:
                folded = self._groups[row.group].records
                self._places.update(dict.fromkeys(folded, place))
