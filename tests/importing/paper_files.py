"""A labelled document as a PDF that no office program made: reportlab's pages, set as offices do.

Letterhead and signature side by side, lines broken by the width of the page, the number of the page
in the top margin from the second page on, tables with lines whose heading returns on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from app.importing.blocks import Block, Kind, Repeat
from app.reports.pdf.fonts import load_family

_WIDTH = A4[0] - 45 * mm


def write_paper(
    letterhead: tuple[Sequence[Block], Sequence[Block]],
    body: Sequence[Block],
    signature: tuple[Sequence[Block], Sequence[Block]],
    appendix: Sequence[Block],
    path: Path,
) -> None:
    """Write the parts of a document, each side of letterhead and signature apart, to ``path``."""
    story: list[Any] = [_side_by_side(*letterhead), Spacer(1, 6 * mm), *_flow(body)]
    if any(signature):
        story += [Spacer(1, 6 * mm), _side_by_side(*signature)]
    story += _flow(appendix)
    document = SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=30 * mm, rightMargin=15 * mm, topMargin=20 * mm,
        bottomMargin=20 * mm,
    )  # fmt: skip
    document.build(story, onLaterPages=_number)


def _number(canvas: Any, document: Any) -> None:
    canvas.setFont(_face(bold=False), 13)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 14 * mm, str(document.page))


def _face(*, bold: bool) -> str:
    return str(load_family().fonts[1 if bold else 0].fontName)


def _paragraph(
    text: str, *, bold: bool = False, centred: bool = False, size: int = 13, indent: float = 10 * mm
) -> Paragraph:
    style = ParagraphStyle(
        "x", fontName=_face(bold=bold), fontSize=size, leading=size * 1.25, spaceAfter=3,
        alignment=TA_CENTER if centred else TA_JUSTIFY if indent else TA_LEFT,
        firstLineIndent=0 if centred else indent,
    )  # fmt: skip
    return Paragraph(escape(text).replace("\n", "<br/>"), style)


def _flow(blocks: Sequence[Block]) -> list[Any]:
    flow: list[Any] = []
    for _table, group in groupby(blocks, key=lambda block: block.place.table):
        lines = list(group)
        if lines[0].kind is Kind.TABLE_ROW:
            flow.append(_ruled(lines))
            continue
        for block in lines:
            centred = block.centred or (block.text.isupper() and not block.marker)
            flow.append(_paragraph(block.printed, bold=block.bold or centred, centred=centred))
    return flow


def _ruled(rows: Sequence[Block]) -> Table:
    spans: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    cells: list[list[Any]] = []
    for y, row in enumerate(rows):
        cells.append([])
        for x, cell in enumerate(row.cells):
            own = cell.repeat is Repeat.OWN
            words = _paragraph(cell.text, bold=row.header, size=9, indent=0) if own else ""
            cells[-1].append(words)
            if own:
                right = _reach(row.cells[x + 1 :], Repeat.LEFT)
                below = _reach([each.cells[x] for each in rows[y + 1 :]], Repeat.ABOVE)
                spans.append(("SPAN", (x, y), (x + right, y + below)))
    heads = sum(row.header for row in rows)
    return Table(
        cells, [_WIDTH / len(rows[0].cells)] * len(rows[0].cells), repeatRows=heads,
        style=TableStyle([*spans, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]),
    )  # fmt: skip


def _reach(cells: Sequence[Any], how: Repeat) -> int:
    return next((n for n, cell in enumerate(cells) if cell.repeat is not how), len(cells))


def _side_by_side(left: Sequence[Block], right: Sequence[Block]) -> Table:
    columns = [
        [_paragraph(block.printed, centred=side == 1, size=12, indent=0) for block in blocks]
        for side, blocks in enumerate((left, right))
    ]
    return Table(
        [columns], [_WIDTH * 0.42, _WIDTH * 0.58], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
