"""From a file to its review: chosen or dropped, read with progress, refused in one sentence."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import TienDoError
from app.domain.review import ReviewDraft, ReviewEntry
from app.views.review.reading_bar import ReadingBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.services.register import Register
    from app.views.prompts import Prompts
    from app.views.session import Session

KINDS = (
    ("Văn bản Word, PDF, Excel, văn bản thuần", "*.docx *.pdf *.xlsx *.txt *.md"),
    ("Mọi tệp", "*"),
)
READ_ONLY = "Đang xem ngày đã qua nên không nhập văn bản. Chọn lại Ngày báo cáo là hôm nay."
_REFUSED = "Không nhập được văn bản"
_BETWEEN_MS = 80


class DocumentImport(QObject):
    """Reads one file at a time, and fetches reviews that were left."""

    opened = Signal(ReviewDraft)
    """A review is to be shown."""
    dropped = Signal()
    """A review was thrown away."""
    busy_changed = Signal()

    def __init__(self, session: Session, prompts: Prompts, bar: ReadingBar, page: QWidget) -> None:
        """Belong to a page; nothing is read yet.

        Args:
            session: the open register.
            prompts: asks for a file.
            bar: shows how far the reading is.
            page: dialogs stand over it.
        """
        super().__init__(page)
        self._session, self._prompts, self._bar, self._page = session, prompts, bar, page
        self._stop = threading.Event()
        self._far = (0, 1)
        self._reading = False
        self._ticking = QTimer(self)
        self._ticking.setInterval(_BETWEEN_MS)
        self._ticking.timeout.connect(lambda: bar.show_progress(*self._far))
        bar.stop_asked.connect(self.stop)
        page.destroyed.connect(self._stop.set)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._reading

    @property
    def refusal(self) -> str:
        """Why nothing can be imported now; "" if it can."""
        return READ_ONLY if self._session.is_past else ""

    def choose(self) -> None:
        """Ask for a file and read it."""
        if self.refusal or self._reading:
            return
        path = self._prompts.open_path(self._page, "Nhập văn bản", Path.home(), KINDS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file; its review follows, or why there is none."""
        if self._reading:
            return
        if self.refusal:
            self._prompts.tell(self._page, _REFUSED, self.refusal)
            return
        self._stop = stop = threading.Event()
        self._page.destroyed.connect(stop.set)
        self._far = (0, 1)

        def progress(done: int, total: int) -> None:
            self._far = (done, total)  # looked at by the timer: no signal from the worker

        def work(register: object) -> ReviewDraft:
            from app.services import importing  # noqa: PLC0415 - imported on the worker

            return importing.open_review(cast("Register", register), path, progress, stop.is_set)

        self._begin(path.name)
        self._session.run(work, owner=self, done=self._read, failed=self._not_read)

    def stop(self) -> None:
        """Give up reading."""
        self._stop.set()

    def go_on(self, draft_id: int) -> None:
        """Fetch a review that was left."""
        from app.services import importing  # noqa: PLC0415 - on demand

        if not self.refusal and not self._reading:
            self._session.run(importing.load_review, draft_id, owner=self, done=self.opened.emit)

    def drop(self, entry: ReviewEntry) -> None:
        """Throw a review away, after a question."""
        from app.services import importing  # noqa: PLC0415 - on demand

        question = (
            f"Bỏ bản đối chiếu “{entry.title or entry.file_name}” ({entry.done}/{entry.total} đã "
            "đối chiếu)? Sổ không đổi; muốn làm lại thì nhập tệp lần nữa."
        )
        if self._prompts.ask(
            self._page, "Bỏ bản đối chiếu", question, "Bỏ bản này", "Giữ lại", cautious=True
        ):
            self._session.run(
                importing.delete_review,
                entry.id,
                owner=self,
                done=lambda _nothing: self.dropped.emit(),
            )

    def _begin(self, name: str) -> None:
        self._reading = True
        self._bar.begin(name)
        self._ticking.start()
        self.busy_changed.emit()

    def _end(self) -> None:
        self._reading = False
        self._ticking.stop()
        self._bar.end()
        self.busy_changed.emit()

    def _read(self, draft: ReviewDraft) -> None:
        self._end()
        self.opened.emit(draft)

    def _not_read(self, error: Exception) -> None:
        self._end()
        if self._stop.is_set():  # the person knows
            return
        if isinstance(error, TienDoError):
            self._prompts.tell(self._page, _REFUSED, str(error))
        else:
            self._session.failed.emit(error)
