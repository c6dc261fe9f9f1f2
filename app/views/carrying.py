"""Carrying a register to another machine: packed into one file there, brought out of it here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from app import paths
from app.background.watching import JobWatch
from app.domain.errors import TienDoError
from app.domain.watch import StoppedError
from app.views import saved_views
from app.views.language import tr
from app.views.widgets.making_bar import MakingBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.background.jobs import Job
    from app.domain.watch import Watch
    from app.services.carrying import Packed
    from app.settings import MachineSettings
    from app.views.prompts import Prompts
    from app.views.session import Session

_KIND = (tr("Gói mang sổ của Tiến Độ"), "*.tiendogoi")


class Carrying(QObject):
    """Asks where, works beside the window under a bar that can stop it, tells what came of it."""

    unpacked = Signal(object)
    """The path of a register that was brought out of a package."""

    def __init__(
        self, session: Session, prompts: Prompts, window: QWidget, settings: MachineSettings
    ) -> None:
        """Belong to the window; ``settings`` keep the saved views, which travel too."""
        super().__init__(window)
        self._settings = settings
        self._session, self._prompts, self._window = session, prompts, window
        self.bar = MakingBar()
        self.bar.stop_asked.connect(self._stop)
        self.job: Job | None = None
        self._watch: JobWatch | None = None

    def pack(self) -> None:
        """Put the open register and its evidence into one file."""
        from app.services import carrying  # noqa: PLC0415 - on demand

        register = self._session.register
        if register is None or self.job is not None:
            return
        name = carrying.suggested_name(register, self._session.today.isoformat())
        chosen = self._prompts.save_path(
            self._window, tr("Mang sổ sang máy khác"), _documents() / name, [_KIND]
        )
        if chosen is None:
            return
        views = saved_views.to_note(self._settings.get(saved_views.SETTING))
        self._begin(
            tr("Đang đóng gói sổ và tệp minh chứng…"),
            lambda watch: carrying.pack(register, chosen, watch, views),
            self._packed,
        )

    def unpack(self) -> None:
        """Bring a register out of a package, beside the others, and open it."""
        from app.services import carrying  # noqa: PLC0415 - on demand

        if self.job is not None:
            return
        chosen = self._prompts.open_path(
            self._window, tr("Nhận sổ từ máy khác"), _documents(), [_KIND]
        )
        if chosen is None:
            return
        folder = paths.default_register().parent
        self._begin(
            tr("Đang mở gói mang sổ…"),
            lambda watch: (carrying.unpack(chosen, folder, watch), carrying.note_in(chosen)),
            self._unpacked,
        )

    def _begin(
        self, words: str, work: Callable[[Watch], object], done: Callable[[Any], None]
    ) -> None:
        news = JobWatch(self._session.jobs, self, self.bar.show_share)
        self._watch = news
        self.bar.begin(words)
        self.job = self._session.jobs.run_in_pool(
            lambda job: work(_Watch(news, job)), owner=self, done=done, failed=self._failed
        )

    def _stop(self) -> None:
        if self._watch is not None:
            self._watch.stop()
            self.bar.say(tr("Đang dừng…"))

    def _packed(self, packed: Packed) -> None:
        self._end()
        self._prompts.tell(self._window, tr("Mang sổ sang máy khác"), packed.sentence)

    def _unpacked(self, found: tuple[Path, bytes]) -> None:
        self._end()
        path, note = found
        views = saved_views.joined(self._settings.get(saved_views.SETTING), note)
        self._settings.put(saved_views.SETTING, saved_views.kept(views))
        self.unpacked.emit(path)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, StoppedError):
            return
        if not isinstance(error, TienDoError):
            raise error
        self._prompts.tell(self._window, tr("Chưa thực hiện được"), str(error))

    def _end(self) -> None:
        self.job = self._watch = None
        self.bar.end()


class _Watch:
    """Brings news to the bar; stops where its button was pressed or the window closes."""

    def __init__(self, news: JobWatch, job: Job) -> None:
        self._news, self._job = news, job

    def step(self, done: int, total: int, words: str) -> None:
        if self._job.cancelled:
            raise StoppedError
        self._news.step(done, total, words)


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
