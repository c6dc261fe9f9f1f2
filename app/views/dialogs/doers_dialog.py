"""Who does a collective task: a grid of doers with their states, marked for many at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats
from app.domain.doers import DoerEntry, DoerState, progress_words
from app.domain.task_detail import TaskDetail
from app.domain.text import fold
from app.domain.traffic_light import state_words
from app.views import theme
from app.views.dialogs.form_parts import (
    NO_DATE,
    PADDING,
    Subject,
    field_error,
    field_name,
    line_field,
    show_error,
)
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.room import resize_within
from app.views.language import told, tr
from app.views.tables.office_table import PADDING as CELL_PADDING
from app.views.tables.office_table import Index, OfficeDelegate
from app.views.tables.painting import paint_text
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole, Theme
from app.views.tips import safe_tip
from app.views.widgets.doer_summary import completion_hint
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText
from app.views.widgets.segments import Segments
from app.views.widgets.signs import SIGN, paint_sign
from app.views.widgets.typed_date_field import TypedDateField

_SIZE = (820, 580)
_STATE = 1
_ALL, _OPEN, _DONE = range(3)
NO_MEMBERS = tr("Chưa biết gồm những cơ quan nào.")
_HOW_TO_FILL = tr(
    "Nhập danh sách từ tệp Excel hoặc dán từ Word; danh sách dùng chung cho mọi nhiệm vụ giao cho "
    "tên gọi này."
)


class DoersDialog(QDialog):
    """Stays open while one marks; what is written is told by `marked`, the page writes it."""

    marked = Signal(object, object)
    """(ids of the agencies, `DoerEntry`)."""
    list_asked = Signal()
    """The members of the collective are to be listed."""
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(
        self,
        detail: TaskDetail,
        doers: Sequence[DoerState],
        today: dt.date,
        refuse: Callable[[Sequence[DoerState], DoerEntry], str | None],
        parent: QWidget | None = None,
    ) -> None:
        """Show the doers of a task.

        Args:
            detail: the task.
            doers: as of today, in the office's order.
            today: no product may be dated later.
            refuse: says why some doers cannot be marked so, None if they can.
            parent: the page.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Cơ quan thực hiện"))
        resize_within(self, *_SIZE)
        offer_help(self)
        self._today, self._refuse = today, refuse
        self._doers: Sequence[DoerState] = ()
        self.filter = Segments(
            (tr("Tất cả"), tr("Chưa xong"), tr("Đã xong")), tr("Lọc cơ quan"), self
        )
        self.search = line_field(tr("Tìm cơ quan"), hint=tr("Tìm cơ quan, không cần dấu"))
        self.search.setProperty("compact", True)
        self.table = RecordTable(
            tr("Cơ quan thực hiện"),
            _COLUMNS,
            lambda doer: doer.agency_id,
            several=True,
            parent=self,
        )
        self.table.setItemDelegate(_DoerDelegate(self.table))
        self.day = TypedDateField(today, tr("Ngày văn bản"), today.year)
        self.day.set_latest(today)
        self.day.setFixedWidth(150)
        self.product = line_field(
            tr("Sản phẩm"), hint=tr("Không bắt buộc, ví dụ: Kế hoạch 15/KH-SXD")
        )
        self.error = field_error()
        self.done_button = QPushButton(tr("Ghi đã xong"))
        self.done_button.setProperty("primary", True)
        self.open_button = QPushButton(tr("Ghi chưa xong"))
        self.all_button = QPushButton(tr("Chọn tất cả"))
        self.list_button = QPushButton(tr("Nhập danh sách…"))
        self.told = label(tr("Hoàn tác được bằng Ctrl+Z"), FontRole.BODY, "text2")
        self.told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for button in (self.done_button, self.open_button, self.all_button, self.list_button):
            button.setAutoDefault(False)
        self.progress = PlainText("", FontRole.BODY, "text2")
        self._detail = detail
        self._lay_out(detail)
        self._connect()
        self.show_doers(doers, detail.unlisted)
        (self.table if doers else self.list_button).setFocus()

    def show_doers(self, doers: Sequence[DoerState], unlisted: Sequence[str] = ()) -> None:
        """Show states read anew; who is selected stays selected.

        Args:
            doers: those that are known.
            unlisted: collectives whose members nobody has listed.
        """
        chosen = {doer.agency_id for doer in self.table.all_chosen}
        self._doers = doers
        done = sum(doer.done for doer in doers)
        counts = (len(doers), len(doers) - done, done)
        words = (tr("Tất cả"), tr("Chưa xong"), tr("Đã xong"))
        self.filter.show_words([f"{w} {n}" for w, n in zip(words, counts, strict=True)])
        self._show_progress(unlisted)
        self._show_matching()
        self._select(chosen)
        self._stack.setCurrentIndex(0 if doers else 1)
        self._judge()

    def _show_progress(self, unlisted: Sequence[str]) -> None:
        """Say how many have done it where the count is not the whole, or the task waits for it."""
        waits = replace(self._detail, doers=tuple(self._doers)).waits_for_completion
        parts = [progress_words(self._doers, unlisted)] if unlisted or waits else []
        if waits:
            parts.append(completion_hint(unlisted))
        self.progress.setText("\n".join(told(part) for part in parts if part))
        self.progress.setVisible(bool(self.progress.text()))

    def tell(self, words: str) -> None:
        """Say at the foot what was written."""
        self.told.setText(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    # ---- Inside

    def _lay_out(self, detail: TaskDetail) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.all_button)
        empty = QWidget()
        lines = QVBoxLayout(empty)
        lines.addStretch(1)
        for text in (
            PlainText(NO_MEMBERS, FontRole.OBJECT_TITLE),
            PlainText(_HOW_TO_FILL, FontRole.BODY, "text2"),
        ):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            lines.addWidget(text)
        lines.addStretch(2)
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(empty)
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        form.addWidget(field_name(tr("Ngày văn bản"), self.day), 0, 0)
        form.addWidget(self.day, 0, 1)
        form.addWidget(field_name(tr("Sản phẩm"), self.product, indent=12), 0, 2)
        form.addWidget(self.product, 0, 3)
        form.setColumnStretch(3, 1)
        form.addWidget(self.error, 1, 1, 1, 3)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.told, 1)
        acts.addWidget(self.list_button)
        acts.addWidget(self.open_button)
        acts.addWidget(self.done_button)
        close = QPushButton(tr("Đóng"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        acts.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PADDING, 16, PADDING, 14)
        whole.setSpacing(12)
        whole.addWidget(Subject(detail))
        whole.addLayout(bar)
        whole.addWidget(self.progress)
        whole.addWidget(body, 1)
        whole.addLayout(form)
        whole.addLayout(acts)

    def _connect(self) -> None:
        self.filter.chosen.connect(lambda _place: self._show_matching())
        self.search.textChanged.connect(self._show_matching)
        self.table.rows_chosen.connect(self._judge)
        self.day.day_changed.connect(self._judge)
        self.product.textChanged.connect(self._judge)
        self.all_button.clicked.connect(self.table.selectAll)
        self.done_button.clicked.connect(lambda: self._mark(done=True))
        self.open_button.clicked.connect(lambda: self._mark(done=False))
        self.list_button.clicked.connect(self.list_asked)
        for keys, act in (
            ("Ctrl+Return", lambda: self._mark(done=True)),
            ("Ctrl+Z", self.undo_asked.emit),
            ("Ctrl+Y", self.redo_asked.emit),
            ("Ctrl+Shift+Z", self.redo_asked.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _entry(self, *, done: bool) -> DoerEntry | None:
        day = self.day.day
        if day is None:
            return None
        return DoerEntry(day if done else None, day, self.product.text())

    def _mark(self, *, done: bool) -> None:
        button = self.done_button if done else self.open_button
        entry = self._entry(done=done)
        if button.isEnabled() and entry is not None:
            self.marked.emit([doer.agency_id for doer in self.table.all_chosen], entry)

    def _judge(self) -> None:
        chosen = self.table.all_chosen
        self.day.show_wrong(wrong=self.day.day is None)
        refusals = {}
        for done, button, words in (
            (True, self.done_button, tr("Ghi đã xong")),
            (False, self.open_button, tr("Ghi chưa xong")),
        ):
            entry = self._entry(done=done)
            refusals[done] = NO_DATE if entry is None else self._refuse(chosen, entry)
            button.setText(f"{words} ({len(chosen)})" if len(chosen) > 1 else words)
            button.setEnabled(bool(self._doers) and refusals[done] is None)
            button.setToolTip(safe_tip(refusals[done] or ""))
        both = all(refusals.values())
        show_error(self.error, (refusals[True] or "") if both and chosen else "")

    def _show_matching(self) -> None:
        words, place = fold(self.search.text().strip()), self.filter.place
        self.table.show_records(
            [
                doer
                for doer in self._doers
                if words in fold(doer.name) and (place == _ALL or doer.done is (place == _DONE))
            ]
        )

    def _select(self, agencies: set[int]) -> None:
        selection = self.table.selectionModel()
        flags = selection.SelectionFlag
        for row, doer in enumerate(self.table.records.records()):
            if doer.agency_id in agencies:
                index = self.table.records.index(row, 0)
                selection.select(index, flags.Select | flags.Rows)


def _day_words(doer: DoerState) -> str:
    return formats.date_in_table(doer.done_on) if doer.done_on else formats.NONE_SIGN


def _product_words(doer: DoerState) -> str:
    if doer.product:
        return doer.product
    if doer.recorded_at is None:
        return ""
    return tr("{who} ghi {at}", who=doer.recorded_by, at=formats.moment(doer.recorded_at))


_COLUMNS: Sequence[Column[DoerState]] = (
    Column(tr("Cơ quan"), lambda doer: doer.name, share=3),
    Column(tr("Tình trạng"), lambda doer: f"{told(state_words(doer.assessment))}      "),
    Column(tr("Ngày xong"), _day_words),
    Column(tr("Sản phẩm"), _product_words, share=2),
)


class _DoerDelegate(OfficeDelegate):
    """Paints the sign of a doer's light before its words."""

    def paint_cell(
        self, painter: QPainter, rect: object, index: Index, theme: Theme, *, chosen: bool
    ) -> None:
        model = index.model()
        doer = model.record(index.row()) if hasattr(model, "record") else None
        if index.column() != _STATE or doer is None:
            super().paint_cell(painter, rect, index, theme, chosen=chosen)  # type: ignore[arg-type]
            return
        room = QRectF(rect)  # type: ignore[call-overload]
        sign = QRectF(room.left() + CELL_PADDING, room.center().y() - SIGN / 2, SIGN, SIGN)
        paint_sign(painter, sign, doer.assessment.light, theme)
        words = room.adjusted(CELL_PADDING + SIGN + 6, 0, 0, -1).toRect()
        colour = theme.lights[doer.assessment.light].text
        paint_text(painter, words, state_words(doer.assessment), FontRole.BODY, colour)
