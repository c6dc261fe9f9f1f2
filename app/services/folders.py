"""Folders of files that are handed on: made where they are missing, names that sort well."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from app.domain.file_names import plain_name
from app.domain.phrases import phrase
from app.services.printing import NotSavedError, save

_LEAST_DIGITS = 2


class FileThereError(NotSavedError):
    """A file that was to be written is there: somebody may have edited it, so it is kept."""

    def __init__(self, path: Path) -> None:
        """``path``: the file that is there."""
        super().__init__(
            phrase(
                "Trong thư mục “{parent}” đã có tệp “{name}”, có thể đã được sửa, nên không "
                "ghi đè. Hãy chọn thư mục khác, hoặc chuyển các tệp cũ đi nơi khác rồi làm lại.",
                parent=path.parent,
                name=path.name,
            )
        )


def fresh(folder: Path) -> Path:
    """Return the folder itself where it is missing or empty, else ``… (2)`` beside it.

    Raises:
        NotSavedError: what lies there cannot be read.
    """
    names = (folder.with_name(f"{folder.name} ({number})") for number in itertools.count(2))
    try:
        return next(each for each in itertools.chain([folder], names) if _is_free(each))
    except OSError as error:
        raise NotSavedError(
            phrase("Không đọc được thư mục “{folder}”. Hãy chọn nơi khác.", folder=folder)
        ) from error


def refuse_taken(files: Iterable[Path]) -> None:
    """Refuse, before anything is written, to replace a file.

    Raises:
        FileThereError: one of them is there.
    """
    for file in files:
        if file.exists():
            raise FileThereError(file)


def save_new(data: bytes, path: Path) -> None:
    """Write a file whole or not at all, where none is.

    Raises:
        FileThereError: one was put there since the run began.
        NotSavedError: it cannot be written.
    """
    refuse_taken([path])
    save(data, path)


def make_folder(folder: Path) -> None:
    """Make a folder, and those in which it lies.

    Raises:
        NotSavedError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NotSavedError(
            phrase("Không tạo được thư mục “{folder}”. Hãy chọn nơi khác.", folder=folder)
        ) from error


def numbered(number: int, most: int, words: str) -> str:
    """Return a name that begins with a number as wide as the greatest, as Windows takes it."""
    digits = max(_LEAST_DIGITS, len(str(most)))
    return plain_name(f"{number:0{digits}d} - {words}")


def _is_free(folder: Path) -> bool:
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
