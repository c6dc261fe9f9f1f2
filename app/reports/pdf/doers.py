"""Sheet 8, ma trận nhiệm vụ giao chung: tasks across, those who do them upright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.domain import formats
from app.domain.traffic_light import Light
from app.reports.doers import COVERED, DoersSheet, MatrixGroup, MatrixRow
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
_COVERED = (
    f"{COVERED}: nhiệm vụ đã được ghi hoàn thành chung, cơ quan không ghi riêng; tính là đã xong."
)
_STOPPED = "Nhiệm vụ dừng, thu hồi không tính vào số lượt cơ quan thực hiện."


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
        answers=doers_answers(sheet),
    )
    names = "; ".join(f"{bind_all(short)}: {title}" for short, title in sheet.abbreviations)
    said = (_NOTE, *ended_notes(sheet), f"{names}." if names else "", *sheet.notes)
    note = " ".join(filter(None, said))
    legend = task_legend(sheet.soon_days)
    closing = Closing(document, parts[-1].table.width, [note], sheet.letterhead, legend=legend)
    return write_sheet(document, head, parts, closing)


def ended_notes(sheet: DoersSheet) -> list[str]:
    """Return how tasks count that ended as a whole, for paper and files alike."""
    covered = [_COVERED] if sheet.covered()[0] else []
    return [*covered, *([_STOPPED] if sheet.stopped else [])]


def doers_answers(sheet: DoersSheet) -> tuple[Sentence, ...]:
    """Return the sentence over the table, for paper and files alike."""
    if not sheet.total:
        return ()
    unknown = sum(group.unknown for group in sheet.groups)
    sentence = [Words(counted(sheet.total, "nhiệm vụ giao chung"), bold=True)]
    if sheet.turns:
        share = formats.percent(sheet.done, sheet.turns)
        turns = counted(sheet.turns, "lượt cơ quan thực hiện")
        words = f": {formats.number(sheet.done)} trong {turns} đã xong, bằng {share}"
        covered, tasks = sheet.covered()
        if covered:
            ended = counted(tasks, "nhiệm vụ đã hoàn thành chung")
            words += f" (trong đó {counted(covered, 'lượt')} theo {ended})"
        sentence.append(Words(words))
    if sheet.stopped:
        sentence.append(Words(f"; {counted(sheet.stopped, 'nhiệm vụ dừng, thu hồi')} không tính"))
    if unknown:
        what = "nhiệm vụ chưa có danh sách cơ quan thực hiện"
        sentence.append(Words(f"; {counted(unknown, what)}"))
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
            self._done(row),
            *self._marks(row),
        ]
        return make_row(cells, table.body, trail=trail, label=f"nhiệm vụ {words}")

    def _done(self, row: MatrixRow) -> Cell:
        table = self.table
        if row.stopped:
            return table.cell(3, formats.NONE_SIGN, Align.CENTRE, narrow=True)
        runs = [Run(f"{row.done}/{row.doers}", table.style())]
        if row.covered:
            runs.append(Run(" chung", table.small()))
        return table.cell(3, tuple(runs), Align.CENTRE, narrow=True)

    def _marks(self, row: MatrixRow) -> Sequence[Cell]:
        return [self._mark(row, place, _FIRST_DOER + at) for at, place in enumerate(self._doers)]

    def _mark(self, row: MatrixRow, place: int, column: int) -> Cell:
        mark = row.marks[place]
        if mark is None:
            return Cell()
        if row.covered_at(place):
            return self.table.cell(column, COVERED, Align.CENTRE, narrow=True)
        return self.table.sign(Light.STOPPED if row.stopped else mark)

    def _sums(self) -> Row:
        table = self.table
        done, every = self._sheet.done, self._sheet.turns
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
