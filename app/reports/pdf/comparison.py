"""Sheet 7, biểu đối chiếu chỉ tiêu giữa các văn bản: a column for each document."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain import formats
from app.domain.indicators import Agreement
from app.reports.comparison import ComparisonGroup, ComparisonRow, ComparisonSheet, StatedLevel
from app.reports.pdf.closing import Closing
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Cell, Row, make_row
from app.reports.pdf.sentences import Sentence, Words, counted
from app.reports.pdf.sheet_writer import Part, SheetHead, write_sheet
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Run, bind, bind_all

_NOTE = (
    "Mức ghi đúng như văn bản; trong ngoặc là vị trí. “Khác cách ghi”: cùng một mức, viết khác "
    "nhau. Dấu “–”: văn bản không đặt mức cho năm đó."
)


def draw_comparison(document: Document, sheet: ComparisonSheet) -> int:
    """Draw sheet 7 on pages of its own in an open document and return how many it took."""
    builder = _ComparisonTable(document, sheet)
    rows = list(builder.rows()) or [builder.nothing()]
    head = SheetHead(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        answers=_answers(sheet),
    )
    closing = Closing(document, builder.table.width, [_NOTE], sheet.letterhead)
    return write_sheet(document, head, [Part(builder.table, rows)], closing)


def _answers(sheet: ComparisonSheet) -> tuple[Sentence, ...]:
    if not sheet.total:
        return ()
    total = f"{counted(sheet.total, 'mức')} được từ hai chỗ trở lên đặt ra"
    sentence = [Words(total, bold=True)]
    for place, group in enumerate(sheet.groups):
        worst = group.rows[0].agreement is Agreement.DIFFERS
        words = counted(len(group.rows), group.heading.lower())
        sentence += [Words(", " if place else ": "), Words(words, bold=worst)]
    return ((*sentence, Words(".")),)


class _ComparisonTable:
    """Rows of sheet 7, numbered through the sheet."""

    def __init__(self, document: Document, sheet: ComparisonSheet) -> None:
        measures = document.layout.comparison
        paper = document.layout.paper
        fixed = (measures.number, measures.name, measures.years)
        room = paper.long - paper.left - paper.right - sum(fixed) - measures.remark
        count = max(1, len(sheet.documents))
        self._sheet = sheet
        heads = ("TT", "Chỉ tiêu (đơn vị tính)", "Năm", *(sheet.documents or ("Văn bản",)))
        self.table = Table(
            document,
            [*fixed, *([room / count] * count), measures.remark],
            Padding(measures.top, measures.bottom),
            [HeadCell(bind(words), at) for at, words in enumerate((*heads, "Nhận xét"))],
        )

    def rows(self) -> Iterator[Row]:
        """Return the groups, worst first, with their rows."""
        number = 0
        for group in self._sheet.groups:
            yield self._group_row(group)
            for row in group.rows:
                number += 1
                yield self._row(number, row, (group.heading,))

    def nothing(self) -> Row:
        """Return the row of a sheet in which nothing is compared."""
        words = "Không có chỉ tiêu nào được hai văn bản trở lên cùng đặt mức."
        runs = (Run(words, self.table.style(Face.ITALIC)),)
        return make_row(self.table.across(runs), self.table.section)

    def _group_row(self, group: ComparisonGroup) -> Row:
        table = self.table
        cells = table.across(
            (Run(group.heading, table.style(Face.BOLD)),),
            (Run(counted(len(group.rows), "mức"), table.style()),),
        )
        return make_row(cells, table.group, heading=True)

    def _row(self, number: int, row: ComparisonRow, trail: tuple[str, ...]) -> Row:
        table = self.table
        words = formats.number(number)
        name = [Run(bind(row.name), table.style())]
        if row.unit:
            name.append(Run(f" ({bind_all(row.unit)})", table.small()))
        period = row.period.removeprefix("năm ")
        cells = [
            table.cell(0, words, Align.CENTRE, narrow=True),
            table.cell(1, tuple(name)),
            table.cell(2, bind(period), Align.CENTRE, narrow=True),
        ]
        face = Face.BOLD if row.agreement is Agreement.DIFFERS else Face.UPRIGHT
        for levels in row.levels:
            cells.append(self._levels(len(cells), levels, face))
        cells.append(table.cell(len(cells), bind(row.remark)))
        return make_row(cells, table.body, trail=trail, label=f"dòng {words}")

    def _levels(self, column: int, levels: tuple[StatedLevel, ...], face: Face) -> Cell:
        table = self.table
        if not levels:
            return table.cell(column, formats.NONE_SIGN, Align.CENTRE)
        runs: list[Run] = []
        for place, level in enumerate(levels):
            end = "\n" if place < len(levels) - 1 else ""
            runs.append(Run(bind(level.words), table.style(face)))
            runs.append(Run(f" ({bind_all(level.place)}){end}", table.small()))
        return table.cell(column, tuple(runs))
