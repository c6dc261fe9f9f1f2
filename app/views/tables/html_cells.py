"""Cells of the first table in HTML, as Excel, Word and browsers put it on the clipboard."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLANKS = re.compile(r"\s+")
_WIDEST = 16_384
"""Columns of an Excel sheet: no cell spans more."""
_TALLEST = 1_048_576
_MOST_FILLED = 1_000_000
"""Empty cells that merged ones leave behind: what asks for more is no copied table."""


def cells_of(html: str) -> list[list[str]]:
    """Return the rows of the first table; merged cells leave empty ones behind, right and below."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found()


class _Reader(HTMLParser):
    """Collects cells; end tags may be missing, as HTML allows, and cells may hold tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._covered: dict[int, int] = {}
        """Column → how many of the next rows a cell above covers."""
        self._filled = 0
        self._in_row = False
        self._depth = 0
        self._ended = False

    def found(self) -> list[list[str]]:
        """Return the rows that were read."""
        self._end_row()
        return self._rows

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._ended:
            return
        if tag == "table":
            self._depth += 1
        elif self._depth > 1:
            return
        elif tag == "tr":
            self._end_row()
            self._rows.append([])
            self._in_row = True
            self._pass_covered()
        elif tag in ("td", "th") and self._rows:
            self._end_cell()
            self._cell = []
            named = dict(attrs)
            self._spans = (
                _span(named.get("colspan"), _WIDEST),
                _span(named.get("rowspan"), _TALLEST),
            )
        elif tag in ("br", "p", "div") and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._depth:
            self._depth -= 1
            if self._depth == 0 and self._rows:
                self._end_row()
                self._ended = True
        elif self._depth > 1:
            return
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._ended:
            self._cell.append(_BLANKS.sub(" ", data))

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        lines = (line.strip() for line in "".join(self._cell).split("\n"))
        row, (wide, high) = self._rows[-1], self._spans
        if self._filled + wide > _MOST_FILLED:
            wide = high = 1
        self._filled += wide - 1
        for column in range(len(row), len(row) + wide):
            self._covered[column] = high - 1
        row += ["\n".join(filter(None, lines)), *[""] * (wide - 1)]
        self._cell = None
        self._pass_covered()

    def _end_row(self) -> None:
        self._end_cell()
        if not self._in_row:
            return
        self._in_row = False
        for column in self._covered:
            if column >= len(self._rows[-1]) and self._covered[column]:
                self._covered[column] -= 1

    def _pass_covered(self) -> None:
        """Leave empty cells where a cell above covers the row."""
        row = self._rows[-1]
        if self._filled > _MOST_FILLED:
            self._covered.clear()
        while self._covered.get(len(row), 0) > 0:
            self._covered[len(row)] -= 1
            self._filled += 1
            row.append("")


def _span(said: str | None, most: int) -> int:
    words = (said or "1").strip()
    if not (words.isascii() and words.isdigit()):
        return 1
    return max(1, min(int(words[:9]), most))
