"""The left part of the page Chỉ tiêu: which view, filters, and the table that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.views import icons
from app.views.tables.comparison_table_model import ComparisonTableModel
from app.views.tables.indicator_table_model import IndicatorTableModel
from app.views.tables.record_table import RecordTable
from app.views.widgets.filter_box import FilterBox
from app.views.widgets.segments import Segments
from app.views.widgets.task_list import EmptyState, tool_bar_height

_MARGIN = 12
LIST, COMPARISON = range(2)


class IndicatorListPane(QWidget):
    """A bar over two tables, of which one is on show."""

    view_chosen = Signal(int)
    filter_changed = Signal()
    filter_dropped = Signal()
    """The button of the empty state: take filter and search away."""
    detail_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the list, without rows."""
        super().__init__(parent)
        self.model = IndicatorTableModel()
        self.model.setParent(self)
        self.comparison_model = ComparisonTableModel()
        self.comparison_model.setParent(self)
        self.table = RecordTable(self.model, "Danh sách chỉ tiêu", self)
        self.comparisons = RecordTable(
            self.comparison_model, "Đối chiếu chỉ tiêu giữa các văn bản", self, head_lines=2
        )
        self.views = Segments(("Danh sách", "Đối chiếu văn bản"), "Cách xem chỉ tiêu", self)
        self.lead = FilterBox("Chủ trì", self)
        self.leader = FilterBox("Lãnh đạo", self)
        self.document = FilterBox("Văn bản", self)
        self.empty = EmptyState(self)
        self.empty.button.setText("Bỏ lọc")
        self.detail_button = self._detail_button()
        self._stack = QStackedWidget(self)
        for widget in (self.table, self.comparisons, self.empty):
            self._stack.addWidget(widget)
        self._lay_out()
        self.views.chosen.connect(self.view_chosen)
        for box in (self.lead, self.leader, self.document):
            box.key_chosen.connect(lambda _key: self.filter_changed.emit())
        self.empty.button.clicked.connect(self.filter_dropped)

    @property
    def current_table(self) -> RecordTable:
        """The table of the view that is chosen."""
        return self.comparisons if self.views.place == COMPARISON else self.table

    def show_counts(self, indicators: int, differing: int) -> None:
        """Say on the switch how much each view holds."""
        differ = f" · {formats.number(differing)} khác" if differing else ""
        self.views.show_words(
            (f"Danh sách {formats.number(indicators)}", f"Đối chiếu văn bản{differ}")
        )

    def show_table(self) -> None:
        """Show the rows of the view that is chosen."""
        self._stack.setCurrentWidget(self.current_table)

    def show_empty(self, words: str, advice: str, *, can_drop: bool) -> None:
        """Say that there are no rows, why, and what to do."""
        self.empty.show_words(words, advice, can_show_all=can_drop)
        self._stack.setCurrentWidget(self.empty)

    def offer_detail(self, *, offered: bool) -> None:
        """Show the button that opens the detail, while that is closed."""
        self.detail_button.setVisible(offered)

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setObjectName("toolBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(tool_bar_height())
        row = QHBoxLayout(bar)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 1)
        row.setSpacing(8)
        row.addWidget(self.views)
        row.addSpacing(4)
        for box in (self.lead, self.leader, self.document):
            box.setMaximumWidth(220)
            row.addWidget(box, 1)
        row.addStretch(0)
        row.addWidget(self.detail_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._stack, 1)

    def _detail_button(self) -> QPushButton:
        button = QPushButton("Chi tiết", self)
        button.setProperty("compact", True)
        button.setToolTip("Mở chi tiết chỉ tiêu đang chọn (Enter)")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.dress(button, "info", "text2", 18)
        button.clicked.connect(self.detail_asked)
        button.hide()
        return button
