"""Sheet 1, biểu theo dõi tiến độ thực hiện nhiệm vụ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from app.domain import formats
from app.domain.traffic_light import CLOSED_WORDS, Light
from app.reports.pdf.closing import Closing, task_legend
from app.reports.pdf.document import Document, open_document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Cell, Row, make_row
from app.reports.pdf.sentences import Sentence, group_counts, shares, totals
from app.reports.pdf.sheet_writer import Part, SheetHead, sheet_info, write_sheet
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.task_cells import state_cell, title_cell
from app.reports.pdf.text import Run, Style, bind
from app.reports.pdf.uncounted import uncounted_part
from app.reports.sheets import TrackingGroup, TrackingRow, TrackingSheet

_HEAD = (
    "TT",
    "Nội dung nhiệm vụ\n(căn cứ)",
    "Cơ quan\nphối hợp",
    "Thời hạn",
    "Sản phẩm",
    "Kết quả\nđến kỳ báo cáo",
    "Tiến\nđộ",
    "Đánh giá",
    "Vướng mắc,\nđề xuất",
)
_HEAD_WITH_LEAD = (*_HEAD[:2], "Cơ quan\nchủ trì", "Phối hợp", *_HEAD[3:])
_NOT_REPORTED = "…"
_CLOSED = (Light.DONE_IN_TIME, Light.DONE_LATE, Light.STOPPED)


def write_tracking(sheet: TrackingSheet, out: BinaryIO) -> int:
    """Write sheet 1 as a PDF file.

    Args:
        sheet: what it says.
        out: takes the bytes; written only when the whole sheet has been laid out.

    Returns:
        The number of pages.

    Raises:
        FontsMissingError: no font with all Vietnamese letters on this machine.
    """
    with open_document(out, sheet_info(sheet.title, sheet)) as document:
        return draw_tracking(document, sheet)


def draw_tracking(document: Document, sheet: TrackingSheet) -> int:
    """Draw sheet 1 on pages of its own in an open document and return how many it took."""
    builder = _TrackingTable(document, sheet)
    rows = list(builder.rows()) or [builder.nothing()]
    empty = sheet.tally.total == 0
    head = SheetHead(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        answers=() if empty else _answers(sheet),
    )
    notes = [*sheet.notes]
    if builder.unreported:
        notes.append(f"Dấu “{_NOT_REPORTED}” ở cột kết quả: chưa có báo cáo.")
    closing = Closing(
        document,
        builder.table.width,
        notes,
        sheet.letterhead,
        legend=() if sheet.closed else task_legend(sheet.soon_days),
    )
    parts = [Part(builder.table, rows)]
    if sheet.uncounted:
        parts.append(uncounted_part(document, sheet.uncounted))
    return write_sheet(document, head, parts, closing)


def _answers(sheet: TrackingSheet) -> tuple[Sentence, ...]:
    if sheet.closed:
        return (totals(sheet.tally, stopped_words=CLOSED_WORDS.lower()),)
    return totals(sheet.tally), shares(sheet.tally)


class _TrackingTable:
    """Rows of sheet 1, numbered through the sheet.

    Attributes:
        table: the table they belong to.
        unreported: True once a row without a result was made.
    """

    def __init__(self, document: Document, sheet: TrackingSheet) -> None:
        measures = document.layout.tracking
        self._sheet = sheet
        self._head = _HEAD_WITH_LEAD if sheet.show_lead else _HEAD
        self.table = Table(
            document,
            self._widths(document),
            Padding(measures.top, measures.bottom),
            [HeadCell(words, column) for column, words in enumerate(self._head)],
            [f"({number})" for number in range(1, len(self._head) + 1)],
        )
        self.unreported = False

    def rows(self) -> Iterator[Row]:
        """Return headings and tasks in order; headings without tasks are left out."""
        number = 0
        for group in self._sheet.groups:
            if not any(section.rows for section in group.sections):
                continue
            above = _open_heading(group.heading)
            if above:
                yield self._group_row(group)
            for section in group.sections:
                trail = above + _open_heading(section.heading)
                if len(trail) > len(above) and section.rows:
                    yield self._section_row(section.heading, above)
                for task in section.rows:
                    number += 1
                    yield self._task_row(number, task, trail)

    def nothing(self) -> Row:
        """Return the row of a sheet without tasks."""
        day = formats.date_in_text(self._sheet.provenance.as_of)
        words = f"Không có nhiệm vụ nào trong phạm vi của biểu này tính đến hết ngày {day}."
        runs = (Run(bind(words), self.table.style(Face.ITALIC)),)
        return make_row(self.table.across(runs), self.table.section)

    def _widths(self, document: Document) -> list[float]:
        """Return the columns' widths; TT takes from the title what a long number needs."""
        measures = document.layout.tracking
        chosen = measures.columns_with_lead if self._sheet.show_lead else measures.columns
        number, title, *others = chosen
        digits = formats.number(self._sheet.tally.total)
        style = document.layout.table
        words = document.typesetter.width(digits, Style(Face.UPRIGHT, style.size))
        more = max(0.0, words + 2 * style.narrow_side - number)
        return [number + more, title - more, *others]

    def _group_row(self, group: TrackingGroup) -> Row:
        table = self.table
        cells = table.across(
            (Run(bind(group.heading), table.style(Face.BOLD)),),
            (Run(group_counts(group.tally), table.style()),),
        )
        return make_row(cells, table.group, heading=True)

    def _section_row(self, heading: str, above: tuple[str, ...]) -> Row:
        runs = (Run(bind(heading), self.table.style(Face.BOLD_ITALIC)),)
        return make_row(self.table.across(runs), self.table.section, trail=above, heading=True)

    def _task_row(self, number: int, task: TrackingRow, trail: tuple[str, ...]) -> Row:
        table = self.table
        words = formats.number(number)
        agencies = (task.lead, task.coordinating) if self._sheet.show_lead else (task.coordinating,)
        cells = [table.cell(0, words, Align.CENTRE, narrow=True), title_cell(table, task)]
        for agency in agencies:
            cells.append(self._plain(len(cells), agency or formats.NONE_SIGN))
        cells.append(table.cell(len(cells), bind(task.limit), Align.CENTRE))
        cells.append(self._plain(len(cells), task.product or formats.NONE_SIGN))
        cells.append(self._plain(len(cells), self._result(task)))
        percent = formats.NONE_SIGN if task.percent is None else f"{task.percent}%"
        cells.append(table.cell(len(cells), percent, Align.CENTRE))
        cells.append(state_cell(table, len(cells), task))
        cells.append(self._plain(len(cells), task.difficulties))
        return make_row(cells, table.body, trail=trail, label=f"nhiệm vụ {words}")

    def _plain(self, column: int, words: str) -> Cell:
        return self.table.cell(column, bind(words))

    def _result(self, task: TrackingRow) -> str:
        if task.result.strip():
            return task.result
        if task.light in _CLOSED:
            return formats.NONE_SIGN
        self.unreported = True
        return _NOT_REPORTED


def _open_heading(heading: str) -> tuple[str, ...]:
    return (heading,) if heading.strip() else ()
