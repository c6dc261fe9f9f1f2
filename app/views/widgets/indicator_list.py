"""The left part of the page Chỉ tiêu: which view, filters, and the table that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
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
from app.views.language import tr
from app.views.tables.comparison_table_model import ComparisonTableModel
from app.views.tables.indicator_table_model import IndicatorTableModel
from app.views.tables.record_table import RecordTable
from app.views.tables.result_table_model import ResultTableModel
from app.views.tables.years_table_model import YearsTableModel
from app.views.widgets.filter_box import FilterBox
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.indicator_lights import IndicatorLightFilter
from app.views.widgets.segments import Segments
from app.views.widgets.task_list import EmptyState, tool_bar_height

_MARGIN = 12
_ROOM_FOR_WORDS = 1000
_ROOM_FOR_FILTERS = 740
RESULTS, LIST, YEARS, COMPARISON = range(4)


class IndicatorListPane(QWidget):
    """A bar over two tables, of which one is on show."""

    view_chosen = Signal(int)
    filter_changed = Signal()
    filter_dropped = Signal()
    """The button of the empty state: take filter and search away."""
    detail_asked = Signal()
    entry_asked = Signal()
    """The button that records results."""
    import_asked = Signal()
    """The button that reads results from a file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show the list, without rows."""
        super().__init__(parent)
        self.model = IndicatorTableModel()
        self.model.setParent(self)
        self.comparison_model = ComparisonTableModel()
        self.comparison_model.setParent(self)
        self.result_model = ResultTableModel()
        self.result_model.setParent(self)
        self.results = RecordTable(self.result_model, tr("Kết quả thực hiện chỉ tiêu"), self)
        self.table = RecordTable(self.model, tr("Mục tiêu các năm"), self)
        self.years_model = YearsTableModel()
        self.years_model.setParent(self)
        self.years = RecordTable(self.years_model, tr("Kết quả các năm"), self)
        self.comparisons = RecordTable(
            self.comparison_model, tr("Đối chiếu chỉ tiêu giữa các văn bản"), self, head_lines=2
        )
        self.views = Segments(
            (tr("Kết quả"), tr("Mục tiêu"), tr("Các năm"), tr("Đối chiếu văn bản")),
            tr("Cách xem chỉ tiêu"),
            self,
        )
        self.lights = IndicatorLightFilter(self)
        self.entry_button = self._button(tr("Nhập kết quả"), "plus", primary=True)
        self.entry_button.setToolTip(tr("Nhập kết quả vào bảng, gõ hoặc dán từ Excel"))
        self.import_button = self._button(tr("Từ tệp…"), "upload")
        self.import_button.setAccessibleName(tr("Đọc kết quả từ tệp"))
        self.import_button.setToolTip(tr("Đọc kết quả từ báo cáo Excel hoặc Word"))
        self.lead = FilterBox(tr("Chủ trì"), self)
        self.leader = FilterBox(tr("Lãnh đạo"), self)
        self.document = FilterBox(tr("Văn bản"), self)
        self.empty = EmptyState(self)
        self.empty.button.setText(tr("Bỏ lọc"))
        self.detail_button = self._detail_button()
        self._stack = QStackedWidget(self)
        for widget in (self.results, self.table, self.years, self.comparisons, self.empty):
            self._stack.addWidget(widget)
        self._lay_out()
        self._door = FocusDoor(self, self.current_table)
        self.views.chosen.connect(self.view_chosen)
        self.lights.lights_chosen.connect(lambda _lights: self.filter_changed.emit())
        self.entry_button.clicked.connect(self.entry_asked)
        self.import_button.clicked.connect(self.import_asked)
        for box in (self.lead, self.leader, self.document):
            box.key_chosen.connect(lambda _key: self.filter_changed.emit())
        self.empty.button.clicked.connect(self.filter_dropped)

    @property
    def current_table(self) -> RecordTable:
        """The table of the view that is chosen."""
        return (self.results, self.table, self.years, self.comparisons)[self.views.place]

    def show_counts(self, indicators: int, differing: int) -> None:
        """Say on the switch how much each view holds."""
        differ = tr(" · {differing} khác", differing=formats.number(differing)) if differing else ""
        self.views.show_words(
            (
                tr("Kết quả {indicators}", indicators=formats.number(indicators)),
                tr("Mục tiêu"),
                tr("Các năm"),
                tr("Đối chiếu{differ}", differ=differ),
            )
        )

    def show_table(self) -> None:
        """Show the rows of the view that is chosen."""
        self._second.setVisible(self.views.place == RESULTS)
        self._door.to = self.current_table
        self._stack.setCurrentWidget(self.current_table)

    def show_empty(self, words: str, advice: str, *, can_drop: bool) -> None:
        """Say that there are no rows, why, and what to do."""
        self._second.setVisible(self.views.place == RESULTS)
        self.empty.show_words(words, advice, can_show_all=can_drop)
        self._stack.setCurrentWidget(self.empty)

    def offer_detail(self, *, offered: bool) -> None:
        """Show the button that opens the detail, while that is closed."""
        self.detail_button.setVisible(offered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.import_button.setText(tr("Từ tệp…") if self.width() >= _ROOM_FOR_WORDS else "")
        buttons = self.entry_button.sizeHint().width() + self.import_button.sizeHint().width()
        self.lights.fit(self.width() - buttons - 2 * _MARGIN - 32)
        self._place_filters(below=self.width() < _ROOM_FOR_FILTERS)

    def _place_filters(self, *, below: bool) -> None:
        """Put the filters into a line of their own where the words of the switch need theirs."""
        if below == (not self._third.isHidden()):
            return
        for place, box in enumerate((self.lead, self.leader, self.document)):
            if below:
                self._beside.addWidget(box, 1)
            else:
                self._first.insertWidget(2 + place, box, 1)
        self._third.setVisible(below)

    def _bar(self) -> tuple[QWidget, QHBoxLayout]:
        bar = QWidget(self)
        bar.setObjectName("toolBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(tool_bar_height())
        row = QHBoxLayout(bar)
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 1)
        row.setSpacing(8)
        return bar, row

    def _lay_out(self) -> None:
        bar, row = self._bar()
        row.addWidget(self.views)
        row.addSpacing(4)
        self._first = row
        for box in (self.lead, self.leader, self.document):
            box.setMaximumWidth(220)
            row.addWidget(box, 1)
        row.addStretch(0)
        row.addWidget(self.detail_button)
        self._third, self._beside = self._bar()
        self._third.hide()
        self._second, under = self._bar()
        under.addWidget(self.lights)
        under.addStretch(1)
        under.addWidget(self.import_button)
        under.addWidget(self.entry_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._third)
        whole.addWidget(self._second)
        whole.addWidget(self._stack, 1)

    def _button(self, words: str, icon: str, *, primary: bool = False) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("compact", True)
        button.setProperty("primary", primary)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.dress(button, icon, "on_primary" if primary else "text2", 18)
        return button

    def _detail_button(self) -> QPushButton:
        button = QPushButton(tr("Chi tiết"), self)
        button.setProperty("compact", True)
        button.setToolTip(tr("Mở chi tiết chỉ tiêu đang chọn (Enter)"))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        icons.dress(button, "info", "text2", 18)
        button.clicked.connect(self.detail_asked)
        button.hide()
        return button
