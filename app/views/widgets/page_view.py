"""A scroll area that shows the pages of a PDF under each other, drawn as they come into sight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from app.views import pdf_pages, theme
from app.views.language import tr
from app.views.widgets.focus_frame import FocusFrame

if TYPE_CHECKING:
    from app.background.jobs import Job, Jobs

GAP = 16
FIT_WIDTH = 0.0
_MOST_KEPT = 12
"""Page pictures kept in memory: a few screens around what is shown."""


@dataclass(frozen=True, slots=True)
class _Picture:
    image: QImage
    resolution: float


class PageView(QAbstractScrollArea):
    """Shows a PDF; zoom is a factor of its paper size, or `FIT_WIDTH`."""

    page_changed = Signal(int)
    """The page at the top of the view, from 0."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setAccessibleName(tr("Trang biểu"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        FocusFrame(self)
        self._jobs = jobs
        self._data = b""
        self._sizes: list[tuple[float, float]] = []
        self._pictures: dict[int, _Picture] = {}
        self._drawing: dict[int, Job] = {}
        self._zoom = FIT_WIDTH
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    @property
    def pages(self) -> int:
        """Number of pages shown."""
        return len(self._sizes)

    @property
    def complete(self) -> bool:
        """Whether every page in sight is drawn."""
        return not self._drawing and bool(self._pictures)

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF from its first page; "" shows nothing."""
        for job in self._drawing.values():
            job.cancel()
        self._drawing.clear()
        self._pictures.clear()
        self._data = data
        self._sizes = pdf_pages.page_sizes(data) if data else []
        self._place()
        self.verticalScrollBar().setValue(0)
        self.page_changed.emit(0)
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Show pages at a factor of their paper size, or fitted to the width."""
        self._zoom = zoom
        page = self._page
        self._place()
        self.go_to(page)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Scroll to a page."""
        if 0 <= page < self.pages:
            self.verticalScrollBar().setValue(self._tops()[page] - GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        steps = {
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_Home: -bar.maximum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        if (step := steps.get(Qt.Key(event.key()))) is not None:
            bar.setValue(bar.value() + step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("header"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page, rect in self._in_sight():
            picture = self._pictures.get(page)
            # Paper is white in the dark theme too: this is what comes out of the printer.
            painter.fillRect(rect, QColor("white"))
            if picture is not None:
                painter.drawImage(rect, picture.image)
            painter.setPen(theme.current().colour("line_strong"))
            painter.drawRect(rect.adjusted(-1, -1, 0, 0))
            if picture is None or picture.resolution != self._resolution(page):
                self._draw(page)

    def _scale(self, page: int) -> float:
        """Return logical pixels per point."""
        if self._zoom != FIT_WIDTH:
            return self._zoom * self.logicalDpiX() / pdf_pages.POINTS_PER_INCH
        return max(200, self.viewport().width() - 2 * GAP) / self._sizes[page][0]

    def _resolution(self, page: int) -> float:
        return self._scale(page) * pdf_pages.POINTS_PER_INCH * self.devicePixelRatioF()

    def _size(self, page: int) -> QSize:
        width, height = self._sizes[page]
        scale = self._scale(page)
        return QSize(round(width * scale), round(height * scale))

    def _tops(self) -> list[int]:
        tops, top = [], GAP
        for page in range(self.pages):
            tops.append(top)
            top += self._size(page).height() + GAP
        return tops

    def _in_sight(self) -> list[tuple[int, QRect]]:
        found = []
        view = self.viewport().rect()
        left, scrolled = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        for page, top in enumerate(self._tops()):
            size = self._size(page)
            x = max(GAP, (view.width() - size.width()) // 2) - left
            rect = QRect(x, top - scrolled, size.width(), size.height())
            if rect.intersects(view):
                found.append((page, rect))
        return found

    def _place(self) -> None:
        view = self.viewport().size()
        sizes = [self._size(page) for page in range(self.pages)]
        height = sum(size.height() + GAP for size in sizes) + GAP
        width = max((size.width() for size in sizes), default=0) + 2 * GAP
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, height - view.height()))
        vertical.setPageStep(view.height())
        vertical.setSingleStep(48)
        horizontal.setRange(0, max(0, width - view.width()))
        horizontal.setPageStep(view.width())

    def _draw(self, page: int) -> None:
        if page in self._drawing:
            return
        data, resolution = self._data, self._resolution(page)

        def drawn(image: QImage) -> None:
            self._drawing.pop(page, None)
            while len(self._pictures) >= _MOST_KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[page] = _Picture(image, resolution)
            self.viewport().update()

        def not_drawn(_error: Exception) -> None:
            self._drawing.pop(page, None)

        self._drawing[page] = self._jobs.run_in_pool(
            lambda _job: pdf_pages.draw_page(data, page, resolution),
            owner=self,
            done=drawn,
            failed=not_drawn,
        )

    def _tell_page(self) -> None:
        sight = self._in_sight()
        page = sight[0][0] if sight else 0
        middle = self.viewport().height() // 2
        for number, rect in sight:
            if rect.top() <= middle:
                page = number
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
