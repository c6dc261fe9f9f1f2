"""What is done with the selected task beside completing it: which action can, and its dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.domain.errors import ConflictError, TienDoError
from app.domain.traffic_light import DEFAULT_SOON_DAYS, TaskState
from app.views.language import tr
from app.views.pages.doer_acts import DoerActs
from app.views.pages.quick_acts import QuickActs

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.acts import EditableTask, TaskDraft
    from app.domain.records import ChangeSet
    from app.domain.task_detail import EvidenceRecord, TaskDetail
    from app.services.task_editing import Choices
    from app.views.actions import Actions
    from app.views.dialogs.several_dialog import SeveralDialog
    from app.views.pages.detail_host import DetailHost
    from app.views.prompts import Prompts
    from app.views.session import Session
    from app.views.tables.task_table import TaskTable
    from app.views.widgets.task_list import TaskListPane


_ENDED = (TaskState.COMPLETED, TaskState.STOPPED)


class TaskActs(QObject):
    """Switches the actions on and off with the selected task, opens their dialogs, writes.

    One dialog is open at a time, that of `DetailHost` included.
    """

    left = Signal()
    """A dialog was closed: the keyboard goes back to the list."""
    made = Signal(int)
    """A new task is there, to be shown: its id."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        prompts: Prompts,
        detail: DetailHost,
        pane: TaskListPane,
    ) -> None:
        """Listen to the actions; ``detail`` knows the selected task, its page owns the dialogs."""
        page, table = detail.page, pane.table
        super().__init__(page)
        self._session = session
        self._actions = actions
        self._prompts = prompts
        self._host = detail
        self._page = page
        self.dialog: QDialog | None = None
        self._to_show = 0
        self._on_open = (actions.update, actions.extend, actions.stop)
        self._on_ended = (actions.reopen, actions.verdict)
        for action, act in (
            (actions.complete, self.complete),
            (actions.update, self.update),
            (actions.extend, self.extend),
            (actions.stop, self.stop),
            (actions.reopen, self.reopen),
            (actions.verdict, self.give_verdict),
            (actions.edit, self.edit),
            (actions.new_task, self.new_task),
            (actions.assign_leader, self.assign_leader),
            (actions.note, self.note),
        ):
            action.triggered.connect(act)  # no lambda: the actions outlive the page
        self._marks, self._bar = table.marks, pane.marks
        self._bar.offer(
            (
                (tr("Hoàn thành"), actions.complete),
                (tr("Gia hạn"), actions.extend),
                (tr("Giao lãnh đạo"), actions.assign_leader),
                (tr("Ghi chú"), actions.note),
            )
        )
        pane.offer_new(actions.new_task)
        self.doers = DoerActs(session, actions, prompts, detail)
        self.doers.left.connect(self.left)
        self.quick = QuickActs(session, actions, detail, table)
        self.quick.left.connect(self.left)
        table.marks.changed.connect(detail.offer_complete)
        detail.offered.connect(self.offer)
        detail.evidence_asked.connect(self.open_evidence)
        separator = QAction(self)
        separator.setSeparator(True)
        detail.offer_acts(actions.update, [*self._menu_actions(), separator, actions.new_task])
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda at: self._show_menu(table, at))
        page.addActions([*self._menu_actions(), actions.new_task])
        session.index_changed.connect(self._take_index)
        self.offer()

    def offer(self) -> None:
        """Switch on what can be done with the selected task now."""
        offered, ended = self._host.offers, self._host.has_ended
        for action in self._on_open:
            action.setEnabled(offered and not ended)
        for action in self._on_ended:
            action.setEnabled(offered and ended)
        for action in (self._actions.edit, self._actions.quick_edit):
            action.setEnabled(offered)
        here = self._session.index is not None and self._page.isVisible()
        can_write = here and not self._session.is_past
        act = self._actions
        act.new_task.setEnabled(can_write)
        for action in (act.assign_leader, act.note):
            action.setEnabled(offered)
        if self._marks:  # these are about all that is chosen
            act.describe_complete(by_report=False)
            for action in (act.complete, act.extend, act.assign_leader, act.note):
                action.setEnabled(can_write)
        self._bar.set_enabled(enabled=can_write)

    # ---- Several tasks

    def complete(self) -> None:
        """Complete what is chosen, else the selected task."""
        if not self._marks:
            self._host.complete()
            return
        from app.views.dialogs.several_dialog import CompleteSeveralDialog  # noqa: PLC0415

        self._ask_of_several(CompleteSeveralDialog)

    def assign_leader(self) -> None:
        """Give the tasks that are chosen, else the selected one, a leader of their own."""
        from app.views.dialogs.several_dialog import LeaderSeveralDialog  # noqa: PLC0415

        index = self._session.index
        officials = index.directory.officials.values() if index else ()
        offered = sorted(officials, key=lambda official: official.order)
        self._ask_of_several(
            lambda details, today, page: LeaderSeveralDialog(details, offered, today, page)
        )

    def note(self) -> None:
        """Note something on the tasks that are chosen, else on the selected one."""
        from app.views.dialogs.several_dialog import NoteSeveralDialog  # noqa: PLC0415

        self._ask_of_several(NoteSeveralDialog)

    def _ask_of_several(
        self, make: Callable[[Sequence[TaskDetail], dt.date, QWidget], SeveralDialog]
    ) -> None:
        from app.services import reading, several  # noqa: PLC0415 - for writing only

        if self.dialog is not None or self._host.dialog is not None or self._session.is_past:
            return
        today = self._session.today
        selected = None if self._marks else self._host.current()
        ids = self._marks.ids or ([selected.id] if selected else [])
        if not ids:
            return
        try:
            details = self._session.read(reading.load_details, ids, today)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        dialog = make(details, today, self._page)

        def write() -> None:
            self._run(several.record, dialog.task_ids, dialog.entry, done=self._let_go)

        self._open(dialog, write)

    def _let_go(self, _change: ChangeSet) -> None:
        self._marks.clear()

    # ---- One task

    def update(self) -> None:
        """Ask how far the selected task has come, and record it."""
        from app.services import progress  # noqa: PLC0415 - the ORM is needed for writing only
        from app.views.dialogs.progress_dialog import ProgressDialog  # noqa: PLC0415 - on demand

        detail = self._detail(ended=False)
        if detail is None:
            return
        dialog = ProgressDialog(detail, self._session.today, self._prompts, self._page)
        self._open(dialog, lambda: self._run(progress.update_progress, detail.id, dialog.progress))

    def extend(self) -> None:
        """Ask for another time limit and its document, and record it: of all that is chosen."""
        if self._marks:
            from app.views.dialogs.several_dialog import ExtendSeveralDialog  # noqa: PLC0415

            self._ask_of_several(ExtendSeveralDialog)
            return
        from app.services import limits  # noqa: PLC0415 - the ORM is needed for writing only
        from app.views.dialogs.extend_dialog import ExtendDialog  # noqa: PLC0415 - on demand

        detail = self._detail(ended=False)
        if detail is None:
            return
        session, index = self._session, self._session.index
        soon_days = DEFAULT_SOON_DAYS if index is None else index.soon_days
        dialog = ExtendDialog(detail, session.today, soon_days, self._prompts, self._page)
        self._open(dialog, lambda: self._run(limits.extend_limit, detail.id, dialog.extension))

    def stop(self) -> None:
        """Ask by which document the selected task is stopped, and record it."""
        from app.services import progress  # noqa: PLC0415 - the ORM is needed for writing only
        from app.views.dialogs.stop_dialog import StopDialog  # noqa: PLC0415 - on demand

        detail = self._detail(ended=False)
        if detail is None:
            return
        dialog = StopDialog(detail, self._session.today, self._prompts, self._page)
        self._open(dialog, lambda: self._run(progress.stop_task, detail.id, dialog.stop))

    def reopen(self) -> None:
        """Ask why the selected task, which has ended, goes on, and record it."""
        from app.services import progress  # noqa: PLC0415 - the ORM is needed for writing only
        from app.views.dialogs.stop_dialog import ReopenDialog  # noqa: PLC0415 - on demand

        detail = self._detail(ended=True)
        if detail is None:
            return
        dialog = ReopenDialog(detail, self._session.today, self._page)
        self._open(dialog, lambda: self._run(progress.reopen_task, detail.id, dialog.reopening))

    def give_verdict(self) -> None:
        """Ask whether the centre takes the completion of the selected task, and record it."""
        from app.services import confirmation  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.verdict_dialog import VerdictDialog  # noqa: PLC0415 - on demand

        detail = self._detail(ended=True)
        if detail is None or detail.state is not TaskState.COMPLETED:
            return
        dialog = VerdictDialog(detail, self._session.today, self._page)
        self._open(dialog, lambda: self._run(confirmation.give_verdict, detail.id, dialog.verdict))

    def edit(self) -> None:
        """Ask what the selected task is to say, and write it."""
        from app.services import reading, task_editing  # noqa: PLC0415 - for writing only
        from app.views.dialogs.task_dialog import EditDialog  # noqa: PLC0415 - on demand

        detail = self._detail()
        if detail is None:
            return
        read = self._session.read
        try:
            before = read(task_editing.load_editable, detail.id)
            choices = read(task_editing.load_choices)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        dialog = EditDialog(
            detail, before, choices, lambda typed: read(reading.find_task, typed), self._page
        )
        self._open(dialog, lambda: self._write_edit(before, choices, dialog.draft))

    def _write_edit(self, before: EditableTask, choices: Choices, draft: TaskDraft | None) -> None:
        """Write an edit; where somebody was quicker, both texts are shown and one chooses."""
        from app.services import task_editing  # noqa: PLC0415 - the ORM is for writing only

        if draft is None:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, ConflictError):
                self._settle(before, choices, draft)
            else:
                self._session.failed.emit(error)

        self._session.run(task_editing.edit_task, before, draft, owner=self, failed=failed)

    def _settle(self, before: EditableTask, choices: Choices, mine: TaskDraft) -> None:
        from app.domain.merging import conflicts  # noqa: PLC0415 - hardly ever needed
        from app.services import task_editing  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.conflict_dialog import ConflictDialog  # noqa: PLC0415 - on demand

        try:
            now = self._session.read(task_editing.load_editable, before.task_id)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        if not conflicts(before.draft, now.draft, mine):  # both typed the same
            self._session.reload()
            return
        dialog = ConflictDialog((before.draft, now.draft, mine), choices, self._page)
        self._open(dialog, lambda: self._write_edit(now, choices, dialog.draft))

    def new_task(self) -> None:
        """Ask for a new task, write it, and show it."""
        from app.services import task_editing  # noqa: PLC0415 - the ORM is for writing only
        from app.views.dialogs.task_dialog import NewTaskDialog  # noqa: PLC0415 - on demand

        if self.dialog is not None or self._host.dialog is not None or self._session.is_past:
            return
        try:
            choices = self._session.read(task_editing.load_choices)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        dialog = NewTaskDialog(choices, self._session.today, self._page)
        self._open(
            dialog, lambda: self._run(task_editing.new_task, dialog.new, done=self._note_made)
        )

    def open_evidence(self, record: EvidenceRecord) -> None:
        """Ask, then open a read-only copy of a file with the program the system has for it."""
        from app.services import evidence  # noqa: PLC0415 - not before a register is open

        question = tr(
            "Mở “{name}” bằng chương trình khác trên máy này? Tệp do {added_by} "
            "đính kèm; chỉ mở khi tin tệp này. Bản mở ra chỉ để xem.",
            name=record.name,
            added_by=record.added_by,
        )
        if not self._prompts.ask(self._page, tr("Mở minh chứng"), question, tr("Mở tệp")):
            return
        self._session.run(evidence.open_copy, record, owner=self, done=self._show_copy)

    def _show_copy(self, copy: Path) -> None:
        if not self._prompts.open_document(copy):
            self._prompts.tell(
                self._page,
                tr("Chưa mở được tệp"),
                tr(
                    "Máy này chưa có chương trình để mở “{name}”. Bản sao nằm tại {copy}.",
                    name=copy.name,
                    copy=copy,
                ),
            )

    # ---- Inside

    def _detail(self, *, ended: bool | None = None) -> TaskDetail | None:
        """Return the selected task, if something can be written of it now.

        Args:
            ended: whether it must have ended (True) or must not (False); None: either.
        """
        if self.dialog is not None or self._host.dialog is not None:
            return None
        detail = self._host.current()
        if detail is None or ended in (None, detail.state in _ENDED):
            return detail
        return None

    def _open(self, dialog: QDialog, write: Callable[[], object]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(write)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.left.emit()

    def _run(
        self,
        service: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], None] | None = None,
    ) -> None:
        self._session.run(service, *arguments, self._session.today, owner=self, done=done)

    def _note_made(self, change: ChangeSet) -> None:
        self._to_show = next(iter(change.task_ids))

    def _take_index(self) -> None:
        self.offer()
        if self._to_show:
            task, self._to_show = self._to_show, 0
            # Behind the page, which takes the same index.
            QTimer.singleShot(0, self, lambda: self.made.emit(task))

    def _menu_actions(self) -> list[QAction]:
        act = self._actions
        one = [
            act.update,
            act.doers,
            act.extend,
            act.stop,
            act.verdict,
            act.reopen,
            act.edit,
            act.quick_edit,
        ]
        return [*one, act.assign_leader, act.note]

    def _show_menu(self, table: TaskTable, at: QPoint) -> None:
        task = table.task_model.task_at(table.rowAt(at.y()))
        if not task:
            return
        if task not in self._marks:
            self._marks.clear()  # the menu is about the row under the mouse
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._actions.complete, *self._menu_actions()])
        menu.addSeparator()
        menu.addAction(self._actions.new_task)
        menu.popup(table.viewport().mapToGlobal(at))
