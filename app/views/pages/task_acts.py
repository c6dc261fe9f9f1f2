"""What is done with the selected task beside completing it: which action can, and its dialog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu

from app.domain.traffic_light import DEFAULT_SOON_DAYS, TaskState

if TYPE_CHECKING:
    from app.domain.records import TaskDetail
    from app.views.actions import Actions
    from app.views.pages.detail_host import DetailHost
    from app.views.prompts import Prompts
    from app.views.session import Session
    from app.views.tables.task_table import TaskTable


_ENDED = (TaskState.COMPLETED, TaskState.STOPPED)


class TaskActs(QObject):
    """Switches the actions on and off with the selected task, opens their dialogs, writes.

    One dialog is open at a time, that of `DetailHost` included.
    """

    left = Signal()
    """A dialog was closed: the keyboard goes back to the list."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        prompts: Prompts,
        detail: DetailHost,
        table: TaskTable,
    ) -> None:
        """Listen to the actions; ``detail`` knows the selected task, its page owns the dialogs."""
        page = detail.page
        super().__init__(page)
        self._session = session
        self._actions = actions
        self._prompts = prompts
        self._host = detail
        self._page = page
        self.dialog: QDialog | None = None
        self._on_open = (actions.update, actions.extend, actions.stop)
        self._on_ended = (actions.reopen,)
        for action, act in (
            (actions.complete, detail.complete),
            (actions.update, self.update),
            (actions.extend, self.extend),
            (actions.stop, self.stop),
            (actions.reopen, self.reopen),
        ):
            action.triggered.connect(lambda _checked=False, act=act: act())
        detail.offered.connect(self.offer)
        detail.panel.show_acts(actions.update, self._menu_actions())
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda at: self._show_menu(table, at))
        page.addActions(self._menu_actions())
        self.offer()

    def offer(self) -> None:
        """Switch on what can be done with the selected task now."""
        offered, ended = self._host.offers, self._host.has_ended
        for action in self._on_open:
            action.setEnabled(offered and not ended)
        for action in self._on_ended:
            action.setEnabled(offered and ended)

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
        """Ask for another time limit of the selected task and its document, and record it."""
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

    def _open(self, dialog: QDialog, write: Callable[[], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(write)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None
        self.left.emit()

    def _run(self, service: Callable[..., Any], *arguments: Any) -> None:
        self._session.run(service, *arguments, self._session.today, owner=self)

    def _menu_actions(self) -> list[QAction]:
        act = self._actions
        return [act.update, act.extend, act.stop, act.reopen]

    def _show_menu(self, table: TaskTable, at: QPoint) -> None:
        row = table.rowAt(at.y())
        if row < 0 or not table.task_model.task_at(row):
            return
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._actions.complete, *self._menu_actions()])
        menu.popup(table.viewport().mapToGlobal(at))
