"""The group tree as a widget: selects by key, keeps what is open over every recount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from app.domain.records import NO_LEADER_NAME
from app.views.language import told, tr
from app.views.tables.group_delegate import BRANCH_LEFT, GroupDelegate, node_height
from app.views.tables.group_nodes import Node
from app.views.tables.group_tree_model import GroupTreeModel
from app.views.task_lists import NodeKey


class GroupTree(QTreeView):
    """Shows nodes; one of this tree and its pinned companion is selected."""

    node_selected = Signal(object)
    """A person selected a node: its key."""
    entered = Signal()
    """Enter was pressed: the list is wanted."""
    left_downwards = Signal()
    left_upwards = Signal()
    """The arrows ran over the last or first line: the companion tree is wanted."""
    height_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, pinned: bool = False) -> None:
        """Start without nodes.

        Args:
            parent: the panel.
            pinned: whether this is the companion under the tree, which is as high as its lines.
        """
        super().__init__(parent)
        self.pinned = pinned
        self.selected_key: NodeKey | None = None
        self.widest_total = 0
        self.node_model = GroupTreeModel(self)
        self._hovered = QPersistentModelIndex()
        self._quiet = False
        self.setModel(self.node_model)
        self.setItemDelegate(GroupDelegate(self))
        self.setAccessibleName(told(NO_LEADER_NAME) if pinned else tr("Nhóm nhiệm vụ"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.expanded.connect(self._tell_height)
        self.collapsed.connect(self._tell_height)

    def set_nodes(self, nodes: Sequence[Node], widest_total: int) -> None:
        """Show other nodes; open ones stay open, the selected one stays selected, if still there.

        Args:
            nodes: lines at the top.
            widest_total: the largest count of both trees, which sets the width of the column.
        """
        opened = self._opened()
        scrolled = self.verticalScrollBar().value()
        self.widest_total = widest_total
        self._quiet = True
        self.node_model.set_nodes(nodes)
        for key in opened:
            self.setExpanded(self.node_model.index_of(key), True)
        if self.selected_key is not None:
            self.setCurrentIndex(self.node_model.index_of(self.selected_key))
        self._quiet = False
        self.verticalScrollBar().setValue(scrolled)
        self._tell_height()

    def forget(self) -> None:
        """Forget what is selected and open: other nodes follow."""
        self.set_nodes([], 0)
        self.selected_key = None

    def show_selected(self, key: NodeKey | None) -> None:
        """Show a node as the selected one without telling of it; None for none in this tree."""
        self.selected_key = key
        self._quiet = True
        before = self.currentIndex()
        index = self.node_model.index_of(key) if key is not None else QModelIndex()
        if index.isValid():
            self.setExpanded(index.parent(), True)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._quiet = False
        self._update_lines(before, index)

    def open_node(self, key: NodeKey, *, opened: bool = True) -> None:
        """Open or close a node."""
        self.setExpanded(self.node_model.index_of(key), opened)

    def is_open(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Return whether a node is open."""
        return self.isExpanded(self.node_model.index(index.row(), 0, index.parent()))

    def is_hovered(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Return whether the mouse is over a node."""
        return self._hovered.isValid() and self._hovered == index

    def content_height(self) -> int:
        """Return the height of all lines in sight, in pixels."""
        total, index = 0, self.node_model.index(0, 0)
        while index.isValid():
            node = self.node_model.node(index)
            total += node_height(node) if node else 0
            index = self.indexBelow(index)
        return total

    def _update_lines(self, *indexes: QModelIndex | QPersistentModelIndex) -> None:
        """Paint some lines anew over their whole width, and no others: a search waits for it."""
        width = self.viewport().width()
        for index in indexes:
            line = self.visualRect(index)
            self.viewport().update(0, line.y(), width, line.height())

    # ---- Qt

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        self._update_lines(current, previous)
        node = self.node_model.node(current)
        if node is not None and not self._quiet:
            self.selected_key = node.key
            self.node_selected.emit(node.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.entered.emit()
            return
        super().keyPressEvent(event)
        if before == self.currentIndex():
            if event.key() == Qt.Key.Key_Down:
                self.left_downwards.emit()
            elif event.key() == Qt.Key.Key_Up:
                self.left_upwards.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        if index.isValid() and place.x() < BRANCH_LEFT - 4 and self.node_model.rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))
            return
        super().mousePressEvent(event)
        node = self.node_model.node(index)
        if node is not None and self.selected_key != node.key:
            # Current already (after its companion had been selected): Qt tells of no change.
            self.selected_key = node.key
            self.node_selected.emit(node.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.node_model.rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hovered = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = QPersistentModelIndex()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _opened(self) -> list[NodeKey]:
        found = []
        for row in range(self.node_model.rowCount()):
            index = self.node_model.index(row, 0)
            node = self.node_model.node(index)
            if node is not None and self.isExpanded(index):
                found.append(node.key)
        return found

    def _tell_height(self) -> None:
        if not self._quiet:
            self.height_changed.emit()
