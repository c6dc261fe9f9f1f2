"""Draw every page of the window as pictures, where there is no screen to look at.

``python -m app.pictures FOLDER [WIDTHxHEIGHT …]`` uses a register of its own in the folder, made
from the shipped catalogue, so nothing of the user's is shown or touched.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from app import paths
from app.main import make_application, make_window
from app.settings import MachineSettings
from app.views import theme
from app.views.main_window import MainWindow
from app.views.prompts import Prompts
from app.views.session import Opened

_SIZES = ((1366, 768), (1920, 1080))
_PATIENCE_S = 30


def wait_until(done: Callable[[], bool]) -> None:
    """Run the event loop until something is true.

    Raises:
        TimeoutError: it did not become true.
    """
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the window did not become ready")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        time.sleep(0.005)


def settle() -> None:
    """Let what was asked for be painted."""
    end = time.monotonic() + 0.4
    wait_until(lambda: time.monotonic() > end)


def draw(folder: Path, sizes: tuple[tuple[int, int], ...] = _SIZES) -> list[Path]:
    """Draw all pages in both themes and some sizes, and the summary sheet as PDF.

    Args:
        folder: where the pictures go; it also holds the register they show.
        sizes: of the window, in pixels.

    Returns:
        The files written.
    """
    from app.services import printing  # noqa: PLC0415 - after the window

    register_path = folder / f"minh-hoa{paths.REGISTER_SUFFIX}"
    today = dt.date.today()  # noqa: DTZ011 - the calendar day of the office
    window = make_window(MachineSettings(), Prompts(), today)
    window.open_register(register_path, lambda: Opened.of(register_path, today, create=True))
    window.show()
    wait_until(lambda: window.session.index is not None)
    written = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - made before the window
    for colours in (theme.LIGHT_THEME, theme.DARK_THEME):
        theme.apply(application, colours)
        for width, height in sizes:
            # The title bar (32) and the task bar (48) of Windows take their part of the screen.
            window.resize(width, height - 80)
            for name, prepare in _PAGES.items():
                prepare(window)
                settle()
                file = folder / f"{name}-{width}x{height}-{colours.name}.png"
                window.grab().save(str(file))
                written.append(file)
    register = window.session.register
    assert register is not None  # noqa: S101 - it was opened above
    request = printing.SheetRequest(printing.SheetKind.SUMMARY, today)
    sheet = printing.print_sheet(register, request)
    printing.save(sheet.data, folder / sheet.file_name)
    written.append(folder / sheet.file_name)
    window.close()
    wait_until(lambda: window.session.jobs.idle)
    window.session.jobs.close()
    window.session.close()
    return written


def _overview(window: MainWindow) -> None:
    window.show_page("overview")


def _tasks(window: MainWindow) -> None:
    window.show_page("tasks")


def _reports(window: MainWindow) -> None:
    page = window.page("reports")
    wait_until(lambda: bool(getattr(page, "ready", True)))


_PAGES: dict[str, Callable[[MainWindow], None]] = {
    "tong-quan": _overview,
    "nhiem-vu": _tasks,
    "bao-cao": _reports,
}


def main(arguments: list[str]) -> int:
    """Draw into the folder that is named; further arguments are sizes like 1366x768."""
    folder = Path(arguments[0]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[paths.DATA_FOLDER_VARIABLE] = str(folder)
    sizes = tuple(
        (int(width), int(height)) for width, _, height in (a.partition("x") for a in arguments[1:])
    )
    make_application(sys.argv[:1])
    for file in draw(folder, sizes or _SIZES):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
