"""Record the same of several tasks: complete, extend, assign a leader, note."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain import locator
from app.domain.acts import Completion, Extension, LeaderGiven, Progress, Refusal
from app.domain.phrases import small
from app.domain.records import OfficialRecord
from app.domain.task_detail import TaskDetail
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.domain.traffic_light import LIGHT_NAMES
from app.views.dialogs.extend_dialog import AUTHORITY_HINT
from app.views.dialogs.form_parts import (
    NO_DATE,
    TaskForm,
    choice_field,
    field_error,
    field_name,
    form_grid,
    line_field,
    show_error,
    text_field,
)
from app.views.dialogs.task_dialog import AS_ASSIGNED
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.limit_field import LimitField
from app.views.widgets.plain_text import PlainText
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.several import Entry

_SHOWN = 4


class SeveralDialog(TaskForm):
    """Asks for one entry; `entry` and `task_ids` hold what is to be recorded, once accepted.

    Tasks of which it cannot be recorded are listed with the reason before anything is written, and
    one can go on without them.
    """

    def __init__(
        self,
        words: tuple[str, str],
        details: Sequence[TaskDetail],
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        """Make the parts; `_ready` puts them together.

        Args:
            words: title and words of the button.
            details: the tasks.
            today: no day may be later.
            parent: the page.
        """
        super().__init__(*words, parent)
        self._details = details
        self._today = today
        self._tried = False
        self.entry: Entry | None = None
        self.task_ids: list[int] = []
        self.error = field_error()
        self.refused = PlainText("", FontRole.SECOND, "text2")
        self.without = QCheckBox()
        self.without.toggled.connect(self._judge)
        self.accept_button.clicked.connect(self._confirm)

    def _ready(self, form: QGridLayout) -> None:
        form.addWidget(self.error, form.rowCount(), 1)
        self.lay_out_under(_Tasks(self._details), form, self.refused, self.without)
        self._judge()

    def _typed(self) -> Entry | None:
        """Return what is typed, None where a day cannot be read."""
        raise NotImplementedError

    def _what_comes(self, details: Sequence[TaskDetail], entry: Entry) -> str:  # noqa: ARG002
        return ""

    def _judge(self) -> None:
        from app.services import several  # noqa: PLC0415 - the dialog is opened late

        entry = self._typed()
        refused = several.refusals(self._details, entry, self._today) if entry else []
        words = several.entry_refusal(entry, self._today) if entry else NO_DATE
        # What is wrong with the entry is not the tasks' fault.
        refused = [each for each in refused if each.reason != words]
        show_error(self.error, words or "" if self._tried else "")
        self._show_refused(refused)
        left = {detail.id for detail in self._details} - {each.task_id for each in refused}
        can = not refused or (bool(left) and self.without.isChecked())
        self.accept_button.setEnabled(can)
        self.task_ids = [detail.id for detail in self._details if detail.id in left]
        going = [detail for detail in self._details if detail.id in left]
        comes = self._what_comes(going, entry) if entry and going else ""
        self.outcome.setVisible(bool(comes))
        self.outcome.show_nothing(comes)

    def _show_refused(self, refused: Sequence[Refusal]) -> None:
        by_reason: dict[str, list[str]] = {}
        for each in refused:
            by_reason.setdefault(each.reason, []).append(each.locator)
        lines = [f"• {_several(places)}: {told(reason)}" for reason, places in by_reason.items()]
        count, left = len(refused), len(self._details) - len(refused)
        self.refused.setText(
            "\n".join([tr("{count} nhiệm vụ không ghi được:", count=count), *lines])
        )
        self.refused.setVisible(bool(refused))
        self.without.setText(
            tr("Bỏ qua các nhiệm vụ này, chỉ ghi cho {left} nhiệm vụ còn lại", left=left)
        )
        self.without.setVisible(bool(refused) and left > 0)

    def _confirm(self) -> None:
        from app.services import several  # noqa: PLC0415 - the dialog is opened late

        self._tried = True
        self._judge()
        entry = self._typed()
        if entry is None or not self.task_ids or not self.accept_button.isEnabled():
            return
        kept = [detail for detail in self._details if detail.id in self.task_ids]
        if several.refusals(kept, entry, self._today):
            return
        self.entry = entry
        self.accept()


class CompleteSeveralDialog(SeveralDialog):
    """One product for several tasks."""

    def __init__(
        self, details: Sequence[TaskDetail], today: dt.date, parent: QWidget | None = None
    ) -> None:
        """Start with today; the arguments are those of `SeveralDialog`."""
        words = (
            tr("Đánh dấu hoàn thành"),
            tr("Ghi hoàn thành {details} nhiệm vụ", details=len(details)),
        )
        super().__init__(words, details, today, parent)
        self.product = line_field(tr("Sản phẩm"), hint=tr("Ví dụ: Báo cáo chung, Quyết định…"))
        self.number = line_field(tr("Số, ký hiệu"), hint=tr("Ví dụ: 412/BC-UBND"))
        self.date = TypedDateField(today, tr("Ngày văn bản"), today.year)
        self.date.setFixedWidth(150)
        self.note = text_field(tr("Kết quả"), 2, hint=tr("Không bắt buộc"))
        form = form_grid()
        _put(form, (tr("Sản phẩm"), self.product), (tr("Số, ký hiệu"), self.number))
        _put(form, (tr("Ngày văn bản"), self.date), (tr("Kết quả"), self.note))
        self.product.textChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        self._ready(form)
        self.product.setFocus()

    def _typed(self) -> Entry | None:
        day = self.date.day
        if day is None:
            return None
        return Completion(
            self.product.text().strip(),
            self.number.text().strip(),
            day,
            self.note.toPlainText().strip(),
        )

    def _what_comes(self, details: Sequence[TaskDetail], entry: Entry) -> str:
        from app.services import tracking  # noqa: PLC0415 - the dialog is opened late

        assert isinstance(entry, Completion)  # noqa: S101 - what is typed here
        lights = Counter(
            tracking.review_completion(detail, entry, self._today).assessment.light
            for detail in details
        )
        become = (
            f"{count} {small(told(LIGHT_NAMES[light]))}" for light, count in sorted(lights.items())
        )
        return tr("Sẽ thành: {become}.", become=", ".join(become))


class ExtendSeveralDialog(SeveralDialog):
    """One new limit, by one document, for several tasks."""

    def __init__(
        self, details: Sequence[TaskDetail], today: dt.date, parent: QWidget | None = None
    ) -> None:
        """Start without a day; the arguments are those of `SeveralDialog`."""
        words = (
            tr("Gia hạn, đổi thời hạn"),
            tr("Gia hạn {details} nhiệm vụ", details=len(details)),
        )
        super().__init__(words, details, today, parent)
        self.limit = LimitField(today, TimeLimit(TimeLimitKind.DATE, today))
        self.limit.date.clear()
        self.authority = line_field(tr("Văn bản cho phép"), hint=AUTHORITY_HINT)
        self.date = TypedDateField(today, tr("Ngày văn bản"), today.year)
        self.date.setFixedWidth(150)
        form = form_grid()
        _put(form, (tr("Thời hạn mới"), self.limit), (tr("Theo văn bản"), self.authority))
        _put(form, (tr("Ngày văn bản"), self.date))
        self.limit.changed.connect(self._judge)
        self.authority.textChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        self._ready(form)
        self.limit.date.setFocus()

    def _typed(self) -> Entry | None:
        limit, day = self.limit.limit, self.date.day
        if limit is None or day is None:
            return None
        return Extension(limit, self.authority.text().strip(), day)


class LeaderSeveralDialog(SeveralDialog):
    """One leader for several tasks."""

    def __init__(
        self,
        details: Sequence[TaskDetail],
        officials: Sequence[OfficialRecord],
        today: dt.date,
        parent: QWidget | None = None,
    ) -> None:
        """Offer the officials; the other arguments are those of `SeveralDialog`."""
        words = (tr("Giao lãnh đạo phụ trách"), tr("Giao {details} nhiệm vụ", details=len(details)))
        super().__init__(words, details, today, parent)
        self._officials = officials
        titles = [official.title for official in officials]
        self.leader = choice_field(tr("Lãnh đạo phụ trách"), [*titles, AS_ASSIGNED])
        form = form_grid()
        _put(form, (tr("Lãnh đạo"), self.leader))
        self._ready(form)
        self.leader.setFocus()

    def _typed(self) -> Entry | None:
        place = self.leader.currentIndex()
        return LeaderGiven(self._officials[place].id if place < len(self._officials) else 0)


class NoteSeveralDialog(SeveralDialog):
    """One note on several tasks, as an update of each."""

    def __init__(
        self, details: Sequence[TaskDetail], today: dt.date, parent: QWidget | None = None
    ) -> None:
        """Start empty; the arguments are those of `SeveralDialog`."""
        words = (tr("Ghi chú"), tr("Ghi vào {details} nhiệm vụ", details=len(details)))
        super().__init__(words, details, today, parent)
        self.note = text_field(tr("Nội dung"), 3, hint=tr("Ví dụ: đã đôn đốc tại giao ban tuần 47"))
        self.date = TypedDateField(today, tr("Ngày"), today.year)
        self.date.setFixedWidth(150)
        form = form_grid()
        _put(form, (tr("Nội dung"), self.note), (tr("Tính từ ngày"), self.date))
        self.note.textChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        self._ready(form)
        self.note.setFocus()

    def _typed(self) -> Entry | None:
        day = self.date.day
        return None if day is None else Progress(day, result=self.note.toPlainText().strip())


class _Tasks(QWidget):
    """The tasks at the head of the dialog: how many, and the first of them."""

    def __init__(self, details: Sequence[TaskDetail]) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(3)
        lines.addWidget(
            PlainText(tr("{details} nhiệm vụ đang chọn", details=len(details)), strong=True)
        )
        for detail in details[:_SHOWN]:
            words = f"{locator.short(detail.locator)}  {detail.short_title}"
            lines.addWidget(PlainText(words, FontRole.SECOND, "text2"))
        if len(details) > _SHOWN:
            more = tr("và {details} nhiệm vụ khác", details=len(details) - _SHOWN)
            lines.addWidget(PlainText(more, FontRole.SECOND, "text2"))


def _several(places: Sequence[str]) -> str:
    more = (
        tr(" và {places} nhiệm vụ khác", places=len(places) - _SHOWN)
        if len(places) > _SHOWN
        else ""
    )
    return f"{', '.join(places[:_SHOWN])}{more}"


def _put(form: QGridLayout, *fields: tuple[str, QWidget]) -> None:
    """Put fields into the next rows."""
    for words, field in fields:
        row = form.rowCount()
        form.setRowMinimumHeight(row, 8)
        narrow = isinstance(field, TypedDateField)
        alignment = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0)
        top = isinstance(field, QPlainTextEdit)
        beside = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0)
        form.addWidget(field_name(words, field), row + 1, 0, beside)
        form.addWidget(field, row + 1, 1, alignment)
