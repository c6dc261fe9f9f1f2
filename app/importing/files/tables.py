"""Tables of every format: cells into columns, header rows, rows broken by a page joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from app.domain.phrases import phrase
from app.domain.text import fold
from app.importing.blocks import Block, Cell, Kind, Part, Place, Repeat

_NUMBER_COLUMN = {"stt", "tt", "sott", "sothutu", "s.tt", "so"}
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?")
_ITEM_SIGNS = ("- ", "+ ", "• ")
_INSIDE_SENTENCE = re.compile(r"[IVX]+/\d")  # "Quý" + "II/2026"
_LONGEST_PART = 40  # letters of a heading's part
_SENTENCE = 4  # words: fewer may be a unit, "triệu đồng"
_ALIKE = 75  # of 100: headers of one table, printed anew by hand on the next page
_ENDS_SENTENCE = (".", ";", ":", "!", "?", "”", '"')

JOINED = phrase("Hàng bị ngắt qua trang, đã nối lại")
WITHOUT_LINES = phrase("Bảng không có đường kẻ, các cột được tách theo khoảng trống")
REACHED = phrase("Ô gộp bị ngắt qua trang, lấy theo hàng trên")


@dataclass(frozen=True, slots=True)
class Row:
    """One row on its way to a block."""

    cells: tuple[Cell, ...]
    place: Place
    header: bool = False
    doubts: tuple[str, ...] = ()


def row_text(cells: Sequence[Cell]) -> str:
    """Return the row's own texts joined by " | ", each in one line."""
    own = (" ".join(cell.text.split("\n")) for cell in cells if cell.repeat is Repeat.OWN)
    return " | ".join(text for text in own if text)


def row_blocks(rows: Sequence[Row], part: Part = Part.BODY) -> list[Block]:
    """Return one block a row that has text; header rows are marked."""
    rows = drop_empty_columns(mark_headers(rows))
    return [
        Block(
            Kind.TABLE_ROW if part is Part.BODY else Kind.NOTE,
            text,
            row.place,
            bold=all(cell.bold for cell in row.cells if cell.text),
            part=part,
            cells=row.cells,
            header=row.header,
            doubts=row.doubts + tuple(cell.doubt for cell in row.cells if cell.doubt),
        )
        for row in rows
        if (text := row_text(row.cells))
    ]


def mark_headers(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with the first ones marked that name or number the columns."""
    marked = list(rows)
    first = next((n for n, row in enumerate(rows) if row_text(row.cells)), None)
    if first is None:
        return marked
    if not marked[first].header and not names_columns(marked[first].cells):
        return marked
    end = first
    while end < len(marked) and (
        end == first
        or marked[end].header
        or _hangs_below(marked[end].cells)
        or (end == first + 1 and _parts_blanks(marked[first].cells, marked[end].cells))
        or _numbers_columns(marked[end].cells)
    ):
        marked[end] = replace(marked[end], header=True)
        end += 1
    return marked


def join_pages(before: Sequence[Row], after: Sequence[Row]) -> list[Row] | None:
    """Return the rows of a table that goes on on the next page, or None if it is another table.

    The repeated header goes, and a row that the page break cut in two becomes one again.
    """
    if not before or not after or len(before[-1].cells) != len(after[0].cells):
        return None
    rows = mark_headers(after)
    headers = [row for row in rows if row.header]
    known = {_shape(row.cells) for row in mark_headers(before) if row.header}
    if headers and not all(_known(_shape(row.cells), known) for row in headers):
        return None
    going_on = [row for row in rows if not row.header and row_text(row.cells)]
    joined = list(before)
    if going_on and is_rest_of_row(joined[-1].cells, going_on[0].cells):
        joined[-1] = _one_row(joined[-1], going_on.pop(0))
    return joined + _reached_down(joined[-1], going_on)


def is_rest_of_row(before: Sequence[Cell], after: Sequence[Cell]) -> bool:
    """Return whether ``after``, the first row of a page, is the rest of the row before the break.

    The rest has no number of its own; it goes on in the middle of a sentence (a unit or a number
    does not), or has only one cell.
    """
    own = [n for n, cell in enumerate(after) if cell.text and cell.repeat is Repeat.OWN]
    if not own or own[0] == 0 or len(after) < 3 or not any(cell.text for cell in before):
        return False
    if len(own) == 1:
        return bool(before[own[0]].text)
    pairs = [(before[n].text, after[n].text) for n in own]
    return all(_goes_on(*pair) or pair[1].startswith(_ITEM_SIGNS) for pair in pairs) or any(
        _goes_on(*pair) and len(pair[1].split()) >= _SENTENCE for pair in pairs
    )


def drop_empty_columns(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without the columns that no row fills at the right end."""
    width = max((_filled_width(row.cells) for row in rows), default=0)
    return [replace(row, cells=row.cells[:width]) for row in rows]


def columns_merged(rows: Sequence[Row]) -> list[Row]:
    """Return the rows without the columns that only ever continue the one to their left."""
    width = max((len(row.cells) for row in rows), default=0)
    kept = [
        n
        for n in range(width)
        if any(n < len(row.cells) and row.cells[n].repeat is not Repeat.LEFT for row in rows)
    ]
    return [
        replace(row, cells=tuple(row.cells[n] for n in kept if n < len(row.cells))) for row in rows
    ]


def _filled_width(cells: Sequence[Cell]) -> int:
    return max((n + 1 for n, cell in enumerate(cells) if cell.text), default=0)


def names_columns(cells: Sequence[Cell]) -> bool:
    """Return whether a row has a heading for the column of numbers ("STT")."""
    words = ["".join(fold(cell.text).split()).strip(".") for cell in cells]
    return len(cells) > 1 and any(word in _NUMBER_COLUMN for word in words[:2])


def _hangs_below(cells: Sequence[Cell]) -> bool:
    # "Chưa hoàn thành" over "Trong hạn | Quá hạn": the other headings reach down into this row.
    return bool(cells) and cells[0].repeat is Repeat.ABOVE


def _parts_blanks(above: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Return whether a row of a text parts a heading that says nothing of the column beside it.

    "Phân công | | Thời hạn" over " | Chủ trì | Phối hợp | ": where merged cells cannot be told.
    """
    filled = [n for n, cell in enumerate(cells) if cell.text]
    if len(filled) < 2 or not cells or cells[0].text:
        return False
    short = all(len(cells[n].text) <= _LONGEST_PART for n in filled)
    below = all(
        n < len(above) and (not above[n].text or (n + 1 in filled and not above[n + 1].text))
        for n in filled
        if n + 1 < len(above) or not above[n].text
    )
    return short and below and any(not above[n].text for n in filled if n < len(above))


def _numbers_columns(cells: Sequence[Cell]) -> bool:
    texts = [fold(cell.text) for cell in cells if cell.text]
    return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)


def _shape(cells: Sequence[Cell]) -> str:
    return "".join(letter for letter in fold(row_text(cells)) if letter.isalnum())


def _known(shape: str, known: set[str]) -> bool:
    return shape in known or any(fuzz.ratio(shape, other) >= _ALIKE for other in known)


def _goes_on(before: str, after: str) -> bool:
    if not before:
        return False
    if before.endswith(","):  # "Đ/c Hoàng Nam," goes on with "PCT UBND tỉnh"
        return True
    inside = _INSIDE_SENTENCE.match(after) or not after[0].isupper()
    return after[0].islower() or bool(not before.endswith(_ENDS_SENTENCE) and inside)


def _reached_down(last: Row, rows: list[Row]) -> list[Row]:
    """Return the rows of a page with the merged cells filled that began on the page before."""
    filled = list(rows)
    for column, cell in enumerate(last.cells):
        for n, row in enumerate(filled):
            own = row.cells[column]
            begins_merged = n == 0 and _is_merged(cell, filled, column)
            if own.text or not (own.repeat is Repeat.ABOVE or begins_merged) or not cell.text:
                break
            reaching = Cell(cell.text, Repeat.ABOVE, cell.bold, doubt=REACHED)
            cells = (*row.cells[:column], reaching, *row.cells[column + 1 :])
            filled[n] = replace(row, cells=cells)
    return filled


def _is_merged(above: Cell, rows: list[Row], column: int) -> bool:
    """Return whether the empty cell at the top of a page goes on with a merged one."""
    if not rows[0].cells[0].text:
        return False
    below = rows[1].cells[column].repeat if len(rows) > 1 else Repeat.OWN
    return above.repeat is Repeat.ABOVE or below is Repeat.ABOVE


def _one_row(first: Row, rest: Row) -> Row:
    cells = tuple(
        replace(cell, text=_one_text(cell.text, more.text))
        if more.text and more.repeat is Repeat.OWN
        else cell
        for cell, more in zip(first.cells, rest.cells, strict=True)
    )
    return replace(first, cells=cells, doubts=(*first.doubts, JOINED))


def _one_text(first: str, rest: str) -> str:
    if not first:
        return rest
    return f"{first} {rest}" if _goes_on(first, rest) else f"{first}\n{rest}"
