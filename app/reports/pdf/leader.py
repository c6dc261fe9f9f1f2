"""Sheet 4: the page of one leader, always exactly one."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.domain import formats
from app.domain.changes import CHANGE_NAMES
from app.domain.tally import add_all
from app.domain.traffic_light import Light
from app.reports.leader import AgencyBar, LateTask, LeaderSheet, LeaderSheets
from app.reports.pdf.bars import BarChart
from app.reports.pdf.changes import change_sign, task_words
from app.reports.pdf.clipping import Room, clipped, listed
from app.reports.pdf.document import Document
from app.reports.pdf.figures import Block, figures_block
from app.reports.pdf.fonts import Face
from app.reports.pdf.frame import SheetFrame, SheetIdentity
from app.reports.pdf.letterhead import write_letterhead, write_title
from app.reports.pdf.rows import Align, Cell, Row, make_row, rows_height
from app.reports.pdf.sentences import counted, shares
from app.reports.pdf.signs import sign_width
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Line, Run, Style, bind, first_baseline

_HEAD = ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Quá hạn", "Nguyên nhân")
_CHOICES = ("Đồng ý", "Ý kiến khác")


class Fit(NamedTuple):
    """How much stands on the page: the most that fits is taken."""

    tasks: int
    bars: int
    change_lines: int
    decisions: int
    decision_lines: int
    size: float
    dotted: int


FITS = (
    Fit(5, 14, 6, 8, 3, 11, 6),
    Fit(5, 11, 4, 6, 2, 11, 5),
    Fit(5, 9, 2, 5, 2, 11, 4),
    Fit(5, 9, 2, 4, 2, 11, 3),
    Fit(5, 7, 2, 4, 2, 11, 3),
    Fit(5, 7, 2, 3, 2, 11, 2),
    Fit(5, 6, 2, 3, 1, 11, 2),
    Fit(5, 5, 1, 3, 1, 11, 2),
    Fit(3, 6, 2, 3, 1, 11, 2),
    Fit(3, 5, 1, 3, 1, 11, 2),
    Fit(3, 4, 1, 3, 1, 10, 2),
    Fit(3, 3, 1, 2, 1, 10, 1),
    Fit(1, 2, 1, 1, 1, 10, 0),
)


def draw_leaders(document: Document, sheets: LeaderSheets) -> int:
    """Draw the pages of several leaders; return how many."""
    return sum(
        draw_leader(document, dataclasses.replace(sheet, letterhead=sheets.letterhead))
        for sheet in sheets.sheets
    )


def draw_leader(document: Document, sheet: LeaderSheet) -> int:
    """Draw the page of one leader in an open document; return 1."""
    identity = SheetIdentity("Phiếu 4", sheet.provenance, marks=sheet.letterhead.marks)
    frame = SheetFrame(document, identity, portrait=True)
    frame.begin_page()
    baseline = write_letterhead(frame, sheet.letterhead, sheet.provenance)
    baseline = write_title(frame, baseline, sheet.title, sheet.subtitle, sheet.provenance)
    top = baseline + document.layout.leader.after_title
    blocks, left = _fitting(frame, sheet, frame.bottom - top)
    y = top
    for block in blocks:
        block.draw(y)
        y += block.height
    _draw_dotted(frame, y, left)
    frame.end_page()
    return 1


def _fitting(frame: SheetFrame, sheet: LeaderSheet, room: float) -> tuple[list[Block], float]:
    """Return the fullest page that fits, and the height that is left for writing by hand."""
    leading = frame.document.layout.leader.dotted_leading
    blocks: list[Block] = []
    for fit in FITS:
        blocks = list(_Page(frame, sheet, fit).blocks())
        left = room - sum(block.height for block in blocks)
        if left >= fit.dotted * leading:
            break
    return blocks, left


def _draw_dotted(frame: SheetFrame, top: float, room: float) -> None:
    """Fill the rest of the page with lines for what the leader writes."""
    document = frame.document
    measures = document.layout.leader
    count = int(room / measures.dotted_leading)
    style = Style(Face.BOLD, measures.text_size)
    words = document.typesetter.line(Run("Ý kiến chỉ đạo: ", style))
    for place in range(count):
        baseline = top + (place + 1) * measures.dotted_leading - 2
        left = frame.left
        if place == 0:
            document.line(words, left, baseline)
            left += words.width + 4
        y = document.height - baseline - 1
        document.under(
            f"0 G 0.6 w [0.6 2.2] 0 d {left:.2f} {y:.2f} m {frame.right:.2f} {y:.2f} l S"
        )


class _Page:
    """The parts of one page under its title."""

    def __init__(self, frame: SheetFrame, sheet: LeaderSheet, fit: Fit) -> None:
        self._frame = frame
        self._document = frame.document
        self._setter = frame.document.typesetter
        self._measures = frame.document.layout.leader
        self._sheet = sheet
        self._fit = fit
        self._text = Style(Face.UPRIGHT, self._measures.text_size)
        self._bold = Style(Face.BOLD, self._measures.text_size)

    def blocks(self) -> Iterator[Block]:
        """Return the parts from top to bottom."""
        sheet = self._sheet
        yield figures_block(self._frame, sheet.tally, sheet.before)
        yield self._space(self._measures.small_gap)
        yield from self._sentence()
        yield self._heading("1. Theo cơ quan chủ trì")
        yield from self._bars()
        yield self._heading("2. Nhiệm vụ chậm nhất")
        yield from self._late()
        if sheet.changes is not None:
            day = formats.date_in_text(sheet.changes.since)
            yield self._heading(f"3. Thay đổi từ ngày {day}")
            yield from self._changes()
        yield self._heading(f"{'3' if sheet.changes is None else '4'}. Điều cần quyết định")
        yield from self._decisions()

    # Words

    def _space(self, height: float) -> Block:
        return Block(height, lambda _top: None)

    def _lines(self, lines: Sequence[Line], leading: float, indent: float = 0.0) -> Block:
        def draw(top: float) -> None:
            for place, line in enumerate(lines):
                baseline = top + first_baseline(self._text.size, leading) + place * leading
                self._document.line(line, self._frame.left + indent, baseline)

        return Block(len(lines) * leading, draw)

    def _heading(self, words: str) -> Block:
        measures = self._measures
        line = self._setter.line(Run(words, Style(Face.BOLD, measures.heading_size)))

        def draw(top: float) -> None:
            self._document.line(line, self._frame.left, top + measures.heading_drop)

        return Block(measures.heading_drop + measures.heading_after, draw)

    def _sentence(self) -> Iterator[Block]:
        sheet = self._sheet
        said = [Run(text, self._bold if bold else self._text) for text, bold in shares(sheet.tally)]
        if sheet.before is not None and sheet.changes is not None:
            day = formats.date_in_text(sheet.changes.since)
            said.insert(0, Run(bind(f"Dòng nghiêng: tăng, giảm so với ngày {day}. "), self._text))
        yield self._lines(
            self._setter.lines(tuple(said), self._frame.width), self._measures.text_leading
        )
        if sheet.indicators:
            lines = clipped(self._setter, sheet.indicators, self._text, self._frame.width, 3)
            yield self._lines(lines, self._measures.text_leading)
        if sheet.notes:
            style = Style(Face.ITALIC, self._measures.note_size)
            lines = clipped(self._setter, " ".join(sheet.notes), style, self._frame.width, 2)
            yield self._lines(lines, self._measures.note_leading)

    # Bars

    def _bars(self) -> Iterator[Block]:
        if not self._sheet.bars:
            yield self._nothing("Không có nhiệm vụ nào trong phạm vi của phiếu này.")
            return
        chart = BarChart(self._frame, gathered(self._sheet.bars, self._fit.bars))
        yield Block(chart.height, chart.draw)

    def _nothing(self, words: str) -> Block:
        style = Style(Face.ITALIC, self._measures.text_size)
        lines = self._setter.lines((Run(words, style),), self._frame.width)
        return self._lines(lines, self._measures.text_leading)

    # What is late

    def _late(self) -> Iterator[Block]:
        late = self._sheet.late
        if not late:
            yield self._nothing("Không có nhiệm vụ nào quá hạn.")
            return
        table = self._table()
        shown = late[: self._fit.tasks]
        rows = [self._late_row(table, number, task) for number, task in enumerate(shown, start=1)]
        if rest := len(late) - len(shown):
            words = f"và {counted(rest, 'nhiệm vụ khác')} quá hạn, xem Biểu số 5."
            runs = (Run(words, table.style(Face.ITALIC)),)
            rows.append(make_row(table.across(runs), table.section))
        height = table.head_height + rows_height(rows)
        yield Block(height, lambda top: self._draw_table(table, rows, top))

    def _draw_table(self, table: Table, rows: Sequence[Row], top: float) -> None:
        table.draw(rows, self._frame.left, top)

    def _table(self) -> Table:
        shared = self._document.layout.table
        size = self._fit.size
        return Table(
            self._document,
            self._measures.columns,
            Padding(self._measures.top, self._measures.bottom),
            [HeadCell(words, column) for column, words in enumerate(_HEAD)],
            measures=dataclasses.replace(
                shared, size=size, leading=shared.leading * size / shared.size
            ),
        )

    def _late_row(self, table: Table, number: int, task: LateTask) -> Row:
        days = f"{formats.number(task.days)} ngày"
        cells = (
            table.cell(0, formats.number(number), Align.CENTRE, narrow=True),
            self._clipped(table, 1, task.title),
            self._clipped(table, 2, task.lead),
            table.cell(3, task.limit, Align.CENTRE),
            table.cell(4, bind(days), Align.CENTRE, face=Face.BOLD),
            self._clipped(table, 5, task.reason or formats.NONE_SIGN),
        )
        return make_row(cells, table.body)

    def _clipped(self, table: Table, column: int, words: str) -> Cell:
        room = table.room(column)
        return Cell(clipped(self._setter, words, table.style(), room, 2))

    # What changed, what is asked

    def _changes(self) -> Iterator[Block]:
        changes = self._sheet.changes
        if changes is None or not changes.groups:
            yield self._nothing("Không có thay đổi nào.")
            return
        signs = self._document.layout.signs
        indent = sign_width(Light.DONE_IN_TIME, signs) + signs.gap + 1
        for group in changes.groups:
            lead = Run(f"{CHANGE_NAMES[group.kind]} {len(group.tasks)}: ", self._bold)
            lines = listed(
                self._setter,
                lead,
                [task_words(task) for task in group.tasks],
                Room(self._text, self._frame.width - indent, self._fit.change_lines),
            )
            block = self._lines(lines, self._measures.text_leading, indent)
            yield Block(block.height, self._signed(block, change_sign(group.kind)))

    def _signed(self, block: Block, light: Light) -> Callable[[float], None]:
        leading = self._measures.text_leading

        def draw(top: float) -> None:
            foot = top + first_baseline(self._text.size, leading)
            self._document.sign(light, self._frame.left, foot)
            block.draw(top)

        return draw

    def _decisions(self) -> Iterator[Block]:
        decisions = self._sheet.decisions[: self._fit.decisions]
        if not decisions:
            yield self._nothing("Không có việc nào cần quyết định theo số liệu của sổ.")
            return
        room = self._frame.width - self._measures.choices
        for number, words in enumerate(decisions, start=1):
            lines = clipped(
                self._setter, f"{number}. {words}", self._text, room, self._fit.decision_lines
            )
            block = self._lines(lines, self._measures.text_leading)
            height = block.height + self._measures.decision_gap
            yield Block(height, self._with_choices(block))

    def _with_choices(self, block: Block) -> Callable[[float], None]:
        measures = self._measures
        side = measures.tick_box

        def draw(top: float) -> None:
            block.draw(top)
            baseline = top + first_baseline(self._text.size, measures.text_leading)
            x = self._frame.right - measures.choices + measures.choices_gap
            for words in _CHOICES:
                self._document.box(x, baseline - side + 0.8, side, side, 0.6)
                line = self._setter.line(Run(words, self._text))
                self._document.line(line, x + side + 3, baseline)
                x += side + 3 + line.width + 7

        return draw


def gathered(bars: Sequence[AgencyBar], most: int) -> Sequence[AgencyBar]:
    """Return at most so many bars; the last one is then the sum of all others."""
    if len(bars) <= most:
        return bars
    rest = bars[most - 1 :]
    return [
        *bars[: most - 1],
        AgencyBar(f"{len(rest)} cơ quan khác", add_all(bar.tally for bar in rest)),
    ]
