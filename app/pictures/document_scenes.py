"""Pictures of the page Văn bản, and of the review of an imported document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from app.domain import review_acts
from app.domain.review import Decision
from app.domain.traffic_light import Light
from app.pictures.sample_document import NAME, TEXT, write_tracker
from app.pictures.waiting import settle, wait_until
from app.views.main_window import MainWindow
from app.views.pages.documents_page import DocumentsPage
from app.views.review.desk import ReviewDesk


def _documents(tab: int) -> Callable[[MainWindow], None]:
    """Return what shows the first document with one of its tabs in front."""

    def show(window: MainWindow) -> None:
        page = _documents_page(window)
        if page.tracker.pane is not None:
            page.tracker.pane.left.emit()
        if page.review.pane is not None:
            _desk(window)
            page.review.pane.left.emit()
            settle(window)
        page.open_document("CTr04-2026")
        page.pane.tabs.setCurrentIndex(tab)

    return show


def _documents_page(window: MainWindow) -> DocumentsPage:
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)  # noqa: S101 - the window made it
    settle(window)
    return page


def _desk(window: MainWindow) -> ReviewDesk:
    """Return the review of the sample as it was read, read now if it is not on show."""
    page = _documents_page(window)
    if page.review.desk is None:
        with TemporaryDirectory() as folder:
            file = Path(folder) / NAME
            file.write_text(TEXT, "utf-8")
            page.imports.read(file)
            wait_until(lambda: page.review.desk is not None)
        settle(window)
    desk = page.review.desk
    assert desk is not None  # noqa: S101 - it was waited for
    while desk.can_undo:  # what another picture showed
        desk.undo()
    return desk


def _review_facts(window: MainWindow) -> None:
    """Show what the document says about itself, with what it lacks."""
    _desk(window).go("")


def _review(window: MainWindow) -> None:
    """Show a task of an agency that nobody knows, some others decided."""
    desk = _desk(window)
    counted = [item for item in desk.draft.items if item.counted]
    for item in counted[:2]:
        desk.act(review_acts.accept, item.id)
    unknown = next(each.printed for each in desk.draft.agencies)
    desk.go(next(i.id for i in counted if unknown in getattr(i.fields, "lead", ())))


def _unknown_agency(window: MainWindow) -> QWidget | None:
    _review(window)
    page = _documents_page(window)
    assert page.review.pane is not None  # noqa: S101 - shown by the line before
    page.review.pane.agency_asked.emit(next(a.printed for a in _desk(window).draft.agencies))
    return page.review.dialog


def _writing(window: MainWindow) -> QWidget | None:
    """Show the preview of what would be written."""
    desk = _desk(window)
    for agency in desk.draft.agencies:
        desk.act(review_acts.confirm_new_agency, agency.printed)
    for item in desk.draft.items:
        if item.counted and item.decision is Decision.OPEN:
            desk.act(review_acts.accept, item.id)
    page = _documents_page(window)
    assert page.review.pane is not None  # noqa: S101 - the desk is on it
    page.review.pane.write_asked.emit()
    return page.review.dialog


def _tracker(window: MainWindow) -> None:
    """Show the office's own tracker beside the register: rows to write, one to be looked at."""
    page = _documents_page(window)
    if page.review.pane is not None:
        _desk(window)
        page.review.pane.left.emit()
    if page.tracker.pane is not None:
        page.tracker.pane.left.emit()
    settle(window)
    index = window.session.index
    assert index is not None and window.session.register is not None  # noqa: S101, PT018 - it is open
    from app.services import reading  # noqa: PLC0415 - once a register is open

    late = [ref.id for ref in index.tasks if ref.light is Light.OVERDUE][:3]
    others = [ref.id for ref in index.tasks if not ref.due_on and not ref.recurrence][:3]
    rows = reading.load_rows(window.session.register, [*late, *others], index.as_of)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "Theo dõi nhiệm vụ tháng 10.xlsx"
        write_tracker(file, [rows[task].title for task in (*late, *others)])
        page.imports.read_tracker(file)
        wait_until(lambda: page.tracker.pane is not None)


SCENES: dict[str, Callable[[MainWindow], QWidget | None]] = {
    "van-ban": _documents(0),
    "van-ban-thong-tin": _documents(1),
    "van-ban-luu-y": _documents(2),
    "doi-chieu-thong-tin": _review_facts,
    "doi-chieu": _review,
    "doi-chieu-co-quan": _unknown_agency,
    "doi-chieu-ghi": _writing,
    "bang-theo-doi": _tracker,
}
