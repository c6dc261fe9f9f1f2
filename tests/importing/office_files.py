"""Real files of the labelled documents: what an office would hand over, made of their block lists.

`docx`: letterhead and signature in tables without lines, points that Word counts, merged cells, a
page number in the header. `paper`: a PDF drawn by reportlab (`paper_files.py`).
`xlsx`: merged cells, title lines over the columns, days as Excel days.
`txt`: the text layer of a scan: lines broken by hand, page numbers and running heads in between,
marks of tone misread (never letters or figures, so that labels still fit). A PDF cannot be made
without an office program: ``python -m tests.importing.office_files NAME…`` prints it once with
LibreOffice, and it is kept beside the labels.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from app.domain.text import fold
from app.importing.blocks import Block, Kind, Repeat
from tests.importing import paper_files
from tests.importing.block_lists import read_block_list
from tests.office_documents import fill_cell, page_setup, repeat_header

LABELS = Path(__file__).parent / "labels"
_PLACE_AND_DAY = re.compile(r".{0,40}, ngay \d+ thang \d+ nam \d{4}$")
_COUNTED = re.compile(r"\d+\.")
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_WIDTH = 84
_HALF = 42  # letters of the left one of two columns
_PAGE_LINES = 44
_MISREAD = 160  # one marked letter in so many gets another mark of tone
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class _Parts:
    """A document cut where offices set it in other ways."""

    letterhead: list[Block]
    body: list[Block]
    signature: list[Block]
    appendix: list[Block]


def write(form: str, source: Path, path: Path) -> None:
    """Write the document of the block list ``source`` as a file of that form at ``path``."""
    _WRITERS[form](_as_printed(source), path)


def _as_printed(source: Path) -> list[Block]:
    """Return the blocks; what no program counts stands in their text ("Điều 1. …", "a) …")."""
    lines = source.read_text(encoding="utf-8").splitlines()
    return [_with_marker(block, lines) for block in read_block_list(source)]


def _with_marker(block: Block, lines: Sequence[str]) -> Block:
    if not block.marker or block.marker == "-" or _COUNTED.fullmatch(block.marker):
        return block
    line = lines[(block.place.line or 1) - 1]
    return replace(block, marker="", text=line.lstrip("~^ ").replace("**", "").strip())


# --- Word ----------------------------------------------------------------------------------------


def write_docx(blocks: Sequence[Block], path: Path) -> None:
    """Write a Word file."""
    document = Document()
    page_setup(document)
    counting = _Counting(document)
    parts = _parts(blocks)
    _side_by_side(document, *_letterhead_columns(parts.letterhead))
    _body(document, parts.body, counting)
    if parts.signature:
        left = [
            b for b in parts.signature if b.marker == "-" or fold(b.text).startswith("noi nhan")
        ]
        _side_by_side(document, left, [b for b in parts.signature if b not in left])
    if parts.appendix:
        document.add_page_break()
        _body(document, parts.appendix, counting)
    document.save(str(path))


class _Counting:
    """Word's own counting for "1.", "2." and bullets for "-"."""

    def __init__(self, document: Any) -> None:
        self._numbering = document.part.numbering_part.element
        self._add_abstract(90, "decimal", "%1.")
        self._add_abstract(91, "bullet", "-")
        self._next = 900
        self._bullets = self._add_number(91, None)
        self._counted = ("", 0)  # the list under way, and the number it has reached

    def mark(self, paragraph: Any, marker: str) -> bool:
        """Let Word write the marker; False if it must be typed."""
        if marker == "-":
            self._number(paragraph, self._bullets)
            return True
        if not _COUNTED.fullmatch(marker):
            return False
        count = int(marker[:-1])
        if not self._counted[0] or count != self._counted[1] + 1:
            self._counted = (self._add_number(90, count), count)
        self._counted = (self._counted[0], count)
        self._number(paragraph, self._counted[0])
        return True

    def _add_abstract(self, key: int, form: str, text: str) -> None:
        self._numbering.insert(0, parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"><w:lvl w:ilvl="0">'
            f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f"</w:lvl></w:abstractNum>"
        ))  # fmt: skip

    def _add_number(self, abstract: int, start: int | None) -> str:
        self._next += 1
        again = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            if start
            else ""
        )
        self._numbering.append(parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{self._next}">'
            f'<w:abstractNumId w:val="{abstract}"/>{again}</w:num>'
        ))  # fmt: skip
        return str(self._next)

    def _number(self, paragraph: Any, number: str) -> None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        ))  # fmt: skip


def _body(document: Any, blocks: Sequence[Block], counting: _Counting) -> None:
    for _table, group in groupby(blocks, key=lambda block: block.place.table):
        lines = list(group)
        if lines[0].kind is Kind.TABLE_ROW:
            _word_table(document, lines)
            continue
        for block in lines:
            paragraph = document.add_paragraph()
            counted = not block.bold and counting.mark(paragraph, block.marker)
            paragraph.add_run(block.text if counted else block.printed).bold = block.bold
            if block.centred or (block.text.isupper() and not block.marker):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _word_table(document: Any, rows: Sequence[Block]) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row.cells) for row in rows))
    table.style = "Table Grid"
    for row, made in zip(rows, table.rows, strict=True):
        if row.header:
            repeat_header(made)
        for place, cell in zip(made.cells, row.cells, strict=True):
            if cell.repeat is Repeat.OWN:
                fill_cell(place, cell.text, bold=cell.bold or row.header)
    for (top, left), (bottom, right) in _areas(rows):
        text = rows[top].cells[left].text
        merged = table.cell(top, left).merge(table.cell(bottom, right))
        for extra in merged.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
        fill_cell(merged, text, bold=rows[top].cells[left].bold)


def _side_by_side(document: Any, left: Sequence[Block], right: Sequence[Block]) -> None:
    if not left and not right:
        return
    table = document.add_table(rows=1, cols=2)
    for cell, blocks in zip(table.rows[0].cells, (left, right), strict=True):
        cell.width = Cm(8)
        text = "\n".join(block.printed for block in blocks)
        fill_cell(cell, text, bold=any(b.bold for b in blocks), centred=blocks is not left)


def _areas(rows: Sequence[Block]) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the merged areas as (first cell, last cell); downwards, then sideways."""
    for top, row in enumerate(rows):
        for left, cell in enumerate(row.cells):
            if cell.repeat is not Repeat.OWN:
                continue
            bottom, right = top, left
            while bottom + 1 < len(rows) and _repeats(rows[bottom + 1], left, Repeat.ABOVE):
                bottom += 1
            while _repeats(row, right + 1, Repeat.LEFT):
                right += 1
            if (bottom, right) != (top, left):
                yield (top, left), (bottom, right)


def _repeats(row: Block, column: int, how: Repeat) -> bool:
    return column < len(row.cells) and row.cells[column].repeat is how


# --- Excel ---------------------------------------------------------------------------------------


def write_xlsx(blocks: Sequence[Block], path: Path) -> None:
    """Write a workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    width = max((len(block.cells) for block in blocks), default=1)
    at = 0
    for _table, group in groupby(blocks, key=lambda block: block.place.table):
        lines = list(group)
        at += 1
        if lines[0].kind is not Kind.TABLE_ROW:
            for block in lines:
                at += 1
                sheet.cell(at, 1, block.printed).alignment = Alignment(horizontal="center")
                sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            continue
        for n, row in enumerate(lines):
            for column, cell in enumerate(row.cells, start=1):
                if cell.repeat is Repeat.OWN and cell.text:
                    _fill(sheet.cell(at + 1 + n, column), cell.text, bold=cell.bold or row.header)
        for (top, left), (bottom, right) in _areas(lines):
            sheet.merge_cells(
                start_row=at + 1 + top, end_row=at + 1 + bottom,
                start_column=left + 1, end_column=right + 1,
            )  # fmt: skip
        at += len(lines)
    book.save(path)


def _fill(place: Any, text: str, *, bold: bool) -> None:
    day = _DAY.fullmatch(text)
    if day:
        place.value = dt.date(int(day[3]), int(day[2]), int(day[1]))
        place.number_format = "dd/mm/yyyy"
    else:
        place.value = int(text) if text.isdigit() else text
    place.font = Font(name="Times New Roman", size=12, bold=bold)
    place.alignment = Alignment(wrap_text=True, vertical="center")


# --- a PDF of no office program ------------------------------------------------------------------


def write_paper(blocks: Sequence[Block], path: Path) -> None:
    """Write a PDF drawn line by line, whatever its name ends with."""
    parts = _parts(blocks)
    left = [b for b in parts.signature if b.marker == "-" or fold(b.text).startswith("noi nhan")]
    right = [block for block in parts.signature if block not in left]
    columns = _letterhead_columns(parts.letterhead)
    paper_files.write_paper(columns, parts.body, (left, right), parts.appendix, path)


# --- the text of a scan --------------------------------------------------------------------------


def write_text(blocks: Sequence[Block], path: Path) -> None:
    """Write a text with lines broken by hand, page furniture and misread marks."""
    parts = _parts(blocks)
    lines = _two_columns(*_letterhead_columns(parts.letterhead))
    lines += [line for block in parts.body for line in _text_lines(block)]
    left = [b for b in parts.signature if b.marker == "-" or fold(b.text).startswith("noi nhan")]
    lines += _two_columns(left, [block for block in parts.signature if block not in left])
    lines += [line for block in parts.appendix for line in _text_lines(block)]
    chance = random.Random(len(lines))  # noqa: S311 - the same errors every time
    read = [_misread(line, chance) for line in _paged(lines)]
    path.write_text("\n".join(read) + "\n", encoding="utf-8")


def _text_lines(block: Block) -> list[str]:
    if block.kind is Kind.TABLE_ROW:
        texts = [c.text if c.repeat is Repeat.OWN else "" for c in block.cells]
        return ["\t".join(" ".join(text.split()) for text in texts)]
    if block.centred or (block.text.isupper() and not block.marker):
        return ["", *(line.center(_WIDTH).rstrip() for line in textwrap.wrap(block.printed, 60))]
    return textwrap.wrap(block.printed, _WIDTH, initial_indent="    ", break_on_hyphens=False)


def _two_columns(left: Sequence[Block], right: Sequence[Block]) -> list[str]:
    texts = [
        [line for block in side for line in textwrap.wrap(block.printed, _HALF - 2)]
        for side in (left, right)
    ]
    rows = max(map(len, texts))
    filled = [side + [""] * (rows - len(side)) for side in texts]
    return [f"{a:<{_HALF}}{b}".rstrip() for a, b in zip(*filled, strict=True)]


def _paged(lines: Sequence[str]) -> list[str]:
    """Part the lines into pages; a page number and blank lines cut the text anywhere."""
    paged: list[str] = []
    for n in range(0, len(lines), _PAGE_LINES):
        paged += ["", str(n // _PAGE_LINES + 1).center(_WIDTH).rstrip(), ""] if n else []
        paged += lines[n : n + _PAGE_LINES]
    return paged


def _misread(line: str, chance: random.Random) -> str:
    letters = list(unicodedata.normalize("NFC", line))
    for n, letter in enumerate(letters):
        parts = unicodedata.normalize("NFD", letter)
        if len(parts) > 1 and parts[-1] in _TONES and chance.randrange(_MISREAD) == 0:
            letters[n] = unicodedata.normalize("NFC", parts[:-1] + chance.choice(_TONES))
    return "".join(letters)


# --- parts ---------------------------------------------------------------------------------------


def _parts(blocks: Sequence[Block]) -> _Parts:
    head = next((n for n, b in enumerate(blocks[:8]) if _PLACE_AND_DAY.match(fold(b.text))), -1) + 1
    end = next(
        (n for n, b in enumerate(blocks) if fold(b.text).startswith("noi nhan")), len(blocks)
    )
    rest = next((n for n in range(end, len(blocks)) if _begins_appendix(blocks, n)), len(blocks))
    return _Parts(
        list(blocks[:head]), list(blocks[head:end]), list(blocks[end:rest]), list(blocks[rest:])
    )


def _begins_appendix(blocks: Sequence[Block], n: int) -> bool:
    folded = fold(blocks[n].printed)
    return folded.startswith(("phu luc", "danh muc", "bieu")) and blocks[n].marker != "-"


def _letterhead_columns(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    left: list[Block] = []
    right: list[Block] = []
    for block in blocks:
        folded = fold(block.text)
        of_state = folded.startswith(("cong hoa", "doc lap")) or _PLACE_AND_DAY.match(folded)
        (right if of_state else left).append(block)
    return left, right


# --- printing ------------------------------------------------------------------------------------


def print_pdf(source: Path, path: Path) -> None:
    """Print a document's Word file with LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("LibreOffice is not on this machine")
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / f"{source.stem}.docx"
        write("docx", source, word)
        subprocess.run(  # noqa: S603 - the program found above
            [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(word)], check=True
        )
        shutil.copyfile(word.with_suffix(".pdf"), path)


_WRITERS: dict[str, Callable[[Sequence[Block], Path], None]] = {
    "docx": write_docx,
    "xlsx": write_xlsx,
    "txt": write_text,
    "paper": write_paper,
}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        (found,) = LABELS.glob(f"*/{name}.txt")
        print_pdf(found, found.with_suffix(".pdf"))
