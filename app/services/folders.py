"""Folders of files that are handed on: made where they are missing, names that sort well."""

from __future__ import annotations

from pathlib import Path

from app.services.printing import NotSavedError

_LONGEST_NAME = 90
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
    return safe_name(f"{number:0{digits}d} - {words}")


def safe_name(words: str) -> str:
    """Return words as a file name that Windows takes."""
    safe = "".join("-" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in words)
    return safe[:_LONGEST_NAME].rstrip(" .")
