"""Sheet 3, kết quả thực hiện các chỉ tiêu."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from app.domain import formats
from app.domain.indicator_light import LIGHT_NAMES, SHOWN_AS, IndicatorLight
from app.domain.indicator_row import IndicatorRow
from app.domain.result_period import ResultPeriod
from app.reports.indicators import IndicatorGroup, IndicatorSheet
from app.reports.pdf.closing import Closing
from app.reports.pdf.document import Document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Cell, Row, make_row
from app.reports.pdf.sentences import Sentence, Words, counted
from app.reports.pdf.sheet_writer import Part, SheetHead, write_sheet
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Run, bind

_NUMBERS = ("A", "B", "C", "1", "2", "3", "4=3/1", "5", "6", "D", "Đ")
_FIRST_FIGURE, _LAST_FIGURE = 3, 8
_WORRYING = (IndicatorLight.AT_RISK, IndicatorLight.NOT_ACHIEVED)
_SIGN = re.compile(r"([<>≥≤≈]) ")
"""A sign stands on the line of its figure."""
_TAIL = re.compile(r",\d+%?$|%$")
_NOTE = (
    "Dấu “–”: không áp dụng hoặc chưa có số liệu. Cột 4: mẫu số là kế hoạch năm; cột 5: mẫu số là "
    "cùng kỳ năm trước. Kế hoạch ghi thành khoảng: trong khoảng là 100%. Tỷ lệ trên 100% in đúng "
    "như tính được. Chỉ tiêu tốc độ, cơ cấu, chỉ số: số của kỳ, không cộng dồn."
)


def draw_indicators(document: Document, sheet: IndicatorSheet) -> int:
    """Draw sheet 3 on pages of its own in an open document and return how many it took."""
    builder = _IndicatorTable(document, sheet)
    rows = list(builder.rows()) or [builder.nothing()]
    head = SheetHead(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        answers=_answers(sheet),
    )
    closing = Closing(
        document,
        builder.table.width,
        [" ".join((_NOTE, *sheet.notes))],
        sheet.letterhead,
        legend=[(SHOWN_AS[light], LIGHT_NAMES[light].lower()) for light in IndicatorLight],
    )
    return write_sheet(document, head, [Part(builder.table, rows)], closing)


def _answers(sheet: IndicatorSheet) -> tuple[Sentence, ...]:
    heads, lines = sum(group.heads for group in sheet.groups), sheet.tally.total
    if not lines:
        return ()
    parts = f", {counted(lines, 'dòng theo dõi')}" if lines != heads else ""
    sentence = [Words(f"{counted(heads, 'chỉ tiêu')}{parts}", bold=True)]
    said = [light for light in IndicatorLight if sheet.tally[light]]
    for place, light in enumerate(said):
        sentence.append(Words(", " if place else ": "))
        words = counted(sheet.tally[light], LIGHT_NAMES[light].lower())
        sentence.append(Words(words, bold=light in _WORRYING))
    return ((*sentence, Words(f". Kỳ số liệu: {sheet.period.words}.")),)


class _IndicatorTable:
    """Rows of sheet 3; figures stand with their decimal commas under each other."""

    def __init__(self, document: Document, sheet: IndicatorSheet) -> None:
        self._measures = document.layout.indicators
        self._document = document
        self._sheet = sheet
        self.table = Table(
            document,
            self._measures.columns,
            Padding(self._measures.top, self._measures.bottom),
            _head(sheet.period),
            _NUMBERS,
        )
        self._look = dataclasses.replace(self.table.body, centred=True)
        self._tails = self._measure_tails()

    def rows(self) -> Iterator[Row]:
        """Return groups with their indicators."""
        for group in self._sheet.groups:
            yield self._group_row(group)
            agencies = ""
            for row in group.rows:
                repeated = row.depth > 0 and row.agencies == agencies
                agencies = agencies if row.depth else row.agencies
                yield self._row(row, (group.heading,), "" if repeated else row.agencies)

    def nothing(self) -> Row:
        """Return the row of a sheet without indicators."""
        words = "Không có chỉ tiêu nào có mức kế hoạch của năm trong phạm vi của biểu này."
        runs = (Run(words, self.table.style(Face.ITALIC)),)
        return make_row(self.table.across(runs), self.table.section)

    def _group_row(self, group: IndicatorGroup) -> Row:
        table = self.table
        cells = table.across(
            (Run(bind(group.heading), table.style(Face.BOLD)),),
            (Run(counted(group.heads, "chỉ tiêu"), table.style()),),
        )
        return make_row(cells, table.group, heading=True)

    def _row(self, row: IndicatorRow, trail: tuple[str, ...], agencies: str) -> Row:
        """``agencies``: "" where they are those of the indicator that this one is a part of."""
        table = self.table
        face = Face.UPRIGHT if row.depth else Face.BOLD
        inset = row.depth * self._measures.indent
        cells = [
            table.cell(0, row.stt, Align.CENTRE, narrow=True),
            table.cell(1, bind(row.name), face=face, inset=inset),
            table.cell(2, bind(row.unit), Align.CENTRE, narrow=True),
        ]
        for place, words in enumerate(_figures(row)):
            cells.append(self._figure(_FIRST_FIGURE + place, words))
        if row.so_far_note:
            cells[5] = self._with_note(cells[5], row.so_far_note)
        cells.append(table.cell(9, bind(agencies)))
        cells.append(table.cell(10, bind(row.light_words), light=SHOWN_AS[row.light]))
        return make_row(cells, self._look, trail=trail, label=row.stt)

    def _with_note(self, cell: Cell, note: str) -> Cell:
        small = self.table.cell(5, (Run(bind(f"({note})"), self.table.small()),), Align.RIGHT)
        return dataclasses.replace(cell, lines=(*cell.lines, *small.lines), inset=0.0)

    def _figure(self, column: int, words: str) -> Cell:
        """Return a figure with its decimal comma under those of the others."""
        if not any(letter.isdigit() for letter in words) and words != formats.NONE_SIGN:
            return self.table.cell(column, bind(words), Align.CENTRE, narrow=True)
        cell = self.table.cell(column, _SIGN.sub(rf"\1{formats.NBSP}", words), Align.RIGHT)
        width = max((line.width for line in cell.lines), default=0.0)
        wanted = self._tails[column] - self._tail(words)
        room = self.table.room(column) - width
        return dataclasses.replace(cell, inset=max(0.0, min(wanted, room)))

    def _tail(self, words: str) -> float:
        found = _TAIL.search(words)
        return self._document.typesetter.width(found[0], self.table.style()) if found else 0.0

    def _measure_tails(self) -> dict[int, float]:
        tails = dict.fromkeys(range(_FIRST_FIGURE, _LAST_FIGURE + 1), 0.0)
        for row in self._sheet.rows:
            for place, words in enumerate(_figures(row)):
                column = _FIRST_FIGURE + place
                tails[column] = max(tails[column], self._tail(words))
        return tails


def _figures(row: IndicatorRow) -> tuple[str, ...]:
    return (
        row.plan,
        row.value,
        row.so_far,
        _with_percent(row.percent_of_plan),
        _with_percent(row.percent_of_last_year),
        row.estimate,
    )


def _with_percent(words: str) -> str:
    return words if words == formats.NONE_SIGN else f"{words}%"


def _head(period: ResultPeriod) -> list[HeadCell]:
    return [
        HeadCell("TT", 0, rows=2),
        HeadCell("Chỉ tiêu", 1, rows=2),
        HeadCell("Đơn vị\ntính", 2, rows=2),
        HeadCell(f"Kế hoạch\nnăm {period.year}", 3, rows=2),
        HeadCell(bind(f"Thực hiện\n{period.words}"), 4, rows=2),
        HeadCell(bind(f"Lũy kế\n{period.so_far_words}"), 5, rows=2),
        HeadCell("So sánh", 6, columns=2),
        HeadCell("% kế\nhoạch", 6, row=1),
        HeadCell("% cùng\nkỳ", 7, row=1),
        HeadCell("Ước cả\nnăm", 8, rows=2),
        HeadCell("Cơ quan chịu\ntrách nhiệm", 9, rows=2),
        HeadCell("Đánh giá", 10, rows=2),
    ]
