"""Edit what a task says, or enter a new one by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from app.domain import locator
from app.domain.acts import EditableTask, NewTask, TaskDraft
from app.domain.errors import InputRefusedError
from app.domain.phrases import phrase, small
from app.domain.records import ROLE_NAMES, Role
from app.domain.sources import LinkRecord
from app.domain.task_detail import TaskDetail
from app.domain.time_limit import TimeLimit, TimeLimitKind
from app.views import theme
from app.views.dialogs.form_parts import (
    FIELD_WIDTH,
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
from app.views.language import tr
from app.views.theme import FontRole
from app.views.widgets.agencies_field import AgenciesField
from app.views.widgets.focus_door import FocusDoor
from app.views.widgets.limit_field import LimitField
from app.views.widgets.typed_date_field import TypedDateField

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.task_editing import Choices

AS_ASSIGNED = tr("Theo phân công phụ trách")
NO_SCHEME = tr("Không thuộc đề án nào")
DIRECTLY = tr("Việc giao trực tiếp, không theo văn bản trong sổ")
_LINKED = phrase("có liên quan")
_TICK = 28


class _DraftForm(TaskForm):
    """The fields that editing and entering share."""

    def __init__(
        self, words: tuple[str, str], choices: Choices, draft: TaskDraft, parent: QWidget | None
    ) -> None:
        super().__init__(*words, parent)
        self._choices = choices
        self.title_field = text_field(tr("Tên nhiệm vụ"), 2, draft.title)
        self.roles = {
            role: AgenciesField(
                ROLE_NAMES[role], choices.agencies, choices.spellings, draft.agencies(role)
            )
            for role in Role
        }
        officials = [official.title for official in choices.officials]
        self.leader = choice_field(tr("Lãnh đạo phụ trách"), [AS_ASSIGNED, *officials])
        self.leader.setCurrentIndex(
            _place(draft.leader_id, [official.id for official in choices.officials])
        )
        self.product = line_field(
            tr("Sản phẩm"), draft.product, tr("Báo cáo, kế hoạch, quyết định…")
        )
        self.error = field_error()
        self._form = form_grid()
        self._row = 0
        self.accept_button.clicked.connect(self._confirm)

    def _add(self, words: str, field: QWidget, *, top: bool = False) -> QLabel:
        """Put a field into the next row."""
        if self._row:
            self._form.setRowMinimumHeight(self._row, 8)
            self._row += 1
        name = field_name(words, field)
        alignment = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag(0)
        self._form.addWidget(name, self._row, 0, alignment)
        self._form.addWidget(field, self._row, 1)
        self._row += 1
        return name

    def _add_error(self) -> None:
        self._form.addWidget(self.error, self._row, 1)
        self._row += 1

    def _roles_typed(self) -> tuple[tuple[Role, tuple[int, ...]], ...]:
        return tuple((role, field.ids) for role, field in self.roles.items() if field.ids)

    def _leader_id(self) -> int:
        place = self.leader.currentIndex()
        return self._choices.officials[place - 1].id if place else 0

    def _not_known(self) -> str:
        """Return what to say of a name that is no agency's."""
        for role, field in self.roles.items():
            if field.not_known:
                field.setFocus()
                return tr(
                    "{roles}: chưa rõ “{not_known}” là cơ quan nào. "
                    "Hãy chọn tên trong danh sách hiện ra khi gõ.",
                    roles=ROLE_NAMES[role],
                    not_known=field.not_known,
                )
        return ""

    def _confirm(self) -> None:
        raise NotImplementedError


class EditDialog(_DraftForm):
    """Asks what a task is to say; `draft` holds it after the dialog was accepted."""

    def __init__(
        self,
        detail: TaskDetail,
        before: EditableTask,
        choices: Choices,
        find_task: Callable[[str], int],
        parent: QWidget | None = None,
    ) -> None:
        """Show a task as it stands.

        Args:
            detail: the task, with the names of what it is linked to.
            before: what can be changed of it.
            choices: what can be chosen.
            find_task: returns the task of a code or place; raises `InputRefusedError`.
            parent: the page.
        """
        super().__init__((tr("Sửa nhiệm vụ"), tr("Lưu thay đổi")), choices, before.draft, parent)
        draft = before.draft
        self._before = before
        self._find_task = find_task
        self.draft: TaskDraft | None = None
        self.short_title = line_field(tr("Tên ngắn"), draft.short_title, tr("Để trống: lấy từ tên"))
        self.short_title.setCursorPosition(0)
        self._follow_title(draft)
        self.points = text_field(
            tr("Nội dung chính"), 3, draft.points, tr("Việc cụ thể phải làm, mỗi ý một dòng")
        )
        self.scheme = choice_field(
            tr("Đề án"), [NO_SCHEME, *(words for _id, words in choices.schemes)]
        )
        self.scheme.setCurrentIndex(_place(draft.scheme_id, [i for i, _words in choices.schemes]))
        self.confidential = QCheckBox(tr("Theo chế độ bảo mật: chỉ hiện tên, không in ra biểu"))
        self.confidential.setChecked(draft.confidential)
        self.links = [(link.task_id, QCheckBox(_link_words(link))) for link in detail.links]
        self.link_to = line_field(
            tr("Liên kết với nhiệm vụ"), hint=tr("Vị trí hoặc mã, ví dụ II.4.b#2")
        )
        self.link_why = line_field(tr("Lý do liên kết"), hint=tr("Lý do"))
        self._add(tr("Tên nhiệm vụ"), self.title_field, top=True)
        self._add(tr("Tên ngắn"), self.short_title)
        if not draft.confidential:  # of a restricted task nothing but its title is shown
            self._add(tr("Nội dung chính"), self.points, top=True)
        for role, field in self.roles.items():
            self._add(ROLE_NAMES[role], field)
        self._add(tr("Lãnh đạo"), self.leader)
        self._add(tr("Đề án"), self.scheme)
        self._add(tr("Sản phẩm"), self.product)
        for place, (_other, box) in enumerate(self.links):
            box.setChecked(True)
            self._add(tr("Liên quan") if not place else "", box)
        self._add(tr("Liên kết với"), _side_by_side(self.link_to, self.link_why))
        self._add("", self.confidential)
        self._add_error()
        self.lay_out_under(None, self._form)
        self.outcome.hide()
        self.title_field.setFocus()

    def _follow_title(self, draft: TaskDraft) -> None:
        """Show with a new title the short one that comes of it, until a person writes one."""
        from app.services import task_editing  # noqa: PLC0415 - the dialog is opened late

        def follow() -> None:
            if not self.short_title.isModified():
                self.short_title.setText(task_editing.short_of(self.title_field.toPlainText()))
                self.short_title.setCursorPosition(0)

        if task_editing.is_short_of(draft.short_title, draft.title):
            self.title_field.textChanged.connect(follow)

    def _confirm(self) -> None:
        from app.services import task_editing  # noqa: PLC0415 - the dialog is opened late

        words = self._not_known()
        if words:
            show_error(self.error, words)
            return
        try:
            links = self._links_typed()
        except InputRefusedError as error:
            show_error(self.error, str(error))
            self.link_to.setFocus()
            return
        place = self.scheme.currentIndex()
        draft = TaskDraft(
            title=self.title_field.toPlainText(),
            short_title=self.short_title.text(),
            product=self.product.text(),
            scheme_id=self._choices.schemes[place - 1][0] if place else 0,
            leader_id=self._leader_id(),
            confidential=self.confidential.isChecked(),
            roles=self._roles_typed(),
            links=links,
            points=self.points.toPlainText(),
        )
        if refusal := task_editing.draft_refusal(draft):
            show_error(self.error, refusal)
            return
        self.draft = draft
        self.accept()

    def _links_typed(self) -> tuple[tuple[int, str], ...]:
        # Only what was offered is taken away: a restricted task shows none of its links.
        dropped = {other for other, box in self.links if not box.isChecked()}
        links = [link for link in self._before.draft.links if link[0] not in dropped]
        typed = self.link_to.text().strip().replace(" #", "#")
        if typed:
            other = self._find_task(typed)
            if other == self._before.task_id:
                raise InputRefusedError(tr("Không liên kết một nhiệm vụ với chính nó."))
            links = [link for link in links if link[0] != other]
            links.append((other, self.link_why.text().strip() or _LINKED))
        return tuple(links)


class NewTaskDialog(_DraftForm):
    """Asks for a new task; `new` holds it after the dialog was accepted."""

    def __init__(self, choices: Choices, today: dt.date, parent: QWidget | None = None) -> None:
        """Start empty, as work given today.

        Args:
            choices: what can be chosen.
            today: no task can have been given later.
            parent: the page.
        """
        super().__init__(
            (tr("Nhiệm vụ mới"), tr("Thêm nhiệm vụ")), choices, TaskDraft("", ""), parent
        )
        self._today = today
        self.new: NewTask | None = None
        self.limit = LimitField(today, TimeLimit(TimeLimitKind.DATE, today))
        self.limit.date.clear()
        self._documents = [each for each in choices.documents if not each.is_closed(today)]
        titles = [document.short_title for document in self._documents]
        self.document = choice_field(tr("Theo văn bản"), [DIRECTLY, *titles])
        self.given_on = TypedDateField(today, tr("Ngày giao"), today.year)
        self.given_on.setFixedWidth(150)
        self.given_by = line_field(
            tr("Căn cứ giao"), hint=tr("Ví dụ: Thông báo kết luận 45/TB-VPUBND")
        )
        self.title_field.setPlaceholderText(tr("Việc phải làm, viết gọn trong một câu"))
        self._add(tr("Tên nhiệm vụ"), self.title_field, top=True)
        self._add(tr("Chủ trì"), self.roles[Role.LEAD])
        self._add(tr("Thời hạn"), self.limit)
        self._add(tr("Theo văn bản"), self.document)
        self._given = [
            (self._add(tr("Ngày giao"), self.given_on), self.given_on),
            (self._add(tr("Căn cứ giao"), self.given_by), self.given_by),
        ]
        self._add(tr("Phối hợp"), self.roles[Role.COORDINATING])
        self._add(tr("Lãnh đạo"), self.leader)
        self._add(tr("Sản phẩm"), self.product)
        self._add_error()
        self.lay_out_under(None, self._form)
        self.outcome.hide()
        self.document.currentIndexChanged.connect(self._offer_given)
        self.title_field.setFocus()

    def _offer_given(self) -> None:
        """A document's date is known; only of work given directly it has to be said."""
        for name, field in self._given:
            name.setEnabled(not self.document.currentIndex())
            field.setEnabled(not self.document.currentIndex())

    def _typed(self) -> NewTask | None:
        limit, day = self.limit.limit, self.given_on.day
        place = self.document.currentIndex()
        document = self._documents[place - 1] if place else None
        if limit is None or (day is None and document is None):
            return None
        draft = TaskDraft(
            title=self.title_field.toPlainText(),
            short_title="",
            product=self.product.text(),
            leader_id=self._leader_id(),
            roles=self._roles_typed(),
        )
        if document is not None:
            return NewTask(draft, document.id, document.issued_on, limit)
        return NewTask(draft, 0, day or self._today, limit, self.given_by.text().strip())

    def _confirm(self) -> None:
        from app.services import task_editing  # noqa: PLC0415 - the dialog is opened late

        words = self._not_known()
        typed = self._typed()
        if not words and not self.title_field.toPlainText().strip():
            words = tr("Hãy ghi tên nhiệm vụ.")
            self.title_field.setFocus()
        if not words and typed is None:
            field = self.limit.date if self.limit.limit is None else self.given_on
            words = f"{field.accessibleName()}: {small(NO_DATE)}"
            field.setFocus()
        if not words and typed is not None:
            words = task_editing.new_refusal(typed, self._today) or ""
        show_error(self.error, words)
        if not words:
            self.new = typed
            self.accept()


def _place(chosen: int, ids: list[int]) -> int:
    """Return where an id stands behind the entry for none."""
    return ids.index(chosen) + 1 if chosen in ids else 0


def _link_words(link: LinkRecord) -> str:
    words = f"{locator.short(link.locator)}  {link.title}"
    room = FIELD_WIDTH - _TICK
    shown = theme.metrics(FontRole.BODY).elidedText(words, Qt.TextElideMode.ElideRight, room)
    return shown.replace("&", "&&")  # no letter to be pressed


def _side_by_side(*fields: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for field in fields:
        row.addWidget(field)
    FocusDoor(both, fields[0])
    return both
