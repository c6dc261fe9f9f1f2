"""One report date: who owes the report, what has come; receipts of several, and switching it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain import formats
from app.domain.report_dates import ReportDate, Sender
from app.domain.text import fold
from app.views import theme
from app.views.dialogs.form_parts import (
    NO_DATE,
    PADDING,
    field_error,
    field_name,
    line_field,
    show_error,
)
from app.views.dialogs.help_key import offer_help
from app.views.dialogs.room import resize_within
from app.views.language import told, tr
from app.views.tables.plain_records import Column, RecordTable
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText
from app.views.widgets.segments import Segments
from app.views.widgets.typed_date_field import TypedDateField

_SIZE = (760, 560)
_ALL, _MISSING, _CAME = range(3)
_WORDS = (tr("Tất cả"), tr("Chưa đến"), tr("Đã đến"))

Refuse = Callable[[ReportDate, Sequence[int], dt.date | None], str | None]
"""(date, agencies, day or None to take back) → why not, None if it can be."""


class ReceiptsDialog(QDialog):
    """Stays open while one records; the page writes."""

    recorded = Signal(object, object)
    """(agencies, the day on which their reports came)."""
    taken_back = Signal(object)
    """Agencies whose receipts are wrong."""
    switched = Signal(object)
    """The day from which the duty is judged, None for no more."""
    undo_asked = Signal()

    def __init__(
        self,
        date: ReportDate,
        today: dt.date,
        refuse: Refuse,
        parent: QWidget | None = None,
        *,
        read_only: str = "",
    ) -> None:
        """Show a report date.

        Args:
            date: as of today.
            today: no report can have come later.
            refuse: says why something cannot be recorded.
            parent: the page.
            read_only: why nothing can be changed, "" if it can.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Báo cáo theo kỳ"))
        resize_within(self, *_SIZE)
        offer_help(self)
        self._today, self._refuse, self._date = today, refuse, date
        self._read_only = read_only
        self.heading = PlainText(role=FontRole.OBJECT_TITLE, parent=self)
        self.about = PlainText(role=FontRole.SECOND, tone="text2", parent=self)
        self.state = PlainText(parent=self)
        self.switch_day = TypedDateField(today, tr("Tính đèn từ ngày"), today.year)
        self.switch_day.setFixedWidth(150)
        self.switch_button = QPushButton(tr("Tính từ ngày này"))
        self.switch_button.setToolTip(safe_tip(read_only))
        self.switch_day.setEnabled(not read_only)
        self.filter = Segments(_WORDS, tr("Lọc cơ quan"), self)
        self.search = line_field(tr("Tìm cơ quan"), hint=tr("Tìm cơ quan, không cần dấu"))
        self.search.setProperty("compact", True)
        self.table = RecordTable(
            tr("Cơ quan gửi báo cáo"), _COLUMNS, lambda s: s.agency_id, several=True, parent=self
        )
        self.day = TypedDateField(today, tr("Ngày đến"), today.year)
        self.day.set_latest(today)
        self.day.setFixedWidth(150)
        self.error = field_error()
        self.record_button = QPushButton(tr("Ghi đã đến"))
        self.record_button.setProperty("primary", True)
        self.back_button = QPushButton(tr("Bỏ ghi nhận"))
        self.all_button = QPushButton(tr("Chọn tất cả"))
        for button in (self.record_button, self.back_button, self.all_button, self.switch_button):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self.show_date(date)
        self.table.setFocus()

    @property
    def date(self) -> ReportDate:
        """The report date on show."""
        return self._date

    def show_date(self, date: ReportDate) -> None:
        """Show it read anew; who is selected stays selected."""
        self._date = date
        period = date.period
        self.heading.setText(f"{told(date.title)}, {told(period.words)}")
        closing = formats.date_in_text(period.closing_day)
        parts = [told(date.document), tr("chốt số liệu {closing}", closing=closing)]
        if date.receivers:
            parts.append(tr("gửi {receivers}", receivers=", ".join(date.receivers)))
        self.about.setText(" · ".join(parts))
        since = date.duty.active_from
        self.state.setText(
            tr("Đang tính đèn theo báo cáo từ ngày {since}.", since=formats.date_in_text(since))
            if since
            else tr(
                "Chưa tính đèn theo báo cáo này: bật từ một ngày, hoặc khi báo cáo đầu tiên đến."
            )
        )
        counts = (len(date.senders), len(date.senders) - date.arrived, date.arrived)
        self.filter.show_words([f"{w} {n}" for w, n in zip(_WORDS, counts, strict=True)])
        self._show_matching()
        self._judge()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    # ---- Inside

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(self.heading)
        head.addWidget(self.about)
        switch = QHBoxLayout()
        switch.setSpacing(8)
        switch.addWidget(self.state, 1)
        switch.addWidget(self.switch_day)
        switch.addWidget(self.switch_button)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.filter)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.all_button)
        form = QGridLayout()
        form.setHorizontalSpacing(8)
        form.addWidget(field_name(tr("Ngày đến"), self.day), 0, 0)
        form.addWidget(self.day, 0, 1)
        form.addWidget(self.error, 0, 2)
        form.setColumnStretch(2, 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(label(tr("Hoàn tác được bằng Ctrl+Z"), FontRole.BODY, "text2"), 1)
        acts.addWidget(self.back_button)
        acts.addWidget(self.record_button)
        close = QPushButton(tr("Đóng"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        acts.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(PADDING, 16, PADDING, 14)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addLayout(switch)
        whole.addLayout(bar)
        whole.addWidget(self.table, 1)
        whole.addLayout(form)
        whole.addLayout(acts)

    def _connect(self) -> None:
        self.filter.chosen.connect(lambda _place: self._show_matching())
        self.search.textChanged.connect(self._show_matching)
        self.table.rows_chosen.connect(self._judge)
        self.day.day_changed.connect(self._judge)
        self.switch_day.day_changed.connect(self._judge)
        self.all_button.clicked.connect(self.table.selectAll)
        self.record_button.clicked.connect(self._record)
        self.back_button.clicked.connect(lambda: self.taken_back.emit(self._chosen()))
        self.switch_button.clicked.connect(lambda: self.switched.emit(self.switch_day.day))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._record)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo_asked)

    def _chosen(self) -> list[int]:
        return [sender.agency_id for sender in self.table.all_chosen]

    def _record(self) -> None:
        if self.record_button.isEnabled() and self.day.day is not None:
            self.recorded.emit(self._chosen(), self.day.day)

    def _judge(self) -> None:
        chosen, day = self._chosen(), self.day.day
        self.day.show_wrong(wrong=day is None)
        refusal = NO_DATE if day is None else self._refuse(self._date, chosen, day)
        back = self._refuse(self._date, chosen, None)
        count = f" ({len(chosen)})" if len(chosen) > 1 else ""
        self.record_button.setText(tr("Ghi đã đến{count}", count=count))
        self.record_button.setEnabled(refusal is None)
        self.back_button.setText(tr("Bỏ ghi nhận{count}", count=count))
        self.back_button.setEnabled(back is None)
        show_error(self.error, (refusal or "") if chosen and back is not None else "")
        since = self.switch_day.day
        self.switch_day.show_wrong(wrong=since is None)
        other_day = since is not None and since != self._date.duty.active_from
        self.switch_button.setEnabled(other_day and not self._read_only)

    def _show_matching(self) -> None:
        words, place = fold(self.search.text().strip()), self.filter.place
        self.table.show_records(
            [
                sender
                for sender in self._date.senders
                if words in fold(sender.name)
                and (place == _ALL or (sender.arrived_on is not None) is (place == _CAME))
            ]
        )


def _arrival(sender: Sender) -> str:
    return formats.date_in_table(sender.arrived_on) if sender.arrived_on else tr("chưa đến")


_COLUMNS: Sequence[Column[Sender]] = (
    Column(tr("Cơ quan"), lambda sender: sender.name, share=1),
    Column(tr("Ngày đến"), _arrival),
)
