"""A sheet as a Word document: the same order as on paper, tables that can be edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from docx.document import Document as WordDocument
from docx.shared import Pt

from app.domain import formats
from app.reports.docx import parts
from app.reports.docx.styles import S, new_document
from app.reports.grid import NOTHING, Column, Grid, GridSheet, Kind, Value
from app.reports.pdf.layout import load_layout
from app.reports.pdf.letterhead import MOTTO, NATION
from app.reports.sheets import Letterhead, Provenance

_NUMBER = Column("TT", Kind.COUNT, 9)


def write_sheet(sheet: GridSheet, out: BinaryIO) -> int:
    """Write a sheet as .docx.

    Args:
        sheet: what it says.
        out: takes the bytes.

    Returns:
        The number of tables that hold its rows.
    """
    document = new_document()
    count = write_body(document, sheet)
    describe(document, f"{sheet.title}. {sheet.subtitle}", sheet.letterhead, sheet.provenance)
    document.save(out)
    return count


def write_body(document: WordDocument, sheet: GridSheet, *, of_pack: bool = False) -> int:
    """Write a sheet into the last section of a document; return how many tables hold its rows."""
    section = document.sections[-1]
    parts.set_page(section, landscape=True)
    form = f"Biểu số {sheet.form_number}" if sheet.form_number else ""
    foot = provenance_words(sheet.provenance, form)
    parts.write_margins(section, sheet.letterhead.marks, form, foot, of_pack=of_pack)
    _write_head(document, sheet)
    grids = [grid for grid in sheet.grids if not grid.only_excel]
    for grid in grids:
        _write_grid(document, grid)
    notes = [document.add_paragraph(parts.clean(note), style=S.NOTE) for note in sheet.notes]
    if any(sheet.letterhead.signatures):
        parts.keep_last_row(document.tables[-1])
        for note in notes:
            note.paragraph_format.keep_with_next = True
    _write_signatures(document, sheet.letterhead)
    return len(grids)


def provenance_words(source: Provenance, form: str) -> str:
    """Return the foot line: where the figures come from."""
    facts = (
        f"Sổ “{source.register_name}”",
        source.as_of_words,
        f"lập lúc {formats.moment(source.printed_at)}",
        f"vân tay số liệu {source.fingerprint}",
    )
    return " · ".join(filter(None, (*facts, form)))


def describe(
    document: WordDocument, title: str, letterhead: Letterhead, source: Provenance
) -> None:
    """Write what the file says about itself."""
    about = document.core_properties
    about.title = parts.clean(title)[:255]
    about.author = parts.clean(letterhead.office or letterhead.superior)[:255]
    about.keywords = source.fingerprint
    about.comments = ""
    about.language = "vi-VN"
    about.created = about.modified = source.printed_at


def _write_head(document: WordDocument, sheet: GridSheet) -> None:
    measures = load_layout().letterhead
    letterhead, source = sheet.letterhead, sheet.provenance
    paper = load_layout().paper
    whole = paper.long - paper.left - paper.right
    left, right = measures.agency_block / whole, measures.nation_block / whole
    agency, _gap, nation = parts.side_by_side(document, (left, 1 - left - right, right))
    lines = [(letterhead.superior, S.SUPERIOR), (letterhead.office, S.OFFICE)]
    parts.fill(agency, [line for line in lines if line[0].strip()])
    parts.short_line(agency, measures.office_line_share / 2)
    if letterhead.number_words:
        agency.add_paragraph(letterhead.number_words, style=S.NUMBER)
    parts.fill(nation, [(NATION, S.NATION), (MOTTO, S.MOTTO)])
    parts.short_line(nation, 0.5)
    day = formats.date_in_words(source.printed_at.date())
    words = ", ".join(filter(None, (letterhead.place.strip(), day)))
    nation.add_paragraph(parts.clean(words), style=S.DATE)
    document.add_paragraph(parts.clean(sheet.title), style=S.TITLE)
    document.add_paragraph(parts.clean(sheet.subtitle), style=S.SUBTITLE)
    as_of = formats.date_in_text(source.as_of)
    document.add_paragraph(f"(Số liệu đến hết ngày {as_of})", style=S.PERIOD)
    for answer in sheet.answers:
        document.add_paragraph(parts.clean(answer), style=S.ANSWER)


def _write_grid(document: WordDocument, grid: Grid) -> None:
    if grid.caption:
        document.add_paragraph(parts.clean(grid.caption), style=S.CAPTION)
    shown = [place for place, column in enumerate(grid.columns) if not column.only_excel]
    columns = [
        *([_NUMBER] if grid.numbered else []),
        *(grid.columns[place] for place in shown),
    ]
    kinds = [column.kind for column in columns]
    table = parts.add_table(
        document, [column.title for column in columns], [column.width for column in columns]
    )
    for place, column in enumerate(columns):
        if column.turned:
            parts.turn_header(table, place)
    if not grid.rows and grid.total is None:
        parts.add_heading_row(table, NOTHING, group=False)
    above: tuple[str, ...] = ()
    for number, row in enumerate(grid.rows, start=1):
        for depth in _opened(above, row.under):
            sums = grid.sums.get(row.under[: depth + 1], "")
            if isinstance(sums, tuple):
                values = _values(sums, shown, "" if grid.numbered else None)
                parts.add_row(table, values, kinds, bold=True, followed=True)
                continue
            words = f"{row.under[depth]} ({sums})" if sums else row.under[depth]
            parts.add_heading_row(table, words, group=depth == 0)
        above = row.under
        values = _values(row.cells, shown, number if grid.numbered else None)
        last = grid.total is not None and number == len(grid.rows)
        parts.add_row(table, values, kinds, bold=False, followed=last)
    if grid.total is not None:
        total = _values(grid.total.cells, shown, "" if grid.numbered else None)
        parts.add_row(table, total, kinds, bold=True)
    for note in grid.notes:
        document.add_paragraph(parts.clean(note), style=S.NOTE)


def _opened(above: Sequence[str], under: Sequence[str]) -> list[int]:
    """Return the depths of the headings that begin with a row: all from the first that differs."""
    same = 0
    while same < min(len(above), len(under)) and above[same] == under[same]:
        same += 1
    return [depth for depth in range(same, len(under)) if under[depth].strip()]


def _values(cells: Sequence[Value], shown: Sequence[int], number: int | str | None) -> list[Value]:
    first = [] if number is None else [number]
    return [*first, *(cells[place] for place in shown)]


def _write_signatures(document: WordDocument, letterhead: Letterhead) -> None:
    left, right = letterhead.signatures
    if not (left or right):
        return
    measures = load_layout().closing
    blocks = parts.side_by_side(document, (0.44, 0.12, 0.44))
    for cell, block in zip((blocks[0], blocks[2]), (left, right), strict=True):
        written = parts.fill(cell, [(line, S.SIGNER) for line in block.split("\n")])
        written[0].paragraph_format.space_before = Pt(measures.signature_drop / 2)
    name = blocks[2].add_paragraph(parts.clean(letterhead.signer_name), style=S.NAME)
    name.paragraph_format.space_before = Pt(measures.signature_room)
