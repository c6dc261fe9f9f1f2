"""Carrying a register to another machine: packed into one file there, brought out of it here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from app import paths
from app.domain.errors import TienDoError

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.background.jobs import Job
    from app.services.carrying import Packed
    from app.views.prompts import Prompts
    from app.views.session import Session

_KIND = ("Gói mang sổ của Tiến Độ", "*.tiendogoi")


class Stopped(Exception):  # noqa: N818 - no error: somebody called it off
    """The work was called off."""


class Carrying(QObject):
    """Asks where, works beside the window, and tells what came of it."""

    message = Signal(str)
    """What is under way, "" for nothing."""
    unpacked = Signal(object)
    """The path of a register that was brought out of a package."""

    def __init__(self, session: Session, prompts: Prompts, window: QWidget) -> None:
        """Belong to the window."""
        super().__init__(window)
        self._session, self._prompts, self._window = session, prompts, window
        self.job: Job | None = None

    def pack(self) -> None:
        """Put the open register and its evidence into one file."""
        from app.services import carrying  # noqa: PLC0415 - on demand

        register = self._session.register
        if register is None or self.job is not None:
            return
        name = carrying.suggested_name(register, self._session.today.isoformat())
        chosen = self._prompts.save_path(
            self._window, "Mang sổ sang máy khác", _documents() / name, [_KIND]
        )
        if chosen is None:
            return
        self.message.emit("Đang đóng gói sổ và tệp minh chứng…")
        self.job = self._session.jobs.run_in_pool(
            lambda job: carrying.pack(register, chosen, _watch(job)),
            owner=self,
            done=self._packed,
            failed=self._failed,
        )

    def unpack(self) -> None:
        """Bring a register out of a package, beside the others, and open it."""
        from app.services import carrying  # noqa: PLC0415 - on demand

        if self.job is not None:
            return
        chosen = self._prompts.open_path(self._window, "Nhận sổ từ máy khác", _documents(), [_KIND])
        if chosen is None:
            return
        folder = paths.default_register().parent
        self.message.emit("Đang mở gói mang sổ…")
        self.job = self._session.jobs.run_in_pool(
            lambda job: carrying.unpack(chosen, folder, _watch(job)),
            owner=self,
            done=self._unpacked,
            failed=self._failed,
        )

    def _packed(self, packed: Packed) -> None:
        self._end()
        self._prompts.tell(self._window, "Mang sổ sang máy khác", packed.sentence)

    def _unpacked(self, path: Path) -> None:
        self._end()
        self.unpacked.emit(path)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Stopped):
            return
        if not isinstance(error, TienDoError):
            raise error
        self._prompts.tell(self._window, "Chưa thực hiện được", str(error))

    def _end(self) -> None:
        self.job = None
        self.message.emit("")


def _watch(job: Job) -> Callable[[int, int], None]:
    def watch(_done: int, _all: int) -> None:
        if job.cancelled:
            raise Stopped

    return watch


def _documents() -> Path:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))
