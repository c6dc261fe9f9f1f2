"""The second table of sheet 1: what concerns an agency and stands outside its total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import formats
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Row, make_row
from app.reports.pdf.sheet_writer import Part
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.task_cells import state_cell, title_cell
from app.reports.pdf.text import Paragraph, Run, bind
from app.reports.sheets import TrackingRow, UncountedGroup

_HEAD = ("TT", "Nội dung nhiệm vụ (căn cứ)", "Cơ quan chủ trì", "Thời hạn", "Đánh giá chung")


def uncounted_part(document: Document, groups: Sequence[UncountedGroup]) -> Part:
    """Return the table as it follows that of the counted tasks; each group counts from one."""
    measures = document.layout.tracking
    table = Table(
        document,
        measures.columns_uncounted,
        Padding(measures.top, measures.bottom),
        [HeadCell(words, column) for column, words in enumerate(_HEAD)],
    )
    rows = [row for group in groups for row in _group_rows(table, group)]
    return Part(table, rows, measures.uncounted_drop)


def _group_rows(table: Table, group: UncountedGroup) -> Iterator[Row]:
    above = (group.heading,)
    yield make_row(table.across(_words(table, group.heading, Face.BOLD)), table.group, heading=True)
    number = 0
    for section in group.sections:
        words = _words(table, section.heading, Face.BOLD_ITALIC)
        yield make_row(table.across(words), table.section, trail=above, heading=True)
        for task in section.rows:
            number += 1
            yield _task_row(table, number, task, (*above, section.heading))
    if group.rest:
        rest = _words(table, group.rest, Face.ITALIC)
        yield make_row(table.across(rest), table.section, trail=above)


def _words(table: Table, words: str, face: Face) -> Paragraph:
    return (Run(bind(words), table.style(face)),)


def _task_row(table: Table, number: int, task: TrackingRow, trail: tuple[str, ...]) -> Row:
    words = formats.number(number)
    cells = (
        table.cell(0, words, Align.CENTRE, narrow=True),
        title_cell(table, task),
        table.cell(2, bind(task.lead)),
        table.cell(3, bind(task.limit), Align.CENTRE),
        state_cell(table, 4, task),
    )
    return make_row(cells, table.body, trail=trail, label=f"nhiệm vụ {words}")
