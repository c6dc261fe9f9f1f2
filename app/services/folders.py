"""Folders of files that are handed on: made where they are missing, names that sort well."""

from __future__ import annotations

from pathlib import Path

from app.domain.file_names import plain_name
from app.services.printing import NotSavedError

_LEAST_DIGITS = 2


def make_folder(folder: Path) -> None:
    """Make a folder, and those in which it lies.

    Raises:
        NotSavedError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSavedError(f"Không tạo được thư mục “{folder}”. Hãy chọn nơi khác.") from error


def numbered(number: int, most: int, words: str) -> str:
    """Return a name that begins with a number as wide as the greatest, as Windows takes it."""
    digits = max(_LEAST_DIGITS, len(str(most)))
    return plain_name(f"{number:0{digits}d} - {words}")
