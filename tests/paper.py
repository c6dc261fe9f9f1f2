"""Printed sheets read back with another program's eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from pathlib import Path


def words_of(text: str) -> str:
    """One space between words; pdfium marks a hyphen at the end of a line as U+FFFE or U+0002."""
    return " ".join(text.replace("\ufffe", "-").replace("\x02", "-").split())


def page_texts(pdf: bytes | Path) -> list[str]:
    """Return the words of every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append(words_of(text.get_text_range()))
            text.close()
            page.close()
        return texts
    finally:
        document.close()


def text_of(pdf: bytes | Path) -> str:
    """Return all words of a PDF."""
    return " ".join(page_texts(pdf))
