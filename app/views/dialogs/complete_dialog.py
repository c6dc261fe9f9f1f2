"""Mark a task complete: product, number, date, result, and the light that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain import formats
from app.domain.acts import Completion
from app.domain.sources import completes_words
from app.domain.task_detail import TaskDetail
from app.views.dialogs.form_parts import (
    FIELD_WIDTH,
    NO_DATE,
    TaskForm,
    field_error,
    field_name,
    form_grid,
    line_field,
    show_error,
    text_field,
)
from app.views.language import tr
from app.views.widgets.files_field import FilesField
from app.views.widgets.plain_text import PlainText
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.tracking import CompletionReview
    from app.views.prompts import Prompts

NO_PRODUCT = tr("Hãy ghi sản phẩm: báo cáo, kế hoạch, quyết định…")


class CompleteDialog(TaskForm):
    """Asks for a completion; `completion` holds it after the dialog was accepted."""

    def __init__(
        self, detail: TaskDetail, today: dt.date, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Prefill what can be known: the product that the document names, and today.

        Args:
            detail: the task.
            today: no product may be dated later.
            prompts: asks before an odd date is taken.
            parent: the page.
        """
        super().__init__(tr("Đánh dấu hoàn thành"), tr("Ghi nhận hoàn thành"), parent)
        self._detail = detail
        self._today = today
        self._prompts = prompts
        self._product_asked = False
        self.completion: Completion | None = None
        # A title is no product: what was made has to be said by the one who knows.
        self.product = line_field(
            tr("Sản phẩm"),
            "" if detail.confidential else detail.expected_product,
            tr("Ví dụ: Kế hoạch, Báo cáo, Quyết định…"),
        )
        self.number = line_field(tr("Số, ký hiệu"), hint=tr("Ví dụ: 412/BC-UBND"))
        self.date = TypedDateField(today, tr("Ngày văn bản"), today.year)
        self.note = text_field(tr("Kết quả"), 3, hint=tr("Không bắt buộc"))
        self.files = FilesField(prompts, FIELD_WIDTH)
        self.files_error = field_error()
        self.files.refused.connect(lambda words: show_error(self.files_error, words))
        self.product_error = field_error()
        self.date_error = field_error()
        everywhere = "" if detail.confidential else completes_words(detail)
        remarks = [PlainText(everywhere, tone="text2")] if everywhere else []
        self.lay_out(detail, self._form(), *remarks)
        self.product.textChanged.connect(self._judge_product)
        self.date.day_changed.connect(self._judge)
        self.accept_button.clicked.connect(self._confirm)
        self._judge()
        self.product.setFocus()
        self.product.selectAll()

    def _form(self) -> QGridLayout:
        form = form_grid()
        form.addWidget(field_name(tr("Sản phẩm"), self.product), 0, 0)
        form.addWidget(self.product, 0, 1, 1, 3)
        form.addWidget(self.product_error, 1, 1, 1, 3)
        form.setRowMinimumHeight(2, 10)
        form.addWidget(field_name(tr("Số, ký hiệu"), self.number), 3, 0)
        form.addWidget(self.number, 3, 1)
        form.addWidget(field_name(tr("Ngày văn bản"), self.date, indent=24), 3, 2)
        form.addWidget(self.date, 3, 3)
        form.addWidget(self.date_error, 4, 1, 1, 3, Qt.AlignmentFlag.AlignRight)
        form.setRowMinimumHeight(5, 10)
        form.addWidget(field_name(tr("Kết quả"), self.note), 6, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.note, 6, 1, 1, 3)
        form.setRowMinimumHeight(7, 10)
        form.addWidget(field_name(tr("Minh chứng"), self.files), 8, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.files, 8, 1, 1, 3)
        form.addWidget(self.files_error, 9, 1, 1, 3)
        self.date.setFixedWidth(150)
        return form

    def _typed(self) -> Completion | None:
        day = self.date.day
        if day is None:
            return None
        return Completion(
            product=self.product.text().strip(),
            number=self.number.text().strip(),
            completed_on=day,
            note=self.note.toPlainText().strip(),
            files=self.files.files,
        )

    def _review(self, completion: Completion) -> CompletionReview:
        from app.services import tracking  # noqa: PLC0415 - the dialog is opened late

        return tracking.review_completion(self._detail, completion, self._today)

    def _judge_product(self) -> None:
        """Take away what was asked for once it is there; a field emptied again is asked for."""
        self._product_asked = not self.product.text().strip()
        self._judge()

    def _judge(self) -> None:
        """Show what would come of what is typed."""
        missing = not self.product.text().strip()
        show_error(self.product_error, NO_PRODUCT if missing and self._product_asked else "")
        completion = self._typed()
        if completion is None:
            self._show_date_error(NO_DATE)
            self.outcome.show_nothing(tr("Ghi ngày của văn bản để biết kết quả."))
            return
        review = self._review(completion)
        if completion.completed_on > self._today:
            self._show_date_error(review.refusal or "")
            self.outcome.show_nothing(tr("Chưa ghi nhận được với ngày này."))
            return
        # The one refusal that is not about the product is about the date or the task itself.
        self._show_date_error("" if missing else review.refusal or "")
        why = review.why
        if completion.completed_on != self._today:
            clicked = formats.date_in_text(self._today)
            why = tr("{why} Ngày bấm nút ({clicked}) không dùng để tính.", why=why, clicked=clicked)
        self.outcome.show_light(review.assessment, why)

    def _show_date_error(self, words: str) -> None:
        show_error(self.date_error, words)
        self.date.show_wrong(wrong=bool(words))
        # A missing product leaves the button on: pressing it is how one is asked for it.
        self.accept_button.setEnabled(not words)

    def _confirm(self) -> None:
        completion = self._typed()
        if completion is None or not self.accept_button.isEnabled():
            return
        if not completion.product:
            self._product_asked = True
            self._judge()
            self.product.setFocus()
            return
        review = self._review(completion)
        if review.refusal is not None:
            return
        if review.question is not None and not self._prompts.ask(
            self,
            tr("Ngày văn bản sớm hơn văn bản giao việc"),
            review.question,
            tr("Vẫn ghi nhận"),
            tr("Sửa lại ngày"),
            cautious=True,
        ):
            self.date.setFocus()
            self.date.selectAll()
            return
        self.completion = completion
        self.accept()
