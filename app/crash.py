"""What happens on an unexpected error: a report is saved, the user told, a new start offered."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, QProcess, Qt, Signal
from PySide6.QtWidgets import QApplication

from app import log as logs
from app import paths
from app.domain.errors import TienDoError
from app.views.language import tr
from app.views.prompts import Prompts

log = logging.getLogger(__name__)

TITLE = tr("Lỗi ngoài dự kiến")
RESTART = tr("Khởi động lại")
STAY = tr("Để sau")


class CrashHandler(QObject):
    """Takes every error that nobody has caught, of any thread; the window stays."""

    _elsewhere = Signal(object)

    def __init__(self, prompts: Prompts, parent: QObject | None = None) -> None:
        """Belong to the interface thread; `install` makes it work."""
        super().__init__(parent)
        self._prompts = prompts
        self._telling = threading.Lock()
        self.restart_wanted = False
        self._elsewhere.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's own handlers."""
        sys.excepthook = self._caught
        threading.excepthook = self._caught_elsewhere

    def tell(self, error: BaseException) -> None:
        """Save a report of an error and tell the user; on the interface thread."""
        if isinstance(error, TienDoError):  # nobody has caught it, but it knows what to tell
            self._prompts.tell(QApplication.activeWindow(), tr("Chưa thực hiện được"), str(error))
            return
        log.error("unexpected error: %s", logs.where(error))
        if not self._telling.acquire(blocking=False):
            return  # one message at a time
        with contextlib.ExitStack() as stack:
            stack.callback(self._telling.release)
            report = logs.save_crash_report(error)
            kept = (
                tr(
                    "Báo cáo sự cố, không có nội dung sổ, đã lưu ở:\n{report}\n"
                    "Nếu lỗi lặp lại, hãy gửi tệp này cho người hỗ trợ.",
                    report=report,
                )
                if report
                else tr("Chưa lưu được báo cáo sự cố vì thư mục nhật ký không ghi được.")
            )
            self.restart_wanted = self._prompts.ask(
                QApplication.activeWindow(),
                TITLE,
                tr(
                    "Chương trình gặp lỗi ngoài dự kiến; những gì đã ghi vào sổ vẫn còn nguyên. "
                    "Nên khởi động lại chương trình.\n\n{kept}",
                    kept=kept,
                ),
                RESTART,
                STAY,
                cautious=True,  # a dialog may still hold what was typed
            )
            if self.restart_wanted:
                QApplication.exit(0)

    def _caught(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self.tell(error)

    def _caught_elsewhere(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._elsewhere.emit(caught.exc_value)

    def _tell(self, error: BaseException) -> None:
        self.tell(error)


def start_again() -> None:
    """Start the program anew as it was started; this process must have let go of its register."""
    arguments = sys.argv[1:] if paths.is_packed() else ["-m", "app", *sys.argv[1:]]
    QProcess.startDetached(sys.executable, arguments)
