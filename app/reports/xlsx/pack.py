"""The papers of a meeting as one workbook: a worksheet for each table, contents with links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from app.domain import formats
from app.reports.grid import GridSheet
from app.reports.pack import PackChapter, PackCover
from app.reports.pdf.pack import cover_lines, proof_words
from app.reports.xlsx.cells import FACE, GRID, HEAD_FILL, put_text
from app.reports.xlsx.workbook import SheetWriter, describe, new_book, print_on_a4

_TITLE = "Tài liệu họp"
_CONTENTS = "Mục lục"
_WIDTHS = (46, 12, 70, 34)
_HEADS = ("Phần", "Biểu", "Nội dung", "Trang tính")

_BIG = Font(name=FACE, size=16, bold=True)
_WORDS = Font(name=FACE, size=11)
_BOLD = Font(name=FACE, size=11, bold=True)
_LINK = Font(name=FACE, size=11, underline="single", color="FF1F4E8C")
_WRAPPED = Alignment(vertical="top", wrap_text=True)


def write_pack(chapters: Sequence[PackChapter], cover: PackCover, out: BinaryIO) -> int:
    """Write the papers of a meeting as .xlsx.

    Args:
        chapters: parts with their sheets as plain tables; letters have none and are left out.
        cover: what stands over the contents.
        out: takes the bytes.

    Returns:
        The number of worksheets, contents included.
    """
    book = new_book()
    writer = SheetWriter(book)
    contents = writer.page(_CONTENTS)
    lines: list[tuple[str, str, str, str]] = []
    for chapter in chapters:
        for entry in chapter.entries:
            if isinstance(entry.sheet, GridSheet):
                names = writer.add(entry.sheet)
                lines += [(chapter.title, entry.form, entry.words, name) for name in names]
    _write_contents(contents, cover, lines)
    describe(book, _TITLE, cover.letterhead, cover.provenance)
    book.save(out)
    return len(book.worksheets)


def _write_contents(
    page: Worksheet, cover: PackCover, lines: Sequence[tuple[str, str, str, str]]
) -> None:
    source, letterhead = cover.provenance, cover.letterhead
    offices = " - ".join(filter(None, (letterhead.superior, letterhead.office))).upper()
    head = [(mark, _BOLD) for mark in letterhead.marks]
    head += [(offices, _BOLD), (_TITLE.upper(), _BIG)]
    head += [(line, _WORDS) for line in cover_lines(cover)]
    head.append((proof_words(cover), _WORDS))
    proof = f"lập lúc {formats.moment(source.printed_at)} · vân tay số liệu {source.fingerprint}"
    head.append((f"Sổ “{source.register_name}” · {proof}", _WORDS))
    for row, (words, font) in enumerate(head, start=1):
        put_text(page.cell(row, 1), words)
        page.cell(row, 1).font = font
    first = len(head) + 2
    for column, words in enumerate(_HEADS, start=1):
        cell = page.cell(first, column)
        put_text(cell, words)
        cell.font, cell.fill, cell.border = _BOLD, HEAD_FILL, GRID
    for row, line in enumerate(lines, start=first + 1):
        for column, words in enumerate(line, start=1):
            cell = page.cell(row, column)
            put_text(cell, words)
            cell.font, cell.border, cell.alignment = _WORDS, GRID, _WRAPPED
        link = page.cell(row, len(line))
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"{_quoted(line[-1])}!A1")
        link.font = _LINK
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = f"A{first + 1}"
    print_on_a4(page, first)


def _quoted(name: str) -> str:
    """Return the name of a worksheet as a link to it is written."""
    return "'" + name.replace("'", "''") + "'"
