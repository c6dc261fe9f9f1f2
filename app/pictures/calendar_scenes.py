"""Pictures of the page Lịch: a month, the year by agency, report dates and their dialog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.pictures.waiting import settle
from app.views.main_window import MainWindow
from app.views.pages.calendar_page import CalendarPage


def _page(window: MainWindow, place: int) -> CalendarPage:
    page = window.page("calendar")
    assert isinstance(page, CalendarPage)  # noqa: S101 - the window made it
    page.views.buttons[place].click()
    settle(window)
    return page


def _month(window: MainWindow) -> None:
    """Show a month in which something falls due, with its day chosen."""
    page = _page(window, 0)
    days = [ref.due_on for ref in window.session.index.tasks if ref.due_on] if (
        window.session.index) else []  # fmt: skip
    page.show_day(min((d for d in days if d >= dt.date(2026, 3, 1)), default=page.grid.today))


def _line(window: MainWindow) -> None:
    _page(window, 1)


def _dates(window: MainWindow) -> None:
    page = _page(window, 2)
    page.dates.choose_row(0)


def _receipts(window: MainWindow) -> QWidget | None:
    """Show the report of the month before last."""
    page = _page(window, 2)
    dates = [date for date in page.dates.records.records() if len(date.senders) > 1]
    if dates:
        page.receipts.open(dates[-2 if len(dates) > 1 else 0])
    return page.receipts.dialog


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "lich": _month,
    "lich-dong-thoi-gian": _line,
    "lich-ky-bao-cao": _dates,
    "ghi-nhan-nhieu-bao-cao": _receipts,
}
