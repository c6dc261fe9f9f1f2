"""Excel workbooks (.xlsx, .xlsm): each visible sheet's title lines and table rows."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from app.domain.phrases import phrase
from app.importing.blocks import Block, Cell, Part, Place, Repeat
from app.importing.confidentiality import stamp_in
from app.importing.files.archive import BROKEN, Archive
from app.importing.files.making import BlockMaker, Draft, cell_text
from app.importing.files.refusals import Reason, SecretDocumentError, refused
from app.importing.files.tables import Row, mark_headers, names_columns, row_blocks
from app.importing.files.watch import Watch
from app.importing.files.xlsx_sheet import Area, Sheet, Structure, sheets, structure
from app.importing.files.xlsx_values import exact, shown
from app.importing.unicode_forms import from_font

_MOST_COLUMNS = 200
_TOP = 12  # rows in which a stamp has its place
_REPORT_EVERY = 200  # rows
_BROKEN_WORKBOOK = (
    *BROKEN, InvalidFileException, KeyError, ValueError, TypeError, AttributeError, IndexError,
    ParseError, SyntaxError,
)  # fmt: skip

EMPTY = Cell("")
COMPUTED = phrase("Kết quả lưu sẵn của công thức, có thể chưa được tính lại")
NOT_COMPUTED = phrase("Ô công thức không có kết quả lưu; hãy mở bằng Excel, lưu lại rồi nhập")
WRONG = phrase("Công thức báo lỗi trong Excel")
HIDDEN = phrase("Hàng đang ẩn trong Excel")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet, as far as its last filled cell."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool

    @property
    def own(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.text and cell.repeat is Repeat.OWN]


def read_xlsx(
    archive: Archive, main: str, path: Path, watch: Watch
) -> tuple[list[Block], set[str], list[str]]:
    """Return the blocks of an opened workbook, the legacy letters met, and warnings."""
    _check_parts(archive)
    reader = _Reader(archive, sheets(archive, main), watch)
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells about charts and rules that it leaves out
        try:
            reader.read(file)
        except _BROKEN_WORKBOOK as error:
            raise refused(Reason.OFFICE_DAMAGED, path.name) from error
    watch.step(1, 1)
    return reader.blocks, reader.maker.legacy, reader.notes


def _check_parts(archive: Archive) -> None:
    """Look through every part before openpyxl does, which has no limits of its own."""
    for name in archive.names(""):
        if name.endswith((".xml", ".rels")):
            archive.open(name).close()


class _Reader:
    def __init__(self, archive: Archive, found: Sequence[Sheet], watch: Watch) -> None:
        self.maker = BlockMaker()
        self.blocks: list[Block] = []
        self.notes = [
            phrase("Trang tính ẩn “{name}” không được đọc.", name=one.name)
            for one in found
            if one.hidden
        ]
        self._sheets = [one for one in found if not one.hidden]
        self._hidden = [one for one in found if one.hidden]
        self._shapes = {one.name: structure(archive, one.part) for one in found}
        self._watch = watch
        self._total = max(sum(shape.rows for shape in self._shapes.values()), 1)
        self._done = 0
        for shape in self._shapes.values():
            _refuse_stamp(shape.running_heads, letterhead=True)

    def read(self, file: IO[bytes]) -> None:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        for n, sheet in enumerate(self._sheets, start=1):
            rows = list(self._rows(workbook[sheet.name], self._shapes[sheet.name], self.maker))
            self.blocks += _sheet_blocks(rows, sheet.name, n, self.maker)
        for n, sheet in enumerate(self._hidden, start=1):  # nothing is read, but a stamp counts
            rows = list(self._rows(workbook[sheet.name], self._shapes[sheet.name], BlockMaker()))
            _sheet_blocks(rows, sheet.name, n, BlockMaker())
        workbook.close()

    def _rows(self, worksheet: Any, shape: Structure, maker: BlockMaker) -> Iterator[_Row]:
        worksheet.reset_dimensions()  # what the file says of its size may be wrong
        merged = _Merged(shape.merged)
        for n, raw in enumerate(worksheet.iter_rows(), start=1):
            if n % _REPORT_EVERY == 0:
                self._watch.step(min(self._done + n, self._total), self._total)
            cells = [
                _cell(one, (n, column), shape, maker) for column, one in enumerate(raw, start=1)
            ]
            cells = merged.resolve(n, cells)
            while cells and not cells[-1].text and not cells[-1].doubt:
                cells.pop()
            yield _Row(n, tuple(cells), n in shape.hidden_rows)
        self._done += shape.rows


def _cell(raw: Any, place: tuple[int, int], shape: Structure, maker: BlockMaker) -> Cell:
    value = raw.value
    computed = place in shape.formulas
    if value is None:
        return Cell("", doubt=NOT_COMPUTED) if computed else EMPTY
    number_format = raw.number_format or "General"
    text = shown(value, number_format)
    font = raw.font if raw.has_style else None
    doubt = WRONG if raw.data_type == "e" else COMPUTED if computed else ""
    converted = from_font(text, (font.name or "") if font else "")
    if converted.encoding:
        text, doubt = converted.text, doubt or maker.legacy_doubt(converted.encoding)
    else:
        text, doubts = maker.unicode(text)
        doubt = doubt or next(iter(doubts), "")
    text, cut = cell_text(text)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    full = exact(value, number_format) if number else ""
    bold = bool(font and font.b)
    return Cell(text, bold=bold, doubt=cut or doubt, number=number, exact=full)


class _Merged:
    """Gives the cells of merged areas the text of the first one."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._areas = sorted(areas, key=lambda area: area.top)
        self._next = 0
        self._open: list[tuple[Area, Cell]] = []

    def resolve(self, row: int, cells: list[Cell]) -> list[Cell]:
        """Return a row with merged cells filled; rows come in order."""
        self._open = [(area, cell) for area, cell in self._open if area.bottom >= row]
        while self._next < len(self._areas) and self._areas[self._next].top <= row:
            area = self._areas[self._next]
            self._next += 1
            first = cells[area.left - 1] if area.left <= len(cells) else Cell("")
            self._open.append((area, first))
        for area, first in self._open:
            for column in range(area.left, min(area.right, _MOST_COLUMNS) + 1):
                if row == area.top and column == area.left:
                    continue
                while len(cells) < column:
                    cells.append(Cell(""))
                repeat = Repeat.LEFT if row == area.top else Repeat.ABOVE
                cells[column - 1] = Cell(first.text, repeat, first.bold, number=first.number)
        return cells


def _sheet_blocks(rows: list[_Row], sheet: str, table: int, maker: BlockMaker) -> list[Block]:
    """Return the blocks of a sheet: lines above the table, its rows, lines below it."""
    filled = [row for row in rows if row.own or any(cell.doubt for cell in row.cells)]
    start = _table_start(filled)
    blocks: list[Block] = []
    for row in filled[:start]:
        _refuse_stamp(_lines(row), letterhead=row.number <= _TOP)
        blocks += _line_blocks(row, sheet, maker)
    end = _table_end(filled, start)
    used = _used_columns(filled[start:end])
    table_rows = [
        Row(
            tuple(row.cells[n] if n < len(row.cells) else Cell("") for n in used),
            Place(table=table, row=row.number, sheet=sheet),
            doubts=(HIDDEN,) if row.hidden else (),
        )
        for row in filled[start:end]
    ]
    blocks += row_blocks(mark_headers(table_rows))
    for row in filled[end:]:
        _refuse_stamp(_lines(row), letterhead=False)
        blocks += _line_blocks(row, sheet, maker)
    return blocks


def _table_start(rows: list[_Row]) -> int:
    """Return which row names the columns; without one, the first that has several cells."""
    for n, row in enumerate(rows):
        if names_columns([cell for cell in row.cells if cell.text]) and len(row.own) > 1:
            return n
    return next((n for n, row in enumerate(rows) if len(row.own) > 2), len(rows))


def _table_end(rows: list[_Row], start: int) -> int:
    """Return where lines follow that are no rows: place and date, signatures."""
    for n in range(start + 1, len(rows)):
        apart = rows[n].number - rows[n - 1].number > 1
        rest = rows[n:]
        if apart and all(len(row.own) <= 3 and not _numbered(row) for row in rest):
            return n
    return len(rows)


def _numbered(row: _Row) -> bool:
    return bool(row.cells) and any(c.isdigit() for c in row.cells[0].text[:4])


def _used_columns(rows: Iterable[_Row]) -> list[int]:
    used: set[int] = set()
    for row in rows:
        used |= {n for n, cell in enumerate(row.cells) if cell.text and cell.repeat is Repeat.OWN}
        used |= {n for n, cell in enumerate(row.cells) if cell.doubt}
    return sorted(used)


def _line_blocks(row: _Row, sheet: str, maker: BlockMaker) -> list[Block]:
    place = Place(row=row.number, sheet=sheet)
    blocks: list[Block] = []
    for cell in row.own:
        doubts = (cell.doubt,) if cell.doubt else ()
        for line in cell.text.split("\n"):
            draft = Draft(line, place, bold=cell.bold, part=Part.BODY, doubts=doubts)
            blocks += maker.blocks(draft, 0)
    return blocks


def _lines(row: _Row) -> list[str]:
    return [line for cell in row.own for line in cell.text.split("\n")]


def _refuse_stamp(texts: list[str], *, letterhead: bool) -> None:
    degree = stamp_in(texts, letterhead=letterhead)
    if degree:
        raise SecretDocumentError(degree)
