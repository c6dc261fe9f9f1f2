"""Names out of a list that was pasted or read from a sheet: numbers and heads are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.domain.text import fold, nfc

_NUMBER = re.compile(r"^\s*[\dIVXLC]{1,4}\s*[.)\-:]\s*(?=\S)")
_HEADS = frozenset(
    {
        *("tt", "stt", "so tt", "ten", "ho ten", "ghi chu", "don vi", "co quan"),
        *("ten don vi", "ten co quan", "ten xa", "ten xa phuong", "xa phuong", "ten xa, phuong"),
        *("xa, phuong", "ten xa/phuong", "danh sach", "tong", "tong so", "cong", "tong cong"),
    }
)
_COMMUNE = re.compile(r"^(xã|phường|đặc khu)\s", re.IGNORECASE)


def names_in(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the names of a list, each once, in its order.

    Args:
        rows: cells of every row; the name is the cell with the most letters.
    """
    found: dict[str, str] = {}
    for cells in rows:
        name = _tidy(max((nfc(cell) for cell in cells), key=_letters, default=""))
        if _letters(name) >= 2 and fold(name) not in _HEADS:
            found.setdefault(fold(name), name)
    return list(found.values())


def pasted_rows(text: str) -> list[list[str]]:
    """Return the rows of a text that was copied from a sheet or a document."""
    return [line.split("\t") for line in text.splitlines()]


def of_commune(name: str) -> str:
    """Return ``UBND xã Bắc Hà`` for ``Xã Bắc Hà``; other names stay as they are."""
    if not _COMMUNE.match(name):
        return name
    kind, _, rest = name.partition(" ")
    return f"UBND {kind.lower()} {rest.strip()}"


def _tidy(cell: str) -> str:
    return " ".join(_NUMBER.sub("", cell).split()).strip(" ;,.")


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)
