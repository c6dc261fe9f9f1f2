"""The group tree as Qt sees it: nodes by number, replaced as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.views.language import told
from app.views.tables.group_nodes import Node
from app.views.task_lists import NodeKey
from app.views.tips import plain_tip

ModelIndex = QModelIndex | QPersistentModelIndex

_NO_PARENT = QModelIndex()


class GroupTreeModel(QAbstractItemModel):
    """Holds the nodes of one tree; an index carries its node's number."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start without nodes."""
        super().__init__(parent)
        self._nodes: list[Node] = []
        self._rows: list[int] = []
        self._parents: list[int] = []
        self._children: list[list[int]] = []
        self._top: list[int] = []

    def set_nodes(self, nodes: Sequence[Node]) -> None:
        """Show other nodes."""
        self.beginResetModel()
        for held in (self._nodes, self._rows, self._parents, self._children):
            held.clear()
        self._top = [self._add(node, -1, row) for row, node in enumerate(nodes)]
        self.endResetModel()

    @property
    def widest_total(self) -> int:
        """The largest count on show: every count is given its width."""
        return max((node.tally.total for node in self._nodes), default=0)

    @property
    def has_branches(self) -> bool:
        """Whether any node can be opened."""
        return any(self._children)

    def node(self, index: ModelIndex) -> Node | None:
        """Return the node of an index, None for an invalid one."""
        return self._nodes[index.internalId()] if index.isValid() else None

    def index_of(self, key: NodeKey) -> QModelIndex:
        """Return the index of a node, an invalid one if there is none."""
        for number, node in enumerate(self._nodes):
            if node.key == key:
                return self.createIndex(self._rows[number], 0, number)
        return QModelIndex()

    def index(self, row: int, column: int, parent: ModelIndex = _NO_PARENT) -> QModelIndex:
        siblings = self._below(parent)
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, column, siblings[row])

    @overload
    def parent(self) -> QObject: ...
    @overload
    def parent(self, child: ModelIndex) -> QModelIndex: ...
    def parent(self, child: ModelIndex | None = None) -> QObject | QModelIndex:
        if child is None:
            return super().parent()
        if not child.isValid() or self._parents[child.internalId()] < 0:
            return QModelIndex()
        number = self._parents[child.internalId()]
        return self.createIndex(self._rows[number], 0, number)

    def rowCount(self, parent: ModelIndex = _NO_PARENT) -> int:
        return len(self._below(parent))

    def columnCount(self, _parent: ModelIndex = _NO_PARENT) -> int:
        return 1

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return told(node.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return node.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(node.spoken)
        return None

    def _below(self, parent: ModelIndex) -> list[int]:
        return self._children[parent.internalId()] if parent.isValid() else self._top

    def _add(self, node: Node, parent: int, row: int) -> int:
        number = len(self._nodes)
        self._nodes.append(node)
        self._rows.append(row)
        self._parents.append(parent)
        self._children.append([])
        self._children[number] = [
            self._add(child, number, place) for place, child in enumerate(node.children)
        ]
        return number
