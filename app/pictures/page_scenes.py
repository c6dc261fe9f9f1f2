"""Pictures of the pages Tổng quan, Chỉ tiêu and Báo cáo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.pictures.waiting import settle, wait_until
from app.views.main_window import MainWindow
from app.views.pages.indicators_page import IndicatorsPage


def _overview(window: MainWindow) -> None:
    window.show_page("overview")


def _indicators(window: MainWindow) -> None:
    """Show the indicator of which two documents ask for different things."""
    page = _indicators_page(window)
    page.list.views.choose(0)
    page.open_indicator(_income(window, page))


def _comparison(window: MainWindow) -> None:
    page = _indicators_page(window)
    page.list.views.buttons[1].click()
    page.list.comparisons.select_first()


def _income(window: MainWindow, page: IndicatorsPage) -> int:
    settle(window)
    book = page.book
    differing = [each.id for each in book.indicators if each.differing] if book else []
    return differing[0] if differing else 0


def _indicators_page(window: MainWindow) -> IndicatorsPage:
    page = window.page("indicators")
    assert isinstance(page, IndicatorsPage)  # noqa: S101 - the window made it
    settle(window)
    return page


def _reports(window: MainWindow) -> None:
    page = window.page("reports")
    wait_until(lambda: bool(getattr(page, "ready", True)))


def _help(window: MainWindow) -> QWidget | None:
    """Show the help of the page Nhiệm vụ."""
    from app.views.dialogs.help_dialog import HelpDialog  # noqa: PLC0415 - on demand

    window.show_page("tasks")
    window.actions_.help.trigger()
    return window.findChildren(HelpDialog)[-1]


OVERVIEW: dict[str, Callable[[MainWindow], QWidget | None]] = {"tong-quan": _overview}
SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "chi-tieu": _indicators,
    "chi-tieu-doi-chieu": _comparison,
    "bao-cao": _reports,
    "huong-dan": _help,
}
