"""Which register the window has: chosen, opened in the background, claimed for this window.

A register that is open stays until the next one has proved good; of each at most one window.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import paths
from app.domain.errors import (
    RegisterDamagedError,
    RegisterError,
    RegisterHeldError,
    RegisterLeftoverError,
    RegisterPlaceError,
    RegisterStrayFileError,
    TienDoError,
)
from app.views.language import tr
from app.views.pages.start_page import StartPage
from app.views.prompts import Prompts
from app.views.session import Opened, Session
from app.views.single_window import SingleWindow

if TYPE_CHECKING:
    from app.domain.backups import Backup
    from app.services.salvage import DamageReport

_REGISTER_FILE = (tr("Sổ Tiến Độ"), f"*{paths.REGISTER_SUFFIX}")
_REFUSED = tr("Không mở được sổ")


class RegisterOpener(QObject):
    """Answers to Mở sổ… and to the ways in of the start page."""

    opened = Signal(Opened)
    """A register is good and takes the place of the one that is open."""
    close_requested = Signal()
    """The register that is open must be let go of before the next one is looked at."""
    settled = Signal()
    """A try is over: the register is on show, or why not."""
    message = Signal(str)
    """What goes on, for the status bar; "" where it is over."""

    def __init__(
        self, session: Session, start: StartPage, prompts: Prompts, window: QWidget
    ) -> None:
        """Belong to a window; nothing is opened yet."""
        super().__init__(window)
        self._session = session
        self._start = start
        self._prompts = prompts
        self._window = window
        # The register that is open; where none is, the one that was tried last.
        self._path: Path | None = None
        self._offered: Backup | None = None
        self._under_way: list[Path] = []
        self._arriving: dict[int, Opened] = {}
        self._claim: SingleWindow | None = None
        start.open_requested.connect(self.choose)
        start.create_requested.connect(self.create)
        start.replace_requested.connect(self.replace)
        start.retry_requested.connect(self.retry)
        start.restore_requested.connect(self.bring_back)
        start.bring_home_requested.connect(self.bring_home)
        start.force_requested.connect(self.force)
        start.set_aside_requested.connect(self.set_stray_aside)

    def open(
        self, path: Path, opening: Callable[[], Opened], then: Callable[[], None] | None = None
    ) -> None:
        """Open a register in the background; `opened` or the reason for a refusal follows.

        Args:
            path: which one, for a second try.
            opening: the service call that opens it; runs on the register's worker.
            then: called when the window has it.
        """
        if self._session.register is None:
            self._path = path
            self._start.show_waiting(
                creating=path == paths.default_register() and not path.exists()
            )
        else:
            self.message.emit(tr("Đang mở sổ “{stem}”…", stem=path.stem))
        self._under_way.append(path)

        def open_it() -> Opened:
            opened = opening()
            self._arriving[id(opened)] = opened
            return opened

        def done(opened: Opened) -> None:
            self._under_way.remove(path)
            del self._arriving[id(opened)]
            self._path = path
            self.message.emit("")
            self.opened.emit(opened)
            if then is not None:
                then()
            self.settled.emit()

        self._session.jobs.run_on_register(
            open_it, owner=self, done=done, failed=lambda error: self._refuse(path, error)
        )

    def choose(self) -> None:
        """Let the user choose a file and open it."""
        folder = (self._path or paths.default_register()).parent
        path = self._prompts.open_path(self._window, tr("Mở sổ"), folder, [_REGISTER_FILE])
        if path is not None:
            self._go(path)

    def create(self) -> None:
        """Open the default register, made where it is missing."""
        self._go(paths.default_register())

    def go(self, path: Path) -> None:
        """Open a register that was just put there."""
        self._go(path)

    def retry(self) -> None:
        """Open again what was refused or closed."""
        if self._path is not None:
            self._go(self._path)

    def replace(self) -> None:
        """Make a new default register; the damaged one is kept beside it."""
        path, today = paths.default_register(), self._session.today

        def opening() -> Opened:
            from app.services.register import replace_damaged  # noqa: PLC0415 - on the worker

            replace_damaged(path)
            return Opened.of(path, today, create=False)

        self._go(path, opening)

    def set_stray_aside(self) -> None:
        """Rename the files of another register beside the one that was refused, and open it."""
        path, today = self._path, self._session.today
        if path is None:
            return

        def opening() -> Opened:
            from app.services.register import set_stray_files_aside  # noqa: PLC0415 - on the worker

            set_stray_files_aside(path)
            return Opened.of(path, today, create=False)

        self._go(path, opening)

    def force(self) -> None:
        """Open what another machine is noted to have open: a person knows that it has not."""
        path, today = self._path, self._session.today
        if path is not None:
            self._go(path, lambda: Opened.of(path, today, create=False, force=True))

    def bring_home(self) -> None:
        """Open a copy, on this machine, of a register that lies where it may not be live."""
        path, today = self._path, self._session.today
        if path is None:
            return
        home: list[Path] = []

        def opening() -> Opened:
            from app.services.register import bring_home  # noqa: PLC0415 - on the worker

            home.append(bring_home(path))
            return Opened.of(home[0], today, create=False)

        def then() -> None:
            self._path = home[0]
            self.claim()

        self._go(path, opening, then)

    def restore(self, backup: Backup, second: Path | None) -> None:
        """Put a backup in the place of the register that is open, or was refused.

        Where that fails the register is opened again as it was, and the reason is told.
        """
        path, today = self._path, self._session.today
        if path is None:
            return
        told: list[str] = []

        def opening() -> Opened:
            from app.services import restoring  # noqa: PLC0415 - on the worker
            from app.services.register import user_name  # noqa: PLC0415

            try:
                restoring.restore(path, backup, user_name(), second)
            except RegisterError as error:
                told.append(str(error))
            return Opened.of(path, today, create=False)

        def then() -> None:
            for reason in told:
                self._prompts.tell(self._window, tr("Chưa khôi phục được"), reason)
            if not told:
                at = tr("{at:%H:%M} ngày {at:%d/%m/%Y}", at=backup.taken_at)
                self.message.emit(tr("Đã khôi phục sổ từ bản sao lưu lúc {at}.", at=at))

        self._go(path, opening, then)

    def show_refusal(self, error: TienDoError) -> None:
        """Say on the start page why the register was refused, and offer the ways out.

        It stays claimed: a second start on it would be refused just so.
        """
        at_default = self._path == paths.default_register()
        lost = isinstance(error, RegisterDamagedError | RegisterLeftoverError)
        stray = isinstance(error, RegisterStrayFileError)
        self._start.show_error(
            str(error),
            replaceable=at_default and lost,
            stray=stray,
            misplaced=isinstance(error, RegisterPlaceError),
            held=isinstance(error, RegisterHeldError) and error.elsewhere,
        )
        if isinstance(error, RegisterDamagedError) and self._path is not None:
            self._look_for_backup(self._path)
        self.claim()

    def _look_for_backup(self, path: Path) -> None:
        """Offer the newest good backup of a damaged register once it was found."""

        def look(_job: object) -> DamageReport:
            from app.services import salvage  # noqa: PLC0415 - SQLAlchemy not for the start
            from app.services.second_place import second_place  # noqa: PLC0415

            return salvage.report(path, second_place())

        def found(report: DamageReport) -> None:
            if self._path == path and self._session.register is None:
                self._offered = report.backup
                self._start.offer_backup(report.offer, report.readable)

        self._session.jobs.run_in_pool(look, owner=self, done=found, failed=_raise)

    def bring_back(self) -> None:
        """Bring back the backup that was offered in the place of a damaged register."""
        from app.services.second_place import second_place  # noqa: PLC0415 - not for the start

        if self._offered is not None:
            self.restore(self._offered, second_place())

    def claim(self) -> None:
        """Let a second start on this register bring the window to the front; ends the last claim.

        Takes Qt's network part, so not before the first paint.
        """
        if self._path is None or self._claims(self._path):
            return
        self.release()
        self._claim = SingleWindow(self._path)  # no child: it is given back after the window
        self._claim.listen(self._window)

    def release(self) -> None:
        """Give the claim on the register back."""
        if self._claim is not None:
            self._claim.close()
            self._claim = None

    def end(self) -> None:
        """Let go of everything; the threads have ended."""
        self.release()
        for opened in self._arriving.values():  # the window was closed before it came
            opened.close()
        self._arriving.clear()

    def _go(
        self,
        path: Path,
        opening: Callable[[], Opened] | None = None,
        then: Callable[[], None] | None = None,
    ) -> None:
        today = self._session.today
        if path in self._under_way:
            return  # a second connection in one process would end the first one's locks
        if not self._claims(path) and SingleWindow(path).raise_first():
            self.message.emit(
                tr("Sổ “{stem}” đang mở ở cửa sổ khác, cửa sổ đó đã hiện lên.", stem=path.stem)
            )
            return
        register = self._session.register
        if register is not None and register.shares_files_with(path):
            self.close_requested.emit()
        create = path == paths.default_register()
        self.open(path, opening or (lambda: Opened.of(path, today, create=create)), then)

    def _claims(self, path: Path) -> bool:
        return self._claim is not None and self._claim.is_for(path)

    def _refuse(self, path: Path, error: Exception) -> None:
        self._under_way.remove(path)
        self.message.emit("")
        is_open = self._session.register is not None
        if not is_open:
            self._path = path
            self._start.show_closed()
        self.settled.emit()
        if not isinstance(error, TienDoError):
            raise error
        if is_open:
            self._prompts.tell(self._window, _REFUSED, str(error))
        else:
            self.show_refusal(error)


def _raise(error: Exception) -> None:
    raise error
