"""Mark a task complete: product, number, date, result, and the light that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain import formats, locator
from app.domain.records import Completion, Role, TaskDetail
from app.domain.traffic_light import Light, state_words
from app.views import icons, theme
from app.views.theme import FontRole
from app.views.widgets.badge import LightBadge
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from app.services.tracking import CompletionReview
    from app.views.prompts import Prompts

WIDTH = 600
_PADDING = 20
_NAMES_WIDTH = 100

NO_DATE = "Chưa rõ ngày. Ghi như 5/3 hoặc 05/03/2026."
NO_PRODUCT = "Hãy ghi sản phẩm: báo cáo, kế hoạch, quyết định…"


class CompleteDialog(QDialog):
    """Asks for a completion; `completion` holds it after the dialog was accepted."""

    def __init__(
        self, detail: TaskDetail, today: dt.date, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        """Prefill what can be known: the expected product, and today.

        Args:
            detail: the task.
            today: no product may be dated later.
            prompts: asks before an odd date is taken.
            parent: the page.
        """
        super().__init__(parent)
        self._detail = detail
        self._today = today
        self._prompts = prompts
        self.completion: Completion | None = None
        self.setWindowTitle("Đánh dấu hoàn thành")
        self.setFixedWidth(WIDTH)
        expected = detail.expected_product if not detail.confidential else ""
        self.product = _line("Sản phẩm", expected or detail.short_title or detail.title)
        self.number = _line("Số, ký hiệu", "")
        self.number.setPlaceholderText("ví dụ 412/BC-UBND")
        self.date = TypedDateField(today, "Ngày văn bản", today.year)
        self.note = QPlainTextEdit()
        self.note.setAccessibleName("Kết quả")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(3 * theme.line_height(FontRole.BODY) + 14)
        self.note.setPlaceholderText("Không bắt buộc")
        self.product_error = _error()
        self.date_error = _error()
        self.outcome = _Outcome(self)
        self.accept_button = QPushButton("Ghi nhận hoàn thành")
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._confirm)
        self._lay_out()
        for field in (self.product, self.number):
            field.textChanged.connect(self._judge)
        self.date.day_changed.connect(self._judge)
        again = QShortcut(QKeySequence("Ctrl+Return"), self)
        again.activated.connect(self._confirm)
        self._judge()
        self.product.setFocus()
        self.product.selectAll()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def _lay_out(self) -> None:
        form = QGridLayout()
        form.setHorizontalSpacing(0)
        form.setVerticalSpacing(0)
        form.setColumnMinimumWidth(0, _NAMES_WIDTH)
        form.setColumnStretch(1, 1)
        form.addWidget(_name("Sản phẩm", self.product), 0, 0)
        form.addWidget(self.product, 0, 1, 1, 3)
        form.addWidget(self.product_error, 1, 1, 1, 3)
        form.setRowMinimumHeight(2, 10)
        form.addWidget(_name("Số, ký hiệu", self.number), 3, 0)
        form.addWidget(self.number, 3, 1)
        form.addWidget(_name("Ngày văn bản", self.date, indent=24), 3, 2)
        form.addWidget(self.date, 3, 3)
        form.addWidget(self.date_error, 4, 1, 1, 3, Qt.AlignmentFlag.AlignRight)
        form.setRowMinimumHeight(5, 10)
        form.addWidget(_name("Kết quả", self.note), 6, 0, Qt.AlignmentFlag.AlignTop)
        form.addWidget(self.note, 6, 1, 1, 3)
        self.date.setFixedWidth(150)
        content = QVBoxLayout()
        content.setContentsMargins(_PADDING, 16, _PADDING, 16)
        content.setSpacing(16)
        content.addWidget(_Subject(self._detail))
        content.addLayout(form)
        content.addWidget(self.outcome)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(content)
        whole.addWidget(self._foot())
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def _foot(self) -> QWidget:
        foot = _Foot(self)
        row = QHBoxLayout(foot)
        row.setContentsMargins(_PADDING, 12, _PADDING, 12)
        row.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(icons.pixmap("undo", "text2", 16, self.devicePixelRatioF()))
        row.addWidget(sign)
        row.addWidget(label("Hoàn tác được bằng Ctrl+Z", FontRole.BODY, "text2"), 1)
        cancel = QPushButton("Hủy")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(self.accept_button)
        row.addWidget(cancel)
        return foot

    def _typed(self) -> Completion | None:
        day = self.date.day
        if day is None:
            return None
        return Completion(
            product=self.product.text().strip(),
            number=self.number.text().strip(),
            completed_on=day,
            note=self.note.toPlainText().strip(),
        )

    def _review(self, completion: Completion) -> CompletionReview:
        from app.services import tracking  # noqa: PLC0415 - the dialog is opened late

        return tracking.review_completion(self._detail, completion, self._today)

    def _judge(self) -> None:
        """Show what would come of what is typed."""
        completion = self._typed()
        product_error = "" if self.product.text().strip() else NO_PRODUCT
        if completion is None:
            self._show_errors(product_error, NO_DATE)
            self.outcome.show_nothing("Ghi ngày của văn bản để biết kết quả.")
            return
        review = self._review(completion)
        # The one refusal that is not about the product is about the date or the task itself.
        date_error = "" if product_error else review.refusal or ""
        if completion.completed_on > self._today:
            date_error = review.refusal or ""
        self._show_errors(product_error, date_error)
        if completion.completed_on > self._today:
            self.outcome.show_nothing("Chưa ghi nhận được với ngày này.")
        else:
            self.outcome.show_review(review, completion.completed_on, self._today)

    def _show_errors(self, product: str, date: str) -> None:
        for place, text in ((self.product_error, product), (self.date_error, date)):
            place.setText(text)
            place.setVisible(bool(text))
        self.date.show_wrong(wrong=bool(date))
        self.accept_button.setEnabled(not (product or date))

    def _confirm(self) -> None:
        completion = self._typed()
        if completion is None or not self.accept_button.isEnabled():
            return
        review = self._review(completion)
        if review.refusal is not None:
            return
        if review.question is not None and not self._prompts.ask(
            self,
            "Ngày văn bản sớm hơn văn bản giao việc",
            review.question,
            "Vẫn ghi nhận",
            "Sửa lại ngày",
            cautious=True,
        ):
            self.date.setFocus()
            self.date.selectAll()
            return
        self.completion = completion
        self.accept()


class _Subject(QWidget):
    """The task at the head of the dialog, behind an edge in the accent colour."""

    def __init__(self, detail: TaskDetail) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        lines.setContentsMargins(15, 2, 0, 2)
        lines.setSpacing(3)
        title = PlainText(detail.title, strong=True)
        lines.addWidget(title)
        leads = detail.agencies(Role.LEAD)
        place = f"{detail.document.short_title}, {locator.short(detail.locator)}"
        limit = f"thời hạn {detail.time_limit.words[0].lower()}{detail.time_limit.words[1:]}"
        parts = [*leads[:1], place, limit]
        lines.addWidget(PlainText(" · ".join(parts), FontRole.SECOND, "text2"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, 3, self.height(), QColor(theme.current().accent))
        painter.end()


class _Outcome(QWidget):
    """The light that a completion would give, and why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.badge = LightBadge(parent=self)
        self.why = PlainText("", FontRole.SECOND, "text2", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(16)
        row.addWidget(self.badge)
        row.addWidget(self.why, 1)
        # Three lines always: the dialog must not jump while one types.
        self.why.setMinimumHeight(3 * theme.line_height(FontRole.SECOND))

    def show_review(self, review: CompletionReview, day: dt.date, today: dt.date) -> None:
        """Show a light and its reason."""
        self.badge.show_light(review.assessment.light, state_words(review.assessment))
        self.badge.show()
        why = review.why
        if day != today:
            clicked = formats.date_in_text(today)
            why = f"{why} Ngày bấm nút ({clicked}) không dùng để tính."
        self.why.setText(why)

    def show_nothing(self, words: str) -> None:
        """Say why there is no light yet."""
        self.badge.hide()
        self.why.setText(words)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 2 * _PADDING, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.subtle))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()


class _Foot(QWidget):
    """The ground under the buttons."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.header))
        painter.fillRect(0, 0, self.width(), 1, QColor(colours.line))
        painter.end()


def _line(name: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    return field


def _name(words: str, field: QWidget, indent: int = 0) -> QLabel:
    name = label(words, FontRole.BODY, "text2")
    name.setBuddy(field)
    name.setContentsMargins(indent, 8 if isinstance(field, QPlainTextEdit) else 0, 12, 0)
    return name


def _error() -> QLabel:
    text = label("", FontRole.SECOND)
    colours = text.palette()
    colours.setColor(
        colours.ColorRole.WindowText, QColor(theme.current().lights[Light.OVERDUE].text)
    )
    text.setPalette(colours)
    text.setContentsMargins(0, 4, 0, 0)
    text.setWordWrap(True)
    text.hide()
    return text
