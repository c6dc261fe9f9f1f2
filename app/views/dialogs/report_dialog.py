"""Record that the report of one period has come, and tell the light that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.domain import formats
from app.domain.acts import ReportArrival
from app.domain.phrases import capital
from app.domain.reporting import ReportPeriod
from app.domain.task_detail import DutyRecord, ReceiptRecord, TaskDetail
from app.views import theme
from app.views.dialogs.form_parts import (
    FIELD_WIDTH,
    NO_DATE,
    TaskForm,
    choice_field,
    field_error,
    field_name,
    form_grid,
    show_error,
)
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.tips import safe_tip
from app.views.widgets.plain_text import PlainText
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.receipts import ReportReview
    from app.views.prompts import Prompts

ALL_RECORDED = tr("Báo cáo của mọi kỳ đến nay đã được ghi nhận. Hãy chọn báo cáo khác.")

_ARROW_AND_PADDING = 52

_Choices = list[tuple[ReportPeriod, ReceiptRecord | None]]


class ReportDialog(TaskForm):
    """Asks which report came, and when; `arrival` holds it after the dialog was accepted."""

    def __init__(
        self,
        detail: TaskDetail,
        today: dt.date,
        soon_days: int,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        """Offer the last closed period that has no report yet, and today.

        Args:
            detail: a continuing task of which a report can be recorded.
            today: no report can have come later.
            soon_days: N of the register, for the light told before saving.
            prompts: asks before an odd date is taken.
            parent: the page.
        """
        super().__init__(tr("Ghi nhận báo cáo"), tr("Ghi nhận báo cáo"), parent)
        self._detail = detail
        self._today = today
        self._soon_days = soon_days
        self._prompts = prompts
        self.arrival: ReportArrival | None = None
        self._offered = _offered(detail, today)
        titles = [_fitting(record.title) for record, _choices in self._offered]
        self.duty = choice_field(tr("Báo cáo"), titles)
        self.duty.setCurrentIndex(self._first_open())
        self.duty_title = PlainText(self._duty().title)
        self.receiver = PlainText("", FontRole.SECOND, "text2")
        self.receiver.setContentsMargins(0, 4, 0, 0)
        self.period = choice_field(tr("Kỳ báo cáo"), [])
        self.period_error = field_error()
        self.date = TypedDateField(today, tr("Ngày đến"), today.year)
        self.date_error = field_error()
        self.reach = [PlainText("", FontRole.SECOND, "text2") for _ in range(2)]
        self.lay_out(detail, self._form(), *self.reach)
        self.duty.currentIndexChanged.connect(self._show_duty)
        self.period.currentIndexChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        self.accept_button.clicked.connect(self._confirm)
        self._show_duty()
        self.date.setFocus()
        self.date.selectAll()

    def _form(self) -> QGridLayout:
        form = form_grid()
        # One report needs no list to choose from, and its name may take two lines.
        several = len(self._offered) > 1
        duty = self.duty if several else self.duty_title
        (self.duty_title if several else self.duty).hide()
        form.addWidget(field_name(tr("Báo cáo"), duty), 0, 0)
        form.addWidget(duty, 0, 1)
        form.addWidget(self.receiver, 1, 1)
        form.setRowMinimumHeight(2, 10)
        form.addWidget(field_name(tr("Kỳ báo cáo"), self.period), 3, 0)
        form.addWidget(self.period, 3, 1)
        form.addWidget(self.period_error, 4, 1)
        form.setRowMinimumHeight(5, 10)
        form.addWidget(field_name(tr("Ngày đến"), self.date), 6, 0)
        self.date.setFixedWidth(150)
        form.addWidget(self.date, 6, 1, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.date_error, 7, 1)
        return form

    # ---- What is chosen

    def _duty(self) -> DutyRecord:
        return self._offered[self.duty.currentIndex()][0]

    def _choices(self) -> _Choices:
        return self._offered[self.duty.currentIndex()][1]

    def _first_open(self) -> int:
        """Return the first duty of which something can still be recorded."""
        places = (i for i, (_duty, choices) in enumerate(self._offered) if _default(choices) >= 0)
        return next(places, 0)

    def _show_duty(self) -> None:
        duty, choices = self._duty(), self._choices()
        to = (
            tr("Gửi {receivers}", receivers=", ".join(duty.receivers))
            if duty.receivers
            else tr("Chưa rõ nơi nhận")
        )
        said = tr("; văn bản ghi “{text}”", text=duty.text) if duty.text else ""
        self.receiver.setText(f"{to}{said}")
        self.duty.setToolTip(safe_tip(duty.title))
        self.period.blockSignals(True)
        self.period.clear()
        for period, receipt in choices:
            self.period.addItem(_words(period, receipt, self._today))
        _switch_off(self.period, [receipt is not None for _period, receipt in choices])
        self.period.setCurrentIndex(_default(choices))
        self.period.blockSignals(False)
        self._judge()

    def _typed(self) -> ReportArrival | None:
        place, day = self.period.currentIndex(), self.date.day
        if place < 0 or day is None:
            return None
        return ReportArrival(self._duty().duty.id, self._choices()[place][0].key, day)

    def _review(self, arrival: ReportArrival) -> ReportReview:
        from app.services import receipts  # noqa: PLC0415 - the dialog is opened late

        return receipts.review_report(self._detail, arrival, self._today, self._soon_days)

    # ---- What would come of it

    def _judge(self) -> None:
        show_error(self.period_error, ALL_RECORDED if self.period.currentIndex() < 0 else "")
        arrival = self._typed()
        if arrival is None:
            self._show_date_error(NO_DATE if self.date.day is None else "")
            self.accept_button.setEnabled(False)
            self.outcome.show_nothing(tr("Chọn kỳ và ghi ngày đến để biết kết quả."))
            return
        review = self._review(arrival)
        self._show_date_error(review.refusal or "")
        for place, words in zip(self.reach, (*review.reach, "", ""), strict=False):
            place.setText(words)
            place.setVisible(bool(words))
        if review.refusal is None:
            self.outcome.show_light(review.assessment, review.why)
        else:
            self.outcome.show_nothing(tr("Chưa ghi nhận được với ngày này."))

    def _show_date_error(self, words: str) -> None:
        show_error(self.date_error, words)
        self.date.show_wrong(wrong=bool(words))
        self.accept_button.setEnabled(not words)

    def _confirm(self) -> None:
        arrival = self._typed()
        if arrival is None or not self.accept_button.isEnabled():
            return
        review = self._review(arrival)
        if review.refusal is not None:
            return
        if review.question is not None and not self._prompts.ask(
            self,
            tr("Ngày đến sớm hơn kỳ báo cáo"),
            review.question,
            tr("Vẫn ghi nhận"),
            tr("Sửa lại ngày"),
            cautious=True,
        ):
            self.date.setFocus()
            self.date.selectAll()
            return
        self.arrival = arrival
        self.accept()


def _offered(detail: TaskDetail, today: dt.date) -> list[tuple[DutyRecord, _Choices]]:
    """Return the duties that have periods, each with its periods."""
    from app.services import receipts  # noqa: PLC0415 - the dialog is opened late

    found = [(duty, receipts.choices(detail, duty, today)) for duty in detail.duties]
    return [(duty, choices) for duty, choices in found if choices]


def _default(choices: _Choices) -> int:
    """Return the place of the last closed period, else the open one, else an earlier; -1: none."""
    closed_first = (1, 0, *range(2, len(choices)))
    return next((i for i in closed_first if i < len(choices) and choices[i][1] is None), -1)


def _words(period: ReportPeriod, receipt: ReceiptRecord | None, today: dt.date) -> str:
    name = told(capital(period.words))
    if receipt is not None:
        return tr(
            "{name}, đã đến ngày {arrived_on}",
            name=name,
            arrived_on=formats.date_in_text(receipt.arrived_on),
        )
    if period.begins_on is None:
        return name
    closing = formats.date_in_text(period.closing_day)
    return tr(
        "{name}, {value} ngày {closing}",
        name=name,
        value=tr("đã chốt") if period.closing_day < today else tr("chốt"),
        closing=closing,
    )


def _fitting(title: str) -> str:
    """Return as much of a title as a field shows; the whole of it is the field's tip."""
    room = FIELD_WIDTH - _ARROW_AND_PADDING
    return theme.metrics(FontRole.BODY).elidedText(title, Qt.TextElideMode.ElideRight, room)


def _switch_off(combo: QComboBox, off: Sequence[bool]) -> None:
    model = combo.model()
    assert isinstance(model, QStandardItemModel)  # noqa: S101 - what a combo box makes itself
    for row, is_off in enumerate(off):
        model.item(row).setEnabled(not is_off)
