"""Composition root: puts theme, register, window and error handling together."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from app import log as logs
from app import paths
from app.background.garbage import GarbageCollector
from app.background.jobs import Jobs
from app.domain.errors import TienDoError
from app.settings import MachineSettings
from app.views import icons, theme
from app.views.backup_keeper import BackupKeeper
from app.views.freshness import Freshness
from app.views.main_window import MainWindow
from app.views.prompts import Prompts
from app.views.qt_words import QtWords
from app.views.session import Opened
from app.views.single_window import SingleWindow

log = logging.getLogger(__name__)

_QUIET_MS = 300
"""What is not needed for the first paint waits until it is surely over."""


def make_application(arguments: list[str]) -> QApplication:
    """Return the application with Vietnamese words, dates and numbers, undressed yet."""
    application = QApplication(arguments)
    application.setApplicationName("TienDo")
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
    if SingleWindow(path).raise_first():
        return 0
    _report_crashes(prompts)
    today = dt.date.today()  # noqa: DTZ011 - the calendar day of the office
    settings = MachineSettings()
    window = make_window(settings, prompts, today)
    window.open_register(path, lambda: Opened.of(path, today, create=register is None))
    window.show()
    QTimer.singleShot(_QUIET_MS, lambda: _after_start(application, window, settings))
    code = application.exec()
    window.end()
    for keeper in window.findChildren(BackupKeeper):
        keeper.tell_failures()
    return code


def _after_start(application: QApplication, window: MainWindow, settings: MachineSettings) -> None:
    window.opener.claim()
    application.setWindowIcon(icons.app_icon())
    icons.sharpen()
    Freshness(window, window.session, dt.datetime.now)
    BackupKeeper(window, settings)
    GarbageCollector(application)


def _report_crashes(prompts: Prompts) -> None:
    """Tell the user of an unexpected error, and log where it happened; the window stays."""
    telling = threading.Lock()

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, TienDoError):  # nobody has caught it, but it knows what to tell
            prompts.tell(QApplication.activeWindow(), "Chưa thực hiện được", str(error))
            return
        log.error("unexpected error", exc_info=(kind, error, trace))
        if not telling.acquire(blocking=False):
            return  # one message at a time
        with contextlib.ExitStack() as stack:
            stack.callback(telling.release)
            prompts.tell(
                QApplication.activeWindow(),
                "Lỗi ngoài dự kiến",
                "Chương trình gặp lỗi ngoài dự kiến; những gì đã ghi vào sổ vẫn còn nguyên. "
                "Hãy đóng và mở lại chương trình. Nếu lỗi lặp lại, gửi tệp nhật ký này cho người "
                f"hỗ trợ: {paths.log_file()}",
            )

    sys.excepthook = report
