"""Sheet 5: danh sách nhiệm vụ quá hạn, and phiếu đôn đốc to one agency."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import formats
from app.domain.traffic_light import OVERDUE_BANDS, Light
from app.reports.overdue import OverdueGroup, OverdueRow, OverdueSheet
from app.reports.pdf.closing import Closing
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Cell, Row, make_row
from app.reports.pdf.sentences import Sentence, Words, counted
from app.reports.pdf.sheet_writer import Part, SheetHead, write_sheet
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.task_cells import TITLE_COLUMN, state_words_cell
from app.reports.pdf.text import Run, bind, bind_all

_HEAD = (
    "TT",
    "Nhiệm vụ (căn cứ)",
    "Cơ quan\nchủ trì",
    "Lãnh đạo\nphụ trách",
    "Thời hạn",
    "Quá\nhạn\n(ngày)",
    "Gia\nhạn\n(lần)",
    "Nguyên nhân",
    "Đề xuất,\nkiến nghị",
    "Ý kiến\nchỉ đạo",
)
_HEAD_REMINDER = (
    "TT",
    "Nhiệm vụ (căn cứ)",
    "Lãnh đạo\nphụ trách",
    "Thời hạn",
    "Tình trạng",
    "Gia\nhạn\n(lần)",
    "Nguyên nhân",
    "Đề xuất,\nkiến nghị",
    "Ngày cam kết\nhoàn thành",
)
UNASSIGNED = "Chưa phân công"
"""Stands in the place of a leader where nobody is in charge."""


def draw_overdue(document: Document, sheet: OverdueSheet) -> int:
    """Draw sheet 5 on pages of its own in an open document and return how many it took."""
    builder = _OverdueTable(document, sheet)
    rows = list(builder.rows()) or [builder.nothing()]
    head = SheetHead(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        answers=overdue_answers(sheet),
    )
    closing = Closing(document, builder.table.width, _notes(sheet), sheet.letterhead)
    return write_sheet(document, head, [Part(builder.table, rows)], closing)


def overdue_nothing(sheet: OverdueSheet) -> str:
    """Return what stands in the place of rows where there are none."""
    day = formats.date_in_text(sheet.provenance.as_of)
    what = "quá hạn hoặc sắp đến hạn" if sheet.reminder else "quá hạn"
    of = counted(sheet.tally.followed, "nhiệm vụ")
    return f"Tính đến hết ngày {day} không có nhiệm vụ nào {what} trong {of} đang theo dõi."


def overdue_answers(sheet: OverdueSheet) -> tuple[Sentence, ...]:
    """Return the sentence over the table, for paper and files alike."""
    late, followed = sheet.tally[Light.OVERDUE], sheet.tally.followed
    soon = sheet.tally[Light.DUE_SOON] if sheet.reminder else 0
    if not late and not soon:
        return ()
    share = f", bằng {formats.percent(late, followed)} của {counted(followed, 'nhiệm vụ')} "
    share += "đang theo dõi" if not sheet.reminder else "đang được giao chủ trì"
    bands = "; ".join(
        f"{_band_words(first, last)} {formats.number(sheet.in_band(first, last))}"
        for first, last in reversed(OVERDUE_BANDS)
        if not sheet.reminder or sheet.in_band(first, last)
    )
    leads = "" if sheet.reminder else f" của {counted(sheet.leads, 'đầu mối')}"
    sentence = [Words(counted(late, "nhiệm vụ quá hạn"), bold=True), Words(f"{leads}{share}")]
    if late:
        sentence.append(Words(f": {bands}"))
    if soon:
        sentence.append(Words("; "))
        sentence.append(Words(counted(soon, "nhiệm vụ sắp đến hạn"), bold=True))
    return ((*sentence, Words(".")),)


def _band_words(first: int, last: int | None) -> str:
    return bind_all(f"trên {first - 1} ngày" if last is None else f"{first}–{last} ngày")


def _notes(sheet: OverdueSheet) -> list[str]:
    day = formats.date_in_text(sheet.provenance.as_of)
    notes = [*sheet.beside]
    plain = (
        f"Số ngày quá hạn tính từ ngày sau thời hạn đến hết ngày {day}; thiếu báo cáo: từ ngày "
        "sau ngày chốt kỳ. Nhiệm vụ giao chung đếm một lần. Lãnh đạo phụ trách theo phân công có "
        "hiệu lực tại ngày đó."
    )
    names = "; ".join(f"{bind_all(short)}: {title}" for short, title in sheet.abbreviations)
    notes.append(" ".join((plain, f"{names}." if names else "", *sheet.notes)).strip())
    return notes


class _OverdueTable:
    """Rows of sheet 5, numbered through the sheet."""

    def __init__(self, document: Document, sheet: OverdueSheet) -> None:
        measures = document.layout.overdue
        head = _HEAD_REMINDER if sheet.reminder else _HEAD
        self._sheet = sheet
        self.table = Table(
            document,
            measures.columns_reminder if sheet.reminder else measures.columns,
            Padding(measures.top, measures.bottom),
            [HeadCell(words, column) for column, words in enumerate(head)],
            [f"({number})" for number in range(1, len(head) + 1)],
        )

    def rows(self) -> Iterator[Row]:
        """Return the bands with their tasks."""
        number = 0
        for group in self._sheet.groups:
            yield self._group_row(group)
            for task in group.rows:
                number += 1
                yield self._task_row(number, task, (group.heading,))

    def nothing(self) -> Row:
        """Return the row of a sheet without tasks."""
        words = overdue_nothing(self._sheet)
        runs = (Run(bind(words), self.table.style(Face.ITALIC)),)
        return make_row(self.table.across(runs), self.table.section)

    def _group_row(self, group: OverdueGroup) -> Row:
        table = self.table
        cells = table.across(
            (Run(bind(group.heading), table.style(Face.BOLD)),),
            (Run(counted(len(group.rows), "nhiệm vụ"), table.style()),),
        )
        return make_row(cells, table.group, heading=True)

    def _task_row(self, number: int, task: OverdueRow, trail: tuple[str, ...]) -> Row:
        table = self.table
        words = formats.number(number)
        cells = [table.cell(0, words, Align.CENTRE, narrow=True), self._title(task)]
        if not self._sheet.reminder:
            cells.append(table.cell(len(cells), bind(task.lead)))
        cells.append(self._leader(len(cells), task))
        cells.append(table.cell(len(cells), bind(task.limit), Align.CENTRE))
        if self._sheet.reminder:
            cells.append(state_words_cell(table, len(cells), task.light, task.state))
        else:
            days = formats.number(task.days)
            cells.append(table.cell(len(cells), days, Align.CENTRE, face=Face.BOLD))
        cells.append(table.cell(len(cells), formats.count(task.extensions), Align.CENTRE))
        cells.append(table.cell(len(cells), bind(task.reason)))
        cells.append(table.cell(len(cells), bind(task.proposal)))
        cells.append(Cell())
        return make_row(cells, table.body, trail=trail, label=f"nhiệm vụ {words}")

    def _title(self, task: OverdueRow) -> Cell:
        table = self.table
        basis = "; ".join(map(bind_all, task.basis.split("; ")))
        runs = (Run(bind(task.title), table.style()), Run(f" ({basis})", table.small()))
        return table.cell(TITLE_COLUMN, runs)

    def _leader(self, column: int, task: OverdueRow) -> Cell:
        if task.leader:
            return self.table.cell(column, task.leader)
        return self.table.cell(column, UNASSIGNED, face=Face.ITALIC)
