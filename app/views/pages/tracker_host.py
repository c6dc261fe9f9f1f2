"""Shows the office's own tracker on the page Văn bản: checked anew after a choice, then written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain import tracker
from app.domain.errors import ConflictError, TienDoError
from app.domain.tracker import TrackerPreview
from app.views.language import tr

if TYPE_CHECKING:
    from app.views.prompts import Prompts
    from app.views.review.tracker_pane import TrackerPane
    from app.views.session import Session


class TrackerHost(QObject):
    """Holds at most one preview; nothing of it is kept when it is left."""

    shown = Signal()
    """A preview is there: `pane`."""
    closed = Signal()

    def __init__(self, session: Session, prompts: Prompts, page: QWidget) -> None:
        """Belong to a page, without a preview."""
        super().__init__(page)
        self._session, self._prompts, self._page = session, prompts, page
        self.pane: TrackerPane | None = None
        session.index_changed.connect(self._follow_day)

    @property
    def preview(self) -> TrackerPreview | None:
        """The preview on show."""
        return self.pane.preview if self.pane is not None else None

    def show_preview(self, preview: TrackerPreview) -> None:
        """Show a preview."""
        from app.views.review.tracker_pane import TrackerPane  # noqa: PLC0415 - on demand

        self._drop_pane()
        self.pane = pane = TrackerPane(self._session.today, self._page)
        pane.show_preview(preview, past=self._session.is_past)
        pane.left.connect(self._leave)
        pane.write_asked.connect(self._write)
        pane.ticked.connect(self._tick)
        pane.task_chosen.connect(lambda row, task: self._choose(tracker.choose_task, row, task))
        pane.day_chosen.connect(lambda row, day: self._choose(tracker.choose_day, row, day))
        pane.task_typed.connect(self._find)
        self.shown.emit()

    # ---- What the person says

    def _tick(self, row: str, taken: bool) -> None:  # noqa: FBT001 - a Qt slot
        if self.pane is not None and self.preview is not None and not self._session.is_past:
            self._show(tracker.take(self.preview, row, taken=taken))

    def _choose(
        self,
        act: Callable[[TrackerPreview, str, Any], TrackerPreview],
        row: str,
        value: int | dt.date,
    ) -> None:
        if self.preview is not None and not self._session.is_past:
            self._check(act(self.preview, row, value))

    def _find(self, row: str, code: str) -> None:
        from app.services import reading  # noqa: PLC0415 - not before a register is open

        try:
            task = self._session.read(reading.find_task, code)
        except TienDoError as error:
            self._session.failed.emit(error)
            return
        self._choose(tracker.choose_task, row, task)

    def _check(self, preview: TrackerPreview) -> None:
        """Lay the preview beside the register anew."""
        from app.services import importing  # noqa: PLC0415 - on demand

        if self.pane is not None:
            self._session.run(
                importing.check_tracker,
                preview,
                self._session.today,
                owner=self.pane,
                done=self._show,
            )

    def _show(self, preview: TrackerPreview) -> None:
        if self.pane is not None:
            self.pane.show_preview(preview, past=self._session.is_past)

    def _follow_day(self) -> None:
        if self.preview is not None:
            self._show(self.preview)

    # ---- Leaving and writing

    def _leave(self) -> None:
        preview = self.preview
        said = preview is not None and any(
            row.chosen_task or row.chosen_on or not row.taken for row in preview.rows
        )
        question = tr("Đóng bảng này? Những gì đã chọn trong bảng không được giữ; sổ không đổi.")
        if said and not self._prompts.ask(
            self._page, tr("Đóng bảng theo dõi"), question, tr("Đóng")
        ):
            return
        self._close()

    def _write(self) -> None:
        from app.services import importing  # noqa: PLC0415 - on demand

        pane, preview = self.pane, self.preview
        if pane is None or preview is None or self._session.is_past:
            return

        def failed(error: Exception) -> None:
            pane.setEnabled(True)
            self._session.failed.emit(error)
            if isinstance(error, ConflictError):
                self._check(preview)

        pane.setEnabled(False)
        self._session.run(
            importing.apply_tracker,
            preview,
            self._session.today,
            owner=pane,
            done=lambda _change: self._close(),
            failed=failed,
        )

    def _close(self) -> None:
        self._drop_pane()
        self.closed.emit()

    def _drop_pane(self) -> None:
        pane, self.pane = self.pane, None
        if pane is not None:
            pane.hide()
            pane.deleteLater()
