"""Say how far a task has come: percent, result, difficulties, proposal, directive."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.acts import Progress
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
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.views.prompts import Prompts

NO_PERCENT = tr("Hãy ghi một số từ 0 đến 100.")
_OPTIONAL = tr("Không bắt buộc")


class ProgressDialog(TaskForm):
    """Asks for an update; `progress` holds it after the dialog was accepted."""

    def __init__(
        self, detail: TaskDetail, today: dt.date, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Start with today, and nothing said.

        Args:
            detail: an open task.
            today: no update may be dated later.
            prompts: asks before an odd date is taken.
            parent: the page.
        """
        super().__init__(tr("Cập nhật tiến độ"), tr("Ghi cập nhật"), parent)
        self._detail = detail
        self._today = today
        self._prompts = prompts
        self._tried = False
        self.progress: Progress | None = None
        self.result_field = text_field(
            tr("Kết quả"), 3, hint=tr("Đã làm được gì, số liệu đến ngày này")
        )
        self.percent = line_field(tr("Tỷ lệ hoàn thành"), hint=_percent_hint(detail.percent))
        self.date = TypedDateField(today, tr("Ngày cập nhật"), today.year)
        self.difficulties = text_field(tr("Vướng mắc"), 2, hint=_OPTIONAL)
        self.proposal = text_field(tr("Đề xuất"), 2, hint=_OPTIONAL)
        self.directive = text_field(tr("Ý kiến chỉ đạo của lãnh đạo"), 2, hint=_OPTIONAL)
        self.files = FilesField(prompts, FIELD_WIDTH)
        self.error = field_error()
        self.date_error = field_error()
        self.lay_out(detail, self._form())
        self.outcome.hide()
        self._fields: list[QLineEdit | QPlainTextEdit] = [
            *(self.result_field, self.percent, self.date),
            *(self.difficulties, self.proposal, self.directive),
        ]
        for field in self._fields:
            field.textChanged.connect(self._judge)
        self.files.changed.connect(self._judge)
        self.files.refused.connect(lambda words: show_error(self.error, words))
        self.accept_button.clicked.connect(self._confirm)
        self.result_field.setFocus()

    def _form(self) -> QGridLayout:
        form = form_grid()
        top = Qt.AlignmentFlag.AlignTop
        form.addWidget(field_name(tr("Kết quả"), self.result_field), 0, 0, top)
        form.addWidget(self.result_field, 0, 1, 1, 3)
        form.setRowMinimumHeight(1, 10)
        form.addWidget(field_name(tr("Tỷ lệ (%)"), self.percent), 2, 0)
        form.addWidget(self.percent, 2, 1)
        form.addWidget(field_name(tr("Tính đến ngày"), self.date, indent=24), 2, 2)
        form.addWidget(self.date, 2, 3)
        form.addWidget(self.date_error, 3, 1, 1, 3, Qt.AlignmentFlag.AlignRight)
        self.date.setFixedWidth(150)
        rows = (
            (tr("Vướng mắc"), self.difficulties),
            (tr("Đề xuất"), self.proposal),
            (tr("Chỉ đạo"), self.directive),
            (tr("Minh chứng"), self.files),
        )
        for place, (words, field) in enumerate(rows):
            row = 4 + 2 * place
            form.setRowMinimumHeight(row, 10)
            form.addWidget(field_name(words, field), row + 1, 0, top)
            form.addWidget(field, row + 1, 1, 1, 3)
        form.addWidget(self.error, 12, 1, 1, 3)
        return form

    def _typed(self) -> Progress | None:
        """Return what is typed; None where day or percent cannot be read."""
        day, percent = self.date.day, self.percent.text().strip().rstrip("%").strip()
        # ``isdecimal`` alone would take digits that no keyboard here writes, and "²".
        if day is None or not (percent == "" or (percent.isascii() and percent.isdecimal())):
            return None
        return Progress(
            on=day,
            percent=int(percent) if percent else None,
            result=self.result_field.toPlainText().strip(),
            difficulties=self.difficulties.toPlainText().strip(),
            proposal=self.proposal.toPlainText().strip(),
            directive=self.directive.toPlainText().strip(),
            files=self.files.files,
        )

    def _judge(self) -> None:
        """Say what is wrong; that nothing is said only once one has tried."""
        from app.services import progress  # noqa: PLC0415 - the dialog is opened late

        typed = self._typed()
        refusal = None
        if typed is not None:
            refusal = progress.progress_refusal(self._detail, typed, self._today)
        day = self.date.day
        about_day = NO_DATE if day is None else refusal if day > self._today else None
        show_error(self.date_error, about_day or "")
        self.date.show_wrong(wrong=bool(about_day))
        words = NO_PERCENT if typed is None and day is not None else refusal
        silent = about_day or (words == progress.NOTHING_SAID and not self._tried)
        show_error(self.error, "" if silent else words or "")
        # Where nothing is said yet the button stays on: pressing it is how one is asked.
        self.accept_button.setEnabled(not about_day and words in (None, progress.NOTHING_SAID))

    def _confirm(self) -> None:
        from app.services import progress  # noqa: PLC0415 - the dialog is opened late

        self._tried = True
        self._judge()
        typed = self._typed()
        if typed is None or progress.progress_refusal(self._detail, typed, self._today):
            self.result_field.setFocus()
            return
        question = progress.progress_question(self._detail, typed)
        if question is not None and not self._prompts.ask(
            self,
            tr("Ngày sớm hơn văn bản giao việc"),
            question,
            tr("Vẫn ghi"),
            tr("Sửa lại ngày"),
            cautious=True,
        ):
            self.date.setFocus()
            self.date.selectAll()
            return
        self.progress = typed
        self.accept()


def _percent_hint(percent: int | None) -> str:
    return tr("Ví dụ: 60") if percent is None else tr("Lần trước: {percent}", percent=percent)
