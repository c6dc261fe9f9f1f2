"""Stop or withdraw a task by a document; or open again what was completed or stopped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.acts import Reopening, Stop
from app.domain.task_detail import TaskDetail
from app.domain.traffic_light import Assessment, Light, TaskState, why
from app.views.dialogs.extend_dialog import AUTHORITY_HINT
from app.views.dialogs.form_parts import (
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
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.views.prompts import Prompts


class StopDialog(TaskForm):
    """Asks by which document a task is stopped; `stop` holds it after the dialog was accepted."""

    def __init__(
        self, detail: TaskDetail, today: dt.date, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Start with today; the arguments are those of `ProgressDialog`."""
        super().__init__(tr("Dừng, thu hồi nhiệm vụ"), tr("Ghi dừng, thu hồi"), parent)
        self._detail = detail
        self._today = today
        self._prompts = prompts
        self._tried = False
        self.stop: Stop | None = None
        self.authority = line_field(tr("Văn bản dừng, thu hồi"), hint=AUTHORITY_HINT)
        self.date = TypedDateField(today, tr("Ngày văn bản"), today.year)
        self.date.setFixedWidth(150)
        self.reason = text_field(tr("Lý do"), 3, hint=tr("Không bắt buộc"))
        self.error = field_error()
        self.lay_out(detail, self._form())
        self.authority.textChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        self.accept_button.clicked.connect(self._confirm)
        self._judge()
        self.authority.setFocus()

    def _form(self) -> QGridLayout:
        form = form_grid()
        form.addWidget(field_name(tr("Theo văn bản"), self.authority), 0, 0)
        form.addWidget(self.authority, 0, 1)
        form.setRowMinimumHeight(1, 10)
        form.addWidget(field_name(tr("Ngày văn bản"), self.date), 2, 0)
        form.addWidget(self.date, 2, 1, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.error, 3, 1)
        form.setRowMinimumHeight(4, 10)
        form.addWidget(field_name(tr("Lý do"), self.reason), 5, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.reason, 5, 1)
        return form

    def _typed(self) -> Stop | None:
        day = self.date.day
        if day is None:
            return None
        return Stop(self.authority.text().strip(), day, self.reason.toPlainText().strip())

    def _judge(self) -> None:
        from app.services import progress, task_words  # noqa: PLC0415 - opened late

        typed = self._typed()
        refusal = NO_DATE
        if typed is not None:
            refusal = progress.stop_refusal(self._detail, typed, self._today) or ""
        missing = refusal == task_words.NO_AUTHORITY
        show_error(self.error, "" if missing and not self._tried else refusal)
        self.date.show_wrong(wrong=typed is None or typed.dated > self._today)
        self.accept_button.setEnabled(missing or not refusal)
        if typed is None or (refusal and not missing):
            self.outcome.show_nothing(tr("Chưa ghi được với ngày này."))
            return
        stopped = Assessment(Light.STOPPED)
        sentence = why(stopped, due_on=None, stopped_by=typed.authority)
        self.outcome.show_light(
            stopped, tr("{sentence} Không còn tính vào tỷ lệ.", sentence=sentence)
        )

    def _confirm(self) -> None:
        from app.services import progress  # noqa: PLC0415 - the dialog is opened late

        self._tried = True
        self._judge()
        typed = self._typed()
        if typed is None or progress.stop_refusal(self._detail, typed, self._today):
            self.authority.setFocus()
            return
        question = progress.stop_question(self._detail, typed)
        if question is not None and not self._prompts.ask(
            self,
            tr("Ngày văn bản sớm hơn văn bản giao việc"),
            question,
            tr("Vẫn ghi"),
            tr("Sửa lại ngày"),
            cautious=True,
        ):
            self.date.setFocus()
            self.date.selectAll()
            return
        self.stop = typed
        self.accept()


class ReopenDialog(TaskForm):
    """Asks why a task goes on; `reopening` holds it after the dialog was accepted."""

    def __init__(
        self,
        detail: TaskDetail,
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        """Start with today.

        Args:
            detail: a task that was completed or stopped.
            today: it cannot be opened later.
            parent: the page.
        """
        super().__init__(tr("Mở lại nhiệm vụ"), tr("Mở lại"), parent)
        self._detail = detail
        self._today = today
        self._tried = False
        self.reopening: Reopening | None = None
        self.date = TypedDateField(today, tr("Mở lại từ ngày"), today.year)
        self.date.setFixedWidth(150)
        self.reason = text_field(
            tr("Lý do"), 3, hint=tr("Ví dụ: giao tiếp tại Thông báo 45/TB-VPUBND")
        )
        self.error = field_error()
        self.lay_out(detail, self._form())
        self.outcome.show_nothing(_what_comes(detail))
        self.date.day_changed.connect(self._judge)
        self.reason.textChanged.connect(self._judge)
        self.accept_button.clicked.connect(self._confirm)
        self.reason.setFocus()

    def _form(self) -> QGridLayout:
        form = form_grid()
        form.addWidget(field_name(tr("Lý do"), self.reason), 0, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.reason, 0, 1)
        form.setRowMinimumHeight(1, 10)
        form.addWidget(field_name(tr("Từ ngày"), self.date), 2, 0)
        form.addWidget(self.date, 2, 1, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.error, 3, 1)
        return form

    def _typed(self) -> Reopening | None:
        day = self.date.day
        return None if day is None else Reopening(day, self.reason.toPlainText().strip())

    def _refusal(self) -> str:
        from app.services import progress  # noqa: PLC0415 - the dialog is opened late

        typed = self._typed()
        if typed is None:
            return NO_DATE
        return progress.reopen_refusal(self._detail, typed, self._today) or ""

    def _judge(self) -> None:
        from app.services.progress import NO_REOPENING_REASON  # noqa: PLC0415 - opened late

        refusal = self._refusal()
        about_reason = bool(refusal) and not self.reason.toPlainText().strip()
        wrong_day = refusal not in ("", NO_REOPENING_REASON)
        show_error(self.error, refusal if wrong_day or self._tried else "")
        self.date.show_wrong(wrong=wrong_day)
        self.accept_button.setEnabled(not wrong_day and (about_reason or not refusal))

    def _confirm(self) -> None:
        self._tried = True
        self._judge()
        if self._refusal():
            self.reason.setFocus()
            return
        self.reopening = self._typed()
        self.accept()


def _what_comes(detail: TaskDetail) -> str:
    was = tr("hoàn thành") if detail.state is TaskState.COMPLETED else tr("dừng, thu hồi")
    return tr(
        "Từ ngày này nhiệm vụ lại được theo dõi theo thời hạn; trước ngày này vẫn là đã {was}. "
        "Nếu chỉ ghi nhầm, hãy bấm Hoàn tác (Ctrl+Z) thay vì mở lại.",
        was=was,
    )
