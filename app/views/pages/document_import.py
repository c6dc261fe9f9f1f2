"""From a file to its review: chosen or dropped, read with progress, refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.errors import TienDoError
from app.domain.review import ReviewDraft, ReviewEntry
from app.domain.tracker import TrackerPreview
from app.views.language import tr
from app.views.review.reading_bar import ReadingBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.background.jobs import Job
    from app.importing.proposals import Proposals
    from app.services.register import Register
    from app.views.prompts import Prompts
    from app.views.session import Session

KINDS = (
    (tr("Văn bản Word, PDF, Excel, văn bản thuần"), "*.docx *.pdf *.xlsx *.txt *.md"),
    (tr("Mọi tệp"), "*"),
)
TRACKER_KINDS = ((tr("Bảng theo dõi Excel"), "*.xlsx"), (tr("Mọi tệp"), "*"))
READ_ONLY = tr("Đang xem ngày đã qua nên không nhập văn bản. Chọn lại Ngày báo cáo là hôm nay.")
_REFUSED = tr("Không nhập được văn bản")
_BETWEEN_MS = 80


class DocumentImport(QObject):
    """Reads one file at a time, and fetches reviews that were left."""

    opened = Signal(ReviewDraft)
    """A review is to be shown."""
    tracker_read = Signal(TrackerPreview)
    """The office's own tracker is to be shown beside the register."""
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
        self._job: Job | None = None
        self._far = (0, 1)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_BETWEEN_MS)
        self._ticking.timeout.connect(lambda: bar.show_progress(*self._far))
        bar.stop_asked.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self._job is not None

    @property
    def refusal(self) -> str:
        """Why nothing can be imported now; "" if it can."""
        return READ_ONLY if self._session.is_past else ""

    def choose(self) -> None:
        """Ask for a file and read it."""
        if self.refusal or self.busy:
            return
        path = self._prompts.open_path(self._page, tr("Nhập văn bản"), Path.home(), KINDS)
        if path is not None:
            self.read(path)

    def choose_tracker(self) -> None:
        """Ask for the office's own tracker and read it."""
        if self.refusal or self.busy:
            return
        title = tr("Nhập kết quả từ bảng theo dõi")
        path = self._prompts.open_path(self._page, title, Path.home(), TRACKER_KINDS)
        if path is not None:
            self.read_tracker(path)

    def read(self, path: Path) -> None:
        """Read a document; its review follows, or why there is none."""

        def work(register: Register, job: Job) -> Proposals:
            from app.services import importing  # noqa: PLC0415 - imported in the pool

            return importing.propose_file(path, register, self._note, lambda: job.cancelled)

        self._start(path, work, self._compare)

    def read_tracker(self, path: Path) -> None:
        """Read the office's own tracker; its preview follows, or why there is none."""
        today = self._session.today

        def work(register: Register, job: Job) -> TrackerPreview:
            from app.services import importing  # noqa: PLC0415 - imported in the pool

            return importing.read_tracker(register, path, today, self._note, lambda: job.cancelled)

        self._start(path, work, self._read_tracker)

    def _start(
        self,
        path: Path,
        work: Callable[[Register, Job], Any],
        done: Callable[[Any], None],
    ) -> None:
        register = self._session.register
        if self.busy or register is None:
            return
        if self.refusal:
            self._prompts.tell(self._page, _REFUSED, self.refusal)
            return
        self._far = (0, 1)
        self._begin(path.name)
        # In the pool: other pages go on reading the register while a long file is read.
        self._job = self._session.jobs.run_in_pool(
            lambda job: work(register, job), owner=self, done=done, failed=self._not_read
        )
        self.busy_changed.emit()

    def _note(self, done: int, total: int) -> None:
        self._far = (done, total)  # looked at by the timer: no signal from the pool

    def stop(self) -> None:
        """Give up reading; nothing of the file was kept."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def go_on(self, draft_id: int) -> None:
        """Fetch a review that was left."""
        from app.services import importing  # noqa: PLC0415 - on demand

        if not self.refusal and not self.busy:
            self._session.run(importing.load_review, draft_id, owner=self, done=self.opened.emit)

    def drop(self, entry: ReviewEntry) -> None:
        """Throw a review away, after a question."""
        from app.services import importing  # noqa: PLC0415 - on demand

        question = tr(
            "Bỏ bản đối chiếu “{title}” ({done}/{total} đã "
            "đối chiếu)? Sổ không đổi; muốn làm lại thì nhập tệp lần nữa.",
            title=entry.title or entry.file_name,
            done=entry.done,
            total=entry.total,
        )
        if self._prompts.ask(
            self._page,
            tr("Bỏ bản đối chiếu"),
            question,
            tr("Bỏ bản này"),
            tr("Giữ lại"),
            cautious=True,
        ):
            self._session.run(
                importing.delete_review,
                entry.id,
                owner=self,
                done=lambda _nothing: self.dropped.emit(),
            )

    def _begin(self, name: str) -> None:
        self._bar.begin(name)
        self._ticking.start()

    def _end(self) -> None:
        self._job = None
        self._ticking.stop()
        self._bar.end()
        self.busy_changed.emit()

    def _compare(self, proposals: Proposals) -> None:
        """Lay what was read beside the register, and store it."""
        from app.services import importing  # noqa: PLC0415 - on demand

        self._job = self._session.run(
            importing.store_review, proposals, owner=self, done=self._read, failed=self._not_read
        )

    def _read(self, draft: ReviewDraft) -> None:
        self._end()
        self.opened.emit(draft)

    def _read_tracker(self, preview: TrackerPreview) -> None:
        self._end()
        self.tracker_read.emit(preview)

    def _not_read(self, error: Exception) -> None:
        self._end()
        if isinstance(error, TienDoError):
            self._prompts.tell(self._page, _REFUSED, str(error))
        else:
            self._session.failed.emit(error)
