"""Draw every scene in the themes and sizes asked for."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QPoint, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QCursor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import paths
from app.domain.errors import RegisterDamagedError
from app.main import make_window
from app.pictures import (
    calendar_scenes,
    directory_scenes,
    document_scenes,
    indicator_scenes,
    list_scenes,
    page_scenes,
    task_scenes,
    used_scenes,
)
from app.pictures.waiting import settle, wait_until
from app.settings import MachineSettings
from app.views import theme
from app.views.main_window import MainWindow
from app.views.pages.start_page import StartPage
from app.views.prompts import Prompts
from app.views.session import Opened

SIZES = ((1366, 768), (1920, 1080))
_THEMES = (theme.LIGHT_THEME, theme.DARK_THEME)
_OUT_OF_THE_WAY = QPoint(10_000, 10_000)
"""For the pointer: what lies under it looks lit."""
Scene = Callable[[MainWindow], QWidget | None]
_PAGES: dict[str, Scene] = (
    page_scenes.OVERVIEW
    | task_scenes.SCENES
    | list_scenes.SCENES
    | calendar_scenes.SCENES
    | document_scenes.SCENES
    | page_scenes.SCENES
    | directory_scenes.SCENES
)


def _tell_qt_message(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but for what no dialog can do off screen (raise, grab, size hints)."""
    if not message.startswith("This plugin does not support"):
        print(message, file=sys.stderr)


def draw(
    folder: Path,
    sizes: tuple[tuple[int, int], ...] = SIZES,
    themes: tuple[theme.Theme, ...] = _THEMES,
    *,
    scale: float = 1.0,
) -> list[Path]:
    """Draw all pages in some themes and sizes, and the summary sheet as PDF.

    Args:
        folder: where the pictures go; it also holds the register they show.
        sizes: of the screen, in pixels.
        themes: colours, one after the other.
        scale: how many pixels of the screen one of the window takes; Qt was told so before.

    Returns:
        The files written.
    """
    qInstallMessageHandler(_tell_qt_message)
    QCursor.setPos(_OUT_OF_THE_WAY)
    today = dt.date.today()  # noqa: DTZ011 - the calendar day of the office
    shown = windows(folder)
    written = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - made before the window
    for colours in themes:
        theme.apply(application, colours)
        for width, height in sizes:
            for window, scenes in shown:
                # The title bar (32) and the task bar (48) of Windows take their part of the screen.
                window.resize(round(width / scale), round(height / scale) - 80)
                at = "" if scale == 1 else f"-{scale:.0%}".removesuffix("%")
                end = f"{width}x{height}{at}-{colours.name}.png"
                written += [
                    _draw_scene(window, prepare, folder / f"{name}-{end}")
                    for name, prepare in scenes.items()
                ]
    written.append(_print_summary(shown[0][0], folder, today))
    for window, _scenes in shown:
        window.close()
        wait_until(lambda window=window: window.session.jobs.idle)  # type: ignore[misc]
        window.end()
    qInstallMessageHandler(None)
    return written


def windows(folder: Path) -> list[tuple[MainWindow, dict[str, Scene]]]:
    """Open a window on a new register, on one in use and on one that is refused.

    Args:
        folder: where the registers are made.

    Returns:
        Each window with the scenes that can be shown in it.
    """
    today = dt.date.today()  # noqa: DTZ011 - the calendar day of the office
    fresh = folder / f"minh-hoa{paths.REGISTER_SUFFIX}"
    used = folder / f"minh-hoa-dang-dung{paths.REGISTER_SUFFIX}"
    _make_used(used, today)
    return [
        (_opened_window(fresh, today), _PAGES),
        (_opened_window(used, today), used_scenes.SCENES | indicator_scenes.SCENES),
        (_refused_window(folder, today), {"so-hong": _nothing_over}),
    ]


def _draw_scene(window: MainWindow, prepare: Scene, file: Path) -> Path:
    over = prepare(window)
    settle(window)
    _grab(window, over).save(str(file))
    if isinstance(over, QDialog):
        over.reject()
    elif over is not None:
        over.close()
    return file


def _nothing_over(_window: MainWindow) -> None:
    return None


def _opened_window(path: Path, today: dt.date) -> MainWindow:
    window = make_window(MachineSettings(), Prompts(), today)
    window.open_register(path, lambda: Opened.of(path, today, create=True))
    window.show()
    wait_until(lambda: window.session.index is not None)
    return window


def _make_used(path: Path, today: dt.date) -> None:
    from app.pictures.used_register import live_in  # noqa: PLC0415 - after Qt's handler
    from app.services.register import create_register, open_register  # noqa: PLC0415

    if path.exists():
        return
    create_register(path)
    register = open_register(path)
    try:
        live_in(register, today)
    finally:
        register.close()


def _print_summary(window: MainWindow, folder: Path, today: dt.date) -> Path:
    from app.services import printing  # noqa: PLC0415 - after the window

    register = window.session.register
    assert register is not None  # noqa: S101 - it was opened with the window
    request = printing.SheetRequest(printing.SheetKind.SUMMARY, today)
    sheet = printing.print_sheet(register, request)
    printing.save(sheet.data, folder / sheet.file_name)
    return folder / sheet.file_name


def _refused_window(folder: Path, today: dt.date) -> MainWindow:
    """Return a window that says why its register, an empty file, is not opened."""
    from app.services.register import open_register  # noqa: PLC0415 - after the window

    window = make_window(MachineSettings(), Prompts(), today)
    empty = folder / f"Sổ hỏng{paths.REGISTER_SUFFIX}"
    empty.touch()
    try:
        open_register(empty)
    except RegisterDamagedError as error:
        window.findChildren(StartPage)[0].show_error(str(error), replaceable=True)
    finally:
        empty.unlink()
    window.show()
    return window


def _grab(window: QWidget, over: QWidget | None) -> QPixmap:
    """Return a picture of the window, with a dialog in its middle if one is open."""
    picture = window.grab()
    if over is not None:
        painter = QPainter(picture)
        frame = over.rect()
        frame.moveCenter(window.rect().center())
        painter.drawPixmap(frame, over.grab())
        painter.setPen(theme.current().colour("line_strong"))
        painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        painter.end()
    return picture
