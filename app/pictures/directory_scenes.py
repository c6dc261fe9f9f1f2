"""Pictures of the page Danh mục and of its dialogs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.pictures.waiting import wait_until
from app.views.main_window import MainWindow
from app.views.pages.directory_page import DirectoryPage


def _directory(window: MainWindow) -> DirectoryPage:
    page = window.page("directory")
    assert isinstance(page, DirectoryPage)  # noqa: S101 - the window made it
    wait_until(lambda: page.ready)
    return page


def _portfolios(window: MainWindow) -> None:
    """Show the grid with a suggestion selected: its evidence stands at the right."""
    page = _directory(window)
    page.show_tab(page.portfolios)
    if page.view is not None and (suggested := page.view.office.suggested()):
        page.portfolios.grid.choose_agency(suggested[-1].agency_id)


def _handing_over(window: MainWindow) -> QWidget | None:
    page = _directory(window)
    page.show_tab(page.portfolios)
    page.portfolios.hand_over()
    return page.portfolios.dialog


def _officials(window: MainWindow) -> None:
    page = _directory(window)
    page.show_tab(page.officials)


def _leaving(window: MainWindow) -> QWidget | None:
    _officials(window)
    tab = _directory(window).officials
    tab.leave()
    return tab.dialog


def _agencies(window: MainWindow) -> None:
    """Show a collective: its members stand at the right."""
    page = _directory(window)
    page.show_tab(page.agencies)
    if page.view is not None:
        collective = next(a for a in page.view.office.agencies if a.collective)
        page.agencies.table.choose_key(collective.id)


def _renaming(window: MainWindow) -> QWidget | None:
    _agencies(window)
    tab = _directory(window).agencies
    tab.replace()
    return tab.dialog


def _listing(window: MainWindow) -> QWidget | None:
    _agencies(window)
    tab = _directory(window).agencies
    tab.import_members()
    return tab.dialog


def _choosing_members(window: MainWindow) -> QWidget | None:
    _agencies(window)
    tab = _directory(window).agencies
    tab.edit_members()
    return tab.dialog


def _periods(window: MainWindow) -> None:
    """Show the periods, a closed one selected where there is one."""
    page = _directory(window)
    page.show_tab(page.periods)
    if page.view is not None:
        closed = [period.id for period in page.view.periods if period.closing is not None]
        if closed:
            page.periods.table.choose_key(closed[0])


def _adding_period(window: MainWindow) -> QWidget | None:
    _periods(window)
    tab = _directory(window).periods
    tab.add()
    return tab.dialog


def _settings(window: MainWindow) -> None:
    page = _directory(window)
    page.show_tab(page.settings)


def _changing_setting(window: MainWindow) -> QWidget | None:
    _settings(window)
    tab = _directory(window).settings
    tab.change()
    return tab.dialog


def _clear(window: MainWindow) -> None:
    page = _directory(window)
    page.show_tab(page.clear)


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "danh-muc-phan-cong": _portfolios,
    "ban-giao": _handing_over,
    "danh-muc-lanh-dao": _officials,
    "thoi-giu-chuc-vu": _leaving,
    "danh-muc-co-quan": _agencies,
    "doi-ten-sap-nhap": _renaming,
    "nhap-danh-sach": _listing,
    "thanh-vien": _choosing_members,
    "danh-muc-ky-bao-cao": _periods,
    "them-ky-bao-cao": _adding_period,
    "danh-muc-6-ro": _clear,
    "danh-muc-thong-so": _settings,
    "doi-thong-so": _changing_setting,
}
