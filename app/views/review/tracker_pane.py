"""The office's own tracker laid beside the register: which rows are written, and why not others."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.tracker import COLUMN_NAMES, TrackerAct, TrackerPreview, TrackerRow
from app.views.language import told, tr
from app.views.review.pane_parts import tool_bar
from app.views.review.tracker_list import (
    ACT_NAMES,
    ROW_FILTER_NAMES,
    RowFilter,
    TrackerList,
    kind_of,
    row_title,
    rows_of,
)
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.blocks import WarningNote
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.labels import label
from app.views.widgets.pairs import pairs_table
from app.views.widgets.plain_text import PlainText
from app.views.widgets.side_panel import SidePanel
from app.views.widgets.typed_date_field import TypedDateField
from app.views.widgets.yielding_button import ElidedButton

_PANEL = 400
NOTHING = tr("(trống)")
PAST = tr("Đang xem ngày đã qua nên chưa ghi được. Chọn lại Ngày báo cáo là hôm nay.")


class TrackerPane(QWidget):
    """Shows a preview and tells what the person says of it; it changes nothing itself."""

    left = Signal()
    write_asked = Signal()
    ticked = Signal(str, bool)
    """Whether a row is to be written: its id."""
    task_chosen = Signal(str, int)
    """Which task a row is about: its id, the task."""
    task_typed = Signal(str, str)
    """The same, as a code or place that was typed."""
    day_chosen = Signal(str, object)
    """From which day a row counts: its id, the day."""

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        """Start empty; ``today`` completes days typed without a year."""
        super().__init__(parent)
        self._today = today
        self.preview: TrackerPreview | None = None
        self._past = False
        self._shown: TrackerRow | None = None
        self.title = label("", FontRole.STRONG)
        self.summary = PlainText(role=FontRole.SECOND, tone="text2")
        self.later = QPushButton(tr("Đóng"))
        self.later.setToolTip(tr("Không ghi gì; nhập lại tệp khi cần"))
        self.write = QPushButton(tr("Ghi vào sổ"))
        self.write.setProperty("primary", True)
        self.filter = QComboBox()
        self.filter.setProperty("compact", True)
        self.filter.setAccessibleName(tr("Lọc các dòng"))
        self.filter.addItems(list(ROW_FILTER_NAMES.values()))
        self.columns = PlainText(role=FontRole.SECOND, tone="text2")
        self.list = TrackerList()
        self.panel = SidePanel(tr("Dòng đang xem"))
        self.code = QLineEdit()
        self._lay_out()
        FocusDoor(self, self.list)
        self.later.clicked.connect(self.left)
        self.write.clicked.connect(self.write_asked)
        self.filter.activated.connect(lambda _place: self._show_rows())
        self.list.chosen.connect(self._show_row)
        self.list.ticked.connect(self.ticked)
        self.panel.left.connect(self.list.setFocus)

    # ---- Building

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("toolBar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.summary)
        row.addLayout(words, 1)
        row.addWidget(self.later)
        row.addWidget(self.write)
        chooser = QWidget()
        line = QHBoxLayout(chooser)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.filter.setMaximumWidth(230)
        self.filter.setMinimumWidth(110)
        line.addWidget(self.filter)
        line.addWidget(self.columns, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(tool_bar(chooser))
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        for part, least in ((left, 320), (self.panel, 290)):
            part.setMinimumWidth(least)
            splitter.addWidget(part)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([2000, _PANEL])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(splitter, 1)

    # ---- Showing

    def show_preview(self, preview: TrackerPreview, *, past: bool) -> None:
        """Show a preview; ``past``: another day than today is looked at."""
        first = self.preview is None
        self.preview, self._past = preview, past
        written = sum(row.written for row in preview.rows)
        day = (
            tr(", số liệu đến {as_of}", as_of=formats.date_in_text(preview.as_of))
            if preview.as_of
            else ""
        )
        self.title.setText(preview.file_name)
        self.summary.setText(
            "  ".join((f"{told(preview.words)}{day}.", *map(told, preview.warnings)))
        )
        known = ", ".join(
            f"{words} = {told(COLUMN_NAMES[column])}" for words, column in preview.columns
        )
        ignored = (
            tr("; không dùng: {ignored}", ignored=", ".join(preview.ignored))
            if preview.ignored
            else ""
        )
        recognised = tr("Cột nhận ra: {known}{ignored}", known=known, ignored=ignored)
        shown = tr("{columns} cột nhận ra", columns=len(preview.columns))
        shown += (
            tr(", {ignored} cột không dùng", ignored=len(preview.ignored))
            if preview.ignored
            else ""
        )
        self.columns.setText(shown)
        self.columns.setToolTip(safe_tip(recognised))
        self.columns.setAccessibleDescription(recognised)
        self.write.setText(tr("Ghi {written} dòng vào sổ", written=written))
        self.write.setEnabled(bool(written) and not past)
        self.write.setToolTip(
            safe_tip(PAST if past else tr("Ghi một lần; hoàn tác được bằng Ctrl+Z"))
        )
        self.write.setAccessibleDescription(self.write.toolTip())
        for place, words in ROW_FILTER_NAMES.items():
            self.filter.setItemText(place, f"{words} ({len(rows_of(preview, place))})")
        if first:
            problems = any(kind_of(row) is RowFilter.PROBLEM for row in preview.rows)
            self.filter.setCurrentIndex(RowFilter.PROBLEM if problems and not written else 0)
        self._show_rows()

    def _show_rows(self) -> None:
        if self.preview is None:
            return
        rows = rows_of(self.preview, RowFilter(self.filter.currentIndex()))
        self.list.show_records(rows, lambda one, other: one.id == other.id)

    def _show_row(self, row: TrackerRow | None) -> None:
        if row is self._shown and row is not None:
            return
        self._shown = row
        panel = self.panel
        if row is None:
            panel.start(tr("Không có dòng nào"), tr("Chọn nhóm dòng khác ở ô lọc."))
            panel.finish()
            return
        task = row.task
        panel.start(
            row_title(row),
            tr("{code}, nhận ra theo {found_by}", code=task.code, found_by=row.found_by)
            if task
            else row.id,
        )
        if row.problem:
            note = WarningNote()
            note.body.addWidget(PlainText(row.problem))
            panel.add(note)
        for doubt in row.doubts:
            panel.text(doubt, FontRole.SECOND, "text2")
        self._show_changes(row)
        self._offer_day(row)
        if row.problem:
            self._offer_tasks(row)
        panel.section(tr("Dòng trong tệp ({id})", id=row.id))
        said = ((COLUMN_NAMES[column], words) for column, words in row.cells.items() if words)
        panel.add(pairs_table(said))
        if not row.problem:
            self._offer_tasks(row)
        panel.finish()

    def _show_changes(self, row: TrackerRow) -> None:
        if not row.changes:
            if not row.problem:
                self.panel.text(tr("Sổ đã ghi như vậy, không có gì đổi."), tone="text2")
            return
        self.panel.section(ACT_NAMES[row.act])
        changes = (
            (each.field, f"{told(each.old) or NOTHING} → {told(each.new) or NOTHING}")
            for each in row.changes
        )
        self.panel.add(pairs_table(changes))

    def _offer_day(self, row: TrackerRow) -> None:
        if row.act is TrackerAct.NOTHING:
            return
        self.panel.section(tr("Ngày có hiệu lực"))
        field = TypedDateField(row.on or self._today, tr("Ngày có hiệu lực"), self._today.year)
        field.set_latest(self._today)
        if row.on is None:
            field.clear()
        field.setEnabled(not self._past)

        def tell() -> None:
            if field.day is not None and field.day != row.on:
                self.day_chosen.emit(row.id, field.day)

        field.editingFinished.connect(tell)
        self.panel.add(field)

    def _offer_tasks(self, row: TrackerRow) -> None:
        self.panel.section(tr("Là nhiệm vụ khác?") if row.task else tr("Là nhiệm vụ nào?"))
        for choice in row.choices:
            button = ElidedButton(f"{choice.title} ({choice.score}%)")
            button.setToolTip(safe_tip(f"{choice.code}\n{choice.title}"))
            button.setEnabled(not self._past)
            button.clicked.connect(partial(self.task_chosen.emit, row.id, choice.task_id))
            self.panel.add(button)
        self.code = QLineEdit()
        self.code.setAccessibleName(tr("Vị trí hoặc mã nhiệm vụ"))
        self.code.setPlaceholderText(tr("Vị trí hoặc mã, ví dụ II.4.b#2, rồi Enter"))
        self.code.setEnabled(not self._past)
        code = self.code

        def tell() -> None:
            if typed := code.text().strip():
                self.task_typed.emit(row.id, typed)

        code.returnPressed.connect(tell)
        self.panel.add(code)
