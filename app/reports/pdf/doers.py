"""Sheet 8, ma trận nhiệm vụ giao chung: tasks across, those who do them upright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import formats
from app.reports.doers import DoersSheet, MatrixGroup, MatrixRow
from app.reports.pdf.closing import Closing, task_legend
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Cell, Row, make_row
from app.reports.pdf.sentences import Sentence, Words, counted
from app.reports.pdf.sheet_writer import Part, SheetHead, write_sheet
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Run, bind, bind_all

_FIRST_DOER = 4
_DROP = 9.0
_NOTE = (
    "Mỗi ô là tình trạng riêng của một cơ quan đối với một nhiệm vụ; ô trống: cơ quan không thuộc "
    "diện thực hiện. Cột “Xong”: số cơ quan đã xong trên số cơ quan thực hiện. Nhiệm vụ giao chung "
    "đếm một lần trong mọi tổng số."
)


def draw_doers(document: Document, sheet: DoersSheet) -> int:
    """Draw sheet 8 on pages of its own in an open document and return how many it took."""
    most = document.layout.doers.most_doers
    starts = range(0, max(len(sheet.doers), 1), most)
    parts = []
    for start in starts:
        builder = _Matrix(document, sheet, range(start, min(start + most, len(sheet.doers))))
        rows = list(builder.rows()) or [builder.nothing()]
        parts.append(Part(builder.table, rows, _DROP if start else 0.0))
    head = SheetHead(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        answers=_answers(sheet),
    )
    names = "; ".join(f"{bind_all(short)}: {title}" for short, title in sheet.abbreviations)
    note = " ".join((_NOTE, f"{names}." if names else "", *sheet.notes)).strip()
    legend = task_legend(sheet.soon_days)
    closing = Closing(document, parts[-1].table.width, [note], sheet.letterhead, legend=legend)
    return write_sheet(document, head, parts, closing)


def _answers(sheet: DoersSheet) -> tuple[Sentence, ...]:
    if not sheet.total:
        return ()
    unknown = sum(group.unknown for group in sheet.groups)
    done = sum(row.done for row in sheet.rows)
    every = sum(row.doers for row in sheet.rows)
    sentence = [Words(counted(sheet.total, "nhiệm vụ giao chung"), bold=True)]
    if every:
        share = formats.percent(done, every)
        sentence.append(
            Words(
                f": {formats.number(done)} trong {counted(every, 'lượt cơ quan thực hiện')} đã "
                f"xong, bằng {share}"
            )
        )
    if unknown:
        what = "nhiệm vụ chưa có danh sách cơ quan thực hiện"
        sentence.append(Words(f"; {counted(unknown, 'nhiệm vụ')}{what.removeprefix('nhiệm vụ')}"))
    return ((*sentence, Words(".")),)


class _Matrix:
    """Rows of sheet 8 for some of the doers; each table names the tasks again."""

    def __init__(self, document: Document, sheet: DoersSheet, doers: range) -> None:
        measures = document.layout.doers
        paper = document.layout.paper
        fixed = (measures.number, measures.title, measures.limit, measures.done)
        room = paper.long - paper.left - paper.right - sum(fixed)
        self._sheet = sheet
        self._doers = doers
        names = [HeadCell(words, at) for at, words in enumerate(("TT", "Nhiệm vụ (căn cứ)"))]
        names += [HeadCell("Thời hạn", 2), HeadCell("Xong", 3)]
        count = max(1, len(doers))
        for at, place in enumerate(doers):
            name = sheet.doers[place]
            names.append(HeadCell(name, _FIRST_DOER + at, up=measures.head_room))
        if not doers:
            names.append(HeadCell("Cơ quan thực hiện", _FIRST_DOER))
        self.table = Table(
            document,
            [*fixed, *([room / count] * count)],
            Padding(measures.top, measures.bottom),
            names,
        )

    def rows(self) -> Iterator[Row]:
        """Return the collectives with their tasks, and the sums of each doer."""
        number = 0
        for group in self._sheet.groups:
            yield self._group_row(group)
            for row in group.rows:
                number += 1
                yield self._row(number, row, (group.heading,))
        if number:
            yield self._sums()

    def nothing(self) -> Row:
        """Return the row of a sheet without collective tasks."""
        words = "Không có nhiệm vụ giao chung nào trong phạm vi của biểu này."
        runs = (Run(words, self.table.style(Face.ITALIC)),)
        return make_row(self.table.across(runs), self.table.section)

    def _group_row(self, group: MatrixGroup) -> Row:
        table = self.table
        words = counted(len(group.rows) + group.unknown, "nhiệm vụ")
        if group.unknown == len(group.rows) + group.unknown:
            words = f"{words}, chưa có danh sách cơ quan thực hiện"
        elif group.unknown:
            words = f"{words}, {counted(group.unknown, 'chưa có danh sách')}"
        cells = table.across(
            (Run(bind(group.heading), table.style(Face.BOLD)),),
            (Run(words, table.style()),),
        )
        return make_row(cells, table.group, heading=bool(group.rows))

    def _row(self, number: int, row: MatrixRow, trail: tuple[str, ...]) -> Row:
        table = self.table
        basis = "; ".join(map(bind_all, row.basis.split("; ")))
        title = (Run(bind(row.title), table.style()), Run(f" ({basis})", table.small()))
        words = formats.number(number)
        cells = [
            table.cell(0, words, Align.CENTRE, narrow=True),
            table.cell(1, title),
            table.cell(2, bind(row.limit), Align.CENTRE),
            table.cell(3, f"{row.done}/{row.doers}", Align.CENTRE, narrow=True),
            *self._marks(row),
        ]
        return make_row(cells, table.body, trail=trail, label=f"nhiệm vụ {words}")

    def _marks(self, row: MatrixRow) -> Sequence[Cell]:
        marks = (row.marks[place] for place in self._doers)
        return [Cell() if mark is None else self.table.sign(mark) for mark in marks]

    def _sums(self) -> Row:
        table = self.table
        done = sum(row.done for row in self._sheet.rows)
        every = sum(row.doers for row in self._sheet.rows)
        cells = [
            Cell(),
            table.cell(1, "Cộng số nhiệm vụ đã xong", face=Face.BOLD),
            Cell(),
            table.cell(3, f"{done}/{every}", Align.CENTRE, face=Face.BOLD, narrow=True),
        ]
        for place in self._doers:
            own, of = self._sheet.of_doer(place)
            small = (Run(f"{own}/{of}", table.small(Face.BOLD)),)
            cells.append(table.cell(len(cells), small, Align.CENTRE, narrow=True))
        return make_row(cells, table.body, tied=True)
