"""Send the pages of a PDF to a printer: the very pages that are shown."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.domain import formats
from app.domain.errors import InputRefusedError
from app.views import pdf_pages
from app.views.language import tr

if TYPE_CHECKING:
    from app.background.jobs import Job, Jobs

log = logging.getLogger(__name__)

_RESOLUTION = 300.0


def new_printer(data: bytes, title: str) -> QPrinter:
    """Return a printer set up for a PDF: A4, in the direction of its first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    sizes = pdf_pages.page_sizes(data)
    printer.setPageOrientation(_direction(*sizes[0]))
    printer.setFullPage(True)
    printer.setFromTo(1, len(sizes))
    return printer


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """Return the pages that a user asked for, in the order in which they are printed.

    Ranges ("1-3, 7") as they were typed, the last page first where that is wanted, and every copy
    where the printer itself makes none.

    Args:
        printer: as it was set up.
        count: pages that there are.

    Raises:
        InputRefusedError: none of the pages is there; nothing is printed then.
    """
    ranges = printer.pageRanges()
    # A range that was typed stays in the printer when "all pages" is chosen after it.
    every = printer.printRange() is QPrinter.PrintRange.AllPages or ranges.isEmpty()
    pages = [n for n in range(count) if every or ranges.contains(n + 1)]
    if not pages:
        raise InputRefusedError(
            tr(
                "Biểu chỉ có {count} trang, không có trang {pages}. Chưa "
                "in trang nào; hãy chọn lại các trang cần in.",
                count=formats.number(count),
                pages=ranges.toString(),
            )
        )
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def _direction(width: float, height: float) -> QPageLayout.Orientation:
    directions = QPageLayout.Orientation
    return directions.Landscape if width > height else directions.Portrait


class PrintRun(QObject):
    """The pages that a user chose, on their way to a printer one after the other.

    Pages are drawn in the pool, the next one while a page is handed over. The handing over alone
    happens on the interface thread: Qt would paint on a printer from any thread, but a driver may
    open a window of its own, and one that waits for Python's lock on a worker would never answer.
    """

    moved = Signal()
    """One more page was handed over."""
    ended = Signal()
    """No more pages follow."""
    failed = Signal()
    """It ended because the printer took no page, or no more of them."""

    def __init__(self, jobs: Jobs, data: bytes, printer: QPrinter) -> None:
        """Prepare; `start` begins.

        Args:
            jobs: the pool; a run that nobody looks at any more lives as long as that.
            data: the whole PDF.
            printer: as the user set it up.

        Raises:
            InputRefusedError: none of the pages that were asked for is there.
        """
        sizes = pdf_pages.page_sizes(data)
        pages = chosen_pages(printer, len(sizes))  # what is refused leaves no object behind
        super().__init__(jobs)
        self._jobs = jobs
        self._data = data
        self._painter = QPainter()  # before the printer: it has to go first
        self._printer = printer
        self._sizes = sizes
        self._pages = pages
        self.total = len(self._pages)
        self.done = 0
        self._drawing: Job | None = None

    def start(self) -> None:
        """Hand over the first page as soon as it is drawn."""
        self._turn_paper(0)
        if not self._painter.begin(self._printer):
            self.ended.emit()
            self.failed.emit()
            self.deleteLater()
            return
        application = QCoreApplication.instance()
        assert application is not None  # noqa: S101 - there is a printer dialog, so there is one
        application.aboutToQuit.connect(self.finish)
        self._draw(0)

    def stop(self) -> None:
        """Take the document back; what has left the printer stays printed."""
        if self._painter.isActive():
            self._printer.abort()
            self._end()

    def finish(self) -> None:
        """Hand over what is left, now: the window was closed, but its paper was asked for."""
        if self._drawing is not None:
            self._drawing.cancel()
        while self._painter.isActive():
            self._hand_over(self._picture(self.done), draw_next=False)

    def _picture(self, place: int) -> QImage:
        return pdf_pages.draw_page(self._data, self._pages[place], _RESOLUTION)

    def _turn_paper(self, place: int) -> None:
        """Give the next sheet of paper the direction of its page: a pack has both."""
        width, height = self._sizes[self._pages[place]]
        self._printer.setPageOrientation(_direction(width, height))

    def _draw(self, place: int) -> None:
        self._drawing = self._jobs.run_in_pool(
            lambda _job: self._picture(place),
            owner=self,
            done=self._hand_over,
            failed=self._not_drawn,
        )

    def _hand_over(self, picture: QImage, *, draw_next: bool = True) -> None:
        if self.done:
            self._turn_paper(self.done)
            if not self._printer.newPage():
                self._fail()
                return
        if draw_next and self.done + 1 < self.total:
            self._draw(self.done + 1)
        paper = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        paper.moveTo(0, 0)
        # A4 fills A3 too; on paper of another shape the page keeps its own, in the middle.
        size = QSizeF(picture.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(), size)
        target.moveCenter(paper.center())
        self._painter.drawImage(target, picture)
        self.done += 1
        if self.done < self.total:
            self.moved.emit()
        else:
            self._end()

    def _not_drawn(self, error: Exception) -> None:
        log.error("page not drawn", exc_info=error)
        self._fail()

    def _fail(self) -> None:
        self.stop()
        self.failed.emit()

    def _end(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        self._painter.end()
        self.ended.emit()
        self.deleteLater()
