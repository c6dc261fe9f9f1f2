"""The grid in which results are entered: indicators down, figures of periods across."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain import formats
from app.domain.indicator_figures import judging_target
from app.domain.indicator_so_far import results_in_force
from app.domain.indicator_words import target_words
from app.domain.indicators import IndicatorBook, IndicatorRecord, ResultRecord
from app.domain.result_entry import (
    FIGURE_NAMES,
    NOT_A_NUMBER,
    Cell,
    FigureKind,
    TypedFigure,
    read_figure,
    shown,
    value_of,
)
from app.domain.result_period import ResultPeriod
from app.domain.result_units import cell_doubt
from app.domain.typed_number import Notation, doubtful, read_number
from app.views.language import told, tr

ModelIndex = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
PLAN = 0
"""Column of the plan; every other one can be edited."""


class EntryColumn(NamedTuple):
    """A column that is edited: which figure of which period."""

    period: ResultPeriod
    kind: FigureKind
    name: str = ""

    @property
    def title(self) -> str:
        """Words of the head."""
        return self.name or FIGURE_NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person put into a cell: the figure, or the words that are none."""

    figure: TypedFigure | None
    text: str


class EntryGridModel(QAbstractTableModel):
    """Rows are heads of groups (without an indicator) and indicators."""

    def __init__(self, book: IndicatorBook, parent: QObject | None = None) -> None:
        """Start without rows."""
        super().__init__(parent)
        self.book = book
        self.columns: Sequence[EntryColumn] = ()
        self.heads_by_period = False
        self._rows: Sequence[IndicatorRecord | str] = ()
        self._held = {each.id: results_in_force(each) for each in book.indicators}
        self.typed: dict[Cell, Typed] = {}
        self._steps: list[dict[Cell, Typed]] = []
        self.last: Cell | None = None
        """The cell into which something was typed last; None after a paste or undoing."""

    # ---- What is shown

    def show_rows(
        self, listed: Sequence[IndicatorRecord], columns: Sequence[EntryColumn], *, by_period: bool
    ) -> None:
        """Show indicators under the heads of their groups.

        Args:
            listed: in order.
            columns: the figures that are edited.
            by_period: whether the heads name periods, or figures of one period.
        """
        self.beginResetModel()
        rows: list[IndicatorRecord | str] = []
        group = None
        for each in listed:
            if (each.block, each.group) != group:
                group = each.block, each.group
                rows.append(each.group or self.book.document_name(each.block))
            rows.append(each)
        self._rows, self.columns, self.heads_by_period = rows, tuple(columns), by_period
        self.endResetModel()

    def indicator_at(self, row: int) -> IndicatorRecord | None:
        """Return the indicator of a row, None for a head or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, IndicatorRecord) else None

    def row_of(self, indicator_id: int) -> int:
        """Return the row of an indicator, or -1."""
        for row, each in enumerate(self._rows):
            if isinstance(each, IndicatorRecord) and each.id == indicator_id:
                return row
        return -1

    def cell_at(self, row: int, column: int) -> Cell | None:
        """Return which figure stands in a place; None where nothing is edited."""
        indicator = self.indicator_at(row)
        if indicator is None or not 0 < column <= len(self.columns):
            return None
        edited = self.columns[column - 1]
        return Cell(indicator.id, edited.period.key, edited.kind)

    # ---- What is typed

    @property
    def figures(self) -> dict[Cell, TypedFigure]:
        """The figures that are new, without those that are no numbers."""
        return {
            cell: typed.figure for cell, typed in self.typed.items() if typed.figure is not None
        }

    @property
    def wrong(self) -> list[Cell]:
        """The cells whose words are no number."""
        return [cell for cell, typed in self.typed.items() if typed.figure is None]

    @property
    def overwritten(self) -> list[Cell]:
        """The cells with another figure than the register has for them."""
        return [
            cell for cell in self.figures if value_of(self._result(cell), cell.kind) is not None
        ]

    @property
    def seen(self) -> dict[tuple[int, str], int]:
        """(indicator, period) → number of the row on which figures were entered."""
        return {(cell.indicator_id, cell.period): self.seen_of(cell) for cell in self.typed}

    def seen_of(self, cell: Cell) -> int:
        """Return the number of the row that holds for a cell, 0 for none."""
        held = self._result(cell)
        return 0 if held is None else held.id

    def put(self, entries: Mapping[Cell, Typed]) -> None:
        """Put words into cells, as one step that `undo` takes back."""
        before = dict(self.typed)
        for cell, typed in entries.items():
            same = typed.figure is not None and typed.figure.value == value_of(
                self._result(cell), cell.kind
            )
            if same:
                self.typed.pop(cell, None)
            else:
                self.typed[cell] = typed
        if self.typed != before:
            self.last = next(iter(entries)) if len(entries) == 1 else None
            self._steps.append(before)
            self._tell()

    def undo(self) -> bool:
        """Take the last step back; False if there is none."""
        if not self._steps:
            return False
        self.typed, self.last = self._steps.pop(), None
        self._tell()
        return True

    def read(self, cell: Cell, text: str, notation: Notation = Notation.VIETNAMESE) -> Typed:
        """Read words for a cell."""
        indicator = self.book.by_id[cell.indicator_id]
        return Typed(read_figure(text, indicator, cell, notation), text.strip())

    def old_words(self, cell: Cell) -> str:
        """Return what the register has for a cell, "" for nothing."""
        return shown(self._result(cell), cell.kind)

    def remark(self, cell: Cell) -> str:
        """Say what is to be known of a cell: what is wrong, or how it was understood."""
        typed = self.typed.get(cell)
        if typed is None:
            held = self._result(cell)
            return (
                "" if held is None else (held.source and tr("Nguồn: {source}", source=held.source))
            )
        said = [self.doubt(cell)]
        if typed.figure is not None and (old := self.old_words(cell)):
            said.append(
                tr("thay số cũ {old}", old=old)
                if typed.figure.text
                else tr("xóa số cũ {old}", old=old)
            )
        return "; ".join(told(words) for words in said if words)

    def doubt(self, cell: Cell) -> str:
        """Say what was typed into a cell that is no number or was not taken as it stands."""
        typed = self.typed.get(cell)
        if typed is None:
            return ""
        if typed.figure is None:
            return f"“{typed.text}”: {told(NOT_A_NUMBER)}"
        unit = self.book.by_id[cell.indicator_id].unit
        unit_words = cell_doubt(typed.text, unit, Notation.VIETNAMESE)
        said = (typed.figure.note, unit_words, _other_reading(typed))
        return "; ".join(told(words) for words in said if words)

    def _result(self, cell: Cell) -> ResultRecord | None:
        return self._held.get(cell.indicator_id, {}).get(cell.period)

    def _tell(self) -> None:
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    # ---- Qt's questions

    def rowCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            return self._column_words(section) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row_words(self._rows[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            found = self._rows[section]
            return found if isinstance(found, str) else f"{found.name} ({found.unit})"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _column_words(self, section: int) -> str:
        if section == PLAN:
            return tr("Kế hoạch")
        column = self.columns[section - 1]
        return told(column.period.head if self.heads_by_period else column.title)

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        if self.cell_at(index.row(), index.column()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell = self.cell_at(index.row(), index.column())
        if cell is None:
            return self._plan(index) if role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                found: str | None = self._words(cell)
            case Qt.ItemDataRole.ToolTipRole:
                found = self.remark(cell) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                found = self._words(cell) or tr("trống")
            case _:
                found = None
        return found

    def _words(self, cell: Cell) -> str:
        typed = self.typed.get(cell)
        if typed is None:
            return self.old_words(cell)
        return typed.text if typed.figure is None else typed.figure.text

    def setData(self, index: ModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.cell_at(index.row(), index.column())
        if cell is None or role != Qt.ItemDataRole.EditRole or str(value) == self.data(index):
            return False
        self.put({cell: self.read(cell, str(value))})
        return True

    def _plan(self, index: ModelIndex) -> str:
        indicator = self.indicator_at(index.row())
        if indicator is None or index.column() != PLAN or not self.columns:
            return ""
        target = judging_target(indicator, self.columns[0].period.year)
        return formats.NONE_SIGN if target is None else told(target_words(target))


def _other_reading(typed: Typed) -> str:
    """Say how a figure was understood whose comma looks like an English sign of thousands.

    The dot of 155.000 is read as everybody here writes it, which needs no words.
    """
    here = read_number(typed.text)
    if typed.figure is None or here is None or here.value is None or not doubtful(typed.text):
        return ""
    other = read_number(typed.text, Notation.ENGLISH)
    if other is None or other.value is None or other.value < here.value:
        return ""
    if typed.figure.value not in (here.value, -here.value):
        return ""  # the person said that it is English, or the note tells how it was understood
    said, meant = formats.number(here.value), formats.number(other.value)
    return tr(
        "“{text}” hiểu là {said}, không phải {meant}", text=typed.text, said=said, meant=meant
    )


def row_words(row: IndicatorRecord | str) -> str:
    """Return a row as its head says it: number, name, unit."""
    if isinstance(row, str):
        return row
    number = row.stt.strip("+-") if not row.depth else ""
    unit = f" ({row.unit})" if row.unit else ""
    return f"{number}  {row.name}{unit}" if number else f"{row.name}{unit}"


def is_number(text: str) -> bool:
    """Return whether a pasted cell is a number or empty."""
    return read_number(text) is not None
