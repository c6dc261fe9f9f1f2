"""Shows a review on the page Văn bản: comparing anew, who an agency is, and writing at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.domain import review_acts
from app.domain.errors import ConflictError
from app.domain.records import ChangeSet
from app.domain.review import ReviewDraft
from app.views.language import tr
from app.views.review.desk import ReviewDesk

if TYPE_CHECKING:
    from app.services.register import Register
    from app.views.actions import Actions
    from app.views.prompts import Prompts
    from app.views.review.agency_dialog import AgencyDialog
    from app.views.review.review_pane import ReviewPane
    from app.views.session import Session


class ReviewHost(QObject):
    """Holds at most one review."""

    shown = Signal()
    """A review is there: `pane`."""
    closed = Signal(str)
    """It is left; the code of its document where it was written, else ""."""
    changed = Signal()
    """What could be taken back, or what is kept, is something else."""

    def __init__(self, session: Session, actions: Actions, prompts: Prompts, page: QWidget) -> None:
        """Belong to a page, without a review.

        Args:
            session: the open register.
            actions: of the window.
            prompts: tells what must not be missed.
            page: dialogs stand over it.
        """
        super().__init__(page)
        self._session, self._actions = session, actions
        self._prompts, self._page = prompts, page
        self.pane: ReviewPane | None = None
        self.dialog: QDialog | None = None
        self._comparing = False

    @property
    def desk(self) -> ReviewDesk | None:
        """The review on show."""
        return self.pane.desk if self.pane is not None else None

    @property
    def kept_words(self) -> str:
        """Whether all that was done is kept."""
        desk = self.desk
        return tr("Đang lưu…") if desk is not None and desk.unsaved else tr("Đã lưu mọi thay đổi")

    def show_draft(self, draft: ReviewDraft) -> None:
        """Show a review, in the place of the one on show."""
        from app.views.review.review_pane import ReviewPane  # noqa: PLC0415 - on demand

        self._drop_pane()
        desk = ReviewDesk(self._session, draft)
        self.pane = ReviewPane(self._session, self._actions, desk, self._page)
        desk.setParent(self.pane)
        desk.changed.connect(self.changed)
        desk.saved.connect(self.changed)
        desk.lost.connect(self._lose)
        self.pane.left.connect(self._leave)
        self.pane.write_asked.connect(self._ask_to_write)
        self.pane.agency_asked.connect(self._ask_agency)
        self.pane.compare_asked.connect(self._compare)
        self.pane.document_chosen.connect(self._compare)
        self.shown.emit()

    def own_undo(self) -> str | None:
        """Return what would be taken back; "" for nothing yet, None without a review."""
        if self.desk is None:
            return None
        return tr("việc vừa làm khi đối chiếu") if self.desk.can_undo else ""

    def undo(self) -> None:
        """Take the last act of the review back."""
        if self.pane is not None:
            self.pane.flush()
            self.pane.desk.undo()

    def keep_work(self) -> None:
        """Keep what is being typed, and what waits to be kept."""
        if self.pane is not None:
            self.pane.flush()
            self.pane.desk.keep_now()

    # ---- Comparing anew

    def _compare(self, document_id: int | None = None) -> None:
        """Ask what the register has, now that document or items are others.

        Args:
            document_id: which document it is, where the person has said so; 0: a new one.
        """
        from app.services import importing  # noqa: PLC0415 - on demand

        desk = self.desk
        if desk is None or self._comparing:
            return
        self._comparing = True
        asked = desk.draft

        def take(draft: ReviewDraft) -> None:
            self._comparing = False
            if self.desk is not desk:
                return
            if desk.draft is not asked:  # something was done meanwhile
                self._compare(document_id)
            elif draft != asked:
                desk.replace_draft(draft)

        def fail(error: Exception) -> None:
            self._comparing = False
            self._session.failed.emit(error)

        self._session.run(importing.rematch, asked, document_id, owner=desk, done=take, failed=fail)

    # ---- Agencies

    def _ask_agency(self, printed: str) -> None:
        from app.views.review.agency_dialog import AgencyDialog  # noqa: PLC0415 - on demand

        desk = self.desk
        if desk is None or self.dialog is not None:
            return
        agency = next((each for each in desk.draft.agencies if each.printed == printed), None)
        if agency is None:
            return
        dialog = AgencyDialog(agency, desk.draft.known, self._page)
        dialog.accepted.connect(lambda: self._take_agency(printed, dialog))
        self._open(dialog)

    def _take_agency(self, printed: str, dialog: AgencyDialog) -> None:
        if self.desk is None:
            return
        if dialog.known:
            self.desk.act(review_acts.map_agency, printed, dialog.known)
        else:
            self.desk.act(
                review_acts.confirm_new_agency,
                printed,
                dialog.new_name,
                dialog.new_short,
                dialog.new_kind,
            )

    # ---- Leaving and writing

    def _leave(self) -> None:
        self._drop_pane()
        self.closed.emit("")

    def _lose(self, why: str) -> None:
        """Leave a review that somebody else has kept or written meanwhile."""
        self._prompts.tell(self._page, tr("Bản đối chiếu đã đổi ở nơi khác"), why)
        self._leave()

    def _ask_to_write(self) -> None:
        from app.views.review.finish_dialog import FinishDialog  # noqa: PLC0415 - on demand

        if self.desk is not None and self.dialog is None and not self._session.is_past:
            dialog = FinishDialog(self.desk.draft, self._page)
            dialog.accepted.connect(self._write)
            self._open(dialog)

    def _write(self) -> None:
        desk, pane = self.desk, self.pane
        if desk is None or pane is None:
            return
        code, today = desk.draft.document.code, self._session.today

        def write(register: object) -> ChangeSet:
            return desk.write(cast("Register", register), today)

        def written(_change: ChangeSet) -> None:
            if self.pane is pane:
                self._drop_pane()
                self.closed.emit(code)

        def failed(error: Exception) -> None:
            pane.setEnabled(True)
            self._session.failed.emit(error)
            if isinstance(error, ConflictError):
                self._compare()

        pane.setEnabled(False)
        self._session.run(write, owner=pane, done=written, failed=failed)

    def _open(self, dialog: QDialog) -> None:
        dialog.setModal(True)
        dialog.finished.connect(self._forget_dialog)
        self.dialog = dialog
        dialog.open()

    def _forget_dialog(self, _result: Any) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _drop_pane(self) -> None:
        pane, self.pane = self.pane, None
        if pane is not None:
            pane.desk.keep_now()
            pane.hide()
            pane.deleteLater()
        self.changed.emit()
