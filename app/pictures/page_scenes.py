"""Pictures of the pages Tổng quan, Chỉ tiêu and Báo cáo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.records import SheetScope, SheetScopeKind
from app.pictures.waiting import settle, wait_until
from app.services import letter_folder
from app.services.printing import SheetKind
from app.views.main_window import MainWindow
from app.views.pages.indicators_page import IndicatorsPage
from app.views.pages.reports_page import ReportsPage
from app.views.widgets.indicator_list import COMPARISON, LIST


def _overview(window: MainWindow) -> None:
    window.show_page("overview")


def _indicators(window: MainWindow) -> None:
    """Show the indicator of which two documents ask for different things."""
    page = _indicators_page(window)
    page.list.views.buttons[LIST].click()
    page.open_indicator(_income(window, page))


def _comparison(window: MainWindow) -> None:
    page = _indicators_page(window)
    page.list.views.buttons[COMPARISON].click()
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


def _pack(window: MainWindow) -> None:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)  # noqa: S101 - the window made it
    page.make_pack()
    wait_until(lambda: page.ready)


def _leader(window: MainWindow) -> None:
    page = window.page("reports")
    assert isinstance(page, ReportsPage)  # noqa: S101 - the window made it
    page.choose(SheetKind.LEADER, SheetScope())
    wait_until(lambda: page.ready)


def _letters(window: MainWindow) -> QWidget | None:
    """Show a letter, and to whom else one could be written."""
    from app.views.dialogs.letters_dialog import LettersDialog  # noqa: PLC0415 - on demand

    page = window.page("reports")
    assert isinstance(page, ReportsPage)  # noqa: S101 - the window made it
    index = window.session.index
    late = letter_folder.addressees(index) if index is not None else []
    if not late:
        return None
    page.choose(SheetKind.LETTER, SheetScope(SheetScopeKind.AGENCY, late[0].id))
    wait_until(lambda: page.ready)
    page.save_letters()
    return window.findChildren(LettersDialog)[-1]


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
    "bao-cao-lanh-dao": _leader,
    "bao-cao-ca-bo": _pack,
    "cong-van-nhieu-co-quan": _letters,
    "huong-dan": _help,
}
