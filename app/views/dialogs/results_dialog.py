"""Enter results of indicators: a grid to type and paste into, the date and source of the batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.clipboard_table import read_cells
from app.domain.indicator_figures import is_ranked
from app.domain.indicators import IndicatorBook, IndicatorRecord
from app.domain.phrases import capital, small
from app.domain.result_entry import FIGURE_NAMES, FigureKind, ResultBatch, refusal
from app.domain.result_period import (
    SPAN_NAMES,
    ResultPeriod,
    Span,
    offered,
    periods_of,
    usual_of_year,
)
from app.domain.typed_number import notation_of
from app.views.dialogs.form_parts import field_error, line_field, show_error
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.result_paste import Paste
from app.views.dialogs.result_preview import ResultPreview
from app.views.dialogs.room import resize_within
from app.views.language import told, tr
from app.views.tables.entry_grid import EntryGrid
from app.views.tables.entry_grid_model import EntryColumn, EntryGridModel
from app.views.theme import FontRole
from app.views.widgets.labels import label
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.views.prompts import Prompts

_OF_PERIOD = (
    FigureKind.VALUE,
    FigureKind.CUMULATIVE,
    FigureKind.SAME_PERIOD,
    FigureKind.ESTIMATE,
)
_RANKS = ((FigureKind.VALUE, tr("Điểm")), (FigureKind.RANK, ""), (FigureKind.RANKED_OF, ""))
_SPANS = (Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR)
_RANKED: Literal["ranks"] = "ranks"
_WAYS: tuple[Span | Literal["ranks"] | None, ...] = (None, *_SPANS, _RANKED)
_SIZE = (1180, 620)


class ResultsDialog(QDialog):
    """Asks for results; `batch` holds them after the dialog was accepted."""

    def __init__(
        self,
        book: IndicatorBook,
        listed: Sequence[IndicatorRecord],
        today: dt.date,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        """Start with the figures of the book's period.

        Args:
            book: what is known today, with a period.
            listed: the indicators that are entered; none means all that are followed.
            today: no figure can be known from a later day on.
            prompts: asks before figures are replaced or thrown away.
            parent: the page.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Nhập kết quả chỉ tiêu"))
        offer_help(self)
        self._book, self._today, self._prompts = book, today, prompts
        self._listed = list(listed) or [each for each in book.indicators if not each.closed]
        self.batch: ResultBatch | None = None
        self.grid_model = EntryGridModel(book, self)
        self.grid = EntryGrid(self.grid_model, self)
        self.ways = self._ways()
        self.period = self._periods()
        self.figure = self._figures()
        self.day = TypedDateField(today, tr("Ngày số liệu"), today.year)
        self.day.set_latest(today)
        self.day.setFixedWidth(150)
        self.day.setToolTip(tr("Số liệu được tính là đã biết từ ngày này"))
        self.source = line_field(
            tr("Nguồn số liệu"), hint=tr("Ví dụ: Báo cáo 125/BC-TKT ngày 29/10/2026")
        )
        self.remark = label("", FontRole.SECOND, "text2")
        self.remark.setWordWrap(True)
        self.error = field_error()
        self.accept_button = QPushButton(tr("Ghi vào sổ"))
        self.accept_button.setProperty("primary", True)
        self.accept_button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._show_grid()
        self.grid.go_to_first()
        self.grid.setFocus()

    # ---- For the page

    def go_to(self, indicator_id: int) -> None:
        """Begin at an indicator; one that is not listed is added by listing all."""
        row = self.grid_model.row_of(indicator_id)
        if row < 0:
            self._listed = [each for each in self._book.indicators if not each.closed]
            self._show_grid()
            row = self.grid_model.row_of(indicator_id)
        if row >= 0:
            self.grid.go_to(row, 2 if self.grid_model.columnCount() > 2 else 1)

    def paste(self, text: str) -> None:
        """Show what pasted cells would change, and put into the grid what is ticked."""
        index = self.grid.currentIndex()
        cells = read_cells(text)
        paste = Paste(self.grid_model, cells, index.row(), max(index.column(), 1))
        if not any(text.strip() for text in paste.texts):
            self._prompts.tell(
                self, tr("Không có gì để dán"), tr("Bộ nhớ tạm không có ô số liệu nào.")
            )
            return
        notation = notation_of(paste.texts)
        preview = ResultPreview(
            tr("Xem trước số liệu dán"),
            tr("Đưa vào bảng"),
            paste.lines,
            notation,
            self,
            remarks=paste.remarks,
        )
        if preview.exec() == QDialog.DialogCode.Accepted:
            self.grid_model.put(preview.taken)
        preview.deleteLater()

    def reject(self) -> None:
        """Close; figures that were typed are thrown away only if that is meant."""
        count = len(self.grid_model.typed)
        question = tr("Bỏ {count} số liệu vừa nhập, chưa ghi vào sổ?", count=formats.number(count))
        if count and not self._prompts.ask(
            self, tr("Chưa ghi vào sổ"), question, tr("Bỏ số liệu"), tr("Nhập tiếp"), cautious=True
        ):
            return
        super().reject()

    # ---- Building

    def _ways(self) -> QComboBox:
        ways = QComboBox()
        ways.setAccessibleName(tr("Cách nhập"))
        # Qt would give an enumeration back as the number it is: a way is known by its place.
        ways.addItem(tr("Một kỳ, đủ các cột"))
        for span in _SPANS[:-1]:
            ways.addItem(tr("Nhiều kỳ theo {spans}", spans=small(SPAN_NAMES[span])))
        ways.addItem(tr("Nhiều năm"))
        ways.addItem(tr("Điểm và thứ hạng của chỉ số"))
        return ways

    @property
    def _way(self) -> Span | Literal["ranks"] | None:
        """How figures are laid out: those of one period, a figure of many, or ranks."""
        return _WAYS[self.ways.currentIndex()]

    def _periods(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("Kỳ số liệu"))
        box.setMaxVisibleItems(24)
        chosen = self._book.period or usual_of_year(self._book.as_of)
        periods = offered(self._book.as_of)
        for period in (*periods, *(() if chosen in periods else (chosen,))):
            box.addItem(told(capital(period.words)), period)
        keys = [box.itemData(place) for place in range(box.count())]
        box.setCurrentIndex(keys.index(chosen))
        return box

    def _figures(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("Loại số liệu"))
        box.addItems([told(FIGURE_NAMES[kind]) for kind in _OF_PERIOD])
        box.setCurrentIndex(1)
        return box

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        self._period_label = label(tr("Kỳ"), FontRole.BODY, "text2")
        self._figure_label = label(tr("Số liệu"), FontRole.BODY, "text2")
        for widget in (self.ways, self._period_label, self.period, self._figure_label, self.figure):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(
            label(
                tr("Dán từ Excel: Ctrl+V · Hoàn tác trong bảng: Ctrl+Z · Ra khỏi bảng: F6"),
                FontRole.SECOND,
                "text3",
            )
        )
        batch = QHBoxLayout()
        batch.setSpacing(8)
        batch.addWidget(label(tr("Ngày số liệu"), FontRole.BODY, "text2"))
        batch.addWidget(self.day)
        batch.addWidget(label(tr("Nguồn"), FontRole.BODY, "text2"))
        batch.addWidget(self.source, 1)
        foot = QHBoxLayout()
        self.count = label("", FontRole.BODY, "text2")
        foot.addWidget(self.count, 1)
        cancel = QPushButton(tr("Hủy"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot.addWidget(self.accept_button)
        foot.addWidget(cancel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 14)
        whole.setSpacing(10)
        whole.addLayout(head)
        whole.addWidget(self.grid, 1)
        whole.addWidget(self.remark)
        whole.addLayout(batch)
        whole.addWidget(self.error)
        whole.addLayout(foot)
        room = self.size() if (window := self.parentWidget()) is None else window.size()
        width, height = room.width() - 60, room.height() - 60
        resize_within(self, min(_SIZE[0], max(width, 760)), min(_SIZE[1], max(height, 460)))

    def _connect(self) -> None:
        self.ways.activated.connect(lambda _place: self._show_grid())
        self.period.activated.connect(lambda _place: self._show_grid())
        self.figure.activated.connect(lambda _place: self._show_grid())
        self.grid.pasted.connect(self.paste)
        self.grid.cell_changed.connect(self._show_remark)
        self.grid_model.dataChanged.connect(self._show_state)
        self.day.day_changed.connect(self._show_state)
        self.accept_button.clicked.connect(self._confirm)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.accept_button.click)

    # ---- Showing

    @property
    def _chosen(self) -> ResultPeriod:
        period: ResultPeriod = self.period.currentData()
        return period

    def _columns(self) -> list[EntryColumn]:
        way, period = self._way, self._chosen
        chosen = _OF_PERIOD[self.figure.currentIndex()]
        if way is None:
            return [EntryColumn(period, each) for each in _OF_PERIOD]
        if way == _RANKED:
            year = ResultPeriod(period.year, Span.YEAR)
            return [EntryColumn(year, kind, name) for kind, name in _RANKS]
        if way is Span.YEAR:
            years = range(period.year - 4, period.year + 1)
            return [EntryColumn(ResultPeriod(year, Span.YEAR), chosen) for year in years]
        spans = [way, Span.NINE_MONTHS] if way is Span.HALF else [way]
        periods = [each for span in spans for each in periods_of(period.year, span)]
        periods.sort(key=lambda each: each.last_month)
        return [EntryColumn(each, chosen) for each in periods]

    def _show_grid(self) -> None:
        way = self._way
        several = way is not None and way != _RANKED
        for widget in (self._figure_label, self.figure):
            widget.setVisible(several)
        listed = self._listed
        if way == _RANKED:
            listed = [each for each in self._book.indicators if is_ranked(each)]
        current = self.grid.currentIndex()
        indicator = self.grid_model.indicator_at(current.row())
        self.grid_model.show_rows(listed, self._columns(), by_period=several)
        row = -1 if indicator is None else self.grid_model.row_of(indicator.id)
        if row >= 0:
            self.grid.go_to(row, min(max(current.column(), 1), self.grid_model.columnCount() - 1))
        else:
            self.grid.go_to_first()
        self._show_state()

    def _show_remark(self) -> None:
        index = self.grid.currentIndex()
        cell = self.grid_model.cell_at(index.row(), index.column())
        words = "" if cell is None else self.grid_model.remark(cell)
        last = self.grid_model.last
        # Enter has led on to the next cell: what is odd about the one before is still to be seen.
        if last is not None and last != cell and (doubt := self.grid_model.doubt(last)):
            words = f"{self._book.by_id[last.indicator_id].name}: {doubt}"
        self.remark.setText(words)

    def _batch(self) -> ResultBatch | None:
        day = self.day.day
        if day is None:
            return None
        model = self.grid_model
        return ResultBatch(model.figures, day, self.source.text().strip(), model.seen)

    def _show_state(self) -> None:
        self._show_remark()
        model = self.grid_model
        wrong, new = len(model.wrong), len(model.figures)
        replaced = len(model.overwritten)
        said = [
            tr("{new} số liệu vừa nhập", new=formats.number(new))
            if new
            else tr("Chưa nhập số liệu nào")
        ]
        if replaced:
            said.append(
                tr("trong đó {replaced} thay số đang có", replaced=formats.number(replaced))
            )
        if wrong:
            said.append(tr("{wrong} ô không phải số", wrong=formats.number(wrong)))
        self.count.setText(", ".join(said))
        batch = self._batch()
        reason = ""
        if batch is None:
            reason = tr("Chưa rõ ngày số liệu. Ghi như 5/3 hoặc 05/03/2026.")
        elif new:
            reason = refusal(batch, self._book, self._today) or ""
        show_error(self.error, reason)
        self.accept_button.setEnabled(bool(new) and not wrong and not reason)

    def _confirm(self) -> None:
        batch = self._batch()
        if batch is None or not self.accept_button.isEnabled():
            return
        replaced = self.grid_model.overwritten
        if replaced and not self._prompts.ask(
            self, tr("Thay số liệu đang có"), self._question(), tr("Ghi số mới"), tr("Xem lại")
        ):
            return
        self.batch = batch
        self.accept()

    def _question(self) -> str:
        model = self.grid_model
        lines = [
            f"{self._book.by_id[cell.indicator_id].name}: "
            f"{model.old_words(cell)} → {model.figures[cell].text or tr('xóa')}"
            for cell in model.overwritten
        ]
        more = len(lines) - 8
        shown = lines[:8] + (
            [tr("và {more} số khác", more=formats.number(more))] if more > 0 else []
        )
        listed = "\n".join(shown)
        return tr("Số cũ được giữ trong lịch sử.\n\n{listed}", listed=listed)

    def keyPressEvent(self, event: object) -> None:
        """Leave Enter to the grid: it must not press a button."""
        key = event.key()  # type: ignore[attr-defined]
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)  # type: ignore[arg-type]
