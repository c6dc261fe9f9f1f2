"""Somebody was quicker: what the register says now beside what one has typed, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.acts import TaskDraft
from app.domain.merging import FieldConflict, conflicts, merged
from app.domain.records import ROLE_NAMES, Role
from app.views import theme
from app.views.dialogs.help_key import offer_help
from app.views.language import told, tr
from app.views.theme import FontRole
from app.views.widgets.focus_frame import FocusFrame
from app.views.widgets.labels import label
from app.views.widgets.plain_text import PlainText

if TYPE_CHECKING:
    from app.services.task_editing import Choices

_WIDTH, _NAMES, _MOST_HEIGHT = 820, 130, 420
_NAMED = {
    "title": tr("Tên nhiệm vụ"),
    "short_title": tr("Tên ngắn"),
    "points": tr("Nội dung chính"),
    "product": tr("Sản phẩm"),
    "scheme_id": tr("Đề án"),
    "leader_id": tr("Lãnh đạo"),
    "confidential": tr("Bảo mật"),
    "links": tr("Liên kết"),
} | {role.value: told(words) for role, words in ROLE_NAMES.items()}
_EMPTY = tr("(để trống)")


class ConflictDialog(QDialog):
    """Asks which text is to stay of every field that differs; `draft` holds the outcome.

    What only one side has changed is chosen already; where both have, the register's text is, so
    that nobody's work is overwritten without being looked at.
    """

    def __init__(
        self,
        drafts: tuple[TaskDraft, TaskDraft, TaskDraft],
        choices: Choices,
        parent: QWidget | None = None,
    ) -> None:
        """Show what differs.

        Args:
            drafts: the task when it was read, as the register has it now, and as it was typed.
            choices: for the names of agencies, leaders and schemes.
            parent: the page.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Nhiệm vụ vừa được sửa ở nơi khác"))
        self._drafts, self._choices = drafts, choices
        self.draft: TaskDraft | None = None
        self.mine: dict[str, QRadioButton] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, _NAMES)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for column, words in ((1, tr("Trong sổ hiện nay")), (2, tr("Nội dung tôi vừa sửa"))):
            self._grid.addWidget(label(words, FontRole.STRONG), 0, column)
        for row, conflict in enumerate(conflicts(*drafts), 1):
            self._add(row, conflict)
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.current().surface))
        painter.end()

    def confirm(self) -> None:
        """Take the choice."""
        _before, now, mine = self._drafts
        chosen = {name: button.isChecked() for name, button in self.mine.items()}
        self.draft = merged(now, mine, chosen)
        self.accept()

    def _add(self, row: int, conflict: FieldConflict) -> None:
        name = _NAMED[conflict.name]
        named = PlainText(
            name + (tr(" (cả hai sửa)") if conflict.both else ""), FontRole.BODY, "text2"
        )
        self._grid.addWidget(named, row, 0, Qt.AlignmentFlag.AlignTop)
        group = QButtonGroup(self)
        sides = ((1, conflict.theirs, tr("trong sổ")), (2, conflict.mine, tr("của tôi")))
        for column, value, whose in sides:
            words = self._words(conflict.name, value)
            button = QRadioButton()
            button.setAccessibleName(f"{told(name)}, {whose}: {told(words)}")
            group.addButton(button)
            cell = QHBoxLayout()
            cell.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            cell.addWidget(PlainText(words), 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(cell, row, column)
            button.setChecked(column == (2 if conflict.only_mine else 1))
            if column == 2:
                self.mine[conflict.name] = button

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setLayout(self._grid)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(tr("Các mục khác nhau"))
        FocusFrame(area)
        area.setWidget(inner)
        area.setMinimumHeight(min(_MOST_HEIGHT, inner.sizeHint().height() + 40))
        write = QPushButton(tr("Ghi theo lựa chọn"))
        write.setProperty("primary", True)
        write.clicked.connect(self.confirm)
        leave = QPushButton(tr("Bỏ nội dung tôi vừa sửa"))
        leave.setAutoDefault(False)
        leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(write)
        foot.addWidget(leave)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(12)
        whole.addWidget(
            PlainText(
                tr(
                    "Trong lúc sửa, nhiệm vụ này đã được thay đổi ở nơi khác. Chưa ghi gì. Hãy "
                    "chọn nội dung giữ lại cho từng mục khác nhau."
                )
            )
        )
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        self.resize(_WIDTH, self.sizeHint().height())
        offer_help(self)

    def _words(self, name: str, value: Any) -> str:
        if name in set(Role):
            return "; ".join(self._agency(each) for each in value) or _EMPTY
        match name:
            case "confidential":
                return tr("Có") if value else tr("Không")
            case "leader_id":
                named = {each.id: each.title for each in self._choices.officials}
                return named.get(value, tr("Theo phân công phụ trách"))
            case "scheme_id":
                return dict(self._choices.schemes).get(value, tr("Không thuộc đề án nào"))
            case "links":
                return tr("{value} nhiệm vụ liên quan", value=len(value))
        return str(value) or _EMPTY

    def _agency(self, agency_id: int) -> str:
        return next((a.name for a in self._choices.agencies if a.id == agency_id), "?")
