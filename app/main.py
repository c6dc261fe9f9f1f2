"""Composition root: puts theme, register, window and error handling together."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app import log as logs
from app import paths
from app.background.garbage import GarbageCollector
from app.background.jobs import Job, Jobs
from app.crash import CrashHandler, start_again
from app.settings import MachineSettings
from app.views import icons, language, theme
from app.views.freshness import Freshness
from app.views.language import tr
from app.views.main_window import MainWindow
from app.views.prompts import Prompts
from app.views.qt_words import QtWords
from app.views.session import Opened
from app.views.start_turn import StartTurn

_QUIET_MS = 300
"""What is not needed for the first paint waits until the list was on show for so long."""
_LATEST_MS = 5000
"""A register that takes longer to open does not keep the rest waiting."""
_FONTS_MS = 5000
"""Fonts are looked at when somebody is likely to read the first list, not to scroll it."""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application, undressed yet, with Qt's own words in the language of the window."""
    application = QApplication(arguments)
    application.setApplicationName("TienDo")
    if language.is_english():  # Qt's own words are English; days stand before months in both
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        return application
    application.installTranslator(QtWords(application))
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    return application


def make_window(settings: MachineSettings, prompts: Prompts, today: dt.date) -> MainWindow:
    """Return the window with its threads, dressed as this machine's settings say."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - made just before
    theme.apply(application, theme.THEMES.get(settings.get("theme", ""), theme.LIGHT_THEME))
    return MainWindow(Jobs(), settings, prompts, today)


def run_window(register: str | None) -> int:
    """Open the window on a register and run until it is closed.

    Args:
        register: file to open; None for the default one, made where it is missing.

    Returns:
        The exit code of the process.
    """
    logs.start()
    application = make_application(sys.argv[:1])
    prompts = Prompts()
    path = Path(register).absolute() if register else paths.default_register()
    turn = StartTurn()
    crashes = CrashHandler(prompts)
    crashes.install()
    today = dt.date.today()  # noqa: DTZ011 - the calendar day of the office
    settings = MachineSettings()
    try:
        if not turn.wait(path):
            return 0
        window = make_window(settings, prompts, today)
    except Exception as error:  # noqa: BLE001 - without a window nobody else would tell it
        turn.give_back()
        crashes.tell(error)
        if crashes.restart_wanted:
            start_again()
        return 1
    _when_quiet(window, lambda: _after_start(application, window, settings, prompts, turn))
    window.open_register(path, lambda: Opened.of(path, today, create=register is None))
    window.show()
    code = application.exec()
    turn.give_back()  # where it ended at once
    window.end()
    from app.views.backup_keeper import BackupKeeper  # noqa: PLC0415 - not for the first paint

    for keeper in window.findChildren(BackupKeeper):
        keeper.tell_failures()
    if crashes.restart_wanted or window.restart_wanted:
        start_again()
    return code


def _when_quiet(window: MainWindow, then: Callable[[], None]) -> None:
    """Call something once, after the first register was opened or refused, and painted."""
    timer = QTimer(window)
    timer.setSingleShot(True)
    timer.setInterval(_LATEST_MS)
    timer.timeout.connect(then)
    window.opener.settled.connect(
        lambda: timer.start(_QUIET_MS), Qt.ConnectionType.SingleShotConnection
    )
    timer.start()


def _after_start(
    application: QApplication,
    window: MainWindow,
    settings: MachineSettings,
    prompts: Prompts,
    turn: StartTurn,
) -> None:
    window.opener.claim()
    turn.give_back()
    application.setWindowIcon(icons.app_icon())
    Freshness(window, window.session, dt.datetime.now)
    from app.views.backup_keeper import BackupKeeper  # noqa: PLC0415 - not for the first paint

    BackupKeeper(window, settings)
    GarbageCollector(application)
    QTimer.singleShot(_FONTS_MS, window, lambda: check_fonts(window, prompts))


def check_fonts(window: MainWindow, prompts: Prompts) -> None:
    """Say which font is missing before a print goes wrong; looks in the pool."""

    def look(_job: Job) -> str | None:
        from app.services import printing  # noqa: PLC0415 - not needed to start

        return printing.missing_fonts()

    def tell(missing: str | None) -> None:
        if missing is not None:
            prompts.tell(window, tr("Thiếu phông chữ để in"), missing)

    def failed(error: Exception) -> None:
        raise error

    window.session.jobs.run_in_pool(look, owner=window, done=tell, failed=failed)
