"""Draw the pages of a PDF as pictures, with PDFium: the page itself, as it will be printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtGui import QImage

from app.domain.pdfium import PDFIUM_LOCK

POINTS_PER_INCH = 72.0


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - needed once a page is shown

    with PDFIUM_LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()


def page_sizes(data: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page, in points."""
    with _opened(data) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def draw_page(data: bytes, number: int, pixels_per_inch: float) -> QImage:
    """Return one page as a picture; may be called on any thread.

    Args:
        data: the whole PDF.
        number: page, from 0.
        pixels_per_inch: resolution in real pixels.
    """
    with _opened(data) as document:
        page = document[number]
        bitmap = page.render(scale=pixels_per_inch / POINTS_PER_INCH, prefer_bgrx=True)
        # A QImage does not own the memory it is made from: the name keeps it until it is copied.
        pixels = bytes(bitmap.buffer)
        shape = bitmap.width, bitmap.height, bitmap.stride
        image = QImage(pixels, *shape, QImage.Format.Format_RGB32).copy()
        del pixels
        bitmap.close()
        page.close()
    return image
