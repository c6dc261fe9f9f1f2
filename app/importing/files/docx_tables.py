"""Tables of a Word file: spans resolved, so that every row has a cell for every column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.importing.blocks import Cell, Place, Repeat
from app.importing.files.docx_text import row_is_deleted
from app.importing.files.making import cell_text
from app.importing.files.office_xml import (
    Element,
    attribute,
    child,
    children,
    name_of,
    number,
    switch,
)
from app.importing.files.tables import Row, columns_merged

_SAME_LINE = 170  # twips (3 mm): borders that close were meant to be one
_MOST_COLUMNS = 200

CellReader = Callable[[Element], tuple[str, bool]]


@dataclass(slots=True)
class _Found:
    """A cell as the file has it."""

    first: int  # grid column
    last: int
    text: str
    bold: bool
    goes_on: bool  # merged with the cell above
    left: bool = False  # merged with the cell to the left (the old way)


def table_rows(table: Element, read_cell: CellReader, place: Callable[[], Place]) -> list[Row]:
    """Return the rows of a ``w:tbl`` element.

    ``read_cell`` gives a cell's text and whether it is bold; ``place`` is asked after each row.
    """
    columns = _columns(table)
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    for n, element in enumerate(_rows(table), start=1):
        found = _cells(element, read_cell)
        cells = _in_columns(found, columns, above)
        above = dict(enumerate(cells))
        header = bool(switch(child(element, "trPr"), "tblHeader"))
        rows.append(Row(tuple(cells), replace(place(), row=n), header=header))
    return columns_merged(rows)


def is_frame(table: Element) -> bool:
    """Return whether the table has one column only: a frame around paragraphs."""
    return all(len(list(_cell_elements(row))) <= 1 for row in _rows(table))


def frame_cells(table: Element) -> Iterator[Element]:
    """Yield the cells of a frame from top to bottom."""
    for row in _rows(table):
        yield from _cell_elements(row)


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        name = name_of(element)
        if name == "tr":
            if not row_is_deleted(element):
                yield element
        elif name in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _rows(element)


def _cells(row: Element, read_cell: CellReader) -> list[_Found]:
    found: list[_Found] = []
    column = number(child(row, "trPr", "gridBefore")) or 0
    for element in _cell_elements(row):
        properties = child(element, "tcPr")
        span = min(max(number(child(properties, "gridSpan")) or 1, 1), _MOST_COLUMNS)
        merge = child(properties, "vMerge")
        goes_on = merge is not None and attribute(merge) != "restart"
        left = attribute(child(properties, "hMerge")) == "continue"
        text, bold = ("", False) if goes_on or left else read_cell(element)
        if child(properties, "cellDel") is not None:
            text = ""
        found.append(_Found(column, column + span - 1, text, bold, goes_on, left))
        column += span
        if column > _MOST_COLUMNS:
            break
    return found


def _cell_elements(row: Element) -> Iterator[Element]:
    for element in row:
        name = name_of(element)
        if name == "tc":
            yield element
        elif name in {"sdt", "sdtContent", "customXml"}:
            yield from _cell_elements(element)


def _columns(table: Element) -> list[int]:
    """Return for each border of the table's grid which column begins there.

    Tables that were drawn by hand have borders a millimetre apart where one was meant.
    """
    places, column, last = [0], 0, 0
    position = 0
    for grid_column in list(children(child(table, "tblGrid"), "gridCol"))[:_MOST_COLUMNS]:
        position += number(grid_column, "w") or _SAME_LINE + 1
        if position - last > _SAME_LINE:
            column += 1
            last = position
        places.append(column)
    return places


def _in_columns(found: list[_Found], columns: list[int], above: dict[int, Cell]) -> list[Cell]:
    def column_at(border: int) -> int:
        beyond = max(border - len(columns) + 1, 0)
        return columns[min(border, len(columns) - 1)] + beyond

    cells: list[Cell] = []
    for one in found:
        first, end = column_at(one.first), column_at(one.last + 1)
        while len(cells) < first:
            cells.append(Cell(""))
        if len(cells) >= end:  # a cell between two borders that count as one
            if one.text and cells:
                joined = f"{cells[-1].text}\n{one.text}".strip()
                cells[-1] = Cell(joined, cells[-1].repeat, cells[-1].bold)
            continue
        cells.append(_first_cell(one, len(cells), cells, above))
        while len(cells) < end:
            repeat = Repeat.ABOVE if one.goes_on else Repeat.LEFT
            cells.append(Cell(cells[-1].text, repeat, cells[-1].bold))
    return cells


def _first_cell(one: _Found, column: int, before: list[Cell], above: dict[int, Cell]) -> Cell:
    if one.goes_on and column in above:
        return Cell(above[column].text, Repeat.ABOVE, above[column].bold)
    if one.left and before:
        return Cell(before[-1].text, Repeat.LEFT, before[-1].bold)
    text, doubt = cell_text(one.text)
    return Cell(text, bold=one.bold, doubt=doubt)
