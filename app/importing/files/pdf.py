"""PDF files that hold text: page furniture dropped, lines rejoined, tables and notes found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from app.domain.pdfium import PDFIUM_LOCK
from app.domain.phrases import phrase
from app.importing.blocks import Block, Cell, Part, Place, Repeat
from app.importing.confidentiality import stamp_in
from app.importing.files import columns, furniture
from app.importing.files.making import BlockMaker, Draft, cell_text
from app.importing.files.pdf_grid import Grid, Region, find_grids
from app.importing.files.pdf_lines import (
    Column,
    Line,
    Paragraph,
    add_line,
    begins_set_in,
    is_centred,
    is_spaced,
    lines_of,
    usual_pitch,
)
from app.importing.files.pdf_lines import cell_text as printed_cell
from app.importing.files.pdf_page import PageContent, read_page
from app.importing.files.pdf_plain import find_plain_grids, reaches_foot
from app.importing.files.pdf_streams import grows_too_large
from app.importing.files.refusals import Reason, SecretDocumentError, refused
from app.importing.files.tables import (
    WITHOUT_LINES,
    Row,
    columns_merged,
    join_pages,
    names_columns,
    row_blocks,
)
from app.importing.files.watch import Watch
from app.importing.unicode_forms import looks_vietnamese

_EDGE = 0.12  # of the page's height: where running heads and page numbers stand
_EDGE_LINES = 3
_FEWEST_LETTERS = 15  # on a page: fewer are a signature's or a scanner's
_MOSTLY_SCANNED = 0.8  # of the pages
_NOTE_SIZE = 0.88  # of the text's size
_GUTTER = 8.0  # points between columns without a line


@dataclass(slots=True)
class _Page:
    number: int
    content: PageContent
    grids: list[Grid]
    lines: list[Line]
    notes: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the paragraphs of a document look."""

    long_lines: list[Line]
    pitch: float
    set_in: bool
    spaced: bool


def read_pdf(path: Path, watch: Watch) -> tuple[list[Block], set[str], int, list[str]]:
    """Return the blocks of a PDF, the legacy letters met, the number of pages, and warnings."""
    if grows_too_large(path):
        raise refused(Reason.BOMB, path.name)
    document = _opened(path)
    try:
        count = len(document)
        pages = [_read(document, n, watch, count) for n in range(count)]
        _find_plain_tables(pages)
        watch.step(count, count)
    except pdfium.PdfiumError as error:
        raise refused(Reason.PDF_DAMAGED, path.name) from error
    finally:
        with PDFIUM_LOCK:
            document.close()
    _refuse_stamps(pages)
    warnings = list(_scan_warnings(pages, path.name))
    assembly = _Assembly(pages)
    blocks = assembly.blocks()
    warnings += _letter_warnings(pages, assembly.maker.legacy)
    return blocks, assembly.maker.legacy, count, warnings


def _opened(path: Path) -> pdfium.PdfDocument:
    with PDFIUM_LOCK:
        try:
            return pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD
            locked = locked or "password" in str(error).lower()
            reason = Reason.LOCKED_PDF if locked else Reason.PDF_DAMAGED
            raise refused(reason, path.name) from error


def _read(document: pdfium.PdfDocument, n: int, watch: Watch, count: int) -> _Page:
    watch.step(n, count)
    with PDFIUM_LOCK:  # a page at a time: pages are drawn on screen meanwhile
        page = document[n]
        try:
            content = read_page(page)
        finally:
            page.close()
    grids = find_grids(content.level, content.upright)
    loose = [word for word in content.words if not any(grid.take(word) for grid in grids)]
    return _Page(n + 1, content, grids, lines_of(loose, n + 1))


def _find_plain_tables(pages: Sequence[_Page]) -> None:
    """Take the words of tables without lines out of the pages' lines; one may go on over pages."""
    before: Grid | None = None
    goes_on = False
    for page in pages:
        plain = find_plain_grids(page.lines, before, goes_on=goes_on)
        if plain:
            words = [word for line in page.lines for word in line.words]
            loose = [word for word in words if not any(grid.take(word) for grid in plain)]
            page.lines = lines_of(loose, page.number)
            page.grids = sorted([*page.grids, *plain], key=lambda grid: grid.ys[0])
            before = plain[-1]
        goes_on = bool(plain) and reaches_foot(plain[-1], page.lines)


# --- what a person must know about the file --------------------------------------------------


def _refuse_stamps(pages: Sequence[_Page]) -> None:
    for page in pages:
        half = page.content.height / 2
        lines = [(line, page.number == 1 and line.base < half) for line in page.lines]
        if page.number == 1:
            lines += [(line, True) for line in _letterhead_cells(page.grids, half)]
        for line, top in lines:
            texts = [*(piece.text for piece in line.pieces), line.text]
            degree = stamp_in(texts, letterhead=top)
            if degree:
                raise SecretDocumentError(degree)


def _letterhead_cells(grids: Sequence[Grid], half: float) -> Iterator[Line]:
    """Yield the lines of ruled cells at the top that are no table with named columns."""
    for grid in grids:
        if grid.ys[0] > half:
            continue
        rows = [[lines_of(cell.words, 1) for cell in _whole_cells(row)] for row in grid.regions]
        names = [Cell(" ".join(line.text for line in lines)) for row in rows for lines in row]
        if not any(names_columns(names[n : n + 2]) for n in range(len(names) - 1)):
            yield from (line for row in rows for lines in row for line in lines)


def _whole_cells(row: Sequence[Region]) -> list[Region]:
    return list({id(region): region for region in row}.values())


def _scan_warnings(pages: Sequence[_Page], name: str) -> Iterator[str]:
    scans = [
        page.number for page in pages if page.content.scanned and _letters(page) < _FEWEST_LETTERS
    ]
    if len(scans) >= max(_MOSTLY_SCANNED * len(pages), 1):
        raise refused(Reason.SCANNED, name)
    if not any(map(_letters, pages)):
        raise refused(Reason.SCANNED if scans else Reason.NO_TEXT, name)
    if scans:
        yield phrase(
            "Trang {listed} là ảnh quét không có chữ nên không đọc được; hãy đối chiếu "
            "với bản giấy.",
            listed=_listed(scans),
        )
    recognised = [
        page.number for page in pages if page.content.scanned and page.number not in scans
    ]
    if recognised:
        yield phrase(
            "Trang {listed} là bản quét đã nhận dạng chữ; chữ có thể sai, cần đối chiếu kỹ.",
            listed=_listed(recognised),
        )


def _letter_warnings(pages: Sequence[_Page], legacy: set[str]) -> Iterator[str]:
    letters = sum(map(_letters, pages))
    lost = sum(page.content.unreadable for page in pages)
    sample = " ".join(word.text for page in pages[:5] for word in page.content.words)
    accented = sum(not word.isascii() for word in sample.split())
    strange = accented > 30 and not legacy and looks_vietnamese(sample) < 0.4
    if lost * 50 > letters or strange:
        yield phrase(
            "Phông chữ trong tệp PDF không cho biết đủ chữ nên chữ đọc ra có thể sai; hãy xin bản "
            "Word (.docx) nếu có."
        )


def _letters(page: _Page) -> int:
    return sum(len(word.text) for word in page.content.words)


def _listed(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown} …" if len(numbers) > 10 else shown


# --- putting pages together ------------------------------------------------------------------


class _Assembly:
    """Blocks of all pages; paragraphs and tables go on from page to page."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self.maker = BlockMaker()
        self._pages = pages
        self._size = _usual_size(pages)
        self._habits: dict[int, _Habits] = {}
        self._blocks: list[Block] = []
        self._paragraphs: list[Paragraph] = []
        self._notes: list[Line] = []
        self._rows: list[Row] = []
        self._tables = 0

    def blocks(self) -> list[Block]:
        _drop_furniture(self._pages)
        for page in self._pages:
            _set_notes_apart(page, self._size)
            self._page(page)
        self._end_table()
        self._end_paragraphs()
        return self._blocks

    def _page(self, page: _Page) -> None:
        column = self._column(page)
        if page.content.scanned and not page.lines:
            self._end_table()
            self._end_paragraphs()  # nobody knows what stands between
        self._end_notes(page)
        place = 0
        lines = page.lines
        for grid in page.grids:
            above = next((n for n, one in enumerate(lines) if one.base > grid.ys[0]), len(lines))
            self._lines(lines[place:above], column)
            place = max(above, place)
            self._grid(grid, page.number)
        self._lines(lines[place:], column)
        self._notes += page.notes

    def _column(self, page: _Page) -> Column:
        """Return the space that the page's lines were broken to fit."""
        width = page.content.width
        habits = self._habits_of(round(width))
        own = [line for line in page.lines if len(line.words) > 4] or habits.long_lines
        if not own:
            return Column(0.0, width, middle=width / 2)
        left, right = min(line.x0 for line in own), max(line.x1 for line in own)
        pitch = usual_pitch(page.lines) or habits.pitch
        return Column(
            left, right, pitch, (left + right) / 2, set_in=habits.set_in, spaced=habits.spaced
        )

    def _habits_of(self, width: int) -> _Habits:
        """Return how paragraphs look on all pages of that width: upright or lying ones."""
        if width not in self._habits:
            lines = [
                line
                for page in self._pages
                if round(page.content.width) == width
                for line in page.lines
            ]
            long = [line for line in lines if len(line.words) > 4]
            left = min((line.x0 for line in long), default=0.0)
            self._habits[width] = _Habits(
                long, usual_pitch(lines), begins_set_in(lines, left), is_spaced(lines)
            )
        return self._habits[width]

    # --- paragraphs ---

    def _lines(self, lines: Sequence[Line], column: Column) -> None:
        if not lines:
            return
        self._end_table()
        pieces = [line.pieces for line in lines]
        n = 0
        while n < len(lines):
            used, lefts = columns.run_of_columns(
                pieces, n, _GUTTER, lambda m: is_centred(lines[m], column)
            )
            if not used:
                add_line(self._paragraphs, lines[n], column)
                n += 1
                continue
            self._end_paragraphs()
            self._side_by_side(lines[n : n + used], lefts, column.right)
            n += used

    def _side_by_side(self, lines: Sequence[Line], lefts: list[float], right: float) -> None:
        pieces = [line.pieces for line in lines]
        if columns.is_table(pieces, lefts):
            rows = columns.table_rows(pieces, lefts)
            made = [self._plain_row(texts, lines[first].page) for first, texts in rows]
            self._add_rows(made)
            self._end_table()
            return
        for left, end in pairwise([*lefts, right + _GUTTER]):
            for line in lines:
                words = [word for word in line.words if left - 1 <= word.x0 < end - 1]
                if words:
                    add_line(self._paragraphs, Line(words, line.page), Column(left, end - _GUTTER))
            self._end_paragraphs()

    def _end_paragraphs(self) -> None:
        paragraphs, self._paragraphs = self._paragraphs, []
        for paragraph in paragraphs:
            first = paragraph.lines[0]
            self._make(
                Draft(
                    paragraph.text,
                    Place(page=first.page),
                    bold=all(line.bold for line in paragraph.lines),
                    italic=all(line.italic for line in paragraph.lines),
                    centred=paragraph.centred,
                )
            )
        notes, self._notes = self._notes, []
        column = Column(0.0, max((line.x1 for line in notes), default=0.0))
        made: list[Paragraph] = []
        for line in notes:
            if _begins_note(line) or not made:
                made.append(Paragraph([line]))
            else:
                add_line(made, line, column)
        for note in made:
            self._make(Draft(note.text, Place(page=note.lines[0].page), part=Part.FOOTNOTE))

    def _end_notes(self, page: _Page) -> None:
        """Write down what is done, but for a paragraph that may go on on this page."""
        if self._rows or not page.lines or (page.grids and _grid_first(page)):
            return
        going_on, self._paragraphs = self._paragraphs[-1:], self._paragraphs[:-1]
        kept, self._notes = self._notes, []
        self._end_paragraphs()
        self._paragraphs, self._notes = going_on, kept

    def _make(self, draft: Draft) -> None:
        self._blocks += self.maker.blocks(draft, len(self._blocks))

    # --- tables ---

    def _grid(self, grid: Grid, page: int) -> None:
        rows = columns_merged([self._row(grid, n, page) for n in range(len(grid.ys) - 1)])
        rows = [row for row in rows if any(cell.text for cell in row.cells)]
        if rows:
            self._add_rows(rows)

    def _row(self, grid: Grid, n: int, page: int) -> Row:
        cells: list[Cell] = []
        for column, region in enumerate(grid.regions[n]):
            repeat = Repeat.OWN
            if region.row < n:
                repeat = Repeat.ABOVE
            elif region.column < column:
                repeat = Repeat.LEFT
            cells.append(replace(self._cell(region), repeat=repeat))
        return Row(tuple(cells), Place(page=page), doubts=(WITHOUT_LINES,) if grid.plain else ())

    def _cell(self, region: Region) -> Cell:
        text, bold = printed_cell(region.words, region.left, region.right)
        return self._made_cell(text, bold=bold)

    def _made_cell(self, text: str, *, bold: bool = False) -> Cell:
        text, doubts = self.maker.unicode(text)
        shown, doubt = cell_text(text)
        return Cell(shown, bold=bold, doubt=doubt or next(iter(doubts), ""))

    def _plain_row(self, texts: list[str], page: int) -> Row:
        cells = tuple(self._made_cell(text) for text in texts)
        return Row(cells, Place(page=page), doubts=(WITHOUT_LINES,))

    def _add_rows(self, rows: list[Row]) -> None:
        joined = join_pages(self._rows, rows)
        if joined is not None:
            self._rows = joined
            return
        self._end_table()
        self._end_paragraphs()
        self._rows = rows

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        self._tables += 1
        numbered = [
            replace(row, place=replace(row.place, table=self._tables, row=n))
            for n, row in enumerate(rows, start=1)
        ]
        self._blocks += row_blocks(numbered)


def _usual_size(pages: Sequence[_Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _grid_first(page: _Page) -> bool:
    return not page.lines or page.grids[0].ys[0] < page.lines[0].base


def _drop_furniture(pages: Sequence[_Page]) -> None:
    edges = {page.number: _edge_lines(page) for page in pages}
    heads = furniture.running_heads([[line.text for line in edges[p.number]] for p in pages])
    for page in pages:
        edge = edges[page.number]
        gone = [
            line for line in edge if furniture.shape(line.text) in heads or _is_page_number(line)
        ]
        if len(gone) < len(page.lines) or all(map(_is_page_number, gone)):
            page.lines = [line for line in page.lines if not any(line is one for one in gone)]


def _is_page_number(line: Line) -> bool:
    return furniture.page_number(line.text) is not None


def _edge_lines(page: _Page) -> list[Line]:
    """Return the first and last lines of a page that stand near its edge."""
    height = page.content.height
    first = [one for one in page.lines[:_EDGE_LINES] if one.base < _EDGE * height]
    last = [one for one in page.lines[-_EDGE_LINES:] if one.base > (1 - _EDGE) * height]
    return first + [line for line in last if line not in first]


def _set_notes_apart(page: _Page, size: float) -> None:
    """Take the footnotes off the page: small lines at its foot, the first with a number."""
    small = 0
    for line in reversed(page.lines):
        if line.size > _NOTE_SIZE * size:
            break
        small += 1
    start = len(page.lines) - small
    while start < len(page.lines) and not _begins_note(page.lines[start]):
        start += 1
    if page.grids and start < len(page.lines) and page.lines[start].base < page.grids[-1].ys[-1]:
        return
    page.lines, page.notes = page.lines[:start], page.lines[start:]


def _begins_note(line: Line) -> bool:
    first = line.words[0].text
    return first[0].isdigit() and first.rstrip("0123456789") == "" and len(line.words) > 1
