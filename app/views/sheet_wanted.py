"""Which sheet the print button makes of the page in front."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from app.domain.records import SheetScope, SheetScopeKind

if TYPE_CHECKING:
    from app.domain.result_period import ResultPeriod
    from app.services.printing import SheetKind
    from app.views.page_kinds import TasksPageLike
    from app.views.pages.indicators_page import IndicatorsPage


def sheet_wanted(name: str, page: QWidget | None) -> tuple[SheetKind, SheetScope]:
    """Return the sheet of what a page lists; of any other page that of all tasks.

    Args:
        name: of the page.
        page: itself, if it was visited.
    """
    from app.services.printing import SheetKind  # noqa: PLC0415 - when printing

    if page is not None and name == "tasks":
        return SheetKind.TRACKING, cast("TasksPageLike", page).current_scope()
    if page is not None and name == "indicators":
        indicators = cast("IndicatorsPage", page)
        compared = indicators.compares_documents
        kind = SheetKind.COMPARISON if compared else SheetKind.INDICATORS
        return kind, indicators.current_scope()
    return SheetKind.SUMMARY, SheetScope(SheetScopeKind.ALL)


def period_wanted(name: str, page: QWidget | None) -> ResultPeriod | None:
    """Return the period of results that a page shows; None for a page without one."""
    if page is None or name != "indicators":
        return None
    return cast("IndicatorsPage", page).period
