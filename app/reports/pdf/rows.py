"""The rows of a table as records that know their height, and how they fall on pages.

Rules: a row is cut only if it is taller than a page; a heading stays with the first row under it
and Cộng with the row above; a page that opens inside a group names the group again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from app.domain.traffic_light import Light
from app.reports.pdf.text import Line


class Align(Enum):
    """Where the lines of a cell begin."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """Broken lines of one cell.

    Attributes:
        lines: the lines, () for an empty cell.
        align: across the cell.
        light: sign beside the first line, or None; the lines hang to the right of it.
        inset: points by which the lines stand further in, from the edge that they are aligned to.
    """

    lines: tuple[Line, ...] = ()
    align: Align = Align.LEFT
    light: Light | None = None
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a kind of row is drawn and measured, in points.

    Attributes:
        leading: from baseline to baseline.
        ascent: from the top of a line to its baseline.
        top: padding over the words.
        bottom: padding under them.
        side: padding beside them.
        grey: fill from 0 to 1, None for white.
        whole: True where the row has no columns: its first cell stands left, its second right.
        centred: True where words stand in the middle of the height.
    """

    leading: float
    ascent: float
    top: float
    bottom: float
    side: float
    grey: float | None = None
    whole: bool = False
    centred: bool = False

    def height(self, lines: int) -> float:
        """Return the height of a row with so many lines."""
        return self.top + max(lines, 1) * self.leading + self.bottom


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        cells: one for each column, or one or two in a row without columns.
        look: how it is drawn.
        height: in points.
        trail: headings that are open above this row and not repeated by it, outermost first.
        label: what a cut row is called on the next page ("nhiệm vụ 7").
        heading: True where the row must not be the last of a page.
        tied: True where the row must not be parted from the one above (Cộng).
        continued: True in the later parts of a row that was cut.
    """

    cells: tuple[Cell, ...]
    look: RowLook
    height: float
    trail: tuple[str, ...] = ()
    label: str = ""
    heading: bool = False
    tied: bool = False
    continued: bool = False

    @property
    def line_count(self) -> int:
        """Lines of the longest cell."""
        return max((len(cell.lines) for cell in self.cells), default=0)

    def cut(self, lines: int) -> tuple[Row, Row]:
        """Return the row's first lines and the rest, as two rows; the sign stays above."""
        first = tuple(replace(cell, lines=cell.lines[:lines]) for cell in self.cells)
        rest = tuple(replace(cell, lines=cell.lines[lines:], light=None) for cell in self.cells)
        trail = (*self.trail, self.label) if self.label else self.trail
        return (
            replace(self, cells=first, height=self.look.height(lines)),
            replace(
                self,
                cells=rest,
                height=self.look.height(self.line_count - lines),
                trail=trail,
                label="",
                continued=True,
            ),
        )


def make_row(  # noqa: PLR0913 - what a row is made of
    cells: Sequence[Cell],
    look: RowLook,
    *,
    trail: tuple[str, ...] = (),
    label: str = "",
    heading: bool = False,
    tied: bool = False,
) -> Row:
    """Return a row as high as its longest cell."""
    lines = max((len(cell.lines) for cell in cells), default=0)
    return Row(tuple(cells), look, look.height(lines), trail, label, heading, tied)


_TALL = 0.1
"""Of a page: a lower row fills no gap worth having."""


class Pages:
    """Rows laid out on pages.

    Attributes:
        pages: the rows of each page. The first page may have none, where nothing fits under a tall
            letterhead; then the table begins on the second.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        first_room: float,
        room: float,
        reopen: Callable[[tuple[str, ...]], Row],
        least_lines: int,
    ) -> None:
        """Lay out ``rows``.

        Args:
            rows: all rows in order.
            first_room: points for rows on the first page, under the table's header.
            room: the same on every other page.
            reopen: makes the row that names the open headings again.
            least_lines: where a row is cut, so many lines at least stay on either side.
        """
        self.pages: list[list[Row]] = [[]]
        self._room = room
        self._left = self._first_room = first_room
        self._opened = 0
        self._reopen = reopen
        self._least_lines = least_lines
        for block in _blocks(rows):
            self._place(block)

    @property
    def left(self) -> float:
        """Points free under the last row."""
        return self._left

    def keep_with_last(self, height: float, rows_kept: int, most_empty: float = 1.0) -> bool:
        """See that ``height`` points are free under the table's last rows, on the same page.

        So many rows as ``rows_kept`` stand there too; one does if the page before would be left
        without any, or if a tall row would leave more than ``most_empty`` of it empty.

        Returns:
            False where even that gives no room: then nothing was moved.
        """
        page = self.pages[-1]
        starts = _body_starts(page)
        if height <= self._left:
            self._pull(rows_kept - len(starts), height, most_empty)
            return True
        fewest = 0 if len(self.pages) == 1 and len(starts) == 1 else 1
        for count in range(min(rows_kept, len(starts) - fewest), 0, -1):
            if count > 1 and self._leaves_empty(page, starts[-count:], self._left, most_empty):
                continue
            if self._move(page, starts[-count], height):
                return True
        if starts and page[-1].continued and page[-1].line_count >= 2 * self._least_lines:
            return self._move_lines(page, height)
        return False

    def _place(self, block: list[Row]) -> None:
        height = rows_height(block)
        if height <= self._left:
            self._add(block, height)
            return
        opening = self._opening(block[0])
        if height + rows_height(opening) <= self._room:
            self._new_page(opening)
            self._add(block, height)
            return
        self._place_cut(block)

    def _place_cut(self, block: list[Row]) -> None:
        """Place a block taller than a page, cutting what must be cut."""
        *headings, row = block
        least = row.look.height(min(self._least_lines, row.line_count))
        if rows_height(headings) + least > self._left:
            self._new_page(self._opening(block[0]))
        for other in block:
            self._add_cut(other)

    def _add_cut(self, row: Row) -> None:
        look = row.look
        while row.height > self._left:
            lines = int((self._left - look.top - look.bottom) / look.leading)
            lines = min(lines, row.line_count - self._least_lines)
            if lines >= 1:
                first, row = row.cut(lines)
                self._add([first], first.height)
            self._new_page(self._opening(row))
        self._add([row], row.height)

    def _add(self, rows: list[Row], height: float) -> None:
        self.pages[-1].extend(rows)
        self._left -= height

    def _opening(self, row: Row) -> list[Row]:
        return [self._reopen(row.trail)] if row.trail else []

    def _new_page(self, opening: list[Row]) -> None:
        self.pages.append([*opening])
        self._opened = len(opening)
        self._left = self._room - rows_height(opening)

    def _pull(self, count: int, height: float, most_empty: float) -> None:
        """Bring the last rows of the page before down to the last page, if there is room.

        The page before stays as it is where it would be left with too much empty.
        """
        if count <= 0 or len(self.pages) == 1 or self.pages[-1][-1].continued:
            return
        before = self.pages[-2]
        starts = _body_starts(before)[1:]
        if not starts:
            return
        start = starts[-min(count, len(starts))]
        moved = before[start:] + self.pages[-1][self._opened :]
        opening = self._opening(moved[0])
        if rows_height([*opening, *moved]) + height > self._room:
            return
        room = self._room if len(self.pages) > 2 else self._first_room
        starts = [place for place in _body_starts(before) if place >= start]
        if self._leaves_empty(before, starts, room - rows_height(before), most_empty):
            return
        del before[start:]
        self.pages.pop()
        self._new_page(opening)
        self._add(moved, rows_height(moved))

    def _leaves_empty(
        self, page: list[Row], starts: Sequence[int], left: float, most_empty: float
    ) -> bool:
        """Return whether moving blocks leaves too much empty, the first of them to blame for it."""
        first = rows_height(page[starts[0] : starts[1] if len(starts) > 1 else None])
        empty = left + rows_height(page[starts[0] :])
        return empty > most_empty * self._room and first > _TALL * self._room

    def _move(self, page: list[Row], start: int, height: float) -> bool:
        moved = page[start:]
        opening = self._opening(moved[0])
        if rows_height([*opening, *moved]) + height > self._room:
            return False
        del page[start:]
        self._new_page(opening)
        self._add(moved, rows_height(moved))
        return True

    def _move_lines(self, page: list[Row], height: float) -> bool:
        """Move the last lines of a row that was cut already."""
        row = page[-1]
        first, rest = row.cut(row.line_count - self._least_lines)
        opening = self._opening(rest)
        if rows_height([*opening, rest]) + height > self._room:
            return False
        page[-1] = first
        self._new_page(opening)
        self._add([rest], rest.height)
        return True


def rows_height(rows: Sequence[Row]) -> float:
    """Return the height of some rows, in points."""
    return math.fsum(row.height for row in rows)


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Part the rows into blocks that stay on one page: headings and their row, row and Cộng."""
    block: list[Row] = []
    for place, row in enumerate(rows):
        block.append(row)
        followed = place + 1 < len(rows) and rows[place + 1].tied
        if not row.heading and not followed:
            yield block
            block = []
    if block:
        yield block


def _body_starts(page: Sequence[Row]) -> list[int]:
    """Return where each block of a page starts, without the row that names open headings."""
    starts = []
    start = 0
    for block in _blocks(page):
        starts.append(start)
        start += len(block)
    return starts
