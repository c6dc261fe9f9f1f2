"""Ctrl+Z and Ctrl+Y of the window: of the register, or of what a page is at work on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.domain.records import UndoState
from app.views.page_kinds import TakesBack

if TYPE_CHECKING:
    from app.services.register import Register
    from app.views.actions import Actions
    from app.views.session import Session


class Undoing(QObject):
    """Says on the two actions what they would do, and does it."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        page: Callable[[], object],
        parent: QObject,
    ) -> None:
        """Begin with nothing to take back.

        Args:
            session: the open register.
            actions: undo and redo are among them.
            page: returns the page in front.
            parent: the window.
        """
        super().__init__(parent)
        self._session, self._actions, self._page = session, actions, page
        self._state = UndoState(None, None)
        actions.undo.triggered.connect(self.undo)
        actions.redo.triggered.connect(self.redo)
        session.index_changed.connect(self.offer)

    def undo(self) -> None:
        """Take back the last operation; of a page that is at work on something, its last act."""
        from app.services import undo  # noqa: PLC0415 - the ORM is needed for writing only

        page = self._page()
        if isinstance(page, TakesBack) and page.own_undo() is not None:
            page.undo_own()
        else:
            self._session.run(undo.undo_last, owner=self)

    def redo(self) -> None:
        """Do again what was taken back last."""
        from app.services import undo  # noqa: PLC0415 - the ORM is needed for writing only

        self._session.run(undo.redo_last, owner=self)

    def read(self) -> None:
        """Ask the register what would be taken back."""

        def load(register: object) -> UndoState:
            from app.services import undo  # noqa: PLC0415 - imported on the worker

            return undo.load_state(cast("Register", register))

        self._session.run(load, owner=self, done=self._keep)

    def forget(self) -> None:
        """No register is open any more."""
        self._keep(UndoState(None, None))

    def offer(self) -> None:
        """Say on the actions what they would do now."""
        state = UndoState(None, None) if self._session.is_past else self._state
        page = self._page()
        if isinstance(page, TakesBack) and (own := page.own_undo()) is not None:
            state = UndoState(own or None, None)
        self._actions.describe_undo(state.undo, state.redo)

    def _keep(self, state: UndoState) -> None:
        self._state = state
        self.offer()
