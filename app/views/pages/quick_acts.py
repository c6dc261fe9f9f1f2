"""F2 in the list: product, leader and time limit of the selected task, edited over its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import TienDoError

if TYPE_CHECKING:
    from app.domain.acts import EditableTask, Extension, TaskDraft
    from app.views.actions import Actions
    from app.views.pages.detail_host import DetailHost
    from app.views.session import Session
    from app.views.tables.task_table import TaskTable
    from app.views.widgets.quick_edit import QuickEdit


class QuickActs(QObject):
    """Opens the popup and writes what is taken from it."""

    left = Signal()
    """The popup is gone: the keyboard goes back to the list."""

    def __init__(
        self, session: Session, actions: Actions, host: DetailHost, table: TaskTable
    ) -> None:
        """Listen to the action."""
        super().__init__(table)
        self._session, self._host, self._table = session, host, table
        self.popup: QuickEdit | None = None
        actions.quick_edit.triggered.connect(self.open)

    def open(self) -> None:
        """Edit the selected task over its row."""
        from app.services import reading, task_editing  # noqa: PLC0415 - for writing only
        from app.views.widgets.quick_edit import QuickEdit  # noqa: PLC0415 - on demand

        detail = self._host.current()
        row = self._table.task_model.row_of(detail.id) if detail is not None else -1
        if detail is None or row < 0 or self.popup is not None:
            return
        session = self._session
        try:
            before = session.read(task_editing.load_editable, detail.id)
            directory = session.read(reading.load_directory, session.today)
        except TienDoError as error:
            session.failed.emit(error)
            return
        officials = sorted(directory.officials.values(), key=lambda each: each.order)
        popup = QuickEdit(detail, before.draft, officials, session.today, self._table)
        popup.taken.connect(lambda draft, extension: self._write(before, draft, extension))
        popup.destroyed.connect(self._forget)
        self.popup = popup
        popup.open_over(self._table.viewport(), self._table.row_rect(row))

    def _write(
        self, before: EditableTask, draft: TaskDraft | None, extension: Extension | None
    ) -> None:
        """Write one or two operations: the limit moves by its document, a step of its own."""
        from app.services import limits, task_editing  # noqa: PLC0415 - for writing only

        if draft is not None:
            self._session.run(task_editing.edit_task, before, draft, owner=self)
        if extension is not None:
            self._session.run(
                limits.extend_limit, before.task_id, extension, self._session.today, owner=self
            )

    def _forget(self) -> None:
        self.popup = None
        self.left.emit()
