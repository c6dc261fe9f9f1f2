"""The left pane of the task page: what to group by, the tree, and what is pinned under it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from app.domain.records import RegisterIndex
from app.views import theme as themes
from app.views.language import tr
from app.views.tables.group_delegate import BRANCH_LEFT, MARGIN
from app.views.tables.group_nodes import GROUPING_NAMES, Forest
from app.views.tables.group_tree import GroupTree
from app.views.tables.painting import paint_text
from app.views.task_lists import NodeKey, TreeGrouping
from app.views.theme import FontRole
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label
from app.views.widgets.saved_views_list import SavedViewsList
from app.views.widgets.task_list import tool_bar_height

_PREFIX = tr("Nhóm:")
_MOST_PINNED = 240
_HOW_TO_CONFIRM = tr(
    "Phân công đang là gợi ý: chọn từng lãnh đạo rồi bấm Xác nhận ở thanh phía trên danh sách."
)


class GroupingBox(QComboBox):
    """Chooses the grouping; closed, it says "Nhóm:" before its value."""

    grouping_chosen = Signal(str)
    """A person chose another grouping (a `TreeGrouping`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer every grouping."""
        super().__init__(parent)
        self.setAccessibleName(tr("Nhóm danh sách theo"))
        self.setProperty("compact", True)
        for grouping, name in GROUPING_NAMES.items():
            self.addItem(name[0].upper() + name[1:], grouping)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(140)
        self.activated.connect(lambda _place: self.grouping_chosen.emit(self.currentData()))

    @property
    def grouping(self) -> TreeGrouping:
        """The grouping on show."""
        chosen: TreeGrouping = self.currentData()
        return chosen

    def show_grouping(self, grouping: TreeGrouping) -> None:
        """Show a grouping without telling of it."""
        self.setCurrentIndex(self.findData(grouping))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""  # type: ignore[attr-defined] # stubs lack the fields
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        theme = themes.current()
        room = QRect(self.rect()).adjusted(9, 0, -28, 0)
        paint_text(painter, room, _PREFIX, FontRole.BODY, theme.text2)
        width = themes.metrics(FontRole.BODY).horizontalAdvance(f"{_PREFIX} ")
        name = GROUPING_NAMES[self.grouping]
        paint_text(painter, room.adjusted(width, 0, 0, 0), name, FontRole.STRONG, theme.text)
        painter.end()


class GroupPanel(QWidget):
    """Grouping box over the tree; for leaders, the tasks without one stay pinned below."""

    grouping_chosen = Signal(str)
    """A person chose another grouping (a `TreeGrouping`)."""
    node_selected = Signal(object)
    """A person selected a node: its key."""
    entered = Signal()
    """Enter in the tree: the keyboard wants the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without nodes."""
        super().__init__(parent)
        self.box = GroupingBox(self)
        self.views = SavedViewsList(self)
        self.tree = GroupTree(self)
        self.pinned = GroupTree(self, pinned=True)
        self._hint = label(_HOW_TO_CONFIRM, FontRole.SECOND, "text2", self)
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(BRANCH_LEFT, 0, MARGIN, 10)
        self._foot = _Foot(self)
        self._forest = Forest([])
        self._lay_out()
        self.box.grouping_chosen.connect(self.grouping_chosen)
        for tree, other in ((self.tree, self.pinned), (self.pinned, self.tree)):
            tree.node_selected.connect(lambda key, other=other: self._select(key, other))
            tree.entered.connect(self.entered)
        self.tree.left_downwards.connect(self._go_down)
        self.pinned.left_upwards.connect(self._go_up)
        self.pinned.height_changed.connect(self._fit_pinned)

    @property
    def grouping(self) -> TreeGrouping:
        """The grouping on show."""
        return self.box.grouping

    @property
    def forest(self) -> Forest:
        """The nodes on show."""
        return self._forest

    def show_forest(self, grouping: TreeGrouping, forest: Forest, index: RegisterIndex) -> None:
        """Show the nodes of a grouping."""
        if grouping != self.grouping:
            # The same key means another node now.
            for tree in (self.tree, self.pinned):
                tree.forget()
        self.box.show_grouping(grouping)
        self._forest = forest
        widest = max((node.tally.total for node in forest.nodes), default=0)
        self.tree.set_nodes(forest.nodes, widest)
        self._foot.setVisible(forest.pinned is not None)
        self.pinned.set_nodes([forest.pinned] if forest.pinned else [], widest)
        self._hint.setVisible(bool(index.directory.suggested_agency_leaders))
        self._fit_pinned()

    def show_selected(self, key: NodeKey) -> None:
        """Show a node as the selected one, in whichever tree it stands; leaders open."""
        pinned = self.pinned.node_model.index_of(key).isValid()
        self.tree.show_selected(None if pinned else key)
        self.pinned.show_selected(key if pinned else None)
        if self.grouping == "leader" and len(key) == 1:
            (self.pinned if pinned else self.tree).open_node(key, opened=not pinned)

    def _lay_out(self) -> None:
        head = QWidget(self)
        head.setObjectName("toolBar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head.setFixedHeight(tool_bar_height())
        bar = QVBoxLayout(head)
        bar.setContentsMargins(MARGIN, 0, MARGIN, 1)
        bar.addWidget(self.box)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 1, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(self.pinned)
        foot.addWidget(self._hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self.views)
        whole.addWidget(self.tree, 1)
        whole.addWidget(self._foot)
        FocusDoor(self, self.tree)

    def _select(self, key: NodeKey, other: GroupTree) -> None:
        other.show_selected(None)
        self.node_selected.emit(key)

    def _go_down(self) -> None:
        if self._forest.pinned is not None:
            self.pinned.setFocus(Qt.FocusReason.TabFocusReason)
            self.pinned.setCurrentIndex(self.pinned.node_model.index(0, 0))

    def _go_up(self) -> None:
        self.tree.setFocus(Qt.FocusReason.BacktabFocusReason)
        last = self.tree.node_model.index(self.tree.node_model.rowCount() - 1, 0)
        self.tree.setCurrentIndex(last)

    def _fit_pinned(self) -> None:
        self.pinned.setFixedHeight(min(self.pinned.content_height(), _MOST_PINNED))


class _Foot(QFrame):
    """The ground under the pinned line, with a line above it."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.subtle))
        painter.fillRect(0, 0, self.width(), 1, QColor(theme.line_strong))
        painter.end()
