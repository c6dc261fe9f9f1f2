"""The middle pane of the task page: counters, bar, table, or what to do where it is empty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.views import icons, theme
from app.views.language import tr
from app.views.tables.task_table import TaskTable
from app.views.tables.task_table_model import TaskTableModel
from app.views.theme import FontRole
from app.views.widgets.beside_bar import ClosedBar, JointBar
from app.views.widgets.counter_filter import CounterFilter
from app.views.widgets.filter_chips import FilterChips
from app.views.widgets.info_bar import InfoBar
from app.views.widgets.marks_bar import MarksBar
from app.views.widgets.plain_text import PlainText

_MARGIN = 12


def tool_bar_height() -> int:
    """Return the height of the bar over a pane (44 at usual letters)."""
    return max(44, theme.compact_height() + 16)


class TaskListPane(QWidget):
    """Counters over a table."""

    detail_asked = Signal()
    all_lights_asked = Signal()
    """The button of the empty state: take the filter away."""

    def __init__(self, model: TaskTableModel, parent: QWidget | None = None) -> None:
        """Show a model."""
        super().__init__(parent)
        self.counters = CounterFilter(self)
        self.table = TaskTable(model, self)
        self.info = InfoBar(tr("Xác nhận"), self)
        self.indicators = InfoBar(tr("Xem ở Chỉ tiêu"), self)
        self.joint = JointBar(self)
        self.closed = ClosedBar(self)
        self.marks = MarksBar(self)
        self.marks.let_go.connect(self.table.marks.clear)
        self.table.marks.changed.connect(lambda: self.marks.show_count(len(self.table.marks)))
        self.detail_button = self._detail_button()
        self.new_button = self._tool(tr("Nhiệm vụ mới"))
        self.tools_button = self._tool(tr("Lọc, cột, lưu cách xem"))
        self.tools_button.setToolTip(tr("Lọc theo cột và năm, chọn cột, lưu cách xem (Ctrl+L)"))
        icons.dress(self.tools_button, "filter", "text", 18)
        self.chips = FilterChips(self)
        self.empty = EmptyState(self)
        self.empty.button.clicked.connect(self.all_lights_asked)
        self._bar = QWidget(self)
        self._bar.setObjectName("toolBar")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._bar.setFixedHeight(tool_bar_height())
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 1)
        row.setSpacing(8)
        row.addWidget(self.counters)
        row.addStretch(1)
        row.addWidget(self.detail_button)
        row.addWidget(self.tools_button)
        row.addWidget(self.new_button)
        body = QWidget(self)
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._bar)
        whole.addWidget(self.chips)
        whole.addWidget(self.info)
        whole.addWidget(self.indicators)
        whole.addWidget(self.joint)
        whole.addWidget(self.closed)
        whole.addWidget(body, 1)
        whole.addWidget(self.marks)

    def offer_detail(self, *, offered: bool) -> None:
        """Show the button that opens the detail, while that is closed."""
        self.detail_button.setVisible(offered)
        self._fit()

    def show_table(self) -> None:
        """Show the rows."""
        self._fit()
        self._stack.setCurrentWidget(self.table)

    def show_empty(self, words: str, advice: str, *, can_show_all: bool) -> None:
        """Say that there are no rows, why, and what to do."""
        self._fit()
        self.empty.show_words(words, advice, can_show_all=can_show_all)
        self._stack.setCurrentWidget(self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 2 * _MARGIN - self.tools_button.sizeHint().width() - 8
        if not self.detail_button.isHidden():
            room -= self._fit_detail_button(room) + 8
        # Words of the counters come first: a new task has a key and two menus besides.
        beside = room - self.new_button.sizeHint().width() - 8
        fits = self.counters.wording_for(beside) == self.counters.wording_for(room)
        fits = fits and self.counters.least_width <= beside
        self.new_button.setVisible(fits)
        self.counters.fit(room)

    def _fit_detail_button(self, room: int) -> int:
        """Leave only its sign on the button where counts would be cut; return its width."""
        self.detail_button.setText(tr("Chi tiết"))
        whole = self.detail_button.sizeHint().width()
        if self.counters.least_width > room - whole - 8:
            self.detail_button.setText("")
        return self.detail_button.sizeHint().width()

    def offer_new(self, action: QAction) -> None:
        """Let the button with the plus do an action."""
        self.new_button.setDefaultAction(action)
        self.new_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _tool(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tool", True)
        button.setProperty("compact", True)
        button.setAccessibleName(name)
        return button

    def _detail_button(self) -> QPushButton:
        button = QPushButton(tr("Chi tiết"), self)
        button.setAccessibleName(tr("Chi tiết"))
        button.setProperty("compact", True)
        button.setToolTip(tr("Mở chi tiết nhiệm vụ đang chọn (Enter)"))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.dress(button, "info", "text2", 18)
        button.clicked.connect(self.detail_asked)
        return button


class EmptyState(QWidget):
    """One sentence in the middle, one of advice, and the button that helps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without words."""
        super().__init__(parent)
        self.words = PlainText(role=FontRole.OBJECT_TITLE, parent=self)
        self.advice = PlainText(tone="text2", parent=self)
        self.button = QPushButton(tr("Hiện mọi tình trạng"), self)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(8)
        column.addStretch(2)
        for text in (self.words, self.advice):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(text)
        column.addSpacing(4)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def show_words(self, words: str, advice: str, *, can_show_all: bool) -> None:
        """Show other words."""
        self.words.setText(words)
        self.advice.setText(advice)
        self.button.setVisible(can_show_all)
