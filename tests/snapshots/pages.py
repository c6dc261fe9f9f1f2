"""Reviewed pages: the words of a file page by page, and pictures of some of its pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from app.views import pdf_pages
from tests.paper import page_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"
DOTS_PER_INCH = 60.0
ALLOWED_DIFFERENCE = 3.0
"""Mean difference of grey levels (0–255) that smoothing of letters may cause."""


def check_words(name: str, data: bytes, pages: int | None = None) -> None:
    """Hold the words of a file, or of its first pages, against those that were reviewed."""
    text = "\n\n".join(page_texts(data)[:pages]) + "\n"
    file = HERE / f"{name}.txt"
    if UPDATE:
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def check_pictures(name: str, data: bytes, pages: Sequence[int], folder: Path) -> None:
    """Hold pages of a file against pictures that were reviewed; a different one goes to a folder.

    The first page has the name of the sheet, others their number behind it.
    """
    for page in pages:
        image = pdf_pages.draw_page(data, page, DOTS_PER_INCH)
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        file = HERE / (f"{name}-p{page + 1}.png" if page else f"{name}.png")
        if UPDATE:
            image.save(str(file))
        reviewed = QImage(str(file)).convertToFormat(QImage.Format.Format_Grayscale8)
        assert image.size() == reviewed.size()
        difference = np.abs(_grey(image) - _grey(reviewed)).mean()
        if difference > ALLOWED_DIFFERENCE:
            image.save(str(folder / file.name))
        assert difference <= ALLOWED_DIFFERENCE, f"compare {file} with {folder / file.name}"


def _grey(image: QImage) -> npt.NDArray[np.int16]:
    bits = np.frombuffer(bytes(image.constBits()), np.uint8)
    lines = bits.reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()].astype(np.int16)
