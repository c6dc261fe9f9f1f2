"""Tables in text files: cells parted by tabs (pasted from Word or Excel) or by upright strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from app.domain.text import fold
from app.importing.blocks import Cell, Place
from app.importing.files import columns, markdown
from app.importing.files.columns import Piece
from app.importing.files.making import cell_text
from app.importing.files.tables import WITHOUT_LINES, Row
from app.importing.unicode_forms import clean

_MOST_LINES_A_ROW = 20
_GROUP = re.compile(r"\S+(?: {1,2}\S+)*")
_NUMBER_COLUMN = re.compile(r"\"?(?:stt|tt|s\.?tt|so tt)\.?\t")


class RawLine(Protocol):
    """A line of the file as it stands there."""

    @property
    def raw(self) -> str:
        """The line with its tabs."""

    @property
    def number(self) -> int:
        """Its number in the file."""

    @property
    def page(self) -> int:
        """Its page, 1 in files without pages."""


def pipe_row(line: str, place: Place) -> Row:
    """Return a row of a Markdown table."""
    cells = []
    for text, bold in markdown.cells(line):
        shown, doubt = cell_text(text)
        cells.append(Cell(shown, bold=bold, doubt=doubt))
    return Row(tuple(cells), place)


def tab_rows(lines: Sequence[RawLine], start: int, *, top: bool) -> tuple[list[Row], int] | None:
    """Return the table that begins at ``lines[start]`` and how many lines it takes, or None.

    ``top``: in the letterhead two columns side by side are no table.
    """
    width = lines[start].raw.count("\t")
    if not width:
        return None
    headed = bool(_NUMBER_COLUMN.match(fold(lines[start].raw).lstrip()))
    if width < (1 if headed else 2) or (top and not headed):
        return None
    rows: list[Row] = []
    at = start
    while at < len(lines):
        texts, taken = _row(lines[at : at + _MOST_LINES_A_ROW], width)
        if not taken:
            break
        rows.append(_made(texts, lines[at], width))
        at += taken
    # One line with tabs is a line with gaps.
    return (rows, at - start) if headed or len(rows) > 1 else None


def pieces(line: str) -> list[Piece]:
    """Return the groups of words of a line that wide gaps part; their ends are letters."""
    shown = line.expandtabs(8)
    return [Piece(m.start(), m.end(), clean(m[0])) for m in _GROUP.finditer(shown) if clean(m[0])]


def aligned_rows(lines: Sequence[RawLine], lefts: Sequence[float]) -> list[Row]:
    """Return the rows of a table whose columns are parted by blanks only."""
    rows = columns.table_rows([pieces(line.raw) for line in lines], lefts)
    return [_made(texts, lines[n], len(texts) - 1, (WITHOUT_LINES,)) for n, texts in rows]


def _row(lines: Sequence[RawLine], width: int) -> tuple[list[str], int]:
    """Return the cells of the row that begins at the first line, and its lines (0: no row)."""
    text = lines[0].raw
    if "\t" not in text and not _completed_by(lines, width):
        return [], 0
    taken = 1
    while taken < len(lines) and (text.count("\t") < width or _open_quote(text)):
        more = lines[taken].raw
        if not more.strip() or text.count("\t") + more.count("\t") > width:
            break
        text = f"{text}\n{more}"
        taken += 1
    cells = text.split("\t")
    return ([], 0) if len(cells) > width + 1 and any(cells[width + 1 :]) else (cells, taken)


def _completed_by(lines: Sequence[RawLine], width: int) -> bool:
    """Return whether a line without tabs is the first line of a cell that goes on below."""
    if not lines[0].raw.strip():
        return False
    for line in lines[1:4]:
        if "\t" in line.raw:
            return line.raw.count("\t") == width
        if not line.raw.strip():
            return False
    return False


def _open_quote(text: str) -> bool:
    """Return whether a cell in quotes, as Excel writes cells with line breaks, is still open."""
    cell = text.rpartition("\t")[2]
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _made(texts: list[str], line: RawLine, width: int, doubts: tuple[str, ...] = ()) -> Row:
    cells = []
    for text in texts[: width + 1]:
        quoted = len(text) > 1 and text[0] == text[-1] == '"'
        shown, doubt = cell_text(text[1:-1].replace('""', '"') if quoted else text)
        cells.append(Cell(shown, doubt=doubt))
    cells += [Cell("")] * (width + 1 - len(cells))
    return Row(tuple(cells), Place(page=line.page, line=line.number), doubts=doubts)
