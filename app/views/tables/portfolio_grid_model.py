"""The grid agency × leader as a table model: cells are read here, painted by the delegate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain import formats
from app.domain.office import TermRecord
from app.views.language import told, tr
from app.views.tables.portfolio_rows import GridHead, GridLine, GridRow
from app.views.tips import safe_tip
from app.views.widgets.tag import SUGGESTED

AGENCY, TASKS, FIRST_LEADER = 0, 1, 2

Index = QModelIndex | QPersistentModelIndex


class CellKind(StrEnum):
    """What a cell of a leader says of an agency."""

    CONFIRMED = "confirmed"
    SUGGESTED = "suggested"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Cell:
    """A leader's cell that is not empty."""

    kind: CellKind
    words: str


class PortfolioGridModel(QAbstractTableModel):
    """Lines of the grid, with a column for every leader in office."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._lines: Sequence[GridLine] = ()
        self.leaders: Sequence[TermRecord] = ()
        self._held: Counter[str] = Counter()

    def show(self, lines: Sequence[GridLine], leaders: Sequence[TermRecord]) -> None:
        """Show other lines and leaders."""
        self.beginResetModel()
        self._lines, self.leaders = lines, leaders
        rows = [line for line in lines if isinstance(line, GridRow)]
        self._held = Counter(row.leader.person for row in rows if row.leader)
        self.endResetModel()

    def line(self, row: int) -> GridLine | None:
        """Return a line of the grid."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, agency_id: int) -> int:
        """Return the row of an agency, or -1."""
        for row, line in enumerate(self._lines):
            if isinstance(line, GridRow) and line.agency.id == agency_id:
                return row
        return -1

    def leader_at(self, column: int) -> TermRecord | None:
        """Return the leader of a column."""
        place = column - FIRST_LEADER
        return self.leaders[place] if 0 <= place < len(self.leaders) else None

    def cell(self, index: Index) -> Cell | None:
        """Return what a leader's cell says, or None for an empty one."""
        line, leader = self.line(index.row()), self.leader_at(index.column())
        if not isinstance(line, GridRow) or leader is None:
            return None
        if line.current and line.leader and line.leader.person == leader.person:
            if not line.current.confirmed:
                return Cell(CellKind.SUGGESTED, SUGGESTED)
            if line.current.last is not None:
                return Cell(
                    CellKind.CONFIRMED,
                    tr("đến {last}", last=formats.date_in_table(line.current.last)),
                )
            return Cell(CellKind.CONFIRMED, formats.date_in_table(line.current.first))
        if line.planned and line.next_leader and line.next_leader.person == leader.person:
            return Cell(
                CellKind.PLANNED, tr("từ {first}", first=formats.date_in_table(line.planned.first))
            )
        return None

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else FIRST_LEADER + len(self.leaders)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.line(index.row()), GridHead):
            return Qt.ItemFlag.NoItemFlags  # the arrows pass over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index)
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == TASKS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe_tip(self._tip(index) or "") or None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            across = Qt.AlignmentFlag.AlignRight if section == TASKS else Qt.AlignmentFlag.AlignLeft
            return int(across | Qt.AlignmentFlag.AlignVCenter)
        leader = self.leader_at(section)
        if role == Qt.ItemDataRole.ToolTipRole and leader is not None:
            words = tr(
                "{name}, {position}: phụ trách {held} cơ quan",
                name=leader.name,
                position=leader.position,
                held=self.held(leader),
            )
            return safe_tip(words)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if leader is None:
            return tr("Cơ quan") if section == AGENCY else tr("Nhiệm vụ")
        return leader.name

    def held(self, leader: TermRecord) -> int:
        """Return of how many agencies a leader is in charge, suggested ones included."""
        return self._held[leader.person]

    def _text(self, index: Index) -> str:
        line = self.line(index.row())
        if isinstance(line, GridHead):
            return told(line.title) if index.column() == AGENCY else ""
        if line is None:
            return ""
        if index.column() == AGENCY:
            return line.agency.name
        if index.column() == TASKS:
            return formats.count(line.tasks)
        cell = self.cell(index)
        return cell.words if cell else ""

    def _spoken(self, index: Index) -> str:
        """Return a cell as a screen reader says it: whose it is, and what it tells."""
        line, leader = self.line(index.row()), self.leader_at(index.column())
        if isinstance(line, GridHead):
            return f"{told(line.title)}: {line.note}"
        if line is None or leader is None:
            return self._text(index)
        cell = self.cell(index)
        what = {
            None: tr("không phụ trách"),
            CellKind.CONFIRMED: tr("phụ trách"),
            CellKind.SUGGESTED: tr("gợi ý phụ trách"),
            CellKind.PLANNED: tr("sẽ phụ trách"),
        }[cell.kind if cell else None]
        day = f", {cell.words}" if cell and cell.kind is not CellKind.SUGGESTED else ""
        return f"{line.agency.name}, {leader.name}: {what}{day}"

    def _tip(self, index: Index) -> str | None:
        line, cell = self.line(index.row()), self.cell(index)
        if isinstance(line, GridRow) and index.column() == AGENCY:
            return line.agency.name
        if cell is None or not isinstance(line, GridRow) or line.current is None:
            return None
        return line.current.source or None
