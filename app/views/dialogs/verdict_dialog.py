"""The centre confirms a completion, or sends it back with a reason."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from app.domain import formats
from app.domain.acts import Verdict
from app.domain.task_detail import TaskDetail
from app.views.dialogs.form_parts import NO_DATE, text_field
from app.views.dialogs.office_form import OfficeForm
from app.views.language import tr
from app.views.widgets.segments import Segments
from app.views.widgets.typed_date_field import TypedDateField

_CONFIRM, _RETURN = range(2)


class VerdictDialog(OfficeForm):
    """`verdict` holds the answer."""

    def __init__(self, detail: TaskDetail, today: dt.date, parent: QWidget | None = None) -> None:
        """Begin with a confirmation of today."""
        super().__init__(tr("Xác nhận hoàn thành"), tr("Xác nhận"), parent)
        self._detail, self._today = detail, today
        self.verdict: Verdict | None = None
        self.kind = Segments((tr("Xác nhận"), tr("Trả lại")), tr("Kết luận"), self)
        self.day = TypedDateField(today, tr("Ngày"), today.year)
        self.day.set_latest(today)
        self.day.setFixedWidth(150)
        self.note = text_field(
            tr("Nội dung"), 3, hint=tr("Khi trả lại: ghi lý do, việc phải bổ sung")
        )
        self.add_row(tr("Kết luận"), self.kind, stretched=False)
        self.add_row(tr("Ngày"), self.day, stretched=False)
        self.add_row(tr("Nội dung"), self.note)
        update = next((u for u in detail.updates if not u.reversed and u.product), None)
        product = (
            tr(
                "Sản phẩm: {product}, {product_number}",
                product=update.product,
                product_number=update.product_number,
            )
            if update
            else ""
        )
        self.lay_out_form(detail.title, product.rstrip(", "))
        self.kind.chosen.connect(lambda _place: self._judge())
        self.day.day_changed.connect(self._judge)
        self.note.textChanged.connect(self._judge)
        self.kind.buttons[0].setFocus()
        self._judge()

    def confirm(self) -> None:
        """Take the answer if it can be recorded."""
        if self.accept_button.isEnabled():
            self.verdict = self._typed()
            self.accept()

    def _typed(self) -> Verdict | None:
        day = self.day.day
        if day is None:
            return None
        return Verdict(day, self.kind.place == _CONFIRM, self.note.toPlainText())

    def _judge(self) -> None:
        from app.services import confirmation  # noqa: PLC0415 - opened late

        typed = self._typed()
        self.day.show_wrong(wrong=typed is None)
        returned = self.kind.place == _RETURN
        self.accept_button.setText(tr("Trả lại") if returned else tr("Xác nhận"))
        refusal = (
            NO_DATE
            if typed is None
            else confirmation.verdict_refusal(self._detail, typed, self._today)
        )
        self.show_refusal(refusal or "")
        day = formats.date_in_text(typed.on) if typed else ""
        self.outcome.show_nothing(
            tr(
                "Từ ngày {day} nhiệm vụ lại được theo dõi theo thời hạn; trước đó vẫn là "
                "hoàn thành.",
                day=day,
            )
            if returned
            else tr("Đèn giữ nguyên theo ngày sản phẩm; lịch sử ghi ai xác nhận, ngày nào.")
        )
