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
from app.reports.grid import NOTHING, Column, Grid, GridRow, GridSheet, Kind
from app.reports.pdf.layout import MM, load_layout
from app.reports.sheets import Letterhead, Provenance
from app.reports.xlsx.cells import FACE, GRID, HEAD_FILL, SUM_FILL, clean, height, put, put_text
from app.reports.xlsx.names import SheetNames

_MM_PER_LETTER = 1.9
_NUMBER_COLUMN = Column("TT", Kind.COUNT, 9)
_UNDER_WIDTH = 34
_A4 = 9
_SIGNATURE_ROWS = 4
"""Left free for the signature, over the name."""
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
    book = new_book()
    SheetWriter(book).add(sheet)
    describe(book, f"{sheet.title}. {sheet.subtitle}", sheet.letterhead, sheet.provenance)
    book.save(out)
    return len(book.worksheets)


def new_book() -> Workbook:
    """Return a workbook without worksheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _by_part(rows: Iterable[GridRow]) -> dict[str, list[GridRow]]:
    """Return the rows by the worksheet on which they stand too; nothing where that is one."""
    found: dict[str, list[GridRow]] = {}
    for row in rows:
        found.setdefault(row.part, []).append(row)
    return found if len(found) > 1 else {}


def describe(book: Workbook, title: str, letterhead: Letterhead, source: Provenance) -> None:
    """Write what the file says about itself."""
    book.properties.title = clean(title)
    book.properties.creator = clean(letterhead.office or letterhead.superior)
    book.properties.keywords = source.fingerprint
    book.properties.created = source.printed_at


class SheetWriter:
    """Writes sheets into one workbook, each table on a worksheet of its own."""

    def __init__(self, book: Workbook) -> None:
        """Begin in a workbook without worksheets."""
        self._book = book
        self._names = SheetNames()
        self._tables = 0
        self._sheet: GridSheet

    def page(self, wanted: str) -> Worksheet:
        """Add an empty worksheet; its name is ``wanted`` as Excel takes it."""
        page: Worksheet = self._book.create_sheet(self._names.take(wanted))
        return page

    def add(self, sheet: GridSheet) -> list[str]:
        """Write a sheet and return the names of its worksheets."""
        self._sheet = sheet
        before = len(self._book.worksheets)
        for grid in sheet.grids:
            self.write(grid)
            if grid.parts:
                for part, rows in _by_part(grid.rows).items():
                    self.write(grid, part, rows)
        return [page.title for page in self._book.worksheets[before:]]

    def write(self, grid: Grid, part: str = "", rows: Sequence[GridRow] | None = None) -> None:
        """Write a table on a worksheet of its own, or those rows of it that belong to a part."""
        page = self.page(part or grid.name)
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
            f"Sổ “{source.register_name}” · {source.as_of_words} · "
            f"lập lúc {formats.moment(source.printed_at)} · vân tay số liệu {source.fingerprint}"
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
        if not rows:
            put(page.cell(last, 1 + int(grid.numbered)), NOTHING, Kind.TEXT)
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
        last = max(2, 1 + int(grid.numbered) + len(grid.columns) - 2)
        left, right = self._sheet.letterhead.signatures
        for place, block in ((2, left), (last, right)):
            for number, line in enumerate(filter(None, block.split("\n"))):
                self._sign(page, row + 2 + number, place, line.upper())
        if right:
            below = row + 2 + len(right.split("\n")) + _SIGNATURE_ROWS
            self._sign(page, below, last, self._sheet.letterhead.signer_name)

    def _sign(self, page: Worksheet, row: int, column: int, words: str) -> None:
        if words:
            cell = page.cell(row, column)
            put_text(cell, words)
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
        print_on_a4(page, first)
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


def print_on_a4(page: Worksheet, head: int) -> None:
    """Let a worksheet be printed across A4, as wide as the page, the row ``head`` on every one."""
    paper = load_layout().paper
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = f"{head}:{head}"
    inch = 25.4 * MM
    page.page_margins.left, page.page_margins.right = paper.left / inch, paper.right / inch
    page.page_margins.top, page.page_margins.bottom = paper.top / inch, paper.bottom / inch
