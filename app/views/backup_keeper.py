"""Backs the open register up while one works and when it is let go of; says when it last did."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel

from app.domain import formats
from app.domain.backups import EVERY, Backup, BackupOutcome, BackupReason
from app.domain.errors import TienDoError
from app.domain.records import ChangeSet
from app.settings import MachineSettings
from app.views.language import tr

if TYPE_CHECKING:
    from app.services.register import Register
    from app.views.dialogs.backup_dialog import BackupDialog
    from app.views.main_window import MainWindow

log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Belongs to a window; what it makes and lists is `app.services.backups`."""

    _not_made = Signal()

    def __init__(self, window: MainWindow, settings: MachineSettings) -> None:
        """Begin: the register that is open, and every one after it, is looked after."""
        super().__init__(window)
        self.settings = settings
        self.dialog: BackupDialog | None = None
        self._window, self._session = window, window.session
        self._register: Register | None = None
        self._newest: Backup | None = None
        self._problems: tuple[str, ...] = ()
        self._failures: list[str] = []
        self._not_made.connect(self.tell_failures)  # from the worker: queued
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(EVERY.total_seconds() * 1000))
        self._timer.timeout.connect(self._back_up_changes)
        self.label = QLabel()
        self.label.setContentsMargins(8, 0, 8, 0)
        window.statusBar().addWidget(self.label)
        window.actions_.backups.triggered.connect(self.show)
        self._session.before_closing = self._at_closing
        self._session.changed.connect(self._note_change)
        self._session.index_changed.connect(self._look)
        window.opener.close_requested.connect(self._look)
        window.actions_.close_register.triggered.connect(self._look)
        self._look()

    @property
    def second(self) -> Path | None:
        """The chosen second place."""
        from app.services.second_place import second_place  # noqa: PLC0415 - not for the start

        return second_place(self.settings)

    def show(self) -> None:
        """Open the window with the backups."""
        from app.views.dialogs.backup_dialog import BackupDialog  # noqa: PLC0415 - on demand

        if self._session.register is None:
            return
        self.dialog = BackupDialog(self, self._session, self._window.prompts, self._window)
        self.dialog.finished.connect(self._forget_dialog)
        self.dialog.open()

    def make(self) -> None:
        """Make a backup now, because somebody asked for it."""
        self._run(BackupReason.BY_HAND)

    def choose_second(self, place: Path | None) -> None:
        """Keep another second place, and bring a backup there at once."""
        from app.services.second_place import choose  # noqa: PLC0415 - not for the start

        choose(self.settings, place)
        if place is None:
            self._show(BackupOutcome((self._newest,) if self._newest else ()))
        else:
            self._run(BackupReason.BY_HAND)

    def restore(self, backup: Backup) -> None:
        """Put a backup in the register's place; the window opens the outcome."""
        self._window.opener.restore(backup, self.second)

    def tell_failures(self) -> None:
        """Tell of backups that could not be made when a register was let go of."""
        while self._failures:
            words = tr("{pop} Những gì đã ghi vẫn nằm trong sổ.", pop=self._failures.pop())
            self._window.prompts.tell(self._window, tr("Chưa sao lưu được"), words)

    def _note_change(self, _change: ChangeSet) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _back_up_changes(self) -> None:
        if self._session.register is not None:
            self._run(BackupReason.DURING_WORK)

    def _run(self, reason: BackupReason) -> None:
        """Back up beside the window's work: copying to a slow stick holds nothing up."""
        from app.services import backups  # noqa: PLC0415 - SQLAlchemy is not needed for the start

        register, second = self._session.register, self.second
        if register is None:
            return
        self._timer.stop()
        self.label.setText(tr("Đang sao lưu…"))
        self._session.jobs.run_in_pool(
            lambda _job: backups.make(register, reason, second),
            owner=self,
            done=self._show,
            failed=self._tell,
        )

    def _at_closing(self, register: Register) -> None:
        """Runs on the worker; a failure must not keep the register from being let go of."""
        from app.services import backups  # noqa: PLC0415 - see above

        try:
            outcome = backups.make_if_changed(register, BackupReason.AFTER_WORK, self.second)
        except TienDoError as error:
            log.info("no backup after work: %s", type(error).__name__)
            self._failures.append(str(error))
            self._not_made.emit()
            return
        if outcome is not None and outcome.problems:
            log.info("the second place got no backup after work")

    def _look(self) -> None:
        """Take note of another register, or of none."""
        from app.services import backups, known_copies  # noqa: PLC0415 - see above

        register = self._session.register
        self._window.actions_.backups.setEnabled(register is not None)
        if register is self._register:
            return
        self._register, self._newest, self._problems = register, None, ()
        self._timer.stop()
        self.label.setText("")
        if register is None:
            return
        path = register.path

        known = self.settings.get(known_copies.SETTING)

        def newest(_job: object) -> tuple[BackupOutcome, tuple[dict[str, str], str]]:
            found = BackupOutcome(tuple(backups.all_backups(path)[:1]))
            return found, known_copies.look(known, register)

        def done(found: tuple[BackupOutcome, tuple[dict[str, str], str]]) -> None:
            outcome, (places, told) = found
            self._show(outcome)
            self.settings.put(known_copies.SETTING, places)
            if told and self._session.register is register:
                self._window.prompts.tell(self._window, tr("Hai bản chép của một sổ"), told)

        self._session.jobs.run_in_pool(newest, owner=self, done=done, failed=self._tell)

    def _show(self, outcome: BackupOutcome) -> None:
        if self._session.register is None:
            return
        self._newest = next(iter(outcome.made), self._newest)
        self._problems = outcome.problems
        self.label.setText(self._words())
        self.label.setToolTip("")
        if self.dialog is not None:
            self.dialog.show_problems(outcome.problems)
            self.dialog.refresh()

    def _words(self) -> str:
        if self._newest is None:
            return tr("Chưa có bản sao lưu")
        at = self._newest.taken_at
        today = at.date() == dt.date.today()  # noqa: DTZ011 - the office's day
        when = f"{at:%H:%M}" + ("" if today else f" {formats.date_in_table(at.date())}")
        missed = tr(" (chưa sang nơi thứ hai)") if self._problems else ""
        return tr("Sao lưu: {when}{missed}", when=when, missed=missed)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, TienDoError):
            raise error
        self.label.setText(tr("Chưa sao lưu được"))
        self._window.prompts.tell(self.dialog or self._window, tr("Chưa sao lưu được"), str(error))

    def _forget_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
