"""Send the pages of a PDF to a printer: the very pages that are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from app.views import pdf_pages

_RESOLUTION = 300.0


def new_printer(data: bytes, title: str) -> QPrinter:
    """Return a printer set up for a PDF: A4, in the direction of its first page."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    width, height = pdf_pages.page_sizes(data)[0]
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    )
    printer.setFullPage(True)
    printer.setFromTo(1, len(pdf_pages.page_sizes(data)))
    return printer


def print_pages(data: bytes, printer: QPrinter) -> bool:
    """Print the pages that the user chose; False where the printer cannot be started."""
    count = len(pdf_pages.page_sizes(data))
    first = max(1, printer.fromPage() or 1)
    last = min(count, printer.toPage() or count)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            image = pdf_pages.draw_page(data, number - 1, _RESOLUTION)
            target = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            target.moveTo(0, 0)
            painter.drawImage(target, image)
    finally:
        painter.end()
    return True
