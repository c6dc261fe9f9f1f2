"""Pictures of the page Văn bản."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.pictures.waiting import settle
from app.views.main_window import MainWindow
from app.views.pages.documents_page import DocumentsPage


def _documents(tab: int) -> Callable[[MainWindow], None]:
    """Return what shows the first document with one of its tabs in front."""

    def show(window: MainWindow) -> None:
        page = _documents_page(window)
        page.open_document("CTr04-2026")
        page.pane.tabs.setCurrentIndex(tab)

    return show


def _documents_page(window: MainWindow) -> DocumentsPage:
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)  # noqa: S101 - the window made it
    settle(window)
    return page


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "van-ban": _documents(0),
    "van-ban-thong-tin": _documents(1),
    "van-ban-luu-y": _documents(2),
}
