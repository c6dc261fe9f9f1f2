"""Product, leader and time limit of one task, edited over its row in the list (F2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from app.domain import formats
from app.domain.acts import Extension, TaskDraft
from app.domain.records import OfficialRecord
from app.domain.task_detail import TaskDetail
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.views import theme
from app.views.dialogs.form_parts import NO_DATE, choice_field, field_error, line_field, show_error
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.labels import label

_WIDTH = 560
_AROUND_HINT = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_AUTHORITY = tr("Đổi thời hạn phải có văn bản cho phép, ví dụ: Công văn 1832/UBND-TH.")


class QuickEdit(QFrame):
    """A popup: Enter takes it, Esc or a press elsewhere leaves everything as it was."""

    taken = Signal(object, object)
    """(the draft if something of it changed, else None; the extension or None)."""

    def __init__(
        self,
        detail: TaskDetail,
        draft: TaskDraft,
        officials: Sequence[OfficialRecord],
        today: dt.date,
        parent: QWidget,
    ) -> None:
        """Begin with what stands.

        Args:
            detail: the task.
            draft: what can be edited of it.
            officials: leaders that can be chosen, in order of precedence.
            today: date of the document of a new limit, unless another is typed in the dialog.
            parent: the list.
        """
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Sửa nhanh"))
        self.setFixedWidth(_WIDTH)
        self._draft, self._today = draft, today
        due = detail.time_limit.due_on
        self._due_text = formats.date_in_table(due) if due else ""
        self.product = line_field(
            tr("Sản phẩm"), draft.product, tr("Báo cáo, kế hoạch, quyết định…")
        )
        self.leader = choice_field(tr("Lãnh đạo"), [tr("Theo phân công phụ trách")])
        self._leaders = [0]
        for official in officials:
            self.leader.addItem(official.title)
            self._leaders.append(official.id)
        if draft.leader_id in self._leaders:
            self.leader.setCurrentIndex(self._leaders.index(draft.leader_id))
        self.limit = line_field(tr("Thời hạn"), self._due_text, tr("ngày/tháng/năm"))
        self.authority = line_field(tr("Theo văn bản"), "", tr("Chỉ cần khi đổi thời hạn"))
        self.error = field_error()
        self.accept_button = QPushButton(tr("Ghi (Enter)"))
        self.accept_button.setProperty("primary", True)
        self.accept_button.setProperty("compact", True)
        self.accept_button.clicked.connect(self.confirm)
        self._lay_out()
        for field in self._fields():
            field.installEventFilter(self)
            field.setProperty("compact", True)
        self.product.selectAll()

    def open_over(self, table: QWidget, row: QRect) -> None:
        """Show it under a row of the table, inside the screen."""
        self.adjustSize()
        place = table.mapToGlobal(QPoint(row.left() + 40, row.bottom() + 2))
        room = self.screen().availableGeometry()
        top = place.y()
        if top + self.height() > room.bottom():
            top = table.mapToGlobal(row.topLeft()).y() - self.height() - 2
        self.move(min(place.x(), room.right() - self.width()), max(room.top(), top))
        self.show()
        self.product.setFocus(Qt.FocusReason.PopupFocusReason)

    def confirm(self) -> None:
        """Take what was changed; say what is missing, if something is."""
        typed = self.limit.text().strip()
        extension = None
        if typed != self._due_text:
            day = self._day(typed)
            if day is None:
                show_error(self.error, NO_DATE)
                self.limit.setFocus()
                return
            if not self.authority.text().strip():
                show_error(self.error, _NO_AUTHORITY)
                self.authority.setFocus()
                return
            limit = TimeLimit(TimeLimitKind.DATE, day)
            extension = Extension(limit, self.authority.text().strip(), self._today)
        leader = self._leaders[self.leader.currentIndex()]
        draft = None
        if (self.product.text(), leader) != (self._draft.product, self._draft.leader_id):
            draft = replace(self._draft, product=self.product.text(), leader_id=leader)
        self.close()
        if draft is not None or extension is not None:
            self.taken.emit(draft, extension)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in _ENTER
        ):
            self.confirm()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QColor(colours.accent))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _fields(self) -> list[QWidget]:
        return [self.product, self.leader, self.limit, self.authority]

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        places = ((0, 0, 3), (1, 0, 3), (2, 0, 1), (2, 2, 1))
        words = (tr("Sản phẩm"), tr("Lãnh đạo"), tr("Thời hạn"), tr("Theo văn bản"))
        for field, name, (row, column, span) in zip(self._fields(), words, places, strict=True):
            text = label(name, FontRole.BODY, "text2", self)
            text.setBuddy(field)
            grid.addWidget(text, row, column)
            grid.addWidget(field, row, column + 1, 1, span)
        hint = theme.metrics(FontRole.BODY).horizontalAdvance(self.limit.placeholderText())
        self.limit.setFixedWidth(max(120, hint + _AROUND_HINT))
        grid.setColumnStretch(3, 1)
        grid.addWidget(self.error, 3, 0, 1, 3)
        grid.addWidget(self.accept_button, 3, 3, Qt.AlignmentFlag.AlignRight)

    def _day(self, typed: str) -> dt.date | None:
        try:
            return formats.parse_date(typed, default_year=self._today.year)
        except ValueError:
            return None
