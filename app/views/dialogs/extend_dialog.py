"""Set another time limit: the limit, the document that sets it, and the light that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain import formats
from app.domain.acts import Extension
from app.domain.task_detail import TaskDetail
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.views.dialogs.form_parts import (
    NO_DATE,
    TaskForm,
    field_error,
    field_name,
    form_grid,
    line_field,
    show_error,
)
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.limit_field import LimitField
from app.views.widgets.plain_text import PlainText
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.limits import ExtensionReview
    from app.views.prompts import Prompts

AUTHORITY_HINT = tr("Ví dụ: Công văn 1832/UBND-TH")
_WANTED = tr("Ghi thời hạn mới và văn bản cho phép để biết kết quả.")


class ExtendDialog(TaskForm):
    """Asks for an extension; `extension` holds it after the dialog was accepted."""

    def __init__(
        self,
        detail: TaskDetail,
        today: dt.date,
        soon_days: int,
        prompts: Prompts,
        parent: QWidget | None = None,
    ) -> None:
        """Start with the limit that stands; nothing can be saved until another is chosen.

        Args:
            detail: an open task.
            today: no document may be dated later.
            soon_days: N of the register, for the light told before saving.
            prompts: asks before an odd date is taken.
            parent: the page.
        """
        super().__init__(tr("Gia hạn, đổi thời hạn"), tr("Ghi thời hạn mới"), parent)
        self._detail = detail
        self._today = today
        self._soon_days = soon_days
        self._prompts = prompts
        self._tried = False
        self.extension: Extension | None = None
        self.limit = LimitField(today, _first_shown(detail, today))
        self._first = self.limit.limit
        self.limit_error = field_error()
        self.authority = line_field(tr("Văn bản cho phép"), hint=AUTHORITY_HINT)
        self.date = TypedDateField(today, tr("Ngày văn bản"), today.year)
        self.date.setFixedWidth(150)
        self.error = field_error()
        self.lay_out(detail, self._form())
        self.limit.changed.connect(self._judge)
        self.authority.textChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        self.accept_button.clicked.connect(self._confirm)
        self._judge()
        self.limit.date.setFocus()
        self.limit.date.selectAll()

    def _form(self) -> QGridLayout:
        form = form_grid()
        form.addWidget(field_name(tr("Hạn hiện nay"), self.limit), 0, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(PlainText(limit_history(self._detail), FontRole.BODY), 0, 1)
        form.setRowMinimumHeight(1, 10)
        form.addWidget(field_name(tr("Thời hạn mới"), self.limit), 2, 0)
        form.addWidget(self.limit, 2, 1)
        form.addWidget(self.limit_error, 3, 1)
        form.setRowMinimumHeight(4, 10)
        form.addWidget(field_name(tr("Theo văn bản"), self.authority), 5, 0)
        form.addWidget(self.authority, 5, 1)
        form.setRowMinimumHeight(6, 10)
        form.addWidget(field_name(tr("Ngày văn bản"), self.date), 7, 0)
        form.addWidget(self.date, 7, 1, Qt.AlignmentFlag.AlignLeft)
        form.addWidget(self.error, 8, 1)
        return form

    def _typed(self) -> Extension | None:
        limit, day = self.limit.limit, self.date.day
        if limit is None or day is None:
            return None
        return Extension(limit, self.authority.text().strip(), day)

    def _review(self, extension: Extension) -> ExtensionReview:
        from app.services import limits  # noqa: PLC0415 - the dialog is opened late

        return limits.review_extension(self._detail, extension, self._today, self._soon_days)

    def _judge(self) -> None:
        """Show what would come of what is typed; what is missing only once one has tried."""
        from app.services.task_words import NO_AUTHORITY  # noqa: PLC0415 - opened late

        typed = self._typed()
        show_error(self.limit_error, NO_DATE if self.limit.limit is None else "")
        self.limit.date.show_wrong(wrong=self.limit.limit is None)
        if typed is None:
            wrong_day = self.date.day is None
            show_error(self.error, NO_DATE if wrong_day else "")
            self.date.show_wrong(wrong=wrong_day)
            self.accept_button.setEnabled(False)
            self.outcome.show_nothing(_WANTED)
            return
        review = self._review(typed)
        untouched = typed.limit == self._first
        missing = review.refusal == NO_AUTHORITY or untouched
        silent = missing and not self._tried
        show_error(self.error, "" if silent else review.refusal or "")
        self.date.show_wrong(wrong=typed.dated > self._today)
        # What is still missing leaves the button on: pressing it is how one is asked for it.
        self.accept_button.setEnabled(missing or review.refusal is None)
        if untouched:
            self.outcome.show_nothing(_WANTED)
        elif missing or review.refusal is None:
            self.outcome.show_light(review.assessment, review.why)
        else:
            self.outcome.show_nothing(tr("Chưa ghi được thời hạn này."))

    def _confirm(self) -> None:
        self._tried = True
        self._judge()
        typed = self._typed()
        if typed is None:
            return
        review = self._review(typed)
        if review.refusal is not None:
            (self.limit.date if typed.limit == self._first else self.authority).setFocus()
            return
        if review.question is not None and not self._prompts.ask(
            self,
            tr("Ngày văn bản sớm hơn văn bản giao việc"),
            review.question,
            tr("Vẫn ghi"),
            tr("Sửa lại ngày"),
            cautious=True,
        ):
            self.date.setFocus()
            self.date.selectAll()
            return
        self.extension = typed
        self.accept()


def limit_history(detail: TaskDetail) -> str:
    """Return the limit that stands, and how it came to be: first limit, number of extensions."""
    words = detail.time_limit.words
    if detail.first_due_on is None:
        return words
    first = formats.date_in_table(detail.first_due_on)
    if not detail.extensions and detail.first_due_on != detail.time_limit.due_on:
        return tr("{words}, chưa gia hạn (hạn đầu {first})", words=words, first=first)
    if not detail.extensions:
        return tr("{words}, chưa gia hạn", words=words)
    return tr(
        "{words}, đã gia hạn {extensions} lần (hạn đầu {first})",
        words=words,
        extensions=detail.extensions,
        first=first,
    )


def _first_shown(detail: TaskDetail, today: dt.date) -> TimeLimit:
    """Return what the field begins with: most often the limit is another day."""
    if detail.time_limit.kind is TimeLimitKind.UNDETERMINED:
        return TimeLimit(TimeLimitKind.DATE, today)
    return detail.time_limit
