"""The doers of the selected collective task: read for the detail, marked in their dialog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from app.domain.errors import TienDoError
from app.domain.records import Role
from app.views.language import tr

if TYPE_CHECKING:
    from app.domain.doers import DoerEntry, DoerState
    from app.domain.records import ChangeSet
    from app.domain.task_detail import TaskDetail
    from app.views.actions import Actions
    from app.views.dialogs.doers_dialog import DoersDialog
    from app.views.pages.detail_host import DetailHost
    from app.views.prompts import Prompts
    from app.views.session import Session


class DoerActs(QObject):
    """Opens the grid of doers, and writes what is marked in it."""

    left = Signal()
    """The dialog was closed: the keyboard goes back to the list."""

    def __init__(
        self, session: Session, actions: Actions, prompts: Prompts, host: DetailHost
    ) -> None:
        """Listen to the action and to the link of the detail."""
        super().__init__(host.page)
        self._session, self._actions, self._prompts, self._host = session, actions, prompts, host
        self.dialog: DoersDialog | None = None
        self.list_dialog: QDialog | None = None
        self._task = 0
        actions.doers.triggered.connect(self.open)
        host.offered.connect(self.offer)
        host.doers_asked.connect(self.open)
        session.index_changed.connect(self._refresh)
        self.offer()

    def offer(self) -> None:
        """Switch the action on for a collective task."""
        shown = self._host.shown
        collective = shown is not None and shown.doers is not None
        self._actions.doers.setEnabled(collective and self._host.offers)

    def open(self) -> None:
        """Show who does the selected task."""
        from app.services import doers  # noqa: PLC0415 - not before a register is open
        from app.views.dialogs.doers_dialog import DoersDialog  # noqa: PLC0415 - on demand

        detail = self._host.current()
        if detail is None or detail.doers is None or self.dialog is not None:
            return
        self._task, today = detail.id, self._session.today

        def refuse(chosen: Sequence[DoerState], entry: DoerEntry) -> str | None:
            return doers.entry_refusal(detail, chosen, entry, today)

        dialog = DoersDialog(detail, detail.doers, today, refuse, self._host.page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.marked.connect(self._mark)
        dialog.list_asked.connect(lambda: self._ask_list(detail))
        dialog.undo_asked.connect(self._undo)
        dialog.redo_asked.connect(self._redo)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _mark(self, agencies: Sequence[int], entry: DoerEntry) -> None:
        from app.services import doers  # noqa: PLC0415 - for writing only

        def told(_change: ChangeSet) -> None:
            if self.dialog is not None:
                self.dialog.tell(tr("Đã ghi. Ctrl+Z để hoàn tác."))

        today = self._session.today
        self._session.run(doers.mark, self._task, agencies, entry, today, owner=self, done=told)

    def _undo(self) -> None:
        if self._actions.undo.isEnabled():
            self._actions.undo.trigger()
            if self.dialog is not None:
                self.dialog.tell(tr("Đã hoàn tác."))

    def _redo(self) -> None:
        if self._actions.redo.isEnabled():
            self._actions.redo.trigger()
            if self.dialog is not None:
                self.dialog.tell(tr("Đã làm lại."))

    def _refresh(self) -> None:
        if self.dialog is None:
            return
        from app.services import doers  # noqa: PLC0415 - a register is open

        try:
            today = self._session.today
            found = self._session.read(doers.load_doers, [self._task], today)
            unlisted = self._session.read(doers.load_unlisted, self._task, today)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        self.dialog.show_doers(found.get(self._task, ()), unlisted)

    def _ask_list(self, detail: TaskDetail) -> None:
        """Ask for the members of the first collective lead of the task."""
        from app.services import directory, members  # noqa: PLC0415 - for writing only
        from app.views.dialogs.member_dialogs import ListDialog  # noqa: PLC0415 - on demand

        try:
            office = self._session.read(directory.load_office)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        leads = [a.agency_id for a in detail.assignments if a.role is Role.LEAD]
        today = self._session.today
        collectives = [a for lead in leads if (a := office.agency(lead)) and a.collective]
        # The one that is still empty is the one that a list is missing for.
        empty = [a for a in collectives if not members.members_on(office, a.id, today)]
        collective = next(iter([*empty, *collectives]), None)
        if collective is None or self.dialog is None:
            return
        dialog = ListDialog(office, today, collective, self._prompts, self.dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(
            lambda: self._session.run(
                members.add_listed, collective.id, dialog.names, dialog.from_day, owner=self
            )
        )
        dialog.finished.connect(self._forget_list)
        self.list_dialog = dialog
        dialog.open()

    def _forget_list(self) -> None:
        self.list_dialog = None

    def _forget(self) -> None:
        self.dialog = None
        self.left.emit()
