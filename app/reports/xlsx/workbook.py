"""A sheet as a workbook: one worksheet a table, and one for each agency where there are several.

The head of a worksheet says what it is; then a table of Excel with its filter, header rows that
stay in sight and repeat on paper, real days and numbers. What paper has as headings of groups are
columns here, at the right, so that sorting loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from app.domain import formats
from app.reports.grid import Column, Grid, GridRow, GridSheet, Kind
from app.reports.pdf.layout import MM, load_layout
from app.reports.xlsx.cells import FACE, GRID, HEAD_FILL, SUM_FILL, clean, height, put, put_text
from app.reports.xlsx.names import SheetNames

_MM_PER_LETTER = 1.9
_NUMBER_COLUMN = Column("TT", Kind.COUNT, 9)
_UNDER_WIDTH = 34
_A4 = 9
_LONGEST_FOOT = 200
"""Excel keeps 255 letters for a header or footer, its codes included."""

_TITLE = Font(name=FACE, size=14, bold=True)
_SUBTITLE = Font(name=FACE, size=12, bold=True)
_WORDS = Font(name=FACE, size=11)
_NOTE = Font(name=FACE, size=10, italic=True)
_HEAD = Font(name=FACE, size=11, bold=True)
_HEAD_TURNED = Alignment(horizontal="center", vertical="bottom", wrap_text=True, textRotation=90)
_HEAD_ALIGN = Alignment(horizontal="center", vertical="center", wrap_text=True)


def write_workbook(sheet: GridSheet, out: BinaryIO) -> int:
    """Write a sheet as .xlsx.

    Args:
        sheet: what it says.
        out: takes the bytes.

    Returns:
        The number of worksheets.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    writer = _Writer(book, sheet)
    for grid in sheet.grids:
        writer.write(grid)
        if grid.parts:
            for part, rows in _by_part(grid.rows).items():
                writer.write(grid, part, rows)
    _describe(book, sheet)
    book.save(out)
    return len(book.worksheets)


def _by_part(rows: Iterable[GridRow]) -> dict[str, list[GridRow]]:
    """Return the rows by the worksheet on which they stand too; nothing where that is one."""
    found: dict[str, list[GridRow]] = {}
    for row in rows:
        found.setdefault(row.part, []).append(row)
    return found if len(found) > 1 else {}


def _describe(book: Workbook, sheet: GridSheet) -> None:
    book.properties.title = clean(f"{sheet.title}. {sheet.subtitle}")
    book.properties.creator = clean(sheet.letterhead.office or sheet.letterhead.superior)
    book.properties.keywords = sheet.provenance.fingerprint
    book.properties.created = sheet.provenance.printed_at


class _Writer:
    """Writes worksheets into one workbook."""

    def __init__(self, book: Workbook, sheet: GridSheet) -> None:
        self._book = book
        self._sheet = sheet
        self._names = SheetNames()
        self._tables = 0

    def write(self, grid: Grid, part: str = "", rows: Sequence[GridRow] | None = None) -> None:
        """Write a table on a worksheet of its own, or those rows of it that belong to a part."""
        page = self._book.create_sheet(self._names.take(part or grid.name))
        rows = grid.rows if rows is None else rows
        columns = [
            *([_NUMBER_COLUMN] if grid.numbered else []),
            *grid.columns,
            *(Column(title, Kind.TEXT, _UNDER_WIDTH) for title in grid.under),
        ]
        first = self._write_head(page, grid, part, len(rows))
        foot = self._write_table(page, grid, columns, rows, first)
        if grid.total is not None and not part:
            foot = self._write_total(page, grid, grid.total, foot)
        self._write_notes(page, grid, foot + 1, whole=not part)
        self._set_up(page, columns, first, foot)

    def _write_head(self, page: Worksheet, grid: Grid, part: str, count: int) -> int:
        """Write what stands over the table and return the row of its header."""
        sheet = self._sheet
        letterhead, source = sheet.letterhead, sheet.provenance
        scope = part or grid.caption or sheet.subtitle
        counted = f": {formats.number(count)} nhiệm vụ" if part else ""
        day = formats.date_in_text(source.as_of)
        form = f"Biểu số {sheet.form_number}. " if sheet.form_number else ""
        lines: list[tuple[str, Font]] = [(mark, _HEAD) for mark in letterhead.marks]
        offices = filter(None, (letterhead.superior, letterhead.office))
        lines.append((" - ".join(each.upper() for each in offices), _HEAD))
        lines.append((sheet.title.upper(), _TITLE))
        lines.append((f"{scope}{counted}", _SUBTITLE))
        lines.append((f"(Số liệu đến hết ngày {day})", _NOTE))
        if not part and not grid.caption:
            lines += [(answer, _WORDS) for answer in sheet.answers]
        lines.append((f"{form}{self._provenance()}", _NOTE))
        for number, (words, font) in enumerate(lines, start=1):
            cell = page.cell(number, 1)
            put_text(cell, words)
            cell.font = font
        return len(lines) + 1

    def _provenance(self) -> str:
        source = self._sheet.provenance
        return (
            f"Sổ “{source.register_name}” · số liệu đến hết "
            f"{formats.date_in_table(source.as_of)} · lập lúc {formats.moment(source.printed_at)} "
            f"· vân tay số liệu {source.fingerprint}"
        )

    def _write_table(
        self,
        page: Worksheet,
        grid: Grid,
        columns: Sequence[Column],
        rows: Sequence[GridRow],
        first: int,
    ) -> int:
        """Write header and rows and return the last row of the table."""
        for place, column in enumerate(columns, start=1):
            cell = page.cell(first, place)
            put_text(cell, column.title)
            cell.font, cell.fill, cell.border = _HEAD, HEAD_FILL, GRID
            cell.alignment = _HEAD_TURNED if column.turned else _HEAD_ALIGN
        for number, row in enumerate(rows, start=1):
            under = (*row.under, *("",) * len(grid.under))[: len(grid.under)]
            values = (*([number] if grid.numbered else []), *row.cells, *under)
            for place, (value, column) in enumerate(zip(values, columns, strict=True), start=1):
                cell = page.cell(first + number, place)
                put(cell, value, column.kind)
                cell.border = GRID
        last = first + max(len(rows), 1)  # a table of Excel has one row at least
        self._tables += 1
        table = Table(
            displayName=f"Bang{self._tables}",
            ref=f"A{first}:{get_column_letter(len(columns))}{last}",
        )
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        page.add_table(table)
        return last

    def _write_total(self, page: Worksheet, grid: Grid, total: GridRow, last: int) -> int:
        """Write Cộng under the table, outside its filter, and return its row."""
        shift = int(grid.numbered)
        for place, (value, column) in enumerate(
            zip(total.cells, grid.columns, strict=True), start=1 + shift
        ):
            put(page.cell(last + 1, place), value, column.kind, bold=True)
        for place in range(1, len(grid.columns) + shift + 1):
            cell = page.cell(last + 1, place)
            cell.border, cell.fill = GRID, SUM_FILL
        return last + 1

    def _write_notes(self, page: Worksheet, grid: Grid, row: int, *, whole: bool) -> None:
        notes = [*grid.notes, *(self._sheet.notes if whole and not grid.caption else ())]
        for note in notes:
            row += 1
            cell = page.cell(row, 1)
            put_text(cell, note)
            cell.font = _NOTE
        last = 1 + int(grid.numbered) + len(grid.columns) - 2
        for place, block in zip((2, last), self._sheet.letterhead.signatures, strict=True):
            for number, line in enumerate(filter(None, block.split("\n"))):
                cell = page.cell(row + 2 + number, max(place, 2))
                put_text(cell, line.upper())
                cell.font = _HEAD
                cell.alignment = Alignment(horizontal="center")

    def _set_up(self, page: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
        """Set widths, heights, frozen header, and how it is printed."""
        for place, column in enumerate(columns, start=1):
            letters = column.width / _MM_PER_LETTER
            page.column_dimensions[get_column_letter(place)].width = round(letters, 1)
        widths = [column.width / _MM_PER_LETTER for column in columns]
        for row in range(first, last + 1):
            page.row_dimensions[row].height = height(page, row, widths, bold=row == first)
        page.freeze_panes = f"C{first + 1}"
        page.sheet_view.zoomScale = 90
        paper = load_layout().paper
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = _A4
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.print_title_rows = f"{first}:{first}"
        inch = 25.4 * MM
        page.page_margins.left, page.page_margins.right = paper.left / inch, paper.right / inch
        page.page_margins.top, page.page_margins.bottom = paper.top / inch, paper.bottom / inch
        marks = " · ".join(self._sheet.letterhead.marks)
        foot = self._provenance()[:_LONGEST_FOOT]
        page.HeaderFooter.differentFirst = True
        margins: Any = page  # the types of the library leave headers open
        margins.oddHeader.center.text = "&P"
        if marks:
            margins.oddHeader.left.text = margins.firstHeader.left.text = marks
        for footer in (margins.oddFooter, margins.firstFooter):
            footer.left.text = foot.replace("&", "&&")
            footer.left.size = 8
