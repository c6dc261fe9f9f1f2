"""Sheet 2, biểu tổng hợp theo cơ quan chủ trì or theo lãnh đạo phụ trách."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import BinaryIO

from app.domain import formats
from app.domain.phrases import phrase
from app.domain.tally import Tally
from app.domain.traffic_light import Light
from app.reports.pdf.changes import changes_part
from app.reports.pdf.closing import Closing
from app.reports.pdf.document import Document, open_document
from app.reports.pdf.fonts import Face
from app.reports.pdf.rows import Align, Row, RowLook, make_row
from app.reports.pdf.sentences import shares
from app.reports.pdf.sheet_writer import Part, SheetHead, sheet_info, write_sheet
from app.reports.pdf.table import HeadCell, Padding, Table
from app.reports.pdf.text import Run, bind
from app.reports.sheets import SheetDoesNotAddUpError, SummaryGroup, SummarySheet

_NUMBERS = (
    "A",
    "B",
    "1=2+…+8",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9=2+3+6",
    "(2+3)/9",
    "(2+3)/(1–8)",
)
_TOTAL_COLUMN = 2
_OVERDUE_COLUMN = 7
_HEADING = re.compile(r"\s*([IVXLC]+|[A-ZĐ])\.\s+(\S.*)", re.DOTALL)

_NOTES = (
    "Đã đến hạn (cột 9): đã hoàn thành hoặc đã quá hạn. Nhiệm vụ thường xuyên xếp theo báo cáo của "
    "kỳ đã chốt gần nhất. Sắp đến hạn: còn 0–{days} ngày. Dấu “–”: không có, hoặc chưa có gì để "
    "tính tỷ lệ. Đã kiểm tra: tổng các cột 2 đến 8 bằng cột 1 ở mọi dòng."
)
"""What the header does not say itself: short, so that the sheet stays on one page."""


def write_summary(sheet: SummarySheet, out: BinaryIO) -> int:
    """Write sheet 2 as a PDF file.

    Args:
        sheet: what it says.
        out: takes the bytes; written only when the whole sheet has been laid out.

    Returns:
        The number of pages.

    Raises:
        FontsMissingError: no font with all Vietnamese letters on this machine.
        SheetDoesNotAddUpError: a row does not give its own total.
    """
    with open_document(out, sheet_info(sheet.title, sheet)) as document:
        return draw_summary(document, sheet)


def draw_summary(document: Document, sheet: SummarySheet) -> int:
    """Draw sheet 2 on pages of its own in an open document and return how many it took."""
    builder = _SummaryTable(document, sheet)
    rows = list(builder.rows())
    head = SheetHead(
        form_number=sheet.form_number,
        title=sheet.title,
        subtitle=sheet.subtitle,
        letterhead=sheet.letterhead,
        provenance=sheet.provenance,
        answers=(shares(sheet.tally),),
    )
    # One paragraph, because a line for every note would often cost a second page.
    notes = [" ".join((_NOTES.format(days=sheet.soon_days), *sheet.notes))]
    closing = Closing(document, builder.table.width, notes, sheet.letterhead)
    parts = [Part(builder.table, rows)]
    if sheet.changes is not None:
        parts.append(changes_part(document, sheet.changes))
    return write_sheet(document, head, parts, closing)


class _SummaryTable:
    """Rows of sheet 2, numbered through the sheet.

    Attributes:
        table: the table they belong to.
    """

    def __init__(self, document: Document, sheet: SummarySheet) -> None:
        measures = document.layout.summary
        self._sheet = sheet
        self.table = Table(
            document,
            measures.columns_by_leader if sheet.by_leader else measures.columns,
            Padding(measures.top, measures.bottom),
            _head("Lãnh đạo phụ trách" if sheet.by_leader else "Cơ quan chủ trì"),
            _NUMBERS,
            sign_room=measures.sign_room,
        )
        self._plain = dataclasses.replace(self.table.body, centred=True)
        shared = document.layout.table
        self._group = dataclasses.replace(self._plain, grey=shared.group_grey)
        self._sum = dataclasses.replace(self._plain, grey=shared.head_grey)

    def rows(self) -> Iterator[Row]:
        """Return groups with their sub-totals, rows, and Cộng."""
        number = 0
        for group in self._sheet.groups:
            if not group.rows:
                continue
            heading = (group.heading,) if group.heading.strip() else ()
            if heading:
                yield self._group_row(group)
            for row in group.rows:
                number += 1
                cells = (formats.number(number), row.name)
                yield self._row(cells, row.tally, self._plain, trail=heading)
        if number == 0:
            yield self._nothing()
        yield self._row(("", "Cộng"), self._sheet.tally, self._sum, bold=True, tied=True)

    def _nothing(self) -> Row:
        words = "Không có cơ quan nào có nhiệm vụ trong phạm vi của biểu này."
        if self._sheet.by_leader:
            words = "Không có lãnh đạo nào có nhiệm vụ trong phạm vi của biểu này."
        runs = (Run(words, self.table.style(Face.ITALIC)),)
        return make_row(self.table.across(runs), self.table.section)

    def _group_row(self, group: SummaryGroup) -> Row:
        parts = _HEADING.fullmatch(group.heading)
        cells = (parts[1], parts[2]) if parts else ("", group.heading)
        return self._row(cells, group.tally, self._group, bold=True, heading=True)

    def _row(  # noqa: PLR0913 - what a row is made of
        self,
        names: tuple[str, str],
        tally: Tally,
        look: RowLook,
        *,
        bold: bool = False,
        trail: tuple[str, ...] = (),
        heading: bool = False,
        tied: bool = False,
    ) -> Row:
        table = self.table
        face = Face.BOLD if bold else Face.UPRIGHT
        cells = [
            table.cell(0, names[0], Align.CENTRE, face=face, narrow=True),
            table.cell(1, bind(names[1]), face=face),
        ]
        for column, figure in enumerate(_figures(tally), start=_TOTAL_COLUMN):
            strong = bold or column in (_TOTAL_COLUMN, _OVERDUE_COLUMN)
            figure_face = Face.BOLD if strong and figure != formats.NONE_SIGN else face
            cells.append(table.cell(column, figure, Align.CENTRE, face=figure_face, narrow=True))
        return make_row(cells, look, trail=trail, heading=heading, tied=tied)


def _figures(tally: Tally) -> tuple[str, ...]:
    """Return columns 1 to 9 and both percentages, after checking 1 = 2 + … + 8."""
    parts = [tally[light] for light in Light]
    if tally.total != sum(parts):
        words = f"một dòng có {sum(parts)} nhiệm vụ theo đèn, tổng của dòng là {tally.total}"
        raise SheetDoesNotAddUpError(phrase("Biểu tổng hợp"), "", words)
    return (
        *map(formats.count, (tally.total, *parts, tally.due)),
        formats.percent(tally.completed, tally.due),
        formats.percent(tally.completed, tally.followed),
    )


def _head(who: str) -> list[HeadCell]:
    return [
        HeadCell("TT", 0, rows=2),
        HeadCell(who, 1, rows=2),
        HeadCell("Tổng số", 2, rows=2),
        HeadCell("Hoàn thành", 3, columns=2),
        HeadCell("đúng\nhạn", 3, row=1, light=Light.DONE_IN_TIME),
        HeadCell("quá\nhạn", 4, row=1, light=Light.DONE_LATE),
        HeadCell("Chưa hoàn thành", 5, columns=3),
        HeadCell("trong\nhạn", 5, row=1, light=Light.IN_TIME),
        HeadCell("sắp đến\nhạn", 6, row=1, light=Light.DUE_SOON),
        HeadCell("quá\nhạn", 7, row=1, light=Light.OVERDUE),
        HeadCell("Chưa có\nthông tin,\nthời hạn", 8, rows=2, light=Light.UNKNOWN),
        HeadCell("Dừng", 9, rows=2, light=Light.STOPPED),
        HeadCell("Tỷ lệ hoàn thành và mẫu số", 10, columns=3),
        HeadCell("đã đến\nhạn", 10, row=1),
        HeadCell("% đã\nđến hạn", 11, row=1),
        HeadCell("% tổng số,\ntrừ dừng", 12, row=1),
    ]
