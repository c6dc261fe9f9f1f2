"""Cells of the first table in HTML, as Excel puts it on the clipboard beside the plain text."""

from __future__ import annotations

from html.parser import HTMLParser

_WIDEST = 16_384
"""Columns of an Excel sheet: no cell spans more."""
_TALLEST = 1_048_576
_MOST_FILLED = 1_000_000
"""Empty cells that merged ones leave behind: what asks for more is no copied table."""


def cells_of(html: str) -> list[list[str]]:
    """Return the rows of the first table; merged cells leave empty ones beside and below."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._columns = self._lines = 1
        self._below: dict[int, int] = {}
        """Column → rows further down that a merged cell above it still covers."""
        self._filled = 0
        self._ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._ended:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._cell = []
            said = dict(attrs)
            self._columns = _span(said.get("colspan"), _WIDEST)
            self._lines = _span(said.get("rowspan"), _TALLEST)
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None and self.rows:
            words = "".join(self._cell).replace("\xa0", " ").strip()
            self._skip_covered()
            self._put(words)
            self._cell = None
        elif tag == "tr" and self.rows:
            self._skip_covered()
        elif tag == "table":
            self._ended = True

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(" ".join(data.split()) if data.strip() else "")

    def _skip_covered(self) -> None:
        """Leave empty what merged cells of the rows above cover."""
        row = self.rows[-1]
        if self._filled > _MOST_FILLED:
            self._below.clear()
        while (left := self._below.pop(len(row), 0)) > 0:
            if left > 1:
                self._below[len(row)] = left - 1
            self._filled += 1
            row.append("")

    def _put(self, words: str) -> None:
        row = self.rows[-1]
        if self._filled + self._columns > _MOST_FILLED:
            self._columns = 1
        self._filled += self._columns - 1
        for column in range(len(row), len(row) + self._columns if self._lines > 1 else 0):
            self._below[column] = self._lines - 1
        row += [words, *[""] * (self._columns - 1)]


def _span(said: str | None, most: int) -> int:
    words = (said or "1").strip()
    if not (words.isascii() and words.isdigit()):
        return 1
    return max(1, min(int(words[:9]), most))
