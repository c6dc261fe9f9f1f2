"""A table drawn straight on the page: header, column numbers, rows, grid.

The header and the column numbers stand on every page of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.traffic_light import Light
from app.reports.pdf.clipping import clipped
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.layout import TableMeasures
from app.reports.pdf.rows import Align, Cell, Row, RowLook, make_row, rows_height
from app.reports.pdf.signs import sign_width
from app.reports.pdf.text import Line, Paragraph, Run, Style, first_baseline

CONTINUED = "(tiếp theo)"
CONTINUATION_LINES = 2


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the header: words in bold over some columns and rows, a sign above them or none.

    ``up``: points of height for words that run upwards, 0 for such that run across.
    """

    text: str
    column: int
    columns: int = 1
    row: int = 0
    rows: int = 1
    light: Light | None = None
    up: float = 0.0


@dataclass(frozen=True, slots=True)
class Padding:
    """Space over and under the words of a row, in points."""

    top: float
    bottom: float


class Table:
    """The look of one table: makes its rows and draws them.

    Attributes:
        widths: width of each column in points.
        head_height: height of header and column numbers, if there are any, together.
        body: look of a plain row.
        group: look of a grey row across the table.
        section: look of a white row across the table.
    """

    def __init__(  # noqa: PLR0913 - what a table is made of
        self,
        document: Document,
        widths: Sequence[float],
        padding: Padding,
        head: Sequence[HeadCell],
        numbers: Sequence[str] = (),
        *,
        sign_room: float = 0.0,
        measures: TableMeasures | None = None,
    ) -> None:
        """``measures``: other sizes than those that all tables share."""
        self.widths = tuple(widths)
        self._document = document
        self._edges = _edges(self.widths)
        self._measures = measures or document.layout.table
        self.body = _look(self._measures, padding)
        self.group = _look(self._measures, padding, grey=self._measures.group_grey, whole=True)
        self.section = _look(self._measures, padding, whole=True)
        self._padding = padding
        self._sign_room = sign_room
        self._head = [(cell, self._head_lines(cell)) for cell in head]
        self._head_heights = self._measure_head()
        self._numbers = self._number_row(numbers) if numbers else None
        self.head_height = sum(self._head_heights)
        if self._numbers is not None:
            self.head_height += self._numbers.height

    @property
    def width(self) -> float:
        """Width of the whole table."""
        return self._edges[-1]

    def style(self, face: Face = Face.UPRIGHT) -> Style:
        """Return the type of the table in one face."""
        return Style(face, self._measures.size)

    def small(self, face: Face = Face.ITALIC) -> Style:
        """Return the small type: locators, column numbers."""
        return Style(face, self._measures.small_size)

    def cell(  # noqa: PLR0913 - what a cell is made of
        self,
        column: int,
        words: str | Paragraph,
        align: Align = Align.LEFT,
        *,
        face: Face = Face.UPRIGHT,
        light: Light | None = None,
        narrow: bool = False,
        inset: float = 0.0,
    ) -> Cell:
        """Return words broken for a column.

        Args:
            column: its place.
            words: one text, or runs of several styles.
            align: across the column.
            face: of one text.
            light: sign beside the words.
            narrow: with the small side padding.
            inset: points by which the words stand further in.
        """
        if not words:
            return Cell()
        runs = (Run(words, self.style(face)),) if isinstance(words, str) else words
        room = self.room(column, narrow=narrow) - self._hang(light) - inset
        return Cell(self._document.typesetter.lines(runs, room), align, light, inset)

    def sign(self, light: Light) -> Cell:
        """Return a cell that holds a sign alone, in its middle."""
        return Cell((Line((), 0.0),), Align.CENTRE, light)

    def room(self, column: int, *, narrow: bool = False) -> float:
        """Return the width of the words of a column."""
        side = self._measures.narrow_side if narrow else self._measures.side
        return self.widths[column] - 2 * side

    def across(self, runs: Paragraph, right: Paragraph = ()) -> tuple[Cell, ...]:
        """Return the cells of a row without columns: words at the left, and at the right."""
        setter = self._document.typesetter
        room = self.width - 2 * self._measures.side
        if not right:
            return (Cell(setter.lines(runs, room)),)
        line = setter.line(*right)
        lines = setter.lines(runs, room - line.width - 4 * self._measures.side)
        return Cell(lines), Cell((line,), Align.RIGHT)

    def reopened(self, trail: Sequence[str]) -> Row:
        """Return the row that names open headings again at the top of a page.

        The longest heading is shortened until the row has two lines: all of them stand in full
        where they begin.
        """
        clean = self._document.typesetter.clean
        parts = [clean(part).replace("\n", " ") for part in trail]
        cells = self._reopened_cells(parts)
        while len(cells[0].lines) > CONTINUATION_LINES:
            place = max(range(len(parts)), key=lambda index: len(parts[index]))
            parts[place] = _shortened(parts[place])
            cells = self._reopened_cells(parts)
        return make_row(cells, self.group, heading=True)

    def draw(self, rows: Sequence[Row], left: float, top: float) -> float:
        """Draw header and rows with their upper left corner here; return their lower edge."""
        y = self._draw_head(left, top)
        for row in rows:
            self._draw_row(row, left, y)
            y += row.height
        self._draw_grid(rows, left, top)
        return y

    def _reopened_cells(self, parts: Sequence[str]) -> tuple[Cell, ...]:
        words = Run(" · ".join(parts), self.style(Face.BOLD))
        return self.across((words, Run(f" {CONTINUED}", self.style(Face.ITALIC))))

    def _hang(self, light: Light | None) -> float:
        if light is None:
            return 0.0
        signs = self._document.layout.signs
        return sign_width(light, signs) + signs.gap

    # Header

    def _head_lines(self, cell: HeadCell) -> tuple[Line, ...]:
        if cell.up:
            return clipped(
                self._document.typesetter,
                cell.text,
                self.small(Face.BOLD),
                cell.up,
                max(1, int(self.widths[cell.column] / self._measures.small_leading)),
            )
        room = sum(self.widths[cell.column : cell.column + cell.columns])
        runs = (Run(cell.text, self.style(Face.BOLD)),)
        return self._document.typesetter.lines(runs, room - 2 * self._measures.narrow_side)

    def _head_need(self, cell: HeadCell, lines: tuple[Line, ...]) -> float:
        if cell.up:
            return max(line.width for line in lines) + 2 * self._measures.side
        room = self._sign_room if cell.light is not None else 0.0
        return self.body.height(len(lines)) + room

    def _measure_head(self) -> list[float]:
        """Return the heights of the header's rows, high enough for cells that span several."""
        count = max(cell.row + cell.rows for cell, _ in self._head)
        heights = [0.0] * count
        for cell, lines in sorted(self._head, key=lambda item: item[0].rows):
            spanned = heights[cell.row : cell.row + cell.rows]
            heights[cell.row + cell.rows - 1] += max(
                0.0, self._head_need(cell, lines) - sum(spanned)
            )
        return heights

    def _number_row(self, numbers: Sequence[str]) -> Row:
        measures = self._measures
        look = RowLook(
            leading=measures.small_leading,
            ascent=first_baseline(measures.small_size, measures.small_leading),
            top=self._padding.top,
            bottom=self._padding.bottom,
            side=measures.narrow_side,
        )
        cells = [
            self.cell(column, (Run(number, self.small()),), Align.CENTRE, narrow=True)
            for column, number in enumerate(numbers)
        ]
        return make_row(cells, look)

    def _draw_head(self, left: float, top: float) -> float:
        document = self._document
        document.grey(left, top, self.width, sum(self._head_heights), self._measures.head_grey)
        bottoms = _edges(self._head_heights)
        for cell, lines in self._head:
            x, right = self._edges[cell.column], self._edges[cell.column + cell.columns]
            y, foot = bottoms[cell.row], bottoms[cell.row + cell.rows]
            self._draw_head_words(cell, lines, left + (x + right) / 2, (top + y, top + foot))
            if cell.column:
                document.rule(left + x, top + y, left + x, top + foot, self._measures.grid_line)
            if cell.row:
                document.rule(left + x, top + y, left + right, top + y, self._measures.grid_line)
        y = top + bottoms[-1]
        if self._numbers is None:
            return y
        document.rule(left, y, left + self.width, y, self._measures.grid_line)
        self._draw_row(self._numbers, left, y)
        return y + self._numbers.height

    def _draw_head_words(
        self, cell: HeadCell, lines: tuple[Line, ...], middle: float, span: tuple[float, float]
    ) -> None:
        document = self._document
        if cell.up:
            self._draw_upright(lines, middle, span[1])
            return
        signs = document.layout.signs
        y = (span[0] + span[1] - self._head_need(cell, lines)) / 2 + self.body.top
        if cell.light is not None:
            foot = y + (self._sign_room + signs.side) / 2
            document.sign(cell.light, middle - sign_width(cell.light, signs) / 2, foot)
            y += self._sign_room
        for place, line in enumerate(lines):
            document.centred(line, middle, y + self.body.ascent + place * self.body.leading)

    def _draw_upright(self, lines: tuple[Line, ...], middle: float, foot: float) -> None:
        """Write words upwards from the foot of the header, their lines side by side."""
        leading = self._measures.small_leading
        first = middle - len(lines) * leading / 2
        ascent = first_baseline(self._measures.small_size, leading)
        for place, line in enumerate(lines):
            x = first + ascent + place * leading
            self._document.line_up(line, x, foot - self._measures.side)

    # Rows

    def _draw_row(self, row: Row, left: float, top: float) -> None:
        look = row.look
        document = self._document
        if look.grey is not None:
            document.grey(left, top, self.width, row.height, look.grey)
        for column, cell in enumerate(row.cells):
            if not cell.lines:
                continue
            if look.whole:
                x, right = left, left + self.width
            else:
                x, right = left + self._edges[column], left + self._edges[column + 1]
            y = top + look.top + look.ascent
            if look.centred:
                y += (row.height - look.height(len(cell.lines))) / 2
            self._draw_cell(cell, look, x, right, y)

    def _draw_cell(self, cell: Cell, look: RowLook, x: float, right: float, y: float) -> None:
        document = self._document
        signs = document.layout.signs
        if cell.light is not None and cell.align is Align.CENTRE:  # a sign alone
            middle = (x + right - sign_width(cell.light, signs)) / 2
            document.sign(cell.light, middle, y - signs.lift)
        elif cell.light is not None:
            document.sign(cell.light, x + look.side, y - signs.lift)
        begin = x + look.side + self._hang(cell.light) + cell.inset
        for place, line in enumerate(cell.lines):
            baseline = y + place * look.leading
            if cell.align is Align.CENTRE:
                document.centred(line, (x + right) / 2, baseline)
            elif cell.align is Align.RIGHT:
                document.line(line, right - look.side - cell.inset - line.width, baseline)
            else:
                document.line(line, begin, baseline)

    def _draw_grid(self, rows: Sequence[Row], left: float, top: float) -> None:
        document = self._document
        measures = self._measures
        right = left + self.width
        height = self.head_height + rows_height(rows)
        columns_from = top + sum(self._head_heights)
        y = top + self.head_height
        for place, row in enumerate(rows):
            if place:
                document.rule(left, y, right, y, measures.grid_line)
            if row.look.whole:
                self._draw_columns(left, columns_from, y)
                columns_from = y + row.height
            y += row.height
        self._draw_columns(left, columns_from, y)
        under_head = top + self.head_height
        if rows:
            document.rule(left, under_head, right, under_head, measures.frame_line)
        document.box(left, top, self.width, height, measures.frame_line)

    def _draw_columns(self, left: float, top: float, bottom: float) -> None:
        if bottom <= top:
            return
        for edge in self._edges[1:-1]:
            self._document.rule(left + edge, top, left + edge, bottom, self._measures.grid_line)


def _shortened(heading: str) -> str:
    """Return a heading without its last words, or last letters where it is one long word."""
    kept = heading[: -max(2, len(heading) // 20)]
    kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" \u00a0.,;·…") + "…"


def _look(
    measures: TableMeasures, padding: Padding, *, grey: float | None = None, whole: bool = False
) -> RowLook:
    return RowLook(
        leading=measures.leading,
        ascent=first_baseline(measures.size, measures.leading),
        top=padding.top,
        bottom=padding.bottom,
        side=measures.side,
        grey=grey,
        whole=whole,
    )


def _edges(lengths: Sequence[float]) -> tuple[float, ...]:
    edges = [0.0]
    for length in lengths:
        edges.append(edges[-1] + length)
    return tuple(edges)
